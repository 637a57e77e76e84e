//! What goes in and what comes out.

use jiff::civil::Date;
use serde::Serialize;

/// An article as it was found.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// Id of the article, such as its file stem; statements carry it on.
    pub source: &'a str,
    /// The text; [`paragraphs`](crate::paragraphs) says how it is divided. [`look`](crate::look)
    /// tells whether it is plain text at all.
    pub bytes: &'a [u8],
    /// The day it was published. Without it, words such as "on Monday" date nothing.
    pub published: Option<Date>,
}

/// Words that an article puts into somebody's mouth.
///
/// **Invariant:** `words` are the bytes of the article from `span.0` to before `span.1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Source and first byte, as `source-8061`. It stays the same when the roster, or the reading
    /// of another sentence, changes.
    pub id: String,
    /// Id of the article.
    pub source: String,
    /// The first byte of the words in the article, and the one after the last.
    pub span: (usize, usize),
    /// The words, without the quotation marks around them. Where lines are wrapped, they hold line
    /// breaks.
    pub words: String,
    /// How the words are reported.
    pub form: Form,
    /// Who speaks: the name on the roster, else the fullest name in the article, else the words
    /// used for the speaker; `None` when the article names nobody, or says no more than "it".
    pub speaker: Option<String>,
    /// Whom the speaker speaks for: the holder on the roster, if valid on the day.
    pub party: Option<String>,
    /// When it was said: a day, an ISO week such as `2025-W48`, a month or an interval such as
    /// `2025-11-29/2025-11-30`. Only from words in the text, looking back from publication.
    pub said: Option<String>,
    /// The word that reports, as printed but on one line: "said", "according to". `None` where the
    /// speaker comes from what stands around the words alone, which is less sure.
    pub cue: Option<String>,
    /// Place of the paragraph in [`paragraphs`](crate::paragraphs), counted from zero.
    pub paragraph: usize,
    /// The words that `said` was read from, on one line.
    pub said_words: Option<String>,
    /// Bytes of the words for the speaker: "she", "the minister".
    pub mention: Option<(usize, usize)>,
}

/// How words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Full sentences within quotation marks.
    Direct,
    /// Part of a sentence within quotation marks, the rest in the reporter's words.
    Mixed,
    /// The reporter's words alone.
    Indirect,
}
