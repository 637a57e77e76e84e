//! Questions about who could accept what: what the commands print, and how they end.

mod door;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use onetext::Stop;
use serde_json::Value;

use crate::door::{ended, panama, root};

/// Exit code, standard output and standard error in one text.
fn told(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    let text = format!("exit code {code}\n-- out --\n{out}-- err --\n{err}");
    for line in out.lines() {
        assert!(line.chars().count() <= 100, "wider than 100: {line}");
    }
    text.replace(&root().display().to_string(), "ROOT")
}

fn json(arguments: &[&str]) -> Value {
    let (code, out, err) = ended(&[arguments, &["--json"]].concat(), Stop::default());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("it is JSON")
}

fn bundled(name: &str) -> String {
    root().join("cases").join(name).display().to_string()
}

/// A case folder of one test, made from the text of its case.toml and its statements.
fn made(test: &str, case: &str, statements: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("questions").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("case.toml"), case).expect("a file can be written");
    fs::write(folder.join("statements.toml"), statements).expect("a file can be written");
    folder.display().to_string()
}

const EMPTY: &str = "title = \"Nothing yet\"\nas_of = 2025-06-10\n";

const WEIR: &str = r#"
[[issue]]
id = "weir"
question = "How high is the weir?"
options = [{ id = "high", text = "high" }, { id = "low", text = "low" }]
status_quo = "low"
[[issue]]
id = "toll"
question = "Who takes the toll?"
options = [{ id = "shared", text = "both" }, { id = "north", text = "North" }]
status_quo = "shared"
"#;

const SAID: &str = r#"
[[statement]]
id = "north-line"
speaker = "North"
said = 2025-06-02
stance = "red-line"
options = { weir = "high" }
gist = "no high weir, ever"
"#;

/// The weir with two parties and no draft; `seat` is written into both.
fn weir(test: &str, seat: bool) -> String {
    let party = |id: &str, name: &str| {
        format!("[[party]]\nid = \"{id}\"\nname = \"{name}\"\nseat = {seat}\n")
    };
    let parties = [party("north", "North"), party("south", "South")].concat();
    let case = format!("title = \"The weir\"\nas_of = 2025-06-10\n{parties}{WEIR}");
    made(test, &case, SAID)
}

#[test]
fn who_could_accept_what_is_told_for_every_draft() {
    assert_snapshot!(told(&["acceptability", &bundled("ukraine-2025")]));
}

#[test]
fn one_party_is_told_alone() {
    let river = bundled("river");
    let arguments =
        ["acceptability", &river, "--draft", "third", "--party", "ostrevna", "--draws", "400"];
    assert_snapshot!(told(&arguments));
    let found = json(&arguments);
    assert_eq!(found["party"]["id"], "ostrevna");
    assert_eq!(found["texts"][0]["parties"].as_array().map(Vec::len), Some(1));
    assert_eq!(found["texts"][0]["kind"], "draft");
}

#[test]
fn a_package_leaves_what_it_does_not_name_as_it_is() {
    let weir = weir("package", true);
    // To settle everything as it is, is to settle nothing.
    let of = |package: &str| {
        let found = json(&["acceptability", &weir, "--package", package]);
        found["texts"][0]["parties"][0]["share"]["range"].clone()
    };
    assert_eq!(of("toll=north"), of("toll=north,weir=low"));
    assert_ne!(of("toll=north"), of("toll=north,weir=high"));
    assert_snapshot!(told(&["acceptability", &weir, "--package", "weir=high,toll=north"]));
}

#[test]
fn a_case_without_drafts_is_asked_about_packages() {
    let weir = weir("draftless", true);
    assert_snapshot!(told(&["acceptability", &weir]));
    assert_snapshot!(told(&["why", &weir, "--party", "north", "--package", "weir=high"]));
    assert_snapshot!(told(&["whatif", &weir, "--package", "weir=high", "--set", "weir=low"]));
}

#[test]
fn where_nobody_signs_there_is_no_joint_share() {
    let weir = weir("seatless", false);
    assert_snapshot!(told(&["acceptability", &weir, "--package", "weir=high"]));
}

#[test]
fn a_case_with_nothing_in_it_says_so() {
    let empty = made("empty", EMPTY, "");
    let asked: [&[&str]; 3] = [
        &["acceptability", &empty],
        &["whatif", &empty, "--set", "weir=low"],
        &["why", &empty, "--party", "north"],
    ];
    let all: Vec<String> = asked.iter().map(|it| told(it)).collect();
    assert_snapshot!(all.join("\n"));
}

#[test]
fn a_case_in_numbers_is_answered_by_arithmetic() {
    let panama = panama();
    let package =
        "us-defense-rights=as-us,us-military-rights=as-panama,land-and-water=2,duration=as-panama";
    assert_snapshot!(told(&["acceptability", &panama, "--package", package]));
    assert_snapshot!(told(&["why", &panama, "--package", package, "--party", "us"]));
}

