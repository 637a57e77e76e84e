//! Whether a party would accept a text, and what that rests on.

use onetext_case::{IssueId, StatementId};

use crate::because::because;
use crate::blocker::blocker;
use crate::elicited::{Answer, View};
use crate::error::Error;
use crate::ledger::Entered;
use crate::share::{Exactness, Share, Word};
use crate::text::{Level, Text};
use crate::worlds::{CHAINS, vetoes};

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
    /// The statements that bear on it, the most influential first. If there is none, and the
    /// party's utility is not given in numbers, the share is assumed.
    pub because: Vec<Because>,
    /// What stands most in its way; `None` if no world rejects it or the party is given in numbers.
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
    /// Whether the party would accept a text.
    ///
    /// # Errors
    ///
    /// - [`Error::NotConverged`], [`Error::Unmet`], [`Error::Stopped`], [`Error::TooLarge`] where
    ///   there is no number to give.
    /// - [`Error::UnknownOption`] for a text of another case.
    pub fn acceptability(&self, text: &Text) -> Result<Acceptability, Error> {
        let reading = self.space.reading(text)?;
        let worlds = match &self.answer {
            Answer::None(error) => return Err(error.clone()),
            Answer::Numbers(numbers) => {
                let share = numbers.share(&reading);
                return Ok(Acceptability {
                    share,
                    word: share.word(),
                    if_real: share,
                    if_bluff: share,
                    exactness: Exactness::Exact,
                    because: Vec::new(),
                    blocker: None,
                });
            }
            Answer::Worlds(worlds) => worlds,
        };
        let vetoes = vetoes(&self.problem, &reading);
        let passes = worlds.passes(&self.space, &reading, [&vetoes[0], &vetoes[1]]);
        let by_worth = worlds.passes(&self.space, &reading, [&[], &[]]);
        let (share, effective) = worlds.share(&self.space, &reading, &passes)?;
        let (if_bluff, _) = worlds.share(&self.space, &reading, &by_worth)?;
        let if_real = Share {
            low: if vetoes[0].is_empty() { if_bluff.low } else { 0.0 },
            high: if vetoes[1].is_empty() { if_bluff.high } else { 0.0 },
            error: if vetoes[1].is_empty() { if_bluff.error } else { 0.0 },
        };
        Ok(Acceptability {
            share,
            word: share.word(),
            if_real,
            if_bluff,
            exactness: self.exactness(),
            because: because(self, worlds, &reading, &passes, effective),
            blocker: blocker(self, worlds, &reading, &passes, &vetoes[0]),
        })
    }

    /// The share of [`View::acceptability`] alone, which is quicker.
    ///
    /// # Errors
    ///
    /// Those of [`View::acceptability`].
    pub fn share(&self, text: &Text) -> Result<Share, Error> {
        let reading = self.space.reading(text)?;
        match &self.answer {
            Answer::None(error) => Err(error.clone()),
            Answer::Numbers(numbers) => Ok(numbers.share(&reading)),
            Answer::Worlds(worlds) => {
                let vetoes = vetoes(&self.problem, &reading);
                let passes = worlds.passes(&self.space, &reading, [&vetoes[0], &vetoes[1]]);
                Ok(worlds.share(&self.space, &reading, &passes)?.0)
            }
        }
    }

    /// How the party's numbers are come by.
    pub fn exactness(&self) -> Exactness {
        match self.answer {
            Answer::Numbers(_) => Exactness::Exact,
            Answer::Worlds(_) | Answer::None(_) => {
                Exactness::Sampled { draws: CHAINS * self.question.draws, seed: self.question.seed }
            }
        }
    }
}
