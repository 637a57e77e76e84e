//! What a scenario holds, whichever tool wrote it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::number::Number;

/// A negotiation in numbers: issues, parties, and what each outcome is worth to each.
///
/// An outcome is one option for every issue, given as places in the issues' options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Its name; empty where its format has none.
    pub name: String,
    /// What is to be settled.
    pub issues: Vec<Issue>,
    /// Who has to agree, in the order of the names of their files.
    pub parties: Vec<Party>,
}

/// A point to be settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// The ways of settling it.
    pub values: Values,
}

/// The options of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// Options with names, no two alike.
    Named(Vec<String>),
    /// The whole numbers from `low` to `high`, both included.
    Whole {
        /// First option.
        low: i64,
        /// Last option.
        high: i64,
    },
    /// `count` numbers at equal distances, the first being `low`.
    Stepped {
        /// First option.
        low: Number,
        /// Distance between neighbors.
        step: Number,
        /// How many there are.
        count: usize,
    },
    /// Any number from `low` to `high`, of which `points` at equal distances stand for all. The file
    /// has the bounds; the reader states the points.
    Real {
        /// Lower bound, the first option.
        low: Number,
        /// Upper bound, the last option.
        high: Number,
        /// How many options there are, two at least.
        points: usize,
    },
}

impl Issue {
    /// How many options it has.
    pub fn len(&self) -> usize {
        match &self.values {
            Values::Named(names) => names.len(),
            Values::Whole { low, high } => {
                usize::try_from(i128::from(*high) - i128::from(*low) + 1).unwrap_or(0)
            }
            Values::Stepped { count, .. } => *count,
            Values::Real { points, .. } => *points,
        }
    }

    /// Whether it has no option.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name of an option: its text, or its number.
    pub fn option(&self, option: usize) -> String {
        match &self.values {
            Values::Named(names) => names.get(option).cloned().unwrap_or_default(),
            Values::Whole { .. } | Values::Stepped { .. } | Values::Real { .. } => {
                self.number(option).unwrap_or_default().to_string()
            }
        }
    }

    /// The number an option stands for; `None` for a text that is none.
    pub fn number(&self, option: usize) -> Option<Number> {
        let place = Number::from(i64::try_from(option).ok()?);
        match &self.values {
            Values::Named(names) => Number::parse(names.get(option)?),
            Values::Whole { low, .. } => Some(&Number::from(*low) + &place),
            Values::Stepped { low, step, .. } => Some(low + &(step * &place)),
            Values::Real { low, high, points } => {
                let gaps = Number::from(i64::try_from(points.checked_sub(1)?).ok()?.max(1));
                Some(low + &(&(&(high - low) * &place) / &gaps))
            }
        }
    }

    /// The place of every option by its name, for looking up many.
    pub fn places(&self) -> BTreeMap<String, usize> {
        (0..self.len()).map(|option| (self.option(option), option)).collect()
    }
}

/// One whose agreement is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name of its file without the ending.
    pub name: String,
    /// What an outcome is worth to it.
    pub utility: Utility,
    /// No outcome is worth more than this, whatever the sum.
    pub cap: Option<Number>,
    /// What it has without agreement.
    pub reservation: Reservation,
    /// How its utility shrinks with time. It changes no figure of the scenario as it stands.
    pub discount: Option<Discount>,
}

/// What an outcome is worth to a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Utility {
    /// The sum over issues of weight times evaluation: one term for each issue, in order.
    Additive(Vec<Term>),
    /// The sum over groups of issues of what a group's options are worth together.
    Groups(Vec<Group>),
    /// The sum of `parts`, divided by `divisor`, which is not zero.
    Rectangles {
        /// What is added.
        parts: Vec<Part>,
        /// By what the sum is divided.
        divisor: Number,
    },
    /// The sum of the terms as in [`Utility::Additive`], of which rules make some zero.
    Ruled {
        /// One term for each issue, in order.
        terms: Vec<Term>,
        /// When which terms are zero.
        rules: Vec<Rule>,
    },
}

/// An issue's share of an additive utility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Weight of the issue.
    pub weight: Number,
    /// Worth of its options.
    pub evaluation: Evaluation,
}

/// Worth of the options of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evaluation {
    /// One number for each option, in order.
    Table(Vec<Number>),
    /// `slope · option + offset`, kept within 0 and 1 if `clamped`. For numeric options.
    Line {
        /// Change from one whole number to the next.
        slope: Number,
        /// Worth of the option 0.
        offset: Number,
        /// Whether what lies below 0 counts as 0, and what lies above 1 as 1.
        clamped: bool,
    },
    /// Rises from 0 at `low` to 1 at `top`, falls to 0 at `high`, and is 0 outside.
    Triangle {
        /// Where it begins to rise.
        low: Number,
        /// Where it is 1.
        top: Number,
        /// Where it is 0 again.
        high: Number,
    },
    /// On the line between two points, rounded to eight places, halves up; 0 outside of them.
    Between {
        /// The lower option and its worth.
        low: (Number, Number),
        /// The higher option and its worth.
        high: (Number, Number),
    },
}

/// Issues whose options are worth something together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Places of the issues.
    pub issues: Vec<usize>,
    /// One option for each of them, and what that is worth. What is not listed is worth 0.
    pub rows: BTreeMap<Vec<usize>, Number>,
}

/// Rectangles and parts of their own, put together and weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// By what the whole is multiplied.
    pub weight: Number,
    /// How it is put together.
    pub aggregation: Aggregation,
    /// What pays where an outcome lies in it.
    pub rectangles: Vec<Rectangle>,
    /// Parts inside.
    pub parts: Vec<Self>,
}

/// How several numbers become one. Of none, all give 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// All added.
    Sum,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// Pays where an outcome lies inside, or outside, of bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rectangle {
    /// What it pays.
    pub utility: Number,
    /// Whether it pays where some bound is broken instead of where all hold.
    pub outside: bool,
    /// Places of issues, each with the options that lie within.
    pub bounds: Vec<(usize, Range<usize>)>,
}

/// Makes terms of a utility zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The issue whose term becomes 0; `None`: all of them.
    pub zeroes: Option<usize>,
    /// Issues, each with the options that match, sorted. All have to match.
    pub when: Vec<(usize, Vec<usize>)>,
    /// Issues whose numbers, added, have to lie within bounds, both included.
    pub sum: Option<(Vec<usize>, Number, Number)>,
}

/// What a party has without agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reservation {
    /// Nothing is worse than no agreement.
    Nothing,
    /// A utility.
    Value(Number),
    /// As much as an outcome is worth, in which an issue may be left open.
    Outcome(Vec<Option<usize>>),
}

/// How utility shrinks with time: it is multiplied by `factor` to the power of the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discount {
    /// Above 0 and below 1.
    pub factor: Number,
    /// How time is counted.
    pub clock: Clock,
    /// Whether the reservation value shrinks as well.
    pub reservation: bool,
}

/// How time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// From 0 at the beginning to 1 at the deadline.
    Share,
    /// In rounds.
    Step,
    /// In seconds.
    Second,
}
