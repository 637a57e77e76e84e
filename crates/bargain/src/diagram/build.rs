//! Builds the diagram, layer by layer.

use std::collections::BTreeMap;

use super::order::order;
use super::term::{Conjunction, Counter, Effect, Terms};
use super::{ARC_LIMIT, Arc, Diagram, Layer, WIDTH_LIMIT};
use crate::{Error, Linkage, OptionId, OptionSet, Party, Pattern, Space};

/// The state of a counter that can no longer be broken.
const SETTLED: u64 = u64::MAX;

pub(super) fn build(
    space: &Space,
    parties: &[Party],
    linkages: &[&Linkage],
    forbidden: &[&Pattern],
) -> Result<Diagram, Error> {
    let terms = Terms::new(space, parties, linkages, forbidden);
    let order = order(space, &terms, &unbeaten_options(space.issue_count(), parties));
    let mut slots = Slots::new(&terms, &order);
    if slots.root().is_empty() {
        return Ok(row(&terms, &order, &mut slots, parties));
    }
    let mut nodes = vec![slots.root()];
    let mut layers = Vec::new();
    let mut total = 0;
    for &issue in &order {
        let steps = slots.advance(&terms, parties, issue);
        let mut next: BTreeMap<Vec<u64>, u32> = BTreeMap::new();
        let mut states = Vec::new();
        let mut layer = Layer { issue, starts: vec![0], arcs: Vec::new(), worth: Vec::new() };
        for node in &nodes {
            for step in &steps {
                let begin = layer.worth.len();
                layer.worth.extend_from_slice(&step.worth);
                let Some(state) = slots.follow(&terms, step, node, &mut layer.worth[begin..])
                else {
                    layer.worth.truncate(begin);
                    continue;
                };
                let fresh = u32::try_from(states.len()).expect("below the limit");
                let head = next.get(&state).copied().unwrap_or(fresh);
                if head == fresh {
                    states.push(state.clone());
                    next.insert(state, head);
                }
                layer.arcs.push(Arc { head, option: step.option, ways: 1 });
            }
            let end = u32::try_from(layer.arcs.len()).expect("below the limit");
            layer.starts.push(end);
            if WIDTH_LIMIT < states.len() || ARC_LIMIT < total + layer.arcs.len() {
                return Err(Error::TooWide { limit: WIDTH_LIMIT });
            }
        }
        total += layer.arcs.len();
        layers.push(layer);
        slots.layer += 1;
        nodes = states;
    }
    let mut diagram = Diagram { layers, parties: parties.len() };
    if nodes.is_empty() {
        diagram.layers.clear();
    } else {
        reduce(&mut diagram);
    }
    Ok(diagram)
}

/// The diagram where nothing has to be remembered: one node for each layer.
fn row(terms: &Terms, order: &[usize], slots: &mut Slots, parties: &[Party]) -> Diagram {
    let mut diagram = Diagram { layers: Vec::with_capacity(order.len()), parties: parties.len() };
    for &issue in order {
        let options = parties.first().map_or(0, |it| it.utilities[issue].len());
        let mut arcs = Vec::with_capacity(options);
        let mut worth = Vec::with_capacity(options * parties.len());
        let at_once = slots.at_once(terms, issue);
        for option in (0..=u8::MAX).take(options).map(OptionId) {
            let begin = worth.len();
            worth.extend(parties.iter().map(|it| it.utilities[issue][option.index()]));
            if add(&at_once, option, &mut worth[begin..]) {
                arcs.push(Arc { head: 0, option, ways: 1 });
            } else {
                worth.truncate(begin);
            }
        }
        if arcs.is_empty() {
            diagram.layers.clear();
            return diagram;
        }
        let end = u32::try_from(arcs.len()).expect("an issue has at most 256 options");
        diagram.layers.push(Layer { issue, starts: vec![0, end], arcs, worth });
        slots.layer += 1;
    }
    diagram
}

/// Adds what an option alone decides to its worth; `false` when it is forbidden.
fn add(at_once: &[(Option<OptionSet>, &Effect)], option: OptionId, worth: &mut [i64]) -> bool {
    let mut is_forbidden = false;
    for (set, effect) in at_once {
        if set.is_none_or(|it| it.contains(option)) {
            is_forbidden |= effect.is_forbidden;
            worth.iter_mut().zip(&effect.worth).for_each(|(sum, it)| *sum += it);
        }
    }
    !is_forbidden
}

