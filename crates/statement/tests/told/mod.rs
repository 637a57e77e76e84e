//! Texts made up for a test, read.

use jiff::civil::date;
use onetext_statement::{Article, Effort, Reader, Roster, Statement, Topics};

/// What is read in a text, as published on 2 December 2025.
pub(crate) fn statements(roster: &Roster, effort: Effort, text: &str) -> Vec<Statement> {
    let published = Some(date(2025, 12, 2));
    let topics = Topics::default();
    let reader = Reader::new(roster, &topics, effort);
    reader.read(&Article { source: "a", bytes: text.as_bytes(), published })
}

pub(crate) fn or_dash(field: Option<&String>) -> String {
    field.map_or("-".to_owned(), String::clone)
}
