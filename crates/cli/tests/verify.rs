//! Results that were written as JSON, checked again.

mod door;

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onetext::Stop;
use serde_json::{Value, json};

use self::door::{ended, panama, root};

/// A new folder for one test.
fn scratch(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verify").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Writes a result, checks it, and tells how that ended; folders of this machine are left out.
fn verified(folder: &Path, result: &Value, case: Option<&str>) -> String {
    let file = folder.join("result.json");
    fs::write(&file, result.to_string()).expect("it can be written");
    let file = file.display().to_string();
    let mut arguments = vec!["verify", file.as_str()];
    arguments.extend(case.iter().flat_map(|it| ["--case", it]));
    let (code, out, err) = ended(&arguments, Stop::default());
    let root = root().display().to_string();
    format!("exit code {code}\n{out}{err}")
        .replace(&folder.display().to_string(), "FOLDER")
        .replace(&root, "ROOT")
}

/// A random case of 28 issues with four options.
fn large(test: &str, more: &[&str]) -> (PathBuf, String) {
    let folder = scratch(test);
    let case = folder.join("case").display().to_string();
    let size = ["generate", &case, "--issues", "28", "--options", "4", "--parties", "3"];
    assert_eq!(ended(&[&size[..], more].concat(), Stop::default()).0, 0);
    (folder, case)
}

fn asked(arguments: &[&str]) -> Value {
    let (code, out, err) = ended(&[arguments, &["--json"]].concat(), Stop::default());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("it is JSON")
}

#[test]
fn every_result_holds_and_is_what_its_case_says() {
    let (folder, case) = (scratch("panama"), panama());
    let draft = "us-defense-rights=as-us,us-military-rights=as-us,panama-defense-role=as-us,use-rights=as-us,expansion-rights=as-us,expansion-routes=as-us,land-and-water=15,jurisdiction=as-us,duration=as-us,compensation=as-us";
    let mut all = Vec::new();
    for arguments in [
        vec!["zopa", &case],
        vec!["frontier", &case],
        vec!["solve", &case, "--rule", "nash"],
        vec!["solve", &case, "--rule", "kalai-smorodinsky"],
        vec!["solve", &case, "--rule", "raiffa"],
        vec!["nearest", &case, "--from", draft],
        vec!["unlock", "--hard", &case],
    ] {
        all.push(verified(&folder, &asked(&arguments), Some(&case)));
    }
    assert_snapshot!(all.join("\n"));
}

#[test]
fn large_spaces_are_checked_by_proofs() {
    let (folder, case) = large("large", &["--linkages", "5", "--red-lines", "2"]);
    let mut all = Vec::new();
    for rule in ["nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "maximin", "raiffa"] {
        let result = asked(&["solve", &case, "--rule", rule]);
        all.push(verified(&folder, &result, Some(&case)));
    }
    all.push(verified(&folder, &asked(&["frontier", &case]), None));
    all.push(verified(&folder, &asked(&["zopa", &case]), None));
    let (folder, case) = large("hopeless", &["--reservation", "90"]);
    let result = asked(&["zopa", &case]);
    assert_eq!(result["acceptable"], 0);
    all.push(verified(&folder, &result, Some(&case)));
    let result = asked(&["unlock", "--hard", &case]);
    all.push(verified(&folder, &result, Some(&case)));
    assert_snapshot!(all.join("\n"));
}

#[test]
fn what_was_changed_is_found() {
    let (folder, case) = large("changed", &[]);
    let truth = asked(&["solve", &case, "--rule", "nash"]);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut result = truth.clone();
        change(&mut result);
        verified(&folder, &result, Some(&case))
    };
    let answer = |it: &'static str| format!("/certificate/claim/solution/answer/value/{it}");
    let at = |result: &mut Value, place: &str, value: Value| {
        *result.pointer_mut(place).expect("it is there") = value;
    };
    let second = asked(&["solve", &case, "--rule", "egalitarian"]);
    let all = [
        changed(&|it| at(it, "/payoffs/0/utility", json!("9999"))),
        changed(&|it| at(it, "/outcome/3/1/name", json!("Everything"))),
        changed(&|it| at(it, &answer("payoffs/0"), json!(9999))),
        changed(&|it| at(it, &answer("optimal"), json!(7))),
        changed(&|it| at(it, "/certificate/problem/parties/0/reservation", json!(0))),
        // Another outcome, which is sound but not the best.
        changed(&|it| {
            let other = second.pointer(&answer("")[..answer("").len() - 1]).cloned();
            at(it, "/certificate/claim/solution/answer/value", other.expect("it is there"));
        }),
        changed(&|it| at(it, "/certificate/problem/parties/1/utilities/0", json!([1, 2]))),
        changed(&|it| at(it, "/certificate/claim/solution/rule", json!("best"))),
    ];
    assert_snapshot!(all.join("\n"));
}

#[test]
fn what_is_no_result_is_named() {
    let folder = scratch("nonsense");
    let told = |text: &[u8]| {
        let file = folder.join("result.json");
        fs::write(&file, text).expect("it can be written");
        let (code, out, err) = ended(&["verify", &file.display().to_string()], Stop::default());
        format!("exit code {code}\n{out}{err}").replace(&folder.display().to_string(), "FOLDER")
    };
    let deep = "[".repeat(100_000);
    let absent = folder.join("absent.json").display().to_string();
    let (code, out, err) = ended(&["verify", &absent], Stop::default());
    let all = [
        told(b""),
        told(b"{}"),
        told(b"[1, 2"),
        told(b"\xff\xfe\x00"),
        told(br#"{"certificate": 7}"#),
        told(br#"{"certificate": {"problem": {"space": [], "parties": [], "linkages": []}, "claim": {}}}"#),
        told(deep.as_bytes()),
        format!("exit code {code}\n{out}{err}").replace(&folder.display().to_string(), "FOLDER"),
    ];
    assert_snapshot!(all.join("\n"));
}
