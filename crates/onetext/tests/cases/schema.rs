//! The published JSON Schema of the brief: what is written fits it, and it says what everything is.

use std::fs;
use std::path::Path;

use onetext::brief_schema;
use onetext::case::{Case, Generation, generate, parse};
use serde_json::Value;

use crate::bundled;

fn generated(seed: u64) -> Case {
    let red_lines = usize::try_from(seed % 3).unwrap_or_default();
    let wanted = Generation {
        parties: 3,
        issues: 4,
        options: 3,
        opposition: 50,
        linkages: 2,
        red_lines,
        reservation: 30,
        seed,
    };
    parse(&generate(&wanted)).case
}

#[test]
fn the_json_of_every_case_fits_the_schema() {
    let validator = jsonschema::validator_for(&brief_schema()).expect("the schema is a schema");
    let named = bundled::NAMES.map(bundled::case);
    let generated = (1..=3).map(generated);
    for case in named.into_iter().chain(generated).chain([Case::default()]) {
        let analysis = bundled::analysis(&case);
        let value = serde_json::to_value(&analysis).expect("an analysis serializes");
        assert_eq!(value["schema"], "brief/1");
        let errors = validator.iter_errors(&value);
        let errors: Vec<String> =
            errors.map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {}", case.title, errors.join("; "));
    }
}

#[test]
fn the_published_schema_is_the_one_of_the_types() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/brief.schema.json");
    let published = fs::read_to_string(file).expect("the schema is published");
    let generated = serde_json::to_string_pretty(&brief_schema()).expect("a schema serializes");
    assert!(published == generated + "\n", "`onetext schema brief` prints another one");
}

#[test]
fn every_field_says_what_it_is() {
    fn walk(schema: &Value, path: &str, silent: &mut Vec<String>) {
        let Some(fields) = schema.as_object() else { return };
        for (name, property) in
            fields.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            // The tag of a choice and the sides of a result say what they are by their names.
            let is_name = property.get("const").is_some() || ["Ok", "Err"].contains(&name.as_str());
            if property.get("description").is_none() && !is_name {
                silent.push(format!("{path}.{name}"));
            }
        }
        for (key, inner) in fields {
            match inner {
                Value::Array(items) => items.iter().for_each(|it| walk(it, path, silent)),
                inner => walk(inner, &format!("{path}/{key}"), silent),
            }
        }
    }
    let mut silent = Vec::new();
    walk(&brief_schema(), "", &mut silent);
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn what_is_no_brief_does_not_fit() {
    let validator = jsonschema::validator_for(&brief_schema()).expect("the schema is a schema");
    let case = bundled::case("river");
    let sound = serde_json::to_value(bundled::analysis(&case)).expect("an analysis serializes");
    for (pointer, value) in [
        ("/schema", "brief/0".into()),
        ("/as_of", "yesterday".into()),
        ("/issues/0/contest", "quarrel".into()),
        ("/issues/0/cells/0/statements", (-1).into()),
        ("/ledger/0/standing", Value::Null),
        ("/title", Value::Null),
    ] {
        let mut broken = sound.clone();
        *broken.pointer_mut(pointer).expect("a brief has this") = value;
        assert!(!validator.is_valid(&broken), "{pointer}");
    }
}
