//! Words to look up: one probe, as a rule, and one comparison.

/// What is known of some words.
#[derive(Debug)]
pub(crate) struct Table<T> {
    /// Hash and place of an entry, or [`FREE`], with open addressing; a power of two, less than half
    /// full.
    slots: Vec<(u32, u32)>,
    entries: Vec<(Box<str>, T)>,
}

/// The place of no entry.
const FREE: u32 = u32::MAX;

impl<T> Table<T> {
    /// A table of pairs; `join` adds what is said of a word again to what was said before.
    pub(crate) fn new(
        pairs: impl IntoIterator<Item = (String, T)>,
        join: impl Fn(&mut T, T),
    ) -> Self {
        let mut pairs: Vec<(String, T)> = pairs.into_iter().collect();
        // Equal words keep their order.
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let mut entries: Vec<(Box<str>, T)> = Vec::new();
        for (word, value) in pairs {
            match entries.last_mut() {
                Some((last, known)) if **last == word => join(known, value),
                _ => entries.push((word.into_boxed_str(), value)),
            }
        }
        let mut table =
            Self { slots: vec![(0, FREE); (entries.len() * 2 + 1).next_power_of_two()], entries };
        for (place, (word, _)) in (0..).zip(&table.entries) {
            let hash = hash(word);
            let mut at = table.slot(hash);
            while table.slots[at].1 != FREE {
                at = (at + 1) & (table.slots.len() - 1);
            }
            table.slots[at] = (hash, place);
        }
        table
    }

    /// What is known of a word, by its [`hash`].
    pub(crate) fn get(&self, hash: u32, word: &str) -> Option<&T> {
        let mut at = self.slot(hash);
        loop {
            let (other, place) = self.slots[at];
            if place == FREE {
                return None;
            }
            if other == hash {
                let (known, value) = &self.entries[place as usize];
                if **known == *word {
                    return Some(value);
                }
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The same words, each with what `value` makes of it.
    pub(crate) fn map(mut self, value: impl Fn(&Self, &str) -> T) -> Self {
        let values: Vec<T> = self.words().map(|it| value(&self, it)).collect();
        for (entry, value) in self.entries.iter_mut().zip(values) {
            entry.1 = value;
        }
        self
    }

    /// All words, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|it| &*it.0)
    }

    fn slot(&self, hash: u32) -> usize {
        hash as usize & (self.slots.len() - 1)
    }
}

/// FNV-1a with a final mix.
pub(crate) fn hash(word: &str) -> u32 {
    word.bytes().fold(Hash::START, Hash::add).finish()
}

/// A [`hash`] in the making.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash(u32);

impl Hash {
    pub(crate) const START: Self = Self(0x811c_9dc5);

    pub(crate) fn add(self, byte: u8) -> Self {
        Self((self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    pub(crate) fn finish(self) -> u32 {
        mix(self.0)
    }
}

/// Spreads the bits of a number.
pub(crate) fn mix(mut state: u32) -> u32 {
    state ^= state >> 16;
    state = state.wrapping_mul(0x7feb_352d);
    state ^= state >> 15;
    state = state.wrapping_mul(0x846c_a68b);
    state ^ (state >> 16)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{Table, hash};

    proptest! {
        #[test]
        fn a_table_knows_what_a_map_knows(
            pairs in prop::collection::vec(("[ab]{0,4}", 0_u32..9), 0..40),
            asked in prop::collection::vec("[abc]{0,4}", 20),
        ) {
            let mut map = BTreeMap::new();
            for (word, value) in &pairs {
                *map.entry(word.clone()).or_insert(0) += value;
            }
            let table = Table::new(pairs.clone(), |known, more| *known += more);
            for word in asked.iter().chain(pairs.iter().map(|it| &it.0)) {
                prop_assert_eq!(table.get(hash(word), word), map.get(word));
            }
        }
    }
}
