//! A question that can be answered by yes or no.

use std::collections::BTreeMap;

use onetext_case::{
    Claim, DraftId, IssueId, OptionId, PartyId, Pattern, StatementId, Step, Target,
};

use crate::text::Level;

/// A question to a party, and what its answer is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Whom to ask.
    pub party: PartyId,
    /// The question.
    pub question: Asking,
    /// Share of the worlds in which yes is the true answer.
    pub yes: f64,
    /// Expected fall of the doubt *a (1 − a)* about the acceptability *a* of each watched text, as
    /// a mean over the texts; from 0 to 0.25.
    pub fall: f64,
    /// The fall for each watched text by itself; `None` for one that is not watched with this party.
    pub falls: Vec<Option<f64>>,
    /// The same as `fall` in bits: what the answer is expected to say about whether a text is accepted.
    pub bits: f64,
    /// Half-width of the 95 % interval around the fall that comes from sampling.
    pub error: f64,
}

/// A question to a party that can be answered by yes or no, in ids.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// Would you sign this text?
    Sign {
        /// The draft that the text is; `None` if it is like no draft.
        draft: Option<DraftId>,
        /// Where it differs from the draft, or which reading of an open bracket is meant. Without a
        /// draft: all that it says.
        changes: BTreeMap<IssueId, Level>,
        /// The whole text: the option of each issue that it settles, and the status quo of each
        /// other that has one.
        package: Pattern,
    },
    /// Is this red line firm: would you refuse a text that crosses it even if all else suited you?
    Firm {
        /// The statement that draws it, the first of several.
        statement: StatementId,
        /// What it says: [`Claim::RedLine`], [`Claim::Requires`] or [`Claim::OnlyIf`].
        line: Claim,
        /// What crosses it: options of an issue, or of several together.
        crossing: Pattern,
    },
    /// Is the one option of the issue better than the other?
    Option {
        /// The issue.
        issue: IssueId,
        /// The one option.
        one: OptionId,
        /// The other.
        other: OptionId,
    },
    /// Does the one step matter more than the other? Each goes from the option of its issue that
    /// is thought to be worth least to the one that is thought to be worth most.
    Matters {
        /// The one step.
        one: Step,
        /// The other.
        other: Step,
    },
    /// Is the one draft better than the other?
    Better {
        /// The one draft.
        one: DraftId,
        /// The other.
        other: DraftId,
    },
}

impl Asking {
    /// How far an answer is trusted: as a party's own words in confidence are, or a little more. A
    /// statement made from an answer has this credence.
    pub const TRUST: f64 = 0.9;

    /// What the answer says, as a claim of the party: to be added to the ledger as a statement of
    /// credence [`Asking::TRUST`].
    pub fn claim(&self, yes: bool) -> Claim {
        match self.clone() {
            Self::Sign { draft, changes, package } => {
                let target = match draft {
                    Some(draft) if changes.is_empty() => Target::Draft(draft),
                    _ => Target::Package(package),
                };
                if yes { Claim::Acceptance(target) } else { Claim::Refusal(target) }
            }
            Self::Firm { line, .. } if yes => line,
            Self::Firm { crossing, .. } => Claim::Flexible(crossing),
            Self::Option { issue, one, other } => {
                let [one, other] = [one, other].map(|it| Pattern::from([(issue, vec![it])]));
                let (prefer, over) = if yes { (one, other) } else { (other, one) };
                Claim::Preference { prefer, over }
            }
            Self::Matters { one, other } => {
                let (prefer, over) = if yes { (one, other) } else { (other, one) };
                Claim::Trade { prefer, over, times: 1 }
            }
            Self::Better { one, other } => {
                Claim::Ranking(if yes { vec![one, other] } else { vec![other, one] })
            }
        }
    }
}
