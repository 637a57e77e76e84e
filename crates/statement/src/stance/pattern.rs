//! Phrases, and which of those in a statement weighs most.

use std::sync::LazyLock;

use crate::passage::Kind;
use crate::stance::lexicon::{CLASSES, PHRASES};
use crate::stance::token::{Place, Token};
use crate::sure::Sign;

/// A phrase in the notation of the lexicon, taken apart.
struct Phrase {
    elements: Vec<Element>,
    stance: &'static str,
    weight: u8,
    negated: Negated,
    /// Whether it begins with the cue.
    at_cue: bool,
    /// Whether it begins a clause.
    at_start: bool,
}

enum Element {
    /// One of these words.
    Word(Vec<Form>),
    /// Up to this many words or commas.
    Gap(usize),
}

struct Form {
    base: &'static str,
    /// Whether "rejects", "rejected" and "rejecting" will do for "reject".
    is_inflected: bool,
}

/// What becomes of a phrase after "not".
#[derive(Clone, Copy)]
enum Negated {
    /// It says the same: it holds its own negation.
    Same,
    /// It says nothing.
    Nothing,
    /// It says this.
    Stance(&'static str),
}

/// All phrases, and for the first two bytes of each word that may begin one, which.
struct Phrases {
    phrases: Vec<Phrase>,
    index: Vec<([u8; 2], usize)>,
}

static ALL: LazyLock<Phrases> = LazyLock::new(Phrases::new);

/// What weighs most in a statement.
#[derive(Clone, Copy)]
pub(super) struct Heaviest {
    pub(super) stance: &'static str,
    /// From 0 to 100.
    pub(super) weight: u8,
    /// What the heaviest phrase is.
    pub(super) sign: Sign,
}

/// The stance of the heaviest phrase, the first of equals; "position" where there is none.
pub(super) fn heaviest(tokens: &[Token]) -> Heaviest {
    const NONE: u8 = 40;
    let mut best = Heaviest { stance: "position", weight: NONE, sign: Sign::Nothing };
    for start in 0..tokens.len() {
        for phrase in ALL.starting_with(&tokens[start].word) {
            let Some(stance) = phrase.stance_at(tokens, start) else { continue };
            if best.weight < phrase.weight {
                let is_report = tokens[start].place == Place::Cue;
                let sign = if is_report { Sign::Report } else { Sign::Words };
                best = Heaviest { stance, weight: phrase.weight, sign };
            }
        }
    }
    best
}

/// The weight of the heaviest phrase for one stance; 0 where there is none.
pub(super) fn weight_of(tokens: &[Token], stance: &str) -> u8 {
    let weight = |start: usize| {
        let phrases = ALL.starting_with(&tokens[start].word);
        let found = phrases.filter(|it| it.stance_at(tokens, start) == Some(stance));
        found.map(|it| it.weight).max().unwrap_or(0)
    };
    (0..tokens.len()).map(weight).max().unwrap_or(0)
}

/// Whether "not" or the like stands shortly before a place, in its clause.
fn is_negated(tokens: &[Token], place: usize) -> bool {
    const NEAR: usize = 4;
    // "Nobody pays for it" says nothing of what comes after.
    const NEAR_NOUN: usize = 2;
    for index in (place.saturating_sub(NEAR)..place).rev() {
        let Some(token) = tokens.get(index) else { return false };
        let word = token.word.as_str();
        let next = tokens.get(index + 1).map_or("", |it| &it.word);
        if token.is_break() || matches!(word, "but" | "that" | "because" | "if" | "which" | "who") {
            return false;
        }
        let is_plain = matches!(next, "only" | "just" | "doubt" | "merely" | "least");
        let is_near =
            VERBAL.contains(&word) || NOMINAL.contains(&word) && place <= index + NEAR_NOUN;
        if is_near && !is_plain {
            return true;
        }
    }
    false
}

const VERBAL: &[&str] = &["never", "nor", "not"];

const NOMINAL: &[&str] = &["no", "nobody", "none", "nothing", "without"];

impl Phrases {
    fn new() -> Self {
        let phrases: Vec<Phrase> = PHRASES.iter().map(Phrase::new).collect();
        let mut index = Vec::new();
        for (place, phrase) in phrases.iter().enumerate() {
            if let Some(Element::Word(forms)) = phrase.elements.first() {
                index.extend(forms.iter().map(|it| (key(it.base), place)));
            }
        }
        index.sort_unstable();
        index.dedup();
        Self { phrases, index }
    }

    fn starting_with(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let key = key(word);
        let first = self.index.partition_point(|it| it.0 < key);
        let found = self.index[first..].iter().take_while(move |it| it.0 == key);
        found.map(|it| &self.phrases[it.1])
    }
}

/// The first two bytes.
fn key(word: &str) -> [u8; 2] {
    let bytes = word.as_bytes();
    [bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0)]
}

