//! The worlds after a change: weighed, and led on where that is not enough.
//!
//! # Source
//!
//! N. Chopin, *Biometrika* 89 (2002), pp. 539–551: worlds drawn under what was said weigh, under
//! what is said now, the ratio of the two likelihoods.

use std::sync::Arc;

use onetext_case::{Case, PartyId};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;

use crate::chain::{self, Kept, Setup};
use crate::converge::{count, effective_draws};
use crate::elicited::{Answer, Elicited, View, error, gather, worlds};
use crate::error::Error;
use crate::lower::{Problem, Said};
use crate::model::violation;
use crate::progress::{Progress, Watch};
use crate::proposition::Proposition;
use crate::question::{Effort, Question, Stop};
use crate::smc::{PARTICLES, effective, systematic};
use crate::walk::{State, uniform};
use crate::worlds::{CHAINS, Worlds};

/// The effective worlds that a preview is to have.
const PREVIEW: f64 = 400.0;
/// Worlds that each chain keeps for a preview, where weighing is not enough.
const SHORT: usize = 250;
/// With fewer effective worlds, weighed, there are too few to lead on.
const FEWEST: f64 = 64.0;

impl Elicited {
    /// The same after a change: of the case's statements, of what is taken for granted, or of the
    /// prior.
    ///
    /// A party of which the same is said as before, and of which as much is asked, keeps its worlds,
    /// to the last bit. For any other the worlds at hand are weighed by what is said now against what
    /// was said then. A preview goes with these if some 400 effective ones remain, and else lets
    /// short chains run. In full, chains run for as many worlds as the question asks for. Either way
    /// two start from worlds at hand and two from far away, and all take directions from worlds at
    /// hand. So it is, too, where no weight brings back what is missing: what a hard statement kept
    /// out that is not said any more, and what another prior would have drawn. All is drawn anew if
    /// issues, options, parties or the seed are not those of before.
    ///
    /// Numbers come with the same tests as those of [`crate::elicit`], and agree with them within
    /// their errors.
    #[must_use]
    pub fn again(&self, case: &Case, question: &Question, effort: Effort, stop: Stop<'_>) -> Self {
        let question = question.clamped();
        let progress = Progress::default();
        let watch = Watch { stop, progress: &progress };
        gather(case, &question, |space, party, problem| {
            let view = self.views.get(party.0).filter(|it| it.space == *space);
            let change = view.and_then(|view| Change::new(view, &question, party, problem, watch));
            let known = change.as_ref().and_then(|it| match effort {
                Effort::Preview => it.preview(),
                Effort::Full => it.full(),
            });
            let short = Question { draws: question.draws.min(SHORT), ..question.clone() };
            known.unwrap_or_else(|| {
                let question = if effort == Effort::Preview { &short } else { &question };
                worlds(space, question, party, problem, watch).map(Arc::new)
            })
        })
    }
}

type Answered = Option<Result<Arc<Worlds>, Error>>;

/// A party's worlds at hand, before a change.
struct Change<'a> {
    old: &'a Arc<Worlds>,
    /// Whether nothing has changed.
    is_same: bool,
    /// Whether there are worlds now that no world at hand speaks for.
    is_wider: bool,
    /// Whether the worlds at hand are as many as asked for.
    is_enough: bool,
    question: &'a Question,
    party: PartyId,
    problem: &'a Problem,
    watch: Watch<'a>,
    /// The logarithm of each world's weight.
    weights: Vec<f64>,
    real: Vec<Vec<bool>>,
    truth: Vec<Vec<bool>>,
}

impl<'a> Change<'a> {
    /// `None` if the worlds at hand cannot be weighed.
    fn new(
        view: &'a View,
        question: &'a Question,
        party: PartyId,
        problem: &'a Problem,
        watch: Watch<'a>,
    ) -> Option<Self> {
        let Answer::Worlds(old) = &view.answer else { return None };
        let was = &view.problem;
        if view.question.seed != question.seed {
            return None;
        }
        let is_prior = view.question.prior == question.prior;
        let mut change = Self {
            old,
            is_same: is_prior && is_same(was, problem),
            is_wider: !is_prior,
            is_enough: old.count() == CHAINS * question.draws,
            question,
            party,
            problem,
            watch,
            weights: vec![0.0; old.count()],
            real: Vec::new(),
            truth: Vec::new(),
        };
        if change.is_same {
            change.real.clone_from(&old.draws.real);
            change.truth.clone_from(&old.draws.truth);
        } else {
            let moved = change.weigh_vetoes(was);
            change.weigh_rows(was, &moved);
            change.weigh_beliefs(was);
        }
        Some(change)
    }

