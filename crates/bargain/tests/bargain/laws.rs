//! Axioms of the solutions, and every answer against a slow twin, over random problems.

use std::collections::BTreeMap;

use onetext_bargain::{
    Among, Condition, Criterion, Error, Exactness, FrontierPoint, Interaction, IssueId, Linkage,
    OptionId, Outcome, Party, PartyId, Pattern, Payoffs, Problem, Solution, Space, Stop, best_for,
    egalitarian, fallback, frontier, genius_kalai_smorodinsky, genius_nash, k_best,
    kalai_rosenthal, kalai_smorodinsky, maximin, maximin_share, nash, negmas_kalai_smorodinsky,
    raiffa, utilitarian, verify, zopa,
};
use proptest::prelude::*;

use crate::checks::{LAX_RULES, RULES, Rule};
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

    /// Weakly efficient: nothing is better for all parties than a largest smallest share, and what
    /// Genius picks is efficient among all feasible outcomes.
    #[test]
    fn lax_solutions_are_efficient_in_their_way(parts in arb_parts()) {
        let problem = parts.problem();
        let acceptable = frontier(&problem, Among::Acceptable, &Stop::default()).unwrap().value;
        if let Some(found) = solve(maximin_share, &problem) {
            let beats = |it: &Payoffs| it.0.iter().zip(&found.payoffs.0).all(|(a, b)| b < a);
            prop_assert!(is_acceptable(&problem, &found.outcome));
            prop_assert!(!acceptable.iter().any(|it| beats(&it.payoffs)));
        }
        let feasible = frontier(&problem, Among::Feasible, &Stop::default()).unwrap().value;
        for rule in [genius_nash as Rule, genius_kalai_smorodinsky] {
            if let Some(found) = solve(rule, &problem) {
                prop_assert!(feasible.iter().any(|it| it.payoffs == found.payoffs));
            }
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
            party.cap = party.cap.map(|it| it * factor + shift);
        }
        let rules: [Rule; 8] = [
            nash,
            kalai_smorodinsky,
            raiffa,
            fallback,
            kalai_rosenthal,
            maximin_share,
            negmas_kalai_smorodinsky,
            genius_nash,
        ];
        for rule in rules {
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
        for (rule, _) in RULES.into_iter().chain(LAX_RULES) {
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

    /// The same of lists: dropping what is not listed changes nothing.
    #[test]
    fn dropping_what_is_not_listed_keeps_the_list(parts in arb_parts(), drop: prop::sample::Index) {
        let problem = parts.problem();
        let outcomes = outcomes(&problem);
        let drop = &outcomes[drop.index(outcomes.len())];
        for criterion in [Criterion::Product, Criterion::Smallest, Criterion::Sum] {
            let list = |it: &Problem| k_best(it, criterion, 3, &Stop::default()).map(|it| it.value);
            let before = list(&problem);
            if before.iter().flatten().all(|it| it.outcome != *drop) {
                prop_assert_eq!(before, list(&exclude(&parts, drop).problem()));
            }
        }
    }

    /// The best of a list is the solution of the same name.
    #[test]
    fn the_best_of_all_is_first(parts in arb_parts()) {
        let problem = parts.problem();
        for (rule, criterion) in [(nash as Rule, Criterion::Product), (utilitarian, Criterion::Sum)] {
            let list = k_best(&problem, criterion, 1, &Stop::default());
            let first = list.ok().and_then(|it| it.value.into_iter().next());
            prop_assert_eq!(first.map(|it| it.outcome), solve(rule, &problem).map(|it| it.outcome));
        }
    }

    /// Monotonicity in the alternative: a better one never leaves a party with less.
    #[test]
    fn a_better_alternative_never_hurts(parts in arb_parts(), percent in 1..40_i64) {
        let problem = parts.problem();
        for rule in [nash as Rule, egalitarian, utilitarian] {
            let Some(before) = solve(rule, &problem) else { continue };
            for party in 0..parts.parties.len() {
                let mut stronger = parts.clone();
                let reservation = &mut stronger.parties[party].reservation;
                *reservation += (before.payoffs.0[party] - *reservation) * percent / 100 + 1;
                if let Some(after) = solve(rule, &stronger.problem()) {
                    prop_assert!(before.payoffs.0[party] <= after.payoffs.0[party]);
                }
            }
        }
    }

    /// Monotonicity in the outcomes: more of them never lower the smallest gain; nor, where utopia
    /// stays what it is, the smallest share.
    #[test]
    fn more_outcomes_never_lower_the_smallest(parts in arb_parts(), drop: prop::sample::Index) {
        let problem = parts.problem();
        let outcomes = outcomes(&problem);
        let fewer = exclude(&parts, &outcomes[drop.index(outcomes.len())]).problem();
        let gains = |it: &Solution| -> Vec<i64> {
            it.payoffs.0.iter().zip(&parts.parties).map(|(it, party)| it - party.reservation).collect()
        };
        if let (Some(more), Some(less)) = (solve(egalitarian, &problem), solve(egalitarian, &fewer)) {
            prop_assert!(gains(&less).iter().min() <= gains(&more).iter().min());
        }
        let floors = Payoffs(parts.parties.iter().map(|it| it.reservation).collect());
        let utopia = |problem: &Problem| -> Option<Vec<i64>> {
            let best = |party: usize| {
                let id = PartyId(u8::try_from(party).unwrap());
                best_for(problem, id, &floors, &Stop::default()).ok().map(|it| it.value.payoffs.0[party])
            };
            (0..parts.parties.len()).map(best).collect()
        };
        let Some(best) = utopia(&problem) else { return Ok(()) };
        if utopia(&fewer).as_ref() == Some(&best) {
            for rule in [kalai_smorodinsky as Rule, maximin_share] {
                let smallest = |it: &Solution| {
                    let ranges = best.iter().zip(&floors.0).map(|(best, floor)| best - floor);
                    let shares = gains(it).into_iter().zip(ranges).filter(|it| 0 < it.1);
                    shares.min_by(|a, b| {
                        let cross = |a: &(i64, i64), b: &(i64, i64)| i128::from(a.0) * i128::from(b.1);
                        cross(a, b).cmp(&cross(b, a))
                    })
                };
                let more = solve(rule, &problem).and_then(|it| smallest(&it));
                let less = solve(rule, &fewer).and_then(|it| smallest(&it));
                if let (Some(more), Some(less)) = (more, less) {
                    let cross = |a: (i64, i64), b: (i64, i64)| i128::from(a.0) * i128::from(b.1);
                    prop_assert!(cross(less, more) <= cross(more, less));
                }
            }
        }
    }

    /// Fallback looks at nothing but order: any growing function of a party's utilities will do.
    #[test]
    fn fallback_is_ordinal(
        worth in prop::collection::vec(prop::collection::vec(0..9_i64, 12), 2..4),
        party: prop::sample::Index,
    ) {
        let problem = |worth: &[Vec<i64>]| {
            let party = |worth: &Vec<i64>| Party {
                utilities: vec![worth.clone()],
                reservation: 2,
                red_lines: vec![],
                interactions: vec![],
                cap: None,
            };
            Problem::new(Space::new(&[12]).unwrap(), worth.iter().map(party).collect(), vec![]).unwrap()
        };
        let mut stretched = worth.clone();
        let party = party.index(worth.len());
        stretched[party].iter_mut().for_each(|it| *it = it.pow(3) - 6);
        let (before, after) = (solve(fallback, &problem(&worth)), solve(fallback, &problem(&stretched)));
        prop_assert_eq!(before.map(|it| (it.outcome, it.optimal)), after.map(|it| (it.outcome, it.optimal)));
    }
}
