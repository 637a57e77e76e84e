//! Which statements contradict each other, the cheapest way out, and what surprises.

use std::collections::BTreeSet;

use onetext_case::{Case, PartyId, StatementId};
use rayon::prelude::*;

use crate::credence::log_odds;
use crate::elicited::{Elicited, View};
use crate::proof::branch::{Fact, Ground};
use crate::proof::conflict::{Conflict, conflicts};
use crate::proof::content::{Content, contents};
use crate::proof::contradiction::{Contradiction, multiplied};
use crate::proof::hitting::cheaper;
use crate::question::Stop;

/// The fall of log-odds from which a statement surprises.
const FALL: f64 = 1.5;

/// What contradicts what, for all parties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clashes {
    /// The smallest sets that contradict each other, party by party; hard ones first, then those
    /// with the least credible statements.
    pub sets: Vec<Clash>,
    /// Whether there is no other set.
    pub complete: bool,
    /// For each party with a clash, the cheapest statements to drop.
    pub repairs: Vec<Repair>,
    /// Soft statements that the others speak against, the greatest fall first.
    pub surprises: Vec<Surprise>,
}

/// Statements about one party that cannot all be true, while any one less can.
///
/// Soft statements need not all be true: theirs is no fault of the case, but tells where it is of
/// two minds.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The party.
    pub party: PartyId,
    /// The statements, the least credible first.
    pub statements: Vec<StatementId>,
    /// Whether what they say with credence 1 is enough, so that no world is left.
    pub hard: bool,
    /// What proves it.
    pub proof: Contradiction,
}

/// The cheapest statements to drop so that all others can be true.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The party.
    pub party: PartyId,
    /// What to drop, by id.
    pub drop: Vec<StatementId>,
    /// Sum of the log-odds of their credences; infinite if a hard one must go. The fewest hard ones
    /// go.
    pub cost: f64,
    /// Whether it is proved that the rest can be true and that nothing cheaper would do. Otherwise
    /// it is the cheapest for the sets that were found.
    pub proved: bool,
}

/// A soft statement that is true in far fewer worlds than its credence has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Surprise {
    /// The party.
    pub party: PartyId,
    /// The statement.
    pub statement: StatementId,
    /// Its credence, before anything else is heard.
    pub credence: f64,
    /// Share of the worlds in which what it says holds.
    pub truth: f64,
}

/// Finds what contradicts what.
///
/// Up to 50 sets for each party among its hard statements, and 50 among all of them.
///
/// # Cost
///
/// For each set, some systems of inequalities over what the party's statements speak of.
pub fn clashes(case: &Case, elicited: &Elicited, stop: Stop<'_>) -> Clashes {
    let views = elicited.views.par_iter().filter(|it| it.party.0 < case.parties.len());
    let parts: Vec<Clashes> = views.map(|it| of_party(it, stop)).collect();
    let mut clashes = Clashes { complete: true, ..Clashes::default() };
    for part in parts {
        clashes.sets.extend(part.sets);
        clashes.complete &= part.complete;
        clashes.repairs.extend(part.repairs);
        clashes.surprises.extend(part.surprises);
    }
    clashes.surprises.sort_by(|one, other| {
        let fall = |it: &Surprise| log_odds(it.credence) - odds_of(it.truth);
        fall(other).total_cmp(&fall(one)).then(one.statement.cmp(&other.statement))
    });
    clashes
}

fn of_party(view: &View, stop: Stop<'_>) -> Clashes {
    let contents = contents(&view.problem, &view.ledger);
    let ground = Ground::new(&view.problem, view.space.worths);
    let mut sets: Vec<Clash> = Vec::new();
    let mut complete = true;
    let mut repairs = Vec::new();
    for hard in [true, false] {
        let mut all = conflicts(&ground, &contents, hard, stop);
        complete &= all.complete;
        if !hard && !all.found.is_empty() {
            let drop: Vec<StatementId> =
                all.repair.iter().map(|&it| contents[it].statement).collect();
            let cost = |&it: &usize| match contents[it].cost {
                (0, cost) => cost,
                _ => f64::INFINITY,
            };
            let cost = all.repair.iter().map(cost).sum();
            repairs.push(Repair { party: view.party, drop, cost, proved: all.proved });
        }
        all.found.sort_by_cached_key(|it| weakest(it, &contents));
        for conflict in all.found {
            let clash = clash(view.party, conflict, &contents, hard);
            let is_known = |it: &Clash| it.proof.statements == clash.proof.statements;
            if !sets.iter().any(is_known) {
                sets.push(clash);
            }
        }
    }
    Clashes { sets, complete, repairs, surprises: surprises(view) }
}

fn clash(party: PartyId, conflict: Conflict, contents: &[Content], hard: bool) -> Clash {
    let members: Vec<&Content> = conflict.members.iter().map(|&it| &contents[it]).collect();
    let voice = |fact: Fact| {
        let says = |it: &&&Content| if hard { &it.hard } else { &it.facts }.contains(&fact);
        members.iter().find(says).map(|it| it.statement)
    };
    let proof = Contradiction {
        statements: members.iter().map(|it| it.statement).collect(),
        hard,
        branches: multiplied(&conflict.tree, voice),
        tree: conflict.tree,
        without: conflict.without,
    };
    let mut statements: Vec<&&Content> = members.iter().collect();
    statements.sort_by(|a, b| cheaper((a.cost, a.statement), (b.cost, b.statement)));
    let statements = statements.into_iter().map(|it| it.statement).collect();
    Clash { party, statements, hard, proof }
}

/// What conflicts are sorted by: their costs from the lowest, then the statements.
fn weakest(conflict: &Conflict, contents: &[Content]) -> (Vec<(usize, u64)>, BTreeSet<usize>) {
    // The bits of floating-point numbers of at least zero are in the order of the numbers.
    let cost = |&it: &usize| (contents[it].cost.0, contents[it].cost.1.max(0.0).to_bits());
    let mut costs: Vec<(usize, u64)> = conflict.members.iter().map(cost).collect();
    costs.sort_unstable();
    (costs, conflict.members.clone())
}

fn surprises(view: &View) -> Vec<Surprise> {
    let mut surprises = Vec::new();
    for entry in &view.ledger {
        let (credence, Some(truth)) = (entry.credence, entry.truth) else { continue };
        let falls = FALL < log_odds(credence) - odds_of(truth) || truth < credence / 2.0;
        if credence < 1.0 && falls {
            let statement = entry.statement;
            surprises.push(Surprise { party: view.party, statement, credence, truth });
        }
    }
    surprises
}

/// Log-odds of a share, which may be 0 or 1.
fn odds_of(share: f64) -> f64 {
    log_odds(share.clamp(1e-6, 1.0 - 1e-6))
}
