//! Whether a party would accept a text, and what that rests on.

use onetext_case::{IssueId, StatementId};

use crate::because::because;
use crate::blocker::blocker;
use crate::elicited::{Answer, Readings, View};
use crate::error::Error;
use crate::ledger::Entered;
use crate::share::{Bounds, Exactness, Share, Word};
use crate::space::Reading;
use crate::text::{Level, Text};
use crate::worlds::{CHAINS, Ends, Passes, Worlds, extremes, vetoes};

/// Whether a party would accept a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptability {
    /// Share of the worlds in which the party accepts it.
    pub share: Share,
    /// The word for the share.
    pub word: Word,
    /// The share if every red line is real.
    pub if_real: Share,
    /// The share if no red line is real: that of the worlds in which the text is worth at least as
    /// much as no agreement.
    pub if_bluff: Share,
    /// How the numbers were come by.
    pub exactness: Exactness,
    /// What the ends of the share are; those of `if_real` and `if_bluff` are of the same kind.
    pub bounds: Bounds,
    /// The statements that bear on it, the most influential first. If there is none, and the
    /// party's utility is not given in numbers, the share is assumed.
    pub because: Vec<Because>,
    /// What stands most in the way of the lower end; `None` if no world rejects it or the party is given in numbers.
    pub blocker: Option<Blocker>,
}

/// One reason for a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Because {
    /// The statement.
    pub statement: StatementId,
    /// What it became.
    pub entered: Entered,
    /// Middle of the share with the statement less that without it; the influences of several
    /// statements do not add up. `None` where it cannot be told from the worlds drawn: for a hard
    /// statement, and where too few worlds speak of the case without it.
    pub influence: Option<f64>,
}

/// What stands most in the way of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocker {
    /// The issue.
    pub issue: IssueId,
    /// What the text says on it.
    pub level: Level,
    /// Whether it is a red line, rather than what the level is worth.
    pub red_line: bool,
    /// The statements that it comes from; empty if it is assumed.
    pub statements: Vec<StatementId>,
    /// Share, of the worlds that reject the text, that it explains: in which the red line is real,
    /// or in which no other issue costs the party more against its best level.
    pub explains: f64,
}

impl View {
    /// The most readings that are looked at one by one.
    const READINGS: usize = 512;
    /// The most readings times worlds.
    const WORK: usize = 1 << 24;

    /// Whether the party would accept a text.
    ///
    /// # Errors
    ///
    /// - [`Error::NotConverged`], [`Error::Unmet`], [`Error::Stopped`], [`Error::TooLarge`] where
    ///   there is no number to give.
    /// - [`Error::NoReading`] for a text that breaks a linkage however it is read.
    /// - [`Error::UnknownOption`] for a text of another case.
    ///
    /// # Cost
    ///
    /// Readings × issues × worlds, for up to 512 readings and 2²⁴ readings times worlds; beyond,
    /// that of two readings.
    pub fn acceptability(&self, text: &Text) -> Result<Acceptability, Error> {
        let readings = self.readings(text)?;
        let worlds = match &self.answer {
            Answer::None(error) => return Err(error.clone()),
            Answer::Numbers(_) => {
                let share = self.share(text)?;
                return Ok(Acceptability {
                    share,
                    word: share.word(),
                    if_real: share,
                    if_bluff: share,
                    exactness: Exactness::Exact,
                    bounds: readings.bounds(),
                    because: Vec::new(),
                    blocker: None,
                });
            }
            Answer::Worlds(worlds) => worlds,
        };
        let ends = ends(&readings, |it| self.shares(it));
        let (lines, passes) = self.passes(worlds, &ends);
        let (share, effective) = worlds.share(&self.space, &ends, &passes)?;
        let if_bluff = self.by_worth(worlds, &readings)?;
        let none = Share { low: 0.0, high: 0.0, error: 0.0 };
        let if_real = match &readings {
            Readings::Each(each) => {
                let is_free = |it: &&Reading| vetoes(&self.problem, it)[0].is_empty();
                let free: Vec<Reading> = each.iter().filter(is_free).cloned().collect();
                let is_part = free.len() < each.len();
                if free.is_empty() {
                    none
                } else if is_part {
                    Share { low: 0.0, ..self.by_worth(worlds, &Readings::Each(free))? }
                } else {
                    if_bluff
                }
            }
            Readings::All(open) => match vetoes(&self.problem, open).map(|it| it.is_empty()) {
                [true, _] => if_bluff,
                [false, true] => Share { low: 0.0, ..if_bluff },
                [false, false] => none,
            },
        };
        Ok(Acceptability {
            share,
            word: share.word(),
            if_real,
            if_bluff,
            exactness: self.exactness(),
            bounds: readings.bounds(),
            because: because(self, worlds, &self.space.reading(text)?, &passes, effective),
            blocker: blocker(self, worlds, &ends[0], &passes, &lines),
        })
    }

