//! Offers and ultimatums, which have two branches.

use insta::assert_snapshot;
use onetext_statement::{About, Form, Statement};

use crate::place::{Place, statement};

const TALKS: &str =
    "Talks\n\n“If the tolls are shared, we will accept the low dam,” Ana Belo said.\n";

fn offer(stance: &str) -> Statement {
    let span = |words: &str| {
        let start = TALKS.find(words).expect("the words are there");
        Some((start, start + words.len()))
    };
    let words = "If the tolls are shared, we will accept the low dam,";
    let about = |issue: &str, option: &str| About {
        issue: issue.to_owned(),
        option: Some(option.to_owned()),
        confidence: 0.8,
    };
    Statement {
        speaker: Some("Ana Belo".to_owned()),
        stance: Some(stance.to_owned()),
        condition: span("If the tolls are shared"),
        consequence: span("we will accept the low dam"),
        about: vec![about("dam", "low"), about("tolls", "shared")],
        ..statement("talks", TALKS, words, Form::Direct)
    }
}

impl Place {
    fn with_offer(test: &str, stance: &str) -> Self {
        let place = Self::new(test);
        place.write("post.txt", TALKS);
        place.write_read(&[Statement { source: "post".to_owned(), ..offer(stance) }]);
        place
    }
}

#[test]
fn an_offer_is_entered_with_both_branches() {
    let place = Place::with_offer("review-offer", "conditional-offer");
    let (_, out, err) = place.review("a shared tolls buy the low dam\nq\n", &[]);
    assert_eq!(out, "belo-dam\n", "{err}");
    assert_snapshot!(err, @r"
    1 of 1 · post, 2025-12-02 · direct · bytes 10–62

      “⟦If the tolls are shared, we will accept the low dam,⟧” Ana Belo said.

      speaker     Ana Belo → upper
      day         that of the article
      issues      dam=low if tolls=shared  (very likely 0.80)
      stance      conditional-offer
      condition   “If the tolls are shared”
      consequence “we will accept the low dam”
    > a
    gist, in words of your own; nothing: “conditional-offer on dam, depending on tolls; see the words”: shared tolls buy the low dam
    entered as belo-dam

    that was the last; `u` undoes, any other key ends
    > q
    1 accepted, 0 rejected, 0 left
    ");
    assert_snapshot!(place.text("case/statements.toml"), @r#"
    [[statement]]
    id = "belo-dam"
    speaker = "Ana Belo"
    stance = "conditional-offer"
    when = { tolls = "shared" }
    then = { dam = "low" }
    gist = "shared tolls buy the low dam"
    source = "post"
    span = [10, 62]
    form = "direct"
    "#);
    place.is_sound();
}

#[test]
fn a_condition_stands_where_its_stance_has_it() {
    let entered = |test: &str, stance: &str, answers: &str| {
        let place = Place::with_offer(test, stance);
        let (_, _, err) = place.review(answers, &[]);
        place.is_sound();
        let ledger = place.text("case/statements.toml");
        assert!(ledger.contains("[[statement]]"), "{err}");
        let keys = ["stance", "about", "options", "when", "then"];
        let is_told = |it: &&str| keys.iter().any(|key| it.starts_with(key));
        ledger.lines().filter(is_told).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(entered("review-only-if", "only-if", "a x\n"), @r#"
    stance = "only-if"
    options = { dam = "low" }
    when = { tolls = "shared" }
    "#);
    assert_snapshot!(entered("review-ultimatum", "ultimatum", "a x\n"), @r#"
    stance = "ultimatum"
    options = { tolls = "shared" }
    then = { dam = "low" }
    "#);
    // No number hangs on a position, and an incomplete offer is no offer.
    assert_snapshot!(entered("review-position", "conditional-offer", "t position\na x\n"), @r#"
    stance = "position"
    options = { dam = "low", tolls = "shared" }
    "#);
    assert_snapshot!(entered("review-part", "conditional-offer", "i dam=low if tolls\na x\n"), @r#"
    stance = "position"
    about = ["tolls"]
    options = { dam = "low" }
    "#);
    assert_snapshot!(entered("review-demand", "conditional-offer", "t demand\na x\n"), @r#"
    stance = "demand"
    about = ["tolls"]
    options = { dam = "low" }
    "#);
    assert_snapshot!(entered("review-ultimatum-bare", "ultimatum", "i tolls=shared\na x\n"), @r#"
    stance = "ultimatum"
    options = { tolls = "shared" }
    "#);
}

#[test]
fn branches_are_corrected_in_one_line() {
    let place = Place::with_offer("review-branches", "demand");
    let answers =
        "i dam=low if tolls=high\ni dam=low if tolls=none|shared\nt conditional-offer\na x\nq\n";
    let (_, _, err) = place.review(answers, &[]);
    let told = err.lines().filter(|it| !it.starts_with("  ") || it.contains("issues"));
    assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r"
    1 of 1 · post, 2025-12-02 · direct · bytes 10–62


      issues      dam=low, tolls=shared  (very likely 0.80)
    > i
    issues, such as `dam, tolls=shared`, or `dam=low if tolls=shared`; `-` for none: dam=low if tolls=high
    there is no option `high`; known: shared, none
    > i
    issues, such as `dam, tolls=shared`, or `dam=low if tolls=shared`; `-` for none: dam=low if tolls=none|shared
    a condition is entered only with the stances `conditional-offer`, `only-if`, `ultimatum`; `t` sets one

    1 of 1 · post, 2025-12-02 · direct · bytes 10–62


      issues      dam=low if tolls=none|shared
    > t
    stance, such as demand; `?` lists them: conditional-offer

    1 of 1 · post, 2025-12-02 · direct · bytes 10–62


      issues      dam=low if tolls=none|shared
    > a
    gist, in words of your own; nothing: “conditional-offer on dam, depending on tolls; see the words”: x
    entered as belo-dam

    that was the last; `u` undoes, any other key ends
    > q
    1 accepted, 0 rejected, 0 left
    ");
    assert_snapshot!(place.text("case/statements.toml"), @r#"
    [[statement]]
    id = "belo-dam"
    speaker = "Ana Belo"
    stance = "conditional-offer"
    when = { tolls = ["none", "shared"] }
    then = { dam = "low" }
    gist = "x"
    source = "post"
    span = [10, 62]
    form = "direct"
    "#);
    place.is_sound();
}

#[test]
fn an_offer_that_ends_with_something_asks_for_anything_else() {
    let place = Place::new("review-unless");
    let text = "Talks\n\n“We accept the low dam unless the tolls are shared,” Ana Belo said.\n";
    place.write("post.txt", text);
    let span = |words: &str| text.find(words).map(|start| (start, start + words.len()));
    let words = "We accept the low dam unless the tolls are shared,";
    place.write_read(&[Statement {
        condition: span("unless the tolls are shared"),
        consequence: span("We accept the low dam"),
        stance: Some("conditional-offer".to_owned()),
        speaker: Some("Ana Belo".to_owned()),
        ..statement("post", text, words, Form::Direct)
    }]);
    let (_, _, err) = place.review("a x\nq\n", &[]);
    assert!(err.contains("dam=low if tolls=not shared"), "{err}");
    let ledger = place.text("case/statements.toml");
    assert!(ledger.contains("when = { tolls = \"not shared\" }"), "{ledger}");
    place.is_sound();
}

#[test]
fn what_follows_otherwise_is_asked_for() {
    let place = Place::new("review-otherwise");
    let text =
        "Talks\n\n“Share the tolls and the low dam is fine, or we walk out,” Ana Belo said.\n";
    place.write("post.txt", text);
    let span = |words: &str| text.find(words).map(|start| (start, start + words.len()));
    let words = "Share the tolls and the low dam is fine, or we walk out,";
    place.write_read(&[Statement {
        otherwise: span("we walk out"),
        stance: Some("conditional-offer".to_owned()),
        speaker: Some("Ana Belo".to_owned()),
        ..statement("post", text, words, Form::Direct)
    }]);
    let answers = "i dam=low if tolls=shared\na tolls buy the dam\nthe end of the talks\nq\n";
    let (_, _, err) = place.review(answers, &[]);
    assert!(err.contains("otherwise   “we walk out”"), "{err}");
    let ledger = place.text("case/statements.toml");
    assert!(ledger.contains("otherwise = \"the end of the talks\"\ngist = "), "{ledger}");
    place.is_sound();
}
