//! What would unlock a draft and what to propose next: what the commands print, and how they end.

mod door;
mod told;

use insta::assert_snapshot;
use onetext::Stop;
use serde_json::Value;

use crate::door::{ended, ended_before, panama};
use crate::told::{bundled, told};

/// The text of Panama from which the search starts.
const START: &str = "us-defense-rights=as-us,us-military-rights=as-us,panama-defense-role=as-us,\
                     use-rights=as-us,expansion-rights=as-us,expansion-routes=as-us,\
                     land-and-water=15,jurisdiction=as-us,duration=as-us,compensation=as-us";

#[test]
fn what_would_unlock_a_draft_is_told_with_its_price() {
    assert_snapshot!(told(&["unlock", &bundled("river")]));
    assert_snapshot!(told(&["unlock", &bundled("ukraine-2025")]));
    assert_snapshot!(told(&["unlock", &panama(), "--package", START]));
}

#[test]
fn the_next_draft_is_proposed_with_its_reasons() {
    assert_snapshot!(told(&["propose", &bundled("river")]));
    assert_snapshot!(told(&["propose", &bundled("ukraine-2025"), "--moves", "2"]));
    assert_snapshot!(told(&["propose", &panama(), "--package", START]));
}

#[test]
fn a_search_heeds_what_may_not_change() {
    let river = bundled("river");
    let arguments = ["propose", &river, "--keep", "drought", "--json"];
    let (code, out, err) = ended(&arguments, Stop::default());
    assert_eq!(code, 0, "{err}");
    let answer: Value = serde_json::from_str(&out).expect("it is JSON");
    for proposal in answer["proposals"].as_array().expect("a list") {
        for change in proposal["changes"].as_array().expect("a list") {
            assert_ne!(change["issue"]["id"], "drought");
        }
    }
    assert_snapshot!(told(&["unlock", &river, "--keep", "drougt"]));
    assert_snapshot!(told(&["unlock", &river, "--at-least", "2"]));
    assert_snapshot!(told(&["unlock", &river, "--csv"]));
}

#[test]
fn somebody_who_looks_gets_a_first_answer_early() {
    let river = bundled("river");
    for command in ["unlock", "propose"] {
        let (_, alone, quiet) = ended(&[command, &river], Stop::default());
        assert_eq!(quiet, "");
        let (_, watched, told) = ended_before(&[command, &river], Stop::default(), true);
        assert_eq!(alone, watched, "the answer is the same");
        assert_snapshot!(told);
    }
}
