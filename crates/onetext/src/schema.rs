//! The JSON Schema of what is written as JSON.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::analysis::Analysis;

/// The JSON Schema of an [`Analysis`], as `onetext brief --json` writes it.
///
/// # Source
///
/// JSON Schema, draft 2020-12.
pub fn brief_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Analysis>().to_value();
    in_prose(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.insert("title".to_owned(), "Onetext brief".into());
    }
    schema
}

/// Turns the documentation of the source into descriptions for others: lines are joined, and links
/// become names.
fn in_prose(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if key == "description" => {
                        let paragraphs: Vec<String> = text
                            .split("\n\n")
                            .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
                            .collect();
                        *text = paragraphs.join("\n\n").replace("[`", "`").replace("`]", "`");
                    }
                    value => in_prose(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(in_prose),
        _ => {}
    }
}
