//! The words of a sentence, one by one, with contractions taken apart.

use std::borrow::Cow;
use std::ops::Range;

use crate::passage::{Item, Kind, Passage, split_words};
use crate::stance::Words;
use crate::stance::pattern::{ALL, Phrases};
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

impl Token<'_> {
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
    let held = |it: &Range<usize>| if words.holds(it) { it.clone() } else { 0..0 };
    let sentence = held(&words.sentence);
    let cue = words.cue.as_ref().map_or(0..0, held);
    let clip = |it: Range<usize>| it.start.max(sentence.start)..it.end.min(sentence.end);
    let found = Vec::with_capacity(64);
    let mut made = Tokens { text: words.text, phrases: &ALL, cue, found };
    let mut at = 0;
    for (number, part) in words.content.iter().filter(|it| words.holds(it)).enumerate() {
        // What overlaps a part before it is read once.
        let start = part.start.max(at);
        if start < part.end {
            made.add_all(passage, &clip(at..start), Place::Other);
            made.add_all(passage, &(start..part.end), Place::Content(number));
            at = part.end;
        }
    }
    // After the content, a condition may stand behind the cue alone.
    if at < made.cue.end {
        made.add_all(passage, &clip(at..words.text.len()), Place::Other);
    }
    mark_joint(&mut made.found);
    made.found
}

/// Tokens in the making.
struct Tokens<'a, 'b> {
    text: &'b str,
    phrases: &'static Phrases,
    /// Bytes of the cue.
    cue: Range<usize>,
    found: Vec<Token<'a>>,
}

impl<'a> Tokens<'a, '_> {
    /// Adds what stands in a range.
    fn add_all(&mut self, passage: &'a Passage, range: &Range<usize>, place: Place) {
        if range.is_empty() {
            return;
        }
        for item in passage.words(range) {
            if range.start <= item.span.start && item.span.end <= range.end {
                self.add(item, place, Cow::Borrowed);
                continue;
            }
            let cut = item.span.start.max(range.start)..item.span.end.min(range.end);
            let printed = &self.text[cut.clone()];
            let lower = printed.to_ascii_lowercase();
            let mut pieces = Vec::new();
            split_words(printed, &lower, cut.start, &mut pieces);
            for piece in &pieces {
                self.add(piece, place, |it| Cow::Owned(it.to_owned()));
            }
        }
    }

    /// Adds the one or two words of an item, or its point.
    fn add<'b>(&mut self, item: &'b Item, place: Place, own: impl Fn(&'b str) -> Cow<'a, str>) {
        let span = &item.span;
        let is_cue = self.cue.start <= span.start && span.end <= self.cue.end;
        let place = if is_cue && place == Place::Other { Place::Cue } else { place };
        let mut push = |word: &'b str, number: u16| {
            let (word, span) = (own(word), span.clone());
            self.found.push(Token { word, number, span, kind: item.kind, place });
        };
        let lower = &*item.lower;
        if !may_be_drawn(lower) {
            let number = if lower.is_empty() { 0 } else { self.phrases.number(item.hash, lower) };
            push(lower, number);
            return;
        }
        let (first, second) = take_apart(lower);
        push(first, self.phrases.number(hash(first), first));
        if let Some(it) = second {
            push(it, self.phrases.number(hash(it), it));
        }
    }
}

/// Whether a word is "cannot", or ends with an apostrophe and up to two letters.
fn may_be_drawn(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [.., b'\''] | [.., b'\'', _] | [.., b'\'', _, _] | b"cannot")
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

/// Marks what stands between the cue and the content after it.
fn mark_joint(tokens: &mut [Token<'_>]) {
    const JOINT: usize = 10;
    let Some(cue) = tokens.iter().rposition(|it| it.place == Place::Cue) else { return };
    let after = &mut tokens[cue + 1..];
    let end = after.iter().take(JOINT).position(|it| it.is_content() || it.is_stop());
    if let Some(end) = end.filter(|&it| after[it].is_content()) {
        after[..end].iter_mut().for_each(|it| it.place = Place::Joint);
    }
}
