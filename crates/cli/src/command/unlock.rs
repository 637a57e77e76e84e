//! `onetext unlock`: what blocks agreement, and what would open it: over the worlds drawn from what
//! was said, or with --hard in numbers.

use onetext::{Wanted, report};

use crate::arguments::Unlock;
use crate::command::acceptability::{ask_early, show as show_sheet};
use crate::command::bargain::{problem, show};
use crate::door::{Door, Failure, Output};

pub(crate) fn run(arguments: &Unlock, output: Output, door: &mut Door<'_>) -> Result<(), Failure> {
    if !arguments.hard {
        return over_worlds(arguments, output, door);
    }
    let problem = problem(&arguments.numbers, door)?;
    let limit = usize::from(arguments.limit);
    let answer = door.work("looking for what blocks agreement", |stop| problem.unlock(limit, stop));
    show(answer, output, door)
}

fn over_worlds(arguments: &Unlock, output: Output, door: &mut Door<'_>) -> Result<(), Failure> {
    if output == Output::Csv || !arguments.numbers.reservation.is_empty() {
        return Err(Failure::usage(
            "--csv and --reservation go with --hard",
            "leave them out, or ask with --hard for what red lines, linkages and reservation values \
             of a case in numbers block for certain",
        ));
    }
    let wanted = arguments.text.wanted().unwrap_or(Wanted::OnTable);
    let limits = arguments.changing.limits();
    let answer = ask_early(
        &arguments.numbers.case,
        &arguments.drawing,
        door,
        report::ladder_preview,
        |inquiry| inquiry.ladder(&wanted, arguments.at_least, &limits),
    )?;
    show_sheet(&answer, report::ladder, output == Output::Json, door)
}
