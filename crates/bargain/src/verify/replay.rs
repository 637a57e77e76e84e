//! Goes through what can matter of a space, by a proof.

use std::collections::BTreeMap;

use super::graph::{Graph, Place};
use super::proof::Proof;
use crate::{OptionId, Outcome, Problem};

/// Most choices that are followed.
const MOST_CHOICES: u64 = 1 << 24;

/// Most different sums after an issue.
const MOST_SUMS: usize = 1 << 19;

/// Most comparisons of sums.
const MOST_COMPARISONS: u64 = 1 << 29;

/// What an outcome fulfills that matters: the weighted sum of its payoffs is at least a number.
pub(super) struct Row {
    pub(super) weights: Vec<i64>,
    pub(super) least: i128,
}

impl Row {
    /// A row for a single party.
    pub(super) fn party(parties: usize, party: usize, least: i128) -> Self {
        let weights = (0..parties).map(|it| i64::from(it == party)).collect();
        Self { weights, least }
    }

    fn sum(&self, payoffs: &[i64]) -> i128 {
        let weighed = self.weights.iter().zip(payoffs);
        weighed.map(|(&weight, &it)| i128::from(weight) * i128::from(it)).sum()
    }
}

/// Shows every outcome that fulfills all rows, and maybe others, until told to stop; `None` when
/// that is too much.
///
/// Caps are not looked at: with them, payoffs are only lower.
pub(super) fn walk(
    problem: &Problem,
    red_lines: bool,
    order: &Proof,
    rows: &[Row],
    visit: &mut dyn FnMut(&Outcome) -> bool,
) -> Option<()> {
    let graph = Graph::new(problem, red_lines, &order.order)?;
    let most = graph.backward(Some(vec![0_i128; rows.len()]), |place: &Place, below| {
        let mut most: Option<Vec<i128>> = None;
        for step in place {
            let Some(below) = &below[step.to] else { continue };
            let sums = rows.iter().zip(below).map(|(row, below)| row.sum(&step.worth) + below);
            most = Some(match most {
                None => sums.collect(),
                Some(most) => most.into_iter().zip(sums).map(|(a, b)| a.max(b)).collect(),
            });
        }
        most
    });
    let weighed = |place: &Place| -> Vec<Vec<i128>> {
        place.iter().map(|step| rows.iter().map(|row| row.sum(&step.worth)).collect()).collect()
    };
    let mut walker = Walker {
        rows,
        most: &most,
        worth: graph.layers.iter().map(|it| it.iter().map(weighed).collect()).collect(),
        sums: vec![vec![0; rows.len()]; graph.layers.len() + 1],
        left: MOST_CHOICES,
        options: vec![OptionId(0); problem.space().issue_count()],
        graph: &graph,
    };
    walker.follow(0, 0, visit).map(|_| ())
}

struct Walker<'a> {
    graph: &'a Graph,
    rows: &'a [Row],
    /// For each place and row, the largest weighted sum that can follow; none where nothing can.
    most: &'a [Vec<Option<Vec<i128>>>],
    /// For each step of each place and each row, its weighted sum.
    worth: Vec<Vec<Vec<Vec<i128>>>>,
    /// For each layer and row, the weighted sum so far.
    sums: Vec<Vec<i128>>,
    left: u64,
    options: Vec<OptionId>,
}

impl Walker<'_> {
    /// Whether to go on; `None` when out of choices.
    fn follow(
        &mut self,
        depth: usize,
        place: usize,
        visit: &mut dyn FnMut(&Outcome) -> bool,
    ) -> Option<bool> {
        let Some(most) = &self.most[depth][place] else { return Some(true) };
        for ((row, sum), most) in self.rows.iter().zip(&self.sums[depth]).zip(most) {
            if sum + most < row.least {
                return Some(true);
            }
        }
        if depth == self.graph.layers.len() {
            return Some(visit(&Outcome(self.options.clone())));
        }
        let graph = self.graph;
        for (index, step) in graph.layers[depth][place].iter().enumerate() {
            self.left = self.left.checked_sub(1)?;
            self.options[usize::from(step.issue.0)] = step.option;
            let (before, after) = self.sums.split_at_mut(depth + 1);
            let worth = &self.worth[depth][place][index];
            for ((after, before), worth) in after[0].iter_mut().zip(&before[depth]).zip(worth) {
                *after = before + worth;
            }
            if !self.follow(depth + 1, step.to, visit)? {
                return Some(false);
            }
        }
        Some(true)
    }
}

