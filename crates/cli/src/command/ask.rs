//! `onetext ask`: the questions that would tell most, in words.

use onetext::report;

use crate::arguments::Ask;
use crate::command::acceptability::{ask, show};
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &Ask, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let wanted = arguments.text.wanted();
    let answer = ask(&arguments.case, &arguments.drawing, door, |inquiry| {
        inquiry.ask(wanted.as_ref(), arguments.party.as_deref(), arguments.limit.into())
    })?;
    show(&answer, report::ask, json, door)
}
