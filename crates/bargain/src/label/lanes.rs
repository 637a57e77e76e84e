//! Up to 32 vectors, coordinate by coordinate.

use super::Number;

/// Most vectors together.
pub(super) const LANES: usize = 32;

/// Vectors that are compared with another one at once, in all coordinates but the first.
///
/// **Invariant:** there are at most [`LANES`].
pub(super) struct Lanes<T, const P: usize> {
    rows: [[T; LANES]; P],
    len: usize,
}

impl<T: Number, const P: usize> Lanes<T, P> {
    pub(super) fn new() -> Self {
        Self { rows: [[T::default(); LANES]; P], len: 0 }
    }

    /// The distance of a vector from each of the boxes between these corners, in the coordinate
    /// that is farthest off.
    pub(super) fn distances(upper: &Self, lower: &Self, vector: &[T; P]) -> [T; LANES] {
        let mut distances = [T::default(); LANES];
        let rows = upper.rows.iter().zip(&lower.rows).zip(vector).skip(1);
        for ((upper, lower), &it) in rows {
            for ((distance, &upper), &lower) in distances.iter_mut().zip(upper).zip(lower) {
                let apart = it.saturating_sub(upper) | lower.saturating_sub(it);
                *distance = (*distance).max(apart);
            }
        }
        distances
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn member(&self, at: usize) -> [T; P] {
        std::array::from_fn(|it| self.rows[it][at])
    }

    /// The largest of each coordinate, if there are any.
    pub(super) fn most(&self) -> Option<[T; P]> {
        let first = (0 < self.len).then(|| self.member(0))?;
        Some(std::array::from_fn(|it| {
            self.rows[it][..self.len].iter().fold(first[it], |most, &it| most.max(it))
        }))
    }

    /// The smallest of each coordinate, if there are any.
    pub(super) fn least(&self) -> Option<[T; P]> {
        let first = (0 < self.len).then(|| self.member(0))?;
        Some(std::array::from_fn(|it| {
            self.rows[it][..self.len].iter().fold(first[it], |least, &it| least.min(it))
        }))
    }

    pub(super) fn put(&mut self, at: usize, member: &[T; P]) {
        for (row, &it) in self.rows.iter_mut().zip(member) {
            row[at] = it;
        }
    }

    pub(super) fn raise(&mut self, at: usize, to: &[T; P]) {
        for (row, &it) in self.rows.iter_mut().zip(to) {
            row[at] = row[at].max(it);
        }
    }

    pub(super) fn lower(&mut self, at: usize, to: &[T; P]) {
        for (row, &it) in self.rows.iter_mut().zip(to) {
            row[at] = row[at].min(it);
        }
    }

    pub(super) fn push(&mut self, member: &[T; P]) {
        self.put(self.len, member);
        self.len += 1;
    }

    /// Removes a member, whose place the last one takes.
    pub(super) fn remove(&mut self, at: usize) {
        self.len -= 1;
        self.put(at, &self.member(self.len));
    }

    /// The members at or above a vector, as bits.
    #[inline]
    pub(super) fn above(&self, vector: &[T; P]) -> u32 {
        let mut lacks = [T::default(); LANES];
        for (row, &wanted) in self.rows.iter().zip(vector).skip(1) {
            for (lack, &it) in lacks.iter_mut().zip(row) {
                *lack = *lack | wanted.saturating_sub(it);
            }
        }
        self.zeros(lacks)
    }

    /// The members at or below a vector, as bits.
    #[inline]
    pub(super) fn below(&self, vector: &[T; P]) -> u32 {
        let mut exceeds = [T::default(); LANES];
        for (row, &limit) in self.rows.iter().zip(vector).skip(1) {
            for (exceed, &it) in exceeds.iter_mut().zip(row) {
                *exceed = *exceed | it.saturating_sub(limit);
            }
        }
        self.zeros(exceeds)
    }

    /// The places of all members along the coordinate in which they differ most, in its order.
    pub(super) fn order(&self) -> Vec<usize> {
        let (most, least) = (self.most(), self.least());
        let spread = |at: usize| most.zip(least).map(|(a, b)| a[at].saturating_sub(b[at]));
        let along = (1..P).max_by_key(|&it| spread(it)).unwrap_or(0);
        let mut order: Vec<usize> = (0..self.len).collect();
        order.sort_by_key(|&it| self.rows[along][it]);
        order
    }

    /// The members with zeros, as bits.
    #[inline]
    fn zeros(&self, numbers: [T; LANES]) -> u32 {
        // Both hints keep the compiler from taking numbers out of vector registers one by one.
        let numbers = std::hint::black_box(numbers);
        let mut flags = [0_u8; LANES];
        for (flag, &it) in flags.iter_mut().zip(&numbers) {
            *flag = u8::from(it == T::default());
        }
        let flags = std::hint::black_box(flags);
        let mut bits = 0;
        for flags in flags.as_chunks::<8>().0.iter().rev() {
            // Brings the lowest bit of each byte into the highest byte.
            let gathered = u64::from_le_bytes(*flags).wrapping_mul(0x0102_0408_1020_4080);
            bits = bits << 8 | gathered >> 56;
        }
        u32::try_from(bits & ((1 << self.len) - 1)).expect("one bit for each lane")
    }
}
