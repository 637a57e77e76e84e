//! `positions` and `import`: where each party stands, as a table and as a sheet that comes back.

mod door;
mod told;

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onetext::Stop;

use crate::door::{ended, panama, root};
use crate::told::{bundled, told};

/// A copy of the case of the river.
fn river(test: &str) -> PathBuf {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder can be made");
        for entry in fs::read_dir(from).expect("the case is bundled").flatten() {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).expect("a file can be copied");
            }
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    copy(&root().join("cases/river"), &folder.join("river"));
    folder
}

/// Every file of a folder, with its bytes.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("it can be listed").flatten() {
        if entry.path().is_dir() {
            found.extend(bytes(&entry.path()));
        } else {
            found.push((entry.path(), fs::read(entry.path()).expect("it can be read")));
        }
    }
    found.sort();
    found
}

fn run(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    assert_eq!(code, 0, "{err}");
    out
}

#[test]
fn where_each_party_stands_is_a_table() {
    assert_snapshot!(told(&["positions", &bundled("river")]));
    let one = ["positions", &bundled("ukraine-2025"), "--issue", "crimea", "--party", "ukraine"];
    assert_snapshot!("one_issue_of_one_party", told(&one));
}

#[test]
fn what_is_not_in_the_case_has_no_position() {
    let river = bundled("river");
    assert_snapshot!(told(&["positions", &river, "--issue", "damm"]), @r"
    exit code 1
    -- out --
    -- err --
    error: there is no issue `damm`; did you mean `dam`?
    ");
    assert_snapshot!(told(&["positions", &river, "--party", "press"]), @r"
    exit code 1
    -- out --
    -- err --
    error: there is no holder `press`; the holders are varrenmark, ostrevna, ambarine, commission
    ");
    assert_snapshot!(told(&["positions", &river, "--csv", "--json"]), @r"
    exit code 2
    -- out --
    -- err --
    error: --json and --csv exclude each other
    help: ask for one of them at a time
    ");
}

#[test]
fn positions_are_the_same_as_in_the_brief() {
    for folder in [bundled("river"), bundled("ukraine-2025"), panama()] {
        let json = |arguments: &[&str]| -> serde_json::Value {
            serde_json::from_str(&run(arguments)).expect("it is JSON")
        };
        let alone = json(&["positions", &folder, "--json"]);
        let brief = json(&["brief", &folder, "--json", "--draws", "100"]);
        let cells = |it: &serde_json::Value| {
            let issues = it["issues"].as_array().cloned().unwrap_or_default();
            issues.iter().map(|it| it["cells"].clone()).collect::<Vec<_>>()
        };
        assert!(!cells(&alone).is_empty());
        assert_eq!(cells(&alone), cells(&brief), "{folder}");
    }
}

#[test]
fn an_unchanged_sheet_changes_no_byte_of_the_folder() {
    let folder = river("unchanged");
    let case = folder.join("river");
    let (path, before) = (case.display().to_string(), bytes(&case));
    let (csv, xlsx) = (folder.join("sheet.csv"), folder.join("sheet.xlsx"));
    let book = xlsx.display().to_string();
    let text = run(&["positions", &path, "--csv", "--xlsx", &book]);
    fs::write(&csv, text).expect("the sheet can be written");
    for sheet in [csv, xlsx] {
        let out = run(&["import", &path, &sheet.display().to_string()]);
        assert_eq!(out, "The sheet changes nothing.\n");
    }
    assert_eq!(bytes(&case), before);
}

#[test]
fn an_edited_sheet_comes_back() {
    let folder = river("edited");
    let case = folder.join("river");
    let (path, before) = (case.display().to_string(), bytes(&case));
    let sheet = folder.join("sheet.csv");
    let file = sheet.display().to_string();
    let told_of = |arguments: &[&str]| told(&[&["import", &path, &file], arguments].concat());
    // What a person may do in a spreadsheet: another day, a shorter gist, a row of one's own; and
    // the sheet is of one party alone.
    let text = run(&["positions", &path, "--csv", "--party", "ostrevna"]);
    let edited = text
        .replace("likes the third draft best and the second least", "likes the third draft best")
        .replace(
            "korvushina-drought,Danelya Korvushina,,2024-03-12,preference",
            "korvushina-drought,Danelya Korvushina,,2024-03-11,preference",
        );
    let mut row = vec![""; text.lines().next().unwrap_or_default().split(',').count()];
    for (place, cell) in [
        (1, "Danelya Korvushina"),
        (3, "2024-04-30"),
        (4, "opposition"),
        (6, "disputes: court"),
        (20, "a court is too slow for water"),
    ] {
        row[place] = cell;
    }
    let edited = format!("{edited}{}\r\n", row.join(","));
    fs::write(&sheet, edited).expect("the sheet can be written");
    assert_snapshot!("a_dry_run", told_of(&["--dry-run"]));
    assert_eq!(bytes(&case), before);
    assert_snapshot!("a_run", told_of(&["--json"]));
    let of = |all: &[(PathBuf, Vec<u8>)]| {
        let found = all.iter().find(|it| it.0.ends_with("statements.toml"));
        let text = found.map(|it| String::from_utf8_lossy(&it.1).into_owned());
        text.unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (old, new) = (of(&before), of(&bytes(&case)));
    let lines = |one: &[String], other: &[String]| {
        one.iter().filter(|it| !other.contains(it)).cloned().collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(lines(&old, &new), @r#"gist = "likes the third draft best and the second least""#);
    assert_snapshot!(lines(&new, &old), @r#"
    gist = "likes the third draft best"
    id = "korvushina-disputes"
    gist = "a court is too slow for water"
    "#);
    assert_eq!(told(&["check", &path]).lines().next(), Some("exit code 0"));
}

#[test]
fn everything_wrong_is_told_and_nothing_is_changed() {
    let folder = river("wrong");
    let case = folder.join("river");
    let (path, before) = (case.display().to_string(), bytes(&case));
    let sheet = folder.join("sheet.csv").display().to_string();
    let text = run(&["positions", &path, "--csv"]);
    let text = text
        .replace("needs 150 or more", "needs 140 or more")
        .replace("2253 to 2365", "2252 to 2360")
        .replace("dam: full", "dam: ful")
        .replace("2252 to 2365", "2252 to 2360");
    fs::write(&sheet, text).expect("the sheet can be written");
    assert_snapshot!(told(&["import", &path, &sheet]));
    fs::write(&sheet, b"\xff\xfe\x00").expect("the sheet can be written");
    assert_snapshot!("torn", told(&["import", &path, &sheet]));
    assert_eq!(bytes(&case), before);
}
