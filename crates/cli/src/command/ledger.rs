//! `onetext ledger`: what each draft asks each party to give, and what it gets.

use onetext::report;

use crate::arguments::Ledger;
use crate::command::acceptability::show;
use crate::command::bargain::failure;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Ledger, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(&arguments.case.folder, &files, &parsed, door)?;
    let (draft, party) = (arguments.draft.as_deref(), arguments.party.as_deref());
    let answer = onetext::ledger(&parsed.case, draft, party).map_err(|it| failure(&it))?;
    show(&answer, report::ledger, json, door)
}
