//! Checks of the questions about what is near: one party's best, the nearest outcome, what blocks.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::super::outcomes::{is_admitted, payoffs_of};
use super::super::proof::Proof;
use super::super::{Refutation, alone};
use super::nothing_above;
use crate::{
    Among, Answer, Barrier, Error, Exactness, Nearest, Outcome, Party, PartyId, Payoffs, Problem,
    Solution, Unlock,
};

/// Checks what [`crate::best_for`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// As [`super::nash`].
pub fn best_for(
    problem: &Problem,
    party: PartyId,
    bars: &Payoffs,
    claim: Result<&Answer<Solution>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    let claim = match claim {
        Ok(claim) => claim,
        Err(Error::NoAgreement) => return nothing_above(problem, &bars.0, proof),
        Err(_) => return Ok(()),
    };
    let Solution { outcome, payoffs, .. } = &claim.value;
    alone(&with_bars(problem, &bars.0)?, Among::Acceptable, outcome, payoffs)?;
    match (claim.exactness, payoffs.0.get(party.index())) {
        (Exactness::Exact, Some(&most)) => none_above(problem, party, &bars.0, most, proof),
        (claimed @ Exactness::Sampled { .. }, _) => Err(Refutation::Exactness { claimed }),
        _ => Err(Refutation::Unchecked),
    }
}

/// Checks what [`crate::nearest`] returned: distance is weighed as a party of its own, the last one
/// of the proof's weights.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// As [`super::nash`], with one party more.
pub fn nearest(
    problem: &Problem,
    from: &Outcome,
    weights: &[u32],
    claim: Result<&Answer<Nearest>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    let mut bars: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let last = PartyId(u8::try_from(bars.len()).map_err(|_| Refutation::Unchecked)?);
    let extended = with_distance(problem, from, weights)?;
    let claim = match claim {
        Ok(claim) => claim,
        Err(Error::NoAgreement) => {
            bars.push(i64::MIN);
            return nothing_above(&extended, &bars, proof);
        }
        Err(_) => return Ok(()),
    };
    let Nearest { outcome, payoffs, changes } = &claim.value;
    alone(problem, Among::Acceptable, outcome, payoffs)?;
    let actual = outcome.0.iter().zip(&from.0).filter(|(a, b)| a != b).count();
    if actual != *changes {
        let [claimed, actual] = [*changes as u64, actual as u64];
        return Err(Refutation::Count { claimed, actual });
    }
    match claim.exactness {
        Exactness::Exact => {}
        claimed @ Exactness::Sampled { .. } => return Err(Refutation::Exactness { claimed }),
        Exactness::Bounded { .. } | Exactness::Partial { .. } => return Err(Refutation::Unchecked),
    }
    let most = payoffs_of(&extended, outcome)[last.index()];
    bars.push(most);
    none_above(&extended, last, &bars, most, proof)
}

/// What shows that sets of barriers block agreement or open it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// For each blocking set, the proof that it blocks.
    pub blocked: Vec<Proof>,
    /// For each blocking set and each barrier in it, an outcome that the others of the set allow.
    pub without: Vec<Vec<Outcome>>,
    /// For each relaxation, an outcome that it opens.
    pub opened: Vec<Outcome>,
}

/// Checks what [`crate::unlock`] returned.
///
/// Every blocking set leaves nothing, by its proof, and every part of it something; every relaxation
/// opens the outcome given for it, and no part of it does, as some blocking set has none of that part.
/// An exact answer has all sets: its relaxations are just the smallest ones that take something from
/// every blocking set.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// As [`super::nash`] for each blocking set.
///
/// # Source
///
/// C. Berge, *Hypergraphs* (1989), ch. 2, on minimal transversals.
pub fn unlock(
    problem: &Problem,
    claim: Result<&Answer<Unlock>, &Error>,
    keys: &Keys,
) -> Result<(), Refutation> {
    let Ok(claim) = claim else { return Ok(()) };
    let Unlock { blocking, relaxations } = &claim.value;
    if keys.blocked.len() != blocking.len()
        || keys.without.len() != blocking.len()
        || keys.opened.len() != relaxations.len()
    {
        return Err(Refutation::Unchecked);
    }
    for ((set, proof), without) in blocking.iter().zip(&keys.blocked).zip(&keys.without) {
        let blocked = only(problem, |it| set.contains(it))?;
        let floors: Vec<i64> = blocked.parties().iter().map(|it| it.reservation).collect();
        nothing_above(&blocked, &floors, proof)?;
        if without.len() != set.len() {
            return Err(Refutation::Unchecked);
        }
        for (barrier, outcome) in set.iter().zip(without) {
            let rest = only(problem, |it| set.contains(it) && it != barrier)?;
            if !is_admitted(&rest, Among::Acceptable, outcome) {
                return Err(Refutation::Inadmissible { outcome: outcome.clone() });
            }
        }
    }
    for (set, outcome) in relaxations.iter().zip(&keys.opened) {
        let open = only(problem, |it| !set.contains(it))?;
        if !is_admitted(&open, Among::Acceptable, outcome) {
            return Err(Refutation::Inadmissible { outcome: outcome.clone() });
        }
        let is_needed = |barrier: &Barrier| {
            let of = |it: &&Vec<Barrier>| {
                it.contains(barrier) && it.iter().filter(|it| set.contains(it)).count() == 1
            };
            blocking.iter().any(|it| of(&it))
        };
        if !set.iter().all(is_needed) {
            return Err(Refutation::Inadmissible { outcome: outcome.clone() });
        }
    }
    if claim.exactness != Exactness::Exact {
        return Err(Refutation::Unchecked);
    }
    let all = transversals(blocking);
    let claimed: BTreeSet<BTreeSet<Barrier>> =
        relaxations.iter().map(|it| it.iter().copied().collect()).collect();
    if all == claimed && all.len() == relaxations.len() {
        Ok(())
    } else {
        let [claimed, actual] = [relaxations.len() as u64, all.len() as u64];
        Err(Refutation::Count { claimed, actual })
    }
}

