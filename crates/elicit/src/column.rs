//! Shares and means of columns that have a value for each world.

use crate::converge::{count, effective_draws, half_width};
use crate::error::Error;
use crate::share::Share;
use crate::worlds::{CHAINS, Worlds, series, share_of};

/// The mean of a column, and half the width of its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mean {
    pub(crate) mean: f64,
    pub(crate) error: f64,
}

/// The share of worlds in which something holds.
///
/// # Errors
///
/// [`Error::NotConverged`]. Where it holds in all worlds or in none, the margin by which it holds
/// is asked whether the chains agree.
pub(crate) fn share(worlds: &Worlds, holds: &[bool], margins: &[f64]) -> Result<Share, Error> {
    let effective = effective(worlds, &series(holds), || margins.to_vec())?;
    let share = share_of(holds);
    Ok(Share { low: share, high: share, error: half_width(share, effective) })
}

/// The mean of a column of numbers from 0 to 1.
///
/// # Errors
///
/// Those of [`share`].
pub(crate) fn mean(worlds: &Worlds, column: &[f64], margins: &[f64]) -> Result<Mean, Error> {
    let effective = effective(worlds, column, || margins.to_vec())?;
    let mean = column.iter().sum::<f64>() / count(column.len());
    let square = |it: &f64| (it - mean) * (it - mean);
    let variance = column.iter().map(square).sum::<f64>() / count(column.len());
    // One that does not vary is no surer than a share that does not.
    let error = if 0.0 < variance {
        1.96 * (variance / effective).sqrt()
    } else {
        half_width(mean.clamp(0.0, 1.0), effective)
    };
    Ok(Mean { mean, error })
}

/// How many draws a column is worth. Where it does not vary, `margins` are asked, and made only then.
///
/// # Errors
///
/// [`Error::NotConverged`].
pub(crate) fn effective(
    worlds: &Worlds,
    column: &[f64],
    margins: impl FnOnce() -> Vec<f64>,
) -> Result<f64, Error> {
    #[expect(clippy::float_cmp, reason = "whether it varies at all")]
    if column.iter().any(|it| *it != column[0]) {
        return effective_draws(column, CHAINS);
    }
    let relative =
        margins().into_iter().zip(&worlds.draws.scale).map(|(margin, scale)| margin / scale);
    effective_draws(&relative.collect::<Vec<_>>(), CHAINS)
}
