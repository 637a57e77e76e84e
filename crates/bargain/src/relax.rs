//! The fewest barriers to drop.

use crate::bound::Largest;
use crate::solution::choose;
use crate::unlock::LOWEST;
use crate::{
    Answer, Barrier, Effort, Error, Exactness, Interaction, Linkage, Outcome, Party, PartyId,
    Pattern, Payoffs, Problem, Stop,
};

/// Barriers to drop, and what is acceptable then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxation {
    /// The barriers; none where there is an agreement already.
    pub dropped: Vec<Barrier>,
    /// An outcome that is acceptable without them.
    pub outcome: Outcome,
    /// Its payoffs.
    pub payoffs: Payoffs,
}

/// Finds the fewest barriers without which there is an acceptable outcome.
///
/// Of several sets of as few it is one, always the same; [`crate::unlock`] finds the others. When
/// stopped, it is the smallest set found, and the gap is the number of barriers by which another one
/// may be smaller.
///
/// # Errors
///
/// - [`Error::Stopped`] when stopped before any set was found.
/// - [`Error::TooWide`], [`Error::TooManyLabels`] as in [`crate::nash`].
///
/// # Cost
///
/// One search as in [`crate::best_for`], with one party more, for each set of reservation values
/// and counting linkages that is no larger than the answer. Red lines and other linkages are
/// counted within a search, however many there are.
///
/// # Examples
///
/// ```
/// use onetext_bargain::{
///     Barrier, Condition, IssueId, OptionId, Party, PartyId, Pattern, Problem, Space, Stop, relax,
/// };
///
/// let is = |option| Pattern(vec![Condition::is(IssueId(0), OptionId(option))]);
/// let party = |red_lines| Party { utilities: vec![vec![1, 1]], reservation: 0, red_lines, interactions: vec![], cap: None };
/// let parties = vec![party(vec![is(0)]), party(vec![is(0), is(1)])];
/// let problem = Problem::new(Space::new(&[2])?, parties, vec![])?;
///
/// // To accept option 1, one red line has to go; for option 0 it would be two.
/// let found = relax(&problem, &Stop::default())?.value;
/// assert_eq!(found.dropped, [Barrier::RedLine { party: PartyId(1), index: 1 }]);
/// assert_eq!(found.outcome.0, [OptionId(1)]);
/// # Ok::<(), onetext_bargain::Error>(())
/// ```
pub fn relax(problem: &Problem, stop: &Stop) -> Result<Answer<Relaxation>, Error> {
    let question = Question::new(problem, stop);
    let of = problem.space().outcomes();
    let mut best: Option<Relaxation> = None;
    let mut effort = Effort::default();
    let mut size = 0;
    while size <= question.single.len() && best.as_ref().is_none_or(|it| size < it.dropped.len()) {
        let mut places: Vec<usize> = (0..size).collect();
        loop {
            let dropped: Vec<Barrier> = places.iter().map(|&it| question.single[it]).collect();
            let found = question.with(&dropped, best.as_ref(), &mut effort);
            let is_exact = match found {
                Ok((found, is_exact)) => {
                    best = found.or(best);
                    is_exact
                }
                Err(Error::Stopped { .. }) => false,
                Err(error) => return Err(error),
            };
            if !is_exact {
                let value = best.ok_or(Error::Stopped { seen: 0, of })?;
                // Smaller sets were ruled out with all sets of fewer single barriers.
                let gap = value.dropped.len().saturating_sub(size) as u64;
                let exactness =
                    if gap == 0 { Exactness::Exact } else { Exactness::Bounded { gap } };
                return Ok(Answer { value, exactness, effort });
            }
            if !advance(&mut places, question.single.len()) {
                break;
            }
        }
        size += 1;
    }
    stop.settle(of);
    let value = best.ok_or(Error::NoAgreement)?;
    Ok(Answer { value, exactness: Exactness::Exact, effort })
}

/// The next set of as many places below the limit; `false` after the last one.
fn advance(places: &mut [usize], limit: usize) -> bool {
    let count = places.len();
    let can_grow = |at: &usize| places[*at] + count < limit + at;
    let Some(at) = (0..count).rev().find(can_grow) else { return false };
    let first = places[at] + 1;
    places[at..].iter_mut().zip(first..).for_each(|(place, next)| *place = next);
    true
}

struct Question<'a> {
    problem: &'a Problem,
    stop: &'a Stop,
    /// The barriers that are dropped or kept one by one: reservation values and counts.
    single: Vec<Barrier>,
    /// A party that wants as few other barriers as possible to be broken.
    keeper: Party,
    /// The number of the others.
    others: usize,
}

