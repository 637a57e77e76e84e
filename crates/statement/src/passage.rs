//! A paragraph as words, points and quotations, split into sentences.

use std::borrow::Cow;
use std::ops::Range;
use std::slice;

use crate::cue::{self, Cue};
use crate::facts::{self, Any, Facts};
use crate::mark::{self, Quote};
use crate::table::{Hash, hash};
use crate::text::among;
use crate::word;

/// One paragraph, taken apart.
///
/// **Invariant:** items are in order and do not overlap; sentences cover them all.
pub(crate) struct Passage<'a> {
    /// Words, points and quotations.
    pub(crate) items: Vec<Item<'a>>,
    /// The outermost quotations; places are bytes of the article.
    pub(crate) quotes: Vec<Quote>,
    /// For each quotation its words and points, with the marks.
    pub(crate) quoted: Vec<Vec<Item<'a>>>,
    /// Ranges of items.
    pub(crate) sentences: Vec<Range<usize>>,
    /// For each item, what [`cue::cue`] tells.
    pub(crate) cues: Vec<Option<Cue>>,
    /// For each item, what is known of it as a word.
    facts: Vec<Facts>,
}

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
    /// A quotation, by its place in [`Passage::quotes`].
    Quote(usize),
    Other,
}

/// A word and the space after it take some five bytes.
const ITEM_BYTES: usize = 4;

/// Longer sentences are cut, which keeps every search within one short.
const SENTENCE_ITEMS: usize = 300;

impl<'a> Passage<'a> {
    /// Takes apart the paragraph at `span`, of which `lower` is [`str::to_ascii_lowercase`];
    /// `continues` as in [`mark::pair`].
    pub(crate) fn new(text: &'a str, lower: &'a str, span: Range<usize>, continues: bool) -> Self {
        let shift = |it: Range<usize>| it.start + span.start..it.end + span.start;
        let quotes: Vec<Quote> = mark::pair(&text[span.clone()], continues)
            .into_iter()
            .map(|it| Quote { outer: shift(it.outer), inner: shift(it.inner) })
            .collect();
        let split = |it: Range<usize>, items: &mut Vec<Item<'a>>| {
            let lower = &lower[it.start - span.start..it.end - span.start];
            split_words(&text[it.clone()], lower, it.start, items);
        };
        let mut items = Vec::with_capacity(span.len() / ITEM_BYTES + 1);
        let mut quoted = Vec::with_capacity(quotes.len());
        let mut start = span.start;
        for (index, quote) in quotes.iter().enumerate() {
            split(start..quote.outer.start, &mut items);
            items.push(Item::new(Kind::Quote(index), quote.outer.clone()));
            let mut inner = Vec::new();
            split(quote.outer.clone(), &mut inner);
            quoted.push(inner);
            start = quote.outer.end;
        }
        split(start..span.end, &mut items);
        let facts = items
            .iter()
            .map(|it| {
                if it.kind == Kind::Word {
                    facts::facts(it.hash, &it.lower)
                } else {
                    Facts::default()
                }
            })
            .collect();
        let mut passage =
            Self { items, quotes, quoted, sentences: Vec::new(), cues: Vec::new(), facts };
        let cue = |(at, facts): (usize, &Facts)| facts.reports().then(|| cue::find(&passage, at));
        passage.cues = passage.facts.iter().enumerate().map(|it| cue(it).flatten()).collect();
        passage.sentences = passage.split_sentences(text);
        passage
    }

    pub(crate) fn kind(&self, index: usize) -> Option<Kind> {
        self.items.get(index).map(|item| item.kind)
    }

    /// The word at a place in lower case; empty if there is none.
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.items.get(index).map_or("", |item| &item.lower)
    }

    /// The same without a possessive ending.
    pub(crate) fn stem(&self, index: usize) -> &str {
        strip_possessive(self.lower(index))
    }

    /// What is known of the word at a place; nothing if there is none.
    pub(crate) fn facts(&self, index: usize) -> Facts {
        self.facts.get(index).copied().unwrap_or_default()
    }

    pub(crate) fn has(&self, index: usize, any: Any) -> bool {
        self.facts(index).has(any)
    }

    /// As [`Facts::bare`].
    pub(crate) fn bare(&self, index: usize) -> Any {
        self.facts(index).bare
    }

    /// The same for the word without a possessive ending.
    pub(crate) fn bare_stem(&self, index: usize) -> Any {
        let stem = self.stem(index);
        if stem.len() < self.lower(index).len() { facts::bare(stem) } else { self.bare(index) }
    }

    pub(crate) fn is_word(&self, index: usize) -> bool {
        self.kind(index) == Some(Kind::Word)
    }

    /// Whether the place holds a capitalized word that is not a function word.
    pub(crate) fn is_name(&self, index: usize) -> bool {
        self.items.get(index).is_some_and(|item| item.is_capital)
            && !self.has(index, Facts::STEM_FUNCTION)
    }

    /// Bytes from the first to the last of some items, which are not none.
    pub(crate) fn bytes(&self, items: Range<usize>) -> Range<usize> {
        let start = self.items.get(items.start).map_or(0, |item| item.span.start);
        let last = items.end.saturating_sub(1).max(items.start);
        start..self.items.get(last).map_or(start, |item| item.span.end)
    }

    /// The words and points that touch some bytes, those of quotations among them.
    pub(crate) fn words(&self, bytes: &Range<usize>) -> impl Iterator<Item = &Item<'a>> {
        let first = self.items.partition_point(|it| it.span.end <= bytes.start);
        let items = self.items[first..].iter().take_while(|it| it.span.start < bytes.end);
        let words = items.flat_map(|it| match it.kind {
            Kind::Quote(quote) => &self.quoted[quote],
            _ => slice::from_ref(it),
        });
        words.filter(|it| bytes.start < it.span.end && it.span.start < bytes.end)
    }

    fn split_sentences(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        let mut index = 0;
        while index < self.items.len() {
            let mut end = index + 1;
            let item = &self.items[index];
            let is_end = match item.kind {
                Kind::Stop => {
                    while matches!(self.kind(end), Some(Kind::Stop | Kind::Close)) {
                        end += 1;
                    }
                    self.begins(end)
                }
                Kind::Quote(quote) => {
                    let closing = |it: char| it.is_whitespace() || "’'\"”)".contains(it);
                    let inner = text[self.quotes[quote].inner.clone()].trim_end_matches(closing);
                    let asks = inner.ends_with(['?', '!', '—', '–']);
                    (asks || inner.ends_with(['.', '…']))
                        && self.begins(end)
                        && !self.is_reported(end, asks)
                }
                Kind::Word => {
                    item.lower.ends_with('.')
                        && !word::is_leading_abbreviation(&item.lower)
                        && self.items.get(end).is_some_and(|next| next.is_capital)
                        && self.has(end, Facts::FUNCTION)
                }
                _ => false,
            };
            if is_end || SENTENCE_ITEMS <= end - start {
                found.push(start..end);
                start = end;
            }
            index = end;
        }
        if start < self.items.len() {
            found.push(start..self.items.len());
        }
        found
    }

    /// Whether a sentence can begin at a place.
    fn begins(&self, index: usize) -> bool {
        self.items.get(index).is_none_or(|item| match item.kind {
            Kind::Word => item.is_capital || item.lower.starts_with(|it: char| it.is_ascii_digit()),
            Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Close => {
                false
            }
            Kind::Open | Kind::Quote(_) | Kind::Other => true,
        })
    }

    /// Whether "Belo said" follows a quotation that ended with a full stop, or something like it
    /// one that asked.
    fn is_reported(&self, from: usize, asks: bool) -> bool {
        const NAME_WORDS: usize = 7;
        let end = (from..from + NAME_WORDS).find(|&at| cue::cue(self, at).is_some());
        let Some(cue) = end.filter(|&cue| (from..cue).all(|at| self.is_word(at))) else {
            return false;
        };
        let ends_there = matches!(self.kind(cue + 1), None | Some(Kind::Stop));
        asks && (self.is_name(from) || self.has(from, Facts::PRONOUN)) || ends_there
    }
}

