//! All outcomes that are good enough, or the best few of them.
//!
//! The search is that of a single outcome, but over all outcomes: the second best may be one that
//! another outcome beats. What is left out is what cannot reach the last of the best known.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::ground::Ground;
use super::{Field, Rule, weighted_sum};
use crate::diagram::{Diagram, Keep, Shifted};
use crate::walk::{Search, walk};
use crate::{
    Among, Answer, Effort, Error, Exactness, MAX_PARTIES, OptionId, Outcome, Party, Payoffs,
    Problem, Stop,
};

/// Most nodes of the tree.
const NODES: u64 = 1 << 24;

/// Between looks at the stop signal.
const PATIENCE: u64 = 1 << 14;

/// An outcome, with what it is compared by: the better ones come first, and of equal ones the first.
pub(crate) type Entry<K> = (Reverse<K>, Outcome, Payoffs);

/// What is to be listed.
pub(crate) struct Wanted<K> {
    /// Only outcomes with this key or a better one count.
    pub(crate) least: Option<K>,
    /// The most outcomes that are listed: the best.
    pub(crate) count: usize,
}

/// The best outcomes by the rule, the best first.
///
/// Stopped or out of nodes, they are the best that were found: [`Exactness::Bounded`] by how much
/// better than the last of them any other outcome could be, or [`Exactness::Partial`] where there are
/// fewer than wanted.
///
/// # Errors
///
/// [`Error::TooWide`] where the space is too large to be enumerated as well.
pub(crate) fn list<R: Rule<Key: Send + Sync> + Sync>(
    problem: &Problem,
    floors: &[i64],
    rule: &R,
    wanted: &Wanted<R::Key>,
    stop: &Stop,
) -> Result<Answer<Vec<Entry<R::Key>>>, Error> {
    match on_diagram(problem, floors, rule, wanted, stop) {
        Err(error @ Error::TooWide { .. }) => {
            match by_enumeration(problem, floors, rule, wanted, stop) {
                Err(Error::SpaceTooLarge { .. }) => Err(error),
                found => found,
            }
        }
        found => found,
    }
}

fn on_diagram<R: Rule>(
    problem: &Problem,
    floors: &[i64],
    rule: &R,
    wanted: &Wanted<R::Key>,
    stop: &Stop,
) -> Result<Answer<Vec<Entry<R::Key>>>, Error> {
    let parties = problem.parties();
    let (_, mut weights) = Field::new(problem).compile()?.guide(floors, &rule.aim());
    if weights.is_empty() {
        // They say nothing, but hold.
        weights.push(vec![0; parties.len()]);
    }
    let Field { linkages, forbidden, .. } = Field::new(problem);
    let diagram = Diagram::of(problem.space(), parties, &linkages, &forbidden, Keep::All)?;
    if diagram.is_empty() {
        let (exactness, effort) = (Exactness::Exact, Effort::default());
        return Ok(Answer { value: Vec::new(), exactness, effort });
    }
    let diagram = Ground::new(diagram).sorted(&weights[0]);
    let mut tree = List::new(&diagram, parties, floors, rule, &weights, wanted);
    let is_proven = tree.search(stop);
    let effort = Effort { nodes: tree.nodes, ..Effort::default() };
    let exactness = match tree.found.last() {
        _ if is_proven => Exactness::Exact,
        Some((Reverse(key), ..)) if tree.found.len() == wanted.count => {
            let says_something = weights[0].iter().any(|&it| 0 < it);
            let gap = |most| rule.gap(&weights[0], key, most);
            Exactness::Bounded {
                gap: if says_something { gap(tree.most + tree.shifts[0]) } else { u64::MAX },
            }
        }
        _ => Exactness::Partial { seen: tree.seen, of: problem.space().outcomes() },
    };
    Ok(Answer { value: tree.found.into_iter().collect(), exactness, effort })
}

