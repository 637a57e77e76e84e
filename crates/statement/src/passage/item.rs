//! The words and points of a text.

use std::borrow::Cow;
use std::ops::Range;

use crate::facts::{self, Facts};
use crate::table::{Hash, hash};
use crate::word;

/// A word, a point or a whole quotation.
#[derive(Debug)]
pub(crate) struct Item<'a> {
    pub(crate) kind: Kind,
    /// Bytes of the article.
    pub(crate) span: Range<usize>,
    /// A word in lower case with straight apostrophes, on one line; empty for all else.
    pub(crate) lower: Cow<'a, str>,
    /// Of that word.
    pub(crate) hash: u32,
    /// Whether a word begins with a capital letter.
    pub(crate) is_capital: bool,
    /// What is known of it as a word.
    pub(crate) facts: Facts,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Comma,
    /// A full stop, question or exclamation mark, or ellipsis.
    Stop,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// A quotation, by its place in [`Passage::quotes`](super::Passage::quotes).
    Quote(usize),
    Other,
}

/// A word and the space after it take some five bytes.
pub(super) const ITEM_BYTES: usize = 4;

impl Item<'_> {
    /// Whether it is a capitalized word that is not a function word.
    pub(crate) fn is_name(&self) -> bool {
        self.is_capital && !self.facts.has(Facts::STEM_FUNCTION)
    }

    pub(super) fn new(kind: Kind, span: Range<usize>) -> Self {
        Self {
            kind,
            span,
            lower: Cow::Borrowed(""),
            hash: 0,
            is_capital: false,
            facts: Facts::default(),
        }
    }
}

/// A word without "'s", or without the apostrophe after a plural.
pub(crate) fn strip_possessive(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("s'").map(|_| &word[..word.len() - 1]))
        .unwrap_or(word)
}

/// Whether a word of plain letters and digits, in lower case, ends before what follows it; most
/// words do.
fn ends_plainly(word: &[u8], printed: &[u8], rest: &[u8]) -> bool {
    match rest {
        [] | [b' ' | b'\n' | b'\r' | b')' | b':' | b';' | b'?' | b'!' | b'"', ..] => true,
        [b',', next, ..] => !next.is_ascii_digit(),
        // Not that of an abbreviation.
        [b'.', b' ' | b'\n' | b'\r' | b'"', ..] | [b'.'] => 1 < word.len() && word == printed,
        _ => false,
    }
}

/// Whether a byte is a plain letter, not a capital, or a digit.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        plain[byte as usize] = byte.is_ascii_lowercase() || byte.is_ascii_digit();
        byte += 1;
    }
    plain
};

/// As [`char::is_alphanumeric`], without looking up what is often printed.
fn is_alphanumeric(it: char) -> bool {
    !('\u{2000}'..='\u{206f}').contains(&it) && it.is_alphanumeric()
}

/// Adds the words and points of a text, of which `lower` is [`str::to_ascii_lowercase`], and which
/// stands at `shift` in the article.
pub(crate) fn split_words<'a>(
    text: &'a str,
    lower: &'a str,
    shift: usize,
    items: &mut Vec<Item<'a>>,
) {
    items.reserve(text.len() / ITEM_BYTES);
    let bytes = text.as_bytes();
    let char_at = |at: usize| match bytes.get(at) {
        Some(it) if it.is_ascii() => Some(char::from(*it)),
        _ => text[at..].chars().next(),
    };
    let mut end = 0;
    while let Some(&byte) = bytes.get(end) {
        let start = end;
        if byte == b' ' {
            end += 1;
            continue;
        }
        let mut state = Hash::START;
        for &byte in &lower.as_bytes()[start..] {
            if !PLAIN[usize::from(byte)] {
                break;
            }
            state = state.add(byte);
            end += 1;
        }
        if start < end {
            let word = &lower[start..end];
            if ends_plainly(word.as_bytes(), &bytes[start..end], &bytes[end..]) {
                let hash = state.finish();
                items.push(Item {
                    kind: Kind::Word,
                    span: start + shift..end + shift,
                    lower: Cow::Borrowed(word),
                    hash,
                    is_capital: byte.is_ascii_uppercase(),
                    facts: facts::plain(hash, word),
                });
                end += usize::from(bytes.get(end) == Some(&b' '));
                continue;
            }
        }
        let Some(first) = char_at(start) else { break };
        end = start + first.len_utf8();
        if is_alphanumeric(first) {
            let mut dots = 0;
            let mut break_end = 0;
            loop {
                while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
                    end += 1;
                }
                let Some(it) = char_at(end) else { break };
                let at = end;
                let after = at + it.len_utf8();
                if it == ' ' && break_end <= at {
                    break;
                }
                if is_alphanumeric(it) {
                    end = after;
                    continue;
                }
                let next = char_at(after);
                let joins = next.is_some_and(is_alphanumeric);
                let takes = match it {
                    '’' | '\'' => joins || text[..at].ends_with('s'),
                    '-' if matches!(next, Some('\n' | '\r')) => {
                        // "Cease-" at the end of a line, "fire" below it.
                        let below = text[after..].trim_start();
                        break_end = text.len() - below.len();
                        below.starts_with(char::is_alphanumeric)
                    }
                    '-' | '&' | '@' | '_' | '‑' => joins,
                    '.' => {
                        let word = &text[start..at];
                        let letters =
                            word.rsplit('.').next().is_some_and(|it| it.chars().count() == 1);
                        let is_letter = letters && word.starts_with(char::is_alphabetic);
                        dots += usize::from(joins && is_letter);
                        is_letter && (joins || 0 < dots || word.starts_with(char::is_uppercase))
                            || joins
                                && next.is_some_and(|it| it.is_lowercase() || it.is_ascii_digit())
                            || word::is_abbreviation(word)
                    }
                    ',' => {
                        joins
                            && text[..at].ends_with(|it: char| it.is_ascii_digit())
                            && next.is_some_and(|it| it.is_ascii_digit())
                    }
                    _ => it == '\u{301}' || at < break_end,
                };
                if !takes {
                    break;
                }
                end = after;
            }
            let mut lower = Cow::Borrowed(&lower[start..end]);
            if !lower.is_ascii() || 0 < break_end {
                let mut word = String::with_capacity(lower.len());
                let letters = lower.chars().map(|it| if it == '’' { '\'' } else { it });
                word.extend(letters.filter(|it| break_end == 0 || !it.is_whitespace()));
                lower = Cow::Owned(if word.is_ascii() { word } else { word.to_lowercase() });
            }
            let is_capital = first.is_uppercase();
            let (hash, span) = (hash(&lower), start + shift..end + shift);
            let facts = facts::facts(hash, &lower);
            items.push(Item { kind: Kind::Word, span, lower, hash, is_capital, facts });
            continue;
        }
        let kind = match first {
            ',' => Kind::Comma,
            '.' | '?' | '!' | '…' => Kind::Stop,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '—' | '–' | '―' => Kind::Dash,
            '-' => {
                // "--", and a hyphen that stands alone.
                while char_at(end) == Some('-') {
                    end += 1;
                }
                Kind::Dash
            }
            '(' | '[' | '{' => Kind::Open,
            ')' | ']' | '}' => Kind::Close,
            _ if first.is_whitespace() => continue,
            _ => Kind::Other,
        };
        items.push(Item::new(kind, start + shift..end + shift));
    }
}
