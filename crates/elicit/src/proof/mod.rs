//! What is proved rather than sampled.
//!
//! What statements assert is a union of polyhedral cones: worths and cost at any scale, for each
//! prospect one number between nothing and what it is worth, and red lines that are real or not.
//! Whether they contradict each other is decided exactly, and either answer carries what proves it:
//! a world in whole numbers, or whole multipliers for each branch of the cases.

mod cone;
pub(crate) mod simplex;

mod branch;
mod order;
mod vanish;
mod world;

mod refute;
mod tree;

mod clashes;
mod conflict;
mod content;
mod contradiction;
pub(crate) mod edge;
mod hard;
mod hitting;

mod verdict;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod twin;
#[cfg(test)]
mod verdict_tests;

pub use crate::proof::clashes::{Clash, Clashes, Repair, Surprise, clashes};
pub use crate::proof::contradiction::{Contradiction, Multiplied};
pub use crate::proof::verdict::{Proof, Verdict};
