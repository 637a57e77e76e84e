//! The session that README.md shows is what the commands print.

use std::env;
use std::fs;
use std::path::Path;

use onetext::Stop;
use onetext_cli::{Answers, Door, run};

/// Standard output and standard error of a command line that begins with `onetext`.
fn printed(line: &str) -> String {
    let mut both = Vec::new();
    let mut err = Vec::new();
    let mut nothing = std::io::empty();
    let mut door = Door {
        out: &mut both,
        err: &mut err,
        answers: Answers::lines(&mut nothing),
        terminal: false,
        color: false,
        paint: false,
        stop: Stop::default(),
    };
    run(line.split(' ').map(Into::into), &mut door);
    both.extend(err);
    String::from_utf8(both).expect("a command writes text")
}

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
    let mut shown = 0;
    let mut wanted = readme.clone();
    for block in readme.split("```text\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let (line, _) = block.split_once('\n').expect("a block has lines");
        let line = line.strip_prefix("$ ").expect("a block begins with a command");
        let place = |text: &str| {
            text.replace("my-case", &case.display().to_string())
                .replace("river.html", &page.display().to_string())
        };
        let found = printed(&place(line))
            .replace(&case.display().to_string(), "my-case")
            .replace(&page.display().to_string(), "river.html");
        wanted = wanted.replace(block, &format!("$ {line}\n{}\n", found.trim_end()));
        shown += 1;
    }
    assert!(9 <= shown, "the README shows {shown} commands");
    let switches = readme.matches("\n$ onetext whatif cases/ukraine-2025 ").count();
    assert_eq!(switches, 3, "the README shows three switches on the talks");
    if env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        fs::write("README.md", &wanted).expect("the README can be written");
    }
    assert!(wanted == readme, "run this test with INSTA_UPDATE=always and look at what changed");
}
