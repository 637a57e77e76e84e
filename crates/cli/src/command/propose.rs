//! `onetext propose`: the next draft.

use onetext::{Wanted, report};

use crate::arguments::Propose;
use crate::command::acceptability::{ask_early, show};
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &Propose, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let wanted = match (&arguments.from, &arguments.package[..]) {
        (Some(draft), _) => Wanted::Draft(draft.clone()),
        (None, []) => Wanted::OnTable,
        (None, package) => Wanted::Package(package.to_vec()),
    };
    let limits = arguments.changing.limits();
    let answer =
        ask_early(&arguments.case, &arguments.drawing, door, report::propose_preview, |inquiry| {
            inquiry.propose(&wanted, arguments.moves.0, &limits)
        })?;
    show(&answer, report::propose, json, door)
}
