//! The discrete Raiffa solution.

use crate::bound::Field;
use crate::leximin::{Leximin, utopia};
use crate::solution::choose_on;
use crate::{Answer, Error, Problem, Solution, Stop};

/// The discrete Raiffa solution of a finite set: the parties go towards utopia step by step, each
/// step being what all of them would get on average if one, drawn at random, could dictate.
///
/// The status quo begins at the reservation values. A step looks at the acceptable outcomes at or
/// above the status quo, takes each party's largest utility in them, and moves the status quo of
/// each of the `n` parties by 1 / `n` of the way there. Steps end when no outcome is at or above the
/// next status quo, or when one outcome gives every party its largest utility, which steps approach
/// without end. Of the outcomes at or above the last status quo reached, the pick is the one that
/// [`crate::kalai_smorodinsky`] would pick: shares are of the gain in utopia, and the smallest share
/// counts first, then the second smallest, and so on. It is efficient, as whatever beats it is above
/// the status quo as well. The first of equal outcomes wins, and all of them are counted.
///
/// In a convex set steps never overshoot, and their limit is the solution of the literature. That
/// steps end in a finite set, and the pick from there, are our own.
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
/// - [`Error::Stopped`] when stopped on the way, or before any outcome was seen in the end. Stopped
///   in the end, the answer is the best outcome found, with its gap.
///
/// # Cost
///
/// As [`crate::best_for`], once for each party and step. After a step a party lacks at most the
/// fraction 1 − 1 / `n` of what it lacked before, so that there are at most about `n` times the
/// logarithm of the largest gain. The status quo is kept exactly, as a number in base `n` with one
/// digit more for each step.
///
/// # Source
///
/// H. Raiffa, "Arbitration Schemes for Generalized Two-Person Games", in H. W. Kuhn and A. W. Tucker
/// (eds.), *Contributions to the Theory of Games* II (1953), pp. 361–387; R. D. Luce and H. Raiffa,
/// *Games and Decisions* (1957), § 6.7; N. Anbarci and C. Sun, "Robustness of Intermediate Agreements
/// and Bargaining Solutions", *Games and Economic Behavior* 77 (2013), pp. 367–376.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, raiffa};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![8, 6, 4, 1, 0]), party(vec![0, 3, 4, 6, 7])];
/// let problem = Problem::new(Space::new(&[5])?, parties, vec![])?;
///
/// // From (0, 0) half of the way to (8, 7) is (4, 7/2), which only (4, 4) reaches.
/// assert_eq!(raiffa(&problem, &Stop::default())?.value.payoffs.0, [4, 4]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn raiffa(problem: &Problem, stop: &Stop) -> Result<Answer<Solution>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let compiled = Field::new(problem).compile();
    let (hope, mut spent) = utopia(problem, &compiled, &floors, stop)?;
    let ranges = hope.iter().zip(&floors).map(|(best, floor)| best - floor).collect();
    let mut quo: Vec<Mixed> = floors.iter().map(|&it| Mixed::whole(it)).collect();
    let (mut reached, mut best) = (floors.clone(), hope);
    loop {
        // Nothing moves on from where everyone is at its best.
        if reached == best {
            break;
        }
        let parties = quo.len();
        quo.iter_mut().zip(&best).for_each(|(it, &best)| it.approach(best, parties));
        let next: Vec<i64> = quo.iter().map(Mixed::rounded_up).collect();
        // Between two whole numbers the same outcomes are left.
        if next == reached {
            continue;
        }
        match utopia(problem, &compiled, &next, stop) {
            Ok((hope, effort)) => {
                spent.add(effort);
                (reached, best) = (next, hope);
            }
            Err(Error::NoAgreement) => break,
            Err(error) => return Err(error),
        }
    }
    let rule = Leximin { floors: &floors, ranges };
    let mut answer = choose_on(problem, &compiled, &reached, &rule, stop)?;
    answer.effort.add(spent);
    Ok(answer)
}

/// A whole number and a fraction below 1, which has finitely many digits in base `n`.
struct Mixed {
    floor: i64,
    /// The most significant digit comes last.
    digits: Vec<u8>,
}

impl Mixed {
    fn whole(number: i64) -> Self {
        Self { floor: number, digits: Vec::new() }
    }

    /// Goes one `n`th of the way to a number that is no smaller.
    fn approach(&mut self, goal: i64, parties: usize) {
        let base = i128::try_from(parties).expect("at most sixteen");
        let mut carry = 0;
        for digit in &mut self.digits {
            let product = i128::from(*digit) * (base - 1) + carry;
            *digit = low(product % base);
            carry = product / base;
        }
        let sum = i128::from(self.floor) * (base - 1) + i128::from(goal) + carry;
        self.floor = i64::try_from(sum.div_euclid(base)).expect("between two numbers of the type");
        self.digits.push(low(sum.rem_euclid(base)));
    }

    /// The smallest whole number that is no smaller.
    fn rounded_up(&self) -> i64 {
        self.floor + i64::from(self.digits.iter().any(|&it| it != 0))
    }
}

fn low(digit: i128) -> u8 {
    u8::try_from(digit).expect("below the base")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where two steps of a third of the way from zero to nine, with a fraction, lead.
    #[test]
    fn steps_are_exact() {
        let mut number = Mixed::whole(0);
        number.approach(10, 3);
        // 10/3.
        assert_eq!((number.floor, number.digits.as_slice(), number.rounded_up()), (3, &[1][..], 4));
        number.approach(10, 3);
        // 50/9 = 5 + 1/3 + 2/9.
        assert_eq!((number.floor, number.digits.as_slice()), (5, &[2, 1][..]));
        let mut below = Mixed::whole(-10);
        below.approach(-5, 2);
        // -15/2 = -8 + 1/2.
        assert_eq!((below.floor, below.digits.as_slice(), below.rounded_up()), (-8, &[1][..], -7));
    }

    #[test]
    fn a_party_alone_is_there_at_once() {
        let mut number = Mixed::whole(-3);
        number.approach(5, 1);
        assert_eq!((number.floor, number.rounded_up()), (5, 5));
    }
}
