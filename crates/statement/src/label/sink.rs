//! Where the features of a sequence go: into a list to learn from, or right into its scores.

use std::ops::AddAssign;

use super::chain::{Chain, ROWS, Score, UNIT};

/// Things seen at a place, side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group<const N: usize> {
    pub(crate) numbers: &'static [u32; N],
    /// Numbers and first values, and second values below them.
    pub(crate) keys: [u64; N],
}

/// The score of having no label where that is sure.
pub(crate) const SURE: i32 = 50 * UNIT as i32;

/// A group of features: the number of each, and two values.
macro_rules! group {
    ($(($number:literal, $first:expr, $second:expr)),* $(,)?) => {
        Group {
            numbers: &[$($number),*],
            keys: [$({
                let (first, second): (u32, u32) = ($first, $second);
                u64::from(u32::wrapping_mul($number, 0x9e37_79b9) ^ first) << 32 | u64::from(second)
            }),*],
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
        self.found.extend(features.numbers.iter().copied().zip(features.keys.map(row)));
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

/// The score of each label at each place of a sequence; sums of weights are kept as `T`, which
/// must have room for those of a place.
#[derive(Debug)]
pub(crate) struct Scores<'a, T, const N: usize> {
    chain: &'a Chain<N>,
    /// Of the place that is being made.
    sums: [T; N],
    pub(crate) places: Vec<Score<N>>,
}

/// What features with a key came to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<T, const N: usize> {
    key: Option<u64>,
    sums: [T; N],
}

impl<T: Copy + Default, const N: usize> Default for Known<T, N> {
    fn default() -> Self {
        Self { key: None, sums: [T::default(); N] }
    }
}

impl<'a, T: Copy + Default, const N: usize> Scores<'a, T, N> {
    pub(crate) fn new(chain: &'a Chain<N>, length: usize) -> Self {
        Self { chain, sums: [T::default(); N], places: Vec::with_capacity(length) }
    }
}

impl<T, const N: usize> Sink for Scores<'_, T, N>
where
    T: Copy + Default + AddAssign + From<i8>,
    i32: From<T>,
{
    type Known = Known<T, N>;

    fn add<const M: usize>(&mut self, features: Group<M>) {
        let mut sums = self.sums;
        for key in features.keys {
            let weights = &self.chain.rows[row(key)];
            for label in 0..N {
                sums[label] += T::from(weights[label]);
            }
        }
        self.sums = sums;
    }

    fn add_known<const M: usize>(
        &mut self,
        known: &mut Known<T, N>,
        key: u64,
        features: impl FnOnce() -> Group<M>,
    ) {
        if known.key != Some(key) {
            let others = std::mem::replace(&mut self.sums, [T::default(); N]);
            self.add(features());
            *known = Known { key: Some(key), sums: self.sums };
            self.sums = others;
        }
        for (sum, more) in self.sums.iter_mut().zip(known.sums) {
            *sum += more;
        }
    }

    fn end(&mut self) {
        self.places.push(self.sums.map(i32::from));
        self.sums = [T::default(); N];
    }

    fn skip(&mut self) -> bool {
        let mut row = [0; N];
        row[0] = SURE;
        self.places.push(row);
        true
    }
}

/// The row of a feature: the first bits of its key times an odd number.
fn row(key: u64) -> usize {
    const BITS: u32 = ROWS.trailing_zeros();
    (key.wrapping_mul(0xd134_2543_de82_ef95) >> (u64::BITS - BITS)) as usize
}
