//! Phrases, and which of those in a statement weighs most.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::passage::Kind;
use crate::stance::joint::FIRST;
use crate::stance::lexicon::{CLASSES, Entry, entries};
use crate::stance::token::{Place, Token};
use crate::sure::Sign;
use crate::table::Table;

/// A phrase in the notation of the lexicon, taken apart.
struct Phrase {
    /// What follows its first word.
    rest: Vec<Element>,
    stance: &'static str,
    weight: u8,
    negated: Negated,
    /// Whether it begins with the cue.
    at_cue: bool,
    /// Whether it begins a clause.
    at_start: bool,
}

enum Element {
    /// One of these words, by their numbers, in order.
    Word(Vec<u16>),
    /// Up to this many words or commas.
    Gap(usize),
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

/// All phrases and their words.
struct Phrases {
    /// The number of each word, from 1; those that begin joints come first.
    numbers: Table<u16>,
    all: Vec<Phrase>,
    /// For each word by its number: the phrases that begin with it.
    beginning: Vec<Vec<u16>>,
}

static ALL: LazyLock<Phrases> = LazyLock::new(Phrases::new);

/// The number of a word, by its hash, among the words of phrases; 0 if it is none of them.
pub(super) fn number(hash: u32, word: &str) -> u16 {
    ALL.numbers.get(hash, word).copied().unwrap_or(0)
}

/// Whether the word with a number may be the first of a joint.
pub(super) fn is_first_of_joint(number: u16) -> bool {
    (1..=FIRST.len()).contains(&usize::from(number))
}

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
pub(super) fn heaviest(tokens: &[Token<'_>]) -> Heaviest {
    const NONE: u8 = 40;
    let mut best = Heaviest { stance: "position", weight: NONE, sign: Sign::Nothing };
    for start in 0..tokens.len() {
        for phrase in ALL.beginning_with(&tokens[start]) {
            if best.weight < phrase.weight
                && let Some(stance) = phrase.stance_at(tokens, start)
            {
                let is_report = tokens[start].place == Place::Cue;
                let sign = if is_report { Sign::Report } else { Sign::Words };
                best = Heaviest { stance, weight: phrase.weight, sign };
            }
        }
    }
    best
}

/// The weight of the heaviest phrase for one stance; 0 where there is none.
pub(super) fn weight_of(tokens: &[Token<'_>], stance: &str) -> u8 {
    let weight = |start: usize| {
        let phrases = ALL.beginning_with(&tokens[start]);
        let found = phrases.filter(|it| it.stance_at(tokens, start) == Some(stance));
        found.map(|it| it.weight).max().unwrap_or(0)
    };
    (0..tokens.len()).map(weight).max().unwrap_or(0)
}

/// Whether "not" or the like stands shortly before a place, in its clause.
fn is_negated(tokens: &[Token<'_>], place: usize) -> bool {
    const NEAR: usize = 4;
    // "Nobody pays for it" says nothing of what comes after.
    const NEAR_NOUN: usize = 2;
    for index in (place.saturating_sub(NEAR)..place).rev() {
        let Some(token) = tokens.get(index) else { return false };
        let word = &*token.word;
        let next = tokens.get(index + 1).map_or("", |it| &*it.word);
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
        let joints = (1..).zip(FIRST);
        let mut numbers = joints.map(|(number, &word)| (word.to_owned(), number)).collect();
        let mut phrases = Vec::new();
        let mut firsts = Vec::new();
        for entry in entries() {
            let (first, phrase) = Phrase::new(entry, &mut numbers);
            phrases.push(phrase);
            firsts.push(first);
        }
        let mut beginning = vec![Vec::new(); numbers.len() + 1];
        for (place, first) in (0..).zip(&firsts) {
            for &number in first {
                beginning[usize::from(number)].push(place);
            }
        }
        Self { numbers: Table::new(numbers, |_, _| {}), all: phrases, beginning }
    }

    /// The phrases that may begin with a token.
    fn beginning_with(&self, token: &Token<'_>) -> impl Iterator<Item = &Phrase> {
        let places = match token.place {
            Place::Other => &[][..],
            _ => &self.beginning[usize::from(token.number)],
        };
        places.iter().map(|&it| &self.all[usize::from(it)])
    }
}

impl Phrase {
    /// Takes apart an entry of the lexicon, which explains the notation; its first words and it.
    fn new(
        &(notation, stance, weight, negated): &Entry,
        numbers: &mut BTreeMap<String, u16>,
    ) -> (Vec<u16>, Self) {
        let at_cue = notation.starts_with('@');
        let at_start = notation.starts_with('^');
        let mut parts = notation.trim_start_matches(['@', '^', ' ']).split(' ');
        let first = words(parts.next().unwrap_or(""), numbers);
        let element = |it: &'static str| match it.strip_prefix('~') {
            Some(longest) => Element::Gap(longest.parse().unwrap_or(1)),
            None => Element::Word(words(it, numbers)),
        };
        let rest = parts.map(element).collect();
        let negated = match negated {
            "=" => Negated::Same,
            "" => Negated::Nothing,
            stance => Negated::Stance(stance),
        };
        (first, Self { rest, stance, weight, negated, at_cue, at_start })
    }

    /// What it says at a place where its first word stands, if the rest follows.
    fn stance_at(&self, tokens: &[Token<'_>], start: usize) -> Option<&'static str> {
        let first = tokens.get(start)?;
        let before = start.checked_sub(1).and_then(|it| tokens.get(it));
        let begins = before.is_none_or(Token::is_break);
        if self.at_cue && first.place != Place::Cue
            || self.at_start && !begins
            || !matches(&self.rest, tokens, start + 1)
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

fn matches(elements: &[Element], tokens: &[Token<'_>], at: usize) -> bool {
    let Some((element, rest)) = elements.split_first() else { return true };
    let may_pass =
        |it: &Token| it.place != Place::Other && !it.is_stop() && it.kind != Kind::Semicolon;
    match element {
        Element::Word(numbers) => {
            tokens.get(at).is_some_and(|it| {
                it.place != Place::Other && numbers.binary_search(&it.number).is_ok()
            }) && matches(rest, tokens, at + 1)
        }
        Element::Gap(longest) => (at..=at + longest)
            .take_while(|&it| it == at || tokens.get(it - 1).is_some_and(may_pass))
            .any(|it| matches(rest, tokens, it)),
    }
}

/// The numbers of the words that an element stands for, in order.
fn words(notation: &'static str, numbers: &mut BTreeMap<String, u16>) -> Vec<u16> {
    let class = |it: &'static str| {
        CLASSES.iter().find(|(name, _)| *name == it).map_or(it, |(_, words)| words)
    };
    let mut found: Vec<u16> = notation
        .split('|')
        .flat_map(|it| class(it).split('|'))
        .flat_map(forms)
        .map(|form| {
            let next = u16::try_from(numbers.len() + 1).unwrap_or(0);
            *numbers.entry(form).or_insert(next)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The word, or after `*` all that may be a form of the verb: "urging", "denied", "barred".
fn forms(notation: &str) -> Vec<String> {
    let Some(base) = notation.strip_suffix('*') else { return vec![notation.to_owned()] };
    let mut forms: Vec<String> =
        ["", "s", "es", "d", "ed", "ing"].iter().map(|it| format!("{base}{it}")).collect();
    let Some(last) = base.chars().last() else { return forms };
    let stem = &base[..base.len() - last.len_utf8()];
    forms.extend(match last {
        'e' => vec![format!("{stem}ing")],
        'y' => vec![format!("{stem}ies"), format!("{stem}ied")],
        _ => vec![format!("{base}{last}ed"), format!("{base}{last}ing")],
    });
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_verb_are_one_word() {
        let fits = |notation, word: &str| forms(notation).iter().any(|it| it == word);
        for word in ["urge", "urges", "urged", "urging"] {
            assert!(fits("urge*", word), "{word}");
        }
        assert!(fits("bar*", "barred") && fits("deny*", "denied") && fits("reject*", "rejects"));
        assert!(!fits("bar*", "barn") && !fits("reject", "rejects") && !fits("*", "x"));
    }

    #[test]
    fn every_phrase_names_a_stance_and_begins_with_a_word() {
        for &(notation, stance, weight, negated) in entries() {
            assert!(crate::stance::STANCES.contains(&stance), "{notation}: {stance}");
            let is_known = crate::stance::STANCES.contains(&negated);
            assert!(is_known || matches!(negated, "" | "="), "{notation}: {negated}");
            assert!(40 < weight && weight < 100, "{notation}: {weight}");
            assert!(!notation.trim_start_matches(['@', '^', ' ']).starts_with('~'), "{notation}");
            assert!(!notation.contains("  "), "{notation}");
            let classes = notation.split([' ', '^', '@', '|']).filter(|it| it.starts_with('<'));
            for class in classes {
                assert!(CLASSES.iter().any(|it| it.0 == class), "{class}");
            }
        }
    }
}
