//! Who follows docs/tutorial.md word for word sees what it shows.

mod shown;

use std::env;
use std::fs;
use std::path::Path;

use crate::shown::Session;

/// What a first case is taken through.
const STEPS: &[&str] = &[
    "new",
    "check",
    "read",
    "review",
    "brief",
    "acceptability",
    "why",
    "whatif",
    "unlock",
    "propose",
    "ask",
    "lint",
];

#[test]
fn the_tutorial_works_from_an_empty_folder() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tutorial.md");
    let page = page.canonicalize().expect("the tutorial is there");
    let tutorial = fs::read_to_string(&page).expect("the tutorial can be read");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tutorial");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    // The reader works in an empty folder. No other test shares this process.
    env::set_current_dir(&folder).expect("the folder is there");

    let session = Session::follow(&tutorial, &[]);
    for step in STEPS {
        let is_step = |it: &String| it.split(' ').nth(1) == Some(*step);
        assert!(session.commands.iter().any(is_step), "the tutorial does without {step}");
    }
    session.is_true(&page);
}
