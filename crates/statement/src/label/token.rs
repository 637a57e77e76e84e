//! A paragraph as one flat row of tokens, those within quotation marks among them.

use std::ops::Range;

use super::lexicon::{self, Entry};
use crate::passage::{self, Item, Kind, Passage};
use crate::table::hash;

/// A word or a point.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Bytes of the article.
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
    /// Of the word in lower case, or of the point.
    pub(crate) hash: u32,
    /// Of the last letters of a word.
    pub(crate) suffix: u32,
    pub(crate) shape: Shape,
    pub(crate) entry: Entry,
    /// Quotation that it stands in, marks included, by its place in the passage, from 1; 0 if none.
    pub(crate) quote: u16,
    /// Whether it is the first token of its quotation.
    pub(crate) opens: bool,
    /// Whether it is the last one.
    pub(crate) closes: bool,
    /// Sentence of the passage.
    pub(crate) sentence: u16,
    /// Item of the passage.
    pub(crate) item: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    Lower,
    Capital,
    Upper,
    Digit,
    Point,
}

/// The tokens of a passage.
pub(crate) fn flatten(text: &str, passage: &Passage) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(passage.items.len() + 16);
    let mut inner: Vec<Item> = Vec::new();
    for (sentence, items) in passage.sentences.iter().enumerate() {
        for at in items.clone() {
            let item = &passage.items[at];
            let Kind::Quote(quote) = item.kind else {
                tokens.push(Token::new(text, item, at, sentence));
                continue;
            };
            inner.clear();
            passage::split_words(text, item.span.clone(), &mut inner);
            let first = tokens.len();
            tokens.extend(inner.iter().map(|it| {
                let mut token = Token::new(text, it, at, sentence);
                token.quote = u16::try_from(quote + 1).unwrap_or(u16::MAX);
                token
            }));
            if first < tokens.len() {
                tokens[first].opens = true;
                let last = tokens.len() - 1;
                tokens[last].closes = true;
            }
        }
    }
    tokens
}

impl Token {
    fn new(text: &str, item: &Item, at: usize, sentence: usize) -> Self {
        let printed = &text[item.span.clone()];
        let word = if item.lower.is_empty() { printed } else { &item.lower };
        let bare = passage::strip_possessive(word);
        let mut entry = lexicon::look_up(word);
        if entry == Entry::default() && bare.len() < word.len() {
            entry = lexicon::look_up(bare);
        }
        let shape = if item.kind != Kind::Word {
            Shape::Point
        } else if printed.starts_with(|it: char| it.is_ascii_digit()) {
            Shape::Digit
        } else if !item.is_capital {
            Shape::Lower
        } else if 1 < printed.len() && printed.chars().all(|it| !it.is_lowercase()) {
            Shape::Upper
        } else {
            Shape::Capital
        };
        let tail = word.char_indices().rev().nth(2).map_or(0, |it| it.0);
        let possessive = if bare.len() < word.len() { 7 } else { 0 };
        Self {
            span: item.span.clone(),
            kind: item.kind,
            hash: hash(word),
            suffix: hash(&word[tail..]).wrapping_add(possessive),
            shape,
            entry,
            quote: 0,
            opens: false,
            closes: false,
            sentence: u16::try_from(sentence).unwrap_or(u16::MAX),
            item: u32::try_from(at).unwrap_or(u32::MAX),
        }
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(crate) fn is_name(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}
