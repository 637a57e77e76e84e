//! Accepting: what is shown, and what goes into the ledger.

use insta::assert_snapshot;

use crate::place::{CASE, Place, read};

#[test]
fn a_statement_from_two_articles_becomes_one_entry() {
    let place = Place::new("review-accept");
    // The longest wording is that of the wire, whose candidate comes last.
    let (code, out, err) = place.review("l\nl\na no full dam, ever\nq\n", &[]);
    assert_eq!((code, out.as_str()), (0, "belo-dam\n"), "{err}");
    assert_snapshot!(err, @r"
    1 of 3 · post, 2025-12-02 · mixed · bytes 134–150

      “We will never sign a text with the full dam,” Ana Belo said on Monday. Rui Costa called the
      plan a “⟦Valley of Tears.⟧”

      speaker     Rui Costa → not in the case
      day         that of the article
      issues      none
      stance      position
      said so     these words, as they stand  (unlikely 0.30)
    > l

    2 of 3 · post, 2025-12-02 · indirect · bytes 175–185

      The clock says that ⟦it is late⟧.

      speaker     The clock → not in the case
      day         that of the article
      issues      none
      stance      position
      said so     these words, as they stand  (even 0.50)
    > l

    3 of 3 · wire, 2025-12-02 · direct · bytes 16–69

      “⟦We will never sign a text with the full dam, not now,⟧” Belo said.

      speaker     Ana Belo → upper
      day         2025-12-01
      issues      dam=full
      stance      red-line
      also in     post, bytes 30–74: We will never sign a text with the full dam,
    > a
    gist, in words of your own; nothing: “red-line on dam; see the words”: no full dam, ever
    entered as belo-dam

    that was the last; `u` undoes, any other key ends
    > q
    1 accepted, 0 rejected, 2 left
    ");
    assert_snapshot!(place.text("case/statements.toml"), @r#"
    [[statement]]
    id = "belo-dam"
    speaker = "Ana Belo"
    said = 2025-12-01
    stance = "red-line"
    options = { dam = "full" }
    gist = "no full dam, ever"
    source = "wire"
    span = [16, 69]
    also = [
      { source = "post", span = [30, 74] },
    ]
    form = "direct"
    "#);
    assert_snapshot!(place.text("case/sources.toml"), @r#"
    [[source]]
    id = "post"
    outlet = "Valley Post"
    title = "Valley waits for the rain"
    day = 2025-12-02
    sha256 = "19854a92b2a0385fee610a63f4c536cc9d0783ad3bf048653a0f6d9fbc83c34e"

    [[source]]
    id = "wire"
    outlet = "Valley Post"
    title = "Belo speaks"
    day = 2025-12-02
    sha256 = "479fb72bade609712a4c79f8fe19c0f1dd47c864c1416ea09d93ac7cdc6bc702"
    "#);
    assert_eq!(place.text("case/case.toml"), CASE);
    place.is_sound();
}

#[test]
fn what_is_known_of_a_statement_is_shown() {
    let place = Place::new("review-show");
    place.write_read(&read()[..1]);
    let (_, _, err) = place.review("?\nq\n", &[]);
    assert_snapshot!(err, @r"
    1 of 1 · post, 2025-12-02 · direct · bytes 30–74

      “⟦We will never sign a text with the full dam,⟧” Ana Belo said on Monday. Rui Costa called the
      plan a “Valley of Tears.”

      speaker     Ana Belo → upper  (very likely 0.85)
      day         2025-12-01, from “on Monday”  (very likely 0.90)
      issues      dam=full  (likely 0.70)
      stance      red-line  (likely 0.60)
      said so     these words, as they stand  (almost certain 0.97)
    > ?
    a  accept: it goes into statements.toml
    r  reject: these words are no statement; kept in reading.toml
    s  speaker: who says it
    d  day: when it was said; nothing for the day of the article
    i  issues, such as `dam, tolls=shared`, with the options it speaks of; `-` for none
       of an offer both branches: `dam=low if tolls=shared`
    t  stance, such as `demand`
    g  gist: what was said, in words of your own
    p  party or post: for whom the speaker speaks; goes into case.toml
    n  no speaker, no speech, no report: what reading took wrongly, here and elsewhere; into reading.toml
    l  later: leave it for another time
    u  undo the last key
    q  quit; what was decided is written already
    ?  these keys
    > q
    0 accepted, 0 rejected, 1 left
    ");
}

#[test]
fn a_place_is_added_to_a_statement_that_the_ledger_has() {
    let place = Place::new("review-known");
    place.write_read(&read()[..1]);
    place.review("a no full dam\n", &[]);
    place.write_read(&read()[3..]);
    let (_, out, err) = place.review("a\n", &[]);
    assert_eq!(out, "belo-dam\n", "{err}");
    assert!(err.contains("the same as belo-dam in the ledger"), "{err}");
    let ledger = place.text("case/statements.toml");
    assert_eq!(ledger.matches("[[statement]]").count(), 1);
    assert!(ledger.contains("also = [\n  { source = \"wire\", span = [16, 69] },\n]"), "{ledger}");
    place.is_sound();
}

#[test]
fn the_least_sure_comes_first_if_asked_for() {
    let place = Place::new("review-order");
    let first = |order| place.review("q\n", &["--order", order]).2;
    let err = first("unsure");
    assert!(err.contains("⟦Valley of Tears.⟧"), "{err}");
    assert!(err.contains("(unlikely 0.30)"), "{err}");
    place.write_read(&read()[..3]);
    let err = first("article");
    assert!(err.contains("⟦We will never"), "{err}");
}