/// For each issue, the number of options that no other one beats, as far as single issues tell.
fn unbeaten_options(issues: usize, parties: &[Party]) -> Vec<u64> {
    let count = |issue: usize| {
        let options = parties.first().map_or(0, |it| it.utilities[issue].len());
        let beats = |a: usize, b: usize| {
            let no_less = parties.iter().all(|it| it.utilities[issue][b] <= it.utilities[issue][a]);
            no_less
                && (a < b
                    || parties.iter().any(|it| it.utilities[issue][b] < it.utilities[issue][a]))
        };
        (0..options).filter(|&b| !(0..options).any(|a| a != b && beats(a, b))).count() as u64
    };
    (0..issues).map(count).collect()
}

/// One option of the issue that is settled, and what it does to a state.
struct Step {
    option: OptionId,
    worth: Vec<i64>,
    /// The bits of open conjunctions that stay.
    keep: Vec<u64>,
    /// The bits of conjunctions that begin.
    begin: Vec<u64>,
    is_forbidden: bool,
    /// What it adds to each counter.
    adds: Vec<u64>,
}

/// Which bit of a state belongs to which open conjunction: set where it still may hold.
struct Slots {
    /// First and last layer of each conjunction.
    spans: Vec<(usize, usize)>,
    /// The conjunction of each bit.
    holder: Vec<Option<usize>>,
    bit: Vec<usize>,
    words: usize,
    layer: usize,
    closing: Vec<u64>,
    /// For each counter, its bounds and the most the issues to come can add.
    counters: Vec<(u64, u64, u64)>,
}

impl Slots {
    fn new(terms: &Terms, order: &[usize]) -> Self {
        let mut place = vec![0; order.len()];
        for (layer, &issue) in order.iter().enumerate() {
            place[issue] = layer;
        }
        let span = |issues: &mut dyn Iterator<Item = usize>| {
            issues.fold((usize::MAX, 0), |(first, last), issue| {
                (first.min(place[issue]), last.max(place[issue]))
            })
        };
        let spans: Vec<_> = terms
            .conjunctions
            .iter()
            .map(|it| match it.conditions.len() {
                0 => (0, 0),
                _ => span(&mut it.conditions.iter().map(|it| it.0)),
            })
            .collect();
        // Bits are given anew when they become free.
        let (mut holder, mut bit): (Vec<usize>, Vec<usize>) = (Vec::new(), vec![0; spans.len()]);
        let mut by_start: Vec<usize> = (0..spans.len()).collect();
        by_start.sort_by_key(|&it| spans[it]);
        let mut free: Vec<usize> = Vec::new();
        let mut running: Vec<usize> = Vec::new();
        for term in by_start {
            if spans[term].0 == spans[term].1 {
                continue;
            }
            running.retain(|&it| {
                let ends = spans[it].1 < spans[term].0;
                if ends {
                    free.push(bit[it]);
                }
                !ends
            });
            bit[term] = free.pop().unwrap_or_else(|| {
                holder.push(0);
                holder.len() - 1
            });
            running.push(term);
        }
        let most = |it: &Counter| {
            it.adds.iter().filter_map(|it| it.1.iter().max()).map(|&it| it as u64).sum()
        };
        Self {
            words: holder.len().div_ceil(64),
            holder: vec![None; holder.len()],
            bit,
            spans,
            layer: 0,
            closing: Vec::new(),
            counters: terms
                .counters
                .iter()
                .map(|it| (it.least as u64, it.most as u64, most(it)))
                .collect(),
        }
    }

    /// The state before anything is settled.
    fn root(&self) -> Vec<u64> {
        vec![0; self.words + self.counters.len()]
    }