    /// Weighs the red lines, and returns the place of each of before among those of now. A new one
    /// is drawn, and one that is gone is forgotten: neither weighs anything.
    fn weigh_vetoes(&mut self, was: &Problem) -> Vec<Option<usize>> {
        let now = &self.problem.vetoes;
        let place = |it: &Said<_>| now.iter().position(|now| now.what == it.what);
        let moved: Vec<Option<usize>> = was.vetoes.iter().map(place).collect();
        let mut random = ChaCha8Rng::seed_from_u64(self.question.seed);
        random.set_stream(self.setup(&[]).stream(17));
        for (place, said) in now.iter().enumerate() {
            let Some(before) = moved.iter().position(|it| *it == Some(place)) else {
                let draw = |_| uniform(&mut random) < said.credence;
                self.real.push((0..self.weights.len()).map(draw).collect());
                continue;
            };
            let real = self.old.draws.real[before].clone();
            self.weigh(&real, was.vetoes[before].credence, said.credence);
            self.real.push(real);
        }
        moved
    }

    /// Weighs the rows. `moved` has the place now of each red line of before.
    fn weigh_rows(&mut self, was: &Problem, moved: &[Option<usize>]) {
        let moved = |it: &Proposition| {
            let vetoes: Option<Vec<usize>> = it.vetoes.iter().map(|&it| moved[it]).collect();
            vetoes.map(|vetoes| Proposition { vetoes, ..it.clone() })
        };
        let before: Vec<Option<Proposition>> = was.rows.iter().map(|it| moved(&it.what)).collect();
        let mut is_left = vec![true; before.len()];
        let mut new = Vec::new();
        for (place, said) in self.problem.rows.iter().enumerate() {
            let same = |it: &Option<Proposition>| it.as_ref().is_some_and(|it| *it == said.what);
            if let Some(row) = before.iter().position(same) {
                is_left[row] = false;
                let truth = self.old.draws.truth[row].clone();
                self.weigh(&truth, was.rows[row].credence, said.credence);
                self.truth.push(truth);
            } else {
                new.push(place);
                self.truth.push(Vec::new());
            }
        }
        for (row, _) in is_left.iter().enumerate().filter(|it| *it.1) {
            self.weigh(&self.old.draws.truth[row], was.rows[row].credence, 0.5);
        }
        if !new.is_empty() {
            for world in 0..self.weights.len() {
                let state = self.state(world);
                for &row in &new {
                    let what = &self.problem.rows[row].what;
                    let gap = self.old.draws.gap[world];
                    self.truth[row].push(violation(what, &state.at, gap, &state.real, 0.0) <= 0.0);
                }
            }
            for row in new {
                let truth = std::mem::take(&mut self.truth[row]);
                self.weigh(&truth, 0.5, self.problem.rows[row].credence);
                self.truth[row] = truth;
            }
        }
    }

    /// Weighs worlds by a credence that was another one before.
    fn weigh(&mut self, holds: &[bool], before: f64, now: f64) {
        if 1.0 <= before {
            self.is_wider |= now < 1.0;
            return;
        }
        let [met, not] = [now / before, (1.0 - now) / (1.0 - before)].map(libm::log);
        for (weight, &holds) in self.weights.iter_mut().zip(holds) {
            *weight += if holds { met } else { not };
        }
    }

