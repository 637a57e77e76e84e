//! The vectors of a list that no other one covers.

use super::Number;
use super::tree::Tree;

/// Takes vectors in decreasing lexicographic order, and tells which ones nothing taken before
/// covers. As the first coordinate only falls, the others decide.
pub(super) enum Maxima<T, const P: usize> {
    /// Two coordinates: the largest second one.
    Last(Option<T>),
    /// Three: the staircase of the other two.
    Stairs(Stairs<T>),
    /// Four: staircases of the last two, by the second.
    Ranked(Ranked<T>),
    /// More: a tree of boxes.
    Boxes(Tree<T, P>),
}

impl<T: Number, const P: usize> Maxima<T, P> {
    /// For vectors with these second coordinates, which matter to four coordinates only.
    pub(super) fn new(seconds: impl Iterator<Item = T>) -> Self {
        match P {
            ..=2 => Self::Last(None),
            3 => Self::Stairs(Stairs::default()),
            4 => Self::Ranked(Ranked::new(seconds.collect())),
            _ => Self::Boxes(Tree::new()),
        }
    }

    /// Whether nothing taken so far covers the vector; if so it is taken.
    pub(super) fn take(&mut self, vector: &[T; P]) -> bool {
        match self {
            Self::Last(largest) => {
                let is_new = largest.is_none_or(|it| it < vector[1]);
                if is_new {
                    *largest = Some(vector[1]);
                }
                is_new
            }
            Self::Stairs(stairs) => stairs.take(vector[1], vector[2]),
            Self::Ranked(ranked) => ranked.take(vector[1], vector[2], vector[3]),
            Self::Boxes(tree) => tree.take(vector),
        }
    }
}

/// Pairs that do not cover each other: the first coordinate grows, the second falls.
#[derive(Clone)]
pub(super) struct Stairs<T>(Vec<(T, T)>);

impl<T> Default for Stairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Number> Stairs<T> {
    fn covers(&self, a: T, b: T) -> bool {
        let at = self.0.partition_point(|it| it.0 < a);
        self.0.get(at).is_some_and(|it| b <= it.1)
    }

    /// Inserts a pair that is not covered, and drops those it covers; whether it is not.
    fn take(&mut self, a: T, b: T) -> bool {
        let at = self.0.partition_point(|it| it.0 < a);
        if self.0.get(at).is_some_and(|it| b <= it.1) {
            return false;
        }
        let end = at + usize::from(self.0.get(at).is_some_and(|it| it.0 == a));
        let mut begin = end;
        while 0 < begin && self.0[begin - 1].1 <= b {
            begin -= 1;
        }
        if begin < end {
            self.0[begin] = (a, b);
            self.0.drain(begin + 1..end);
        } else {
            self.0.insert(begin, (a, b));
        }
        true
    }
}

/// Staircases over ranges of ranks, as in a binary indexed tree: each range ends at its rank and
/// is as long as the lowest set bit of the rank. Rank 1 is the largest value.
pub(super) struct Ranked<T> {
    /// All different values, the largest first.
    values: Vec<T>,
    /// How many low bits values that are looked for together may differ in.
    shift: u32,
    /// Number of values that are no less in their high bits than each that these can be.
    ends: Vec<usize>,
    stairs: Vec<Stairs<T>>,
}

impl<T: Number> Ranked<T> {
    fn new(mut values: Vec<T>) -> Self {
        values.sort_unstable_by(|a, b| b.cmp(a));
        values.dedup();
        let bits = |it: u64| it.checked_ilog2().map_or(0, |it| it + 1);
        let most = bits(values.first().map_or(0, |it| it.widen()));
        let shift = most.saturating_sub(bits(values.len() as u64));
        let mut ends = vec![0; (1 << (most - shift)) + 1];
        for value in &values {
            ends[high(*value, shift)] += 1;
        }
        for place in (1..ends.len()).rev() {
            ends[place - 1] += ends[place];
        }
        let stairs = vec![Stairs::default(); values.len() + 1];
        Self { values, shift, ends, stairs }
    }

    fn take(&mut self, value: T, a: T, b: T) -> bool {
        let high = high(value, self.shift);
        let (begin, end) = (self.ends[high + 1], self.ends[high]);
        let rank = begin + self.values[begin..end].partition_point(|&it| value < it) + 1;
        let mut at = rank;
        while 0 < at {
            if self.stairs[at].covers(a, b) {
                return false;
            }
            at &= at - 1;
        }
        // Each range contains the one before, and what covers there covers in all that follow.
        let mut at = rank;
        while at < self.stairs.len() && self.stairs[at].take(a, b) {
            at += at & at.wrapping_neg();
        }
        true
    }
}

fn high<T: Number>(value: T, shift: u32) -> usize {
    usize::try_from(value.widen() >> shift).expect("about as many as values")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Which vectors are taken, and which the definition takes.
    fn check<const P: usize>(mut vectors: Vec<[u32; P]>) {
        vectors.sort_unstable_by(|a, b| b.cmp(a));
        vectors.dedup();
        let mut maxima = Maxima::new(vectors.iter().map(|it| it[1]));
        for (index, vector) in vectors.iter().enumerate() {
            let covers = |it: &[u32; P]| (0..P).all(|at| vector[at] <= it[at]);
            let expected = !vectors[..index].iter().any(covers);
            assert_eq!(maxima.take(vector), expected, "{vector:?} of {vectors:?}");
        }
    }

    proptest! {
        #[test]
        fn maxima_are_those_of_the_definition(
            two: Vec<[u8; 2]>,
            three: Vec<[u8; 3]>,
            four in prop::collection::vec(prop::array::uniform4(0..9_u8), 0..200),
            far in prop::collection::vec(prop::array::uniform4(0..=u32::MAX), 0..200),
            five in prop::collection::vec(prop::array::uniform5(0..6_u8), 0..400),
            six in prop::collection::vec(prop::array::uniform6(0..40_u8), 0..400),
            eight in prop::collection::vec(prop::array::uniform8(0..3_u8), 0..200),
        ) {
            check(two.into_iter().map(|it| it.map(u32::from)).collect());
            check(three.into_iter().map(|it| it.map(u32::from)).collect());
            check(four.into_iter().map(|it| it.map(u32::from)).collect());
            check(far);
            check(five.into_iter().map(|it| it.map(u32::from)).collect());
            check(six.into_iter().map(|it| it.map(u32::from)).collect());
            check(eight.into_iter().map(|it| it.map(u32::from)).collect());
        }
    }
}
