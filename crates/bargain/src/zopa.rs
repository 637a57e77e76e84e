//! The zone of possible agreement.

use serde::{Deserialize, Serialize};

use crate::bound::Largest;
use crate::cap::Caps;
use crate::diagram::{Diagram, Keep};
use crate::label;
use crate::sample::{SEED, sample};
use crate::solution::choose;
use crate::walk::{Search, walk};
use crate::{Among, Answer, Effort, Error, Exactness, OptionId, Outcome, Problem, Stop};

/// Most labels of a layer before the number is estimated.
const LABEL_LIMIT: usize = 1 << 20;

/// How many outcomes every party accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zopa {
    /// Number of outcomes that obey all linkages; the largest number of the type stands for that
    /// many or more.
    pub feasible: u64,
    /// Number of these that every party accepts, or the estimate of it.
    pub acceptable: u64,
    /// The first acceptable outcome, where there is one; where the number is estimated, any.
    pub witness: Option<Outcome>,
    /// The least and the largest that the number of acceptable outcomes may be. Where it is
    /// estimated they are four standard errors away from it, which is exceeded once in 16,000
    /// questions; otherwise both are the number.
    pub between: (u64, u64),
}

/// Counts the outcomes that every party accepts.
///
/// A party accepts an outcome at or above its reservation value that crosses none of its red
/// lines. When stopped, the counts are of what was settled until then.
///
/// # Errors
///
/// [`Error::TooWide`] when couplings overlap too much and the space is above
/// [`crate::ENUMERATION_LIMIT`].
///
/// # Cost
///
/// What a linkage or red line decides is counted on a decision diagram: one addition for each of
/// its arcs. For reservation values, all different combinations of what parties still lack after
/// each issue are counted; above 2²⁰ of them after some issue, 2²⁰ outcomes are drawn at random,
/// all being equally likely, and the number is estimated.
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
/// let seller = Party { utilities: vec![vec![1, 2, 3, 4]], reservation: 2, red_lines: vec![], interactions: vec![], cap: None };
/// let buyer = Party { utilities: vec![vec![4, 3, 2, 1]], reservation: 2, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[4])?, vec![seller, buyer], vec![])?;
///
/// let found = zopa(&problem, &Stop::default())?.value;
/// assert_eq!((found.feasible, found.acceptable), (4, 2));
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn zopa(problem: &Problem, stop: &Stop) -> Result<Answer<Zopa>, Error> {
    let diagrams = Diagram::new(problem, Among::Feasible, Keep::Different).and_then(|feasible| {
        Ok((feasible, Diagram::new(problem, Among::Acceptable, Keep::Different)?))
    });
    match diagrams {
        Ok((feasible, acceptable)) => on_diagrams(problem, &feasible, &acceptable, stop),
        Err(error @ Error::TooWide { .. }) => match by_enumeration(problem, stop) {
            Err(Error::SpaceTooLarge { .. }) => Err(error),
            found => found,
        },
        Err(error) => Err(error),
    }
}

fn on_diagrams(
    problem: &Problem,
    feasible: &Diagram,
    acceptable: &Diagram,
    stop: &Stop,
) -> Result<Answer<Zopa>, Error> {
    let of = problem.space().outcomes();
    if stop.is_requested() {
        let value = Zopa { feasible: 0, acceptable: 0, witness: None, between: (0, of) };
        let exactness = Exactness::Partial { seen: 0, of };
        return Ok(Answer { value, exactness, effort: Effort::default() });
    }
    let floors: Vec<_> = problem.parties().iter().map(|it| it.reservation).collect();
    let mut effort = Effort::default();
    let counted = if Caps::new(problem.parties()).are_below(&floors) {
        Ok(Some((0, None)))
    } else {
        label::count(problem, acceptable, &floors, LABEL_LIMIT, stop, &mut effort)
    };
    let total = |diagram: &Diagram| match diagram.counts()[0][0] {
        _ if diagram.is_empty() => 0,
        count => u64::try_from(count).unwrap_or(u64::MAX),
    };
    let all = total(feasible);
    let (acceptable, witness, between, exactness) = match counted {
        Ok(Some((count, witness))) => (count, witness, (count, count), Exactness::Exact),
        Ok(None) => (0, None, (0, all), Exactness::Partial { seen: 0, of }),
        Err(Error::TooManyLabels { .. }) => {
            let sample = sample(acceptable, &floors, stop);
            let (estimate, (least, most)) = sample.scale(total(acceptable));
            let sampled = Exactness::Sampled { draws: sample.draws, seed: SEED };
            // Too few to be drawn, which a search tells from none.
            let searched = match sample.first {
                Some(witness) => Ok(Some(witness)),
                None => match choose(
                    problem,
                    &floors,
                    &Largest { party: 0, floors: &floors, with_equals: false },
                    &stop.silent(),
                ) {
                    Ok(found) => Ok(Some(found.value.outcome)),
                    Err(Error::NoAgreement) => Err(()),
                    Err(_) => Ok(None),
                },
            };
            match searched {
                Ok(Some(witness)) => {
                    (estimate.max(1), Some(witness), (least.max(1), most.max(1)), sampled)
                }
                Ok(None) => (estimate, None, (least, most), sampled),
                Err(()) => (0, None, (0, 0), Exactness::Exact),
            }
        }
        Err(error) => return Err(error),
    };
    if exactness == Exactness::Exact {
        stop.settle(of);
    }
    let value = Zopa { feasible: all, acceptable, witness, between };
    Ok(Answer { value, exactness, effort })
}

fn by_enumeration(problem: &Problem, stop: &Stop) -> Result<Answer<Zopa>, Error> {
    let none = Zopa { feasible: 0, acceptable: 0, witness: None, between: (0, 0) };
    let mut search = Counting { problem, zopa: none };
    let (exactness, effort) = walk(problem, Among::Feasible, stop, &mut search)?;
    let mut zopa = search.zopa;
    let unseen = match exactness {
        Exactness::Partial { seen, of } => of - seen,
        _ => 0,
    };
    zopa.between = (zopa.acceptable, zopa.acceptable.saturating_add(unseen));
    Ok(Answer { value: zopa, exactness, effort })
}

struct Counting<'a> {
    problem: &'a Problem,
    zopa: Zopa,
}

impl Search for Counting<'_> {
    type Part = Zopa;

    fn start(&self) -> Zopa {
        Zopa { feasible: 0, acceptable: 0, witness: None, between: (0, 0) }
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
            interactions: vec![],
            cap: None,
        };
        let linkages = linkage.map(pattern).map(Linkage::Excludes).into_iter().collect();
        let parties = vec![party(red_line), party(None)];
        let problem = Problem::new(Space::new(&[2, 2]).unwrap(), parties, linkages).unwrap();
        let Zopa { feasible, acceptable, witness, .. } =
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
