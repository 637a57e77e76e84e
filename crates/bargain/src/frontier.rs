//! The Pareto frontier.

use crate::walk::{Search, walk};
use crate::{Answer, Error, OptionId, Outcome, Payoffs, Problem, Stop};

/// Most points of a frontier that is listed: 2²⁰.
pub const FRONTIER_LIMIT: usize = 1 << 20;

/// Which outcomes are considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// All that obey the linkages.
    Feasible,
    /// Those of them that every party accepts.
    Acceptable,
}

/// Payoffs on the frontier, and the outcomes that have them.
#[derive(Clone, Debug, PartialEq, Eq)]
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
/// When stopped, they are the frontier of the outcomes seen.
///
/// # Errors
///
/// - [`Error::SpaceTooLarge`] above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::FrontierTooLarge`] above [`FRONTIER_LIMIT`].
///
/// # Cost
///
/// One pass; what is beaten even at its best is skipped together. Each remaining outcome is
/// compared with the points found so far: by binary search for two parties, one by one for more.
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
/// let first = Party { utilities: vec![vec![3, 2, 1]], reservation: 0, red_lines: vec![] };
/// let second = Party { utilities: vec![vec![0, 2, 1]], reservation: 0, red_lines: vec![] };
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
