//! Changing fields of statements where they stand.

use std::cmp::Ordering;

use toml_edit::{DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

use crate::enter::{append, edit};
use crate::shape::STATEMENT;

const FILE: &str = "statements.toml";

/// A field of a statement as it is to be.
pub(super) struct Change {
    /// Place of the statement in the ledger.
    pub(super) statement: usize,
    /// Its key.
    pub(super) key: &'static str,
    /// Its value; `None` takes the key away.
    pub(super) value: Option<Value>,
}

/// Why a ledger cannot be changed.
pub(super) enum Stuck {
    /// The file holds its statements in no way that can be changed.
    File,
    /// The change of this place in the list would lose a comment.
    Comment(usize),
}

/// Changes fields in the text of a ledger, and leaves all else as it is.
pub(super) fn changed(ledger: &str, changes: &[Change]) -> Result<String, Stuck> {
    if changes.is_empty() {
        return Ok(ledger.to_owned());
    }
    let mut stuck = Stuck::File;
    let text = edit(ledger, FILE, |document| {
        for (index, change) in changes.iter().enumerate() {
            let mut statement = statement(document, change.statement)?;
            if loses_comment(statement.table(), change) {
                stuck = Stuck::Comment(index);
                return None;
            }
            match &change.value {
                Some(value) => set(statement, change.key, value.clone()),
                None => {
                    statement.table().remove(change.key);
                }
            }
        }
        Some(())
    });
    text.ok_or(stuck)
}

/// Adds statements at the end of the text of a ledger.
pub(super) fn added(ledger: &str, new: Vec<Vec<(&'static str, Value)>>) -> Result<String, Stuck> {
    let mut text = ledger.to_owned();
    for fields in new {
        let mut table = Table::new();
        for (key, value) in fields {
            table.insert(key, Item::Value(value));
        }
        text = append(&text, FILE, "statement", table).ok_or(Stuck::File)?;
    }
    Ok(text)
}

/// A statement as its file holds it.
enum Held<'a> {
    Table(&'a mut Table),
    Inline(&'a mut InlineTable),
}

impl Held<'_> {
    fn table(&mut self) -> &mut dyn TableLike {
        match self {
            Self::Table(it) => *it,
            Self::Inline(it) => *it,
        }
    }

    fn sort(&mut self, by: impl Fn(&Key, &Key) -> Ordering) {
        match self {
            Self::Table(it) => it.sort_values_by(|a, _, b, _| by(a, b)),
            Self::Inline(it) => it.sort_values_by(|a, _, b, _| by(a, b)),
        }
    }
}

fn statement(document: &mut DocumentMut, index: usize) -> Option<Held<'_>> {
    match document.get_mut("statement")? {
        Item::ArrayOfTables(tables) => tables.get_mut(index).map(Held::Table),
        Item::Value(Value::Array(values)) => {
            values.get_mut(index)?.as_inline_table_mut().map(Held::Inline)
        }
        Item::None | Item::Value(_) | Item::Table(_) => None,
    }
}

/// Whether a comment stands where the change would take it away: inside the value, or, if the key
/// goes, above or behind it.
fn loses_comment(statement: &dyn TableLike, change: &Change) -> bool {
    let has = |it: Option<&toml_edit::RawString>| {
        it.and_then(|it| it.as_str()).is_some_and(|it| it.contains('#'))
    };
    match statement.get(change.key) {
        None | Some(Item::None) => false,
        Some(Item::Value(value)) => {
            let mut bare = value.clone();
            bare.decor_mut().clear();
            let inside = !bare.is_str() && bare.to_string().contains('#');
            let above = statement.key(change.key).and_then(|it| it.leaf_decor().prefix());
            let around = has(above) || has(value.decor().suffix());
            inside || (change.value.is_none() && around)
        }
        Some(item @ (Item::Table(_) | Item::ArrayOfTables(_))) => {
            let mut holder = Table::new();
            holder.insert(change.key, item.clone());
            holder.to_string().contains('#')
        }
    }
}

fn set(mut statement: Held<'_>, key: &'static str, mut value: Value) {
    let table = statement.table();
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        Some(item @ (Item::Table(_) | Item::ArrayOfTables(_))) => *item = Item::Value(value),
        Some(Item::None) | None => {
            table.insert(key, Item::Value(value));
            let order = order(table, key);
            let place = |it: &Key| order.iter().position(|key| key == it.get());
            statement.sort(|a, b| place(a).cmp(&place(b)));
        }
    }
}

/// The keys in their order, with the new one after the last that the shape has before it.
fn order(statement: &dyn TableLike, new: &str) -> Vec<String> {
    let rank = |it: &str| STATEMENT.keys.iter().position(|key| key.name == it);
    let mut keys: Vec<String> =
        statement.iter().map(|it| it.0.to_owned()).filter(|it| it != new).collect();
    let after = keys.iter().rposition(|it| rank(it) < rank(new)).map_or(0, |it| it + 1);
    keys.insert(after, new.to_owned());
    keys
}
