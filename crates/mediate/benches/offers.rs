//! How fast stacked alternating offers are, one line of JSON for each pair of negotiators.
//!
//! Two parties, six issues, 3,024 outcomes, one core. `write FILE` writes the utilities for peers;
//! `benches/offers` runs both.

#![expect(clippy::print_stdout, reason = "that is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use onetext_bargain::{Party, Problem, Space};
use onetext_mediate::negotiator::{Ladders, Negotiator, Strategy};
use onetext_mediate::protocol::stacked;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;

/// Options of each issue: 3,024 outcomes, as many as the scenario Amsterdam of ANAC 2011 has.
const OPTIONS: [usize; 6] = [7, 4, 6, 3, 3, 2];

/// Rounds of a run at most.
const ROUNDS: u32 = 10_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    let problem = problem();
    if let [command, file] = &arguments[..]
        && command == "write"
    {
        fs::write(file, json(&problem)).expect("the file can be written");
        return;
    }
    let ladders = Ladders::new(&problem).expect("few outcomes");
    for [first, second] in [
        [Strategy::BOULWARE; 2],
        [Strategy::LINEAR; 2],
        [Strategy::CONCEDER; 2],
        [Strategy::Time(0.3); 2],
        [Strategy::Micro; 2],
        [Strategy::BOULWARE, Strategy::TitForTat],
    ] {
        let begun = Instant::now();
        let mut rounds = 0_u64;
        let mut runs = 0;
        while begun.elapsed().as_secs_f64() < 1.0 {
            let mut random = ChaCha8Rng::seed_from_u64(runs);
            let mut seats: Vec<Box<dyn Negotiator + '_>> =
                vec![first.seat(&ladders, 0), second.seat(&ladders, 1)];
            let ending = stacked(&mut seats, &[0, 1], ROUNDS, &mut random, |_| {});
            rounds += u64::from(black_box(ending).rounds);
            runs += 1;
        }
        let (first, second) = (first.name(), second.name());
        let seconds = begun.elapsed().as_secs_f64();
        println!(
            "{{\"first\": \"{first}\", \"second\": \"{second}\", \"runs\": {runs}, \
             \"rounds\": {rounds}, \"seconds\": {seconds:.3}}}"
        );
    }
}

/// Two parties that want nearly the contrary, so that they go on for long.
fn problem() -> Problem {
    let party = |sign: i64, salt: i64| {
        let worth = |(issue, count): (usize, &usize)| -> Vec<i64> {
            let issue = i64::try_from(issue).expect("small");
            let options = 0..i64::try_from(*count).expect("small");
            let weight = 100 + 37 * issue;
            let worth = |it: i64| sign * weight * it * 10 + (it * 7 + issue * 5 + salt) % 11;
            options.map(|it| 20_000 + worth(it)).collect()
        };
        Party {
            utilities: OPTIONS.iter().enumerate().map(worth).collect(),
            reservation: 0,
            red_lines: vec![],
            interactions: vec![],
            cap: None,
        }
    };
    let space = Space::new(&OPTIONS).expect("a space");
    Problem::new(space, vec![party(1, 0), party(-1, 4)], vec![]).expect("a problem")
}

fn json(problem: &Problem) -> String {
    let mut text = format!("{{\"options\": {OPTIONS:?}, \"rounds\": {ROUNDS}, \"parties\": [");
    for (index, party) in problem.parties().iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let _ = write!(text, "{comma}{:?}", party.utilities);
    }
    text.push_str("]}\n");
    text
}
