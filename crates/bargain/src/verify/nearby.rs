//! Checks one party's best, the nearest outcome, and the cover of a frontier.

use super::outcomes::{acceptable, feasible, holds, is_admitted, size};
use super::{Refutation, alone, count, is_exact};
use crate::{
    Among, Answer, Cover, Error, Exactness, Nearest, Outcome, PartyId, Payoffs, Problem, Solution,
};

/// Checks what [`crate::best_for`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space once.
pub fn best_for(
    problem: &Problem,
    party: PartyId,
    bars: &Payoffs,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let counts = |outcome: &Outcome, payoffs: &[i64]| {
        let mut red_lines = problem.parties().iter().flat_map(|it| &it.red_lines);
        payoffs.iter().zip(&bars.0).all(|(it, bar)| bar <= it)
            && !red_lines.any(|it| holds(it, outcome))
    };
    let claim = match claim {
        Ok(claim) => claim,
        Err(Error::NoAgreement) if size(problem).is_none() => return Err(Refutation::Unchecked),
        Err(Error::NoAgreement) => {
            return match feasible(problem).find(|(outcome, payoffs)| counts(outcome, payoffs)) {
                Some((outcome, _)) => Err(Refutation::Agreement { outcome }),
                None => Ok(()),
            };
        }
        Err(_) => return Ok(()),
    };
    let Solution { outcome: claimed, payoffs, optimal } = &claim.value;
    alone(problem, Among::Feasible, claimed, payoffs)?;
    if !counts(claimed, &payoffs.0) {
        return Err(Refutation::Inadmissible { outcome: claimed.clone() });
    }
    let exact = is_exact(problem, claim)?;
    let party = usize::from(party.0);
    let mut equals = 0;
    for (outcome, other) in feasible(problem).filter(|(outcome, it)| counts(outcome, it)) {
        if exact && payoffs.0[party] < other[party] {
            return Err(Refutation::Better { outcome });
        }
        equals += u64::from(payoffs.0[party] == other[party]);
    }
    // Itself is one of them; those that are beaten need not have been counted.
    count(*optimal == 0, *optimal, equals)
}

/// Checks what [`crate::nearest`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space once.
pub fn nearest(
    problem: &Problem,
    from: &Outcome,
    weights: &[u32],
    claim: Result<&Answer<Nearest>, &Error>,
) -> Result<(), Refutation> {
    let claim = match claim {
        Ok(claim) => claim,
        Err(Error::NoAgreement) if size(problem).is_none() => return Err(Refutation::Unchecked),
        Err(Error::NoAgreement) => {
            return match acceptable(problem).next() {
                Some((outcome, _)) => Err(Refutation::Agreement { outcome }),
                None => Ok(()),
            };
        }
        Err(_) => return Ok(()),
    };
    // Number of changes, and what they weigh.
    let distance = |outcome: &Outcome| {
        let (mut changes, mut weight) = (0, 0);
        for (issue, option) in outcome.0.iter().enumerate() {
            if *option != from.0[issue] {
                changes += 1;
                weight += u64::from(weights[issue]);
            }
        }
        (changes, weight)
    };
    let Nearest { outcome: claimed, payoffs, changes } = &claim.value;
    alone(problem, Among::Acceptable, claimed, payoffs)?;
    count(true, *changes as u64, distance(claimed).0)?;
    if is_exact(problem, claim)? {
        let nearer = |(it, _): &(Outcome, _)| distance(it) < distance(claimed);
        if let Some((outcome, _)) = acceptable(problem).find(nearer) {
            return Err(Refutation::Better { outcome });
        }
    }
    Ok(())
}

/// Checks what [`crate::cover`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Compares every outcome with every point.
pub fn cover(
    problem: &Problem,
    among: Among,
    tolerance: &[u64],
    claim: Result<&Answer<Cover>, &Error>,
) -> Result<(), Refutation> {
    let Ok(claim) = claim else { return Ok(()) };
    let points = &claim.value.points;
    for (index, (payoffs, outcome)) in points.iter().enumerate() {
        alone(problem, among, outcome, payoffs)?;
        if 0 < index && points[index - 1].0.0 <= payoffs.0 {
            return Err(Refutation::Order { index });
        }
        let beats = |it: &&(Payoffs, Outcome)| it.0.0.iter().zip(&payoffs.0).all(|(a, b)| b <= a);
        if let Some(better) = points[..index].iter().find(beats) {
            return Err(Refutation::Better { outcome: better.1.clone() });
        }
    }
    let largest = tolerance.iter().copied().max().unwrap_or(0);
    let is_whole = match claim.exactness {
        Exactness::Exact if largest == 0 => true,
        Exactness::Bounded { gap } if gap == largest && 0 < gap => true,
        Exactness::Partial { .. } => false,
        claimed => return Err(Refutation::Exactness { claimed }),
    };
    if is_whole != (claim.value.open == 0) {
        return Err(Refutation::Exactness { claimed: claim.exactness });
    }
    if size(problem).is_none() {
        return Err(Refutation::Unchecked);
    }
    if !is_whole {
        return Ok(());
    }
    let far = |(outcome, payoffs): &(Outcome, Vec<i64>)| {
        let near = |point: &(Payoffs, Outcome)| {
            (0..payoffs.len()).all(|party| {
                let reach = i128::from(point.0.0[party]) + i128::from(tolerance[party]);
                i128::from(payoffs[party]) <= reach
            })
        };
        is_admitted(problem, among, outcome) && !points.iter().any(near)
    };
    match feasible(problem).find(far) {
        Some((outcome, _)) => Err(Refutation::Better { outcome }),
        None => Ok(()),
    }
}
