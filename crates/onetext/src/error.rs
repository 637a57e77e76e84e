//! Why a question about a case in numbers has no answer.

/// Why a question about a case in numbers has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A party with a seat has no utilities in numbers.
    #[error("party {party} has no utilities in numbers")]
    NoUtility {
        /// Id of the party.
        party: String,
    },
    /// A reservation value was given for a party that does not bargain here.
    #[error("{party} is not a party with a seat")]
    NoSeat {
        /// Id as given.
        party: String,
    },
    /// No party has a seat.
    #[error("no party has a seat")]
    NoParties,
    /// An issue has more options than numbers can name.
    #[error("the case is too large: {what}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
    },
    /// The question has no answer.
    #[error(transparent)]
    Bargain(#[from] onetext_bargain::Error),
    /// An answer failed its check: a bug in Onetext.
    #[error("the answer failed its check: {0}")]
    Refuted(onetext_bargain::verify::Refutation),
}

impl Error {
    /// What the reader can do about it, where there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoUtility { .. } => {
                Some("give the party a [party.utility] table, or ask for acceptability instead")
            }
            Self::Bargain(error) => error.hint(),
            Self::Refuted(_) => Some("please report it with the case"),
            Self::NoSeat { .. } | Self::NoParties | Self::TooLarge { .. } => None,
        }
    }
}
