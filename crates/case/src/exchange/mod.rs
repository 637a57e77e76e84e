//! Scenario files of the negotiation field: Genius, GeniusWeb, NegMAS, score files, and case folders.
//!
//! [`read`] turns the files of a folder into a [`Scenario`] in exact numbers; [`Scenario::evaluate`]
//! says what an outcome is worth to each party; [`tables`] scales a scenario to whole numbers for a
//! solver; [`write()`] turns it into files again. The formats are described in `docs/exchange.md`.
//!
//! **Invariants.** A number is what the file says, never the nearest float. Options are matched by
//! their value, never by their place. A class named in a file is never instantiated. What a format
//! cannot hold is an error, unless rounding was asked for.

mod case_folder;
mod deliberation;
mod evaluate;
mod genius;
mod geniusweb;
mod json;
mod layout;
mod loss;
mod negmas;
mod number;
mod place;
mod scenario;
mod tables;
mod tree;
mod yaml;

pub use self::loss::Loss;
pub use self::number::Number;
pub use self::scenario::*;
pub use self::tables::{Interaction, PartyTables, Tables, rounded_tables, tables};

use self::place::{MAX_OPTIONS, Source, problem};
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// Most parties of a scenario.
const MAX_PARTIES: usize = 1_000;
/// Most bytes of its files.
const MAX_TOTAL: usize = 8 << 20;

/// A way to write scenarios down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A domain and profiles in XML.
    Genius,
    /// A domain and profiles in JSON.
    GeniusWeb,
    /// An outcome space and utility functions in YAML.
    NegmasYaml,
    /// The same in JSON.
    NegmasJson,
    /// LLM-Deliberation: a list of scores for each party.
    Scores,
    /// A case folder whose parties have utilities in numbers.
    Case,
}

/// Whose reading of a file counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Semantics {
    /// The tool's that wrote the file.
    Native,
    /// That of NegMAS 0.16.0, discounts set aside, with its departures from Genius and GeniusWeb.
    Negmas,
}

/// How to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whose reading counts.
    pub semantics: Semantics,
    /// How many numbers stand for a range of real numbers: from 2 to 10,000.
    pub points: usize,
}

/// As the tool that wrote the file, with 21 points on a real range, as many as Genius takes.
impl Default for Reading {
    fn default() -> Self {
        Self { semantics: Semantics::Native, points: 21 }
    }
}

/// How to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// Round numbers that are no finite decimals to so many places; `None`: refuse them.
    pub places: Option<u32>,
}

/// The format of the files; `None` if no file is a scenario's.
///
/// Only files of the folder itself count, and those in `scores_files/`. Names that begin with `_` or
/// `.`, `pareto.xml`, `specials.json` and `specs.json` are no part of a scenario.
pub fn detect(files: &Files) -> Option<Format> {
    if files.bytes("case.toml").is_some() {
        return Some(Format::Case);
    }
    if files.paths().any(is_scores) {
        return Some(Format::Scores);
    }
    if paths(files, &["xml"]).next().is_some() {
        return Some(Format::Genius);
    }
    if paths(files, &["yaml", "yml"]).next().is_some() {
        return Some(Format::NegmasYaml);
    }
    // NegMAS names the type of everything it writes; GeniusWeb's files begin with other keys.
    let json = paths(files, &["json"]).next()?;
    let node = Source::open(files, json).and_then(json::parse);
    let is_typed = node.is_ok_and(|node| match node.value {
        tree::Value::Map(entries) => entries.iter().any(|(key, _)| key.as_str() == Some("type")),
        tree::Value::Plain(_) | tree::Value::Text(_) | tree::Value::List(_) => false,
    });
    Some(if is_typed { Format::NegmasJson } else { Format::GeniusWeb })
}

