//! A rule as NegMAS computes it.

use std::cmp::{Ordering, Reverse};

use crate::leximin::Share;
use crate::points::pick;
use crate::shares::{Extreme, extremes};
use crate::{Among, Answer, Error, Problem, Solution, Stop, frontier};

/// What NegMAS calls the Kalai–Smorodinsky point: the point of the frontier whose largest and
/// smallest share are closest to each other.
///
/// A party's share is (utility − floor) / (best − floor), where its best is its largest utility in a
/// feasible outcome, and its floor is its reservation value or its smallest utility in a feasible
/// outcome, whichever is larger. Compared are the points of the frontier among acceptable outcomes.
/// A party whose best is its floor is left out, where NegMAS would divide by zero. The first of equal
/// outcomes wins, and all of them are counted.
///
/// It is not the Kalai–Smorodinsky solution of [`crate::kalai_smorodinsky`]: shares that are equally
/// small are as good as shares that are equally large, as long as no other outcome beats them.
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::Stopped`] when stopped before the whole frontier is known.
/// - The others of [`frontier`] and of [`crate::best_for`].
///
/// # Cost
///
/// The frontier, and twice [`crate::best_for`] for each party. As equal shares need not be large ones,
/// no search can leave out a part of the frontier.
///
/// # Source
///
/// NegMAS 0.16.0, `ks_points`; Y. Mohammad, S. Nakadai and A. Greenwald, "NegMAS: A Platform for
/// Automated Negotiations", *PRIMA 2020*, pp. 343–351.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, kalai_smorodinsky, negmas_kalai_smorodinsky};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![
///     party(vec![10, 0, 8, 1, 0]), party(vec![0, 10, 7, 1, 0]), party(vec![0, 0, 1, 2, 10]),
/// ];
/// let problem = Problem::new(Space::new(&[5])?, parties, vec![])?;
///
/// let solution = negmas_kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [1, 1, 2]);
/// let solution = kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [8, 7, 1]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn negmas_kalai_smorodinsky(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let points = frontier(problem, Among::Acceptable, stop)?;
    if points.value.is_empty() {
        return pick(problem, points, |_| None::<()>);
    }
    let (best, more) = extremes(problem, Extreme::Largest, stop)?;
    let (least, still_more) = extremes(problem, Extreme::Smallest, stop)?;
    let floors = problem.parties().iter().zip(&least).map(|(it, &least)| it.reservation.max(least));
    let floors: Vec<i64> = floors.collect();
    let mut answer = pick(problem, points, |point| {
        let shares = point.payoffs.0.iter().zip(&floors).zip(&best);
        let shares =
            shares.map(|((it, floor), best)| Share { gain: it - floor, range: best - floor });
        let shares = || shares.clone().filter(|it| 0 < it.range);
        Some(Reverse(match (shares().max(), shares().min()) {
            (Some(most), Some(least)) => Fraction::difference(most, least),
            _ => Fraction { above: 0, below: 1 },
        }))
    })?;
    answer.effort.add(more);
    answer.effort.add(still_more);
    Ok(answer)
}

/// A fraction that is not negative.
#[derive(Clone, Copy, Debug)]
struct Fraction {
    above: u128,
    below: u128,
}

impl Fraction {
    /// The first share less the second, which is no larger. Gains are not negative.
    fn difference(most: Share, least: Share) -> Self {
        let wide = |it: i64| u128::from(it.unsigned_abs());
        Self {
            above: wide(most.gain) * wide(least.range) - wide(least.gain) * wide(most.range),
            below: wide(most.range) * wide(least.range),
        }
    }
}

impl Ord for Fraction {
    /// Compares whole parts, and then the other way round what is left, upside down: so nothing is
    /// ever multiplied.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = (*self, *other);
        loop {
            let whole = (a.above / a.below).cmp(&(b.above / b.below));
            let rest = (a.above % a.below, b.above % b.below);
            if whole.is_ne() || rest.0 == 0 || rest.1 == 0 {
                return whole.then(rest.0.min(1).cmp(&rest.1.min(1)));
            }
            let upside_down = Self { above: b.below, below: rest.1 };
            (a, b) = (upside_down, Self { above: a.below, below: rest.0 });
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fraction {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Fractions compare as their cross products do, however large a common factor is.
        #[test]
        fn fractions_compare_as_they_should(
            a in 0..1000_u128, b in 1..1000_u128, c in 0..1000_u128, d in 1..1000_u128, factor in 1..1_u128 << 117,
        ) {
            let first = Fraction { above: a * factor, below: b * factor };
            let second = Fraction { above: c, below: d };
            prop_assert_eq!(first.cmp(&second), (a * d).cmp(&(c * b)));
            prop_assert_eq!(second.cmp(&first), (c * b).cmp(&(a * d)));
        }
    }
}
