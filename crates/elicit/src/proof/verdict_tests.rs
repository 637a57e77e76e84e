//! What is proved about a text, as lines.

use insta::assert_snapshot;
use onetext_case::{
    Case, Claim, Decimal, DraftId, IssueId, Linkage, OptionId, PartyId, StatementId, Swing, Target,
    Utility,
};
use proptest::prelude::*;

use crate::fixture::{case, draft, pattern, prospect, say};
use crate::{Assumed, Assumptions, Elicited, Level, Question, Text, Verdict, elicit};

fn two() -> Case {
    case(1, &[(3, None), (3, Some(0))])
}

fn drawn(case: &Case) -> Elicited {
    elicit(case, &Question::new(1, 100), &|| false)
}

/// What is proved about a text with these options on the two issues; silent where there are none.
fn check(case: &Case, one: &[usize], other: &[usize]) -> String {
    let levels = |it: &[usize]| it.iter().map(|&it| Level::Option(OptionId(it))).collect();
    let text = Text { issues: vec![levels(one), levels(other)] };
    let view = &drawn(case).views[0];
    match view.verdict(&text) {
        Err(error) => format!("{error}: {error:?}"),
        Ok(None) => "open".to_owned(),
        Ok(Some(verdict)) => {
            let is_proved =
                |it: &Verdict| it.check(case, PartyId(0), &Assumptions::default(), &text);
            assert!(is_proved(&verdict));
            let proof = verdict.proof().clone();
            let (word, opposite) = match verdict {
                Verdict::Necessary(proof) => ("necessary", Verdict::Excluded(proof)),
                Verdict::Excluded(proof) => ("excluded", Verdict::Necessary(proof)),
            };
            assert!(!is_proved(&opposite));
            let numbers = proof.statements().iter().map(|it| it.0.to_string());
            format!("{word} by {{{}}}", numbers.collect::<Vec<_>>().join(", "))
        }
    }
}

fn prefer(case: &mut Case, better: usize, worse: usize, credence: f64) {
    let [prefer, over] = [better, worse].map(|it| pattern(&[(0, &[it])]));
    say(case, Claim::Preference { prefer, over }, credence);
}

#[test]
fn what_is_better_than_what_is_accepted_is_necessary() {
    let mut case = two();
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1])]))), 1.0);
    prefer(&mut case, 2, 1, 1.0);
    say(&mut case, Claim::Support(pattern(&[(1, &[1])])), 1.0);
    assert_snapshot!(check(&case, &[1], &[]), @"necessary by {0}");
    assert_snapshot!(check(&case, &[2], &[]), @"necessary by {0, 1}");
    assert_snapshot!(check(&case, &[2], &[1]), @"necessary by {0, 1, 2}");
    assert_snapshot!(check(&case, &[1, 2], &[0, 1]), @"necessary by {0, 1, 2}");
    assert_snapshot!(check(&case, &[0], &[]), @"open");
    assert_snapshot!(check(&case, &[1, 2], &[2]), @"open");
}

#[test]
fn readings_that_break_a_linkage_need_no_proof() {
    let mut case = two();
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1])]))), 1.0);
    prefer(&mut case, 2, 1, 1.0);
    say(&mut case, Claim::Support(pattern(&[(1, &[1])])), 1.0);
    assert_snapshot!(check(&case, &[1, 2], &[1, 2]), @"open");
    let [when, then] = [(1, 2), (0, 0)].map(|(issue, option)| pattern(&[(issue, &[option])]));
    case.linkages.push(Linkage { when, then, because: Vec::new(), note: String::new() });
    assert_snapshot!(check(&case, &[1, 2], &[1, 2]), @"necessary by {0, 1, 2}");
}

#[test]
fn a_soft_red_line_leaves_it_open_and_a_hard_one_excludes() {
    let mut case = two();
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1])]))), 1.0);
    say(&mut case, Claim::Support(pattern(&[(1, &[1, 2])])), 1.0);
    say(&mut case, Claim::RedLine(pattern(&[(1, &[1])])), 0.7);
    say(&mut case, Claim::RedLine(pattern(&[(1, &[2])])), 1.0);
    assert_snapshot!(check(&case, &[1], &[1]), @"open");
    assert_snapshot!(check(&case, &[1], &[2]), @"excluded by {3}");
    assert_snapshot!(check(&case, &[0, 1, 2], &[2]), @"excluded by {3}");
    assert_snapshot!(check(&case, &[1], &[]), @"necessary by {0}");
}

