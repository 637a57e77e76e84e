//! `onetext schema`: the JSON Schema of a file of the case folder.

use crate::arguments::Schema;
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &Schema, door: &mut Door<'_>) -> Result<(), Failure> {
    let schema = onetext_case::schema(&arguments.file);
    serde_json::to_writer_pretty(&mut *door.out, &schema).map_err(std::io::Error::from)?;
    writeln!(door.out)?;
    Ok(())
}
