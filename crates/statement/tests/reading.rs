//! What is read from sentences made up for it.

use insta::assert_snapshot;
use jiff::civil::date;
use onetext_statement::{Article, Effort, EntryKind, Post, Roster, RosterEntry, read};

use crate::told::{or_dash, statements};

mod told;

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
    assert_eq!(check_all("Had Ana Belo said she would sign, the war would be over."), "");
}

#[test]
fn a_noun_with_a_verb_of_its_own_reports_nothing() {
    assert_eq!(check_all("The talks go on. Its mandate runs out on June 30."), "");
}
