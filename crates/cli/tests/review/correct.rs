//! Correcting, before a statement is accepted, and for the next time.

use insta::assert_snapshot;

use crate::place::{CASE, Place};

#[test]
fn what_is_corrected_is_remembered() {
    let place = Place::new("review-correct");
    let answers = "s Rui Costa\np lower, mayor, 2025-01-01\nd 2025-12-03\nd 2025-W48\n\
                   i tolls\nt position\ng calls the valley a vale\na\nn s\nq\n";
    let (code, _, err) = place.review(answers, &[]);
    assert_eq!(code, 0, "{err}");
    assert_snapshot!(place.text("case/statements.toml"), @r#"
    [[statement]]
    id = "costa-tolls"
    speaker = "Rui Costa"
    said = "2025-W48"
    stance = "position"
    about = ["tolls"]
    gist = "calls the valley a vale"
    source = "post"
    span = [134, 150]
    form = "mixed"
    "#);
    assert_snapshot!(place.text("case/reading.toml"), @r#"not-speakers = ["The clock"]"#);
    let before: Vec<&str> = CASE.lines().collect();
    let case = place.text("case/case.toml");
    let added: Vec<&str> = case.lines().filter(|it| !before.contains(it)).collect();
    assert_snapshot!(added.join("\n"), @r#"  { name = "Rui Costa", post = "mayor", from = 2025-01-01 },"#);
    place.is_sound();
}

#[test]
fn a_new_observer_and_an_alias_go_into_the_case() {
    let place = Place::new("review-observer");
    let answers = "a\nRiver Union, speaker\nbody\nthe plan is sad\np lower, alias\na\n\nq\n";
    let (_, out, err) = place.review(answers, &[]);
    assert_eq!(out, "costa-2025-12-02\nlower-2025-12-02\n", "{err}");
    let case = place.text("case/case.toml");
    assert!(case.contains("aliases = [\"The clock\"]"), "{case}");
    assert!(
        case.contains("id = \"river-union\"\nname = \"River Union\"\nkind = \"body\""),
        "{case}"
    );
    place.is_sound();
}

#[test]
fn another_name_of_a_person_is_remembered() {
    let place = Place::new("review-alias");
    let (_, _, err) = place.review("s Ana Belo\ny\nq\n", &[]);
    assert!(err.contains("is “Rui Costa” another name of Ana Belo, y or n: y"), "{err}");
    let case = place.text("case/case.toml");
    let line =
        "  { name = \"Ana Belo\", post = \"envoy\", aliases = [\"Rui Costa\"] }, # since spring\n";
    assert!(case.contains(line), "{case}");
    place.is_sound();
}
