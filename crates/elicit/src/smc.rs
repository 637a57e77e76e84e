//! A population of worlds, led from the prior to what was said, one statement after the other.
//!
//! # Source
//!
//! Sequential Monte Carlo: N. Chopin, *Biometrika* 89 (2002), pp. 539–551; P. Del Moral, A. Doucet,
//! A. Jasra, *J. R. Statist. Soc. B* 68 (2006), pp. 411–436. Levels on the way to what few worlds
//! meet: S. Au, J. Beck, *Probabilistic Engineering Mechanics* 16 (2001), pp. 263–277.

use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;
use rayon::prelude::*;

use crate::Stop;
use crate::chain::{Setup, Stuck};
use crate::converge::count;
use crate::model::{Force, Model};
use crate::walk::{Archive, State, Walk, below, uniform};

/// Worlds in the population. Half of them give directions to the other half.
pub(crate) const PARTICLES: usize = 128;
/// The share of worlds that have to survive a step.
const SURVIVORS: usize = 4;
/// Sweeps after each step.
const MOVES: usize = 1;
/// Moves along directions in each of these sweeps.
const LINES: usize = 8;
/// Sweeps at the end.
const LAST: usize = 4;
/// Levels on the way to one hard statement, at most.
const LEVELS: usize = 60;
/// The prices of breaking a hard statement, as logarithms, where no level leads to it.
const PRICES: [f64; 6] = [0.7, 1.5, 3.0, 6.0, 12.0, 20.0];

/// The population, if one was found in which all hard statements hold.
///
/// # Errors
///
/// [`Stuck::Stopped`].
pub(crate) fn population(setup: &Setup<'_>, stop: Stop<'_>) -> Result<Option<Vec<State>>, Stuck> {
    let mut rows: Vec<(usize, Force)> = setup.rows();
    let trust = |row: usize| setup.problem.rows[row].credence;
    rows.sort_by(|a, b| trust(b.0).total_cmp(&trust(a.0)).then(a.0.cmp(&b.0)));
    let model = setup.model(&[]);
    let walks = (0..PARTICLES).map(|particle| {
        let mut walk = Walk::new(State::default(), setup.seed, setup.stream(32 + particle));
        walk.draw_prior(&model);
        walk
    });
    let mut random = ChaCha8Rng::seed_from_u64(setup.seed);
    random.set_stream(setup.stream(16));
    let mut crowd = Crowd { walks: walks.collect(), random };
    let mut done = 0;
    while done < rows.len() {
        if stop() {
            return Err(Stuck::Stopped);
        }
        // As many rows at once as leave enough worlds.
        let mut weights = vec![0.0; PARTICLES];
        let mut next = done;
        while next < rows.len() {
            let with = crowd.weighed(&model, &weights, rows[next]);
            let enough = count(PARTICLES / SURVIVORS) <= effective(&with);
            if !enough && done < next {
                break;
            }
            if !enough && matches!(rows[next].1, Force::Hard) {
                if !crowd.lead(setup, &rows[..=next]) {
                    return Ok(None);
                }
                next += 1;
                break;
            }
            weights = with;
            next += 1;
            if !enough {
                break;
            }
        }
        crowd.resample(&weights);
        done = next;
        crowd.go(&setup.model(&rows[..done]), MOVES);
    }
    crowd.go(&setup.model(&rows), LAST);
    let mut states: Vec<State> = crowd.walks.into_iter().map(|it| it.state).collect();
    let model = setup.model(&rows);
    if states.iter().any(|it| !it.unmet(&model).is_empty()) {
        states.retain(|it| it.unmet(&model).is_empty());
        if states.len() < 4 {
            return Ok(None);
        }
    }
    Ok(Some(states))
}

/// Moves the worlds of one half along directions of the other.
fn cross(model: &Model<'_>, moved: &mut [Walk], fixed: &[Walk]) {
    let archive = Archive::new(model, fixed.iter().map(|it| &it.state));
    moved.par_iter_mut().for_each(|it| it.sweep(model, &archive, LINES));
}

struct Crowd {
    walks: Vec<Walk>,
    random: ChaCha8Rng,
}

impl Crowd {
    /// The logarithms of the weights with one more row.
    fn weighed(&self, model: &Model<'_>, weights: &[f64], row: (usize, Force)) -> Vec<f64> {
        let weigh = |(walk, weight): (&Walk, &f64)| match row.1 {
            _ if walk.state.violation(model, row.0) <= 0.0 => *weight,
            Force::Hard => f64::NEG_INFINITY,
            Force::Soft(log) => weight - log,
        };
        self.walks.iter().zip(weights).map(weigh).collect()
    }

