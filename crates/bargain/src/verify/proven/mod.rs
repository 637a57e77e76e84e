//! Checks of answers about spaces that are too large to be gone through one by one.
//!
//! They reach the same verdict as the checks beside this module, but follow a [`Proof`] through what
//! can matter of the space. Where that is too much, or the proof does not fit the problem, they end
//! with [`Refutation::Unchecked`], after what is claimed has been checked by itself.

mod nearby;

pub use self::nearby::{Keys, best_for, nearest, unlock};

use super::big::Big;
use super::outcomes::{is_admitted, payoffs_of};
use super::proof::{Hope, Proof};
use super::replay::{Row, maxima, number, size, walk};
use super::rule::{gains, increasing, is_worse_for_the_worst};
use super::{Refutation, alone, count};
use crate::{
    Among, Answer, Error, Exactness, FrontierPoint, Outcome, PartyId, Problem, Solution, Zopa,
};

/// Weights stay below this, so that no weighted sum overflows.
const LARGEST_WEIGHT: i64 = 1 << 60;

/// Checks what [`crate::nash`] returned.
///
/// An outcome as good as the claimed one has, by the inequality of the arithmetic and the geometric
/// mean, at least a weighted sum of gains that is the number of parties times the root of the
/// product of all claimed gains and weights.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// At most 2²⁴ choices or 2²⁹ comparisons of sums.
pub fn nash(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    let product = |payoffs: &[i64]| Big::product(&gains(problem, payoffs));
    check(
        problem,
        claim,
        proof,
        &Goal {
            floors: reservations(problem).iter().map(|it| it + 1).collect(),
            least: &|payoffs, weights| {
                let parties = weights.len();
                let count = i64::try_from(parties).ok()?;
                if weights.iter().any(|&it| it < 1) {
                    return None;
                }
                // The claimed gains times the weights, times the number of parties for each.
                let mut factors = gains(problem, payoffs);
                factors.extend(weights);
                factors.extend(vec![count; parties]);
                let goal = Big::product(&factors);
                // The least number whose power reaches that.
                let (mut low, mut high) = (0, i64::MAX);
                while low < high {
                    let middle = low + (high - low) / 2;
                    if Big::product(&vec![middle; parties]).is_below(&goal) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                if high == i64::MAX {
                    return None;
                }
                Some(weighted(weights, &reservations(problem)) + i128::from(low))
            },
            is_worse: &|a, b| product(a).is_below(&product(b)),
        },
    )
}

/// Checks what [`crate::egalitarian`] returned.
///
/// In an outcome as good as the claimed one, every gain is at least the smallest one there.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// As [`nash`].
pub fn egalitarian(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    shares(problem, claim, proof, &vec![1; problem.parties().len()])
}

/// Checks what [`crate::maximin`] returned; a number of equals that was estimated is not checked.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// As [`nash`].
pub fn maximin(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    let smallest = |payoffs: &[i64]| gains(problem, payoffs).into_iter().min().unwrap_or(0);
    let all_at = |payoffs: &[i64]| -> Vec<i64> {
        reservations(problem).iter().map(|it| it + smallest(payoffs)).collect()
    };
    let floors = match claim {
        Ok(Answer { value, exactness: Exactness::Sampled { .. }, .. }) => {
            alone(problem, Among::Acceptable, &value.outcome, &value.payoffs)?;
            return Err(Refutation::Unchecked);
        }
        // A sum that another one beats may be as good.
        Ok(Answer { value, .. }) if proof.weights.is_empty() => {
            alone(problem, Among::Acceptable, &value.outcome, &value.payoffs)?;
            return Err(Refutation::Unchecked);
        }
        Ok(claim) if claim.value.payoffs.0.len() == problem.parties().len() => {
            all_at(&claim.value.payoffs.0)
        }
        _ => reservations(problem),
    };
    let goal = Goal {
        floors,
        least: &|payoffs, weights| Some(weighted(weights, &all_at(payoffs))),
        is_worse: &|a, b| smallest(a) < smallest(b),
    };
    check(problem, claim, proof, &goal)
}

/// Checks what [`crate::kalai_smorodinsky`] returned, with the most each party can hope for.
///
/// In an outcome as good as the claimed one, every share is at least the smallest one there.
///
/// # Errors
///
/// What is wrong with it, or with a hope.
///
/// # Cost
///
/// As [`nash`], once more for each party.
pub fn kalai_smorodinsky(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    hopes: &[Hope],
    proof: &Proof,
) -> Result<(), Refutation> {
    if claim.is_err() {
        return egalitarian(problem, claim, proof);
    }
    if hopes.len() != problem.parties().len() {
        return Err(Refutation::Unchecked);
    }
    let mut ranges = Vec::new();
    for (party, hope) in (0..=u8::MAX).map(PartyId).zip(hopes) {
        if !is_admitted(problem, Among::Acceptable, &hope.outcome) {
            return Err(Refutation::Inadmissible { outcome: hope.outcome.clone() });
        }
        let payoffs = payoffs_of(problem, &hope.outcome);
        let bars = reservations(problem);
        nearby::none_above(problem, party, &bars, payoffs[party.index()], &hope.proof)?;
        ranges.push(gains(problem, &payoffs)[party.index()]);
    }
    shares(problem, claim, proof, &ranges)
}

/// Checks what [`crate::utilitarian`] returned.
///
/// Of a weighted sum, what all parties have in common is weighed as by the lightest, and the rest is
/// no less than the reservation values.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// As [`nash`].
pub fn utilitarian(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    let sum = |payoffs: &[i64]| payoffs.iter().map(|&it| i128::from(it)).sum::<i128>();
    check(
        problem,
        claim,
        proof,
        &Goal {
            floors: reservations(problem),
            least: &|payoffs, weights| {
                let common = *weights.iter().min()?;
                let rest: Vec<i64> = weights.iter().map(|it| it - common).collect();
                Some(i128::from(common) * sum(payoffs) + weighted(&rest, &reservations(problem)))
            },
            is_worse: &|a, b| sum(a) < sum(b),
        },
    )
}

/// Checks what [`crate::zopa`] returned: that there is no agreement by the proof, and a number by
/// counting anew.
///
/// # Errors
///
/// What is wrong with it; [`Refutation::Unchecked`] for an estimate, and for very many different sums.
///
/// # Cost
///
/// As [`nash`], or that of all different sums that parties lack, up to 2¹⁹ after an issue.
pub fn zopa(
    problem: &Problem,
    claim: Result<&Answer<Zopa>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    let Ok(claim) = claim else { return Ok(()) };
    let Zopa { feasible, acceptable, witness, between } = &claim.value;
    if feasible < acceptable || *acceptable < between.0 || between.1 < *acceptable {
        return Err(Refutation::Count { claimed: *acceptable, actual: *feasible });
    }
    if let Some(outcome) = witness
        && !is_admitted(problem, Among::Acceptable, outcome)
    {
        return Err(Refutation::Inadmissible { outcome: outcome.clone() });
    }
    if matches!(claim.exactness, Exactness::Partial { .. } | Exactness::Bounded { .. }) {
        return Err(Refutation::Unchecked);
    }
    count(true, *feasible, size(problem, proof).ok_or(Refutation::Unchecked)?)?;
    if claim.exactness != Exactness::Exact {
        return Err(Refutation::Unchecked);
    }
    let floors = reservations(problem);
    if *acceptable == 0 {
        return match (witness, *between) {
            (None, (0, 0)) => nothing_above(problem, &floors, proof),
            _ => Err(Refutation::Count { claimed: between.1, actual: 0 }),
        };
    }
    let actual = number(problem, proof, &floors).ok_or(Refutation::Unchecked)?;
    count(true, *acceptable, actual)?;
    if *between != (actual, actual) || witness.is_none() {
        return Err(Refutation::Count { claimed: between.1, actual });
    }
    Ok(())
}

/// Checks what [`crate::frontier`] returned, by adding up payoffs issue by issue.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// At most 2²⁹ comparisons of sums.
pub fn frontier(
    problem: &Problem,
    among: Among,
    claim: Result<&Answer<Vec<FrontierPoint>>, &Error>,
    proof: &Proof,
) -> Result<(), Refutation> {
    let verdict = super::frontier(problem, among, claim);
    let Ok(claim) = claim else { return verdict };
    let is_capped = problem.parties().iter().any(|it| it.cap.is_some());
    if verdict != Err(Refutation::Unchecked) || claim.exactness != Exactness::Exact || is_capped {
        return verdict;
    }
    let floors = (among == Among::Acceptable).then(|| reservations(problem));
    let red_lines = among == Among::Acceptable;
    let actual =
        maxima(problem, red_lines, proof, floors.as_deref()).ok_or(Refutation::Unchecked)?;
    for (payoffs, outcomes, first) in &actual {
        let found = claim.value.binary_search_by(|it| payoffs.cmp(&it.payoffs.0));
        let Some(point) = found.ok().map(|index| &claim.value[index]) else {
            return Err(Refutation::Better { outcome: first.clone() });
        };
        count(true, point.outcomes, *outcomes)?;
        if point.outcome != *first {
            return Err(Refutation::NotFirst { outcome: first.clone() });
        }
    }
    // All of them are there, and they are in order, so that one more is one that is beaten.
    match claim.value.iter().find(|it| !actual.iter().any(|(payoffs, ..)| *payoffs == it.payoffs.0))
    {
        Some(point) => Err(Refutation::Inadmissible { outcome: point.outcome.clone() }),
        None => Ok(()),
    }
}

/// Checks that no feasible outcome crosses no red line and is at or above the floors, party by party.
fn nothing_above(problem: &Problem, floors: &[i64], proof: &Proof) -> Result<(), Refutation> {
    let mut parties = problem.parties().iter().zip(floors);
    if parties.any(|(party, floor)| party.cap.is_some_and(|cap| cap < *floor)) {
        return Ok(());
    }
    let mut found = None;
    let reaches = |outcome: &Outcome| {
        payoffs_of(problem, outcome).iter().zip(floors).all(|(it, floor)| floor <= it)
    };
    follow(
        problem,
        proof,
        floors,
        &|weights| Some(weighted(weights, floors)),
        &mut |outcome, _| {
            if found.is_none() && reaches(outcome) {
                found = Some(outcome.clone());
            }
            found.is_none()
        },
    )?;
    found.map_or(Ok(()), |outcome| Err(Refutation::Agreement { outcome }))
}

/// From payoffs and weights to a weighted sum.
type Least<'a> = &'a dyn Fn(&[i64], &[i64]) -> Option<i128>;

/// What makes an outcome as good as another.
struct Goal<'a> {
    /// The least each party must get.
    floors: Vec<i64>,
    /// The least weighted sum of payoffs in an outcome as good as one with the payoffs; `None` when
    /// the weights say nothing.
    least: Least<'a>,
    is_worse: &'a dyn Fn(&[i64], &[i64]) -> bool,
}

