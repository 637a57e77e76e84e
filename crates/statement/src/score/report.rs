//! From counts to figures with intervals.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use serde::Serialize;

use super::tally::{Bin, Measure, Rate, Sureness, Tally};

/// Figures over a number of articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Number of articles.
    pub articles: usize,
    /// The measures for which anything was found or there, in the order of [`Measure::ALL`].
    pub figures: Vec<Figure>,
    /// How far sureness can be trusted, for the fields that say how sure they are.
    pub calibration: Vec<Calibration>,
}

/// What a measure came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Id of the measure.
    pub measure: &'static str,
    /// Name of the measure, for people.
    pub title: &'static str,
    /// What was counted.
    #[serde(flatten)]
    pub rate: Rate,
    /// Share of what was found that is right.
    pub precision: Option<Estimate>,
    /// Share of what was there that was found.
    pub recall: Option<Estimate>,
    /// The harmonic mean of both.
    pub f: Option<Estimate>,
}

/// A share, and between what it lies in 95 of 100 resamples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Over all articles.
    pub value: f64,
    /// What 2.5 of 100 resamples do not reach.
    pub low: f64,
    /// What 2.5 of 100 resamples exceed.
    pub high: f64,
}

/// How sureness compares with the share that is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Id of the field.
    pub field: &'static str,
    /// Mean distance between sureness and the share right, by bin, each finding weighed the same.
    pub error: Estimate,
    /// The bins with anything in them.
    pub bins: Vec<CalibrationBin>,
}

/// Findings of about the same sureness.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibrationBin {
    /// Least sureness in the bin; it ends a tenth above, and the last takes in 1.
    pub from: f64,
    /// Number of findings.
    pub count: u64,
    /// Their mean sureness.
    pub mean: f64,
    /// The share of them that is right.
    pub right: f64,
}

/// Figures over articles, with intervals from `resamples` draws of as many articles, with
/// repetition. The same tallies, number and seed give the same figures.
///
/// A resample in which a share has nothing to be a share of says nothing about it.
///
/// # Cost
///
/// Grows with articles times resamples.
pub fn report(tallies: &[Tally], resamples: usize, seed: u64) -> Report {
    let whole = sum(tallies.iter());
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let draws: Vec<Tally> = (0..resamples)
        .map(|_| sum((0..tallies.len()).map(|_| &tallies[draw(&mut random, tallies.len())])))
        .collect();
    let estimate = |share: &dyn Fn(&Tally) -> Option<f64>| {
        let value = share(&whole)?;
        let mut found: Vec<f64> = draws.iter().filter_map(share).collect();
        found.sort_by(f64::total_cmp);
        let (low, high) = bounds(&found).unwrap_or((value, value));
        Some(Estimate { value, low, high })
    };
    let figure = |&measure: &Measure| {
        let rate = whole.rate(measure);
        let of = |share: fn(&Rate) -> Option<f64>| estimate(&|it| share(&it.rate(measure)));
        let (precision, recall) = (of(Rate::precision), of(Rate::recall));
        // Shares of the gold alone, or of the predicted alone, have no mean.
        let f = if is_one_sided(measure) { None } else { of(Rate::f) };
        let figure =
            Figure { measure: measure.id(), title: measure.title(), rate, precision, recall, f };
        (0 < rate.predicted + rate.gold).then_some(figure)
    };
    let calibration = |field: Sureness| {
        let error = estimate(&|it| error(it.bins(field)))?;
        let bins = (0_u32..).zip(whole.bins(field)).filter_map(bin).collect();
        Some(Calibration { field: field.id(), error, bins })
    };
    Report {
        articles: tallies.len(),
        figures: Measure::ALL.iter().filter_map(figure).collect(),
        calibration: Sureness::ALL.into_iter().filter_map(calibration).collect(),
    }
}

fn is_one_sided(measure: Measure) -> bool {
    Measure::GoldDirect <= measure && measure <= Measure::PredictedIndirect
}

fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    let mut sum = Tally::default();
    for tally in tallies {
        sum.add(tally);
    }
    sum
}

/// A place below `count`, each about as likely as the others.
fn draw(random: &mut ChaCha8Rng, count: usize) -> usize {
    let wide = u128::from(random.next_u64()) * u128::try_from(count).unwrap_or(0);
    usize::try_from(wide >> 64).unwrap_or(0)
}

/// The values at 2.5 and 97.5 of 100, by nearest rank.
fn bounds(sorted: &[f64]) -> Option<(f64, f64)> {
    let count = sorted.len();
    let low = (count * 25).div_ceil(1000).saturating_sub(1);
    let high = (count * 975).div_ceil(1000).saturating_sub(1);
    Some((*sorted.get(low)?, *sorted.get(high)?))
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2⁵³ statements")]
fn error(bins: &[Bin]) -> Option<f64> {
    let count: u64 = bins.iter().map(|it| it.count).sum();
    let apart: f64 = bins.iter().map(|it| (it.sure - it.right as f64).abs()).sum();
    (count != 0).then(|| apart / count as f64)
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2⁵³ statements")]
fn bin((place, bin): (u32, &Bin)) -> Option<CalibrationBin> {
    let count = bin.count as f64;
    (bin.count != 0).then(|| CalibrationBin {
        from: f64::from(place) / 10.0,
        count: bin.count,
        mean: bin.sure / count,
        right: bin.right as f64 / count,
    })
}
