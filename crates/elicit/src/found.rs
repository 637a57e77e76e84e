//! What all could accept: a search, not a proof.

use onetext_case::{Case, OptionId};

use crate::elicited::Elicited;
use crate::error::Error;
use crate::joint::Joint;

/// An outcome that a search came to. No outcome that differs from it on one issue has a higher
/// joint share; others may.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One option for each issue.
    pub outcome: Vec<OptionId>,
    /// Whether all parties with a seat would accept it. The search looked at the same worlds, so
    /// the number flatters its outcome a little.
    pub joint: Joint,
    /// How many starts the search made.
    pub starts: usize,
    /// How many outcomes it looked at.
    pub looked_at: usize,
}

/// Searches for the outcome with the highest joint share, one issue at a time, from many starts.
///
/// Outcomes that break a linkage do not count. The first of equal outcomes stands.
///
/// # Errors
///
/// - [`Error::NoOutcome`] if no start led to an outcome that respects the linkages.
/// - Those of [`Elicited::joint`].
pub fn found(case: &Case, elicited: &Elicited, seed: u64, starts: usize) -> Result<Found, Error> {
    todo!("{} {elicited:?} {seed} {starts}", case.title)
}
