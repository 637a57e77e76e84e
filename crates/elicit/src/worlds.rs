//! The worlds of one party, and what can be read off them.

use std::cmp::Ordering;

use rayon::prelude::*;

pub(crate) use crate::chain::CHAINS;
use crate::chain::{Draws, Kept};
use crate::column;
use crate::converge::{count, effective_draws, half_width};
use crate::error::Error;
use crate::lower::Problem;
use crate::proposition::Of;
use crate::share::Share;
use crate::space::{Reading, Space};

/// The worlds of one party, all chains after each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Worlds {
    pub(crate) draws: Draws,
    /// Whether they are fewer than was asked for, as the caller stopped it.
    pub(crate) stopped: bool,
}

/// What the lower and the upper end of a share are taken from: the reading that passes least often
/// and the one that passes most often, or twice the open text.
pub(crate) type Ends = [Reading; 2];

/// In which worlds a text passes.
#[derive(Clone, Debug)]
pub(crate) struct Passes {
    /// For each world, whether the lower end passes: of an open text, every reading.
    pub(crate) low: Vec<bool>,
    /// For each world, whether the upper end passes: of an open text, whether some reading may.
    pub(crate) high: Vec<bool>,
}

impl Worlds {
    /// Puts chains together, in the order given.
    pub(crate) fn new(kept: Kept) -> Self {
        let mut chains = kept.chains.into_iter();
        let mut draws = chains.next().unwrap_or_default();
        for chain in chains {
            append(&mut draws.worths, chain.worths);
            append(&mut draws.real, chain.real);
            append(&mut draws.truth, chain.truth);
            append(&mut draws.chances, chain.chances);
            append(&mut draws.cells, chain.cells);
            draws.gap.extend(chain.gap);
            draws.scale.extend(chain.scale);
        }
        Self { draws, stopped: kept.stopped }
    }

    pub(crate) fn count(&self) -> usize {
        self.draws.gap.len()
    }

    /// For each world, utility of the reading less that of no agreement.
    pub(crate) fn gains(&self, space: &Space, reading: &Reading, which: Of) -> Vec<f64> {
        let mut gains = self.draws.gap.clone();
        for (issue, levels) in reading.iter().enumerate() {
            let silent = space.silent(issue);
            if levels[..] == [silent] {
                continue;
            }
            let silence = &self.draws.worths[space.at(issue, silent)];
            for (world, gain) in gains.iter_mut().enumerate() {
                let worths = levels.iter().map(|&it| self.draws.worths[space.at(issue, it)][world]);
                let worth = match which {
                    Of::Best => worths.fold(f64::NEG_INFINITY, f64::max),
                    Of::Worst => worths.fold(f64::INFINITY, f64::min),
                };
                *gain += worth - silence[world];
            }
        }
        for (tie, times) in space.ties(reading, which) {
            for (gain, worth) in gains.iter_mut().zip(&self.draws.worths[tie]) {
                *gain += f64::from(times) * worth;
            }
        }
        gains
    }

    /// In which worlds either end of a text is worth at least as much as no agreement and no veto
    /// of its list is real. An open end is taken at its worst if it is the lower, at its best if it
    /// is the upper.
    pub(crate) fn passes(&self, space: &Space, ends: &Ends, vetoes: [&[usize]; 2]) -> Passes {
        Passes {
            low: self.pass(space, &ends[0], Of::Worst, vetoes[0]),
            high: self.pass(space, &ends[1], Of::Best, vetoes[1]),
        }
    }

    fn pass(&self, space: &Space, reading: &Reading, which: Of, vetoes: &[usize]) -> Vec<bool> {
        let mut passes: Vec<bool> =
            self.gains(space, reading, which).into_iter().map(|it| 0.0 <= it).collect();
        for &veto in vetoes {
            for (pass, &real) in passes.iter_mut().zip(&self.draws.real[veto]) {
                *pass &= !real;
            }
        }
        passes
    }

    /// For each settled reading the share of worlds in which it passes, whether or not it has
    /// converged: to choose among them.
    pub(crate) fn shares(
        &self,
        space: &Space,
        readings: &[Reading],
        vetoes: impl Fn(&Reading) -> Vec<usize> + Sync,
    ) -> Vec<f64> {
        let share = |it: &Reading| share_of(&self.pass(space, it, Of::Worst, &vetoes(it)));
        readings.par_iter().map(share).collect()
    }

    /// The share of worlds in which a text passes, with its effective draws.
    ///
    /// # Errors
    ///
    /// [`Error::NotConverged`]. Where a text passes in all worlds or in none, its gain is asked
    /// whether the chains agree.
    pub(crate) fn share(
        &self,
        space: &Space,
        ends: &Ends,
        passes: &Passes,
    ) -> Result<(Share, f64), Error> {
        let low = self.effective(space, &ends[0], Of::Worst, &passes.low)?;
        let high = self.effective(space, &ends[1], Of::Best, &passes.high)?;
        let [low_share, high_share] = [&passes.low, &passes.high].map(|it| share_of(it));
        let error = half_width(low_share, low).max(half_width(high_share, high));
        Ok((Share { low: low_share, high: high_share, error }, low.min(high)))
    }

    fn effective(
        &self,
        space: &Space,
        reading: &Reading,
        which: Of,
        passes: &[bool],
    ) -> Result<f64, Error> {
        column::effective(self, &series(passes), || self.gains(space, reading, which))
    }
}

/// The share of worlds in which something said holds; `None` if it has not converged.
pub(crate) fn truth(holds: &[bool]) -> Option<f64> {
    effective_draws(&series(holds), CHAINS).is_ok().then(|| share_of(holds))
}

/// The share of worlds in which something holds.
pub(crate) fn share_of(holds: &[bool]) -> f64 {
    count(holds.iter().filter(|it| **it).count()) / count(holds.len())
}

/// For a reading, the vetoes that block some of it and those that block all of it.
pub(crate) fn vetoes(problem: &Problem, reading: &Reading) -> [Vec<usize>; 2] {
    let vetoes = problem.vetoes.iter().enumerate();
    let some = vetoes.clone().filter(|(_, it)| it.what.some(reading));
    let every = vetoes.filter(|(_, it)| it.what.every(reading));
    [some.map(|it| it.0).collect(), every.map(|it| it.0).collect()]
}

/// The places of the smallest and of the largest number, the first of equal ones.
pub(crate) fn extremes(numbers: &[f64]) -> [usize; 2] {
    let smallest = largest(numbers.iter().map(|it| -it));
    [smallest, largest(numbers.iter().copied())].map(|it| it.map_or(0, |it| it.0))
}

/// The largest number, the first of equal ones.
pub(crate) fn largest(numbers: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    numbers
        .enumerate()
        .reduce(|best, next| if best.1.total_cmp(&next.1) == Ordering::Less { next } else { best })
}

fn append<T>(columns: &mut [Vec<T>], more: Vec<Vec<T>>) {
    for (column, more) in columns.iter_mut().zip(more) {
        column.extend(more);
    }
}

/// 1 for each world in which something holds, 0 for each other.
pub(crate) fn series(holds: &[bool]) -> Vec<f64> {
    holds.iter().map(|&it| f64::from(u8::from(it))).collect()
}
