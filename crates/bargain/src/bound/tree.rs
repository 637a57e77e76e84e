//! The search tree.

use super::ground::Ground;
use super::{Rule, weighted_sum};
use crate::cap::Caps;
use crate::{
    Answer, Effort, Error, Exactness, OptionId, Outcome, Payoffs, Progress, Solution, Stop,
};

/// Between looks at the stop signal.
const PATIENCE: u64 = 1 << 14;

/// From here on, the best each party can still get is compared by the rule as well.
const HARD: u64 = 1 << 19;

/// Sums are smaller than this, and thresholds beyond it need not be told apart.
const LARGEST: i128 = 1 << 60;

/// A search for the best outcome, which can be continued.
pub(super) struct Tree<'a, R: Rule> {
    rule: &'a R,
    ground: &'a Ground,
    caps: &'a Caps,
    floors: Vec<i64>,
    weights: Vec<Vec<i64>>,
    /// For each set of weights, what shifting took away from weighted sums.
    shifts: Vec<i128>,
    branches: Branches,
    /// The largest weighted sum of any outcome, by the first set of weights.
    most: i64,
    /// The least weighted sums, and then payoffs, of an outcome that matters.
    least: Vec<i64>,
    best: Option<Best<R::Key>>,
    pub(super) nodes: u64,
    limit: u64,
    stop: Stop,
    pub(super) is_proven: bool,
    path: Vec<usize>,
    /// For each depth, the weighted sums and then the payoffs so far.
    sums: Vec<i64>,
    /// Payoffs that are looked at.
    payoffs: Vec<i64>,
}

/// What a tree has found.
struct Best<K> {
    key: K,
    payoffs: Vec<i64>,
    path: Vec<usize>,
    outcomes: u64,
}

impl<'a, R: Rule> Tree<'a, R> {
    pub(super) fn new(
        ground: &'a Ground,
        caps: &'a Caps,
        floors: &[i64],
        rule: &'a R,
        weights: Vec<Vec<i64>>,
    ) -> Self {
        let order = ground.order(&weights[0]);
        let depths = order.len();
        let mut tree = Self {
            rule,
            ground,
            caps,
            floors: ground.floors(floors),
            weights: Vec::new(),
            shifts: Vec::new(),
            branches: Branches { order, ..Branches::default() },
            most: 0,
            least: Vec::new(),
            best: None,
            nodes: 0,
            limit: 0,
            stop: Stop::default(),
            is_proven: false,
            path: vec![0; depths],
            sums: Vec::new(),
            payoffs: vec![0; ground.parties()],
        };
        tree.refine(weights);
        tree
    }

    /// Takes other sets of weights, of which the first stays.
    pub(super) fn refine(&mut self, weights: Vec<Vec<i64>>) {
        let ground = self.ground;
        let stride = weights.len() + ground.parties();
        self.sums = vec![0; stride * (self.path.len() + 1)];
        self.shifts = weights.iter().map(|it| weighted_sum(it, &ground.base)).collect();
        let order = std::mem::take(&mut self.branches.order);
        (self.branches, self.most) = Branches::new(ground, order, &weights);
        self.weights = weights;
        self.least = self.thresholds();
    }

