//! What leads a check through a space that is too large to be gone through one by one.

use serde::{Deserialize, Serialize};

use crate::{IssueId, Outcome};

/// An order of the issues, and weights of the parties, by which a checker sees for itself that
/// nothing better was missed.
///
/// Whatever weights the parties are given, an outcome as good as a claimed one has at least some
/// weighted sum of payoffs. The checker works out that sum, and the most that any choice for the
/// first issues can still lead to, and follows only the choices that can reach it. Nothing of a
/// proof is trusted: any order and any weights that are not negative lead to the same verdict, only
/// good ones lead there soon. Without weights the checker adds up payoffs, issue by issue, and drops
/// the sums that others beat.
///
/// # Source
///
/// Weights as certificates of a bound: M. L. Fisher, "The Lagrangian Relaxation Method for Solving
/// Integer Programming Problems", *Management Science* 27 (1981), pp. 1–18.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// All issues, in the order in which they are settled.
    pub order: Vec<IssueId>,
    /// Sets of weights, each with one number for every party.
    pub weights: Vec<Vec<i64>>,
}

/// The most a party can hope for: an acceptable outcome, and the proof that none gives it more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hope {
    /// The outcome.
    pub outcome: Outcome,
    /// The proof.
    pub proof: Proof,
}
