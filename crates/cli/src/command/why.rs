//! `onetext why`: the reasons of one party for and against a text.

use onetext::{Wanted, report};

use crate::arguments::Why;
use crate::command::acceptability::{ask, show};
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &Why, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let wanted = arguments.text.wanted().unwrap_or(Wanted::OnTable);
    let answer = ask(&arguments.case, &arguments.drawing, door, |inquiry| {
        inquiry.why(&wanted, &arguments.party)
    })?;
    show(&answer, report::why, json, door)
}
