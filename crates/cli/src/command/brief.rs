//! `onetext brief`: where each party stands and who could accept what, on one screen and one page.

use std::path::{Path, PathBuf};

use onetext::case::Case;
use onetext::{Analysis, Question, analyse_with, report};

use crate::arguments::Brief;
use crate::chromium;
use crate::command::acceptability::WIDTH;
use crate::door::{Door, Failure, write_json, write_sheet};
use crate::folder;

/// From how many places the search for what all could accept starts.
const STARTS: usize = 24;

pub(crate) fn run(arguments: &Brief, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let folder = &arguments.case.folder;
    // Who asks for paper hears at once if there is nothing to print with.
    let printing = match &arguments.print {
        Some(paper) => Some((chromium::find()?, paper)),
        None => None,
    };
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(folder, &files, &parsed, door)?;
    if let Some(figures) = arguments.figures.as_ref().filter(|it| it.exists() && !it.is_dir()) {
        let message = format!("{} is a file", figures.display());
        return Err(Failure::input(message, "choose a folder for the figures; it may be new"));
    }
    let question =
        Question { seed: arguments.drawing.seed, draws: arguments.drawing.draws, starts: STARTS };
    let analysis = door.draw(|stop, drawn| analyse_with(&parsed.case, &question, stop, drawn));
    // The page comes first: whoever reads standard output may go away early.
    let output = arguments.output.clone().or_else(|| {
        let wanted = !json || arguments.print.is_some();
        wanted.then(|| named_after(folder))
    });
    if let Some(output) = &output {
        folder::write_file(output, report::page(&analysis, &parsed.case).as_bytes())?;
    }
    let figures = match &arguments.figures {
        Some(into) => Some((write_figures(&analysis, &parsed.case, into)?, into)),
        None => None,
    };
    if json {
        write_json(&analysis, door)?;
    } else {
        write_sheet(&report::text(&analysis, WIDTH), door)?;
    }
    if let Some(output) = output {
        writeln!(door.err, "The page is in {}", output.display())?;
        if let Some((program, paper)) = printing {
            door.work("printing", |stop| chromium::print(&program, &output, paper, stop))?;
            writeln!(door.err, "On paper it is in {}", paper.display())?;
        }
    }
    match figures {
        Some((0, _)) => writeln!(door.err, "The page of this case has no figures to write")?,
        Some((1, into)) => writeln!(door.err, "Its figure is in {}", into.display())?,
        Some((count, into)) => writeln!(door.err, "Its {count} figures are in {}", into.display())?,
        None => {}
    }
    Ok(())
}

/// Writes every figure into a folder, and says how many there are.
fn write_figures(analysis: &Analysis, case: &Case, into: &Path) -> Result<usize, Failure> {
    let figures = report::figures(analysis, case);
    for it in &figures {
        folder::write(into, &format!("{}.svg", it.name), it.svg.as_bytes())?;
    }
    Ok(figures.len())
}

/// The file in the current folder that is named after the case folder.
fn named_after(folder: &Path) -> PathBuf {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().map_or_else(|| "brief".into(), |it| it.to_string_lossy());
    PathBuf::from(format!("{name}.html"))
}
