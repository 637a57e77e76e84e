//! The problem as a layered decision diagram, behind every exact question.
//!
//! Each layer settles one issue. A node of a layer stands for all choices so far after which the
//! same choices may follow and are worth the same; an arc is an option. Paths from the root to the
//! end are exactly the outcomes asked about. Linkages, red lines and interactions are in the nodes:
//! those that are open, which means begun and not yet decided, tell the nodes of a layer apart. So
//! the diagram is as wide as couplings overlap, however many issues there are.
//!
//! # Source
//!
//! D. Bergman, A. Cire, W.-J. van Hoeve and J. Hooker, *Decision Diagrams for Optimization* (2016);
//! for several objectives, D. Bergman and A. Cire, "Multiobjective Optimization by Decision
//! Diagrams", *CP* 2016, pp. 86–95.

mod build;
mod order;
mod shifted;
mod term;

pub(crate) use self::shifted::Shifted;
use crate::cap::Caps;
use crate::{Among, Error, Linkage, OptionId, Outcome, Party, Pattern, Problem, Space};

/// Most nodes of a layer.
pub(crate) const WIDTH_LIMIT: usize = 1 << 16;

/// Most arcs of all layers.
const ARC_LIMIT: usize = 1 << 22;

/// The outcomes asked about, as paths.
///
/// **Invariant:** every node lies on a path from the root, the one node of the first layer, to the
/// end, the one node after the last. Without any outcome there is no layer.
#[derive(Debug)]
pub(crate) struct Diagram {
    pub(crate) layers: Vec<Layer>,
    pub(crate) parties: usize,
}

/// The nodes that settle one issue, and their arcs.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) issue: usize,
    /// Where the arcs of each node begin, and the end of all.
    starts: Vec<u32>,
    pub(crate) arcs: Vec<Arc>,
    /// What each arc is worth to each party, one run of parties for each arc.
    worth: Vec<i64>,
}

/// An option, or several that lead to the same node and are worth the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arc {
    /// The node of the next layer.
    pub(crate) head: u32,
    /// The first of the options.
    pub(crate) option: OptionId,
    /// Their number.
    pub(crate) ways: u32,
}

/// Which arcs a question needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// One for every option.
    All,
    /// One for options that are alike.
    Different,
    /// Of these, the ones that no other arc between the same nodes beats; all of these where a sum
    /// can exceed a cap.
    Unbeaten,
}

impl Diagram {
    /// The diagram of a problem's feasible or acceptable outcomes; reservation values are not in it.
    pub(crate) fn new(problem: &Problem, among: Among, keep: Keep) -> Result<Self, Error> {
        let parties = problem.parties();
        let red_lines: Vec<_> = match among {
            Among::Feasible => Vec::new(),
            Among::Acceptable => parties.iter().flat_map(|it| &it.red_lines).collect(),
        };
        let linkages: Vec<_> = problem.linkages().iter().collect();
        Self::of(problem.space(), parties, &linkages, &red_lines, keep)
    }

    /// The diagram of outcomes that obey some linkages and match no forbidden pattern.
    pub(crate) fn of(
        space: &Space,
        parties: &[Party],
        linkages: &[&Linkage],
        forbidden: &[&Pattern],
        keep: Keep,
    ) -> Result<Self, Error> {
        let mut diagram = build::build(space, parties, linkages, forbidden)?;
        // What is beaten may be as good under a cap.
        let is_capped = keep == Keep::Unbeaten
            && parties.iter().any(|it| it.cap.is_some())
            && Caps::new(parties).are_exceeded(&diagram.most());
        let keep = if is_capped { Keep::Different } else { keep };
        if keep != Keep::All {
            let mut order = Vec::new();
            diagram.layers.iter_mut().for_each(|it| it.merge(diagram.parties, keep, &mut order));
        }
        Ok(diagram)
    }

    /// Whether there is no outcome at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// Number of outcomes below each node of each layer, and 1 for the end.
    ///
    /// The largest number of the type stands for that many or more.
    pub(crate) fn counts(&self) -> Vec<Vec<u128>> {
        self.backward(vec![1], |layer, node, below: &[u128]| {
            let arcs = &layer.arcs[layer.range(node)];
            let ways = arcs.iter().map(|it| below[it.head as usize].saturating_mul(it.ways.into()));
            vec![ways.fold(0, u128::saturating_add)]
        })
    }

