//! What a party may want, as far as it has told.

use std::cmp::Ordering;

use onetext_bargain::{Outcome, Party, Pattern, Space};
use rand_chacha::ChaCha8Rng;
use rand_core::Rng as _;

use crate::negotiator::{Change, Reply, Verdict};

/// Number of guesses kept for each party.
pub(super) const GUESSES: usize = 32;

/// Most passes of corrections after a reply.
const PASSES: usize = 60;

/// Passes of redrawing after a reply.
const REDRAWS: usize = 6;

/// What "more" is at least, where the largest worth of an option is 1.
const MORE: f64 = 1e-4;

/// What a whole number stands for when guesses become a problem.
const UNITS: f64 = 1e6;

/// Something said, as a row: the sum of these variables, each times its factor, is at least `least`.
#[derive(Clone, Debug)]
struct Row {
    terms: Vec<(usize, f64)>,
    least: f64,
}

/// Guesses at one party's additive utilities and its reservation value that agree with what it said.
///
/// A guess is a worth from 0 to 1 for each option, and one more number for the reservation value.
/// Each reply adds rows. A guess that breaks some is moved onto them one after the other, over and
/// over, until it breaks none or for so many passes; then each of its numbers is drawn anew between
/// what the rows leave for it. A party whose utilities are not additive may say what no guess can
/// agree with; then some rows stay broken, and the guess lies between them.
///
/// # Source
///
/// S. Agmon, "The Relaxation Method for Linear Inequalities", *Canadian Journal of Mathematics* 6
/// (1954), pp. 382–392, for the corrections; S. and D. Geman, *IEEE Transactions on Pattern Analysis
/// and Machine Intelligence* 6 (1984), pp. 721–741, for redrawing one number at a time.
///
/// # Cost
///
/// Each pass goes once over the rows, of which a reply adds about as many as there are options.
#[derive(Clone, Debug)]
pub(super) struct Belief {
    /// Where the options of each issue begin.
    starts: Vec<usize>,
    rows: Vec<Row>,
    /// Rows in which each variable stands, with its factor.
    columns: Vec<Vec<(usize, f64)>>,
    guesses: Vec<Vec<f64>>,
    red_lines: Vec<Pattern>,
}

impl Belief {
    /// Guesses before anything is said.
    pub(super) fn new(space: &Space, random: &mut ChaCha8Rng) -> Self {
        let mut starts = vec![0];
        for issue in space.issues() {
            starts.push(starts.last().copied().unwrap_or_default() + space.option_count(issue));
        }
        let options = starts.last().copied().unwrap_or_default();
        let guesses = (0..GUESSES).map(|_| {
            let mut guess: Vec<f64> = (0..options).map(|_| uniform(random)).collect();
            guess.push(uniform(random) * count(space.issue_count()));
            guess
        });
        Self {
            guesses: guesses.collect(),
            starts,
            rows: Vec::new(),
            columns: vec![Vec::new(); options + 1],
            red_lines: Vec::new(),
        }
    }

    /// Takes in what the party says of a text beside the current one, having been asked for so many
    /// wishes.
    pub(super) fn hear(
        &mut self,
        text: &Outcome,
        current: Option<&Outcome>,
        reply: &Reply,
        asked: usize,
        random: &mut ChaCha8Rng,
    ) {
        let reservation = self.columns.len() - 1;
        let mut worth: Vec<(usize, f64)> =
            self.places(text).into_iter().map(|it| (it, 1.0)).collect();
        worth.push((reservation, -1.0));
        match &reply.verdict {
            Verdict::Acceptable => self.add(worth, 0.0),
            Verdict::TooLittle => {
                self.add(worth.into_iter().map(|(it, factor)| (it, -factor)).collect(), MORE);
            }
            Verdict::RedLine(pattern) if self.red_lines.contains(pattern) => {}
            Verdict::RedLine(pattern) => self.red_lines.push(pattern.clone()),
        }
        if let (Some(current), Some(order)) = (current, reply.than_current) {
            let pairs = self.places(text).into_iter().zip(self.places(current));
            let pairs: Vec<_> = pairs.filter(|(new, old)| new != old).collect();
            let more = |sign: f64| {
                pairs.iter().flat_map(|&(new, old)| [(new, sign), (old, -sign)]).collect::<Vec<_>>()
            };
            match order {
                Ordering::Greater => self.add(more(1.0), MORE),
                Ordering::Less => self.add(more(-1.0), MORE),
                Ordering::Equal => {
                    self.add(more(1.0), 0.0);
                    self.add(more(-1.0), 0.0);
                }
            }
        }
        if 0 < asked {
            self.hear_wishes(text, &reply.wishes, asked);
        }
        self.correct(random);
    }

