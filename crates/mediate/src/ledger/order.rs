//! Which of two wordings a party is better off with, as far as statements say.

use std::collections::BTreeSet;

use onetext_case::{
    Case, Claim, Decimal, IssueId, OptionId, Pattern, StatementId, Target, Utility,
};

/// What a text may say on an issue: the place of an option, or [`silence`].
pub(super) type Level = usize;

/// What a silent text says on an issue: its status quo, or a level after all options where it has
/// none.
pub(super) fn silence(case: &Case, issue: IssueId) -> Level {
    let issue = &case.issues[issue.0];
    issue.status_quo.map_or(issue.options.len(), |it| it.0)
}

/// How a party takes a step from one wording of an issue to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is better off.
    Better,
    /// It is worse off.
    Worse,
    /// It does not mind.
    Tied,
    /// What is said points both ways.
    Both,
    /// Nothing that is said tells.
    Unknown,
}

/// What some statements say of one issue: each of these levels is worth at least as much as each
/// of those.
#[derive(Clone, Debug)]
struct Fact {
    better: Vec<Level>,
    worse: Vec<Level>,
    statement: StatementId,
}

/// The order of the wordings of one issue, from statements or from numbers.
#[derive(Clone, Debug)]
pub(super) enum Order<'a> {
    /// What statements say of the levels.
    Said {
        /// Options and silence.
        levels: usize,
        /// What is better than what.
        facts: Facts,
    },
    /// The weight of the issue and its evaluations.
    Numbers(&'a (Decimal, Vec<Decimal>)),
}

/// What is better than what, and what is worth about the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    better: Vec<Fact>,
    tied: Vec<Fact>,
}

impl<'a> Order<'a> {
    /// The order that statements give to the wordings of an issue.
    pub(super) fn said(case: &Case, issue: IssueId, statements: &[StatementId]) -> Self {
        let mut facts = Facts::default();
        for &statement in statements {
            facts.add(case, issue, statement);
        }
        Self::Said { levels: case.issues[issue.0].options.len() + 1, facts }
    }

    /// The order that a party's numbers give to the wordings of an issue.
    pub(super) fn numbers(utility: &'a Utility, issue: IssueId) -> Option<Self> {
        utility.issues.get(issue.0).map(Self::Numbers)
    }

    /// How the party takes a step, and the statements that say so: those that compare the two
    /// wordings, or else a shortest chain of such.
    pub(super) fn step(&self, from: Level, to: Level) -> (Step, Vec<StatementId>) {
        match self {
            Self::Numbers((weight, worths)) => (by_numbers(*weight, worths, from, to), Vec::new()),
            Self::Said { levels, facts } => {
                let up = chain(&facts.better, *levels, to, from);
                let down = chain(&facts.better, *levels, from, to);
                match (up, down) {
                    (Some(up), None) => (Step::Better, up),
                    (None, Some(down)) => (Step::Worse, down),
                    (Some(up), Some(down)) => (Step::Both, merged([up, down])),
                    (None, None) => {
                        let tied = direct(&facts.tied, from, to);
                        if tied.is_empty() {
                            (Step::Unknown, Vec::new())
                        } else {
                            (Step::Tied, merged([tied]))
                        }
                    }
                }
            }
        }
    }
}

