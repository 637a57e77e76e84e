//! What is known of a word without its neighbours, looked up once.

use std::sync::LazyLock;

use crate::cue;
use crate::table::{Table, hash};
use crate::word;

/// What a word can be; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    bits: u32,
    /// How it reports, and from 0 to 100 how surely.
    pub(crate) verb: Option<(cue::Class, u8)>,
}

/// A set of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// As [`word::is_title`].
    pub(crate) const TITLE: Any = Any(1 << 7);
    /// As [`word::is_with_title`].
    pub(crate) const WITH_TITLE: Any = Any(1 << 8);
    /// As [`word::is_time`].
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
    pub(crate) const BARE_FUNCTION: Any = Any(1 << 16);

    pub(crate) fn has(self, any: Any) -> bool {
        self.bits & any.0 != 0
    }

    fn of(any: Any) -> Self {
        Self { bits: any.0, verb: None }
    }

    fn join(&mut self, more: Self) {
        self.bits |= more.bits;
        self.verb = self.verb.or(more.verb);
    }
}

impl Any {
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static TABLE: LazyLock<Table<Facts>> = LazyLock::new(build);

/// What the lists say of a word as it is.
pub(crate) fn listed(word: &str) -> Facts {
    TABLE.get(hash(word), word).copied().unwrap_or_default()
}

/// All that is known of a word in lower case.
pub(crate) fn facts(word: &str) -> Facts {
    let mut facts = listed(word);
    let bytes = word.as_bytes();
    let mut bare = facts;
    if word::is_adverb_by_form(word) {
        facts.bits |= Facts::ADVERB.0;
    }
    if bytes.last() == Some(&b'.') {
        facts.bits |= listed(word.trim_end_matches('.')).bits & Facts::TITLE.0;
    }
    if bytes.contains(&b'\'') {
        facts.bits |= listed(word::pronoun(word)).bits & Facts::PRONOUN.0;
        bare = listed(crate::passage::strip_possessive(word));
    }
    if bare.has(Facts::FUNCTION) {
        facts.bits |= Facts::BARE_FUNCTION.0;
    }
    facts
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
    for form in cue::forms() {
        let verb = cue::verb(&form);
        pairs.push((form, Facts { bits: 0, verb }));
    }
    Table::new(pairs, Facts::join)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Facts, TABLE, facts};
    use crate::{cue, passage, word};

    /// What is looked up, beside what the rules say.
    fn check(word: &str) {
        let found = facts(word);
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
            (Facts::BARE_FUNCTION, is_function(passage::strip_possessive(word))),
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
            check(&word[..word.len() - 1]);
        }
    }

    proptest! {
        #[test]
        fn other_words_are_looked_up_as_well(word in "[a-z.é'-]{0,9}") {
            check(&word);
        }
    }
}
