//! What lets others check answers about spaces that are too large to be gone through.
//!
//! Each function gives what the function of the same name in [`crate::verify::proven`] needs. It
//! searches for nothing: it only finds the weights that a search would be guided by. Where a search
//! had to add up payoffs instead ([`crate::Effort::labels`]), [`sums`] is the better proof.

use crate::best::best_for as best;
use crate::bound::{Aim, Field};
use crate::diagram::{Diagram, Keep};
use crate::nearest::with_distance;
use crate::unlock::only;
use crate::verify::proven::Keys;
use crate::verify::{Hope, Proof};
use crate::{Among, Barrier, Error, IssueId, Outcome, PartyId, Payoffs, Problem, Stop, Unlock};

/// The proof for [`crate::nash`].
///
/// # Errors
///
/// [`Error::TooWide`].
///
/// # Examples
///
/// ```
/// use onetext_bargain::verify::proven;
/// use onetext_bargain::{Party, Problem, Space, Stop, nash, prove};
///
/// // Two parties, 28 issues, 4²⁸ outcomes.
/// let party = |at: i64, by: i64| Party {
///     utilities: (0..28).map(|i| (0..4).map(|j| (i * at + j * by) % 17).collect()).collect(),
///     reservation: 200,
///     red_lines: vec![],
///     interactions: vec![],
///     cap: None,
/// };
/// let problem = Problem::new(Space::new(&[4; 28])?, vec![party(7, 5), party(3, 11)], vec![])?;
///
/// let answer = nash(&problem, &Stop::default());
/// let proof = prove::nash(&problem)?;
/// assert_eq!(proven::nash(&problem, answer.as_ref(), &proof), Ok(()));
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn nash(problem: &Problem) -> Result<Proof, Error> {
    let gaining: Vec<i64> = reservations(problem).iter().map(|it| it + 1).collect();
    proof(problem, &gaining, &Aim::Product)
}

/// The proof for [`crate::egalitarian`].
///
/// # Errors
///
/// [`Error::TooWide`].
pub fn egalitarian(problem: &Problem) -> Result<Proof, Error> {
    let units = vec![1; problem.parties().len()];
    proof(problem, &reservations(problem), &Aim::Smallest { units })
}

/// The hopes and the proof for [`crate::kalai_smorodinsky`].
///
/// # Errors
///
/// Those of [`crate::best_for`].
///
/// # Cost
///
/// One search for each party's hope.
pub fn kalai_smorodinsky(problem: &Problem, stop: &Stop) -> Result<(Vec<Hope>, Proof), Error> {
    let floors = Payoffs(reservations(problem));
    let mut hopes = Vec::new();
    let mut units = Vec::new();
    for party in (0..=u8::MAX).map(PartyId).take(problem.parties().len()) {
        let found = best(problem, party, &floors, &stop.silent())?;
        units.push(found.value.payoffs.0[party.index()] - floors.0[party.index()]);
        let proof = match found.effort.labels {
            0 => best_for(problem, party, &floors)?,
            _ => sums(problem, Among::Acceptable)?,
        };
        hopes.push(Hope { outcome: found.value.outcome, proof });
    }
    Ok((hopes, proof(problem, &floors.0, &Aim::Smallest { units })?))
}

/// The proof for [`crate::utilitarian`].
///
/// # Errors
///
/// [`Error::TooWide`].
pub fn utilitarian(problem: &Problem) -> Result<Proof, Error> {
    proof(problem, &reservations(problem), &Aim::Sum)
}

/// The proof for [`crate::best_for`].
///
/// # Errors
///
/// [`Error::TooWide`].
pub fn best_for(problem: &Problem, party: PartyId, bars: &Payoffs) -> Result<Proof, Error> {
    proof(problem, &bars.0, &Aim::Largest { party: party.index() })
}

/// The proof for [`crate::nearest`].
///
/// # Errors
///
/// Those of [`crate::nearest()`] for what it is given, and [`Error::TooWide`].
pub fn nearest(problem: &Problem, from: &Outcome, weights: &[u32]) -> Result<Proof, Error> {
    let extended = with_distance(problem, from, weights)?;
    let aim = Aim::Largest { party: problem.parties().len() };
    proof(&extended, &reservations(&extended), &aim)
}

/// The proof for [`crate::zopa`] that there is no agreement.
///
/// # Errors
///
/// [`Error::TooWide`].
pub fn zopa(problem: &Problem) -> Result<Proof, Error> {
    egalitarian(problem)
}

/// The proof for [`crate::frontier`], and for any other question where there are few different sums.
///
/// # Errors
///
/// [`Error::TooWide`].
pub fn sums(problem: &Problem, among: Among) -> Result<Proof, Error> {
    let diagram = Diagram::new(problem, among, Keep::Unbeaten)?;
    let order = if diagram.is_empty() {
        problem.space().issues().collect()
    } else {
        diagram.layers.iter().map(|it| id(it.issue)).collect()
    };
    Ok(Proof { order, weights: Vec::new() })
}

/// What shows what [`crate::unlock()`] found.
///
/// # Errors
///
/// Those of [`crate::best_for`].
///
/// # Cost
///
/// One search for each barrier of each blocking set, and for each relaxation.
pub fn unlock(problem: &Problem, found: &Unlock, stop: &Stop) -> Result<Keys, Error> {
    let allowed = |kept: &dyn Fn(&Barrier) -> bool| {
        let problem = only(problem, kept)?;
        let floors = Payoffs(reservations(&problem));
        Ok::<_, Error>(best(&problem, PartyId(0), &floors, &stop.silent())?.value.outcome)
    };
    let mut keys = Keys::default();
    for set in &found.blocking {
        let blocked = only(problem, &|it| set.contains(it))?;
        keys.blocked.push(zopa(&blocked)?);
        let without = |barrier: &Barrier| allowed(&|it| set.contains(it) && it != barrier);
        keys.without.push(set.iter().map(without).collect::<Result<_, _>>()?);
    }
    for set in &found.relaxations {
        keys.opened.push(allowed(&|it| !set.contains(it))?);
    }
    Ok(keys)
}

fn proof(problem: &Problem, floors: &[i64], aim: &Aim) -> Result<Proof, Error> {
    let (order, weights) = Field::new(problem).compile()?.guide(floors, aim);
    Ok(Proof { order: order.into_iter().map(id).collect(), weights })
}

fn id(issue: usize) -> IssueId {
    IssueId(u8::try_from(issue).expect("at most 128 issues"))
}

fn reservations(problem: &Problem) -> Vec<i64> {
    problem.parties().iter().map(|it| it.reservation).collect()
}
