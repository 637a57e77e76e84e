//! What is asked, and the answers in a form that another tool's can be compared with.

use std::fmt::Debug;

use onetext_bargain::{
    Among, Answer, Barrier, Error, Exactness, Outcome, Party, PartyId, Payoffs, Problem, Solution,
    Stop, best_for, cover, egalitarian, frontier, kalai_smorodinsky, nash, nearest, unlock,
    utilitarian, zopa,
};

use crate::work::{SHARED_SAMPLES, Work};

/// A question, of which [`Question::All`] is every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Analysis,
    Nash,
    Egalitarian,
    Frontier,
    /// Within five percent of each party's largest utility.
    Cover,
    Nearest,
    Blocking,
    Samples,
    All,
    Count,
}

/// What was found.
pub(crate) struct Found {
    /// What has to be the same whoever finds it.
    pub(crate) value: String,
    /// Number of points, sets or outcomes in the answer, where it is a list.
    pub(crate) size: Option<usize>,
    /// Whether it is the exact answer and proved to be it.
    pub(crate) is_proved: bool,
    /// What else is to be told.
    pub(crate) note: String,
}

/// A question with its problem made, so that only the answer is timed.
pub(crate) struct Asked {
    question: Question,
    problems: Vec<Problem>,
    draft: Outcome,
}

impl Question {
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        let all = [
            Self::Analysis,
            Self::Nash,
            Self::Egalitarian,
            Self::Frontier,
            Self::Cover,
            Self::Nearest,
            Self::Blocking,
            Self::Samples,
            Self::All,
            Self::Count,
        ];
        let found = all.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| format!("there is no question named {name}"))
    }

    pub(crate) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

impl Asked {
    pub(crate) fn new(work: &Work) -> Self {
        let problems =
            if work.question == Question::Samples { work.samples() } else { vec![work.problem()] };
        Self { question: work.question, problems, draft: work.draft() }
    }

    pub(crate) fn answer(&self, stop: &Stop) -> Result<Found, Error> {
        let problem = &self.problems[0];
        match self.question {
            Question::Analysis => analysis(problem, stop),
            Question::Nash => {
                let found = nash(problem, stop)?;
                Ok(picked(product(problem, &found.value), &found))
            }
            Question::Egalitarian => {
                let found = egalitarian(problem, stop)?;
                Ok(picked(least_gain(problem, &found.value).into(), &found))
            }
            Question::Frontier => points(problem, Among::Feasible, stop),
            Question::Cover => covered(problem, stop),
            Question::Nearest => near(problem, &self.draft, stop),
            Question::Blocking => blocking(problem, stop),
            Question::Samples => self.samples(stop),
            Question::All => every(problem, &self.draft, stop),
            Question::Count => counted(problem, stop),
        }
    }

    fn samples(&self, stop: &Stop) -> Result<Found, Error> {
        let mut products = Vec::new();
        for problem in &self.problems {
            products.push(product(problem, &nash(problem, stop)?.value));
        }
        let shared: i128 = products[..SHARED_SAMPLES].iter().sum();
        let note = format!("the value is the sum of the first {SHARED_SAMPLES} products");
        Ok(Found { value: shared.to_string(), size: Some(products.len()), is_proved: true, note })
    }
}

fn analysis(problem: &Problem, stop: &Stop) -> Result<Found, Error> {
    let found = points(problem, Among::Acceptable, stop)?;
    let counted = zopa(problem, stop)?;
    let best = nash(problem, stop)?;
    let fair = kalai_smorodinsky(problem, stop)?;
    let equal = egalitarian(problem, stop)?;
    let most = utilitarian(problem, stop)?;
    let welfare: i64 = most.value.payoffs.0.iter().sum();
    Ok(Found {
        value: format!("{} {} {welfare}", found.value, product(problem, &best.value)),
        size: found.size,
        is_proved: [fair.exactness, equal.exactness, best.exactness, most.exactness]
            .iter()
            .chain([&counted.exactness])
            .all(|it| *it == Exactness::Exact),
        note: format!("{} outcomes please all", counted.value.acceptable),
    })
}

fn points(problem: &Problem, among: Among, stop: &Stop) -> Result<Found, Error> {
    let found = frontier(problem, among, stop)?;
    let mut payoffs: Vec<_> = found.value.iter().map(|it| it.payoffs.0.as_slice()).collect();
    payoffs.sort_unstable();
    let value = format!("{} points, checksum {:016x}", payoffs.len(), checksum(&payoffs));
    let is_proved = found.exactness == Exactness::Exact;
    let note = format!("{} labels", found.effort.labels);
    Ok(Found { value, size: Some(payoffs.len()), is_proved, note })
}

