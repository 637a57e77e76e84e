//! The utilitarian solution.

use crate::solution::pick;
use crate::{Answer, Error, Problem, Solution, Stop};

/// The utilitarian solution: the acceptable outcome with the largest sum of utilities.
///
/// The first of equal sums wins, and all of them are counted; they may divide the sum very
/// differently. As reservation values are fixed, the sum of gains is largest for the same outcomes.
/// When stopped, it is the best outcome seen.
///
/// # Shape and units
///
/// Utilities are added across parties, so all are in one unit.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::SpaceTooLarge`] above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped before any acceptable outcome was seen.
///
/// # Cost
///
/// One pass over the acceptable outcomes; what cannot reach the best sum known is skipped together.
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
/// let first = Party { utilities: vec![vec![100, 60, 4]], reservation: 0, red_lines: vec![] };
/// let second = Party { utilities: vec![vec![0, 3, 4]], reservation: 0, red_lines: vec![] };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// let solution = utilitarian(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [100, 0]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn utilitarian(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    pick(problem, stop, |payoffs| Some(payoffs.iter().copied().map(i128::from).sum::<i128>()))
}
