//! Classes of English words that tell how something is reported.

use std::sync::LazyLock;

use super::words::{
    ADJECTIVES, ADVERBS, ASK, CLOSED, DESCRIBE, DOCUMENTS, GROUPS, IRREGULAR, JUDGE, NOUNS,
    NUMBERS, OBJECTS, OTHER_VERB, PEOPLE, SAY, SEEM, SHOW, THINK, WANT, WEAK,
};
use crate::table::Table;
use crate::word;

/// A set of word classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(pub(crate) u32);

macro_rules! classes {
    ($($name:ident = $bit:literal),* $(,)?) => {
        impl Classes { $(pub(crate) const $name: Self = Self(1 << $bit);)* }
    };
}

classes! {
    SAY = 0, THINK = 1, WANT = 2, SHOW = 3, JUDGE = 4, SEEM = 5, ASK = 6, WEAK = 7, DESCRIBE = 8,
    NOUN = 9, ADJECTIVE = 10, ADVERB = 11, BE = 12, HAVE = 13, MODAL = 14, NOT = 15, PRONOUN = 16,
    DETERMINER = 17, PREPOSITION = 18, CONJUNCTION = 19, SUBORDINATOR = 20, TIME = 21, TITLE = 22,
    PERSON = 23, GROUP = 24, DOCUMENT = 25, POSSESSIVE = 26, OBJECT = 27, DO = 28, NUMBER = 29,
    OTHER_VERB = 30,
}

impl Classes {
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is a form of a verb that may report.
    pub(crate) fn is_reporting(self) -> bool {
        const VERBS: u32 = 0b1_1111_1111;
        self.0 & VERBS != 0
    }
}

/// How the form of a verb is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Form {
    /// Not a form of a known verb.
    #[default]
    None,
    Base,
    Third,
    Past,
    Participle,
    Gerund,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) classes: Classes,
    pub(crate) form: Form,
    /// Place of its lemma in the tables, from 1; 0 if it has none.
    pub(crate) lemma: u16,
}

static TABLE: LazyLock<Table<Entry>> = LazyLock::new(build);

/// What is known of a word in lower case, by its hash.
pub(crate) fn look_up(hash: u32, word: &str) -> Entry {
    TABLE.get(hash, word).copied().unwrap_or_default()
}

fn build() -> Table<Entry> {
    let mut found: Vec<(String, Entry)> = Vec::new();
    let mut lemma = 0;
    let lists = [
        (SAY, Classes::SAY),
        (THINK, Classes::THINK),
        (WANT, Classes::WANT),
        (SHOW, Classes::SHOW),
        (JUDGE, Classes::JUDGE),
        (SEEM, Classes::SEEM),
        (ASK, Classes::ASK),
        (WEAK, Classes::WEAK),
        (DESCRIBE, Classes::DESCRIBE),
        (OTHER_VERB, Classes::OTHER_VERB),
    ];
    for (list, classes) in lists {
        for base in list.split_whitespace() {
            lemma += 1;
            for (form, kind) in verb_forms(base) {
                found.push((form, Entry { classes, form: kind, lemma }));
            }
        }
    }
    let nominal = [
        (NOUNS, Classes::NOUN),
        (PEOPLE, Classes::PERSON),
        (GROUPS, Classes::GROUP),
        (DOCUMENTS, Classes::DOCUMENT),
    ];
    for (list, classes) in nominal {
        for base in list.split_whitespace() {
            lemma += 1;
            for form in [base.to_owned(), plural(base)] {
                found.push((form, Entry { classes, form: Form::None, lemma }));
            }
        }
    }
    let plain = [
        (ADJECTIVES, Classes::ADJECTIVE),
        (ADVERBS, Classes::ADVERB),
        (OBJECTS, Classes::OBJECT),
        (NUMBERS, Classes::NUMBER),
    ];
    for (list, classes) in plain.into_iter().chain(CLOSED.iter().copied()) {
        for word in list.split_whitespace() {
            lemma += 1;
            found.push((word.to_owned(), Entry { classes, form: Form::None, lemma }));
        }
    }
    for (words, classes) in [
        (word::ADVERBS, Classes::ADVERB),
        (word::PREPOSITIONS, Classes::PREPOSITION),
        (word::CONJUNCTIONS, Classes::CONJUNCTION),
        (word::SUBORDINATORS, Classes::SUBORDINATOR),
        (word::DETERMINERS, Classes::DETERMINER),
        (word::TITLES, Classes::TITLE),
        (&word::WEEKDAYS[..], Classes::TIME),
        (&word::MONTHS[..], Classes::TIME),
    ] {
        found.extend(
            words
                .iter()
                .map(|&word| (word.to_owned(), Entry { classes, form: Form::None, lemma: 0 })),
        );
    }
    Table::new(found, |known, more| {
        known.classes.0 |= more.classes.0;
        known.form = known.form.max(more.form);
        known.lemma = if known.lemma == 0 { more.lemma } else { known.lemma };
    })
}

fn verb_forms(base: &str) -> Vec<(String, Form)> {
    let mut forms = vec![(base.to_owned(), Form::Base)];
    let stem = base.strip_suffix('e').unwrap_or(base);
    let mut chars = base.chars().rev();
    let (last, before, third) = (chars.next(), chars.next(), chars.next());
    let is_vowel = |it: Option<char>| it.is_some_and(|it| "aeiou".contains(it));
    let doubles = last.is_some_and(|it| !"aeiouwxyhkcl".contains(it))
        && is_vowel(before)
        && !is_vowel(third)
        && (base.len() <= 4
            || [
                "admit", "permit", "commit", "refer", "regret", "rebut", "rebuff", "recap",
                "begin", "forget", "confer", "concur",
            ]
            .contains(&base));
    let past = match last {
        Some('e') => format!("{base}d"),
        Some('y') if !is_vowel(before) => format!("{}ied", &base[..base.len() - 1]),
        Some(it) if doubles => format!("{base}{it}ed"),
        _ => format!("{base}ed"),
    };
    let gerund = match last {
        Some('e') if !base.ends_with("ee") => format!("{stem}ing"),
        Some(it) if doubles => format!("{base}{it}ing"),
        _ => format!("{base}ing"),
    };
    forms.push((third_person(base), Form::Third));
    forms.push((gerund, Form::Gerund));
    match IRREGULAR.iter().find(|it| it.0 == base) {
        Some(&(_, past, participle)) => {
            forms.push((past.to_owned(), Form::Past));
            forms.push((
                participle.to_owned(),
                if past == participle { Form::Past } else { Form::Participle },
            ));
        }
        None => forms.push((past, Form::Past)),
    }
    forms
}

fn third_person(base: &str) -> String {
    match base.as_bytes() {
        [.., b'y'] if !["ay", "ey", "oy", "uy"].iter().any(|it| base.ends_with(it)) => {
            format!("{}ies", &base[..base.len() - 1])
        }
        [.., b's' | b'x' | b'z'] | [.., b's' | b'c', b'h'] => format!("{base}es"),
        _ if base == "go" || base == "veto" || base == "echo" => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

fn plural(base: &str) -> String {
    match base.strip_suffix("man") {
        Some(stem) if base.len() > 4 => format!("{stem}men"),
        _ => third_person(base),
    }
}
