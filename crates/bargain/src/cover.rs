//! A few outcomes near every point of the frontier.

use serde::{Deserialize, Serialize};

use crate::bound::{Field, Find, Finder};
use crate::{
    Among, Answer, Error, Exactness, Interaction, MAX_UTILITY, Outcome, Party, Payoffs, Problem,
    Progress, Stop,
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
    let mut field = Field::new(problem);
    let first: Vec<i64> = match among {
        Among::Feasible => {
            field.forbidden.clear();
            parties.iter().map(least).collect()
        }
        Among::Acceptable => parties.iter().map(|it| it.reservation).collect(),
    };
    let compiled = field.compile()?;
    let mut finder = Finder::new(&compiled, step.clone());
    let mut found = Cover { points: Vec::new(), open: 0 };
    let mut zones = Zones::new(first);
    let mut settled = 0;
    while let Some(zone) = zones.last() {
        stop.report(Progress::Cover { points: found.points.len(), open: zones.count() });
        let (payoffs, outcome) = match finder.find(zone, stop) {
            Ok(Find::Outcome(payoffs, outcome)) => (payoffs, outcome),
            Ok(Find::Nothing) => {
                zones.pop();
                settled += 1;
                continue;
            }
            Err(Error::Stopped { .. }) => {
                found.open = zones.count();
                let exactness =
                    Exactness::Partial { seen: settled, of: settled + found.open as u64 };
                finish(&mut found);
                return Ok(Answer { value: found, exactness, effort: finder.effort });
            }
            Err(error) => return Err(error),
        };
        let beyond = payoffs.0.iter().zip(&step).map(|(it, step)| it.saturating_add(*step));
        zones.split(&beyond.collect::<Vec<_>>());
        settled += 1;
        found.points.push((payoffs, outcome));
    }
    finish(&mut found);
    stop.settle(problem.space().outcomes());
    let gap = tolerance.iter().copied().max().unwrap_or(0);
    let exactness = if gap == 0 { Exactness::Exact } else { Exactness::Bounded { gap } };
    Ok(Answer { value: found, exactness, effort: finder.effort })
}

/// The least a party can get, or less.
fn least(party: &Party) -> i64 {
    let alone = party.utilities.iter().filter_map(|it| it.iter().min()).sum::<i64>();
    let together = party.interactions.iter().map(Interaction::span).sum::<u64>();
    party.capped(alone.saturating_sub_unsigned(together))
}

/// The lower corners of what may hold an outcome that is not covered.
///
/// **Invariant:** no corner is at or above another one in every party's payoff.
struct Zones {
    parties: usize,
    /// One run of parties for each zone.
    corners: Vec<i64>,
}

impl Zones {
    fn new(first: Vec<i64>) -> Self {
        Self { parties: first.len(), corners: first }
    }

    fn count(&self) -> usize {
        self.corners.len() / self.parties
    }

    fn last(&self) -> Option<&[i64]> {
        self.corners.chunks_exact(self.parties).next_back()
    }

    fn pop(&mut self) {
        self.corners.truncate(self.corners.len() - self.parties);
    }

    /// Cuts away from all zones what lies below a corner in every party's payoff.
    ///
    /// What is left of a zone is one zone for each party, in which that party gets more. It lies
    /// within another one only if that one begins with as much for the party: any other zone would
    /// have been cut itself, or its rest begins with more for another party.
    fn split(&mut self, beyond: &[i64]) {
        let parties = self.parties;
        let mut cut = Vec::new();
        // For each party, the zones that begin with as much for it, and were cut but for that.
        let mut beside = vec![Vec::new(); parties];
        let mut end = 0;
        for begin in (0..self.corners.len()).step_by(parties) {
            let corner = &self.corners[begin..][..parties];
            let mut not_below = corner.iter().zip(beyond).enumerate().filter(|(_, (a, b))| b <= a);
            match (not_below.next(), not_below.next()) {
                (None, _) => {
                    cut.extend_from_slice(corner);
                    continue;
                }
                (Some((party, (a, b))), None) if a == b => beside[party].extend_from_slice(corner),
                _ => {}
            }
            self.corners.copy_within(begin..begin + parties, end);
            end += parties;
        }
        self.corners.truncate(end);
        let mut cut: Vec<&[i64]> = cut.chunks_exact(parties).collect();
        let mut above = vec![0; parties];
        for (party, (mut beside, &high)) in beside.into_iter().zip(beyond).enumerate() {
            // Whatever another one is within comes before it.
            cut.sort_unstable_by(|a, b| but(party, a).cmp(but(party, b)));
            let known = beside.len();
            for corner in &cut {
                above.copy_from_slice(corner);
                above[party] = high;
                let covers = |it: &[i64]| it.iter().zip(&above).all(|(a, b)| a <= b);
                if !beside.chunks_exact(parties).any(covers) {
                    beside.extend_from_slice(&above);
                }
            }
            self.corners.extend_from_slice(&beside[known..]);
        }
    }
}

/// All numbers but that of one party.
fn but(party: usize, corner: &[i64]) -> impl Iterator<Item = &i64> {
    corner[..party].iter().chain(&corner[party + 1..])
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
