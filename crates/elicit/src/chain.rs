//! One chain of worlds: a Gibbs sampler over worths, cost, beliefs and red lines.
//!
//! # Source
//!
//! Coordinate Gibbs sampling with exact draws along each line: S. Geman, D. Geman, *IEEE PAMI* 6
//! (1984), pp. 721–741. The cone with an exponential prior gives, up to scale, the uniform simplex
//! of SMAA: R. Lahdelma, J. Hokkanen, P. Salminen, *EJOR* 106 (1998), pp. 137–143.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::belief::{Density, cell};
use crate::credence::log_odds;
use crate::line::{Line, Prior, Weight};
use crate::lower::{Outlook, Problem, Said};
use crate::proposition::{Linear, Proposition};
use crate::{Question, Stop};

/// Sweeps between two worlds that are kept.
const THIN: usize = 3;
/// Sweeps in which the price of breaking a hard statement rises.
const ANNEALING: usize = 300;
/// Sweeps at the highest price, at most, until all hard statements hold.
const PATIENCE: usize = 600;
/// Sweeps before the first world is kept, once all hard statements hold.
const WARM_UP: usize = 300;
/// The highest finite price, as a logarithm.
const PRICE: f64 = 20.0;
/// Sweeps after which sums are made afresh, so that rounding does not add up.
const AFRESH: usize = 16;

/// The worlds one chain kept, by unknown and then by draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draws {
    pub(crate) worths: Vec<Vec<f64>>,
    /// Utility of silence less that of no agreement.
    pub(crate) gap: Vec<f64>,
    /// Sum of all worths and the cost: the scale of the world.
    pub(crate) scale: Vec<f64>,
    /// For each veto, whether it is real.
    pub(crate) real: Vec<Vec<bool>>,
    /// For each row, whether its proposition holds.
    pub(crate) truth: Vec<Vec<bool>>,
    /// For each prospect, the cell of its chance.
    pub(crate) cells: Vec<Vec<usize>>,
}

/// Why a chain kept nothing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stuck {
    /// These hard rows never held together with the others.
    Unmet(Vec<usize>),
    /// The caller stopped it.
    Stopped,
}

/// Runs one chain. `stream` keeps its random numbers apart from those of any other.
pub(crate) fn run(
    problem: &Problem,
    worths: usize,
    question: &Question,
    chain: usize,
    stream: u64,
    stop: Stop<'_>,
) -> Result<Draws, Stuck> {
    let mut chain = Chain::start(problem, worths, question.seed, chain, stream);
    if problem.rows.iter().any(Said::is_hard) {
        for sweep in 0..ANNEALING + PATIENCE {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred sweeps")]
            let heat = (sweep.min(ANNEALING) as f64) / (ANNEALING as f64);
            chain.price = 0.5 * libm::exp2(heat * libm::log2(PRICE / 0.5));
            chain.sweep(stop)?;
            if ANNEALING <= sweep && chain.unmet().is_empty() {
                break;
            }
        }
        chain.afresh();
        let unmet = chain.unmet();
        if !unmet.is_empty() {
            return Err(Stuck::Unmet(unmet));
        }
    }
    chain.price = f64::INFINITY;
    for _ in 0..WARM_UP {
        chain.sweep(stop)?;
    }
    let mut draws = Draws {
        worths: vec![Vec::with_capacity(question.draws); worths],
        real: vec![Vec::with_capacity(question.draws); problem.vetoes.len()],
        truth: vec![Vec::with_capacity(question.draws); problem.rows.len()],
        cells: vec![Vec::with_capacity(question.draws); problem.prospects.len()],
        ..Draws::default()
    };
    for _ in 0..question.draws {
        for _ in 0..THIN {
            chain.sweep(stop)?;
        }
        chain.keep(&mut draws);
    }
    Ok(draws)
}

struct Chain<'a> {
    problem: &'a Problem,
    densities: Vec<Density>,
    /// Worths first, then the cost, then the chances of the prospects.
    at: Vec<f64>,
    worths: usize,
    real: Vec<bool>,
    /// For each row and form, its value without extremes.
    values: Vec<Vec<f64>>,
    /// For each prospect, what it is worth beyond silence.
    gains: Vec<f64>,
    /// For each unknown, the rows that depend on it.
    touched: Vec<Vec<Touch>>,
    /// For each worth, its factor in the gain of each prospect that knows it.
    in_gains: Vec<Vec<(usize, f64)>>,
    /// For each row, what it weighs where its forms and vetoes are met, against where they are not.
    if_met: Vec<Weight>,
    /// For each unknown, how many hard rows that depend on it are broken where they are not met.
    hard: Vec<i32>,
    /// For each veto, the rows that depend on it.
    veto_rows: Vec<Vec<usize>>,
    price: f64,
    sweeps: usize,
    random: ChaCha8Rng,
    line: Line,
}

