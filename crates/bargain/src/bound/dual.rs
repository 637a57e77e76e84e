//! Weights of the parties under which the best outcome is hardly better than the best agreement.
//!
//! They are found in floating point, by additions, multiplications and divisions alone, and any
//! weights would do: a bound is computed anew from them in whole numbers.

use crate::diagram::{Diagram, Shifted};

/// Most outcomes that are looked at for one set of weights.
const ROUNDS: usize = 120;

/// How close to the optimum is close enough.
const CLOSE: f64 = 1e-7;

/// Gains of all arcs, each party's divided by its unit.
pub(super) struct Oracle<'a> {
    diagram: &'a Diagram,
    /// For each layer, one run of parties for each arc.
    worth: Vec<Vec<f64>>,
    /// Gain of a sum of zero.
    start: Vec<f64>,
}

/// A mixture of outcomes.
struct Mixture {
    gains: Vec<Vec<f64>>,
    shares: Vec<f64>,
}

impl<'a> Oracle<'a> {
    #[expect(clippy::cast_precision_loss, reason = "any weights would do")]
    pub(super) fn new(
        diagram: &'a Diagram,
        shifted: &Shifted,
        start: Vec<f64>,
        units: &[f64],
    ) -> Self {
        let worth = |it: &Vec<u64>| {
            it.iter().zip(units.iter().cycle()).map(|(&it, unit)| it as f64 / unit).collect()
        };
        Self { diagram, worth: shifted.worth.iter().map(worth).collect(), start }
    }

    /// The gains of the outcome with the largest weighted sum of gains.
    fn best(&self, weights: &[f64]) -> Vec<f64> {
        let parties = self.start.len();
        let mut below = vec![0.0];
        let mut choices = Vec::with_capacity(self.worth.len());
        for (layer, worth) in self.diagram.layers.iter().zip(&self.worth).rev() {
            let mut values = Vec::with_capacity(layer.nodes());
            let mut chosen = Vec::with_capacity(layer.nodes());
            for node in 0..layer.nodes() {
                let (mut value, mut choice) = (f64::NEG_INFINITY, 0);
                for arc in layer.range(node) {
                    let gains = &worth[arc * parties..][..parties];
                    let sum: f64 = gains.iter().zip(weights).map(|(gain, it)| gain * it).sum();
                    let sum = sum + below[layer.arcs[arc].head as usize];
                    if value < sum {
                        (value, choice) = (sum, arc);
                    }
                }
                values.push(value);
                chosen.push(choice);
            }
            below = values;
            choices.push(chosen);
        }
        let mut gains = self.start.clone();
        let mut node = 0;
        for ((layer, worth), chosen) in
            self.diagram.layers.iter().zip(&self.worth).zip(choices.iter().rev())
        {
            let arc = chosen[node];
            let it = &worth[arc * parties..][..parties];
            gains.iter_mut().zip(it).for_each(|(sum, it)| *sum += it);
            node = layer.arcs[arc].head as usize;
        }
        gains
    }

    /// Weights for the smallest gain: those of the game in which one side mixes outcomes and the
    /// other picks the party whose gain counts. Also the mixture.
    ///
    /// Solved by the simplex method, outcomes being brought in when they improve the mixture.
    fn game(&self) -> (Vec<f64>, Mixture) {
        let parties = self.start.len();
        let rows = parties + 1;
        let first = self.best(&vec![1.0 / whole(parties); parties]);
        let worst = (0..parties).fold(0, |a, b| if first[b] < first[a] { b } else { a });
        // Rows: for each party, its mixed gain less the value less its slack is zero; then the
        // shares add up to one. Columns: outcomes, the value, and slacks.
        let mut basis: Vec<Column> = (0..parties).map(Column::Slack).collect();
        basis[worst] = Column::Value;
        basis.push(Column::Outcome(first.clone()));
        let mut inverse = vec![vec![0.0; rows]; rows];
        for party in 0..parties {
            // The inverse of this basis, by hand.
            inverse[party][party] = -1.0;
            inverse[party][parties] = first[party];
            if party != worst {
                inverse[party][worst] = 1.0;
                inverse[party][parties] -= first[worst];
            }
        }
        inverse[parties][parties] = 1.0;
        let value_row = worst;
        let mut best: Option<(f64, Vec<f64>)> = None;
        for _ in 0..ROUNDS {
            let prices = inverse[value_row].clone();
            let weights: Vec<f64> = prices[..parties].iter().map(|it| -it).collect();
            let negative = (0..parties).fold(0, |a, b| if weights[b] < weights[a] { b } else { a });
            let column = if weights[negative] < -CLOSE {
                Column::Slack(negative)
            } else {
                let weights: Vec<f64> = weights.into_iter().map(|it| it.max(0.0)).collect();
                let gains = self.best(&weights);
                let bound: f64 = gains.iter().zip(&weights).map(|(gain, it)| gain * it).sum();
                if best.as_ref().is_none_or(|it| bound < it.0) {
                    best = Some((bound, weights));
                }
                if bound <= prices[parties] + CLOSE {
                    break;
                }
                Column::Outcome(gains)
            };
            let entries: Vec<f64> = inverse.iter().map(|row| column.times(row, parties)).collect();
            let mut leaving: Option<(f64, usize)> = None;
            for row in (0..rows).filter(|&it| it != value_row) {
                if CLOSE < entries[row] {
                    let ratio = inverse[row][parties] / entries[row];
                    if leaving.is_none_or(|it| ratio < it.0) {
                        leaving = Some((ratio, row));
                    }
                }
            }
            let Some((_, row)) = leaving else { break };
            let pivot = entries[row];
            inverse[row].iter_mut().for_each(|it| *it /= pivot);
            let pivot_row = inverse[row].clone();
            for (other, entry) in entries.iter().enumerate() {
                if other != row {
                    let changed = inverse[other].iter_mut().zip(&pivot_row);
                    changed.for_each(|(it, by)| *it -= entry * by);
                }
            }
            basis[row] = column;
        }
        let (mut gains, mut shares) = (Vec::new(), Vec::new());
        for (row, column) in basis.into_iter().enumerate() {
            if let Column::Outcome(it) = column {
                gains.push(it);
                shares.push(inverse[row][parties].max(0.0));
            }
        }
        let even = vec![1.0 / whole(parties); parties];
        (best.map_or(even, |it| it.1), Mixture { gains, shares })
    }

