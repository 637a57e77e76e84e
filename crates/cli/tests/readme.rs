//! The session that README.md shows is what the commands print.

mod shown;

use std::env;
use std::fs;
use std::path::Path;

use crate::shown::{Session, printed};

/// A new case with a misspelled option, as in the README.
fn misspelled(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    printed(&format!("onetext new {}", folder.display()));
    let ledger = folder.join("statements.toml");
    let text = fs::read_to_string(&ledger).expect("the ledger is there");
    fs::write(ledger, text.replace("joint\" }", "joined\" }")).expect("the ledger can be written");
}

#[test]
fn the_session_of_the_readme_is_what_the_commands_print() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    // The README is read from the root of a clone. No other test shares this process.
    env::set_current_dir(&root).expect("the root is there");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (case, page) = (scratch.join("my-case"), scratch.join("river.html"));
    misspelled(&case);

    let readme = fs::read_to_string("README.md").expect("the README is there");
    let places =
        [("my-case", case.display().to_string()), ("river.html", page.display().to_string())];
    let session = Session::follow(&readme, &places);
    let shown = session.commands.len();
    assert!(9 <= shown, "the README shows {shown} commands");
    let switches = session.commands.iter().filter(|it| it.starts_with("onetext whatif "));
    assert_eq!(switches.count(), 3, "the README shows three switches on the talks");
    session.is_true(Path::new("README.md"));
}
