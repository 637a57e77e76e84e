//! What blocks agreement, and what would open it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bound::{Any, Field, Find, Finder};
use crate::solution::choose;
use crate::{Answer, Effort, Error, Exactness, Party, PartyId, Problem, Progress, Stop};

/// Below every utility.
pub(crate) const LOWEST: i64 = -(1 << 61);

/// Something that keeps outcomes from being acceptable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Barrier {
    /// A red line of a party.
    RedLine {
        /// The party.
        party: PartyId,
        /// The place of the red line in its list.
        index: usize,
    },
    /// A party's reservation value.
    Reservation {
        /// The party.
        party: PartyId,
    },
    /// A linkage.
    Linkage {
        /// The place of the linkage in the problem.
        index: usize,
    },
}

/// Why there is no agreement, and what would make one possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// Sets of barriers that leave no acceptable outcome between them, while any of them could be
    /// dropped and there would be one.
    pub blocking: Vec<Vec<Barrier>>,
    /// Sets of barriers without which there is an acceptable outcome, while all of them are needed:
    /// the smallest sets first.
    pub relaxations: Vec<Vec<Barrier>>,
}

/// Finds what blocks agreement: minimal sets of barriers, and minimal relaxations of them.
///
/// Both lists are empty of blocking sets where there is an agreement already: then the one
/// relaxation is the empty one. With a limit that is reached, or when stopped, the answer is
/// [`Exactness::Partial`], which counts relaxations looked at; each set found is as it is said to
/// be. With a limit of 1 it is one blocking set, which is found quickly; the smallest relaxation is
/// found quickly by [`crate::relax`].
///
/// # Errors
///
/// [`Error::TooWide`], [`Error::TooManyLabels`] as in [`crate::nash`].
///
/// # Cost
///
/// One search as in [`crate::best_for`] for each barrier and blocking set, and for each set of
/// barriers looked at; these may be exponentially many, so both lists are kept to `limit`.
///
/// # Source
///
/// R. Reiter, "A Theory of Diagnosis from First Principles", *Artificial Intelligence* 32 (1987),
/// pp. 57–95; one set by deletion, J. W. Chinneck and E. W. Dravnieks, "Locating Minimal Infeasible
/// Constraint Sets in Linear Programs", *ORSA Journal on Computing* 3 (1991), pp. 157–168.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Barrier, Party, PartyId, Problem, Space, Stop, unlock};
///
/// let party = |worth, reservation| Party {
///     utilities: vec![worth],
///     reservation,
///     red_lines: vec![],
///     interactions: vec![],
///     cap: None,
/// };
/// let parties = vec![party(vec![3, 1], 2), party(vec![1, 3], 2)];
/// let problem = Problem::new(Space::new(&[2])?, parties, vec![])?;
///
/// let found = unlock(&problem, 10, &Stop::default())?.value;
/// let bar = |party| Barrier::Reservation { party: PartyId(party) };
/// assert_eq!(found.blocking, [[bar(0), bar(1)]]);
/// assert_eq!(found.relaxations, [[bar(0)], [bar(1)]]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn unlock(problem: &Problem, limit: usize, stop: &Stop) -> Result<Answer<Unlock>, Error> {
    let units = problem.parties().iter().map(reach).collect();
    let mut question = Question { problem, units, stop, effort: Effort::default() };
    let all = barriers(problem);
    let mut found = Unlock { blocking: Vec::new(), relaxations: Vec::new() };
    // Sets of barriers to be dropped, the smallest first.
    let mut todo = BTreeSet::from([(0, Vec::new())]);
    let mut seen = 0;
    while let Some((size, dropped)) = todo.pop_first() {
        seen += 1;
        stop.report(Progress::Sets { seen, waiting: todo.len() });
        let contains = |a: &[Barrier], b: &[Barrier]| b.iter().all(|it| a.contains(it));
        if found.relaxations.iter().any(|it| contains(&dropped, it)) {
            continue;
        }
        let is_full = limit <= found.blocking.len() || limit <= found.relaxations.len();
        if is_full || stop.is_requested() {
            let of = seen + todo.len() as u64;
            let exactness = Exactness::Partial { seen: seen - 1, of };
            return Ok(Answer { value: found, exactness, effort: question.effort });
        }
        let disjoint = |it: &&Vec<Barrier>| !it.iter().any(|it| dropped.contains(it));
        let known = found.blocking.iter().find(disjoint).cloned();
        let blocking = if let Some(blocking) = known {
            blocking
        } else {
            let kept: Vec<_> = all.iter().copied().filter(|it| !dropped.contains(it)).collect();
            let blocking = match question.blocking(kept) {
                Ok(Some(blocking)) => blocking,
                Ok(None) => {
                    found.relaxations.push(dropped);
                    continue;
                }
                Err(Error::Stopped { .. }) => {
                    let exactness =
                        Exactness::Partial { seen: seen - 1, of: seen + todo.len() as u64 };
                    return Ok(Answer { value: found, exactness, effort: question.effort });
                }
                Err(error) => return Err(error),
            };
            found.blocking.push(blocking.clone());
            blocking
        };
        for barrier in blocking {
            let mut more = dropped.clone();
            more.push(barrier);
            more.sort_unstable();
            todo.insert((size + 1, more));
        }
    }
    Ok(Answer { value: found, exactness: Exactness::Exact, effort: question.effort })
}

