//! Moves from one world to the next, each exact along its line.
//!
//! # Source
//!
//! Coordinate Gibbs sampling: S. Geman, D. Geman, *IEEE PAMI* 6 (1984), pp. 721–741. Lines along
//! the difference of two other worlds: W. R. Gilks, G. O. Roberts, E. I. George, *The Statistician*
//! 43 (1994), pp. 179–189 (adaptive direction sampling). Slices: R. M. Neal, *Annals of Statistics*
//! 31 (2003), pp. 705–767.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::credence::log_odds;
use crate::kinks::{Along, Intervals, intersection};
use crate::line::{Law, Line, exponential};
use crate::lower::Outlook;
use crate::model::{Model, Wide, violation};
use crate::question::Prior;

/// Sweeps after which sums are made afresh, so that rounding does not add up.
const AFRESH: usize = 16;

/// The room that hard rows have to leave, against the scale of the world.
const ROOM: f64 = 1e-10;

/// One world.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// Worths first, then the cost, then the chances of the prospects.
    pub(crate) at: Vec<f64>,
    pub(crate) real: Vec<bool>,
    /// For each form of the model, its value without extremes.
    pub(crate) values: Vec<f64>,
    /// For each prospect, what it is worth beyond silence.
    pub(crate) gains: Vec<f64>,
}

impl State {
    /// Utility of silence less that of no agreement.
    pub(crate) fn gap(&self, model: &Model<'_>) -> f64 {
        let chances = &self.at[model.worths + 1..];
        let expected = chances.iter().zip(&self.gains).map(|(chance, gain)| chance * gain);
        self.at[model.worths] - expected.sum::<f64>()
    }

    /// Makes all sums anew from the unknowns.
    pub(crate) fn afresh(&mut self, model: &Model<'_>) {
        let at = &self.at;
        let gain = |it: &Outlook| gain(it, at);
        self.gains.clear();
        self.gains.extend(model.problem.prospects.iter().map(gain));
        let gap = self.gap(model);
        model.values(&self.at, gap, &mut self.values);
    }

    /// By how much a row of the problem, in force or not, fails to hold.
    pub(crate) fn violation(&self, model: &Model<'_>, row: usize) -> f64 {
        violation(&model.problem.rows[row].what, &self.at, self.gap(model), &self.real, 0.0)
    }

    /// The hard rows of the problem that do not hold with room to spare: two rows that only meet
    /// where both are at their edge leave no worlds to draw.
    pub(crate) fn unmet(&self, model: &Model<'_>) -> Vec<usize> {
        let gap = self.gap(model);
        let room = ROOM * self.at[..=model.worths].iter().sum::<f64>();
        let rows = model.problem.rows.iter().enumerate().filter(|(_, said)| {
            said.is_hard() && 0.0 < violation(&said.what, &self.at, gap, &self.real, room)
        });
        rows.map(|it| it.0).collect()
    }
}

fn gain(outlook: &Outlook, at: &[f64]) -> f64 {
    outlook.gain.iter().map(|&(worth, factor)| f64::from(factor) * at[worth]).sum()
}

/// Worlds to take directions from. They are fixed before the walk begins, or belong to others, so
/// that a direction does not depend on where the walk is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Archive {
    worlds: Vec<Sketch>,
}

/// A world, scaled so that its worths and cost add up to one.
#[derive(Clone, Debug)]
struct Sketch {
    at: Vec<f64>,
    /// For each form, its terms without no agreement.
    linear: Vec<f64>,
    gains: Vec<f64>,
}

impl Archive {
    pub(crate) fn new<'s>(model: &Model<'_>, states: impl Iterator<Item = &'s State>) -> Self {
        let sketch = |state: &State| {
            let scale: f64 = state.at[..=model.worths].iter().sum();
            let at: Vec<f64> = state.at[..=model.worths].iter().map(|it| it / scale).collect();
            let linear = model.forms.iter().map(|it| it.linear(&at)).collect();
            let gains = model.problem.prospects.iter().map(|it| gain(it, &at)).collect();
            Sketch { at, linear, gains }
        };
        Self { worlds: states.map(sketch).collect() }
    }
}

/// A walk through the worlds of a model.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    pub(crate) state: State,
    pub(crate) random: ChaCha8Rng,
    sweeps: usize,
    line: Line,
    slopes: Vec<f64>,
    direction: Vec<f64>,
    holds: Intervals,
    piece: Intervals,
}

