//! How each statement entered.

use onetext_case::{ProspectId, StatementId};

/// How one statement entered the picture of a party.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The statement.
    pub statement: StatementId,
    /// What it became.
    pub entered: Entered,
    /// Its credence on the day of the case, after aging and before any repetition is counted;
    /// 0.5 says nothing, 1 is hard. Of a red line, how often it is real: where the party has a record
    /// of red lines, that can be less.
    pub credence: f64,
    /// Share of the worlds in which what it says holds; for a red line, in which it is real.
    /// `None` where there is nothing to hold, or where the worlds have not converged.
    pub truth: Option<f64>,
}

/// What a statement became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A proposition about worths, or about worths and the value of no agreement.
    Row,
    /// A red line that may be real, with the direction that it gives if it names one issue.
    Veto,
    /// A belief about a prospect.
    Belief(ProspectId),
    /// A condition outside the text. Not in any share: if it is meant and not met, no text is
    /// accepted.
    Precondition,
    /// The same words in the same source as this earlier statement; counted once.
    Same(StatementId),
    /// Replaced by this later statement, which the case says or which is contrary to it on the same
    /// point; [`Elicited::shifts`](crate::Elicited::shifts) tells them apart.
    Superseded(StatementId),
    /// No longer in force on the day of the case.
    Expired,
    /// Taken back by the day of the case.
    Retracted,
    /// Taken to have never been said.
    Withdrawn,
    /// Taken not to be meant: of a red line, its direction alone counts.
    Bluff,
    /// Said after the day of the case.
    Later,
    /// A credence of 0.5, given or come to by age: it says nothing.
    Weak,
    /// Of a stance that has no meaning in numbers, or that says nothing about this case's issues, or
    /// that releases a red line which was never drawn.
    NotModelled,
    /// About one who is not a party.
    NotAParty,
    /// About a party whose utility the case gives in numbers.
    Numbers,
}

impl Entered {
    /// Whether what the statement became is in a number.
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Row | Self::Veto | Self::Belief(_))
    }
}
