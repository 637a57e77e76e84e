//! The Nash solution.

use crate::bound::{Aim, Rule};
use crate::solution::choose;
use crate::{Answer, Error, MAX_PARTIES, Problem, Solution, Stop};

/// The Nash solution: the acceptable outcome with the largest product of gains.
///
/// A party's gain is its utility above its reservation value. Only outcomes in which every party
/// gains count. The first of equal products wins, and all of them are counted. When stopped, it is
/// the best outcome found, with its gap.
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no acceptable outcome leaves every party better off.
/// - [`Error::TooWide`], [`Error::TooManyLabels`] when couplings overlap too much, or no way leads
///   to the end, and the space is above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped before any such outcome was found.
///
/// # Cost
///
/// A search tree over a decision diagram, cut off by weighted sums; where their bounds are weak, the
/// frontier. Both are tried in turn with growing limits. Products are compared exactly, whatever
/// their size.
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
///     let first = Party { utilities: vec![vec![9, 6, 2]], reservation: floor, red_lines: vec![], interactions: vec![], cap: None };
///     let second = Party { utilities: vec![vec![3, 6, 9]], reservation: 2, red_lines: vec![], interactions: vec![], cap: None };
///     Problem::new(Space::new(&[3])?, vec![first, second], vec![])
/// };
///
/// assert_eq!(nash(&problem(1)?, &Stop::default())?.value.payoffs.0, [6, 6]);
/// // A stronger alternative to agreement for the first party moves the solution its way.
/// assert_eq!(nash(&problem(6)?, &Stop::default())?.value.payoffs.0, [9, 3]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn nash(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    // A gain is at least one, as all numbers are whole.
    let gaining: Vec<i64> = floors.iter().map(|it| it + 1).collect();
    choose(problem, &gaining, &Nash { floors }, stop)
}

/// Compares outcomes by the product of gains.
pub(crate) struct Nash {
    pub(crate) floors: Vec<i64>,
}

impl Rule for Nash {
    type Key = Product;

    fn key(&self, payoffs: &[i64]) -> Option<Product> {
        Product::of(payoffs.iter().zip(&self.floors).map(|(utility, floor)| utility - floor))
    }

    /// The sum of so many factors is at least their number times the root of their product.
    fn least(&self, weights: &[i64], key: &Product) -> Option<i128> {
        let root = key.root(weights)?;
        let floors = self.floors.iter().zip(weights);
        let floors: i128 = floors.map(|(&it, &weight)| i128::from(it) * i128::from(weight)).sum();
        Some(floors + i128::from(root))
    }

    /// By how much the geometric mean of gains could be larger.
    #[expect(clippy::cast_precision_loss, reason = "rounded up in the end")]
    #[expect(clippy::cast_possible_truncation, reason = "saturating is what is wanted")]
    #[expect(clippy::cast_sign_loss, reason = "negative numbers become zero")]
    fn gap(&self, weights: &[i64], key: &Product, most: i128) -> u64 {
        let floors = self.floors.iter().zip(weights);
        let floors: i128 = floors.map(|(&it, &weight)| i128::from(it) * i128::from(weight)).sum();
        let parties = self.floors.len() as f64;
        let means = weights.iter().map(|&it| it as f64);
        let weight = root(means.product(), self.floors.len());
        let known = root(key.approximate(), self.floors.len());
        let most = (most - floors) as f64 / parties / weight;
        ((most - known) * (1.0 + 1e-9)).ceil() as u64
    }

    fn aim(&self) -> Aim {
        Aim::Product
    }
}

/// The root of a positive number by Newton's method, from above.
#[expect(clippy::cast_precision_loss, reason = "few parties")]
fn root(number: f64, degree: usize) -> f64 {
    let count = degree as f64;
    let power = |base: f64| (1..degree).fold(1.0, |it, _| it * base);
    // A power of two above the root: the exponent of a float is in its upper bits, above 1023.
    let exponent = (number.max(1.0).to_bits() >> 52) - 1023;
    let mut root = f64::from_bits((exponent / degree as u64 + 1 + 1023) << 52);
    for _ in 0..100 {
        let next = root - (root - number / power(root)) / count;
        if root <= next {
            break;
        }
        root = next;
    }
    root
}

