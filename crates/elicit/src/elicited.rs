//! The question, and what comes of it.

use std::sync::Arc;

use onetext_case::{Case, Holder, PartyId, StatementId};
use rayon::prelude::*;

use crate::chain::{self, Setup, Stuck};
use crate::error::Error;
use crate::force::{Moves, concerns, moves, out_of_force};
use crate::ledger::{Entered, Entry};
use crate::lower::{Problem, Said, lower};
use crate::numbers::Numbers;
use crate::progress::{Progress, Watch};
use crate::proof::edge;
use crate::question::{Assumptions, Question, Stop};
use crate::share::Bounds;
use crate::space::{Reading, Space};
use crate::worlds::{CHAINS, Worlds, truth};

/// What a party's picture rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Statements, and the prior where they are silent.
    Statements,
    /// The prior alone: nothing that was said about the party has a meaning in numbers.
    Assumed,
    /// Utilities that the case gives in numbers.
    Numbers,
}

/// What is known of every party.
#[derive(Clone, Debug)]
pub struct Elicited {
    /// The question, with the draws that were made.
    pub question: Question,
    /// What is known of each party, in the order of the case.
    pub views: Vec<View>,
    /// Statements that are about no party and about no party's alternative, in the order of the
    /// case.
    pub outside: Vec<Entry>,
    pub(crate) moves: Moves,
}

/// What is known of one party: its statements, and the worlds that go with them.
#[derive(Clone, Debug)]
pub struct View {
    /// The party.
    pub party: PartyId,
    /// Whether it signs.
    pub seat: bool,
    /// What the picture rests on.
    pub basis: Basis,
    /// Whether the caller stopped the drawing, so that there are fewer worlds than asked for.
    pub stopped: bool,
    /// Every statement about the party, and every one that shapes its beliefs, in the order of the
    /// case. Preconditions are here too: they are in no share.
    pub ledger: Vec<Entry>,
    /// How many statements about the party are not modelled, and how many there are.
    pub(crate) not_modelled: (usize, usize),
    pub(crate) question: Question,
    pub(crate) space: Space,
    pub(crate) problem: Problem,
    pub(crate) answer: Answer,
}

/// The readings of a text, as a party's numbers take them.
#[derive(Clone, Debug)]
pub(crate) enum Readings {
    /// One by one: those that respect the linkages. Invariant: not empty.
    Each(Vec<Reading>),
    /// All at once, for there are too many.
    All(Reading),
}

impl Readings {
    pub(crate) fn bounds(&self) -> Bounds {
        match self {
            Self::Each(_) => Bounds::Attained,
            Self::All(_) => Bounds::Outer,
        }
    }
}

/// Where a party's numbers come from.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Numbers(Numbers),
    Worlds(Arc<Worlds>),
    None(Error),
}

impl Elicited {
    /// What is known of a party.
    pub fn view(&self, party: PartyId) -> &View {
        &self.views[party.0]
    }
}

impl View {
    /// How many statements about the party have no meaning in numbers, of how many that were said by
    /// the day of the case: "7 of 31 statements about Ukraine are not modelled".
    ///
    /// What others say of the world without agreement does not count: it is about no party alone.
    pub fn not_modelled(&self) -> (usize, usize) {
        self.not_modelled
    }
}

/// Lowers every statement of the case and draws the worlds of every party.
///
/// Never fails: where there is no number to give, the functions that would give it say why.
///
/// # Cost
///
/// Grows with draws × parties × (options of all issues + prospects) × statements that speak of one
/// option. Chains and parties run side by side.
///
/// If stopped, a party of which each chain has kept at least [`Question::FEWEST`] worlds goes with
/// these, and says so in [`View::stopped`].
pub fn elicit(case: &Case, question: &Question, stop: Stop<'_>) -> Elicited {
    elicit_with(case, question, stop, &Progress::default())
}

/// [`elicit`], which tells how far it is.
pub fn elicit_with(
    case: &Case,
    question: &Question,
    stop: Stop<'_>,
    progress: &Progress,
) -> Elicited {
    let watch = Watch { stop, progress };
    let question = question.clamped();
    let drawn = case.parties.iter().filter(|it| it.utility.is_none()).count();
    progress.asked(drawn * CHAINS * question.draws);
    gather(case, &question, |space, party, problem| {
        worlds(space, &question, party, problem, watch).map(Arc::new)
    })
}

