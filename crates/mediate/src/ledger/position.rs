//! How a draft stands to what a party said it wants.

use std::collections::BTreeSet;

use onetext_case::{Case, Claim, IssueId, PartyId, Pattern, StatementId, Target};

use super::movement::accepts;
use super::order::{Level, merged};
use super::{Basis, Levels, Voices};

/// How a draft stands, on one issue, to what a party said it wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The issue.
    pub issue: IssueId,
    /// How it stands.
    pub place: Place,
    /// Where that comes from.
    pub basis: Basis,
    /// The statements that say what the party wants, in the order of the case.
    pub because: Vec<StatementId>,
}

/// How a text stands, on one issue, to what a party said it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It says what the party is against.
    Against,
    /// It says something else than what the party asked for, or nothing.
    Short,
    /// It says what the party needs or would rather have, and less than it asked for.
    PartWay,
    /// It says what the party said it accepts, as part of a package or in return for something.
    Accepted,
    /// It does not say what the party is against; what the party wants is not said.
    Avoids,
    /// It says what the party asked for.
    AsAsked,
    /// Its open brackets stand in different places.
    Open,
    /// The party said both that it wants this and that it does not.
    BothWays,
    /// Nothing that was said tells.
    NotKnown,
}

/// What some statements say that a party wants on one issue.
#[derive(Default)]
struct Wish {
    /// Above all else: demands and ideal points.
    asked: BTreeSet<Level>,
    /// Needs, supports or prefers.
    liked: BTreeSet<Level>,
    /// Could live with.
    accepted: BTreeSet<Level>,
    /// Is against.
    against: BTreeSet<Level>,
    because: Vec<StatementId>,
}

/// How a draft stands to what a party wants: every issue on which the draft has words, or on which
/// something is known of the party.
pub(super) fn positions(
    case: &Case,
    party: PartyId,
    voices: &Voices,
    text: &Levels,
) -> Vec<Position> {
    let own = merged([voices.public.clone(), voices.private.clone()]);
    let has_numbers = case.parties[party.0].utility.is_some();
    let position = |issue: IssueId| {
        let position = |place, basis, because| Some(Position { issue, place, basis, because });
        if !has_numbers {
            for (statements, basis) in [(&own, Basis::Own), (&voices.others, Basis::Others)] {
                let levels = &text.levels[issue.0];
                let wish = Wish::new(case, issue, statements);
                let place = match basis {
                    Basis::Own if is_gap(case, issue, voices, levels) => Place::BothWays,
                    _ => wish.place(levels),
                };
                if place != Place::NotKnown {
                    return position(place, basis, merged([wish.because]));
                }
            }
        }
        let has_words = !text.options[issue.0].is_empty();
        has_words.then(|| position(Place::NotKnown, Basis::Nothing, Vec::new())).flatten()
    };
    (0..case.issues.len()).map(IssueId).filter_map(position).collect()
}

/// Whether a text says what the party wants in public and not what it wants in confidence, or the
/// other way around.
fn is_gap(case: &Case, issue: IssueId, voices: &Voices, levels: &[Level]) -> bool {
    let [public, private] =
        [&voices.public, &voices.private].map(|it| Wish::new(case, issue, it).place(levels));
    let wants = |it: Place| matches!(it, Place::AsAsked | Place::PartWay);
    let does_not = |it: Place| matches!(it, Place::Short | Place::Against);
    (wants(public) && does_not(private)) || (does_not(public) && wants(private))
}

impl Wish {
    fn new(case: &Case, issue: IssueId, statements: &[StatementId]) -> Self {
        let mut wish = Self::default();
        for &statement in statements {
            let claim = &case.statements[statement.0].claim;
            let named = |it: &Pattern| it.get(&issue).cloned().unwrap_or_default();
            let alone = |it: &Pattern| if it.len() == 1 { named(it) } else { Vec::new() };
            let (set, options) = match claim {
                Claim::Demand(it) | Claim::IdealPoint(it) => (&mut wish.asked, named(it)),
                Claim::Support(it) | Claim::Requires(it) | Claim::Ultimatum { options: it, .. } => {
                    (&mut wish.liked, named(it))
                }
                Claim::Opposition(it) | Claim::Rejection(it) => (&mut wish.against, named(it)),
                Claim::RedLine(it)
                | Claim::Threat { options: it, .. }
                | Claim::Refusal(Target::Package(it)) => (&mut wish.against, alone(it)),
                Claim::Preference { prefer, over } if over.len() == 1 => {
                    let both = over.contains_key(prefer.keys().next().unwrap_or(&issue));
                    (&mut wish.liked, if both { alone(prefer) } else { Vec::new() })
                }
                _ => {
                    let packages = accepts(claim);
                    let options = packages.iter().flat_map(|it| named(it)).collect();
                    (&mut wish.accepted, options)
                }
            };
            if !options.is_empty() {
                set.extend(options.iter().map(|it| it.0));
                wish.because.push(statement);
            }
        }
        wish
    }

    fn place(&self, levels: &[Level]) -> Place {
        let mut places: Vec<Place> = levels.iter().map(|&it| self.place_of(it)).collect();
        places.dedup();
        match places[..] {
            [] => Place::NotKnown,
            [one] => one,
            _ => Place::Open,
        }
    }

    fn place_of(&self, level: Level) -> Place {
        let wants = self.asked.contains(&level) || self.liked.contains(&level);
        let is_against = self.against.contains(&level);
        let accepts = self.accepted.contains(&level);
        if is_against && (wants || accepts) {
            Place::BothWays
        } else if is_against {
            Place::Against
        } else if self.asked.contains(&level) || (wants && self.asked.is_empty()) {
            Place::AsAsked
        } else if wants {
            Place::PartWay
        } else if accepts {
            Place::Accepted
        } else if !self.asked.is_empty() || !self.liked.is_empty() {
            Place::Short
        } else if !self.against.is_empty() {
            Place::Avoids
        } else {
            Place::NotKnown
        }
    }
}
