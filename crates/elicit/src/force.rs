//! What is in force on the day of the case, and what a holder said later against it.
//!
//! A newer statement replaces an older one, without being told, if all of this holds:
//!
//! - both are in the same voice about the same holder, and before the same public: what is said in
//!   confidence does not replace what is said openly, nor the reverse. That is a [`Gap`];
//! - its first day comes after the last day of the other, which had not run out by then. On one
//!   day, both count;
//! - the two are contrary on the same point, by the list at [`contrary`];
//! - it holds on the day of the case and says something: it has not run out, was not taken back, and
//!   has a credence of its own. Having been replaced by a third does not count: what was given up
//!   does not come back;
//! - it does not come from a delegate, if the other came from one who decides.

use onetext_case::{
    Case, Chance, Channel, Claim, Holder, OptionId, PartyId, Pattern, Statement, StatementId,
    Target,
};

use crate::credence;
use crate::elicited::Elicited;
use crate::ledger::Entered;
use crate::meaning::blocked;
use crate::question::{Assumed, Assumptions};
use crate::space::Space;
use crate::text::Text;

/// A position that was given up for a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// What was said first, and is in no share.
    pub from: StatementId,
    /// What replaces it.
    pub to: StatementId,
    /// Whether the case says that the one supersedes the other; if not, the two are contrary on the
    /// same point.
    pub explicit: bool,
}

/// Something said in public and its contrary said in confidence, by the same holder about itself,
/// both in force. Neither replaces the other; both are in the shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What was said in public.
    pub public: StatementId,
    /// What was said in confidence, whether it leaked or not.
    pub private: StatementId,
}

/// Shifts and gaps, each in the order of the case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moves {
    shifts: Vec<Shift>,
    gaps: Vec<Gap>,
}

impl Elicited {
    /// Positions given up for later ones, in the order in which they stand in the case.
    pub fn shifts(&self) -> &[Shift] {
        &self.moves.shifts
    }

    /// Where what a holder says in public is contrary to what it says in confidence, in the order of
    /// the public statements in the case.
    pub fn gaps(&self) -> &[Gap] {
        &self.moves.gaps
    }
}

/// Whether a statement is about a party, or about what happens without agreement and so shapes
/// its beliefs.
///
/// What is said of a prospect is everybody's to believe, except what one says that another
/// believes.
pub(crate) fn concerns(statement: &Statement, party: PartyId) -> bool {
    if statement.holder == Holder::Party(party) {
        return true;
    }
    statement.claim.forecast().is_some()
        && (statement.voice == statement.holder || !matches!(statement.holder, Holder::Party(_)))
}

/// Why a statement is not in force on the day of the case, if it is not.
///
/// What is taken never to have been said replaces nothing, and what is taken to hold is replaced
/// only where the case says so.
pub(crate) fn out_of_force(case: &Case, assumed: &Assumptions, id: StatementId) -> Option<Entered> {
    let statement = &case.statements[id.0];
    if is_later(case, statement) {
        return Some(Entered::Later);
    }
    if is_retracted(case, statement) {
        return Some(Entered::Retracted);
    }
    let is_said =
        |it: &usize| assumed.statements.get(&StatementId(*it)) != Some(&Assumed::Withdrawn);
    let others: Vec<usize> = (0..case.statements.len()).filter(is_said).collect();
    let told = |it: &usize| {
        let other = &case.statements[*it];
        other.supersedes == Some(id) && !is_later(case, other)
    };
    // The first that speaks against it is the one it was given up for.
    let first = || {
        let newer = others.iter().filter(|&&it| replaces(case, &case.statements[it], statement));
        newer.min_by_key(|&&it| {
            let said = &case.statements[it].said;
            (said.to, said.from, it)
        })
    };
    let is_held = assumed.statements.get(&id) == Some(&Assumed::Real);
    let newer = others.iter().find(|it| told(it)).or_else(|| (!is_held).then(first).flatten());
    if let Some(&newer) = newer {
        return Some(Entered::Superseded(StatementId(newer)));
    }
    is_expired(case, statement).then_some(Entered::Expired)
}

