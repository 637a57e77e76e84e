//! What a change of text is to a party.

use onetext_case::{Case, Claim, IssueId, Pattern, StatementId, Target};

use super::order::{Level, Order, Step, merged};

/// What a change of text is to a party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Movement {
    /// It is asked to give: every reading of the draft is worse for it than every reading of the
    /// text before.
    Gives,
    /// It may have to give: of the open brackets, some readings are a give and none is a get.
    MayGive,
    /// It gets: every reading of the draft is better for it than every one of the text before.
    Gets,
    /// It may get: some readings are a get and none is a give.
    MayGet,
    /// Some readings are a give and some a get, or what is said points both ways.
    EitherWay,
    /// It does not mind, or the two texts mean the same.
    Neutral,
    /// The draft says what the party said it accepts, as part of a package or in return for
    /// something; whether the change is a give or a get is not said.
    Accepted,
    /// Nothing that was said tells.
    #[default]
    NotKnown,
}

impl Movement {
    /// Whether it is a give, for certain or by some reading.
    pub fn is_give(self) -> bool {
        matches!(self, Self::Gives | Self::MayGive)
    }

    /// Whether it is a get, for certain or by some reading.
    pub fn is_get(self) -> bool {
        matches!(self, Self::Gets | Self::MayGet)
    }
}

/// What a change is by one kind of statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// What it is.
    pub movement: Movement,
    /// The statements that say so, in the order of the case.
    pub because: Vec<StatementId>,
}

impl Side {
    /// What a change from some levels of an issue to others is, by an order of them.
    pub(super) fn new(order: &Order<'_>, from: &[Level], to: &[Level]) -> Self {
        let (mut better, mut worse, mut other) = (false, false, false);
        let mut unknown = false;
        let mut because = Vec::new();
        for &from in from {
            for &to in to {
                if from == to {
                    other = true;
                    continue;
                }
                let (step, said) = order.step(from, to);
                because.extend(said);
                match step {
                    Step::Better => better = true,
                    Step::Worse => worse = true,
                    Step::Both => (better, worse) = (true, true),
                    Step::Tied => other = true,
                    Step::Unknown => unknown = true,
                }
            }
        }
        let movement = match (better, worse) {
            (true, true) => Movement::EitherWay,
            (true, false) if other || unknown => Movement::MayGet,
            (true, false) => Movement::Gets,
            (false, true) if other || unknown => Movement::MayGive,
            (false, true) => Movement::Gives,
            (false, false) if unknown => Movement::NotKnown,
            (false, false) => Movement::Neutral,
        };
        // What ties some readings is no reason for what is not known of the others.
        let because = if movement == Movement::NotKnown { Vec::new() } else { merged([because]) };
        Self { movement, because }
    }
}

/// [`Movement::Accepted`], if the statements accept every level in question; `None` if not.
pub(super) fn accepted(
    case: &Case,
    issue: IssueId,
    statements: &[StatementId],
    to: &[Level],
) -> Option<Side> {
    let mut because = Vec::new();
    for &level in to {
        let accepts = |it: &&StatementId| {
            let named = accepts(&case.statements[it.0].claim);
            named
                .iter()
                .any(|it| it.get(&issue).is_some_and(|it| it.iter().any(|it| it.0 == level)))
        };
        let found: Vec<StatementId> = statements.iter().filter(accepts).copied().collect();
        if found.is_empty() {
            return None;
        }
        because.extend(found);
    }
    Some(Side { movement: Movement::Accepted, because: merged([because]) })
}

/// The packages of which a statement says that the party could live with them.
pub(super) fn accepts(claim: &Claim) -> Vec<&Pattern> {
    match claim {
        Claim::Acceptance(Target::Package(it)) | Claim::Commitment(it) => vec![it],
        Claim::ConditionalOffer { when, then, .. } => vec![when, then],
        _ => Vec::new(),
    }
}

/// What public and private words say together: what points a way counts before what does not, and
/// contrary words point both ways.
pub(super) fn joined(one: Movement, other: Movement) -> Movement {
    let is_contrary = |one: Movement, other: Movement| one.is_give() && other.is_get();
    if is_contrary(one, other) || is_contrary(other, one) {
        return Movement::EitherWay;
    }
    let firmness = |it: Movement| match it {
        Movement::NotKnown => 0,
        Movement::Accepted => 1,
        Movement::Neutral => 2,
        Movement::MayGive | Movement::MayGet => 3,
        Movement::Gives | Movement::Gets => 4,
        Movement::EitherWay => 5,
    };
    if firmness(one) < firmness(other) { other } else { one }
}
