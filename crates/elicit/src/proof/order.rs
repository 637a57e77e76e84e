//! Which worths lie above which others, by what rows assert of two worths alone.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::proof::branch::{Key, Reason};
use crate::proposition::Linear;

/// Worths and those that are worth less, with the form that says so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    below: BTreeMap<usize, BTreeMap<usize, Reason>>,
    above: BTreeMap<usize, BTreeMap<usize, Reason>>,
}

impl Order {
    /// Takes note of a form that is above zero, if it speaks of two worths alone.
    pub(crate) fn note(&mut self, row: usize, place: usize, form: &Linear) {
        let [(one, factor), (other, -1 | 1)] = form.terms[..] else { return };
        let is_step = factor == 1 || factor == -1;
        let is_balanced = form.terms[0].1 + form.terms[1].1 == 0;
        if !is_step || !is_balanced || !form.extremes.is_empty() || form.against_none {
            return;
        }
        let (high, low) = if factor == 1 { (one, other) } else { (other, one) };
        let reason = || Reason::Form { row, form: place };
        self.below.entry(high).or_default().entry(low).or_insert_with(reason);
        self.above.entry(low).or_default().entry(high).or_insert_with(reason);
    }

    /// The worths that all members of an extreme lie beyond, as reasons: above what each of several
    /// worths is above, the smallest of them is too.
    pub(crate) fn beyond(&self, key: &Key) -> Vec<Reason> {
        let steps = if key.largest { &self.above } else { &self.below };
        let reached: Vec<BTreeMap<usize, Vec<Reason>>> =
            key.of.iter().map(|&it| reached(steps, it)).collect();
        let Some(first) = reached.first() else { return Vec::new() };
        let common: BTreeSet<usize> = first
            .keys()
            .copied()
            .filter(|it| !key.of.contains(it) && reached.iter().all(|way| way.contains_key(it)))
            .collect();
        let reason = |worth: usize| Reason::Beyond {
            key: key.clone(),
            by: reached.iter().map(|ways| ways[&worth].clone()).collect(),
        };
        common.into_iter().map(reason).collect()
    }
}

/// What can be reached in steps, with the shortest way to each.
fn reached(
    steps: &BTreeMap<usize, BTreeMap<usize, Reason>>,
    from: usize,
) -> BTreeMap<usize, Vec<Reason>> {
    let mut ways: BTreeMap<usize, Vec<Reason>> = BTreeMap::new();
    let mut waiting = VecDeque::from([(from, Vec::new())]);
    while let Some((at, way)) = waiting.pop_front() {
        for (&next, reason) in steps.get(&at).into_iter().flatten() {
            if next != from && !ways.contains_key(&next) {
                let way = [&way[..], std::slice::from_ref(reason)].concat();
                ways.insert(next, way.clone());
                waiting.push_back((next, way));
            }
        }
    }
    ways
}