    /// Weights for the smallest gain.
    pub(super) fn smallest(&self) -> Vec<f64> {
        self.game().0
    }

    /// Weights for the largest sum of one party where the others reach their floors, and without
    /// weight for it where they cannot.
    ///
    /// The best mixture reaches a sum exactly if its smallest gain above it is not negative, so that
    /// the weights of the game lead from one bound of the sum to the next.
    #[expect(clippy::cast_precision_loss, reason = "any weights would do")]
    pub(super) fn largest(&mut self, party: usize, span: u64, unit: f64) -> Vec<f64> {
        let mut bound = span as f64 / unit;
        for _ in 0..16 {
            self.start[party] = -bound;
            let weights = self.game().0;
            if weights[party] < CLOSE {
                return weights;
            }
            let gains = self.best(&weights);
            let sum: f64 = gains.iter().zip(&weights).map(|(gain, it)| gain * it).sum();
            let next = bound + sum / weights[party];
            if bound <= next + CLOSE {
                return weights;
            }
            bound = next;
        }
        self.game().0
    }

    /// Weights for the product of gains: one by each gain of the best mixture. Where no mixture
    /// leaves every party better off, those that show it.
    ///
    /// From the mixture with the largest smallest gain, shares are moved from the outcome that
    /// raises the product least to the one that raises it most, as in P. Wolfe, "Convergence
    /// Theory in Nonlinear Programming", in J. Abadie (ed.), *Integer and Nonlinear Programming*
    /// (1970), pp. 1–36.
    pub(super) fn product(&self) -> Vec<f64> {
        let (weights, mut mixture) = self.game();
        let parties = self.start.len();
        let mut sum = vec![0.0; parties];
        for (gains, share) in mixture.gains.iter().zip(&mixture.shares) {
            sum.iter_mut().zip(gains).for_each(|(sum, gain)| *sum += share * gain);
        }
        if sum.iter().any(|&it| it <= CLOSE) {
            return weights;
        }
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let slope = |sum: &[f64]| sum.iter().map(|it| 1.0 / it).collect::<Vec<f64>>();
        for _ in 0..ROUNDS {
            let weights = slope(&sum);
            let gains = self.best(&weights);
            if dot(&weights, &gains) <= whole(parties) * (1.0 + 1e-5) {
                break;
            }
            let held = (0..mixture.shares.len()).filter(|&it| 0.0 < mixture.shares[it]);
            let least = |a: usize, b: usize| {
                let worse = dot(&weights, &mixture.gains[b]) < dot(&weights, &mixture.gains[a]);
                if worse { b } else { a }
            };
            let Some(away) = held.reduce(least) else { break };
            let move_by: Vec<f64> =
                gains.iter().zip(&mixture.gains[away]).map(|(to, from)| to - from).collect();
            let at = |step: f64| -> Vec<f64> {
                sum.iter().zip(&move_by).map(|(it, by)| it + step * by).collect()
            };
            let rises =
                |at: &[f64]| at.iter().all(|it| 0.0 < *it) && 0.0 <= dot(&slope(at), &move_by);
            let held = mixture.shares[away];
            let (mut low, mut high) = if rises(&at(held)) { (held, held) } else { (0.0, held) };
            for _ in 0..24 {
                let middle = f64::midpoint(low, high);
                if rises(&at(middle)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            sum.iter_mut().zip(&move_by).for_each(|(it, by)| *it += low * by);
            mixture.shares[away] -= low;
            mixture.gains.push(gains);
            mixture.shares.push(low);
        }
        slope(&sum)
    }
}

enum Column {
    Value,
    Slack(usize),
    Outcome(Vec<f64>),
}

impl Column {
    /// A row times this column.
    fn times(&self, row: &[f64], parties: usize) -> f64 {
        match self {
            Self::Value => -row[..parties].iter().sum::<f64>(),
            Self::Slack(party) => -row[*party],
            Self::Outcome(gains) => {
                gains.iter().zip(row).map(|(gain, it)| gain * it).sum::<f64>() + row[parties]
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "few")]
fn whole(number: usize) -> f64 {
    number as f64
}
