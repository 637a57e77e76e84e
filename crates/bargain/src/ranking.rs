//! The best few acceptable outcomes, and outcomes nearly as good that differ as much as can be.

use std::cmp::Reverse;

use crate::bound::{Entry, Rule, Wanted, list};
use crate::criterion::{Criterion, Grade, Merit};
use crate::solution::choose;
use crate::{Answer, Effort, Error, Exactness, Outcome, Payoffs, Problem, Solution, Stop};

/// Most outcomes that [`diverse`] chooses from: 2¹⁶.
pub const DIVERSE_LIMIT: usize = 1 << 16;

/// An outcome in a list of the best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The outcome.
    pub outcome: Outcome,
    /// Its payoffs.
    pub payoffs: Payoffs,
}

/// The best acceptable outcomes by a criterion, the best first.
///
/// Of outcomes that are equal by the criterion the first come first, and are listed first where not
/// all of them fit. There are fewer than `count` only if no more are acceptable; of a product, if in
/// no more every party gains. An outcome may be beaten by one before it in the list.
///
/// When stopped, or where the search does not come to an end, they are the best that were found:
/// [`Exactness::Bounded`] by how much better than the last of them any other outcome could be, or
/// [`Exactness::Partial`] where there are fewer than `count`. So it is, with whatever gap, where very
/// many outcomes are equal.
///
/// # Shape and units
///
/// By [`Criterion::Smallest`] and [`Criterion::Sum`], utilities are compared between parties, so all
/// are in one unit.
///
/// # Errors
///
/// - [`Error::UnknownParty`].
/// - [`Error::NoAgreement`] when no outcome counts, whatever `count` is.
/// - The others of [`crate::nash`].
///
/// # Cost
///
/// As [`crate::nash`] for the best; then a search tree over a decision diagram, cut off by weighted
/// sums, through all outcomes that are as good as the last one listed.
///
/// # Source
///
/// E. L. Lawler, "A Procedure for Computing the K Best Solutions to Discrete Optimization Problems",
/// *Management Science* 18 (1972), pp. 401–405, for the question; the search is our own.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Criterion, Party, Problem, Space, Stop, k_best};
///
/// let party = |worth| Party { utilities: vec![worth], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let parties = vec![party(vec![9, 6, 5, 1]), party(vec![1, 4, 4, 9])];
/// let problem = Problem::new(Space::new(&[4])?, parties, vec![])?;
///
/// let best = k_best(&problem, Criterion::Product, 2, &Stop::default())?.value;
/// let payoffs: Vec<_> = best.into_iter().map(|it| it.payoffs.0).collect();
/// assert_eq!(payoffs, [[6, 4], [5, 4]]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn k_best(
    problem: &Problem,
    criterion: Criterion,
    count: usize,
    stop: &Stop,
) -> Result<Answer<Vec<Ranked>>, Error> {
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let merit = Merit::new(problem, &floors, criterion)?;
    let best = Best::new(problem, &merit, stop)?;
    let wanted = Wanted { least: None, count };
    let mut answer = best.and_more(problem, &merit, &wanted, stop)?;
    answer.effort.add(best.answer.effort);
    stop.settle(problem.space().outcomes());
    let value = answer.value.into_iter().map(ranked).collect();
    Ok(Answer { value, exactness: answer.exactness, effort: answer.effort })
}

/// Which outcomes [`diverse`] looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiverseQuestion {
    /// What outcomes are ranked by.
    pub criterion: Criterion,
    /// How much of the best may be given up, in hundredths: of the product of gains, of the smallest
    /// gain, or of what the sum or the party's utility is above reservation values. From 100 on, all
    /// outcomes that count are good enough.
    pub slack_percent: u8,
    /// Number of outcomes wanted.
    pub count: usize,
}

/// Outcomes that are nearly the best, and differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diverse {
    /// The outcomes, the best first and then in the order in which they were chosen.
    pub outcomes: Vec<Ranked>,
    /// Number of outcomes that are good enough, these included.
    pub near: usize,
    /// The smallest number of issues in which two of the outcomes differ; zero for less than two.
    pub distance: usize,
    /// No other choice of as many outcomes that are good enough has a larger such number than this.
    pub at_most: usize,
}

