//! `onetext score`: what it prints for annotated articles, and how it takes what it cannot read.

#[expect(dead_code, reason = "other tests ask for cases, too")]
mod door;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use onetext::Stop;
use serde_json::Value;

use self::door::{ended, root};

/// All that a command does, in one text, without paths of this machine.
fn told(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    let scratch = env!("CARGO_TARGET_TMPDIR");
    format!("exit code {code}\n-- out --\n{out}-- err --\n{err}")
        .replace(scratch, "TMP")
        .replace(&root().display().to_string(), "ROOT")
}

/// A new folder with these files.
fn folder(test: &str, files: &[(&str, &str)]) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("score").join(test);
    let _ = fs::remove_dir_all(&folder);
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder.display().to_string()
}

const CASE: &str = r#"
title = "The dam"
as_of = 2025-12-02
[[party]]
id = "upper"
name = "Upper valley"
people = [{ name = "Ana Belo", post = "envoy", pronoun = "she" }]
[[party]]
id = "lower"
name = "Lower valley"
[[issue]]
id = "dam"
question = "How high is the dam?"
status_quo = "none"
options = [{ id = "none", text = "No dam" }, { id = "low", text = "A low dam" }]
"#;

const TEXT: &str = "The dam stays, Belo says

{1t “We can wait for the low dam,”} {1s Ana Belo}, the envoy, {1c said} on Monday. {2s Rui Costa} {2c doubted} {2t that they would}.

{3t “If it rains, we stay,”} {3s he} {3c told} reporters.
";

const FIELDS: &str = r#"
published = 2025-12-02
case = "case"

[[statement]]
mark = 1
speaker = "Ana Belo"
party = "upper"
said = 2025-12-01
issues = ["dam"]
options = ["dam=low"]
stance = "position"
quoted = "direct"

[[statement]]
mark = 3
speaker = "Rui Costa"
condition = "If it rains"
consequence = "we stay"
quoted = true
"#;

fn valley(test: &str) -> String {
    let files = [("valley.txt", TEXT), ("valley.toml", FIELDS), ("case/case.toml", CASE)];
    folder(test, &files)
}

/// The report of a command as JSON, and what it says beside.
fn report(arguments: &[&str]) -> (Value, String) {
    let (code, out, err) = ended(&[arguments, &["--json"]].concat(), Stop::default());
    assert_eq!(code, 0, "{err}");
    (serde_json::from_str(&out).expect("it is JSON"), err)
}

/// Right, predicted and gold of a measure in a report.
fn counts(report: &Value, measure: &str) -> [u64; 3] {
    let figures = report["figures"].as_array().expect("there are figures");
    let figure = figures.iter().find(|it| it["measure"] == measure);
    let count = |it: &str| figure.map_or(0, |figure| figure[it].as_u64().expect("a count"));
    ["right", "predicted", "gold"].map(count)
}

#[test]
fn texts_with_marks_are_read_with_their_case_and_day() {
    let (report, err) = report(&["score", &valley("read"), "--read", "--rules"]);
    assert_eq!((err.as_str(), &report["articles"]), ("", &1.into()));
    for (measure, wanted) in [
        ("unit-speaker", [2, 2, 2]),
        ("speaker", [2, 2, 2]),
        ("party", [1, 1, 1]),
        ("said", [1, 1, 1]),
    ] {
        assert_eq!(counts(&report, measure), wanted, "{measure}");
    }
    assert_eq!(counts(&report, "condition")[2], 9);
    assert_eq!(counts(&report, "options")[2], 1);
}

#[test]
fn statements_that_were_written_score_as_those_read_now() {
    let gold = valley("written");
    let plain = TEXT.split('{').map(|it| match it.split_once(' ') {
        Some((head, rest)) if head.len() == 2 => rest.replace('}', ""),
        _ => it.replace('}', ""),
    });
    let article = folder("written-plain", &[("valley.txt", &plain.collect::<String>())]);
    let article = format!("{article}/valley.txt");
    let case = format!("{gold}/case");
    let read = ["read", &article, "--case", &case, "--published", "2025-12-02", "--json"];
    let (code, lines, err) = ended(&read, Stop::default());
    assert_eq!(code, 0, "{err}");
    let statements = folder("written-lines", &[("statements.jsonl", &lines)]);
    let statements = format!("{statements}/statements.jsonl");
    assert_eq!(told(&["score", &gold, &statements]), told(&["score", &gold, "--read"]));
}

