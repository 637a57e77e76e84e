//! Checks what the discrete Raiffa solution picked.

use std::collections::BTreeSet;

use super::Refutation;
use super::big::Big;
use super::outcomes::{acceptable, size};
use super::rule::{check, gains, hopes, is_worse_for_the_worst, shares};
use crate::{Among, Answer, Error, Problem, Solution};

/// Checks what [`crate::raiffa`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space four times, and through the different payoffs of acceptable outcomes, which
/// it keeps, once for each step.
pub fn raiffa(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let status_quo = if size(problem).is_some() { last_status_quo(problem) } else { None };
    let counts = |payoffs: &[i64]| {
        status_quo.as_ref().is_none_or(|it| it.is_reached(&gains(problem, payoffs)))
    };
    let shares = shares(problem, hopes(problem, Among::Acceptable));
    check(problem, claim, counts, |a, b| is_worse_for_the_worst(&shares(a), &shares(b)))
}

/// Gains, as fractions with one denominator.
struct StatusQuo {
    above: Vec<Big>,
    below: Big,
}

impl StatusQuo {
    fn is_reached(&self, gains: &[i64]) -> bool {
        let gain = |it: i64| Big::product(&[it]).times(&self.below);
        gains.iter().zip(&self.above).all(|(&it, above)| !gain(it).is_below(above))
    }
}

/// The last status quo that an acceptable outcome reaches; `None` without such an outcome.
fn last_status_quo(problem: &Problem) -> Option<StatusQuo> {
    let parties = problem.parties().len();
    let mut left: BTreeSet<Vec<i64>> =
        acceptable(problem).map(|(_, payoffs)| gains(problem, &payoffs)).collect();
    left.first()?;
    let mut status_quo = StatusQuo { above: vec![Big::of(0); parties], below: Big::of(1) };
    let count = Big::of(parties as u128);
    let others = Big::of(parties as u128 - 1);
    // All payoffs that are left being the same, steps lead there without end.
    while 1 < left.len() {
        let best = |party: usize| left.iter().map(|it| it[party]).max().unwrap_or(0);
        let ahead = |party: usize| Big::product(&[best(party)]).times(&status_quo.below);
        let next = StatusQuo {
            above: (0..parties)
                .map(|it| status_quo.above[it].times(&others).plus(&ahead(it)))
                .collect(),
            below: status_quo.below.times(&count),
        };
        let further: BTreeSet<Vec<i64>> =
            left.iter().filter(|it| next.is_reached(it)).cloned().collect();
        if further.is_empty() {
            break;
        }
        (left, status_quo) = (further, next);
    }
    Some(status_quo)
}
