//! `onetext compare`: two texts as one, with marks.

use std::path::Path;

use onetext::case::compare::to_djot;
use onetext::{TextSource, comparison, report};
use onetext_case::Case;

use crate::arguments::Compare;
use crate::command::acceptability::WIDTH;
use crate::command::bargain::failure;
use crate::door::{Door, Failure, write_json, write_sheet};
use crate::folder;

pub(crate) fn run(arguments: &Compare, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (case, names) = match arguments.texts.as_slice() {
        [folder, names @ ..] if names.len() == 2 => {
            let files = folder::read(Path::new(folder))?;
            let parsed = onetext_case::parse(&files);
            folder::report(Path::new(folder), &files, &parsed, door)?;
            (Some(parsed.case), names)
        }
        names => (None, names),
    };
    let case = case.as_ref();
    let texts =
        names.iter().map(|it| read(case, it)).collect::<Result<Vec<Option<String>>, Failure>>()?;
    let sources: Vec<TextSource<'_>> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| match text {
            Some(text) => TextSource::Djot { name, text },
            None => TextSource::Draft(name),
        })
        .collect();
    let [from, to] = sources.as_slice() else {
        return Err(Failure::usage("two texts are compared", "name CASE A B, or two files"));
    };
    let view = comparison(case, *from, *to).map_err(|it| failure(&it))?;
    if let Some(path) = &arguments.html {
        folder::write_file(path, report::comparison_page(&view, case).as_bytes())?;
        writeln!(door.err, "The page is in {}", path.display())?;
    }
    if let Some(path) = &arguments.djot {
        folder::write_file(path, to_djot(&view.marked).as_bytes())?;
        writeln!(door.err, "The marked-up Djot is in {}", path.display())?;
    }
    if json {
        write_json(&view, door)
    } else {
        write_sheet(&report::comparison(&view, WIDTH, arguments.all), door)
    }
}

/// The text of a file; `None` for the id of a draft.
fn read(case: Option<&Case>, name: &str) -> Result<Option<String>, Failure> {
    let is_draft = case.is_some_and(|it| it.drafts.iter().any(|it| it.id == name));
    // What is no file is looked for among the drafts, whose error names those that there are.
    if is_draft || (case.is_some() && !Path::new(name).is_file()) {
        return Ok(None);
    }
    let bytes = folder::read_file(Path::new(name))?;
    let text = String::from_utf8(bytes);
    text.map(Some)
        .map_err(|_| Failure::input(format!("{name} is not UTF-8 text"), "save it as UTF-8"))
}
