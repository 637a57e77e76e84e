//! Weights of the parties under which the best outcome is hardly better than the best agreement.
//!
//! They are found in floating point, by additions, multiplications and divisions alone, and any
//! weights would do: a bound is computed anew from them in whole numbers.

use super::ground::Ground;

/// Most outcomes that are looked at for one set of weights.
const ROUNDS: usize = 120;

/// How close to the optimum is close enough.
const CLOSE: f64 = 1e-7;

/// How far apart the product of gains and its bound may be, as a fraction.
const CLOSE_PRODUCT: f64 = 1e-5;

/// Finds the outcome with the largest weighted sum of gains, each party's divided by its unit.
pub(super) struct Oracle<'a> {
    ground: &'a Ground,
    /// Whether each layer has a single node.
    is_row: bool,
    /// For each party, what each arc of all layers is worth.
    worth: Vec<f64>,
    /// Gain of a sum of zero.
    start: Vec<f64>,
    /// For each arc, the weighted sum.
    sums: Vec<f64>,
    /// For each node of all layers, the arc to take.
    chosen: Vec<usize>,
    /// The places of the arcs of the outcome last found.
    path: Vec<usize>,
}

/// A mixture of outcomes.
struct Mixture {
    /// One run of parties for each outcome.
    gains: Vec<f64>,
    shares: Vec<f64>,
}

/// What a game ends with.
pub(super) struct Game {
    pub(super) weights: Vec<f64>,
    mixture: Mixture,
    /// Of the outcomes without losses met on the way, the one with the largest smallest gain, when
    /// it is asked for.
    pub(super) path: Option<Vec<usize>>,
}

impl<'a> Oracle<'a> {
    #[expect(clippy::cast_precision_loss, reason = "any weights would do")]
    pub(super) fn new(ground: &'a Ground, units: &[f64]) -> Self {
        let parties = ground.parties();
        let arcs = ground.worth.len() / parties;
        let mut worth = Vec::with_capacity(ground.worth.len());
        for (party, unit) in units.iter().enumerate() {
            let factor = 1.0 / unit;
            let of = ground.worth[party..].iter().step_by(parties);
            worth.extend(of.map(|&it| it as f64 * factor));
        }
        Self {
            ground,
            is_row: ground.diagram.layers.iter().all(|it| it.nodes() == 1),
            worth,
            start: Vec::new(),
            sums: vec![0.0; arcs],
            chosen: Vec::new(),
            path: vec![0; ground.diagram.layers.len()],
        }
    }

    /// The same outcomes with other gains of a sum of zero.
    pub(super) fn restart(&mut self, start: Vec<f64>) {
        self.start = start;
    }

    /// Adds the gains of the outcome with the largest weighted sum of gains to a list.
    fn best(&mut self, weights: &[f64], list: &mut Vec<f64>) {
        let arcs = self.sums.len();
        self.sums.fill(0.0);
        for (worth, weight) in self.worth.chunks_exact(arcs).zip(weights) {
            self.sums.iter_mut().zip(worth).for_each(|(sum, it)| *sum += weight * it);
        }
        if self.is_row {
            self.follow_row();
        } else {
            self.follow();
        }
        for (worth, start) in self.worth.chunks_exact(arcs).zip(&self.start) {
            let taken = self.ground.begins.iter().zip(&self.path).map(|(begin, it)| begin + it);
            list.push(taken.fold(*start, |sum, arc| sum + worth[arc]));
        }
    }

    /// Finds the path with the largest sum where each layer has a single node.
    fn follow_row(&mut self) {
        for (ends, place) in self.ground.begins.windows(2).zip(&mut self.path) {
            let sums = &self.sums[ends[0]..ends[1]];
            let (mut value, mut choice) = (sums[0], 0);
            for (arc, &sum) in sums.iter().enumerate().skip(1) {
                if value < sum {
                    (value, choice) = (sum, arc);
                }
            }
            *place = choice;
        }
    }

    /// Finds the path with the largest sum.
    fn follow(&mut self) {
        self.chosen.clear();
        let (mut below, mut here) = (vec![0.0], Vec::new());
        for (layer, begin) in self.ground.layers().rev() {
            for node in 0..layer.nodes() {
                let (mut value, mut choice) = (f64::NEG_INFINITY, 0);
                for arc in layer.range(node) {
                    let sum = self.sums[begin + arc] + below[layer.arcs[arc].head as usize];
                    if value < sum {
                        (value, choice) = (sum, arc);
                    }
                }
                here.push(value);
                self.chosen.push(choice);
            }
            std::mem::swap(&mut below, &mut here);
            here.clear();
        }
        // The nodes of the first layer were put last.
        let (mut node, mut end) = (0, self.chosen.len());
        for (layer, place) in self.ground.diagram.layers.iter().zip(&mut self.path) {
            end -= layer.nodes();
            *place = self.chosen[end + node];
            node = layer.arcs[*place].head as usize;
        }
    }

