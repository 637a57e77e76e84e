//! The chains of one party: where they start, and the worlds they keep.
//!
//! The cone with an exponential prior gives, up to scale, the uniform simplex of SMAA: R. Lahdelma,
//! J. Hokkanen, P. Salminen, *EJOR* 106 (1998), pp. 137–143.

use rayon::prelude::*;

use crate::Stop;
use crate::belief::{Density, cell};
use crate::lower::{Problem, Said};
use crate::model::{Force, Model};
use crate::progress::Watch;
use crate::question::{Prior, Question};
use crate::smc::population;
use crate::walk::{Archive, State, Walk, gamma, uniform};

/// How many chains are run.
pub(crate) const CHAINS: usize = 4;
/// Sweeps between two worlds that are kept.
const THIN: usize = 3;
/// Steps in which the price of breaking a hard statement rises.
const ANNEALING: i32 = 12;
/// Sweeps at each price.
const AT_EACH: usize = 25;
/// The lowest and the highest price, as logarithms.
const PRICES: [f64; 2] = [0.5, 20.0];
/// Steps, at most, in which hard statements fail by less and less until all of them hold.
const PATIENCE: usize = 150;
/// Sweeps in each of them.
const IN_EACH: usize = 4;
/// Sweeps before the first world is kept, once all hard statements hold.
const WARM_UP: usize = 300;
/// Worlds that each chain keeps before the next has its turn.
const ROUND: usize = 100;

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
    /// For each prospect, its chance, and the cell of it.
    pub(crate) chances: Vec<Vec<f64>>,
    pub(crate) cells: Vec<Vec<usize>>,
}

/// Why there are no worlds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stuck {
    /// These hard rows never held together with the others.
    Unmet(Vec<usize>),
    /// From some starts, hard rows never held together: these.
    Apart(Vec<usize>),
    /// The caller stopped it.
    Stopped,
}

/// What all chains of a party have in common.
#[derive(Debug)]
pub(crate) struct Setup<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) worths: usize,
    pub(crate) prior: Prior,
    pub(crate) densities: &'a [Density],
    pub(crate) seed: u64,
    pub(crate) party: usize,
    /// Whether worlds of an earlier question are at hand.
    pub(crate) again: bool,
}

impl<'a> Setup<'a> {
    /// What each prospect's chance is like before it meets the rows.
    pub(crate) fn densities(problem: &Problem) -> Vec<Density> {
        let density = |it: &crate::lower::Outlook| {
            Density::new(&it.factors.iter().map(|it| &it.1).collect::<Vec<_>>())
        };
        problem.prospects.iter().map(density).collect()
    }

    /// All rows, as strongly as they hold.
    pub(crate) fn rows(&self) -> Vec<(usize, Force)> {
        self.problem.rows.iter().map(Force::of).enumerate().collect()
    }

    pub(crate) fn model(&self, rows: &[(usize, Force)]) -> Model<'a> {
        Model::new(self.problem, self.densities, self.prior, self.worths, rows)
    }

    /// The stream of random numbers of one of a party's walks. Streams are kept apart by the party,
    /// by whether worlds are drawn anew or again, and by the lane: 0 to 3 are the chains, 16 draws
    /// populations, and one from 32 on is each world's of a population.
    pub(crate) fn stream(&self, lane: usize) -> u64 {
        u64::try_from(self.party << 16 | usize::from(self.again) << 15 | lane).unwrap_or(u64::MAX)
    }
}

/// Lines in each sweep. Where there is little to go by, drawing each unknown mixes best; where many
/// rows leave little room, lines do.
fn lines(model: &Model<'_>) -> usize {
    (4 * model.problem.rows.len() / model.unknowns()).clamp(2, 16)
}

/// The worlds of all chains.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// By chain, each as many as any other.
    pub(crate) chains: Vec<Draws>,
    /// Whether they are fewer than was asked for.
    pub(crate) stopped: bool,
}

/// Runs the chains of a party.
///
/// # Errors
///
/// If from any start hard rows never hold, or if stopped before each chain kept
/// [`Question::FEWEST`].
pub(crate) fn run(setup: &Setup<'_>, draws: usize, watch: Watch<'_>) -> Result<Kept, Stuck> {
    if setup.problem.rows.is_empty() {
        let model = setup.model(&[]);
        let walks = (0..CHAINS).map(|it| Walk::new(State::default(), setup.seed, setup.stream(it)));
        let chains = walks.map(|walk| Chain { walk, draws: Draws::new(&model) }).collect();
        return keep(&model, None, chains, draws, watch);
    }
    let states = population(setup, watch.stop)?;
    run_from(setup, states.as_deref().unwrap_or_default(), draws, watch)
}