#[test]
fn a_folder_beside_another_is_scored_and_errors_are_written_with_their_words() {
    let gold = valley("errors");
    let other = TEXT
        .replace(
            "{2s Rui Costa} {2c doubted} {2t that they would}",
            "Rui Costa doubted that they would",
        )
        .replace("{3s he} {3c told} reporters", "he {3c told} {3s reporters}");
    let predicted = folder(
        "errors-other",
        &[("valley.txt", &other), ("hill.txt", "{1s He} {1c said} {1t no}.")],
    );
    let errors = format!("{predicted}/errors.jsonl");
    let shown = told(&["score", &gold, &predicted, "--errors", &errors, "--resamples", "0"]);
    let lines = fs::read_to_string(errors).expect("they were written");
    assert_snapshot!(format!("{shown}-- errors --\n{lines}"));
}

#[test]
fn brat_is_read_with_its_annotators() {
    let files = [
        ("metadata.tsv", "filename\tpublication_date\nvalley\t2025-12-02\n"),
        ("dev/text/valley.txt", "“No,” Bélo said on Monday. Rain fell."),
        ("dev/text/bare.txt", "Nothing."),
        (
            "dev/attributions/valley_a1.ann",
            "T1\tContent 0 5\t“No,”\nT2\tSource 6 10\tBélo\nT3\tCue 11 15\tsaid\nE1\tAttribution:T3 Content:T1 Cue:T3 Source:T2\n",
        ),
        (
            "dev/attributions/valley_b2.ann",
            "T1\tContent 0 5\t“No,”\nT3\tCue 11 15\tsaid\n\nE1\tAttribution:T3 Content:T1 Cue:T3 Source:T7\n",
        ),
        ("dev/attributions/hill_a1.ann", ""),
    ];
    let gold = folder("brat", &files);
    let gold = format!("{gold}/dev");
    assert_snapshot!(told(&["score", &gold, "--annotators"]));
    let (first, err) = report(&["score", &gold, "--read"]);
    assert!(!err.contains("no day of publication"), "{err}");
    assert_eq!(counts(&first, "unit-speaker"), [1, 1, 1], "the first annotator is the gold");
}

#[test]
fn json_has_every_figure_with_its_interval() {
    let (report, _) = report(&["score", &valley("json"), "--read"]);
    let unit = &report["figures"][0];
    assert_eq!((&unit["measure"], &unit["title"]), (&"unit".into(), &"quoted units".into()));
    assert_eq!([&unit["f"]["low"], &unit["f"]["value"], &unit["f"]["high"]], [1.0; 3]);
    assert_eq!(report["calibration"][0]["field"], "words");
}

#[test]
fn what_cannot_be_scored_is_named() {
    let empty = folder("nothing", &[("notes.md", "nothing")]);
    let gold = valley("nonsense");
    let broken = folder(
        "broken",
        &[
            ("odd.txt", "{1t No, {2s Belo} said."),
            (
                "odd.toml",
                "published = 7\ncolor = \"red\"\n[[statement]]\nmark = 9\n[[statement]]\n[[statement]]\nmark = 1\nsaid = 3\ncondition = \"if\"\n",
            ),
            ("worse.txt", "{1t No}, {1s Belo} {1c said}."),
            ("worse.toml", "published ="),
        ],
    );
    let lines = folder("lines", &[("a.jsonl", "{}\n\nno\n")]);
    let lines = format!("{lines}/a.jsonl");
    let all = [
        told(&["score", &empty, "--read"]),
        told(&["score", "nowhere", "--read"]),
        told(&["score", &gold, &lines]),
        told(&["score", &gold, "--annotators"]),
        told(&["score", &broken, "--read", "--resamples", "0"]),
        told(&["score", &gold]),
    ];
    assert_snapshot!(all.join("\n"));
}

/// F of a measure in a report.
fn f(report: &Value, measure: &str) -> f64 {
    let figures = report["figures"].as_array().expect("there are figures");
    let figure = figures.iter().find(|it| it["measure"] == measure).expect("it was measured");
    figure["f"]["value"].as_f64().expect("it has an F")
}

/// Measured elsewhere on 20 articles of the test part: .976, .957, .911, .810, .793, .729.
#[test]
fn people_agree_on_polnear_as_it_was_measured_elsewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/polnear/data");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    for (split, articles) in [("dev", 2), ("train", 16)] {
        let split = folder.join(split).display().to_string();
        let (code, out, err) = ended(
            &["score", &split, "--annotators", "--json", "--resamples", "10"],
            Stop::default(),
        );
        assert_eq!(code, 0, "{err}");
        let report: Value = serde_json::from_str(&out).expect("it is JSON");
        assert_eq!(report["articles"], articles);
        for (measure, low, high) in [
            ("unit", 0.96, 1.0),
            ("unit-speaker", 0.94, 1.0),
            ("content-overlap", 0.89, 0.97),
            ("source-overlap", 0.79, 0.94),
            ("attribution", 0.77, 0.90),
            ("attribution-source", 0.71, 0.88),
        ] {
            let found = f(&report, measure);
            eprintln!("{split} {measure} {found:.3}");
            assert!((low..=high).contains(&found), "{split} {measure} {found}");
        }
    }
}
