//! The best outcome for one party.

use crate::bound::Largest;
use crate::solution::choose;
use crate::{Answer, Error, PartyId, Payoffs, Problem, Solution, Stop};

/// The best outcome for one party in which every party gets at least its bar.
///
/// Linkages and red lines hold; bars take the place of reservation values. Of several outcomes that
/// are equal for this party it is one, always the same, and there are at least as many as are
/// counted. When stopped, it is the best outcome found, with its gap.
///
/// # Errors
///
/// - [`Error::UnknownParty`], and [`Error::PartyCount`] without one bar for every party.
/// - [`Error::UtilityOverflow`] for a bar above [`crate::MAX_UTILITY`] in size.
/// - [`Error::NoAgreement`] when no outcome reaches the bars.
/// - The others of [`crate::nash`].
///
/// # Cost
///
/// As [`crate::nash`].
///
/// # Source
///
/// Y. Y. Haimes, L. S. Lasdon and D. A. Wismer, "On a Bicriterion Formulation of the Problems of
/// Integrated System Identification and System Optimization", *IEEE Transactions on Systems, Man,
/// and Cybernetics* 1 (1971), pp. 296–297.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, PartyId, Payoffs, Problem, Space, Stop, best_for};
///
/// let party = |utilities| Party { utilities, reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![vec![3, 2, 1]]), party(vec![vec![0, 2, 3]])];
/// let problem = Problem::new(Space::new(&[3])?, parties, vec![])?;
///
/// let found = best_for(&problem, PartyId(0), &Payoffs(vec![0, 1]), &Stop::default())?.value;
/// assert_eq!(found.payoffs.0, [2, 2]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn best_for(
    problem: &Problem,
    party: PartyId,
    bars: &Payoffs,
    stop: &Stop,
) -> Result<Answer<Solution>, Error> {
    let mut parties = problem.parties().to_vec();
    if parties.len() <= party.index() {
        return Err(Error::UnknownParty { party });
    }
    if parties.len() != bars.0.len() {
        return Err(Error::PartyCount { found: bars.0.len() });
    }
    for (party, &bar) in parties.iter_mut().zip(&bars.0) {
        party.reservation = bar;
    }
    let problem = Problem::new(problem.space().clone(), parties, problem.linkages().to_vec())?;
    let rule = Largest { party: party.index(), floors: &bars.0, with_equals: false };
    choose(&problem, &bars.0, &rule, stop)
}
