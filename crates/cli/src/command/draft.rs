//! `onetext draft`: the next draft, with brackets settled.

use onetext::{Error, NextDraft, NextDraftView, report};
use onetext_case::parse;

use crate::arguments::Draft;
use crate::command::acceptability::WIDTH;
use crate::command::bargain::failure;
use crate::door::{Door, Failure, harmless, write_json};
use crate::folder;

pub(crate) fn run(arguments: &Draft, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (mut files, parsed) = folder::load(&arguments.case)?;
    folder::report(&arguments.case.folder, &files, &parsed, door)?;
    let stem = arguments.output.as_ref().and_then(|it| it.file_stem());
    let stem = stem.map_or_else(|| "next".into(), |it| it.to_string_lossy());
    let wanted = NextDraft {
        from: arguments.from.as_deref(),
        settings: &arguments.settle,
        id: arguments.id.as_deref().unwrap_or(&stem),
        day: arguments.day,
        by: arguments.by.as_deref(),
    };
    let view = NextDraftView::new(&parsed.case, &wanted, |path| files.text(path))
        .map_err(|it| failure(&it))?;
    // What is written is a draft of this case without any error, or it is not written.
    files.insert(format!("drafts/{}.dj", view.id), view.text.as_bytes());
    if folder::has_errors(&parse(&files)) {
        return Err(failure(&Error::NotReadBack { draft: view.from.id }));
    }
    if let Some(path) = &arguments.output {
        folder::write_file(path, view.text.as_bytes())?;
    }
    if json {
        return write_json(&view, door);
    }
    if arguments.output.is_none() {
        // The bytes are the data: they are written as they are, and most terminals show them so.
        door.out.write_all(view.text.as_bytes())?;
    }
    let told = report::next_draft(&view, WIDTH).to_string();
    write!(door.err, "{}", harmless(&told))?;
    if let Some(path) = &arguments.output {
        writeln!(door.err, "  The draft is in {}", path.display())?;
    }
    Ok(())
}