/// Over the payoffs in rising order, each a step of multiplication.
fn checksum(points: &[&[i64]]) -> u64 {
    let step = |sum: u64, it: &i64| (sum ^ it.unsigned_abs()).wrapping_mul(1_099_511_628_211);
    points.iter().copied().flatten().fold(1_469_598_103_934_665_603, step)
}

fn covered(problem: &Problem, stop: &Stop) -> Result<Found, Error> {
    let best = |it: &Party| -> u64 {
        it.utilities.iter().filter_map(|it| it.iter().max()).map(|it| it.unsigned_abs()).sum()
    };
    let tolerance: Vec<_> = problem.parties().iter().map(|it| best(it) * 5 / 100).collect();
    let found = cover(problem, Among::Feasible, &tolerance, stop)?;
    Ok(Found {
        value: String::new(),
        size: Some(found.value.points.len()),
        is_proved: found.value.open == 0,
        note: format!("{} parts open", found.value.open),
    })
}

fn near(problem: &Problem, draft: &Outcome, stop: &Stop) -> Result<Found, Error> {
    let weights = vec![1; draft.0.len()];
    let found = nearest(problem, draft, &weights, stop)?;
    Ok(Found {
        value: format!("{} changes", found.value.changes),
        size: None,
        is_proved: found.exactness == Exactness::Exact,
        note: String::new(),
    })
}

/// One blocking set; what it needs to be checked elsewhere is in the note: red lines by party and
/// place, reservation values by party.
fn blocking(problem: &Problem, stop: &Stop) -> Result<Found, Error> {
    let found = unlock(problem, 1, stop)?.value;
    let barriers = found.blocking.first().cloned().unwrap_or_default();
    let barrier = |it: &Barrier| match it {
        Barrier::RedLine { party, index } => format!("{}.{index}", party.index()),
        Barrier::Reservation { party } => format!("{}", party.index()),
        Barrier::Linkage { index } => format!("linkage.{index}"),
    };
    let note = barriers.iter().map(barrier).collect::<Vec<_>>().join(" ");
    let value = format!("{} barriers", barriers.len());
    Ok(Found { value, size: Some(barriers.len()), is_proved: !barriers.is_empty(), note })
}

fn counted(problem: &Problem, stop: &Stop) -> Result<Found, Error> {
    let found = zopa(problem, stop)?;
    let (least, most) = found.value.between;
    Ok(Found {
        value: found.value.acceptable.to_string(),
        size: None,
        is_proved: found.exactness == Exactness::Exact,
        note: format!("between {least} and {most}, {}", plain(&found.exactness)),
    })
}

fn every(problem: &Problem, draft: &Outcome, stop: &Stop) -> Result<Found, Error> {
    let mut found = points(problem, Among::Feasible, stop)?;
    let mut exactness = Vec::new();
    for rule in [nash, kalai_smorodinsky, egalitarian, utilitarian] {
        exactness.push(rule(problem, stop)?.exactness);
    }
    let least = least_gain(problem, &egalitarian(problem, stop)?.value);
    let bars = Payoffs(problem.parties().iter().map(|it| it.reservation).collect());
    for party in (0..=u8::MAX).map(PartyId).take(bars.0.len()) {
        exactness.push(best_for(problem, party, &bars, stop)?.exactness);
    }
    exactness.push(zopa(problem, stop)?.exactness);
    let open = covered(problem, stop)?;
    let near = near(problem, draft, stop)?;
    unlock(problem, 1, stop)?;
    found.is_proved &= open.is_proved && near.is_proved;
    found.is_proved &= exactness.iter().all(|it| *it == Exactness::Exact);
    found.value = format!("{least}, {}", found.value);
    Ok(found)
}

fn picked(value: i128, found: &Answer<Solution>) -> Found {
    Found {
        value: value.to_string(),
        size: None,
        is_proved: found.exactness == Exactness::Exact,
        note: format!("{} optimal", found.value.optimal),
    }
}

fn product(problem: &Problem, solution: &Solution) -> i128 {
    let parties = problem.parties().iter().zip(&solution.payoffs.0);
    parties.map(|(it, utility)| i128::from(utility - it.reservation)).product()
}

fn least_gain(problem: &Problem, solution: &Solution) -> i64 {
    let parties = problem.parties().iter().zip(&solution.payoffs.0);
    parties.map(|(it, utility)| utility - it.reservation).min().expect("there are parties")
}

/// Without what JSON would have to escape.
fn plain(value: &impl Debug) -> String {
    format!("{value:?}").replace('"', "'")
}