    /// Each wish is liked no less than the next one, and the last one no less than all that is not
    /// named; where fewer than asked are named, no other change is liked.
    fn hear_wishes(&mut self, text: &Outcome, wishes: &[Change], asked: usize) {
        let places = self.places(text);
        let change = |it: &Change| {
            let issue = it.issue.index();
            (self.starts[issue] + it.option.index(), places[issue])
        };
        let wished: Vec<(usize, usize)> = wishes.iter().map(change).collect();
        let mut rows: Vec<(Vec<(usize, f64)>, f64)> = Vec::new();
        for pair in wished.windows(2) {
            rows.push((than(pair[0], Some(pair[1])), 0.0));
        }
        let last = wished.last().copied();
        if let Some(last) = last {
            rows.push((than(last, None), MORE));
        }
        for (issue, &before) in places.iter().enumerate() {
            for option in self.starts[issue]..self.starts[issue + 1] {
                let other = (option, before);
                if option == before || wished.contains(&other) {
                    continue;
                }
                match last {
                    Some(last) if wished.len() == asked => {
                        rows.push((than(last, Some(other)), 0.0));
                    }
                    _ => rows.push((than((before, option), None), 0.0)),
                }
            }
        }
        for (terms, least) in rows {
            self.add(terms, least);
        }
    }

    fn add(&mut self, terms: Vec<(usize, f64)>, least: f64) {
        let mut sums: Vec<(usize, f64)> = Vec::new();
        for (variable, factor) in terms {
            match sums.iter_mut().find(|it| it.0 == variable) {
                Some(sum) => sum.1 += factor,
                None => sums.push((variable, factor)),
            }
        }
        sums.retain(|it| it.1 != 0.0);
        if sums.is_empty() {
            return;
        }
        for &(variable, factor) in &sums {
            self.columns[variable].push((self.rows.len(), factor));
        }
        self.rows.push(Row { terms: sums, least });
    }

    /// Makes every guess agree with the rows, as far as that goes.
    fn correct(&mut self, random: &mut ChaCha8Rng) {
        let most = count(self.starts.len() - 1);
        let last = self.columns.len() - 1;
        for guess in &mut self.guesses {
            for _ in 0..PASSES {
                let mut is_broken = false;
                // The latest is broken most often.
                for row in self.rows.iter().rev() {
                    let missing = row.least - row.value(guess);
                    if 1e-9 < missing {
                        is_broken = true;
                        let size: f64 = row.terms.iter().map(|it| it.1 * it.1).sum();
                        // A little further than needed, so that it ends within.
                        let step = 1.2 * (missing + MORE) / size;
                        for &(variable, factor) in &row.terms {
                            let top = if variable == last { most } else { 1.0 };
                            guess[variable] = (guess[variable] + step * factor).clamp(0.0, top);
                        }
                    }
                }
                if !is_broken {
                    break;
                }
            }
            let mut values: Vec<f64> = self.rows.iter().map(|it| it.value(guess)).collect();
            for _ in 0..REDRAWS {
                for (variable, column) in self.columns.iter().enumerate() {
                    let (mut low, mut high) = (0.0, if variable == last { most } else { 1.0 });
                    for &(row, factor) in column {
                        // The value at which this row is just kept.
                        let bound = guess[variable] + (self.rows[row].least - values[row]) / factor;
                        if 0.0 < factor {
                            low = f64::max(low, bound);
                        } else {
                            high = f64::min(high, bound);
                        }
                    }
                    let drawn = uniform(random);
                    if low < high {
                        let next = low + (high - low) * drawn;
                        let step = next - guess[variable];
                        guess[variable] = next;
                        for &(row, factor) in column {
                            values[row] += step * factor;
                        }
                    }
                }
            }
        }
    }