/// All barriers of a problem.
fn barriers(problem: &Problem) -> Vec<Barrier> {
    let mut barriers = Vec::new();
    for (id, party) in (0..=u8::MAX).map(PartyId).zip(problem.parties()) {
        let red_line = |index| Barrier::RedLine { party: id, index };
        barriers.extend((0..party.red_lines.len()).map(red_line));
        barriers.push(Barrier::Reservation { party: id });
    }
    barriers.extend((0..problem.linkages().len()).map(|index| Barrier::Linkage { index }));
    barriers
}

struct Question<'a> {
    problem: &'a Problem,
    /// In which gains are compared, for each party.
    units: Vec<i64>,
    stop: &'a Stop,
    effort: Effort,
}

impl Question<'_> {
    /// A minimal set among the barriers that leaves no acceptable outcome; `None` when all of them
    /// leave one.
    ///
    /// Barriers are dropped in growing runs and taken back one by one where that opens agreement.
    fn blocking(&mut self, mut kept: Vec<Barrier>) -> Result<Option<Vec<Barrier>>, Error> {
        if self.is_open(&kept)? {
            return Ok(None);
        }
        let (mut at, mut run) = (0, 1);
        while at < kept.len() {
            let end = kept.len().min(at + run);
            let fewer = [&kept[..at], &kept[end..]].concat();
            if !self.is_open(&fewer)? {
                kept = fewer;
                run *= 2;
            } else if end == at + 1 {
                at += 1;
            } else {
                run = 1;
            }
        }
        Ok(Some(kept))
    }

    /// Whether some outcome is acceptable where only these barriers count.
    fn is_open(&mut self, kept: &[Barrier]) -> Result<bool, Error> {
        let parties = self.problem.parties();
        let mut floors = vec![LOWEST; parties.len()];
        let (mut forbidden, mut linkages) = (Vec::new(), Vec::new());
        for barrier in kept {
            match *barrier {
                Barrier::RedLine { party, index } => {
                    forbidden.push(&parties[party.index()].red_lines[index]);
                }
                Barrier::Reservation { party } => {
                    floors[party.index()] = parties[party.index()].reservation;
                }
                Barrier::Linkage { index } => linkages.push(&self.problem.linkages()[index]),
            }
        }
        let field = Field { problem: self.problem, parties, linkages, forbidden };
        let found = field.compile().and_then(|compiled| {
            let mut finder = Finder::new(&compiled, self.units.clone());
            let found = finder.find(&floors, self.stop);
            self.effort.labels += finder.effort.labels;
            self.effort.nodes += finder.effort.nodes;
            found
        });
        match found {
            Ok(Find::Outcome(..)) => Ok(true),
            Ok(Find::Nothing) => Ok(false),
            Err(Error::TooWide { .. } | Error::TooManyLabels { .. }) => {
                self.is_open_by_enumeration(kept, &floors)
            }
            Err(error) => Err(error),
        }
    }

    /// The same where couplings overlap too much.
    fn is_open_by_enumeration(&mut self, kept: &[Barrier], floors: &[i64]) -> Result<bool, Error> {
        let problem = only(self.problem, &|it| kept.contains(it))?;
        let rule = Any { units: self.units.clone(), is_content: true };
        match choose(&problem, floors, &rule, &self.stop.silent()) {
            Ok(answer) => {
                self.effort.outcomes += answer.effort.outcomes;
                Ok(true)
            }
            Err(Error::NoAgreement) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// The problem in which only some barriers count.
pub(crate) fn only(problem: &Problem, counts: &dyn Fn(&Barrier) -> bool) -> Result<Problem, Error> {
    let mut parties = problem.parties().to_vec();
    for (id, party) in (0..=u8::MAX).map(PartyId).zip(&mut parties) {
        let mut places = 0..;
        party.red_lines.retain(|_| {
            places.next().is_some_and(|index| counts(&Barrier::RedLine { party: id, index }))
        });
        if !counts(&Barrier::Reservation { party: id }) {
            party.reservation = LOWEST;
        }
    }
    let linkages = problem.linkages().iter().enumerate();
    let linkages = linkages.filter(|&(index, _)| counts(&Barrier::Linkage { index }));
    let linkages = linkages.map(|it| it.1.clone()).collect();
    Problem::new(problem.space().clone(), parties, linkages)
}

/// How far apart the sums of a party can be, or more; at least one.
fn reach(party: &Party) -> i64 {
    i64::try_from(party.span().saturating_add(1)).unwrap_or(i64::MAX)
}