    /// Weights for the smallest gain: those of the game in which one side mixes outcomes and the
    /// other picks the party whose gain counts. Also the mixture.
    ///
    /// Solved by the simplex method, outcomes being brought in when they improve the mixture. With
    /// `is_content`, it ends where an outcome without losses cannot be met.
    pub(super) fn game(&mut self, is_content: bool) -> Game {
        let parties = self.start.len();
        let rows = parties + 1;
        let even = vec![1.0 / whole(parties); parties];
        let mut pool = Vec::with_capacity(16 * parties);
        self.best(&even, &mut pool);
        let worst = (0..parties).fold(0, |a, b| if pool[b] < pool[a] { b } else { a });
        // Rows: for each party, its mixed gain less the value less its slack is zero; then the
        // shares add up to one. Columns: outcomes, the value, and slacks.
        let mut basis: Vec<Column> = (0..parties).map(Column::Slack).collect();
        basis[worst] = Column::Value;
        basis.push(Column::Outcome(0));
        let mut inverse = vec![0.0; rows * rows];
        for party in 0..parties {
            // The inverse of this basis, by hand.
            inverse[party * rows + party] = -1.0;
            inverse[party * rows + parties] = pool[party];
            if party != worst {
                inverse[party * rows + worst] = 1.0;
                inverse[party * rows + parties] -= pool[worst];
            }
        }
        inverse[parties * rows + parties] = 1.0;
        let value_row = worst;
        let mut best = f64::INFINITY;
        let (mut best_weights, mut weights) = (even, vec![0.0; parties]);
        let (mut entries, mut pivot_row) = (vec![0.0; rows], vec![0.0; rows]);
        // The largest smallest gain met, and where.
        let (mut least, mut path) = (-1e-9, None);
        let smallest = |gains: &[f64]| gains.iter().copied().fold(f64::INFINITY, f64::min);
        if is_content && least <= smallest(&pool) {
            (least, path) = (smallest(&pool), Some(self.path.clone()));
        }
        for _ in 0..ROUNDS {
            let prices = &inverse[value_row * rows..][..rows];
            weights.iter_mut().zip(prices).for_each(|(it, price)| *it = -price);
            let negative = (0..parties).fold(0, |a, b| if weights[b] < weights[a] { b } else { a });
            let column = if weights[negative] < -CLOSE {
                Column::Slack(negative)
            } else {
                for it in &mut weights {
                    *it = it.max(0.0);
                }
                let begin = pool.len();
                self.best(&weights, &mut pool);
                let bound = dot(&pool[begin..], &weights);
                if bound < best {
                    best = bound;
                    best_weights.copy_from_slice(&weights);
                }
                if is_content && least <= smallest(&pool[begin..]) {
                    (least, path) = (smallest(&pool[begin..]), Some(self.path.clone()));
                }
                if bound <= prices[parties] + CLOSE || (is_content && bound < -CLOSE) {
                    break;
                }
                Column::Outcome(begin)
            };
            for (entry, row) in entries.iter_mut().zip(inverse.chunks_exact(rows)) {
                *entry = column.times(row, &pool, parties);
            }
            let mut leaving: Option<(f64, usize)> = None;
            for row in (0..rows).filter(|&it| it != value_row) {
                if CLOSE < entries[row] {
                    let ratio = inverse[row * rows + parties] / entries[row];
                    if leaving.is_none_or(|it| ratio < it.0) {
                        leaving = Some((ratio, row));
                    }
                }
            }
            let Some((_, row)) = leaving else { break };
            let factor = 1.0 / entries[row];
            let pivot = &mut inverse[row * rows..][..rows];
            for it in &mut *pivot {
                *it *= factor;
            }
            pivot_row.copy_from_slice(pivot);
            for (other, (changed, entry)) in
                inverse.chunks_exact_mut(rows).zip(&entries).enumerate()
            {
                if other != row {
                    changed.iter_mut().zip(&pivot_row).for_each(|(it, by)| *it -= entry * by);
                }
            }
            basis[row] = column;
        }
        let mut mixture = Mixture { gains: Vec::new(), shares: Vec::new() };
        for (row, column) in basis.into_iter().enumerate() {
            if let Column::Outcome(begin) = column {
                mixture.gains.extend_from_slice(&pool[begin..][..parties]);
                mixture.shares.push(inverse[row * rows + parties].max(0.0));
            }
        }
        Game { weights: best_weights, mixture, path }
    }

