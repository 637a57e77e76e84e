//! Many runs of a protocol, and how good the agreements are.

use std::collections::BTreeMap;

use onetext_bargain::{
    Error, Exactness, Outcome, PartyId, Payoffs, Problem, Solution, Stop, best_for, nash,
};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;
use rayon::prelude::*;

use crate::negotiator::{Ladders, Negotiator, Respondent, Strategy, Truthful, below};
use crate::protocol::{Blind, Draw, Estimating, Ground, Mediator, Rule, single_text, stacked};

/// Who puts the texts of [`Protocol::SingleText`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposing {
    /// [`Blind`].
    Blind(Draw),
    /// [`Estimating`], with at most so many wishes of each party in each round.
    Estimating {
        /// The most wishes.
        wishes: usize,
    },
}

/// What is simulated.
#[derive(Clone, Debug, PartialEq)]
pub enum Protocol {
    /// [`stacked`]: a strategy for each party.
    Stacked(Vec<Strategy>),
    /// [`single_text`], with truthful respondents.
    SingleText {
        /// Who puts the texts.
        proposing: Proposing,
        /// What makes a proposal the current text.
        rule: Rule,
    },
}

/// How often and how long, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Number of runs.
    pub runs: u32,
    /// Rounds of a run at most.
    pub rounds: u32,
    /// Seed of all draws: who begins, and ties.
    pub seed: u64,
}

/// How one run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The agreement, if there is one.
    pub agreement: Option<Outcome>,
    /// Rounds that were begun: in a single text, texts that were put.
    pub rounds: u32,
}

/// Whether an outcome is on the frontier among those that all accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Efficiency {
    /// No outcome gives somebody more and nobody less.
    Efficient,
    /// Some outcome does.
    Beaten,
    /// It was not settled before the stop.
    Unknown,
}

/// How good an agreement is.
#[derive(Clone, Debug, PartialEq)]
pub struct Quality {
    /// What each party gets.
    pub payoffs: Payoffs,
    /// Its product of gains over the largest one; zero where somebody gains nothing, and `None`
    /// where no outcome lets all gain.
    pub share: Option<f64>,
    /// Whether it is on the frontier.
    pub efficiency: Efficiency,
}

/// The runs of a plan, measured.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The runs in order; fewer than planned when stopped.
    pub runs: Vec<Run>,
    /// What measures them.
    pub optimum: Result<(Solution, Exactness), Error>,
    /// How good each agreement is.
    pub qualities: BTreeMap<Outcome, Quality>,
}

/// Least, quarter, middle, three quarters, and most of some numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles(pub [f64; 5]);

/// Runs a protocol many times.
///
/// Runs are done in parallel. Each has draws of its own, by the seed and its number, so that they
/// are the same for any number of threads. Agreements are measured exactly: by the Nash solution,
/// and by asking for each party whether it could get more with nobody getting less.
///
/// # Errors
///
/// - [`Error::PartyCount`] without one strategy for each party.
/// - [`Error::SpaceTooLarge`] for stacked offers above [`crate::negotiator::OUTCOME_LIMIT`] outcomes.
/// - Those of [`best_for`] but for being stopped.
///
/// # Cost
///
/// That of the runs, one Nash solution, and a best outcome for each party and different agreement.
pub fn simulate(
    problem: &Problem,
    protocol: &Protocol,
    plan: Plan,
    stop: &Stop,
) -> Result<Simulation, Error> {
    let runs = match protocol {
        Protocol::Stacked(strategies) => {
            if strategies.len() != problem.parties().len() {
                return Err(Error::PartyCount { found: strategies.len() });
            }
            let ladders = Ladders::new(problem)?;
            all(plan, stop, |random| offer(&ladders, strategies, plan.rounds, random))
        }
        Protocol::SingleText { proposing, rule } => {
            let table = Table::new(problem)?;
            all(plan, stop, |random| table.run(*proposing, *rule, plan.rounds, random))
        }
    };
    let optimum = nash(problem, stop).map(|it| (it.value, it.exactness));
    let mut agreements: Vec<&Outcome> =
        runs.iter().filter_map(|it| it.agreement.as_ref()).collect();
    agreements.sort_unstable();
    agreements.dedup();
    let qualities: Result<BTreeMap<_, _>, Error> = agreements
        .into_par_iter()
        .map(|it| Ok((it.clone(), measure(problem, it, optimum.as_ref().ok(), stop)?)))
        .collect();
    Ok(Simulation { qualities: qualities?, runs, optimum })
}

/// All runs, in order.
fn all(plan: Plan, stop: &Stop, run: impl Fn(&mut ChaCha8Rng) -> Run + Sync) -> Vec<Run> {
    let one = |number: u32| {
        if stop.is_requested() {
            return None;
        }
        let mut random = ChaCha8Rng::seed_from_u64(plan.seed);
        random.set_stream(number.into());
        Some(run(&mut random))
    };
    let runs: Vec<Option<Run>> = (0..plan.runs).into_par_iter().map(one).collect();
    runs.into_iter().map_while(|it| it).collect()
}

/// One run of stacked offers, in an order drawn at random.
fn offer(ladders: &Ladders, strategies: &[Strategy], rounds: u32, random: &mut ChaCha8Rng) -> Run {
    let mut order: Vec<usize> = (0..strategies.len()).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, below(last + 1, random));
    }
    let seats = strategies.iter().enumerate();
    let mut seats: Vec<Box<dyn Negotiator + '_>> =
        seats.map(|(party, it)| it.seat(ladders, party)).collect();
    let ending = stacked(&mut seats, &order, rounds, random, |_| {});
    Run { agreement: ending.agreement.map(|it| ladders.outcome(it)), rounds: ending.rounds }
}

