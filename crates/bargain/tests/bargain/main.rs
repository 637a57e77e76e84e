//! What this crate promises to its callers.

mod checks;
mod enumeration;
mod generator;
mod known_cases;
mod large;
mod laws;
mod nearby;
mod numbers_know_no_words;
mod proofs;
mod random;
mod ranking;
mod slips;
mod twin;
