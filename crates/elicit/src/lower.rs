//! From statements to rows, vetoes and beliefs: the problem of one party, in numbers.

use onetext_case::{Case, Claim, Holder, PartyId, Prospect, Statement, StatementId};

use crate::belief::Factor;
use crate::credence;
use crate::ledger::{Entered, Entry};
use crate::meaning;
use crate::proposition::{Blocked, Proposition};
use crate::question::{Assumed, Assumptions};
use crate::space::Space;

/// What was said about one party, in numbers.
///
/// **Invariant:** rows, vetoes and factors are in the order of what they assert, so that the order
/// of the statements does not show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problem {
    pub(crate) rows: Vec<Said<Proposition>>,
    pub(crate) vetoes: Vec<Said<Blocked>>,
    pub(crate) prospects: Vec<Outlook>,
}

/// Something said, by one or several statements of the same meaning.
#[derive(Clone, Debug)]
pub(crate) struct Said<T> {
    pub(crate) what: T,
    /// The credence of all its voices together.
    pub(crate) credence: f64,
    pub(crate) voices: Vec<Voice>,
}

/// One statement behind something said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Voice {
    pub(crate) statement: StatementId,
    pub(crate) credence: f64,
}

/// A prospect as a party sees it.
#[derive(Clone, Debug)]
pub(crate) struct Outlook {
    /// What it is worth beyond silence: coordinates and factors.
    pub(crate) gain: Vec<(usize, i32)>,
    /// What was said about its chance, with the chance's quantiles.
    pub(crate) factors: Vec<(Said<[f64; 2]>, Factor)>,
}

impl<T> Said<T> {
    /// The credence without a statement; `None` if it was the only one.
    pub(crate) fn without(&self, statement: StatementId) -> Option<f64> {
        let others = self.voices.iter().filter(|it| it.statement != statement);
        credence::merged(others.map(|it| it.credence).collect())
    }

    pub(crate) fn is_said_by(&self, statement: StatementId) -> bool {
        self.voices.iter().any(|it| it.statement == statement)
    }

    pub(crate) fn is_hard(&self) -> bool {
        1.0 <= self.credence
    }
}

/// Lowers what was said about a party, and lists how each statement entered.
///
/// The space that comes back has the ties of the party, which no other has.
pub(crate) fn lower(
    case: &Case,
    space: &Space,
    party: PartyId,
    assumed: &Assumptions,
) -> (Space, Problem, Vec<Entry>) {
    let mut ledger = Vec::new();
    let mut vetoes = Gathered::default();
    let mut rows = Gathered::default();
    let mut chances: Vec<Gathered<[f64; 2]>> = vec![Gathered::default(); case.prospects.len()];
    let mut waiting = Vec::new();
    let mut ties = Vec::new();
    for (index, statement) in case.statements.iter().enumerate() {
        let id = StatementId(index);
        if !concerns(statement, party) {
            continue;
        }
        let taken = taken(assumed, id, &statement.claim);
        let credence = match taken {
            Some(Assumed::Real) => 1.0,
            _ => credence::shifted(credence::effective(case, statement, party), assumed.shift),
        };
        let mut entry =
            Entry { statement: id, entered: Entered::NotModelled, credence, truth: None };
        if let Some(out) = out_of_force(case, id) {
            entry.entered = out;
        } else if taken == Some(Assumed::Withdrawn) {
            entry.entered = Entered::Withdrawn;
        } else if is_evidence(&statement.claim) {
            entry.entered = Entered::NotModelled;
        } else if case.parties[party.0].utility.is_some() {
            entry.entered = Entered::Numbers;
        } else if statement.claim == Claim::Precondition {
            entry.entered = Entered::Precondition;
        } else if credence::is_weak(credence) {
            entry.entered = Entered::Weak;
        } else if taken == Some(Assumed::Bluff) {
            entry.entered = Entered::Bluff;
            if let Some(direction) = meaning::direction(space, &statement.claim) {
                let credence = credence::direction(credence);
                rows.add(case, direction, Voice { statement: id, credence });
            }
        } else {
            let mut voice = Voice { statement: id, credence };
            if let Some((prospect, chance)) = statement.claim.forecast() {
                let same = chances[prospect.0].add(case, [chance.low, chance.high], voice);
                entry.entered = same.map_or(Entered::Belief(prospect), Entered::Same);
            }
            if statement.holder != Holder::Party(party) {
                // Of what is said of another, the forecast alone concerns this party.
            } else if let Some(blocked) = meaning::blocked(space, &statement.claim) {
                // The red line of a threat is taken as all red lines are, its forecast is not.
                let meant = taken.or(assumed.red_lines.map(Assumed::from));
                if meant == Some(Assumed::Real) {
                    voice.credence = 1.0;
                }
                if meant != Some(Assumed::Bluff) {
                    let same = vetoes.add(case, blocked, voice);
                    entry.entered = same.map_or(Entered::Veto, Entered::Same);
                }
                if let Some(direction) = meaning::direction(space, &statement.claim) {
                    let credence = credence::direction(voice.credence);
                    rows.add(case, direction, Voice { credence, ..voice });
                }
            } else {
                if let Claim::Together { options, .. } = &statement.claim {
                    ties.extend(meaning::tie(options));
                }
                waiting.push(ledger.len());
            }
        }
        ledger.push(entry);
    }
    let space = space.clone().tied(ties);
    let vetoes = vetoes.said();
    for place in waiting {
        let entry = &mut ledger[place];
        let claim = &case.statements[entry.statement.0].claim;
        if let Some(proposition) = meaning::proposition(case, &space, claim, &vetoes) {
            let voice = Voice { statement: entry.statement, credence: entry.credence };
            entry.entered = rows.add(case, proposition, voice).map_or(Entered::Row, Entered::Same);
        }
    }
    let outlook = |(prospect, chances): (&Prospect, Gathered<[f64; 2]>)| {
        let factor = |said: Said<[f64; 2]>| {
            let factor = Factor::new(said.what[0], said.what[1], said.credence);
            (said, factor)
        };
        Outlook {
            gain: meaning::gain(&space, prospect),
            factors: chances
                .said_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])))
                .into_iter()
                .map(factor)
                .collect(),
        }
    };
    let prospects = case.prospects.iter().zip(chances).map(outlook).collect();
    (space, Problem { rows: rows.said(), vetoes, prospects }, ledger)
}

