//! Phrases, and which of those in a statement weighs most.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::passage::Kind;
use crate::stance::joint::JOINING;
use crate::stance::lexicon::{CLASSES, Entry, entries};
use crate::stance::token::{Place, Token};
use crate::sure::Sign;
use crate::table::Table;

/// A phrase in the notation of the lexicon, taken apart.
struct Phrase {
    /// What follows its first word.
    rest: Vec<Element>,
    stance: &'static str,
    negated: Negated,
    /// Whether it begins with the cue.
    at_cue: bool,
    /// Whether it begins a clause.
    at_start: bool,
    /// Whether what it speaks of must stay.
    is_firm: bool,
}

/// A phrase, for one of the words that it may begin with.
#[derive(Clone, Copy)]
struct Start {
    /// Among how many words its second is; 0 if it has none.
    near: usize,
    /// The [`bit`]s of what that may be.
    second: u64,
    weight: u8,
    /// Its place among all.
    place: u16,
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
pub(super) struct Phrases {
    /// The number of each word, from 1; those of [`JOINING`] come first.
    numbers: Table<u16>,
    all: Vec<Phrase>,
    /// For each word by its number: the phrases that begin with it, the heaviest first.
    beginning: Vec<Vec<Start>>,
}

pub(super) static ALL: LazyLock<Phrases> = LazyLock::new(Phrases::new);

/// What weighs most in a statement.
#[derive(Clone, Copy)]
pub(super) struct Heaviest {
    pub(super) stance: &'static str,
    /// From 0 to 100.
    pub(super) weight: u8,
    /// What the heaviest phrase is.
    pub(super) sign: Sign,
    /// Whether it says that what is spoken of must stay.
    pub(super) is_firm: bool,
}

impl Heaviest {
    /// Where no phrase is.
    pub(super) const NONE: Self =
        Self { stance: "position", weight: 40, sign: Sign::Nothing, is_firm: false };
}

/// The stance of the heaviest phrase, the first of equals; "position" where there is none.
pub(super) fn heaviest(tokens: &[Token<'_>]) -> Heaviest {
    let all = &*ALL;
    let mut best = Heaviest::NONE;
    for (start, token) in tokens.iter().enumerate() {
        for it in all.beginning_with(token) {
            if it.weight <= best.weight {
                break;
            }
            let phrase = all.phrase(it);
            if it.may_be_before(&tokens[start + 1..])
                && let Some(stance) = phrase.stance_at(tokens, start)
            {
                let sign = if token.place == Place::Cue { Sign::Report } else { Sign::Words };
                let is_firm = phrase.is_firm && stance == phrase.stance;
                best = Heaviest { stance, weight: it.weight, sign, is_firm };
                break;
            }
        }
    }
    best
}

/// The weight of the heaviest phrase for one stance; 0 where there is none.
pub(super) fn weight_of(tokens: &[Token<'_>], stance: &str) -> u8 {
    let all = &*ALL;
    let weight = |(start, token): (usize, &Token<'_>)| {
        let says = |it: &&Start| all.phrase(it).stance_at(tokens, start) == Some(stance);
        all.beginning_with(token).iter().find(says).map_or(0, |it| it.weight)
    };
    tokens.iter().enumerate().map(weight).max().unwrap_or(0)
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

const NOMINAL: &[&str] = &["neither", "no", "nobody", "none", "nothing", "without"];

impl Phrases {
    fn new() -> Self {
        let joints = (1..).zip(JOINING);
        let mut numbers = joints.map(|(number, &word)| (word.to_owned(), number)).collect();
        let mut phrases = Vec::new();
        let mut starts = Vec::new();
        for (place, entry) in (0..).zip(entries()) {
            let (first, phrase) = Phrase::new(entry, &mut numbers);
            let start = Start::new(place, entry.2, &phrase);
            starts.extend(first.into_iter().map(|it| (it, start)));
            phrases.push(phrase);
        }
        starts.sort_by_key(|it: &(u16, Start)| Reverse(it.1.weight));
        let mut beginning = vec![Vec::new(); numbers.len() + 1];
        for (number, start) in starts {
            beginning[usize::from(number)].push(start);
        }
        Self { numbers: Table::new(numbers, |_, _| {}), all: phrases, beginning }
    }

    /// The number of a word, by its hash; 0 if it is in no phrase.
    pub(super) fn number(&self, hash: u32, word: &str) -> u16 {
        self.numbers.get(hash, word).copied().unwrap_or(0)
    }

    /// The phrases that may begin with a token, the heaviest first.
    fn beginning_with(&self, token: &Token<'_>) -> &[Start] {
        match token.place {
            Place::Other => &[],
            _ => &self.beginning[usize::from(token.number)],
        }
    }

    /// The phrase that may begin so.
    fn phrase(&self, start: &Start) -> &Phrase {
        &self.all[usize::from(start.place)]
    }
}

impl Start {
    /// The start of a phrase, by its place among all and its weight.
    fn new(place: u16, weight: u8, phrase: &Phrase) -> Self {
        let (near, words) = match &*phrase.rest {
            [Element::Word(words), ..] => (1, &**words),
            [Element::Gap(longest), Element::Word(words), ..] => (longest + 1, &**words),
            _ => (0, &[][..]),
        };
        let second = words.iter().fold(0, |all, &it| all | bit(it));
        Self { near, second, weight, place }
    }

    /// Whether its second word may be among what follows, which is seldom so.
    fn may_be_before(&self, tokens: &[Token<'_>]) -> bool {
        let near = tokens.get(..self.near).unwrap_or(tokens);
        self.near == 0 || near.iter().any(|it| self.second & bit(it.number) != 0)
    }
}

impl Phrase {
    /// Takes apart an entry of the lexicon, which explains the notation; its first words and it.
    fn new(
        &(notation, stance, _, negated): &Entry,
        numbers: &mut BTreeMap<String, u16>,
    ) -> (Vec<u16>, Self) {
        let at_cue = notation.starts_with('@');
        let at_start = notation.starts_with('^');
        let is_firm = notation.starts_with('!');
        let mut parts = notation.trim_start_matches(['@', '^', '!', ' ']).split(' ');
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
        (first, Self { rest, stance, negated, at_cue, at_start, is_firm })
    }

    /// What it says at a place where its first word stands, if the rest follows.
    fn stance_at(&self, tokens: &[Token<'_>], start: usize) -> Option<&'static str> {
        let first = tokens.get(start)?;
        let before = start.checked_sub(1).and_then(|it| tokens.get(it));
        let begins = before.is_none_or(Token::is_break);
        if self.at_cue && first.place != Place::Cue || self.at_start && !begins {
            return None;
        }
        let end = end_of_match(&self.rest, tokens, start + 1)?;
        // "We will not attack", with a gap for "not".
        let within = || tokens[start..end].iter().any(|it| VERBAL.contains(&&*it.word));
        match self.negated {
            Negated::Same => Some(self.stance),
            _ if !is_negated(tokens, start) && !within() => Some(self.stance),
            Negated::Nothing => None,
            Negated::Stance(stance) => Some(stance),
        }
    }
}

/// One of 64 bits for a word by its number, which few others share.
fn bit(number: u16) -> u64 {
    1 << (number % 64)
}

/// One after the last token of what begins at a place, if all elements follow each other there.
fn end_of_match(elements: &[Element], tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    let may_pass =
        |it: &Token| it.place != Place::Other && !it.is_stop() && it.kind != Kind::Semicolon;
    match element {
        Element::Word(numbers) => {
            let token = tokens.get(at).filter(|it| it.place != Place::Other)?;
            numbers.binary_search(&token.number).ok()?;
            end_of_match(rest, tokens, at + 1)
        }
        Element::Gap(longest) => (at..=at + longest)
            .take_while(|&it| it == at || tokens.get(it - 1).is_some_and(may_pass))
            .find_map(|it| end_of_match(rest, tokens, it)),
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
            let denies = notation.split([' ', '|']).any(|it| VERBAL.contains(&it) || it == "<no>");
            assert!(!denies || negated == "=", "{notation}: {negated}");
            assert!(40 < weight && weight < 100, "{notation}: {weight}");
            assert!(
                !notation.trim_start_matches(['@', '^', '!', ' ']).starts_with('~'),
                "{notation}"
            );
            assert!(!notation.contains("  "), "{notation}");
            let classes =
                notation.split([' ', '^', '@', '!', '|']).filter(|it| it.starts_with('<'));
            for class in classes {
                assert!(CLASSES.iter().any(|it| it.0 == class), "{class}");
            }
        }
    }
}
