//! Parties whose utilities the case gives in numbers: exact, and without worlds.

use onetext_case::{Decimal, Pattern, Utility};

use crate::error::Error;
use crate::share::Share;
use crate::space::{Reading, Space};

/// Utilities in whole numbers of one small unit.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    /// For each issue and level; silence, where it is a level of its own, is worth nothing.
    pub(crate) worths: Vec<Vec<i128>>,
    pub(crate) reservation: i128,
    pub(crate) red_lines: Vec<Pattern>,
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
        Ok(Self { worths, reservation, red_lines: utility.red_lines.clone() })
    }

    /// 0 or 1 for the reading that serves the party least, and for the one that serves it best.
    pub(crate) fn share(&self, reading: &Reading) -> Share {
        let [least, _] = self.span(reading);
        let crosses = |it: &Pattern| {
            it.iter().all(|(issue, options)| {
                reading[issue.0].iter().any(|level| options.iter().any(|it| it.0 == *level))
            })
        };
        let passes = |it: bool| f64::from(u8::from(it));
        Share {
            low: passes(self.reservation <= least && !self.red_lines.iter().any(crosses)),
            high: passes(self.can_accept(&mut reading.clone())),
            error: 0.0,
        }
    }

    /// Utility of the reading that serves the party least and of the one that serves it best, red
    /// lines aside.
    pub(crate) fn span(&self, reading: &Reading) -> [i128; 2] {
        let end = |pick: fn(i128, i128) -> i128| {
            let of_issue = |(worths, levels): (&Vec<i128>, &Vec<usize>)| {
                levels.iter().map(|&it| worths[it]).reduce(pick).unwrap_or(0)
            };
            self.worths.iter().zip(reading).map(of_issue).sum()
        };
        [end(i128::min), end(i128::max)]
    }

    /// Whether some outcome of the reading reaches the reservation value and crosses no red line.
    ///
    /// The best outcome is looked at; if it crosses a red line, one of the options that cross it has
    /// to go, and each of them is tried.
    fn can_accept(&self, reading: &mut Reading) -> bool {
        let mut best = Vec::new();
        let mut utility = 0;
        for (worths, levels) in self.worths.iter().zip(reading.iter()) {
            let level =
                levels.iter().copied().reduce(|a, b| if worths[a] < worths[b] { b } else { a });
            utility += level.map_or(0, |it| worths[it]);
            best.push(level);
        }
        if utility < self.reservation {
            return false;
        }
        let crosses = |it: &&Pattern| {
            it.iter().all(|(issue, options)| options.iter().any(|it| Some(it.0) == best[issue.0]))
        };
        let Some(crossed) = self.red_lines.iter().find(crosses) else { return true };
        crossed.iter().any(|(issue, options)| {
            let levels = reading[issue.0].clone();
            let kept = levels.iter().copied().filter(|it| !options.iter().any(|out| out.0 == *it));
            reading[issue.0] = kept.collect();
            let can = !reading[issue.0].is_empty() && self.can_accept(reading);
            reading[issue.0] = levels;
            can
        })
    }

    /// How near a settled reading comes to the reservation value, from 0 to 1; a guide for a
    /// search, not a result.
    pub(crate) fn nearness(&self, reading: &Reading) -> f64 {
        let utility: i128 = self.worths.iter().zip(reading).map(|(it, levels)| it[levels[0]]).sum();
        let least: i128 = self.worths.iter().filter_map(|it| it.iter().min()).sum();
        let crosses = |it: &Pattern| {
            it.iter().all(|(issue, options)| {
                reading[issue.0]
                    .first()
                    .is_some_and(|level| options.iter().any(|it| it.0 == *level))
            })
        };
        let crossed = self.red_lines.iter().filter(|it| crosses(it)).count();
        if 0 < crossed {
            return 0.5 / f64::from(u32::try_from(crossed).unwrap_or(u32::MAX));
        }
        if self.reservation <= utility {
            return 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a guide only")]
        let [utility, least, reservation] = [utility, least, self.reservation].map(|it| it as f64);
        (utility - least) / (reservation - least)
    }
}