/// Runs the chains of a party, given worlds that were led to what was said, if there are any. Half
/// of the chains start from some of these and the others far away, and all take directions from
/// them.
///
/// # Errors
///
/// Those of [`run`].
pub(crate) fn run_from(
    setup: &Setup<'_>,
    states: &[State],
    draws: usize,
    watch: Watch<'_>,
) -> Result<Kept, Stuck> {
    let model = setup.model(&setup.rows());
    let archive = Archive::new(&model, states.iter());
    let begin = |chain: usize| {
        let mut walk = Walk::new(State::default(), setup.seed, setup.stream(chain));
        if states.is_empty() {
            far(setup, &mut walk, chain, states, watch.stop)?;
        } else if chain < CHAINS / 2 {
            // The two starts that differ most.
            far(setup, &mut walk, 2 * chain + 1, states, watch.stop)?;
        } else {
            walk.state = states[(chain - CHAINS / 2) * states.len() / (CHAINS / 2)].clone();
            walk.state.afresh(&model);
        }
        Ok(walk)
    };
    let walks: Vec<Result<Walk, Stuck>> = (0..CHAINS).into_par_iter().map(begin).collect();
    let mut chains = Vec::new();
    let mut unmet = Vec::new();
    for walk in walks {
        match walk {
            Ok(walk) => chains.push(Chain { walk, draws: Draws::new(&model) }),
            Err(Stuck::Unmet(rows) | Stuck::Apart(rows)) => unmet.extend(rows),
            Err(Stuck::Stopped) => return Err(Stuck::Stopped),
        }
    }
    match chains.len() {
        0 => return Err(Stuck::Unmet(unmet)),
        CHAINS => {}
        _ => return Err(Stuck::Apart(unmet)),
    }
    let lines = lines(&model);
    chains.par_iter_mut().try_for_each(|chain| {
        for sweep in 0..WARM_UP {
            if sweep.is_multiple_of(16) && (watch.stop)() {
                return Err(Stuck::Stopped);
            }
            chain.walk.sweep(&model, &archive, lines);
        }
        Ok(())
    })?;
    keep(&model, Some(&archive), chains, draws, watch)
}

struct Chain {
    walk: Walk,
    draws: Draws,
}

/// Keeps worlds, in rounds, so that all chains have as many when they are stopped. Without an
/// archive nothing was said, and each world is drawn from the prior.
fn keep(
    model: &Model<'_>,
    archive: Option<&Archive>,
    mut chains: Vec<Chain>,
    draws: usize,
    watch: Watch<'_>,
) -> Result<Kept, Stuck> {
    let lines = lines(model);
    let mut kept = 0;
    while kept < draws {
        let round = ROUND.min(draws - kept);
        let done = chains.par_iter_mut().try_for_each(|chain| {
            for _ in 0..round {
                if (watch.stop)() {
                    return Err(Stuck::Stopped);
                }
                if let Some(archive) = archive {
                    for _ in 0..THIN {
                        chain.walk.sweep(model, archive, lines);
                    }
                } else {
                    chain.walk.draw_prior(model);
                }
                chain.draws.push(model, &chain.walk.state);
                watch.progress.kept();
            }
            Ok(())
        });
        if done.is_err() {
            break;
        }
        kept += round;
    }
    let stopped = kept < draws;
    if stopped {
        kept = chains.iter().map(|it| it.draws.gap.len()).min().unwrap_or(0);
        if kept < Question::FEWEST {
            return Err(Stuck::Stopped);
        }
    }
    let mut chains: Vec<Draws> = chains.into_iter().map(|it| it.draws).collect();
    for draws in &mut chains {
        draws.truncate(kept);
    }
    Ok(Kept { chains, stopped: stopped && kept < draws })
}

