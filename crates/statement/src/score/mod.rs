//! How well statements are read, measured on annotated articles.
//!
//! [`compare`] sets what was predicted for an article beside what its annotators found and counts,
//! in a [`Tally`]; [`report`] turns the tallies of many articles into figures with intervals.
//! Annotations come from [`brat`] files, from [`inline`] marks, from [`standoff`] spans of texts that
//! [`conllu`] rebuilds, or from [`Statement`]s.
//!
//! Lengths are counted in letters and digits alone. Quotation marks, which a statement leaves out
//! and annotators take in, white space and punctuation so count for nobody and against nobody.
//!
//! # Source
//!
//! The measures of quotation attribution with partial matches, as in S. Pareti, "PARC 3.0",
//! LREC (2016), pp. 3914–3920, and E. Newell, D. Margolin and D. Ruths, "An Attribution Relations
//! Corpus for Political News", LREC (2018), pp. 3315–3322; intervals by the percentile bootstrap
//! of B. Efron, "Bootstrap methods", The Annals of Statistics 7 (1979), pp. 1–26.

pub mod brat;
mod compare;
pub mod conllu;
mod field;
pub mod inline;
mod pairing;
mod place;
mod report;
mod source;
pub mod standoff;
mod tally;
mod unit;

use std::ops::Range;

use serde::Serialize;

pub use self::compare::{Comparison, Fault, Finding, Subject, compare};
pub use self::report::{Calibration, CalibrationBin, Estimate, Figure, Report, report};
pub use self::tally::{Measure, Rate, Sureness, Tally};
use crate::statement::{Confidence, Form, Statement};

/// An article with what somebody found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gold {
    /// Name of the article, as its statements have it for their source.
    pub name: String,
    /// Its text, to whose bytes all spans refer.
    pub text: String,
    /// What is attributed in it.
    pub attributions: Vec<Attribution>,
}

/// Words that are attributed to somebody, found by an annotator or a program.
///
/// Spans are bytes, in any order; what lies outside the text or is empty counts nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// What is reported, with or without its quotation marks.
    pub content: Vec<Range<usize>>,
    /// The words that report.
    pub cue: Vec<Range<usize>>,
    /// The words for whoever speaks; empty if there are none.
    pub source: Vec<Range<usize>>,
    /// What more is known; `None` where the annotators looked for spans alone.
    pub fields: Option<Fields>,
    /// How sure a program is of what it found.
    pub confidence: Option<Confidence>,
}

/// What an attribution says beside its spans, in the words of [`Statement`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// Who speaks.
    pub speaker: Option<String>,
    /// Whom the speaker speaks for.
    pub party: Option<String>,
    /// Whose position it is, if another's.
    pub holder: Option<String>,
    /// When it was said.
    pub said: Option<String>,
    /// Ids of the issues it speaks of.
    pub issues: Vec<String>,
    /// Its options, as `issue=option`.
    pub options: Vec<String>,
    /// What it says of them.
    pub stance: Option<String>,
    /// Bytes of the condition.
    pub condition: Vec<Range<usize>>,
    /// Bytes of what follows if the condition holds.
    pub consequence: Vec<Range<usize>>,
    /// Whether any of it stands in quotation marks; `None` where nobody said.
    pub is_quoted: Option<bool>,
    /// How it is reported; `None` where nobody said.
    pub form: Option<Form>,
}

impl From<&Statement> for Attribution {
    fn from(statement: &Statement) -> Self {
        let spans = |it: Option<(usize, usize)>| it.map(|(start, end)| start..end);
        let about = &statement.about;
        let option = |issue: &str, it: &str| format!("{issue}={it}");
        Self {
            content: statement.parts.iter().map(|it| it.span.0..it.span.1).collect(),
            cue: spans(statement.cue_span).into_iter().collect(),
            source: spans(statement.mention).into_iter().collect(),
            fields: Some(Fields {
                speaker: statement.speaker.clone(),
                party: statement.party.clone(),
                holder: statement.holder.clone(),
                said: statement.said.clone(),
                issues: about.iter().map(|it| it.issue.clone()).collect(),
                options: about
                    .iter()
                    .filter_map(|it| {
                        it.option.as_ref().map(|option_id| option(&it.issue, option_id))
                    })
                    .collect(),
                stance: statement.stance.clone(),
                condition: spans(statement.condition).into_iter().collect(),
                consequence: spans(statement.consequence).into_iter().collect(),
                is_quoted: Some(statement.form != Form::Indirect),
                form: Some(statement.form),
            }),
            confidence: Some(statement.confidence),
        }
    }
}

/// Annotations that could be read, and what could not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed<T> {
    /// What was read.
    pub found: T,
    /// What was passed over.
    pub skipped: Vec<Skipped>,
}

/// Something in a file of annotations that was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Line of the file, counted from one.
    pub line: usize,
    /// What is wrong with it: lower case, no full stop.
    pub why: String,
}
