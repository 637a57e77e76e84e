//! JSON as values that know their place, with numbers as they are written.

use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::place::{Result, Source, at_line};
use super::tree::{Budget, Node, Value};

/// Reads a JSON file.
pub(super) fn parse(source: Source<'_>) -> Result<Node> {
    let raw: &RawValue = serde_json::from_str(source.text).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        let at = at_line(source.text, error.line(), error.column());
        source.problem(at..at, format!("this is not JSON: {message}"), "mend the file")
    })?;
    node(source, raw, 1, &mut Budget::new(source))
}

/// The entries of an object, with keys that occur twice.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        input.deserialize_map(All)
    }
}

fn node(source: Source<'_>, raw: &RawValue, depth: usize, budget: &mut Budget<'_>) -> Result<Node> {
    let text = raw.get();
    // The raw value is a slice of the file.
    let start = text.as_ptr().addr().saturating_sub(source.text.as_ptr().addr());
    let at = start..start + text.len();
    budget.take(1, depth, &at)?;
    // What stands in a raw value has been found to be JSON; only texts can still be wrong, with half
    // a surrogate pair.
    let wrong = |error: serde_json::Error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        source.problem(at.clone(), format!("this is not JSON: {message}"), "mend the file")
    };
    let value = match text.as_bytes().first() {
        Some(b'"') => Value::Text(serde_json::from_str(text).map_err(wrong)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text).map_err(wrong)?;
            let items = items.into_iter().map(|it| node(source, it, depth + 1, budget));
            Value::List(items.collect::<Result<_>>()?)
        }
        Some(b'{') => {
            let Entries(entries) = serde_json::from_str(text).map_err(wrong)?;
            let entries = entries.into_iter().map(|(key, value)| {
                Ok((node(source, key, depth + 1, budget)?, node(source, value, depth + 1, budget)?))
            });
            Value::Map(entries.collect::<Result<_>>()?)
        }
        _ => Value::Plain(text.to_owned()),
    };
    Ok(Node { value, at })
}
