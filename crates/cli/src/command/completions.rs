//! `onetext completions`: completions for a shell.

use clap::CommandFactory;

use crate::arguments::{Arguments, Completions};
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &Completions, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "onetext", &mut script);
    if json {
        let script = String::from_utf8_lossy(&script);
        let result = serde_json::json!({ "shell": arguments.shell.to_string(), "script": script });
        writeln!(door.out, "{result}")?;
    } else {
        door.out.write_all(&script)?;
    }
    Ok(())
}
