//! One line through the unknowns, on which the next world is drawn exactly.
//!
//! Along a line every proposition is true on a union of intervals, so the posterior is the prior
//! times a weight that is constant between breakpoints. Places on the line are counted from where
//! the unknowns are now.

use crate::belief::Density;

/// How places on the line are distributed before anything is said.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Law<'a> {
    /// Exponential with mean 1: along one worth.
    Exponential,
    /// Uniform: where the sum of all worths stays the same. The line has to be bounded.
    Uniform,
    /// A belief, which is now at the given place.
    Density(&'a Density, f64),
}

/// What a proposition weighs where it is met, against where it is not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Weight {
    /// As a logarithm.
    pub(crate) log: f64,
    /// As a factor.
    pub(crate) times: f64,
    /// How many hard propositions more are broken.
    pub(crate) broken: i32,
}

impl Weight {
    /// A weight with the given logarithm.
    pub(crate) fn soft(log: f64) -> Self {
        Self { log, times: libm::exp(log), broken: 0 }
    }

    /// A weight that breaks so many more hard propositions.
    pub(crate) fn hard(broken: i32) -> Self {
        Self { log: 0.0, times: 1.0, broken }
    }

    fn inverse(self) -> Self {
        Self { log: -self.log, times: 1.0 / self.times, broken: -self.broken }
    }
}

/// The weights along one line. Kept between draws to save its memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    low: f64,
    high: f64,
    /// Hard propositions that are broken at the lower end.
    broken: i32,
    has_hard: bool,
    steps: Vec<(f64, Weight)>,
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, Debug)]
struct Segment {
    low: f64,
    high: f64,
    /// The law's measure below it.
    from: f64,
    weight: f64,
    mass: f64,
}

/// A total mass below or above which factors may have run out of range.
const RANGE: std::ops::Range<f64> = 1e-250..1e250;

impl Line {
    /// Begins a new line, with the same weight everywhere.
    pub(crate) fn start(&mut self, low: f64, high: f64) {
        self.low = low;
        self.high = high;
        self.broken = 0;
        self.has_hard = false;
        self.steps.clear();
    }

    /// The line's ends.
    pub(crate) fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// Takes away what lies below `low`, or above `high`.
    pub(crate) fn clip(&mut self, low: f64, high: f64) {
        self.low = self.low.max(low);
        self.high = self.high.min(high);
    }

    /// Breaks so many hard propositions more on the whole line.
    pub(crate) fn break_all(&mut self, broken: i32) {
        self.broken += broken;
        self.has_hard = true;
    }

    /// Adds `weight` above `at`.
    #[inline]
    pub(crate) fn above(&mut self, at: f64, weight: Weight) {
        self.steps.push((at, weight));
    }

    /// Adds `weight` below `at`.
    #[inline]
    pub(crate) fn below(&mut self, at: f64, weight: Weight) {
        self.broken += weight.broken;
        self.steps.push((at, weight.inverse()));
    }

    /// Adds `weight` from `low` to `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64, weight: Weight) {
        self.has_hard |= weight.broken != 0;
        if low < high {
            self.above(low, weight);
            if high < f64::INFINITY {
                self.steps.push((high, weight.inverse()));
            }
        }
    }

    /// Draws a place; `None` if none has any weight.
    ///
    /// `uniform` is from 0 to 1, without 1.
    pub(crate) fn draw(&mut self, law: Law<'_>, uniform: f64) -> Option<f64> {
        let (low, high) = (self.low, self.high);
        if high.partial_cmp(&low) != Some(std::cmp::Ordering::Greater) {
            return None;
        }
        // What is reached at the lower end is a factor that all places share.
        let mut broken = self.broken;
        self.steps.retain(|&(at, weight)| {
            if at <= low {
                broken += weight.broken;
            }
            low < at && at < high
        });
        if self.steps.len() > 1 {
            self.steps.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        }
        let light = match law {
            Law::Density(..) => None,
            _ if self.has_hard => None,
            Law::Exponential => {
                self.light(uniform, |it| -libm::exp(low - it), |it| low - libm::log(-it))
            }
            Law::Uniform => self.light(uniform, |it| it, |it| it),
        };
        light.or_else(|| self.heavy(law, broken, uniform))
    }

    /// Draws by factors; `None` if they run out of range. `below` is the measure below a place, up
    /// to a constant, and `place` its inverse.
    fn light(
        &mut self,
        uniform: f64,
        below: impl Fn(f64) -> f64,
        place: impl Fn(f64) -> f64,
    ) -> Option<f64> {
        self.segments.clear();
        let mut weight = 1.0;
        let mut low = self.low;
        let mut from = below(low);
        let mut total = 0.0;
        let last = (self.high, Weight::soft(0.0));
        for &(high, step) in self.steps.iter().chain([&last]) {
            let to = below(high);
            let mass = weight * (to - from);
            self.segments.push(Segment { low, high, from, weight, mass });
            total += mass;
            weight *= step.times;
            low = high;
            from = to;
        }
        if !RANGE.contains(&total) {
            return None;
        }
        let mut left = uniform * total;
        for it in &self.segments {
            if left < it.mass {
                return Some(place(it.from + left / it.weight).clamp(it.low, it.high));
            }
            left -= it.mass;
        }
        None
    }

    /// Draws by logarithms.
    fn heavy(&mut self, law: Law<'_>, broken: i32, uniform: f64) -> Option<f64> {
        self.segments.clear();
        let (mut broken, mut log, mut low) = (broken, 0.0, self.low);
        let mut highest = f64::NEG_INFINITY;
        let last = (self.high, Weight::default());
        for &(high, step) in self.steps.iter().chain([&last]) {
            if low < high && broken <= 0 {
                let log = if let Law::Exponential = law { log - (low - self.low) } else { log };
                highest = highest.max(log);
                self.segments.push(Segment { low, high, from: 0.0, weight: log, mass: 0.0 });
            }
            low = high;
            broken += step.broken;
            log += step.log;
        }
        let mut total = 0.0;
        for it in &mut self.segments {
            let share = match law {
                Law::Exponential => -libm::expm1(it.low - it.high),
                Law::Uniform => it.high - it.low,
                Law::Density(density, old) => {
                    density.below(old + it.high) - density.below(old + it.low)
                }
            };
            it.mass = libm::exp(it.weight - highest) * share;
            total += it.mass;
        }
        if total.is_nan() || total <= 0.0 {
            return None;
        }
        let mut left = uniform * total;
        let last = self.segments.iter().rposition(|it| 0.0 < it.mass)?;
        for (index, it) in self.segments.iter().enumerate() {
            if left < it.mass || index == last {
                let inside = (left / it.mass).clamp(0.0, 1.0);
                let at = match law {
                    Law::Exponential => {
                        it.low - libm::log1p(inside * libm::expm1(it.low - it.high))
                    }
                    Law::Uniform => it.low + inside * (it.high - it.low),
                    Law::Density(density, old) => {
                        let [from, to] = [it.low, it.high].map(|it| density.below(old + it));
                        density.quantile(from + inside * (to - from)) - old
                    }
                };
                return Some(if at.is_finite() { at.clamp(it.low, it.high) } else { it.low });
            }
            left -= it.mass;
        }
        None
    }
}

