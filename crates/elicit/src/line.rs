//! One unknown, drawn exactly with all others fixed.
//!
//! Along one unknown every proposition is true on a union of intervals, so its posterior is the
//! prior times a weight that is constant between breakpoints.

use crate::belief::Density;

/// Where the unknown may lie, and how it is distributed there before anything is said.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Prior<'a> {
    /// From 0, exponential with mean 1.
    Exponential,
    /// From 0 to 1.
    Density(&'a Density),
}

impl Prior<'_> {
    pub(crate) fn end(self) -> f64 {
        match self {
            Self::Exponential => f64::INFINITY,
            Self::Density(_) => 1.0,
        }
    }
}

/// The weights along one unknown. Kept between calls to save its memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    start: Weight,
    steps: Vec<(f64, Weight)>,
    segments: Vec<(f64, f64, f64)>,
}

/// A weight: its logarithm, and how many hard propositions are broken.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Weight {
    pub(crate) log: f64,
    pub(crate) broken: i32,
}

impl Weight {
    /// The logarithm of the whole weight, if each break costs `price`, which may be infinite.
    pub(crate) fn total(self, price: f64) -> f64 {
        if self.broken == 0 { self.log } else { self.log - price * f64::from(self.broken) }
    }

    fn plus(self, other: Self, sign: i32) -> Self {
        Self {
            log: self.log + f64::from(sign) * other.log,
            broken: self.broken + sign * other.broken,
        }
    }
}

impl Line {
    /// Begins a new line, with the same weight everywhere.
    pub(crate) fn start(&mut self, weight: Weight) {
        self.start = weight;
        self.steps.clear();
    }

    /// Adds `weight` from `low` to `high`.
    pub(crate) fn add(&mut self, low: f64, high: f64, weight: Weight) {
        if high <= 0.0 || high <= low {
            return;
        }
        if low <= 0.0 {
            self.start = self.start.plus(weight, 1);
        } else {
            self.steps.push((low, weight));
        }
        if high < f64::INFINITY {
            self.steps.push((high, Weight::default().plus(weight, -1)));
        }
    }

    /// Draws the unknown; `None` if no place has any weight.
    ///
    /// `uniform` is from 0 to 1, without 1.
    pub(crate) fn draw(&mut self, prior: Prior<'_>, price: f64, uniform: f64) -> Option<f64> {
        let end = prior.end();
        self.steps.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        self.segments.clear();
        let mut weight = self.start;
        let mut low = 0.0;
        let mut highest = f64::NEG_INFINITY;
        for &(at, change) in self.steps.iter().chain([&(end, Weight::default())]) {
            let high = at.min(end);
            if low < high {
                let mut log = weight.total(price);
                if let Prior::Exponential = prior {
                    log -= low;
                }
                if f64::NEG_INFINITY < log {
                    self.segments.push((low, high, log));
                    highest = highest.max(log);
                }
                low = high;
            }
            weight = weight.plus(change, 1);
        }
        let mut total = 0.0;
        for (low, high, mass) in &mut self.segments {
            let share = match prior {
                Prior::Exponential => -libm::expm1(*low - *high),
                Prior::Density(density) => density.below(*high) - density.below(*low),
            };
            *mass = libm::exp(*mass - highest) * share;
            total += *mass;
        }
        if total.is_nan() || total <= 0.0 {
            return None;
        }
        let mut left = uniform * total;
        let last = self.segments.iter().rposition(|it| 0.0 < it.2)?;
        for (index, &(low, high, mass)) in self.segments.iter().enumerate() {
            if left < mass || index == last {
                let inside = (left / mass).clamp(0.0, 1.0);
                let at = match prior {
                    Prior::Exponential => low - libm::log1p(inside * libm::expm1(low - high)),
                    Prior::Density(density) => {
                        let [from, to] = [low, high].map(|it| density.below(it));
                        density.quantile(from + inside * (to - from))
                    }
                };
                return Some(if at.is_finite() { at.clamp(low, high) } else { low });
            }
            left -= mass;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    /// Quantiles of a line: weight 9 to 1 for the interval.
    fn check(prior: Prior<'_>, low: f64, high: f64, log: f64) -> String {
        let mut line = Line::default();
        line.add(low, high, Weight { log, broken: 0 });
        let quantiles = [0.0, 0.25, 0.5, 0.75, 0.99].map(|it| {
            line.draw(prior, f64::INFINITY, it).map_or("none".to_owned(), |it| format!("{it:.4}"))
        });
        quantiles.join(" ")
    }

    #[test]
    fn without_weights_the_prior_is_drawn() {
        assert_snapshot!(check(Prior::Exponential, 1.0, 1.0, 9.0), @"0.0000 0.2877 0.6931 1.3863 4.6052");
        assert_snapshot!(check(Prior::Density(&Density::new(&[])), 1.0, 1.0, 9.0), @"0.0000 0.2500 0.5000 0.7500 0.9900");
    }

    #[test]
    fn a_heavy_interval_takes_its_share() {
        let log = libm::log(9.0);
        assert_snapshot!(check(Prior::Exponential, libm::log(2.0), f64::INFINITY, log), @"0.0000 0.8755 1.2809 1.9741 5.1930");
        assert_snapshot!(check(Prior::Density(&Density::new(&[])), 0.5, 2.0, log), @"0.0000 0.5833 0.7222 0.8611 0.9944");
    }

    #[test]
    fn far_from_zero_nothing_is_lost() {
        let mut line = Line::default();
        line.start(Weight { log: 0.0, broken: 1 });
        line.add(2_000.0, 2_001.0, Weight { log: 0.0, broken: -1 });
        let drawn = line.draw(Prior::Exponential, f64::INFINITY, 0.5);
        assert_snapshot!(format!("{drawn:.3?}"), @"Some(2000.380)");
    }
}
