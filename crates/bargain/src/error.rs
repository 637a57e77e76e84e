//! What can be wrong with a problem or a question.

use std::fmt;

use crate::{IssueId, OptionId, Outcome, PartyId};

/// Why a problem is refused or a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A space without issues, or with too many.
    #[error("{found} issues: a space has 1 to {}", crate::MAX_ISSUES)]
    IssueCount {
        /// The number of issues given.
        found: usize,
    },
    /// An issue without options, or with too many.
    #[error("issue {}: {found} options: an issue has 1 to {}", .issue.0, crate::MAX_OPTIONS)]
    OptionCount {
        /// The issue.
        issue: IssueId,
        /// The number of options given.
        found: usize,
    },
    /// A problem without parties, or with too many.
    #[error("{found} parties: a problem has 1 to {}", crate::MAX_PARTIES)]
    PartyCount {
        /// The number of parties given.
        found: usize,
    },
    /// A party's utilities have not one list for every issue.
    #[error("party {}: utilities for {found} issues, where the space has {expected}", .party.0)]
    UtilityIssues {
        /// The party.
        party: PartyId,
        /// The number of issues of the space.
        expected: usize,
        /// The number of lists given.
        found: usize,
    },
    /// A party's utilities for an issue have not one entry for every option.
    #[error(
        "party {}, issue {}: {found} utilities, where the issue has {expected} options",
        .party.0, .issue.0
    )]
    UtilityOptions {
        /// The party.
        party: PartyId,
        /// The issue.
        issue: IssueId,
        /// The number of options of the issue.
        expected: usize,
        /// The number of utilities given.
        found: usize,
    },
    /// A table of interactions names no issue, an issue twice, or too many to be listed.
    #[error("party {}, interaction {index}: a table is over different issues and has at most {} entries", .party.0, crate::MAX_TABLE)]
    TableIssues {
        /// The party.
        party: PartyId,
        /// The place of the interaction.
        index: usize,
    },
    /// A table of interactions has not one entry for every combination of options.
    #[error("party {}, interaction {index}: {found} entries, where the issues have {expected} combinations", .party.0)]
    TableSize {
        /// The party.
        party: PartyId,
        /// The place of the interaction.
        index: usize,
        /// The number of combinations.
        expected: usize,
        /// The number of entries given.
        found: usize,
    },
    /// A party's reservation value, or the sum over the issues of its largest utilities by size,
    /// is too large to be added and subtracted without overflow.
    #[error("party {}: utilities or reservation value add up beyond ±{}", .party.0, crate::MAX_UTILITY)]
    UtilityOverflow {
        /// The party.
        party: PartyId,
    },
    /// A linkage or red line names an issue that the space does not have.
    #[error("there is no issue {}", .issue.0)]
    UnknownIssue {
        /// The issue.
        issue: IssueId,
    },
    /// A linkage or red line names an option that the issue does not have.
    #[error("issue {} has no option {}", .issue.0, .option.0)]
    UnknownOption {
        /// The issue.
        issue: IssueId,
        /// The option.
        option: OptionId,
    },
    /// A question names a party that the problem does not have.
    #[error("there is no party {}", .party.0)]
    UnknownParty {
        /// The party.
        party: PartyId,
    },
    /// A question about changes has not one weight for every issue.
    #[error("{found} weights, where the space has {expected} issues")]
    WeightCount {
        /// The number of issues of the space.
        expected: usize,
        /// The number of weights given.
        found: usize,
    },
    /// An outcome does not name one existing option for every issue.
    #[error("the outcome does not fit the space")]
    OutsideSpace {
        /// The outcome.
        outcome: Outcome,
    },
    /// A decimal number does not fit in 64 bits after scaling or multiplication.
    #[error("a decimal number is too large or too fine for exact whole numbers")]
    DecimalOverflow,
    /// The space is too large to be enumerated.
    #[error("{} outcomes are too many to enumerate; the limit is {limit}", Count(*.outcomes))]
    SpaceTooLarge {
        /// Number of outcomes; `None` at 2¹²⁸ and above.
        outcomes: Option<u128>,
        /// The largest number that is enumerated.
        limit: u64,
    },
    /// Too many choices have to be remembered at a time to settle one issue after the other.
    #[error(
        "linkages and interactions overlap too much: more than {limit} combinations are open at a time"
    )]
    TooWide {
        /// The largest number of combinations.
        limit: usize,
    },
    /// The frontier takes too many partial sums.
    #[error("the frontier takes more than {limit} partial sums at a time")]
    TooManyLabels {
        /// The largest number of partial sums.
        limit: usize,
    },
    /// The frontier has too many points to be listed.
    #[error("the frontier has more than {limit} points")]
    FrontierTooLarge {
        /// The largest number of points that is listed.
        limit: usize,
    },
    /// No outcome is acceptable to all; for [`crate::nash`], none leaves every party better off.
    #[error("there is no agreement that the rule could pick")]
    NoAgreement,
    /// The question was stopped before there was anything to tell.
    #[error("stopped after {seen} of {of} outcomes, before there was an answer")]
    Stopped {
        /// Outcomes settled by then.
        seen: u64,
        /// Outcomes in the space.
        of: u64,
    },
}

impl Error {
    /// What the reader can do about it, where there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::UtilityOverflow { .. } | Self::DecimalOverflow => {
                Some("round the utilities to fewer places")
            }
            Self::SpaceTooLarge { .. } => {
                Some("settle some issues first, or drop options nobody asks for")
            }
            Self::TooWide { .. } => Some(
                "settle an issue that many linkages or interactions name, or drop some of them",
            ),
            Self::FrontierTooLarge { .. } | Self::TooManyLabels { .. } => Some(
                "ask for a cover within a tolerance, or among acceptable outcomes, or round the utilities",
            ),
            Self::NoAgreement => {
                Some("ask which red line or reservation value, once relaxed, opens an outcome")
            }
            Self::Stopped { .. } => Some("give it more time"),
            Self::IssueCount { .. }
            | Self::OptionCount { .. }
            | Self::PartyCount { .. }
            | Self::UtilityIssues { .. }
            | Self::UtilityOptions { .. }
            | Self::TableIssues { .. }
            | Self::TableSize { .. }
            | Self::UnknownIssue { .. }
            | Self::UnknownOption { .. }
            | Self::UnknownParty { .. }
            | Self::WeightCount { .. }
            | Self::OutsideSpace { .. } => None,
        }
    }
}

/// The size of a space for a reader.
struct Count(Option<u128>);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(count) => write!(f, "{count}"),
            None => f.write_str("2^128 or more"),
        }
    }
}
