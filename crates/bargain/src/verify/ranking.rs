//! Checks lists of the best outcomes, and of outcomes that are nearly the best.

use super::big::Big;
use super::outcomes::{acceptable, size};
use super::rule::gains;
use super::{Refutation, alone, count, is_exact};
use crate::{
    Among, Answer, Criterion, Diverse, DiverseQuestion, Error, Exactness, Outcome, Payoffs,
    Problem, Ranked,
};

/// Checks what [`crate::k_best`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space once, and compares outcomes as good as the last one with all that are
/// listed.
pub fn k_best(
    problem: &Problem,
    criterion: Criterion,
    wanted: usize,
    claim: Result<&Answer<Vec<Ranked>>, &Error>,
) -> Result<(), Refutation> {
    let Some(claim) = agreed(problem, criterion, claim)? else { return Ok(()) };
    let list = &claim.value;
    if wanted < list.len() {
        return Err(Refutation::Count { claimed: list.len() as u64, actual: wanted as u64 });
    }
    for (index, it) in list.iter().enumerate() {
        admit(problem, criterion, it)?;
        if 0 < index && !comes_before(problem, criterion, &list[index - 1], it) {
            return Err(Refutation::Order { index });
        }
    }
    if !is_exact(problem, claim)? {
        return Ok(());
    }
    for (outcome, payoffs) in acceptable(problem) {
        let other = Ranked { outcome, payoffs: Payoffs(payoffs) };
        if !counts(problem, criterion, &other.payoffs.0) {
            continue;
        }
        let is_due = match list.last() {
            Some(last) if list.len() == wanted => comes_before(problem, criterion, &other, last),
            Some(_) | None => list.len() < wanted,
        };
        if is_due && !list.contains(&other) {
            return Err(Refutation::Better { outcome: other.outcome });
        }
    }
    Ok(())
}

/// Checks what [`crate::diverse`] returned.
///
/// That no choice keeps its outcomes further apart than is said is checked in the way it is proven:
/// each outcome that is good enough is near one of those chosen before the last.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space three times, and compares outcomes that are good enough with all that were
/// chosen.
pub fn diverse(
    problem: &Problem,
    question: &DiverseQuestion,
    claim: Result<&Answer<Diverse>, &Error>,
) -> Result<(), Refutation> {
    let &DiverseQuestion { criterion, slack_percent, count: wanted } = question;
    let Some(claim) = agreed(problem, criterion, claim)? else { return Ok(()) };
    let Diverse { outcomes, near, distance, at_most } = &claim.value;
    let due = wanted.min(*near);
    if outcomes.len() != due {
        return Err(Refutation::Count { claimed: outcomes.len() as u64, actual: due as u64 });
    }
    let apart =
        |a: &Outcome, b: &Outcome| (0..a.0.len()).filter(|&issue| a.0[issue] != b.0[issue]).count();
    let mut smallest = None;
    for (index, it) in outcomes.iter().enumerate() {
        admit(problem, criterion, it)?;
        for other in &outcomes[..index] {
            let apart = apart(&it.outcome, &other.outcome);
            smallest = Some(smallest.map_or(apart, |known: usize| known.min(apart)));
        }
    }
    let smallest = smallest.unwrap_or(0);
    count(true, *distance as u64, smallest as u64)?;
    let is_complete = match claim.exactness {
        Exactness::Exact => at_most == distance,
        Exactness::Bounded { gap } => 0 < gap && *distance as u64 + gap == *at_most as u64,
        Exactness::Partial { .. } => false,
        claimed @ Exactness::Sampled { .. } => return Err(Refutation::Exactness { claimed }),
    };
    if !is_complete && !matches!(claim.exactness, Exactness::Partial { .. }) {
        return Err(Refutation::Exactness { claimed: claim.exactness });
    }
    if size(problem).is_none() {
        return Err(Refutation::Unchecked);
    }
    if !is_complete {
        return Ok(());
    }
    let all = || {
        let all = acceptable(problem)
            .map(|(outcome, payoffs)| Ranked { outcome, payoffs: Payoffs(payoffs) });
        all.filter(|it| counts(problem, criterion, &it.payoffs.0))
    };
    let better =
        |a: Ranked, b: Ranked| if comes_before(problem, criterion, &b, &a) { b } else { a };
    let Some(best) = all().reduce(better) else { return Ok(()) };
    if outcomes.first().is_some_and(|it| *it != best) {
        return Err(Refutation::NotFirst { outcome: best.outcome });
    }
    let percent = 100 - u64::from(slack_percent.min(100));
    let is_near =
        |it: &Ranked| reaches(problem, criterion, &it.payoffs.0, &best.payoffs.0, percent);
    if let Some(far) = outcomes.iter().find(|it| !is_near(it)) {
        return Err(Refutation::Inadmissible { outcome: far.outcome.clone() });
    }
    let mut actual = 0;
    let all_chosen = outcomes.len() == *near;
    for other in all().filter(is_near) {
        actual += 1;
        // Of as many outcomes as were chosen, two are near the same one of these.
        let centers = outcomes.iter().rev().skip(1);
        let mut distances = centers.map(|it| apart(&it.outcome, &other.outcome));
        if 1 < outcomes.len() && !all_chosen && !distances.any(|it| it <= *distance) {
            return Err(Refutation::Better { outcome: other.outcome });
        }
    }
    count(true, *near as u64, actual)?;
    let issues = problem.space().issues();
    let open = issues.filter(|&it| 1 < problem.space().option_count(it)).count();
    let bound = if all_chosen { smallest } else { open.min(2 * smallest) };
    count(true, *at_most as u64, bound as u64)
}

