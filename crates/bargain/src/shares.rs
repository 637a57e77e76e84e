//! The Kalai–Smorodinsky solution by other definitions than the lexicographic one.

use crate::bound::Field;
use crate::leximin::{Leximin, Share, utopia};
use crate::solution::{choose, choose_on};
use crate::{
    Answer, Effort, Error, Exactness, Interaction, MAX_UTILITY, Party, Problem, Solution, Stop,
    zopa,
};

/// The Kalai–Smorodinsky solution of a finite set by its smallest share alone.
///
/// As [`crate::kalai_smorodinsky`], but outcomes are compared by their smallest share and by nothing else.
/// So all outcomes with the largest smallest share are optimal: the first is given, and all of them
/// are counted. It may be beaten by another one of them, which gives some party more and none less.
///
/// Optimal are the outcomes that give each party a certain utility; where they are too many to be
/// counted as in [`zopa`], the outcome is one of them, there are at least as many as are said, and
/// the answer is [`Exactness::Bounded`] by a gap of zero. When stopped in the second pass, it is the
/// best outcome found, with its gap.
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// Those of [`crate::kalai_smorodinsky`].
///
/// # Cost
///
/// As [`crate::kalai_smorodinsky`], and as [`zopa`] with reservation values that hardly any outcome reaches.
///
/// # Source
///
/// E. Kalai and M. Smorodinsky, "Other Solutions to Nash's Bargaining Problem", *Econometrica* 43
/// (1975), pp. 513–518; where no point is on the line to utopia, J. P. Conley and S. Wilkie, "The
/// Bargaining Problem without Convexity: Extending the Egalitarian and Kalai–Smorodinsky Solutions",
/// *Economics Letters* 36 (1991), pp. 365–369.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, kalai_smorodinsky, maximin_share};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![4, 2, 2]), party(vec![0, 2, 3]), party(vec![0, 4, 4])];
/// let problem = Problem::new(Space::new(&[3])?, parties, vec![])?;
///
/// // Half of 4 is the smallest share of the second option and of the third, which is better.
/// let solution = maximin_share(&problem, &Stop::default())?.value;
/// assert_eq!((solution.payoffs.0, solution.optimal), (vec![2, 2, 4], 2));
/// let solution = kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!((solution.payoffs.0, solution.optimal), (vec![2, 3, 4], 1));
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn maximin_share(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let compiled = Field::new(problem).compile();
    let (best, spent) = utopia(problem, &compiled, &floors, stop)?;
    let ranges: Vec<i64> = best.iter().zip(&floors).map(|(best, floor)| best - floor).collect();
    let rule = Leximin { floors: &floors, ranges: ranges.clone() };
    let mut answer = choose_on(problem, &compiled, &floors, &rule, stop)?;
    answer.effort.add(spent);
    if answer.exactness != Exactness::Exact {
        return Ok(answer);
    }
    let shares = answer.value.payoffs.0.iter().zip(&floors).zip(&ranges);
    let shares = shares.filter(|it| 0 < *it.1);
    let share = shares.map(|((it, floor), &range)| Share { gain: it - floor, range }).min();
    let Some(Share { gain, range }) = share else { return Ok(answer) };
    let mut parties = problem.parties().to_vec();
    for (party, of) in parties.iter_mut().zip(&ranges) {
        let least = i128::from(*of) * i128::from(gain) + i128::from(range) - 1;
        // No share is above the whole.
        let least = i64::try_from(least.div_euclid(range.into())).unwrap_or(*of);
        party.reservation += least;
    }
    let raised = Problem::new(problem.space().clone(), parties, problem.linkages().to_vec())?;
    let equals = zopa(&raised, &stop.silent())?;
    answer.effort.add(equals.effort);
    if equals.exactness != Exactness::Exact {
        answer.exactness = Exactness::Bounded { gap: 0 };
        answer.value.optimal = equals.value.between.0.max(answer.value.optimal);
        return Ok(answer);
    }
    if let Some(first) = equals.value.witness {
        answer.value.payoffs = problem.payoffs(&first)?;
        answer.value.outcome = first;
    }
    answer.value.optimal = equals.value.acceptable;
    Ok(answer)
}

/// The Kalai–Rosenthal solution of a finite set: the parties' shares of what they could hope for
/// are as equal as can be, where they hope for the best of all, agreed or not.
///
/// As [`crate::kalai_smorodinsky`], but the utopia of a party is its largest utility in a feasible outcome,
/// whether the others accept that one or not. Outcomes are compared by their smallest share, then by
/// the second smallest, and so on; the largest wins. The first of equal outcomes wins, and all of
/// them are counted. When stopped in the second pass, it is the best outcome found, with its gap.
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// Those of [`crate::kalai_smorodinsky`].
///
/// # Cost
///
/// As [`crate::kalai_smorodinsky`].
///
/// # Source
///
/// E. Kalai and R. W. Rosenthal, "Arbitration of Two-Party Disputes under Ignorance", *International
/// Journal of Game Theory* 7 (1978), pp. 65–72; lexicographic as in [`crate::kalai_smorodinsky`].
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, kalai_rosenthal, kalai_smorodinsky};
///
/// let party = |worth, reservation| Party { utilities: vec![worth], reservation, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![100, 6, 5], 0), party(vec![0, 4, 5], 2)];
/// let problem = Problem::new(Space::new(&[3])?, parties, vec![])?;
///
/// // The second party does not accept the first option. Without it, the first party hopes for 6.
/// let solution = kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [5, 5]);
/// // With it, a share of 6 in 100 is the better one.
/// let solution = kalai_rosenthal(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [6, 4]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn kalai_rosenthal(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let (best, spent) = extremes(problem, Extreme::Largest, stop)?;
    let ranges = best.iter().zip(&floors).map(|(best, floor)| (best - floor).max(0)).collect();
    let mut answer = choose(problem, &floors, &Leximin { floors: &floors, ranges }, stop)?;
    answer.effort.add(spent);
    Ok(answer)
}

/// Which utility is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extreme {
    Largest,
    Smallest,
}

/// Each party's largest or smallest utility in a feasible outcome.
pub(crate) fn extremes(
    problem: &Problem,
    extreme: Extreme,
    stop: &Stop,
) -> Result<(Vec<i64>, Effort), Error> {
    let lowest = -i64::try_from(MAX_UTILITY).expect("far below the limit of the type");
    let mut parties = problem.parties().to_vec();
    for party in &mut parties {
        (party.reservation, party.red_lines) = (lowest, Vec::new());
        if extreme == Extreme::Smallest {
            party.utilities.iter_mut().flatten().for_each(|it| *it = -*it);
            party.interactions = party.interactions.iter().map(Interaction::negated).collect();
            party.cap = None;
        }
    }
    let open = Problem::new(problem.space().clone(), parties, problem.linkages().to_vec())?;
    let compiled = Field::new(&open).compile();
    let floors = vec![lowest; open.parties().len()];
    let (found, effort) = utopia(&open, &compiled, &floors, stop)?;
    let capped = |(it, party): (i64, &Party)| match extreme {
        Extreme::Largest => it,
        Extreme::Smallest => party.cap.map_or(-it, |cap| cap.min(-it)),
    };
    Ok((found.into_iter().zip(problem.parties()).map(capped).collect(), effort))
}