    /// What is decided by the next issue alone: for which of its options, and what it does.
    fn at_once<'a>(&self, terms: &'a Terms, issue: usize) -> Vec<(Option<OptionSet>, &'a Effect)> {
        let here = self.spans.iter().zip(&terms.conjunctions);
        let here = here.filter(|(span, _)| **span == (self.layer, self.layer));
        let set = |it: &Conjunction| it.conditions.iter().find(|it| it.0 == issue).map(|it| it.1);
        here.map(|(_, it)| (set(it), &it.effect)).collect()
    }

    /// What each option of the next issue does.
    fn advance(&mut self, terms: &Terms, parties: &[Party], issue: usize) -> Vec<Step> {
        let mut begin = vec![0_u64; self.words];
        self.closing = vec![0; self.words];
        let at_once = self.at_once(terms, issue);
        let mut touched: Vec<(usize, OptionSet)> = Vec::new();
        for (term, &(first, last)) in self.spans.iter().enumerate() {
            if self.layer < first || last < self.layer || first == last {
                continue;
            }
            let conditions = &terms.conjunctions[term].conditions;
            let set = conditions.iter().find(|it| it.0 == issue).map(|it| it.1);
            let (word, bit) = (self.bit[term] / 64, 1 << (self.bit[term] % 64));
            if first == self.layer {
                self.holder[self.bit[term]] = Some(term);
                begin[word] |= bit;
            }
            if last == self.layer {
                self.closing[word] |= bit;
            }
            if let Some(set) = set {
                touched.push((self.bit[term], set));
            }
        }
        for (counter, (_, _, rest)) in terms.counters.iter().zip(&mut self.counters) {
            let adds = counter.adds.iter().find(|it| it.0 == issue);
            *rest -= adds.and_then(|it| it.1.iter().max()).map_or(0, |&it| it as u64);
        }
        let options = parties.first().map_or(0, |it| it.utilities[issue].len());
        let step = |option: OptionId| {
            let mut worth: Vec<_> =
                parties.iter().map(|it| it.utilities[issue][option.index()]).collect();
            let is_forbidden = !add(&at_once, option, &mut worth);
            let mut keep = vec![u64::MAX; self.words];
            for (bit, set) in &touched {
                if !set.contains(option) {
                    keep[bit / 64] &= !(1 << (bit % 64));
                }
            }
            let adds = terms.counters.iter().map(|it| {
                let adds = it.adds.iter().find(|it| it.0 == issue);
                adds.map_or(0, |it| it.1[option.index()] as u64)
            });
            Step { option, worth, keep, begin: begin.clone(), is_forbidden, adds: adds.collect() }
        };
        (0..=u8::MAX).take(options).map(|option| step(OptionId(option))).collect()
    }

    /// The state after a step, with what is decided by it added to the worth; `None` when a linkage
    /// or red line is broken or will be.
    fn follow(
        &self,
        terms: &Terms,
        step: &Step,
        state: &[u64],
        worth: &mut [i64],
    ) -> Option<Vec<u64>> {
        if step.is_forbidden {
            return None;
        }
        let mut next = state.to_vec();
        for word in 0..self.words {
            let alive = (state[word] | step.begin[word]) & step.keep[word];
            let mut decided = alive & self.closing[word];
            next[word] = alive & !decided;
            while decided != 0 {
                let bit = word * 64 + decided.trailing_zeros() as usize;
                decided &= decided - 1;
                let Some(term) = self.holder[bit] else { continue };
                let effect = &terms.conjunctions[term].effect;
                if effect.is_forbidden {
                    return None;
                }
                worth.iter_mut().zip(&effect.worth).for_each(|(sum, it)| *sum += it);
            }
        }
        let counts = next[self.words..].iter_mut().zip(&step.adds);
        for ((count, add), &(least, most, rest)) in counts.zip(&self.counters) {
            if *count == SETTLED {
                continue;
            }
            *count += add;
            if most < *count || *count + rest < least {
                return None;
            }
            if least <= *count && *count + rest <= most {
                *count = SETTLED;
            }
        }
        Some(next)
    }
}

/// Drops nodes that reach no end, and makes one of nodes below which everything is the same.
fn reduce(diagram: &mut Diagram) {
    let parties = diagram.parties;
    // Where each node of the layer below has gone.
    let mut gone: Vec<Option<u32>> = vec![Some(0)];
    for layer in diagram.layers.iter_mut().rev() {
        let mut starts = vec![0];
        let (mut arcs, mut worth) = (Vec::new(), Vec::new());
        let mut known: BTreeMap<Vec<i64>, u32> = BTreeMap::new();
        let mut here = Vec::new();
        for node in 0..layer.nodes() {
            let begin = arcs.len();
            for arc in layer.range(node) {
                if let Some(head) = gone[layer.arcs[arc].head as usize] {
                    arcs.push(Arc { head, ..layer.arcs[arc] });
                    worth.extend_from_slice(&layer.worth[arc * parties..][..parties]);
                }
            }
            if arcs.len() == begin {
                here.push(None);
                continue;
            }
            let fresh = u32::try_from(starts.len() - 1).expect("no more than before");
            if 1 < layer.nodes() {
                let mut key = worth[begin * parties..].to_vec();
                for arc in &arcs[begin..] {
                    key.push(i64::from(arc.head) << 8 | i64::from(arc.option.0));
                }
                let node = *known.entry(key).or_insert(fresh);
                here.push(Some(node));
                if node != fresh {
                    arcs.truncate(begin);
                    worth.truncate(begin * parties);
                    continue;
                }
            } else {
                here.push(Some(fresh));
            }
            starts.push(u32::try_from(arcs.len()).expect("no more than before"));
        }
        (layer.starts, layer.arcs, layer.worth) = (starts, arcs, worth);
        gone = here;
    }
    if gone[0].is_none() {
        diagram.layers.clear();
    }
}
