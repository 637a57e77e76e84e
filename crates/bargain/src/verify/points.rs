//! Checks what rules picked from the whole frontier.

use std::collections::BTreeMap;

use super::big::Big;
use super::outcomes::{acceptable, feasible, size};
use super::rule::gains;
use super::{Refutation, alone, count};
use crate::{Among, Answer, Error, Exactness, Outcome, Problem, Solution};

/// Checks what [`crate::fallback`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space and compares every outcome, and then every point, with every point of the
/// frontier.
pub fn fallback(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    check(problem, Among::Acceptable, claim, |points, payoffs| {
        let depth = |party: usize| points.iter().filter(|it| payoffs[party] < it[party]).count();
        let deepest = (0..payoffs.len()).map(depth).max().unwrap_or(0);
        Standing { is_short: false, above: Big::of(deepest as u128), below: Big::of(1) }
    })
}

/// Checks what [`crate::negmas_kalai_smorodinsky`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space twice and compares every outcome with every point of the frontier.
pub fn negmas_kalai_smorodinsky(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let mut ranges = Vec::new();
    if size(problem).is_some() {
        for (party, it) in problem.parties().iter().enumerate() {
            let utilities = || feasible(problem).map(|(_, payoffs)| payoffs[party]);
            let floor = it.reservation.max(utilities().min().unwrap_or(0));
            ranges.push((floor, utilities().max().unwrap_or(0)));
        }
    }
    check(problem, Among::Acceptable, claim, |_, payoffs| {
        let mut widest = Standing { is_short: false, above: Big::of(0), below: Big::of(1) };
        let counted: Vec<usize> =
            (0..payoffs.len()).filter(|&it| ranges[it].0 < ranges[it].1).collect();
        for &a in &counted {
            for &b in &counted {
                let range = |it: usize| i128::from(ranges[it].1) - i128::from(ranges[it].0);
                let gain = |it: usize| i128::from(payoffs[it]) - i128::from(ranges[it].0);
                let apart = gain(a) * range(b) - gain(b) * range(a);
                let apart = Standing {
                    is_short: false,
                    above: Big::of(apart.unsigned_abs()),
                    below: Big::of((range(a) * range(b)).unsigned_abs()),
                };
                if apart.is_worse_than(&widest) {
                    widest = apart;
                }
            }
        }
        widest
    })
}

/// Checks what [`crate::genius_nash`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space and compares every outcome with every point of the frontier.
pub fn genius_nash(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    check(problem, Among::Feasible, claim, |_, payoffs| {
        let gains = gains(problem, payoffs);
        let product = Big::product(&gains);
        let losses = gains.iter().filter(|&&it| it < 0).count();
        if losses % 2 == 1 || gains.contains(&0) {
            return Standing { is_short: true, above: product, below: Big::of(1) };
        }
        // The larger, the better: turned upside down, as a standing is better when it is smaller.
        Standing { is_short: false, above: Big::of(1), below: product }
    })
}

/// Checks what [`crate::genius_kalai_smorodinsky`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space and compares every outcome with every point of the frontier.
pub fn genius_kalai_smorodinsky(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    check(problem, Among::Feasible, claim, |_, payoffs| {
        let mut sum = 0;
        for a in payoffs {
            for b in payoffs {
                // Every two parties come twice.
                sum += (i128::from(*a) - i128::from(*b)).unsigned_abs();
            }
        }
        Standing { is_short: false, above: Big::of(sum), below: Big::of(1) }
    })
}

/// How bad a point is: a fraction, and whether it falls short of any that does not.
struct Standing {
    is_short: bool,
    above: Big,
    below: Big,
}

impl Standing {
    fn is_worse_than(&self, other: &Self) -> bool {
        if self.is_short != other.is_short {
            return self.is_short;
        }
        other.above.times(&self.below).is_below(&self.above.times(&other.below))
    }
}

/// Compares the claim with every point of the frontier by how bad it is among all of them.
fn check(
    problem: &Problem,
    among: Among,
    claim: Result<&Answer<Solution>, &Error>,
    standing: impl Fn(&[&[i64]], &[i64]) -> Standing,
) -> Result<(), Refutation> {
    let points = if size(problem).is_some() { maxima(problem, among) } else { BTreeMap::new() };
    let claim = match claim {
        Ok(claim) => claim,
        Err(Error::NoAgreement) if size(problem).is_none() => return Err(Refutation::Unchecked),
        Err(Error::NoAgreement) => {
            return match points.into_values().next() {
                Some((outcome, _)) => Err(Refutation::Agreement { outcome }),
                None => Ok(()),
            };
        }
        Err(_) => return Ok(()),
    };
    if claim.exactness != Exactness::Exact {
        return Err(Refutation::Exactness { claimed: claim.exactness });
    }
    let Solution { outcome, payoffs, optimal } = &claim.value;
    alone(problem, among, outcome, payoffs)?;
    if size(problem).is_none() {
        return Err(Refutation::Unchecked);
    }
    if !points.contains_key(&payoffs.0) {
        let beats = |it: &Vec<i64>| it.iter().zip(&payoffs.0).all(|(a, b)| b <= a);
        let better = points.into_iter().find(|(it, _)| beats(it));
        let (_, (outcome, _)) = better.expect("what is not on the frontier is beaten by a point");
        return Err(Refutation::Better { outcome });
    }
    let all: Vec<&[i64]> = points.keys().map(Vec::as_slice).collect();
    let claimed = standing(&all, &payoffs.0);
    let (mut first, mut equals) = (outcome, 0);
    for (payoffs, (outcome, outcomes)) in &points {
        let other = standing(&all, payoffs);
        if claimed.is_worse_than(&other) {
            return Err(Refutation::Better { outcome: outcome.clone() });
        }
        if !other.is_worse_than(&claimed) {
            first = first.min(outcome);
            equals += outcomes;
        }
    }
    if first != outcome {
        return Err(Refutation::NotFirst { outcome: first.clone() });
    }
    count(true, *optimal, equals)
}

/// The payoffs on the frontier, with the first outcome that has them and the number of all.
fn maxima(problem: &Problem, among: Among) -> BTreeMap<Vec<i64>, (Outcome, u64)> {
    let outcomes: Box<dyn Iterator<Item = _>> = match among {
        Among::Feasible => Box::new(feasible(problem)),
        Among::Acceptable => Box::new(acceptable(problem)),
    };
    let mut all: BTreeMap<Vec<i64>, (Outcome, u64)> = BTreeMap::new();
    for (outcome, payoffs) in outcomes {
        all.entry(payoffs).or_insert((outcome, 0)).1 += 1;
    }
    // What beats payoffs comes after them in increasing order.
    let mut points: BTreeMap<Vec<i64>, (Outcome, u64)> = BTreeMap::new();
    for (payoffs, it) in all.into_iter().rev() {
        let beats = |it: &Vec<i64>| it.iter().zip(&payoffs).all(|(a, b)| b <= a);
        if !points.keys().any(beats) {
            points.insert(payoffs, it);
        }
    }
    points
}
