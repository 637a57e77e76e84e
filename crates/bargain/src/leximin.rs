//! The solutions that care for the party worst off: Kalai–Smorodinsky and egalitarian.

use std::cmp::Ordering;

use crate::solution::pick;
use crate::walk::{Search, walk};
use crate::{
    Among, Answer, Error, Exactness, MAX_PARTIES, OptionId, Party, Problem, Solution, Stop,
};

/// The Kalai–Smorodinsky solution of a finite set: the parties' shares of what they could hope
/// for are as equal as can be.
///
/// The utopia of a party is its largest utility in an acceptable outcome, and its share in an
/// outcome is (utility − reservation value) / (utopia − reservation value). Outcomes are compared
/// by their smallest share, then by the second smallest, and so on; the largest wins. A party
/// whose utopia is its reservation value has the same utility in all acceptable outcomes and is
/// left out. The first of equal outcomes wins, and all of them are counted.
///
/// In a convex set this is the point where the line from the reservation values to utopia leaves
/// the set. A finite set has, in general, no point on that line; the smallest share picks the
/// closest from below, and the further shares make the pick efficient.
///
/// When stopped in the second pass, it is the best outcome seen.
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::SpaceTooLarge`] above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped in the first pass, which finds utopia, or before any
///   acceptable outcome was seen in the second.
///
/// # Cost
///
/// Two passes over the acceptable outcomes; what cannot matter is skipped together.
///
/// # Source
///
/// E. Kalai and M. Smorodinsky, "Other Solutions to Nash's Bargaining Problem", *Econometrica* 43
/// (1975), pp. 513–518; lexicographic, H. Imai, "Individual Monotonicity and Lexicographic Maxmin
/// Solution", *Econometrica* 51 (1983), pp. 389–401.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, kalai_smorodinsky};
///
/// let first = Party { utilities: vec![vec![100, 60, 0]], reservation: 0, red_lines: vec![] };
/// let second = Party { utilities: vec![vec![0, 3, 4]], reservation: 0, red_lines: vec![] };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// // 60 of 100 and 3 of 4.
/// let solution = kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [60, 3]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn kalai_smorodinsky(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let parties = problem.parties();
    let mut utopia = Utopia { best: vec![i64::MIN; parties.len()] };
    let (exactness, first_pass) = walk(problem, Among::Acceptable, stop, &mut utopia)?;
    if let Exactness::Partial { seen, of } = exactness {
        return Err(Error::Stopped { seen, of });
    }
    let (mut counted, mut ranges) = (Vec::new(), Vec::new());
    for (index, (party, best)) in parties.iter().zip(utopia.best).enumerate() {
        if party.reservation < best {
            counted.push(index);
            ranges.push(best - party.reservation);
        }
    }
    let mut answer = pick(problem, stop, |payoffs| {
        let gains = counted.iter().map(|&index| payoffs[index] - parties[index].reservation);
        Some(Shares::of(gains.zip(ranges.iter().copied())))
    })?;
    answer.effort.outcomes += first_pass.outcomes;
    Ok(answer)
}

/// The egalitarian solution of a finite set: the parties' gains are as equal as can be.
///
/// Acceptable outcomes are compared by their smallest gain, then by the second smallest, and so on;
/// the largest wins. The first of equal outcomes wins, and all of them are counted. When stopped,
/// it is the best outcome seen.
///
/// # Shape and units
///
/// Gains are compared between parties, so all utilities are in one unit.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::SpaceTooLarge`] above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped before any acceptable outcome was seen.
///
/// # Cost
///
/// One pass over the acceptable outcomes; what cannot reach the best known is skipped together.
///
/// # Source
///
/// E. Kalai, "Proportional Solutions to Bargaining Situations", *Econometrica* 45 (1977),
/// pp. 1623–1630; lexicographic, H. Imai, *Econometrica* 51 (1983), pp. 389–401.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, egalitarian};
///
/// let first = Party { utilities: vec![vec![100, 60, 4]], reservation: 0, red_lines: vec![] };
/// let second = Party { utilities: vec![vec![0, 3, 4]], reservation: 0, red_lines: vec![] };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// let solution = egalitarian(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [4, 4]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn egalitarian(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let gain = |(party, utility): (&Party, &i64)| (utility - party.reservation, 1);
    pick(problem, stop, |payoffs| Some(Shares::of(problem.parties().iter().zip(payoffs).map(gain))))
}

/// Each party's largest utility in an acceptable outcome.
struct Utopia {
    best: Vec<i64>,
}

impl Search for Utopia {
    type Part = Vec<i64>;

    fn start(&self) -> Vec<i64> {
        self.best.clone()
    }

    fn visit(&self, part: &mut Vec<i64>, _outcome: &[OptionId], payoffs: &[i64]) {
        for (best, utility) in part.iter_mut().zip(payoffs) {
            *best = (*best).max(*utility);
        }
    }

    fn is_hopeless(&self, ceiling: &[i64]) -> bool {
        ceiling.iter().zip(&self.best).all(|(ceiling, best)| ceiling <= best)
    }

    fn absorb(&mut self, parts: Vec<Vec<i64>>) -> Result<(), Error> {
        for part in parts {
            self.best = self.best.iter().zip(part).map(|(best, it)| it.max(*best)).collect();
        }
        Ok(())
    }
}

/// Shares in increasing order, and zeros at the end; lists of one problem are equally long.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Shares([Share; MAX_PARTIES]);

impl Shares {
    /// The shares of the given gains and ranges.
    fn of(shares: impl Iterator<Item = (i64, i64)>) -> Self {
        let mut sorted = [Share { gain: 0, range: 1 }; MAX_PARTIES];
        let mut count = 0;
        for (place, (gain, range)) in sorted.iter_mut().zip(shares) {
            *place = Share { gain, range };
            count += 1;
        }
        sorted[..count].sort_unstable();
        Self(sorted)
    }
}

/// The fraction `gain` / `range`; the range is positive.
#[derive(Clone, Copy, Debug)]
struct Share {
    gain: i64,
    range: i64,
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let ours = i128::from(self.gain) * i128::from(other.range);
        ours.cmp(&(i128::from(other.gain) * i128::from(self.range)))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Share {}