/// A start far from the other chains': worths nearly equal, very unequal, almost all zero, or a draw
/// from the prior; red lines all real, all bluff, or as they may be. The price of breaking a hard
/// statement rises; then what still fails is held to fail by no more than it does.
fn far(
    setup: &Setup<'_>,
    walk: &mut Walk,
    kind: usize,
    states: &[State],
    stop: Stop<'_>,
) -> Result<(), Stuck> {
    let random = &mut walk.random;
    for _ in 0..=setup.worths {
        let drawn = gamma(setup.prior, random);
        walk.state.at.push(match kind % 4 {
            0 => drawn,
            1 => libm::cbrt(drawn),
            2 => drawn * drawn * drawn,
            _ if uniform(random) < 0.8 => 0.01 * drawn,
            _ => 5.0 * drawn,
        });
    }
    for _ in setup.densities {
        let drawn = uniform(random);
        walk.state.at.push([drawn, 0.02, 0.98, 0.5][kind % 4]);
    }
    for veto in &setup.problem.vetoes {
        let drawn = uniform(random) < veto.credence;
        walk.state.real.push(veto.is_hard() || [drawn, true, drawn, false][kind % 4]);
    }
    let rows = setup.rows();
    let model = setup.model(&rows);
    walk.state.afresh(&model);
    if !setup.problem.rows.iter().any(Said::is_hard) {
        return Ok(());
    }
    let lines = lines(&model);
    for step in 0..ANNEALING {
        let heat = f64::from(step + 1) / f64::from(ANNEALING);
        let price = PRICES[0] * libm::pow(PRICES[1] / PRICES[0], heat);
        let priced = |&(row, force): &(usize, Force)| match force {
            Force::Hard => (row, Force::Soft(price)),
            Force::Soft(_) => (row, force),
        };
        let model = setup.model(&rows.iter().map(priced).collect::<Vec<_>>());
        let archive = Archive::new(&model, states.iter());
        walk.state.afresh(&model);
        if stop() {
            return Err(Stuck::Stopped);
        }
        for _ in 0..AT_EACH {
            walk.sweep(&model, &archive, lines);
        }
    }
    let mut unmet = walk.state.unmet(&model);
    let mut archive = None;
    let mut before = Vec::new();
    for _ in 0..PATIENCE {
        if unmet.is_empty() {
            break;
        }
        if stop() {
            return Err(Stuck::Stopped);
        }
        let fails: Vec<(usize, f64)> =
            unmet.iter().map(|&row| (row, walk.state.violation(&model, row))).collect();
        let mut rows = rows.clone();
        for &(row, fails) in &fails {
            if fails == f64::INFINITY {
                rows[row].1 = Force::Soft(PRICES[1]);
            }
        }
        let mut model = setup.model(&rows);
        if archive.is_none() || before != rows {
            archive = Some(Archive::new(&model, states.iter()));
            before = rows;
        }
        for &(row, fails) in fails.iter().filter(|it| it.1 < f64::INFINITY) {
            model.slacken(row, fails);
        }
        walk.state.afresh(&model);
        for _ in 0..IN_EACH {
            if let Some(archive) = &archive {
                walk.sweep(&model, archive, lines);
            }
        }
        walk.state.afresh(&model);
        unmet = walk.state.unmet(&model);
    }
    walk.state.afresh(&model);
    if unmet.is_empty() { Ok(()) } else { Err(Stuck::Unmet(unmet)) }
}

impl Draws {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        Self {
            worths: vec![Vec::new(); model.worths],
            real: vec![Vec::new(); model.problem.vetoes.len()],
            truth: vec![Vec::new(); model.problem.rows.len()],
            chances: vec![Vec::new(); model.densities.len()],
            cells: vec![Vec::new(); model.densities.len()],
            ..Self::default()
        }
    }

    /// Keeps a world.
    pub(crate) fn push(&mut self, model: &Model<'_>, state: &State) {
        for (column, &worth) in self.worths.iter_mut().zip(&state.at) {
            column.push(worth);
        }
        self.gap.push(state.gap(model));
        self.scale.push(state.at[..=model.worths].iter().sum());
        for (column, &real) in self.real.iter_mut().zip(&state.real) {
            column.push(real);
        }
        for (row, holds) in model.truths(&state.values, &state.at, &state.real) {
            self.truth[row].push(holds);
        }
        for (prospect, &chance) in state.at[model.worths + 1..].iter().enumerate() {
            self.chances[prospect].push(chance);
            self.cells[prospect].push(cell(chance));
        }
    }

    /// A world that was kept, for a model to make its sums.
    pub(crate) fn state(&self, world: usize) -> State {
        let worths = self.worths.iter().map(|it| it[world]);
        let mut at: Vec<f64> = worths.collect();
        let cost = self.scale[world] - at.iter().sum::<f64>();
        at.push(cost.max(f64::MIN_POSITIVE));
        at.extend(self.chances.iter().map(|it| it[world]));
        State { at, real: self.real.iter().map(|it| it[world]).collect(), ..State::default() }
    }

    /// The worlds in the given places, with the given columns for red lines and rows.
    pub(crate) fn chosen(&self, places: &[usize], real: &[Vec<bool>], truth: &[Vec<bool>]) -> Self {
        Self {
            worths: self.worths.iter().map(|it| pick(it, places)).collect(),
            gap: pick(&self.gap, places),
            scale: pick(&self.scale, places),
            real: real.iter().map(|it| pick(it, places)).collect(),
            truth: truth.iter().map(|it| pick(it, places)).collect(),
            chances: self.chances.iter().map(|it| pick(it, places)).collect(),
            cells: self.cells.iter().map(|it| pick(it, places)).collect(),
        }
    }

    fn truncate(&mut self, count: usize) {
        self.worths.iter_mut().for_each(|it| it.truncate(count));
        self.real.iter_mut().for_each(|it| it.truncate(count));
        self.truth.iter_mut().for_each(|it| it.truncate(count));
        self.chances.iter_mut().for_each(|it| it.truncate(count));
        self.cells.iter_mut().for_each(|it| it.truncate(count));
        self.gap.truncate(count);
        self.scale.truncate(count);
    }
}

fn pick<T: Copy>(column: &[T], places: &[usize]) -> Vec<T> {
    places.iter().map(|&it| column[it]).collect()
}
