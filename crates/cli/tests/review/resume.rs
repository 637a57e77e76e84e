//! Undoing, quitting and going on.

use insta::assert_snapshot;

use crate::place::{Place, read};

#[test]
fn a_second_run_offers_nothing_twice() {
    let place = Place::new("review-twice");
    let (_, _, err) = place.review("r\nn s\na\n\n", &[]);
    assert!(err.ends_with("1 accepted, 1 rejected, 0 left\n"), "{err}");
    let before = place.files();
    let (code, out, err) = place.review("", &[]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "0 accepted, 0 rejected, 0 left\n"));
    assert_eq!(place.files(), before);
    place.is_sound();
}

#[test]
fn undoing_everything_leaves_the_case_as_it_was() {
    let place = Place::new("review-undo");
    let before = place.files();
    let answers = "n t\nr\np upper\na\n\nu\nu\nu\nu\nu\np lower\nu\nq\n";
    let (_, _, err) = place.review(answers, &[]);
    assert!(err.contains("nothing to undo"), "{err}");
    assert!(err.ends_with("0 accepted, 0 rejected, 3 left\n"), "{err}");
    assert_eq!(place.files(), before);
}

#[test]
fn what_was_decided_stays_when_the_answers_end() {
    let place = Place::new("review-end");
    let (code, out, err) = place.review("l\nl\na a full dam is too much", &[]);
    assert_eq!((code, out.as_str()), (0, "belo-dam\n"), "{err}");
    assert!(err.ends_with("1 accepted, 0 rejected, 2 left\n"), "{err}");
    place.is_sound();
    let (_, out, _) = place.review("q\n", &["--json"]);
    assert_snapshot!(out, @r#"
    {
      "accepted": [],
      "rejected": 0,
      "left": 2
    }
    "#);
}

#[test]
fn what_others_wrote_meanwhile_is_kept() {
    let place = Place::new("review-meanwhile");
    place.write_read(&read()[..1]);
    place.review("a one\n", &[]);
    let edited = place.text("case/statements.toml") + "\n# mine\n";
    place.write("case/statements.toml", &edited);
    place.write_read(&read()[2..3]);
    place.review("p upper\na two\n", &[]);
    let ledger = place.text("case/statements.toml");
    assert!(ledger.starts_with(edited.trim_end()), "{ledger}");
    assert_eq!(ledger.matches("[[statement]]").count(), 2);
}

#[test]
fn what_was_rejected_in_a_folder_is_read_no_more() {
    let place = Place::new("review-rejected");
    std::fs::create_dir(place.path("news")).expect("a folder can be made");
    place.write("news/My rain.txt", "“We can wait for the rain,” Ana Belo said.\n");
    let (case, news) = (place.path("case"), place.path("news"));
    let read = || place.run(&["read", &news, "--case", &case, "--json"], b"").1;
    assert_eq!(read().lines().count(), 1);
    let (code, _, err) = place.run(&["review", &case, &news], b"r\nq\n");
    assert_eq!(code, 0, "{err}");
    let reading = place.text("case/reading.toml");
    assert!(reading.contains("source = \"my-rain\""), "{reading}");
    assert_eq!(read(), "");
}
