//! Outcomes packed into words, so that the first outcome has the smallest words.

use std::ops::Range;

use crate::{OptionId, Outcome, Space};

/// Where the option of each issue is kept: a field of bits, the first issue's the most significant
/// ones of the first word. No field lies across two words.
pub(super) struct Fields {
    /// For each issue, its word and the bits of it.
    places: Vec<(usize, Range<u32>)>,
    /// Number of words.
    pub(super) words: usize,
}

impl Fields {
    pub(super) fn new(space: &Space) -> Self {
        let (mut word, mut top) = (0, 64);
        let mut places = Vec::new();
        for issue in space.issues() {
            let largest = space.option_count(issue) - 1;
            let bits = usize::BITS - largest.leading_zeros();
            if top < bits {
                (word, top) = (word + 1, 64);
            }
            places.push((word, top - bits..top));
            top -= bits;
        }
        Self { places, words: word + 1 }
    }

    /// The word and the bits in it that say an issue is settled by an option.
    pub(super) fn bits(&self, issue: usize, option: OptionId) -> (usize, u64) {
        let (word, field) = &self.places[issue];
        // A field without bits may begin at the upper end, and its option is zero.
        (*word, u64::from(option.0).checked_shl(field.start).unwrap_or(0))
    }

    pub(super) fn outcome(&self, path: &[u64]) -> Outcome {
        let option = |(word, field): &(usize, Range<u32>)| {
            let bits = path[*word].checked_shr(field.start).unwrap_or(0);
            let mask = (1 << (field.end - field.start)) - 1;
            OptionId(u8::try_from(bits & mask).expect("a field holds options"))
        };
        Outcome(self.places.iter().map(option).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is packed comes out again, and packed outcomes are ordered as they were.
        #[test]
        fn packing_keeps_outcomes_and_their_order(
            pairs in prop::collection::vec((0..=255_u8, 0..=255_u8, 0..=8_u32), 1..=128),
        ) {
            let options: Vec<_> = pairs.iter().map(|it| 1_usize << it.2).collect();
            let fields = Fields::new(&Space::new(&options).unwrap());
            let choose = |second: bool| {
                let option = |it: &(u8, u8, u32)| {
                    let drawn = if second { it.1 } else { it.0 };
                    OptionId(u8::try_from(u32::from(drawn) & ((1 << it.2) - 1)).unwrap())
                };
                Outcome(pairs.iter().map(option).collect())
            };
            let pack = |outcome: &Outcome| {
                let mut path = vec![0; fields.words];
                for (issue, &option) in outcome.0.iter().enumerate() {
                    let (word, bits) = fields.bits(issue, option);
                    path[word] |= bits;
                }
                path
            };
            let (a, b) = (choose(false), choose(true));
            prop_assert_eq!(&fields.outcome(&pack(&a)), &a);
            prop_assert_eq!(pack(&a).cmp(&pack(&b)), a.cmp(&b));
        }
    }
}
