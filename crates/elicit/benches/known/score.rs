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
    answers: usize,
    silent: usize,
    /// Share of answers on the right side of 0.5.
    pub(crate) accuracy: f64,
    /// Mean square of the difference between prediction and truth.
    brier: f64,
    /// Share of answers below 0.05 or above 0.95.
    decisive: f64,
    /// Share of the decisive answers that are wrong.
    pub(crate) wrong: f64,
    /// Mean over ten bins, weighted by their answers, of how far the mean prediction is from the
    /// share of truths.
    pub(crate) calibration: f64,
    /// Standard errors of the accuracy, of `wrong` and of `calibration`, from profiles drawn anew.
    errors: [f64; 3],
}

/// Sums over the answers of one profile.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    answers: f64,
    right: f64,
    square: f64,
    decisive: f64,
    wrong: f64,
    /// Answers, sum of predictions and number of truths, in each bin.
    bins: [[f64; 3]; BINS],
}

impl Score {
    pub(crate) fn of(profiles: &[Profile]) -> Self {
        let sums: Vec<Sums> = profiles.iter().map(Sums::of).collect();
        let all = sums.iter().fold(Sums::default(), Sums::plus);
        let mut dice = Dice::new(0, 0);
        let again: Vec<[f64; 3]> = (0..RESAMPLES)
            .map(|_| {
                let drawn = (0..sums.len()).map(|_| dice.below(sums.len()));
                let all = drawn.fold(Sums::default(), |all, it| all.plus(&sums[it]));
                [all.right / all.answers, all.wrong / all.decisive.max(1.0), all.calibration()]
            })
            .collect();
        let error = |at: usize| {
            let mean = again.iter().map(|it| it[at]).sum::<f64>() / count(RESAMPLES);
            let squares = again.iter().map(|it| (it[at] - mean) * (it[at] - mean));
            (squares.sum::<f64>() / count(RESAMPLES - 1)).sqrt()
        };
        Self {
            answers: profiles.iter().map(|it| it.answers.len()).sum(),
            silent: profiles.iter().map(|it| it.silent).sum(),
            accuracy: all.right / all.answers,
            brier: all.square / all.answers,
            decisive: all.decisive / all.answers,
            wrong: all.wrong / all.decisive.max(1.0),
            calibration: all.calibration(),
            errors: [0, 1, 2].map(error),
        }
    }

    /// The names of [`Score::row`].
    pub(crate) const HEAD: &str = "answers | no number | accuracy | Brier | decisive | wrong among decisive | calibration error";

    /// The cells of a table.
    pub(crate) fn row(&self) -> String {
        let [accuracy, wrong, calibration] = self.errors;
        format!(
            "{} | {} ({:.1} %) | {:.3} ± {accuracy:.3} | {:.3} | {:.3} | {:.3} ± {wrong:.3} | {:.3} ± {calibration:.3}",
            self.answers,
            self.silent,
            100.0 * count(self.silent) / count((self.answers + self.silent).max(1)),
            self.accuracy,
            self.brier,
            self.decisive,
            self.wrong,
            self.calibration,
        )
    }
}

impl Sums {
    fn of(profile: &Profile) -> Self {
        let mut sums = Self::default();
        for &(predicted, accepts) in &profile.answers {
            let truth = f64::from(u8::from(accepts));
            let is_right = (0.5 <= predicted) == accepts;
            sums.answers += 1.0;
            sums.square += (predicted - truth) * (predicted - truth);
            if is_right {
                sums.right += 1.0;
            }
            if !(0.05..=0.95).contains(&predicted) {
                sums.decisive += 1.0;
                sums.wrong += f64::from(u8::from(!is_right));
            }
            let place = (0..BINS).rfind(|&it| count(it) <= predicted * count(BINS)).unwrap_or(0);
            for (sum, more) in sums.bins[place].iter_mut().zip([1.0, predicted, truth]) {
                *sum += more;
            }
        }
        sums
    }

    fn plus(mut self, other: &Self) -> Self {
        self.answers += other.answers;
        self.right += other.right;
        self.square += other.square;
        self.decisive += other.decisive;
        self.wrong += other.wrong;
        for (bin, other) in self.bins.iter_mut().flatten().zip(other.bins.iter().flatten()) {
            *bin += other;
        }
        self
    }

    fn calibration(&self) -> f64 {
        self.bins.iter().map(|it| (it[1] - it[2]).abs()).sum::<f64>() / self.answers
    }
}

#[expect(clippy::cast_precision_loss, reason = "no bench asks 2⁵² questions")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}