/// Rules that care for the smallest share, of so much for each party; parties with zero are left out.
fn shares(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    proof: &Proof,
    ranges: &[i64],
) -> Result<(), Refutation> {
    let shares = |payoffs: &[i64]| {
        let shares = gains(problem, payoffs).into_iter().zip(ranges.iter().copied());
        increasing(shares.filter(|&(_, range)| range != 0).collect())
    };
    // The payoffs at which every share is the smallest one of these.
    let at_smallest = |payoffs: &[i64]| -> Vec<i64> {
        let smallest = shares(payoffs).first().copied();
        let of = |(floor, &range): (i64, &i64)| match smallest {
            Some((gain, of)) => {
                let (gain, of, range) = (i128::from(gain), i128::from(of), i128::from(range));
                let least = (gain * range + of - 1).div_euclid(of);
                floor.saturating_add(i64::try_from(least).unwrap_or(i64::MAX))
            }
            None => floor,
        };
        reservations(problem).into_iter().zip(ranges).map(of).collect()
    };
    let floors = match claim {
        Ok(claim) if claim.value.payoffs.0.len() == ranges.len() => {
            at_smallest(&claim.value.payoffs.0)
        }
        _ => reservations(problem),
    };
    check(
        problem,
        claim,
        proof,
        &Goal {
            floors,
            least: &|payoffs, weights| Some(weighted(weights, &at_smallest(payoffs))),
            is_worse: &|a, b| is_worse_for_the_worst(&shares(a), &shares(b)),
        },
    )
}