/// A search for the best outcomes.
struct List<'a, R: Rule> {
    rule: &'a R,
    wanted: &'a Wanted<R::Key>,
    diagram: &'a Diagram,
    parties: &'a [Party],
    base: Vec<i64>,
    floors: Vec<i64>,
    weights: &'a [Vec<i64>],
    /// For each set of weights, what shifting took away from weighted sums.
    shifts: Vec<i128>,
    layers: Vec<Branches>,
    /// The largest weighted sum of any outcome, by the first set of weights.
    most: i128,
    /// The least weighted sum of an outcome that is looked for.
    least: Vec<i128>,
    found: BTreeSet<Entry<R::Key>>,
    nodes: u64,
    seen: u64,
    path: Vec<usize>,
    /// For each layer, the weighted sums and then the payoffs so far.
    sums: Vec<Vec<i64>>,
}

/// The arcs of a layer, the most promising of each node first.
struct Branches {
    starts: Vec<usize>,
    order: Vec<Branch>,
    /// For each arc and set of weights, the weighted sum of it, and of the longest path with it.
    weighted: Vec<(i64, i64)>,
    /// For each arc and party, its worth, and the most the party can get from it on.
    worth: Vec<(i64, i64)>,
}

struct Branch {
    arc: usize,
    head: usize,
}

impl<'a, R: Rule> List<'a, R> {
    fn new(
        diagram: &'a Diagram,
        parties: &'a [Party],
        floors: &[i64],
        rule: &'a R,
        weights: &'a [Vec<i64>],
        wanted: &'a Wanted<R::Key>,
    ) -> Self {
        let shifted = Shifted::new(diagram);
        let mut layers = Vec::new();
        let mut below = vec![0; weights.len()];
        for depth in (0..diagram.layers.len()).rev() {
            let (branches, longest) = Branches::new(diagram, &shifted, weights, depth, &below);
            layers.push(branches);
            below = longest;
        }
        layers.reverse();
        let shifts = weights.iter().map(|it| weighted_sum(it, &shifted.base)).collect();
        Self {
            rule,
            wanted,
            diagram,
            parties,
            floors: shifted.floors(floors),
            base: shifted.base,
            weights,
            shifts,
            most: below[0].into(),
            least: Vec::new(),
            found: BTreeSet::new(),
            nodes: 0,
            seen: 0,
            path: vec![0; layers.len()],
            sums: vec![vec![0; weights.len() + parties.len()]; layers.len() + 1],
            layers,
        }
    }

    /// Searches until it is proven that nothing better is left; `false` when stopped before.
    ///
    /// First only close to the bound, then four times as far, and so on.
    fn search(&mut self, stop: &Stop) -> bool {
        let mut slack = (self.most - self.thresholds()[0]) >> 12;
        loop {
            let known = self.thresholds();
            let goal = (self.most - slack).max(known[0]);
            self.least = known;
            self.least[0] = goal;
            if !self.descend(0, 0, stop) {
                return false;
            }
            let known = self.thresholds()[0];
            if goal <= known {
                return true;
            }
            slack = if self.found.len() == self.wanted.count {
                self.most - known
            } else {
                slack.saturating_mul(4).max(1)
            };
        }
    }

    /// The key an outcome has to reach.
    fn bar(&self) -> Option<&R::Key> {
        match self.found.last() {
            Some((Reverse(key), ..)) if self.found.len() == self.wanted.count => Some(key),
            _ => self.wanted.least.as_ref(),
        }
    }

    /// For each set of weights, the least weighted sum of an outcome that matters.
    fn thresholds(&self) -> Vec<i128> {
        let least = |set: usize| {
            let counts = weighted_sum(&self.weights[set], &self.floors);
            let as_good = self.bar().and_then(|it| self.rule.least(&self.weights[set], it));
            as_good.map_or(counts, |it| counts.max(it - self.shifts[set]))
        };
        (0..self.weights.len()).map(least).collect()
    }

