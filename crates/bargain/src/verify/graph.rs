//! Choices issue by issue, with what they settle, for checks of large spaces.
//!
//! Every linkage, red line and interaction is followed by a number that says how far it is: whether
//! its conditions have held so far, how many have, or which entry of its table is meant. Choices
//! after which all these numbers are the same may be followed by the same choices.

use std::collections::BTreeMap;

use crate::{Condition, Interaction, IssueId, Linkage, OptionId, Pattern, Problem};

/// Most steps of a graph.
const MOST_STEPS: usize = 1 << 21;

/// For each issue in order, the places that choices lead to, and the steps from there.
pub(super) struct Graph {
    pub(super) layers: Vec<Vec<Place>>,
}

/// The steps from a place.
pub(super) type Place = Vec<Step>;

/// One option for an issue.
pub(super) struct Step {
    pub(super) issue: IssueId,
    pub(super) option: OptionId,
    /// What it adds to each party's sum, with what it settles.
    pub(super) worth: Vec<i64>,
    /// The place of the next layer.
    pub(super) to: usize,
}

/// Something that looks at several issues.
enum Coupling<'a> {
    Linkage(&'a Linkage),
    RedLine(&'a Pattern),
    Worth(usize, &'a Interaction),
}

impl Graph {
    /// The graph of all outcomes that obey the linkages and, if asked for, cross no red line; `None`
    /// where the order is none, or there is too much to follow.
    pub(super) fn new(problem: &Problem, red_lines: bool, order: &[IssueId]) -> Option<Self> {
        let mut sorted = order.to_vec();
        sorted.sort_unstable();
        if !sorted.into_iter().eq(problem.space().issues()) {
            return None;
        }
        let mut couplings: Vec<Coupling<'_>> =
            problem.linkages().iter().map(Coupling::Linkage).collect();
        for (index, party) in problem.parties().iter().enumerate() {
            if red_lines {
                couplings.extend(party.red_lines.iter().map(Coupling::RedLine));
            }
            couplings.extend(party.interactions.iter().map(|it| Coupling::Worth(index, it)));
        }
        // For each issue, the couplings that look at it, and whether they look at no later one. What
        // looks at no issue at all is settled with the first.
        let mut looks = vec![Vec::new(); order.len()];
        for (index, coupling) in couplings.iter().enumerate() {
            let issues = coupling.issues();
            let at: Vec<usize> =
                (0..order.len()).filter(|&layer| issues.contains(&order[layer])).collect();
            let last = at.last().copied().unwrap_or(0);
            for layer in if at.is_empty() { vec![0] } else { at } {
                looks[layer].push((index, layer == last));
            }
        }
        let mut graph = Self { layers: Vec::new() };
        let mut places = vec![vec![0_u64; couplings.len()]];
        let mut steps = 0;
        for (&issue, looks) in order.iter().zip(&looks) {
            let mut next: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
            let mut reached = Vec::new();
            let mut layer = Vec::new();
            for place in &places {
                let mut from = Place::new();
                for option in problem.space().options(issue) {
                    let parties = problem.parties().iter();
                    let mut worth: Vec<i64> = parties
                        .map(|it| it.utilities[usize::from(issue.0)][usize::from(option.0)])
                        .collect();
                    let mut state = place.clone();
                    let mut is_broken = false;
                    for &(index, is_last) in looks {
                        let coupling = &couplings[index];
                        state[index] = coupling.follow(problem, state[index], issue, option);
                        if is_last {
                            is_broken |= coupling.is_broken(state[index]);
                            if let Coupling::Worth(party, interaction) = coupling {
                                worth[*party] += settled(interaction, state[index]);
                            }
                            state[index] = 0;
                        }
                    }
                    if is_broken {
                        continue;
                    }
                    let to = *next.entry(state).or_insert_with_key(|state| {
                        reached.push(state.clone());
                        reached.len() - 1
                    });
                    from.push(Step { issue, option, worth, to });
                }
                steps += from.len();
                if MOST_STEPS < steps {
                    return None;
                }
                layer.push(from);
            }
            graph.layers.push(layer);
            places = reached;
        }
        Some(graph)
    }

    /// Something for every place, worked out from what it is for the places it leads to.
    pub(super) fn backward<T: Clone>(&self, end: T, at: impl Fn(&Place, &[T]) -> T) -> Vec<Vec<T>> {
        let mut found = vec![vec![end]];
        for layer in self.layers.iter().rev() {
            let below = &found[found.len() - 1];
            found.push(layer.iter().map(|place| at(place, below)).collect());
        }
        found.reverse();
        found
    }
}

impl Coupling<'_> {
    fn issues(&self) -> Vec<IssueId> {
        let of = |it: &[Condition]| it.iter().map(|it| it.issue).collect::<Vec<_>>();
        match self {
            Self::Linkage(Linkage::Requires { when, then }) => [of(&when.0), of(&then.0)].concat(),
            Self::Linkage(Linkage::AtMost { of: it, .. } | Linkage::AtLeast { of: it, .. }) => {
                of(it)
            }
            Self::Linkage(Linkage::Excludes(it)) => of(&it.0),
            Self::RedLine(it) => of(&it.0),
            Self::Worth(_, Interaction::Match { when, .. }) => of(&when.0),
            Self::Worth(_, Interaction::Table { issues, .. }) => issues.clone(),
        }
    }

    /// How far it is after an option: for patterns, 1 once a condition failed; for requirements, 1
    /// once it does not apply and else 2 once it is failed; for counts, the number that hold; for
    /// tables, the place in the table.
    fn follow(&self, problem: &Problem, state: u64, issue: IssueId, option: OptionId) -> u64 {
        let here = |it: &[Condition]| {
            it.iter().filter(|it| it.issue == issue).copied().collect::<Vec<_>>()
        };
        let fails = |it: &Pattern| here(&it.0).iter().any(|it| !it.options.contains(option));
        match self {
            Self::Linkage(Linkage::Requires { when, then }) => {
                if state == 1 || fails(when) {
                    1
                } else if fails(then) {
                    2
                } else {
                    state
                }
            }
            Self::Linkage(Linkage::AtMost { of, .. } | Linkage::AtLeast { of, .. }) => {
                state + here(of).iter().filter(|it| it.options.contains(option)).count() as u64
            }
            Self::Linkage(Linkage::Excludes(it)) => state | u64::from(fails(it)),
            Self::RedLine(it) => state | u64::from(fails(it)),
            Self::Worth(_, Interaction::Match { when, .. }) => state | u64::from(fails(when)),
            Self::Worth(_, Interaction::Table { issues, .. }) => {
                let mut run = 1;
                for it in issues.iter().rev() {
                    if *it == issue {
                        return state + run * u64::from(option.0);
                    }
                    run *= problem.space().option_count(*it) as u64;
                }
                state
            }
        }
    }

    /// Whether it forbids an outcome after which it is so far.
    fn is_broken(&self, state: u64) -> bool {
        match self {
            Self::Linkage(Linkage::Requires { .. }) => state == 2,
            Self::Linkage(Linkage::Excludes(_)) | Self::RedLine(_) => state == 0,
            Self::Linkage(Linkage::AtMost { count, .. }) => (*count as u64) < state,
            Self::Linkage(Linkage::AtLeast { count, .. }) => state < *count as u64,
            Self::Worth(..) => false,
        }
    }
}

/// What an interaction is worth in the end.
fn settled(interaction: &Interaction, state: u64) -> i64 {
    match interaction {
        Interaction::Match { worth, .. } if state == 0 => *worth,
        Interaction::Match { .. } => 0,
        Interaction::Table { worth, .. } => {
            usize::try_from(state).ok().and_then(|place| worth.get(place)).copied().unwrap_or(0)
        }
    }
}
