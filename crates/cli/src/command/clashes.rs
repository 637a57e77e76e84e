//! `onetext clashes`: which statements contradict each other, with proof.

use onetext::report;

use crate::arguments::Clashes;
use crate::command::acceptability::{ask, show};
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &Clashes, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let answer = ask(&arguments.case, &arguments.drawing, door, |inquiry| {
        inquiry.clashes(arguments.party.as_deref())
    })?;
    show(&answer, report::clashes, json, door)
}