/// The claim, unless it is an error; one that there is nothing is refuted if there is.
fn agreed<'a, T>(
    problem: &Problem,
    criterion: Criterion,
    claim: Result<&'a Answer<T>, &Error>,
) -> Result<Option<&'a Answer<T>>, Refutation> {
    match claim {
        Ok(claim) => Ok(Some(claim)),
        Err(Error::NoAgreement) if size(problem).is_none() => Err(Refutation::Unchecked),
        Err(Error::NoAgreement) => {
            match acceptable(problem).find(|(_, payoffs)| counts(problem, criterion, payoffs)) {
                Some((outcome, _)) => Err(Refutation::Agreement { outcome }),
                None => Ok(None),
            }
        }
        Err(_) => Ok(None),
    }
}

/// Refuses an outcome that is not acceptable, does not count, or has other payoffs.
fn admit(problem: &Problem, criterion: Criterion, it: &Ranked) -> Result<(), Refutation> {
    alone(problem, Among::Acceptable, &it.outcome, &it.payoffs)?;
    if counts(problem, criterion, &it.payoffs.0) {
        Ok(())
    } else {
        Err(Refutation::Inadmissible { outcome: it.outcome.clone() })
    }
}

fn counts(problem: &Problem, criterion: Criterion, payoffs: &[i64]) -> bool {
    criterion != Criterion::Product || gains(problem, payoffs).iter().all(|&it| 0 < it)
}

/// Whether the first one is better, or as good and the first in order.
fn comes_before(problem: &Problem, criterion: Criterion, a: &Ranked, b: &Ranked) -> bool {
    let (x, y) = (worth(problem, criterion, &a.payoffs.0), worth(problem, criterion, &b.payoffs.0));
    y.is_below(&x) || (x == y && a.outcome < b.outcome)
}

/// Whether payoffs are worth so many hundredths of what others are worth.
fn reaches(
    problem: &Problem,
    criterion: Criterion,
    payoffs: &[i64],
    best: &[i64],
    percent: u64,
) -> bool {
    let times = |payoffs: &[i64], factor: u64| {
        worth(problem, criterion, payoffs).times(&Big::of(factor.into()))
    };
    !times(payoffs, 100).is_below(&times(best, percent))
}

/// What acceptable payoffs are worth by the criterion, above reservation values.
fn worth(problem: &Problem, criterion: Criterion, payoffs: &[i64]) -> Big {
    let gains = gains(problem, payoffs);
    match criterion {
        Criterion::Product => Big::product(&gains),
        Criterion::Smallest => Big::product(&[gains.into_iter().min().unwrap_or(0)]),
        Criterion::Sum => {
            gains.iter().fold(Big::of(0), |sum, &gain| sum.plus(&Big::product(&[gain])))
        }
        Criterion::Party(party) => Big::product(&[gains[usize::from(party.0)]]),
    }
}