/// A product of gains, in the narrowest form that holds it, so that the derived order is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Product {
    Narrow(u128),
    /// 2¹²⁸ and above, most significant digit first. Each factor needs less than one digit.
    Wide([u64; MAX_PARTIES]),
}

impl Product {
    /// The product; `None` unless every gain is positive.
    pub(crate) fn of(gains: impl Iterator<Item = i64>) -> Option<Self> {
        let mut product = Self::Narrow(1);
        for gain in gains {
            let gain = u64::try_from(gain).ok().filter(|&it| 0 < it)?;
            product = product.times(gain);
        }
        Some(product)
    }

    /// The smallest product that is at least so many hundredths of this one.
    pub(crate) fn hundredths(self, percent: u64) -> Self {
        let mut digits = match self.times(percent) {
            Self::Narrow(product) => return Self::Narrow(product.div_ceil(100)),
            Self::Wide(digits) => digits,
        };
        let mut rest = 0;
        for digit in &mut digits {
            let whole = (u128::from(rest) << 64) + u128::from(*digit);
            *digit = low(whole / 100);
            rest = low(whole % 100);
        }
        if 0 < rest {
            for digit in digits.iter_mut().rev() {
                let (sum, carries) = digit.overflowing_add(1);
                *digit = sum;
                if !carries {
                    break;
                }
            }
        }
        let [upper @ .., high, low] = digits;
        if upper.iter().all(|&it| it == 0) {
            return Self::Narrow((u128::from(high) << 64) + u128::from(low));
        }
        Self::Wide(digits)
    }

    /// A number as large as can be shown to be at most the sum of as many factors as there are
    /// weights, whose product is this one times all weights; `None` without a positive weight for
    /// every party.
    #[expect(clippy::cast_precision_loss, reason = "checked in whole numbers afterwards")]
    #[expect(clippy::cast_possible_truncation, reason = "checked in whole numbers afterwards")]
    fn root(self, weights: &[i64]) -> Option<i64> {
        let count = weights.len();
        let mut scaled = self;
        let mut estimate = self.approximate();
        for &weight in weights {
            // The product is of gains times weights times their number, each below 2⁶².
            let factor = u64::try_from(weight).ok().filter(|&it| 0 < it)? * count as u64;
            scaled = scaled.times(factor);
            estimate *= factor as f64;
        }
        let estimate = (root(estimate, count) * (1.0 - 1e-12)) as i64;
        let is_below = |it: i64| Self::of((0..count).map(|_| it)).is_some_and(|it| it <= scaled);
        [estimate, estimate - estimate / 1024].into_iter().find(|&it| is_below(it))
    }

    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn approximate(self) -> f64 {
        match self {
            Self::Narrow(product) => product as f64,
            Self::Wide(digits) => {
                digits.iter().fold(0.0, |sum, &it| sum * (1_u128 << 64) as f64 + it as f64)
            }
        }
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

    #[test]
    fn hundredths_are_rounded_up() {
        assert_eq!(Product::Narrow(201).hundredths(50), Product::Narrow(101));
        assert_eq!(Product::Narrow(200).hundredths(50), Product::Narrow(100));
        assert_eq!(Product::Narrow(u128::MAX).hundredths(100), Product::Narrow(u128::MAX));
        let wide = Product::Narrow(u128::MAX).times(2);
        assert_eq!(wide.hundredths(50), Product::Narrow(u128::MAX));
        assert_eq!(wide.hundredths(100), wide);
        assert!(wide.hundredths(51) < wide && Product::Narrow(u128::MAX) < wide.hundredths(51));
    }

    proptest! {
        /// So many hundredths of a product are no less than they are, and one less is.
        #[test]
        fn hundredths_are_the_smallest_that_suffice(
            gains in prop::collection::vec(1_i64..(1 << 62), 1..16),
            percent in 1_u64..=100,
        ) {
            let all = Product::of(gains.into_iter()).unwrap();
            let some = all.hundredths(percent);
            prop_assert!(all.times(percent) <= some.times(100));
            if let Product::Narrow(some) = some {
                prop_assert!(Product::Narrow(some - 1).times(100) < all.times(percent));
            }
        }

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
