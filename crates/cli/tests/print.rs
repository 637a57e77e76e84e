//! `onetext brief --print` where there is nothing to print with, or something that is no Chromium.

use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;

/// What is told, by a program in place of Chromium.
fn told(chromium: &str, name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/panama-1977");
    let ran = Command::new(env!("CARGO_BIN_EXE_onetext"))
        .current_dir(&folder)
        .env("CHROMIUM", chromium)
        .args(["brief", case, "-o", "page.html", "--print", "paper.pdf"])
        .output()
        .expect("the program starts");
    assert!(!folder.join("paper.pdf").exists());
    let code = ran.status.code().expect("it ends by itself");
    let told = String::from_utf8_lossy(&ran.stderr).replace(&*folder.to_string_lossy(), "FOLDER");
    format!("{told}{code}")
}

#[test]
fn without_chromium_it_is_said_before_the_work_what_to_do() {
    assert_snapshot!(told("/nowhere/chromium", "print-nowhere"), @r"
    error: /nowhere/chromium, which CHROMIUM names, is no program
    help: install Chromium or Chrome, or name the program in the variable CHROMIUM; any browser prints the page as well, on A4
    1
    ");
}

#[cfg(unix)]
#[test]
fn a_program_that_prints_nothing_is_named() {
    assert_snapshot!(told("/bin/true", "print-nothing"), @r"
    The page is in page.html
    error: /bin/true could not print the page: it said nothing
    help: open FOLDER/page.html in a browser and print it there
    1
    ");
}
