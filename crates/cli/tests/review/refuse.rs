//! What is refused: answers, readings and articles that are wrong.

use insta::assert_snapshot;

use crate::place::{Place, read};

#[test]
fn what_would_not_pass_the_check_is_not_entered() {
    let place = Place::new("review-wrong");
    place.write_read(&read()[..1]);
    let before = place.files();
    let answers = "i dam=>= 1\na x\ni sail\ni dam=high\nt wish\nt preference\nd tomorrow\n\
                   d 2025-12-09\np nobody\n\np upper, envoy, soon\nz\ni\n\ns\n\nn x\nn s\nq\n";
    let (code, out, err) = place.review(answers, &[]);
    assert_eq!((code, out.as_str()), (0, ""));
    let told = err.lines().filter(|it| !it.starts_with(' ') && !it.is_empty());
    assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r"
    1 of 1 · post, 2025-12-02 · direct · bytes 30–74
    > i
    issues, such as `dam, tolls=shared`, or `dam=low if tolls=shared`; `-` for none: dam=>= 1
    1 of 1 · post, 2025-12-02 · direct · bytes 30–74
    > a
    gist, in words of your own; nothing: “red-line on dam; see the words”: x
    not entered: statements.toml: the options of `dam` have no values to compare; name the options, or give the issue a `unit` and its options values
    > i
    issues, such as `dam, tolls=shared`, or `dam=low if tolls=shared`; `-` for none: sail
    there is no issue `sail`; known: dam, tolls
    > i
    issues, such as `dam, tolls=shared`, or `dam=low if tolls=shared`; `-` for none: dam=high
    there is no option `high`; known: low, full
    > t
    stance, such as demand; `?` lists them: wish
    there is no stance `wish`; known: red-line, requires, only-if, flexible, support, opposition, demand, rejection, ideal-point, preference, indifference, together, trade, priority, ranking, acceptance, refusal, conditional-offer, ultimatum, threat, estimate, pressure, precondition, commitment, position, assessment, accusation, event
    > t
    stance, such as demand; `?` lists them: preference
    `preference` needs prefer and over, which are written into statements.toml by hand
    1 of 1 · post, 2025-12-02 · direct · bytes 30–74
    > d
    when was it said, such as 2025-12-01 or 2025-W48; nothing: when it was printed: tomorrow
    this is no day, week, month or interval
    > d
    when was it said, such as 2025-12-01 or 2025-W48; nothing: when it was printed: 2025-12-09
    that is after the article was printed
    > p
    for whom does Ana Belo speak, of upper, lower; with a post and its days: `upper, envoy, 2025-01-31, 2025-12-31`; a name of one of these: `upper, alias`: nobody
    there is no party, mediator or observer `nobody`; known: upper, lower
    as a new observer: expert, press or body; nothing: not at all: 
    > p
    for whom does Ana Belo speak, of upper, lower; with a post and its days: `upper, envoy, 2025-01-31, 2025-12-31`; a name of one of these: `upper, alias`: upper, envoy, soon
    `soon` is no day such as 2025-12-01
    > z
    no such key; `?` lists them
    > i
    issues, such as `dam, tolls=shared`, or `dam=low if tolls=shared`; `-` for none: 
    > s
    who says it: 
    > n
    what is wrong: s, that is no speaker; t, a term that nobody says; c, that word reports nothing: x
    > n
    what is wrong: s, that is no speaker; t, a term that nobody says; c, that word reports nothing: s
    Ana Belo speaks in this case; `s` says who speaks here
    > q
    0 accepted, 0 rejected, 1 left
    ");
    assert_eq!(place.files(), before);
}

#[test]
fn what_was_read_elsewhere_must_fit_the_articles() {
    let place = Place::new("review-foreign");
    let mut wrong = read();
    wrong[0].parts[0].words = "We will sign a text with the full dam, now".to_owned();
    wrong[1].source = "elsewhere".to_owned();
    wrong[2].parts[0].span = (5_000_000, usize::MAX);
    wrong[3].paragraph = usize::MAX;
    place.write_read(&wrong);
    let lines = place.text("read.jsonl") + "{\n\n\u{0}\n[]\n{\"id\":1}\n";
    place.write("read.jsonl", &lines);
    let (code, _, err) = place.review("q\n", &[]);
    assert_eq!(code, 1);
    assert_snapshot!(err, @r"
    warning: FOLDER/read.jsonl:1 is left out: its words are not the bytes of the article at its spans
    warning: FOLDER/read.jsonl:2 is left out: its article is neither named nor a source of the case with a text
    warning: FOLDER/read.jsonl:3 is left out: its words are not the bytes of the article at its spans
    warning: FOLDER/read.jsonl:4 is left out: its words are not the bytes of the article at its spans
    warning: FOLDER/read.jsonl:5 is left out: it is no statement as `onetext read --json` writes it
    warning: FOLDER/read.jsonl:7 is left out: it is no statement as `onetext read --json` writes it
    warning: FOLDER/read.jsonl:8 is left out: it is no statement as `onetext read --json` writes it
    warning: FOLDER/read.jsonl:9 is left out: it is no statement as `onetext read --json` writes it
    error: FOLDER/read.jsonl holds no statement of these articles
    help: write them with `onetext read --json`
    ");
}

#[test]
fn hostile_answers_and_articles_do_no_harm() {
    let place = Place::new("review-hostile");
    let noise: Vec<u8> = (0..=255_u8).cycle().take(70_000).collect();
    place.write("post.txt", "“\u{1b}[31mWe can wait for the rain,” Ana\u{7} Belo said.\n");
    let [case, post] = ["case", "post.txt"].map(|it| place.path(it));
    let arguments = ["review", &case, &post, "--published", "2025-12-02", "--outlet", "\u{1b}[2J"];
    let (code, _, err) = place.run(&arguments, &noise);
    assert_eq!(code, 0);
    assert!(!err.contains('\u{1b}') && !err.contains('\u{7}'), "{err}");
    let (code, _, err) = place.run(&["review", &place.path("nothing")], b"");
    assert_eq!(code, 1, "{err}");
    let (code, _, err) = place.run(&["review", &case], b"");
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("no source of the case has a text at hand"), "{err}");
    place.write("case/case.toml", "title = 1");
    assert_eq!(place.run(&arguments, b"a\n").0, 1);
}
