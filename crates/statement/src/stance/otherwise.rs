//! The other branch: "otherwise", "or else", "if they do not".

use std::ops::Range;

use crate::passage::Kind as Point;
use crate::stance::joint::BRANCHING;
use crate::stance::token::Token;
use crate::word;

/// What begins with "otherwise" at a place: where the branch before it ends, and the first token
/// of what follows.
pub(super) fn other_branch(tokens: &[Token<'_>], at: usize, end: usize) -> Option<(usize, usize)> {
    let word = |it: usize| tokens.get(it).map_or("", |it| &*it.word);
    if !tokens.get(at).is_some_and(|it| BRANCHING.contains(&it.number)) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|it| tokens.get(it))?;
    let begins = before.is_break() || matches!(&*before.word, "and" | "or" | "but");
    let start = match (word(at), word(at + 1)) {
        ("otherwise", _) if begins => at + 1,
        ("if", "not") if before.is_break() && tokens.get(at + 2).is_some_and(Token::is_break) => {
            at + 2
        }
        ("or", "else") | ("failing", "that" | "which") => at + 2,
        _ => return None,
    };
    (start < end).then_some((at, start))
}

/// What follows "otherwise" at the start of a sentence, or "if they do not".
pub(super) fn opening_branch(tokens: &[Token<'_>], segment: &Range<usize>) -> Option<Range<usize>> {
    const LONG: usize = 6;
    let word = |it: usize| tokens.get(it).map_or("", |it| &*it.word);
    let first = segment.start + usize::from(is_lead(word(segment.start)));
    match (word(first), word(first + 1)) {
        ("otherwise", _) => Some(first + 1..segment.end),
        ("or" | "failing", "else" | "that" | "which") => Some(first + 2..segment.end),
        ("if", _) => {
            let comma = (first..segment.end.min(first + LONG))
                .find(|&it| tokens[it].kind == Point::Comma)?;
            (word(comma - 1) == "not").then_some(comma + 1..segment.end)
        }
        _ => None,
    }
}

/// Whether a word may be a verb that gives an order at the start of a sentence.
pub(super) fn is_order(word: &str) -> bool {
    !(word::is_pronoun(word)
        || word::is_determiner(word)
        || word::is_preposition(word)
        || word::is_subordinator(word)
        || word::is_conjunction(word)
        || word::is_auxiliary(word)
        || word::is_adverb(word)
        || matches!(word, "there" | "yes" | "nothing" | "nobody" | "either" | "neither"))
}

/// A word that may stand before a joint at the start of a sentence.
pub(super) fn is_lead(word: &str) -> bool {
    word::is_conjunction(word) || word::is_adverb(word) || matches!(word, "that" | "so" | "well")
}
