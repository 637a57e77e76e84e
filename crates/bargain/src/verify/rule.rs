//! Checks what rules picked that need only compare two outcomes.

use super::big::Big;
use super::outcomes::{acceptable, feasible, size};
use super::{Refutation, alone, count, is_exact};
use crate::{Among, Answer, Error, Exactness, Problem, Solution};

/// Checks what [`crate::nash`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space twice.
pub fn nash(problem: &Problem, claim: Result<&Answer<Solution>, &Error>) -> Result<(), Refutation> {
    let product = |payoffs: &[i64]| Big::product(&gains(problem, payoffs));
    check(
        problem,
        claim,
        |payoffs| gains(problem, payoffs).iter().all(|&gain| 0 < gain),
        |a, b| product(a).is_below(&product(b)),
    )
}

/// Checks what [`crate::kalai_smorodinsky`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space three times.
pub fn kalai_smorodinsky(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let shares = shares(problem, hopes(problem, Among::Acceptable));
    check(problem, claim, |_| true, |a, b| is_worse_for_the_worst(&shares(a), &shares(b)))
}

/// Checks what [`crate::kalai_rosenthal`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space three times.
pub fn kalai_rosenthal(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let shares = shares(problem, hopes(problem, Among::Feasible));
    check(problem, claim, |_| true, |a, b| is_worse_for_the_worst(&shares(a), &shares(b)))
}

/// Checks what [`crate::maximin_share`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space three times.
pub fn maximin_share(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let shares = shares(problem, hopes(problem, Among::Acceptable));
    let worst = |payoffs: &[i64]| shares(payoffs).into_iter().take(1).collect::<Vec<_>>();
    check(problem, claim, |_| true, |a, b| is_worse_for_the_worst(&worst(a), &worst(b)))
}

/// Checks what [`crate::egalitarian`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space twice.
pub fn egalitarian(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let whole = |payoffs: &[i64]| {
        increasing(gains(problem, payoffs).into_iter().map(|gain| (gain, 1)).collect())
    };
    check(problem, claim, |_| true, |a, b| is_worse_for_the_worst(&whole(a), &whole(b)))
}

/// Checks what [`crate::maximin`] returned.
///
/// Where the number of equals is estimated, it is not checked.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space twice.
pub fn maximin(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let least = |payoffs: &[i64]| gains(problem, payoffs).into_iter().min();
    let is_worse = |a: &[i64], b: &[i64]| least(a) < least(b);
    match claim {
        Ok(answer) if matches!(answer.exactness, Exactness::Sampled { .. }) => {
            let exactness = Exactness::Bounded { gap: 0 };
            let value = Solution { optimal: 0, ..answer.value.clone() };
            let alone = Answer { value, exactness, effort: answer.effort };
            check(problem, Ok(&alone), |_| true, is_worse)?;
            let better = acceptable(problem).find(|(_, it)| is_worse(&answer.value.payoffs.0, it));
            better.map_or(Ok(()), |(outcome, _)| Err(Refutation::Better { outcome }))
        }
        claim => check(problem, claim, |_| true, is_worse),
    }
}

/// Checks what [`crate::utilitarian`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space twice.
pub fn utilitarian(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
) -> Result<(), Refutation> {
    let sum = |payoffs: &[i64]| payoffs.iter().map(|&it| i128::from(it)).sum::<i128>();
    check(problem, claim, |_| true, |a, b| sum(a) < sum(b))
}

/// Each party's largest gain in one of the outcomes.
pub(super) fn hopes(problem: &Problem, among: Among) -> Vec<i64> {
    let mut hopes = vec![0; problem.parties().len()];
    if size(problem).is_none() {
        return hopes;
    }
    let outcomes: Box<dyn Iterator<Item = _>> = match among {
        Among::Feasible => Box::new(feasible(problem)),
        Among::Acceptable => Box::new(acceptable(problem)),
    };
    for (_, payoffs) in outcomes {
        for (party, gain) in gains(problem, &payoffs).into_iter().enumerate() {
            hopes[party] = gain.max(hopes[party]);
        }
    }
    hopes
}