impl Walk {
    /// A walk that has not begun, with random numbers of its own.
    pub(crate) fn new(state: State, seed: u64, stream: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream);
        Self {
            state,
            random,
            sweeps: 0,
            line: Line::default(),
            slopes: Vec::new(),
            direction: Vec::new(),
            holds: Vec::new(),
            piece: Vec::new(),
        }
    }

    /// Draws everything from the prior.
    pub(crate) fn draw_prior(&mut self, model: &Model<'_>) {
        self.state.at.clear();
        for _ in 0..=model.worths {
            let drawn = gamma(model.prior, &mut self.random);
            self.state.at.push(drawn);
        }
        for density in model.densities {
            self.state.at.push(density.quantile(uniform(&mut self.random)));
        }
        self.state.real.clear();
        for veto in &model.problem.vetoes {
            let real = uniform(&mut self.random) < veto.credence;
            self.state.real.push(real);
        }
        self.state.afresh(model);
    }

    /// Draws every unknown and every red line once, given all others, and moves `lines` times along
    /// a direction of the archive.
    pub(crate) fn sweep(&mut self, model: &Model<'_>, archive: &Archive, lines: usize) {
        if self.sweeps.is_multiple_of(AFRESH) {
            self.state.afresh(model);
        }
        self.sweeps += 1;
        for unknown in 0..self.state.at.len() {
            self.redraw(model, unknown);
        }
        for veto in 0..self.state.real.len() {
            self.redraw_veto(model, veto);
        }
        if 2 <= archive.worlds.len() {
            for _ in 0..lines {
                self.slide(model, archive);
            }
        }
    }

    /// Draws one unknown with all others fixed.
    fn redraw(&mut self, model: &Model<'_>, unknown: usize) {
        let drawn = uniform(&mut self.random);
        let column = &model.columns[unknown];
        let old = self.state.at[unknown];
        let is_worth = unknown <= model.worths;
        if column.start == column.end && column.wide.is_empty() {
            let new = if is_worth {
                gamma_from(model.prior, drawn, &mut self.random)
            } else {
                model.densities[unknown - model.worths - 1].quantile(drawn)
            };
            self.put(model, unknown, 0.0, new);
            return;
        }
        let (low, high) =
            if is_worth { slice(model.prior, old, &mut self.random) } else { (-old, 1.0 - old) };
        let through = if column.moves { self.through(model, unknown) } else { 0.0 };
        let values = &self.state.values;
        let [hard, soft] = [column.start..column.hard, column.hard..column.soft];
        let moved = if column.moves || !column.wide.is_empty() {
            self.line.start(low, high);
            for entry in &model.entries[hard] {
                let slope = entry.factor + model.forms[entry.form].none * through;
                let at = -values[entry.form] / slope;
                if 0.0 < slope {
                    self.line.clip(at, f64::INFINITY);
                } else if slope < 0.0 {
                    self.line.clip(f64::NEG_INFINITY, at);
                }
            }
            for entry in &model.entries[soft] {
                let slope = entry.factor + model.forms[entry.form].none * through;
                let at = -values[entry.form] / slope;
                if 0.0 < slope {
                    self.line.above(at, model.above[entry.form]);
                } else if slope < 0.0 {
                    self.line.below(at, model.above[entry.form]);
                }
            }
            let entries = &model.entries[column.soft..column.end];
            for &wide in &column.wide {
                let slope = |form: usize| {
                    let place = entries.binary_search_by_key(&form, |it| it.form);
                    place.map_or(0.0, |it| entries[it].factor) + model.forms[form].none * through
                };
                let worth = |it: usize| f64::from(u8::from(it == unknown));
                add(
                    model,
                    &model.wide[wide],
                    &self.state,
                    &mut self.line,
                    [&mut self.holds, &mut self.piece],
                    slope,
                    worth,
                );
            }
            let law = if is_worth {
                Law::Exponential
            } else {
                Law::Density(&model.densities[unknown - model.worths - 1], old)
            };
            self.line.draw(law, drawn)
        } else {
            let (mut low, mut high) = (low, high);
            for entry in &model.entries[hard] {
                let at = -values[entry.form] * entry.inverse;
                if 0.0 < entry.inverse {
                    low = low.max(at);
                } else {
                    high = high.min(at);
                }
            }
            if soft.is_empty() {
                exponential(low, high, drawn)
            } else {
                self.line.start(low, high);
                for entry in &model.entries[soft] {
                    let at = -values[entry.form] * entry.inverse;
                    if at <= low || high <= at {
                        continue;
                    }
                    if 0.0 < entry.inverse {
                        self.line.above(at, model.above[entry.form]);
                    } else {
                        self.line.below(at, model.above[entry.form]);
                    }
                }
                self.line.draw(Law::Exponential, drawn)
            }
        };
        if let Some(moved) = moved {
            let new = old + moved;
            let new = if is_worth { new.max(f64::MIN_POSITIVE) } else { new.clamp(0.0, 1.0) };
            self.put(model, unknown, through, new);
        }
    }

    /// Moves one unknown, with all sums that depend on it.
    fn put(&mut self, model: &Model<'_>, unknown: usize, through: f64, new: f64) {
        let column = &model.columns[unknown];
        let change = new - self.state.at[unknown];
        self.state.at[unknown] = new;
        if column.moves {
            for entry in &model.entries[column.start..column.end] {
                let slope = entry.factor + model.forms[entry.form].none * through;
                self.state.values[entry.form] += slope * change;
            }
            for &(prospect, factor) in &column.gains {
                self.state.gains[prospect] += factor * change;
            }
        } else {
            for entry in &model.entries[column.start..column.end] {
                self.state.values[entry.form] += entry.factor * change;
            }
        }
    }

    /// What the value of silence against no agreement gains with one unit of a worth or a belief.
    fn through(&self, model: &Model<'_>, unknown: usize) -> f64 {
        if unknown < model.worths {
            let chances = &self.state.at[model.worths + 1..];
            let parts = model.columns[unknown].gains.iter();
            -parts.map(|&(prospect, factor)| chances[prospect] * factor).sum::<f64>()
        } else {
            -self.state.gains[unknown - model.worths - 1]
        }
    }

    /// Draws whether a red line is real, with all else fixed.
    fn redraw_veto(&mut self, model: &Model<'_>, veto: usize) {
        let drawn = uniform(&mut self.random);
        let said = &model.problem.vetoes[veto];
        if said.is_hard() {
            return;
        }
        let state = &mut self.state;
        state.real[veto] = false;
        // What the rows that need it to be bluff weigh more if it is.
        let mut log = -log_odds(said.credence);
        let mut broken = 0;
        for wide in model.vetoes[veto].iter().map(|&it| &model.wide[it]) {
            if model.is_met(wide, &state.values, &state.at, &state.real) {
                log += wide.if_met.log;
                broken += wide.if_met.broken;
            }
        }
        state.real[veto] = match broken {
            0 => drawn * (1.0 + libm::exp(log)) < 1.0,
            ..0 => false,
            1.. => true,
        };
    }

    /// Moves along the difference of two worlds of the archive; the sum of all worths and the cost
    /// stays the same.
    fn slide(&mut self, model: &Model<'_>, archive: &Archive) {
        let count = archive.worlds.len();
        let one = below(&mut self.random, count);
        let other = (one + 1 + below(&mut self.random, count - 1)) % count;
        let [one, other] = [one, other].map(|it| &archive.worlds[it]);
        let drawn = uniform(&mut self.random);
        let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
        self.direction.clear();
        self.direction.extend(one.at.iter().zip(&other.at).map(|(one, other)| one - other));
        for (&at, &step) in self.state.at.iter().zip(&self.direction) {
            let (down, up) = match model.prior {
                Prior::Flat => (-at, f64::INFINITY),
                _ => slice(model.prior, at, &mut self.random),
            };
            if 0.0 < step {
                low = low.max(down / step);
                high = high.min(up / step);
            } else if step < 0.0 {
                low = low.max(up / step);
                high = high.min(down / step);
            }
        }
        if !(low.is_finite() && high.is_finite()) {
            return;
        }
        let chances = &self.state.at[model.worths + 1..];
        let gains = one.gains.iter().zip(&other.gains);
        let expected =
            chances.iter().zip(gains).map(|(chance, (one, other))| chance * (one - other));
        let gap = self.direction[model.worths] - expected.sum::<f64>();
        self.slopes.clear();
        let linear = one.linear.iter().zip(&other.linear).zip(&model.forms);
        self.slopes.extend(linear.map(|((one, other), form)| one - other + form.none * gap));
        self.line.start(low, high);
        for (form, (&value, &slope)) in
            self.state.values.iter().zip(&self.slopes).enumerate().take(model.simple)
        {
            let at = -value / slope;
            let is_hard = form < model.hard;
            if 0.0 < slope {
                if is_hard {
                    low = low.max(at);
                } else if low < at && at < high {
                    self.line.above(at, model.above[form]);
                }
            } else if slope < 0.0 {
                if is_hard {
                    high = high.min(at);
                } else if low < at && at < high {
                    self.line.below(at, model.above[form]);
                }
            }
        }
        self.line.clip(low, high);
        for wide in &model.wide {
            add(
                model,
                wide,
                &self.state,
                &mut self.line,
                [&mut self.holds, &mut self.piece],
                |form| self.slopes[form],
                |worth| self.direction[worth],
            );
        }
        let Some(moved) = self.line.draw(Law::Uniform, drawn) else {
            return;
        };
        for (at, step) in self.state.at.iter_mut().zip(&self.direction) {
            *at = (*at + moved * step).max(f64::MIN_POSITIVE);
        }
        for (value, slope) in self.state.values.iter_mut().zip(&self.slopes) {
            *value += moved * slope;
        }
        let gains = one.gains.iter().zip(&other.gains);
        for (gain, (one, other)) in self.state.gains.iter_mut().zip(gains) {
            *gain += moved * (one - other);
        }
    }
}

