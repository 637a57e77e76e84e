//! `onetext score`: how well statements are read, on annotated articles.

pub(super) mod gold;
mod sidecar;

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use onetext_statement::score::{
    Attribution, Comparison, Estimate, Figure, Report, Tally, compare, report,
};
use onetext_statement::{Article, Effort, Reader, Roster, Statement, Topics};
use rayon::prelude::*;

use self::gold::{Annotated, Folder};
use crate::arguments::{CaseFolder, Score};
use crate::door::{Door, Failure, write_json, write_text};
use crate::folder;

/// Most messages on what was passed over that are told one by one.
const TOLD: usize = 20;

pub(crate) fn run(arguments: &Score, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let gold = gold::load(&arguments.gold)?;
    tell_skipped(&gold.skipped, door)?;
    if gold.articles.is_empty() {
        let message = format!("{} has no annotated article", arguments.gold.display());
        return Err(Failure::input(message, gold::HINT));
    }
    let comparisons = match &arguments.predicted {
        _ if arguments.annotators => annotators(&gold, &arguments.gold)?,
        None => read(&gold, arguments, door)?,
        Some(path) => {
            let predicted = predictions(&gold, path, door)?;
            beside(&gold, &predicted, path, door)?
        }
    };
    if let Some(path) = &arguments.errors {
        let mut lines = Vec::new();
        for finding in comparisons.iter().flat_map(|it| &it.findings) {
            serde_json::to_writer(&mut lines, finding).map_err(io::Error::from)?;
            lines.push(b'\n');
        }
        folder::write_file(path, &lines)?;
    }
    let tallies: Vec<Tally> = comparisons.into_iter().map(|it| it.tally).collect();
    let resamples = usize::try_from(arguments.resamples).unwrap_or(usize::MAX);
    let report = report(&tallies, resamples, arguments.seed);
    if json { write_json(&report, door) } else { write_text(&table(&report), door) }
}

fn tell_skipped(skipped: &[String], door: &mut Door<'_>) -> Result<(), Failure> {
    for message in skipped.iter().take(TOLD) {
        writeln!(door.err, "warning: {message}")?;
    }
    if let Some(more) = skipped.len().checked_sub(TOLD + 1) {
        writeln!(door.err, "warning: and {} more that were passed over", more + 1)?;
    }
    Ok(())
}

/// Each annotator of an article beside each other, both ways.
fn annotators(gold: &Folder, path: &Path) -> Result<Vec<Comparison>, Failure> {
    let mut found = Vec::new();
    for article in &gold.articles {
        let mut all = Comparison::default();
        for (place, mine) in article.annotators.iter().enumerate() {
            let gold = article.as_of(mine);
            let others = article.annotators.iter().enumerate().filter(|it| it.0 != place);
            for (_, theirs) in others {
                let one = compare(&gold, theirs);
                all.tally.add(&one.tally);
                all.findings.extend(one.findings);
            }
        }
        if 1 < article.annotators.len() {
            found.push(all);
        }
    }
    if found.is_empty() {
        let message = format!("{} has no article with two annotators", path.display());
        return Err(Failure::input(message, "leave out --annotators"));
    }
    Ok(found)
}

/// Reads the articles, with the people and issues of their cases.
fn read(gold: &Folder, arguments: &Score, door: &mut Door<'_>) -> Result<Vec<Comparison>, Failure> {
    let effort = if arguments.rules { Effort::Rules } else { Effort::Full };
    let mut cases: BTreeMap<Option<&PathBuf>, (Roster, Topics)> = BTreeMap::new();
    cases.insert(None, (Roster::default(), Topics::default()));
    let undated = gold.articles.iter().filter(|it| it.published.is_none()).count();
    if 0 < undated {
        writeln!(door.err, "warning: no day of publication of {}", articles(undated))?;
    }
    let reads_titles = gold.articles.iter().any(Annotated::marks_titles);
    if reads_titles {
        writeln!(door.err, "note: titles are read too, since the gold has statements in them")?;
    }
    for article in &gold.articles {
        if let Some(path) = &article.case
            && !cases.contains_key(&Some(path))
        {
            let case = CaseFolder { folder: path.clone(), sources: None };
            let (files, parsed) = folder::load(&case)?;
            folder::report(path, &files, &parsed, door)?;
            cases
                .insert(Some(path), (onetext::roster(&parsed.case), onetext::topics(&parsed.case)));
        }
    }
    let model = arguments.model.as_deref().map(super::train::load).transpose()?;
    let readers: BTreeMap<Option<&PathBuf>, Reader<'_>> = cases
        .iter()
        .map(|(&case, (roster, topics))| {
            let reader = Reader::new(roster, topics, effort);
            let reader = if reads_titles { reader.with_titles() } else { reader };
            (case, model.iter().fold(reader, Reader::with_model))
        })
        .collect();
    let one = |article: &Annotated| {
        let (source, bytes) = (&*article.gold.name, article.gold.text.as_bytes());
        let published = article.published;
        let reader = &readers[&article.case.as_ref()];
        let statements = reader.read(&Article { source, bytes, published });
        let predicted: Vec<Attribution> = statements.iter().map(Attribution::from).collect();
        compare(&article.gold, &predicted)
    };
    Ok(gold.articles.par_iter().map(one).collect())
}

