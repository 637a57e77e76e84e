//! What is named to be read: what it is called, what is no article, and what becomes of the output.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use onetext::Stop;

use crate::door::{ended, root};
use crate::files::write;

#[expect(dead_code, reason = "other tests ask for the bundled cases")]
mod door;
mod files;

fn scratch(test: &str) -> PathBuf {
    files::scratch("feed", test)
}

const SAID: &str = "“We wait for the rain,” Ana Belo said on Monday.\n";

/// Exit code, standard output and standard error, in which the folder is `FOLDER`.
fn read(folder: &Path, arguments: &[&str]) -> (u8, String, String) {
    let (code, out, err) = ended(&[&["read", "--rules"], arguments].concat(), Stop::default());
    let name = folder.display().to_string();
    (code, out.replace(&name, "FOLDER"), err.replace(&name, "FOLDER"))
}

fn sources(lines: &str) -> Vec<String> {
    let source = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        value["source"].as_str().expect("it has a source").to_owned()
    };
    lines.lines().map(source).collect()
}

/// What the program prints when it is given something to read.
fn piped(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onetext"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut pipe = child.stdin.take().expect("it has an input");
    pipe.write_all(input.as_bytes()).expect("it reads its input");
    drop(pipe);
    let ended = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("a command writes text");
    (ended.status.code(), text(ended.stdout), text(ended.stderr))
}

#[test]
fn files_of_one_name_are_told_apart() {
    let folder = scratch("names");
    let (x, y) = (write(&folder, "x/w.txt", SAID), write(&folder, "y/w.txt", SAID));
    let z = write(&folder, "z.txt", SAID);
    let (code, out, _) = read(&folder, &[&x, &y, &z, "--json"]);
    assert_eq!(
        (code, sources(&out)),
        (0, ["FOLDER/x/w.txt", "FOLDER/y/w.txt", "z"].map(str::to_owned).into())
    );
    let (x, y) = (folder.join("x").display().to_string(), folder.join("y").display().to_string());
    let (_, out, _) = read(&folder, &[&x, &y, "--json"]);
    assert_eq!(sources(&out), ["FOLDER/x/w.txt", "FOLDER/y/w.txt"]);
    let (_, out, _) = read(&folder, &[&x, "--json"]);
    assert_eq!(sources(&out), ["w.txt"]);
    let (_, out, _) = read(&folder, &[&x, &y]);
    let rows = out.lines().map(|it| it.split_whitespace().take(3).collect::<Vec<_>>().join(" "));
    assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @r"
    source bytes form
    FOLDER/x/w.txt 3–24 direct
    FOLDER/y/w.txt 3–24 direct
    ");
}

#[test]
fn standard_input_is_an_article_or_lines() {
    let (code, out, err) = piped(&["read", "-", "--json", "--rules"], SAID);
    assert_eq!(
        (code, sources(&out), &*err),
        (Some(0), vec!["stdin".to_owned()], "1 article, 1 statement; 1 without a day\n")
    );
    let line = "\n{\"id\": \"a\", \"text\": \"“No,” Ana Belo said.\"}\n{\"text\": \"“No,” Ana Belo said.\"}";
    let (code, out, _) = piped(&["read", "-", "--json", "--rules"], line);
    assert_eq!((code, sources(&out)), (Some(0), vec!["a".to_owned(), "stdin:3".to_owned()]));
    let gold = root().join("crates/statement/tests/gold").display().to_string();
    let (code, _, err) = piped(&["score", &gold, "-"], "{}\n");
    assert_eq!(code, Some(1));
    assert!(err.contains("- holds no statements"), "{err}");
    let case = root().join("cases/river").display().to_string();
    let (code, _, err) = piped(&["review", &case, "-"], "q\n");
    assert_eq!(code, Some(2));
    assert!(err.contains("takes its answers from standard input"), "{err}");
}

#[test]
fn what_is_no_article_is_told_with_what_to_do() {
    let folder = scratch("wrong");
    let json = write(&folder, "a.json", "[{\"text\": \"x\"}]");
    let wide: Vec<u8> =
        "\u{feff}{\"text\": \"x\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = write(&folder, "wide.jsonl", wide);
    let days = write(
        &folder,
        "days.jsonl",
        "{\"date\": \"soon\\nor\", \"text\": \"x\"}\n{\"date\": \"2025-12-02\", \"text\": \"x\"}\n",
    );
    let empty = write(&folder, "empty.txt", "");
    let pdf = write(&folder, "b.txt", "%PDF-1.7");
    let told = [
        read(&folder, &[&json]),
        read(&folder, &[&wide]),
        read(&folder, &[&days]),
        read(&folder, &[&empty]),
        read(&folder, &[&pdf, &empty]),
    ];
    let told = told.map(|(code, _, err)| format!("{code}: {err}"));
    assert_snapshot!(told.concat(), @r#"
    1: error: FOLDER/a.json is JSON, and no article; write one object on each line of a file whose name ends with .jsonl
    1: warning: FOLDER/wide.jsonl:1 is in UTF-16; save the lines in UTF-8
    0 articles, 0 statements; 1 skipped
    0: warning: FOLDER/days.jsonl:1 has no day: "soon or" is none; write it as 2025-12-02
    2 articles, 0 statements; 1 without a day
    0: FOLDER/empty.txt: no statement found
    1: error: FOLDER/b.txt is a PDF; save the article as plain text or as a web page
    FOLDER/empty.txt: no statement found
    "#);
}

#[test]
fn warnings_come_to_an_end() {
    let folder = scratch("warnings");
    let lines = write(&folder, "a.jsonl", "[]\n".repeat(50));
    let (code, _, err) = read(&folder, &[&lines]);
    assert_eq!((code, err.lines().count()), (1, 22));
    assert!(err.ends_with("warning: and others, which are counted at the end\n0 articles, 0 statements; 50 skipped\n"), "{err}");
}

#[test]
fn an_output_takes_its_place_once_it_is_whole() {
    let folder = scratch("output");
    let good = write(&folder, "a.txt", SAID);
    let bad = write(&folder, "b.txt", "%PDF-1.7");
    let kept = write(&folder, "kept.jsonl", "kept\n");
    let (code, _, err) = read(&folder, &[&bad, "-o", &kept]);
    assert_eq!(code, 1);
    assert!(err.ends_with("nothing was read; FOLDER/kept.jsonl is left as it was\n"), "{err}");
    assert_eq!(fs::read_to_string(&kept).expect("it is there"), "kept\n");
    let (code, _, err) = read(&folder, &[&good, "-o", &folder.join("x.foo").display().to_string()]);
    assert_eq!(code, 2);
    assert!(err.contains("`.foo` tells no form of statements"), "{err}");
    let (code, ..) = read(&folder, &[&bad, &good, "-o", &kept]);
    assert_eq!(
        (code, sources(&fs::read_to_string(&kept).expect("it is there"))),
        (1, vec!["a".to_owned()])
    );
    let left: Vec<_> =
        fs::read_dir(&folder).expect("it is there").flatten().map(|it| it.file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}