    /// Weights for the largest sum of one party where the others reach their floors, and without
    /// weight for it where they cannot.
    ///
    /// The best mixture reaches a sum exactly if its smallest gain above it is not negative, so that
    /// the weights of the game lead from one bound of the sum to the next.
    #[expect(clippy::cast_precision_loss, reason = "any weights would do")]
    pub(super) fn largest(&mut self, party: usize, span: u64, unit: f64) -> Vec<f64> {
        let mut bound = span as f64 / unit;
        let mut gains = Vec::new();
        for _ in 0..16 {
            self.start[party] = -bound;
            let weights = self.game(false).weights;
            if weights[party] < CLOSE {
                return weights;
            }
            gains.clear();
            self.best(&weights, &mut gains);
            let next = bound + dot(&gains, &weights) / weights[party];
            if bound <= next + CLOSE {
                return weights;
            }
            bound = next;
        }
        self.game(false).weights
    }

    /// Weights for the product of gains: one by each gain of the best mixture. Where no mixture
    /// leaves every party better off, those that show it.
    ///
    /// From the mixture with the largest smallest gain, shares are moved from the outcome that
    /// raises the product least to the one that raises it most, as in P. Wolfe, "Convergence
    /// Theory in Nonlinear Programming", in J. Abadie (ed.), *Integer and Nonlinear Programming*
    /// (1970), pp. 1–36.
    pub(super) fn product(&mut self) -> Vec<f64> {
        let Game { weights: shown, mixture, .. } = self.game(false);
        let Mixture { gains: mut pool, mut shares } = mixture;
        let parties = self.start.len();
        let mut sum = vec![0.0; parties];
        for (gains, share) in pool.chunks_exact(parties).zip(&shares) {
            sum.iter_mut().zip(gains).for_each(|(sum, gain)| *sum += share * gain);
        }
        if sum.iter().any(|&it| it <= CLOSE) {
            return shown;
        }
        let (mut weights, mut move_by) = (vec![0.0; parties], vec![0.0; parties]);
        for _ in 0..ROUNDS {
            weights.iter_mut().zip(&sum).for_each(|(weight, it)| *weight = 1.0 / it);
            let begin = pool.len();
            self.best(&weights, &mut pool);
            let gains = &pool[begin..];
            if dot(&weights, gains) <= whole(parties) * (1.0 + CLOSE_PRODUCT) {
                break;
            }
            let mut away: Option<(f64, usize)> = None;
            for (place, known) in pool[..begin].chunks_exact(parties).enumerate() {
                let value = dot(&weights, known);
                if 0.0 < shares[place] && away.is_none_or(|it| value < it.0) {
                    away = Some((value, place));
                }
            }
            let Some((_, away)) = away else { break };
            let from = &pool[away * parties..][..parties];
            for ((by, to), from) in move_by.iter_mut().zip(gains).zip(from) {
                *by = to - from;
            }
            let step = best_step(&sum, &move_by, shares[away]);
            sum.iter_mut().zip(&move_by).for_each(|(it, by)| *it += step * by);
            shares[away] -= step;
            shares.push(step);
        }
        sum.iter().map(|it| 1.0 / it).collect()
    }
}

/// How far to move, at most so far, for the largest product.
fn best_step(from: &[f64], move_by: &[f64], most: f64) -> f64 {
    let rises = |step: f64| {
        let mut slope = 0.0;
        for (it, by) in from.iter().zip(move_by) {
            let at = it + step * by;
            if at <= 0.0 {
                return false;
            }
            slope += by / at;
        }
        0.0 <= slope
    };
    if rises(most) {
        return most;
    }
    let (mut low, mut high) = (0.0, most);
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        if rises(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[derive(Clone, Copy)]
enum Column {
    Value,
    Slack(usize),
    /// Where its gains begin in the pool.
    Outcome(usize),
}

impl Column {
    /// A row times this column.
    fn times(self, row: &[f64], pool: &[f64], parties: usize) -> f64 {
        match self {
            Self::Value => -row[..parties].iter().sum::<f64>(),
            Self::Slack(party) => -row[party],
            Self::Outcome(begin) => dot(&pool[begin..][..parties], row) + row[parties],
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[expect(clippy::cast_precision_loss, reason = "few")]
fn whole(number: usize) -> f64 {
    number as f64
}
