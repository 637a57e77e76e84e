//! Entering statements, sources and corrections into the files of a case.
//!
//! What stands in a file stays as it is, comments and order too; new entries come last. A file that
//! was laid out as [`format()`] does stays so. A function returns `None` where a file is not TOML, or
//! holds its entries in a way to which none can be added, such as `statement = []`.

use std::ops::Range;

use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use crate::format::format;
use crate::model::{Case, Channel, Form, Holder};
use crate::read::voice_of;
use crate::shape::{STANCES, stance_keys};
use crate::when::{When, parse_day};

/// A statement as it is to stand in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, which no other statement has.
    pub id: String,
    /// The speaker's name.
    pub speaker: String,
    /// Id of whom it speaks about, where that is not whom the speaker speaks for.
    pub holder: Option<String>,
    /// When it was said, where that is not the day of the source.
    pub said: Option<String>,
    /// One of [`stances`].
    pub stance: String,
    /// Issues it speaks of beside those of its options.
    pub about: Vec<String>,
    /// Issues, and the options of each: an id, or what else a pattern takes.
    pub options: Vec<(String, Vec<String>)>,
    /// The condition of an offer, in the same way.
    pub when: Vec<(String, Vec<String>)>,
    /// What is given if the condition is met, or for what an ultimatum demands, in the same way.
    pub then: Vec<(String, Vec<String>)>,
    /// What follows if the condition of an offer is not met, in words of the author's own.
    pub otherwise: Option<String>,
    /// What was said, in words of the author's own.
    pub gist: String,
    /// Id of its source.
    pub source: String,
    /// Bytes of the source that hold the words.
    pub span: Range<usize>,
    /// Other places where it is printed.
    pub also: Vec<(String, Range<usize>)>,
    /// How the source gives the words.
    pub form: Form,
    /// Before whom it was said.
    pub channel: Channel,
}

/// An article as it is to stand among the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSource {
    /// Its id, which no other source has.
    pub id: String,
    /// Who printed it.
    pub outlet: String,
    /// Its headline, or a description.
    pub title: String,
    /// The day of publication.
    pub day: Date,
    /// Who wrote it; empty if not known.
    pub author: String,
    /// Where it can be found; empty if not known.
    pub address: String,
    /// Path of the text in the case folder, where it is not `sources/ID.txt`.
    pub file: Option<String>,
    /// Checksum of its bytes.
    pub sha256: String,
}

/// A list of words in `reading.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// Words in quotation marks that nobody says.
    NotSpeech,
    /// Names of what does not speak.
    NotSpeakers,
    /// Words that do not report.
    NotCues,
}

/// Who speaks under a name, as the ledger takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Full name.
    pub name: String,
    /// For whom.
    pub holder: Holder,
    /// Whether a post was held at the time; a ledger in which it was not does not pass the check.
    pub is_in_post: bool,
}

/// Who speaks under a name at a time; `None` if nobody in the case is called so.
pub fn voice(case: &Case, name: &str, said: &When) -> Option<Voice> {
    voice_of(case, name, said)
}

/// The stances that a statement may have.
pub fn stances() -> &'static [&'static str] {
    STANCES
}

/// The keys that a stance needs, beside those of every statement; `None` for what is no stance.
///
/// Of "acceptance" and "refusal" it is the options, though a draft would do as well.
pub fn stance_needs(stance: &str) -> Option<&'static [&'static str]> {
    STANCES.contains(&stance).then_some(match stance {
        "acceptance" | "refusal" => &["options"],
        _ => stance_keys(stance).0,
    })
}

/// Whether a stance may have `options`.
pub fn stance_takes_options(stance: &str) -> bool {
    let (must, may) = stance_keys(stance);
    STANCES.contains(&stance) && must.iter().chain(may).any(|it| *it == "options")
}

/// Adds a statement to the text of `statements.toml`.
pub fn add_statement(ledger: &str, entry: &Entry) -> Option<String> {
    let mut table = Table::new();
    let mut set = |key: &str, value: Value| {
        table.insert(key, Item::Value(value));
    };
    set("id", entry.id.as_str().into());
    set("speaker", entry.speaker.as_str().into());
    if let Some(holder) = &entry.holder {
        set("holder", holder.as_str().into());
    }
    if let Some(said) = &entry.said {
        set("said", time(said));
    }
    set("stance", entry.stance.as_str().into());
    if !entry.about.is_empty() {
        set("about", entry.about.iter().map(String::as_str).collect::<Array>().into());
    }
    for (key, issues) in [("options", &entry.options), ("when", &entry.when), ("then", &entry.then)]
    {
        if issues.is_empty() {
            continue;
        }
        let mut pattern = InlineTable::new();
        for (issue, options) in issues {
            let value = match &options[..] {
                [one] => one.as_str().into(),
                many => many.iter().map(String::as_str).collect::<Array>().into(),
            };
            pattern.insert(issue, value);
        }
        set(key, pattern.into());
    }
    if let Some(otherwise) = &entry.otherwise {
        set("otherwise", otherwise.as_str().into());
    }
    set("gist", entry.gist.as_str().into());
    set("source", entry.source.as_str().into());
    set("span", span(&entry.span));
    if !entry.also.is_empty() {
        let places = entry.also.iter().map(|(source, at)| Value::from(place(source, at)));
        set("also", places.collect::<Array>().into());
    }
    set(
        "form",
        match entry.form {
            Form::Direct => "direct".into(),
            Form::Mixed => "mixed".into(),
            Form::Indirect => "indirect".into(),
        },
    );
    match entry.channel {
        Channel::Public => {}
        Channel::Private => set("channel", "private".into()),
        Channel::Leaked => set("channel", "leaked".into()),
    }
    append(ledger, "statements.toml", "statement", table)
}

