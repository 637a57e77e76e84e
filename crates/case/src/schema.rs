//! JSON Schemas of the TOML files, so that editors complete and check them.

use serde_json::{Map, Value, json};

use crate::shape::{CHANCES, FILES, STEP, Shape, Takes};

const ID: &str = "^[a-z0-9][a-z0-9-]*$";

/// An option, all options but some, or a bound on their values.
const OPTIONS: &str = "^([a-z0-9][a-z0-9-]*|not [a-z0-9][a-z0-9-]*( or [a-z0-9][a-z0-9-]*)*|(<|<=|>|>=) ?[0-9][0-9_]*([.][0-9]+)?)$";

/// The JSON Schema of `case.toml`, `sources.toml` or `statements.toml`; `None` for another file.
///
/// # Source
///
/// JSON Schema, draft 2020-12. Dates count as texts, as TOML editors treat them.
pub fn schema(file: &str) -> Option<Value> {
    let (_, shape) = FILES.iter().find(|(name, _)| *name == file)?;
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Onetext {file}"),
    });
    if let (Value::Object(root), Value::Object(of_shape)) = (&mut root, table(shape)) {
        root.extend(of_shape);
    }
    Some(root)
}

/// The names of the files that [`schema`] knows, in reading order.
pub fn schema_files() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

fn table(shape: &Shape) -> Value {
    let mut properties = Map::new();
    for key in shape.keys {
        let mut value = takes(key.takes);
        if let Value::Object(fields) = &mut value {
            fields.insert("description".to_owned(), key.doc.into());
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> =
        shape.keys.iter().filter(|it| it.required).map(|it| it.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn takes(takes: Takes) -> Value {
    match takes {
        Takes::Id(_) | Takes::Ref(_) | Takes::OptionOfIssue => id(),
        Takes::Text => json!({ "type": "string" }),
        Takes::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Takes::OneOf(words) => json!({ "type": "string", "enum": words }),
        Takes::Bool => json!({ "type": "boolean" }),
        Takes::Day => json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
        Takes::Time => json!({
            "type": "string",
            "pattern": r"^\d{4}-(W\d{2}|\d{2}|\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?)$",
        }),
        Takes::Decimal => json!({ "type": "number", "minimum": 0 }),
        Takes::Credence => json!({ "type": "number", "minimum": 0.5, "maximum": 1 }),
        Takes::Refs(_) => json!({ "type": "array", "items": id() }),
        // A step of a trade is written like a pattern; what differs is that its order counts.
        Takes::Pattern | Takes::PatternOrStep => pattern(),
        Takes::Patterns => json!({ "type": "array", "items": pattern() }),
        Takes::Swings => json!({ "type": "array", "items": { "anyOf": [id(), table(&STEP)] } }),
        Takes::Times => json!({ "type": "integer", "minimum": 1, "maximum": 100 }),
        Takes::Outcome => json!({
            "type": "object",
            "minProperties": 1,
            "additionalProperties": id(),
        }),
        Takes::Span => json!({
            "type": "array",
            "items": { "type": "integer", "minimum": 0 },
            "minItems": 2,
            "maxItems": 2,
        }),
        Takes::Chance => {
            let words: Vec<&str> = CHANCES.iter().map(|(word, _, _)| *word).collect();
            let bound = json!({ "type": "number", "minimum": 0, "maximum": 1 });
            json!({
                "anyOf": [
                    { "type": "string", "enum": words },
                    {
                        "type": "object",
                        "properties": { "low": bound, "high": bound },
                        "required": ["low", "high"],
                        "additionalProperties": false,
                    },
                ],
            })
        }
        Takes::Weights => json!({
            "type": "object",
            "additionalProperties": { "type": "number", "minimum": 0 },
        }),
        Takes::Evaluation => json!({
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": { "type": "number", "minimum": 0 },
            },
        }),
        Takes::Table(shape) => table(shape),
        Takes::Tables(shape) => json!({ "type": "array", "items": table(shape) }),
    }
}

fn id() -> Value {
    json!({ "type": "string", "pattern": ID })
}

fn pattern() -> Value {
    let options = json!({ "type": "string", "pattern": OPTIONS });
    json!({
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "anyOf": [options, { "type": "array", "items": options, "minItems": 1 }],
        },
    })
}
