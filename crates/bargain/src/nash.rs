//! The Nash solution.

use crate::solution::pick;
use crate::{Answer, Error, MAX_PARTIES, Problem, Solution, Stop};

/// The Nash solution: the acceptable outcome with the largest product of gains.
///
/// A party's gain is its utility above its reservation value. Only outcomes in which every party
/// gains count. The first of equal products wins, and all of them are counted. When stopped, it is
/// the best outcome seen.
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no acceptable outcome leaves every party better off.
/// - [`Error::SpaceTooLarge`] above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped before any such outcome was seen.
///
/// # Cost
///
/// One pass over the acceptable outcomes; what cannot reach the best product known is skipped
/// together. Products are compared exactly, whatever their size.
///
/// # Source
///
/// J. F. Nash, "The Bargaining Problem", *Econometrica* 18 (1950), pp. 155–162; for finite sets,
/// M. Kaneko, *Theory and Decision* 12 (1980), pp. 135–148.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, nash};
///
/// let problem = |floor| {
///     let first = Party { utilities: vec![vec![9, 6, 2]], reservation: floor, red_lines: vec![] };
///     let second = Party { utilities: vec![vec![3, 6, 9]], reservation: 2, red_lines: vec![] };
///     Problem::new(Space::new(&[3])?, vec![first, second], vec![])
/// };
///
/// assert_eq!(nash(&problem(1)?, &Stop::default())?.value.payoffs.0, [6, 6]);
/// // A stronger alternative to agreement for the first party moves the solution its way.
/// assert_eq!(nash(&problem(6)?, &Stop::default())?.value.payoffs.0, [9, 3]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn nash(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let parties = problem.parties();
    pick(problem, stop, |payoffs| {
        let gains = parties.iter().zip(payoffs).map(|(party, utility)| utility - party.reservation);
        Product::of(gains)
    })
}

/// A product of gains, in the narrowest form that holds it, so that the derived order is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Product {
    Narrow(u128),
    /// 2¹²⁸ and above, most significant digit first. Each factor needs less than one digit.
    Wide([u64; MAX_PARTIES]),
}

impl Product {
    /// The product; `None` unless every gain is positive.
    fn of(gains: impl Iterator<Item = i64>) -> Option<Self> {
        let mut product = Self::Narrow(1);
        for gain in gains {
            let gain = u64::try_from(gain).ok().filter(|&it| 0 < it)?;
            product = product.times(gain);
        }
        Some(product)
    }

    fn times(self, gain: u64) -> Self {
        let mut digits = match self {
            Self::Narrow(product) => {
                if let Some(product) = product.checked_mul(gain.into()) {
                    return Self::Narrow(product);
                }
                let mut digits = [0; MAX_PARTIES];
                digits[MAX_PARTIES - 2] = high(product);
                digits[MAX_PARTIES - 1] = low(product);
                digits
            }
            Self::Wide(digits) => digits,
        };
        let mut carry = 0;
        for digit in digits.iter_mut().rev() {
            let sum = u128::from(*digit) * u128::from(gain) + u128::from(carry);
            *digit = low(sum);
            carry = high(sum);
        }
        Self::Wide(digits)
    }
}

fn high(number: u128) -> u64 {
    low(number >> 64)
}

#[expect(clippy::cast_possible_truncation, reason = "the upper half is taken separately")]
fn low(number: u128) -> u64 {
    number as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_losses_do_not_make_a_gain() {
        assert_eq!(Product::of([-2, -3].into_iter()), None);
        assert_eq!(Product::of([0, 3].into_iter()), None);
    }

    #[test]
    fn sixteen_largest_gains_fit() {
        let largest = [1 << 62; MAX_PARTIES];
        let mut digits = [0; MAX_PARTIES];
        // 2^(62 × 16) = 2^992, and 992 = 15 × 64 + 32.
        digits[0] = 1 << 32;
        assert_eq!(Product::of(largest.into_iter()), Some(Product::Wide(digits)));
    }

    proptest! {
        /// Products compare as they do after a common factor is taken out on both sides.
        #[test]
        fn a_common_factor_keeps_the_order(
            a in prop::collection::vec(1_i64..1_000_000, 4),
            b in prop::collection::vec(1_i64..1_000_000, 4),
            common in prop::collection::vec(1_i64..(1 << 62), 0..12),
        ) {
            let narrow = |it: &[i64]| it.iter().map(|&it| i128::from(it)).product::<i128>();
            let wide = |it: &[i64]| Product::of(it.iter().chain(&common).copied()).unwrap();
            prop_assert_eq!(wide(&a).cmp(&wide(&b)), narrow(&a).cmp(&narrow(&b)));
        }
    }
}
