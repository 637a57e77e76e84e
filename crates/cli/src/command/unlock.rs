//! `onetext unlock`: what blocks agreement, and what would open it.

use crate::arguments::Unlock;
use crate::command::bargain::{problem, show};
use crate::door::{Door, Failure, Output};

pub(crate) fn run(arguments: &Unlock, output: Output, door: &mut Door<'_>) -> Result<(), Failure> {
    if !arguments.hard {
        return Err(Failure::usage(
            "unlock without --hard, from what parties said and how sure that is, is not there yet",
            "with --hard it takes red lines, linkages and reservation values of a case in numbers as certain",
        ));
    }
    let problem = problem(&arguments.numbers, door)?;
    let limit = usize::from(arguments.limit);
    let answer = door.work("looking for what blocks agreement", |stop| problem.unlock(limit, stop));
    show(answer, output, door)
}
