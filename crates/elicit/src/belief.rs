//! How probable a party takes a prospect to be: a density on a grid.

use crate::converge::count;

/// Cells of the grid from 0 to 1. The density is constant in each, which makes it as exact to
/// sample as it is coarse.
const CELLS: usize = 1_000;
/// [`CELLS`], as a number to calculate with.
const SCALE: f64 = 1_000.0;

/// A density over probabilities, constant in each cell.
#[derive(Clone, Debug)]
pub(crate) struct Density {
    /// Probability below each border between cells, from 0 to 1.
    cumulative: Vec<f64>,
}

impl Density {
    /// The density proportional to the product of the factors; uniform without any.
    pub(crate) fn new(factors: &[&Factor]) -> Self {
        let mut cumulative = vec![0.0];
        let mut sum = 0.0;
        for cell in 0..CELLS {
            sum += factors.iter().map(|it| it.weight(cell)).product::<f64>();
            cumulative.push(sum);
        }
        if sum <= 0.0 {
            return Self::new(&[]);
        }
        for below in &mut cumulative {
            *below /= sum;
        }
        Self { cumulative }
    }

    /// Probability below `chance`.
    pub(crate) fn below(&self, chance: f64) -> f64 {
        let place = chance.clamp(0.0, 1.0) * SCALE;
        let cell = cell(chance);
        let [low, high] = [self.cumulative[cell], self.cumulative[cell + 1]];
        low + (high - low) * (place - count(cell))
    }