/// A row that depends on an unknown.
struct Touch {
    row: usize,
    /// Factor of the unknown in each form of the row, without what comes with no agreement.
    factors: Vec<f64>,
    /// Whether an extreme of the row knows the unknown.
    has_kinks: bool,
}

impl<'a> Chain<'a> {
    /// A start far from the other chains': a draw from the prior, all worths nearly equal, very
    /// unequal, or almost all zero; red lines as they may be, all real, or all bluff.
    fn start(problem: &'a Problem, worths: usize, seed: u64, chain: usize, stream: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let densities = problem
            .prospects
            .iter()
            .map(|it| Density::new(&it.factors.iter().map(|it| &it.1).collect::<Vec<_>>()))
            .collect();
        let mut at = Vec::new();
        for _ in 0..=worths {
            let drawn = -libm::log1p(-uniform(&mut random));
            at.push(match chain % 4 {
                0 => drawn,
                1 => libm::cbrt(drawn),
                2 => drawn * drawn * drawn,
                _ => {
                    if uniform(&mut random) < 0.8 {
                        0.01 * drawn
                    } else {
                        5.0 * drawn
                    }
                }
            });
        }
        for _ in &problem.prospects {
            let drawn = uniform(&mut random);
            at.push([drawn, 0.02, 0.98, 0.5][chain % 4]);
        }
        let real = problem
            .vetoes
            .iter()
            .map(|veto| {
                let drawn = uniform(&mut random) < veto.credence;
                veto.is_hard() || [drawn, true, false, drawn][chain % 4]
            })
            .collect();
        let touched: Vec<Vec<Touch>> =
            (0..at.len()).map(|unknown| touched(problem, worths, unknown)).collect();
        let is_hard = |it: &&Touch| {
            let said = &problem.rows[it.row];
            said.is_hard() && !said.what.negated
        };
        let hard = |it: &Vec<Touch>| it.iter().filter(is_hard).map(|_| 1).sum();
        let hard = touched.iter().map(hard).collect();
        let mut in_gains = vec![Vec::new(); worths];
        for (prospect, outlook) in problem.prospects.iter().enumerate() {
            for &(worth, factor) in &outlook.gain {
                in_gains[worth].push((prospect, f64::from(factor)));
            }
        }
        let mut veto_rows = vec![Vec::new(); problem.vetoes.len()];
        for (row, said) in problem.rows.iter().enumerate() {
            for &veto in &said.what.vetoes {
                veto_rows[veto].push(row);
            }
        }
        let mut chain = Self {
            problem,
            densities,
            at,
            worths,
            real,
            values: Vec::new(),
            gains: Vec::new(),
            touched,
            in_gains,
            if_met: problem.rows.iter().map(|it| if_met(&it.what, it.credence)).collect(),
            hard,
            veto_rows,
            price: 0.0,
            sweeps: 0,
            random,
            line: Line::default(),
        };
        chain.afresh();
        chain
    }

    fn sweep(&mut self, stop: Stop<'_>) -> Result<(), Stuck> {
        if self.sweeps.is_multiple_of(AFRESH) {
            if stop() {
                return Err(Stuck::Stopped);
            }
            self.afresh();
        }
        self.sweeps += 1;
        for unknown in 0..self.at.len() {
            self.redraw(unknown);
        }
        for veto in 0..self.real.len() {
            self.redraw_veto(veto);
        }
        Ok(())
    }