    fn weigh_beliefs(&mut self, was: &Problem) {
        for (prospect, (before, now)) in
            was.prospects.iter().zip(&self.problem.prospects).enumerate()
        {
            let same = before.factors.iter().map(|it| (it.0.what, it.0.credence));
            if same.eq(now.factors.iter().map(|it| (it.0.what, it.0.credence))) {
                continue;
            }
            for (weight, &cell) in self.weights.iter_mut().zip(&self.old.draws.cells[prospect]) {
                let of = |it: &crate::lower::Outlook| {
                    it.factors.iter().map(|it| libm::log(it.1.weight(cell))).sum::<f64>()
                };
                *weight += of(now) - of(before);
            }
        }
    }

    /// A world at hand, with the red lines of now.
    fn state(&self, world: usize) -> State {
        let real = self.real.iter().map(|it| it[world]).collect();
        State { real, ..self.old.draws.state(world) }
    }

    fn setup<'b>(&'b self, densities: &'b [crate::belief::Density]) -> Setup<'b> {
        Setup {
            problem: self.problem,
            worths: self.old.draws.worths.len(),
            prior: self.question.prior,
            densities,
            seed: self.question.seed,
            party: self.party.0,
            again: true,
        }
    }

    /// The worlds at hand, each chain's drawn anew by weight, if enough of them count.
    fn preview(&self) -> Answered {
        if self.is_same {
            return Some(Ok(Arc::clone(self.old)));
        }
        let each = self.weights.len() / CHAINS;
        let chains: Vec<&[f64]> = self.weights.chunks(each.max(1)).take(CHAINS).collect();
        let least = chains.iter().map(|it| effective(it)).fold(f64::INFINITY, f64::min);
        let scaled = self.old.draws.gap.iter().zip(&self.old.draws.scale).map(|(it, by)| it / by);
        let before = effective_draws(&scaled.collect::<Vec<_>>(), CHAINS).unwrap_or(0.0);
        if self.is_wider || least / count(each) * before < PREVIEW {
            return self.run(self.question.draws.min(SHORT));
        }
        let mut random = ChaCha8Rng::seed_from_u64(self.question.seed);
        random.set_stream(self.setup(&[]).stream(18));
        let chosen = |(chain, weights): (usize, &&[f64])| {
            let places = systematic(weights, each, &mut random);
            let places: Vec<usize> = places.into_iter().map(|it| chain * each + it).collect();
            self.old.draws.chosen(&places, &self.real, &self.truth)
        };
        let chains = chains.iter().enumerate().map(chosen).collect();
        let stopped = self.old.stopped;
        Some(Ok(Arc::new(Worlds::new(Kept { chains, stopped }))))
    }

    /// As many worlds as asked for.
    fn full(&self) -> Answered {
        if self.is_same && self.is_enough {
            return Some(Ok(Arc::clone(self.old)));
        }
        self.run(self.question.draws)
    }

    /// Chains that run on from the worlds at hand; `None` if too few of them count.
    fn run(&self, draws: usize) -> Answered {
        if effective(&self.weights) < FEWEST || self.problem.rows.is_empty() {
            return None;
        }
        let densities = Setup::densities(self.problem);
        let setup = self.setup(&densities);
        let mut random = ChaCha8Rng::seed_from_u64(self.question.seed);
        random.set_stream(setup.stream(16));
        let places = systematic(&self.weights, PARTICLES, &mut random);
        let states: Vec<State> = places.into_iter().map(|it| self.state(it)).collect();
        let kept = chain::run_from(&setup, &states, draws, self.watch);
        Some(kept.map(|it| Arc::new(Worlds::new(it))).map_err(|it| error(it, self.problem)))
    }
}

/// Whether the same is said, by whomever.
fn is_same(one: &Problem, other: &Problem) -> bool {
    let beliefs = |it: &Problem| -> Vec<_> {
        let said = |it: &crate::lower::Outlook| -> Vec<_> {
            it.factors.iter().map(|it| (it.0.what, it.0.credence)).collect()
        };
        it.prospects.iter().map(|it| (it.gain.clone(), said(it))).collect()
    };
    said(&one.rows).eq(said(&other.rows))
        && said(&one.vetoes).eq(said(&other.vetoes))
        && beliefs(one) == beliefs(other)
}

fn said<T>(all: &[Said<T>]) -> impl Iterator<Item = (&T, f64)> {
    all.iter().map(|it| (&it.what, it.credence))
}
