//! The zone of possible agreement.

use crate::walk::{Search, walk};
use crate::{Among, Answer, Error, OptionId, Outcome, Problem, Stop};

/// How many outcomes every party accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zopa {
    /// Number of outcomes that obey all linkages.
    pub feasible: u64,
    /// Number of these that every party accepts.
    pub acceptable: u64,
    /// The first acceptable outcome, where there is one.
    pub witness: Option<Outcome>,
}

/// Counts the outcomes that every party accepts.
///
/// A party accepts an outcome at or above its reservation value that crosses none of its red
/// lines. When stopped, the counts cover the outcomes seen and the witness is the first of those.
///
/// # Errors
///
/// [`Error::SpaceTooLarge`] above [`crate::ENUMERATION_LIMIT`].
///
/// # Cost
///
/// One pass over the feasible outcomes; what a linkage excludes is skipped together.
///
/// # Source
///
/// H. Raiffa, *The Art and Science of Negotiation* (1982), ch. 4.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Party, Problem, Space, Stop, zopa};
///
/// let seller = Party { utilities: vec![vec![1, 2, 3, 4]], reservation: 2, red_lines: vec![] };
/// let buyer = Party { utilities: vec![vec![4, 3, 2, 1]], reservation: 2, red_lines: vec![] };
/// let problem = Problem::new(Space::new(&[4])?, vec![seller, buyer], vec![])?;
///
/// let found = zopa(&problem, &Stop::default())?.value;
/// assert_eq!((found.feasible, found.acceptable), (4, 2));
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn zopa(problem: &Problem, stop: &Stop) -> Result<Answer<Zopa>, Error> {
    let mut search = Counting { problem, zopa: Zopa { feasible: 0, acceptable: 0, witness: None } };
    let (exactness, effort) = walk(problem, Among::Feasible, stop, &mut search)?;
    Ok(Answer { value: search.zopa, exactness, effort })
}

struct Counting<'a> {
    problem: &'a Problem,
    zopa: Zopa,
}

impl Search for Counting<'_> {
    type Part = Zopa;

    fn start(&self) -> Zopa {
        Zopa { feasible: 0, acceptable: 0, witness: None }
    }

    fn visit(&self, part: &mut Zopa, outcome: &[OptionId], payoffs: &[i64]) {
        part.feasible += 1;
        let mut parties = self.problem.parties().iter().zip(payoffs);
        if parties.all(|(party, &utility)| party.accepts(outcome, utility)) {
            part.acceptable += 1;
            part.witness.get_or_insert_with(|| Outcome(outcome.to_vec()));
        }
    }

    fn is_hopeless(&self, _ceiling: &[i64]) -> bool {
        false
    }

    fn absorb(&mut self, parts: Vec<Zopa>) -> Result<(), Error> {
        for part in parts {
            self.zopa.feasible += part.feasible;
            self.zopa.acceptable += part.acceptable;
            self.zopa.witness = self.zopa.witness.take().or(part.witness);
        }
        Ok(())
    }
}
