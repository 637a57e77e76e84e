//! What must hold whatever is said: closed forms, and changes that change nothing.

use onetext_case::{Case, Claim, Effect, Forecast, IssueId, OptionId, Pattern, Swing, Target};
use proptest::prelude::*;

use crate::elicited::Answer;
use crate::fixture::{case, chance, pattern, prospect, say};
use crate::{Elicited, Level, Question, Text, elicit};

fn drawn(case: &Case) -> Elicited {
    elicit(case, &Question::new(7, 200), &|| false)
}

/// Columns of worths of party 0.
fn worths(elicited: &Elicited) -> &[Vec<f64>] {
    match &elicited.views[0].answer {
        Answer::Worlds(worlds) => &worlds.draws.worths,
        other => panic!("{other:?}"),
    }
}

/// Share of the worlds in which one column is at least as large as each of the others.
fn largest(worths: &[Vec<f64>], one: usize, others: &[usize]) -> f64 {
    let count = worths[one].len();
    let is_largest = |&it: &usize| others.iter().all(|&other| worths[other][it] <= worths[one][it]);
    crate::converge::count((0..count).filter(is_largest).count()) / crate::converge::count(count)
}

#[test]
fn without_statements_every_order_is_as_likely_as_any_other() {
    let elicited = elicit(&case(1, &[(4, Some(0))]), &Question::new(1, 4_000), &|| false);
    let worths = worths(&elicited);
    assert!((largest(worths, 1, &[2]) - 0.5).abs() < 0.015);
    assert!((largest(worths, 3, &[0, 1, 2]) - 0.25).abs() < 0.015);
    assert_eq!(elicited.views[0].basis, crate::Basis::Assumed);
}

#[test]
fn without_statements_two_steps_and_a_cost_have_their_closed_form() {
    // Three exponentials against two: of four fair coins, at least two are heads.
    let case = case(1, &[(3, None), (3, Some(0))]);
    let elicited = elicit(&case, &Question::new(1, 4_000), &|| false);
    let share = elicited.views[0].share(&Text::outcome(&[OptionId(1), OptionId(1)])).unwrap();
    assert!((share.low - 11.0 / 16.0).abs() < 1.5 * share.error, "{share:?}");
}

#[test]
fn a_chain_of_hard_preferences_gives_the_rank_order_centroid() {
    let mut case = case(1, &[(3, Some(2))]);
    for (better, worse) in [(0, 1), (1, 2)] {
        let [prefer, over] = [better, worse].map(|it| pattern(&[(0, &[it])]));
        say(&mut case, Claim::Preference { prefer, over }, 1.0);
    }
    let elicited = elicit(&case, &Question::new(1, 4_000), &|| false);
    let worths = worths(&elicited);
    for (level, centroid) in [11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0].into_iter().enumerate() {
        let shares = (0..worths[0].len())
            .map(|it| worths[level][it] / (worths[0][it] + worths[1][it] + worths[2][it]));
        let mean = shares.sum::<f64>() / crate::converge::count(worths[0].len());
        assert!((mean - centroid).abs() < 0.006, "{level}: {mean} is not {centroid}");
    }
}

/// A claim among many, about two issues of three options and a prospect.
fn arb_claim() -> impl Strategy<Value = Claim> {
    let single = |issue: usize, option: usize| pattern(&[(issue, &[option])]);
    let both = |one: usize, other: usize| pattern(&[(0, &[one]), (1, &[other])]);
    let forecast = || {
        let prospect = onetext_case::ProspectId(0);
        Some(Forecast { prospect, chance: chance(0.55, 0.8) })
    };
    (0..18, 0..3_usize, 0..3_usize).prop_map(move |(kind, one, other)| match kind {
        0 => Claim::RedLine(single(0, one)),
        1 => Claim::Requires(single(1, other)),
        2 => Claim::Support(single(0, one)),
        3 => Claim::Rejection(single(1, other)),
        4 => Claim::Preference { prefer: single(0, one), over: single(1, other) },
        5 => Claim::Acceptance(Target::Package(both(one, other))),
        6 => Claim::Refusal(Target::Package(both(one, other))),
        7 => Claim::ConditionalOffer {
            when: single(0, one),
            then: single(1, other),
            otherwise: String::new(),
            forecast: None,
        },
        8 => Claim::Flexible(both(one, other)),
        9 => Claim::IdealPoint(single(0, one)),
        10 => Claim::Indifference([single(0, one), single(1, other)]),
        11 => Claim::Together { options: both(one, other), effect: Effect::Gain },
        12 => Claim::Together { options: both(other, one), effect: Effect::Loss },
        13 => Claim::Priority {
            swings: [1, 0].map(|it| Swing::Issue(IssueId(it))).to_vec(),
            times: 2,
        },
        14 => Claim::Pressure(Vec::new()),
        15 => Claim::Ultimatum {
            options: single(0, one),
            then: single(1, other),
            forecast: forecast(),
        },
        16 => Claim::Threat {
            prospect: onetext_case::ProspectId(0),
            chance: chance(0.8, 0.95),
            options: single(0, one),
        },
        _ => Claim::Estimate { prospect: onetext_case::ProspectId(0), chance: chance(0.05, 0.2) },
    })
}

fn arb_said() -> impl Strategy<Value = Vec<(Claim, f64)>> {
    let credence = prop::sample::select(vec![0.55, 0.7, 0.85]);
    prop::collection::vec((arb_claim(), credence), 1..6)
}

