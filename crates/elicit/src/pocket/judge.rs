//! What the worlds of a pocket say of a text.

use onetext_case::{IssueId, StatementId};

use super::{Pocket, PocketParty, PocketWorlds};
use crate::acceptability::{Blocker, ends};
use crate::blocker::crossed;
use crate::converge::{count, half_width, mixing};
use crate::elicited::{Readings, View};
use crate::error::Error;
use crate::joint::together;
use crate::proposition::{Blocked, Of};
use crate::share::{Bounds, Exactness, Share, Word};
use crate::space::Reading;
use crate::table::Table;
use crate::text::Text;
use crate::worlds::{Ends, largest, series, share_of};

/// The highest R-hat with which a number is given, and the fewest effective draws.
///
/// Laxer than for all worlds: where so few travel, chains that agree differ by more. These are the
/// limits that A. Gelman et al., *Bayesian Data Analysis*, 3rd ed. (2013), section 11.5, sets: 1.1,
/// and five draws for each half of a chain.
const RHAT: f64 = 1.1;
const EFFECTIVE: f64 = 40.0;

/// What a pocket says of a text.
#[derive(Clone, Debug)]
pub struct Judged {
    /// For each party, in the order of the case.
    pub parties: Vec<Result<Pocketed, Error>>,
    /// All who sign together, as [`crate::Joint`] has it.
    pub joint: Result<Pocketed, Error>,
    /// What the ends of the shares are.
    pub bounds: Bounds,
}

/// A share over the worlds of a pocket.
#[derive(Clone, Debug, PartialEq)]
pub struct Pocketed {
    /// The share of the worlds.
    pub share: Share,
    /// The word for it.
    pub word: Word,
    /// How it was come by: from how many worlds.
    pub exactness: Exactness,
    /// What stands most in the way of the lower end; `None` if no world rejects it, for a party in
    /// numbers, and for all together.
    pub blocker: Option<Blocker>,
}

impl Pocketed {
    fn new(share: Share, exactness: Exactness, blocker: Option<Blocker>) -> Self {
        Self { share, word: share.word(), exactness, blocker }
    }
}

impl Pocket {
    /// What the worlds say of a text, drawn with this seed.
    ///
    /// # Errors
    ///
    /// - [`Error::NoReading`] for a text that breaks a linkage however it is read.
    /// - [`Error::UnknownOption`] for a text of another case, and [`Error::NotCarried`] for one that
    ///   is silent where no text was silent for which the pocket was made.
    ///
    /// # Cost
    ///
    /// Readings × issues × worlds × parties.
    pub fn judge(&self, text: &Text, seed: u64) -> Result<Judged, Error> {
        let open = self.space.reading(text)?;
        for (issue, levels) in open.iter().enumerate() {
            if levels.iter().any(|it| !self.kept[issue].contains(it)) {
                return Err(Error::NotCarried { issue: IssueId(issue) });
            }
        }
        let readings = match self.space.readings(&open, View::READINGS) {
            None => Readings::All(open),
            Some(each) if each.is_empty() => return Err(Error::NoReading),
            Some(each) => Readings::Each(each),
        };
        let judge = |it: &PocketParty| {
            let worlds = it.worlds.as_ref().map_err(Clone::clone)?;
            let (share, blocker) = self.found(worlds, &readings)?;
            Ok(Pocketed::new(share, worlds.exactness(seed), blocker))
        };
        let parties: Vec<Result<Pocketed, Error>> = self.parties.iter().map(judge).collect();
        let joint = self.joint(&readings, &parties, seed);
        Ok(Judged { parties, joint, bounds: readings.bounds() })
    }

    fn joint(
        &self,
        readings: &Readings,
        parties: &[Result<Pocketed, Error>],
        seed: u64,
    ) -> Result<Pocketed, Error> {
        let seated = || self.parties.iter().zip(parties).filter(|it| it.0.seat);
        let shares: Vec<Share> = seated()
            .map(|it| it.1.as_ref().map(|it| it.share).map_err(Clone::clone))
            .collect::<Result<_, _>>()?;
        if shares.is_empty() {
            return Err(Error::NobodySigns);
        }
        let views: Vec<&PocketWorlds> =
            seated().filter_map(|it| it.0.worlds.as_ref().ok()).collect();
        let each = match readings {
            Readings::Each(each) => Some(each.as_slice()),
            Readings::All(_) => None,
        };
        let share = together(
            &views,
            &shares,
            each,
            |it, each| it.shares(&self.reference, &self.kept, each),
            |it, reading| Ok(self.found(it, &Readings::Each(vec![reading.clone()]))?.0),
        )?;
        let exactness = views.iter().rev().map(|it| it.exactness(seed));
        let sampled = exactness.clone().find(|it| *it != Exactness::Exact);
        Ok(Pocketed::new(share, sampled.unwrap_or(Exactness::Exact), None))
    }

