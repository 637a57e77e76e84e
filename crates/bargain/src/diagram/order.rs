//! The order of issues in which few couplings are open at a time.

use super::term::{Conjunction, Terms};
use crate::Space;

/// Most issues of a group that each serve as a first one.
const STARTS: usize = 8;

/// The issues, group by group: those that are coupled with one another together, the largest
/// groups first. Within a group each next issue leaves as few open as can be; among equals, and
/// between issues without couplings, the smallest rank comes first.
pub(super) fn order(space: &Space, terms: &Terms, rank: &[u64]) -> Vec<usize> {
    let issues = space.issue_count();
    let is_alone = |it: &Conjunction| it.conditions.len() < 2;
    if terms.counters.is_empty() && terms.conjunctions.iter().all(is_alone) {
        let mut order: Vec<usize> = (0..issues).collect();
        order.sort_by_key(|&it| (rank[it], it));
        return order;
    }
    let couplings = Couplings::new(space, terms);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut placed = 0_u128;
    for issue in 0..issues {
        if placed >> issue & 1 == 0 {
            let group = couplings.group(issue);
            placed |= group;
            groups.push((0..issues).filter(|it| group >> it & 1 == 1).collect());
        }
    }
    for group in &mut groups {
        group.sort_by_key(|&it| (rank[it], it));
        if 2 < group.len() {
            *group = couplings.arrange(group);
        }
    }
    groups.sort_by_key(|group| (usize::MAX - group.len(), rank[group[0]], group[0]));
    groups.concat()
}

struct Couplings {
    /// For each issue, those whose option matters together with its own.
    neighbors: Vec<u128>,
    /// What it costs to remember the option of each issue, in sixteenths of a bit or so.
    cost: Vec<u32>,
    /// The issues of each counter, and what it costs to remember.
    counters: Vec<(u128, u32)>,
}

impl Couplings {
    fn new(space: &Space, terms: &Terms) -> Self {
        let mut neighbors = vec![0_u128; space.issue_count()];
        for conjunction in &terms.conjunctions {
            let scope = conjunction.conditions.iter().fold(0, |it, &(issue, _)| it | 1 << issue);
            for &(issue, _) in &conjunction.conditions {
                neighbors[issue] |= scope & !(1 << issue);
            }
        }
        let bits = |states: usize| states.ilog2() * 16 + 1;
        let counters = terms.counters.iter().map(|it| {
            let scope = it.adds.iter().fold(0, |scope, &(issue, _)| scope | 1 << issue);
            (scope, bits(it.adds.len() + 1))
        });
        Self {
            neighbors,
            cost: space.issues().map(|it| bits(space.option_count(it))).collect(),
            counters: counters.collect(),
        }
    }

    /// All issues coupled with this one, directly or through others, and itself.
    fn group(&self, issue: usize) -> u128 {
        let (mut group, mut todo) = (1_u128 << issue, vec![issue]);
        while let Some(issue) = todo.pop() {
            let counted = self.counters.iter().filter(|(scope, _)| scope >> issue & 1 == 1);
            let reached = counted.fold(self.neighbors[issue], |it, (scope, _)| it | scope);
            let new = reached & !group;
            group |= new;
            todo.extend((0..self.cost.len()).filter(|it| new >> it & 1 == 1));
        }
        group
    }

    /// What has to be remembered when these issues of a group are settled.
    fn open(&self, settled: u128) -> u32 {
        let is_open = |issue: usize| self.neighbors[issue] & !settled != 0;
        let mut cost = 0;
        let mut rest = settled;
        while rest != 0 {
            let issue = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            cost += if is_open(issue) { self.cost[issue] } else { 0 };
        }
        let is_counting = |scope: u128| scope & settled != 0 && scope & !settled != 0;
        cost + self.counters.iter().filter(|it| is_counting(it.0)).map(|it| it.1).sum::<u32>()
    }

    /// The group in the best order found, greedily from several first issues.
    fn arrange(&self, group: &[usize]) -> Vec<usize> {
        let mut starts = group.to_vec();
        starts.sort_by_key(|&it| self.neighbors[it].count_ones());
        starts.truncate(STARTS);
        let found = starts.into_iter().map(|start| {
            let (mut settled, mut order) = (1_u128 << start, vec![start]);
            let mut largest = self.open(settled);
            while order.len() < group.len() {
                let left = group.iter().filter(|&it| settled >> it & 1 == 0);
                let next = left.map(|&it| (self.open(settled | 1 << it), it));
                let (open, issue) = next.min_by_key(|it| it.0).expect("some are left");
                largest = largest.max(open);
                settled |= 1 << issue;
                order.push(issue);
            }
            (largest, order)
        });
        found.min_by_key(|it| it.0).expect("a group has issues").1
    }
}