fn case_of(said: &[(Claim, f64)]) -> Case {
    let mut case = case(1, &[(3, None), (3, Some(0))]);
    prospect(&mut case, &[(0, 2)]);
    for (claim, credence) in said {
        say(&mut case, claim.clone(), *credence);
    }
    case
}

/// The shares of all nine outcomes, to the last bit.
fn shares(case: &Case) -> String {
    let elicited = drawn(case);
    let outcomes = (0..3).flat_map(|one| (0..3).map(move |other| [OptionId(one), OptionId(other)]));
    let share = |it: [OptionId; 2]| format!("{:?}", elicited.views[0].share(&Text::outcome(&it)));
    outcomes.map(share).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// The order of the ledger does not show, to the last bit.
    #[test]
    fn the_order_of_statements_changes_nothing(said in arb_said(), turn in 0..6_usize) {
        let mut case = case_of(&said);
        let before = shares(&case);
        let count = case.statements.len();
        case.statements.rotate_left(turn % count);
        prop_assert_eq!(before, shares(&case));
    }

    /// Ids are for people.
    #[test]
    fn new_ids_change_nothing(said in arb_said()) {
        let mut case = case_of(&said);
        let before = shares(&case);
        for statement in &mut case.statements {
            statement.id.insert_str(0, "new-");
        }
        case.issues[0].id = "other".to_owned();
        case.parties[0].body.id = "another".to_owned();
        prop_assert_eq!(before, shares(&case));
    }

    /// The same words in the same source count once.
    #[test]
    fn the_same_words_twice_change_nothing(said in arb_said()) {
        let mut case = case_of(&said);
        let before = shares(&case);
        case.statements.extend(case.statements.clone());
        prop_assert_eq!(before, shares(&case));
    }

    /// A credence of 0.5 says nothing.
    #[test]
    fn what_says_nothing_changes_nothing(said in arb_said(), more in arb_said()) {
        let mut case = case_of(&said);
        let before = shares(&case);
        for (claim, _) in more {
            say(&mut case, claim, 0.5);
        }
        prop_assert_eq!(before, shares(&case));
    }

    /// Same seed, same bytes, whatever the number of threads.
    #[test]
    fn the_number_of_threads_changes_nothing(said in arb_said()) {
        let case = case_of(&said);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads can be had").install(|| shares(&case))
        };
        prop_assert_eq!(on(1), on(4));
    }

    /// A red line that is trusted more never makes a text that crosses it more acceptable.
    #[test]
    fn a_firmer_red_line_does_not_help_a_text_that_crosses_it(said in arb_said(), option in 0..3_usize) {
        let line: Pattern = pattern(&[(0, &[option])]);
        let share = |credence: f64| {
            let mut case = case_of(&said);
            say(&mut case, Claim::RedLine(line.clone()), credence);
            drawn(&case).views[0].share(&Text::outcome(&[OptionId(option), OptionId(1)])).ok()
        };
        let shares = [0.5, 0.6, 0.8, 0.95].map(share);
        for pair in shares.windows(2) {
            if let [Some(before), Some(after)] = pair {
                prop_assert!(after.high <= before.high + 1.5 * (before.error + after.error));
            }
        }
    }

    /// What another party says of itself is none of this party's business.
    #[test]
    fn a_party_is_a_function_of_what_concerns_it(said in arb_said()) {
        let mut one = case(2, &[(3, None), (3, Some(0))]);
        let silent = shares(&one);
        for (claim, credence) in said {
            if claim.forecast().is_none() {
                let statement = say(&mut one, claim, credence);
                statement.voice = onetext_case::Holder::Party(onetext_case::PartyId(1));
                statement.holder = statement.voice;
            }
        }
        prop_assert_eq!(silent, shares(&one));
    }

    /// A draft that is not public has the range of all texts between its neighbors.
    #[test]
    fn what_is_not_public_lies_between_its_bounds(
        said in arb_said(),
        one in prop::collection::vec((0..2_usize, 0..3_usize), 0..4),
        other in prop::collection::vec((0..2_usize, 0..3_usize), 0..4),
    ) {
        let mut case = case_of(&said);
        crate::fixture::draft(&mut case, &one);
        crate::fixture::draft(&mut case, &other);
        let undisclosed = onetext_case::Undisclosed {
            id: "between".to_owned(),
            title: String::new(),
            day: None,
            by: None,
            between: [onetext_case::DraftId(0), onetext_case::DraftId(1)],
            because: Vec::new(),
            note: String::new(),
        };
        let view = drawn(&case).views[0].clone();
        let between = Text::undisclosed(&case, &undisclosed);
        let Ok(range) = view.share(&between) else { return Ok(()) };
        let levels = |draft: &[(usize, usize)], issue: usize| {
            let said = draft.iter().filter(|it| it.0 == issue);
            let said: Vec<Level> = said.map(|it| Level::Option(OptionId(it.1))).collect();
            if said.is_empty() { vec![Level::Silent] } else { said }
        };
        let either = |issue: usize| [levels(&one, issue), levels(&other, issue)].concat();
        let mut met = [false; 2];
        for first in either(0) {
            for second in either(1) {
                let text = Text { issues: vec![vec![first], vec![second]] };
                let Ok(share) = view.share(&text) else { continue };
                prop_assert!(range.low <= share.low && share.high <= range.high);
                met = [met[0] || share.low <= range.low, met[1] || range.high <= share.high];
            }
        }
        prop_assert!(met == [true, true], "both ends are those of some text");
    }
}
