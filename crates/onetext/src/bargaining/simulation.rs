//! How protocols fare on a problem.

use std::fmt;

use onetext_bargain::{self as bargain, Exactness, Stop};
use onetext_mediate::negotiator::Strategy;
use onetext_mediate::protocol::{Draw, Rule};
use onetext_mediate::simulate::{
    Efficiency, Plan, Proposing, Protocol, Quartiles, Simulation, simulate,
};
use serde::Serialize;

use super::NamedProblem;
use crate::analysis::Named;
use crate::error::Error;

/// A protocol that can be simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Stacked alternating offers.
    Stacked,
    /// A single text whose mediator proposes from what it hears.
    SingleText,
    /// The same, where nobody may find a text worse than the current one.
    SingleTextBetter,
    /// A single text whose mediator changes one issue of the current text at random.
    Mutation,
    /// The same, where nobody may find a text worse than the current one.
    MutationBetter,
    /// A single text whose mediator draws a whole text at random, where nobody may find it worse
    /// than the current one.
    RandomBetter,
}

/// What is simulated, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The protocols, in the order of the rows.
    pub ways: Vec<Way>,
    /// For stacked offers, one negotiator for all parties or one for each, by the names of
    /// [`Strategy::parse`].
    pub negotiators: Vec<String>,
    /// The most wishes that the mediator of a single text asks of each party in a round.
    pub wishes: usize,
    /// Runs of each protocol.
    pub runs: u32,
    /// Rounds of each run at most; by the protocol if left out.
    pub rounds: Option<u32>,
    /// Seed of the draws.
    pub seed: u64,
}

/// How protocols fared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SimulationView {
    /// One row for each protocol.
    pub rows: Vec<SimulationRow>,
    /// Seed of the draws.
    pub seed: u64,
    /// How exact the largest product of gains is that shares are taken of.
    pub optimum: String,
}

/// How one protocol fared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SimulationRow {
    /// Its id.
    pub protocol: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Which negotiator played each party; in a single text, all are truthful.
    pub negotiators: Vec<(Named, String)>,
    /// Runs that ended.
    pub runs: usize,
    /// Runs that were asked for; more only if the work was stopped.
    pub planned: u32,
    /// Rounds of each run at most.
    pub most_rounds: u32,
    /// Runs with an agreement.
    pub agreements: usize,
    /// Rounds of the runs: least, quartiles, most.
    pub rounds: Option<[f64; 5]>,
    /// Products of gains as shares of the largest one: least, quartiles, most. A run without
    /// agreement counts as none of it.
    pub shares: Option<[f64; 5]>,
    /// Runs whose agreement no outcome that all accept beats.
    pub efficient: usize,
    /// Runs for whose agreement that was not settled before the work was stopped.
    pub unsettled: usize,
}

impl Way {
    /// All of them, in the order of their descriptions.
    pub const ALL: [Self; 6] = [
        Self::Stacked,
        Self::SingleText,
        Self::SingleTextBetter,
        Self::Mutation,
        Self::MutationBetter,
        Self::RandomBetter,
    ];

    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Stacked => "stacked",
            Self::SingleText => "single-text",
            Self::SingleTextBetter => "single-text-better",
            Self::Mutation => "mutation",
            Self::MutationBetter => "mutation-better",
            Self::RandomBetter => "random-better",
        }
    }

    /// What it is.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stacked => "stacked alternating offers",
            Self::SingleText => "single text proposed from what was said, all must accept it",
            Self::SingleTextBetter => {
                "single text proposed from what was said, all must accept it and none find it worse"
            }
            Self::Mutation => "single text with one change at random, all must accept it",
            Self::MutationBetter => {
                "single text with one change at random, all must accept it and none find it worse"
            }
            Self::RandomBetter => {
                "single text at random, all must accept it and none find it worse"
            }
        }
    }

    /// The one with this id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// Rounds of a run where nothing else is said.
    pub fn rounds(self) -> u32 {
        if self == Self::Stacked { 1000 } else { 20 }
    }

    fn protocol(self, strategies: &[Strategy], wishes: usize) -> Protocol {
        let (proposing, rule) = match self {
            Self::Stacked => return Protocol::Stacked(strategies.to_vec()),
            Self::SingleText => (Proposing::Estimating { wishes }, Rule::Acceptable),
            Self::SingleTextBetter => (Proposing::Estimating { wishes }, Rule::Better),
            Self::Mutation => (Proposing::Blind(Draw::Mutation), Rule::Acceptable),
            Self::MutationBetter => (Proposing::Blind(Draw::Mutation), Rule::Better),
            Self::RandomBetter => (Proposing::Blind(Draw::Anew), Rule::Better),
        };
        Protocol::SingleText { proposing, rule }
    }
}

