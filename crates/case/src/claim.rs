//! What a statement says about its holder.

use crate::model::{Case, DraftId, IssueId, OptionId, Pattern, ProspectId};

/// What a statement says about its holder. `docs/case-format.md` has the meaning of each.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// Will not sign a text that matches.
    RedLine(Pattern),
    /// Will not sign a text that does not match.
    Requires(Pattern),
    /// Will not sign a text with `options` unless it also has `when`.
    OnlyIf {
        /// What is allowed only under the condition.
        options: Pattern,
        /// The condition.
        when: Pattern,
    },
    /// Has no red line on the options.
    Flexible(Pattern),
    /// Better than the status quo.
    Support(Pattern),
    /// Worse than the status quo.
    Opposition(Pattern),
    /// The best of its issue.
    Demand(Pattern),
    /// The worst of its issue.
    Rejection(Pattern),
    /// The nearer to the options in the order of the issue, the better.
    IdealPoint(Pattern),
    /// One package is worth more than another.
    Preference {
        /// The better one.
        prefer: Pattern,
        /// The other.
        over: Pattern,
    },
    /// Two packages are worth about the same.
    Indifference([Pattern; 2]),
    /// Options of several issues are worth more, or less, together than each for itself.
    Together {
        /// The options, on two issues or more.
        options: Pattern,
        /// Whether more or less.
        effect: Effect,
    },
    /// One step is worth more than another.
    Trade {
        /// The step worth more.
        prefer: Step,
        /// The other.
        over: Step,
        /// How many times as much at least, from 1.
        times: u8,
    },
    /// Issues by the size of their swing, largest first.
    Priority {
        /// The swings.
        swings: Vec<Swing>,
        /// How many times as large as the next each is at least, from 1.
        times: u8,
    },
    /// Drafts, best first.
    Ranking(Vec<DraftId>),
    /// Would sign it.
    Acceptance(Target),
    /// Would not sign it.
    Refusal(Target),
    /// With `when`, accepts `when` and `then` together.
    ConditionalOffer {
        /// The condition.
        when: Pattern,
        /// What is offered for it.
        then: Pattern,
        /// What happens without it, in words; empty if not said.
        otherwise: String,
        /// What happens without it, as a prospect.
        forecast: Option<Forecast>,
    },
    /// Accepts nothing without `options`.
    Ultimatum {
        /// What is demanded.
        options: Pattern,
        /// What it would give in return, on other issues; may be empty.
        then: Pattern,
        /// What it does without it.
        forecast: Option<Forecast>,
    },
    /// Announces what it does without agreement.
    Threat {
        /// What would happen.
        prospect: ProspectId,
        /// How probable it is said to be.
        chance: Chance,
        /// What the threat is meant to prevent: a red line; empty if that is not said.
        options: Pattern,
    },
    /// Estimates what happens without agreement.
    Estimate {
        /// What would happen.
        prospect: ProspectId,
        /// How probable it is said to be.
        chance: Chance,
    },
    /// No agreement costs at least as much as these swings together, or if there are none, as an
    /// average option is worth.
    Pressure(Vec<Swing>),
    /// Blocks every draft while it is not met.
    Precondition,
    /// Will do its part of the options.
    Commitment(Pattern),
    /// A position that is kept as evidence.
    Position(Pattern),
    /// A judgment about how things stand.
    Assessment(Pattern),
    /// A reproach.
    Accusation(Pattern),
    /// Something that happened.
    Event(Pattern),
}

impl Claim {
    /// What it says may happen without agreement, whoever says so.
    pub fn forecast(&self) -> Option<(ProspectId, &Chance)> {
        match self {
            Self::Threat { prospect, chance, .. } | Self::Estimate { prospect, chance } => {
                Some((*prospect, chance))
            }
            Self::ConditionalOffer { forecast, .. } | Self::Ultimatum { forecast, .. } => {
                forecast.as_ref().map(|it| (it.prospect, &it.chance))
            }
            _ => None,
        }
    }

    /// The issues that it names, and those that a prospect of it decides, in no order.
    pub fn issues(&self, case: &Case) -> Vec<IssueId> {
        let all = |them: &[&Pattern]| -> Vec<IssueId> {
            them.iter().flat_map(|it| it.keys().copied()).collect()
        };
        let swings = |them: &[Swing]| them.iter().map(|it| it.issue()).collect();
        let mut found = match self {
            Self::RedLine(it)
            | Self::Requires(it)
            | Self::Flexible(it)
            | Self::Support(it)
            | Self::Opposition(it)
            | Self::Demand(it)
            | Self::Rejection(it)
            | Self::IdealPoint(it)
            | Self::Commitment(it)
            | Self::Position(it)
            | Self::Assessment(it)
            | Self::Accusation(it)
            | Self::Event(it)
            | Self::Acceptance(Target::Package(it))
            | Self::Refusal(Target::Package(it))
            | Self::Together { options: it, .. }
            | Self::Threat { options: it, .. } => all(&[it]),
            Self::OnlyIf { options, when } => all(&[options, when]),
            Self::Preference { prefer, over } => all(&[prefer, over]),
            Self::Indifference([one, other]) => all(&[one, other]),
            Self::ConditionalOffer { when, then, .. } => all(&[when, then]),
            Self::Ultimatum { options, then, .. } => all(&[options, then]),
            Self::Trade { prefer, over, .. } => vec![prefer.issue, over.issue],
            Self::Priority { swings: them, .. } | Self::Pressure(them) => swings(them),
            Self::Ranking(_)
            | Self::Acceptance(Target::Draft(_))
            | Self::Refusal(Target::Draft(_))
            | Self::Estimate { .. }
            | Self::Precondition => Vec::new(),
        };
        let prospect = self.forecast().and_then(|it| case.prospects.get(it.0.0));
        found.extend(prospect.iter().flat_map(|it| it.outcome.keys().copied()));
        found
    }
}

/// What is accepted or refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A draft of the case.
    Draft(DraftId),
    /// A package.
    Package(Pattern),
}

/// A step on one issue, from an option to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The issue.
    pub issue: IssueId,
    /// Where the step begins.
    pub from: OptionId,
    /// Where it ends.
    pub to: OptionId,
}

/// How much an issue can matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Swing {
    /// What its best level is worth more than its worst.
    Issue(IssueId),
    /// What a step from a named option to another adds.
    Step(Step),
}

impl Swing {
    /// The issue.
    pub fn issue(self) -> IssueId {
        match self {
            Self::Issue(issue) => issue,
            Self::Step(step) => step.issue,
        }
    }
}

/// What options of several issues do to each other's worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Together they are worth more.
    Gain,
    /// Together they are worth less.
    Loss,
}

/// What is said to happen without agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// What would happen.
    pub prospect: ProspectId,
    /// How probable it is said to be.
    pub chance: Chance,
}

/// How probable something is said to be: the middle 90 % of the speaker's belief.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// 5 % quantile.
    pub low: f64,
    /// 95 % quantile.
    pub high: f64,
    /// The word used in the case file; empty where a range was written.
    pub word: String,
}