impl Facts {
    /// What one statement says of an issue, as `docs/elicitation.md` has it, stance by stance.
    ///
    /// What names packages of several issues says nothing of one of them, unless its stance speaks
    /// of each issue by itself.
    fn add(&mut self, case: &Case, issue: IssueId, statement: StatementId) {
        let options = case.issues[issue.0].options.len();
        let silent = silence(case, issue);
        let all = || (0..options).chain((silent == options).then_some(options));
        let named = |it: &Pattern| it.get(&issue).map(|it| places(it));
        let alone = |it: &Pattern| named(it).filter(|_| it.len() == 1);
        let others = |it: &[Level]| all().filter(|other| !it.contains(other)).collect::<Vec<_>>();
        let fact = |better, worse| Fact { better, worse, statement };
        match &case.statements[statement.0].claim {
            Claim::Support(it) => {
                self.better.extend(named(it).map(|it| fact(it, vec![silent])));
            }
            Claim::Opposition(it) => {
                self.better.extend(named(it).map(|it| fact(vec![silent], it)));
            }
            Claim::Demand(it) | Claim::Requires(it) | Claim::Ultimatum { options: it, .. } => {
                self.better.extend(named(it).map(|it| fact(it.clone(), others(&it))));
            }
            Claim::Rejection(it) => {
                self.better.extend(named(it).map(|it| fact(others(&it), it)));
            }
            Claim::RedLine(it)
            | Claim::Threat { options: it, .. }
            | Claim::Refusal(Target::Package(it)) => {
                self.better.extend(alone(it).map(|it| fact(others(&it), it)));
            }
            Claim::IdealPoint(it) => {
                let Some(it) = named(it) else { return };
                let (Some(&first), Some(&last)) = (it.iter().min(), it.iter().max()) else {
                    return;
                };
                self.better.extend((0..first).map(|it| fact(vec![it + 1], vec![it])));
                self.better.extend((last + 1..options).map(|it| fact(vec![it - 1], vec![it])));
            }
            Claim::Preference { prefer, over } => {
                let both = alone(prefer).zip(alone(over));
                self.better.extend(both.map(|(prefer, over)| fact(prefer, over)));
            }
            Claim::Indifference([one, other]) => {
                let both = alone(one).zip(alone(other));
                self.tied.extend(both.map(|(one, other)| fact(one, other)));
            }
            Claim::OnlyIf { .. }
            | Claim::Flexible(_)
            | Claim::Together { .. }
            | Claim::Trade { .. }
            | Claim::Priority { .. }
            | Claim::Ranking(_)
            | Claim::Acceptance(_)
            | Claim::Refusal(Target::Draft(_))
            | Claim::ConditionalOffer { .. }
            | Claim::Estimate { .. }
            | Claim::Pressure(_)
            | Claim::Precondition
            | Claim::Commitment(_)
            | Claim::Position(_)
            | Claim::Assessment(_)
            | Claim::Accusation(_)
            | Claim::Event(_) => {}
        }
    }
}

/// Options as levels.
pub(super) fn places(options: &[OptionId]) -> Vec<Level> {
    options.iter().map(|it| it.0).collect()
}

/// The statements of several lists, each once, in the order of the case.
pub(super) fn merged<const N: usize>(lists: [Vec<StatementId>; N]) -> Vec<StatementId> {
    let found: BTreeSet<StatementId> = lists.into_iter().flatten().collect();
    found.into_iter().collect()
}

/// The statements that compare two levels, either way around for ties.
fn direct(facts: &[Fact], one: Level, other: Level) -> Vec<StatementId> {
    let says = |it: &&Fact| {
        let is = |better, worse| it.better.contains(&better) && it.worse.contains(&worse);
        is(one, other) || is(other, one)
    };
    facts.iter().filter(says).map(|it| it.statement).collect()
}

/// The statements by which `best` is worth at least as much as `worst`: all that compare the two,
/// or else those of a shortest chain; `None` if nothing says so.
fn chain(facts: &[Fact], levels: usize, best: Level, worst: Level) -> Option<Vec<StatementId>> {
    let compares = |it: &&Fact| it.better.contains(&best) && it.worse.contains(&worst);
    let direct: Vec<StatementId> = facts.iter().filter(compares).map(|it| it.statement).collect();
    if best == worst || !direct.is_empty() {
        return Some(merged([direct]));
    }
    let mut reached: Vec<Option<(Level, StatementId)>> = vec![None; levels];
    let mut used = vec![false; facts.len()];
    let mut front = vec![best];
    while !front.is_empty() && reached.get(worst).is_some_and(Option::is_none) {
        let mut next = Vec::new();
        for level in front {
            for (fact, used) in facts.iter().zip(&mut used) {
                if *used || !fact.better.contains(&level) {
                    continue;
                }
                *used = true;
                for &worse in &fact.worse {
                    if worse != best && reached[worse].is_none() {
                        reached[worse] = Some((level, fact.statement));
                        next.push(worse);
                    }
                }
            }
        }
        front = next;
    }
    let mut found = Vec::new();
    let mut level = worst;
    while level != best {
        let (from, statement) = (*reached.get(level)?)?;
        found.push(statement);
        level = from;
    }
    Some(merged([found]))
}

