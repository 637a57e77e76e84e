//! TOML as a plain tree with spans, and every syntax error in it.

use std::ops::Range;

use toml_edit::{Document, Item, Table, TableLike, Value};

/// A value with its place in the file.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Text(String),
    /// An integer or a decimal, as written.
    Number(String),
    Bool(bool),
    /// A TOML date, time or both, as written.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) span: Range<usize>,
    pub(crate) value: Node,
}

impl Node {
    /// The value at `key`, if this is a table that has it.
    pub(crate) fn at(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|it| it.key == key).map(|it| &it.value)
    }

    /// The entries of a table; none for anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        if let Kind::Table(entries) = &self.kind { entries } else { &[] }
    }

    /// The items of a list; none for anything else.
    pub(crate) fn items(&self) -> &[Self] {
        if let Kind::List(items) = &self.kind { items } else { &[] }
    }

    /// The text of a text value.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind { Some(text) } else { None }
    }
}

/// A file as a tree, with the syntax errors found on the way.
pub(crate) struct Tree {
    pub(crate) root: Node,
    pub(crate) errors: Vec<(Range<usize>, String)>,
}

/// How many syntax errors are looked for in one file.
const MOST_ERRORS: usize = 20;

/// Reads TOML. A part that cannot be read is left out and reported, and the rest still stands.
///
/// The parser stops at its first error; so the line at fault is blanked, keeping every place, and
/// the rest is read again. A second error under the same table header is taken for a consequence
/// of the first: then the rest of that table is blanked, unreported.
pub(crate) fn parse(text: &str) -> Tree {
    let mut left = text.to_owned();
    let mut errors: Vec<(Range<usize>, String)> = Vec::new();
    for _ in 0..2 * MOST_ERRORS {
        match Document::parse(left.as_str()) {
            Ok(document) => {
                let root = table(document.as_table(), 0..text.len(), &left);
                return Tree { root, errors };
            }
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let at = left.floor_char_boundary(span.start.min(left.len()));
                let block = left[..at].rfind("\n[").map_or(0, |newline| newline + 1);
                let again = errors.last().is_some_and(|(last, _)| block <= last.start);
                let line = left[..at].rfind('\n').map_or(0, |newline| newline + 1);
                let line_end = left[at..].find('\n').map_or(left.len(), |newline| at + newline);
                let wanted = if again {
                    let end = left[at..].find("\n[").map_or(left.len(), |newline| at + newline);
                    block..end
                } else {
                    errors.push((span, error.message().to_owned()));
                    line..line_end
                };
                let blanked = blank(&mut left, wanted);
                if !blanked {
                    break;
                }
            }
        }
    }
    let root = Node { span: 0..text.len(), kind: Kind::Table(Vec::new()) };
    Tree { root, errors }
}

/// Writes spaces over a range; says whether anything was there.
fn blank(text: &mut String, range: Range<usize>) -> bool {
    let spaces: String =
        text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    let changed = text[range.clone()] != spaces;
    text.replace_range(range, &spaces);
    changed
}

fn table(from: &dyn TableLike, span: Range<usize>, text: &str) -> Node {
    let entries = from.iter().filter_map(|(key, item)| {
        let key_span = from.key(key).and_then(toml_edit::Key::span).unwrap_or_else(|| span.clone());
        let value = node(item, &key_span, text)?;
        Some(Entry { key: key.to_owned(), span: key_span, value })
    });
    Node { kind: Kind::Table(entries.collect()), span: span.clone() }
}

fn node(item: &Item, near: &Range<usize>, text: &str) -> Option<Node> {
    match item {
        Item::None => None,
        Item::Value(value) => Some(value_node(value, near, text)),
        Item::Table(it) => Some(table(it, it.span().unwrap_or_else(|| near.clone()), text)),
        Item::ArrayOfTables(tables) => {
            let span = |it: &Table| it.span().unwrap_or_else(|| near.clone());
            let items = tables.iter().map(|it| table(it, span(it), text)).collect();
            Some(Node { span: near.clone(), kind: Kind::List(items) })
        }
    }
}

fn value_node(value: &Value, near: &Range<usize>, text: &str) -> Node {
    let span = value.span().unwrap_or_else(|| near.clone());
    let kind = match value {
        Value::String(it) => Kind::Text(it.value().clone()),
        Value::Integer(it) => Kind::Number(it.display_repr().into_owned()),
        Value::Float(it) => {
            let written = decimal(text.get(span.clone()).unwrap_or_default());
            Kind::Number(written.unwrap_or_else(|| it.display_repr().into_owned()))
        }
        Value::Boolean(it) => Kind::Bool(*it.value()),
        Value::Datetime(it) => Kind::Date(it.display_repr().into_owned()),
        Value::Array(it) => {
            Kind::List(it.iter().map(|item| value_node(item, &span, text)).collect())
        }
        Value::InlineTable(it) => return table(it, span, text),
    };
    Node { span, kind }
}

/// A decimal with every digit that is written, which the nearest float may not have; `None` where it
/// is written with an exponent, or is none.
fn decimal(written: &str) -> Option<String> {
    let digits = written.replace('_', "");
    let is_plain = digits.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'.' | b'+' | b'-'));
    (is_plain && digits.contains('.')).then_some(digits)
}