/// Adds the weight of a wide row to a line, on which each form has a slope without extremes, and
/// each worth one.
fn add(
    model: &Model<'_>,
    wide: &Wide,
    state: &State,
    line: &mut Line,
    [holds, piece]: [&mut Intervals; 2],
    slope: impl Fn(usize) -> f64,
    worth: impl Fn(usize) -> f64,
) {
    let needed = i32::from(wide.is_hard && !wide.negated);
    let vetoes = &model.problem.rows[wide.row].what.vetoes;
    if vetoes.iter().any(|&it| state.real[it]) {
        line.break_all(needed);
        return;
    }
    let (low, high) = line.ends();
    holds.clear();
    holds.push((low, high));
    for form in wide.forms.clone() {
        let (value, slope) = (state.values[form], slope(form));
        let extremes = model.forms[form].extremes;
        if extremes.is_empty() {
            let root = -value / slope;
            let (from, to) = if 0.0 < slope {
                (root, high)
            } else if slope < 0.0 {
                (low, root)
            } else if 0.0 <= value {
                (low, high)
            } else {
                (high, low)
            };
            holds.retain_mut(|it| {
                *it = (it.0.max(from), it.1.min(to));
                it.0 < it.1
            });
        } else {
            let along = Along { extremes, value, slope, at: &state.at, low, high };
            along.at_least_zero(&worth, piece);
            *holds = intersection(holds, piece);
        }
    }
    if wide.is_hard {
        if let ([(from, to)], false) = (&holds[..], wide.negated) {
            line.clip(*from, *to);
            return;
        }
        line.break_all(needed);
    }
    for &(from, to) in holds.iter() {
        line.between(from, if to < high { to } else { f64::INFINITY }, wide.if_met);
    }
}

