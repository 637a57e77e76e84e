//! A party's scale in a drawing.

use crate::analysis::Named;
use crate::bargaining::Payoff;

/// A party's scale: from a round number below all that is shown to one above.
#[derive(Clone, Debug)]
pub(in crate::report) struct Axis {
    /// The party.
    pub(in crate::report) party: Named,
    /// Its name, fit for a drawing.
    pub(super) name: String,
    /// From where it accepts; `None` where nothing says.
    pub(super) bar: Option<f64>,
    pub(super) ticks: Vec<Tick>,
    pub(in crate::report) low: f64,
    pub(in crate::report) high: f64,
}

/// A round number on an axis.
#[derive(Clone, Debug)]
pub(super) struct Tick {
    pub(super) value: f64,
    pub(super) label: String,
}

/// Fewest steps between the ends of an axis.
const STEPS: f64 = 4.0;

impl Axis {
    /// A scale for utilities, all of which are shown.
    pub(super) fn utilities(party: &Named, floor: f64, shown: impl Iterator<Item = f64>) -> Self {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) =
            shown.chain([floor]).fold(ends, |(low, high), it| (low.min(it), high.max(it)));
        let (step, places) = step(high - low);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let last = if first < last { last } else { first + 1.0 };
        let mut ticks = Vec::new();
        let mut at = first;
        while at <= last {
            // Minus zero is written as zero.
            let value = at * step + 0.0;
            ticks.push(Tick { value, label: format!("{value:.places$}").replace('-', "−") });
            at += 1.0;
        }
        let (low, high) = (first * step, last * step);
        Self {
            name: printable(&party.name),
            party: party.clone(),
            bar: Some(floor),
            ticks,
            low,
            high,
        }
    }

    /// A scale for shares of worlds, from 0 to 100 %.
    pub(super) fn shares(party: &Named, bar: Option<f64>) -> Self {
        let ticks = [0, 20, 40, 60, 80, 100].map(|it| Tick {
            value: f64::from(it) / 100.0,
            label: if it == 0 { "0".to_owned() } else { format!("{it} %") },
        });
        Self {
            name: printable(&party.name),
            party: party.clone(),
            bar,
            ticks: ticks.into(),
            low: 0.0,
            high: 1.0,
        }
    }

    /// The share of the axis that lies below a value, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// The utility as a number, for a place in a drawing.
#[expect(clippy::cast_precision_loss, reason = "places in a drawing")]
pub(super) fn value(payoff: &Payoff) -> f64 {
    number(&payoff.utility).unwrap_or(payoff.units as f64)
}

/// A decimal as readers see it, as a number.
pub(super) fn number(told: &str) -> Option<f64> {
    told.replace('−', "-").parse().ok()
}

/// A round step that cuts a span into some, and the decimal places it takes to write it.
fn step(span: f64) -> (f64, usize) {
    if span <= 0.0 || !span.is_finite() {
        return (1.0, 0);
    }
    let (mut unit, mut places) = (1.0_f64, 0);
    while span < unit * STEPS && places < 12 {
        unit /= 10.0;
        places += 1;
    }
    while unit * STEPS * 10.0 <= span {
        unit *= 10.0;
    }
    let round = [5.0, 2.0].into_iter().find(|it| unit * it * STEPS <= span);
    (unit * round.unwrap_or(1.0), places)
}

/// A name without what no drawing may hold.
pub(in crate::report) fn printable(name: &str) -> String {
    let odd = |it: char| it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}');
    name.chars().map(|it| if odd(it) { char::REPLACEMENT_CHARACTER } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        for span in [0.003, 0.07, 0.5, 1.0, 3.9, 4.0, 7.0, 66.0, 99.0, 100.0, 132.0, 2.5e6, 9e15] {
            let (step, places) = step(span);
            let steps = span / step;
            assert!((4.0..=20.0).contains(&steps), "{span}: {steps} steps of {step}");
            assert!(step < 1.0 || places == 0);
        }
        assert_eq!(step(0.0), (1.0, 0));
        assert_eq!(step(100.0), (20.0, 0));
        assert_eq!(step(0.9), (0.2, 1));
    }
}
