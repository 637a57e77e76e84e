//! Fallback bargaining, which for two parties picks the median of the frontier.

use crate::points::pick;
use crate::{Among, Answer, Error, FrontierPoint, Problem, Solution, Stop, frontier};

/// The fallback solution: both or all parties fall back from their best, one place at a time, until
/// all accept the same.
///
/// What is ranked are the payoffs of the frontier among acceptable outcomes. The depth of payoffs
/// for a party is the number of others that it likes better, and the pick is where the largest depth
/// of any party is smallest. For two parties, whose orders of the frontier are opposite, that is the
/// median of the frontier: the middle one of an odd number of payoffs, and the two in the middle of
/// an even one. The first of equal outcomes wins, and all of them are counted.
///
/// The literature ranks all alternatives there are. To rank payoffs on the frontier alone is our
/// own: outcomes that are beaten or that come twice would otherwise shift the middle, and nobody
/// would ever agree on them.
///
/// # Shape and units
///
/// Only the order of a party's utilities matters, not their distances.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::Stopped`] when stopped before the whole frontier is known.
/// - The others of [`frontier`].
///
/// # Cost
///
/// The frontier, and sorting it once for each party.
///
/// # Source
///
/// S. J. Brams and D. M. Kilgour, "Fallback Bargaining", *Group Decision and Negotiation* 10 (2001),
/// pp. 287–316; as the unanimity compromise, Ö. Kıbrıs and M. R. Sertel, "Bargaining over a Finite
/// Set of Alternatives", *Social Choice and Welfare* 28 (2007), pp. 421–437.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, fallback};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![100, 9, 8, 7, 0]), party(vec![0, 1, 2, 80, 90])];
/// let problem = Problem::new(Space::new(&[5])?, parties, vec![])?;
///
/// // Third of five for both, however much they like what comes before it.
/// assert_eq!(fallback(&problem, &Stop::default())?.value.payoffs.0, [8, 2]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn fallback(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let answer = frontier(problem, Among::Acceptable, stop)?;
    let mut depths = vec![0; answer.value.len()];
    for party in 0..problem.parties().len() {
        let utility = |point: &FrontierPoint| point.payoffs.0[party];
        let mut falling: Vec<usize> = (0..depths.len()).collect();
        falling.sort_by_key(|&it| std::cmp::Reverse(utility(&answer.value[it])));
        let mut better = 0;
        for (place, &point) in falling.iter().enumerate() {
            if 0 < place
                && utility(&answer.value[point]) < utility(&answer.value[falling[place - 1]])
            {
                better = place;
            }
            depths[point] = better.max(depths[point]);
        }
    }
    let mut depth = depths.into_iter();
    pick(problem, answer, |_| depth.next().map(std::cmp::Reverse))
}
