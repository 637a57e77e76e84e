//! What is counted.

use serde::Serialize;

/// How often something was found, was there, and was found rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// Found rightly.
    pub right: u64,
    /// Found.
    pub predicted: u64,
    /// There to be found.
    pub gold: u64,
}

impl Rate {
    /// Share of what was found that is right; `None` if nothing was found.
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.predicted)
    }

    /// Share of what was there that was found; `None` if nothing was there.
    pub fn recall(&self) -> Option<f64> {
        share(self.right, self.gold)
    }

    /// The harmonic mean of both, 0 where one of them is; `None` if nothing was found or there.
    pub fn f(&self) -> Option<f64> {
        share(2 * self.right, self.predicted + self.gold)
    }

    pub(super) fn add(&mut self, right: bool, predicted: bool, gold: bool) {
        self.right += u64::from(right);
        self.predicted += u64::from(predicted);
        self.gold += u64::from(gold);
    }

    pub(super) fn add_rate(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2⁵³ letters")]
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole != 0).then(|| part as f64 / whole as f64)
}

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident, $id:literal, $title:literal;)*) => {
        /// What is measured.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Measure { $($(#[$doc])* $name,)* }

        impl Measure {
            /// All of them, in the order in which they are told.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// A short name for programs.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// A name for people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

measures! {
    /// A stretch between quotation marks is what somebody says: at least half of its letters and
    /// digits lie in the contents of attributions.
    Unit, "unit", "quoted units";
    /// The same, and by whom: the predicted mention overlaps the source of the attribution that
    /// has most of the unit, or its last capitalized word stands there. Units whose attribution
    /// has no source count neither for precision nor for recall.
    UnitSpeaker, "unit-speaker", "quoted units, speaker";
    /// As `UnitSpeaker`; the speaker's resolved name may also be the one to stand there.
    UnitName, "unit-name", "quoted units, speaker or name";
    /// As `Unit`, for units of at least five words.
    LongUnit, "long-unit", "units of 5+ words";
    /// As `UnitSpeaker`, for units of at least five words.
    LongUnitSpeaker, "long-unit-speaker", "units of 5+ words, speaker";
    /// As `UnitName`, for units of at least five words.
    LongUnitName, "long-unit-name", "units of 5+ words, speaker or name";
    /// Letters and digits that lie in any content.
    ContentOverlap, "content-overlap", "content overlap";
    /// Letters and digits that lie in any source.
    SourceOverlap, "source-overlap", "source overlap";
    /// Letters and digits that lie in any cue.
    CueOverlap, "cue-overlap", "cue overlap";
    /// Attributions, paired one to one, the best pairs first, if their contents have at least half
    /// of what lies in either in common.
    Attribution, "attribution", "attributions";
    /// The same, and the source is right as for `UnitSpeaker`; where there is none, no mention is.
    AttributionSource, "attribution-source", "attributions, source";
    /// As `AttributionSource`; the speaker's resolved name may also be the one to stand there.
    AttributionName, "attribution-name", "attributions, source or name";
    /// Attributions whose content, source and cue have the same letters and digits.
    Exact, "exact", "attributions, exact";
    /// Recall of attributions with more than nine tenths of their content between marks.
    GoldDirect, "recall-direct", "direct, of the gold";
    /// Recall of attributions with less of it, but some.
    GoldMixed, "recall-mixed", "mixed, of the gold";
    /// Recall of attributions with nothing between marks.
    GoldIndirect, "recall-indirect", "indirect, of the gold";
    /// Precision of predicted attributions that are direct in the same sense.
    PredictedDirect, "precision-direct", "direct, of the predicted";
    /// Precision of predicted attributions that are mixed.
    PredictedMixed, "precision-mixed", "mixed, of the predicted";
    /// Precision of predicted attributions that are indirect.
    PredictedIndirect, "precision-indirect", "indirect, of the predicted";
    /// The speaker of statements that were found, in the same words but for case.
    Speaker, "speaker", "field: speaker";
    /// Their party.
    Party, "party", "field: party";
    /// Their holder.
    Holder, "holder", "field: holder";
    /// When they were said.
    Said, "said", "field: said";
    /// Their issues, each on its own.
    Issues, "issues", "field: issues";
    /// Their options, each on its own.
    Options, "options", "field: options";
    /// Their stance.
    Stance, "stance", "field: stance";
    /// Letters and digits of their conditions.
    Condition, "condition", "field: condition overlap";
    /// Letters and digits of their consequences.
    Consequence, "consequence", "field: consequence overlap";
    /// Whether any of them stands in quotation marks.
    Quoted, "quoted", "field: quoted";
    /// Their form.
    Form, "form", "field: form";
}

/// A field of which a program says how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// That the words are reported: the attribution is paired with one of the gold.
    Words,
    /// That the speaker is right, of those paired: the name where the gold has names, else the
    /// source.
    Speaker,
    /// That the party is right, of those paired.
    Party,
    /// That the time is right, of those paired.
    Said,
    /// That the stance is right, of those paired.
    Stance,
}

impl Sureness {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Words, Self::Speaker, Self::Party, Self::Said, Self::Stance];

    /// A short name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Speaker => "speaker",
            Self::Party => "party",
            Self::Said => "said",
            Self::Stance => "stance",
        }
    }
}

/// Findings of about the same sureness.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Bin {
    pub(super) count: u64,
    pub(super) right: u64,
    /// Sum of how sure they are.
    pub(super) sure: f64,
}

impl Bin {
    pub(super) const COUNT: usize = 10;
}

/// What was counted in one article, or in several.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// By place in [`Measure::ALL`].
    rates: [Rate; Measure::ALL.len()],
    /// By place in [`Sureness::ALL`], from the least sure to the most.
    bins: [[Bin; Bin::COUNT]; Sureness::ALL.len()],
}

impl Default for Tally {
    fn default() -> Self {
        let bins = [[Bin::default(); Bin::COUNT]; Sureness::ALL.len()];
        Self { rates: [Rate::default(); Measure::ALL.len()], bins }
    }
}

impl Tally {
    /// How often a measure was met.
    pub fn rate(&self, measure: Measure) -> Rate {
        self.rates[measure as usize]
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        for (mine, &theirs) in self.rates.iter_mut().zip(&other.rates) {
            mine.add_rate(theirs);
        }
        for (mine, theirs) in self.bins.iter_mut().flatten().zip(other.bins.iter().flatten()) {
            mine.count += theirs.count;
            mine.right += theirs.right;
            mine.sure += theirs.sure;
        }
    }

    pub(super) fn at(&mut self, measure: Measure) -> &mut Rate {
        &mut self.rates[measure as usize]
    }

    pub(super) fn bins(&self, field: Sureness) -> &[Bin; Bin::COUNT] {
        &self.bins[field as usize]
    }

    /// Notes how sure something was, and whether it was right.
    pub(super) fn note(&mut self, field: Sureness, sure: f64, right: bool) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the cast saturates, and what is not a number falls into the first bin"
        )]
        let place = ((sure * 10.0) as usize).min(Bin::COUNT - 1);
        let bin = &mut self.bins[field as usize][place];
        bin.count += 1;
        bin.right += u64::from(right);
        bin.sure += if sure.is_finite() { sure } else { 0.0 };
    }
}
