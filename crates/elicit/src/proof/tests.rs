//! What contradicts what, as lines.

use insta::assert_snapshot;
use num_bigint::BigUint;
use onetext_case::{
    Case, Claim, DraftId, IssueId, OptionId, PartyId, ProspectId, StatementId, Step, Swing, Target,
};
use proptest::prelude::*;

use crate::fixture::{case, chance, draft, pattern, prospect, say};
use crate::proof::branch::{Branch, Fact, Key, Reason, Split};
use crate::proof::contradiction::Lowered;
use crate::proof::tree::Tree;
use crate::{Assumed, Assumptions, Clashes, Question, clashes, elicit};

/// Two issues of three options, the first with a silence of its own.
fn two() -> Case {
    case(1, &[(3, None), (3, Some(0))])
}

fn found(case: &Case) -> Clashes {
    let elicited = elicit(case, &Question::new(1, 100), &|| false);
    let clashes = clashes(case, &elicited, &|| false);
    for clash in &clashes.sets {
        assert!(clash.proof.is_minimal());
        assert!(clash.proof.check(case, clash.party, &Assumptions::default()));
    }
    clashes
}

fn check(case: &Case) -> String {
    let clashes = found(case);
    let numbers =
        |it: &[StatementId]| it.iter().map(|it| it.0.to_string()).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    for clash in &clashes.sets {
        let branches = clash.proof.branches().iter().map(|branch| {
            let parts = branch.iter().map(|it| format!("{}·{}", it.times, it.statement.0));
            parts.collect::<Vec<_>>().join(" + ")
        });
        let branches = branches.collect::<Vec<_>>().join(" | ");
        let branches = if branches.is_empty() { "real and not".to_owned() } else { branches };
        let hard = if clash.hard { "hard " } else { "" };
        lines.push(format!("{hard}{{{}}}: {branches}", numbers(&clash.statements)));
    }
    for repair in &clashes.repairs {
        let proved = if repair.proved { "" } else { ", not proved" };
        lines.push(format!("drop {} at {:.2}{proved}", numbers(&repair.drop), repair.cost));
    }
    if !clashes.complete {
        lines.push("there may be more".to_owned());
    }
    lines.join("\n")
}

fn prefer(case: &mut Case, better: usize, worse: usize, credence: f64) {
    let [prefer, over] = [better, worse].map(|it| pattern(&[(0, &[it])]));
    say(case, Claim::Preference { prefer, over }, credence);
}

#[test]
fn a_circle_of_preferences_is_broken_where_it_is_weakest() {
    let mut case = two();
    prefer(&mut case, 0, 1, 0.9);
    prefer(&mut case, 1, 2, 0.6);
    prefer(&mut case, 2, 0, 0.8);
    assert_snapshot!(check(&case), @r"
    {1, 2, 0}: 1·0 + 1·1 + 1·2
    drop 1 at 0.41
    ");
}

#[test]
fn nothing_contradicts_what_can_be_true() {
    let mut case = two();
    prefer(&mut case, 0, 1, 1.0);
    prefer(&mut case, 1, 2, 1.0);
    say(&mut case, Claim::RedLine(pattern(&[(1, &[2])])), 0.9);
    assert_snapshot!(check(&case), @"");
}

#[test]
fn a_hard_red_line_speaks_against_accepting_what_crosses_it() {
    let mut case = two();
    say(&mut case, Claim::RedLine(pattern(&[(0, &[1]), (1, &[2])])), 1.0);
    draft(&mut case, &[(0, 1), (1, 2)]);
    say(&mut case, Claim::Acceptance(Target::Draft(DraftId(0))), 1.0);
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1]), (1, &[2])]))), 0.8);
    assert_snapshot!(check(&case), @r"
    hard {0, 1}: real and not
    {2, 0}: real and not
    drop 0 at inf
    ");
}