#[test]
fn a_red_line_that_an_acceptance_gives_up_does_not_count() {
    let mut case = two();
    say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.7);
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1])]))), 1.0);
    assert_snapshot!(check(&case, &[1], &[0]), @"necessary by {1}");
}

#[test]
fn what_is_worse_than_what_is_refused_is_excluded() {
    let mut case = two();
    draft(&mut case, &[(0, 1), (1, 1)]);
    say(&mut case, Claim::Refusal(Target::Draft(DraftId(0))), 1.0);
    prefer(&mut case, 1, 0, 1.0);
    say(&mut case, Claim::Demand(pattern(&[(1, &[1])])), 1.0);
    assert_snapshot!(check(&case, &[1], &[1]), @"excluded by {0}");
    assert_snapshot!(check(&case, &[0], &[2]), @"excluded by {0, 1, 2}");
    assert_snapshot!(check(&case, &[2], &[2]), @"open");
}

#[test]
fn silence_is_accepted_for_it_saves_the_cost_unless_a_prospect_is_better() {
    let mut case = two();
    assert_snapshot!(check(&case, &[], &[]), @"necessary by {}");
    prospect(&mut case, &[(0, 1)]);
    assert_snapshot!(check(&case, &[], &[]), @"open");
    say(&mut case, Claim::Opposition(pattern(&[(0, &[1])])), 1.0);
    assert_snapshot!(check(&case, &[], &[]), @"necessary by {0}");
}

#[test]
fn from_a_contradiction_nothing_follows() {
    let mut case = two();
    prefer(&mut case, 0, 1, 1.0);
    prefer(&mut case, 1, 0, 1.0);
    prefer(&mut case, 1, 2, 1.0);
    assert_snapshot!(check(&case, &[], &[]), @"no world found in which all hard statements hold: Unmet { statements: [StatementId(0), StatementId(1)] }");
}

#[test]
fn numbers_settle_every_text_but_open_ones() {
    let mut case = two();
    let decimal = |digits| Decimal { digits, places: 1 };
    case.parties[0].utility = Some(Utility {
        reservation: decimal(5),
        issues: vec![
            (decimal(10), [0, 4, 6].map(decimal).to_vec()),
            (decimal(10), [0, 1, 9].map(decimal).to_vec()),
        ],
        red_lines: vec![pattern(&[(0, &[2]), (1, &[2])]), pattern(&[(0, &[1]), (1, &[2])])],
    });
    assert_snapshot!(check(&case, &[1], &[1]), @"necessary by {}");
    assert_snapshot!(check(&case, &[0], &[1]), @"excluded by {}");
    assert_snapshot!(check(&case, &[0, 1], &[1]), @"open");
    assert_snapshot!(check(&case, &[1, 2], &[2]), @"excluded by {}");
    assert_snapshot!(check(&case, &[1, 2], &[1]), @"necessary by {}");
}

/// Ten issues of three options, all open: too many readings to look at one by one.
#[test]
fn more_readings_than_can_be_looked_at_are_taken_together() {
    let mut case = case(1, &[(3, Some(0)); 10]);
    let options: Vec<(usize, usize)> = (0..10).flat_map(|it| [(it, 1), (it, 2)]).collect();
    draft(&mut case, &options);
    let text = Text::draft(&case, DraftId(0));
    let verdict = |case: &Case| {
        let verdict = drawn(case).views[0].verdict(&text).unwrap();
        if let Some(it) = &verdict {
            assert!(it.check(case, PartyId(0), &Assumptions::default(), &text));
            assert!(!it.check(case, PartyId(0), &Assumptions::default(), &Text::default()));
        }
        verdict.map(|it| (matches!(it, Verdict::Necessary(_)), it.proof().statements().len()))
    };
    assert_eq!(verdict(&case), None);
    for issue in 0..10 {
        say(&mut case, Claim::Support(pattern(&[(issue, &[1, 2])])), 1.0);
    }
    assert_eq!(verdict(&case), Some((true, 10)));
    say(&mut case, Claim::RedLine(pattern(&[(3, &[2])])), 1.0);
    assert_eq!(verdict(&case), None);
    say(&mut case, Claim::RedLine(pattern(&[(3, &[1])])), 1.0);
    assert_eq!(verdict(&case), None);
    say(&mut case, Claim::RedLine(pattern(&[(3, &[1, 2])])), 1.0);
    assert_eq!(verdict(&case), Some((false, 1)));
}

