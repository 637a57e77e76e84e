//! What is read from sentences made up for it.

use insta::assert_snapshot;
use jiff::civil::date;
use onetext_statement::{
    Article, Effort, EntryKind, Post, Reader, Roster, RosterEntry, Statement, Topics, read,
};

fn entry(name: &str, aliases: &[&str], kind: EntryKind, holder: &str) -> RosterEntry {
    RosterEntry {
        name: name.to_owned(),
        aliases: aliases.iter().map(|&it| it.to_owned()).collect(),
        holder: Some(holder.to_owned()),
        pronoun: (kind == EntryKind::Person).then(|| "she".to_owned()),
        kind,
        posts: Vec::new(),
    }
}

fn roster() -> Roster {
    let until = Some(date(2025, 11, 28));
    let post = |title: &str, from, to| Post { title: title.to_owned(), from, to };
    let mut belo = entry("Ana Belo", &[], EntryKind::Person, "freedonia");
    belo.posts = vec![post("foreign minister", None, until)];
    let mut costa = entry("Rui Costa", &[], EntryKind::Person, "freedonia");
    costa.pronoun = Some("he".to_owned());
    costa.posts = vec![post("foreign minister", until, None)];
    let freedonia = entry("Freedonia", &["Freedonian", "Palace"], EntryKind::Body, "freedonia");
    Roster { entries: vec![belo, costa, freedonia] }
}

/// What is read in a text, as published on 2 December 2025.
fn statements(roster: &Roster, effort: Effort, text: &str) -> Vec<Statement> {
    let published = Some(date(2025, 12, 2));
    let topics = Topics::default();
    let reader = Reader::new(roster, &topics, effort);
    reader.read(&Article { source: "a", bytes: text.as_bytes(), published })
}

fn or_dash(field: Option<&String>) -> String {
    field.map_or("-".to_owned(), String::clone)
}

/// By rules alone: each statement as form, speaker, party, time and words.
fn check_with(roster: &Roster, text: &str) -> String {
    let statements = statements(roster, Effort::Rules, text);
    let shown = statements.iter().map(|it| {
        let form = format!("{:?}", it.form).to_lowercase();
        let (speaker, party) = (or_dash(it.speaker.as_ref()), or_dash(it.party.as_ref()));
        format!("{form} | {speaker} | {party} | {} | {}", or_dash(it.said.as_ref()), it.words())
    });
    shown.collect::<Vec<_>>().join("\n")
}

fn check(text: &str) -> String {
    check_with(&Roster::default(), text)
}