/// How far down and up a worth may move under the prior's slice: the density of a Gamma distribution
/// is its power of the worth times an exponential, and under a height drawn below the power of the
/// worth as it is only an interval is left.
#[inline]
fn slice(prior: Prior, at: f64, random: &mut ChaCha8Rng) -> (f64, f64) {
    match prior {
        Prior::Flat => (-at, f64::INFINITY),
        Prior::Even => (at * (uniform(random) - 1.0), f64::INFINITY),
        Prior::Spiky => {
            let height = 1.0 - uniform(random);
            (-at, at * (1.0 / (height * height) - 1.0))
        }
    }
}

/// A worth from the prior.
pub(crate) fn gamma(prior: Prior, random: &mut ChaCha8Rng) -> f64 {
    let drawn = uniform(random);
    gamma_from(prior, drawn, random)
}

/// A worth from the prior, given the first uniform number.
fn gamma_from(prior: Prior, drawn: f64, random: &mut ChaCha8Rng) -> f64 {
    let exponential = -libm::log1p(-drawn);
    let worth = match prior {
        Prior::Flat => exponential,
        Prior::Even => exponential - libm::log1p(-uniform(random)),
        Prior::Spiky => {
            let cosine = libm::cos(std::f64::consts::PI * uniform(random));
            exponential * cosine * cosine
        }
    };
    worth.max(f64::MIN_POSITIVE)
}

/// A number from 0 to 1, without 1.
pub(crate) fn uniform(random: &mut ChaCha8Rng) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    let number = (random.next_u64() >> 11) as f64;
    number * (f64::EPSILON / 2.0)
}

/// A whole number below `count`, which is small.
pub(crate) fn below(random: &mut ChaCha8Rng, count: usize) -> usize {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let drawn = ((random.next_u64() >> 32) * count) >> 32;
    usize::try_from(drawn).unwrap_or(0)
}
