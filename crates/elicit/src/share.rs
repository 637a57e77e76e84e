//! Shares of worlds, and the words for them.

/// How a number was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// By arithmetic alone.
    Exact,
    /// By drawing worlds.
    Sampled {
        /// Worlds drawn for each party, all chains together.
        draws: usize,
        /// The seed they were drawn from.
        seed: u64,
    },
}

/// A share of worlds, from the reading of the text that serves the party least to the one that
/// serves it best.
///
/// # Shape and units
///
/// From 0 to 1. No reading of open brackets that respects the linkages lies outside; the ends are
/// equal for a text without any. [`Bounds`] has what the ends are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Half-width of the 95 % interval around either end that comes from sampling; 0 if exact.
    pub error: f64,
}

/// What the ends of a range over the readings of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// The lowest and the highest share of any reading that respects the linkages: each reading was
    /// looked at by itself.
    Attained,
    /// There are too many readings: the share of the worlds in which every reading passes, whether
    /// or not it respects the linkages, and of those in which some reading may pass. No reading
    /// lies outside, and none need come near either end.
    Outer,
}

impl Share {
    /// Middle of the range.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// The word for it: that of both ends if they share one, otherwise [`Word::Open`].
    pub fn word(self) -> Word {
        let word = Word::of(self.low);
        if word == Word::of(self.high) { word } else { Word::Open }
    }
}

/// The word for a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// At most 0.05.
    NearExcluded,
    /// At most 0.35.
    Unlikely,
    /// Between 0.35 and 0.65, or a range that spans several words.
    Open,
    /// At least 0.65.
    Likely,
    /// At least 0.95.
    NearCertain,
}

impl Word {
    /// The word for one share.
    pub fn of(share: f64) -> Self {
        if share <= 0.05 {
            Self::NearExcluded
        } else if share <= 0.35 {
            Self::Unlikely
        } else if share < 0.65 {
            Self::Open
        } else if share < 0.95 {
            Self::Likely
        } else {
            Self::NearCertain
        }
    }

    /// As it is printed: `near-certain`, `likely`, `open`, `unlikely`, `near-excluded`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NearExcluded => "near-excluded",
            Self::Unlikely => "unlikely",
            Self::Open => "open",
            Self::Likely => "likely",
            Self::NearCertain => "near-certain",
        }
    }
}
