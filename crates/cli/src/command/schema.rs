//! `onetext schema`: the JSON Schema of a file of the case folder, or of what `brief --json` writes.

use crate::arguments::Schema;
use crate::door::{Door, Failure, write_json};

/// What `onetext brief --json` writes.
const BRIEF: &str = "brief";

/// What there is a schema of.
pub(crate) fn subjects() -> impl Iterator<Item = &'static str> {
    [BRIEF, "case"].into_iter().chain(onetext_case::schema_files())
}

pub(crate) fn run(arguments: &Schema, door: &mut Door<'_>) -> Result<(), Failure> {
    match arguments.file.as_str() {
        BRIEF => write_json(&onetext::brief_schema(), door),
        "case" => write_json(&onetext_case::schema("case.toml"), door),
        file => write_json(&onetext_case::schema(file), door),
    }
}