#[test]
fn a_verdict_is_of_its_text_and_of_what_was_said() {
    let mut case = two();
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1])]))), 1.0);
    prefer(&mut case, 2, 1, 1.0);
    let text = Text { issues: vec![vec![Level::Option(OptionId(2))]] };
    let verdict = drawn(&case).views[0].verdict(&text).unwrap().unwrap();
    let none = Assumptions::default();
    let check = |case: &Case, assumed: &Assumptions, text: &Text| {
        verdict.check(case, PartyId(0), assumed, text)
    };
    assert!(check(&case, &none, &text));
    assert!(!check(&case, &none, &Text { issues: vec![vec![Level::Option(OptionId(0))]] }));
    assert!(!check(&case, &none, &Text { issues: vec![vec![Level::Option(OptionId(9))]] }));
    assert!(!verdict.check(&case, PartyId(1), &none, &text));
    for statement in [0, 1] {
        let statements = [(StatementId(statement), Assumed::Withdrawn)].into();
        assert!(!check(&case, &Assumptions { statements, ..Assumptions::default() }, &text));
    }
    case.statements[1].credence = Some(0.9);
    assert!(!check(&case, &none, &text));
    case.statements.clear();
    assert!(!check(&case, &none, &text));
}

/// A hard claim about two issues of three options.
fn arb_claim() -> impl Strategy<Value = Claim> {
    (0..7, 0..3_usize, 0..3_usize).prop_map(|(kind, one, other)| match kind {
        0 => Claim::RedLine(pattern(&[(0, &[one]), (1, &[other])])),
        1 => Claim::Support(pattern(&[(0, &[one])])),
        2 => Claim::Rejection(pattern(&[(1, &[other])])),
        3 => Claim::Preference { prefer: pattern(&[(0, &[one])]), over: pattern(&[(1, &[other])]) },
        4 => Claim::Acceptance(Target::Package(pattern(&[(0, &[one]), (1, &[other])]))),
        5 => Claim::Refusal(Target::Package(pattern(&[(0, &[one])]))),
        _ => {
            let issues = if one < other { [0, 1] } else { [1, 0] };
            let swings = issues.map(|it| Swing::Issue(IssueId(it))).to_vec();
            Claim::Priority { swings, times: 1 }
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Where something is proved, the worlds agree and the proof holds, of that text and of no
    /// other answer; and where hard statements contradict each other, clashes say so.
    #[test]
    fn proofs_and_shares_do_not_disagree(claims in prop::collection::vec(arb_claim(), 1..6)) {
        let mut case = two();
        prospect(&mut case, &[(0, 2)]);
        for claim in claims {
            say(&mut case, claim, 1.0);
        }
        let elicited = drawn(&case);
        let view = &elicited.views[0];
        let clashes = crate::clashes(&case, &elicited, &|| false);
        let assumed = Assumptions::default();
        for (one, other) in (0..9).map(|it| (it / 3, it % 3)) {
            let text = Text::outcome(&[OptionId(one), OptionId(other)]);
            match view.verdict(&text) {
                Err(crate::Error::Unmet { .. }) => {
                    prop_assert!(clashes.sets.iter().any(|it| it.hard));
                }
                Err(error) => prop_assert!(false, "{error}"),
                Ok(None) => prop_assert!(clashes.sets.iter().all(|it| !it.hard)),
                Ok(Some(verdict)) => {
                    prop_assert!(clashes.sets.iter().all(|it| !it.hard));
                    prop_assert!(verdict.check(&case, PartyId(0), &assumed, &text));
                    let shares: Vec<_> = view.share(&text).into_iter().collect();
                    match verdict {
                        Verdict::Necessary(_) => prop_assert!(shares.iter().all(|it| 1.0 <= it.low)),
                        Verdict::Excluded(_) => prop_assert!(shares.iter().all(|it| it.high <= 0.0)),
                    }
                }
            }
        }
    }
}
