//! Which wordings are near enough to say the same.

use jiff::civil::Date;

use super::sense::{is_contrary, replaced};
use super::wording::{Run, WEEK, Wording};

/// How much two wordings must have in common, in percent of their runs of three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Of two quotations: how much of the shorter one stands in the longer one.
    pub(super) quoted: usize,
    /// Of others: twice what is common, of the runs of both.
    pub(super) told: usize,
    /// How many words that tell what is spoken of may stand for others, in percent of those of the
    /// shorter one.
    pub(super) replaced: usize,
}

/// What serves best on the pairs in `tests/same/chosen.txt`.
pub(super) const LIKENESS: Likeness = Likeness { quoted: 55, told: 75, replaced: 20 };

impl Likeness {
    /// How many runs a wording with so many has in common with any wording that is like it and has
    /// at least as many.
    pub(super) fn least(self, runs: usize) -> usize {
        (self.quoted.min(self.told) * runs).div_ceil(100).max(1)
    }

    /// Whether two wordings say the same, whoever says it.
    pub(super) fn is_alike(self, a: &Wording, b: &Wording) -> bool {
        if a.is_short() || b.is_short() {
            return false;
        }
        let (few, many) = if a.runs.len() <= b.runs.len() { (a, b) } else { (b, a) };
        let common = common(&few.runs, &many.runs);
        let is_near = if a.is_quoted && b.is_quoted {
            self.quoted * few.runs.len() <= 100 * common
        } else {
            let is_near = match (a.printed, b.printed) {
                (Some(a), Some(b)) => {
                    let apart = |from: Date, to: Date| (to - from).get_days();
                    apart(a.1, b.0) <= WEEK && apart(b.1, a.0) <= WEEK
                }
                _ => true,
            };
            is_near && self.told * (few.runs.len() + many.runs.len()) <= 200 * common
        };
        let content = |of: &Wording| of.words.iter().filter(|it| it.is_content).count();
        is_near
            && 0 < common
            && !is_contrary(a, b)
            && 100 * replaced(a, b) <= self.replaced * content(a).min(content(b))
    }
}

/// How many runs two sorted lists have in common.
fn common(few: &[Run], many: &[Run]) -> usize {
    let (mut first, mut second, mut found) = (0, 0, 0);
    while first < few.len() && second < many.len() {
        let order = few[first].cmp(&many[second]);
        found += usize::from(order.is_eq());
        first += usize::from(order.is_le());
        second += usize::from(order.is_ge());
    }
    found
}
