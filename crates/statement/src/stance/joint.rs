//! The words that join a condition to what follows from it.

use std::ops::{Range, RangeInclusive};

use crate::passage::Kind as Point;
use crate::stance::token::Token;
use crate::word;

/// How a condition is joined to what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// "If", "once", "provided that", "should".
    If,
    /// "Only if", "only after".
    OnlyIf,
    /// "Unless".
    Unless,
    /// "Until".
    Until,
    /// "Without".
    Without,
    /// "In exchange for".
    Exchange,
    /// "Let A stand, and B".
    Let,
    /// "Whoever does A".
    Whoever,
    /// "A or B", "A, otherwise B".
    Or,
}

/// A joint at a place.
pub(super) struct Found {
    pub(super) joint: Joint,
    /// Its first token.
    pub(super) start: usize,
    /// One after its last.
    pub(super) end: usize,
}

/// The words that make conditions; their numbers are from 1.
pub(super) const JOINING: &[&str] = &[
    "event",
    "condition",
    "exchange",
    "long",
    "return",
    "failing",
    "or",
    "otherwise",
    "if",
    "anyone",
    "assuming",
    "let",
    "once",
    "only",
    "provided",
    "providing",
    "should",
    "till",
    "unless",
    "until",
    "whoever",
    "without",
    "as",
    "in",
    "on",
    "so",
];

/// Numbers of words one of which is in every condition: "event" to "without".
pub(super) const TELLING: RangeInclusive<u16> = 1..=22;

/// Numbers of the words with which another branch begins: "failing" to "if".
pub(super) const BRANCHING: RangeInclusive<u16> = 6..=9;

/// Numbers of the words with which joints begin: "if" to "so".
const FIRST: RangeInclusive<u16> = 9..=26;

pub(super) const NEGATIVE: &[&str] =
    &["neither", "never", "no", "nobody", "none", "not", "nothing"];

/// The joint that begins at a place of a segment.
pub(super) fn joint(tokens: &[Token<'_>], segment: &Range<usize>, at: usize) -> Option<Found> {
    if !segment.contains(&at) || !FIRST.contains(&tokens[at].number) {
        return None;
    }
    let word = |it: usize| {
        if segment.contains(&it) { &*tokens[it].word } else { "" }
    };
    let before = at.checked_sub(1).map_or("", word);
    let before_it = at.checked_sub(1).and_then(|it| tokens.get(it));
    let begins = at == segment.start
        || before_it.is_some_and(Token::is_break)
        || matches!(before, "and" | "but" | "that" | "so");
    let only = |joint, length| Some(Found { joint, start: at, end: at + length });
    let plain = |length| only(Joint::If, length);
    match (word(at), word(at + 1)) {
        ("only", "if" | "when" | "after" | "once" | "with" | "together") => only(Joint::OnlyIf, 2),
        ("if", next) => {
            let is_question = matches!(
                before,
                "as" | "even"
                    | "what"
                    | "ask"
                    | "asked"
                    | "asks"
                    | "see"
                    | "know"
                    | "wonder"
                    | "wondered"
                    | "doubt"
                    | "unclear"
                    | "sure"
                    | "decide"
                    | "determine"
                    | "little"
            );
            let is_phrase = matches!(
                next,
                "not" | "any" | "anything" | "necessary" | "possible" | "needed" | "so"
            );
            let is_only = (at.saturating_sub(4)..at)
                .any(|it| word(it) == "only" && !word::is_determiner(word(it.saturating_sub(1))));
            let joint = if is_only { Joint::OnlyIf } else { Joint::If };
            (!is_question && !is_phrase).then_some(Found { joint, start: at, end: at + 1 })
        }
        ("unless", _) => only(Joint::Unless, 1),
        ("provided" | "providing" | "assuming", "that") => plain(2),
        ("provided", next) => {
            let is_verb = word::is_auxiliary(before) || word::is_preposition(next);
            // "Would accept 6 percent provided the rosters stay", as against "who provided the guns".
            let begins = begins
                || (segment.start..at).any(|it| is_modal(word(it)))
                    && (word::is_determiner(next) || word::is_pronoun(next))
                    && !word::is_pronoun(before)
                    && !matches!(before, "who" | "which" | "it");
            (begins && !is_verb).then_some(Found { joint: Joint::If, start: at, end: at + 1 })
        }
        ("in", "the") if word(at + 2) == "event" && word(at + 3) == "of" => plain(4),
        ("as" | "so", "long") if word(at + 2) == "as" => plain(3),
        ("on", "condition") if word(at + 2) == "that" => plain(3),
        ("on", "the") if word(at + 2) == "condition" && word(at + 3) == "that" => plain(4),
        ("in", "exchange" | "return") if word(at + 2) == "for" => only(Joint::Exchange, 3),
        ("once", next) => {
            let is_adverb = matches!(next, "again" | "more" | "a" | "every" | "")
                || matches!(before, "at" | "for" | "than")
                || word::is_auxiliary(before);
            let is_clause = segment.clone().any(|it| is_modal(word(it)));
            (!is_adverb && is_clause).then_some(Found { joint: Joint::If, start: at, end: at + 1 })
        }
        ("should", next) if begins && !matches!(next, "" | "not" | "be" | "have") => {
            let has_main = (at + 1..segment.end).any(|it| {
                tokens[it].kind == Point::Comma || is_modal(word(it)) && word(it) != "should"
            });
            (has_main && before != "that").then_some(Found {
                joint: Joint::If,
                start: at,
                end: at + 1,
            })
        }
        ("until" | "till", _) if (segment.start..at).any(|it| NEGATIVE.contains(&word(it))) => {
            only(Joint::Until, 1)
        }
        ("without", _) => {
            let denies = |it: usize| matches!(word(it), "no" | "nothing" | "never" | "nobody");
            let is_joint = if at == segment.start {
                (at..segment.end).any(denies)
            } else {
                (segment.start..at).any(denies)
            };
            is_joint.then_some(Found { joint: Joint::Without, start: at, end: at + 1 })
        }
        ("let", _) if at == segment.start => segment
            .clone()
            .any(|it| tokens[it].kind == Point::Comma && word(it + 1) == "and")
            .then_some(Found { joint: Joint::Let, start: at, end: at + 1 }),
        ("whoever", _) if begins => only(Joint::Whoever, 1),
        ("anyone", "who") if begins => only(Joint::Whoever, 2),
        _ => None,
    }
}

pub(super) fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "will" | "would" | "shall" | "can" | "could" | "may" | "might" | "must" | "ready"
    )
}

#[cfg(test)]
mod tests {
    use super::{BRANCHING, FIRST, JOINING, TELLING};

    #[test]
    fn ranges_of_numbers_begin_and_end_with_their_words() {
        let word = |number: &u16| JOINING[usize::from(*number) - 1];
        let ends = [TELLING, BRANCHING, FIRST].map(|it| (word(it.start()), word(it.end())));
        assert_eq!(ends, [("event", "without"), ("failing", "if"), ("if", "so")]);
        assert_eq!(JOINING.len(), usize::from(*FIRST.end()));
    }
}
