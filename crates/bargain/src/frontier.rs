//! The Pareto frontier.

use serde::{Deserialize, Serialize};

use crate::cap::Caps;
use crate::diagram::{Diagram, Keep};
use crate::label::{self, LABEL_LIMIT};
use crate::walk::{Search, walk};
use crate::{Answer, Effort, Error, Exactness, OptionId, Outcome, Payoffs, Problem, Stop};

/// Most points of a frontier that is listed: 2²².
pub const FRONTIER_LIMIT: usize = 1 << 22;

/// Which outcomes are considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Among {
    /// All that obey the linkages.
    Feasible,
    /// Those of them that every party accepts.
    Acceptable,
}

/// Payoffs on the frontier, and the outcomes that have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontierPoint {
    /// The payoffs.
    pub payoffs: Payoffs,
    /// The first outcome with these payoffs.
    pub outcome: Outcome,
    /// Number of outcomes with these payoffs.
    pub outcomes: u64,
}

/// The payoffs that no other outcome beats: none gives some party more and no party less.
///
/// Points come in decreasing lexicographic order of payoffs: the first party's best comes first.
/// When stopped, there are none, unless outcomes were enumerated: then those of the outcomes seen.
///
/// # Errors
///
/// - [`Error::TooWide`] when couplings overlap too much and the space is above
///   [`crate::ENUMERATION_LIMIT`].
/// - [`Error::TooManyLabels`] when too much has to be kept on the way.
/// - [`Error::FrontierTooLarge`] above [`FRONTIER_LIMIT`].
///
/// # Cost
///
/// One step for each option and each partial sum that is not beaten after some issue; these are
/// some ten times as many as points. A step takes a binary search for two and three parties, and a
/// search in a tree for more. Memory is for the partial sums after one issue. Couplings multiply
/// both by the number of combinations that are open at a time. Each point that a cap
/// touches is counted anew, as in [`crate::zopa`].
///
/// # Source
///
/// V. Pareto, *Manuale di economia politica* (1906); as maxima of a set of vectors, H. T. Kung,
/// F. Luccio and F. P. Preparata, *Journal of the ACM* 22 (1975), pp. 469–476.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Among, Party, Problem, Space, Stop, frontier};
///
/// let first = Party { utilities: vec![vec![3, 2, 1]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let second = Party { utilities: vec![vec![0, 2, 1]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// let points = frontier(&problem, Among::Feasible, &Stop::default())?.value;
/// let payoffs: Vec<_> = points.into_iter().map(|point| point.payoffs.0).collect();
/// assert_eq!(payoffs, [[3, 0], [2, 2]]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn frontier(
    problem: &Problem,
    among: Among,
    stop: &Stop,
) -> Result<Answer<Vec<FrontierPoint>>, Error> {
    match Diagram::new(problem, among, Keep::Unbeaten) {
        Ok(diagram) => on_diagram(problem, &diagram, among, stop),
        Err(error @ Error::TooWide { .. }) => match by_enumeration(problem, among, stop) {
            Err(Error::SpaceTooLarge { .. }) => Err(error),
            found => found,
        },
        Err(error) => Err(error),
    }
}

fn on_diagram(
    problem: &Problem,
    diagram: &Diagram,
    among: Among,
    stop: &Stop,
) -> Result<Answer<Vec<FrontierPoint>>, Error> {
    let floors: Vec<_> = problem.parties().iter().map(|it| it.reservation).collect();
    let floors = (among == Among::Acceptable).then_some(floors.as_slice());
    let mut effort = Effort::default();
    let of = problem.space().outcomes();
    let caps = Caps::new(problem.parties());
    if floors.is_some_and(|it| caps.are_below(it)) {
        return Ok(Answer { value: Vec::new(), exactness: Exactness::Exact, effort });
    }
    let stopped = |effort| {
        let exactness = Exactness::Partial { seen: 0, of };
        Ok(Answer { value: Vec::new(), exactness, effort })
    };
    let found = label::frontier(problem, diagram, floors, LABEL_LIMIT, stop, &mut effort)?;
    let Some(points) = found else { return stopped(effort) };
    let mut points = caps.frontier(points);
    for point in &mut points {
        if !caps.count(problem, diagram, point, LABEL_LIMIT, stop, &mut effort)? {
            return stopped(effort);
        }
    }
    if FRONTIER_LIMIT < points.len() {
        return Err(Error::FrontierTooLarge { limit: FRONTIER_LIMIT });
    }
    stop.settle(of);
    Ok(Answer { value: points, exactness: Exactness::Exact, effort })
}

