//! `onetext simulate`: how protocols and negotiators fare on a case in numbers.

use onetext::{Trial, Way};

use crate::arguments::Simulate;
use crate::command::bargain::{problem, show};
use crate::door::{Door, Failure, Output};

pub(crate) fn run(
    arguments: &Simulate,
    output: Output,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let problem = problem(&arguments.numbers, door)?;
    let trial = Trial {
        ways: arguments.protocol.clone(),
        // Who plays does not matter where everybody is truthful.
        negotiators: if arguments.protocol.contains(&Way::Stacked) {
            arguments.negotiators.clone()
        } else {
            Vec::new()
        },
        wishes: arguments.wishes.map_or(usize::MAX, usize::from),
        runs: arguments.runs,
        rounds: arguments.rounds,
        seed: arguments.seed,
    };
    let threads = arguments.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|it| Failure::input(it.to_string(), "ask for fewer --threads"))?;
    let answer = door.work("playing", |stop| pool.install(|| problem.simulate(&trial, stop)));
    show(answer, output, door)
}