    /// A guess as a party of a problem.
    pub(super) fn party(&self, guess: usize) -> Party {
        self.written(&self.even(&self.guesses[guess]))
    }

    /// The mean of all guesses as a party of a problem. As the rows are linear, it agrees with all
    /// that each guess agrees with.
    pub(super) fn mean(&self) -> Party {
        let mut mean = vec![0.0; self.columns.len()];
        for guess in &self.guesses {
            for (sum, it) in mean.iter_mut().zip(self.even(guess)) {
                *sum += it / count(GUESSES);
            }
        }
        self.written(&mean)
    }

    /// The reservation value in the middle of all guesses, and how far the guesses lie apart, both
    /// from 0, the worst outcome, to 1, the best one.
    pub(super) fn reservation(&self) -> (f64, f64) {
        let last = self.columns.len() - 1;
        let guesses = self.guesses.iter().map(|it| self.even(it)[last].clamp(0.0, 1.0));
        let mut guesses: Vec<f64> = guesses.collect();
        guesses.sort_by(f64::total_cmp);
        (guesses[GUESSES / 2], guesses[GUESSES - 1] - guesses[0])
    }

    /// The guess with a worst outcome worth 0 and a best one worth 1.
    fn even(&self, guess: &[f64]) -> Vec<f64> {
        let mut even = guess.to_vec();
        let mut range = 0.0;
        let mut worst = 0.0;
        for bounds in self.starts.windows(2) {
            let options = &mut even[bounds[0]..bounds[1]];
            let least = options.iter().copied().fold(f64::INFINITY, f64::min);
            worst += least;
            for it in options.iter_mut() {
                *it -= least;
            }
            range += options.iter().copied().fold(0.0, f64::max);
        }
        if let Some(reservation) = even.last_mut() {
            *reservation -= worst;
        }
        let range = range.max(MORE);
        for it in &mut even {
            *it /= range;
        }
        even
    }

    fn written(&self, guess: &[f64]) -> Party {
        let utilities = self.starts.windows(2);
        let utilities =
            utilities.map(|it| guess[it[0]..it[1]].iter().map(|it| whole(*it)).collect());
        Party {
            utilities: utilities.collect(),
            reservation: guess.last().map_or(0, |it| whole(*it)).max(0),
            red_lines: self.red_lines.clone(),
            interactions: Vec::new(),
            cap: None,
        }
    }

    /// Which variable each option of a text is.
    fn places(&self, text: &Outcome) -> Vec<usize> {
        self.starts.iter().zip(&text.0).map(|(start, it)| start + it.index()).collect()
    }
}

impl Row {
    fn value(&self, guess: &[f64]) -> f64 {
        self.terms.iter().map(|&(variable, factor)| guess[variable] * factor).sum()
    }
}

/// One change, to its first option from its second, less another change.
fn than(change: (usize, usize), other: Option<(usize, usize)>) -> Vec<(usize, f64)> {
    let mut terms = vec![(change.0, 1.0), (change.1, -1.0)];
    if let Some(other) = other {
        terms.extend([(other.0, -1.0), (other.1, 1.0)]);
    }
    terms
}

#[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
fn uniform(random: &mut ChaCha8Rng) -> f64 {
    (random.next_u64() >> 11) as f64 * (f64::EPSILON / 2.0)
}

#[expect(clippy::cast_precision_loss, reason = "few")]
fn count(number: usize) -> f64 {
    number as f64
}

#[expect(clippy::cast_possible_truncation, reason = "of the size of the units")]
fn whole(number: f64) -> i64 {
    (number * UNITS).round() as i64
}
