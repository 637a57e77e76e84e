//! The paths of a diagram, ready for any number of searches.

use std::ops::Range;

use crate::diagram::{Diagram, Layer};

/// A diagram with what its arcs are worth, shifted so that no number is negative.
pub(super) struct Ground {
    pub(super) diagram: Diagram,
    /// What was taken away from each party, over all layers.
    pub(super) base: Vec<i64>,
    /// Where the arcs of each layer begin among those of all layers, and their end.
    pub(super) begins: Vec<usize>,
    /// Shifted worth, one run of parties for each arc of each layer.
    pub(super) worth: Vec<i64>,
}

impl Ground {
    /// The diagram has an outcome.
    pub(super) fn new(diagram: Diagram) -> Self {
        let parties = diagram.parties;
        let mut begins = Vec::with_capacity(diagram.layers.len() + 1);
        begins.push(0);
        let mut arcs = 0;
        for layer in &diagram.layers {
            arcs += layer.arcs.len();
            begins.push(arcs);
        }
        let mut base = vec![0; parties];
        let mut worth = Vec::with_capacity(arcs * parties);
        let mut least = vec![0; parties];
        for layer in &diagram.layers {
            let begin = worth.len();
            least.copy_from_slice(diagram.worth(layer, 0));
            for arc in 0..layer.arcs.len() {
                let of = diagram.worth(layer, arc);
                worth.extend_from_slice(of);
                least.iter_mut().zip(of).for_each(|(least, it)| *least = (*least).min(*it));
            }
            for of in worth[begin..].chunks_exact_mut(parties) {
                of.iter_mut().zip(&least).for_each(|(it, least)| *it -= least);
            }
            base.iter_mut().zip(&least).for_each(|(sum, least)| *sum += least);
        }
        Self { diagram, base, begins, worth }
    }

    pub(super) fn parties(&self) -> usize {
        self.diagram.parties
    }

    /// Each layer with the place of its first arc.
    pub(super) fn layers(
        &self,
    ) -> impl DoubleEndedIterator<Item = (&Layer, usize)> + ExactSizeIterator {
        self.diagram.layers.iter().zip(self.begins.iter().copied())
    }

    /// What an arc is worth, given its place among those of all layers.
    pub(super) fn of(&self, arc: usize) -> &[i64] {
        &self.worth[arc * self.parties()..][..self.parties()]
    }

    /// Floors shifted as the sums they are compared with.
    pub(super) fn floors(&self, floors: &[i64]) -> Vec<i64> {
        floors.iter().zip(&self.base).map(|(floor, base)| floor - base).collect()
    }

    /// The layers in an order in which doubtful issues come last: first what is coupled, then the
    /// issues whose best option is clearest under the weights.
    ///
    /// Where a layer has a single node, what comes before has no say in what follows, so that the
    /// runs of layers between such nodes can be put in any order.
    pub(super) fn order(&self, weights: &[i64]) -> Vec<usize> {
        let mut runs: Vec<Range<usize>> = Vec::with_capacity(self.diagram.layers.len());
        for (place, layer) in self.diagram.layers.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if 1 < layer.nodes() => run.end = place + 1,
                _ => runs.push(place..place + 1),
            }
        }
        let lead = |run: &Range<usize>| {
            let (mut best, mut second) = (0, 0);
            for arc in self.begins[run.start]..self.begins[run.start + 1] {
                let sum: i64 = self.of(arc).iter().zip(weights).map(|(it, by)| it * by).sum();
                if best < sum {
                    (best, second) = (sum, best);
                } else {
                    second = second.max(sum);
                }
            }
            best - second
        };
        runs.sort_by_cached_key(|run| {
            let lead = if run.len() == 1 { lead(run) } else { 0 };
            (usize::MAX - run.len(), -lead, run.start)
        });
        runs.into_iter().flatten().collect()
    }

    /// The diagram with its layers in that order.
    pub(super) fn sorted(mut self, weights: &[i64]) -> Diagram {
        let order = self.order(weights);
        let mut layers: Vec<_> = self.diagram.layers.drain(..).map(Some).collect();
        self.diagram.layers.extend(order.into_iter().filter_map(|place| layers[place].take()));
        self.diagram
    }

    /// The largest weighted sum of any path.
    pub(super) fn most(&self, weights: &[i64]) -> i64 {
        let mut below = vec![0];
        for (layer, begin) in self.layers().rev() {
            let sum = |arc: usize| {
                let of = self.of(begin + arc).iter().zip(weights);
                below[layer.arcs[arc].head as usize] + of.map(|(it, by)| it * by).sum::<i64>()
            };
            let most = |node| layer.range(node).map(sum).max().unwrap_or(0);
            below = (0..layer.nodes()).map(most).collect();
        }
        below[0]
    }

    /// The payoffs of a path, given by the places of its arcs in their layers.
    pub(super) fn payoffs(&self, path: &[usize]) -> Vec<i64> {
        let mut payoffs = self.base.clone();
        for (&begin, arc) in self.begins.iter().zip(path) {
            payoffs.iter_mut().zip(self.of(begin + arc)).for_each(|(sum, it)| *sum += it);
        }
        payoffs
    }
}