#[test]
fn what_is_not_in_the_case_is_told_with_what_may_be_meant() {
    let river = bundled("river");
    let wrong: [&[&str]; 11] = [
        &["acceptability", &river, "--draft", "thrid"],
        &["acceptability", &river, "--package", "damm=low"],
        &["acceptability", &river, "--package", "dam=lowest"],
        &["acceptability", &river, "--package", "dam=low,dam=none"],
        &["acceptability", &river, "--party", "ostrevn"],
        &["why", &river, "--party", "commission"],
        &["whatif", &river, "--assume", "tjelvik-cort=bluff"],
        &["whatif", &river, "--assume", "tjelvik-court=joke"],
        &["ask", &river, "--draft", "forth"],
        &["clashes", &river, "--party", "ostrevan"],
        &["whatif", &river],
    ];
    let all: Vec<String> = wrong.iter().map(|it| told(it)).collect();
    assert_snapshot!(all.join("\n"));
}

#[test]
fn what_speaks_for_and_against_a_text_is_told_with_its_words() {
    let river = bundled("river");
    let arguments = ["why", &river, "--draft", "second", "--party", "ostrevna"];
    assert_snapshot!(told(&arguments));
    let found = json(&arguments);
    let reasons = found["reasons"].as_array().expect("a list");
    assert!(reasons.iter().all(|it| it["quotation"].is_string() && it["credence"].is_number()));
    let sizes: Vec<f64> =
        reasons.iter().filter_map(|it| it["influence"].as_f64()).map(f64::abs).collect();
    assert!(sizes.is_sorted_by(|one, next| next <= one), "the most influential stands first");
}

#[test]
fn what_changes_is_told_before_and_after() {
    let ukraine = bundled("ukraine-2025");
    let arguments =
        ["whatif", &ukraine, "--set", "donetsk-held=hold", "--assume", "zelensky-costs=withdrawn"];
    assert_snapshot!(told(&arguments));
    let found = json(&arguments);
    assert_eq!(found["text"]["id"], "plan");
    assert_eq!(found["changes"][0]["to"]["id"], "hold");
    assert_eq!(found["parties"][0]["direction"], "up");
    let gone = found["parties"][0]["no_longer_in_the_way"].as_array().expect("a list");
    assert!(gone.iter().any(|it| it["id"] == "ukraine-land"), "{gone:?}");
}

#[test]
fn what_the_page_shows_is_told_before_and_after() {
    let river = bundled("river");
    let arguments = ["whatif", &river, "--draft", "third", "--set", "flow=150", "--as-page"];
    assert_snapshot!(told(&arguments));
    let found = json(&arguments);
    assert_eq!(
        (&found["worlds"], &found["text"]["id"]),
        (&Value::from(500), &Value::from("third"))
    );
    let said = found["parties"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["in_the_way"]["said"].as_array()?.first()?["gist"].as_str());
    assert!(0 < said.count());
    let drafted = json(&["whatif", &river, "--as-page"]);
    assert_eq!(drafted["parties"][0]["before"], drafted["parties"][0]["after"]);
}

#[test]
fn a_bluff_and_a_red_line_that_is_meant_are_the_two_parts_of_the_share() {
    let weir = weir("assume", true);
    let share = |arguments: &[&str]| {
        let all = [&["whatif", &weir, "--package", "weir=high"], arguments].concat();
        let after = json(&all)["after"]["parties"][0]["share"]["range"].clone();
        after["high"].as_f64().expect("a number")
    };
    assert!(share(&["--assume", "north-line=real"]) < 0.01);
    let (bluff, gone) =
        (share(&["--assume", "north-line=bluff"]), share(&["--assume", "north-line=withdrawn"]));
    assert!(0.2 < bluff && bluff < gone, "{bluff} {gone}: its direction stands");
}

#[test]
fn questions_are_told_in_words_and_the_most_telling_first() {
    let ukraine = bundled("ukraine-2025");
    assert_snapshot!(told(&["ask", &ukraine]));
    let found = json(&["ask", &ukraine, "--party", "russia", "--draft", "plan", "--limit", "100"]);
    assert_eq!(found["watched"][0]["text"]["id"], "plan");
    let questions = found["questions"].as_array().expect("a list");
    let falls: Vec<f64> = questions.iter().filter_map(|it| it["fall"].as_f64()).collect();
    assert!(10 < falls.len() && falls.is_sorted_by(|one, next| next <= one), "{falls:?}");
    for it in questions {
        assert_eq!(it["party"]["id"], "russia");
        assert!(it["sentence"].as_str().is_some_and(|it| it.ends_with('?')), "{it}");
    }
}