/// Those who answer, and what everybody knows.
struct Table {
    ground: Ground,
    respondents: Vec<Box<dyn Respondent + Send + Sync>>,
}

impl Table {
    fn new(problem: &Problem) -> Result<Self, Error> {
        let respondents = (0..=u8::MAX).map(PartyId).take(problem.parties().len()).map(|it| {
            let it: Box<dyn Respondent + Send + Sync> = Box::new(Truthful::new(problem, it)?);
            Ok(it)
        });
        Ok(Self {
            ground: Ground::new(problem),
            respondents: respondents.collect::<Result<_, Error>>()?,
        })
    }

    fn run(&self, proposing: Proposing, rule: Rule, rounds: u32, random: &mut ChaCha8Rng) -> Run {
        let (ground, parties) = (self.ground.clone(), self.respondents.len());
        let mut mediator: Box<dyn Mediator> = match proposing {
            Proposing::Blind(draw) => Box::new(Blind::new(ground, draw)),
            Proposing::Estimating { wishes } => {
                let mut apart = random.clone();
                apart.set_stream(random.get_stream() + (1 << 32));
                Box::new(Estimating::new(ground, parties, rule, wishes, apart))
            }
        };
        let session = single_text(mediator.as_mut(), &self.respondents, rule, rounds, random);
        Run {
            agreement: session.agreement,
            rounds: u32::try_from(session.texts.len()).unwrap_or(u32::MAX),
        }
    }
}

/// How good an outcome is.
///
/// # Errors
///
/// Those of [`best_for`] but for being stopped.
pub fn measure(
    problem: &Problem,
    outcome: &Outcome,
    optimum: Option<&(Solution, Exactness)>,
    stop: &Stop,
) -> Result<Quality, Error> {
    let payoffs = problem.payoffs(outcome)?;
    let share = optimum.map(|(best, _)| share(problem, &payoffs, &best.payoffs));
    let mut efficiency = Efficiency::Efficient;
    for (party, &utility) in (0..=u8::MAX).map(PartyId).zip(&payoffs.0) {
        match best_for(problem, party, &payoffs, stop) {
            Ok(best) if utility < best.value.payoffs.0[party.index()] => {
                efficiency = Efficiency::Beaten;
                break;
            }
            Ok(best) if best.exactness == Exactness::Exact => {}
            Ok(_) | Err(Error::Stopped { .. }) => efficiency = Efficiency::Unknown,
            Err(error) => return Err(error),
        }
    }
    Ok(Quality { payoffs, share, efficiency })
}

/// The product of gains as a share of another one. Each gain is divided by its counterpart, so that
/// no product is too large.
#[expect(clippy::cast_precision_loss, reason = "a share for readers")]
fn share(problem: &Problem, payoffs: &Payoffs, best: &Payoffs) -> f64 {
    let pairs = problem.parties().iter().zip(payoffs.0.iter().zip(&best.0));
    let shares = pairs.map(|(party, (utility, best))| {
        let gain = |it: i64| (it - party.reservation) as f64;
        gain(*utility).max(0.0) / gain(*best)
    });
    shares.product()
}

impl Simulation {
    /// Number of runs with an agreement.
    #[must_use]
    pub fn agreements(&self) -> usize {
        self.runs.iter().filter(|it| it.agreement.is_some()).count()
    }

    /// Rounds of the runs; `None` without runs.
    #[must_use]
    pub fn rounds(&self) -> Option<Quartiles> {
        Quartiles::new(self.runs.iter().map(|it| f64::from(it.rounds)).collect())
    }

    /// Shares of the largest product of gains; a run without agreement has none of it. `None`
    /// without runs, or where no outcome lets all gain.
    #[must_use]
    pub fn shares(&self) -> Option<Quartiles> {
        let share = |it: &Run| match &it.agreement {
            Some(agreement) => self.qualities.get(agreement).and_then(|it| it.share),
            None => self.optimum.is_ok().then_some(0.0),
        };
        Quartiles::new(self.runs.iter().map(share).collect::<Option<_>>()?)
    }

    /// Number of runs whose agreement is of this efficiency.
    #[must_use]
    pub fn with(&self, efficiency: Efficiency) -> usize {
        let agreements = self.runs.iter().filter_map(|it| it.agreement.as_ref());
        let qualities = agreements.filter_map(|it| self.qualities.get(it));
        qualities.filter(|it| it.efficiency == efficiency).count()
    }
}

impl Quartiles {
    /// Of these numbers; `None` of none. Between two numbers, the nearer part of their difference.
    #[must_use]
    pub fn new(mut numbers: Vec<f64>) -> Option<Self> {
        numbers.sort_by(f64::total_cmp);
        let last = numbers.len().checked_sub(1)?;
        Some(Self([0, 1, 2, 3, 4].map(|quarter| {
            let (whole, rest) = (last * quarter / 4, last * quarter % 4);
            let next = numbers[(whole + 1).min(last)];
            let part = [0.0, 0.25, 0.5, 0.75][rest];
            numbers[whole] + (next - numbers[whole]) * part
        })))
    }

    /// The middle.
    #[must_use]
    pub fn median(self) -> f64 {
        self.0[2]
    }
}
