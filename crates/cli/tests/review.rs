//! `onetext review`, driven through a pipe: what it shows, and what stands in the files then.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onetext::Stop;
use onetext_cli::{Answers, Door, run};
use onetext_statement::{About, Confidence, Form, Part, Statement};

const CASE: &str = r#"# Two banks of one river.
title = "Valley"
as_of = 2025-12-10

[[party]]
id = "upper"
name = "Upper Valley"
people = [
  { name = "Ana Belo", post = "envoy" }, # since spring
]

[[party]]
id = "lower"
name = "Lower Valley"

[[issue]]
id = "dam"
question = "How high?"
options = [
  { id = "low", text = "low" },
  { id = "full", text = "full" },
]

[[issue]]
id = "tolls"
question = "Whose are the tolls?"
options = [
  { id = "shared", text = "shared" },
  { id = "none", text = "nobody's" },
]
"#;

const POST: &str = "Valley waits for the rain\n\n“We will never sign a text with the full dam,” \
                    Ana Belo said on Monday. Rui Costa called the plan a “Valley of Tears.”\n\n\
                    The clock says that it is late.\n";

const WIRE: &str =
    "Belo speaks\n\n“We will never sign a text with the full dam, not now,” Belo said.\n";

/// A folder with a case, two articles and what was read in them.
struct Place {
    folder: PathBuf,
}

impl Place {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("case")).expect("a folder can be made");
        let place = Self { folder };
        place.write("case/case.toml", CASE);
        place.write("post.txt", POST);
        place.write("wire.txt", WIRE);
        place.write_read(&read());
        place
    }

    fn path(&self, file: &str) -> String {
        self.folder.join(file).display().to_string()
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join(file), text).expect("a file can be written");
    }

    fn write_read(&self, statements: &[Statement]) {
        let line = |it| serde_json::to_string(it).expect("a statement is JSON") + "\n";
        self.write("read.jsonl", &statements.iter().map(line).collect::<String>());
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_else(|_| "(no such file)".to_owned())
    }

    /// The four files that a review may write.
    fn files(&self) -> [String; 4] {
        ["case", "sources", "statements", "reading"].map(|it| self.text(&format!("case/{it}.toml")))
    }

    /// Reviews what was read before, with answers from a pipe.
    fn review(&self, answers: &str, more: &[&str]) -> (u8, String, String) {
        let [case, post, wire, from] =
            ["case", "post.txt", "wire.txt", "read.jsonl"].map(|it| self.path(it));
        let mut arguments = vec!["review", &case, &post, &wire, "--from", &from];
        arguments.extend(["--published", "2025-12-02", "--outlet", "Valley Post"]);
        arguments.extend(more);
        self.run(&arguments, answers.as_bytes())
    }

    fn run(&self, arguments: &[&str], mut answers: &[u8]) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut door = Door {
            out: &mut out,
            err: &mut err,
            answers: Answers::lines(&mut answers),
            terminal: false,
            color: false,
            paint: false,
            stop: Stop::default(),
        };
        let arguments = std::iter::once("onetext").chain(arguments.iter().copied());
        let code = run(arguments.map(Into::into), &mut door);
        let text = |bytes| String::from_utf8(bytes).expect("a command writes text");
        let folder = self.folder.display().to_string();
        (code, text(out), text(err).replace(&folder, "FOLDER"))
    }

    /// Fails unless the case passes the check and is laid out.
    fn is_sound(&self) {
        let case = self.path("case");
        for arguments in [vec!["check", &case], vec!["format", &case, "--check"]] {
            let (code, _, err) = self.run(&arguments, b"");
            assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        }
    }
}

fn statement(source: &str, text: &str, words: &str, form: Form) -> Statement {
    let start = text.find(words).expect("the words are there");
    let span = (start, start + words.len());
    Statement {
        id: format!("{source}-{start}"),
        source: source.to_owned(),
        parts: vec![Part { span, words: words.to_owned() }],
        form,
        paragraph: text[..start].matches("\n\n").count(),
        ..Statement::default()
    }
}