/// Every shift and every gap of a case.
pub(crate) fn moves(case: &Case, assumed: &Assumptions) -> Moves {
    let ids = || (0..case.statements.len()).map(StatementId);
    let withdrawn = |it: StatementId| assumed.statements.get(&it) == Some(&Assumed::Withdrawn);
    let out: Vec<Option<Entered>> = ids().map(|it| out_of_force(case, assumed, it)).collect();
    let mut moves = Moves::default();
    for from in ids().filter(|&it| !withdrawn(it)) {
        let statement = &case.statements[from.0];
        if let Some(Entered::Superseded(to)) = out[from.0] {
            let explicit = case.statements[to.0].supersedes == Some(from);
            moves.shifts.push(Shift { from, to, explicit });
        }
        let is_open = |it: StatementId| out[it.0].is_none() && says_something(case, it);
        if !is_own(statement) || !is_public(statement) || !is_open(from) {
            continue;
        }
        for private in ids().filter(|&it| !withdrawn(it) && is_open(it)) {
            let other = &case.statements[private.0];
            let same = other.voice == statement.voice && is_own(other) && !is_public(other);
            let either = [(statement, other), (other, statement)];
            if same && either.iter().any(|(it, other)| contrary(case, &it.claim, &other.claim)) {
                moves.gaps.push(Gap { public: from, private });
            }
        }
    }
    moves
}

/// Whether the newer statement replaces the older by what it says.
fn replaces(case: &Case, newer: &Statement, older: &Statement) -> bool {
    older.voice == newer.voice
        && older.holder == newer.holder
        && is_public(older) == is_public(newer)
        && older.said.to < newer.said.from
        && older.until.is_none_or(|until| newer.said.from <= until)
        && !is_later(case, newer)
        && !is_retracted(case, newer)
        && !is_expired(case, newer)
        && contrary(case, &older.claim, &newer.claim)
        && has_weight(case, newer)
        && (!credence::is_delegated(case, newer) || credence::is_delegated(case, older))
}

/// Whether a later claim is contrary to an earlier one on the same point:
///
/// - acceptance and refusal of the same draft or package; a conditional offer accepts its package;
/// - one of `support`, `demand`, `requires` and one of `opposition`, `rejection`, `red-line`, on the
///   same options;
/// - a demand or a requirement on the same issues, with no option in common on one of them;
/// - a red line, `requires` or `only-if`, and acceptance of what it forbids;
/// - a red line, and later the condition (`only-if`) under which its options are not ruled out;
/// - the same preference or trade the other way around;
/// - a ranking or a priority that has two drafts or issues the other way around;
/// - another chance of the same prospect.
///
/// All but the red line that gets a condition is the same in either order. Equal claims are not
/// contrary, and neither are those that overlap in part.
fn contrary(case: &Case, older: &Claim, newer: &Claim) -> bool {
    let is_against = |one: &Claim, other: &Claim| {
        let both = [(true, one), (false, other)];
        let [yes, no] = both.map(|(wanted, it)| signs(it).filter(|it| it.0 == wanted));
        let [good, bad] = both.map(|(wanted, it)| lean(it).filter(|it| it.0 == wanted));
        yes.zip(no).is_some_and(|(yes, no)| yes.1 == no.1)
            || good.zip(bad).is_some_and(|(good, bad)| good.1 == bad.1)
            || forbids(case, one, other)
    };
    if is_against(older, newer) || is_against(newer, older) {
        return true;
    }
    match (older, newer) {
        (
            Claim::Demand(one) | Claim::Requires(one),
            Claim::Demand(other) | Claim::Requires(other),
        ) => one.keys().eq(other.keys()) && one.iter().any(|(issue, it)| apart(it, &other[issue])),
        (Claim::RedLine(line), Claim::OnlyIf { options, .. }) => line == options,
        (Claim::Preference { prefer, over }, Claim::Preference { prefer: best, over: rest }) => {
            prefer != over && prefer == rest && over == best
        }
        (Claim::Trade { prefer, over, .. }, Claim::Trade { prefer: best, over: rest, .. }) => {
            prefer != over && prefer == rest && over == best
        }
        (Claim::Ranking(one), Claim::Ranking(other)) => is_turned(one, other),
        (Claim::Priority { swings: one, .. }, Claim::Priority { swings: other, .. }) => {
            is_turned(one, other)
        }
        (
            Claim::Threat { prospect, chance, .. } | Claim::Estimate { prospect, chance },
            Claim::Threat { prospect: same, chance: other, .. }
            | Claim::Estimate { prospect: same, chance: other },
        ) => {
            let bounds = |it: &Chance| [it.low, it.high].map(f64::to_bits);
            prospect == same && bounds(chance) != bounds(other)
        }
        _ => false,
    }
}

