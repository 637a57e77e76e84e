//! Who says what on which day, where it takes more than a sentence to tell: who goes on speaking, live
//! blogs, transcripts, interviews.

use insta::assert_snapshot;
use onetext_statement::{Effort, Roster};

use crate::told::{or_dash, statements};

mod told;

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
    let text = "Ana Belo said on 21/11/2025 that the dam would stay.";
    let found = statements(&Roster::default(), Effort::Rules, text);
    assert_eq!(found[0].said.as_deref(), Some("2025-11-21"));
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