    /// Goes through the outcomes below a node; `false` when out of nodes or stopped.
    fn descend(&mut self, depth: usize, node: usize, stop: &Stop) -> bool {
        if depth == self.layers.len() {
            self.compare();
            return true;
        }
        let (sets, parties) = (self.weights.len(), self.floors.len());
        let (begin, end) = (self.layers[depth].starts[node], self.layers[depth].starts[node + 1]);
        'branches: for branch in begin..end {
            if self.nodes == NODES {
                return false;
            }
            if self.nodes.is_multiple_of(PATIENCE) && stop.is_requested() {
                return false;
            }
            self.nodes += 1;
            let layer = &self.layers[depth];
            let (before, after) = self.sums.split_at_mut(depth + 1);
            let (before, after) = (&before[depth], &mut after[0]);
            let weighted = &layer.weighted[branch * sets..][..sets];
            for (set, &(sum, longest)) in weighted.iter().enumerate() {
                if i128::from(before[set] + longest) < self.least[set] {
                    if set == 0 {
                        // Later branches promise less.
                        break 'branches;
                    }
                    continue 'branches;
                }
                after[set] = before[set] + sum;
            }
            let mut most = [0; MAX_PARTIES];
            let worth = &layer.worth[branch * parties..][..parties];
            for (party, &(worth, best)) in worth.iter().enumerate() {
                most[party] = before[sets + party] + best;
                if most[party] < self.floors[party] {
                    continue 'branches;
                }
                most[party] += self.base[party];
                after[sets + party] = before[sets + party] + worth;
            }
            let (arc, head) = (layer.order[branch].arc, layer.order[branch].head);
            match (self.rule.key(&most[..parties]), self.bar()) {
                (None, _) => continue,
                (Some(key), Some(bar)) if key < *bar => continue,
                _ => {}
            }
            self.path[depth] = arc;
            if !self.descend(depth + 1, head, stop) {
                return false;
            }
        }
        true
    }

    /// Takes note of the outcome at the end of the path.
    fn compare(&mut self) {
        self.seen += 1;
        let sums = self.sums[self.layers.len()][self.weights.len()..].iter().zip(&self.base);
        let capped = |(sum, party): (i64, &Party)| party.cap.map_or(sum, |cap| cap.min(sum));
        let payoffs: Vec<i64> =
            sums.map(|(sum, base)| sum + base).zip(self.parties).map(capped).collect();
        let mut reach = payoffs.iter().zip(&self.base).zip(&self.floors);
        if !reach.all(|((it, base), floor)| *floor <= it - base) {
            return;
        }
        let Some(key) = self.rule.key(&payoffs) else { return };
        if self.bar().is_some_and(|bar| key < *bar) {
            return;
        }
        let outcome = self.diagram.outcome(self.path.iter().copied());
        let is_new = self.found.insert((Reverse(key), outcome, Payoffs(payoffs)));
        if is_new && self.wanted.count <= self.found.len() {
            if self.wanted.count < self.found.len() {
                self.found.pop_last();
            }
            let goal = self.least[0];
            self.least = self.thresholds();
            self.least[0] = goal.max(self.least[0]);
        }
    }
}