impl<'a> Question<'a> {
    fn new(problem: &'a Problem, stop: &'a Stop) -> Self {
        let mut single = Vec::new();
        let mut interactions = Vec::new();
        let mut others = 0;
        let breaks = |when: &Pattern, worth| Interaction::Match { when: when.clone(), worth };
        for (id, party) in (0..=u8::MAX).map(PartyId).zip(problem.parties()) {
            interactions.extend(party.red_lines.iter().map(|it| breaks(it, -1)));
            others += party.red_lines.len();
            single.push(Barrier::Reservation { party: id });
        }
        for (index, linkage) in problem.linkages().iter().enumerate() {
            match linkage {
                Linkage::Excludes(pattern) => interactions.push(breaks(pattern, -1)),
                Linkage::Requires { when, then } => {
                    let both = Pattern([when.0.as_slice(), &then.0].concat());
                    interactions.extend([breaks(when, -1), breaks(&both, 1)]);
                }
                Linkage::AtMost { .. } | Linkage::AtLeast { .. } => {
                    single.push(Barrier::Linkage { index });
                    continue;
                }
            }
            others += 1;
        }
        let space = problem.space();
        let utilities = space.issues().map(|it| vec![0; space.option_count(it)]).collect();
        let keeper =
            Party { utilities, reservation: 0, red_lines: vec![], interactions, cap: None };
        Self { problem, stop, single, keeper, others }
    }

    /// The smallest set of barriers of which these are the single ones, if it is smaller than the
    /// best; and whether that is certain.
    fn with(
        &self,
        dropped: &[Barrier],
        best: Option<&Relaxation>,
        effort: &mut Effort,
    ) -> Result<(Option<Relaxation>, bool), Error> {
        let most = match best {
            Some(best) if best.dropped.len() <= dropped.len() => return Ok((None, true)),
            Some(best) => best.dropped.len() - dropped.len() - 1,
            None => self.others,
        };
        let mut parties = self.problem.parties().to_vec();
        for (id, party) in (0..=u8::MAX).map(PartyId).zip(&mut parties) {
            party.red_lines.clear();
            if dropped.contains(&Barrier::Reservation { party: id }) {
                party.reservation = LOWEST;
            }
        }
        let floor = -i64::try_from(most).unwrap_or(i64::MAX);
        let is_kept = |index: usize| {
            let barrier = Barrier::Linkage { index };
            self.single.contains(&barrier) && !dropped.contains(&barrier)
        };
        let linkages = self.problem.linkages().iter().enumerate();
        let linkages = linkages.filter(|it| is_kept(it.0)).map(|it| it.1.clone()).collect();
        let without = Problem::new(self.problem.space().clone(), parties, linkages)?;
        let extended =
            without.with_one_more(Party { reservation: floor, ..self.keeper.clone() })?;
        let floors: Vec<_> = extended.parties().iter().map(|it| it.reservation).collect();
        let rule = Largest { party: floors.len() - 1, floors: &floors, with_equals: false };
        let answer = match choose(&extended, &floors, &rule, &self.stop.silent()) {
            Ok(answer) => answer,
            Err(Error::NoAgreement) => return Ok((None, true)),
            Err(error) => return Err(error),
        };
        effort.outcomes += answer.effort.outcomes;
        effort.labels += answer.effort.labels;
        effort.nodes += answer.effort.nodes;
        let outcome = answer.value.outcome;
        let payoffs = self.problem.payoffs(&outcome)?;
        let mut broken = Vec::new();
        for (id, (party, payoff)) in
            (0..=u8::MAX).map(PartyId).zip(self.problem.parties().iter().zip(&payoffs.0))
        {
            let crossed = party.red_lines.iter().enumerate().filter(|it| it.1.matches(&outcome.0));
            broken.extend(crossed.map(|(index, _)| Barrier::RedLine { party: id, index }));
            if *payoff < party.reservation {
                broken.push(Barrier::Reservation { party: id });
            }
        }
        let linkages = self.problem.linkages().iter().enumerate();
        let linkages = linkages.filter(|it| !it.1.is_obeyed(&outcome.0));
        broken.extend(linkages.map(|(index, _)| Barrier::Linkage { index }));
        let is_exact = answer.exactness == Exactness::Exact;
        Ok((Some(Relaxation { dropped: broken, outcome, payoffs }), is_exact))
    }
}
