//! Whether a party would accept a text, and what that rests on.

use onetext_case::{IssueId, StatementId};

use crate::elicited::View;
use crate::error::Error;
use crate::ledger::Entered;
use crate::share::{Exactness, Share, Word};
use crate::text::{Level, Text};

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
        todo!("{text:?}")
    }

    /// The share of [`View::acceptability`] alone, which is quicker.
    ///
    /// # Errors
    ///
    /// Those of [`View::acceptability`].
    pub fn share(&self, text: &Text) -> Result<Share, Error> {
        todo!("{text:?}")
    }
}
