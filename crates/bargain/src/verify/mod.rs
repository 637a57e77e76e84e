//! Checks answers, too simply to share the solvers' bugs.
//!
//! Every function here goes through all outcomes one by one, computes payoffs and acceptance anew
//! from the problem as it was given, and compares with plain arithmetic of its own. It takes what
//! the question returned and says what is wrong with it: the witness, the payoffs, a count, a
//! better outcome that was missed, or a refusal although there is an agreement.
//!
//! Where outcomes are too many to be gone through, what is claimed is still checked by itself: that
//! outcomes are what they are said to be, have the payoffs they are said to have, and do not beat
//! one another. If so, the check ends with [`Refutation::Unchecked`], as it does not know whether
//! something better was missed or a count is right.
//!
//! Of an answer that was stopped or has a gap, only what it claims is checked: that its outcomes are what they
//! are said to be and that its counts are not too large. Errors other than
//! [`Error::NoAgreement`] claim nothing and pass.

mod big;
mod graph;
mod nearby;
mod outcomes;
mod points;
mod proof;
pub mod proven;
mod raiffa;
mod ranking;
mod replay;
mod rule;
mod unlock;

use outcomes::{acceptable, feasible, is_admitted, payoffs_of, size};

use crate::{
    Among, Answer, Barrier, Error, Exactness, FrontierPoint, Outcome, Payoffs, Problem, Zopa,
};

pub use self::nearby::{best_for, cover, nearest};
pub use self::points::{fallback, genius_kalai_smorodinsky, genius_nash, negmas_kalai_smorodinsky};
pub use self::proof::{Hope, Proof};
pub use self::raiffa::raiffa;
pub use self::ranking::{diverse, k_best};
pub use self::rule::{
    egalitarian, kalai_rosenthal, kalai_smorodinsky, maximin, maximin_share, nash, utilitarian,
};
pub use self::unlock::unlock;

/// Most points that each point of a very large frontier is compared with.
const NEIGHBORS: usize = 1 << 12;

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refutation {
    /// What can be seen from the answer itself is right, but the space is too large to be gone
    /// through: whether something better was missed, and whether counts are right, is not known.
    #[error("the space is too large to check whether anything was missed")]
    Unchecked,
    /// The answer claims an exactness that the question cannot have.
    #[error("the question has no answers of this exactness")]
    Exactness {
        /// As claimed.
        claimed: Exactness,
    },
    /// An outcome is not one of those asked about.
    #[error("an outcome is not among those asked about")]
    Inadmissible {
        /// As claimed.
        outcome: Outcome,
    },
    /// Payoffs are not those of the outcome.
    #[error("payoffs are not those of the outcome")]
    Payoffs {
        /// The outcome.
        outcome: Outcome,
        /// As claimed.
        claimed: Payoffs,
    },
    /// A better outcome was missed.
    #[error("a better outcome was missed")]
    Better {
        /// The outcome that was missed.
        outcome: Outcome,
    },
    /// An outcome is not the first of its equals.
    #[error("an outcome is not the first of its equals")]
    NotFirst {
        /// The first.
        outcome: Outcome,
    },
    /// A count is wrong.
    #[error("counted {claimed} outcomes where there are {actual}")]
    Count {
        /// As claimed.
        claimed: u64,
        /// As counted here.
        actual: u64,
    },
    /// Points are not in decreasing order of payoffs, or one comes twice.
    #[error("point {index} is out of order")]
    Order {
        /// The place of the point.
        index: usize,
    },
    /// A set of barriers does not block or open agreement as it should, could do with less, or is
    /// missing.
    #[error("{} barriers do not block or open agreement as claimed, or were missed", .barriers.len())]
    Barriers {
        /// The barriers.
        barriers: Vec<Barrier>,
    },
    /// No agreement is claimed, though there is one.
    #[error("there is an agreement")]
    Agreement {
        /// An outcome that counts.
        outcome: Outcome,
    },
}

/// Checks what [`crate::zopa`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Goes through the space a few times.
///
/// # Examples
///
/// ```
/// use onetext_bargain::verify::{self, Refutation};
/// use onetext_bargain::{Party, Problem, Space, Stop, zopa};
///
/// let party = Party { utilities: vec![vec![1, 2]], reservation: 2, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[2])?, vec![party], vec![])?;
/// let mut answer = zopa(&problem, &Stop::default());
/// assert_eq!(verify::zopa(&problem, answer.as_ref()), Ok(()));
///
/// if let Ok(answer) = &mut answer {
///     answer.value.acceptable = 2;
/// }
/// let refutation = Refutation::Count { claimed: 2, actual: 1 };
/// assert_eq!(verify::zopa(&problem, answer.as_ref()), Err(refutation));
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn zopa(problem: &Problem, claim: Result<&Answer<Zopa>, &Error>) -> Result<(), Refutation> {
    let Ok(claim) = claim else { return Ok(()) };
    let (exact, estimated) = match claim.exactness {
        Exactness::Sampled { .. } if size(problem).is_some() => (false, true),
        _ if size(problem).is_none() => {
            let Zopa { feasible, acceptable, witness, between } = &claim.value;
            let (feasible, acceptable) = (*feasible, *acceptable);
            if feasible < acceptable || acceptable < between.0 || between.1 < acceptable {
                return Err(Refutation::Count { claimed: acceptable, actual: feasible });
            }
            if let Some(witness) = witness
                && !is_admitted(problem, Among::Acceptable, witness)
            {
                return Err(Refutation::Inadmissible { outcome: witness.clone() });
            }
            return Err(Refutation::Unchecked);
        }
        _ => (is_exact(problem, claim)?, false),
    };
    let (least, most) = claim.value.between;
    let actual = acceptable(problem).count() as u64;
    count(exact || estimated, claim.value.feasible, feasible(problem).count() as u64)?;
    if !estimated {
        count(exact, claim.value.acceptable, actual)?;
    }
    if actual < least || most < actual || (exact && least != most) {
        return Err(Refutation::Count { claimed: claim.value.acceptable, actual });
    }
    match (&claim.value.witness, acceptable(problem).next()) {
        (None, Some((first, _))) if exact || 0 < claim.value.acceptable => {
            Err(Refutation::Better { outcome: first })
        }
        (Some(witness), _) if acceptable(problem).all(|(outcome, _)| outcome != *witness) => {
            Err(Refutation::Inadmissible { outcome: witness.clone() })
        }
        (Some(witness), Some((first, _))) if exact && *witness != first => {
            Err(Refutation::NotFirst { outcome: first })
        }
        _ => Ok(()),
    }
}

