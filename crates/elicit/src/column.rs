//! Shares and means of columns that have a value for each world.

use crate::converge::{count, effective_draws, half_width};
use crate::error::Error;
use crate::share::Share;
use crate::worlds::{CHAINS, Worlds};

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
    let column: Vec<f64> = holds.iter().map(|&it| f64::from(u8::from(it))).collect();
    let effective = effective(worlds, &column, margins)?;
    let share = column.iter().sum::<f64>() / count(column.len());
    Ok(Share { low: share, high: share, error: half_width(share, effective) })
}

/// The mean of a column of numbers from 0 to 1.
///
/// # Errors
///
/// Those of [`share`].
pub(crate) fn mean(worlds: &Worlds, column: &[f64], margins: &[f64]) -> Result<Mean, Error> {
    let effective = effective(worlds, column, margins)?;
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

fn effective(worlds: &Worlds, column: &[f64], margins: &[f64]) -> Result<f64, Error> {
    #[expect(clippy::float_cmp, reason = "whether it varies at all")]
    if column.iter().any(|it| *it != column[0]) {
        return effective_draws(column, CHAINS);
    }
    let relative = margins.iter().zip(&worlds.draws.scale).map(|(margin, scale)| margin / scale);
    effective_draws(&relative.collect::<Vec<_>>(), CHAINS)
}
