//! Axioms of the solutions, and every answer against a slow twin, over random problems.

use std::collections::BTreeMap;

use onetext_bargain::{
    Among, Condition, Error, Exactness, FrontierPoint, Interaction, IssueId, Linkage, OptionId,
    Outcome, PartyId, Pattern, Problem, Solution, Stop, egalitarian, frontier, kalai_smorodinsky,
    maximin, nash, utilitarian, verify, zopa,
};
use proptest::prelude::*;

use crate::checks::{RULES, Rule};
use crate::random::{Parts, arb_parts};

/// The value of an exact answer; `None` for no agreement.
fn solve(rule: Rule, problem: &Problem) -> Option<Solution> {
    match rule(problem, &Stop::default()) {
        Ok(answer) => {
            assert_eq!(answer.exactness, Exactness::Exact);
            Some(answer.value)
        }
        Err(error) => {
            assert_eq!(error, Error::NoAgreement);
            None
        }
    }
}

/// All outcomes, in lexicographic order.
pub(crate) fn outcomes(problem: &Problem) -> Vec<Outcome> {
    let mut outcomes = vec![vec![]];
    for issue in problem.space().issues() {
        let longer = |it: Vec<OptionId>| {
            problem.space().options(issue).map(move |option| [it.clone(), vec![option]].concat())
        };
        outcomes = outcomes.into_iter().flat_map(longer).collect();
    }
    outcomes.into_iter().map(Outcome).collect()
}

pub(crate) fn is_acceptable(problem: &Problem, outcome: &Outcome) -> bool {
    let mut parties = (0..=u8::MAX).map(PartyId).take(problem.parties().len());
    problem.is_feasible(outcome).expect("from the space")
        && parties.all(|it| problem.is_accepted(it, outcome).expect("from the space"))
}

