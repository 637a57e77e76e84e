//! What is known of a word without its neighbours, looked up once.

use std::sync::LazyLock;

use crate::cue;
use crate::table::{Table, hash};
use crate::who::{list, wanting_words};
use crate::word;

/// What a word can be; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    bits: Any,
    /// What it tells of who speaks, without full stops at its end and what follows an apostrophe.
    pub(crate) bare: Any,
    /// How it reports, and from 0 to 100 how surely.
    pub(crate) verb: Option<(cue::Class, u8)>,
}

/// A set of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Any(u32);

impl Facts {
    /// As [`word::is_pronoun`].
    pub(crate) const PRONOUN: Any = Any(1);
    /// As [`word::is_auxiliary`].
    pub(crate) const AUXILIARY: Any = Any(1 << 1);
    /// As [`word::is_adverb`].
    pub(crate) const ADVERB: Any = Any(1 << 2);
    /// As [`word::is_preposition`].
    pub(crate) const PREPOSITION: Any = Any(1 << 3);
    /// As [`word::is_subordinator`].
    pub(crate) const SUBORDINATOR: Any = Any(1 << 4);
    /// As [`word::is_conjunction`].
    pub(crate) const CONJUNCTION: Any = Any(1 << 5);
    /// As [`word::is_determiner`].
    pub(crate) const DETERMINER: Any = Any(1 << 6);
    /// A title, with or without a full stop.
    pub(crate) const TITLE: Any = Any(1 << 7);
    /// A word that stands in titles.
    pub(crate) const WITH_TITLE: Any = Any(1 << 8);
    /// A day of the week or a month.
    pub(crate) const TIME: Any = Any(1 << 9);
    /// As [`word::is_function_word`].
    pub(crate) const FUNCTION: Any = Any(1 << 10);
    /// A noun that takes what was said, or its plural.
    pub(crate) const NOUN: Any = Any(1 << 11);
    /// A word that says that what follows is a title or a term.
    pub(crate) const LABEL: Any = Any(1 << 12);
    /// A reporting verb itself, not one of its other forms.
    pub(crate) const LEMMA: Any = Any(1 << 13);
    /// The first of two words that report together.
    pub(crate) const PHRASAL: Any = Any(1 << 14);
    /// Another word that begins sentences but no name.
    const OTHER: Any = Any(1 << 15);
    /// A function word, but for a possessive ending.
    pub(crate) const STEM_FUNCTION: Any = Any(1 << 16);
    /// A title, but for a possessive ending.
    pub(crate) const STEM_TITLE: Any = Any(1 << 17);
    /// A word of a title, but for a possessive ending.
    pub(crate) const STEM_WITH_TITLE: Any = Any(1 << 18);
    /// "he", "him", "his".
    pub(crate) const HE: Any = Any(1 << 19);
    /// "she", "her".
    pub(crate) const SHE: Any = Any(1 << 20);
    /// "it", "its".
    pub(crate) const IT: Any = Any(1 << 21);
    /// "they", "their".
    pub(crate) const THEY: Any = Any(1 << 22);
    /// "his", "her", "its", "their".
    pub(crate) const OWNING: Any = Any(1 << 23);
    /// A word that tells a man.
    pub(crate) const MALE: Any = Any(1 << 24);
    /// A word that tells a woman.
    pub(crate) const FEMALE: Any = Any(1 << 25);
    /// One who speaks for a body without being its head: "diplomat", "negotiator".
    pub(crate) const PERSON: Any = Any(1 << 26);
    /// People, several: "officials", "rebels".
    pub(crate) const GROUP: Any = Any(1 << 27);
    /// A body: "government", "ministry".
    pub(crate) const BODY: Any = Any(1 << 28);
    /// Something written that can say: "proposal".
    pub(crate) const DOCUMENT: Any = Any(1 << 29);
    /// A place to speak at or a way to do it: "interview".
    pub(crate) const VENUE: Any = Any(1 << 30);
    /// A word that may tell what somebody wants or would do: "refuses", "ready".
    pub(crate) const WANTING: Any = Any(1 << 31);
    /// What joins a clause to another.
    pub(crate) const JOINER: Any = Self::SUBORDINATOR.or(Self::CONJUNCTION);
    /// All that tells of who speaks.
    const WHO: Any = Self::PREPOSITION
        .or(Self::DETERMINER)
        .or(Self::JOINER)
        .or(Self::TITLE)
        .or(Self::HE)
        .or(Self::SHE)
        .or(Self::IT)
        .or(Self::THEY)
        .or(Self::OWNING)
        .or(Self::MALE)
        .or(Self::FEMALE)
        .or(Self::PERSON)
        .or(Self::GROUP)
        .or(Self::BODY)
        .or(Self::DOCUMENT)
        .or(Self::VENUE);