/// Predicted attributions by article.
type Predictions = BTreeMap<String, Vec<Attribution>>;

fn predictions(gold: &Folder, path: &Path, door: &mut Door<'_>) -> Result<Predictions, Failure> {
    if path.is_dir() {
        let found = gold::load(path)?;
        tell_skipped(&found.skipped, door)?;
        for it in &found.articles {
            let name = &it.gold.name;
            let same = gold.articles.iter().find(|other| other.gold.name == *name);
            if same.is_some_and(|same| same.gold.text != it.gold.text) {
                let path = path.display();
                writeln!(door.err, "warning: {path} has another text of {name} than the gold")?;
            }
        }
        let article = |it: Annotated| (it.gold.name, it.gold.attributions);
        return Ok(found.articles.into_iter().map(article).collect());
    }
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Failure::input(format!("cannot read standard input: {error}"), ""))?;
        bytes
    } else {
        folder::read_file(path)?
    };
    let mut found = Predictions::new();
    let mut skipped = Vec::new();
    for (line, words) in (1..).zip(bytes.split(|&it| it == b'\n')) {
        if words.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Statement>(words) {
            Ok(statement) => {
                let attribution = Attribution::from(&statement);
                found.entry(statement.source).or_default().push(attribution);
            }
            Err(error) => skipped.push(format!("{}:{line}: {error}", path.display())),
        }
    }
    tell_skipped(&skipped, door)?;
    if found.is_empty() && !skipped.is_empty() {
        let message = format!("{} holds no statements", path.display());
        return Err(Failure::input(message, "write them with `onetext read --json`"));
    }
    Ok(found)
}

/// What was predicted for each article of the gold; nothing, for those without any.
fn beside(
    gold: &Folder,
    predicted: &Predictions,
    path: &Path,
    door: &mut Door<'_>,
) -> Result<Vec<Comparison>, Failure> {
    let names: Vec<&str> = gold.articles.iter().map(|it| &*it.gold.name).collect();
    let others: Vec<&String> = predicted.keys().filter(|it| !names.contains(&&***it)).collect();
    if let Some(first) = others.first() {
        let (path, count) = (path.display(), articles(others.len()));
        writeln!(door.err, "warning: {path} has {count} beside the gold, such as {first}")?;
    }
    let one = |it: &Annotated| {
        compare(&it.gold, predicted.get(&it.gold.name).map_or(&[][..], Vec::as_slice))
    };
    Ok(gold.articles.iter().map(one).collect())
}

fn table(report: &Report) -> String {
    let share = |it: Option<Estimate>| match it {
        Some(it) => format!("{:.3} [{:.3}–{:.3}]", it.value, it.low, it.high),
        None => "–".to_owned(),
    };
    let head = ["measure", "precision", "recall", "F", "right", "predicted", "gold"];
    let row = |it: &Figure| {
        let rate = it.rate;
        let counts = [rate.right, rate.predicted, rate.gold].map(|it| it.to_string());
        let [right, predicted, gold] = counts;
        let title = it.title.to_owned();
        [title, share(it.precision), share(it.recall), share(it.f), right, predicted, gold]
    };
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(report.figures.iter().map(row));
    let mut text = format!("{}\n\n{}", articles(report.articles), laid_out(&rows));
    let head = ["sure of", "from", "count", "mean", "right"];
    let mut rows = vec![head.map(str::to_owned)];
    for field in &report.calibration {
        for bin in &field.bins {
            let (from, mean) = (format!("{:.1}", bin.from), format!("{:.3}", bin.mean));
            let right = format!("{:.3}", bin.right);
            rows.push([field.field.to_owned(), from, bin.count.to_string(), mean, right]);
        }
        let error = format!("off by {}", share(Some(field.error)));
        rows.push([field.field.to_owned(), error, String::new(), String::new(), String::new()]);
    }
    if 1 < rows.len() {
        text.push('\n');
        text.push_str(&laid_out(&rows));
    }
    text
}

fn articles(count: usize) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

/// Columns under each other, the first to the left.
fn laid_out<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|it| it[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}
