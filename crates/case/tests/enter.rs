//! Entering into the files of a case: what is new stands where it belongs, and all else stays.

use insta::assert_snapshot;
use jiff::civil::date;
use onetext_case::{
    Body, Channel, Entry, Files, Form, Holder, NewSource, Observer, ObserverKind, PartyId, Person,
    Severity, When, WordList, add_alias, add_observer, add_person, add_place, add_rejected,
    add_source, add_statement, add_word, format, parse, sha256, stance_needs, stance_takes_options,
    stances, template, voice,
};
use proptest::prelude::*;

fn entry() -> Entry {
    Entry {
        id: "belo-dam".to_owned(),
        speaker: "Ana Belo".to_owned(),
        holder: None,
        said: None,
        stance: "position".to_owned(),
        about: Vec::new(),
        options: Vec::new(),
        when: Vec::new(),
        then: Vec::new(),
        otherwise: None,
        gist: "nothing but a \"small\" dam".to_owned(),
        source: "post".to_owned(),
        span: 3..9,
        also: Vec::new(),
        form: Form::Direct,
        channel: Channel::Public,
    }
}

#[test]
fn a_statement_comes_last_below_the_comments() {
    let ledger = "# The talks\n\n[[statement]]\nid = \"a\" # first\n\n# to do: more\n";
    let full = Entry {
        holder: Some("lower".to_owned()),
        said: Some("2025-12-01".to_owned()),
        stance: "red-line".to_owned(),
        about: vec!["tolls".to_owned()],
        options: vec![
            ("dam".to_owned(), vec!["full".to_owned(), "low".to_owned()]),
            ("flow".to_owned(), vec![">= 150".to_owned()]),
        ],
        when: vec![("tolls".to_owned(), vec!["shared".to_owned()])],
        then: vec![("dam".to_owned(), vec!["low".to_owned()])],
        otherwise: Some("floods".to_owned()),
        also: vec![("wire".to_owned(), 4..10), ("mail".to_owned(), 5..11)],
        form: Form::Indirect,
        channel: Channel::Private,
        ..entry()
    };
    assert_snapshot!(add_statement(ledger, &full).expect("it can be added"), @r#"
    # The talks

    [[statement]]
    id = "a" # first

    # to do: more

    [[statement]]
    id = "belo-dam"
    speaker = "Ana Belo"
    holder = "lower"
    said = 2025-12-01
    stance = "red-line"
    about = ["tolls"]
    options = { dam = ["full", "low"], flow = ">= 150" }
    when = { tolls = "shared" }
    then = { dam = "low" }
    otherwise = "floods"
    gist = 'nothing but a "small" dam'
    source = "post"
    span = [3, 9]
    also = [
      { source = "wire", span = [4, 10] },
      { source = "mail", span = [5, 11] },
    ]
    form = "indirect"
    channel = "private"
    "#);
}

#[test]
fn an_empty_ledger_takes_a_statement_and_a_week_is_a_text() {
    let entry = Entry { said: Some("2025-W48".to_owned()), ..entry() };
    assert_snapshot!(add_statement("", &entry).expect("it can be added"), @r#"
    [[statement]]
    id = "belo-dam"
    speaker = "Ana Belo"
    said = "2025-W48"
    stance = "position"
    gist = 'nothing but a "small" dam'
    source = "post"
    span = [3, 9]
    form = "direct"
    "#);
}

#[test]
fn a_ledger_that_cannot_be_added_to_is_left_alone() {
    assert_eq!(add_statement("statement = []", &entry()), None);
    assert_eq!(add_statement("[[statement", &entry()), None);
    assert_eq!(add_place("", "a", "wire", &(1..2)), None);
    assert_eq!(add_word("not-speech = 1", WordList::NotSpeech, "a"), None);
    assert_eq!(add_alias("[mediator]\nid = \"m\"\n", "m", Some("Ana"), "A"), None);
    assert_eq!(add_person("[mediator]\nid = \"m\"\n", "x", &Person::default()), None);
    assert_eq!(add_observer("observer = []", &observer(Vec::new())), None);
}

#[test]
fn another_place_is_added_to_its_statement_only() {
    let ledger =
        "[[statement]]\nid = \"a\"\n\n[[statement]]\nid = \"b\"\nform = \"direct\" # sic\n";
    let once = add_place(ledger, "a", "wire", &(1..2)).expect("it can be added");
    let twice = add_place(&once, "a", "mail", &(3..4)).expect("it can be added");
    assert_snapshot!(twice, @r#"
    [[statement]]
    id = "a"
    also = [
      { source = "wire", span = [1, 2] },
      { source = "mail", span = [3, 4] },
    ]

    [[statement]]
    id = "b"
    form = "direct" # sic
    "#);
}

#[test]
fn a_source_has_what_is_known_of_it() {
    let new = NewSource {
        id: "post".to_owned(),
        outlet: "Valley Post".to_owned(),
        title: "A “dam”".to_owned(),
        day: date(2025, 12, 2),
        author: String::new(),
        address: "https://example.org/a".to_owned(),
        file: Some("texts/post.txt".to_owned()),
        sha256: sha256(b"a"),
    };
    assert_snapshot!(add_source("# Sources\n", &new).expect("it can be added"), @r#"
    # Sources

    [[source]]
    id = "post"
    outlet = "Valley Post"
    title = "A “dam”"
    day = 2025-12-02
    address = "https://example.org/a"
    file = "texts/post.txt"
    sha256 = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    "#);
}

#[test]
fn corrections_of_reading_are_collected() {
    let once = add_word("", WordList::NotSpeech, "Valley of Tears").expect("it can be added");
    let again = add_word(&once, WordList::NotSpeech, "Valley of Tears").expect("it can be added");
    assert_eq!(once, again);
    let more = add_rejected(&once, "post", &(3..9)).expect("it can be added");
    let more = add_word(&more, WordList::NotCues, "flows").expect("it can be added");
    let more = add_word(&more, WordList::NotSpeakers, "The clock").expect("it can be added");
    let more = add_rejected(&more, "wire", &(4..8)).expect("it can be added");
    assert_snapshot!(more, @r#"
    not-speech = ["Valley of Tears"]
    not-cues = ["flows"]
    not-speakers = ["The clock"]

    [[rejected]]
    source = "post"
    span = [3, 9]

    [[rejected]]
    source = "wire"
    span = [4, 8]
    "#);
    let mut files = Files::default();
    files.insert("reading.toml", more);
    let reading = parse(&files).case.reading;
    assert_eq!(reading.not_speech, ["Valley of Tears"]);
    assert_eq!(reading.not_cues, ["flows"]);
    assert_eq!(reading.not_speakers, ["The clock"]);
    assert_eq!(reading.rejected, [("post".to_owned(), 3..9), ("wire".to_owned(), 4..8)]);
}

const CASE: &str = r#"title = "Valley"

[mediator]
id = "commission"
name = "Commission"

[[party]]
id = "upper"
name = "Upper Valley"
people = [
  { name = "Ana Belo", post = "envoy" }, # since spring
  # and her deputy?
]

[[party]]
id = "lower"
name = "Lower Valley"

[[party.people]]
name = "Rui Costa"
"#;

#[test]
fn people_and_names_are_added_where_they_belong() {
    let person = Person {
        name: "Ida Reis".to_owned(),
        post: "minister".to_owned(),
        from: Some(date(2025, 1, 1)),
        pronoun: Some("she".to_owned()),
        aliases: vec!["Reis".to_owned()],
        principal: true,
        ..Person::default()
    };
    let mut case = CASE.to_owned();
    for id in ["upper", "lower", "commission"] {
        case = add_person(&case, id, &person).expect("it can be added");
    }
    for (id, name) in [("upper", "Ana Belo"), ("lower", "Rui Costa"), ("upper", "Ana Belo")] {
        case = add_alias(&case, id, Some(name), "the envoy").expect("it can be added");
    }
    case = add_alias(&case, "lower", None, "Lowlanders").expect("it can be added");
    assert_snapshot!(case, @r#"
    title = "Valley"

    [mediator]
    id = "commission"
    name = "Commission"
    people = [
      { name = "Ida Reis", post = "minister", from = 2025-01-01, principal = true, pronoun = "she", aliases = ["Reis"] },
    ]

    [[party]]
    id = "upper"
    name = "Upper Valley"
    people = [
      { name = "Ana Belo", post = "envoy", aliases = ["the envoy"] }, # since spring
      # and her deputy?
      { name = "Ida Reis", post = "minister", from = 2025-01-01, principal = true, pronoun = "she", aliases = ["Reis"] },
    ]

    [[party]]
    id = "lower"
    name = "Lower Valley"
    aliases = ["Lowlanders"]

    [[party.people]]
    name = "Rui Costa"
    aliases = ["the envoy"]

    [[party.people]]
    name = "Ida Reis"
    post = "minister"
    from = 2025-01-01
    principal = true
    pronoun = "she"
    aliases = ["Reis"]
    "#);
}

fn observer(people: Vec<Person>) -> Observer {
    let body = Body { id: "union".to_owned(), name: "Union".to_owned(), people, ..Body::default() };
    Observer { body, kind: ObserverKind::Body }
}

#[test]
fn an_observer_comes_after_the_others_or_last() {
    let person = Person { name: "Ida Reis".to_owned(), ..Person::default() };
    let once = add_observer("title = \"Valley\"\n", &observer(vec![person])).expect("added");
    let between = format!("{once}\n[[issue]]\nid = \"dam\"\n");
    assert_snapshot!(add_observer(&between, &observer(Vec::new())).expect("added"), @r#"
    title = "Valley"

    [[observer]]
    id = "union"
    name = "Union"
    kind = "body"
    people = [
      { name = "Ida Reis" },
    ]

    [[observer]]
    id = "union"
    name = "Union"
    kind = "body"

    [[issue]]
    id = "dam"
    "#);
}

#[test]
fn a_voice_is_found_as_the_check_finds_it() {
    let mut files = template("Valley", date(2025, 12, 2));
    files.insert("case.toml", "title = \"V\"\nas_of = 2025-12-02\n[[party]]\nid = \"upper\"\nname = \"Upper\"\npeople = [{ name = \"Ana Belo\", aliases = [\"Belo\"], to = 2025-06-01 }]\n");
    let case = parse(&files).case;
    let on = |name, day| voice(&case, name, &When::parse(day).expect("a day"));
    let belo = on("Belo", "2025-05-01").expect("she is there");
    assert_eq!(
        (belo.name.as_str(), belo.holder, belo.is_in_post),
        ("Ana Belo", Holder::Party(PartyId(0)), true)
    );
    assert!(!on("Ana Belo", "2025-07-01").expect("she is there").is_in_post);
    assert!(on("upper", "2025-07-01").expect("it is there").is_in_post);
    assert_eq!(on("Costa", "2025-07-01"), None);
}

#[test]
fn what_a_stance_needs_is_what_the_check_asks_for() {
    assert_eq!(stance_needs("red-line"), Some(&["options"][..]));
    assert_eq!(stance_needs("refusal"), Some(&["options"][..]));
    assert_eq!(stance_needs("position"), Some(&[][..]));
    assert_eq!(stance_needs("nonsense"), None);
    assert!(stance_takes_options("position") && !stance_takes_options("precondition"));
    assert!(stances().iter().all(|it| stance_needs(it).is_some()));
}

#[test]
fn places_that_do_not_fit_are_reported() {
    let mut files = template("Valley", date(2025, 12, 2));
    let text = "“Não,” said Belo.";
    files.insert("sources/post.txt", text);
    let post = format!(
        "[[source]]\nid = \"post\"\noutlet = \"P\"\ntitle = \"T\"\nday = 2025-12-02\nsha256 = \"{}\"\n",
        sha256(text.as_bytes())
    );
    files.insert("sources.toml", post);
    files.insert("drafts/first.dj", "");
    files.insert(
        "case.toml",
        "title = \"V\"\nas_of = 2025-12-02\n[[party]]\nid = \"upper\"\nname = \"Upper\"\n",
    );
    let check = |also: &str| {
        let mut files = files.clone();
        files.insert("statements.toml", format!("[[statement]]\nid = \"a\"\nspeaker = \"Upper\"\nstance = \"position\"\ngist = \"no\"\n{also}\n"));
        let found = parse(&files).diagnostics;
        let told = found
            .iter()
            .filter(|it| it.severity == Severity::Error && it.file == "statements.toml");
        told.map(|it| format!("{}; {}", it.message, it.help)).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(check("source = \"post\"\nspan = [3, 7]\nalso = [{ source = \"post\", span = [12, 15] }]"), @"");
    assert_snapshot!(check("source = \"post\"\nspan = [3, 8]\nalso = [{ source = \"post\", span = [7, 12] }]"), @"the statement names these words of `post` twice; name each place where it is printed once");
    assert_snapshot!(check("source = \"post\"\nalso = [{ source = \"post\", span = [3, 6] }, { source = \"pots\", span = [3, 99] }]"), @"there is no source `pots`; did you mean `post`?");
    assert_snapshot!(check("said = 2025-12-01\nalso = [{ source = \"post\", span = [3, 8] }, { span = [1, 0] }]"), @r"
    the statement has `also` but no `source`; name the first place by `source` and `span`
    this place has no `source`; add `source`: where it is printed as well
    `span` cannot be this list; it takes two byte places, `[start, end]`, the first smaller than the second
    ");
}

proptest! {
    #[test]
    fn whatever_is_entered_is_read_back_and_a_laid_out_file_stays_so(
        id in "[a-z][a-z0-9-]{0,8}",
        speaker in ".{1,12}",
        gist in ".{1,30}",
        outlet in ".{1,12}",
        span in (0_usize..1_000_000, 1_usize..1000),
        word in ".{1,12}",
    ) {
        let span = span.0..span.0 + span.1;
        let new = Entry { id: id.clone(), speaker: speaker.clone(), gist: gist.clone(), span: span.clone(), ..entry() };
        let ledger = "# kept\n\n[[statement]]\nid = \"a\"\ngist = \"b\"\n";
        let added = add_statement(ledger, &new).expect("it can be added");
        prop_assert!(added.starts_with(ledger.trim_end()));
        prop_assert_eq!(format("statements.toml", &added), Some(added.clone()));
        let source = NewSource { id: "post".to_owned(), outlet, title: gist.clone(), day: date(2025, 12, 2), author: word.clone(), address: String::new(), file: None, sha256: sha256(b"") };
        let sources = add_source("", &source).expect("it can be added");
        let reading = add_word("", WordList::NotSpeech, &word).expect("it can be added");
        let reading = add_rejected(&reading, "post", &span).expect("it can be added");
        let mut files = Files::default();
        files.insert("statements.toml", added);
        files.insert("sources.toml", sources);
        files.insert("reading.toml", reading);
        let case = parse(&files).case;
        let found = &case.statements[1];
        prop_assert_eq!((&found.id, &found.speaker, &found.gist, &found.span), (&id, &speaker, &gist, &Some(span.clone())));
        prop_assert_eq!(&case.sources[0].outlet, &source.outlet);
        prop_assert_eq!(&case.reading.not_speech, &[word]);
        prop_assert_eq!(&case.reading.rejected, &[("post".to_owned(), span)]);
    }

    #[test]
    fn entering_into_any_text_fails_or_leaves_toml(text in prop_oneof![".{0,80}", "(\\[\\[(statement|source|party|rejected)\\]\\]\n|id = \"a\"\n|people = \\[\\]\n|# c\n|also = \\[\\{\\}\\]\n|aliases = 1\n){0,8}"]) {
        let person = Person { name: "Ana".to_owned(), ..Person::default() };
        let all = [
            add_statement(&text, &entry()),
            add_place(&text, "a", "post", &(1..2)),
            add_rejected(&text, "post", &(1..2)),
            add_word(&text, WordList::NotCues, "flows"),
            add_person(&text, "a", &person),
            add_alias(&text, "a", Some("Ana"), "A"),
            add_alias(&text, "a", None, "A"),
            add_observer(&text, &observer(Vec::new())),
        ];
        for changed in all.into_iter().flatten() {
            prop_assert!(format("case.toml", &changed).is_some(), "{}", changed);
            prop_assert_eq!(changed.matches("# c\n").count(), text.matches("# c\n").count());
        }
    }
}