/// Draws from `low` to `high`, exponential with mean 1. `None` if that is empty.
#[inline]
pub(crate) fn exponential(low: f64, high: f64, uniform: f64) -> Option<f64> {
    let width = high - low;
    if width.is_nan() || width <= 0.0 {
        None
    } else if width < 0.1 {
        // Near a uniform draw, where differences of exponentials would lose digits.
        let drawn = low - libm::log1p(uniform * libm::expm1(-width));
        Some(drawn.clamp(low, high))
    } else {
        let drawn = low - libm::log(1.0 - uniform * (1.0 - libm::exp(-width)));
        Some(drawn.min(high))
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    /// Quantiles of a line from zero: weight 9 to 1 for the interval.
    fn check(law: Law<'_>, low: f64, high: f64, log: f64) -> String {
        let end = if let Law::Exponential = law { f64::INFINITY } else { 1.0 };
        let quantiles = [0.0, 0.25, 0.5, 0.75, 0.99].map(|it| {
            let mut line = Line::default();
            line.start(0.0, end);
            line.between(low, high, Weight::soft(log));
            line.draw(law, it).map_or("none".to_owned(), |it| format!("{it:.4}"))
        });
        quantiles.join(" ")
    }

    #[test]
    fn without_weights_the_prior_is_drawn() {
        assert_snapshot!(check(Law::Exponential, 1.0, 1.0, 9.0), @"0.0000 0.2877 0.6931 1.3863 4.6052");
        assert_snapshot!(check(Law::Uniform, 1.0, 1.0, 9.0), @"0.0000 0.2500 0.5000 0.7500 0.9900");
        let density = Density::new(&[]);
        assert_snapshot!(check(Law::Density(&density, 0.0), 1.0, 1.0, 9.0), @"0.0000 0.2500 0.5000 0.7500 0.9900");
        let drawn = [0.25, 0.99].map(|it| exponential(0.0, f64::INFINITY, it));
        assert_snapshot!(format!("{drawn:.4?}"), @"[Some(0.2877), Some(4.6052)]");
    }

    #[test]
    fn a_heavy_interval_takes_its_share() {
        let log = libm::log(9.0);
        assert_snapshot!(check(Law::Exponential, libm::log(2.0), f64::INFINITY, log), @"0.0000 0.8755 1.2809 1.9741 5.1930");
        assert_snapshot!(check(Law::Uniform, 0.5, 2.0, log), @"0.0000 0.5833 0.7222 0.8611 0.9944");
        assert_snapshot!(check(Law::Density(&Density::new(&[]), 0.0), 0.5, 2.0, log), @"0.0000 0.5833 0.7222 0.8611 0.9944");
    }

    #[test]
    fn weights_out_of_the_range_of_factors_are_drawn_by_logarithms() {
        assert_snapshot!(check(Law::Uniform, 0.5, 2.0, 2_000.0), @"0.5000 0.6250 0.7500 0.8750 0.9950");
        assert_snapshot!(check(Law::Exponential, 0.5, 2.0, -2_000.0), @"0.0000 0.1418 0.3071 2.0234 5.2423");
    }

    #[test]
    fn far_from_zero_nothing_is_lost() {
        let mut line = Line::default();
        line.start(0.0, f64::INFINITY);
        line.break_all(1);
        line.between(2_000.0, 2_001.0, Weight::hard(-1));
        let drawn = line.draw(Law::Exponential, 0.5);
        assert_snapshot!(format!("{drawn:.3?}"), @"Some(2000.380)");
        let drawn = exponential(2_000.0, 2_001.0, 0.5);
        assert_snapshot!(format!("{drawn:.3?}"), @"Some(2000.380)");
    }
}