/// What gives the shares of what was hoped for, from the smallest to the largest.
pub(super) fn shares(problem: &Problem, hopes: Vec<i64>) -> impl Fn(&[i64]) -> Vec<(i64, i64)> {
    move |payoffs| {
        let shares = gains(problem, payoffs).into_iter().zip(hopes.iter().copied());
        increasing(shares.filter(|&(_, hope)| hope != 0).collect())
    }
}

/// Compares the claim with every acceptable outcome that counts.
pub(super) fn check(
    problem: &Problem,
    claim: Result<&Answer<Solution>, &Error>,
    counts: impl Fn(&[i64]) -> bool,
    is_worse: impl Fn(&[i64], &[i64]) -> bool,
) -> Result<(), Refutation> {
    let claim = match claim {
        Ok(claim) => claim,
        Err(Error::NoAgreement) if size(problem).is_none() => return Err(Refutation::Unchecked),
        Err(Error::NoAgreement) => {
            return match acceptable(problem).find(|(_, payoffs)| counts(payoffs)) {
                Some((outcome, _)) => Err(Refutation::Agreement { outcome }),
                None => Ok(()),
            };
        }
        Err(_) => return Ok(()),
    };
    if size(problem).is_none() {
        alone(problem, Among::Acceptable, &claim.value.outcome, &claim.value.payoffs)?;
        if !counts(&claim.value.payoffs.0) {
            return Err(Refutation::Inadmissible { outcome: claim.value.outcome.clone() });
        }
        return Err(Refutation::Unchecked);
    }
    let exact = is_exact(problem, claim)?;
    let Solution { outcome: claimed, payoffs: claimed_payoffs, optimal } = &claim.value;
    let Some((_, payoffs)) = acceptable(problem).find(|(outcome, _)| outcome == claimed) else {
        return Err(Refutation::Inadmissible { outcome: claimed.clone() });
    };
    if payoffs != claimed_payoffs.0 {
        let (outcome, claimed) = (claimed.clone(), claimed_payoffs.clone());
        return Err(Refutation::Payoffs { outcome, claimed });
    }
    if !counts(&payoffs) {
        return Err(Refutation::Inadmissible { outcome: claimed.clone() });
    }
    let mut equals = 0_u64;
    for (outcome, other) in acceptable(problem).filter(|(_, other)| counts(other)) {
        if is_worse(&payoffs, &other) {
            if exact {
                return Err(Refutation::Better { outcome });
            }
        } else if !is_worse(&other, &payoffs) {
            equals += 1;
            if exact && equals == 1 && outcome != *claimed {
                return Err(Refutation::NotFirst { outcome });
            }
        }
    }
    count(exact, *optimal, equals)
}

pub(super) fn gains(problem: &Problem, payoffs: &[i64]) -> Vec<i64> {
    problem.parties().iter().zip(payoffs).map(|(it, utility)| utility - it.reservation).collect()
}

/// Fractions from the smallest to the largest.
pub(super) fn increasing(mut fractions: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    fractions.sort_by(|&a, &b| cross(a, b).cmp(&cross(b, a)));
    fractions
}

/// Whether `a` has the smaller fraction at the first place where they differ.
pub(super) fn is_worse_for_the_worst(a: &[(i64, i64)], b: &[(i64, i64)]) -> bool {
    for (&a, &b) in a.iter().zip(b) {
        if cross(a, b) != cross(b, a) {
            return cross(a, b) < cross(b, a);
        }
    }
    false
}

/// Numerator of the first fraction times denominator of the second.
fn cross(a: (i64, i64), b: (i64, i64)) -> i128 {
    i128::from(a.0) * i128::from(b.1)
}