/// Compares the claim with every outcome that is as good.
fn check(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    proof: &Proof,
    goal: &Goal<'_>,
) -> Result<(), Refutation> {
    let claim = match claim {
        Ok(claim) => claim,
        Err(Error::NoAgreement) => return nothing_above(problem, &goal.floors, proof),
        Err(_) => return Ok(()),
    };
    let Solution { outcome: claimed, payoffs, optimal } = &claim.value;
    alone(problem, Among::Acceptable, claimed, payoffs)?;
    if payoffs.0.iter().zip(&goal.floors).any(|(it, floor)| it < floor) {
        return Err(Refutation::Inadmissible { outcome: claimed.clone() });
    }
    match claim.exactness {
        Exactness::Exact => {}
        Exactness::Bounded { .. } | Exactness::Partial { .. } => return Err(Refutation::Unchecked),
        claimed @ Exactness::Sampled { .. } => return Err(Refutation::Exactness { claimed }),
    }
    if proof.weights.is_empty() && problem.parties().iter().any(|it| it.cap.is_some()) {
        // A sum that another one beats may be as good, once both are capped.
        return Err(Refutation::Unchecked);
    }
    let (mut equals, mut first, mut better) = (0_u64, claimed.clone(), None);
    let least = |weights: &[i64]| (goal.least)(&payoffs.0, weights);
    follow(problem, proof, &goal.floors, &least, &mut |outcome, outcomes| {
        let other = payoffs_of(problem, outcome);
        let counts = other.iter().zip(&goal.floors).all(|(it, floor)| floor <= it);
        if counts && (goal.is_worse)(&payoffs.0, &other) {
            better = Some(outcome.clone());
        } else if counts && !(goal.is_worse)(&other, &payoffs.0) {
            equals = equals.saturating_add(outcomes);
            first = first.clone().min(outcome.clone());
        }
        better.is_none()
    })?;
    if let Some(outcome) = better {
        return Err(Refutation::Better { outcome });
    }
    if first != *claimed {
        return Err(Refutation::NotFirst { outcome: first });
    }
    count(true, *optimal, equals)
}

