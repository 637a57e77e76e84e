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

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{Condition, IssueId, Linkage, Party, Pattern, Space};

    /// Two issues with two options each; a red line of the first party and a linkage.
    fn check(red_line: Option<[u8; 2]>, linkage: Option<[u8; 2]>) -> String {
        let pattern = |it: [u8; 2]| {
            let conditions =
                [0, 1].map(|issue| Condition::is(IssueId(issue), OptionId(it[usize::from(issue)])));
            Pattern(conditions.to_vec())
        };
        let party = |red_line: Option<[u8; 2]>| Party {
            utilities: vec![vec![2, 0], vec![1, 0]],
            reservation: 1,
            red_lines: red_line.map(pattern).into_iter().collect(),
        };
        let linkages = linkage.map(pattern).map(Linkage::Excludes).into_iter().collect();
        let parties = vec![party(red_line), party(None)];
        let problem = Problem::new(Space::new(&[2, 2]).unwrap(), parties, linkages).unwrap();
        let Zopa { feasible, acceptable, witness } =
            zopa(&problem, &Stop::default()).unwrap().value;
        let witness = witness.map(|it| it.0.iter().map(|it| it.0).collect::<Vec<_>>());
        format!("{feasible} feasible, {acceptable} acceptable, first {witness:?}")
    }

    #[test]
    fn a_reservation_value_is_just_enough() {
        assert_snapshot!(check(None, None), @"4 feasible, 3 acceptable, first Some([0, 0])");
    }

    #[test]
    fn a_red_line_is_the_will_of_a_party() {
        assert_snapshot!(check(Some([0, 0]), None), @"4 feasible, 2 acceptable, first Some([0, 1])");
    }

    #[test]
    fn a_linkage_is_the_nature_of_things() {
        assert_snapshot!(check(None, Some([0, 0])), @"3 feasible, 2 acceptable, first Some([0, 1])");
    }
}