    /// The most each party can get below each node of each layer, and zeros for the end; one run
    /// of parties for each node.
    pub(crate) fn ceilings(&self) -> Vec<Vec<i64>> {
        self.backward(vec![0; self.parties], |layer, node, below: &[i64]| {
            let mut best = vec![i64::MIN; self.parties];
            for arc in layer.range(node) {
                let head = layer.arcs[arc].head as usize;
                let below = &below[head * self.parties..][..self.parties];
                for ((best, worth), below) in best.iter_mut().zip(self.worth(layer, arc)).zip(below)
                {
                    *best = (*best).max(worth + below);
                }
            }
            best
        })
    }

    /// The largest sum of each party; without any outcome there is none.
    pub(crate) fn most(&self) -> Vec<i64> {
        if self.is_empty() { Vec::new() } else { self.ceilings().swap_remove(0) }
    }

    /// What an arc of a layer is worth to each party.
    pub(crate) fn worth<'a>(&self, layer: &'a Layer, arc: usize) -> &'a [i64] {
        &layer.worth[arc * self.parties..][..self.parties]
    }

    /// The outcome of a path, given by the places of its arcs.
    pub(crate) fn outcome(&self, path: impl IntoIterator<Item = usize>) -> Outcome {
        let mut options = vec![OptionId(0); self.layers.len()];
        for (layer, arc) in self.layers.iter().zip(path) {
            options[layer.issue] = layer.arcs[arc].option;
        }
        Outcome(options)
    }

    /// Computes something for every node from what it is for the next layer, from the end.
    fn backward<T>(
        &self,
        end: Vec<T>,
        step: impl Fn(&Layer, usize, &[T]) -> Vec<T>,
    ) -> Vec<Vec<T>> {
        let mut found = vec![end];
        for layer in self.layers.iter().rev() {
            let below = &found[found.len() - 1];
            found.push((0..layer.nodes()).flat_map(|node| step(layer, node, below)).collect());
        }
        found.reverse();
        found
    }
}

impl Layer {
    /// Number of nodes.
    pub(crate) fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// The places of the arcs of a node.
    pub(crate) fn range(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    /// Makes one arc of those that are alike, and drops beaten ones where they are not needed.
    ///
    /// The order is a place to work in.
    fn merge(&mut self, parties: usize, keep: Keep, order: &mut Vec<usize>) {
        let mut starts = Vec::with_capacity(self.starts.len());
        starts.push(0);
        let mut arcs: Vec<Arc> = Vec::with_capacity(self.arcs.len());
        let mut worth: Vec<i64> = Vec::with_capacity(self.worth.len());
        for node in 0..self.nodes() {
            let begin = arcs.len();
            order.clear();
            order.extend(self.range(node));
            let of = |arc: usize| &self.worth[arc * parties..][..parties];
            // Whatever beats another arc comes before it.
            order.sort_by(|&a, &b| {
                self.arcs[a].head.cmp(&self.arcs[b].head).then_with(|| of(b).cmp(of(a)))
            });
            let mut group = begin;
            for &arc in &*order {
                let Arc { head, option, ways } = self.arcs[arc];
                if arcs.len() == begin || arcs[arcs.len() - 1].head != head {
                    group = arcs.len();
                }
                let last = arcs.len().wrapping_sub(1);
                if group <= last && last < arcs.len() && worth[last * parties..] == *of(arc) {
                    arcs[last].ways += ways;
                    arcs[last].option = arcs[last].option.min(option);
                    continue;
                }
                let is_beaten = keep == Keep::Unbeaten
                    && (group..arcs.len()).any(|it| {
                        let better = &worth[it * parties..][..parties];
                        better.iter().zip(of(arc)).all(|(better, it)| it <= better)
                    });
                if !is_beaten {
                    arcs.push(Arc { head, option, ways });
                    worth.extend_from_slice(of(arc));
                }
            }
            starts.push(u32::try_from(arcs.len()).expect("no more than before"));
        }
        (self.starts, self.arcs, self.worth) = (starts, arcs, worth);
    }
}
