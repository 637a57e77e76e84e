//! Exact answers for a case in which every party with a seat has utilities in numbers.

mod barrier;
mod cover;
mod favored;
mod nearest;
mod problem;
mod ranking;
mod rule;
mod scenario;
mod simulation;
mod start;
mod text;
mod unlock;
mod worth;

use std::collections::BTreeMap;
use std::fmt;

use onetext_bargain::verify::Refutation;
use onetext_bargain::{
    self as bargain, Among, Answer, FrontierPoint, Problem, Solution, Stop, Zopa,
};
use onetext_case::Case;
use schemars::JsonSchema;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};

pub use self::barrier::{BarrierView, ConditionView, LinkageRule, LinkageView};
pub use self::cover::{CoverPointView, CoverView, Tolerance};
pub use self::favored::FavoredView;
pub use self::nearest::{Change, NearestView, PayoffChange};
pub use self::problem::NamedProblem;
pub use self::ranking::{BestView, DiverseView, Measure, RankedView};
pub use self::rule::Rule;
pub use self::simulation::{SimulationRow, SimulationView, Trial, Way};
pub use self::start::Start;
pub use self::unlock::{Agreement, Lowered, RelaxationView, UnlockView};
pub use self::worth::{DraftWorth, WorthRange};
use crate::analysis::Named;
use crate::certificate::{Certificate, Checked};
use crate::error::Error;

/// Everything that is computed for a case in numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Bargaining {
    /// Outcomes that every party accepts.
    pub zopa: ZopaView,
    /// The frontier among all feasible outcomes.
    pub frontier: Result<FrontierView, String>,
    /// What the main rules pick, in the order of [`Rule::MAIN`].
    pub solutions: Vec<Result<SolutionView, String>>,
    /// What each draft is worth, by day; none for a case without drafts.
    pub drafts: Vec<DraftWorth>,
}

/// How far an answer can be relied on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reliance {
    /// What the answer is: `exact`, or by how much it is not.
    pub exactness: String,
    /// How far it was checked; `None` if it was not, as when the work was stopped.
    pub checked: Option<Checked>,
}

/// What a party gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Payoff {
    /// The party.
    pub party: Named,
    /// Its utility, exactly: a decimal, or a fraction where no decimal is exact.
    #[serde(serialize_with = "plain")]
    #[schemars(with = "String")]
    pub utility: String,
    /// Its utility less its reservation value.
    #[serde(serialize_with = "plain")]
    #[schemars(with = "String")]
    pub gain: String,
    /// Whether it has no reservation value, as nothing is worse than no agreement; then it accepts
    /// everything, and its worst outcome stands for the value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub accepts_anything: bool,
    /// The utility in the whole units of the problem, for drawing.
    ///
    /// Units of different parties may differ.
    #[serde(skip)]
    pub units: i64,
}

/// The outcomes that every party accepts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ZopaView {
    /// The parties and their reservation values, or for a party without one the least it can get;
    /// their gain is zero.
    pub reservations: Vec<Payoff>,
    /// Number of outcomes that respect all linkages.
    pub feasible: u64,
    /// Number of these that every party accepts.
    pub acceptable: u64,
    /// How far the counts can be relied on.
    pub reliance: Reliance,
}

/// What a rule picks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SolutionView {
    /// The rule.
    pub rule: Rule,
    /// For each issue, the option.
    pub outcome: Vec<(Named, Named)>,
    /// What each party gets.
    pub payoffs: Vec<Payoff>,
    /// Number of outcomes that are as good by the rule, this one included.
    pub optimal: u64,
    /// How far it can be relied on.
    pub reliance: Reliance,
}

/// The outcomes that no other outcome beats.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FrontierView {
    /// Whether only outcomes count that every party accepts.
    pub acceptable_only: bool,
    /// The points, the first party's best first.
    pub points: Vec<FrontierPointView>,
    /// How far they can be relied on.
    pub reliance: Reliance,
}

/// A point of the frontier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FrontierPointView {
    /// What each party gets.
    pub payoffs: Vec<Payoff>,
    /// The first outcome with these payoffs.
    pub outcome: Vec<(Named, Named)>,
    /// Number of outcomes with these payoffs.
    pub outcomes: u64,
}

