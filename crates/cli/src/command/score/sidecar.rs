//! The fields of a text with marks, in a TOML file beside it.

use std::ops::Range;

use jiff::civil::Date;
use onetext_statement::Form;
use onetext_statement::score::Fields;
use onetext_statement::score::inline::Marked;
use toml_edit::{DocumentMut, Item, Table};

/// What a file of fields says of the whole article, and what in it was passed over.
#[derive(Default)]
pub(super) struct Sidecar {
    pub(super) published: Option<Date>,
    /// Folder of the case, as seen from the file.
    pub(super) case: Option<String>,
    pub(super) skipped: Vec<String>,
}

/// Reads a file of fields, and puts them to the attributions of the text.
///
/// Once there are fields for one attribution, the others are known to have none but their spans:
/// their fields stay out of the count.
pub(super) fn parse(text: &str, marked: &mut Marked) -> Sidecar {
    let mut made = Sidecar::default();
    let document = match text.parse::<DocumentMut>() {
        Ok(document) => document,
        Err(error) => {
            made.skipped.push(error.message().to_owned());
            return made;
        }
    };
    for (key, item) in document.iter() {
        match key {
            "published" => match day(item) {
                Some(day) => made.published = Some(day),
                None => made.skipped.push("published is no day such as 2025-12-02".to_owned()),
            },
            "case" => made.case = item.as_str().map(str::to_owned),
            "statement" => {}
            _ => made.skipped.push(format!("`{key}` is not known")),
        }
    }
    for table in document.get("statement").and_then(Item::as_array_of_tables).into_iter().flatten()
    {
        statement(table, marked, &mut made.skipped);
    }
    made
}

fn day(item: &Item) -> Option<Date> {
    match item.as_datetime() {
        Some(day) => day.to_string().parse().ok(),
        None => item.as_str()?.parse().ok(),
    }
}

fn statement(table: &Table, marked: &mut Marked, skipped: &mut Vec<String>) {
    let mark = table.get("mark").and_then(Item::as_integer).and_then(|it| u32::try_from(it).ok());
    let Some(mark) = mark else {
        skipped.push("a statement has no mark, the number that it has in the text".to_owned());
        return;
    };
    let text = &marked.text;
    let Some(attribution) = marked.attributions.get_mut(&mark) else {
        skipped.push(format!("mark {mark} is not in the text"));
        return;
    };
    let mut fields = Fields::default();
    for (key, item) in table {
        let word = || item.as_str().map(str::to_owned);
        let words = || {
            let items = item.as_array()?.iter();
            items.map(|it| it.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        };
        let is_read = match key {
            "mark" => true,
            "speaker" => put(&mut fields.speaker, word()),
            "party" => put(&mut fields.party, word()),
            "holder" => put(&mut fields.holder, word()),
            "said" => {
                let day = item.as_datetime().map(ToString::to_string);
                put(&mut fields.said, day.or_else(word))
            }
            "stance" => put(&mut fields.stance, word()),
            "issues" => words().map(|it| fields.issues = it).is_some(),
            "options" => words().map(|it| fields.options = it).is_some(),
            "condition" | "consequence" => {
                let near = attribution.content.first().map_or(0, |it| it.start);
                let span = item.as_str().and_then(|it| nearest(text, it, near));
                let spans: Vec<Range<usize>> = span.into_iter().collect();
                let is_found = !spans.is_empty();
                if key == "condition" {
                    fields.condition = spans;
                } else {
                    fields.consequence = spans;
                }
                is_found
            }
            "quoted" => match (item.as_bool(), item.as_str()) {
                (Some(quoted), _) => put(&mut fields.is_quoted, Some(quoted)),
                (None, words) => put(&mut fields.form, words.and_then(form)),
            },
            _ => false,
        };
        if !is_read {
            let why = match key {
                "condition" | "consequence" => "does not stand in the text",
                _ => "cannot be read",
            };
            skipped.push(format!("mark {mark}: `{key}` {why}"));
        }
    }
    fields.is_quoted = fields.is_quoted.or(fields.form.map(|it| it != Form::Indirect));
    attribution.fields = Some(fields);
}

/// Whether there is something to put.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    *place = value;
    place.is_some()
}

fn form(words: &str) -> Option<Form> {
    match words {
        "direct" => Some(Form::Direct),
        "mixed" => Some(Form::Mixed),
        "indirect" => Some(Form::Indirect),
        _ => None,
    }
}

/// Where `words` stand in `text`, nearest to a byte of it.
fn nearest(text: &str, words: &str, byte: usize) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let starts = text.match_indices(words).map(|it| it.0);
    starts.min_by_key(|it| it.abs_diff(byte)).map(|it| it..it + words.len())
}