/// The frontier of a space of moderate size whose couplings overlap too much for a diagram.
fn by_enumeration(
    problem: &Problem,
    among: Among,
    stop: &Stop,
) -> Result<Answer<Vec<FrontierPoint>>, Error> {
    let mut search = Maxima { points: Vec::new() };
    let (exactness, effort) = walk(problem, among, stop, &mut search)?;
    Ok(Answer { value: search.points, exactness, effort })
}

/// The frontier so far.
///
/// **Invariant:** `points` are in decreasing lexicographic order of payoffs, and none beats another.
struct Maxima {
    points: Vec<FrontierPoint>,
}

impl Search for Maxima {
    type Part = Vec<FrontierPoint>;

    fn start(&self) -> Vec<FrontierPoint> {
        Vec::new()
    }

    fn visit(&self, part: &mut Vec<FrontierPoint>, outcome: &[OptionId], payoffs: &[i64]) {
        if !is_beaten(payoffs, &self.points) {
            part.push(FrontierPoint {
                payoffs: Payoffs(payoffs.to_vec()),
                outcome: Outcome(outcome.to_vec()),
                outcomes: 1,
            });
        }
    }

    fn is_hopeless(&self, ceiling: &[i64]) -> bool {
        is_beaten(ceiling, &self.points)
    }

    fn finish(&self, part: &mut Vec<FrontierPoint>) {
        keep_maxima(part);
    }

    fn absorb(&mut self, parts: Vec<Vec<FrontierPoint>>) -> Result<(), Error> {
        let mut new = parts.into_iter().flatten().collect();
        keep_maxima(&mut new);
        new.retain(|it| !is_beaten(&it.payoffs.0, &self.points));
        self.points.retain(|it| !is_beaten(&it.payoffs.0, &new));
        self.points.append(&mut new);
        sort_and_join(&mut self.points);
        if FRONTIER_LIMIT < self.points.len() {
            return Err(Error::FrontierTooLarge { limit: FRONTIER_LIMIT });
        }
        Ok(())
    }
}

/// Whether a point gives some party more than `payoffs` and no party less.
///
/// The points obey the invariant of [`Maxima`]. Only points before the place of `payoffs` can beat
/// it; of two parties, the second one's payoff grows along the points, so the last one decides.
fn is_beaten(payoffs: &[i64], points: &[FrontierPoint]) -> bool {
    let before = points.partition_point(|it| payoffs < it.payoffs.0.as_slice());
    let covers = |it: &FrontierPoint| it.payoffs.0.iter().zip(payoffs).all(|(a, b)| b <= a);
    match payoffs.len() {
        ..=2 => points[..before].last().is_some_and(covers),
        _ => points[..before].iter().rev().any(covers),
    }
}

/// Drops points that others beat, and brings the rest into the order of [`Maxima`].
fn keep_maxima(points: &mut Vec<FrontierPoint>) {
    sort_and_join(points);
    let mut kept = Vec::new();
    for point in points.drain(..) {
        if !is_beaten(&point.payoffs.0, &kept) {
            kept.push(point);
        }
    }
    *points = kept;
}

/// Sorts points by decreasing payoffs and makes one of those with equal payoffs. The sort is
/// stable, so the first outcome stays.
fn sort_and_join(points: &mut Vec<FrontierPoint>) {
    points.sort_by(|a, b| b.payoffs.cmp(&a.payoffs));
    points.dedup_by(|next, kept| {
        let equal = next.payoffs == kept.payoffs;
        if equal {
            kept.outcomes += next.outcomes;
        }
        equal
    });
}
