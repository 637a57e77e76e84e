//! Rules as Genius computes them.

use std::cmp::Reverse;

use crate::nash::Product;
use crate::points::pick;
use crate::{Among, Answer, Error, Problem, Solution, Stop, frontier};

/// What Genius calls the Nash point: the point of the frontier with the largest product of gains,
/// where two losses count as a gain.
///
/// Compared are the points of the frontier among all feasible outcomes, accepted or not, and a gain
/// may be negative: with an even number of losses the product is positive. The first of equal
/// outcomes wins, and all of them are counted. Where some outcome leaves every party better off and
/// no product of losses is as large, it is the solution of [`crate::nash`].
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is feasible.
/// - [`Error::Stopped`] when stopped before the whole frontier is known.
/// - The others of [`frontier`].
///
/// # Cost
///
/// The frontier. As a product of losses grows when payoffs fall, no search can leave out a part of
/// it.
///
/// # Source
///
/// Genius 10.4, `BidSpace.getNash`; R. Lin, S. Kraus, T. Baarslag, D. Tykhonov, K. Hindriks and C. M.
/// Jonker, "Genius: An Integrated Environment for Supporting the Design of Generic Automated
/// Negotiators", *Computational Intelligence* 30 (2014), pp. 48–70.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, genius_nash, nash};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 5, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![6, 9, 1, 0]), party(vec![6, 0, 7, 9]), party(vec![6, 4, 1, 0])];
/// let problem = Problem::new(Space::new(&[4])?, parties, vec![])?;
///
/// // Gains of −5, 4 and −5.
/// assert_eq!(genius_nash(&problem, &Stop::default())?.value.payoffs.0, [0, 9, 0]);
/// assert_eq!(nash(&problem, &Stop::default())?.value.payoffs.0, [6, 6, 6]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn genius_nash(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let points = frontier(problem, Among::Feasible, stop)?;
    pick(problem, points, |point| {
        let gains = point.payoffs.0.iter().zip(problem.parties());
        Some(Signed::of(gains.map(|(it, party)| it - party.reservation)))
    })
}

/// What Genius calls the Kalai–Smorodinsky point: the point of the frontier at which the parties'
/// utilities differ the least.
///
/// Compared are the points of the frontier among all feasible outcomes, accepted or not, by the sum
/// of the differences between the utilities of any two parties; the smallest wins. Neither
/// reservation values nor what parties could hope for matter. The first of equal outcomes wins, and
/// all of them are counted.
///
/// # Shape and units
///
/// Utilities are compared between parties, so all are in one unit. In Genius that is from 0 to 1.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is feasible.
/// - [`Error::Stopped`] when stopped before the whole frontier is known.
/// - The others of [`frontier`].
///
/// # Cost
///
/// The frontier. As equal utilities need not be large ones, no search can leave out a part of it.
///
/// # Source
///
/// Genius 10.4, `BidSpace.getKalaiSmorodinsky`; as [`genius_nash`].
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, genius_kalai_smorodinsky, kalai_smorodinsky};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![100, 60, 4]), party(vec![0, 3, 4])];
/// let problem = Problem::new(Space::new(&[3])?, parties, vec![])?;
///
/// let solution = genius_kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [4, 4]);
/// let solution = kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [60, 3]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn genius_kalai_smorodinsky(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let points = frontier(problem, Among::Feasible, stop)?;
    pick(problem, points, |point| {
        let payoffs = &point.payoffs.0;
        let apart = |(place, a): (usize, &i64)| -> u128 {
            payoffs[..place].iter().map(|b| u128::from(a.abs_diff(*b))).sum()
        };
        Some(Reverse(payoffs.iter().enumerate().map(apart).sum::<u128>()))
    })
}

/// A product of numbers of any sign, in the order that is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Signed {
    Negative(Reverse<Product>),
    Zero,
    Positive(Product),
}

impl Signed {
    fn of(factors: impl Iterator<Item = i64> + Clone) -> Self {
        let losses = factors.clone().filter(|&it| it < 0).count();
        match Product::of(factors.map(i64::abs)) {
            None => Self::Zero,
            Some(product) if losses.is_multiple_of(2) => Self::Positive(product),
            Some(product) => Self::Negative(Reverse(product)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signed_products_are_in_order() {
        let products = [[-3, 3], [-2, 3], [0, -9], [1, 1], [-2, -3]];
        let signed = products.map(|it| Signed::of(it.into_iter()));
        assert!(signed.is_sorted_by(|a, b| a < b), "{signed:?}");
    }
}