#[test]
fn a_soft_red_line_clashes_softly_and_its_direction_too() {
    let mut case = two();
    say(&mut case, Claim::RedLine(pattern(&[(0, &[1])])), 0.8);
    say(&mut case, Claim::Support(pattern(&[(0, &[1])])), 1.0);
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(0, &[1])]))), 0.6);
    assert_snapshot!(check(&case), @r"
    {2, 0}: real and not
    {0, 1}: 1·0 + 1·1
    drop 0 at 1.39
    ");
}

#[test]
fn both_ways_to_refuse_are_ruled_out_one_by_one() {
    let mut case = two();
    // Not worth it, or red: the first is against what it is worth, the second against the offer.
    say(&mut case, Claim::RedLine(pattern(&[(1, &[1])])), 0.7);
    say(&mut case, Claim::Refusal(Target::Package(pattern(&[(0, &[1]), (1, &[1])]))), 1.0);
    say(&mut case, Claim::Support(pattern(&[(0, &[1]), (1, &[1])])), 1.0);
    say(&mut case, Claim::Acceptance(Target::Package(pattern(&[(1, &[1])]))), 1.0);
    assert_snapshot!(check(&case), @r"
    hard {1, 2, 3}: 1·1 + 2·2
    {0, 2}: 1·0 + 1·2
    {0, 3}: real and not
    drop 0, 1 at inf
    ");
}

#[test]
fn open_brackets_are_refuted_all_at_once() {
    let mut case = two();
    draft(&mut case, &[(0, 1), (0, 2), (1, 1), (1, 2)]);
    draft(&mut case, &[(0, 0), (1, 0)]);
    say(&mut case, Claim::Ranking([0, 1].map(DraftId).to_vec()), 1.0);
    for (issue, worst) in [(0, 1), (0, 2), (1, 1), (1, 2)] {
        let [prefer, over] = [0, worst].map(|it| pattern(&[(issue, &[it])]));
        say(&mut case, Claim::Preference { prefer, over }, 0.7);
    }
    assert_snapshot!(check(&case), @r"
    {1, 2, 3, 4, 0}: 1·0 + 1·1 + 1·2 + 1·3 + 1·4
    drop 1 at 0.85
    ");
}

#[test]
fn priorities_in_a_circle_and_a_trade_against_them() {
    let mut case = two();
    let priority = |issues: [usize; 2]| {
        let swings = issues.map(|it| Swing::Issue(IssueId(it))).to_vec();
        Claim::Priority { swings, times: 1 }
    };
    say(&mut case, priority([0, 1]), 1.0);
    say(&mut case, priority([1, 0]), 0.9);
    let step =
        |issue, from, to| Step { issue: IssueId(issue), from: OptionId(from), to: OptionId(to) };
    say(&mut case, Claim::Trade { prefer: step(1, 0, 1), over: step(0, 0, 1), times: 1 }, 0.9);
    say(&mut case, Claim::Demand(pattern(&[(0, &[1])])), 0.9);
    say(&mut case, Claim::Rejection(pattern(&[(0, &[0])])), 0.9);
    assert_snapshot!(check(&case), @r"
    {2, 3, 4, 0}: 1·4 | 1·0 + 1·2 | 1·0 + 1·2 + 1·4 | 1·0 + 1·2 + 1·4 | 1·0 + 1·2 + 1·4 | 1·3 | 1·3
    {1, 0}: 1·0 + 1·1
    drop 1, 2 at 4.39
    ");
}

/// No agreement costs at least the swing of the issue, so no option of it alone is refused.
#[test]
fn what_no_agreement_costs_takes_part() {
    let mut case = two();
    say(&mut case, Claim::Pressure(vec![Swing::Issue(IssueId(0))]), 1.0);
    assert_eq!(check(&case), "");
    say(&mut case, Claim::Refusal(Target::Package(pattern(&[(0, &[1])]))), 0.8);
    let found = clashes(&case, &elicit(&case, &Question::new(1, 100), &|| false), &|| false);
    assert_eq!(found.sets.len(), 1);
    assert!(
        found.complete && found.sets[0].proof.check(&case, PartyId(0), &Assumptions::default())
    );
}

#[test]
fn a_prospect_counts_by_any_chance_it_may_have() {
    let mut case = two();
    prospect(&mut case, &[(0, 2), (1, 2)]);
    // Refusing what is better than silence and than the prospect is refusing for nothing.
    say(&mut case, Claim::Refusal(Target::Package(pattern(&[(0, &[1])]))), 1.0);
    say(&mut case, Claim::Support(pattern(&[(0, &[1])])), 1.0);
    assert_snapshot!(check(&case), @"");
    say(&mut case, Claim::Demand(pattern(&[(0, &[1])])), 1.0);
    say(&mut case, Claim::Opposition(pattern(&[(1, &[2])])), 1.0);
    assert_snapshot!(check(&case), @r"
    hard {0, 2, 3}: 1·0 + 1·2 + 1·3 | 1·0 + 1·2
    drop 0 at inf
    ");
    say(&mut case, Claim::Estimate { prospect: ProspectId(0), chance: chance(0.1, 0.2) }, 1.0);
    assert_snapshot!(check(&case), @r"
    hard {0, 2, 3}: 1·0 + 1·2 + 1·3 | 1·0 + 1·2
    drop 0 at inf
    ");
}

#[test]
fn overlapping_options_are_no_contradiction() {
    let mut case = two();
    // Worth at least as much as itself: true where the other is worth more.
    let [either, one] = [&[0, 1][..], &[1]].map(|it| pattern(&[(0, it)]));
    say(&mut case, Claim::Preference { prefer: either, over: one }, 1.0);
    assert_snapshot!(check(&case), @"");
    prefer(&mut case, 1, 0, 1.0);
    assert_snapshot!(check(&case), @r"
    hard {0, 1}: 1·0 + 1·1 | 1·1
    drop 0 at inf
    ");
}

#[test]
fn equal_voices_and_equal_words_are_told_apart() {
    let mut case = two();
    prefer(&mut case, 0, 1, 0.9);
    prefer(&mut case, 0, 1, 0.7);
    prefer(&mut case, 1, 0, 0.8);
    let same = case.statements[2].clone();
    case.statements.push(same);
    assert_snapshot!(check(&case), @r"
    {1, 2}: 1·1 + 1·2
    {2, 0}: 1·0 + 1·2
    drop 2 at 1.39
    ");
}

#[test]
fn a_tampered_proof_is_refused() {
    let mut case = two();
    prefer(&mut case, 0, 1, 1.0);
    prefer(&mut case, 1, 2, 1.0);
    prefer(&mut case, 2, 0, 0.8);
    let clashes = found(&case);
    let proof = &clashes.sets[0].proof;
    let assumed = Assumptions::default();
    let party = PartyId(0);
    assert!(proof.check(&case, party, &assumed));
    let mut fewer = proof.clone();
    fewer.statements.pop();
    fewer.without.pop();
    assert!(!fewer.check(&case, party, &assumed));
    let mut other = proof.clone();
    other.hard = true;
    assert!(!other.check(&case, party, &assumed));
    let mut weights = proof.clone();
    if let Tree::Sum(parts) = &mut weights.tree {
        parts[0].1 += 1_u8;
    }
    assert!(!weights.check(&case, party, &assumed));
    let mut nothing = proof.clone();
    nothing.tree = Tree::Sum(Vec::new());
    assert!(!nothing.check(&case, party, &assumed));
    let mut worlds = proof.clone();
    worlds.without.swap(0, 1);
    assert!(!worlds.check(&case, party, &assumed));
    let mut cases = proof.clone();
    cases.tree = Tree::Split(Split::Sign(0), Vec::new());
    assert!(!cases.check(&case, party, &assumed));
    // Nor is it a proof about another case, another party, or what was never said.
    assert!(!proof.check(&two(), party, &assumed));
    assert!(!proof.check(&case, PartyId(1), &assumed));
    let withdrawn = Assumptions {
        statements: [(StatementId(1), Assumed::Withdrawn)].into(),
        ..Assumptions::default()
    };
    assert!(!proof.check(&case, party, &withdrawn));
}

#[test]
fn sums_that_say_nothing_prove_nothing() {
    let mut case = two();
    prospect(&mut case, &[]);
    prefer(&mut case, 0, 1, 1.0);
    let lowered = Lowered::new(&case, PartyId(0), &Assumptions::default());
    let ground = lowered.ground();
    let branch = Branch::new([Fact::Row(0)]);
    let one = |reason: Reason| Tree::Sum(vec![(reason, BigUint::from(1_u8))]);
    let key = |of: &[usize]| Key { largest: true, of: of.to_vec() };
    for gain in [true, false] {
        assert!(!one(Reason::Chance { prospect: 0, gain }).refutes(&ground, &branch));
    }
    for of in [&[][..], &[1]] {
        assert!(!one(Reason::Together(key(of))).refutes(&ground, &branch));
    }
    for by in [vec![], vec![vec![]], vec![vec![Reason::Form { row: 0, form: 0 }], vec![]]] {
        assert!(!one(Reason::Beyond { key: key(&[1]), by }).refutes(&ground, &branch));
    }
    let settled = branch.with(&Split::Extreme(key(&[1, 2])), 0);
    for place in 0..3 {
        let reason = Reason::Extreme { key: key(&[1, 2]), place };
        assert!(!one(reason).refutes(&ground, &settled));
    }
    assert!(!one(Reason::Form { row: 0, form: 0 }).refutes(&ground, &Branch::default()));
    assert!(!Tree::Veto(0).refutes(&ground, &branch));
    assert!(!Tree::Split(Split::Fails(0), Vec::new()).refutes(&ground, &branch));
    assert!(!Tree::Split(Split::Extreme(key(&[])), Vec::new()).refutes(&ground, &branch));
}

#[test]
fn what_the_others_speak_against_surprises() {
    let mut case = two();
    prefer(&mut case, 0, 1, 0.95);
    prefer(&mut case, 1, 2, 0.95);
    prefer(&mut case, 2, 0, 0.6);
    let surprises = found(&case).surprises;
    let lines: Vec<_> = surprises
        .iter()
        .map(|it| format!("{}: {} said, {:.1} true", it.statement.0, it.credence, it.truth))
        .collect();
    assert_snapshot!(lines.join("\n"), @"2: 0.6 said, 0.1 true");
}

#[test]
fn a_stopped_search_says_that_there_may_be_more() {
    let mut case = two();
    prefer(&mut case, 0, 1, 1.0);
    prefer(&mut case, 1, 0, 1.0);
    let elicited = elicit(&case, &Question::new(1, 100), &|| false);
    let clashes = clashes(&case, &elicited, &|| true);
    assert!(clashes.sets.is_empty() && !clashes.complete);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The order of the ledger does not show, and each proof holds.
    #[test]
    fn the_order_of_statements_changes_no_set(
        said in prop::collection::vec((0..3_usize, 0..3_usize, 0..4_usize), 2..9),
        turn in 0..9_usize,
    ) {
        let mut case = two();
        for (one, other, credence) in said {
            if one == other {
                say(&mut case, Claim::Support(pattern(&[(0, &[one])])), 0.8);
            } else {
                prefer(&mut case, one, other, [0.6, 0.75, 0.9, 1.0][credence]);
            }
        }
        let sets = |case: &Case| {
            let clashes = found(case);
            assert!(clashes.complete && clashes.repairs.iter().all(|it| it.proved));
            let ids = |it: &[StatementId]| {
                let mut ids: Vec<_> = it.iter().map(|it| case.statements[it.0].id.clone()).collect();
                ids.sort();
                ids
            };
            let mut sets: Vec<_> =
                clashes.sets.iter().map(|it| (it.hard, ids(&it.statements))).collect();
            sets.sort();
            let cost = clashes.repairs.first().map(|it| format!("{:.6}", it.cost));
            (sets, cost)
        };
        let before = sets(&case);
        let count = case.statements.len();
        case.statements.rotate_left(turn % count);
        prop_assert_eq!(before, sets(&case));
    }
}
