//! What single words tell of who speaks: pronouns, titles, bodies, documents, places to speak at.

use super::list::{BODIES, DOCUMENTS, FEMALE, GROUPS, MALE, PERSONS, VENUES};
use crate::word;

/// What a word can be; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u32);

impl Class {
    /// "he", "him", "his".
    pub(crate) const HE: Self = Self(1);
    /// "she", "her".
    pub(crate) const SHE: Self = Self(1 << 1);
    /// "it", "its".
    pub(crate) const IT: Self = Self(1 << 2);
    /// "they", "their".
    pub(crate) const THEY: Self = Self(1 << 3);
    /// "his", "her", "its", "their".
    pub(crate) const OWNING: Self = Self(1 << 4);
    /// A post or a title: "minister", "Mr".
    pub(crate) const TITLE: Self = Self(1 << 5);
    /// A title that tells a man.
    pub(crate) const MALE: Self = Self(1 << 7);
    /// A title that tells a woman.
    pub(crate) const FEMALE: Self = Self(1 << 8);
    /// People, several: "officials", "rebels".
    pub(crate) const GROUP: Self = Self(1 << 9);
    /// A body: "government", "ministry".
    pub(crate) const BODY: Self = Self(1 << 10);
    /// Something written that can say: "proposal".
    pub(crate) const DOCUMENT: Self = Self(1 << 11);
    /// A place to speak at or a way to do it: "interview".
    pub(crate) const VENUE: Self = Self(1 << 12);
    /// "for", "to".
    pub(crate) const PREPOSITION: Self = Self(1 << 13);
    /// "the", "a", "two".
    pub(crate) const DETERMINER: Self = Self(1 << 14);
    /// One who speaks for a body without being its head: "diplomat", "negotiator".
    pub(crate) const PERSON: Self = Self(1 << 15);
    /// A word that no name holds: "would", "if", "Monday".
    pub(crate) const FUNCTION: Self = Self(1 << 16);

    pub(crate) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const PRONOUNS: &[(&str, Class)] = &[
    ("he", Class::HE),
    ("him", Class::HE),
    ("himself", Class::HE),
    ("his", Class::HE.or(Class::OWNING)),
    ("she", Class::SHE),
    ("her", Class::SHE.or(Class::OWNING)),
    ("hers", Class::SHE),
    ("herself", Class::SHE),
    ("it", Class::IT),
    ("its", Class::IT.or(Class::OWNING)),
    ("itself", Class::IT),
    ("they", Class::THEY),
    ("them", Class::THEY),
    ("themselves", Class::THEY),
    ("their", Class::THEY.or(Class::OWNING)),
];

/// What words can be, to be asked for each word of an article.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Open addressing; a power of two, less than half full.
    slots: Vec<Option<(&'static str, Class)>>,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        const SLOTS: usize = 4096;
        let mut lexicon = Self { slots: vec![None; SLOTS] };
        for &(word, class) in PRONOUNS {
            lexicon.add(word, class);
        }
        let lists = [
            (word::TITLES, Class::TITLE),
            (MALE, Class::MALE.or(Class::PERSON)),
            (FEMALE, Class::FEMALE.or(Class::PERSON)),
            (GROUPS, Class::GROUP),
            (BODIES, Class::BODY),
            (DOCUMENTS, Class::DOCUMENT),
            (VENUES, Class::VENUE),
            (PERSONS, Class::PERSON),
            (word::PREPOSITIONS, Class::PREPOSITION),
            (word::DETERMINERS, Class::DETERMINER),
            (word::SUBORDINATORS, Class::FUNCTION),
            (word::CONJUNCTIONS, Class::FUNCTION),
        ];
        for (list, class) in lists {
            for word in list {
                lexicon.add(word, class);
            }
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, class: Class) {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        while let Some((known, old)) = &mut self.slots[at] {
            if *known == word {
                *old = old.or(class);
                return;
            }
            at = (at + 1) & mask;
        }
        self.slots[at] = Some((word, class));
    }

    /// What a word in lower case can be, with or without a possessive ending, a full stop or a
    /// verb drawn to it.
    pub(crate) fn class(&self, word: &str) -> Class {
        let bare = match word.as_bytes().last() {
            Some(b'.') => word.trim_end_matches('.'),
            _ => word,
        };
        match bare.find('\'') {
            Some(end) => self.find(&bare[..end]),
            None => self.find(bare),
        }
    }

    fn find(&self, word: &str) -> Class {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        while let Some((known, class)) = self.slots[at] {
            if known == word {
                return class;
            }
            at = (at + 1) & mask;
        }
        Class::default()
    }
}

/// FNV-1a.
fn hash(word: &str) -> usize {
    let mut state = 0x811c_9dc5_u32;
    for &byte in word.as_bytes() {
        state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (state ^ (state >> 15)) as usize
}

#[cfg(test)]
mod tests {
    use super::{Class, Lexicon};

    #[test]
    fn endings_do_not_hide_a_word() {
        let lexicon = Lexicon::new();
        let is = |word: &str, class| lexicon.class(word).has(class);
        assert!(
            is("she's", Class::SHE) && is("mr.", Class::MALE) && is("minister's", Class::TITLE)
        );
        assert!(is("his", Class::OWNING) && !is("him", Class::OWNING));
        assert_eq!(lexicon.class(""), Class::default());
        assert_eq!(lexicon.class("'"), Class::default());
        assert_eq!(lexicon.class("dam"), Class::default());
    }
}
