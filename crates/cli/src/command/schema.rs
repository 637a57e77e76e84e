//! `onetext schema`: the JSON Schema of a file of the case folder.

use crate::arguments::Schema;
use crate::door::{Door, Failure, write_json};

pub(crate) fn run(arguments: &Schema, door: &mut Door<'_>) -> Result<(), Failure> {
    write_json(&onetext_case::schema(&arguments.file), door)
}