    /// Draws one unknown with all others fixed.
    fn redraw(&mut self, unknown: usize) {
        let uniform = uniform(&mut self.random);
        let problem = self.problem;
        let old = self.at[unknown];
        let through_none = self.through_none(unknown);
        let prior = match unknown.checked_sub(self.worths + 1) {
            Some(prospect) => Prior::Density(&self.densities[prospect]),
            None => Prior::Exponential,
        };
        self.line.start(Weight { log: 0.0, broken: self.hard[unknown] });
        for touch in &self.touched[unknown] {
            let said = &problem.rows[touch.row];
            if said.what.vetoes.iter().any(|&it| self.real[it]) {
                continue;
            }
            let weight = self.if_met[touch.row];
            if touch.has_kinks {
                let forms = said.what.forms.iter().zip(&self.values[touch.row]).zip(&touch.factors);
                let mut holds = vec![(0.0, prior.end())];
                for ((form, &value), factor) in forms {
                    let slope = factor + if form.against_none { through_none } else { 0.0 };
                    let form = Along { form, value, slope, unknown, at: &self.at };
                    holds = intersection(&holds, &form.at_least_zero(prior.end()));
                }
                for (low, high) in holds {
                    self.line.add(low, high, weight);
                }
            } else {
                let (mut low, mut high) = (0.0_f64, f64::INFINITY);
                let forms = said.what.forms.iter().zip(&self.values[touch.row]).zip(&touch.factors);
                for ((form, &value), factor) in forms {
                    let slope = factor + if form.against_none { through_none } else { 0.0 };
                    let value = value + extremes(form, &self.at);
                    let root = old - value / slope;
                    if 0.0 < slope {
                        low = low.max(root);
                    } else if slope < 0.0 {
                        high = high.min(root);
                    } else if value < 0.0 {
                        high = 0.0;
                    }
                }
                self.line.add(low, high, weight);
            }
        }
        let Some(new) = self.line.draw(prior, self.price, uniform) else {
            return;
        };
        self.at[unknown] = new;
        let change = new - old;
        for touch in &self.touched[unknown] {
            let forms = problem.rows[touch.row].what.forms.iter().zip(&touch.factors);
            for (value, (form, factor)) in self.values[touch.row].iter_mut().zip(forms) {
                let slope = factor + if form.against_none { through_none } else { 0.0 };
                *value += slope * change;
            }
        }
        if unknown < self.worths {
            for &(prospect, factor) in &self.in_gains[unknown] {
                self.gains[prospect] += factor * change;
            }
        }
    }

    fn redraw_veto(&mut self, veto: usize) {
        let uniform = uniform(&mut self.random);
        let said = &self.problem.vetoes[veto];
        if said.is_hard() {
            return;
        }
        self.real[veto] = false;
        // What the rows that need it to be bluff weigh more if it is.
        let mut if_bluff = Weight { log: -log_odds(said.credence), broken: 0 };
        for &row in self.veto_rows[veto].iter().filter(|&&it| self.is_met(it)) {
            if_bluff.log += self.if_met[row].log;
            if_bluff.broken += self.if_met[row].broken;
        }
        self.real[veto] = uniform * (1.0 + libm::exp(if_bluff.total(self.price))) < 1.0;
    }

    /// What the value of silence against no agreement gains with one unit of the unknown.
    fn through_none(&self, unknown: usize) -> f64 {
        match unknown.checked_sub(self.worths) {
            None => {
                let parts = self.in_gains[unknown].iter();
                -parts.map(|&(prospect, factor)| self.chance(prospect) * factor).sum::<f64>()
            }
            Some(0) => 1.0,
            Some(prospect) => -self.gains[prospect - 1],
        }
    }

    fn chance(&self, prospect: usize) -> f64 {
        self.at[self.worths + 1 + prospect]
    }

    /// Utility of silence less that of no agreement.
    fn gap(&self) -> f64 {
        let expected = self.gains.iter().enumerate().map(|(it, gain)| self.chance(it) * gain);
        self.at[self.worths] - expected.sum::<f64>()
    }

    /// Whether all forms of a row are at least zero and none of its vetoes is real.
    fn is_met(&self, row: usize) -> bool {
        let proposition = &self.problem.rows[row].what;
        let mut forms = proposition.forms.iter().zip(&self.values[row]);
        !proposition.vetoes.iter().any(|&it| self.real[it])
            && forms.all(|(form, value)| 0.0 <= value + extremes(form, &self.at))
    }

    /// The hard rows that do not hold.
    fn unmet(&self) -> Vec<usize> {
        let rows = self.problem.rows.iter().enumerate();
        rows.filter(|(row, said)| said.is_hard() && self.is_met(*row) == said.what.negated)
            .map(|it| it.0)
            .collect()
    }

    /// Makes all sums anew from the unknowns.
    fn afresh(&mut self) {
        let gain = |it: &Outlook| {
            it.gain.iter().map(|&(worth, factor)| f64::from(factor) * self.at[worth]).sum()
        };
        self.gains = self.problem.prospects.iter().map(gain).collect();
        let gap = self.gap();
        let value = |form: &Linear| {
            let terms =
                form.terms.iter().map(|&(worth, factor)| f64::from(factor) * self.at[worth]);
            terms.sum::<f64>() + if form.against_none { gap } else { 0.0 }
        };
        let values = |row: &Said<Proposition>| row.what.forms.iter().map(value).collect();
        self.values = self.problem.rows.iter().map(values).collect();
    }

    fn keep(&self, draws: &mut Draws) {
        for (column, &worth) in draws.worths.iter_mut().zip(&self.at) {
            column.push(worth);
        }
        draws.gap.push(self.gap());
        draws.scale.push(self.at[..=self.worths].iter().sum());
        for (column, &real) in draws.real.iter_mut().zip(&self.real) {
            column.push(real);
        }
        for (row, column) in draws.truth.iter_mut().enumerate() {
            column.push(self.is_met(row) != self.problem.rows[row].what.negated);
        }
        for (prospect, column) in draws.cells.iter_mut().enumerate() {
            column.push(cell(self.chance(prospect)));
        }
    }
}