/// An answer for readers, and what is claimed with it for checkers.
#[derive(Clone, Debug, Serialize)]
pub struct Certified<T> {
    /// The answer, with names.
    #[serde(flatten)]
    pub view: T,
    /// The same in numbers, with its proof.
    #[serde(serialize_with = "compact")]
    pub certificate: Certificate,
}

impl<T: fmt::Display> fmt::Display for Certified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view.fmt(f)
    }
}

impl NamedProblem {
    /// Counts the outcomes that every party accepts.
    ///
    /// # Errors
    ///
    /// [`Error::Bargain`] when the space is too large, [`Error::Refuted`] when the check fails.
    pub fn zopa(&self, stop: &Stop) -> Result<Certified<ZopaView>, Error> {
        let answer = bargain::zopa(&self.problem, stop)?;
        let (certificate, checked) = Certificate::zopa(&self.problem, &answer, stop)?;
        Ok(Certified { view: self.zopa_view(&answer, checked), certificate })
    }

    pub(crate) fn zopa_view(&self, answer: &Answer<Zopa>, checked: Option<Checked>) -> ZopaView {
        ZopaView {
            reservations: self.reservations(),
            feasible: answer.value.feasible,
            acceptable: answer.value.acceptable,
            reliance: self.reliance(answer, checked),
        }
    }

    /// Lists the outcomes that no other outcome beats: among all, or among those that every party
    /// accepts.
    ///
    /// # Errors
    ///
    /// [`Error::Bargain`] when the space or the frontier is too large, [`Error::Refuted`] when the
    /// check fails.
    pub fn frontier(&self, among: Among, stop: &Stop) -> Result<Certified<FrontierView>, Error> {
        let answer = bargain::frontier(&self.problem, among, stop)?;
        let (certificate, checked) = Certificate::frontier(&self.problem, among, &answer, stop)?;
        Ok(Certified { view: self.frontier_view(among, &answer, checked), certificate })
    }

    pub(crate) fn frontier_view(
        &self,
        among: Among,
        answer: &Answer<Vec<FrontierPoint>>,
        checked: Option<Checked>,
    ) -> FrontierView {
        let points = answer.value.iter().map(|it| FrontierPointView {
            payoffs: self.payoffs(&it.payoffs),
            outcome: self.outcome(&it.outcome),
            outcomes: it.outcomes,
        });
        FrontierView {
            acceptable_only: among == Among::Acceptable,
            points: points.collect(),
            reliance: self.reliance(answer, checked),
        }
    }

    /// The outcome that a rule picks.
    ///
    /// # Errors
    ///
    /// [`Error::Bargain`] when no outcome is acceptable to all or the space is too large,
    /// [`Error::Refuted`] when the check fails, [`Error::NoCommonUnit`] when the rule compares
    /// parties whose numbers are too long to be compared.
    pub fn solve(&self, rule: Rule, stop: &Stop) -> Result<Certified<SolutionView>, Error> {
        if !self.has_common_unit && rule.compares_parties() {
            return Err(Error::NoCommonUnit);
        }
        let answer = rule.solve(&self.problem, stop)?;
        let (certificate, checked) = Certificate::solution(&self.problem, rule, &answer, stop)?;
        Ok(Certified { view: self.solution_view(rule, &answer, checked), certificate })
    }

    pub(crate) fn solution_view(
        &self,
        rule: Rule,
        answer: &Answer<Solution>,
        checked: Option<Checked>,
    ) -> SolutionView {
        SolutionView {
            rule,
            outcome: self.outcome(&answer.value.outcome),
            payoffs: self.payoffs(&answer.value.payoffs),
            optimal: answer.value.optimal,
            reliance: self.reliance(answer, checked),
        }
    }

    /// The reservation value of each party; its gain is zero.
    pub fn reservations(&self) -> Vec<Payoff> {
        let floors = self.problem.parties().iter().map(|it| it.reservation).collect();
        self.payoffs(&bargain::Payoffs(floors))
    }

