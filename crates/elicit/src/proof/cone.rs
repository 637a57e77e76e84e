//! Homogeneous systems: whether all sums can be above zero at once, with all unknowns above zero.
//!
//! A world is as good at any scale, and what holds on a set of measure zero holds in no share; so
//! every assertion is taken to be strict. Either answer is certified in whole numbers.

use std::collections::BTreeMap;

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;

use crate::proof::simplex::{Decided, Inequality, decide};
use crate::question::Stop;

/// A sum: coefficients by unknown, each unknown at most once.
pub(crate) type Sum = Vec<(usize, i64)>;

/// What became of the assertion that all sums and all unknowns are above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cone {
    /// Whole numbers for the unknowns that make it true.
    Point(Vec<BigInt>),
    /// Sums by their places and whole multipliers, none of them zero: so multiplied, they add up
    /// to a sum without a positive coefficient.
    Multipliers(Vec<(usize, BigUint)>),
}

/// The most work in floating point, in cells that change.
const GUESSED: usize = 500_000_000;
/// The most work in rational numbers.
const EXACT: usize = 100_000;
/// Whole numbers for one unit of a point that floating point found.
const UNIT: f64 = 16_777_216.0;

/// Decides it; `None` if stopped, or if the bound on the work is met.
///
/// Floating point finds, whole numbers certify. Where they do not, the same method runs again in
/// rational numbers: over the sums that floating point takes to contradict each other, and then
/// over all.
pub(crate) fn decide_cone(unknowns: usize, sums: &[Sum], stop: Stop<'_>) -> Option<Cone> {
    match decide::<f64>(unknowns, &system(sums.iter()), GUESSED, stop) {
        Some(Decided::Point(point)) => {
            let point = guessed(&point, sums);
            if is_inside(&point, sums) {
                return Some(Cone::Point(point));
            }
        }
        Some(Decided::Multipliers(multipliers)) => {
            let support: Vec<usize> =
                (0..sums.len()).filter(|&it| 1e-7 < multipliers[it]).collect();
            let part = system(support.iter().map(|&it| &sums[it]));
            if let Some(Decided::Multipliers(exact)) =
                decide::<BigRational>(unknowns, &part, EXACT, stop)
            {
                let all = support.into_iter().zip(whole(&exact)).collect();
                return contradiction(all, sums);
            }
        }
        None => {}
    }
    match decide::<BigRational>(unknowns, &system(sums.iter()), EXACT, stop)? {
        Decided::Point(point) => {
            let point = inner(&point, sums);
            is_inside(&point, sums).then_some(Cone::Point(point))
        }
        Decided::Multipliers(exact) => {
            contradiction(whole(&exact).into_iter().enumerate().collect(), sums)
        }
    }
}

/// Whether the sums, so multiplied, add up to something that is never above zero.
pub(crate) fn contradicts<'a>(parts: impl Iterator<Item = (&'a Sum, &'a BigUint)>) -> bool {
    let mut total: BTreeMap<usize, BigInt> = BTreeMap::new();
    let mut is_empty = true;
    for (sum, times) in parts {
        is_empty &= times.bits() == 0;
        for &(unknown, factor) in sum {
            *total.entry(unknown).or_default() += BigInt::from(times.clone()) * factor;
        }
    }
    !is_empty && total.values().all(|it| it.sign() != Sign::Plus)
}

/// Sums above zero as sums of at least one, which is the same up to scale.
fn system<'a>(sums: impl Iterator<Item = &'a Sum>) -> Vec<Inequality> {
    sums.map(|it| Inequality { terms: it.clone(), least: 1 }).collect()
}

fn contradiction(mut all: Vec<(usize, BigUint)>, sums: &[Sum]) -> Option<Cone> {
    all.retain(|it| it.1.bits() != 0);
    contradicts(all.iter().map(|it| (&sums[it.0], &it.1))).then_some(Cone::Multipliers(all))
}

fn is_inside(point: &[BigInt], sums: &[Sum]) -> bool {
    let is_positive = |it: &BigInt| it.sign() == Sign::Plus;
    let value = |sum: &Sum| sum.iter().map(|&(it, factor)| &point[it] * factor).sum::<BigInt>();
    point.iter().all(is_positive) && sums.iter().all(|it| is_positive(&value(it)))
}

/// The largest sum of absolute coefficients, at least 1.
fn weight(sums: &[Sum]) -> u64 {
    let weight = |it: &Sum| it.iter().map(|it| it.1.unsigned_abs()).sum();
    sums.iter().map(weight).max().unwrap_or(1).max(1)
}

/// A point in whole numbers, moved inward by so little that no sum loses half of its least.
fn guessed(point: &[f64], sums: &[Sum]) -> Vec<BigInt> {
    #[expect(clippy::cast_precision_loss, reason = "a guess, which is certified afterwards")]
    let inward = (UNIT / 2.0 / weight(sums) as f64).floor();
    let whole = |it: &f64| {
        let scaled = (it * UNIT).round() + inward;
        #[expect(clippy::cast_possible_truncation, reason = "it saturates, and is certified")]
        let scaled = scaled as i128;
        BigInt::from(scaled)
    };
    point.iter().map(whole).collect()
}

/// The same for an exact point.
fn inner(point: &[BigRational], sums: &[Sum]) -> Vec<BigInt> {
    let unit = common(point) * BigInt::from(2 * weight(sums));
    let inward = common(point);
    point.iter().map(|it| it.numer() * (&unit / it.denom()) + &inward).collect()
}

/// Numbers of at least zero as whole numbers without a common factor.
fn whole(numbers: &[BigRational]) -> Vec<BigUint> {
    let unit = common(numbers);
    let scaled: Vec<BigInt> = numbers.iter().map(|it| it.numer() * (&unit / it.denom())).collect();
    let mut factor = BigInt::ZERO;
    for number in scaled.iter().filter(|it| it.sign() == Sign::Plus) {
        // A fraction in lowest terms has lost the common factor of its two numbers.
        factor = match factor.sign() {
            Sign::NoSign => number.clone(),
            _ => &factor / BigRational::new(factor.clone(), number.clone()).numer(),
        };
    }
    let reduced = |it: BigInt| if it.sign() == Sign::NoSign { it } else { it / &factor };
    scaled.into_iter().map(|it| reduced(it).magnitude().clone()).collect()
}

/// The least common multiple of the denominators.
fn common(numbers: &[BigRational]) -> BigInt {
    numbers.iter().fold(BigInt::from(1), |unit, number| {
        let beyond = BigRational::new(number.denom().clone(), unit.clone());
        unit * beyond.numer()
    })
}
