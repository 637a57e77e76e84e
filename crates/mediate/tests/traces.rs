//! Stacked alternating offers, turn by turn, as worked out by hand.
//!
//! One issue with five options, worth to two parties
//!
//! | option | 0  | 1 | 2 | 3 | 4  | accepts from |
//! | first  | 10 | 8 | 5 | 2 | 0  | 2            |
//! | second | 0  | 3 | 6 | 8 | 10 | 3            |
//!
//! so the first goes down 0, 1, 2, 3 and the second 4, 3, 2, 1. There are five rounds, at the times
//! 0, 1/4, 1/2, 3/4 and 1. The first party concedes over a range of 10 − 2 = 8, the second over one
//! of 10 − 3 = 7.

#![expect(clippy::unwrap_used, reason = "a test may end so")]

use onetext_bargain::{Party, Problem, Space};
use onetext_mediate::negotiator::{Action, Ladders, Negotiator, Strategy};
use onetext_mediate::protocol::stacked;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;

/// What both do in each round, and how it ends.
fn trace(strategies: [Strategy; 2], rounds: u32) -> String {
    let party = |utilities: [i64; 5], reservation| Party {
        utilities: vec![utilities.to_vec()],
        reservation,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    let parties = vec![party([10, 8, 5, 2, 0], 2), party([0, 3, 6, 8, 10], 3)];
    let problem = Problem::new(Space::new(&[5]).unwrap(), parties, vec![]).unwrap();
    let ladders = Ladders::new(&problem).unwrap();
    let seats = strategies.into_iter().enumerate();
    let mut seats: Vec<Box<dyn Negotiator + '_>> =
        seats.map(|(party, it)| it.seat(&ladders, party)).collect();
    let mut told = String::new();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let ending = stacked(&mut seats, &[0, 1], rounds, &mut random, |step| {
        if step.party == 0 && 0 < step.round {
            told.push_str(" | ");
        }
        match step.action {
            Action::Accept => told.push_str(" accepts"),
            Action::Offer(offer) => told.push_str(&[" ", &offer.0.to_string()].concat()),
            Action::End => told.push_str(" leaves"),
        }
    });
    let agreement = ending.agreement.map_or("none".to_owned(), |it| it.0.to_string());
    format!("{} => {agreement} in {}", told.replace("  ", " ").trim(), ending.rounds)
}

#[test]
fn linear() {
    // First: 10 − ⌊8t⌋ = 10, 8, 6, 4, 2, so options 0 (10), 1 (8), 1 (8), 2 (5), 3 (2).
    // Second: 10 − ⌊7t⌋ = 10, 9, 7, 5, 3, so options 4 (10), 4 (10), 3 (8), 2 (6), 1 (3).
    // In the fourth round the second would offer 2, worth 6, and is offered 2.
    assert_eq!(trace([Strategy::LINEAR; 2], 5), "0 4 | 1 4 | 1 3 | 2 accepts => 2 in 4");
}

#[test]
fn boulware() {
    // t⁴ = 0, 0.0039, 0.0625, 0.3164, 1.
    // First: ⌊8t⁴⌋ = 0, 0, 0, 2, 8, aspires to 10, 10, 10, 8, 2: options 0, 0, 0, 1, 3.
    // Second: ⌊7t⁴⌋ = 0, 0, 0, 2, 7, aspires to 10, 10, 10, 8, 3: options 4, 4, 4, 3, 1.
    // In the fifth round the first would offer 3, worth 2, and 3 is on the table.
    assert_eq!(trace([Strategy::BOULWARE; 2], 5), "0 4 | 0 4 | 0 4 | 1 3 | accepts => 3 in 5");
}

#[test]
fn conceder() {
    // t^¼ = 0, 0.7071, …
    // First: ⌊8 × 0.7071⌋ = ⌊5.66⌋ = 5, aspires to 5: option 2.
    // Second: ⌊7 × 0.7071⌋ = ⌊4.95⌋ = 4, aspires to 6: option 2, worth 6, which is on the table.
    assert_eq!(trace([Strategy::CONCEDER; 2], 5), "0 4 | 2 accepts => 2 in 2");
}

#[test]
fn exponents() {
    // β = 1/2 gives t²: 0, 0.0625, 0.25, 0.5625, 1.
    // First: ⌊8t²⌋ = 0, 0, 2, 4, 8, aspires to 10, 10, 8, 6, 2: options 0, 0, 1, 1, 3.
    // Second, linear: options 4, 4, 3, 2, 1 as above.
    // Fourth round: the first would offer 1 (8), 3 on the table is worth 2; the second is offered 1,
    // worth 3, and offers 2 (6). Fifth: the first would offer 3 (2), and 2 on the table is worth 5.
    assert_eq!(
        trace([Strategy::Time(0.5), Strategy::LINEAR], 5),
        "0 4 | 0 4 | 1 3 | 1 2 | accepts => 2 in 5"
    );
}

#[test]
fn micro() {
    // Each has made as many different offers as it has heard when its turn comes, or one less, and
    // so goes down one option in each turn. In the third round the second is ready for 2 (6).
    assert_eq!(trace([Strategy::Micro; 2], 5), "0 4 | 1 3 | 2 accepts => 2 in 3");
}

#[test]
fn micro_waits_for_who_does_not_concede() {
    // The second offers 4 as long as 10 − ⌊7t⁴⌋ is above 8: with 101 rounds, up to 7t⁴ < 2, t < 0.73.
    // After its second offer the first has made one more than it has heard: it repeats 0 or 1.
    let told = trace([Strategy::Micro, Strategy::BOULWARE], 101);
    let turns: Vec<&str> = told.split(" | ").take(70).collect();
    assert_eq!(&turns[..2], ["0 4", "1 4"]);
    assert!(turns[2..].iter().all(|it| *it == "0 4" || *it == "1 4"), "{told}");
    assert!(turns[2..].contains(&"0 4") && turns[2..].contains(&"1 4"), "{told}");
}

#[test]
fn tit_for_tat() {
    // The second, linear, offers 4, 4, 3, 2, worth to the first 0, 0, 2 and 5. What is below its
    // reservation value counts as that: 2, 2, 2, 5, so it is given 0, 0 and 3. It aspires to 10, 10,
    // 10, 10 and 7, and offers 0, 0, 0, 0 and 1 (8). 2 on the table is worth 5 to it, less than 8. In
    // the fifth round the second aspires to 3 and would offer 1, which it is offered.
    assert_eq!(
        trace([Strategy::TitForTat, Strategy::LINEAR], 5),
        "0 4 | 0 4 | 0 3 | 0 2 | 1 accepts => 1 in 5"
    );
    // Two of them wait for each other.
    assert_eq!(trace([Strategy::TitForTat; 2], 3), "0 4 | 0 4 | 0 4 => none in 3");
}

#[test]
fn the_deadline_comes_without_agreement() {
    // One round: time 1 at once. The first offers 3 (2); the second would offer 1 (3) and is offered
    // 3 (8).
    assert_eq!(trace([Strategy::LINEAR; 2], 1), "3 accepts => 3 in 1");
    assert_eq!(trace([Strategy::Micro; 2], 2), "0 4 | 1 3 => none in 2");
    assert_eq!(trace([Strategy::Micro; 2], 0), " => none in 0");
}