/// Reads a scenario, in whichever format it is.
///
/// # Errors
///
/// The first thing wrong, with its file and place and what to do. No bytes make it panic, and no file
/// makes it take much memory: a file has at most 4 MiB, 200,000 values and 64 levels, a scenario at
/// most 256 issues and a million options, counted once for every party.
///
/// # Examples
///
/// ```
/// use onetext_case::Files;
/// use onetext_case::exchange::{Number, Reading, read};
///
/// let mut files = Files::default();
/// files.insert("scores_files/buyer.txt", "0, 10\n5, 0\n8");
/// files.insert("scores_files/seller.txt", "7, 0\n0, 4\n3");
/// let scenario = read(&files, &Reading::default()).expect("two parties, two issues");
/// let worth: Vec<String> = scenario.evaluate(&[1, 0]).iter().map(Number::to_string).collect();
/// assert_eq!(worth, ["15", "0"]);
/// ```
pub fn read(files: &Files, reading: &Reading) -> Result<Scenario, Diagnostic> {
    if !(2..=MAX_OPTIONS).contains(&reading.points) {
        let message = format!("{} points cannot stand for a range", reading.points);
        return Err(problem("", None, message, &format!("take 2 to {MAX_OPTIONS}")));
    }
    let open = |endings| open(files, paths(files, endings));
    let scenario = match detect(files) {
        Some(Format::Genius) => genius::read(&open(&["xml"])?, reading)?,
        Some(Format::GeniusWeb) => geniusweb::read(&open(&["json"])?, reading)?,
        Some(Format::NegmasYaml) => negmas::read(&open(&["yaml", "yml"])?, yaml::parse, reading)?,
        Some(Format::NegmasJson) => negmas::read(&open(&["json"])?, json::parse, reading)?,
        Some(Format::Scores) => {
            deliberation::read(&self::open(files, files.paths().filter(|it| is_scores(it)))?)?
        }
        Some(Format::Case) => case_folder::read(files)?,
        None => {
            let message = "no file here is a scenario's".to_owned();
            let help = "scenarios are folders of XML, JSON or YAML files, or hold `scores_files/` or `case.toml`";
            return Err(problem("", None, message, help));
        }
    };
    if scenario.parties.is_empty() {
        let path = files.paths().next().unwrap_or_default();
        let message = "the scenario has a domain and no party".to_owned();
        return Err(problem(path, None, message, "add a profile for each party"));
    }
    Ok(scenario)
}

/// Writes a scenario in a format.
///
/// What was read from a format and written in it again reads as the same scenario. Parties come back
/// in the order of their names.
///
/// # Errors
///
/// A [`Loss`] that names what the format cannot hold.
pub fn write(scenario: &Scenario, format: Format, writing: Writing) -> Result<Files, Loss> {
    loss::names(scenario)?;
    match format {
        Format::Genius => genius::write(scenario, writing),
        Format::GeniusWeb => geniusweb::write(scenario, writing),
        Format::NegmasYaml | Format::NegmasJson => negmas::write(scenario, format, writing),
        Format::Scores => deliberation::write(scenario),
        Format::Case => case_folder::write(scenario, writing),
    }
}

/// Files, opened, in the order of their names.
fn open<'a>(
    files: &'a Files,
    paths: impl Iterator<Item = &'a str>,
) -> place::Result<Vec<Source<'a>>> {
    let mut paths: Vec<&str> = paths.collect();
    paths.sort_by_key(|path| place::stem(path));
    let sizes = paths.iter().map(|path| files.bytes(path).map_or(0, <[u8]>::len));
    if MAX_PARTIES < paths.len() || MAX_TOTAL < sizes.sum() {
        let path = paths.first().copied().unwrap_or_default();
        let message = format!("the folder has more than {MAX_PARTIES} files or {MAX_TOTAL} bytes");
        return Err(problem(path, None, message, "put each scenario into a folder of its own"));
    }
    paths.into_iter().map(|path| Source::open(files, path)).collect()
}

/// Files of the folder itself with one of the endings, in order, without those beside a scenario.
fn paths<'a>(files: &'a Files, endings: &[&str]) -> impl Iterator<Item = &'a str> {
    const BESIDE: &[&str] = &["pareto.xml", "specials.json", "specs.json"];
    files.paths().filter(move |path| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let named = endings.iter().any(|it| it.eq_ignore_ascii_case(ending));
        named && !path.contains('/') && !path.starts_with(['_', '.']) && !BESIDE.contains(path)
    })
}

/// How a file of scores ends.
const SCORES: &str = ".txt";

fn is_scores(path: &str) -> bool {
    path.strip_prefix("scores_files/").is_some_and(|it| !it.contains('/') && it.ends_with(SCORES))
}
