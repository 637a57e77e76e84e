//! Lists of the best, diverse outcomes, one party's best and covers, at the command line.

mod door;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use onetext::Stop;
use serde_json::Value;

use self::door::{ended, panama, root};

/// What a command writes that ends well.
fn out(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

/// All of it in one text.
fn told(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    format!("exit code {code}\n-- out --\n{out}-- err --\n{err}")
        .replace(&root().display().to_string(), "ROOT")
}

/// The text and CSV of a command.
fn forms(arguments: &[&str]) -> String {
    let csv = told(&[arguments, &["--csv"]].concat()).replace("\r\n", "⏎\n");
    [told(arguments), csv].join("\n")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&out(&[arguments, &["--json"]].concat())).expect("it is JSON")
}

/// A random case of 28 issues with 4 options.
fn random(test: &str, parties: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lists").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let case = folder.join("case").display().to_string();
    let size = ["--issues", "28", "--options", "4", "--parties", parties, "--seed", "7"];
    out(&[&["generate", case.as_str()], &size[..]].concat());
    case
}

#[test]
fn the_best_few_are_told_in_order() {
    assert_snapshot!(forms(&["solve", &panama(), "--best", "3"]));
}

#[test]
fn outcomes_that_differ_are_told_with_how_far() {
    assert_snapshot!(forms(&["solve", &panama(), "--diverse", "3", "--slack", "10"]));
}

#[test]
fn the_best_for_one_party_leaves_the_others_their_bars() {
    let bar = ["--reservation", "panama=60"];
    assert_snapshot!(forms(&[&["solve", &panama(), "--for", "us"], &bar[..]].concat()));
}

#[test]
fn a_cover_is_told_with_its_promise() {
    assert_snapshot!(forms(&["frontier", &panama(), "--within", "7.5"]));
}

#[test]
fn the_first_of_each_list_is_what_the_rule_picks() {
    for rule in ["nash", "utilitarian", "maximin"] {
        let picked = json(&["solve", &panama(), "--rule", rule]);
        for list in ["--best", "--diverse"] {
            let list = json(&["solve", &panama(), "--rule", rule, list, "4"]);
            let of = |field: &str| list["outcomes"][0][field].clone();
            assert_eq!(of("payoffs"), picked["payoffs"], "{rule}");
            assert_eq!(of("outcome"), picked["outcome"], "{rule}");
            assert_eq!(list["outcomes"].as_array().map(Vec::len), Some(4), "{rule}");
        }
    }
    let picked = json(&["solve", &panama(), "--for", "panama"]);
    let list = json(&["solve", &panama(), "--for", "Panama", "--best", "2"]);
    assert_eq!(list["outcomes"][0]["payoffs"], picked["payoffs"]);
    assert_eq!(list["by"]["party"]["id"], "panama");
}

#[test]
fn where_fewer_count_than_were_wanted_it_is_said() {
    let bars = ["--reservation", "us=65", "--reservation", "panama=65"];
    let told = out(&[&["solve", &panama(), "--best", "9"], &bars[..]].concat());
    assert!(told.contains("9 were wanted; there are no more in which every party gains"), "{told}");
}

#[test]
fn a_space_that_nobody_can_go_through_has_lists_as_well() {
    for parties in ["3", "4", "6"] {
        let case = random("large", parties);
        let list = json(&["solve", &case, "--best", "5"]);
        assert_eq!(list["outcomes"].as_array().map(Vec::len), Some(5));
        assert_eq!(list["reliance"]["exactness"], "exact");
        assert_eq!(list["reliance"]["checked"], "itself");
        let list = json(&["solve", &case, "--diverse", "5"]);
        let number = |field: &str| list[field].as_u64().unwrap_or_default();
        assert!(2 <= number("distance") && number("at_most") <= 2 * number("distance"));
        let best = json(&["solve", &case, "--for", "p1"]);
        assert_eq!(best["reliance"]["exactness"], "exact");
        assert_eq!(best["reliance"]["checked"], "proof");
        let cover = json(&["frontier", &case, "--within", "12"]);
        assert_eq!(cover["open"], 0);
        assert_eq!(cover["reliance"]["exactness"], "every outcome is within the tolerances");
    }
}

#[test]
fn a_cover_that_is_stopped_tells_what_it_leaves_open() {
    let case = random("stopped", "6");
    let stop = Stop::default();
    let elsewhere = stop.clone();
    let waits = std::thread::spawn(move || {
        while !matches!(
            elsewhere.progress(),
            Some(onetext::Progress::Cover { points, .. }) if 5 < points
        ) {
            std::thread::yield_now();
        }
        elsewhere.request();
    });
    let (code, out, err) = ended(&["frontier", &case, "--within", "2"], stop);
    waits.join().expect("it ends");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains(" points so far: a feasible outcome may be better"), "{out}");
    assert!(out.trim_end().ends_with(" parts open; not checked)"), "{out}");
}

