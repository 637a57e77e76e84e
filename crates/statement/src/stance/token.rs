//! The words of a sentence, one by one, with contractions taken apart.

use std::borrow::Cow;
use std::ops::Range;

use crate::passage::{Item, Kind, Passage, split_words};
use crate::stance::{Words, pattern};
use crate::table::hash;

/// A word or a point.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// A word in lower case; empty for all else. "Won't" is two tokens, "will" and "not".
    pub(super) word: Cow<'a, str>,
    /// Its number among the words of phrases; 0 for all else.
    pub(super) number: u16,
    /// Bytes of the article; two tokens of one contraction share them.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
    pub(super) place: Place,
}

/// What a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The part of the content with this number.
    Content(usize),
    Cue,
    /// What joins the cue to the content after it.
    Joint,
    Other,
}

impl<'a> Token<'a> {
    /// A word of an item, with its hash.
    fn new(word: Cow<'a, str>, hash: u32, item: &Item, place: Place) -> Self {
        let number = if item.kind == Kind::Word { pattern::number(hash, &word) } else { 0 };
        Self { word, number, span: item.span.clone(), kind: item.kind, place }
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_content(&self) -> bool {
        matches!(self.place, Place::Content(_))
    }

    /// Whether nothing that is said runs across it.
    pub(super) fn is_stop(&self) -> bool {
        self.kind == Kind::Stop
    }

    /// Whether a clause may end here.
    pub(super) fn is_break(&self) -> bool {
        matches!(self.kind, Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash)
    }
}

/// The tokens of the sentence and the content, in order; their words are those of the passage, cut
/// where a range cuts them.
pub(super) fn tokens<'a>(words: &Words, passage: &'a Passage) -> Vec<Token<'a>> {
    let mut parts: Vec<Range<usize>> =
        words.content.iter().filter(|it| words.holds(it)).cloned().collect();
    parts.sort_by_key(|it| (it.start, it.end));
    let cue = words.cue.clone().filter(|it| words.holds(it));
    let sentence = Some(words.sentence.clone()).filter(|it| words.holds(it));
    let mut tokens = Vec::with_capacity(64);
    let clip = |it: Range<usize>| {
        let sentence = sentence.clone().unwrap_or(0..0);
        it.start.max(sentence.start)..it.end.min(sentence.end)
    };
    let mut at = sentence.as_ref().or(parts.first()).map_or(0, |it| it.start);
    if let Some(first) = parts.first() {
        at = at.min(first.start);
    }
    let mut add = |range: Range<usize>, place: Place| {
        if range.is_empty() {
            return;
        }
        for item in passage.words(&range) {
            if range.start <= item.span.start && item.span.end <= range.end {
                for (word, hash) in words_of(item) {
                    tokens.push(Token::new(Cow::Borrowed(word), hash, item, place));
                }
                continue;
            }
            let cut = item.span.start.max(range.start)..item.span.end.min(range.end);
            let printed = &words.text[cut.clone()];
            let lower = printed.to_ascii_lowercase();
            let mut pieces = Vec::new();
            split_words(printed, &lower, cut.start, &mut pieces);
            for piece in pieces {
                for (word, hash) in words_of(&piece) {
                    tokens.push(Token::new(Cow::Owned(word.to_owned()), hash, &piece, place));
                }
            }
        }
    };
    for (number, part) in parts.iter().enumerate() {
        // What overlaps a part before it is read once.
        let start = part.start.max(at);
        if part.end <= start {
            continue;
        }
        add(clip(at..start), Place::Other);
        add(start..part.end, Place::Content(number));
        at = part.end;
    }
    add(clip(at..words.text.len()), Place::Other);
    if let Some(cue) = cue {
        place_cue(&cue, &mut tokens);
    }
    tokens
}

/// The one or two words of an item, with their hashes.
fn words_of<'a>(item: &'a Item) -> impl Iterator<Item = (&'a str, u32)> {
    let (first, second) = take_apart(&item.lower);
    // No first word is as long as what it was taken from.
    let whole = first.len() == item.lower.len();
    let first = (first, if whole { item.hash } else { hash(first) });
    [Some(first), second.map(|it| (it, hash(it)))].into_iter().flatten()
}

/// "Won't" as "will" and "not"; a possessive without its ending.
fn take_apart(word: &str) -> (&str, Option<&str>) {
    if word != "cannot" && !word.bytes().any(|it| it == b'\'') {
        return (word, None);
    }
    match word {
        "cannot" | "can't" => return ("can", Some("not")),
        "won't" => return ("will", Some("not")),
        "shan't" => return ("shall", Some("not")),
        "ain't" => return ("is", Some("not")),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("n't") {
        return (stem, Some("not"));
    }
    for (ending, verb) in [("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'d", "would")] {
        if let Some(stem) = word.strip_suffix(ending) {
            return (stem, Some(verb));
        }
    }
    match word.strip_suffix("'s") {
        Some(stem @ ("it" | "that" | "there" | "he" | "she" | "what" | "here")) => {
            (stem, Some("is"))
        }
        Some(stem) => (stem, None),
        None => (word.strip_suffix('\'').unwrap_or(word), None),
    }
}

/// Marks the cue, and what stands between it and the content after it.
fn place_cue(cue: &Range<usize>, tokens: &mut [Token<'_>]) {
    const JOINT: usize = 10;
    let mut last = None;
    for (index, token) in tokens.iter_mut().enumerate() {
        if token.place == Place::Other && cue.start <= token.span.start && token.span.end <= cue.end
        {
            token.place = Place::Cue;
            last = Some(index + 1);
        }
    }
    let Some(start) = last else { return };
    let end = tokens.len().min(start + JOINT);
    let content = (start..end).find(|&it| tokens[it].is_content());
    let runs = |it: usize| !tokens[it].is_stop();
    if let Some(content) = content.filter(|&it| (start..it).all(runs)) {
        for token in &mut tokens[start..content] {
            token.place = Place::Joint;
        }
    }
}