/// Adds another place where a statement of the ledger is printed; `None` also if no statement has
/// the id.
pub fn add_place(ledger: &str, id: &str, source: &str, at: &Range<usize>) -> Option<String> {
    edit(ledger, "statements.toml", |document| {
        let statements = document.get_mut("statement")?.as_array_of_tables_mut()?;
        let is_it = |it: &&mut Table| it.get("id").and_then(Item::as_str) == Some(id);
        let statement = statements.iter_mut().find(is_it)?;
        match statement.entry("also").or_insert(Item::Value(Array::new().into())) {
            Item::Value(Value::Array(places)) => push(places, place(source, at).into()),
            Item::ArrayOfTables(tables) => tables.push(place(source, at).into_table()),
            Item::None | Item::Value(_) | Item::Table(_) => return None,
        }
        Some(())
    })
}

/// Adds an article to the text of `sources.toml`.
pub fn add_source(sources: &str, new: &NewSource) -> Option<String> {
    let mut table = Table::new();
    let mut set = |key: &str, value: Value| {
        table.insert(key, Item::Value(value));
    };
    set("id", new.id.as_str().into());
    set("outlet", new.outlet.as_str().into());
    set("title", new.title.as_str().into());
    set("day", time(&new.day.to_string()));
    for (key, text) in [("author", &new.author), ("address", &new.address)] {
        if !text.is_empty() {
            set(key, text.as_str().into());
        }
    }
    if let Some(file) = &new.file {
        set("file", file.as_str().into());
    }
    set("sha256", new.sha256.as_str().into());
    append(sources, "sources.toml", "source", table)
}

/// Adds a word to a list of `reading.toml`, unless it is there.
pub fn add_word(reading: &str, list: WordList, word: &str) -> Option<String> {
    let key = match list {
        WordList::NotSpeech => "not-speech",
        WordList::NotSpeakers => "not-speakers",
        WordList::NotCues => "not-cues",
    };
    edit(reading, "reading.toml", |document| {
        let words = document.entry(key).or_insert(Item::Value(Array::new().into()));
        let words = words.as_array_mut()?;
        if !words.iter().any(|it| it.as_str() == Some(word)) {
            push(words, word.into());
        }
        Some(())
    })
}

/// Adds a place that holds no statement to `reading.toml`.
pub fn add_rejected(reading: &str, source: &str, at: &Range<usize>) -> Option<String> {
    append(reading, "reading.toml", "rejected", place(source, at).into_table())
}

fn place(source: &str, at: &Range<usize>) -> InlineTable {
    InlineTable::from_iter([("source", Value::from(source)), ("span", span(at))])
}

fn span(at: &Range<usize>) -> Value {
    let bound = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
    Array::from_iter([bound(at.start), bound(at.end)]).into()
}

/// A day as a date of TOML, another time as a text.
pub(crate) fn time(text: &str) -> Value {
    let date = parse_day(text).and_then(|_| text.parse::<toml_edit::Datetime>().ok());
    date.map_or_else(|| text.into(), Into::into)
}

/// Adds a table to a list of tables at the end of a file.
pub(crate) fn append(text: &str, path: &str, key: &str, table: Table) -> Option<String> {
    let document: DocumentMut = text.parse().ok()?;
    if !matches!(document.get(key), None | Some(Item::ArrayOfTables(_))) {
        return None;
    }
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    let mut block = DocumentMut::new();
    block.insert(key, Item::ArrayOfTables(tables));
    let block = format(path, &block.to_string())?;
    // Comments at the end of the file stay above what is new.
    let above = text.trim_end();
    let gap = if above.is_empty() { "" } else { "\n\n" };
    let added = format!("{above}{gap}{}", block.trim_start());
    added.parse::<DocumentMut>().ok()?;
    Some(added)
}

/// Changes a file in place, and lays it out if it was laid out before.
pub(crate) fn edit(
    text: &str,
    path: &str,
    change: impl FnOnce(&mut DocumentMut) -> Option<()>,
) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    change(&mut document)?;
    let changed = document.to_string();
    let was_laid_out = text.trim().is_empty() || format(path, text).is_some_and(|it| it == text);
    if was_laid_out { format(path, &changed) } else { Some(changed) }
}

/// Adds a value to a list, below comments that stand at its end.
pub(crate) fn push(array: &mut Array, mut value: Value) {
    let after = array.trailing().as_str().unwrap_or_default().trim_end().to_owned();
    if after.contains('#') {
        value.decor_mut().set_prefix(format!("{after}\n  "));
        array.push_formatted(value);
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    } else {
        array.push(value);
    }
}
