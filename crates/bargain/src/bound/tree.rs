//! The search tree.

use super::{Best, Rule};
use crate::cap::Caps;
use crate::diagram::{Diagram, Layer, Shifted};
use crate::{Answer, Effort, Error, Exactness, Payoffs, Progress, Solution, Stop};

/// Between looks at the stop signal.
const PATIENCE: u64 = 1 << 14;

/// From here on, the best each party can still get is compared by the rule as well.
const HARD: u64 = 1 << 15;

/// A search for the best outcome, which can be continued.
pub(super) struct Tree<'a, R: Rule> {
    rule: &'a R,
    caps: &'a Caps,
    diagram: Diagram,
    base: Vec<i64>,
    floors: Vec<i64>,
    weights: Vec<Vec<i64>>,
    /// For each set of weights, what shifting took away from weighted sums.
    shifts: Vec<i128>,
    layers: Vec<Branches>,
    /// The largest weighted sum of any outcome, for each set of weights.
    most: Vec<i128>,
    /// The least weighted sum of an outcome that counts, and of one that is as good as the best.
    least: Vec<i128>,
    best: Option<Best<R::Key>>,
    pub(super) nodes: u64,
    limit: u64,
    stop: Stop,
    pub(super) is_proven: bool,
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

impl<'a, R: Rule> Tree<'a, R> {
    pub(super) fn new(
        diagram: Diagram,
        floors: &[i64],
        rule: &'a R,
        weights: &[Vec<i64>],
        caps: &'a Caps,
    ) -> Self {
        let shifted = Shifted::new(&diagram);
        let floors = shifted.floors(floors);
        let parties = diagram.parties;
        let mut longest = vec![vec![0_i64; weights.len()]];
        let mut layers = Vec::new();
        for (depth, layer) in diagram.layers.iter().enumerate().rev() {
            let below = &longest[longest.len() - 1];
            let ceilings = &shifted.ceilings[depth + 1];
            let of = |arc: usize| &shifted.worth[depth][arc * parties..][..parties];
            let (mut here, mut starts) = (Vec::new(), vec![0]);
            let (mut order, mut weighted, mut worth) = (Vec::new(), Vec::new(), Vec::new());
            for node in 0..layer.nodes() {
                let mut sorted: Vec<(Vec<(i64, i64)>, usize)> = layer
                    .range(node)
                    .map(|arc| {
                        let below = &below[layer.arcs[arc].head as usize * weights.len()..];
                        let sums = weights.iter().zip(below).map(|(weights, below)| {
                            let worth = of(arc).iter().zip(weights);
                            let sum = worth.map(|(&it, &weight)| signed(it) * weight).sum::<i64>();
                            (sum, sum + below)
                        });
                        (sums.collect(), arc)
                    })
                    .collect();
                sorted.sort_by_key(|(sums, arc)| (-sums[0].1, *arc));
                for set in 0..weights.len() {
                    here.push(sorted.iter().map(|it| it.0[set].1).max().unwrap_or(0));
                }
                for (sums, arc) in sorted {
                    let head = layer.arcs[arc].head as usize;
                    weighted.extend(sums);
                    let ceiling = &ceilings[head * parties..];
                    let reach = |(&it, &most): (&u64, &i64)| (signed(it), signed(it) + most);
                    worth.extend(of(arc).iter().zip(ceiling).map(reach));
                    order.push(Branch { arc, head });
                }
                starts.push(order.len());
            }
            longest.push(here);
            layers.push(Branches { starts, order, weighted, worth });
        }
        layers.reverse();
        let most = longest[longest.len() - 1].iter().map(|&it| it.into()).collect();
        let mut tree = Self {
            rule,
            caps,
            shifts: weights.iter().map(|it| weighted_sum(it, &shifted.base)).collect(),
            base: shifted.base,
            floors,
            weights: weights.to_vec(),
            most,
            least: Vec::new(),
            best: None,
            nodes: 0,
            limit: 0,
            stop: Stop::default(),
            is_proven: false,
            path: vec![0; layers.len()],
            sums: vec![vec![0; weights.len() + parties]; layers.len() + 1],
            layers,
            diagram,
        };
        tree.least = tree.thresholds();
        tree
    }

    /// Searches for so many more nodes, or until it is proven that nothing better is left.
    ///
    /// First only close to the bound; what is found there is best if nothing as good can be
    /// further off. Then four times as far, and so on.
    pub(super) fn search(&mut self, nodes: u64, stop: &Stop) {
        self.limit = self.nodes + nodes;
        self.stop = stop.clone();
        let all = self.thresholds()[0];
        let (most, mut slack) = (self.most[0], (self.most[0] - all) >> 12);
        while !self.is_proven {
            let known = self.thresholds();
            let goal = (most - slack).max(known[0]);
            self.least = known;
            self.least[0] = goal;
            if let Some(best) = &mut self.best {
                // Counted anew, as all of them come up again.
                best.outcomes = 0;
            }
            if !self.descend(0, 0) {
                return;
            }
            // Nothing as good as the best known was left out.
            self.is_proven = goal <= self.thresholds()[0];
            slack = match self.best {
                Some(_) => most - self.thresholds()[0],
                None => slack.saturating_mul(4).max(1),
            };
        }
    }

