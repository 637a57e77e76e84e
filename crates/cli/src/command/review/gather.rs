//! What there is to review: statements of the articles that the ledger does not have yet.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use onetext_case::Case;
use onetext_statement::about::Index;
use onetext_statement::same::{Printed, group};
use onetext_statement::{Effort, Form, Part, Reader, Statement, paragraphs};

use super::candidate::{Candidate, entry_at, matter};
use super::desk::Desk;
use super::text::Text;
use crate::arguments::{Order, Review};
use crate::door::{Door, Failure};

/// The candidates, in the order in which they are shown.
pub(super) fn candidates(
    arguments: &Review,
    desk: &Desk,
    texts: &[Text],
    door: &mut Door<'_>,
) -> Result<Vec<Candidate>, Failure> {
    let found = match &arguments.from {
        Some(path) => from_file(path, texts, door)?,
        None => read(desk, texts, door),
    };
    let found = onetext::heed(&desk.case.reading, found);
    let fresh: Vec<Statement> =
        found.into_iter().filter(|it| entry_at(&desk.case, it).is_none()).collect();
    let ledger = ledger(&desk.case);
    let day = |it: &Statement| texts.iter().find(|text| text.source == it.source)?.published;
    let printed: Vec<Printed<'_>> = ledger
        .iter()
        .map(|statement| Printed { statement, published: None })
        .chain(fresh.iter().map(|statement| Printed { statement, published: day(statement) }))
        .collect();
    let index = Index::new(&onetext::topics(&desk.case));
    let mut candidates: Vec<Candidate> = Vec::new();
    for same in group(&printed) {
        let (old, mut new): (Vec<usize>, Vec<usize>) =
            same.members.iter().partition(|it| **it < ledger.len());
        let main = if new.contains(&same.main) { Some(same.main) } else { new.first().copied() };
        let Some(main) = main else { continue };
        new.retain(|it| *it != main);
        let statement = printed[main].statement.clone();
        let mut others: Vec<Statement> = Vec::new();
        for other in new.into_iter().map(|it| printed[it].statement) {
            // A place within another of the same article is no other place.
            let overlaps = |it: &Statement| {
                it.source == other.source
                    && it.span().0 < other.span().1
                    && other.span().0 < it.span().1
            };
            if !overlaps(&statement) && !others.iter().any(overlaps) {
                others.push(other.clone());
            }
        }
        let Some(text) = texts.iter().position(|it| it.source == statement.source) else {
            continue;
        };
        // What one article does not tell, another may.
        let of = |it: &Statement| texts.iter().find(|text| text.source == it.source);
        let told = std::iter::once(&statement).chain(&others).find(|it| !it.about.is_empty());
        let told = told.unwrap_or(&statement);
        let matter = of(told).map(|text| matter(told, text, &index)).unwrap_or_default();
        let known = old.first().map(|&it| printed[it].statement.id.clone());
        candidates.push(Candidate::new(statement, others, known, text, matter));
    }
    candidates.sort_by_key(|it| (it.text, it.statement.span()));
    if arguments.order == Order::Unsure {
        candidates.sort_by(|a, b| a.sureness().total_cmp(&b.sureness()));
    }
    Ok(candidates)
}

fn read(desk: &Desk, texts: &[Text], door: &Door<'_>) -> Vec<Statement> {
    let roster = onetext::roster(&desk.case);
    let topics = onetext::topics(&desk.case);
    let reader = Reader::new(&roster, &topics, Effort::Full);
    door.work("reading", |stop| {
        let mut found = Vec::new();
        for text in texts {
            if stop.is_requested() {
                break;
            }
            found.extend(text.document.read(&reader, &text.source, text.published));
        }
        found
    })
}

/// Statements that were read before and written as JSON Lines.
fn from_file(path: &Path, texts: &[Text], door: &mut Door<'_>) -> Result<Vec<Statement>, Failure> {
    let unreadable = |error| Failure::input(format!("cannot read {}: {error}", path.display()), "");
    let mut found: Vec<Statement> = Vec::new();
    let mut is_any_left_out = false;
    for (index, line) in
        BufReader::new(File::open(path).map_err(unreadable)?).split(b'\n').enumerate()
    {
        let line = line.map_err(unreadable)?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let wrong = match serde_json::from_slice::<Statement>(&line) {
            Ok(mut statement) => match texts.iter().find(|it| is_of(it, &statement.source)) {
                Some(text) if is_verbatim(&statement, text) => {
                    statement.source.clone_from(&text.source);
                    found.push(statement);
                    continue;
                }
                Some(_) => "its words are not the bytes of the article at its spans",
                None => "its article is neither named nor a source of the case with a text",
            },
            Err(_) => "it is no statement as `onetext read --json` writes it",
        };
        is_any_left_out = true;
        let (path, line) = (path.display(), index + 1);
        writeln!(door.err, "warning: {path}:{line} is left out: {wrong}")?;
    }
    if found.is_empty() && is_any_left_out {
        let message = format!("{} holds no statement of these articles", path.display());
        return Err(Failure::input(message, "write them with `onetext read --json`"));
    }
    Ok(found)
}

fn is_of(text: &Text, source: &str) -> bool {
    text.source == source || text.read_as == source
}

/// Whether parts are in order and apart, all spans lie in the article, and words are what its bytes
/// say.
fn is_verbatim(statement: &Statement, text: &Text) -> bool {
    let mut last = 0;
    let length = text.bytes.len();
    let parts = statement.parts.iter().all(|part| {
        let (start, end) = part.span;
        let follows = last <= start && start < end && end <= length;
        last = end;
        // A span that says less than its bytes would be another span.
        follows
            && text.words(part.span).map(str::trim) == Some(part.words.trim())
            && !part.words.trim().is_empty()
    });
    let others = [
        statement.mention,
        statement.cue_span,
        statement.condition,
        statement.consequence,
        statement.otherwise,
    ];
    parts
        && !statement.parts.is_empty()
        && statement.paragraph < paragraphs(text.document.text.as_bytes()).len()
        && others.into_iter().flatten().all(|(start, end)| start <= end && end <= length)
}

/// The statements of the ledger whose words are at hand, as if they had just been read.
fn ledger(case: &Case) -> Vec<Statement> {
    let read = case.statements.iter().filter_map(|it| {
        let span = it.span.clone()?;
        let words = onetext::words(case, it)?;
        Some(Statement {
            id: it.id.clone(),
            source: case.sources[it.source?.0].id.clone(),
            parts: vec![Part { span: (span.start, span.end), words }],
            form: match it.form {
                onetext_case::Form::Direct => Form::Direct,
                onetext_case::Form::Mixed => Form::Mixed,
                onetext_case::Form::Indirect => Form::Indirect,
            },
            speaker: Some(it.speaker.clone()),
            party: case.holders().find(|held| held.0 == it.voice).map(|held| held.1.id.clone()),
            said: Some(it.said.text.clone()),
            ..Statement::default()
        })
    });
    read.collect()
}