/// The rows that depend on an unknown, with its factors.
fn touched(problem: &Problem, worths: usize, unknown: usize) -> Vec<Touch> {
    let through_none = worths <= unknown
        || problem.prospects.iter().any(|it| it.gain.iter().any(|it| it.0 == unknown));
    let mut touched = Vec::new();
    for (row, said) in problem.rows.iter().enumerate() {
        let factor = |form: &Linear| {
            let place = form.terms.binary_search_by_key(&unknown, |it| it.0);
            place.map_or(0.0, |place| f64::from(form.terms[place].1))
        };
        let factors: Vec<f64> = said.what.forms.iter().map(factor).collect();
        let mut extremes = said.what.forms.iter().flat_map(|it| &it.extremes);
        let has_kinks = extremes.any(|it| it.of.contains(&unknown));
        let through_none = through_none && said.what.forms.iter().any(|it| it.against_none);
        if has_kinks || through_none || factors.iter().any(|&it| it != 0.0) {
            touched.push(Touch { row, factors, has_kinks });
        }
    }
    touched
}

/// What a row weighs where its forms and vetoes are met, against where they are not.
fn if_met(proposition: &Proposition, credence: f64) -> Weight {
    let sign = if proposition.negated { -1 } else { 1 };
    if 1.0 <= credence {
        Weight { log: 0.0, broken: -sign }
    } else {
        Weight { log: f64::from(sign) * log_odds(credence), broken: 0 }
    }
}

fn extremes(form: &Linear, at: &[f64]) -> f64 {
    form.extremes.iter().map(|it| it.value(at)).sum()
}

/// A form along one unknown.
struct Along<'a> {
    form: &'a Linear,
    /// Its value where the unknown is now, without extremes.
    value: f64,
    /// Its slope, without extremes.
    slope: f64,
    unknown: usize,
    at: &'a [f64],
}

impl Along<'_> {
    fn value(&self, here: f64) -> f64 {
        let worth = |&it: &usize| if it == self.unknown { here } else { self.at[it] };
        let parts = self.form.extremes.iter();
        let kinked = parts.map(|it| f64::from(it.factor) * it.over(it.of.iter().map(worth)));
        self.value + self.slope * (here - self.at[self.unknown]) + kinked.sum::<f64>()
    }

    /// Where the form is at least zero, from 0 to `end`, in order.
    fn at_least_zero(&self, end: f64) -> Vec<(f64, f64)> {
        let mut kinks = vec![0.0];
        for extreme in self.form.extremes.iter().filter(|it| it.of.contains(&self.unknown)) {
            let others = extreme.of.iter().filter(|&&it| it != self.unknown);
            kinks.push(extreme.over(others.map(|&it| self.at[it])));
        }
        kinks.sort_unstable_by(f64::total_cmp);
        let mut found: Vec<(f64, f64)> = Vec::new();
        for (index, &low) in kinks.iter().enumerate() {
            let high = kinks.get(index + 1).copied().unwrap_or(end);
            if high <= low {
                continue;
            }
            // The form is linear from `low` to `high`; a second place inside gives its slope.
            let inside = if high.is_finite() { f64::midpoint(low, high) } else { low + 1.0 };
            let [at_low, at_inside] = [low, inside].map(|it| self.value(it));
            let slope = (at_inside - at_low) / (inside - low);
            let root = low - at_low / slope;
            let piece = match (0.0 <= at_low, 0.0 <= at_inside) {
                _ if slope.abs() < 1e-9 => {
                    if 0.0 <= at_inside {
                        (low, high)
                    } else {
                        continue;
                    }
                }
                (false, _) if 0.0 < slope => (root, high),
                (true, _) if slope < 0.0 => (low, root.min(high)),
                (true, _) => (low, high),
                (false, _) => continue,
            };
            match found.last_mut() {
                _ if piece.1 <= piece.0 => {}
                Some(last) if piece.0 <= last.1 => last.1 = piece.1,
                _ => found.push(piece),
            }
        }
        found
    }
}

fn intersection(one: &[(f64, f64)], other: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut both = Vec::new();
    for &(low, high) in one {
        for &(from, to) in other {
            let (low, high) = (low.max(from), high.min(to));
            if low < high {
                both.push((low, high));
            }
        }
    }
    both
}

/// A number from 0 to 1, without 1.
fn uniform(random: &mut ChaCha8Rng) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    let number = (random.next_u64() >> 11) as f64;
    number * (f64::EPSILON / 2.0)
}
