//! The solutions that care for the party worst off: Kalai–Smorodinsky and egalitarian.

use std::cmp::Ordering;

use crate::bound::{Aim, Compiled, Field, Largest, Rule};
use crate::solution::{choose, choose_on};
use crate::{Answer, Effort, Error, Exactness, MAX_PARTIES, Problem, Solution, Stop};

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
/// When stopped in the second pass, it is the best outcome found, with its gap.
///
/// # Shape and units
///
/// A party's scale and its zero do not matter: stretching or shifting its utilities and its
/// reservation value together leaves the answer as it is.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::TooWide`], [`Error::TooManyLabels`] when couplings overlap too much, or no way leads
///   to the end, and the space is above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped in the first pass, which finds utopia, or before any
///   acceptable outcome was seen in the second.
///
/// # Cost
///
/// As [`crate::nash`], once for each party's utopia and once for the solution.
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
/// let first = Party { utilities: vec![vec![100, 60, 0]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let second = Party { utilities: vec![vec![0, 3, 4]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// // 60 of 100 and 3 of 4.
/// let solution = kalai_smorodinsky(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [60, 3]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn kalai_smorodinsky(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let parties = problem.parties();
    let floors: Vec<i64> = parties.iter().map(|it| it.reservation).collect();
    let compiled = Field::new(problem).compile();
    let (best, spent) = utopia(problem, &compiled, &floors, stop)?;
    let ranges = best.iter().zip(&floors).map(|(best, floor)| best - floor).collect();
    let rule = Leximin { floors: &floors, ranges };
    let mut answer = choose_on(problem, &compiled, &floors, &rule, stop)?;
    answer.effort.add(spent);
    Ok(answer)
}

/// The egalitarian solution of a finite set: the parties' gains are as equal as can be.
///
/// Acceptable outcomes are compared by their smallest gain, then by the second smallest, and so on;
/// the largest wins. The first of equal outcomes wins, and all of them are counted. When stopped,
/// it is the best outcome found, with its gap.
///
/// # Shape and units
///
/// Gains are compared between parties, so all utilities are in one unit.
///
/// # Errors
///
/// - [`Error::NoAgreement`] when no outcome is acceptable.
/// - [`Error::TooWide`], [`Error::TooManyLabels`] when couplings overlap too much, or no way leads
///   to the end, and the space is above [`crate::ENUMERATION_LIMIT`].
/// - [`Error::Stopped`] when stopped before any acceptable outcome was found.
///
/// # Cost
///
/// As [`crate::nash`].
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
/// let first = Party { utilities: vec![vec![100, 60, 4]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let second = Party { utilities: vec![vec![0, 3, 4]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[3])?, vec![first, second], vec![])?;
///
/// let solution = egalitarian(&problem, &Stop::default())?.value;
/// assert_eq!(solution.payoffs.0, [4, 4]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn egalitarian(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let ranges = vec![1; floors.len()];
    choose(problem, &floors, &Leximin { floors: &floors, ranges }, stop)
}

/// Each party's largest utility in an acceptable outcome at or above the floors.
pub(crate) fn utopia(
    problem: &Problem,
    compiled: &Result<Compiled<'_>, Error>,
    floors: &[i64],
    stop: &Stop,
) -> Result<(Vec<i64>, Effort), Error> {
    let mut best = Vec::new();
    let mut spent = Effort::default();
    for party in 0..floors.len() {
        let quiet = stop.silent();
        let answer = choose_on(
            problem,
            compiled,
            floors,
            &Largest { party, floors, with_equals: false },
            &quiet,
        )?;
        if answer.exactness != Exactness::Exact {
            return Err(Error::Stopped { seen: 0, of: problem.space().outcomes() });
        }
        best.push(answer.value.payoffs.0[party]);
        spent.add(answer.effort);
    }
    Ok((best, spent))
}

/// Compares outcomes by the smallest share, then by the second smallest, and so on.
pub(crate) struct Leximin<'a> {
    pub(crate) floors: &'a [i64],
    /// What a gain is a share of; parties with zero are left out.
    pub(crate) ranges: Vec<i64>,
}

impl Leximin<'_> {
    fn counted(&self) -> impl Iterator<Item = usize> {
        (0..self.ranges.len()).filter(|&it| 0 < self.ranges[it])
    }
}

impl Rule for Leximin<'_> {
    type Key = Shares;

    fn key(&self, payoffs: &[i64]) -> Option<Shares> {
        Some(Shares::of(self.counted().map(|it| (payoffs[it] - self.floors[it], self.ranges[it]))))
    }

    /// No share is below the smallest one.
    fn least(&self, weights: &[i64], key: &Shares) -> Option<i128> {
        let Share { gain, range } = key.0[0];
        let (mut floors, mut ranges) = (0, 0_i128);
        for (party, &weight) in weights.iter().enumerate() {
            floors += i128::from(weight) * i128::from(self.floors[party]);
            ranges += i128::from(weight) * i128::from(self.ranges[party]);
        }
        let range = i128::from(range);
        // Weights may be so fine that they say nothing about ranges as wide as these.
        let shared = ranges.checked_mul(i128::from(gain))?.checked_add(range - 1)?;
        Some(floors + shared.div_euclid(range))
    }

    fn floors(&self, key: &Shares) -> Option<Vec<i128>> {
        let Share { gain, range } = key.0[0];
        let least = |(&floor, &of): (&i64, &i64)| {
            let gain = i128::from(gain) * i128::from(of);
            i128::from(floor) - (-gain).div_euclid(i128::from(range))
        };
        Some(self.floors.iter().zip(&self.ranges).map(least).collect())
    }

    /// By how much the smallest share could be larger, in the widest range.
    fn gap(&self, weights: &[i64], key: &Shares, most: i128) -> u64 {
        let Share { gain, range } = key.0[0];
        let (mut gains, mut ranges) = (most, 0_i128);
        for (party, &weight) in weights.iter().enumerate() {
            gains -= i128::from(weight) * i128::from(self.floors[party]);
            ranges += i128::from(weight) * i128::from(self.ranges[party]);
        }
        let widest = i128::from(self.ranges.iter().copied().max().unwrap_or(1));
        let most = gains.checked_mul(widest).map(|it| it.div_euclid(ranges.max(1)) + 1);
        let known = i128::from(gain) * widest / i128::from(range);
        most.and_then(|most| u64::try_from(most - known).ok()).unwrap_or(u64::MAX)
    }

    fn aim(&self) -> Aim {
        Aim::Smallest { units: self.ranges.clone() }
    }
}

/// Shares in increasing order, and zeros at the end; lists of one problem are equally long.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shares([Share; MAX_PARTIES]);

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
pub(crate) struct Share {
    pub(crate) gain: i64,
    pub(crate) range: i64,
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