    /// The share of a party's worlds, and what stands in the way.
    fn found(
        &self,
        worlds: &PocketWorlds,
        readings: &Readings,
    ) -> Result<(Share, Option<Blocker>), Error> {
        let ends = ends(readings, |it| worlds.shares(&self.reference, &self.kept, it));
        let at = |end: usize, which| {
            let gains = worlds.gains(&self.reference, &self.kept, &ends[end], which);
            let passes = worlds.passes(&gains, &worlds.crossed(&ends[end], which));
            (gains, passes)
        };
        let (low_gains, low) = at(0, Of::Worst);
        let (high_gains, high) = at(1, Of::Best);
        let [low_share, high_share] = [&low, &high].map(|it| share_of(it));
        let mut share = Share { low: low_share, high: high_share, error: 0.0 };
        if worlds.is_exact {
            return Ok((share, None));
        }
        let one = half_width(low_share, effective(&low, &low_gains)?);
        let other = half_width(high_share, effective(&high, &high_gains)?);
        share.error = one.max(other);
        Ok((share, self.blocker(worlds, &ends, &low_gains, &low)))
    }

    /// What stands most in the way, as [`crate::Acceptability::blocker`] has it, among the levels
    /// that are kept.
    fn blocker(
        &self,
        worlds: &PocketWorlds,
        ends: &Ends,
        gains: &[i64],
        passes: &[bool],
    ) -> Option<Blocker> {
        let reading = &ends[0];
        let rejecting: Vec<usize> = (0..passes.len()).filter(|&it| !passes[it]).collect();
        if rejecting.is_empty() {
            return None;
        }
        let share = |worlds: usize| count(worlds) / count(rejecting.len());
        let lines = worlds.crossed(reading, Of::Worst);
        let real = |&line: &usize| {
            share(rejecting.iter().filter(|&&it| worlds.lines[line].real[it]).count())
        };
        let red_line = largest(lines.iter().map(real)).map(|it| (lines[it.0], it.1));

        let terms = |issue: usize, level: usize| {
            let mut with = reading.clone();
            with[issue] = vec![level];
            worlds.ties(&with, Of::Worst)
        };
        let mut dearest = vec![0_usize; reading.len()];
        let levels: Vec<Vec<(&[i64], Terms<'_>)>> = self
            .kept
            .iter()
            .enumerate()
            .map(|(issue, kept)| {
                let column = |(at, &level): (usize, &usize)| {
                    (worlds.worths[issue][at].as_slice(), terms(issue, level))
                };
                kept.iter().enumerate().map(column).collect()
            })
            .collect();
        for &world in rejecting.iter().filter(|&&it| gains[it] < 0) {
            let loss = |issue: usize| {
                let worth = |at: usize| {
                    let (column, ties) = &levels[issue][at];
                    column.get(world).copied().unwrap_or(0) + sum(ties, world)
                };
                let most = (0..levels[issue].len()).map(worth).max().unwrap_or(0);
                let least = self.places(issue, &reading[issue]).map(worth).min().unwrap_or(0);
                most - least
            };
            let first = (0..dearest.len()).map(|it| (loss(it), it));
            if let Some((_, issue)) = first.reduce(|a, b| if a.0 < b.0 { b } else { a }) {
                dearest[issue] += 1;
            }
        }
        let dear = largest(dearest.iter().map(|&it| share(it)));
        match (red_line, dear) {
            (Some((line, explains)), dear) if dear.is_none_or(|it| it.1 <= explains) => {
                let (issue, level) = crossed(&worlds.blocked(line), reading)?;
                let statements = worlds.lines[line].statements.clone();
                Some(self.names(issue, level, true, statements, explains))
            }
            (_, Some((issue, explains))) if 0.0 < explains => {
                // The level that is worth least in most of these worlds.
                let worth = |at: usize| -> i64 {
                    let column = &worlds.worths[issue][at];
                    rejecting.iter().filter_map(|&it| column.get(it)).sum()
                };
                let places = self.places(issue, &reading[issue]).map(|at| (worth(at), at));
                let (_, at) = places.reduce(|a, b| if b.0 < a.0 { b } else { a })?;
                let statements = worlds.about[issue].clone();
                Some(self.names(issue, self.kept[issue][at], false, statements, explains))
            }
            _ => None,
        }
    }

    /// Where the levels stand among those that are kept.
    fn places(&self, issue: usize, levels: &[usize]) -> impl Iterator<Item = usize> {
        places(&self.kept[issue], levels)
    }

    fn names(
        &self,
        issue: usize,
        level: usize,
        red_line: bool,
        statements: Vec<StatementId>,
        explains: f64,
    ) -> Blocker {
        let level = self.space.level(issue, level);
        Blocker { issue: IssueId(issue), level, red_line, statements, explains }
    }
}

/// Columns, and how often each counts.
type Terms<'a> = Vec<(&'a [i64], i64)>;

