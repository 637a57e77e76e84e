//! Decimal numbers, and the way from them to whole numbers.

use crate::Error;

/// A decimal number: `digits` × 10^−`places`.
///
/// **Invariant:** written with as few places as possible, so that equal numbers are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i64,
    places: u32,
}

impl Decimal {
    /// The number `digits` × 10^−`places`.
    ///
    /// # Examples
    ///
    /// ```
    /// use onetext_bargain::Decimal;
    ///
    /// // 0.250 is 0.25.
    /// assert_eq!(Decimal::new(250, 3), Decimal::new(25, 2));
    /// ```
    pub fn new(mut digits: i64, mut places: u32) -> Self {
        while digits != 0 && 0 < places && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        Self { digits, places: if digits == 0 { 0 } else { places } }
    }

    /// The exact product, as of a weight and an evaluation.
    ///
    /// # Errors
    ///
    /// [`Error::DecimalOverflow`] when the digits of the product do not fit in 64 bits.
    pub fn times(self, other: Self) -> Result<Self, Error> {
        let digits = self.digits.checked_mul(other.digits);
        let places = self.places.checked_add(other.places);
        digits.zip(places).map(|it| Self::new(it.0, it.1)).ok_or(Error::DecimalOverflow)
    }
}

/// Decimal numbers as whole numbers of one common unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// The numbers, in the order given, each 10^`places` times as large.
    pub integers: Vec<i64>,
    /// The power of ten.
    pub places: u32,
}

/// Scales decimal numbers to whole numbers by the smallest power of ten that makes all of them
/// whole.
///
/// # Shape and units
///
/// All utilities of a party and its reservation value belong into one call. For [`crate::nash`],
/// [`crate::kalai_smorodinsky`], [`crate::zopa`] and [`crate::frontier`] each party may have its
/// own call, as they do not depend on a party's scale; [`crate::egalitarian`] and
/// [`crate::utilitarian`] compare parties, so all of them belong into one call.
///
/// # Errors
///
/// [`Error::DecimalOverflow`] when a scaled number does not fit in 64 bits.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Decimal, scale};
///
/// let scaled = scale(&[Decimal::new(5, 1), Decimal::new(25, 2), Decimal::new(1, 0)])?;
/// assert_eq!((scaled.integers, scaled.places), (vec![50, 25, 100], 2));
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn scale(decimals: &[Decimal]) -> Result<Scaled, Error> {
    let places = decimals.iter().map(|it| it.places).max().unwrap_or(0);
    let integers: Option<_> = decimals
        .iter()
        .map(|it| match it.digits {
            0 => Some(0),
            digits => digits.checked_mul(10_i64.checked_pow(places - it.places)?),
        })
        .collect();
    Ok(Scaled { integers: integers.ok_or(Error::DecimalOverflow)?, places })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn check(numbers: &[(i64, u32)]) -> String {
        let decimals: Vec<_> = numbers.iter().map(|it| Decimal::new(it.0, it.1)).collect();
        match scale(&decimals) {
            Ok(Scaled { integers, places }) => format!("{integers:?} / 10^{places}"),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn zero_needs_no_places() {
        assert_snapshot!(check(&[(0, u32::MAX), (7, 0)]), @"[0, 7] / 10^0");
    }

    #[test]
    fn nothing_scales_to_nothing() {
        assert_snapshot!(check(&[]), @"[] / 10^0");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_snapshot!(check(&[(1, 18), (9, 0)]), @"[1, 9000000000000000000] / 10^18");
        assert_snapshot!(check(&[(1, 18), (10, 0)]), @"error: a decimal number is too large or too fine for exact whole numbers");
        assert_snapshot!(check(&[(1, 19), (1, 0)]), @"error: a decimal number is too large or too fine for exact whole numbers");
        let [large, fine] = [Decimal::new(i64::MAX, 0), Decimal::new(1, u32::MAX)];
        assert_eq!(large.times(Decimal::new(2, 0)), Err(Error::DecimalOverflow));
        assert_eq!(fine.times(Decimal::new(1, 1)), Err(Error::DecimalOverflow));
    }

    proptest! {
        /// Scaling keeps order and ratios: it is one common factor.
        #[test]
        fn scaling_is_one_common_factor(numbers in prop::collection::vec((-999_i64..999, 0_u32..5), 1..6)) {
            let decimals: Vec<_> = numbers.iter().map(|&(d, p)| Decimal::new(d, p)).collect();
            let scaled = scale(&decimals).unwrap();
            for (&(digits, places), &integer) in numbers.iter().zip(&scaled.integers) {
                // integer × 10^−scaled.places = digits × 10^−places
                prop_assert_eq!(
                    i128::from(integer) * 10_i128.pow(places),
                    i128::from(digits) * 10_i128.pow(scaled.places)
                );
            }
        }

        /// The product of two decimals is exact.
        #[test]
        fn products_are_exact(a in -9999_i64..9999, b in -9999_i64..9999, p in 0_u32..5, q in 0_u32..5) {
            let product = Decimal::new(a, p).times(Decimal::new(b, q)).unwrap();
            prop_assert_eq!(product, Decimal::new(a * b, p + q));
        }
    }
}
