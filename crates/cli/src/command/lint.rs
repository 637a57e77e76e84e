//! `onetext lint`: the faults of drafting that break agreements.

use onetext::{Wanted, lint, report};

use crate::arguments::Lint;
use crate::command::acceptability::show;
use crate::command::bargain::failure;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Lint, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(&arguments.case.folder, &files, &parsed, door)?;
    let wanted = arguments.draft.clone().map_or(Wanted::OnTable, Wanted::Draft);
    let view = lint(&parsed.case, &wanted).map_err(|it| failure(&it))?;
    for it in &view.unused {
        let narrowed = [
            it.draft.as_ref().map(|it| format!(" in draft `{it}`")),
            it.point.map(|it| format!(" at point {it}")),
            it.issue.as_ref().map(|it| format!(" on issue `{it}`")),
        ];
        let narrowed: String = narrowed.into_iter().flatten().collect();
        writeln!(door.err, "warning: the silence of `{}`{narrowed} silences nothing", it.rule)?;
        writeln!(door.err, "help: take it out of case.toml, or name the point that is meant")?;
    }
    show(&view, report::lint, json, door)?;
    if arguments.deny && !view.findings.is_empty() { Err(Failure::Told) } else { Ok(()) }
}