    pub(crate) fn has(self, any: Any) -> bool {
        self.bits.has(any)
    }

    /// Whether it may report, alone or with the next word.
    pub(crate) fn reports(self) -> bool {
        self.verb.is_some() || self.has(Self::PHRASAL)
    }

    fn of(any: Any) -> Self {
        Self { bits: any, ..Self::default() }
    }

    fn join(&mut self, more: Self) {
        self.bits = self.bits.or(more.bits);
        self.verb = self.verb.or(more.verb);
    }
}

impl Any {
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those that are among others.
    fn of(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// `other`, if it has `any`.
    fn then(self, any: Self, other: Self) -> Self {
        if self.has(any) { other } else { Self::default() }
    }
}

static TABLE: LazyLock<Table<Facts>> = LazyLock::new(build);

/// What is known of a word that stands in a list; nothing of others.
pub(crate) fn listed(word: &str) -> Facts {
    TABLE.get(hash(word), word).copied().unwrap_or_default()
}

/// All that is known of a word in lower case, by its [`hash`].
pub(crate) fn facts(hash: u32, word: &str) -> Facts {
    if word.bytes().any(|it| matches!(it, b'.' | b'\'')) {
        let table = &*TABLE;
        let listed = table.get(hash, word).copied();
        return listed.unwrap_or_else(|| known(table, Facts::default(), word));
    }
    plain(hash, word)
}

/// As [`facts`], for a word without parts.
#[inline]
pub(crate) fn plain(hash: u32, word: &str) -> Facts {
    if let Some(facts) = TABLE.get(hash, word) {
        return *facts;
    }
    let is_adverb = word::is_adverb_by_form(word);
    Facts::of(if is_adverb { Facts::ADVERB } else { Any::default() })
}

/// What is known of a word of which the lists say something, from its form and its parts.
fn known(table: &Table<Facts>, mut facts: Facts, word: &str) -> Facts {
    let listed = |it: &str| table.get(hash(it), it).map_or(Any::default(), |it| it.bits);
    let all = facts.bits;
    let (mut bare, mut stem, mut title) = (all, all, all);
    if word.ends_with('.') {
        bare = listed(word.trim_end_matches('.'));
        title = bare;
    }
    facts.bits = all.or(title.then(Facts::TITLE, Facts::TITLE));
    if word.bytes().any(|it| it == b'\'') {
        bare = listed(word::pronoun(word));
        facts.bits = facts.bits.or(bare.then(Facts::PRONOUN, Facts::PRONOUN));
        let without = crate::passage::strip_possessive(word);
        stem = listed(without);
        title = listed(without.trim_end_matches('.'));
    }
    if word::is_adverb_by_form(word) {
        facts.bits = facts.bits.or(Facts::ADVERB);
    }
    facts.bits = facts
        .bits
        .or(stem.then(Facts::FUNCTION, Facts::STEM_FUNCTION))
        .or(stem.then(Facts::WITH_TITLE, Facts::STEM_WITH_TITLE))
        .or(title.then(Facts::TITLE, Facts::STEM_TITLE));
    facts.bare = bare.of(Facts::WHO);
    facts
}

/// As [`Facts::bare`].
pub(crate) fn bare(word: &str) -> Any {
    listed(word::pronoun(word.trim_end_matches('.'))).bits.of(Facts::WHO)
}

fn build() -> Table<Facts> {
    let lists = [
        (word::PRONOUNS, Facts::PRONOUN.or(Facts::FUNCTION)),
        (word::AUXILIARIES, Facts::AUXILIARY.or(Facts::FUNCTION)),
        (word::ADVERBS, Facts::ADVERB.or(Facts::FUNCTION)),
        (word::PREPOSITIONS, Facts::PREPOSITION.or(Facts::FUNCTION)),
        (word::SUBORDINATORS, Facts::SUBORDINATOR.or(Facts::FUNCTION)),
        (word::CONJUNCTIONS, Facts::CONJUNCTION.or(Facts::FUNCTION)),
        (word::DETERMINERS, Facts::DETERMINER.or(Facts::FUNCTION)),
        (word::OTHERS, Facts::OTHER.or(Facts::FUNCTION)),
        (&word::WEEKDAYS, Facts::TIME.or(Facts::FUNCTION)),
        (&word::MONTHS, Facts::TIME.or(Facts::FUNCTION)),
        (word::TITLES, Facts::TITLE),
        (word::WITH_TITLES, Facts::WITH_TITLE),
        (cue::LABELS, Facts::LABEL),
        (list::HE, Facts::HE),
        (list::SHE, Facts::SHE),
        (list::IT, Facts::IT),
        (list::THEY, Facts::THEY),
        (list::OWNING, Facts::OWNING),
        (list::MALE, Facts::MALE.or(Facts::PERSON)),
        (list::FEMALE, Facts::FEMALE.or(Facts::PERSON)),
        (list::PERSONS, Facts::PERSON),
        (list::GROUPS, Facts::GROUP),
        (list::BODIES, Facts::BODY),
        (list::DOCUMENTS, Facts::DOCUMENT),
        (list::VENUES, Facts::VENUE),
    ];
    let mut pairs: Vec<(String, Facts)> = Vec::new();
    for (words, any) in lists {
        pairs.extend(words.iter().map(|&it| (it.to_owned(), Facts::of(any))));
    }
    for month in word::MONTHS {
        // "Nov." and "November."
        let stems = (3..=month.len()).map(|length| format!("{}.", &month[..length]));
        pairs.extend(stems.map(|it| (it, Facts::of(Facts::TIME.or(Facts::FUNCTION)))));
    }
    for short in ["sept", "sept."] {
        pairs.push((short.to_owned(), Facts::of(Facts::TIME.or(Facts::FUNCTION))));
    }
    for noun in cue::NOUNS {
        pairs.push(((*noun).to_owned(), Facts::of(Facts::NOUN)));
        pairs.push((format!("{noun}s"), Facts::of(Facts::NOUN)));
    }
    for (firsts, _, _) in cue::PHRASAL {
        pairs.extend(firsts.iter().map(|&it| (it.to_owned(), Facts::of(Facts::PHRASAL))));
    }
    for (lemma, _, _) in cue::VERBS {
        pairs.push(((*lemma).to_owned(), Facts::of(Facts::LEMMA)));
    }
    pairs.extend(wanting_words().map(|it| (it, Facts::of(Facts::WANTING))));
    for form in cue::forms() {
        let verb = cue::verb(&form);
        pairs.push((form, Facts { verb, ..Facts::default() }));
    }
    Table::new(pairs, Facts::join).map(|table, word, facts| known(table, *facts, word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Any, Facts, TABLE, bare, facts};
    use crate::table::hash;
    use crate::who::list;
    use crate::{cue, passage, word};

    /// What is looked up, beside what the rules say.
    fn check(word: &str) {
        let found = facts(hash(word), word);
        assert_eq!(found.verb, cue::verb(word), "{word}");
        let has = |lists: &[&[&str]], word: &str| lists.iter().any(|it| it.contains(&word));
        let is_time = |it: &str| {
            let stem = it.strip_suffix('.').unwrap_or(it);
            let is_short = (stem.len() < it.len() || stem == "sept") && 3 <= stem.len();
            let is_month = |month: &&str| **month == *stem || is_short && month.starts_with(stem);
            word::WEEKDAYS.contains(&it) || word::MONTHS.iter().any(is_month)
        };
        let is_function = |it: &str| {
            let lists = [
                word::PRONOUNS,
                word::AUXILIARIES,
                word::ADVERBS,
                word::PREPOSITIONS,
                word::SUBORDINATORS,
                word::CONJUNCTIONS,
                word::DETERMINERS,
                word::OTHERS,
            ];
            has(&lists, it) || is_time(it)
        };
        let stem = passage::strip_possessive(word);
        assert_eq!(found.bare, bare(word), "{word}");
        let singular = word.strip_suffix('s').unwrap_or(word);
        let is_ly = 4 < word.len() && word.ends_with("ly") && !word.contains('-');
        for (any, expected) in [
            (Facts::PRONOUN, has(&[word::PRONOUNS], word::pronoun(word))),
            (Facts::AUXILIARY, has(&[word::AUXILIARIES], word)),
            (Facts::ADVERB, has(&[word::ADVERBS], word) || is_ly),
            (Facts::PREPOSITION, has(&[word::PREPOSITIONS], word)),
            (Facts::SUBORDINATOR, has(&[word::SUBORDINATORS], word)),
            (Facts::CONJUNCTION, has(&[word::CONJUNCTIONS], word)),
            (Facts::DETERMINER, has(&[word::DETERMINERS], word)),
            (Facts::TITLE, has(&[word::TITLES], word.trim_end_matches('.'))),
            (Facts::WITH_TITLE, has(&[word::WITH_TITLES], word)),
            (Facts::TIME, is_time(word)),
            (Facts::FUNCTION, is_function(word)),
            (Facts::STEM_FUNCTION, is_function(stem)),
            (Facts::STEM_TITLE, has(&[word::TITLES], stem.trim_end_matches('.'))),
            (Facts::STEM_WITH_TITLE, has(&[word::WITH_TITLES], stem)),
            (Facts::GROUP, has(&[list::GROUPS], word)),
            (Facts::NOUN, has(&[cue::NOUNS], word) || has(&[cue::NOUNS], singular)),
            (Facts::LABEL, has(&[cue::LABELS], word)),
            (Facts::LEMMA, cue::VERBS.iter().any(|it| it.0 == word)),
            (Facts::PHRASAL, cue::PHRASAL.iter().any(|it| it.0.contains(&word))),
        ] {
            assert_eq!(found.has(any), expected, "{word}: {any:?}");
        }
    }

    #[test]
    fn what_is_looked_up_is_what_the_rules_say() {
        let words: Vec<&str> = TABLE.words().collect();
        for word in words {
            for ending in ["", "s", "'s", "'", ".", "..", "ed", "ing", "ly", "es", "d", "ied"] {
                check(&format!("{word}{ending}"));
            }
            check(&word[..word.floor_char_boundary(word.len() - 1)]);
        }
    }

    #[test]
    fn endings_do_not_hide_a_word() {
        let is = |word: &str, any| bare(word).has(any);
        assert!(
            is("she's", Facts::SHE) && is("mr.", Facts::MALE) && is("minister's", Facts::TITLE)
        );
        assert!(is("his", Facts::OWNING) && !is("him", Facts::OWNING));
        assert!(["", "'", "dam"].iter().all(|it| bare(it) == Any::default()));
    }

    proptest! {
        #[test]
        fn other_words_are_looked_up_as_well(word in "[a-z.é'-]{0,9}") {
            check(&word);
        }
    }
}
