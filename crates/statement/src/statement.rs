//! What goes in and what comes out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An article as it was found.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// Id of the article, such as its file stem; statements carry it on.
    pub source: &'a str,
    /// The text; [`paragraphs`](crate::paragraphs) says how it is divided. What comes from a file of
    /// any kind is taken in by [`Document`](crate::Document).
    pub bytes: &'a [u8],
    /// The day it was published. Without it, words such as "on Monday" date nothing.
    pub published: Option<Date>,
}

/// Words that an article puts into somebody's mouth, or a position that it reports.
///
/// **Invariant:** there are parts, in order and apart, and the words of each are the bytes of the
/// article at its span; of a [`Document`](crate::Document), what those bytes of its file say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Source and first byte, as `source-8061`. It stays the same when the roster, or the reading
    /// of another sentence, changes.
    pub id: String,
    /// Id of the article.
    pub source: String,
    /// The words: one part, or several where "she said" or the end of a paragraph parts them.
    pub parts: Vec<Part>,
    /// How the words are reported.
    pub form: Form,
    /// Who speaks: the name on the roster, else the fullest name in the article, else the words
    /// used for the speaker; `None` when the article names nobody, or says no more than "it".
    pub speaker: Option<String>,
    /// Whom the speaker speaks for: the holder on the roster, if valid on the day.
    pub party: Option<String>,
    /// Whose position it is, where the speaker tells another's ("Porto wants the dam, Belo said"):
    /// the holder on the roster, else the name. `None` for the speaker's own.
    pub holder: Option<String>,
    /// When it was said: a day, an ISO week such as `2025-W48`, a month or an interval such as
    /// `2025-11-29/2025-11-30`. Only from words in the text, looking back from publication: those of
    /// the sentence, or of what the same one said before, or the time of day above the entry of a
    /// live blog.
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
    /// Bytes of the word that reports.
    pub cue_span: Option<(usize, usize)>,
    /// Where it was said, as printed: "in a television interview".
    pub venue: Option<String>,
    /// To whom it was said, as printed: "reporters".
    pub addressee: Option<String>,
    /// Whether it was said in private, or by somebody who would not be named.
    pub is_private: bool,
    /// Issues of the case that it speaks of, the surest first.
    pub about: Vec<About>,
    /// What it says of them, in the words of the case format: "red-line", "demand", "position".
    pub stance: Option<String>,
    /// Bytes of the condition of an offer or a threat: "if the dam is opened".
    pub condition: Option<(usize, usize)>,
    /// Bytes of what follows if the condition holds.
    pub consequence: Option<(usize, usize)>,
    /// Bytes of what follows if it does not.
    pub otherwise: Option<(usize, usize)>,
    /// How sure each field is.
    pub confidence: Confidence,
}

impl Statement {
    /// From the first byte of the words to the one after their last, with whatever parts them.
    pub fn span(&self) -> (usize, usize) {
        let start = self.parts.first().map_or(0, |it| it.span.0);
        (start, self.parts.last().map_or(start, |it| it.span.1))
    }

    /// The words of all parts, with " … " between them.
    pub fn words(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|it| it.words.as_str()).collect();
        parts.join(" … ")
    }
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The first byte of the words in the article, and the one after the last.
    pub span: (usize, usize),
    /// The words, without quotation marks around them. Where lines are wrapped, they hold line
    /// breaks.
    pub words: String,
}

/// An issue that a statement speaks of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Id of the issue.
    pub issue: String,
    /// Id of the option, where the words tell which.
    pub option: Option<String>,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
}

/// How sure each field of a statement is, from 0 to 1: the share of such findings that were right
/// on data held back. `None` where the field is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    /// That somebody is reported to say, or to hold, just these words.
    pub words: f64,
    /// That the speaker is right.
    pub speaker: Option<f64>,
    /// That the party is right.
    pub party: Option<f64>,
    /// That the time is right.
    pub said: Option<f64>,
    /// That the stance is right.
    pub stance: Option<f64>,
}

/// How words are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Full sentences within quotation marks.
    Direct,
    /// Part of a sentence within quotation marks, the rest in the reporter's words.
    Mixed,
    /// The reporter's words alone.
    #[default]
    Indirect,
}
