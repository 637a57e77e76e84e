//! What each kind of statement does to a text, as lines.

use insta::assert_snapshot;
use onetext_case::{
    Case, Claim, Decimal, DraftId, Holder, IssueId, Linkage, ObserverKind, OptionId, PartyId,
    Target, Undisclosed, Utility,
};

use crate::fixture::{case, chance, day, draft, pattern, prospect, say};
use crate::{Entered, Level, Question, Text, elicit, found};

const TEXT: [OptionId; 2] = [OptionId(1), OptionId(1)];

/// Two issues of three options, the first with a silence of its own.
fn two() -> Case {
    case(1, &[(3, None), (3, Some(0))])
}

/// What party 0 thinks of the text that settles both issues by their second option.
fn check(case: &Case) -> String {
    let elicited = elicit(case, &Question::new(1, 500), &|| false);
    let view = &elicited.views[0];
    let mut lines = vec![match view.acceptability(&Text::outcome(&TEXT)) {
        Ok(it) => format!(
            "{} {:.2} ±{:.2}, if real {:.2}, if bluff {:.2}",
            it.word.as_str(),
            it.share.low,
            it.share.error,
            it.if_real.low,
            it.if_bluff.low
        ),
        Err(error) => error.to_string(),
    }];
    for entry in &view.ledger {
        let truth = entry.truth.map_or(String::new(), |it| format!(", truth {it:.2}"));
        lines.push(format!("{:?} {:.2}{truth}", entry.entered, entry.credence));
    }
    if let Ok(it) = view.acceptability(&Text::outcome(&TEXT)) {
        for because in it.because {
            let influence = because.influence.map_or("?".to_owned(), |it| format!("{it:+.2}"));
            lines.push(format!("because {}: {influence}", because.statement.0));
        }
        if let Some(it) = it.blocker {
            lines.push(format!(
                "blocked on {} by {:?}, red line {}, {:?}, {:.2}",
                it.issue.0, it.level, it.red_line, it.statements, it.explains
            ));
        }
    }
    lines.join("\n")
}

