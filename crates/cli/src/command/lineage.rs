//! `onetext lineage`: which draft came from which.

use onetext::{LineageView, report};

use crate::arguments::Lineage;
use crate::command::acceptability::show;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Lineage, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(&arguments.case.folder, &files, &parsed, door)?;
    show(&LineageView::new(&parsed.case), report::lineage, json, door)
}
