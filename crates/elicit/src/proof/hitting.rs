//! The cheapest way to take one member out of each of several sets.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Steps of the search, at most.
const STEPS: usize = 100_000;

/// What it costs to take out members: first how many of them are hard, then their log-odds.
pub(crate) type Cost = (usize, f64);

/// Which of two members is cheaper to take out; of equal ones the first.
pub(crate) fn cheaper<T: Ord>(one: (Cost, T), other: (Cost, T)) -> Ordering {
    let [(a, one), (b, other)] = [one, other];
    a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(one.cmp(&other))
}

/// A set that has a member in common with each of the sets and costs least, and whether it is
/// proved that none costs less: by branch and bound, over the members of the set that leaves the
/// fewest choices.
pub(crate) fn cheapest(sets: &[BTreeSet<usize>], costs: &[Cost]) -> (BTreeSet<usize>, bool) {
    let mut search = Search { sets, costs, best: None, left: STEPS };
    search.extend(&mut Vec::new(), &mut BTreeSet::new());
    let is_proved = 0 < search.left;
    let best = search.best.map_or_else(BTreeSet::new, |it| it.1);
    (best, is_proved)
}

struct Search<'a> {
    sets: &'a [BTreeSet<usize>],
    costs: &'a [Cost],
    best: Option<(Cost, BTreeSet<usize>)>,
    left: usize,
}

impl Search<'_> {
    fn extend(&mut self, taken: &mut Vec<usize>, spared: &mut BTreeSet<usize>) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let sets = self.sets;
        let open: Vec<&BTreeSet<usize>> =
            sets.iter().filter(|set| !taken.iter().any(|it| set.contains(it))).collect();
        let cost = self.cost(taken);
        if self.best.as_ref().is_some_and(|best| !is_less(self.at_least(cost, &open), best.0)) {
            return;
        }
        let choices = |set: &&&BTreeSet<usize>| set.difference(spared).count();
        let Some(set) = open.iter().min_by_key(choices) else {
            self.best = Some((cost, taken.iter().copied().collect()));
            return;
        };
        let mut members: Vec<usize> = set.difference(spared).copied().collect();
        members.sort_by(|&a, &b| cheaper((self.costs[a], a), (self.costs[b], b)));
        for &member in &members {
            taken.push(member);
            self.extend(taken, spared);
            taken.pop();
            spared.insert(member);
        }
        for member in &members {
            spared.remove(member);
        }
    }

    /// What a set costs, added up in the order of its members.
    fn cost(&self, taken: &[usize]) -> Cost {
        let mut taken = taken.to_vec();
        taken.sort_unstable();
        let hard = taken.iter().map(|&it| self.costs[it].0).sum();
        (hard, taken.iter().map(|&it| self.costs[it].1).sum())
    }

    /// What it costs at least to go on from there: open sets without a member in common each take
    /// one.
    fn at_least(&self, mut cost: Cost, open: &[&BTreeSet<usize>]) -> Cost {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for set in open.iter().filter(|it| !it.is_empty()) {
            if seen.is_disjoint(set) {
                seen.extend(*set);
                let hard = set.iter().map(|&it| self.costs[it].0).min().unwrap_or(0);
                let soft = set.iter().map(|&it| self.costs[it].1).fold(f64::INFINITY, f64::min);
                cost = (cost.0 + hard, cost.1 + soft);
            }
        }
        cost
    }
}

/// Whether a cost is less, and not only by what rounding leaves.
fn is_less(one: Cost, other: Cost) -> bool {
    one.0 < other.0 || (one.0 == other.0 && one.1 < other.1 - 1e-9)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// No set costs less than the cheapest, tried one by one.
        #[test]
        fn nothing_costs_less_than_the_cheapest(
            sets in prop::collection::vec(prop::collection::btree_set(0..7_usize, 1..4), 0..7),
            costs in prop::collection::vec((0..2_usize, 0.1..3.0), 7),
        ) {
            let (found, is_proved) = cheapest(&sets, &costs);
            prop_assert!(is_proved);
            let hits = |it: &BTreeSet<usize>| sets.iter().all(|set| !set.is_disjoint(it));
            prop_assert!(hits(&found));
            let cost = |it: &BTreeSet<usize>| -> Cost {
                (it.iter().map(|&it| costs[it].0).sum(), it.iter().map(|&it| costs[it].1).sum())
            };
            for all in 0..128_usize {
                let set: BTreeSet<usize> = (0..7).filter(|it| all >> it & 1 == 1).collect();
                prop_assert!(!hits(&set) || !is_less(cost(&set), cost(&found)));
            }
        }
    }
}
