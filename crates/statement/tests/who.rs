//! Who speaks, for whom, whose position it is, to whom and where: a table of small articles made
//! up for it.

use jiff::civil::date;
use onetext_statement::{
    Article, Effort, EntryKind, Post, Reader, Roster, RosterEntry, Statement, Topics,
};

fn entry(name: &str, aliases: &[&str], pronoun: &str, holder: &str) -> RosterEntry {
    let kind = if pronoun == "it" { EntryKind::Body } else { EntryKind::Person };
    RosterEntry {
        name: name.to_owned(),
        aliases: aliases.iter().map(|&it| it.to_owned()).collect(),
        holder: Some(holder.to_owned()),
        pronoun: Some(pronoun.to_owned()),
        kind,
        posts: Vec::new(),
    }
}

fn person(name: &str, pronoun: &str, holder: &str, posts: &[Post]) -> RosterEntry {
    RosterEntry { posts: posts.to_vec(), ..entry(name, &[], pronoun, holder) }
}

fn post(title: &str) -> Post {
    Post { title: title.to_owned(), from: None, to: None }
}

fn until(title: &str, year: i16, month: i8, day: i8) -> Post {
    Post { to: Some(date(year, month, day)), ..post(title) }
}

fn since(title: &str, year: i16, month: i8, day: i8) -> Post {
    Post { from: Some(date(year, month, day)), ..post(title) }
}

/// Freedonia against Porto over the dam, with the rebels of the valley and a mediator.
fn roster() -> Roster {
    Roster {
        entries: vec![
            entry("Freedonia", &["Freedonian", "Palace"], "it", "freedonia"),
            entry("Porto", &["Portoan", "Harbour House"], "it", "porto"),
            entry("Valley Front", &["the rebels", "Front"], "it", "front"),
            entry("River Commission", &["Commission"], "it", "mediator"),
            person("Ana Belo", "she", "freedonia", &[until("foreign minister", 2025, 11, 28)]),
            person("Rui Costa", "he", "freedonia", &[since("foreign minister", 2025, 11, 28)]),
            person("Eva Lind", "she", "porto", &[post("President")]),
            person("Tom Lind", "he", "mediator", &[post("chairman")]),
            person("Ivo Mar", "he", "freedonia", &[until("envoy", 2025, 5, 31)]),
            person("Ivo Mar", "he", "porto", &[since("chief negotiator", 2025, 6, 1)]),
            person("Max Orr", "he", "front", &[]),
        ],
    }
}

/// Speaker, party, holder, addressee and venue of a statement, on one line.
fn told(it: &Statement) -> String {
    let mut line = it.speaker.clone().unwrap_or("-".to_owned());
    if let Some(party) = &it.party {
        line.extend([" [", party, "]"]);
    }
    let fields = [("of", &it.holder), ("to", &it.addressee), ("at", &it.venue)];
    for (name, value) in fields {
        if let Some(value) = value {
            line.extend([" | ", name, " ", value]);
        }
    }
    if it.is_private {
        line.push_str(" | private");
    }
    line
}

