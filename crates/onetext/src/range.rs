//! Shares and ranges of shares, as readers see them: whole percents and a word.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

/// A range of a share, from 0 to 1. It shows itself as `12–18 %`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Range {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Range {
    /// Both ends in whole percents, rounded outwards so that the range never looks surer than it is.
    pub fn percents(self) -> (i64, i64) {
        // A float that is a whole percent but for its last bit is that whole percent.
        let low = (self.low * 100.0 + 1e-9).floor();
        let high = (self.high * 100.0 - 1e-9).ceil();
        (whole(low), whole(high))
    }
}

/// A single share in whole percents, rounded to the nearest: `73 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", whole((share * 100.0).round()))
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to 0..=100 first")]
fn whole(percent: f64) -> i64 {
    percent.clamp(0.0, 100.0) as i64
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.percents() {
            (low, high) if low == high => write!(f, "{low} %"),
            (low, high) => write!(f, "{low}–{high} %"),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(low: f64, high: f64) -> String {
        Range { low, high }.to_string()
    }

    #[test]
    fn a_range_is_rounded_outwards() {
        assert_snapshot!(check(0.129, 0.171), @"12–18 %");
        assert_snapshot!(check(0.29, 0.57), @"29–57 %");
        assert_snapshot!(check(0.0, 0.0), @"0 %");
        assert_snapshot!(check(0.999, 1.0), @"99–100 %");
        assert_snapshot!(check(-1.0, f64::NAN), @"0 %");
    }
}