impl Phrase {
    /// Takes apart an entry of the lexicon, which explains the notation.
    fn new(
        &(notation, stance, weight, negated): &(&'static str, &'static str, u8, &'static str),
    ) -> Self {
        let at_cue = notation.starts_with('@');
        let at_start = notation.starts_with('^');
        let elements =
            notation.trim_start_matches(['@', '^']).split(' ').map(Element::new).collect();
        let negated = match negated {
            "=" => Negated::Same,
            "" => Negated::Nothing,
            stance => Negated::Stance(stance),
        };
        Self { elements, stance, weight, negated, at_cue, at_start }
    }

    /// What it says at a place, if it is there.
    fn stance_at(&self, tokens: &[Token], start: usize) -> Option<&'static str> {
        let first = tokens.get(start)?;
        let before = start.checked_sub(1).and_then(|it| tokens.get(it));
        let begins = before.is_none_or(|it| it.is_break() || it.place != first.place);
        if first.place == Place::Other
            || self.at_cue && first.place != Place::Cue
            || self.at_start && !begins
            || !matches(&self.elements, tokens, start)
        {
            return None;
        }
        match self.negated {
            Negated::Same => Some(self.stance),
            _ if !is_negated(tokens, start) => Some(self.stance),
            Negated::Nothing => None,
            Negated::Stance(stance) => Some(stance),
        }
    }
}

fn matches(elements: &[Element], tokens: &[Token], at: usize) -> bool {
    let Some((element, rest)) = elements.split_first() else { return true };
    let may_pass =
        |it: &Token| it.place != Place::Other && !it.is_stop() && it.kind != Kind::Semicolon;
    match element {
        Element::Word(forms) => {
            tokens.get(at).is_some_and(|it| {
                it.place != Place::Other
                    && it.is_word()
                    && forms.iter().any(|form| form.fits(&it.word))
            }) && matches(rest, tokens, at + 1)
        }
        Element::Gap(longest) => (at..=at + longest)
            .take_while(|&it| it == at || tokens.get(it - 1).is_some_and(may_pass))
            .any(|it| matches(rest, tokens, it)),
    }
}

impl Element {
    fn new(notation: &'static str) -> Self {
        if let Some(longest) = notation.strip_prefix('~') {
            return Self::Gap(longest.parse().unwrap_or(1));
        }
        let words = |it: &'static str| {
            CLASSES.iter().find(|(name, _)| *name == it).map_or(it, |(_, words)| words)
        };
        Self::Word(notation.split('|').flat_map(|it| words(it).split('|')).map(Form::new).collect())
    }
}

impl Form {
    fn new(notation: &'static str) -> Self {
        match notation.strip_suffix('*') {
            Some(base) => Self { base, is_inflected: true },
            None => Self { base: notation, is_inflected: false },
        }
    }

    fn fits(&self, word: &str) -> bool {
        if !self.is_inflected {
            return word == self.base;
        }
        let is_ending = |it: &str| matches!(it, "" | "s" | "es" | "d" | "ed" | "ing");
        if word.strip_prefix(self.base).is_some_and(is_ending) {
            return true;
        }
        // "Urging", "denied", "barred".
        let Some(last) = self.base.chars().last() else { return false };
        let stem = &self.base[..self.base.len() - last.len_utf8()];
        let rest = |stem: &str| word.strip_prefix(stem).map(str::to_owned);
        match last {
            'e' => rest(stem).is_some_and(|it| it == "ing"),
            'y' => rest(stem).is_some_and(|it| matches!(it.as_str(), "ies" | "ied")),
            _ => word
                .strip_prefix(self.base)
                .and_then(|it| it.strip_prefix(last))
                .is_some_and(|it| matches!(it, "ed" | "ing")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_verb_are_one_word() {
        let fits = |notation, word| Form::new(notation).fits(word);
        for word in ["urge", "urges", "urged", "urging"] {
            assert!(fits("urge*", word), "{word}");
        }
        assert!(fits("bar*", "barred") && fits("deny*", "denied") && fits("reject*", "rejects"));
        assert!(!fits("bar*", "barn") && !fits("reject", "rejects") && !fits("*", "x"));
    }

    #[test]
    fn every_phrase_names_a_stance_and_begins_with_a_word() {
        for &(notation, stance, weight, negated) in PHRASES {
            assert!(crate::stance::STANCES.contains(&stance), "{notation}: {stance}");
            let is_known = crate::stance::STANCES.contains(&negated);
            assert!(is_known || matches!(negated, "" | "="), "{notation}: {negated}");
            assert!(40 < weight && weight < 100, "{notation}: {weight}");
            let first =
                Element::new(notation.trim_start_matches(['@', '^']).split(' ').next().unwrap());
            assert!(matches!(first, Element::Word(_)), "{notation}");
            assert!(!notation.contains("  "), "{notation}");
            let classes = notation.split([' ', '^', '@', '|']).filter(|it| it.starts_with('<'));
            for class in classes {
                assert!(CLASSES.iter().any(|it| it.0 == class), "{class}");
            }
        }
    }
}