/// With the model too: each statement as speaker, time, the words it comes from, and words.
fn days(text: &str) -> String {
    let statements = statements(&Roster::default(), Effort::Full, text);
    let shown = statements.iter().map(|it| {
        let [speaker, said, from] =
            [&it.speaker, &it.said, &it.said_words].map(|it| or_dash(it.as_ref()));
        format!("{speaker} | {said} | {from} | {}", it.words())
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn whoever_goes_on_speaking_does_so_at_the_same_time() {
    let found = days(
        "Ana Belo said on Monday that the dam would stay. She added that the gates would be opened. \
         Rui Costa said the tolls were too high.\n\n\
         Belo also said the valley would wait. She has said that the port is lost.\n\n\
         The river rose at night.\n\n\
         Belo said the tolls must fall.",
    );
    assert_snapshot!(found, @r"
    Ana Belo | 2025-12-01 | on Monday | that the dam would stay
    Ana Belo | 2025-12-01 | on Monday | that the gates would be opened
    Rui Costa | - | - | the tolls were too high
    Ana Belo | 2025-12-01 | on Monday | the valley would wait
    Ana Belo | - | - | that the port is lost
    Ana Belo | - | - | the tolls must fall
    ");
}

#[test]
fn a_time_between_what_reports_and_what_is_said_is_none_of_it() {
    let found = days(
        "Ana Belo said on 21/11/2025 that the dam would stay.\n\n\
         Rui Costa said three days ago that the river was free.\n\n\
         Costa said two days earlier that no wall was built.\n\n\
         Rui Costa told reporters a fortnight ago that the tolls were too high.",
    );
    assert_snapshot!(found, @r"
    Ana Belo | 2025-11-21 | on 21/11/2025 | that the dam would stay
    Rui Costa | 2025-11-29 | three days ago | that the river was free
    Rui Costa | - | - | that no wall was built
    Rui Costa | 2025-W47 | a fortnight ago | that the tolls were too high
    ");
    let found = check("Ana Belo said on 21/11/2025 that the dam would stay.");
    assert_snapshot!(found, @"indirect | Ana Belo | - | 2025-11-21 | the dam would stay");
}

#[test]
fn whoever_is_quoted_by_another_speaks() {
    let found = days(
        "The Courier quoted Ana Belo as saying that the dam stays.\n\n\
         Mr. Costa quoted Ms. Lund as saying: “We will never sign.”\n\n\
         An aide to Rui Lima, who spoke on condition that he not be identified, said no wall is built.\n\n\
         Lima rejected the offer at a news conference in Porto.",
    );
    assert_snapshot!(found, @r"
    Ana Belo | - | - | that the dam stays
    Lund | - | - | We will never sign.
    An aide to Rui Lima | - | - | no wall is built
    Rui Lima | - | - | the offer at a news conference in Porto
    ");
}

#[test]
fn the_time_of_what_is_told_is_no_time_of_saying() {
    let found = days(
        "Rui Costa threatened to strike in August.\n\n\
         Costa called for elections in September.\n\n\
         The river rose by a metre on Sunday, Ana Belo said.\n\n\
         Ahead of a summit on Thursday, Rui Lima said the dam stays.\n\n\
         Belo gave them until midnight on Friday, and warned that the dam goes.\n\n\
         Maria Lund said on 28 May that the dam stays.",
    );
    let found: Vec<&str> = found.lines().map(|it| it.rsplit_once(" | ").unwrap().0).collect();
    assert_snapshot!(found.join("\n"), @r"
    Rui Costa | - | -
    Rui Costa | - | -
    Ana Belo | - | -
    Rui Lima | - | -
    Ana Belo | - | -
    Maria Lund | 2025-05-28 | on 28 May
    ");
}

#[test]
fn an_offer_stays_whole_where_its_condition_has_a_word_that_reports() {
    let found = days(
        "Rui Costa said his people would accept a closure of six weeks if Porto agreed to joint \
         patrols in the strait.\n\n\
         The envoy denied that Freedonia had agreed to a vote in twelve months.\n\n\
         Ana Belo said the dam would stay, and demanded that the tolls rise.",
    );
    assert_snapshot!(found, @r"
    Rui Costa | - | - | his people would accept a closure of six weeks if Porto agreed to joint patrols in the strait
    The envoy | - | - | that Freedonia had agreed to a vote in twelve months
    Ana Belo | - | - | the dam would stay
    Ana Belo | - | - | that the tolls rise
    ");
}

#[test]
fn in_a_transcript_all_that_follows_a_name_is_said() {
    let found = days(
        "Briefing on the dam\n\n\
         Rui Costa, the spokesman, spoke to reporters.\n\n\
         MR. COSTA: The dam stays. We have said “no” before.\n\n\
         QUESTION: Will she travel?\n\n\
         MR. COSTA: She will travel on Friday, the minister says.\n\n\
         Ana Belo: We want the gates opened.",
    );
    assert_snapshot!(found, @r"
    Rui Costa | - | - | The dam stays. We have said “no” before.
    Rui Costa | - | - | She will travel on Friday, the minister says.
    Ana Belo | - | - | We want the gates opened.
    ");
}

#[test]
fn in_an_interview_answers_are_said_by_whoever_is_spoken_of_above_it() {
    let turns = "Q: Will the dam stay?\n\nA: It stays. It is ours.\n\n\
         (Laughter.)\n\nThe gates are another matter.\n\nQ: And the tolls?\n\nA: They are too high.";
    let above = "Ana Belo has led the team since March. She spoke to Rui Costa on Monday.";
    assert_snapshot!(days(&format!("{above}\n\n{turns}")), @r"
    Ana Belo | - | - | It stays. It is ours.
    Ana Belo | - | - | The gates are another matter.
    Ana Belo | - | - | They are too high.
    ");
    // Where nobody is interviewed, or two may be, answers have no speaker.
    for above in ["Ana Belo leads the team.", "Ana Belo spoke to Rui Costa on Monday."] {
        let statements =
            statements(&Roster::default(), Effort::Rules, &format!("{above}\n\n{turns}"));
        assert!(statements.iter().all(|it| it.speaker.is_none()), "{statements:?}");
    }
}

#[test]
fn a_post_and_a_name_between_commas_are_one() {
    let found = check(
        "“We will not be bullied,” the environment secretary, Ana Belo, told reporters on Monday.\n\n\
         “It stays,” said the mayor, Rui Costa. “We wait,” the port, a ruin, said.",
    );
    assert_snapshot!(found, @r"
    direct | Ana Belo | - | 2025-12-01 | We will not be bullied,
    direct | Rui Costa | - | - | It stays,
    direct | the port | - | - | We wait,
    ");
}

#[test]
fn entries_of_a_live_blog_are_of_its_day() {
    let found = days(
        "Dam talks live\n\n\
         18:40 Ana Belo says the dam will stay.\n\n\
         “Nobody will open it,” she tells reporters.\n\n\
         17:15 Rui Costa has just told reporters that the tolls are too high. \
         The mayor said the valley would wait.",
    );
    assert_snapshot!(found, @r"
    Ana Belo | 2025-12-02 | 18:40 | the dam will stay
    Ana Belo | 2025-12-02 | 18:40 | Nobody will open it,
    Rui Costa | 2025-12-02 | 17:15 | that the tolls are too high
    The mayor | - | - | the valley would wait
    ");
    let found = days(
        "Dam talks live\n\n\
         Updated at 19:00, Tuesday 2 December\n\n\
         18:40 Ana Belo says the dam will stay.\n\n\
         Monday, December 1\n\n\
         Rui Costa says the tolls are too high.\n\n\
         22:15 Belo says the valley will wait.",
    );
    assert_snapshot!(found, @r"
    Ana Belo | 2025-12-02 | 18:40 | the dam will stay
    Rui Costa | 2025-12-01 | Monday, December 1 | the tolls are too high
    Ana Belo | 2025-12-01 | 22:15 | the valley will wait
    ");
    let found = days(
        "Dam talks live\n\n18:40\n\nAna Belo says the dam will stay.\n\n\
         1 December, 22.15\n\nRui Costa says the tolls are too high.\n\n\
         21.30\n\nBelo says the valley will wait.",
    );
    assert_snapshot!(found, @r"
    Ana Belo | 2025-12-02 | 18:40 | the dam will stay
    Rui Costa | 2025-12-01 | 1 December, 22.15 | the tolls are too high
    Ana Belo | 2025-12-01 | 21.30 | the valley will wait
    ");
    let found = days(
        "Dam talks\n\n18:40\n\nAna Belo says the dam will stay.\n\nDec. 1, 2025\n\n\
         Belo says the valley will wait.",
    );
    assert_snapshot!(found, @r"
    Ana Belo | - | - | the dam will stay
    Ana Belo | - | - | the valley will wait
    ");
    let found = days("Dam talks\n\n18:40\n\nAna Belo says the dam will stay.");
    assert_snapshot!(found, @"Ana Belo | - | - | the dam will stay");
}

#[test]
fn a_split_quotation_keeps_its_speaker_and_time() {
    let found = check("“We built the dam,” Ana Belo said on Monday. “It holds. We shall see.”");
    assert_snapshot!(found, @"direct | Ana Belo | - | 2025-12-01 | We built the dam, … It holds. We shall see.");
    let found = check("“The dam,” said Ana Belo, “is not for sale.”");
    assert_snapshot!(found, @"direct | Ana Belo | - | - | The dam, … is not for sale.");
}

#[test]
fn terms_titles_and_labels_are_no_statements() {
    let found = check("The so-called “river front” met at the “Blue Heron” to sign a “firm” note.");
    assert_snapshot!(found, @"");
    let found = check("“We stay,” Ana Belo told the “Courier” on Monday.");
    assert_snapshot!(found, @"direct | Ana Belo | - | 2025-12-01 | We stay,");
}

#[test]
fn a_term_is_a_statement_where_a_verb_reports_it() {
    let found = check("Ana Belo called the offer “absurd” but said it was “worth a look.”");
    assert_snapshot!(found, @r"
    mixed | Ana Belo | - | - | absurd
    mixed | Ana Belo | - | - | worth a look.
    ");
}

#[test]
fn a_document_speaks_as_it_is_named() {
    let found = check("A clause titled “waters” states that “the dam stays open” at night.");
    assert_snapshot!(found, @"mixed | A clause titled “waters” | - | - | the dam stays open");
    let found = check("The leaked draft contains a pledge that “the dam stays open.”");
    assert_snapshot!(found, @"mixed | The leaked draft | - | - | the dam stays open.");
    let found = check("According to the draft, the valley would “return the lower meadows.”");
    assert_snapshot!(found, @"mixed | the draft | - | - | return the lower meadows.");
}

#[test]
fn a_pronoun_means_the_person_it_fits() {
    let text = "Ana Belo met Rui Costa.\n“We agree,” he said.\n“We do not,” she said.";
    assert_snapshot!(check_with(&roster(), text), @r"
    direct | Rui Costa | freedonia | - | We agree,
    direct | Ana Belo | - | - | We do not,
    ");
}

#[test]
fn a_surname_means_the_full_name_before_it() {
    let text = "Foreign Minister Ana Belo arrived.\n“I am late,” Belo admitted.";
    assert_snapshot!(check(text), @"direct | Ana Belo | - | - | I am late,");
}

#[test]
fn a_post_means_who_held_it_on_the_day() {
    let text = "“No dam,” the Freedonian foreign minister warned in September.\n\
                “No dam,” Ana Belo warned on Monday.\n\
                “No dam,” a Palace spokesman said on Monday.";
    assert_snapshot!(check_with(&roster(), text), @r"
    direct | Ana Belo | freedonia | 2025-09 | No dam,
    direct | Ana Belo | - | 2025-12-01 | No dam,
    direct | a Palace spokesman | freedonia | 2025-12-01 | No dam,
    ");
}

#[test]
fn a_time_in_what_is_said_is_no_time_of_saying() {
    let found = check("Ana Belo said the talks in Porto last week were “calm and short.”");
    assert_snapshot!(found, @"mixed | Ana Belo | - | - | calm and short.");
    let found = check("Speaking in Porto in September, she warned that they were “at the edge.”");
    assert_snapshot!(found, @"mixed | she | - | 2025-09 | at the edge.");
}

#[test]
fn clear_reports_without_marks_are_indirect() {
    let found = check("Ana Belo said on Monday that the dam would stay.");
    assert_snapshot!(found, @"indirect | Ana Belo | - | 2025-12-01 | the dam would stay");
    assert_snapshot!(check("The dam would stay, Ana Belo said."), @"indirect | Ana Belo | - | - | The dam would stay");
    assert_snapshot!(check("Ana Belo firmly ruled out a second dam."), @"indirect | Ana Belo | - | - | a second dam");
    assert_snapshot!(check("According to Ana Belo, the dam would stay."), @"indirect | Ana Belo | - | - | the dam would stay");
}

#[test]
fn a_colon_and_a_participle_report() {
    assert_snapshot!(check("BELO: “Who pays for the dam?”"), @"direct | BELO | - | - | Who pays for the dam?");
    let found = check("They closed the session, with Ana Belo urging: “Open the gates now.”");
    assert_snapshot!(found, @"direct | Ana Belo | - | - | Open the gates now.");
}

#[test]
fn marks_of_other_languages_quote_as_well() {
    let found = check("«The dam stays», said Ana Belo. „It is ours“, she added.");
    assert_snapshot!(found, @r"
    direct | Ana Belo | - | - | The dam stays
    direct | Ana Belo | - | - | It is ours
    ");
    assert_snapshot!(check("'It's ours and it stays,' said Ana Belo."), @"direct | Ana Belo | - | - | It's ours and it stays,");
}

#[test]
fn a_quotation_may_run_over_paragraphs() {
    let text = "Ana Belo rose.\n“We came early.\n“We leave late,” she said.";
    assert_snapshot!(check(text), @r"
    direct | Ana Belo | - | - | We came early.
    direct | Ana Belo | - | - | We leave late,
    ");
}

#[test]
fn a_statement_is_written_with_its_fields_in_order() {
    let text = "“We wait,” Ana Belo said today.";
    let article = Article { source: "a", bytes: text.as_bytes(), published: None };
    let found = read(&article, &Roster::default());
    let json = serde_json::to_string(&found[0]).expect("a statement is plain data");
    let fields = json.replace(",\"", ",\n\"");
    assert_snapshot!(fields, @r#"
    {"id":"a-3",
    "source":"a",
    "parts":[{"span":[3,11],
    "words":"We wait,
    "}],
    "form":"direct",
    "speaker":"Ana Belo",
    "party":null,
    "holder":null,
    "said":null,
    "cue":"said",
    "paragraph":0,
    "said_words":null,
    "mention":[15,23],
    "cue_span":[24,28],
    "venue":null,
    "addressee":null,
    "is_private":false,
    "about":[],
    "stance":"position",
    "condition":null,
    "consequence":null,
    "otherwise":null,
    "confidence":{"words":0.895,
    "speaker":0.92,
    "party":null,
    "said":null,
    "stance":0.227}}
    "#);
}

#[test]
fn a_wrapped_article_is_read_by_its_paragraphs() {
    let text = "Envoys of both banks of the river to meet again in Porto\n\
                By Rui Costa\n\n\
                The envoys of both banks will meet again. “We can wait for\n\
                the rain,” Ana Belo, the envoy of the upper valley, said on\n\
                Monday. According\n\
                to the draft, the coast would “return the lower\n\
                meadows.”\n\n\
                Read more: Ana Belo Says “No Dam Before the Rain Falls on\n\
                the Coast”\n\n\
                Belo said the cease-\n\
                fire would hold.\n";
    assert_snapshot!(check(text), @"
    direct | Ana Belo | - | 2025-12-01 | We can wait for
    the rain,
    mixed | the draft | - | - | return the lower
    meadows.
    indirect | Ana Belo | - | - | the cease-
    fire would hold
    ");
}

#[test]
fn a_speaker_known_as_it_is_not_known() {
    let found = check("It said “the dam stays open.” It’s “worth a look,” it said.");
    assert_snapshot!(found, @"
    mixed | - | - | - | the dam stays open.
    mixed | - | - | - | worth a look,
    ");
    let text = "“The dam stays open,” it said.";
    let article = Article { source: "a", bytes: text.as_bytes(), published: None };
    let found = read(&article, &Roster::default());
    let (start, end) = found[0].mention.expect("the words for the speaker are there");
    assert_eq!((found[0].speaker.as_deref(), &text[start..end]), (None, "it"));
    // The body is found, so it is named.
    let found = check("The council condemned what it called “a firm no.”");
    assert_snapshot!(found, @"mixed | The council | - | - | a firm no.");
}

/// As [`check`], with the learned part.
fn check_all(text: &str) -> String {
    let published = Some(date(2025, 12, 2));
    let article = Article { source: "a", bytes: text.as_bytes(), published };
    let shown = read(&article, &Roster::default()).into_iter().map(|it| {
        format!("{} | {} | {}", or_dash(it.speaker.as_ref()), or_dash(it.said.as_ref()), it.words())
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_opening_is_no_part_of_a_mention() {
    let found = check_all(
        "On a visit to the republic of Freedonia, Belo suggested that the gates would open again.",
    );
    assert_snapshot!(found, @"Belo | - | that the gates would open again");
}

#[test]
fn an_adverb_is_no_part_of_a_name() {
    let found = check_all("Ana Belo firmly rejected the plan for the upper valley.");
    assert_snapshot!(found, @"Ana Belo | - | the plan for the upper valley");
}

#[test]
fn the_subject_speaks_where_the_model_names_nobody() {
    let found = check_all(
        "Ana Belo came to the quay on Monday, and has repeated her demand that the gates open.",
    );
    assert_snapshot!(found, @"Ana Belo | 2025-12-01 | that the gates open");
}

#[test]
fn what_stands_after_a_noun_that_reports_is_a_position() {
    let found = check_all(
        "The last of the points was the stipulation that the upper valley open its gates before the spring.",
    );
    assert_snapshot!(found, @"- | - | that the upper valley open its gates before the spring");
}

#[test]
fn a_participle_that_belongs_to_a_noun_reports_nothing() {
    let found = check_all(
        "Three pumps ordered for the dam have stood on the quay since April over what the port calls “unpaid rent.”",
    );
    assert_snapshot!(found, @"the port | - | unpaid rent.");
}

#[test]
fn what_is_refused_or_promised_is_told_with_its_verb() {
    let found = check_all("Ana Belo declined to say who would pay for the gates.");
    assert_snapshot!(found, @"Ana Belo | - | to say who would pay for the gates");
    let found = check_all("Nils Berg vowed to keep the gates open.");
    assert_snapshot!(found, @"Nils Berg | - | to keep the gates open");
    let found = check_all("The union of farmers previously committed to digging two canals.");
    assert_snapshot!(found, @"The union of farmers | - | digging two canals");
    let found = check_all("Her government would never sign the draft as it stands.");
    assert_snapshot!(found, @"Her government | - | the draft as it stands");
}

#[test]
fn what_is_rejected_or_said_again_is_a_position() {
    let found = check_all("Ana Belo rejected this claim, saying: “We wait for the rain.”");
    assert_snapshot!(found, @r"
    Ana Belo | - | this claim
    Ana Belo | - | We wait for the rain.
    ");
    let found = check_all("Rui Costa repeated those demands in Porto.");
    assert_snapshot!(found, @"Rui Costa | - | those demands in Porto");
    assert_eq!(check_all("The demands were repeated the next day."), "");
}

#[test]
fn nobody_says_nothing() {
    assert_eq!(check_all("Nobody expects the dam to stay."), "");
}

#[test]
fn a_noun_with_a_verb_of_its_own_reports_nothing() {
    assert_eq!(check_all("The talks go on. Its mandate runs out on June 30."), "");
}