impl NamedProblem {
    /// Runs protocols many times and measures their agreements.
    ///
    /// # Errors
    ///
    /// - [`Error::NoNegotiator`], [`Error::NegotiatorCount`] for negotiators that there are not, or
    ///   not one for each party.
    /// - [`Error::Bargain`] when the space is too large.
    pub fn simulate(&self, trial: &Trial, stop: &Stop) -> Result<SimulationView, Error> {
        let strategies = self.strategies(&trial.negotiators)?;
        let mut rows = Vec::new();
        let mut optimum = String::new();
        for &way in &trial.ways {
            let plan = Plan {
                runs: trial.runs,
                rounds: trial.rounds.unwrap_or_else(|| way.rounds()),
                seed: trial.seed,
            };
            let protocol = way.protocol(&strategies, trial.wishes);
            let simulation = simulate(&self.problem, &protocol, plan, stop)?;
            rows.push(self.simulation_row(way, &strategies, plan, &simulation));
            optimum = self.optimum(&simulation);
        }
        Ok(SimulationView { rows, seed: trial.seed, optimum })
    }

    fn strategies(&self, names: &[String]) -> Result<Vec<Strategy>, Error> {
        let parse = |name: &String| {
            Strategy::parse(name).ok_or_else(|| Error::NoNegotiator { name: name.clone() })
        };
        let strategies: Vec<Strategy> = names.iter().map(parse).collect::<Result<_, _>>()?;
        match (strategies.as_slice(), self.parties.len()) {
            ([], parties) => Ok(vec![Strategy::BOULWARE; parties]),
            ([one], parties) => Ok(vec![*one; parties]),
            (all, parties) if all.len() == parties => Ok(strategies),
            (all, parties) => Err(Error::NegotiatorCount { found: all.len(), parties }),
        }
    }

    fn simulation_row(
        &self,
        way: Way,
        strategies: &[Strategy],
        plan: Plan,
        simulation: &Simulation,
    ) -> SimulationRow {
        let name = |it: &Strategy| match way {
            Way::Stacked => it.name(),
            _ => "truthful".to_owned(),
        };
        let negotiators = self.parties.iter().cloned().zip(strategies.iter().map(name));
        SimulationRow {
            protocol: way.id(),
            description: way.words(),
            negotiators: negotiators.collect(),
            runs: simulation.runs.len(),
            planned: plan.runs,
            most_rounds: plan.rounds,
            agreements: simulation.agreements(),
            rounds: simulation.rounds().map(|it| it.0),
            shares: simulation.shares().map(|Quartiles(it)| it),
            efficient: simulation.with(Efficiency::Efficient),
            unsettled: simulation.with(Efficiency::Unknown),
        }
    }

    fn optimum(&self, simulation: &Simulation) -> String {
        let exactness = match &simulation.optimum {
            Ok((_, Exactness::Exact)) => "exact".to_owned(),
            Ok(_) => "the best found, not proven to be the best".to_owned(),
            Err(bargain::Error::NoAgreement) => {
                return "no outcome leaves every party better off".to_owned();
            }
            Err(error) => return format!("not found: {error}"),
        };
        self.with_rounding(exactness)
    }
}

impl fmt::Display for SimulationView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            writeln!(f, "{}: {}", row.protocol, row.description)?;
            if row.negotiators.iter().any(|it| it.1 != "truthful") {
                let names = row.negotiators.iter();
                let names: Vec<_> =
                    names.map(|(party, it)| format!("{} {it}", party.name)).collect();
                writeln!(f, "  {}", names.join(", "))?;
            }
        }
        let width = self.rows.iter().map(|it| it.protocol.len()).max().unwrap_or_default();
        writeln!(
            f,
            "\n{:width$}     agreed       rounds            share of optimum   efficient",
            ""
        )?;
        for row in &self.rows {
            let runs = row.runs;
            let agreed = format!("{} of {runs}", row.agreements);
            let efficient = format!("{} of {}", row.efficient, row.agreements);
            let (rounds, shares) = (three(row.rounds, 0), three(row.shares, 3));
            let line = format!(
                "{:<width$}  {agreed:>9}  {rounds:>17}  {shares:>22}  {efficient:>10}",
                row.protocol
            );
            write!(f, "{line}")?;
            if 0 < row.unsettled {
                write!(f, " ({} not settled)", row.unsettled)?;
            }
            if runs < row.planned as usize {
                write!(f, " (stopped; {} planned)", row.planned)?;
            }
            writeln!(f)?;
        }
        writeln!(f)?;
        writeln!(f, "Rounds and shares: the middle run, and in brackets the middle half of all.")?;
        writeln!(f, "A share is the product of gains over the largest one ({}).", self.optimum)?;
        writeln!(
            f,
            "Without agreement it is 0. Efficient: no outcome that all accept gives somebody"
        )?;
        write!(f, "more and nobody less (exact). ")?;
        let rounds = self.rows.iter().map(|it| it.most_rounds).collect::<Vec<_>>();
        let same = rounds.windows(2).all(|it| it[0] == it[1]);
        let rounds: Vec<String> = rounds.iter().map(ToString::to_string).collect();
        let most =
            if same { rounds.first().cloned().unwrap_or_default() } else { rounds.join(", ") };
        writeln!(f, "Rounds at most: {most}. Seed {}.", self.seed)
    }
}

/// The middle, and the quarters in brackets.
fn three(quartiles: Option<[f64; 5]>, places: usize) -> String {
    match quartiles {
        Some([_, low, middle, high, _]) => {
            format!("{middle:.places$} [{low:.places$}, {high:.places$}]")
        }
        None => "–".to_owned(),
    }
}