impl Branches {
    /// Those of the layer at this depth, and the longest paths from each of its nodes, given those
    /// from the nodes below.
    fn new(
        diagram: &Diagram,
        shifted: &Shifted,
        weights: &[Vec<i64>],
        depth: usize,
        below: &[i64],
    ) -> (Self, Vec<i64>) {
        let (parties, sets) = (diagram.parties, weights.len());
        let layer = &diagram.layers[depth];
        let of = |arc: usize| shifted.worth[depth][arc * parties..][..parties].iter();
        let mut weighted = Vec::new();
        for (arc, it) in layer.arcs.iter().enumerate() {
            for (set, below) in weights.iter().zip(&below[it.head as usize * sets..]) {
                let sum = of(arc).zip(set).map(|(&it, weight)| signed(it) * weight).sum::<i64>();
                weighted.push((sum, sum + below));
            }
        }
        let mut found =
            Self { starts: vec![0], order: Vec::new(), weighted: Vec::new(), worth: Vec::new() };
        let mut longest = Vec::new();
        for node in 0..layer.nodes() {
            for set in 0..sets {
                let sums = layer.range(node).map(|arc| weighted[arc * sets + set].1);
                longest.push(sums.max().unwrap_or(0));
            }
            let mut arcs: Vec<usize> = layer.range(node).collect();
            arcs.sort_by_key(|&arc| (Reverse(weighted[arc * sets].1), arc));
            for arc in arcs {
                let head = layer.arcs[arc].head as usize;
                let ceiling = &shifted.ceilings[depth + 1][head * parties..];
                let reach = |(&it, &most): (&u64, &i64)| (signed(it), signed(it) + most);
                found.order.push(Branch { arc, head });
                found.weighted.extend_from_slice(&weighted[arc * sets..][..sets]);
                found.worth.extend(of(arc).zip(ceiling).map(reach));
            }
            found.starts.push(found.order.len());
        }
        (found, longest)
    }
}

fn signed(sum: u64) -> i64 {
    i64::try_from(sum).unwrap_or(i64::MAX)
}

/// The best outcomes of a space of moderate size whose couplings overlap too much for a diagram.
fn by_enumeration<R: Rule<Key: Send + Sync> + Sync>(
    problem: &Problem,
    floors: &[i64],
    rule: &R,
    wanted: &Wanted<R::Key>,
    stop: &Stop,
) -> Result<Answer<Vec<Entry<R::Key>>>, Error> {
    let mut search = Walk { rule, wanted, floors, found: BTreeSet::new() };
    let (exactness, effort) = walk(problem, Among::Acceptable, &stop.silent(), &mut search)?;
    Ok(Answer { value: search.found.into_iter().collect(), exactness, effort })
}

struct Walk<'a, R: Rule> {
    rule: &'a R,
    wanted: &'a Wanted<R::Key>,
    floors: &'a [i64],
    found: BTreeSet<Entry<R::Key>>,
}

impl<R: Rule> Walk<'_, R> {
    /// The key of payoffs that are good enough as far as known.
    fn key(&self, payoffs: &[i64]) -> Option<R::Key> {
        if payoffs.iter().zip(self.floors).any(|(it, floor)| it < floor) {
            return None;
        }
        let bar = match self.found.last() {
            Some((Reverse(key), ..)) if self.found.len() == self.wanted.count => Some(key),
            _ => self.wanted.least.as_ref(),
        };
        self.rule.key(payoffs).filter(|key| bar.is_none_or(|bar| bar <= key))
    }
}

impl<R: Rule<Key: Send + Sync> + Sync> Search for Walk<'_, R> {
    type Part = Vec<Entry<R::Key>>;

    fn start(&self) -> Self::Part {
        Vec::new()
    }

    fn visit(&self, part: &mut Self::Part, outcome: &[OptionId], payoffs: &[i64]) {
        if let Some(key) = self.key(payoffs) {
            part.push((Reverse(key), Outcome(outcome.to_vec()), Payoffs(payoffs.to_vec())));
        }
    }

    fn is_hopeless(&self, ceiling: &[i64]) -> bool {
        self.key(ceiling).is_none()
    }

    fn finish(&self, part: &mut Self::Part) {
        part.sort_unstable();
        part.truncate(self.wanted.count);
    }

    fn absorb(&mut self, parts: Vec<Self::Part>) -> Result<(), Error> {
        for entry in parts.into_iter().flatten() {
            self.found.insert(entry);
            if self.wanted.count < self.found.len() {
                self.found.pop_last();
            }
        }
        Ok(())
    }
}
