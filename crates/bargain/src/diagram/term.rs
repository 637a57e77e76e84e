//! Linkages, red lines and interactions as conjunctions and counters.

use std::collections::BTreeMap;

use crate::{Condition, Interaction, IssueId, Linkage, OptionId, OptionSet, Party, Pattern, Space};

/// All couplings between issues, in two forms.
pub(super) struct Terms {
    pub(super) conjunctions: Vec<Conjunction>,
    pub(super) counters: Vec<Counter>,
}

/// What happens where every condition holds.
///
/// **Invariant:** there is at most one condition for each issue, in issue order; each can hold and
/// can fail to. Without conditions it happens everywhere.
pub(super) struct Conjunction {
    pub(super) conditions: Vec<(usize, OptionSet)>,
    pub(super) effect: Effect,
}

/// What a conjunction does to the outcomes that match it.
#[derive(Clone)]
pub(super) struct Effect {
    pub(super) is_forbidden: bool,
    /// What it is worth to each party.
    pub(super) worth: Vec<i64>,
}

/// A number of conditions that must lie between two bounds.
pub(super) struct Counter {
    pub(super) least: usize,
    pub(super) most: usize,
    /// For each issue that counts, how much each option adds.
    pub(super) adds: Vec<(usize, Vec<usize>)>,
}

impl Terms {
    pub(super) fn new(
        space: &Space,
        parties: &[Party],
        linkages: &[&Linkage],
        forbidden: &[&Pattern],
    ) -> Self {
        let mut collector = Collector { space, parties: parties.len(), found: BTreeMap::new() };
        let mut counters = Vec::new();
        for linkage in linkages {
            match linkage {
                Linkage::Excludes(pattern) => collector.forbid(&pattern.0),
                // Broken where `when` holds and some condition of `then` does not.
                Linkage::Requires { when, then } => {
                    for &Condition { issue, options } in &then.0 {
                        let failed = Condition { issue, options: options.not() };
                        collector.forbid(&[when.0.as_slice(), &[failed]].concat());
                    }
                }
                Linkage::AtMost { count, of } => counters.push(counter(space, 0, *count, of)),
                Linkage::AtLeast { count, of } => {
                    counters.push(counter(space, *count, of.len(), of));
                }
            }
        }
        for pattern in forbidden {
            collector.forbid(&pattern.0);
        }
        for (party, interactions) in parties.iter().map(|it| &it.interactions).enumerate() {
            for interaction in interactions {
                match interaction {
                    Interaction::Match { when, worth } => collector.add(&when.0, party, *worth),
                    Interaction::Table { issues, worth } => {
                        collector.add_table(issues, party, worth);
                    }
                }
            }
        }
        let conjunction = |(conditions, effect)| Conjunction { conditions, effect };
        Self { conjunctions: collector.found.into_iter().map(conjunction).collect(), counters }
    }
}

/// Conjunctions with the same conditions become one.
struct Collector<'a> {
    space: &'a Space,
    parties: usize,
    found: BTreeMap<Vec<(usize, OptionSet)>, Effect>,
}

impl Collector<'_> {
    fn forbid(&mut self, conditions: &[Condition]) {
        if let Some(effect) = self.effect(conditions) {
            effect.is_forbidden = true;
        }
    }

    fn add(&mut self, conditions: &[Condition], party: usize, worth: i64) {
        if worth != 0
            && let Some(effect) = self.effect(conditions)
        {
            effect.worth[party] += worth;
        }
    }

    fn add_table(&mut self, issues: &[IssueId], party: usize, worth: &[i64]) {
        let mut options = vec![0_usize; issues.len()];
        for &worth in worth {
            let is = |(&issue, &option): (&IssueId, &usize)| {
                Condition::is(issue, OptionId(u8::try_from(option).expect("at most 256 options")))
            };
            let conditions: Vec<_> = issues.iter().zip(&options).map(is).collect();
            self.add(&conditions, party, worth);
            for (option, &issue) in options.iter_mut().zip(issues).rev() {
                *option += 1;
                if *option < self.space.option_count(issue) {
                    break;
                }
                *option = 0;
            }
        }
    }

    /// The effect of a conjunction; `None` when it can never hold.
    fn effect(&mut self, conditions: &[Condition]) -> Option<&mut Effect> {
        let all = |issue: IssueId| self.space.options(issue).collect::<OptionSet>();
        let mut by_issue = BTreeMap::new();
        for condition in conditions {
            let issue = condition.issue;
            let set = by_issue.entry(issue.index()).or_insert_with(|| (issue, all(issue)));
            set.1 = set.1.and(condition.options);
        }
        if by_issue.values().any(|it| it.1 == OptionSet::default()) {
            return None;
        }
        by_issue.retain(|_, &mut (issue, set)| set != all(issue));
        let conditions = by_issue.into_iter().map(|(issue, (_, set))| (issue, set)).collect();
        let none = Effect { is_forbidden: false, worth: vec![0; self.parties] };
        Some(self.found.entry(conditions).or_insert(none))
    }
}

fn counter(space: &Space, least: usize, most: usize, of: &[Condition]) -> Counter {
    let mut adds = BTreeMap::new();
    for condition in of {
        let issue = condition.issue;
        let none = || vec![0; space.option_count(issue)];
        for option in condition.options.iter() {
            adds.entry(issue.index()).or_insert_with(none)[option.index()] += 1;
        }
    }
    Counter { least, most, adds: adds.into_iter().collect() }
}