/// The smallest sets that take something from each set, one set after the other.
fn transversals(sets: &[Vec<Barrier>]) -> BTreeSet<BTreeSet<Barrier>> {
    let mut found = BTreeSet::from([BTreeSet::new()]);
    for set in sets {
        let mut next: Vec<BTreeSet<Barrier>> = Vec::new();
        for it in &found {
            if set.iter().any(|barrier| it.contains(barrier)) {
                next.push(it.clone());
            } else {
                next.extend(set.iter().map(|&barrier| {
                    let mut more = it.clone();
                    more.insert(barrier);
                    more
                }));
            }
        }
        next.sort_by_key(BTreeSet::len);
        found = BTreeSet::new();
        for it in next {
            if !found.iter().any(|smaller: &BTreeSet<Barrier>| smaller.is_subset(&it)) {
                found.insert(it);
            }
        }
    }
    found
}

/// Checks that no acceptable outcome in which every party reaches its bar gives one of them more
/// than so much.
pub(super) fn none_above(
    problem: &Problem,
    party: PartyId,
    bars: &[i64],
    most: i64,
    proof: &Proof,
) -> Result<(), Refutation> {
    let mut floors = bars.to_vec();
    match floors.get_mut(party.index()) {
        Some(floor) => *floor = most.saturating_add(1),
        None => return Err(Refutation::Unchecked),
    }
    nothing_above(problem, &floors, proof)
}

fn with_bars(problem: &Problem, bars: &[i64]) -> Result<Problem, Refutation> {
    let mut parties = problem.parties().to_vec();
    for (party, &bar) in parties.iter_mut().zip(bars) {
        party.reservation = bar;
    }
    Problem::new(problem.space().clone(), parties, problem.linkages().to_vec())
        .map_err(|_| Refutation::Unchecked)
}

/// The problem in which only some barriers count.
fn only(problem: &Problem, counts: impl Fn(&Barrier) -> bool) -> Result<Problem, Refutation> {
    let mut parties = Vec::new();
    for (id, party) in (0..=u8::MAX).map(PartyId).zip(problem.parties()) {
        let mut party = party.clone();
        let red_lines = party.red_lines.iter().enumerate();
        let red_lines =
            red_lines.filter(|&(index, _)| counts(&Barrier::RedLine { party: id, index }));
        party.red_lines = red_lines.map(|it| it.1.clone()).collect();
        if !counts(&Barrier::Reservation { party: id }) {
            party.reservation = -(1 << 61);
        }
        parties.push(party);
    }
    let linkages = problem.linkages().iter().enumerate();
    let linkages = linkages.filter(|&(index, _)| counts(&Barrier::Linkage { index }));
    let linkages = linkages.map(|it| it.1.clone()).collect();
    Problem::new(problem.space().clone(), parties, linkages).map_err(|_| Refutation::Unchecked)
}

/// The problem with one party more, the last one, to which every change costs more than all weights
/// together, and its weight.
fn with_distance(
    problem: &Problem,
    from: &Outcome,
    weights: &[u32],
) -> Result<Problem, Refutation> {
    let issues = problem.space().issue_count();
    if from.0.len() != issues || weights.len() != issues {
        return Err(Refutation::Unchecked);
    }
    let change: i64 = 1 + weights.iter().map(|&it| i64::from(it)).sum::<i64>();
    let mut utilities = Vec::new();
    for issue in problem.space().issues() {
        let cost = change + i64::from(weights[issue.index()]);
        let options = problem.space().options(issue);
        let worth = options.map(|it| if it == from.0[issue.index()] { 0 } else { -cost });
        utilities.push(worth.collect());
    }
    let (red_lines, interactions) = (Vec::new(), Vec::new());
    let stays = Party { utilities, reservation: 0, red_lines, interactions, cap: None };
    problem.with_one_more(stays).map_err(|_| Refutation::Unchecked)
}
