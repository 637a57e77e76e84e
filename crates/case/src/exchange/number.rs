//! Exact numbers.

use std::fmt;
use std::ops::{Add, Div, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;

/// Most digits a number in a file may have, and the largest exponent.
pub(super) const LONGEST: usize = 64;

/// An exact rational number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(BigRational);

impl Number {
    /// Reads a decimal such as `-12`, `.5` or `4.5E-2`; `None` for anything else, and for one with
    /// more than 64 digits or an exponent beyond ±64.
    ///
    /// # Examples
    ///
    /// ```
    /// use onetext_case::exchange::Number;
    ///
    /// let third = &Number::from(1) / &Number::from(3);
    /// assert_eq!(third.to_string(), "1/3");
    /// assert_eq!((&third * &Number::from(6)), Number::parse("2.0").expect("a decimal"));
    /// assert_eq!(Number::parse("two"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{part}");
        let plain = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        if !plain || LONGEST < digits.len() || LONGEST < exponent.unsigned_abs() as usize {
            return None;
        }
        let digits: BigInt = digits.parse().ok()?;
        let digits = if negative { -digits } else { digits };
        let shift = exponent - i32::try_from(part.len()).ok()?;
        let power = BigRational::from(ten().pow(shift.unsigned_abs()));
        let digits = BigRational::from(digits);
        Some(Self(if shift < 0 { digits / power } else { digits * power }))
    }

    /// Zero.
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// One.
    pub fn one() -> Self {
        Self::from(1)
    }

    /// The number with the point so many places further to the left.
    ///
    /// # Examples
    ///
    /// ```
    /// use onetext_case::exchange::Number;
    ///
    /// assert_eq!(Number::from(125).over_ten(2).to_string(), "1.25");
    /// ```
    #[must_use]
    pub fn over_ten(&self, places: u32) -> Self {
        Self(&self.0 / BigRational::from(ten().pow(places)))
    }

    /// The number as a finite decimal; `None` for one such as 1/3.
    pub fn to_decimal(&self) -> Option<String> {
        let mut rest = self.0.denom().clone();
        let mut places = 0_u32;
        // Twos and fives that ten supplies.
        loop {
            let common = gcd(&rest, &ten());
            if common == BigInt::from(1) {
                break;
            }
            rest /= common;
            places += 1;
        }
        if rest != BigInt::from(1) {
            return None;
        }
        let scaled = (&self.0 * BigRational::from(ten().pow(places))).to_integer();
        let (sign, digits) = match scaled.to_string().strip_prefix('-') {
            Some(digits) => ("-", digits.to_owned()),
            None => ("", scaled.to_string()),
        };
        let places = places as usize;
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        Some(if part.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part}")
        })
    }

    /// The nearest number with so many places behind the point; halves go away from zero.
    #[must_use]
    pub fn rounded(&self, places: u32) -> Self {
        let power = BigRational::from(ten().pow(places));
        Self((&self.0 * &power).round() / power)
    }

    /// About the number, for showing; thirty places count.
    pub fn to_f64(&self) -> f64 {
        // Thirty places are more than a float holds of what is near 1.
        let rounded = self.rounded(30).to_decimal();
        rounded.and_then(|it| it.parse().ok()).unwrap_or_default()
    }

    /// The greatest whole number that is not above.
    pub fn to_floor(&self) -> Option<i64> {
        i64::try_from(self.0.floor().to_integer()).ok()
    }

    /// The number itself, if it is whole and fits.
    pub fn to_integer(&self) -> Option<i128> {
        self.0.is_integer().then(|| i128::try_from(self.0.to_integer()).ok())?
    }

    /// The least positive whole number by which every one of `numbers` becomes whole; `None` for one
    /// of more than 1,024 bits.
    pub(super) fn common_denominator<'a>(
        mut numbers: impl Iterator<Item = &'a Self>,
    ) -> Option<Self> {
        let least = numbers.try_fold(BigInt::from(1), |least, it| {
            let least = &least / gcd(&least, it.0.denom()) * it.0.denom();
            (least.bits() <= 1_024).then_some(least)
        })?;
        Some(Self(BigRational::from(least)))
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::zero()
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self(BigRational::from(BigInt::from(whole)))
    }
}

/// As a decimal where it is one, else as a fraction.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal() {
            Some(decimal) => f.write_str(&decimal),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

fn ten() -> BigInt {
    BigInt::from(10)
}

/// The greatest common divisor of two positive numbers.
fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.clone(), b.clone());
    while b != BigInt::from(0) {
        let rest = &a % &b;
        a = b;
        b = rest;
    }
    a
}

macro_rules! operator {
    ($name:ident, $function:ident, $operator:tt) => {
        impl $name for &Number {
            type Output = Number;

            fn $function(self, other: Self) -> Number {
                Number(&self.0 $operator &other.0)
            }
        }
    };
}

operator!(Add, add, +);
operator!(Sub, sub, -);
operator!(Mul, mul, *);
// The caller looks at the divisor first.
operator!(Div, div, /);

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, it| &sum + &it)
    }
}
