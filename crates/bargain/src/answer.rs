//! An answer, how exact it is, and what it took.

use serde::{Deserialize, Serialize};

/// The value asked for, with its exactness and its effort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer<T> {
    /// What was asked for.
    pub value: T,
    /// What the value can be relied on for.
    pub exactness: Exactness,
    /// What it took to find.
    pub effort: Effort,
}

/// What a value can be relied on for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Exactness {
    /// It is the value asked for.
    Exact,
    /// It is at most `gap` away from the value asked for, in the unit of the utilities. Of a
    /// product of gains that is said of its geometric mean, and of shares of the smallest one, in
    /// the widest range that a share is taken of.
    Bounded {
        /// The largest possible difference.
        gap: u64,
    },
    /// It is estimated from random draws; the same seed gives the same draws.
    Sampled {
        /// Number of draws.
        draws: u64,
        /// Seed of the generator.
        seed: u64,
    },
    /// The work was stopped: it is the value over only some of the outcomes, or of the parts or
    /// sets the question is about. Counts are at least what is said, and better outcomes may exist.
    Partial {
        /// Number of them settled before the stop.
        seen: u64,
        /// Number of all, as far as known by then.
        of: u64,
    },
}

/// What an answer took, counted so that it is the same on any machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Effort {
    /// Outcomes looked at one by one, over all passes; those excluded together do not count.
    pub outcomes: u64,
    /// Partial sums kept, over all nodes of all layers of the decision diagram.
    pub labels: u64,
    /// Nodes of search trees, each a choice of options for the first issues.
    pub nodes: u64,
}

impl Effort {
    /// Adds what another question took that was part of this one.
    pub(crate) fn add(&mut self, other: Self) {
        self.outcomes += other.outcomes;
        self.labels += other.labels;
        self.nodes += other.nodes;
    }
}
