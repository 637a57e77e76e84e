//! What each statement of a ledger says, as facts.

use onetext_case::StatementId;

use crate::credence::log_odds;
use crate::ledger::Entry;
use crate::lower::{Problem, Said};
use crate::proof::branch::Fact;
use crate::proof::hitting::Cost;

/// What one statement says, taken at its word.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) statement: StatementId,
    pub(crate) facts: Vec<Fact>,
    /// Those that it says with credence 1.
    pub(crate) hard: Vec<Fact>,
    /// What it costs to drop it.
    pub(crate) cost: Cost,
}

/// What each statement says that became a row or a red line, in the order of the ledger.
pub(crate) fn contents(problem: &Problem, ledger: &[Entry]) -> Vec<Content> {
    let mut contents = Vec::new();
    for entry in ledger {
        let rows = said_by(&problem.rows, entry.statement, Fact::Row);
        let vetoes = said_by(&problem.vetoes, entry.statement, Fact::Real);
        let said: Vec<(Fact, bool)> = rows.into_iter().chain(vetoes).collect();
        let hard: Vec<Fact> = said.iter().filter(|it| it.1).map(|it| it.0).collect();
        if !said.is_empty() {
            // A red line taken for a bluff may be hard, while its direction is not.
            let soft = log_odds(entry.credence.min(0.999));
            contents.push(Content {
                statement: entry.statement,
                facts: said.into_iter().map(|it| it.0).collect(),
                cost: if hard.is_empty() { (0, soft) } else { (1, 0.0) },
                hard,
            });
        }
    }
    contents
}

/// The facts that a statement has a voice in, and whether it is sure of them.
fn said_by<T>(
    said: &[Said<T>],
    statement: StatementId,
    fact: impl Fn(usize) -> Fact,
) -> Vec<(Fact, bool)> {
    let places = said.iter().enumerate();
    let voice = places.filter_map(|(place, it)| {
        let voice = it.voices.iter().find(|it| it.statement == statement)?;
        Some((fact(place), 1.0 <= voice.credence))
    });
    voice.collect()
}