/// Checks what [`crate::frontier`] returned.
///
/// # Errors
///
/// What is wrong with it.
///
/// # Cost
///
/// Compares every outcome with every point.
pub fn frontier(
    problem: &Problem,
    among: Among,
    claim: Result<&Answer<Vec<FrontierPoint>>, &Error>,
) -> Result<(), Refutation> {
    let Ok(claim) = claim else { return Ok(()) };
    let points = &claim.value;
    if size(problem).is_none() {
        for (index, FrontierPoint { payoffs, outcome, .. }) in points.iter().enumerate() {
            alone(problem, among, outcome, payoffs)?;
            if 0 < index && points[index - 1].payoffs.0 <= payoffs.0 {
                return Err(Refutation::Order { index });
            }
            let beats = |it: &&FrontierPoint| {
                (0..payoffs.0.len()).all(|party| payoffs.0[party] <= it.payoffs.0[party])
            };
            // Only points before it can beat it; of very many, only the nearest are compared.
            if let Some(better) = points[..index].iter().rev().take(NEIGHBORS).find(beats) {
                return Err(Refutation::Better { outcome: better.outcome.clone() });
            }
        }
        return Err(Refutation::Unchecked);
    }
    let exact = is_exact(problem, claim)?;
    for FrontierPoint { payoffs, outcome, .. } in points {
        if payoffs.0.len() != problem.parties().len() {
            let (outcome, claimed) = (outcome.clone(), payoffs.clone());
            return Err(Refutation::Payoffs { outcome, claimed });
        }
    }
    for index in 1..points.len() {
        if points[index - 1].payoffs.0 <= points[index].payoffs.0 {
            return Err(Refutation::Order { index });
        }
    }
    let mut counts = vec![0; points.len()];
    let mut met = vec![false; points.len()];
    let outcomes: Box<dyn Iterator<Item = _>> = match among {
        Among::Feasible => Box::new(feasible(problem)),
        Among::Acceptable => Box::new(acceptable(problem)),
    };
    for (outcome, payoffs) in outcomes {
        let mut is_covered = false;
        let is_point = points.iter().any(|it| it.outcome == outcome);
        for (index, point) in points.iter().enumerate() {
            let claimed = &point.payoffs.0;
            let no_less = (0..payoffs.len()).all(|party| payoffs[party] <= claimed[party]);
            let no_more = (0..payoffs.len()).all(|party| claimed[party] <= payoffs[party]);
            is_covered |= no_less;
            if outcome == point.outcome {
                if !(no_less && no_more) {
                    return Err(Refutation::Payoffs { outcome, claimed: point.payoffs.clone() });
                }
                met[index] = true;
            }
            if no_less && no_more {
                counts[index] += 1;
                if exact && counts[index] == 1 && outcome != point.outcome {
                    return Err(Refutation::NotFirst { outcome });
                }
            } else if no_more && (exact || is_point) {
                return Err(Refutation::Better { outcome });
            }
        }
        if exact && !is_covered {
            return Err(Refutation::Better { outcome });
        }
    }
    for (index, point) in points.iter().enumerate() {
        if !met[index] {
            return Err(Refutation::Inadmissible { outcome: point.outcome.clone() });
        }
        count(exact, point.outcomes, counts[index])?;
    }
    Ok(())
}

/// Checks an outcome and its payoffs by themselves.
fn alone(
    problem: &Problem,
    among: Among,
    outcome: &Outcome,
    claimed: &Payoffs,
) -> Result<(), Refutation> {
    if !is_admitted(problem, among, outcome) {
        return Err(Refutation::Inadmissible { outcome: outcome.clone() });
    }
    if payoffs_of(problem, outcome) != claimed.0 {
        let (outcome, claimed) = (outcome.clone(), claimed.clone());
        return Err(Refutation::Payoffs { outcome, claimed });
    }
    Ok(())
}

/// Whether the answer claims to be exact; refuses what cannot be checked.
fn is_exact<T>(problem: &Problem, claim: &Answer<T>) -> Result<bool, Refutation> {
    if size(problem).is_none() {
        return Err(Refutation::Unchecked);
    }
    match claim.exactness {
        Exactness::Exact => Ok(true),
        Exactness::Partial { .. } | Exactness::Bounded { .. } => Ok(false),
        claimed @ Exactness::Sampled { .. } => Err(Refutation::Exactness { claimed }),
    }
}

/// Compares a claimed count; one that is not exact may be too small.
fn count(exact: bool, claimed: u64, actual: u64) -> Result<(), Refutation> {
    if claimed == actual || (!exact && claimed <= actual) {
        Ok(())
    } else {
        Err(Refutation::Count { claimed, actual })
    }
}