#[test]
fn where_there_is_nothing_to_ask_it_is_said() {
    let weir = weir("ask-seatless", false);
    let all = [
        told(&["ask", &weir, "--package", "weir=high"]),
        told(&["ask", &weir, "--package", "weir=high", "--party", "south", "--limit", "1"]),
        told(&["ask", &panama(), "--package", "land-and-water=2"]),
        told(&["ask", &weir]),
    ];
    assert_snapshot!(all.join("\n"));
}

/// A case whose hard statements exclude a text, and then contradict each other.
const CERTAIN: &str = r#"
[[statement]]
id = "north-never"
speaker = "North"
said = 2025-06-02
stance = "red-line"
options = { weir = "high" }
credence = 1.0
gist = "no high weir, ever"
"#;

const BUT_YES: &str = r#"
[[statement]]
id = "north-signs"
speaker = "North"
said = 2025-06-02
stance = "acceptance"
options = { weir = "high" }
credence = 1.0
gist = "signs the high weir"
"#;

fn certain(test: &str, statements: &[&str]) -> String {
    let folder = weir(test, true);
    fs::write(Path::new(&folder).join("statements.toml"), statements.concat())
        .expect("a file can be written");
    folder
}

#[test]
fn what_is_proved_is_told_apart_from_what_is_likely() {
    let folder = certain("proved", &[CERTAIN]);
    let arguments = ["acceptability", &folder, "--package", "weir=high", "--party", "north"];
    assert_snapshot!(told(&arguments));
    let found = json(&arguments);
    let verdict = &found["texts"][0]["parties"][0]["verdict"];
    assert_eq!(verdict["verdict"], "excluded");
    assert_eq!(verdict["statements"][0], "north-never");
    assert_eq!(verdict["checked"], true);
    // In another color where colors are shown, and nothing else is.
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut nothing = std::io::empty();
    let mut door = onetext_cli::Door {
        out: &mut out,
        err: &mut err,
        answers: onetext_cli::Answers::lines(&mut nothing),
        terminal: false,
        color: false,
        paint: true,
        stop: Stop::default(),
    };
    let line = std::iter::once("onetext").chain(arguments);
    assert_eq!(onetext_cli::run(line.map(Into::into), &mut door), 0);
    let out = String::from_utf8(out).expect("text");
    let painted: Vec<&str> =
        out.split("\u{1b}[1;35m").skip(1).filter_map(|it| it.split("\u{1b}[0m").next()).collect();
    assert_eq!(painted.len(), 1, "{out}");
    assert!(painted[0].trim_start().starts_with("Proved: North does not accept this"), "{out}");
    assert_eq!(out.matches('\u{1b}').count(), 2);
}

#[test]
fn contradictions_are_told_with_proof_and_way_out() {
    assert_snapshot!(told(&["clashes", &bundled("river")]));
    let folder = certain("clash", &[CERTAIN, BUT_YES]);
    assert_snapshot!(told(&["clashes", &folder]));
    let found = json(&["clashes", &folder, "--party", "north"]);
    assert_eq!(found["complete"], true);
    assert_eq!(found["sets"][0]["hard"], true);
    assert_eq!(found["sets"][0]["checked"], true);
    assert_eq!(found["repairs"][0]["cost"], Value::Null);
    // There is no world left, and no number.
    let (_, out, _) = ended(&["acceptability", &folder, "--package", "weir=high"], Stop::default());
    assert!(out.contains("no number") && out.contains("north-never, north-signs"), "{out}");
}

#[test]
fn without_contradiction_that_is_proved() {
    let empty = made("clashes-empty", EMPTY, "");
    assert_snapshot!([told(&["clashes", &empty]), told(&["clashes", &panama()])].join("\n"));
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let river = bundled("river");
    for arguments in [
        &["acceptability", &river, "--draws", "200", "--json"][..],
        &["why", &river, "--party", "ambarine", "--draws", "200", "--json"],
        &["whatif", &river, "--assume", "tjelvik-court=bluff", "--draws", "200", "--json"],
    ] {
        let one = ended(arguments, Stop::default());
        assert!(one == ended(arguments, Stop::default()), "{arguments:?}");
    }
}

#[test]
fn work_that_is_stopped_says_so() {
    let stop = Stop::default();
    stop.request();
    let river = bundled("river");
    for command in ["acceptability", "whatif"] {
        let more: &[&str] =
            if command == "whatif" { &["--assume", "tjelvik-court=bluff"] } else { &[] };
        let (code, out, _) = ended(&[&[command, &river][..], more].concat(), stop.clone());
        assert_eq!(code, 0);
        assert!(out.contains("no number"), "{out}");
    }
}