impl Item<'_> {
    fn new(kind: Kind, span: Range<usize>) -> Self {
        Self { kind, span, lower: Cow::Borrowed(""), hash: 0, is_capital: false }
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
static PLAIN: [bool; 256] = among(b"0123456789abcdefghijklmnopqrstuvwxyz");

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
                items.push(Item {
                    kind: Kind::Word,
                    span: start + shift..end + shift,
                    lower: Cow::Borrowed(word),
                    hash: state.finish(),
                    is_capital: byte.is_ascii_uppercase(),
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
                let mut word = text[start..end].to_lowercase().replace('’', "'");
                word.retain(|it| break_end == 0 || !it.is_whitespace());
                lower = Cow::Owned(word);
            }
            let is_capital = first.is_uppercase();
            let (hash, span) = (hash(&lower), start + shift..end + shift);
            items.push(Item { kind: Kind::Word, span, lower, hash, is_capital });
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

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::Passage;

    fn check(text: &str) -> String {
        let lower = text.to_ascii_lowercase();
        let passage = Passage::new(text, &lower, 0..text.len(), false);
        let shown = passage.sentences.iter().map(|it| &text[passage.bytes(it.clone())]);
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        let text =
            "Mr. Belo of the E.U. met J. R. Costa on Nov. 21. He left the U.S. They did not.";
        assert_snapshot!(check(text), @r"
        Mr. Belo of the E.U. met J. R. Costa on Nov. 21.
        He left the U.S.
        They did not.
        ");
    }

    #[test]
    fn a_quotation_belongs_to_the_sentence_that_reports_it() {
        let text = "“Why us?” Ana Belo asked. “We wait. We hope,” she said. “We stay.” Rain fell.";
        assert_snapshot!(check(text), @r"
        “Why us?” Ana Belo asked.
        “We wait. We hope,” she said.
        “We stay.”
        Rain fell.
        ");
    }
}
