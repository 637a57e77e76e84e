//! Whether a number can be read off the chains, and how sure it is.
//!
//! # Source
//!
//! A. Gelman et al., *Bayesian Data Analysis*, 3rd ed. (2013), sections 11.4 and 11.5 (split
//! R-hat, effective draws); the sum of autocorrelations is cut as C. J. Geyer, *Statistical
//! Science* 7 (1992), pp. 473–483 does.

use crate::error::Error;

/// The highest R-hat with which a number is given.
pub(crate) const RHAT: f64 = 1.05;
/// The fewest effective draws with which a number is given.
pub(crate) const EFFECTIVE: f64 = 100.0;

/// How many draws a series is worth, if that is enough.
///
/// # Errors
///
/// [`Error::NotConverged`] if the chains disagree or too few draws count.
pub(crate) fn effective_draws(series: &[f64], chains: usize) -> Result<f64, Error> {
    let (rhat, effective) = mixing(series, chains);
    if rhat <= RHAT && EFFECTIVE <= effective {
        Ok(effective)
    } else {
        Err(Error::NotConverged { rhat, effective })
    }
}

/// Split R-hat of a series, and how many draws it is worth.
///
/// The series holds the draws of one chain after those of another, all of one length. One that
/// does not vary is worth all its draws, and says nothing about how well the chains mix.
pub(crate) fn mixing(series: &[f64], chains: usize) -> (f64, f64) {
    let halves: Vec<&[f64]> = series
        .chunks((series.len() / chains).max(1))
        .take(chains)
        .flat_map(|chain| {
            let half = chain.len() / 2;
            [&chain[..half], &chain[chain.len() - half..]]
        })
        .collect();
    let length = count(halves.first().map_or(0, |it| it.len()));
    if length < 4.0 {
        return (f64::INFINITY, 0.0);
    }
    let means: Vec<f64> = halves.iter().map(|it| mean(it)).collect();
    let variances: Vec<f64> = halves
        .iter()
        .zip(&means)
        .map(|(it, mean)| covariance(it, *mean, 0) * length / (length - 1.0))
        .collect();
    let within = mean(&variances);
    let center = mean(&means);
    let between = means.iter().map(|it| (it - center) * (it - center)).sum::<f64>()
        / (count(means.len()) - 1.0);
    if within <= 0.0 {
        return if between <= 0.0 { (1.0, count(series.len())) } else { (f64::INFINITY, 0.0) };
    }
    let total = within * (length - 1.0) / length + between;
    let rhat = (total / within).sqrt();
    let correlation = |lag: usize| {
        let lagged = halves.iter().zip(&means).map(|(it, mean)| covariance(it, *mean, lag));
        1.0 - (within - lagged.sum::<f64>() / count(halves.len())) / total
    };
    let mut time = -1.0;
    let mut smallest = f64::INFINITY;
    for lag in (0..halves[0].len() - 1).step_by(2) {
        let pair = correlation(lag) + correlation(lag + 1);
        if pair <= 0.0 {
            break;
        }
        smallest = smallest.min(pair);
        time += 2.0 * smallest;
    }
    let draws = length * count(halves.len());
    (rhat, (draws / time.max(1.0 / draws)).min(draws))
}

/// Half-width of the 95 % interval of a share, which stays above zero at 0 and 1.
///
/// # Source
///
/// A. Agresti, B. A. Coull, *The American Statistician* 52 (1998), pp. 119–126.
pub(crate) fn half_width(share: f64, effective: f64) -> f64 {
    let draws = effective + 4.0;
    let share = (share * effective + 2.0) / draws;
    1.96 * (share * (1.0 - share) / draws).sqrt()
}

/// Whether reweighted draws still count for enough to give a number.
pub(crate) fn is_enough(effective: f64) -> bool {
    EFFECTIVE <= effective
}

fn covariance(series: &[f64], mean: f64, lag: usize) -> f64 {
    let pairs = series.iter().zip(&series[lag..]);
    pairs.map(|(one, other)| (one - mean) * (other - mean)).sum::<f64>() / count(series.len())
}

fn mean(series: &[f64]) -> f64 {
    series.iter().sum::<f64>() / count(series.len())
}

#[expect(clippy::cast_precision_loss, reason = "no series has 2⁵² draws")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(series: &[f64]) -> String {
        match effective_draws(series, 4) {
            Ok(effective) => format!("{effective:.0} effective draws"),
            Err(error) => error.to_string(),
        }
    }

    /// A stream of noise that no library can change.
    fn noise(count: u32) -> Vec<f64> {
        let mix =
            |it: u32| (it.wrapping_mul(2_654_435_769) ^ 0x5bd1_e995).wrapping_mul(2_246_822_519);
        (0..count).map(|it| f64::from(mix(mix(it) >> 7) >> 8) / f64::from(1_u32 << 24)).collect()
    }

    #[test]
    fn noise_counts_in_full_and_its_running_sum_less() {
        let noise = noise(4_000);
        assert_snapshot!(check(&noise), @"4000 effective draws");
        let lagged = noise.windows(10).map(|it| it.iter().sum::<f64>()).collect::<Vec<_>>();
        assert_snapshot!(check(&lagged[..3_980]), @"456 effective draws");
    }

    #[test]
    fn chains_that_disagree_give_no_number() {
        let mut apart = noise(4_000);
        apart[..1_000].iter_mut().for_each(|it| *it += 1.0);
        assert_snapshot!(check(&apart), @"not converged: R-hat 1.889, 6 effective draws");
        let stuck: Vec<f64> = (0..4_000).map(|it| f64::from(it / 1_000 % 2)).collect();
        assert_snapshot!(check(&stuck), @"not converged: R-hat inf, 0 effective draws");
        assert_snapshot!(check(&[]), @"not converged: R-hat inf, 0 effective draws");
    }
}
