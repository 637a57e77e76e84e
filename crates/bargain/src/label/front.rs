//! The sweep over the layers.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::maxima::Maxima;
use super::{Number, Work};
use crate::diagram::Layer;
use crate::{Effort, Error, Progress};

/// Between looks at the stop signal.
const PATIENCE: usize = 1 << 14;

/// Labels in decreasing lexicographic order of their sums.
pub(super) struct Front<T, const P: usize> {
    sums: Vec<[T; P]>,
    /// How many choices have the sums; the largest number of the type stands for that many or more.
    counts: Vec<u64>,
    /// The first of these choices, one run of words for each label.
    paths: Vec<u64>,
    words: usize,
}

/// The labels of the end, whatever they are made of.
pub(super) trait Labels {
    /// The sums of so many parties, the count and the path of each label.
    fn iter(&self, parties: usize) -> Box<dyn Iterator<Item = (Vec<u64>, u64, &[u64])> + '_>;
}

impl<T: Number, const P: usize> Labels for Front<T, P> {
    fn iter(&self, parties: usize) -> Box<dyn Iterator<Item = (Vec<u64>, u64, &[u64])> + '_> {
        let sums = self.sums.iter().map(move |it| it[..parties].iter().map(|it| it.widen()));
        let labels = sums.zip(&self.counts).zip(self.paths.chunks(self.words));
        Box::new(labels.map(|((sums, &count), path)| (sums.collect(), count, path)))
    }
}

/// A partial sum that may become a label.
#[derive(Clone, Copy)]
struct Candidate<T, const P: usize> {
    sums: [T; P],
    /// The place of the arc among those that lead to the node.
    arc: u32,
    /// The place of the label at the arc's tail.
    label: u32,
}

/// An arc that leads to a node.
struct Incoming<T, const P: usize> {
    tail: usize,
    worth: [T; P],
    ways: u32,
    word: usize,
    bits: u64,
}

/// The labels of the end; `None` when stopped. What is left of the parties is zero.
pub(super) fn sweep<T: Number + 'static, const P: usize>(
    work: &Work<'_>,
    effort: &mut Effort,
) -> Result<Option<Box<dyn Labels>>, Error> {
    let (diagram, words) = (work.diagram, work.fields.words);
    let mut fronts = vec![Front {
        sums: vec![[T::default(); P]],
        counts: vec![1],
        paths: vec![0; words],
        words,
    }];
    for (depth, layer) in diagram.layers.iter().enumerate() {
        let heads = diagram.layers.get(depth + 1).map_or(1, Layer::nodes);
        let mut incoming: Vec<Vec<Incoming<T, P>>> = Vec::new();
        incoming.resize_with(heads, Vec::new);
        for tail in 0..layer.nodes() {
            for at in layer.range(tail) {
                let arc = layer.arcs[at];
                let mut worth = [T::default(); P];
                let shifted = &work.shifted.worth[depth][at * diagram.parties..];
                for (worth, &it) in worth.iter_mut().zip(&shifted[..diagram.parties]) {
                    *worth = narrow(it);
                }
                let (word, bits) = work.fields.bits(layer.issue, arc.option);
                let arc = Incoming { tail, worth, ways: arc.ways, word, bits };
                incoming[layer.arcs[at].head as usize].push(arc);
            }
        }
        let ceilings = &work.shifted.ceilings[depth + 1];
        let join = |(head, incoming): (usize, &Vec<Incoming<T, P>>)| {
            let ceiling = &ceilings[head * diagram.parties..][..diagram.parties];
            let enough = work.enough.map(|it| &it[depth + 1][head * diagram.parties..]);
            let least: Option<Vec<i64>> = work
                .floors
                .map(|it| it.iter().zip(ceiling).map(|(floor, ceiling)| floor - ceiling).collect());
            join(work, &fronts, incoming, least.as_deref(), enough)
        };
        let joined: Option<Vec<Front<T, P>>> = if heads == 1 {
            incoming.iter().enumerate().map(join).collect()
        } else {
            incoming.par_iter().enumerate().map(join).collect()
        };
        let Some(joined) = joined else { return Ok(None) };
        fronts = joined;
        let labels: usize = fronts.iter().map(|it| it.sums.len()).sum();
        effort.labels += labels as u64;
        let layers = diagram.layers.len();
        work.stop.report(Progress::Sweep { layer: depth + 1, layers, labels });
        if work.limit < labels {
            return Err(Error::TooManyLabels { limit: work.limit });
        }
    }
    Ok(fronts.pop().map(|it| Box::new(it) as Box<dyn Labels>))
}

