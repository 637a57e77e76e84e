//! The question, and what comes of it.

use onetext_case::{Case, PartyId};

use crate::ledger::Entry;

/// Tells the sampling to stop: asked now and then, from several threads. `&|| false` never stops.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// How worlds are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The seed. The same seed gives the same worlds.
    pub seed: u64,
    /// Worlds kept for each of the four chains; [`Question::DRAWS`] serves most cases.
    pub draws: usize,
}

impl Question {
    /// Draws that serve most cases: a sampling error of about 0.02 for a single share.
    pub const DRAWS: usize = 1_000;
}

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
    /// The question.
    pub question: Question,
    /// What is known of each party, in the order of the case.
    pub views: Vec<View>,
    /// Statements that are about no party and about no party's alternative, in the order of the
    /// case.
    pub outside: Vec<Entry>,
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
    /// Every statement about the party, and every one that shapes its beliefs, in the order of the
    /// case. Preconditions are here too: they are in no share.
    pub ledger: Vec<Entry>,
}

impl Elicited {
    /// What is known of a party.
    pub fn view(&self, party: PartyId) -> &View {
        &self.views[party.0]
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
pub fn elicit(case: &Case, question: &Question, stop: Stop<'_>) -> Elicited {
    todo!("{} {question:?} {}", case.title, stop())
}
