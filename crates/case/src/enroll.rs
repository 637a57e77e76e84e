//! Entering people, names and observers into the roster of `case.toml`.
//!
//! As in entering statements, what stands in the file stays as it is, and a function returns `None`
//! where the file is not TOML, or does not have what is to be added to.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, TableLike, Value};

use crate::enter::{edit, push};
use crate::format::format;
use crate::model::{Observer, ObserverKind, Person};

const FILE: &str = "case.toml";

/// Adds a person in a post to those who speak for a party, the mediator or an observer.
pub fn add_person(case: &str, holder: &str, person: &Person) -> Option<String> {
    edit(case, FILE, |document| {
        let body = body(document, holder)?;
        match body.entry("people").or_insert(Item::Value(Array::new().into())) {
            Item::Value(Value::Array(people)) => push(people, entry(person).into()),
            Item::ArrayOfTables(people) => people.push(entry(person).into_table()),
            Item::None | Item::Value(_) | Item::Table(_) => return None,
        }
        Some(())
    })
}

/// Adds another name of a body, or of a person who speaks for it; `None` also if there is no such
/// person.
pub fn add_alias(case: &str, holder: &str, person: Option<&str>, alias: &str) -> Option<String> {
    edit(case, FILE, |document| {
        let body = body(document, holder)?;
        let Some(person) = person else { return add_name(body, alias) };
        let is_it = |it: &dyn TableLike| it.get("name").and_then(Item::as_str) == Some(person);
        match body.get_mut("people")? {
            Item::Value(Value::Array(people)) => {
                let mut people = people.iter_mut().filter_map(Value::as_inline_table_mut);
                let person = people.find(|it| is_it(*it))?;
                add_name(person, alias)?;
                // What was the last value had the space before the brace.
                let last = person.len().saturating_sub(1);
                for (index, (_, value)) in person.iter_mut().enumerate() {
                    value.decor_mut().set_suffix(if index == last { " " } else { "" });
                }
                Some(())
            }
            Item::ArrayOfTables(people) => {
                add_name(people.iter_mut().find(|it| is_it(*it))?, alias)
            }
            Item::None | Item::Value(_) | Item::Table(_) => None,
        }
    })
}

/// Adds an observer after those that are there, or after everything if there is none.
pub fn add_observer(case: &str, observer: &Observer) -> Option<String> {
    let mut table = toml_edit::Table::new();
    let kind = match observer.kind {
        ObserverKind::Expert => "expert",
        ObserverKind::Press => "press",
        ObserverKind::Body => "body",
    };
    let body = &observer.body;
    for (key, text) in [("id", &*body.id), ("name", &*body.name), ("kind", kind)] {
        table.insert(key, toml_edit::value(text));
    }
    if !body.people.is_empty() {
        let people: Array = body.people.iter().map(|it| Value::from(entry(it))).collect();
        table.insert("people", toml_edit::value(people));
    }
    let document: DocumentMut = case.parse().ok()?;
    match document.get("observer") {
        Some(Item::ArrayOfTables(_)) => edit(case, FILE, |document| {
            document.get_mut("observer")?.as_array_of_tables_mut()?.push(table);
            Some(())
        }),
        None => {
            let mut tables = ArrayOfTables::new();
            tables.push(table);
            let mut block = DocumentMut::new();
            block.insert("observer", Item::ArrayOfTables(tables));
            let block = format(FILE, &block.to_string())?;
            let added = format!("{}\n\n{}", case.trim_end(), block.trim_start());
            added.parse::<DocumentMut>().ok()?;
            Some(added)
        }
        Some(_) => None,
    }
}

/// The table of a party, the mediator or an observer.
fn body<'a>(document: &'a mut DocumentMut, id: &str) -> Option<&'a mut dyn TableLike> {
    let is_it = |it: &dyn TableLike| it.get("id").and_then(Item::as_str) == Some(id);
    for (key, item) in document.iter_mut() {
        if !matches!(key.get(), "party" | "mediator" | "observer") {
            continue;
        }
        match item {
            Item::ArrayOfTables(tables) => {
                if let Some(table) = tables.iter_mut().find(|it| is_it(*it)) {
                    return Some(table);
                }
            }
            Item::Value(Value::Array(tables)) => {
                let mut tables = tables.iter_mut().filter_map(Value::as_inline_table_mut);
                if let Some(table) = tables.find(|it| is_it(*it)) {
                    return Some(table);
                }
            }
            Item::Table(table) if is_it(table) => return Some(table),
            Item::Value(Value::InlineTable(table)) if is_it(table) => return Some(table),
            Item::None | Item::Value(_) | Item::Table(_) => {}
        }
    }
    None
}

fn add_name(table: &mut dyn TableLike, alias: &str) -> Option<()> {
    let aliases = table.entry("aliases").or_insert(Item::Value(Array::new().into()));
    let aliases = aliases.as_array_mut()?;
    if !aliases.iter().any(|it| it.as_str() == Some(alias)) {
        push(aliases, alias.into());
    }
    Some(())
}

fn entry(person: &Person) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("name", person.name.as_str().into());
    if !person.post.is_empty() {
        table.insert("post", person.post.as_str().into());
    }
    for (key, day) in [("from", person.from), ("to", person.to)] {
        let date = day.and_then(|it| it.to_string().parse::<toml_edit::Datetime>().ok());
        if let Some(date) = date {
            table.insert(key, date.into());
        }
    }
    if person.principal {
        table.insert("principal", true.into());
    }
    if let Some(pronoun) = &person.pronoun {
        table.insert("pronoun", pronoun.as_str().into());
    }
    if !person.aliases.is_empty() {
        let aliases: Array = person.aliases.iter().map(String::as_str).collect();
        table.insert("aliases", aliases.into());
    }
    table
}