/// What a claim would sign, or would not.
fn signs(claim: &Claim) -> Option<(bool, Target)> {
    match claim {
        Claim::Acceptance(target) => Some((true, target.clone())),
        Claim::Refusal(target) => Some((false, target.clone())),
        Claim::ConditionalOffer { when, then, .. } => {
            let mut both = then.clone();
            both.extend(when.clone());
            Some((true, Target::Package(both)))
        }
        _ => None,
    }
}

/// The options that a claim is for, or against.
fn lean(claim: &Claim) -> Option<(bool, &Pattern)> {
    match claim {
        Claim::Support(it) | Claim::Demand(it) | Claim::Requires(it) => Some((true, it)),
        Claim::Opposition(it) | Claim::Rejection(it) | Claim::RedLine(it) => Some((false, it)),
        _ => None,
    }
}

/// Whether a red line, if it is real, forbids what is accepted: some reading of a package, by the
/// issues that it names, or every reading of a draft.
fn forbids(case: &Case, line: &Claim, accepted: &Claim) -> bool {
    let (Some((true, target)), Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. }) =
        (signs(accepted), line)
    else {
        return false;
    };
    let space = Space::new(case);
    let Some(blocked) = blocked(&space, line) else { return false };
    match target {
        Target::Package(options) => blocked.some(&space.package(&options)),
        Target::Draft(draft) => {
            space.reading(&Text::draft(case, draft)).is_ok_and(|it| blocked.every(&it))
        }
    }
}

fn apart(one: &[OptionId], other: &[OptionId]) -> bool {
    !one.iter().any(|it| other.contains(it))
}

/// Whether two lists have two things in common that stand the other way around.
fn is_turned<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    let places: Vec<usize> =
        one.iter().filter_map(|it| other.iter().position(|other| other == it)).collect();
    places.windows(2).any(|it| it[1] < it[0])
}

fn is_later(case: &Case, statement: &Statement) -> bool {
    case.as_of.is_some_and(|as_of| as_of < statement.said.from)
}

fn is_retracted(case: &Case, statement: &Statement) -> bool {
    statement.retracted.is_some_and(|day| case.as_of.is_none_or(|as_of| day <= as_of))
}

fn is_expired(case: &Case, statement: &Statement) -> bool {
    statement.until.is_some_and(|day| case.as_of.is_some_and(|as_of| day < as_of))
}

fn is_public(statement: &Statement) -> bool {
    statement.channel == Channel::Public
}

fn is_own(statement: &Statement) -> bool {
    statement.voice == statement.holder
}

fn says_something(case: &Case, id: StatementId) -> bool {
    has_weight(case, &case.statements[id.0])
}

/// Whether a statement said something on its day, however old it is by now.
fn has_weight(case: &Case, statement: &Statement) -> bool {
    let party = match statement.holder {
        Holder::Party(party) => party,
        // Who hears it makes no difference to what those who are no party say.
        Holder::Mediator | Holder::Observer(_) => PartyId(case.parties.len()),
    };
    !credence::is_weak(&case.credence, credence::said(case, statement, party))
}
