//! What a rule picks from the points of a whole frontier.

use crate::{Answer, Error, Exactness, FrontierPoint, Problem, Solution};

/// The first outcome of the points with the largest key; points without a key do not count. Keys
/// are asked for in the order of the points.
pub(crate) fn pick<K: Ord>(
    problem: &Problem,
    frontier: Answer<Vec<FrontierPoint>>,
    mut key: impl FnMut(&FrontierPoint) -> Option<K>,
) -> Result<Answer<Solution>, Error> {
    let Answer { value: points, exactness, effort } = frontier;
    if exactness != Exactness::Exact {
        // What is known of a frontier says nothing about such a rule.
        return Err(Error::Stopped { seen: 0, of: problem.space().outcomes() });
    }
    let mut best: Option<(K, Solution)> = None;
    for point in points {
        let Some(key) = key(&point) else { continue };
        let FrontierPoint { payoffs, outcome, outcomes } = point;
        match &mut best {
            Some((known, _)) if key < *known => {}
            Some((known, solution)) if key == *known => {
                solution.optimal = solution.optimal.saturating_add(outcomes);
                if outcome < solution.outcome {
                    (solution.outcome, solution.payoffs) = (outcome, payoffs);
                }
            }
            _ => best = Some((key, Solution { outcome, payoffs, optimal: outcomes })),
        }
    }
    let (_, value) = best.ok_or(Error::NoAgreement)?;
    Ok(Answer { value, exactness, effort })
}
