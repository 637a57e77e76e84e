//! The question: how worlds are drawn, and what is taken for granted.

use std::collections::BTreeMap;

use onetext_case::StatementId;

/// Tells the sampling to stop: asked now and then, from several threads. `&|| false` never stops.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// How worlds are drawn, and what is taken for granted in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The seed. The same seed gives the same worlds.
    pub seed: u64,
    /// Worlds kept for each of the four chains; [`Question::DRAWS`] serves most cases. Taken as the
    /// nearest number from [`Question::FEWEST`] to [`Question::MOST`].
    pub draws: usize,
    /// How worths are distributed before anything is said.
    pub prior: Prior,
    /// What is taken for granted against the ledger.
    pub assumed: Assumptions,
}

impl Question {
    /// Draws that serve most cases: a sampling error of about 0.02 for a single share.
    pub const DRAWS: usize = 1_000;
    /// The fewest draws for each chain: fewer would seldom give a number.
    pub const FEWEST: usize = 100;
    /// The most draws for each chain: more would fill the memory before they helped.
    pub const MOST: usize = 100_000;

    /// A question that takes the ledger as it stands, with the flat prior.
    pub fn new(seed: u64, draws: usize) -> Self {
        Self { seed, draws, ..Self::default() }
    }

    /// The question with a number of draws that can be had.
    pub(crate) fn clamped(&self) -> Self {
        Self { draws: self.draws.clamp(Self::FEWEST, Self::MOST), ..self.clone() }
    }
}

/// How the worths of a party are distributed before anything is said: each for itself, a Gamma
/// distribution with scale 1, which up to scale is a Dirichlet distribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prior {
    /// Concentration 1/2: a few levels are worth most of it.
    Spiky,
    /// Concentration 1, the uniform simplex of SMAA.
    #[default]
    Flat,
    /// Concentration 2: levels are worth more nearly the same.
    Even,
}

/// What is taken for granted against the ledger: nothing, unless said otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumptions {
    /// What is taken for granted of single statements.
    pub statements: BTreeMap<StatementId, Assumed>,
    /// Whether all red lines are real, or all are bluff, unless `statements` says otherwise.
    pub red_lines: Option<RedLines>,
    /// By how many classes every soft credence is shifted; a class is 0.5 of log-odds. No shift
    /// takes a credence below 0.5 or makes it hard.
    pub shift: i8,
}

/// What is taken for granted of one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumed {
    /// What it says holds; a red line is real.
    Real,
    /// A red line is not real, though its direction stands; a threat, beside that, or an
    /// offer says nothing.
    Bluff,
    /// It was never said.
    Withdrawn,
}

/// What is taken for granted of all red lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RedLines {
    /// All are real.
    Real,
    /// None is.
    Bluff,
}

impl From<RedLines> for Assumed {
    fn from(all: RedLines) -> Self {
        match all {
            RedLines::Real => Self::Real,
            RedLines::Bluff => Self::Bluff,
        }
    }
}

/// How much work a change of the question is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// A preview: about 400 effective worlds, where that can be had at once.
    Preview,
    /// As many worlds as the question asks for.
    Full,
}
