//! `onetext brackets`: what is still open, draft by draft.

use onetext::{BracketsView, report};

use crate::arguments::Brackets;
use crate::command::acceptability::show;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Brackets, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(&arguments.case.folder, &files, &parsed, door)?;
    show(&BracketsView::new(&parsed.case), report::brackets, json, door)
}
