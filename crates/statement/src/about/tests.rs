use insta::assert_snapshot;
use proptest::prelude::*;

use super::Index;
use crate::topic::{Topic, Topics};

fn topic(id: &str, question: &str, keywords: &[&str], options: &[(&str, &str)]) -> Topic {
    Topic {
        id: id.to_owned(),
        question: question.to_owned(),
        keywords: keywords.iter().map(|&it| it.to_owned()).collect(),
        options: options.iter().map(|&(id, text)| (id.to_owned(), text.to_owned())).collect(),
    }
}

fn index() -> Index {
    Index::new(&Topics {
        issues: vec![
            topic(
                "dam",
                "What may the upper valley build in the gorge?",
                &["dam", "wall"],
                &[("none", "no wall"), ("low", "the lower wall"), ("full", "the full wall")],
            ),
            topic(
                "army",
                "How large may the army of Freedonia be?",
                &["army", "troops"],
                &[("600", "600,000 troops"), ("800", "800,000 troops"), ("free", "no limit")],
            ),
            topic(
                "foreign",
                "May foreign troops stay in Freedonia?",
                &["foreign troops", "peacekeepers"],
                &[("none", "none stay"), ("some", "a force of monitors stays")],
            ),
            topic(
                "tolls",
                "Who collects the tolls on the bridge?",
                &["tolls"],
                &[("north", "the northern bank"), ("shared", "both banks share them")],
            ),
        ],
    })
}

fn check(words: &str, paragraph: &str) -> String {
    let found = index().find(words, paragraph, "");
    let shown = found.iter().map(|it| {
        format!("{} {} {:.1}", it.issue, it.option.as_deref().unwrap_or("-"), it.confidence)
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn keywords_are_found_in_any_form() {
    assert_snapshot!(check("the DAMS and the tolls’ future", ""), @"tolls - 0.8, dam - 0.7");
}

#[test]
fn a_longer_keyword_counts_more_than_one_within_it() {
    assert_snapshot!(check("Foreign troops would be a target.", ""), @"foreign - 0.8");
}

#[test]
fn numbers_with_their_units_tell_options() {
    assert_snapshot!(check("an army of no more than 600,000", ""), @"army 600 0.8");
    assert_snapshot!(check("the army costs 800,000 dollars", ""), @"army - 0.8");
}

#[test]
fn numbers_in_words_and_in_other_units_tell_options() {
    let vote = topic(
        "vote",
        "When does the province vote?",
        &["vote"],
        &[
            ("soon", "within twelve months"),
            ("late", "within 24 months"),
            ("five", "5 percent agree"),
        ],
    );
    let index = Index::new(&Topics { issues: vec![vote] });
    let option = |words: &str| {
        let found = index.find(words, "", "");
        found.first().and_then(|it| it.option.clone()).unwrap_or("-".to_owned())
    };
    assert_eq!(option("a vote in 12 months"), "soon");
    assert_eq!(option("a vote in two years"), "late");
    assert_eq!(option("a vote in one year"), "soon");
    assert_eq!(option("a vote in three years"), "-");
    assert_eq!(option("a vote if five per cent want it"), "five");
    assert_eq!(option("a vote if 5% want it"), "five");
}

#[test]
fn what_an_issue_is_called_by_tells_no_option() {
    let water = topic(
        "water",
        "Where does the mine take its water?",
        &["water"],
        &[("river", "from the river"), ("recycled", "recycled water alone"), ("none", "no water")],
    );
    let index = Index::new(&Topics { issues: vec![water] });
    let option = |words: &str| index.find(words, "", "").remove(0).option;
    assert_eq!(option("to talk about the water"), None);
    assert_eq!(option("the water must be recycled").as_deref(), Some("recycled"));
    assert_eq!(option("the mine gets no water").as_deref(), Some("none"));
}

#[test]
fn a_word_of_two_issues_tells_no_option_of_either() {
    let options = [("alone", "when the mine decides"), ("all", "when all three towns consent")];
    let filling = topic("filling", "When is the pond filled?", &["pond"], &options);
    let votes = topic("votes", "Which towns vote?", &["vote"], &[("two", "two towns")]);
    let index = Index::new(&Topics { issues: vec![filling, votes] });
    let option = |words: &str| index.find(words, "", "").remove(0).option;
    assert_eq!(option("her town would never fill the pond"), None);
    assert_eq!(option("fill the pond if the towns consent").as_deref(), Some("all"));
    // Unless an option has no other words.
    let options = [("third", "a third"), ("half", "half of them")];
    let oil = topic("oil", "What share of the oil goes south?", &["oil"], &options);
    let seats = topic("seats", "How many seats has the south?", &["seats"], &options);
    let index = Index::new(&Topics { issues: vec![oil, seats] });
    let option = |words: &str| index.find(words, "", "").remove(0).option;
    assert_eq!(option("half of the oil").as_deref(), Some("half"));
    // What all issues have is a name, which tells nothing.
    let issue = |id: &str| topic(id, id, &[id], &[("stay", "Porto keeps it"), ("go", "it goes")]);
    let index = Index::new(&Topics { issues: vec![issue("oil"), issue("fish"), issue("port")] });
    assert_eq!(index.find("Porto demands the fish", "", "").remove(0).option, None);
}

#[test]
fn what_is_spoken_against_tells_no_option() {
    assert_snapshot!(check("the full wall, rather than the lower wall", ""), @"dam full 0.9");
    assert_snapshot!(check("Instead of the full wall, the lower wall", ""), @"dam low 0.9");
    assert_snapshot!(check("800,000 troops instead of 600,000, Belo said", ""), @"army 800 0.8");
}

#[test]
fn negation_tells_the_option_that_denies() {
    assert_snapshot!(check("there will be no wall", ""), @"dam none 0.8");
    assert_snapshot!(check("never the full wall", ""), @"dam full 0.8");
}

#[test]
fn two_options_are_none() {
    assert_snapshot!(check("rather the lower wall than the full one", ""), @"dam - 0.8");
}

#[test]
fn other_words_of_an_issue_speak_for_it_together() {
    assert_snapshot!(check("who collects money at the bridge", ""), @"tolls - 0.6");
    assert_snapshot!(check("the bridge is old", ""), @"");
}

#[test]
fn what_stands_around_the_words_says_nothing_alone() {
    assert_snapshot!(check("that was a long night", "The talks on the tolls and the dam went on."), @"");
    assert_snapshot!(check("the bridge is ours", "The talks on the tolls went on."), @"");
}

proptest! {
    #[test]
    fn any_words_are_read_and_alike_twice(words in ".{0,80}", paragraph in ".{0,80}") {
        let index = index();
        let found = index.find(&words, &paragraph, &words);
        prop_assert_eq!(&found, &index.find(&words, &paragraph, &words));
        for it in found {
            prop_assert!((0.0..=1.0).contains(&it.confidence));
        }
    }

    #[test]
    fn any_issues_can_be_looked_for(texts in prop::collection::vec(".{0,20}", 0..6)) {
        let issue = |it: &String| topic(it, it, &[it, ""], &[(it, it), ("", "no")]);
        let index = Index::new(&Topics { issues: texts.iter().map(issue).collect() });
        for it in index.find(&texts.concat(), "", "") {
            prop_assert!(it.confidence.is_finite());
        }
    }
}