/// What is taken for granted of a statement, if anything.
fn taken(assumed: &Assumptions, id: StatementId, claim: &Claim) -> Option<Assumed> {
    let all = || match claim {
        Claim::RedLine(_) | Claim::Requires(_) | Claim::OnlyIf { .. } => {
            assumed.red_lines.map(Assumed::from)
        }
        _ => None,
    };
    assumed.statements.get(&id).copied().or_else(all)
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
pub(crate) fn out_of_force(case: &Case, id: StatementId) -> Option<Entered> {
    let statement = &case.statements[id.0];
    let is_later = |it: &Statement| case.as_of.is_some_and(|as_of| as_of < it.said.from);
    if is_later(statement) {
        return Some(Entered::Later);
    }
    if statement.retracted.is_some_and(|day| case.as_of.is_none_or(|as_of| day <= as_of)) {
        return Some(Entered::Retracted);
    }
    let newer = case.statements.iter().position(|it| it.supersedes == Some(id) && !is_later(it));
    if let Some(newer) = newer {
        return Some(Entered::Superseded(StatementId(newer)));
    }
    let expired = statement.until.is_some_and(|day| case.as_of.is_some_and(|as_of| day < as_of));
    expired.then_some(Entered::Expired)
}

pub(crate) fn is_evidence(claim: &Claim) -> bool {
    matches!(
        claim,
        Claim::Commitment(_)
            | Claim::Position(_)
            | Claim::Assessment(_)
            | Claim::Accusation(_)
            | Claim::Event(_)
    )
}

/// What was said, with equal things put together.
#[derive(Clone, Debug)]
struct Gathered<T> {
    groups: Vec<(T, Vec<Voice>)>,
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self { groups: Vec::new() }
    }
}

impl<T: PartialEq> Gathered<T> {
    /// Adds a voice; returns the statement with the same words, if there is one already.
    ///
    /// Of two statements with the same words in the same source the higher credence counts.
    fn add(&mut self, case: &Case, what: T, voice: Voice) -> Option<StatementId> {
        let words = |it: StatementId| {
            let statement = &case.statements[it.0];
            (statement.source, statement.span.clone(), statement.voice)
        };
        let Some((_, voices)) = self.groups.iter_mut().find(|it| it.0 == what) else {
            self.groups.push((what, vec![voice]));
            return None;
        };
        let same = voices.iter_mut().find(|it| words(it.statement) == words(voice.statement));
        if let Some(same) = same {
            same.credence = same.credence.max(voice.credence);
            return Some(same.statement);
        }
        voices.push(voice);
        None
    }

    fn said_by(mut self, order: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<Said<T>> {
        self.groups.sort_by(|a, b| order(&a.0, &b.0));
        let said = |(what, voices): (T, Vec<Voice>)| {
            let credence = credence::merged(voices.iter().map(|it| it.credence).collect());
            Said { what, credence: credence.unwrap_or(0.5), voices }
        };
        self.groups.into_iter().map(said).collect()
    }
}

impl<T: Ord> Gathered<T> {
    fn said(self) -> Vec<Said<T>> {
        self.said_by(T::cmp)
    }
}