    /// Draws the population anew, each world as often as it weighs, but for rounding.
    fn resample(&mut self, weights: &[f64]) {
        if weights.iter().all(|it| it.total_cmp(&weights[0]).is_eq()) {
            return;
        }
        let chosen = systematic(weights, self.walks.len(), &mut self.random);
        let mut states: Vec<State> =
            chosen.iter().map(|&it| self.walks[it].state.clone()).collect();
        // Halves of the same kind.
        for place in 0..states.len() {
            let left = states.len() - place;
            states.swap(place, place + below(&mut self.random, left));
        }
        for (walk, state) in self.walks.iter_mut().zip(states) {
            walk.state = state;
        }
    }

    /// Moves every world.
    fn go(&mut self, model: &Model<'_>, sweeps: usize) {
        for walk in &mut self.walks {
            walk.state.afresh(model);
        }
        let (one, other) = self.walks.split_at_mut(PARTICLES / 2);
        for _ in 0..sweeps {
            cross(model, one, other);
            cross(model, other, one);
        }
    }

    /// Leads the population to the last of the rows, which is hard and which few worlds meet: by
    /// letting it fail by less and less, and where that is no help, by letting it fail at a rising
    /// price. Returns whether some world met it.
    fn lead(&mut self, setup: &Setup<'_>, rows: &[(usize, Force)]) -> bool {
        let Some(&(last, _)) = rows.last() else { return true };
        let plain = setup.model(rows);
        for _ in 0..LEVELS {
            let fails: Vec<f64> =
                self.walks.iter().map(|it| it.state.violation(&plain, last)).collect();
            let mut sorted = fails.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let level = sorted[PARTICLES / SURVIVORS - 1];
            let survives = |it: &f64| if *it <= level { 0.0 } else { f64::NEG_INFINITY };
            if level == f64::INFINITY {
                break;
            }
            self.resample(&fails.iter().map(survives).collect::<Vec<_>>());
            if level <= 0.0 {
                return true;
            }
            let mut model = setup.model(rows);
            model.slacken(last, level);
            self.go(&model, MOVES);
        }
        let mut paid = 0.0;
        for price in PRICES {
            let more = price - paid;
            let weigh =
                |it: &Walk| if 0.0 < it.state.violation(&plain, last) { -more } else { 0.0 };
            let weights: Vec<f64> = self.walks.iter().map(weigh).collect();
            self.resample(&weights);
            paid = price;
            let mut rows = rows.to_vec();
            if let Some(row) = rows.last_mut() {
                row.1 = Force::Soft(price);
            }
            self.go(&setup.model(&rows), MOVES);
        }
        let met = |it: &Walk| it.state.violation(&plain, last) <= 0.0;
        let weigh = |it| if met(it) { 0.0 } else { f64::NEG_INFINITY };
        let weights: Vec<f64> = self.walks.iter().map(weigh).collect();
        if weights.iter().all(|it| *it < 0.0) {
            return false;
        }
        self.resample(&weights);
        true
    }
}

/// How many worlds weights are worth, given their logarithms.
pub(crate) fn effective(weights: &[f64]) -> f64 {
    let highest = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if highest == f64::NEG_INFINITY {
        return 0.0;
    }
    let weights = weights.iter().map(|it| libm::exp(it - highest));
    let [mut sum, mut squares] = [0.0, 0.0];
    for weight in weights {
        sum += weight;
        squares += weight * weight;
    }
    sum * sum / squares
}

/// Places of worlds, each as often as it weighs, but for rounding; in order.
pub(crate) fn systematic(weights: &[f64], draws: usize, random: &mut ChaCha8Rng) -> Vec<usize> {
    let highest = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = weights.iter().map(|it| libm::exp(it - highest)).collect();
    let step = weights.iter().sum::<f64>() / count(draws);
    let mut left = step * uniform(random);
    let mut chosen = Vec::with_capacity(draws);
    for (place, weight) in weights.iter().enumerate() {
        while left < *weight && chosen.len() < draws {
            chosen.push(place);
            left += step;
        }
        left -= weight;
    }
    let last = weights.iter().rposition(|it| 0.0 < *it).unwrap_or(0);
    chosen.resize(draws, last);
    chosen
}