/// Lowers every statement of the case, and has the worlds of every party drawn.
pub(crate) fn gather(
    case: &Case,
    question: &Question,
    draw: impl Fn(&Space, PartyId, &Problem) -> Result<Arc<Worlds>, Error> + Sync,
) -> Elicited {
    let space = Space::new(case);
    let parties = (0..case.parties.len()).into_par_iter().map(PartyId);
    let views = parties.map(|party| view(case, &space, question, party, &draw)).collect();
    let mut outside = Vec::new();
    for (index, statement) in case.statements.iter().enumerate() {
        if !(0..case.parties.len()).any(|it| concerns(statement, PartyId(it))) {
            let id = StatementId(index);
            let entered = out_of_force(case, &question.assumed, id).unwrap_or(Entered::NotAParty);
            outside.push(Entry { statement: id, entered, credence: 0.5, truth: None });
        }
    }
    let moves = moves(case, &question.assumed);
    Elicited { question: question.clone(), views, outside, moves }
}

/// For each party, how every statement about it enters: [`View::ledger`] without any world, so that
/// no truth is known.
///
/// # Cost
///
/// Nothing is drawn.
pub fn entries(case: &Case, assumed: &Assumptions) -> Vec<Vec<Entry>> {
    let space = Space::new(case);
    (0..case.parties.len()).map(|it| lower(case, &space, PartyId(it), assumed).2).collect()
}

fn view(
    case: &Case,
    space: &Space,
    question: &Question,
    party: PartyId,
    draw: impl Fn(&Space, PartyId, &Problem) -> Result<Arc<Worlds>, Error>,
) -> View {
    let (space, problem, mut ledger) = lower(case, space, party, &question.assumed);
    let space = &space;
    let answer = match &case.parties[party.0].utility {
        Some(utility) => Numbers::new(space, utility).map_or_else(Answer::None, Answer::Numbers),
        None => match draw(space, party, &problem) {
            Ok(worlds) => match edge::unmet(&problem, space.worths, &ledger, &worlds, &|| false) {
                None => Answer::Worlds(worlds),
                Some(error) => Answer::None(error),
            },
            Err(error) => Answer::None(error),
        },
    };
    if let Answer::Worlds(worlds) = &answer {
        for entry in &mut ledger {
            let id = entry.statement;
            let column = match entry.entered {
                Entered::Row => place(&problem.rows, id).map(|it| &worlds.draws.truth[it]),
                Entered::Veto => place(&problem.vetoes, id).map(|it| &worlds.draws.real[it]),
                _ => None,
            };
            entry.truth = column.and_then(|it| truth(it));
        }
    }
    let basis = if case.parties[party.0].utility.is_some() {
        Basis::Numbers
    } else if ledger.iter().any(|it| it.entered.is_counted()) {
        Basis::Statements
    } else {
        Basis::Assumed
    };
    let said = |it: &&Entry| {
        let holder = case.statements[it.statement.0].holder;
        holder == Holder::Party(party) && it.entered != Entered::Later
    };
    let about = ledger.iter().filter(said);
    let not_modelled = about.clone().filter(|it| it.entered == Entered::NotModelled).count();
    let not_modelled = (not_modelled, about.count());
    let seat = case.parties[party.0].seat;
    let stopped = matches!(&answer, Answer::Worlds(worlds) if worlds.stopped);
    View {
        party,
        seat,
        stopped,
        basis,
        ledger,
        not_modelled,
        question: question.clone(),
        space: space.clone(),
        problem,
        answer,
    }
}

/// Draws the worlds of a party anew.
pub(crate) fn worlds(
    space: &Space,
    question: &Question,
    party: PartyId,
    problem: &Problem,
    watch: Watch<'_>,
) -> Result<Worlds, Error> {
    let setup = Setup {
        problem,
        worths: space.worths,
        prior: question.prior,
        densities: &Setup::densities(problem),
        seed: question.seed,
        party: party.0,
        again: false,
    };
    let kept = chain::run(&setup, question.draws, watch);
    kept.map(Worlds::new).map_err(|stuck| error(stuck, problem))
}

/// Why there is no number, given why there are no worlds.
pub(crate) fn error(stuck: Stuck, problem: &Problem) -> Error {
    match stuck {
        Stuck::Stopped => Error::Stopped,
        Stuck::Apart(rows) => Error::Apart { statements: voices(rows, problem) },
        Stuck::Unmet(rows) => Error::Unmet { statements: voices(rows, problem) },
    }
}

/// Who says the given rows, and the hard red lines in them.
fn voices(rows: Vec<usize>, problem: &Problem) -> Vec<StatementId> {
    let mut voices: Vec<StatementId> = Vec::new();
    for row in rows.into_iter().map(|it| &problem.rows[it]) {
        let lines = row.what.vetoes.iter().map(|&it| &problem.vetoes[it]);
        let lines = lines.filter(|it| it.is_hard()).flat_map(|it| &it.voices);
        voices.extend(row.voices.iter().chain(lines).map(|it| it.statement));
    }
    voices.sort_unstable();
    voices.dedup();
    voices
}

fn place<T>(said: &[Said<T>], statement: StatementId) -> Option<usize> {
    said.iter().position(|it| it.is_said_by(statement))
}
