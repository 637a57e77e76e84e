//! Why there is no number.

use onetext_case::{IssueId, OptionId, StatementId};

/// Why a question about acceptability has no number for an answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The chains disagree, or too few of their draws count.
    #[error("not converged: R-hat {rhat:.3}, {effective:.0} effective draws")]
    NotConverged {
        /// Split R-hat; 1 if the chains agree, at most 1.05 for a number to be given.
        rhat: f64,
        /// Effective number of draws; at least 100 for a number to be given.
        effective: f64,
    },
    /// No world was found in which all hard statements hold. This is no proof that there is none.
    #[error("no world found in which all hard statements hold")]
    Unmet {
        /// The hard statements that did not hold where a chain gave up, by id.
        statements: Vec<StatementId>,
    },
    /// Too few worlds accept a text to say what they have in common.
    #[error("accepted in {worlds} worlds, too few to say what they have in common")]
    TooFewAccept {
        /// The worlds that accept it.
        worlds: usize,
    },
    /// The caller stopped the sampling.
    #[error("stopped before enough worlds were drawn")]
    Stopped,
    /// A utility given in numbers does not fit into 128 bits once all have one scale.
    #[error("the utilities need more than 128 bits on one scale")]
    TooLarge,
    /// A text names an option that its issue does not have.
    #[error("issue {} has no option {}", issue.0, option.0)]
    UnknownOption {
        /// The issue.
        issue: IssueId,
        /// The option.
        option: OptionId,
    },
    /// Every reading of a text breaks a linkage.
    #[error("no reading of the text respects all linkages")]
    NoReading,
    /// No party has a seat, so that nobody's acceptance makes an agreement.
    #[error("no party has a seat")]
    NobodySigns,
    /// No outcome that respects the linkages was met.
    #[error("no outcome respects all linkages")]
    NoOutcome,
}

impl Error {
    /// What the reader can do about it, where there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotConverged { .. } => {
                Some("ask for more draws, or look for statements that contradict each other")
            }
            Self::Unmet { .. } => Some("give one of the hard statements a credence below 1"),
            Self::TooFewAccept { .. } => {
                Some("ask for more draws, or look at what stands in the way of the text")
            }
            Self::TooLarge => Some("write the utilities with fewer digits"),
            Self::NoReading => Some("change the text, or the linkage that it breaks"),
            Self::NobodySigns => Some("give a seat to the parties that have to sign"),
            Self::NoOutcome => Some("look for linkages that exclude each other"),
            Self::Stopped | Self::UnknownOption { .. } => None,
        }
    }
}
