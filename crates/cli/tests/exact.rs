//! Exact answers at the command line: what blocks, what is nearest, tables, drawings.

mod door;

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onetext::Stop;

use self::door::{ended, panama, root};

/// All of it in one text, with folders of this machine left out.
fn told(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    let root = root().display().to_string();
    let scratch = env!("CARGO_TARGET_TMPDIR");
    format!("exit code {code}\n-- out --\n{out}-- err --\n{err}")
        .replace(scratch, "SCRATCH")
        .replace(&root, "ROOT")
}

/// A new folder for one test.
fn scratch(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exact").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// A case in numbers with two drafts, red lines and a linkage, on which nothing pleases all.
fn harbor(test: &str) -> String {
    let folder = scratch(test);
    let case = r#"title = "Harbor talks"
as_of = 2024-06-01

[[party]]
id = "north"
name = "North Quay"

[party.utility]
reservation = 6
red_lines = [
  { crane = "south", fee = ["low", "middle"] },
]

[party.utility.evaluation]
crane = { north = 8, shared = 5, south = 0 }
fee = { low = 0, middle = 1, high = 2.5 }
night = { no = 1, yes = 0 }

[[party]]
id = "south"
name = "=South, and East"

[party.utility]
reservation = 6
red_lines = [
  { night = "no" },
]

[party.utility.evaluation]
crane = { north = 0, shared = 4, south = 9 }
fee = { low = 2, middle = 1, high = 0 }
night = { no = 3, yes = 1 }

[[issue]]
id = "crane"
question = "Who runs the crane?"
options = [
  { id = "north", text = "North Quay runs it" },
  { id = "shared", text = "Both run it" },
  { id = "south", text = "South Quay runs it" },
]
status_quo = "north"

[[issue]]
id = "fee"
question = "How high is the fee?"
options = [
  { id = "low", text = "Five coins" },
  { id = "middle", text = "Seven coins" },
  { id = "high", text = "Nine coins" },
]

[[issue]]
id = "night"
question = "May ships load at night?"
options = [
  { id = "no", text = "Not at night" },
  { id = "yes", text = "At night as well" },
]

[[linkage]]
when = { crane = "shared" }
then = { fee = "high" }
"#;
    let drafts = [
        (
            "first",
            "2024-03-01",
            "[Five coins]{fee=\"low\"}, and ships load [at night]{night=\"yes\"}.",
        ),
        ("second", "2024-04-01", "[Both]{crane=\"shared\"} [North]{crane=\"north\"} run it."),
    ];
    fs::create_dir_all(folder.join("drafts")).expect("a folder can be made");
    fs::write(folder.join("case.toml"), case).expect("the case can be written");
    for (id, day, text) in drafts {
        let text = format!("{{#{id} draft=\"{day}\"}}\n# The {id} draft\n\n1. {text}\n");
        let path = folder.join(format!("drafts/{id}.dj"));
        fs::write(path, text).expect("a draft can be written");
    }
    let folder = folder.display().to_string();
    assert_eq!(told(&["check", &folder]), "exit code 0\n-- out --\n-- err --\n");
    assert_eq!(ended(&["format", &folder, "--check"], Stop::default()).0, 0);
    folder
}

/// The text, JSON and CSV of a command.
fn forms(arguments: &[&str]) -> String {
    let csv = told(&[arguments, &["--csv"]].concat()).replace("\r\n", "⏎\n");
    [told(arguments), told(&[arguments, &["--json"]].concat()), csv].join("\n")
}

#[test]
fn what_blocks_agreement_is_told_with_what_would_open_it() {
    assert_snapshot!(forms(&["unlock", "--hard", &harbor("unlock")]));
}

#[test]
fn at_the_limit_it_is_said_that_there_may_be_more() {
    let (code, out, _) =
        ended(&["unlock", "--hard", &harbor("limit"), "--limit", "1"], Stop::default());
    assert_eq!(code, 0);
    assert!(out.contains("the limit of 1 sets is reached: there may be more"), "{out}");
    // However few sets are looked for, one that opens agreement with the fewest barriers is found.
    let (_, all, _) = ended(&["unlock", "--hard", &harbor("limit"), "--json"], Stop::default());
    let (_, few, _) =
        ended(&["unlock", "--hard", &harbor("limit"), "--limit", "1", "--json"], Stop::default());
    let size = |text: &str, pointer: &str| {
        let json: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        json.pointer(pointer).and_then(|it| it["barriers"].as_array().map(Vec::len))
    };
    assert!(size(&all, "/relaxations/0").is_some());
    assert_eq!(size(&few, "/fewest"), size(&all, "/relaxations/0"));
    assert_eq!((size(&all, "/fewest"), size(&few, "/relaxations/0")), (None, None));
    let (_, csv, _) =
        ended(&["unlock", "--hard", &harbor("limit"), "--limit", "1", "--csv"], Stop::default());
    assert!(csv.contains("\r\nfewest,1,"), "{csv}");
    assert!(out.contains("What would open it, the fewest concessions first\n   1. "), "{out}");
    // It does not stand in the way of a check.
    let file = scratch("limit-result").join("result.json").display().to_string();
    fs::write(&file, few).expect("the result can be written");
    let (code, out, err) = ended(&["verify", &file, "--case", &harbor("limit")], Stop::default());
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn where_nothing_blocks_an_agreement_is_shown() {
    assert_snapshot!(forms(&["unlock", "--hard", &panama(), "--reservation", "us=66"]));
}

#[test]
fn two_bars_that_exclude_each_other_come_down_alone_or_not_at_all() {
    // The published frontier: where one side gets 70, the other gets 61 or 62 at most.
    let bars = ["--reservation", "us=70", "--reservation", "panama=70"];
    assert_snapshot!(told(&[&["unlock", "--hard", &panama()], &bars[..]].concat()));
}

#[test]
fn bars_that_come_down_together_come_down_by_as_much() {
    let high = ["--reservation", "north=20", "--reservation", "south=20.5"];
    assert_snapshot!(told(&[&["unlock", "--hard", &harbor("together")], &high[..]].concat()));
}

#[test]
fn the_soft_question_needs_a_text() {
    assert_snapshot!(told(&["unlock", &panama()]));
}

#[test]
fn the_nearest_outcome_is_told_with_what_each_party_gains_and_loses() {
    let low = ["--reservation", "south=5"];
    let harbor = harbor("nearest");
    let from = ["nearest", harbor.as_str(), "--from", "first", "--from", "night=yes,crane=north"];
    assert_snapshot!(forms(&[&from, &low[..]].concat()));
}

#[test]
fn a_start_that_all_accept_needs_no_change() {
    let harbor = harbor("no-change");
    let low = ["--reservation", "south=5"];
    let from = ["nearest", harbor.as_str(), "--from", "crane=shared,fee=high,night=yes"];
    let (code, out, err) = ended(&[&from, &low[..]].concat(), Stop::default());
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("no change is needed: all accept the options given"), "{out}");
}

#[test]
fn among_as_few_changes_the_weights_decide() {
    let from = |weight: &str| {
        let floors = ["--reservation", "us=95", "--reservation", "panama=4"];
        let all_us = "us-defense-rights=as-us,us-military-rights=as-us,panama-defense-role=as-us,\
                      use-rights=as-us,expansion-rights=as-us,expansion-routes=as-us,\
                      land-and-water=15,jurisdiction=as-us,duration=as-us,compensation=as-us";
        let panama = panama();
        let all = ["nearest", &panama, "--from", all_us, "--weight", weight, "--csv"];
        let (code, out, err) = ended(&[&all, &floors[..]].concat(), Stop::default());
        assert_eq!(code, 0, "{err}");
        let rows = out.lines().map(|it| it.split(',').map(str::to_owned).collect::<Vec<_>>());
        let changed = rows.filter(|it| it[0] == "issue" && it[4] == "1");
        changed.map(|it| it[1].clone()).collect::<Vec<_>>()
    };
    let free = |issue: &str| {
        let heavy = [
            "us-military-rights",
            "panama-defense-role",
            "jurisdiction",
            "compensation",
            "land-and-water",
        ];
        let heavy = heavy.into_iter().filter(|it| *it != issue).map(|it| format!("{it}=9"));
        from(&heavy.collect::<Vec<_>>().join(","))
    };
    assert_eq!(free("jurisdiction"), ["jurisdiction"]);
    assert_eq!(free("compensation"), ["compensation"]);
}

#[test]
fn a_start_that_leaves_issues_open_is_told_which() {
    let harbor = harbor("open");
    assert_snapshot!(
        [
            told(&["nearest", &harbor]),
            told(&["nearest", &harbor, "--from", "second,fee=low"]),
            told(&["nearest", &panama(), "--from", "duration=as-us"]),
        ]
        .join("\n")
    );
}

#[test]
fn nonsense_is_named() {
    let harbor = harbor("nonsense");
    assert_snapshot!(
        [
            told(&["nearest", &harbor, "--from", "third"]),
            told(&["nearest", &harbor, "--from", "first,second"]),
            told(&["nearest", &harbor, "--from", "first,cranes=north"]),
            told(&["nearest", &harbor, "--from", "first,crane=east"]),
            told(&[
                "nearest",
                &harbor,
                "--from",
                "first",
                "--weight",
                "cranes=2",
                "--reservation",
                "south=1"
            ]),
            told(&["nearest", &harbor, "--from", "first", "--weight", "crane=-1"]),
            told(&["nearest", &harbor, "--from", "first"]),
            told(&["unlock", "--hard", &harbor, "--limit", "0"]),
            told(&["zopa", &harbor, "--json", "--csv"]),
            told(&["--json", "solve", &harbor, "--csv"]),
            told(&["brief", &harbor, "--csv"]),
            told(&["frontier", &harbor, "--svg", "/no/such/folder/x.svg"]),
            told(&["frontier", &harbor, "--acceptable", "--svg", "x.svg"]),
        ]
        .join("\n")
    );
    assert!(!Path::new("x.svg").exists());
}

#[test]
fn tables_have_stable_columns_and_no_formulas() {
    let harbor = harbor("tables");
    let low = ["--reservation", "south=5"];
    let csv = |command: &[&str]| {
        told(&[command, &[harbor.as_str(), "--csv"], &low].concat()).replace("\r\n", "⏎\n")
    };
    assert_snapshot!([csv(&["zopa"]), csv(&["frontier"]), csv(&["solve"])].join("\n"));
}

#[test]
fn the_examples_of_the_help_work() {
    let file = scratch("examples").join("frontier.svg").display().to_string();
    let cases = root().join("cases").display().to_string();
    let mut tried = 0;
    for command in ["zopa", "frontier", "solve", "nearest", "unlock"] {
        let (_, help, _) = ended(&[command, "--help"], Stop::default());
        let (_, examples) = help.split_once("Example").expect("the help has an example");
        let examples = examples.replace("\n  onetext ", "\n\t").replace(['\n', '\r'], " ");
        for example in examples.split('\t').skip(1).filter(|it| it.contains("cases/")) {
            let example = example.replace("cases/", &format!("{cases}/"));
            let example = example.replace("frontier.svg", &file);
            let arguments: Vec<&str> = example.split_whitespace().collect();
            let (code, _, err) = ended(&arguments, Stop::default());
            assert_eq!(code, 0, "{example}: {err}");
            tried += 1;
        }
    }
    assert_eq!(tried, 11);
}

/// The words in backticks of a cell of the table of commands in the documentation.
fn documented(command: &str, cell: usize) -> Vec<String> {
    let text = fs::read_to_string(root().join("docs/exact.md")).expect("the page is there");
    let begin = format!("| `{command}` |");
    let row = text.lines().find(|it| it.starts_with(&begin)).expect("the command has a row");
    let cell = row.split('|').nth(cell).expect("the row has the cell");
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn columns_and_fields_are_those_of_the_documentation() {
    let harbor = harbor("documented");
    let commands: [&[&str]; 5] = [
        &["zopa"],
        &["frontier"],
        &["solve"],
        &["nearest", "--from", "first"],
        &["unlock", "--hard"],
    ];
    for command in commands {
        let ask = |form| {
            let low = [harbor.as_str(), "--reservation", "south=4.5", form];
            let (code, out, err) = ended(&[command, &low[..]].concat(), Stop::default());
            assert_eq!(code, 0, "{err}");
            out
        };
        let csv = ask("--csv");
        let header = csv.lines().next().expect("there is a header");
        let mut columns: Vec<String> = header
            .split(',')
            .map(|it| match it.split_once('.') {
                Some((kind @ ("utility" | "gain"), _)) => format!("{kind}.PARTY"),
                Some((kind, _)) => format!("{kind}.ISSUE"),
                None => it.to_owned(),
            })
            .collect();
        columns.dedup();
        assert_eq!(columns, documented(command[0], 3), "{command:?}");
        let json: serde_json::Value = serde_json::from_str(&ask("--json")).expect("it is JSON");
        let fields: Vec<&String> = json.as_object().expect("it has fields").keys().collect();
        assert_eq!(fields, documented(command[0], 2).iter().collect::<Vec<_>>(), "{command:?}");
    }
}

#[test]
fn a_frontier_is_drawn_into_a_file() {
    let folder = scratch("drawing");
    let file = folder.join("frontier.svg").display().to_string();
    let (code, out, err) = ended(&["frontier", &panama(), "--svg", &file], Stop::default());
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.ends_with("shows all 69 points (exact; checked outcome by outcome)\n"), "{err}");
    let svg = fs::read_to_string(&file).expect("the drawing is written");
    assert!(svg.contains("United States") && svg.contains("Kalai–Smorodinsky"));
    // With a table, both.
    let (_, out, _) = ended(&["frontier", &panama(), "--svg", &file, "--csv"], Stop::default());
    assert_eq!(out.lines().count(), 70);
}

#[test]
fn a_drawing_says_how_many_points_it_leaves_out() {
    let folder = scratch("many");
    let case = folder.join("case").display().to_string();
    let file = folder.join("frontier.svg").display().to_string();
    let size = ["--issues", "24", "--options", "4", "--parties", "3", "--opposition", "60"];
    assert_eq!(ended(&[&["generate", &case], &size[..]].concat(), Stop::default()).0, 0);
    let (code, _, err) = ended(&["frontier", &case, "--svg", &file], Stop::default());
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("shows 2000 of "), "{err}");
    let svg = fs::read_to_string(&file).expect("the drawing is written");
    assert!(svg.contains("2000 of ") && svg.contains(" points are drawn"), "it says so itself");
    assert!(2000 <= svg.matches("<path d").count());
}

#[test]
fn a_random_case_may_have_red_lines() {
    let case = scratch("red-lines").join("case").display().to_string();
    let size = ["--issues", "4", "--parties", "2", "--red-lines", "3", "--reservation", "0"];
    assert_eq!(ended(&[&["generate", &case], &size[..]].concat(), Stop::default()).0, 0);
    assert_eq!(ended(&["check", &case], Stop::default()), (0, String::new(), String::new()));
    let (_, out, _) = ended(&["zopa", &case, "--csv"], Stop::default());
    let row = out.lines().nth(1).expect("a party has a row");
    let cells: Vec<&str> = row.split(',').collect();
    assert_eq!(cells[4], "81", "no linkage: all are feasible");
    assert_ne!(cells[3], "81", "red lines leave fewer, at any utility");
}

#[test]
fn work_that_is_stopped_says_so() {
    let stop = Stop::default();
    stop.request();
    let (code, out, _) = ended(&["unlock", "--hard", &harbor("stopped")], stop);
    assert_eq!(code, 0);
    assert!(out.contains("stopped: there may be more sets"), "{out}");
}
