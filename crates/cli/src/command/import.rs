//! `onetext import`: an edited sheet of `onetext positions`, back into the ledger.

use onetext_case::spreadsheet::{self, Import, Problem, read_csv, read_xlsx};
use serde_json::json;

use crate::arguments;
use crate::door::{Door, Failure, write_json, write_text};
use crate::folder;

const LEDGER: &str = "statements.toml";

pub(crate) fn run(
    arguments: &arguments::Import,
    json: bool,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let folder = &arguments.case.folder;
    let bytes = folder::read_file(&arguments.sheet)?;
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(folder, &files, &parsed, door)?;
    // A workbook is an archive, whatever its file is called.
    let page = if bytes.starts_with(b"PK") { read_xlsx(&bytes) } else { read_csv(&bytes) };
    let brought = page.map_err(|it| vec![it]).and_then(|it| spreadsheet::import(&files, &it));
    let brought = match brought {
        Ok(brought) => brought,
        Err(problems) => return refuse(arguments, &problems, door),
    };
    let ledger = brought.ledger.as_ref().filter(|_| !arguments.dry_run);
    if let Some(ledger) = ledger {
        let path = folder.join(LEDGER);
        let now = if path.exists() { folder::read_file(&path)? } else { Vec::new() };
        if now != files.bytes(LEDGER).unwrap_or_default() {
            let message = format!("{} was changed while the sheet was read", path.display());
            return Err(Failure::input(message, "nothing was written; import the sheet again"));
        }
        folder::replace(&path, ledger.as_bytes())?;
    }
    if json {
        write_json(&as_json(&brought, ledger.is_some()), door)
    } else {
        write_text(&in_words(&brought, arguments.dry_run), door)
    }
}

/// Tells everything that is wrong with a sheet.
fn refuse(
    arguments: &arguments::Import,
    problems: &[Problem],
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let sheet = arguments.sheet.display();
    for it in problems {
        let told = crate::door::harmless(&it.to_string());
        writeln!(door.err, "error: {sheet}: {told}")?;
        if !it.help.is_empty() {
            writeln!(door.err, "help: {}", crate::door::harmless(&it.help))?;
        }
    }
    writeln!(door.err, "Nothing was changed.")?;
    Err(Failure::Told)
}

fn in_words(brought: &Import, is_dry: bool) -> String {
    let mut lines = Vec::new();
    let mut last = "";
    for it in &brought.edits {
        if it.statement != last {
            lines.push(format!("{} (row {})", it.statement, it.row));
            last = &it.statement;
        }
        lines.push(format!("  {}:", it.field));
        for (sign, text) in [("-", &it.before), ("+", &it.after)] {
            lines.extend(text.lines().map(|line| format!("    {sign} {line}")));
        }
    }
    for it in &brought.added {
        lines.push(format!("{} (row {}) is new", it.statement, it.row));
        lines.extend(it.gist.lines().map(|line| format!("    + {line}")));
    }
    let (fields, new) = (brought.edits.len(), brought.added.len());
    let told = format!("{} and {}", count(fields, "field"), count(new, "new statement"));
    lines.push(match (&brought.ledger, is_dry) {
        (None, _) => "The sheet changes nothing.".to_owned(),
        (Some(_), true) => format!("It would bring {told}. Nothing was changed."),
        (Some(_), false) => format!("Brought into {LEDGER}: {told}."),
    });
    match brought.absent.len() {
        0 => {}
        1 => lines.push("1 statement is not in the sheet; nothing is deleted.".to_owned()),
        more => lines.push(format!("{more} statements are not in the sheet; nothing is deleted.")),
    }
    lines.join("\n") + "\n"
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn as_json(brought: &Import, is_written: bool) -> serde_json::Value {
    let edits = brought.edits.iter().map(|it| {
        json!({
            "row": it.row, "statement": it.statement, "field": it.field,
            "before": it.before, "after": it.after,
        })
    });
    let added = brought.added.iter();
    let added =
        added.map(|it| json!({ "row": it.row, "statement": it.statement, "gist": it.gist }));
    json!({
        "edits": edits.collect::<Vec<_>>(),
        "added": added.collect::<Vec<_>>(),
        "absent": brought.absent,
        "written": is_written,
    })
}