/// The same without this one outcome.
fn exclude(parts: &Parts, outcome: &Outcome) -> Parts {
    let ids = (0..=u8::MAX).map(IssueId).zip(&outcome.0);
    let conditions = ids.map(|(issue, &option)| Condition::is(issue, option)).collect();
    let mut fewer = parts.clone();
    fewer.linkages.push(Linkage::Excludes(Pattern(conditions)));
    fewer
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every answer passes its check.
    #[test]
    fn every_answer_passes_its_check(parts in arb_parts()) {
        let (problem, stop) = (parts.problem(), Stop::default());
        prop_assert_eq!(verify::zopa(&problem, zopa(&problem, &stop).as_ref()), Ok(()));
        for among in [Among::Feasible, Among::Acceptable] {
            let found = frontier(&problem, among, &stop);
            prop_assert_eq!(verify::frontier(&problem, among, found.as_ref()), Ok(()));
        }
        for (rule, check) in RULES {
            prop_assert_eq!(check(&problem, rule(&problem, &stop).as_ref()), Ok(()));
        }
    }

    /// The zopa counts what the definition counts.
    #[test]
    fn the_zopa_equals_its_slow_twin(parts in arb_parts()) {
        let problem = parts.problem();
        let found = zopa(&problem, &Stop::default()).unwrap().value;
        let feasible: Vec<_> = outcomes(&problem)
            .into_iter()
            .filter(|it| problem.is_feasible(it).unwrap())
            .collect();
        let acceptable: Vec<_> =
            feasible.iter().filter(|it| is_acceptable(&problem, it)).cloned().collect();
        prop_assert_eq!(found.feasible, feasible.len() as u64);
        prop_assert_eq!(found.acceptable, acceptable.len() as u64);
        prop_assert_eq!(found.witness.as_ref(), acceptable.first());
    }

    /// The frontier lists what the definition lists.
    #[test]
    fn the_frontier_equals_its_slow_twin(parts in arb_parts(), acceptable: bool) {
        let problem = parts.problem();
        let among = if acceptable { Among::Acceptable } else { Among::Feasible };
        let mut all: BTreeMap<Vec<i64>, (Outcome, u64)> = BTreeMap::new();
        for outcome in outcomes(&problem) {
            let counts = match among {
                Among::Feasible => problem.is_feasible(&outcome).unwrap(),
                Among::Acceptable => is_acceptable(&problem, &outcome),
            };
            if counts {
                let payoffs = problem.payoffs(&outcome).unwrap().0;
                all.entry(payoffs).or_insert((outcome, 0)).1 += 1;
            }
        }
        let beats = |a: &[i64], b: &[i64]| a != b && a.iter().zip(b).all(|(a, b)| b <= a);
        let expected: Vec<_> = all
            .iter()
            .rev()
            .filter(|(it, _)| !all.keys().any(|other| beats(other, it)))
            .map(|(payoffs, (outcome, count))| (payoffs.clone(), outcome.clone(), *count))
            .collect();
        let found: Vec<_> = frontier(&problem, among, &Stop::default())
            .unwrap()
            .value
            .into_iter()
            .map(|it| (it.payoffs.0, it.outcome, it.outcomes))
            .collect();
        prop_assert_eq!(found, expected);
    }

    /// Axiom: Pareto efficiency. No acceptable outcome beats a solution.
    #[test]
    fn solutions_are_efficient(parts in arb_parts()) {
        let problem = parts.problem();
        let points = frontier(&problem, Among::Acceptable, &Stop::default()).unwrap().value;
        for rule in [nash as Rule, kalai_smorodinsky, egalitarian, utilitarian] {
            if let Some(found) = solve(rule, &problem) {
                prop_assert!(points.iter().any(|it| it.payoffs == found.payoffs));
            }
        }
        // The plain rule leaves room for some parties, but not for all at once.
        if let Some(found) = solve(maximin, &problem) {
            let all_gain = |it: &FrontierPoint| {
                it.payoffs.0.iter().zip(&found.payoffs.0).all(|(more, it)| it < more)
            };
            prop_assert!(!points.iter().any(all_gain));
        }
    }

    /// The lexicographic rule picks among what the plain one finds equal.
    #[test]
    fn the_smallest_gain_is_the_same_by_both_egalitarian_rules(parts in arb_parts()) {
        let problem = parts.problem();
        let least = |found: &Solution| {
            let gains = problem.parties().iter().zip(&found.payoffs.0);
            gains.map(|(party, utility)| utility - party.reservation).min()
        };
        let (plain, further) = (solve(maximin, &problem), solve(egalitarian, &problem));
        prop_assert_eq!(plain.as_ref().map(least), further.as_ref().map(least));
        if let (Some(plain), Some(further)) = (plain, further) {
            prop_assert!(further.optimal <= plain.optimal);
        }
    }

    /// Axiom: individual rationality. Every party accepts a solution, and gains by Nash's.
    #[test]
    fn solutions_are_acceptable(parts in arb_parts()) {
        let problem = parts.problem();
        for (rule, _) in RULES {
            if let Some(found) = solve(rule, &problem) {
                prop_assert!(is_acceptable(&problem, &found.outcome));
            }
        }
        if let Some(found) = solve(nash, &problem) {
            let mut pairs = problem.parties().iter().zip(&found.payoffs.0);
            prop_assert!(pairs.all(|(party, &utility)| party.reservation < utility));
        }
    }

    /// Axiom: scale invariance. A party's unit and zero are its own affair.
    #[test]
    fn a_party_may_measure_as_it_likes(
        parts in arb_parts(),
        factors in prop::collection::vec(1_i64..20, 4),
        shifts in prop::collection::vec(-50_i64..50, 4),
    ) {
        let mut other = parts.clone();
        for ((party, factor), shift) in other.parties.iter_mut().zip(factors).zip(shifts) {
            party.utilities.iter_mut().flatten().for_each(|it| *it *= factor);
            party.utilities[0].iter_mut().for_each(|it| *it += shift);
            for interaction in &mut party.interactions {
                match interaction {
                    Interaction::Table { worth, .. } => worth.iter_mut().for_each(|it| *it *= factor),
                    Interaction::Match { worth, .. } => *worth *= factor,
                }
            }
            party.reservation = party.reservation * factor + shift;
        }
        for rule in [nash, kalai_smorodinsky] {
            let (before, after) = (solve(rule, &parts.problem()), solve(rule, &other.problem()));
            prop_assert_eq!(
                before.map(|it| (it.outcome, it.optimal)),
                after.map(|it| (it.outcome, it.optimal))
            );
        }
    }

    /// Axiom: independence of irrelevant alternatives. Dropping a loser changes nothing.
    #[test]
    fn dropping_a_loser_keeps_the_winner(parts in arb_parts(), drop: prop::sample::Index) {
        let problem = parts.problem();
        let outcomes = outcomes(&problem);
        let drop = &outcomes[drop.index(outcomes.len())];
        for rule in [nash as Rule, egalitarian, maximin, utilitarian] {
            if let Some(winner) = solve(rule, &problem).filter(|it| it.outcome != *drop) {
                let again = solve(rule, &exclude(&parts, drop).problem());
                prop_assert_eq!(again.map(|it| it.outcome), Some(winner.outcome));
            }
        }
    }

    /// Axiom: symmetry. The order in which parties are listed changes nothing but that order.
    #[test]
    fn parties_have_no_rank(parts in arb_parts()) {
        let mut reversed = parts.clone();
        reversed.parties.reverse();
        for (rule, _) in RULES {
            let (before, after) = (solve(rule, &parts.problem()), solve(rule, &reversed.problem()));
            prop_assert_eq!(
                before.map(|it| (it.outcome, it.optimal)),
                after.map(|it| (it.outcome, it.optimal))
            );
        }
    }

    /// Without the winner, one less is optimal.
    #[test]
    fn ties_are_counted(parts in arb_parts()) {
        for rule in [nash as Rule, egalitarian, maximin, utilitarian] {
            let Some(found) = solve(rule, &parts.problem()) else { continue };
            let again = solve(rule, &exclude(&parts, &found.outcome).problem());
            if 1 < found.optimal {
                prop_assert_eq!(again.map(|it| it.optimal), Some(found.optimal - 1));
            }
        }
    }
}
