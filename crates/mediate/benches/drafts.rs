//! How long `unlock` and `propose` take on a case of 28 issues with 4 options, 4 parties and 60
//! statements each: first answers from few worlds, the final ones from as many as serve most cases.

#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

#[path = "../tests/made/mod.rs"]
mod made;

use std::time::Instant;

use onetext_elicit::{Effort, Question, elicit};
use onetext_mediate::{Allowed, propose, unlock, verify};

use crate::made::{Size, made};

fn main() {
    let size = Size { parties: 4, issues: 28, options: 4, statements: 60 };
    let stop = || false;
    println!("{size:?}, effort {:?} and {:?}", Effort::Preview, Effort::Full);
    for seed in 1..=3 {
        let (case, text) = made(seed, size, false);
        for draws in [Question::FEWEST, Question::DRAWS] {
            let start = Instant::now();
            let elicited = elicit(&case, &Question::new(seed, draws), &stop);
            let drawn = start.elapsed();
            let allowed = Allowed::default();
            for at_least in [0.6, 0.8] {
                let start = Instant::now();
                match unlock(&case, &elicited, &text, at_least, &allowed, &stop) {
                    Ok(it) => {
                        let sizes: Vec<usize> =
                            it.rungs.iter().map(|it| it.changes.len()).collect();
                        let holds =
                            it.rungs.iter().all(|it| verify(&elicited, &it.text, at_least).is_ok());
                        println!(
                            "seed {seed}, {draws} draws: drawn in {drawn:.1?}, unlock {at_least} in \
                             {:.1?}: rungs {sizes:?}, proved {}, ruled out {}, {} texts, verified {holds}",
                            start.elapsed(),
                            it.proved,
                            it.ruled_out,
                            it.looked_at
                        );
                    }
                    Err(error) => println!("seed {seed}, {draws} draws: {error}"),
                }
            }
            for moves in [Some(3), None] {
                let start = Instant::now();
                match propose(&case, &elicited, &text, moves, &allowed, &stop) {
                    Ok(it) => println!(
                        "seed {seed}, {draws} draws: propose within {moves:?} in {:.1?}: {} listed of {} \
                         efficient, {} texts, complete {}, joint {:.2} from {:.2}",
                        start.elapsed(),
                        it.proposals.len(),
                        it.efficient,
                        it.looked_at,
                        it.complete,
                        it.proposals.first().map_or(0.0, |it| it.measures.joint),
                        it.before.joint
                    ),
                    Err(error) => println!("seed {seed}, {draws} draws: {error}"),
                }
            }
        }
    }
    if let Some(peak) = peak() {
        println!("peak memory: {peak}");
    }
}

/// The most memory the process had, where the system tells.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM"))?;
    Some(line.split_whitespace().skip(1).collect::<Vec<_>>().join(" "))
}
