//! The utilitarian solution.

use crate::bound::{Aim, Rule};
use crate::solution::choose;
use crate::{Answer, Error, Problem, Solution, Stop};

/// The utilitarian solution: the acceptable outcome with the largest sum of utilities.
///
/// The first of equal sums wins, and all of them are counted; they may divide the sum very
/// differently. As reservation values are fixed, the sum of gains is largest for the same outcomes.
/// When stopped, it is the best outcome found, with its gap.
///
/// # Shape and units
///
/// Utilities are added across parties, so all are in one unit.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::TooWide`], [`Error::TooManyLabels`] when couplings overlap too much, or no way leads
///   to the end, and the space is above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped before any acceptable outcome was found.
///
/// # Cost
///
/// As [`crate::nash`].
///
/// # Source
///
/// J. C. Harsanyi, "Cardinal Welfare, Individualistic Ethics, and Interpersonal Comparisons of
/// Utility", *Journal of Political Economy* 63 (1955), pp. 309–321.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, utilitarian};
///
/// let first = Party { utilities: vec![vec![100, 60, 4]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let second = Party { utilities: vec![vec![0, 3, 4]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// let solution = utilitarian(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [100, 0]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn utilitarian(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    choose(problem, &floors, &Sum { floors: &floors }, stop)
}

/// Compares outcomes by the sum of utilities.
pub(crate) struct Sum<'a> {
    pub(crate) floors: &'a [i64],
}

impl Rule for Sum<'_> {
    type Key = i128;

    fn key(&self, payoffs: &[i64]) -> Option<i128> {
        Some(payoffs.iter().copied().map(i128::from).sum())
    }

    /// What all parties have in common is weighed as by the lightest, and the rest is no less than
    /// the reservation values.
    fn least(&self, weights: &[i64], key: &i128) -> Option<i128> {
        let common = i128::from(*weights.iter().min()?);
        let rest = weights.iter().zip(self.floors);
        let rest: i128 =
            rest.map(|(&it, &floor)| (i128::from(it) - common) * i128::from(floor)).sum();
        Some(common * key + rest)
    }

    fn gap(&self, weights: &[i64], key: &i128, most: i128) -> u64 {
        let Some(common @ 1..) = weights.iter().min().copied().map(i128::from) else {
            return u64::MAX;
        };
        let rest = weights.iter().zip(self.floors);
        let rest: i128 =
            rest.map(|(&it, &floor)| (i128::from(it) - common) * i128::from(floor)).sum();
        u64::try_from((most - rest).div_euclid(common) - key).unwrap_or(u64::MAX)
    }

    fn aim(&self) -> Aim {
        Aim::Sum
    }
}
