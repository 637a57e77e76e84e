//! A contradiction, with its proof, and the check that replays it.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use onetext_case::{Case, PartyId, StatementId};

use crate::lower::{Problem, lower};
use crate::proof::branch::{Branch, Fact, Ground, Reason};
use crate::proof::content::{Content, contents};
use crate::proof::tree::Tree;
use crate::proof::world::World;
use crate::question::Assumptions;
use crate::space::Space;

/// A proof that statements cannot all be true, and that any of them less can.
///
/// Statements are taken at their word, and what holds on a set of measure zero does not count: no
/// share could come of it. The proof splits cases (which red line is real, which option is the best
/// of its issue, whether a prospect is better than silence). In each it multiplies what statements
/// assert to be above zero by whole numbers, so that it adds up to a sum of numbers above zero
/// without a positive coefficient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    pub(crate) statements: Vec<StatementId>,
    /// Whether only what is said with credence 1 counts.
    pub(crate) hard: bool,
    pub(crate) tree: Tree,
    /// For each statement a world in which all the others hold; empty if that was not decided.
    pub(crate) without: Vec<World>,
    pub(crate) branches: Vec<Vec<Multiplied>>,
}

/// A statement and what it is multiplied by in one branch of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multiplied {
    /// The statement.
    pub statement: StatementId,
    /// A whole number above zero.
    pub times: BigUint,
}

impl Contradiction {
    /// The statements, by id.
    pub fn statements(&self) -> &[StatementId] {
        &self.statements
    }

    /// Whether it is proved that any one statement less leaves no contradiction.
    pub fn is_minimal(&self) -> bool {
        self.without.len() == self.statements.len()
    }

    /// For each branch of the proof that ends in a sum, what each statement is multiplied by. Empty
    /// if a red line is said to be real and not, and that is all.
    pub fn branches(&self) -> &[Vec<Multiplied>] {
        &self.branches
    }

    /// Whether it proves what it says about a party of a case, under the assumptions that the case
    /// was read with.
    ///
    /// Lowers the statements anew and replays the proof in whole numbers: each branch is added up,
    /// and each statement is looked at in each world in which it is to hold. It does not search.
    pub fn check(&self, case: &Case, party: PartyId, assumed: &Assumptions) -> bool {
        if case.parties.len() <= party.0 {
            return false;
        }
        let lowered = Lowered::new(case, party, assumed);
        let ground = lowered.ground();
        let said = |&it: &StatementId| {
            let content = lowered.contents.iter().find(|content| content.statement == it)?;
            Some(if self.hard { &content.hard } else { &content.facts })
        };
        let Some(said) = self.statements.iter().map(said).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let all = Branch::new(said.iter().flat_map(|it| it.iter().copied()));
        let is_world = |(left_out, world): (usize, &World)| {
            let mut others = said.iter().enumerate().filter(|it| it.0 != left_out);
            world.is_of(&ground)
                && others.all(|(_, facts)| facts.iter().all(|&it| world.holds(&ground, it)))
        };
        let mut worlds = self.without.iter().enumerate();
        (self.without.is_empty() || self.is_minimal())
            && worlds.all(is_world)
            && self.tree.refutes(&ground, &all)
    }
}

/// One party of a case, lowered for a check.
pub(crate) struct Lowered {
    pub(crate) space: Space,
    pub(crate) problem: Problem,
    pub(crate) contents: Vec<Content>,
}

impl Lowered {
    pub(crate) fn new(case: &Case, party: PartyId, assumed: &Assumptions) -> Self {
        let (space, problem, ledger) = lower(case, &Space::new(case), party, assumed);
        let contents = contents(&problem, &ledger);
        Self { space, problem, contents }
    }

    pub(crate) fn ground(&self) -> Ground<'_> {
        Ground::new(&self.problem, self.space.worths)
    }
}

/// For each sum of a proof, what statements are multiplied by. `voice` has the statement that says
/// a fact.
pub(crate) fn multiplied(
    tree: &Tree,
    voice: impl Fn(Fact) -> Option<StatementId>,
) -> Vec<Vec<Multiplied>> {
    let branch = |parts: &[(Reason, BigUint)]| {
        let mut times: BTreeMap<StatementId, BigUint> = BTreeMap::new();
        for (reason, by) in parts {
            for statement in reason.rows().into_iter().filter_map(|row| voice(Fact::Row(row))) {
                *times.entry(statement).or_default() += by;
            }
        }
        times.into_iter().map(|(statement, times)| Multiplied { statement, times }).collect()
    };
    tree.sums().into_iter().map(branch).collect()
}