    /// The best outcome, and by how much a better one could be better.
    pub(super) fn solution(&self, effort: Effort) -> Result<Answer<Solution>, Error> {
        let Some(best) = &self.best else { return Err(Error::NoAgreement) };
        let exactness = if self.is_proven {
            Exactness::Exact
        } else {
            Exactness::Bounded { gap: self.gap().unwrap_or(u64::MAX) }
        };
        let value = Solution {
            outcome: self.diagram.outcome(best.path.iter().copied()),
            payoffs: best.payoffs.clone(),
            optimal: best.outcomes.max(1),
        };
        Ok(Answer { value, exactness, effort })
    }

    /// By how much a better outcome could be better than the best found.
    fn gap(&self) -> Option<u64> {
        let most = self.most[0] + self.shifts[0];
        self.best.as_ref().map(|it| self.rule.gap(&self.weights[0], &it.key, most))
    }

    /// For each set of weights, the least weighted sum of an outcome that matters.
    fn thresholds(&self) -> Vec<i128> {
        let least = |set: usize| {
            let counts = weighted_sum(&self.weights[set], &self.floors);
            let key = self.best.as_ref().map(|it| &it.key);
            let as_good = key.and_then(|it| self.rule.least(&self.weights[set], it));
            as_good.map_or(counts, |it| counts.max(it - self.shifts[set]))
        };
        (0..self.weights.len()).map(least).collect()
    }

    /// Goes through the outcomes below a node; `false` when out of nodes or stopped.
    fn descend(&mut self, depth: usize, node: usize) -> bool {
        if depth == self.layers.len() {
            self.compare();
            return true;
        }
        let (sets, parties) = (self.weights.len(), self.floors.len());
        let (begin, end) = (self.layers[depth].starts[node], self.layers[depth].starts[node + 1]);
        'branches: for branch in begin..end {
            if self.nodes == self.limit {
                return false;
            }
            self.nodes += 1;
            if self.nodes.is_multiple_of(PATIENCE) {
                self.stop.report(Progress::Search { nodes: self.nodes, gap: self.gap() });
                if self.stop.is_requested() {
                    return false;
                }
            }
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
            let worth = &layer.worth[branch * parties..][..parties];
            for (party, &(worth, most)) in worth.iter().enumerate() {
                if before[sets + party] + most < self.floors[party] {
                    continue 'branches;
                }
                after[sets + party] = before[sets + party] + worth;
            }
            if HARD < self.nodes
                && let Some(best) = &self.best
            {
                let most = before[sets..].iter().zip(worth).zip(&self.base);
                let mut most: Vec<_> = most.map(|((sum, it), base)| sum + it.1 + base).collect();
                self.caps.apply(&mut most);
                if self.rule.key(&most).is_none_or(|it| it < best.key) {
                    continue 'branches;
                }
            }
            self.path[depth] = layer.order[branch].arc;
            let head = layer.order[branch].head;
            if !self.descend(depth + 1, head) {
                return false;
            }
        }
        true
    }

    /// Takes note of the outcome at the end of the path.
    fn compare(&mut self) {
        let sums = &self.sums[self.layers.len()][self.weights.len()..];
        let mut payoffs: Vec<i64> =
            sums.iter().zip(&self.base).map(|(sum, base)| sum + base).collect();
        self.caps.apply(&mut payoffs);
        let Some(key) = self.rule.key(&payoffs) else { return };
        let ways = |it: (&Layer, &usize)| u64::from(it.0.arcs[*it.1].ways);
        let ways = self.diagram.layers.iter().zip(&self.path).map(ways);
        let outcomes = ways.fold(1, u64::saturating_mul);
        match &mut self.best {
            Some(best) if key < best.key => {}
            Some(best) if key == best.key => {
                best.outcomes = best.outcomes.saturating_add(outcomes);
                let outcome = |path: &[usize]| self.diagram.outcome(path.iter().copied());
                if outcome(&self.path) < outcome(&best.path) {
                    best.path.clone_from(&self.path);
                    best.payoffs = Payoffs(payoffs);
                }
            }
            _ => {
                let path = self.path.clone();
                self.best = Some(Best { key, payoffs: Payoffs(payoffs), path, outcomes });
                let goal = self.least[0];
                self.least = self.thresholds();
                self.least[0] = goal.max(self.least[0]);
                if self.rule.is_content() {
                    self.is_proven = true;
                    self.limit = self.nodes;
                }
            }
        }
    }
}

fn weighted_sum(weights: &[i64], of: &[i64]) -> i128 {
    weights.iter().zip(of).map(|(&it, &of)| i128::from(it) * i128::from(of)).sum()
}

fn signed(sum: u64) -> i64 {
    i64::try_from(sum).unwrap_or(i64::MAX)
}
