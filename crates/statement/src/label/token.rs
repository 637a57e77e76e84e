//! A paragraph as one flat row of tokens, those within quotation marks among them.

use std::ops::Range;

use super::lexicon::{self, Classes, Entry, Form};
use crate::passage::{self, Item, Kind, Passage};
use crate::table::{hash, mix};

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
    pub(crate) look: Look,
}

/// A token as its neighbours see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The word; names and numbers are all the same.
    pub(crate) word: u32,
    /// What is known of the word, or how it ends.
    pub(crate) class: u32,
    /// A part of speech, guessed.
    pub(crate) tag: u32,
}

impl Look {
    /// Of a token that is not there.
    pub(crate) const NONE: Self = Self { word: NONE, class: NONE, tag: NONE };
}

const NONE: u32 = 0xffff_fff1;

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
    for (sentence, items) in passage.sentences.iter().enumerate() {
        for at in items.clone() {
            let item = &passage.items[at];
            let Kind::Quote(quote) = item.kind else {
                tokens.push(Token::new(text, item, at, sentence));
                continue;
            };
            let first = tokens.len();
            tokens.extend(passage.quoted[quote].iter().map(|it| {
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
        let hash_of_word = if item.lower.is_empty() { hash(printed) } else { item.hash };
        let mut entry = lexicon::look_up(hash_of_word, word);
        if entry == Entry::default() && bare.len() < word.len() {
            entry = lexicon::look_up(hash(bare), bare);
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
        let tail = match word.as_bytes() {
            [.., a, b, c] if (a | b | c).is_ascii() => word.len() - 3,
            _ => word.char_indices().rev().nth(2).map_or(0, |it| it.0),
        };
        let possessive = if bare.len() < word.len() { 7 } else { 0 };
        let mut token = Self {
            span: item.span.clone(),
            kind: item.kind,
            hash: hash_of_word,
            suffix: hash(&word[tail..]).wrapping_add(possessive),
            shape,
            entry,
            quote: 0,
            opens: false,
            closes: false,
            sentence: u16::try_from(sentence).unwrap_or(u16::MAX),
            item: u32::try_from(at).unwrap_or(u32::MAX),
            look: Look::NONE,
        };
        token.look = Look { word: looks(&token), class: class(&token), tag: tag(&token) };
        token
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it may be the verb of a clause.
    pub(crate) fn is_verb(&self) -> bool {
        const HELPING: Classes =
            Classes(Classes::BE.0 | Classes::HAVE.0 | Classes::MODAL.0 | Classes::DO.0);
        self.entry.form != Form::None || self.entry.classes.has(HELPING)
    }

    /// Whether it may be of words that report: nothing within quotation marks, no people, groups,
    /// numbers, times, commas, stops or signs, which the model hardly ever takes for such. A few
    /// words share the tag that is guessed for them with a point, and are passed over with it.
    pub(crate) fn may_report(&self) -> bool {
        const OTHERS: [u32; 8] = [
            tags::DIGIT,
            tags::TIME,
            tags::NUMBER,
            tags::PERSON,
            tags::GROUP,
            tags::POINT + kind(Kind::Comma),
            tags::POINT + kind(Kind::Stop),
            tags::POINT + kind(Kind::Other),
        ];
        self.quote == 0 && !OTHERS.contains(&self.look.tag)
    }

    pub(crate) fn is_name(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

fn looks(token: &Token) -> u32 {
    match token.shape {
        Shape::Digit => 11,
        Shape::Capital | Shape::Upper if token.entry == Entry::default() => 13,
        _ => token.hash,
    }
}

fn class(token: &Token) -> u32 {
    let known = token.entry.classes.0 ^ ((token.entry.form as u32) << 28).rotate_left(3);
    match token.shape {
        Shape::Point => 0x100 + kind(token.kind),
        Shape::Digit => 3,
        Shape::Capital | Shape::Upper if token.entry.classes.0 == 0 => 5,
        _ if token.entry.classes.0 == 0 => mix(token.suffix),
        _ => mix(known ^ 0x5555),
    }
}

/// Parts of speech that are asked for by name.
mod tags {
    pub(super) const DIGIT: u32 = 1;
    pub(super) const TIME: u32 = 15;
    pub(super) const NUMBER: u32 = 16;
    pub(super) const PERSON: u32 = 26;
    pub(super) const GROUP: u32 = 27;
    /// With the [`kind`](super::kind) of point added.
    pub(super) const POINT: u32 = 0x100;
}

fn tag(token: &Token) -> u32 {
    const ORDER: [(Classes, u32); 15] = [
        (Classes::PRONOUN, 2),
        (Classes::OBJECT, 3),
        (Classes::POSSESSIVE, 4),
        (Classes::DETERMINER, 5),
        (Classes::BE, 6),
        (Classes::HAVE, 7),
        (Classes::DO, 8),
        (Classes::MODAL, 9),
        (Classes::NOT, 10),
        (Classes::SUBORDINATOR, 11),
        (Classes::CONJUNCTION, 12),
        (Classes::PREPOSITION, 13),
        (Classes::ADVERB, 14),
        (Classes::TIME, tags::TIME),
        (Classes::NUMBER, tags::NUMBER),
    ];
    const ANY: Classes = {
        let (mut any, mut at) = (0, 0);
        while at < ORDER.len() {
            any |= ORDER[at].0.0;
            at += 1;
        }
        Classes(any)
    };
    let entry = &token.entry;
    let classes = entry.classes;
    match token.shape {
        Shape::Point => return tags::POINT + kind(token.kind),
        Shape::Digit => return tags::DIGIT,
        _ => {}
    }
    if classes.has(ANY)
        && let Some(&(_, tag)) = ORDER.iter().find(|it| classes.has(it.0))
    {
        return tag;
    }
    if token.is_name() {
        return 20;
    }
    match entry.form {
        Form::Base => 21,
        Form::Third => 22,
        Form::Past => 23,
        Form::Participle => 24,
        Form::Gerund => 25,
        Form::None if classes.has(Classes::PERSON) => tags::PERSON,
        Form::None if classes.has(Classes::GROUP) => tags::GROUP,
        Form::None if classes.has(Classes::ADJECTIVE) => 28,
        Form::None if classes.has(Classes::NOUN) => 29,
        Form::None => 40 + token.suffix % 512,
    }
}

const fn kind(kind: Kind) -> u32 {
    match kind {
        Kind::Word => 0,
        Kind::Comma => 1,
        Kind::Stop => 2,
        Kind::Colon => 3,
        Kind::Semicolon => 4,
        Kind::Dash => 5,
        Kind::Open => 6,
        Kind::Close => 7,
        Kind::Quote(_) => 8,
        Kind::Other => 9,
    }
}
