//! `onetext new`: begins a case.

use std::fs;

use onetext_case::template;

use crate::arguments::New;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &New, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let folder = &arguments.folder;
    if folder.is_file() {
        let message = format!("{} is a file", folder.display());
        return Err(Failure::input(message, "choose a folder that is new or empty"));
    }
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("{} is not empty", folder.display());
        return Err(Failure::input(message, "choose a folder that is new or empty"));
    }
    let name = folder.file_name().map(|it| it.to_string_lossy().into_owned());
    let title = arguments.title.clone().or(name).unwrap_or_else(|| "A new case".to_owned());
    let files = template(&title, jiff::Zoned::now().date());
    for path in files.paths() {
        folder::write(folder, path, files.bytes(path).unwrap_or_default())?;
    }
    if json {
        let paths: Vec<&str> = files.paths().collect();
        writeln!(door.out, "{}", serde_json::json!({ "folder": folder, "files": paths }))?;
    } else {
        writeln!(
            door.err,
            "{} holds a new case; see it with `onetext brief {0}`",
            folder.display()
        )?;
    }
    Ok(())
}
