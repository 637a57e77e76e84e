//! What is proved rather than sampled.
//!
//! What statements assert is a union of polyhedral cones: worths and cost at any scale, for each
//! prospect one number between nothing and what it is worth, and red lines that are real or not.
//! Whether they contradict each other is decided exactly, and either answer carries what proves it:
//! a world in whole numbers, or whole multipliers for each branch of the cases.

mod branch;
mod cone;
mod refute;
mod simplex;
mod tree;
mod vanish;
mod world;

#[cfg(test)]
mod twin;