    /// The share of [`View::acceptability`] alone, which is quicker.
    ///
    /// # Errors
    ///
    /// Those of [`View::acceptability`].
    pub fn share(&self, text: &Text) -> Result<Share, Error> {
        self.share_of(&self.readings(text)?)
    }

    pub(crate) fn share_of(&self, readings: &Readings) -> Result<Share, Error> {
        match &self.answer {
            Answer::None(error) => Err(error.clone()),
            Answer::Numbers(numbers) => Ok(match readings {
                Readings::Each(each) => {
                    let shares: Vec<Share> = each.iter().map(|it| numbers.share(it)).collect();
                    let low = shares.iter().map(|it| it.low).fold(1.0, f64::min);
                    let high = shares.iter().map(|it| it.high).fold(0.0, f64::max);
                    Share { low, high, error: 0.0 }
                }
                Readings::All(open) => numbers.share(open),
            }),
            Answer::Worlds(worlds) => {
                let ends = ends(readings, |it| self.shares(it));
                let (_, passes) = self.passes(worlds, &ends);
                Ok(worlds.share(&self.space, &ends, &passes)?.0)
            }
        }
    }

    /// The readings of a text, one by one where that can be afforded.
    ///
    /// # Errors
    ///
    /// [`Error::NoReading`], [`Error::UnknownOption`].
    pub(crate) fn readings(&self, text: &Text) -> Result<Readings, Error> {
        let open = self.space.reading(text)?;
        let most = match &self.answer {
            Answer::Worlds(worlds) => Self::READINGS.min(Self::WORK / worlds.count().max(1)),
            Answer::Numbers(_) | Answer::None(_) => Self::READINGS,
        };
        match self.space.readings(&open, most.max(1)) {
            None => Ok(Readings::All(open)),
            Some(each) if each.is_empty() => Err(Error::NoReading),
            Some(each) => Ok(Readings::Each(each)),
        }
    }

    /// For each settled reading the share of worlds that accept it, whether or not it has
    /// converged: to choose among them.
    pub(crate) fn shares(&self, readings: &[Reading]) -> Vec<f64> {
        match &self.answer {
            Answer::None(_) => vec![0.0; readings.len()],
            Answer::Numbers(numbers) => readings.iter().map(|it| numbers.share(it).low).collect(),
            Answer::Worlds(worlds) => worlds.shares(&self.space, readings, |it| {
                let [lines, _] = vetoes(&self.problem, it);
                lines
            }),
        }
    }

    /// The red lines that the lower end crosses, and in which worlds either end is accepted.
    pub(crate) fn passes(&self, worlds: &Worlds, ends: &Ends) -> (Vec<usize>, Passes) {
        let [low, _] = vetoes(&self.problem, &ends[0]);
        let [_, high] = vetoes(&self.problem, &ends[1]);
        let passes = worlds.passes(&self.space, ends, [&low, &high]);
        (low, passes)
    }

    /// The share of worlds in which a text is worth at least as much as no agreement.
    fn by_worth(&self, worlds: &Worlds, readings: &Readings) -> Result<Share, Error> {
        let ends = ends(readings, |each| worlds.shares(&self.space, each, |_| Vec::new()));
        let passes = worlds.passes(&self.space, &ends, [&[], &[]]);
        Ok(worlds.share(&self.space, &ends, &passes)?.0)
    }

    /// How the party's numbers are come by.
    pub fn exactness(&self) -> Exactness {
        match self.answer {
            Answer::Numbers(_) => Exactness::Exact,
            Answer::Worlds(ref worlds) => {
                Exactness::Sampled { draws: worlds.count(), seed: self.question.seed }
            }
            Answer::None(_) => {
                Exactness::Sampled { draws: CHAINS * self.question.draws, seed: self.question.seed }
            }
        }
    }
}

/// What the ends of a share are taken from, by the shares of the readings.
pub(crate) fn ends(readings: &Readings, shares: impl Fn(&[Reading]) -> Vec<f64>) -> Ends {
    match readings {
        Readings::All(open) => [open.clone(), open.clone()],
        Readings::Each(each) => match &each[..] {
            [only] => [only.clone(), only.clone()],
            _ => extremes(&shares(each)).map(|it| each[it].clone()),
        },
    }
}
