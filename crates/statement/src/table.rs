//! Words to look up: one probe, as a rule, and one comparison.

use std::ops::Deref;

/// What is known of some words.
#[derive(Debug)]
pub(crate) struct Table<T, W = Box<str>> {
    /// Hash and place of an entry, or [`FREE`], with open addressing; a power of two, less than half
    /// full.
    slots: Vec<(u32, u32)>,
    entries: Vec<(W, T)>,
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
        let mut table = Self { slots: free(entries.len()), entries };
        for (place, (word, _)) in (0..).zip(&table.entries) {
            fill(&mut table.slots, hash(word), place);
        }
        table
    }

    /// The same words, each with what `value` makes of it.
    pub(crate) fn map(mut self, value: impl Fn(&Self, &str, &T) -> T) -> Self {
        let values: Vec<T> = self.entries.iter().map(|it| value(&self, &it.0, &it.1)).collect();
        for (entry, value) in self.entries.iter_mut().zip(values) {
            entry.1 = value;
        }
        self
    }

    /// All words, in order.
    #[cfg(test)]
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|it| &*it.0)
    }
}

impl Table<()> {
    /// A table of words of which no more is known.
    pub(crate) fn of<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Self::new(words.into_iter().map(|it| (it.into(), ())), |(), ()| {})
    }
}

impl<T, W: Deref<Target = str>> Table<T, W> {
    /// A table of nothing, with room for some words.
    pub(crate) fn with_room(words: usize) -> Self {
        Self { slots: free(words), entries: Vec::with_capacity(words) }
    }

    /// What is known of a word, by its [`hash`].
    pub(crate) fn get(&self, hash: u32, word: &str) -> Option<&T> {
        self.place(hash, word).map(|it| &self.entries[it].1)
    }

    /// The same, to change it; the default for a word that is new.
    pub(crate) fn entry(&mut self, hash: u32, word: W) -> &mut T
    where
        T: Default,
    {
        let place = self.place(hash, &word).unwrap_or_else(|| {
            let place = self.entries.len();
            self.entries.push((word, T::default()));
            if self.slots.len() <= self.entries.len() * 2 {
                let old = std::mem::replace(&mut self.slots, free(self.entries.len()));
                let used = old.into_iter().filter(|it| it.1 != FREE);
                used.for_each(|(hash, place)| fill(&mut self.slots, hash, place));
            }
            fill(&mut self.slots, hash, u32::try_from(place).expect("words of one text"));
            place
        });
        &mut self.entries[place].1
    }

    fn place(&self, hash: u32, word: &str) -> Option<usize> {
        let mut at = hash as usize & (self.slots.len() - 1);
        loop {
            let (other, place) = self.slots[at];
            if place == FREE {
                return None;
            }
            if other == hash && is_same(&self.entries[place as usize].0, word) {
                return Some(place as usize);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// Whether words are the same; byte by byte, as they are short.
fn is_same(word: &str, other: &str) -> bool {
    word.len() == other.len() && word.bytes().eq(other.bytes())
}

/// Slots for some words.
fn free(words: usize) -> Vec<(u32, u32)> {
    vec![(0, FREE); (words * 2 + 1).next_power_of_two()]
}

/// Takes the next free slot for a place.
fn fill(slots: &mut [(u32, u32)], hash: u32, place: u32) {
    let mut at = hash as usize & (slots.len() - 1);
    while slots[at].1 != FREE {
        at = (at + 1) & (slots.len() - 1);
    }
    slots[at] = (hash, place);
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
            let mut grown: Table<u32, &str> = Table::with_room(1);
            for (word, value) in &pairs {
                *grown.entry(hash(word), word) += value;
            }
            for word in asked.iter().chain(pairs.iter().map(|it| &it.0)) {
                prop_assert_eq!(table.get(hash(word), word), map.get(word));
                prop_assert_eq!(grown.get(hash(word), word), map.get(word));
            }
        }
    }
}
