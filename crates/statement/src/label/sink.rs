//! Where the features of a sequence go: into a list to learn from, or right into its scores.

use super::chain::{Chain, ROWS, Row, UNIT};
use crate::table::mix;

/// Things seen at a place, side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group<const N: usize> {
    pub(crate) numbers: &'static [u32; N],
    /// Numbers and first values.
    pub(crate) firsts: [u32; N],
    /// Second values.
    pub(crate) seconds: [u32; N],
}

/// The score of having no label where that is sure.
pub(crate) const SURE: f32 = 50.0;

/// A group of features: the number of each, and two values.
macro_rules! group {
    ($(($number:literal, $first:expr, $second:expr)),* $(,)?) => {
        Group {
            numbers: &[$($number),*],
            firsts: [$(u32::wrapping_mul($number, 0x9e37_79b9) ^ $first),*],
            seconds: [$(u32::wrapping_mul($second, 0x85eb_ca6b)),*],
        }
    };
}

pub(crate) use group;

/// Takes up the features of a sequence, place by place.
pub(crate) trait Sink {
    /// What some features came to.
    type Known: Clone + Default;

    /// Adds features to the place that is being made.
    fn add<const N: usize>(&mut self, features: Group<N>);

    /// Adds features that are the same as last time if their key is; `known` is for these alone.
    fn add_known<const N: usize>(
        &mut self,
        known: &mut Self::Known,
        key: u64,
        features: impl FnOnce() -> Group<N>,
    );

    /// Ends a place.
    fn end(&mut self);

    /// Ends a place that has no label, if its features are not asked for.
    fn skip(&mut self) -> bool;
}

/// The features of a sequence, place by place, as rows of weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// The number of each feature and its row.
    found: Vec<(u32, usize)>,
    ends: Vec<usize>,
}

impl Sink for Features {
    type Known = ();

    fn add<const N: usize>(&mut self, features: Group<N>) {
        let mut hashes = [0; N];
        hash(&features, &mut hashes);
        self.found.extend(features.numbers.iter().copied().zip(hashes.map(row)));
    }

    fn add_known<const N: usize>(
        &mut self,
        (): &mut (),
        _: u64,
        features: impl FnOnce() -> Group<N>,
    ) {
        self.add(features());
    }

    fn end(&mut self) {
        self.ends.push(self.found.len());
    }

    fn skip(&mut self) -> bool {
        false
    }
}

impl Features {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Rows of the features of a place.
    pub(crate) fn at(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.found[self.start(place)..self.ends[place]].iter().map(|it| it.1)
    }

    /// Puts the features of each place in the order of their numbers.
    pub(crate) fn sort(&mut self) {
        for place in 0..self.len() {
            let start = self.start(place);
            self.found[start..self.ends[place]].sort_by_key(|it| it.0);
        }
    }

    fn start(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(0, |it| self.ends[it])
    }
}

/// The score of each label at each place of a sequence.
#[derive(Debug)]
pub(crate) struct Scores<'a, const N: usize> {
    chain: &'a Chain<N>,
    /// Of the place that is being made.
    sums: [i32; N],
    pub(crate) places: Vec<Row<N>>,
}

/// What features with a key came to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<const N: usize> {
    key: Option<u64>,
    sums: [i32; N],
}

impl<const N: usize> Default for Known<N> {
    fn default() -> Self {
        Self { key: None, sums: [0; N] }
    }
}

impl<'a, const N: usize> Scores<'a, N> {
    pub(crate) fn new(chain: &'a Chain<N>, length: usize) -> Self {
        Self { chain, sums: [0; N], places: Vec::with_capacity(length) }
    }
}

impl<const M: usize> Sink for Scores<'_, M> {
    type Known = Known<M>;

    fn add<const N: usize>(&mut self, features: Group<N>) {
        let mut hashes = [0; N];
        hash(&features, &mut hashes);
        let mut sums = self.sums;
        for hash in &hashes {
            let weights = &self.chain.rows[row(*hash)];
            for label in 0..M {
                sums[label] += i32::from(weights[label]);
            }
        }
        self.sums = sums;
    }

    fn add_known<const N: usize>(
        &mut self,
        known: &mut Known<M>,
        key: u64,
        features: impl FnOnce() -> Group<N>,
    ) {
        if known.key != Some(key) {
            let others = std::mem::replace(&mut self.sums, [0; M]);
            self.add(features());
            *known = Known { key: Some(key), sums: self.sums };
            self.sums = others;
        }
        for (sum, more) in self.sums.iter_mut().zip(&known.sums) {
            *sum += more;
        }
    }

    fn end(&mut self) {
        self.places.push(self.sums.map(|it| (it as f32) / UNIT));
        self.sums = [0; M];
    }

    fn skip(&mut self) -> bool {
        let mut row = [0.0; M];
        row[0] = SURE;
        self.places.push(row);
        true
    }
}

/// The hashes of features, made side by side.
fn hash<const N: usize>(features: &Group<N>, hashes: &mut [u32; N]) {
    hash_all(&features.firsts, &features.seconds, hashes);
}

/// Apart, so that the compiler makes one loop of it that takes several at once.
#[inline(never)]
fn hash_all(firsts: &[u32], seconds: &[u32], hashes: &mut [u32]) {
    for (hash, (first, second)) in hashes.iter_mut().zip(firsts.iter().zip(seconds)) {
        *hash = mix(mix(*first).wrapping_add(*second));
    }
}

/// The row of a feature.
fn row(hash: u32) -> usize {
    hash as usize % ROWS
}