/// A step by numbers; silence that is a level of its own is worth 0.
fn by_numbers(weight: Decimal, worths: &[Decimal], from: Level, to: Level) -> Step {
    let worth = |level: Level| worths.get(level).copied().unwrap_or_default();
    let scaled =
        |it: Decimal, other: Decimal| i128::from(it.digits) * 10_i128.pow(other.places.min(18));
    let (from, to) = (worth(from), worth(to));
    match scaled(to, from).cmp(&scaled(from, to)) {
        _ if weight.digits == 0 => Step::Tied,
        std::cmp::Ordering::Less => Step::Worse,
        std::cmp::Ordering::Equal => Step::Tied,
        std::cmp::Ordering::Greater => Step::Better,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::fixture::{arb_said, case};

    /// Whether one level is worth at least as much as another, by closing the relation level by
    /// level: the plain twin of [`chain`].
    fn closed(facts: &[Fact], levels: usize) -> Vec<Vec<bool>> {
        let mut at_least = vec![vec![false; levels]; levels];
        for fact in facts {
            for &better in &fact.better {
                for &worse in &fact.worse {
                    at_least[better][worse] = true;
                }
            }
        }
        for (level, row) in at_least.iter_mut().enumerate() {
            row[level] = true;
        }
        for middle in 0..levels {
            for better in 0..levels {
                for worse in 0..levels {
                    if at_least[better][middle] && at_least[middle][worse] {
                        at_least[better][worse] = true;
                    }
                }
            }
        }
        at_least
    }

    proptest! {
        /// A chain is found if and only if there is one, and the statements that are named are
        /// enough for it.
        #[test]
        fn chains_are_what_the_closed_relation_has(said in arb_said(8)) {
            let case = case(&said, &[]);
            for issue in (0..case.issues.len()).map(IssueId) {
                let ids: Vec<StatementId> = (0..case.statements.len()).map(StatementId).collect();
                let Order::Said { levels, facts } = Order::said(&case, issue, &ids) else {
                    unreachable!("there are no numbers")
                };
                let closed = closed(&facts.better, levels);
                for (best, row) in closed.iter().enumerate() {
                    for (worst, &is_above) in row.iter().enumerate() {
                        let found = chain(&facts.better, levels, best, worst);
                        prop_assert_eq!(found.is_some(), is_above);
                        let Some(found) = found else { continue };
                        let Order::Said { facts, .. } = Order::said(&case, issue, &found) else {
                            unreachable!("there are no numbers")
                        };
                        prop_assert!(chain(&facts.better, levels, best, worst).is_some());
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_are_compared_exactly() {
        let decimal = |it| Decimal::parse(it).expect("a decimal");
        let worths = [decimal("0.30"), decimal("0.3"), decimal("0.30000000000000001")];
        let step = |from, to| by_numbers(decimal("2"), &worths, from, to);
        assert_eq!([step(0, 1), step(1, 2), step(2, 0)], [Step::Tied, Step::Better, Step::Worse]);
        // Silence without a status quo is worth nothing.
        assert_eq!(step(0, 3), Step::Worse);
        assert_eq!(by_numbers(decimal("0"), &worths, 1, 2), Step::Tied);
    }
}
