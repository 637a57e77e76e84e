//! `onetext whatif`: a text that says something else, statements taken in another way.

use onetext::{Wanted, report};

use crate::arguments::WhatIf;
use crate::command::acceptability::{ask, show};
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &WhatIf, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let wanted = arguments.text.wanted().unwrap_or(Wanted::OnTable);
    if arguments.as_page {
        let answer = ask(&arguments.case, &arguments.drawing, door, |inquiry| {
            inquiry.tried(&wanted, &arguments.set)
        })?;
        return show(&answer, report::tried, json, door);
    }
    if arguments.set.is_empty() && arguments.assume.is_empty() {
        return Err(Failure::usage(
            "nothing is changed",
            "say what: --set issue=option, or --assume statement=real, bluff or withdrawn",
        ));
    }
    let answer = ask(&arguments.case, &arguments.drawing, door, |inquiry| {
        inquiry.what_if(&wanted, &arguments.set, &arguments.assume)
    })?;
    show(&answer, report::what_if, json, door)
}