#[test]
fn a_list_of_very_many_equals_says_what_it_does_not_know() {
    let case = random("equals", "2");
    let list = json(&["solve", &case, "--diverse", "2", "--slack", "100"]);
    assert_eq!(list["near"], 65_536);
    let exactness = list["reliance"]["exactness"].as_str().expect("it is told");
    assert!(exactness.starts_with("chosen from 65536 outcomes only; "), "{exactness}");
    let told = out(&["solve", &case, "--diverse", "2", "--slack", "100"]);
    assert!(told.starts_with("65536 or more outcomes have at least 0 % of the best"), "{told}");
    assert!(!told.contains("no other choice"), "{told}");
}

#[test]
fn lists_that_are_stopped_at_once_say_so() {
    let case = random("at-once", "4");
    let ask = |arguments: &[&str]| {
        let stop = Stop::default();
        stop.request();
        ended(&[&["solve", case.as_str()], arguments].concat(), stop)
    };
    for arguments in [&["--best", "3"][..], &["--diverse", "3"], &["--for", "p1"]] {
        let (code, out, err) = ask(arguments);
        assert_eq!((code, out.as_str()), (1, ""), "{arguments:?}");
        let nothing = "error: stopped after 0 of 72057594037927936 outcomes, before there was";
        assert!(err.starts_with(nothing), "{arguments:?}: {err}");
    }
}

#[test]
fn what_contradicts_itself_ends_with_2() {
    let panama = panama();
    let wrong: [&[&str]; 12] = [
        &["solve", &panama, "--best", "3", "--rule", "raiffa"],
        &["solve", &panama, "--diverse", "3", "--rule", "kalai-smorodinsky"],
        &["solve", &panama, "--for", "us", "--rule", "nash"],
        &["solve", &panama, "--best", "3", "--diverse", "3"],
        &["solve", &panama, "--slack", "3"],
        &["solve", &panama, "--best", "0"],
        &["solve", &panama, "--best", "-1"],
        &["solve", &panama, "--diverse", "3", "--slack", "101"],
        &["frontier", &panama, "--within", "100.5"],
        &["frontier", &panama, "--within", "-1"],
        &["frontier", &panama, "--within", "5", "--svg", "x.svg"],
        &["solve", &panama, "--best", "3", "--json", "--csv"],
    ];
    let all = wrong.map(|it| {
        assert_eq!(ended(it, Stop::default()).0, 2, "{it:?}");
        told(it)
    });
    assert_snapshot!(all.join("\n"));
}

#[test]
fn what_has_no_answer_ends_with_1() {
    let panama = panama();
    let high = ["--reservation", "us=70", "--reservation", "panama=70"];
    let cover =
        told(&[&["frontier", &panama, "--acceptable", "--within", "5"], &high[..]].concat());
    assert_snapshot!(
        [
            told(&["solve", &panama, "--for", "france"]),
            told(&["solve", &panama, "--for", "france", "--best", "2"]),
            told(&[&["solve", &panama, "--for", "us"], &high[..]].concat()),
            told(&[&["solve", &panama, "--best", "2"], &high[..]].concat()),
            cover,
        ]
        .join("\n")
    );
}

#[test]
fn columns_and_fields_are_those_of_the_documentation() {
    let text = fs::read_to_string(root().join("docs/exact.md")).expect("the page is there");
    let panama = panama();
    let commands: [(&str, &[&str]); 4] = [
        ("solve --best", &["solve", &panama, "--best", "2"]),
        ("solve --diverse", &["solve", &panama, "--diverse", "2"]),
        ("solve --for", &["solve", &panama, "--for", "us"]),
        ("frontier --within", &["frontier", &panama, "--within", "5"]),
    ];
    for (name, command) in commands {
        let begin = format!("| `{name}` |");
        let row = text.lines().find(|it| it.starts_with(&begin)).expect("the command has a row");
        let cells: Vec<Vec<&str>> =
            row.split('|').map(|cell| cell.split('`').skip(1).step_by(2).collect()).collect();
        let csv = out(&[command, &["--csv"]].concat());
        let header = csv.lines().next().expect("there is a header").split(',');
        let mut columns: Vec<String> = header
            .map(|it| match it.split_once('.') {
                Some((kind @ "option", _)) => format!("{kind}.ISSUE"),
                Some((kind, _)) => format!("{kind}.PARTY"),
                None => it.to_owned(),
            })
            .collect();
        columns.dedup();
        assert_eq!(columns, cells[3], "{name}");
        let json = json(command);
        let fields: Vec<&String> = json.as_object().expect("it has fields").keys().collect();
        assert_eq!(fields, cells[2].iter().collect::<Vec<_>>(), "{name}");
    }
}
