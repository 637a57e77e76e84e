//! What a statement says of its matter, in the words of the case format: "red-line", "demand",
//! "conditional-offer"; and the branches of an offer or a threat.
//!
//! Rules, no model: phrases in the words and in what reports them, each with a weight, what they
//! mean when negated, and the joints of conditional sentences. The heaviest phrase wins; where
//! none is found, a statement is a "position".

mod condition;
mod joint;
mod lexicon;
mod otherwise;
mod pattern;
mod token;

use std::ops::Range;

use crate::passage::Passage;
use crate::stance::condition::Branches;
use crate::stance::pattern::Heaviest;
use crate::stance::token::{Place, Token};
use crate::sure::{self, Sign};

/// Where the words of a statement stand, in bytes of the text of their article.
///
/// Ranges that lie outside the text, or cut a character, count as empty.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The sentence that reports, or sentences where the words run over several.
    pub sentence: Range<usize>,
    /// What is said, in order: one part, or several where "she said" parts them.
    pub content: &'a [Range<usize>],
    /// The word that reports.
    pub cue: Option<Range<usize>>,
}

impl Words<'_> {
    /// Whether a range holds something of the text.
    fn holds(&self, range: &Range<usize>) -> bool {
        self.text.get(range.clone()).is_some_and(|it| !it.is_empty())
    }
}

/// What a statement says, as far as its words tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// One of [`STANCES`].
    pub stance: &'static str,
    /// How sure the stance is, from 0 to 1: how often one was right of which as much told, on
    /// articles held back.
    pub confidence: f64,
    /// Bytes of the condition with its joint: "if the dam is opened".
    pub condition: Option<(usize, usize)>,
    /// Bytes of what follows if the condition holds; after "unless", if it does not.
    pub consequence: Option<(usize, usize)>,
    /// Bytes of what follows otherwise, without "otherwise" or "or else".
    pub otherwise: Option<(usize, usize)>,
    /// Whether it says that what is spoken of must stay.
    is_firm: bool,
}

/// The stances that [`read`] can find, which are stances of the case format.
pub const STANCES: &[&str] = &[
    "acceptance",
    "accusation",
    "assessment",
    "commitment",
    "conditional-offer",
    "demand",
    "estimate",
    "event",
    "flexible",
    "only-if",
    "opposition",
    "position",
    "precondition",
    "preference",
    "pressure",
    "priority",
    "ranking",
    "red-line",
    "refusal",
    "rejection",
    "requires",
    "support",
    "threat",
    "trade",
    "ultimatum",
];

/// The stance of a statement, and the branches of an offer or a threat.
///
/// The branches lie within the content; where the content has no condition, the condition may lie
/// elsewhere in the sentence ("If the dam is opened, Belo said, “we will sign”").
///
/// # Cost
///
/// Linear in the length of the sentence and the content.
///
/// # Source
///
/// Own.
///
/// # Examples
///
/// ```
/// use onetext_statement::stance::{self, Words};
///
/// let text = "Belo said the valley would share the tolls if the dam is opened.";
/// let words = Words {
///     text,
///     sentence: 0..text.len(),
///     content: &[10..63],
///     cue: Some(5..9),
/// };
/// let found = stance::read(&words);
/// assert_eq!(found.stance, "conditional-offer");
/// let (start, end) = found.condition.unwrap();
/// assert_eq!(&text[start..end], "if the dam is opened");
/// ```
pub fn read(words: &Words) -> Reading {
    let ranges = words.content.iter().chain([&words.sentence]).filter(|it| words.holds(it));
    let whole = ranges.cloned().reduce(|all, it| all.start.min(it.start)..all.end.max(it.end));
    let whole = whole.unwrap_or(0..0);
    let lower = words.text[whole.clone()].to_ascii_lowercase();
    let passage = Passage::new(words.text, &lower, whole, false);
    let mut content = words.content.to_vec();
    content.sort_by_key(|it| (it.start, it.end));
    read_in(&Words { content: &content, ..words.clone() }, &passage)
}

/// As [`read`], in a passage that holds all the words, whose parts are in order.
pub(crate) fn read_in(words: &Words, passage: &Passage) -> Reading {
    let tokens = token::tokens(words, passage);
    // What is asked is neither wanted nor offered.
    let (branches, mut best) = if is_question(&tokens) {
        (None, Heaviest::NONE)
    } else {
        (condition::find(&tokens), pattern::heaviest(&tokens))
    };
    if let Some((stance, weight)) = branches.as_ref().and_then(|it| it.stance(&tokens))
        && best.weight < weight
    {
        best = Heaviest { stance, weight, sign: Sign::Branches, is_firm: false };
    }
    let span = |find: fn(&Branches) -> &Range<usize>| {
        branches.as_ref().map(find).and_then(|it| bytes(&tokens, it))
    };
    Reading {
        stance: best.stance,
        confidence: sure::stance(best.sign, best.weight),
        condition: span(|it| &it.condition),
        consequence: span(|it| &it.consequence),
        otherwise: span(|it| &it.otherwise),
        is_firm: best.is_firm,
    }
}

impl Reading {
    /// The stance where an option is told: what must stay is required, "the full wall is not negotiable".
    pub(crate) fn of_option(&self) -> &'static str {
        if self.is_firm { "requires" } else { self.stance }
    }
}

/// Whether it is asked or left open what somebody wants: "asked if she would sign", "did not say
/// whether she would".
fn is_question(tokens: &[Token<'_>]) -> bool {
    const ASKING: [&str; 4] = ["ask", "doubt", "question", "wonder"];
    let Some(first) = tokens.iter().position(|it| it.is_content() && it.is_word()) else {
        return false;
    };
    let mut cue = tokens[..first].iter().filter(|it| it.place == Place::Cue);
    let asks = |it: &Token<'_>| ASKING.iter().any(|verb| it.word.starts_with(verb));
    match &*tokens[first].word {
        "whether" => cue.next().is_some(),
        "if" => cue.any(asks),
        _ => false,
    }
}

/// From the first to the last of some tokens.
fn bytes(tokens: &[Token<'_>], range: &Range<usize>) -> Option<(usize, usize)> {
    let found = tokens.get(range.clone())?;
    Some((found.first()?.span.start, found.last()?.span.end))
}
