//! The checks of questions about several outcomes or barriers refuse what is wrong.

use onetext_bargain::verify::{self, Refutation};
use onetext_bargain::{
    Among, Answer, Barrier, Criterion, DiverseQuestion, Error, Exactness, Outcome, Party, PartyId,
    Payoffs, Problem, Ranked, Space, Stop, best_for, cover, diverse, k_best, nearest, unlock,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::laws::{is_acceptable, outcomes};
use crate::random::arb_parts;

fn arb_criterion() -> impl Strategy<Value = Criterion> {
    prop_oneof![
        Just(Criterion::Product),
        Just(Criterion::Smallest),
        Just(Criterion::Sum),
        Just(Criterion::Party(PartyId(0))),
    ]
}

/// Any outcome of the space, with its payoffs.
fn any_outcome(problem: &Problem, at: Index) -> Ranked {
    let outcomes = outcomes(problem);
    let outcome = outcomes[at.index(outcomes.len())].clone();
    Ranked { payoffs: problem.payoffs(&outcome).expect("from the space"), outcome }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// There is one true list of the best.
    #[test]
    fn a_wrong_list_is_refuted(
        parts in arb_parts(), criterion in arb_criterion(), count in 1..9_usize, kind in 0..7, at: Index, other: Index,
    ) {
        let problem = parts.problem();
        let truth = k_best(&problem, criterion, count, &Stop::default());
        let mut claim = truth.clone();
        if let Ok(Answer { value, .. }) = &mut claim {
            let (place, wrong) = (at.index(value.len()), any_outcome(&problem, other));
            match kind {
                0 => drop(value.remove(place)),
                1 => value.swap(0, place),
                2 => value[place] = wrong,
                3 => value[place].payoffs.0[0] += 1,
                4 => value.push(wrong),
                5 => value[place].outcome = wrong.outcome,
                _ => claim = Err(Error::NoAgreement),
            }
        }
        let found = verify::k_best(&problem, criterion, count, claim.as_ref());
        prop_assert_eq!(found.is_ok(), claim == truth);
    }

    /// Numbers of a diverse choice are what they are; its outcomes may be others as far apart.
    #[test]
    fn a_wrong_choice_is_refuted(
        parts in arb_parts(), criterion in arb_criterion(), slack_percent in 0..60_u8, count in 1..6_usize, kind in 0..7, other: Index,
    ) {
        let problem = parts.problem();
        let question = DiverseQuestion { criterion, slack_percent, count };
        let Ok(truth) = diverse(&problem, &question, &Stop::default()) else { return Ok(()) };
        let mut claim = truth.clone();
        let wrong = any_outcome(&problem, other);
        match kind {
            0 => claim.value.near += 1,
            1 => claim.value.distance += 1,
            2 => claim.value.at_most += 1,
            3 => drop(claim.value.outcomes.pop()),
            4 => claim.value.outcomes[0] = wrong,
            5 => claim.value.outcomes.reverse(),
            _ => claim.exactness = Exactness::Bounded { gap: 99 },
        }
        let found = verify::diverse(&problem, &question, Ok(&claim));
        prop_assert_eq!(found.is_ok(), claim == truth);
    }

    /// One party's best is as good as any, and the nearest as near.
    #[test]
    fn a_wrong_outcome_is_refuted(parts in arb_parts(), other: Index, is_acceptable_only: bool) {
        let problem = parts.problem();
        let mut wrong = any_outcome(&problem, other);
        if is_acceptable_only {
            let all = outcomes(&problem);
            let Some(found) = all.iter().find(|it| is_acceptable(&problem, it)) else { return Ok(()) };
            wrong = Ranked { payoffs: problem.payoffs(found).unwrap(), outcome: found.clone() };
        }
        let bars = Payoffs(problem.parties().iter().map(|it| it.reservation).collect());
        let party = PartyId(0);
        let truth = best_for(&problem, party, &bars, &Stop::default());
        if let Ok(truth) = &truth {
            let mut claim = truth.clone();
            (claim.value.outcome, claim.value.payoffs) = (wrong.outcome.clone(), wrong.payoffs.clone());
            let is_best = wrong.payoffs.0[0] == truth.value.payoffs.0[0];
            let found = verify::best_for(&problem, party, &bars, Ok(&claim));
            prop_assert_eq!(found.is_ok(), is_best && is_acceptable(&problem, &wrong.outcome));
            claim = truth.clone();
            claim.value.optimal = u64::MAX;
            prop_assert!(verify::best_for(&problem, party, &bars, Ok(&claim)).is_err());
            let missed = verify::best_for(&problem, party, &bars, Err(&Error::NoAgreement));
            let is_found = matches!(missed, Err(Refutation::Agreement { .. }));
            prop_assert!(is_found);
        }
        let weights = vec![1; parts.options.len()];
        let from = &outcomes(&problem)[0];
        let truth = nearest(&problem, from, &weights, &Stop::default());
        if let Ok(truth) = &truth {
            let mut claim = truth.clone();
            claim.value.changes += 1;
            prop_assert!(verify::nearest(&problem, from, &weights, Ok(&claim)).is_err());
            claim = truth.clone();
            (claim.value.outcome, claim.value.payoffs) = (wrong.outcome.clone(), wrong.payoffs);
            claim.value.changes = wrong.outcome.0.iter().zip(&from.0).filter(|(a, b)| a != b).count();
            let is_nearest = claim.value.changes == truth.value.changes;
            let found = verify::nearest(&problem, from, &weights, Ok(&claim));
            prop_assert_eq!(found.is_ok(), is_nearest && is_acceptable(&problem, &wrong.outcome));
            let missed = verify::nearest(&problem, from, &weights, Err(&Error::NoAgreement));
            let is_found = matches!(missed, Err(Refutation::Agreement { .. }));
            prop_assert!(is_found);
        }
    }

    /// Without tolerance, no point of a cover can be spared; with any, none can be made up.
    #[test]
    fn a_wrong_cover_is_refuted(parts in arb_parts(), at: Index, kind in 0..5) {
        let problem = parts.problem();
        let tolerance = vec![0; parts.parties.len()];
        let mut claim = cover(&problem, Among::Feasible, &tolerance, &Stop::default()).unwrap();
        prop_assume!(!claim.value.points.is_empty());
        let place = at.index(claim.value.points.len());
        match kind {
            0 => drop(claim.value.points.remove(place)),
            1 => claim.value.points[place].0.0[0] += 1,
            2 => claim.value.points.insert(place, claim.value.points[place].clone()),
            3 => claim.exactness = Exactness::Bounded { gap: 1 },
            _ => claim.value.open = 1,
        }
        prop_assert!(verify::cover(&problem, Among::Feasible, &tolerance, Ok(&claim)).is_err());
    }

    /// No set of barriers can be left out, cut short, made longer or listed twice.
    #[test]
    fn wrong_barriers_are_refuted(parts in arb_parts(), kind in 0..6, at: Index, relaxations: bool) {
        prop_assume!(parts.options.iter().product::<usize>() <= 256);
        let problem = parts.problem();
        let mut claim = unlock(&problem, 1000, &Stop::default()).unwrap();
        let value = &mut claim.value;
        let sets = if relaxations { &mut value.relaxations } else { &mut value.blocking };
        prop_assume!(!sets.is_empty());
        let place = at.index(sets.len());
        let more = Barrier::Reservation { party: PartyId(0) };
        match kind {
            0 => drop(sets.remove(place)),
            1 => prop_assume!(sets[place].pop().is_some()),
            2 if sets[place].contains(&more) => return Ok(()),
            2 => sets[place].push(more),
            3 => sets.push(sets[place].clone()),
            4 => sets[place].push(Barrier::Linkage { index: 99 }),
            _ => claim.exactness = Exactness::Bounded { gap: 1 },
        }
        prop_assert!(verify::unlock(&problem, Ok(&claim)).is_err());
    }
}

/// What is too much to be gone through is still checked as far as it goes.
#[test]
fn what_can_be_seen_from_the_answer_is_checked_in_any_space() {
    let party = |worth: Vec<i64>| Party {
        utilities: vec![worth; 30],
        reservation: 20,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    let parties = vec![party(vec![0, 1, 2]), party(vec![2, 1, 0])];
    let problem = Problem::new(Space::new(&[3; 30]).unwrap(), parties, vec![]).unwrap();
    let stop = Stop::default();
    let unchecked = Err(Refutation::Unchecked);
    let bars = Payoffs(vec![20, 20]);

    let mut best = best_for(&problem, PartyId(0), &bars, &stop).unwrap();
    assert_eq!(best.value.payoffs.0, [40, 20]);
    assert_eq!(verify::best_for(&problem, PartyId(0), &bars, Ok(&best)), unchecked);
    best.value.payoffs.0[0] += 1;
    let found = verify::best_for(&problem, PartyId(0), &bars, Ok(&best));
    assert!(matches!(found, Err(Refutation::Payoffs { .. })), "{found:?}");

    let from = Outcome(vec![onetext_bargain::OptionId(0); 30]);
    let mut near = nearest(&problem, &from, &[1; 30], &stop).unwrap();
    assert_eq!(verify::nearest(&problem, &from, &[1; 30], Ok(&near)), unchecked);
    near.value.changes -= 1;
    let found = verify::nearest(&problem, &from, &[1; 30], Ok(&near));
    assert_eq!(found, Err(Refutation::Count { claimed: 9, actual: 10 }));

    let mut list = k_best(&problem, Criterion::Party(PartyId(0)), 2, &stop).unwrap();
    let check = |it: &_| verify::k_best(&problem, Criterion::Party(PartyId(0)), 2, Ok(it));
    assert_eq!(check(&list), unchecked);
    list.value.reverse();
    assert_eq!(check(&list), Err(Refutation::Order { index: 1 }));

    let mut points = cover(&problem, Among::Acceptable, &[10, 10], &stop).unwrap();
    let check = |it: &_| verify::cover(&problem, Among::Acceptable, &[10, 10], Ok(it));
    assert_eq!(check(&points), unchecked);
    points.value.points.push(points.value.points[0].clone());
    assert!(matches!(check(&points), Err(Refutation::Order { .. })));

    let mut sets = unlock(&problem, 10, &stop).unwrap();
    assert_eq!(verify::unlock(&problem, Ok(&sets)), unchecked);
    sets.value.relaxations[0].push(Barrier::Linkage { index: 0 });
    let barriers = vec![Barrier::Linkage { index: 0 }];
    assert_eq!(verify::unlock(&problem, Ok(&sets)), Err(Refutation::Barriers { barriers }));
}
