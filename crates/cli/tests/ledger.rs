//! What each party is asked to give and gets: what the command prints, and how it ends.

mod door;
mod told;

use insta::assert_snapshot;
use onetext::Stop;
use serde_json::Value;

use crate::door::{ended, panama};
use crate::told::{bundled, told};

#[test]
fn every_draft_is_held_against_the_one_it_revises() {
    assert_snapshot!(told(&["ledger", &bundled("river")]));
}

#[test]
fn a_draft_that_revises_none_is_held_against_silence() {
    assert_snapshot!(told(&["ledger", &bundled("ukraine-2025")]));
}

#[test]
fn what_cannot_be_looked_at_is_told() {
    let river = bundled("river");
    let wrong: [&[&str]; 4] = [
        &["ledger", &panama()],
        &["ledger", &river, "--draft", "thrid"],
        &["ledger", &river, "--draft", "chairs-paper"],
        &["ledger", &river, "--party", "ostrevn"],
    ];
    let all: Vec<String> = wrong.iter().map(|it| told(it)).collect();
    assert_snapshot!(all.join("\n"));
}

#[test]
fn gives_and_gets_add_up_to_the_change_of_text() {
    for case in ["river", "ukraine-2025"] {
        let (code, out, err) = ended(&["ledger", &bundled(case), "--json"], Stop::default());
        assert_eq!(code, 0, "{err}");
        let found: Value = serde_json::from_str(&out).expect("it is JSON");
        let issues = |it: &Value| -> Vec<String> {
            let all = it.as_array().expect("a list").iter();
            all.map(|it| it["issue"]["id"].as_str().expect("an id").to_owned()).collect()
        };
        for draft in found["drafts"].as_array().expect("a list") {
            let changed = issues(&draft["changes"]);
            for party in draft["parties"].as_array().expect("a list") {
                assert_eq!(issues(&party["entries"]), changed);
                let counts = party["counts"].as_object().expect("counts");
                let kinds = counts.iter().filter(|it| it.0 != "by_others");
                let sum: u64 = kinds.filter_map(|it| it.1.as_u64()).sum();
                assert_eq!(sum, changed.len() as u64);
            }
        }
    }
}