/// Shows all acceptable outcomes at or above the floors with weighted sums of at least so much, one by
/// one or, of those with equal payoffs, the first and their number. What others beat may be left out.
fn follow(
    problem: &Problem,
    proof: &Proof,
    floors: &[i64],
    least: &dyn Fn(&[i64]) -> Option<i128>,
    visit: &mut dyn FnMut(&Outcome, u64) -> bool,
) -> Result<(), Refutation> {
    let parties = problem.parties().len();
    if floors.len() != parties {
        return Err(Refutation::Unchecked);
    }
    if proof.weights.is_empty() {
        let found = maxima(problem, true, proof, Some(floors)).ok_or(Refutation::Unchecked)?;
        for (_, outcomes, first) in found {
            if !visit(&first, outcomes) {
                break;
            }
        }
        return Ok(());
    }
    let mut rows = Vec::new();
    for weights in &proof.weights {
        if weights.len() != parties || weights.iter().any(|it| !(0..LARGEST_WEIGHT).contains(it)) {
            return Err(Refutation::Unchecked);
        }
        if let Some(least) = least(weights) {
            rows.push(Row { weights: weights.clone(), least });
        }
    }
    rows.extend((0..parties).map(|it| Row::party(parties, it, floors[it].into())));
    walk(problem, true, proof, &rows, &mut |outcome| visit(outcome, 1)).ok_or(Refutation::Unchecked)
}

fn reservations(problem: &Problem) -> Vec<i64> {
    problem.parties().iter().map(|it| it.reservation).collect()
}

fn weighted(weights: &[i64], payoffs: &[i64]) -> i128 {
    weights.iter().zip(payoffs).map(|(&it, &of)| i128::from(it) * i128::from(of)).sum()
}