/// The labels of a node; `None` when stopped.
fn join<T: Number, const P: usize>(
    work: &Work<'_>,
    fronts: &[Front<T, P>],
    incoming: &[Incoming<T, P>],
    least: Option<&[i64]>,
    enough: Option<&[i64]>,
) -> Option<Front<T, P>> {
    let words = work.fields.words;
    let size = incoming.iter().map(|it| fronts[it.tail].sums.len()).sum();
    let mut candidates: Vec<Candidate<T, P>> = Vec::with_capacity(size);
    for (place, arc) in (0_u32..).zip(incoming) {
        for (label, sums) in (0_u32..).zip(&fronts[arc.tail].sums) {
            let mut sums = *sums;
            for (sum, &worth) in sums.iter_mut().zip(&arc.worth) {
                *sum = *sum + worth;
            }
            let is_hopeless = least.is_some_and(|least| {
                least.iter().zip(&sums).any(|(&least, sum)| {
                    u64::try_from(least).is_ok_and(|least| sum.widen() < least)
                })
            });
            if let Some(enough) = enough {
                for (sum, &enough) in sums.iter_mut().zip(enough) {
                    *sum = (*sum).min(narrow(enough.unsigned_abs()));
                }
            }
            if !is_hopeless {
                candidates.push(Candidate { sums, arc: place, label });
            }
        }
    }
    // Each arc brings a decreasing run, which a stable sort finds and merges.
    if 1 < incoming.len() || enough.is_some() {
        candidates.sort_by_key(|it| Reverse(it.sums));
    }
    let path = |it: &Candidate<T, P>, to: &mut Vec<u64>| {
        let arc = &incoming[it.arc as usize];
        let begin = to.len();
        to.extend_from_slice(&fronts[arc.tail].paths[it.label as usize * words..][..words]);
        to[begin + arc.word] |= arc.bits;
    };
    let count = |it: &Candidate<T, P>| {
        let arc = &incoming[it.arc as usize];
        fronts[arc.tail].counts[it.label as usize].saturating_mul(arc.ways.into())
    };
    let mut maxima = Maxima::new(candidates.iter().map(|it| it.sums[1]));
    let mut front = Front { sums: Vec::new(), counts: Vec::new(), paths: Vec::new(), words };
    let mut other = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        if index % PATIENCE == PATIENCE - 1 && work.stop.is_requested() {
            return None;
        }
        let last = front.sums.len().wrapping_sub(1);
        if front.sums.last() == Some(&candidate.sums) {
            front.counts[last] = front.counts[last].saturating_add(count(candidate));
            other.clear();
            path(candidate, &mut other);
            if other[..] < front.paths[last * words..] {
                front.paths[last * words..].copy_from_slice(&other);
            }
        } else if enough.is_some() || maxima.take(&candidate.sums) {
            front.sums.push(candidate.sums);
            front.counts.push(count(candidate));
            path(candidate, &mut front.paths);
        }
    }
    if work.stop.is_requested() { None } else { Some(front) }
}

fn narrow<T: Number>(number: u64) -> T {
    T::try_from(number).unwrap_or_else(|_| unreachable!("sums of this type were chosen to fit"))
}
