//! Commands about drafts as texts: what they print, what they write, and how they end.

mod door;
mod told;

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::door::panama;
use crate::told::{bundled, told};

/// An empty folder of one test.
fn scratch(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drafts").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

#[test]
fn what_changed_between_drafts_is_told_point_by_point() {
    assert_snapshot!(told(&["compare", &bundled("river"), "second", "third"]));
    assert_snapshot!(told(&["compare", &bundled("river"), "first", "second"]));
    assert_snapshot!(told(&["compare", &bundled("ukraine-2025"), "plan", "assembled-positions"]));
}

#[test]
fn a_draft_beside_itself_shows_nothing() {
    assert_snapshot!(told(&["compare", &bundled("river"), "third", "third"]), @"
exit code 0
-- out --
From “Common text on the Ilvane, third draft” (third, 24 April 2024, by Ilvane River Commission) to
  “Common text on the Ilvane, third draft” (third, 24 April 2024, by Ilvane River Commission)
Nothing changed.
-- err --
");
}

#[test]
fn files_are_compared_without_a_case_and_with_one() {
    let folder = scratch("files");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).expect("a file can be written");
        path.display().to_string()
    };
    let ours = write("ours.dj", "# Tolls\n\n1. Tolls are shared by both.\n2. The ferry stops.\n");
    let theirs = write(
        "theirs.dj",
        "# Tolls & <more>\n\n1. The ferry stops.\n2. Tolls are *shared* by all [three]{tolls=\"three\"}.\n",
    );
    assert_snapshot!(told(&["compare", &ours, &theirs, "--all"]), @"
exit code 0
-- out --
From “Tolls” (TMP/drafts/files/ours.dj) to “Tolls & <more>”
  (TMP/drafts/files/theirs.dj)
1 point changed, 1 point moved, 1 with the same words.

Title: Tolls{+ & <more>+}

  2 → 1, moved: The ferry stops.
  1 → 2, changed: Tolls are shared by {-both-}{+all three+}.

On the issues
  tolls: silent → three
-- err --
");
    let (page, djot) = (folder.join("page.html"), folder.join("marked.dj"));
    let (page, djot) = (page.display().to_string(), djot.display().to_string());
    assert_snapshot!(told(&["compare", &ours, &theirs, "--html", &page, "--djot", &djot]), @"
exit code 0
-- out --
From “Tolls” (TMP/drafts/files/ours.dj) to “Tolls & <more>”
  (TMP/drafts/files/theirs.dj)
1 point changed, 1 point moved, 1 with the same words.

Title: Tolls{+ & <more>+}

  2 → 1, moved: The ferry stops.
  1 → 2, changed: Tolls are shared by {-both-}{+all three+}.

On the issues
  tolls: silent → three
-- err --
The page is in TMP/drafts/files/page.html
The marked-up Djot is in TMP/drafts/files/marked.dj
");
    assert_snapshot!(fs::read_to_string(djot).expect("it was written"), @r"
# Tolls{+ & \<more\>+}

{.moved}
*{-2.-}{+1.+}* The ferry stops.

*{-1.-}{+2.+}* Tolls are shared by {-both-}{+all three+}.
");
    let page = fs::read_to_string(page).expect("it was written");
    let (_, body) = page.split_once("<main>").expect("it has a main part");
    assert!(!page.contains("<more>") && !page.contains("<script") && !page.contains("http"));
    assert!(body.contains("<ins>all three</ins>") && body.contains("<del>both</del>"), "{body}");
    let mixed = told(&["compare", &bundled("river"), "third", &ours]);
    assert!(mixed.starts_with("exit code 0"), "{mixed}");
    assert_snapshot!(told(&["compare", &bundled("river"), "thrid", "third"]), @"
exit code 1
-- out --
-- err --
error: there is no draft `thrid`; did you mean `third`?
");
    assert_snapshot!(told(&["compare", "none.dj", &ours]), @"
exit code 1
-- out --
-- err --
error: cannot read none.dj: No such file or directory (os error 2)
");
}

#[test]
fn brackets_are_counted_draft_by_draft() {
    for case in [bundled("river"), panama(), bundled("ukraine-2025")] {
        assert_snapshot!(told(&["brackets", &case]));
    }
}

#[test]
fn drafts_stand_in_a_tree_with_what_is_disputed() {
    for case in [bundled("river"), panama(), bundled("ukraine-2025")] {
        assert_snapshot!(told(&["lineage", &case]));
    }
}

#[test]
fn the_next_draft_has_what_was_settled_and_passes_check() {
    let folder = scratch("next");
    let case = folder.join("case");
    fs::create_dir_all(case.join("drafts")).expect("a folder can be made");
    for file in ["case.toml", "statements.toml", "sources.toml"] {
        fs::copy(Path::new(&bundled("river")).join(file), case.join(file))
            .expect("it can be copied");
    }
    for entry in fs::read_dir(Path::new(&bundled("river")).join("drafts")).expect("it has drafts") {
        let entry = entry.expect("it can be listed");
        fs::copy(entry.path(), case.join("drafts").join(entry.file_name()))
            .expect("it can be copied");
    }
    let case_folder = case.display().to_string();
    let before = told(&["check", &case_folder]);
    let output = case.join("drafts/fourth.dj").display().to_string();
    let arguments = ["draft", &case_folder, "--settle", "flow=120,power=tenth", "-o", &output];
    assert_snapshot!(told(&arguments));
    assert_eq!(told(&["check", &case_folder]), before);
    assert_snapshot!(told(&["compare", &case_folder, "third", "fourth"]));
    let left = told(&["brackets", &case_folder, "--json"]);
    let fourth = left.split("\"id\": \"fourth\"").nth(1).expect("it is counted");
    assert!(fourth.contains("\"brackets\": 0"), "{fourth}");
    // Its id is taken now.
    assert_snapshot!(told(&arguments), @"
exit code 1
-- out --
-- err --
error: `fourth` is the id of another draft already
help: give the new draft another id, with --id
");
}

#[test]
fn what_cannot_be_settled_is_named() {
    let river = bundled("river");
    let of = |settle: &str, more: &[&str]| {
        told(&[&["draft", &river, "--from", "third", "--settle", settle][..], more].concat())
    };
    assert_snapshot!(of("flow=121", &[]), @"
exit code 1
-- out --
-- err --
error: issue `flow` has no option `121`; did you mean `120`?
");
    assert_snapshot!(of("flow=120,flow=150", &[]), @"
exit code 1
-- out --
-- err --
error: `flow` is given twice
help: name it once
");
    assert_snapshot!(of("flow=120", &["--id", "A B"]), @"
exit code 1
-- out --
-- err --
error: `A B` is not an id
help: give the new draft an id of lower-case letters, digits and hyphens, with --id
");
    assert_snapshot!(of("flow=120", &["--by", "nobody"]), @"
exit code 1
-- out --
-- err --
error: there is no holder `nobody`; the holders are varrenmark, ostrevna, ambarine, commission, institute, growers
");
    let ukraine = bundled("ukraine-2025");
    let silent = ["draft", &ukraine, "--from", "plan", "--settle", "foreign-troops=deployed"];
    assert_snapshot!(told(&silent), @r#"
exit code 1
-- out --
-- err --
error: draft `plan` has no place for foreign-troops
help: the text is silent on it: write a point for it into the draft, such as `7. [the words]{issue="option"}.`
"#);
}
