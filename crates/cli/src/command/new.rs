//! `onetext new`: begins a case.

use onetext_case::template;

use crate::arguments::New;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &New, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let name = folder.file_name().map(|it| it.to_string_lossy().into_owned());
    let title = arguments.title.clone().or(name).unwrap_or_else(|| "A new case".to_owned());
    let files = template(&title, jiff::Zoned::now().date());
    folder::make(folder, &files)?;
    // Git ignores the texts of others, so no file of the case makes their folder.
    folder::make_folder(&folder.join("sources"))?;
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
