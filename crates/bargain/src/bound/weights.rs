//! Sets of weights in whole numbers.

use super::Aim;
use super::dual::Oracle;
use super::ground::Ground;
use crate::Party;

/// Largest sum for which weights are fine enough to bound anything.
const LARGEST_SUM: u64 = 1 << 40;

/// Weighted sums of a party stay below this: 2⁵⁶.
const LARGEST_WEIGHTED: f64 = 72_057_594_037_927_936.0;

/// How large the payoffs and gains of each party can be.
pub(super) struct Scale {
    /// How far apart sums can be, however issues are ordered; for rules that compare gains, the
    /// floor included.
    reaches: Vec<u64>,
    /// The same, and at least one.
    spans: Vec<f64>,
    /// What gains are divided by.
    pub(super) units: Vec<f64>,
    start: Vec<f64>,
}

impl Scale {
    /// The floors are shifted.
    #[expect(clippy::cast_precision_loss, reason = "any weights would do")]
    pub(super) fn new(parties: &[Party], floors: &[i64], aim: &Aim) -> Self {
        let reach = |(party, floor): (&Party, &i64)| {
            let span = party.span();
            match aim {
                Aim::Smallest { .. } | Aim::Product => span.saturating_add(floor.unsigned_abs()),
                Aim::Sum | Aim::Largest { .. } => span,
            }
        };
        let reaches: Vec<u64> = parties.iter().zip(floors).map(reach).collect();
        let spans: Vec<f64> = reaches.iter().map(|&it| it.max(1) as f64).collect();
        let mut units = spans.clone();
        if let Aim::Smallest { units: given } = aim {
            for (unit, &given) in units.iter_mut().zip(given).filter(|it| 0 < *it.1) {
                *unit = given as f64;
            }
        }
        let mut scale = Self { reaches, spans, units, start: Vec::new() };
        scale.start = scale.start(floors, aim);
        scale
    }

    /// For each party, the gain of a shifted sum of zero.
    #[expect(clippy::cast_precision_loss, reason = "any weights would do")]
    pub(super) fn start(&self, floors: &[i64], aim: &Aim) -> Vec<f64> {
        // A gain that does not count is larger than any that does.
        let units = self.spans.iter().zip(&self.units);
        let loose = 4.0 * units.map(|(a, b)| a / b).fold(1.0, f64::max);
        let start = |(party, &floor): (usize, &i64)| {
            let is_bound = -i128::from(self.reaches[party]) <= i128::from(floor);
            let is_counted = match aim {
                Aim::Smallest { units } => 0 < units[party],
                Aim::Product | Aim::Sum | Aim::Largest { .. } => true,
            };
            if is_bound && is_counted { -(floor as f64) / self.units[party] } else { loose }
        };
        floors.iter().enumerate().map(start).collect()
    }

    /// Whether weights can be fine enough to bound anything.
    pub(super) fn is_fine(&self) -> bool {
        self.reaches.iter().all(|&it| it <= LARGEST_SUM)
    }

    /// Good weights.
    pub(super) fn weights(&self, ground: &Ground, aim: &Aim) -> Vec<f64> {
        let mut oracle = Oracle::new(ground, &self.units);
        oracle.restart(self.start.clone());
        let found = match aim {
            Aim::Smallest { .. } => oracle.game(false).weights,
            Aim::Product => oracle.product(),
            Aim::Sum => return vec![1.0; self.units.len()],
            Aim::Largest { party } => {
                oracle.largest(*party, self.reaches[*party], self.units[*party])
            }
        };
        self.plain(&found)
    }

    /// Weights of payoffs, from weights of gains.
    pub(super) fn plain(&self, weights: &[f64]) -> Vec<f64> {
        weights.iter().zip(&self.units).map(|(it, unit)| it / unit).collect()
    }

    /// Several sets of weights, the given one first.
    pub(super) fn around(&self, main: &[f64], aim: &Aim) -> Vec<Vec<i64>> {
        let step = match aim {
            Aim::Smallest { .. } => 2.0,
            Aim::Product => 1.125,
            Aim::Sum | Aim::Largest { .. } => 1.25,
        };
        let mut sets = vec![self.whole(main)];
        for party in (0..main.len()).filter(|_| 1 < main.len()) {
            for factor in [step, 1.0 / step] {
                let mut set = main.to_vec();
                set[party] *= factor;
                let set = self.whole(&set);
                if set.iter().any(|&it| 0 < it) && !sets.contains(&set) {
                    sets.push(set);
                }
            }
        }
        sets
    }

    /// Weights in the same proportions, as fine as whole numbers allow.
    #[expect(clippy::cast_possible_truncation, reason = "within the limits by the scale")]
    pub(super) fn whole(&self, weights: &[f64]) -> Vec<i64> {
        let largest = weights.iter().zip(&self.spans).map(|(it, span)| it * span);
        let largest = largest.fold(0.0, f64::max);
        let scale = if 0.0 < largest { LARGEST_WEIGHTED / largest } else { 0.0 };
        weights.iter().map(|it| (it * scale).max(0.0) as i64).collect()
    }
}