/// Payoffs that no other one beats among the outcomes that fulfill the floors, each with the number
/// of outcomes that have it and the first of them, in decreasing order; `None` when that is too much.
pub(super) fn maxima(
    problem: &Problem,
    red_lines: bool,
    proof: &Proof,
    floors: Option<&[i64]>,
) -> Option<Vec<(Vec<i64>, u64, Outcome)>> {
    let parties = problem.parties().len();
    let graph = Graph::new(problem, red_lines, &proof.order)?;
    let most = extremes(&graph, parties, i64::max);
    let mut left = MOST_COMPARISONS;
    let none = Outcome(vec![OptionId(0); problem.space().issue_count()]);
    let mut sums = vec![vec![(vec![0; parties], 1_u64, none)]];
    for (depth, layer) in graph.layers.iter().enumerate() {
        let width = most[depth + 1].len();
        let mut next: Vec<BTreeMap<Vec<i64>, (u64, Outcome)>> = vec![BTreeMap::new(); width];
        for (place, known) in layer.iter().zip(&sums) {
            for step in place {
                let Some(most) = &most[depth + 1][step.to] else { continue };
                for (sum, count, outcome) in known {
                    let sum: Vec<i64> = sum.iter().zip(&step.worth).map(|(a, b)| a + b).collect();
                    let falls_short = floors.is_some_and(|floors| {
                        (0..parties).any(|party| sum[party] + most[party] < floors[party])
                    });
                    if falls_short {
                        continue;
                    }
                    let mut outcome = outcome.clone();
                    outcome.0[usize::from(step.issue.0)] = step.option;
                    let entry = next[step.to].entry(sum).or_insert_with(|| (0, outcome.clone()));
                    entry.0 = entry.0.saturating_add(*count);
                    entry.1 = entry.1.clone().min(outcome);
                }
            }
        }
        sums = next.into_iter().map(|it| unbeaten(it, &mut left)).collect::<Option<_>>()?;
    }
    sums.pop().or(Some(Vec::new()))
}

/// Number of outcomes at or above the floors; the largest number of the type stands for that many or
/// more. `None` when that is too much.
///
/// Sums that suffice whatever follows are as good as each other.
pub(super) fn number(problem: &Problem, order: &Proof, floors: &[i64]) -> Option<u64> {
    let parties = problem.parties().len();
    let graph = Graph::new(problem, true, &order.order)?;
    let (most, least) = (extremes(&graph, parties, i64::max), extremes(&graph, parties, i64::min));
    let mut sums = vec![BTreeMap::from([(vec![0_i64; parties], 1_u64)])];
    for (depth, layer) in graph.layers.iter().enumerate() {
        let mut next: Vec<BTreeMap<Vec<i64>, u64>> = vec![BTreeMap::new(); most[depth + 1].len()];
        for (place, known) in layer.iter().zip(&sums) {
            for step in place {
                let (Some(most), Some(least)) =
                    (&most[depth + 1][step.to], &least[depth + 1][step.to])
                else {
                    continue;
                };
                for (sum, count) in known {
                    let mut sum: Vec<i64> =
                        sum.iter().zip(&step.worth).map(|(a, b)| a + b).collect();
                    if (0..parties).all(|it| floors[it] <= sum[it] + most[it]) {
                        for party in 0..parties {
                            sum[party] = sum[party].min(floors[party] - least[party]);
                        }
                        let known = next[step.to].entry(sum).or_insert(0);
                        *known = known.saturating_add(*count);
                    }
                }
            }
        }
        if MOST_SUMS < next.iter().map(BTreeMap::len).sum() {
            return None;
        }
        sums = next;
    }
    Some(sums.iter().flat_map(BTreeMap::values).fold(0, |sum, &it| sum.saturating_add(it)))
}

/// For each place, the most or the least each party can get from there; none where nothing follows.
fn extremes(
    graph: &Graph,
    parties: usize,
    better: impl Fn(i64, i64) -> i64,
) -> Vec<Vec<Option<Vec<i64>>>> {
    graph.backward(Some(vec![0; parties]), |place: &Place, below| {
        let mut found: Option<Vec<i64>> = None;
        for step in place {
            let Some(below) = &below[step.to] else { continue };
            let sums = step.worth.iter().zip(below).map(|(it, below)| it + below);
            found = Some(match found {
                None => sums.collect(),
                Some(found) => found.into_iter().zip(sums).map(|(a, b)| better(a, b)).collect(),
            });
        }
        found
    })
}

/// Keeps what no other sum beats. Whatever beats a sum comes before it in decreasing order.
fn unbeaten(
    sums: BTreeMap<Vec<i64>, (u64, Outcome)>,
    left: &mut u64,
) -> Option<Vec<(Vec<i64>, u64, Outcome)>> {
    let mut kept: Vec<(Vec<i64>, u64, Outcome)> = Vec::new();
    // The same sums, one after the other.
    let mut row: Vec<i64> = Vec::new();
    for (sum, (count, outcome)) in sums.into_iter().rev() {
        let beats = |it: &[i64]| it.iter().zip(&sum).all(|(a, b)| b <= a);
        // The last one that was kept is the most alike.
        let found = row.chunks_exact(sum.len()).rev().position(beats);
        *left = left.checked_sub(found.unwrap_or(kept.len()) as u64 + 1)?;
        if found.is_none() {
            row.extend_from_slice(&sum);
            kept.push((sum, count, outcome));
        }
    }
    Some(kept)
}

/// Number of outcomes that obey all linkages; the largest number of the type stands for that many
/// or more. `None` when that is too much.
pub(super) fn size(problem: &Problem, order: &Proof) -> Option<u64> {
    let graph = Graph::new(problem, false, &order.order)?;
    let counts = graph.backward(1_u64, |place: &Place, below| {
        place.iter().fold(0, |sum, step| sum.saturating_add(below[step.to]))
    });
    Some(counts[0][0])
}
