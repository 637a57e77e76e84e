//! The acceptable outcome nearest to a given one.

use serde::{Deserialize, Serialize};

use crate::bound::Largest;
use crate::solution::choose;
use crate::{Answer, Error, Outcome, Party, Payoffs, Problem, Stop};

/// An acceptable outcome near another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nearest {
    /// The outcome.
    pub outcome: Outcome,
    /// Its payoffs.
    pub payoffs: Payoffs,
    /// Number of issues settled otherwise than in the outcome given.
    pub changes: usize,
}

/// The acceptable outcome that changes the fewest issues of the given one.
///
/// Among those with as few changes, the one whose changed issues weigh least wins; of several such
/// outcomes it is one, always the same. The outcome given need not be feasible. When stopped, it is
/// the nearest found; the gap is in changes, each counted as much as all weights together and one.
///
/// # Shape and units
///
/// `weights` has one number for each issue.
///
/// # Errors
///
/// - [`Error::OutsideSpace`] when the outcome does not fit.
/// - [`Error::WeightCount`] without one weight for every issue.
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - The others of [`crate::nash`].
///
/// # Cost
///
/// As [`crate::nash`], with one party more.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{OptionId, Outcome, Party, Problem, Space, Stop, nearest};
///
/// let utilities = vec![vec![0, 2], vec![0, 1], vec![0, 1]];
/// let party = Party { utilities, reservation: 2, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[2, 2, 2])?, vec![party], vec![])?;
///
/// let draft = Outcome(vec![OptionId(0); 3]);
/// let found = nearest(&problem, &draft, &[1, 1, 1], &Stop::default())?.value;
/// assert_eq!(found.outcome.0, [OptionId(1), OptionId(0), OptionId(0)]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn nearest(
    problem: &Problem,
    from: &Outcome,
    weights: &[u32],
    stop: &Stop,
) -> Result<Answer<Nearest>, Error> {
    let extended = with_distance(problem, from, weights)?;
    let parties = problem.parties().len();
    let floors: Vec<_> = extended.parties().iter().map(|it| it.reservation).collect();
    let rule = Largest { party: parties, floors: &floors, with_equals: false };
    let Answer { value, exactness, effort } = choose(&extended, &floors, &rule, stop)?;
    let mut payoffs = value.payoffs;
    payoffs.0.truncate(parties);
    let changes = value.outcome.0.iter().zip(&from.0).filter(|(a, b)| a != b).count();
    Ok(Answer { value: Nearest { outcome: value.outcome, payoffs, changes }, exactness, effort })
}

/// The problem with one party more, the last one: it wants to stay where things are, and accepts
/// anything.
pub(crate) fn with_distance(
    problem: &Problem,
    from: &Outcome,
    weights: &[u32],
) -> Result<Problem, Error> {
    let space = problem.space();
    problem.payoffs(from)?;
    if weights.len() != space.issue_count() {
        return Err(Error::WeightCount { expected: space.issue_count(), found: weights.len() });
    }
    let change = 1 + weights.iter().copied().map(i64::from).sum::<i64>();
    let mut utilities = Vec::new();
    for ((issue, &weight), &kept) in space.issues().zip(weights).zip(&from.0) {
        let worth = |it| if it == kept { 0 } else { -change - i64::from(weight) };
        utilities.push(space.options(issue).map(worth).collect());
    }
    let reservation = -change * (1 + i64::try_from(weights.len()).unwrap_or(0));
    let distance =
        Party { utilities, reservation, red_lines: vec![], interactions: vec![], cap: None };
    problem.with_one_more(distance)
}
