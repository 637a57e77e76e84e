//! Why there is no number.

use onetext_case::{IssueId, OptionId, StatementId};

use crate::converge::{EFFECTIVE, RHAT, count};
use crate::question::Question;

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
    /// From some starts no world was found in which all hard statements hold, though from others one
    /// was.
    #[error("not converged: from some starts no world was found in which all hard statements hold")]
    Apart {
        /// The hard statements that did not hold where a chain gave up, by id.
        statements: Vec<StatementId>,
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
    /// A text is silent on an issue on which no text is silent that the worlds travel with.
    #[error("the worlds that travel with the page say nothing of silence on issue {}", issue.0)]
    NotCarried {
        /// The issue.
        issue: IssueId,
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
            Self::NotConverged { rhat, .. } if *rhat <= RHAT => Some("ask for more draws"),
            Self::NotConverged { .. } => {
                Some("ask for more draws, or look for statements that contradict each other")
            }
            Self::Apart { .. } => Some("give one of these hard statements a credence below 1"),
            Self::Unmet { .. } => Some("give one of the hard statements a credence below 1"),
            Self::TooFewAccept { .. } => {
                Some("ask for more draws, or look at what stands in the way of the text")
            }
            Self::TooLarge => Some("write the utilities with fewer digits"),
            Self::NoReading => Some("change the text, or the linkage that it breaks"),
            Self::NobodySigns => Some("give a seat to the parties that have to sign"),
            Self::NoOutcome => Some("look for linkages that exclude each other"),
            Self::NotCarried { .. } => Some("ask all worlds"),
            Self::Stopped | Self::UnknownOption { .. } => None,
        }
    }

    /// How many draws would do, if the chains agree and too few of the draws were effective: as many
    /// times more as there are too few, and half as many again, up to [`Question::MOST`]. `None`
    /// where more draws are no help, or where it cannot be told how many are.
    ///
    /// `draws` is what was asked for, for each chain.
    pub fn enough_draws(&self, draws: usize) -> Option<usize> {
        let Self::NotConverged { rhat, effective } = *self else { return None };
        if RHAT < rhat || effective < 1.0 {
            return None;
        }
        let more = 1.5 * count(draws) * EFFECTIVE / effective;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "above zero")]
        let more = more.ceil() as usize;
        Some(more.max(draws).min(Question::MOST)).filter(|it| draws < *it)
    }
}
