//! Where a form with largest and smallest worths is at least zero along a line.

use crate::proposition::Extreme;

/// Intervals of a line, in order and apart from each other.
pub(crate) type Intervals = Vec<(f64, f64)>;

/// A form along a line, between two places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Along<'a> {
    pub(crate) extremes: &'a [Extreme],
    /// Its value where the line starts, and its slope, both without extremes.
    pub(crate) value: f64,
    pub(crate) slope: f64,
    /// The worths where the line starts.
    pub(crate) at: &'a [f64],
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Along<'_> {
    /// Where the form is at least zero. `slope` has the slope of each worth along the line.
    ///
    /// # Cost
    ///
    /// For each extreme the square of the number of its worths, at most.
    pub(crate) fn at_least_zero(&self, slope: impl Fn(usize) -> f64, into: &mut Intervals) {
        into.clear();
        let mut kinks: Vec<(f64, f64)> = Vec::new();
        let mut value = self.value + self.slope * self.low;
        let mut steep = self.slope;
        for extreme in self.extremes {
            let factor = f64::from(extreme.factor);
            let sign = if extreme.largest { 1.0 } else { -1.0 };
            let start = |it: usize| self.at[it] + slope(it) * self.low;
            // The one on top, and of several the one that goes up fastest.
            let above = |one: &usize, other: &usize| {
                let key = |it: usize| (sign * start(it), sign * slope(it));
                let (one, other) = (key(*one), key(*other));
                one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
            };
            let Some(mut top) = extreme.of.iter().copied().max_by(above) else { continue };
            value += factor * start(top);
            steep += factor * slope(top);
            let mut here = self.low;
            loop {
                let over = |it: usize| {
                    let faster = sign * (slope(it) - slope(top));
                    let place = (self.at[top] - self.at[it]) / (slope(it) - slope(top));
                    (0.0 < faster).then_some((place.max(here), it, faster))
                };
                let next =
                    extreme.of.iter().filter_map(|&it| over(it)).min_by(|one, other| {
                        one.0.total_cmp(&other.0).then(other.2.total_cmp(&one.2))
                    });
                let Some((place, next, _)) = next.filter(|it| it.0 < self.high) else { break };
                kinks.push((place, factor * (slope(next) - slope(top))));
                (here, top) = (place, next);
            }
        }
        kinks.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        kinks.push((self.high, 0.0));
        let mut low = self.low;
        for (high, bend) in kinks {
            if low < high {
                let root = low - value / steep;
                let piece = match (0.0 <= value, steep.partial_cmp(&0.0)) {
                    (true, Some(std::cmp::Ordering::Less)) => Some((low, root.min(high))),
                    (true, _) => Some((low, high)),
                    (false, Some(std::cmp::Ordering::Greater)) => Some((root, high)),
                    (false, _) => None,
                };
                match (piece.filter(|it| it.0 < it.1), into.last_mut()) {
                    (Some(piece), Some(last)) if piece.0 <= last.1 => last.1 = piece.1,
                    (Some(piece), _) => into.push(piece),
                    (None, _) => {}
                }
                if high.is_finite() {
                    value += steep * (high - low);
                }
                low = high;
            }
            steep += bend;
        }
    }
}

/// What lies in both.
pub(crate) fn intersection(one: &[(f64, f64)], other: &[(f64, f64)]) -> Intervals {
    let mut both = Vec::new();
    for &(low, high) in one {
        for &(from, to) in other {
            let (low, high) = (low.max(from), high.min(to));
            if low < high {
                both.push((low, high));
            }
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The intervals hold those places, among many, at which the form is at least zero.
        #[test]
        fn a_place_lies_inside_if_and_only_if_the_form_is_at_least_zero_there(
            at in prop::collection::vec(0.0..4.0_f64, 5),
            slopes in prop::collection::vec(-2.0..2.0_f64, 5),
            value in -3.0..3.0_f64,
            slope in -2.0..2.0_f64,
            factors in prop::collection::vec(prop::sample::select(vec![-2, -1, 1, 2]), 2),
        ) {
            let extremes = [
                Extreme { largest: true, of: vec![0, 1, 2], factor: factors[0] },
                Extreme { largest: false, of: vec![1, 2, 3, 4], factor: factors[1] },
            ];
            let (low, high) = (-3.0, 5.0);
            let along = Along { extremes: &extremes, value, slope, at: &at, low, high };
            let mut found = Vec::new();
            along.at_least_zero(|it| slopes[it], &mut found);
            prop_assert!(found.windows(2).all(|it| it[0].1 <= it[1].0));
            for step in 0..400 {
                let place = -3.0 + f64::from(step) * 0.02;
                let worths: Vec<f64> = (0..5).map(|it| at[it] + slopes[it] * place).collect();
                let form: f64 = value + slope * place
                    + extremes.iter().map(|it| it.value(&worths)).sum::<f64>();
                if 1e-9 < form.abs() {
                    let inside = found.iter().any(|it| it.0 <= place && place <= it.1);
                    prop_assert_eq!(inside, 0.0 < form, "{} at {}: {:?}", form, place, found);
                }
            }
        }
    }
}
