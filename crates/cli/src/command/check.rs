//! `onetext check`: everything wrong with a case folder.

use serde_json::json;

use crate::arguments::Check;
use crate::door::{Door, Failure, write_json};
use crate::folder;

pub(crate) fn run(arguments: &Check, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (files, parsed) = folder::load(&arguments.case)?;
    if json {
        let found = parsed.diagnostics.iter().map(|it| {
            let place = it.place(&files);
            json!({
                "severity": folder::severity(it),
                "file": it.file,
                "line": place.map(|it| it.0),
                "column": place.map(|it| it.1),
                "span": it.span.as_ref().map(|it| [it.start, it.end]),
                "message": it.message,
                "help": it.help,
            })
        });
        let found: serde_json::Value = found.collect();
        write_json(&found, door)?;
        return if folder::has_errors(&parsed) { Err(Failure::Told) } else { Ok(()) };
    }
    folder::report(&arguments.case.folder, &files, &parsed, door)
}