#[test]
fn nothing_said_is_assumed() {
    assert_snapshot!(check(&two()), @r"
    likely 0.70 ±0.02, if real 0.70, if bluff 0.70
    blocked on 0 by Option(OptionId(1)), red line false, [], 0.60
    ");
}

#[test]
fn a_red_line_blocks_as_often_as_it_is_real() {
    let mut case = two();
    say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.8);
    assert_snapshot!(check(&case), @r"
    unlikely 0.10 ±0.01, if real 0.00, if bluff 0.52
    Veto 0.80, truth 0.80
    because 0: -0.53
    blocked on 0 by Option(OptionId(1)), red line true, [StatementId(0)], 0.89
    ");
}

#[test]
fn acceptance_and_refusal_move_a_text_most() {
    let mut case = two();
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1]), (1, &[1])]))), 0.9);
    assert_snapshot!(check(&case), @r"
    near-certain 0.95 ±0.01, if real 0.95, if bluff 0.95
    Row 0.90, truth 0.95
    because 0: +0.26
    blocked on 1 by Option(OptionId(1)), red line false, [StatementId(0)], 0.52
    ");
    say(&mut case, Claim::Refusal(Target::Package(pattern(&[(0, &[1])]))), 0.7);
    assert_snapshot!(check(&case), @r"
    likely 0.92 ±0.01, if real 0.92, if bluff 0.92
    Row 0.90, truth 0.92
    Row 0.70, truth 0.24
    because 0: +0.35
    because 1: -0.03
    blocked on 0 by Option(OptionId(1)), red line false, [StatementId(0), StatementId(1)], 0.63
    ");
}

#[test]
fn drafts_are_taken_whole_and_open_brackets_as_they_are() {
    let mut case = two();
    draft(&mut case, &[(0, 1), (1, 1)]);
    draft(&mut case, &[(0, 2), (0, 0)]);
    say(&mut case, Claim::Refusal(Target::Draft(DraftId(0))), 0.9);
    say(&mut case, Claim::Acceptance(Target::Draft(DraftId(1))), 0.9);
    say(&mut case, Claim::Ranking([1, 0].map(DraftId).to_vec()), 0.8);
    assert_snapshot!(check(&case), @r"
    unlikely 0.17 ±0.02, if real 0.17, if bluff 0.17
    Row 0.90, truth 0.83
    Row 0.90, truth 0.96
    Row 0.80, truth 0.96
    because 0: -0.48
    because 2: -0.09
    because 1: +0.03
    blocked on 1 by Option(OptionId(1)), red line false, [StatementId(0), StatementId(2)], 0.52
    ");
    let between = Undisclosed {
        id: String::new(),
        title: String::new(),
        day: None,
        by: None,
        between: [0, 1].map(DraftId),
        because: Vec::new(),
        note: String::new(),
    };
    let elicited = elicit(&case, &Question::new(1, 500), &|| false);
    let of = |text: &Text| {
        let levels = text.issues.iter().map(|it| {
            let level = |it: &Level| match it {
                Level::Silent => "silent".to_owned(),
                Level::Option(it) => it.0.to_string(),
            };
            it.iter().map(level).collect::<Vec<_>>().join("/")
        });
        let levels = levels.collect::<Vec<_>>().join(", ");
        let share = elicited.views[0].share(text).unwrap();
        format!("[{levels}] {:.2} to {:.2}", share.low, share.high)
    };
    assert_snapshot!(of(&Text::draft(&case, DraftId(0))), @"[1, 1] 0.17 to 0.17");
    assert_snapshot!(of(&Text::draft(&case, DraftId(1))), @"[2/0, ] 0.80 to 0.81");
    assert_snapshot!(of(&Text::undisclosed(&case, &between)), @"[0/1/2, silent/1] 0.17 to 0.81");
}

#[test]
fn a_hard_red_line_and_a_hard_acceptance_of_what_it_blocks_are_both_named() {
    let mut case = two();
    let line = pattern(&[(0, &[1])]);
    say(&mut case, Claim::RedLine(line.clone()), 1.0);
    say(&mut case, Claim::Acceptance(Target::Package(line)), 1.0);
    let elicited = elicit(&case, &Question::new(1, 100), &|| false);
    let error = elicited.views[0].share(&Text::default()).unwrap_err();
    assert_snapshot!(format!("{error:?}"), @"Unmet { statements: [StatementId(0), StatementId(1)] }");
}

#[test]
fn a_good_prospect_makes_a_party_choosy() {
    let mut case = two();
    prospect(&mut case, &[(0, 2)]);
    say(&mut case, Claim::Demand(pattern(&[(0, &[2])])), 0.85);
    let estimate = |low, high| Claim::Estimate {
        prospect: onetext_case::ProspectId(0),
        chance: chance(low, high),
    };
    let mut unlikely = case.clone();
    say(&mut case, estimate(0.8, 0.95), 0.9);
    assert_snapshot!(check(&case), @r"
    open 0.54 ±0.02, if real 0.54, if bluff 0.54
    Row 0.85, truth 0.67
    Belief(ProspectId(0)) 0.90
    because 0: -0.11
    because 1: -0.03
    blocked on 0 by Option(OptionId(1)), red line false, [StatementId(0)], 0.62
    ");
    say(&mut unlikely, estimate(0.01, 0.05), 0.9);
    assert_snapshot!(check(&unlikely), @r"
    likely 0.66 ±0.02, if real 0.66, if bluff 0.66
    Row 0.85, truth 0.67
    Belief(ProspectId(0)) 0.90
    because 1: +0.06
    because 0: +0.02
    blocked on 0 by Option(OptionId(1)), red line false, [StatementId(0)], 0.55
    ");
}

#[test]
fn what_is_not_in_force_makes_no_row() {
    let mut case = two();
    let bad = || Claim::Rejection(pattern(&[(0, &[1])]));
    say(&mut case, bad(), 0.9).until = Some(day("2025-12-01"));
    say(&mut case, bad(), 0.9).retracted = Some(day("2025-12-02"));
    say(&mut case, bad(), 0.9).said = onetext_case::When::day(day("2025-12-03"));
    say(&mut case, bad(), 0.9);
    say(&mut case, Claim::Position(pattern(&[(0, &[1])])), 0.9).supersedes =
        Some(onetext_case::StatementId(3));
    say(&mut case, Claim::Precondition, 0.8);
    say(&mut case, bad(), 0.5);
    let with = check(&case);
    assert_snapshot!(with, @r"
    likely 0.70 ±0.02, if real 0.70, if bluff 0.70
    Expired 0.90
    Retracted 0.90
    Later 0.90
    Superseded(StatementId(4)) 0.90
    NotModelled 0.90
    Precondition 0.80
    Weak 0.50
    blocked on 0 by Option(OptionId(1)), red line false, [], 0.60
    ");
    assert_eq!(with.lines().next(), check(&two()).lines().next());
}

#[test]
fn who_speaks_counts_and_words_age() {
    let mut case = two();
    case.observers = [ObserverKind::Expert, ObserverKind::Press, ObserverKind::Body]
        .into_iter()
        .map(|kind| onetext_case::Observer { body: onetext_case::Body::default(), kind })
        .collect();
    let mut by = |voice: Holder, days: &str, claim: Claim| {
        let statement = say(&mut case, claim, 0.5);
        statement.credence = None;
        statement.voice = voice;
        statement.said = onetext_case::When::day(day(days));
    };
    let support = |option: usize| Claim::Support(pattern(&[(0, &[option])]));
    by(Holder::Party(PartyId(0)), "2025-12-02", support(0));
    by(Holder::Party(PartyId(0)), "2025-06-05", support(0));
    by(Holder::Mediator, "2025-12-02", support(1));
    by(Holder::Observer(onetext_case::ObserverId(0)), "2025-12-02", support(1));
    by(Holder::Observer(onetext_case::ObserverId(1)), "2025-12-02", support(1));
    by(Holder::Observer(onetext_case::ObserverId(2)), "2025-12-02", support(1));
    by(Holder::Party(PartyId(1)), "2025-12-02", support(1));
    by(Holder::Party(PartyId(0)), "2025-12-02", Claim::RedLine(pattern(&[(0, &[2])])));
    by(
        Holder::Party(PartyId(0)),
        "2025-11-02",
        Claim::ConditionalOffer {
            when: pattern(&[(0, &[1])]),
            then: pattern(&[(1, &[1])]),
            otherwise: String::new(),
            forecast: None,
        },
    );
    assert_snapshot!(check(&case), @r"
    likely 0.91 ±0.01, if real 0.91, if bluff 0.91
    Row 0.85, truth 0.94
    Row 0.70, truth 0.94
    Row 0.70, truth 0.94
    Row 0.70, truth 0.94
    Row 0.65, truth 0.94
    Row 0.60, truth 0.94
    Row 0.55, truth 0.94
    Veto 0.80, truth 0.80
    Row 0.67, truth 0.87
    because 8: +0.07
    because 0: +0.01
    because 2: +0.00
    because 3: +0.00
    because 4: +0.00
    because 5: +0.00
    because 6: +0.00
    because 1: +0.00
    because 7: +0.00
    blocked on 1 by Option(OptionId(1)), red line false, [StatementId(8)], 0.69
    ");
}

#[test]
fn hard_statements_that_cannot_all_hold_give_no_number() {
    let mut case = two();
    let [one, other] = [0, 1].map(|it| pattern(&[(0, &[it])]));
    say(&mut case, Claim::Preference { prefer: one.clone(), over: other.clone() }, 1.0);
    say(&mut case, Claim::Preference { prefer: other, over: one }, 1.0);
    let elicited = elicit(&case, &Question::new(1, 100), &|| false);
    let error = elicited.views[0].share(&Text::default()).unwrap_err();
    assert_snapshot!(format!("{error}; {}", error.hint().unwrap_or_default()), @"no world found in which all hard statements hold; give one of the hard statements a credence below 1");
}

#[test]
fn a_stopped_question_has_no_number() {
    let elicited = elicit(&two(), &Question::new(1, 100), &|| true);
    assert_eq!(elicited.views[0].share(&Text::default()), Err(crate::Error::Stopped));
}

#[test]
fn draws_are_neither_too_few_for_a_number_nor_too_many_for_the_memory() {
    let draws = |draws: usize| {
        let elicited = elicit(&two(), &Question::new(1, draws), &|| true);
        (elicited.question.draws, elicited.views[0].exactness())
    };
    let sampled = |draws: usize| crate::Exactness::Sampled { draws, seed: 1 };
    assert_eq!(draws(0), (100, sampled(400)));
    assert_eq!(draws(101), (101, sampled(404)));
    assert_eq!(draws(usize::MAX), (100_000, sampled(400_000)));
}

#[test]
fn an_option_that_is_not_there_is_refused() {
    let elicited = elicit(&two(), &Question::new(1, 100), &|| false);
    let text = Text::default().with(IssueId(0), vec![Level::Option(OptionId(3))]);
    assert_snapshot!(elicited.views[0].share(&text).unwrap_err(), @"issue 0 has no option 3");
}

fn decimal(digits: i64, places: u32) -> Decimal {
    Decimal { digits, places }
}

/// A party with numbers: 0.1 + 0.2 against 0.3, which floating point gets wrong.
fn numeric() -> Case {
    let mut case = two();
    let weight = decimal(1, 0);
    case.parties[0].utility = Some(Utility {
        reservation: decimal(3, 1),
        issues: vec![
            (weight, vec![decimal(0, 0), decimal(1, 1), decimal(5, 1)]),
            (weight, vec![decimal(0, 0), decimal(20, 2), decimal(0, 0)]),
        ],
        red_lines: vec![],
    });
    case
}

#[test]
fn utilities_in_numbers_are_exact() {
    let mut case = numeric();
    say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 1.0);
    assert_snapshot!(check(&case), @r"
    near-certain 1.00 ±0.00, if real 1.00, if bluff 1.00
    Numbers 1.00
    ");
    let elicited = elicit(&case, &Question::new(1, 1), &|| false);
    let open = vec![Level::Silent, Level::Option(OptionId(1))];
    let share = elicited.views[0].share(&Text::outcome(&TEXT).with(IssueId(0), open));
    assert_snapshot!(format!("{share:?}"), @"Ok(Share { low: 0.0, high: 1.0, error: 0.0 })");
}

#[test]
fn a_red_line_in_numbers_holds_at_any_utility() {
    let share = |red_lines: &[&[(usize, &[usize])]], open: Vec<Level>| {
        let mut case = numeric();
        let utility = case.parties[0].utility.as_mut().expect("the party has numbers");
        utility.red_lines = red_lines.iter().map(|it| pattern(it)).collect();
        let elicited = elicit(&case, &Question::new(1, 1), &|| false);
        let share = elicited.views[0].share(&Text::outcome(&TEXT).with(IssueId(0), open));
        share.map_or_else(|it| it.to_string(), |it| format!("{} to {}", it.low, it.high))
    };
    let [one, two] = [1, 2].map(|it| Level::Option(OptionId(it)));
    // The text settles issue 1 by option 1.
    assert_snapshot!(share(&[], vec![one]), @"1 to 1");
    assert_snapshot!(share(&[&[(0, &[1])]], vec![one]), @"0 to 0");
    assert_snapshot!(share(&[&[(0, &[1]), (1, &[0])]], vec![one]), @"1 to 1");
    assert_snapshot!(share(&[&[(0, &[2]), (1, &[1])]], vec![one, two]), @"0 to 1");
    assert_snapshot!(share(&[&[(0, &[1])], &[(0, &[2])]], vec![one, two]), @"0 to 0");
    // The best option crosses the red line, and what is left falls short.
    assert_snapshot!(share(&[&[(0, &[1, 2])]], vec![Level::Silent, two]), @"0 to 0");
}

#[test]
fn a_search_respects_linkages_and_says_what_it_found() {
    let mut case = numeric();
    let elicited = elicit(&case, &Question::new(1, 1), &|| false);
    let of = |case: &Case| match found(case, &elicited, 3, 4) {
        Ok(it) => format!("{:?} {} {:?}", it.outcome, it.joint.share.low, it.joint.exactness),
        Err(error) => error.to_string(),
    };
    assert_snapshot!(of(&case), @"[OptionId(2), OptionId(0)] 1 Exact");
    let mut link = |when: usize, then: usize| {
        case.linkages.push(Linkage {
            when: pattern(&[(0, &[when])]),
            then: pattern(&[(1, &[then])]),
            because: Vec::new(),
            note: String::new(),
        });
    };
    link(2, 2);
    assert_snapshot!(of(&case), @"[OptionId(1), OptionId(1)] 1 Exact");
    for when in 0..3 {
        case.linkages.extend([0, 1].map(|then| Linkage {
            when: pattern(&[(0, &[when])]),
            then: pattern(&[(1, &[then])]),
            because: Vec::new(),
            note: String::new(),
        }));
    }
    assert_snapshot!(of(&case), @"no outcome respects all linkages");
}

#[test]
fn what_two_parties_could_accept_is_a_product() {
    let mut case = case(2, &[(3, None), (3, Some(0))]);
    say(&mut case, Claim::Demand(pattern(&[(0, &[2])])), 0.9);
    let other = say(&mut case, Claim::RedLine(pattern(&[(0, &[2])])), 0.9);
    other.voice = Holder::Party(PartyId(1));
    other.holder = other.voice;
    let elicited = elicit(&case, &Question::new(1, 500), &|| false);
    let it = found(&case, &elicited, 3, 4).unwrap();
    let shares: Vec<f64> = it.joint.parties.iter().map(|it| it.1.low).collect();
    assert!((shares[0] * shares[1] - it.joint.share.low).abs() < 1e-12);
    let outcome: Vec<usize> = it.outcome.iter().map(|it| it.0).collect();
    let joint = it.joint.share;
    assert_snapshot!(
        format!("{outcome:?} {:.2} ±{:.2} of {shares:.2?}, {:?}", joint.low, joint.error, it.joint.exactness),
        @"[0, 0] 0.61 ±0.02 of [0.80, 0.77], Sampled { draws: 2000, seed: 1 }"
    );
    let ledger: Vec<Entered> = elicited.views[1].ledger.iter().map(|it| it.entered).collect();
    assert_eq!(ledger, [Entered::Veto]);
}

#[test]
fn what_is_found_is_no_worse_than_any_settled_draft_or_neighbor() {
    // One party has numbers and only takes option 1, on which the other has a red line.
    let mut case = case(2, &[(2, None), (3, Some(0))]);
    let [zero, one] = [0, 1].map(|it| decimal(it, 0));
    let flat = (one, vec![zero, zero, zero]);
    let first = (one, vec![one, decimal(5, 0)]);
    case.parties[0].utility =
        Some(Utility { reservation: decimal(3, 0), issues: vec![first, flat], red_lines: vec![] });
    let said = say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.85);
    said.voice = Holder::Party(PartyId(1));
    said.holder = said.voice;
    draft(&mut case, &[(0, 1), (1, 2)]);
    draft(&mut case, &[(0, 0), (0, 1), (1, 1)]);
    let elicited = elicit(&case, &Question::new(1, 300), &|| false);
    for starts in [0, 4] {
        let it = found(&case, &elicited, 3, starts).unwrap();
        // The status quo, one reading of one draft and two of the other; 2 × 2 outcomes.
        assert_eq!((it.starts, it.looked_at), (4 + starts, 4));
        let settled = elicited.joint(&Text::draft(&case, DraftId(0))).unwrap().share.low;
        assert!(0.0 < settled && settled <= it.joint.share.low, "{settled} {it:?}");
        for (issue, options) in [(0, 0..2), (1, 1..3)] {
            for option in options {
                let mut near = it.outcome.clone();
                near[issue] = OptionId(option);
                let near = elicited.joint(&Text::outcome(&near)).unwrap().share.low;
                assert!(near <= it.joint.share.low);
            }
        }
    }
}

#[test]
fn where_nobody_signs_nothing_is_agreed() {
    let mut case = two();
    case.parties[0].seat = false;
    let elicited = elicit(&case, &Question::new(1, 100), &|| false);
    let error = elicited.joint(&Text::outcome(&TEXT)).unwrap_err();
    assert_snapshot!(format!("{error}; {}", error.hint().unwrap_or_default()), @"no party has a seat; give a seat to the parties that have to sign");
    assert_eq!(found(&case, &elicited, 3, 4), Err(error));
}

#[test]
fn one_reading_seldom_serves_all() {
    let mut case = case(2, &[(2, None)]);
    for party in 0..2 {
        let line = Claim::RedLine(pattern(&[(0, &[party])]));
        let said = say(&mut case, line, 0.9);
        said.voice = Holder::Party(PartyId(party));
        said.holder = said.voice;
    }
    let of = |case: &Case| {
        let elicited = elicit(case, &Question::new(1, 500), &|| false);
        let text = Text::from(vec![vec![OptionId(0), OptionId(1)]]);
        let it = elicited.joint(&text)?;
        let parties = it.parties.iter().map(|it| format!("{:.2}–{:.2}", it.1.low, it.1.high));
        let parties = parties.collect::<Vec<_>>().join(" and ");
        Ok(format!("{:.2}–{:.2} of {parties}, {:?}", it.share.low, it.share.high, it.bounds))
    };
    assert_snapshot!(of(&case).unwrap_or_else(|it: crate::Error| it.to_string()), @"0.04–0.04 of 0.06–0.74 and 0.05–0.75, Attained");
    for when in 0..2 {
        case.linkages.push(Linkage {
            when: pattern(&[(0, &[when])]),
            then: pattern(&[(0, &[1 - when])]),
            because: Vec::new(),
            note: String::new(),
        });
    }
    assert_snapshot!(of(&case).unwrap_or_else(|it: crate::Error| it.to_string()), @"no reading of the text respects all linkages");
}

#[test]
fn what_every_draft_moves_is_not_left_where_it_was() {
    // The party would rather keep both issues as they are.
    let mut case = case(1, &[(3, Some(0)), (2, Some(0))]);
    say(&mut case, Claim::Demand(pattern(&[(0, &[0]), (1, &[0])])), 0.95);
    let of = |case: &Case| {
        let elicited = elicit(case, &Question::new(1, 300), &|| false);
        let it = found(case, &elicited, 3, 4).unwrap();
        it.outcome.iter().map(|it| it.0).collect::<Vec<_>>()
    };
    assert_eq!(of(&case), [0, 0]);
    draft(&mut case, &[(0, 1), (1, 1)]);
    assert_eq!(of(&case), [0, 0], "one draft is one wish");
    draft(&mut case, &[(0, 2)]);
    let moved = of(&case);
    assert!(moved[0] != 0 && moved[1] == 0, "{moved:?}");
}