/// The articles of a table that are read otherwise than expected, with how they are read.
fn misses(roster: &Roster, table: &[(&str, &[&str])]) -> Vec<String> {
    let topics = Topics::default();
    let reader = Reader::new(roster, &topics, Effort::Rules);
    let mut misses = Vec::new();
    for &(text, expected) in table {
        let published = Some(date(2025, 12, 2));
        let article = Article { source: "a", bytes: text.as_bytes(), published };
        let found: Vec<String> = reader.read(&article).iter().map(told).collect();
        if found != expected {
            misses.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    misses
}

fn check(table: &[(&str, &[&str])]) {
    let misses = misses(&roster(), table);
    assert!(misses.is_empty(), "{} of {}:\n{}", misses.len(), table.len(), misses.join("\n"));
}

#[test]
fn a_name_in_part_means_the_whole_name() {
    check(&[
        ("“No dam today,” Eva Lind said.", &["Eva Lind [porto]"]),
        ("“No dam today,” Max Orr said. “We wait for rain,” Orr said.", &["Max Orr [front]"; 2]),
        ("Nils Berg arrived.\n“No dam today,” Berg said.", &["Nils Berg"]),
        ("Nils Berg met Karin Holt.\n“No dam today,” Karin said.", &["Karin Holt"]),
        ("“No dam today,” N. Berg said.\nNils Berg then left.", &["Nils Berg"]),
        ("Nils Erik Berg arrived.\n“No dam today,” Nils Berg said.", &["Nils Erik Berg"]),
        ("“No dam today,” Berg said.\nNils Berg then left.", &["Nils Berg"]),
        ("“No dam today,” said M. Orr.", &["Max Orr [front]"]),
        ("“No dam today,” said Rui António Costa.", &["Rui Costa [freedonia]"]),
        ("“No dam today,” said Rúi Costa.", &["Rui Costa [freedonia]"]),
    ]);
}

#[test]
fn two_people_with_one_surname_are_told_apart() {
    check(&[
        ("“No dam today,” Mr. Lind said.", &["Tom Lind [mediator]"]),
        ("“No dam today,” Ms. Lind said.", &["Eva Lind [porto]"]),
        ("“No dam today,” President Lind said.", &["Eva Lind [porto]"]),
        ("“No dam today,” Chairman Lind said.", &["Tom Lind [mediator]"]),
        ("Tom Lind came.\n“No dam today,” Lind said.", &["Tom Lind [mediator]"]),
        (
            "Nils Berg met Karin Berg.\n“No dam,” Mr. Berg said.\n“No,” Mrs. Berg said.",
            &["Nils Berg", "Karin Berg"],
        ),
        ("Otto Belo came.\n“No dam today,” Belo said.", &["Otto Belo"]),
    ]);
}

#[test]
fn a_post_means_who_holds_it() {
    check(&[
        ("“No dam today,” the Portoan president said.", &["Eva Lind [porto]"]),
        ("“No dam today,” Porto's president said.", &["Eva Lind [porto]"]),
        ("“No dam today,” the president of Porto said.", &["Eva Lind [porto]"]),
        ("Eva Lind came late.\n“No dam today,” the president said.", &["Eva Lind [porto]"]),
        ("“No dam today,” Porto's chief negotiator said.", &["Ivo Mar [porto]"]),
        ("Valley Mayor Karin Holt came.\n“No dam today,” the mayor said.", &["Karin Holt"]),
        (
            "Karin Holt, the valley's mayor, came.\n“No dam,” the valley mayor said.",
            &["Karin Holt"],
        ),
        ("Nils Berg, a farmer from the coast, came.\n“No dam,” the farmer said.", &["Nils Berg"]),
        ("Union president Nils Berg came.\n“No dam,” the union's president said.", &["Nils Berg"]),
        (
            "Nils Berg, the union's president, came.\n“No dam,” the union president said.",
            &["Nils Berg"],
        ),
        ("Deputy Mayor Karin Holt met Mayor Nils Berg.\n“No dam,” the mayor said.", &["Nils Berg"]),
        (
            "Deputy Mayor Karin Holt met Mayor Nils Berg.\n“No dam,” the deputy mayor said.",
            &["Karin Holt"],
        ),
        (
            "Freedonia's Foreign Minister Rui Costa came.\n“No dam,” the minister said.",
            &["Rui Costa [freedonia]"],
        ),
    ]);
}

#[test]
fn a_post_and_a_party_are_those_of_the_day() {
    check(&[
        ("“No dam today,” the Freedonian foreign minister said.", &["Rui Costa [freedonia]"]),
        (
            "“No dam today,” the Freedonian foreign minister said in September.",
            &["Ana Belo [freedonia]"],
        ),
        ("“No dam today,” Ana Belo said.", &["Ana Belo"]),
        ("“No dam today,” Ana Belo said in September.", &["Ana Belo [freedonia]"]),
        ("“No dam today,” Ivo Mar said in March.", &["Ivo Mar [freedonia]"]),
        ("“No dam today,” Ivo Mar said in August.", &["Ivo Mar [porto]"]),
        ("“No dam today,” Mar said on Monday.", &["Ivo Mar [porto]"]),
    ]);
}

#[test]
fn who_speaks_for_a_body_speaks_for_its_party() {
    check(&[
        (
            "“No dam today,” a spokesman for the Palace said.",
            &["a spokesman for the Palace [freedonia]"],
        ),
        ("“No dam today,” Freedonian officials said.", &["Freedonian officials [freedonia]"]),
        ("“No dam today,” the Portoan government said.", &["the Portoan government [porto]"]),
        ("“No dam today,” the rebels said.", &["Valley Front [front]"]),
        ("“No dam today,” the Palace said.", &["Freedonia [freedonia]"]),
        ("“No dam today,” Harbour House said.", &["Porto [porto]"]),
        ("“No dam today,” a senior Portoan diplomat said.", &["a senior Portoan diplomat [porto]"]),
        ("“No dam today,” Porto's army said.", &["Porto's army [porto]"]),
        ("“No dam today,” said Porto's ambassador to Freedonia.", &["Porto's ambassador [porto]"]),
        ("“No dam today,” critics of Porto said.", &["critics of Porto"]),
        ("“No dam today,” said Lia Moss, a spokeswoman for the Palace.", &["Lia Moss [freedonia]"]),
        ("“No dam today,” said Palace spokeswoman Lia Moss.", &["Lia Moss [freedonia]"]),
        ("Palace spokeswoman Lia Moss came.\n“No dam today,” she said.", &["Lia Moss [freedonia]"]),
    ]);
}

#[test]
fn a_pronoun_means_the_one_it_fits() {
    check(&[
        ("Rui Costa met Eva Lind.\n“No dam today,” she said.", &["Eva Lind [porto]"]),
        ("Rui Costa met Eva Lind.\n“No dam today,” he said.", &["Rui Costa [freedonia]"]),
        (
            "Rui Costa arrived on Monday. He met Max Orr.\n“No dam today,” he said.",
            &["Rui Costa [freedonia]"],
        ),
        ("Mr. Berg met Ms. Holt.\n“No dam today,” he said.", &["Berg"]),
        ("Karin Holt met Nils Berg.\n“No dam today,” she said.", &["Karin Holt"]),
        (
            "Lu Sen said she had a plan. Jo Tan met her.\n“No dam today,” she said.",
            &["Lu Sen", "Lu Sen"],
        ),
        // Whose first name is not known, but who acts in the sentence before.
        (
            "Rui Costa said he would wait.\nHarish Malhotra was furious. “No dam today,” he said.",
            &["Rui Costa [freedonia]", "Harish Malhotra"],
        ),
        ("Wanjiru Kamau of Nyandara was furious. “No dam today,” she said.", &["Wanjiru Kamau"]),
        (
            "John Brevik was furious.\nHis brother Peter Brevik disagrees. “No dam,” he said.",
            &["Peter Brevik"],
        ),
        (
            "Neither John Brevik nor Peter Lund said the dam would go.",
            &["Neither John Brevik nor Peter Lund"],
        ),
        ("“I saw Eva Lind,” Max Orr said. “No dam today,” he said.", &["Max Orr [front]"; 2]),
        ("The rebels left the table.\n“No dam today,” they said.", &["Valley Front [front]"]),
        ("Porto sent a letter.\n“No dam today,” it said.", &["Porto [porto]"]),
        (
            "Freedonian officials left early.\n“No dam today,” they said.",
            &["Freedonian officials [freedonia]"],
        ),
        ("A senior official came.\n“No dam today,” he said.", &["A senior official"]),
        (
            "Eva Lind came with her aides.\n“No dam today,” her spokesman said.",
            &["her spokesman [porto]"],
        ),
    ]);
}

#[test]
fn who_and_which_mean_what_they_hang_on() {
    check(&[
        (
            "The dam was built by Rui Costa, who said it “must stay open for good.”",
            &["Rui Costa [freedonia]"],
        ),
        (
            "The talks were left by the Valley Front, which said it “would not come back again.”",
            &["Valley Front [front]"],
        ),
    ]);
}

#[test]
fn joint_speakers_are_named_together() {
    check(&[
        (
            "“No dam today,” Belo and Costa said in September.",
            &["Ana Belo and Rui Costa [freedonia]"],
        ),
        ("“No dam today,” Rui Costa and Eva Lind said.", &["Rui Costa and Eva Lind"]),
        ("“No dam today,” Porto and Freedonia said.", &["Porto and Freedonia"]),
        (
            "Nils Berg and Karin Holt came.\n“No dam today,” they said.",
            &["Nils Berg and Karin Holt"],
        ),
    ]);
}

#[test]
fn documents_and_the_unnamed_speak_too() {
    check(&[
        ("The proposal says that the dam stays open at night.", &["The proposal"]),
        (
            "A section labelled “waters” says “the dam stays open at night.”",
            &["A section labelled “waters”"],
        ),
        (
            "“No dam today,” said a senior official who asked not to be named.",
            &["a senior official | private"],
        ),
        ("The draft is short.\n“No dam shall be built,” it says.", &["The draft"]),
    ]);
}

#[test]
fn a_position_of_another_party_is_the_others() {
    check(&[
        (
            "Rui Costa said that Porto would never accept the dam.",
            &["Rui Costa [freedonia] | of porto"],
        ),
        ("Porto wants the dam, Rui Costa said.", &["Rui Costa [freedonia] | of porto"]),
        ("Rui Costa said that her country would never accept the dam.", &["Rui Costa [freedonia]"]),
        ("Rui Costa said that Freedonia would never accept the dam.", &["Rui Costa [freedonia]"]),
        ("Rui Costa said that we will never accept the dam.", &["Rui Costa [freedonia]"]),
        ("Rui Costa said that Porto must accept the dam.", &["Rui Costa [freedonia]"]),
        ("Rui Costa said that Porto was a fine city.", &["Rui Costa [freedonia]"]),
        (
            "Rui Costa said that the rebels refuse to leave the dam.",
            &["Rui Costa [freedonia] | of front"],
        ),
        ("“Porto is ready to sign,” Max Orr said.", &["Max Orr [front] | of porto"]),
        ("“Eva Lind wants the dam for herself,” Max Orr said.", &["Max Orr [front] | of porto"]),
        (
            "“The Portoan government will not give up the dam,” Max Orr said.",
            &["Max Orr [front] | of porto"],
        ),
        (
            "Max Orr said that Porto's president has agreed to open the dam.",
            &["Max Orr [front] | of porto"],
        ),
        ("“We want the dam and Porto wants it too,” Max Orr said.", &["Max Orr [front]"]),
        ("Eva Lind said that she wants the dam.", &["Eva Lind [porto]"]),
        (
            "Max Orr said that Nils Berg demands a new dam. Nils Berg left.",
            &["Max Orr [front] | of Nils Berg"],
        ),
    ]);
}

#[test]
fn a_position_is_the_others_after_that_too() {
    // In full, "that" belongs to what is said.
    let (roster, topics) = (roster(), Topics::default());
    let reader = Reader::new(&roster, &topics, Effort::Full);
    let bytes = b"Rui Costa said that Porto would never accept the dam.";
    let found = reader.read(&Article { source: "a", bytes, published: None });
    assert_eq!(found[0].words(), "that Porto would never accept the dam");
    assert_eq!(found[0].holder.as_deref(), Some("porto"));
}

#[test]
fn it_is_said_to_somebody_somewhere() {
    check(&[
        ("“No dam today,” Max Orr told reporters.", &["Max Orr [front] | to reporters"]),
        ("Max Orr told reporters that no dam would be built.", &["Max Orr [front] | to reporters"]),
        (
            "Max Orr told reporters in Porto on Monday that no dam would be built.",
            &["Max Orr [front] | to reporters"],
        ),
        (
            "“No dam today,” Max Orr said in a television interview.",
            &["Max Orr [front] | at in a television interview"],
        ),
        (
            "In a television interview on Monday, Max Orr said that no dam would be built.",
            &["Max Orr [front] | at In a television interview"],
        ),
        (
            "“No dam today,” Max Orr told reporters at a news conference in Porto.",
            &["Max Orr [front] | to reporters | at at a news conference in Porto"],
        ),
        ("“No dam today,” Max Orr wrote on X.", &["Max Orr [front] | at on X"]),
        ("“No dam today,” Max Orr said in a statement.", &["Max Orr [front] | at in a statement"]),
        (
            "“No dam today,” Max Orr wrote in a letter to the mediator.",
            &["Max Orr [front] | to the mediator | at in a letter"],
        ),
        ("Max Orr urged Porto to open the dam at once.", &["Max Orr [front] | to Porto"]),
        ("Max Orr warned that the talks at a summit in May would fail.", &["Max Orr [front]"]),
        ("“No dam today,” Max Orr said to the council.", &["Max Orr [front] | to the council"]),
        (
            "“No dam today,” Max Orr told the Valley Herald in an interview.",
            &["Max Orr [front] | to the Valley Herald | at in an interview"],
        ),
        (
            "Speaking to reporters in Porto, Max Orr said that no dam would be built.",
            &["Max Orr [front] | to reporters"],
        ),
        ("“No dam today,” Max Orr said.", &["Max Orr [front]"]),
    ]);
}

#[test]
fn what_is_said_in_private_is_private() {
    check(&[
        (
            "“No dam today,” a Portoan diplomat said on condition of anonymity.",
            &["a Portoan diplomat [porto] | private"],
        ),
        ("“No dam today,” Max Orr said behind closed doors.", &["Max Orr [front] | private"]),
        (
            "“No dam today,” Max Orr wrote in a private letter.",
            &["Max Orr [front] | at in a private letter | private"],
        ),
        (
            "Porto would open the dam, according to a person familiar with the talks.",
            &["a person familiar with the talks | of porto | private"],
        ),
        ("“No dam today,” Max Orr said privately.", &["Max Orr [front] | private"]),
        ("Max Orr said that Porto met the rebels behind closed doors.", &["Max Orr [front]"]),
        (
            "“No dam today,” said an official, who was not authorized to speak publicly.",
            &["an official | private"],
        ),
    ]);
}
