//! Learns the weights of a chain from labelled sequences.

use super::chain::{self, Chain, ROWS, Row, Steps, UNIT};
use super::sink::Features;

/// A sequence with its labels.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) features: Features,
    pub(crate) labels: Vec<usize>,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) labels: usize,
    /// Size of the first steps.
    pub(crate) rate: f32,
    /// Times that each example is looked at.
    pub(crate) passes: u8,
    /// Features seen less often are left out.
    pub(crate) least: u16,
    /// Learned this many times in different orders; the mean of the weights counts.
    pub(crate) rounds: u8,
}

/// Weights that make the labels of the examples likely.
///
/// # Source
///
/// Stochastic gradient of the conditional likelihood (J. Lafferty, A. `McCallum` and F. Pereira,
/// "Conditional Random Fields", ICML 2001, pp. 282–289), each weight with a step of its own
/// (J. Duchi, E. Hazan and Y. Singer, "Adaptive Subgradient Methods", JMLR 12 (2011),
/// pp. 2121–2159); small steps stand in for a penalty.
pub(crate) fn learn<const N: usize>(examples: &[Example], plan: &Plan) -> Chain<N> {
    let mut seen = vec![0_u16; ROWS];
    for example in examples {
        for row in (0..example.features.len()).flat_map(|it| example.features.at(it)) {
            seen[row] = seen[row].saturating_add(1);
        }
    }
    let is_used: Vec<bool> = seen.iter().map(|&it| plan.least <= it).collect();
    let mut sum = Weights::new();
    for round in 0..plan.rounds {
        let mut learner =
            Learner { plan, is_used: &is_used, now: Weights::new(), squares: Weights::new() };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut random = 12_345 + 7_919 * u64::from(round);
        for pass in 0..plan.passes {
            shuffle(&mut order, &mut random);
            let rate = plan.rate / (1.0 + f32::from(pass));
            for &at in &order {
                learner.step(&examples[at], rate);
            }
        }
        sum.add(&learner.now);
    }
    sum.rounded(plan)
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = (*random >> 33) % (at as u64 + 1);
        order.swap(at, other as usize);
    }
}

struct Weights<const N: usize> {
    rows: Vec<Row<N>>,
    steps: Vec<Row<N>>,
}

impl<const N: usize> Weights<N> {
    fn new() -> Self {
        Self { rows: vec![[0.0; N]; ROWS], steps: vec![[0.0; N]; N + 1] }
    }

    fn add(&mut self, other: &Self) {
        let rows = self.rows.iter_mut().chain(&mut self.steps);
        for (own, other) in rows.zip(other.rows.iter().chain(&other.steps)) {
            for (own, other) in own.iter_mut().zip(other) {
                *own += other;
            }
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "whole numbers within bounds")]
    fn rounded(&self, plan: &Plan) -> Chain<N> {
        let factor = f32::from(UNIT) / f32::from(plan.rounds.max(1));
        let round = |it: f32, most: f32| libm::roundf(it * factor).clamp(-most, most);
        Chain::new(
            plan.labels,
            self.rows.iter().map(|row| row.map(|it| round(it, 127.0) as i8)).collect(),
            self.steps.iter().map(|row| row.map(|it| round(it, 32_767.0) as i16)).collect(),
        )
    }
}

struct Learner<'a, const N: usize> {
    plan: &'a Plan,
    is_used: &'a [bool],
    now: Weights<N>,
    squares: Weights<N>,
}

impl<const N: usize> Learner<'_, N> {
    fn step(&mut self, example: &Example, rate: f32) {
        let (features, gold, labels) = (&example.features, &example.labels, self.plan.labels);
        let scores: Vec<Row<N>> = (0..features.len())
            .map(|place| {
                let mut sums = [0.0; N];
                for row in features.at(place) {
                    for (sum, weight) in sums.iter_mut().zip(&self.now.rows[row]) {
                        *sum += weight;
                    }
                }
                sums
            })
            .collect();
        let mut expected = chain::marginals(&scores, &Steps::new(labels, &self.now.steps));
        for (place, &label) in gold.iter().enumerate() {
            let gradient = &mut expected.places[place];
            gradient[label] -= 1.0;
            for row in features.at(place).filter(|&it| self.is_used[it]) {
                adapt(&mut self.now.rows[row], &mut self.squares.rows[row], gradient, rate);
            }
            match place.checked_sub(1) {
                None => {
                    let (now, squares) = (&mut self.now.steps[N], &mut self.squares.steps[N]);
                    adapt(now, squares, gradient, rate);
                }
                Some(last) => expected.steps[gold[last]][label] -= 1.0,
            }
        }
        for (before, gradient) in expected.steps.iter().enumerate() {
            adapt(&mut self.now.steps[before], &mut self.squares.steps[before], gradient, rate);
        }
    }
}

fn adapt<const N: usize>(weights: &mut Row<N>, squares: &mut Row<N>, gradient: &Row<N>, rate: f32) {
    const SMALLEST: f32 = 1e-3;
    for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += slope * slope;
        *weight -= rate * slope / (libm::sqrtf(*square) + SMALLEST);
    }
}
