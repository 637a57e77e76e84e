//! What acceptable outcomes are ranked by.

use crate::bound::{Aim, Largest, Rule};
use crate::nash::{Nash, Product};
use crate::utilitarian::Sum;
use crate::{Error, PartyId, Problem};

/// What acceptable outcomes are ranked by. More is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// The product of all parties' gains. Only outcomes in which every party gains count.
    Product,
    /// The smallest gain of any party.
    Smallest,
    /// The sum of all parties' utilities.
    Sum,
    /// One party's utility.
    Party(PartyId),
}

/// A criterion with the numbers it needs.
pub(crate) enum Merit<'a> {
    Product(Nash),
    Smallest(Smallest<'a>),
    Sum(Sum<'a>),
    Party(Largest<'a>),
}

/// What outcomes are compared by; all of one criterion are of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    Product(Product),
    Number(i128),
}

impl<'a> Merit<'a> {
    /// The criterion for a problem whose parties have these reservation values.
    pub(crate) fn new(
        problem: &Problem,
        floors: &'a [i64],
        criterion: Criterion,
    ) -> Result<Self, Error> {
        Ok(match criterion {
            Criterion::Product => Self::Product(Nash { floors: floors.to_vec() }),
            Criterion::Smallest => Self::Smallest(Smallest { floors }),
            Criterion::Sum => Self::Sum(Sum { floors }),
            Criterion::Party(party) if party.index() < problem.parties().len() => {
                Self::Party(Largest { party: party.index(), floors, with_equals: true })
            }
            Criterion::Party(party) => return Err(Error::UnknownParty { party }),
        })
    }

    /// The least that parties must get for an outcome to count.
    pub(crate) fn floors(&self, floors: &[i64]) -> Vec<i64> {
        let more = i64::from(matches!(self, Self::Product(_)));
        floors.iter().map(|it| it + more).collect()
    }

    /// The grade that is so many hundredths of this one, rounded up. Sums and utilities are taken
    /// above the reservation values.
    pub(crate) fn hundredths(&self, grade: Grade, percent: u64) -> Grade {
        let number = match grade {
            Grade::Product(product) => return Grade::Product(product.hundredths(percent)),
            Grade::Number(number) => number,
        };
        let zero = match self {
            Self::Product(_) | Self::Smallest(_) => 0,
            Self::Sum(Sum { floors }) => floors.iter().map(|&it| i128::from(it)).sum(),
            Self::Party(Largest { party, floors, .. }) => floors[*party].into(),
        };
        Grade::Number(zero + ((number - zero) * i128::from(percent) + 99).div_euclid(100))
    }
}

impl Rule for Merit<'_> {
    type Key = Grade;

    fn key(&self, payoffs: &[i64]) -> Option<Grade> {
        match self {
            Self::Product(it) => it.key(payoffs).map(Grade::Product),
            Self::Smallest(it) => it.key(payoffs).map(|it| Grade::Number(it.into())),
            Self::Sum(it) => it.key(payoffs).map(Grade::Number),
            Self::Party(it) => it.key(payoffs).map(|it| Grade::Number(it.into())),
        }
    }

    fn least(&self, weights: &[i64], key: &Grade) -> Option<i128> {
        match (self, key) {
            (Self::Product(it), Grade::Product(key)) => it.least(weights, key),
            (Self::Sum(it), Grade::Number(key)) => it.least(weights, key),
            (Self::Smallest(it), Grade::Number(key)) => {
                it.least(weights, &i64::try_from(*key).ok()?)
            }
            (Self::Party(it), Grade::Number(key)) => it.least(weights, &i64::try_from(*key).ok()?),
            (Self::Product(_), Grade::Number(_))
            | (Self::Sum(_) | Self::Smallest(_) | Self::Party(_), Grade::Product(_)) => None,
        }
    }

    fn gap(&self, weights: &[i64], key: &Grade, most: i128) -> u64 {
        let narrow = |key: &i128| i64::try_from(*key).ok();
        let gap = match (self, key) {
            (Self::Product(it), Grade::Product(key)) => Some(it.gap(weights, key, most)),
            (Self::Sum(it), Grade::Number(key)) => Some(it.gap(weights, key, most)),
            (Self::Smallest(it), Grade::Number(key)) => {
                narrow(key).map(|key| it.gap(weights, &key, most))
            }
            (Self::Party(it), Grade::Number(key)) => {
                narrow(key).map(|key| it.gap(weights, &key, most))
            }
            (Self::Product(_), Grade::Number(_))
            | (Self::Sum(_) | Self::Smallest(_) | Self::Party(_), Grade::Product(_)) => None,
        };
        gap.unwrap_or(u64::MAX)
    }

    fn aim(&self) -> Aim {
        match self {
            Self::Product(it) => it.aim(),
            Self::Smallest(it) => it.aim(),
            Self::Sum(it) => it.aim(),
            Self::Party(it) => it.aim(),
        }
    }
}

/// Compares outcomes by the smallest gain of any party.
pub(crate) struct Smallest<'a> {
    floors: &'a [i64],
}

impl Smallest<'_> {
    /// The weighted sum of the reservation values.
    fn floor(&self, weights: &[i64]) -> i128 {
        let floors = self.floors.iter().zip(weights);
        floors.map(|(&it, &weight)| i128::from(it) * i128::from(weight)).sum()
    }
}

impl Rule for Smallest<'_> {
    type Key = i64;

    fn key(&self, payoffs: &[i64]) -> Option<i64> {
        payoffs.iter().zip(self.floors).map(|(it, floor)| it - floor).min()
    }

    /// No gain is below the smallest one.
    fn least(&self, weights: &[i64], key: &i64) -> Option<i128> {
        let all: i128 = weights.iter().map(|&it| i128::from(it)).sum();
        Some(self.floor(weights) + all * i128::from(*key))
    }

    fn gap(&self, weights: &[i64], key: &i64, most: i128) -> u64 {
        match weights.iter().map(|&it| i128::from(it)).sum() {
            0 => u64::MAX,
            all => {
                let most = (most - self.floor(weights)).div_euclid(all);
                u64::try_from(most - i128::from(*key)).unwrap_or(u64::MAX)
            }
        }
    }

    fn aim(&self) -> Aim {
        Aim::Smallest { units: vec![1; self.floors.len()] }
    }
}
