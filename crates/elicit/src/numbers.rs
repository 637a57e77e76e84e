//! Parties whose utilities the case gives in numbers: exact, and without worlds.

use onetext_case::{Decimal, Utility};

use crate::error::Error;
use crate::share::Share;
use crate::space::{Reading, Space};

/// Utilities in whole numbers of one small unit.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    /// For each issue and level; silence, where it is a level of its own, is worth nothing.
    worths: Vec<Vec<i128>>,
    reservation: i128,
}

impl Numbers {
    /// # Errors
    ///
    /// [`Error::TooLarge`].
    pub(crate) fn new(space: &Space, utility: &Utility) -> Result<Self, Error> {
        let places = utility.issues.iter().flat_map(|(weight, evaluations)| {
            evaluations.iter().map(|it| weight.places.saturating_add(it.places))
        });
        let places = places.chain([utility.reservation.places]).max().unwrap_or(0);
        let scaled = |digits: i128, at: u32| {
            10_i128.checked_pow(places - at).and_then(|unit| digits.checked_mul(unit))
        };
        let worth = |weight: Decimal, it: Decimal| {
            scaled(
                i128::from(weight.digits) * i128::from(it.digits),
                weight.places.saturating_add(it.places),
            )
        };
        let mut worths = Vec::new();
        let mut most = 0_i128;
        for issue in 0..space.issues() {
            let mut levels = vec![0; space.levels(issue).len()];
            if let Some((weight, evaluations)) = utility.issues.get(issue) {
                for (level, evaluation) in levels.iter_mut().zip(evaluations) {
                    *level = worth(*weight, *evaluation).ok_or(Error::TooLarge)?;
                    most = most
                        .checked_add(level.unsigned_abs().cast_signed())
                        .ok_or(Error::TooLarge)?;
                }
            }
            worths.push(levels);
        }
        let reservation = utility.reservation;
        let reservation =
            scaled(i128::from(reservation.digits), reservation.places).ok_or(Error::TooLarge)?;
        Ok(Self { worths, reservation })
    }

    /// 0 or 1 for the reading that serves the party least, and for the one that serves it best.
    pub(crate) fn share(&self, reading: &Reading) -> Share {
        let utility = |pick: fn(i128, i128) -> i128| -> i128 {
            let worth = |(worths, levels): (&Vec<i128>, &Vec<usize>)| {
                levels.iter().map(|&it| worths[it]).reduce(pick).unwrap_or(0)
            };
            self.worths.iter().zip(reading).map(worth).sum()
        };
        let passes = |utility: i128| f64::from(u8::from(self.reservation <= utility));
        Share { low: passes(utility(i128::min)), high: passes(utility(i128::max)), error: 0.0 }
    }

    /// How near a settled reading comes to the reservation value, from 0 to 1; a guide for a
    /// search, not a result.
    pub(crate) fn nearness(&self, reading: &Reading) -> f64 {
        let utility: i128 = self.worths.iter().zip(reading).map(|(it, levels)| it[levels[0]]).sum();
        let least: i128 = self.worths.iter().filter_map(|it| it.iter().min()).sum();
        if self.reservation <= utility {
            return 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a guide only")]
        let [utility, least, reservation] = [utility, least, self.reservation].map(|it| it as f64);
        (utility - least) / (reservation - least)
    }
}