/// What a program may have found in the two articles.
fn read() -> Vec<Statement> {
    let span = |words: &str| {
        let start = POST.find(words).expect("the words are there");
        Some((start, start + words.len()))
    };
    let mut belo =
        statement("post", POST, "We will never sign a text with the full dam,", Form::Direct);
    belo.speaker = Some("Ana Belo".to_owned());
    belo.party = Some("upper".to_owned());
    belo.mention = span("Ana Belo");
    belo.cue = Some("said".to_owned());
    belo.said = Some("2025-12-01".to_owned());
    belo.said_words = Some("on Monday".to_owned());
    belo.stance = Some("red-line".to_owned());
    belo.about =
        vec![About { issue: "dam".to_owned(), option: Some("full".to_owned()), confidence: 0.7 }];
    belo.confidence = Confidence {
        words: 0.97,
        speaker: Some(0.9),
        party: Some(0.85),
        said: Some(0.9),
        stance: Some(0.6),
    };
    let mut costa = statement("post", POST, "Valley of Tears.", Form::Mixed);
    costa.speaker = Some("Rui Costa".to_owned());
    costa.mention = span("Rui Costa");
    costa.cue = Some("called".to_owned());
    costa.confidence.words = 0.3;
    let mut clock = statement("post", POST, "it is late", Form::Indirect);
    clock.speaker = Some("The clock".to_owned());
    clock.cue = Some("says".to_owned());
    clock.confidence.words = 0.5;
    let words = "We will never sign a text with the full dam, not now,";
    let mut wire = statement("wire", WIRE, words, Form::Direct);
    wire.speaker = Some("Ana Belo".to_owned());
    wire.party = Some("upper".to_owned());
    vec![belo, costa, clock, wire]
}

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
    issues, such as `dam, tolls=shared`; `-` for none: dam=>= 1
    1 of 1 · post, 2025-12-02 · direct · bytes 30–74
    > a
    gist, in words of your own; nothing: “red-line on dam; see the words”: x
    not entered: statements.toml: the options of `dam` have no values to compare; name the options, or give the issue a `unit` and its options values
    > i
    issues, such as `dam, tolls=shared`; `-` for none: sail
    there is no issue `sail`; known: dam, tolls
    > i
    issues, such as `dam, tolls=shared`; `-` for none: dam=high
    there is no option `high`; known: low, full
    > t
    stance: wish
    there is no stance `wish`; known: red-line, requires, only-if, flexible, support, opposition, demand, rejection, ideal-point, preference, indifference, together, trade, priority, ranking, acceptance, refusal, conditional-offer, ultimatum, threat, estimate, pressure, precondition, commitment, position, assessment, accusation, event
    > t
    stance: preference
    `preference` needs prefer and over, which are written into statements.toml by hand
    1 of 1 · post, 2025-12-02 · direct · bytes 30–74
    > d
    when was it said, such as 2025-12-01 or 2025-W48; nothing: when it was printed: tomorrow
    this is no day, week, month or interval
    > d
    when was it said, such as 2025-12-01 or 2025-W48; nothing: when it was printed: 2025-12-09
    that is after the article was printed
    > p
    for whom does Ana Belo speak: ID, or ID, post, from, to; or ID, alias: nobody
    there is no party, mediator or observer `nobody`; known: upper, lower
    as a new observer: expert, press or body; nothing: not at all: 
    > p
    for whom does Ana Belo speak: ID, or ID, post, from, to; or ID, alias: upper, envoy, soon
    `soon` is no day such as 2025-12-01
    > z
    no such key; `?` lists them
    > i
    issues, such as `dam, tolls=shared`; `-` for none: 
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
    assert_eq!(code, 0);
    assert_snapshot!(err, @r"
    warning: FOLDER/read.jsonl:1 is left out: its words are not the bytes of the article at its spans
    warning: FOLDER/read.jsonl:2 is left out: its article is neither named nor a source of the case with a text
    warning: FOLDER/read.jsonl:3 is left out: its words are not the bytes of the article at its spans
    warning: FOLDER/read.jsonl:4 is left out: its words are not the bytes of the article at its spans
    warning: FOLDER/read.jsonl:5 is left out: it is no statement as `onetext read --json` writes it
    warning: FOLDER/read.jsonl:7 is left out: it is no statement as `onetext read --json` writes it
    warning: FOLDER/read.jsonl:8 is left out: it is no statement as `onetext read --json` writes it
    warning: FOLDER/read.jsonl:9 is left out: it is no statement as `onetext read --json` writes it
    0 accepted, 0 rejected, 0 left
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
    fs::write(place.path("post.txt"), b"\xff\xfe\x00broken\x80").expect("a file can be written");
    let (code, _, err) = place.run(&arguments, b"a\n");
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("is not plain text in UTF-8"), "{err}");
    place.write("case/case.toml", "title = 1");
    assert_eq!(place.run(&arguments, b"a\n").0, 1);
}

#[test]
fn articles_are_read_on_the_way_and_outlet_and_day_asked_for() {
    let place = Place::new("review-read");
    let [case, post] = ["case", "post.txt"].map(|it| place.path(it));
    let answers = b"a\n\n\na\nValley Post\n2025-12-02\nno full dam\nq\n";
    let (code, out, err) = place.run(&["review", &case, &post], answers);
    assert_eq!(code, 0);
    assert!(err.contains("a source needs an outlet"), "{err}");
    assert_eq!(out.lines().count(), 1, "{err}");
    assert!(place.text("case/sources.toml").contains("outlet = \"Valley Post\""));
    place.is_sound();
}
