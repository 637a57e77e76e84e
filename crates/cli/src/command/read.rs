//! `onetext read`: who said what, when, with the exact bytes.

use std::io;
use std::path::Path;

use onetext_case::Case;
use onetext_statement::{Article, Foreign, Form, Roster, Statement, look, read};

use crate::arguments::{CaseFolder, Read};
use crate::door::{Door, Failure, write_text};
use crate::folder;

/// Characters of the words that a row of the table shows.
const SHOWN: usize = 60;

pub(crate) fn run(arguments: &Read, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let case = match &arguments.case {
        Some(folder) => {
            let case = CaseFolder { folder: folder.clone(), sources: None };
            let (files, parsed) = folder::load(&case)?;
            folder::report(folder, &files, &parsed, door)?;
            Some(parsed.case)
        }
        None => None,
    };
    let roster = case.as_ref().map_or_else(Roster::default, onetext::roster);
    let mut rows = vec![HEAD.map(str::to_owned)];
    for path in &arguments.files {
        let bytes = folder::read_file(path)?;
        let known = case
            .as_ref()
            .and_then(|case| known_source(case, arguments.case.as_deref(), path, &bytes));
        let stem = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let source = known.map_or(stem, |it| it.id.clone());
        let published = arguments.published.or(known.map(|it| it.day));
        let statements = read(&Article { source: &source, bytes: &bytes, published }, &roster);
        match look(&bytes) {
            Some(foreign) => tell_foreign(path, foreign, door)?,
            None if statements.is_empty() => {
                writeln!(door.err, "{}: no statement found", path.display())?;
            }
            None => {}
        }
        if published.is_none() && !json {
            warn_undated(path, door)?;
        }
        for statement in statements {
            if json {
                serde_json::to_writer(&mut *door.out, &statement).map_err(io::Error::from)?;
                writeln!(door.out)?;
            } else {
                rows.push(row(&statement));
            }
        }
    }
    if 1 < rows.len() { write_table(&rows, door) } else { Ok(()) }
}

/// Says that a file is not the plain text that reading takes.
fn tell_foreign(path: &Path, foreign: Foreign, door: &mut Door<'_>) -> Result<(), Failure> {
    let what = match foreign {
        Foreign::Html => "looks like HTML; save the article as plain text".to_owned(),
        Foreign::Utf16 => "looks like UTF-16; save it as UTF-8".to_owned(),
        Foreign::Binary => "is not text; save the article as plain text".to_owned(),
        Foreign::NotUtf8 { at } => format!("is not UTF-8 from byte {at} on; save it as UTF-8"),
    };
    Ok(writeln!(door.err, "warning: {} {what}", path.display())?)
}

fn warn_undated(path: &Path, door: &mut Door<'_>) -> Result<(), Failure> {
    let path = path.display();
    Ok(writeln!(door.err, "{path}: without --published DAY, \"on Monday\" stays undated")?)
}

/// The source of the case that is this file, or has this text.
fn known_source<'a>(
    case: &'a Case,
    folder: Option<&Path>,
    path: &Path,
    bytes: &[u8],
) -> Option<&'a onetext_case::Source> {
    let same_file = |it: &&onetext_case::Source| {
        let own = folder.and_then(|folder| folder.join(&it.file).canonicalize().ok());
        own.is_some_and(|own| path.canonicalize().is_ok_and(|path| own == path))
    };
    let sum = onetext_case::sha256(bytes);
    let same_text = |it: &&onetext_case::Source| it.sha256.as_ref() == Some(&sum);
    case.sources.iter().find(same_file).or_else(|| case.sources.iter().find(same_text))
}

const HEAD: [&str; 7] = ["bytes", "form", "speaker", "party", "said", "cue", "words"];

fn row(statement: &Statement) -> [String; 7] {
    let form = match statement.form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
    };
    let or_dash = |it: &Option<String>| it.clone().unwrap_or_else(|| "–".to_owned());
    let words = statement.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    };
    [
        {
            let (start, end) = statement.span();
            format!("{start}–{end}")
        },
        form.to_owned(),
        or_dash(&statement.speaker),
        or_dash(&statement.party),
        or_dash(&statement.said),
        or_dash(&statement.cue),
        shown,
    ]
}

fn write_table(rows: &[[String; 7]], door: &mut Door<'_>) -> Result<(), Failure> {
    let width = |column: usize| rows.iter().map(|it| it[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        write_text(&format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end()), door)?;
    }
    Ok(())
}