fn sum(terms: &Terms<'_>, world: usize) -> i64 {
    terms.iter().map(|(column, times)| times * column[world]).sum()
}

fn places(kept: &[usize], levels: &[usize]) -> impl Iterator<Item = usize> {
    levels.iter().filter_map(|level| kept.iter().position(|it| it == level))
}

impl PocketWorlds {
    /// For each world, what a reading gains over no agreement, red lines aside.
    pub(super) fn gains(
        &self,
        reference: &[usize],
        kept: &[Vec<usize>],
        reading: &Reading,
        which: Of,
    ) -> Vec<i64> {
        let settled: Reading = reference.iter().map(|&it| vec![it]).collect();
        let mut ties = self.ties(reading, which);
        ties.extend(self.ties(&settled, which).into_iter().map(|(it, times)| (it, -times)));
        let fine = self.fine();
        let mut gains = self.gains.clone();
        for (issue, levels) in reading.iter().enumerate() {
            if levels[..] == [reference[issue]] {
                continue;
            }
            let columns: Vec<&Vec<i64>> =
                places(&kept[issue], levels).map(|it| &self.worths[issue][it]).collect();
            for (world, gain) in gains.iter_mut().enumerate() {
                let worths = columns.iter().map(|it| it.get(world).copied().unwrap_or(0));
                let worth = if which == Of::Best { worths.max() } else { worths.min() };
                *gain += fine * worth.unwrap_or(0);
            }
        }
        for (world, gain) in gains.iter_mut().enumerate() {
            *gain += fine * sum(&ties, world);
        }
        gains
    }

    fn ties(&self, reading: &Reading, which: Of) -> Terms<'_> {
        if self.ties.is_empty() {
            return Vec::new();
        }
        let column = |it: usize| self.ties[it / 2][it % 2].as_slice();
        let terms = self.space.ties(reading, which).into_iter();
        terms.map(|(it, times)| (column(it - self.space.levels), i64::from(times))).collect()
    }

    /// The red lines that a reading crosses; of an open one, at its best in every reading.
    pub(super) fn crossed(&self, reading: &Reading, which: Of) -> Vec<usize> {
        let crosses = |&it: &usize| match which {
            Of::Worst => self.blocked(it).some(reading),
            Of::Best => self.blocked(it).every(reading),
        };
        (0..self.lines.len()).filter(crosses).collect()
    }

    fn blocked(&self, line: usize) -> Blocked {
        let [when, unless] = self.lines[line].crossed_by.clone();
        Blocked { when, unless }
    }

    pub(super) fn passes(&self, gains: &[i64], lines: &[usize]) -> Vec<bool> {
        let is_free = |world: usize| !lines.iter().any(|&it| self.lines[it].real[world]);
        gains.iter().enumerate().map(|(world, gain)| 0 <= *gain && is_free(world)).collect()
    }

    fn shares(&self, reference: &[usize], kept: &[Vec<usize>], readings: &[Reading]) -> Vec<f64> {
        let share = |it: &Reading| {
            let gains = self.gains(reference, kept, it, Of::Worst);
            share_of(&self.passes(&gains, &self.crossed(it, Of::Worst)))
        };
        readings.iter().map(share).collect()
    }
}

/// How many draws it is worth to know in which worlds a text passes. Where it passes in all or in
/// none, its gains are asked whether the chains agree, each against the largest difference of its
/// world and bounded, so that no single world decides.
fn effective(passes: &[bool], gains: &[i64]) -> Result<f64, Error> {
    let (rhat, effective) = if passes.iter().any(|it| *it != passes[0]) {
        mixing(&series(passes), Table::PARTS)
    } else {
        let largest = whole(PocketWorlds::FINE * PocketWorlds::LARGEST);
        let bounded = |it: &i64| whole(*it) / (whole(it.abs()) + largest);
        mixing(&gains.iter().map(bounded).collect::<Vec<_>>(), Table::PARTS)
    };
    if rhat <= RHAT && EFFECTIVE <= effective {
        Ok(effective)
    } else {
        Err(Error::NotConverged { rhat, effective })
    }
}

#[expect(clippy::cast_precision_loss, reason = "gains are below 2⁵³")]
fn whole(number: i64) -> f64 {
    number as f64
}
