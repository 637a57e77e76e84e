//! `onetext format`: lays out the files of a case.

use crate::arguments::Format;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Format, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let files = folder::read(&arguments.folder)?;
    let (mut changed, mut unreadable) = (Vec::new(), Vec::new());
    for path in files.paths().filter(|it| !it.starts_with("sources/")) {
        let Some(text) = files.text(path) else {
            unreadable.push(path);
            continue;
        };
        match onetext_case::format(path, text) {
            Some(formatted) if formatted != text => {
                if !arguments.check {
                    folder::write(&arguments.folder, path, formatted.as_bytes())?;
                }
                changed.push(path);
            }
            None if path.ends_with("toml") => unreadable.push(path),
            _ => {}
        }
    }
    if json {
        let result = serde_json::json!({ "changed": changed, "unreadable": unreadable });
        writeln!(door.out, "{result}")?;
    } else {
        let verb = if arguments.check { "would change" } else { "changed" };
        for path in &changed {
            writeln!(door.err, "{verb} {}/{path}", arguments.folder.display())?;
        }
    }
    if let Some(path) = unreadable.first() {
        let message = format!("{}/{path} cannot be read", arguments.folder.display());
        let hint = format!("`onetext check {}` says where", arguments.folder.display());
        return Err(Failure::input(message, hint));
    }
    if arguments.check && !changed.is_empty() { Err(Failure::Told) } else { Ok(()) }
}