    /// Searches for so many more nodes, or until it is proven that nothing better is left.
    ///
    /// First only close to the bound; what is found there is best if nothing as good can be
    /// further off. Then four times as far, and so on.
    pub(super) fn search(&mut self, nodes: u64, stop: &Stop) {
        self.limit = self.nodes + nodes;
        self.stop = stop.clone();
        let mut slack = (self.most - self.thresholds()[0]) >> 12;
        while !self.is_proven {
            let known = self.thresholds();
            let goal = (self.most - slack).max(known[0]);
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
            let known = self.thresholds()[0];
            self.is_proven = goal <= known;
            slack = match self.best {
                Some(_) => self.most - known,
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
            outcome: self.outcome(&best.path),
            payoffs: Payoffs(best.payoffs.clone()),
            optimal: best.outcomes.max(1),
        };
        Ok(Answer { value, exactness, effort })
    }

    /// By how much a better outcome could be better than the best found.
    fn gap(&self) -> Option<u64> {
        let most = i128::from(self.most) + self.shifts[0];
        self.best.as_ref().map(|it| self.rule.gap(&self.weights[0], &it.key, most))
    }

    /// The least weighted sums, and then payoffs, of an outcome that matters.
    fn thresholds(&self) -> Vec<i64> {
        let key = self.best.as_ref().map(|it| &it.key);
        let least = |set: usize| {
            let counts = weighted_sum(&self.weights[set], &self.floors);
            let as_good = key.and_then(|it| self.rule.least(&self.weights[set], it));
            as_good.map_or(counts, |it| counts.max(it - self.shifts[set]))
        };
        let mut floors: Vec<i128> = self.floors.iter().copied().map(i128::from).collect();
        if let Some(raised) = key.and_then(|it| self.rule.floors(it)) {
            for (party, raised) in raised.into_iter().enumerate() {
                let base = i128::from(self.ground.base[party]);
                let is_within = self.caps.reach(party, raised);
                floors[party] = if is_within { floors[party].max(raised - base) } else { LARGEST };
            }
        }
        let least = (0..self.weights.len()).map(least).chain(floors);
        let near = |it: i128| i64::try_from(it.clamp(-LARGEST, LARGEST)).unwrap_or(0);
        least.map(near).collect()
    }

    /// Goes through the outcomes below a node; `false` when out of nodes or stopped.
    fn descend(&mut self, depth: usize, node: usize) -> bool {
        if depth == self.path.len() {
            self.compare();
            return true;
        }
        let (sets, lanes) = (self.weights.len(), self.least.len());
        for branch in self.branches.of(depth, node) {
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
            let (before, after) = self.sums[depth * lanes..].split_at_mut(lanes);
            let (after, least) = (&mut after[..lanes], &self.least[..lanes]);
            let worth = &self.branches.worth[branch * lanes..][..lanes];
            let most = &self.branches.most[branch * lanes..][..lanes];
            if before[0] + most[0] < least[0] {
                // Later branches promise less.
                break;
            }
            // Negative as soon as one of them is.
            let mut lacks = 0;
            for lane in 0..lanes {
                lacks |= before[lane] + most[lane] - least[lane];
                after[lane] = before[lane] + worth[lane];
            }
            if lacks < 0 {
                continue;
            }
            if HARD < self.nodes
                && let Some(best) = &self.best
            {
                let most = before[sets..].iter().zip(&most[sets..]).zip(&self.ground.base);
                let most = most.map(|((sum, most), base)| sum + most + base);
                self.payoffs.iter_mut().zip(most).for_each(|(it, most)| *it = most);
                self.caps.apply(&mut self.payoffs);
                if self.rule.is_worse(&self.payoffs, &best.key) {
                    continue;
                }
            }
            let (arc, head) = self.branches.heads[branch];
            self.path[depth] = arc;
            if !self.descend(depth + 1, head) {
                return false;
            }
        }
        true
    }

    /// Takes note of the outcome at the end of the path.
    fn compare(&mut self) {
        let parties = self.floors.len();
        let sums = &self.sums[self.sums.len() - parties..];
        for ((it, sum), base) in self.payoffs.iter_mut().zip(sums).zip(&self.ground.base) {
            *it = sum + base;
        }
        self.caps.apply(&mut self.payoffs);
        let Some(key) = self.rule.key(&self.payoffs) else { return };
        let layers = &self.ground.diagram.layers;
        let ways = self.branches.order.iter().zip(&self.path);
        let ways = ways.map(|(&layer, &arc)| u64::from(layers[layer].arcs[arc].ways));
        let outcomes = ways.fold(1, u64::saturating_mul);
        match &mut self.best {
            Some(best) if key < best.key => {}
            Some(best) if key == best.key => {
                best.outcomes = best.outcomes.saturating_add(outcomes);
                let known = std::mem::take(&mut best.path);
                let is_first = self.outcome(&self.path) < self.outcome(&known);
                if let Some(best) = &mut self.best {
                    best.path = known;
                    if is_first {
                        best.path.clone_from(&self.path);
                        best.payoffs.clone_from(&self.payoffs);
                    }
                }
            }
            _ => {
                let (path, payoffs) = (self.path.clone(), self.payoffs.clone());
                self.best = Some(Best { key, payoffs, path, outcomes });
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

    /// The outcome of a path, given by the places of its arcs, depth by depth.
    fn outcome(&self, path: &[usize]) -> Outcome {
        let mut options = vec![OptionId(0); path.len()];
        for (&layer, &arc) in self.branches.order.iter().zip(path) {
            let layer = &self.ground.diagram.layers[layer];
            options[layer.issue] = layer.arcs[arc].option;
        }
        Outcome(options)
    }
}

/// The arcs of all layers in the order they are tried in.
#[derive(Default)]
struct Branches {
    /// The layer of each depth.
    order: Vec<usize>,
    /// Where the nodes of each depth begin among the starts.
    nodes: Vec<usize>,
    /// For each node, where its branches begin, the most promising first.
    starts: Vec<usize>,
    /// For each branch, its arc in the layer, and the node it leads to.
    heads: Vec<(usize, usize)>,
    /// For each branch, the weighted sum of it by each set of weights, then its worth to each party.
    worth: Vec<i64>,
    /// The same for the best that can follow, the branch included.
    most: Vec<i64>,
}

impl Branches {
    /// The branches, and the largest weighted sum of any path by the first set of weights.
    fn new(ground: &Ground, order: Vec<usize>, weights: &[Vec<i64>]) -> (Self, i64) {
        let (parties, lanes) = (ground.parties(), weights.len() + ground.parties());
        let arcs = ground.worth.len() / parties;
        let mut it = Self {
            nodes: vec![0; order.len()],
            starts: Vec::with_capacity(2 * order.len()),
            heads: Vec::with_capacity(arcs),
            worth: Vec::with_capacity(arcs * lanes),
            most: Vec::with_capacity(arcs * lanes),
            order: Vec::new(),
        };
        // For each node of the depth below, the best that can follow.
        let (mut below, mut here) = (vec![0; lanes], Vec::new());
        let (mut worth, mut sorted) = (Vec::new(), Vec::new());
        for (depth, &place) in order.iter().enumerate().rev() {
            let layer = &ground.diagram.layers[place];
            worth.clear();
            for arc in ground.begins[place]..ground.begins[place + 1] {
                let of = ground.of(arc);
                for weights in weights {
                    worth.push(of.iter().zip(weights).map(|(it, by)| it * by).sum());
                }
                worth.extend_from_slice(of);
            }
            it.nodes[depth] = it.starts.len();
            here.clear();
            here.resize(layer.nodes() * lanes, i64::MIN);
            for (node, here) in here.chunks_exact_mut(lanes).enumerate() {
                it.starts.push(it.heads.len());
                let head = |arc: usize| layer.arcs[arc].head as usize;
                let promise = |arc| -(worth[arc * lanes] + below[head(arc) * lanes]);
                sorted.clear();
                sorted.extend(layer.range(node).map(|arc| (promise(arc), arc)));
                sorted.sort_unstable();
                for &(_, arc) in &sorted {
                    it.heads.push((arc, head(arc)));
                    let worth: &[i64] = &worth[arc * lanes..][..lanes];
                    it.worth.extend_from_slice(worth);
                    let below = &below[head(arc) * lanes..];
                    for ((worth, below), here) in worth.iter().zip(below).zip(&mut *here) {
                        it.most.push(worth + below);
                        *here = (*here).max(worth + below);
                    }
                }
            }
            it.starts.push(it.heads.len());
            std::mem::swap(&mut below, &mut here);
        }
        it.order = order;
        (it, below[0])
    }

    /// The branches of a node of a depth.
    fn of(&self, depth: usize, node: usize) -> std::ops::Range<usize> {
        let starts = &self.starts[self.nodes[depth] + node..];
        starts[0]..starts[1]
    }
}