    /// The chance below which the given probability lies.
    pub(crate) fn quantile(&self, probability: f64) -> f64 {
        let cell = self.cumulative.partition_point(|&it| it <= probability).clamp(1, CELLS) - 1;
        let [low, high] = [self.cumulative[cell], self.cumulative[cell + 1]];
        let inside =
            if low < high { ((probability - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        (count(cell) + inside) / SCALE
    }
}

/// The cell in which a chance lies.
pub(crate) fn cell(chance: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in 0..CELLS")]
    let cell = (chance.clamp(0.0, 1.0) * SCALE) as usize;
    cell.min(CELLS - 1)
}

/// What an estimate says about a chance: its Beta density, mixed with saying nothing.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    /// Beta density in the middle of each cell.
    beta: Vec<f64>,
    credence: f64,
}

impl Factor {
    /// The factor of a belief whose middle 90 % lie between `low` and `high`.
    pub(crate) fn new(low: f64, high: f64, credence: f64) -> Self {
        let (alpha, beta) = fit(low, high);
        let scale = libm::lgamma(alpha + beta) - libm::lgamma(alpha) - libm::lgamma(beta);
        let density = |cell: usize| {
            let chance = (count(cell) + 0.5) / SCALE;
            let shape = (alpha - 1.0) * libm::log(chance) + (beta - 1.0) * libm::log1p(-chance);
            libm::exp(scale + shape)
        };
        Self { beta: (0..CELLS).map(density).collect(), credence }
    }

    /// What the factor weighs in a cell.
    pub(crate) fn weight(&self, cell: usize) -> f64 {
        self.weight_at(cell, self.credence)
    }

    /// What it would weigh with another credence; 1 with 0.5.
    pub(crate) fn weight_at(&self, cell: usize, credence: f64) -> f64 {
        (2.0 * credence - 1.0) * self.beta[cell] + (2.0 - 2.0 * credence)
    }
}

/// The parameters of the Beta distribution with the given 5 % and 95 % quantiles.
///
/// Bounds are moved apart to 0.01, and away from 0 and 1 to 0.001. A range wider than that of the
/// uniform distribution is taken for it: not knowing is not the same as all or nothing.
fn fit(low: f64, high: f64) -> (f64, f64) {
    let middle = f64::midpoint(low, high);
    let low = low.min(middle - 0.005).clamp(0.001, 0.989);
    let high = high.max(middle + 0.005).clamp(low + 0.01, 0.999);
    // Given the concentration, the mean at which `low` is the 5 % quantile; then the concentration
    // at which `high` is the 95 % quantile, since a higher one brings the two together.
    let mean = |concentration: f64| {
        bisect(0.0, 1.0, |mean| {
            0.05 < below(low, mean * concentration, (1.0 - mean) * concentration)
        })
    };
    let concentration = libm::exp(bisect(-3.0, 14.0, |log| {
        let concentration = libm::exp(log);
        let mean = mean(concentration);
        below(high, mean * concentration, (1.0 - mean) * concentration) < 0.95
    }));
    let mean = mean(concentration);
    let [alpha, beta] = [mean, 1.0 - mean].map(|it| it * concentration);
    if alpha < 1.0 && beta < 1.0 { (1.0, 1.0) } else { (alpha, beta) }
}

/// Where `is_below` turns from true to false.
fn bisect(mut low: f64, mut high: f64, is_below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The regularized incomplete beta function, by its continued fraction.
///
/// # Source
///
/// W. H. Press et al., *Numerical Recipes*, 3rd ed. (2007), section 6.4; the method is W. J.
/// Lentz's, *Applied Optics* 15 (1976), pp. 668–671.
fn below(x: f64, alpha: f64, beta: f64) -> f64 {
    if alpha <= 0.0 || 1.0 <= x {
        return 1.0;
    }
    if beta <= 0.0 || x <= 0.0 {
        return 0.0;
    }
    if (alpha + 1.0) / (alpha + beta + 2.0) < x {
        return 1.0 - below(1.0 - x, beta, alpha);
    }
    let front = libm::exp(
        libm::lgamma(alpha + beta) - libm::lgamma(alpha) - libm::lgamma(beta)
            + alpha * libm::log(x)
            + beta * libm::log1p(-x),
    ) / alpha;
    let apart = |it: f64| if it.abs() < 1e-300 { 1e-300 } else { it };
    let mut ratio = 1.0;
    let mut inverse = 1.0 / apart(1.0 - (alpha + beta) * x / (alpha + 1.0));
    let mut value = inverse;
    for step in 1..300 {
        let step = f64::from(step);
        let even = step * (beta - step) * x / ((alpha + 2.0 * step - 1.0) * (alpha + 2.0 * step));
        let odd = -(alpha + step) * (alpha + beta + step) * x
            / ((alpha + 2.0 * step) * (alpha + 2.0 * step + 1.0));
        for factor in [even, odd] {
            inverse = 1.0 / apart(1.0 + factor * inverse);
            ratio = apart(1.0 + factor / ratio);
            value *= ratio * inverse;
        }
        if (ratio * inverse - 1.0).abs() < 1e-12 {
            break;
        }
    }
    front * value
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn check(low: f64, high: f64) -> String {
        let (alpha, beta) = fit(low, high);
        let density = Density::new(&[&Factor::new(low, high, 1.0)]);
        let [five, ninety_five] = [0.05, 0.95].map(|it| density.quantile(it));
        format!("Beta({alpha:.2}, {beta:.2}), on the grid {five:.3} to {ninety_five:.3}")
    }

    #[test]
    fn the_middle_ninety_percent_are_where_they_are_said_to_be() {
        assert_snapshot!(check(0.05, 0.2), @"Beta(5.43, 41.49), on the grid 0.050 to 0.200");
        assert_snapshot!(check(0.55, 0.8), @"Beta(24.92, 11.69), on the grid 0.550 to 0.800");
        assert_snapshot!(check(0.45, 0.55), @"Beta(134.85, 134.85), on the grid 0.450 to 0.550");
        assert_snapshot!(check(0.01, 0.05), @"Beta(4.48, 162.78), on the grid 0.010 to 0.050");
        assert_snapshot!(check(0.3, 0.3), @"Beta(6817.30, 15907.80), on the grid 0.295 to 0.305");
        assert_snapshot!(check(0.0, 1.0), @"Beta(1.00, 1.00), on the grid 0.050 to 0.950");
    }

    #[test]
    fn a_band_that_ends_at_nothing_or_at_all_leans_there() {
        assert_snapshot!(check(0.0, 0.33), @"Beta(0.59, 5.55), on the grid 0.001 to 0.331");
        assert_snapshot!(check(0.66, 1.0), @"Beta(5.33, 0.59), on the grid 0.659 to 0.999");
        assert_snapshot!(check(0.0, 0.01), @"Beta(2.27, 466.98), on the grid 0.001 to 0.011");
        assert_snapshot!(check(0.9, 1.0), @"Beta(25.26, 0.83), on the grid 0.900 to 0.999");
    }

    #[test]
    fn the_incomplete_beta_function_has_its_closed_forms() {
        for x in [0.1, 0.5, 0.9] {
            assert!((below(x, 1.0, 1.0) - x).abs() < 1e-12);
            assert!((below(x, 2.0, 1.0) - x * x).abs() < 1e-12);
            assert!((below(x, 2.0, 2.0) - x * x * (3.0 - 2.0 * x)).abs() < 1e-12);
        }
    }

    proptest! {
        /// A quantile lies where its probability says.
        #[test]
        fn quantile_and_share_below_undo_each_other(
            low in 0.0..0.8_f64,
            width in 0.0..0.2_f64,
            credence in 0.5..0.95_f64,
            probability in 0.001..0.999_f64,
        ) {
            let density = Density::new(&[&Factor::new(low, low + width, credence)]);
            prop_assert!((density.below(density.quantile(probability)) - probability).abs() < 1e-9);
        }
    }
}