    fn payoffs(&self, payoffs: &bargain::Payoffs) -> Vec<Payoff> {
        let parties = self.parties.iter().zip(self.problem.parties()).zip(&payoffs.0);
        parties
            .enumerate()
            .map(|(index, ((name, party), &units))| Payoff {
                party: name.clone(),
                utility: self.number(index, units),
                gain: self.number(index, units - party.reservation),
                accepts_anything: !self.units[index].has_reservation,
                units,
            })
            .collect()
    }

    fn reliance<T>(&self, answer: &Answer<T>, checked: Option<Checked>) -> Reliance {
        let exactness = match answer.exactness {
            bargain::Exactness::Exact => "exact".to_owned(),
            bargain::Exactness::Bounded { .. } if !self.has_common_unit => {
                "not proven to be the best".to_owned()
            }
            bargain::Exactness::Bounded { gap } => {
                let gap = i64::try_from(gap).unwrap_or(i64::MAX);
                format!("at most {} away", self.number(0, gap))
            }
            bargain::Exactness::Sampled { draws, seed } => format!("{draws} draws, seed {seed}"),
            bargain::Exactness::Partial { seen, of } => {
                format!("stopped after {seen} of {of} outcomes")
            }
        };
        Reliance { exactness: self.with_rounding(exactness), checked }
    }

    /// Words for how exact an answer is, with how far the numbers asked about were rounded.
    fn with_rounding(&self, exactness: String) -> String {
        match self.rounded {
            Some(places) => format!("{exactness}, for numbers rounded to {places} places"),
            None => exactness,
        }
    }
}

/// Most steps of a check that goes through every outcome.
const STEPS: u128 = 2_000_000;

/// Checks an answer that has no proof: against every outcome where so many passes over them are few
/// steps, else by itself; `None` when nobody waits for that any more.
///
/// `check` is told whether to look at every outcome.
fn looked_through(
    problem: &Problem,
    passes: u128,
    stop: &Stop,
    check: impl FnOnce(bool) -> Result<(), Refutation>,
) -> Result<Option<Checked>, Error> {
    if stop.is_requested() {
        return Ok(None);
    }
    let steps = problem.space().size().and_then(|it| it.checked_mul(passes.max(1)));
    let is_all = steps.is_some_and(|it| it <= STEPS);
    match check(is_all) {
        Ok(()) if is_all => Ok(Some(Checked::EveryOutcome)),
        Ok(()) | Err(Refutation::Unchecked) => Ok(Some(Checked::Itself)),
        Err(refutation) => Err(Error::Refuted(refutation)),
    }
}

/// Numbers for checkers take no line each.
fn compact<S: Serializer>(certificate: &Certificate, to: S) -> Result<S::Ok, S::Error> {
    let text = serde_json::value::to_raw_value(certificate).map_err(S::Error::custom)?;
    text.serialize(to)
}

/// A decimal with the sign that programs read.
fn plain<S: Serializer>(decimal: &str, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&decimal.replace('−', "-"))
}

/// Everything exact about a case; `None` where it is not a case in numbers. Once stopped, only the
/// outcomes are counted, as far as that goes.
///
/// # Errors
///
/// Those of [`NamedProblem::new`] and [`NamedProblem::zopa`] for a case in numbers.
pub(crate) fn bargaining(case: &Case, stop: &Stop) -> Result<Option<Bargaining>, Error> {
    let named = match NamedProblem::new(case, &BTreeMap::new()) {
        Err(Error::NoUtility { .. } | Error::NoParties) => return Ok(None),
        named => named?,
    };
    let zopa = named.zopa(stop)?.view;
    let unless_stopped = || if stop.is_requested() { Err("stopped".to_owned()) } else { Ok(()) };
    let told = |error: Error| error.to_string();
    Ok(Some(Bargaining {
        zopa,
        frontier: unless_stopped()
            .and_then(|()| named.frontier(Among::Feasible, stop).map_err(told))
            .map(|it| it.view),
        solutions: Rule::MAIN
            .map(|it| {
                let found = unless_stopped().and_then(|()| named.solve(it, stop).map_err(told));
                found.map(|it| it.view)
            })
            .into(),
        drafts: named.worths(case),
    }))
}
