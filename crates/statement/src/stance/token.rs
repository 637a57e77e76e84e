//! The words of a sentence, one by one, with contractions taken apart.

use std::ops::Range;

use crate::passage::{Kind, split_words};
use crate::stance::Words;

/// A word or a point.
#[derive(Debug)]
pub(super) struct Token {
    /// A word in lower case; empty for all else. "Won't" is two tokens, "will" and "not".
    pub(super) word: String,
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

impl Token {
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

/// The tokens of the sentence and the content, in order.
pub(super) fn tokens(words: &Words) -> Vec<Token> {
    let fits = |it: &Range<usize>| words.text.get(it.clone()).is_some_and(|it| !it.is_empty());
    let mut parts: Vec<Range<usize>> =
        words.content.iter().filter(|it| fits(it)).cloned().collect();
    parts.sort_by_key(|it| (it.start, it.end));
    let cue = words.cue.clone().filter(fits);
    let sentence = Some(words.sentence.clone()).filter(fits);
    let mut tokens = Vec::new();
    let clip = |it: Range<usize>| {
        let sentence = sentence.clone().unwrap_or(0..0);
        it.start.max(sentence.start)..it.end.min(sentence.end)
    };
    let mut at = sentence.as_ref().or(parts.first()).map_or(0, |it| it.start);
    if let Some(first) = parts.first() {
        at = at.min(first.start);
    }
    for (number, part) in parts.iter().enumerate() {
        // What overlaps a part before it is read once.
        let start = part.start.max(at);
        if part.end <= start {
            continue;
        }
        add(words.text, clip(at..start), Place::Other, &mut tokens);
        add(words.text, start..part.end, Place::Content(number), &mut tokens);
        at = part.end;
    }
    add(words.text, clip(at..words.text.len()), Place::Other, &mut tokens);
    if let Some(cue) = cue {
        place_cue(&cue, &mut tokens);
    }
    tokens
}

fn add(text: &str, range: Range<usize>, place: Place, tokens: &mut Vec<Token>) {
    if text.get(range.clone()).is_none_or(str::is_empty) {
        return;
    }
    let mut items = Vec::new();
    split_words(text, range, &mut items);
    for item in items {
        let (first, second) = take_apart(&item.lower);
        let mut push = |word: &str| {
            let (span, kind) = (item.span.clone(), item.kind);
            tokens.push(Token { word: word.to_owned(), span, kind, place });
        };
        push(first);
        if let Some(second) = second {
            push(second);
        }
    }
}

/// "Won't" as "will" and "not"; a possessive without its ending.
fn take_apart(word: &str) -> (&str, Option<&str>) {
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
fn place_cue(cue: &Range<usize>, tokens: &mut [Token]) {
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