/// The best acceptable outcome, and others nearly as good that differ from it and from each other in
/// as many issues as can be.
///
/// After the first of the best outcomes, each one chosen is the one that differs most from all chosen
/// before: whose smallest number of different issues is largest. Of several, the better one by the
/// criterion is chosen, and of equal ones the first. There are fewer than wanted only if no more are
/// good enough.
///
/// No other choice keeps its outcomes more than twice as far apart. The answer is
/// [`Exactness::Bounded`] by how many issues more than `distance` another choice might reach, as far
/// as known, and [`Exactness::Exact`] where that is none. Stopped, or with more than
/// [`DIVERSE_LIMIT`] outcomes that are good enough, those known or the best of them are chosen from,
/// and it is [`Exactness::Partial`].
///
/// # Shape and units
///
/// By [`Criterion::Smallest`] and [`Criterion::Sum`], utilities are compared between parties, so all
/// are in one unit.
///
/// # Errors
///
/// Those of [`k_best`].
///
/// # Cost
///
/// As [`k_best`], with as many outcomes as are good enough; then each is compared with each outcome
/// chosen.
///
/// # Source
///
/// S. S. Ravi, D. J. Rosenkrantz and G. K. Tayi, "Heuristic and Special Case Algorithms for
/// Dispersion Problems", *Operations Research* 42 (1994), pp. 299–310. There the first two are those
/// furthest apart. The guarantee holds from any first one: each outcome that is good enough is within
/// `distance` issues of one of those chosen before the last, and of as many outcomes as were chosen
/// two are near the same one of these.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{Criterion, DiverseQuestion, Party, Problem, Space, Stop, diverse};
///
/// let utilities = vec![vec![10, 0], vec![1, 0], vec![1, 0]];
/// let party = Party { utilities, reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
/// let problem = Problem::new(Space::new(&[2, 2, 2])?, vec![party], vec![])?;
///
/// let question = DiverseQuestion { criterion: Criterion::Sum, slack_percent: 20, count: 2 };
/// let found = diverse(&problem, &question, &Stop::default())?.value;
/// let payoffs: Vec<_> = found.outcomes.into_iter().map(|it| it.payoffs.0).collect();
/// assert_eq!((payoffs, found.near, found.distance), (vec![vec![12], vec![10]], 4, 2));
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn diverse(
    problem: &Problem,
    question: &DiverseQuestion,
    stop: &Stop,
) -> Result<Answer<Diverse>, Error> {
    let &DiverseQuestion { criterion, slack_percent, count } = question;
    let floors: Vec<i64> = problem.parties().iter().map(|it| it.reservation).collect();
    let merit = Merit::new(problem, &floors, criterion)?;
    let best = Best::new(problem, &merit, stop)?;
    let percent = 100_u64.saturating_sub(slack_percent.into());
    let least = merit.hundredths(best.grade, percent);
    let wanted = Wanted { least: Some(least), count: DIVERSE_LIMIT + 1 };
    let mut answer = best.and_more(problem, &merit, &wanted, stop)?;
    answer.effort.add(best.answer.effort);
    stop.settle(problem.space().outcomes());
    let is_complete = answer.exactness == Exactness::Exact && answer.value.len() <= DIVERSE_LIMIT;
    // The one known before may not have been the best.
    if let Some(&(Reverse(grade), ..)) = answer.value.first() {
        let least = merit.hundredths(grade, percent);
        answer.value.retain(|(Reverse(grade), ..)| least <= *grade);
    }
    answer.value.truncate(DIVERSE_LIMIT);
    let near = answer.value.len();
    let (chosen, distance) = furthest(&answer.value, count);
    let at_most = match chosen.len() {
        0 | 1 => 0,
        all if all == near => distance,
        _ => {
            let issues = problem.space().issues();
            let open = issues.filter(|&it| 1 < problem.space().option_count(it)).count();
            open.min(2 * distance)
        }
    };
    let exactness = match at_most - distance {
        _ if !is_complete => {
            Exactness::Partial { seen: near as u64, of: problem.space().outcomes() }
        }
        0 => Exactness::Exact,
        gap => Exactness::Bounded { gap: gap as u64 },
    };
    let mut entries: Vec<_> = answer.value.into_iter().map(|it| Some(ranked(it))).collect();
    let outcomes = chosen.into_iter().filter_map(|it| entries[it].take()).collect();
    let value = Diverse { outcomes, near, distance, at_most };
    Ok(Answer { value, exactness, effort: answer.effort })
}

/// The places of outcomes that are far from each other, and the smallest distance between two.
fn furthest(entries: &[Entry<Grade>], count: usize) -> (Vec<usize>, usize) {
    let issues = entries.first().map_or(0, |it| it.1.0.len());
    // From the outcomes chosen so far; those chosen are at zero.
    let mut distances = vec![issues; entries.len()];
    let (mut chosen, mut smallest) = (Vec::new(), issues);
    let mut next = 0;
    while chosen.len() < count.min(entries.len()) {
        if !chosen.is_empty() {
            smallest = distances[next];
        }
        chosen.push(next);
        let Outcome(last) = &entries[next].1;
        for (distance, (_, Outcome(other), _)) in distances.iter_mut().zip(entries) {
            let apart = last.iter().zip(other).filter(|(a, b)| a != b).count();
            *distance = apart.min(*distance);
        }
        for (place, &distance) in distances.iter().enumerate() {
            if distances[next] < distance {
                next = place;
            }
        }
    }
    if chosen.len() < 2 {
        smallest = 0;
    }
    (chosen, smallest)
}

fn ranked((_, outcome, payoffs): Entry<Grade>) -> Ranked {
    Ranked { outcome, payoffs }
}

/// One of the best outcomes, found by whatever gets there.
struct Best {
    answer: Answer<Solution>,
    grade: Grade,
}

impl Best {
    fn new(problem: &Problem, merit: &Merit<'_>, stop: &Stop) -> Result<Self, Error> {
        let parties = problem.parties().iter();
        let floors = merit.floors(&parties.map(|it| it.reservation).collect::<Vec<_>>());
        let answer = choose(problem, &floors, merit, &stop.silent())?;
        let grade = merit.key(&answer.value.payoffs.0).ok_or(Error::NoAgreement)?;
        Ok(Self { answer, grade })
    }

    /// The list of what is wanted, with this one in it however little was found.
    fn and_more(
        &self,
        problem: &Problem,
        merit: &Merit<'_>,
        wanted: &Wanted<Grade>,
        stop: &Stop,
    ) -> Result<Answer<Vec<Entry<Grade>>>, Error> {
        if wanted.count == 0 {
            let effort = Effort::default();
            return Ok(Answer { value: Vec::new(), exactness: Exactness::Exact, effort });
        }
        let parties = problem.parties();
        let floors = merit.floors(&parties.iter().map(|it| it.reservation).collect::<Vec<_>>());
        let mut found = list(problem, &floors, merit, wanted, stop)?;
        if found.exactness != Exactness::Exact {
            let solution = &self.answer.value;
            let entry = (Reverse(self.grade), solution.outcome.clone(), solution.payoffs.clone());
            if let Err(place) = found.value.binary_search(&entry) {
                found.value.insert(place, entry);
                found.value.truncate(wanted.count);
            }
        }
        Ok(found)
    }
}
