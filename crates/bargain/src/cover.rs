//! A few outcomes near every point of the frontier.

use serde::{Deserialize, Serialize};

use crate::bound::{self, Aim, Field, Rule};
use crate::{
    Among, Answer, Effort, Error, Exactness, Interaction, MAX_UTILITY, Outcome, Party, Payoffs,
    Problem, Progress, Stop,
};

/// Outcomes to which no other one is better by more than a tolerance for every party at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// The outcomes and their payoffs, in decreasing lexicographic order of payoffs.
    pub points: Vec<(Payoffs, Outcome)>,
    /// Number of parts of the payoff space that were not settled when stopped.
    pub open: usize,
}

/// Finds outcomes such that each outcome asked about gives no party more than one of them does, but
/// for the party's tolerance.
///
/// That holds of every outcome, on the frontier or not, and is proven: the parts of the payoff space
/// that are not covered are searched until none is left that has an outcome. When stopped, some may
/// be left, and the answer is [`Exactness::Partial`]; otherwise it is [`Exactness::Bounded`] by the
/// largest tolerance.
///
/// # Shape and units
///
/// `tolerance` has one number for each party, in its own unit.
///
/// # Errors
///
/// - [`Error::PartyCount`] without one tolerance for every party.
/// - [`Error::TooWide`], [`Error::TooManyLabels`] as in [`crate::nash`].
///
/// # Cost
///
/// One search as in [`crate::nash`] for each part that is looked at. Their number grows quickly with
/// the parties, and with the inverse of the tolerance.
///
/// # Source
///
/// K. Klamroth, R. Lacour and D. Vanderpooten, "On the Representation of the Search Region in
/// Multi-objective Optimization", *European Journal of Operational Research* 245 (2015),
/// pp. 767–778.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Among, Party, Problem, Space, Stop, cover};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![4, 3, 2, 1, 0]), party(vec![0, 1, 2, 3, 4])];
/// let problem = Problem::new(Space::new(&[5])?, parties, vec![])?;
///
/// let found = cover(&problem, Among::Feasible, &[4, 4], &Stop::default())?.value;
/// assert_eq!(found.points.len(), 1);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn cover(
    problem: &Problem,
    among: Among,
    tolerance: &[u64],
    stop: &Stop,
) -> Result<Answer<Cover>, Error> {
    let parties = problem.parties();
    if tolerance.len() != parties.len() {
        return Err(Error::PartyCount { found: tolerance.len() });
    }
    let step: Vec<i64> = tolerance
        .iter()
        .map(|&it| i64::try_from(it.min(MAX_UTILITY)).map_or(i64::MAX, |it| it + 1))
        .collect();
    let (forbidden, first): (Vec<_>, Vec<i64>) = match among {
        Among::Feasible => (Vec::new(), parties.iter().map(least).collect()),
        Among::Acceptable => (
            parties.iter().flat_map(|it| &it.red_lines).collect(),
            parties.iter().map(|it| it.reservation).collect(),
        ),
    };
    let rule = Any { steps: &step };
    let mut effort = Effort::default();
    let mut found = Cover { points: Vec::new(), open: 0 };
    // The lower corners of what may hold an outcome that is not covered; none is above another.
    let mut zones = vec![first];
    while let Some(zone) = zones.pop() {
        stop.report(Progress::Cover { points: found.points.len(), open: zones.len() + 1 });
        let field = Field { problem, parties, forbidden: &forbidden, floors: &zone };
        let hit = match bound::best(&field, &rule, &stop.silent()) {
            Ok(hit) => hit,
            Err(Error::NoAgreement) => continue,
            Err(Error::Stopped { seen, .. }) => {
                found.open = zones.len() + 1;
                let of = seen.saturating_add(found.open as u64);
                finish(&mut found);
                let exactness = Exactness::Partial { seen, of };
                return Ok(Answer { value: found, exactness, effort });
            }
            Err(error) => return Err(error),
        };
        effort.nodes += hit.effort.nodes;
        effort.labels += hit.effort.labels;
        zones.push(zone);
        let beyond: Vec<i64> = hit
            .value
            .payoffs
            .0
            .iter()
            .zip(&step)
            .map(|(it, step)| it.saturating_add(*step))
            .collect();
        split(&mut zones, &beyond);
        found.points.push((hit.value.payoffs, hit.value.outcome));
    }
    finish(&mut found);
    stop.settle(problem.space().outcomes());
    let gap = tolerance.iter().copied().max().unwrap_or(0);
    let exactness = if gap == 0 { Exactness::Exact } else { Exactness::Bounded { gap } };
    Ok(Answer { value: found, exactness, effort })
}

/// The least a party can get, or less.
fn least(party: &Party) -> i64 {
    let alone = party.utilities.iter().filter_map(|it| it.iter().min()).sum::<i64>();
    let together = party.interactions.iter().map(Interaction::span).sum::<u64>();
    party.capped(alone.saturating_sub_unsigned(together))
}

/// Cuts away from all zones what lies below a corner in every party's payoff.
fn split(zones: &mut Vec<Vec<i64>>, beyond: &[i64]) {
    let (cut, mut kept): (Vec<_>, Vec<_>) = std::mem::take(zones)
        .into_iter()
        .partition(|zone| zone.iter().zip(beyond).all(|(low, high)| low < high));
    for zone in cut {
        for (party, &high) in beyond.iter().enumerate() {
            let mut above = zone.clone();
            above[party] = high;
            let is_within = |a: &[i64], b: &[i64]| a.iter().zip(b).all(|(a, b)| b <= a);
            if !kept.iter().any(|it| is_within(&above, it)) {
                kept.retain(|it| !is_within(it, &above));
                kept.push(above);
            }
        }
    }
    *zones = kept;
}

/// Sorts the points, and drops those that others beat.
fn finish(found: &mut Cover) {
    found.points.sort_by(|a, b| b.cmp(a));
    let mut kept: Vec<(Payoffs, Outcome)> = Vec::new();
    for point in found.points.drain(..) {
        let covers = |it: &(Payoffs, Outcome)| {
            it.0.0.iter().zip(&point.0.0).all(|(kept, payoff)| payoff <= kept)
        };
        if !kept.iter().any(covers) {
            kept.push(point);
        }
    }
    found.points = kept;
}

/// Any outcome at or above the floors is as good as another.
struct Any<'a> {
    steps: &'a [i64],
}

impl Rule for Any<'_> {
    type Key = ();

    fn key(&self, _payoffs: &[i64]) -> Option<()> {
        Some(())
    }

    fn least(&self, _weights: &[i64], _key: &()) -> Option<i128> {
        None
    }

    fn gap(&self, _weights: &[i64], _key: &(), _most: i128) -> u64 {
        0
    }

    fn aim(&self) -> Aim {
        Aim::Smallest { units: self.steps.to_vec() }
    }

    fn is_content(&self) -> bool {
        true
    }
}
