//! `onetext generate`: a random case in numbers.

use onetext_case::{Generation, generate};

use crate::arguments::Generate;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Generate, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let wanted = Generation {
        parties: usize::from(arguments.parties),
        issues: usize::from(arguments.issues),
        options: usize::from(arguments.options),
        opposition: arguments.opposition.into(),
        linkages: usize::from(arguments.linkages),
        red_lines: usize::from(arguments.red_lines),
        reservation: arguments.reservation.into(),
        seed: arguments.seed,
    };
    let files = generate(&wanted);
    folder::make(folder, &files)?;
    if json {
        writeln!(door.out, "{}", serde_json::json!({ "folder": folder, "seed": wanted.seed }))?;
    } else {
        writeln!(door.err, "{} holds a random case; try `onetext solve {0}`", folder.display())?;
    }
    Ok(())
}
