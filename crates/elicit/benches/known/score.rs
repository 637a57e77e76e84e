//! How good predictions were.

use crate::known::Dice;

/// Bins of equal width for the calibration error.
const BINS: usize = 10;
/// How often profiles are drawn anew for a standard error.
const RESAMPLES: usize = 200;

/// The predictions about one party.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Predicted share, and whether the party accepts.
    pub(crate) answers: Vec<(f64, bool)>,
    /// Questions to which no number was given.
    pub(crate) silent: usize,
}

/// The figures of many profiles.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) answers: usize,
    pub(crate) silent: usize,
    /// Share of answers on the right side of 0.5.
    pub(crate) accuracy: f64,
    /// Mean square of the difference between prediction and truth.
    pub(crate) brier: f64,
    /// Mean over ten bins, weighted by their answers, of how far the mean prediction is from the
    /// share of truths.
    pub(crate) calibration: f64,
    /// Standard error of `calibration`, from profiles drawn anew.
    pub(crate) calibration_error: f64,
    /// Share of answers below 0.05 or above 0.95.
    pub(crate) decisive: f64,
    /// Share of the decisive answers that are wrong.
    pub(crate) wrong: f64,
}

/// Answers, sum of predictions and number of truths, in each bin.
type Bins = [(f64, f64, f64); BINS];

impl Score {
    pub(crate) fn of(profiles: &[Profile]) -> Self {
        let all = || profiles.iter().flat_map(|it| &it.answers);
        let answers = all().count();
        let share = |of: &dyn Fn(&(f64, bool)) -> bool, among: usize| {
            count(all().filter(|it| of(it)).count()) / count(among.max(1))
        };
        let is_decisive = |it: &(f64, bool)| it.0 < 0.05 || 0.95 < it.0;
        let is_right = |it: &(f64, bool)| (0.5 <= it.0) == it.1;
        let square = |it: &(f64, bool)| (it.0 - truth(it.1)) * (it.0 - truth(it.1));
        let decisive = all().filter(|it| is_decisive(it)).count();
        let bins: Vec<Bins> = profiles.iter().map(bins).collect();
        let mut dice = Dice::new(0, 0);
        let again: Vec<f64> = (0..RESAMPLES)
            .map(|_| {
                let drawn: Vec<&Bins> =
                    bins.iter().map(|_| &bins[dice.below(bins.len())]).collect();
                calibration(&drawn)
            })
            .collect();
        let mean = again.iter().sum::<f64>() / count(RESAMPLES);
        let variance = again.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>();
        Self {
            answers,
            silent: profiles.iter().map(|it| it.silent).sum(),
            accuracy: share(&is_right, answers),
            brier: all().map(square).sum::<f64>() / count(answers.max(1)),
            calibration: calibration(&bins.iter().collect::<Vec<_>>()),
            calibration_error: (variance / count(RESAMPLES - 1)).sqrt(),
            decisive: share(&is_decisive, answers),
            wrong: share(&|it| is_decisive(it) && !is_right(it), decisive),
        }
    }

    /// The names of [`Score::row`].
    pub(crate) const HEAD: &str = "answers | no number | accuracy | Brier | decisive | wrong among decisive | calibration error";

    /// The cells of a table.
    pub(crate) fn row(&self) -> String {
        let asked = count((self.answers + self.silent).max(1));
        format!(
            "{} | {} ({:.1} %) | {:.3} | {:.3} | {:.3} | {:.4} | {:.4} ± {:.4}",
            self.answers,
            self.silent,
            100.0 * count(self.silent) / asked,
            self.accuracy,
            self.brier,
            self.decisive,
            self.wrong,
            self.calibration,
            self.calibration_error
        )
    }
}

fn bins(profile: &Profile) -> Bins {
    let mut bins = Bins::default();
    for &(predicted, accepts) in &profile.answers {
        let places = (0..BINS).rev();
        let place = places.into_iter().find(|&it| count(it) <= predicted * count(BINS));
        let bin = &mut bins[place.unwrap_or(0)];
        *bin = (bin.0 + 1.0, bin.1 + predicted, bin.2 + truth(accepts));
    }
    bins
}

fn calibration(profiles: &[&Bins]) -> f64 {
    let mut apart = 0.0;
    let mut answers = 0.0;
    for bin in 0..BINS {
        let sum =
            |of: fn(&(f64, f64, f64)) -> f64| profiles.iter().map(|it| of(&it[bin])).sum::<f64>();
        apart += (sum(|it| it.1) - sum(|it| it.2)).abs();
        answers += sum(|it| it.0);
    }
    if 0.0 < answers { apart / answers } else { 0.0 }
}

fn truth(accepts: bool) -> f64 {
    f64::from(u8::from(accepts))
}

#[expect(clippy::cast_precision_loss, reason = "no bench asks 2⁵² questions")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}
