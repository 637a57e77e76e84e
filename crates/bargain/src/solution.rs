//! What a rule picks: the best acceptable outcome by some key.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::bound::{Compiled, Field, Rule};
use crate::walk::{Search, walk};
use crate::{Among, Answer, Error, Exactness, OptionId, Outcome, Payoffs, Problem, Stop};

/// The outcome a rule picks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solution {
    /// The first of the optimal outcomes.
    pub outcome: Outcome,
    /// Its payoffs.
    pub payoffs: Payoffs,
    /// Number of outcomes that are optimal by the rule, this one included. They may differ in
    /// payoffs.
    pub optimal: u64,
}

/// The first acceptable outcome at or above the floors that is best by the rule.
pub(crate) fn choose<R: Rule<Key: Send + Sync> + Sync>(
    problem: &Problem,
    floors: &[i64],
    rule: &R,
    stop: &Stop,
) -> Result<Answer<Solution>, Error> {
    choose_on(problem, &Field::new(problem).compile(), floors, rule, stop)
}

/// The same where the problem is compiled already, or too wide for that.
pub(crate) fn choose_on<R: Rule<Key: Send + Sync> + Sync>(
    problem: &Problem,
    compiled: &Result<Compiled<'_>, Error>,
    floors: &[i64],
    rule: &R,
    stop: &Stop,
) -> Result<Answer<Solution>, Error> {
    let found = match compiled {
        Ok(compiled) => compiled.best(floors, rule, stop),
        Err(error) => Err(error.clone()),
    };
    match found {
        Err(error @ (Error::TooWide { .. } | Error::TooManyLabels { .. })) => {
            let reaches = |it: &[i64]| it.iter().zip(floors).all(|(it, floor)| floor <= it);
            match pick(problem, stop, |it| if reaches(it) { rule.key(it) } else { None }) {
                Err(Error::SpaceTooLarge { .. }) => Err(error),
                found => found,
            }
        }
        found => found,
    }
}

/// The first acceptable outcome with the largest key, by enumeration; outcomes without a key do
/// not count.
///
/// The key never falls when a payoff rises, and having none counts as lowest.
fn pick<K: Ord + Send + Sync>(
    problem: &Problem,
    stop: &Stop,
    key: impl Fn(&[i64]) -> Option<K> + Sync,
) -> Result<Answer<Solution>, Error> {
    let mut search = Pick { key, best: None };
    let (exactness, effort) = walk(problem, Among::Acceptable, stop, &mut search)?;
    match (search.best, exactness) {
        (Some((_, value)), _) => Ok(Answer { value, exactness, effort }),
        (None, Exactness::Partial { seen, of }) => Err(Error::Stopped { seen, of }),
        (None, _) => Err(Error::NoAgreement),
    }
}

struct Pick<K, F> {
    key: F,
    best: Option<(K, Solution)>,
}

impl<K: Ord + Send + Sync, F: Fn(&[i64]) -> Option<K> + Sync> Search for Pick<K, F> {
    type Part = Option<(K, Solution)>;

    fn start(&self) -> Self::Part {
        None
    }

    fn visit(&self, part: &mut Self::Part, outcome: &[OptionId], payoffs: &[i64]) {
        let Some(key) = (self.key)(payoffs) else { return };
        let solution = || Solution {
            outcome: Outcome(outcome.to_vec()),
            payoffs: Payoffs(payoffs.to_vec()),
            optimal: 1,
        };
        match part {
            Some((best, found)) => match key.cmp(best) {
                Ordering::Less => {}
                Ordering::Equal => found.optimal += 1,
                Ordering::Greater => *part = Some((key, solution())),
            },
            None if self.best.as_ref().is_some_and(|(best, _)| key < *best) => {}
            None => *part = Some((key, solution())),
        }
    }

    fn is_hopeless(&self, ceiling: &[i64]) -> bool {
        match (self.key)(ceiling) {
            Some(key) => self.best.as_ref().is_some_and(|(best, _)| key < *best),
            None => true,
        }
    }

    fn absorb(&mut self, parts: Vec<Self::Part>) -> Result<(), Error> {
        for (key, solution) in parts.into_iter().flatten() {
            match &mut self.best {
                Some((best, found)) => match key.cmp(best) {
                    Ordering::Less => {}
                    Ordering::Equal => found.optimal += solution.optimal,
                    Ordering::Greater => self.best = Some((key, solution)),
                },
                None => self.best = Some((key, solution)),
            }
        }
        Ok(())
    }
}
