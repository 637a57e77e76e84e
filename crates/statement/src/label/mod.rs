//! The learned part: words that report are found one by one; then, for each, what it reports and
//! who speaks.
//!
//! # Source
//!
//! The cue first, then source and content around it, as in S. Pareti, T. O'Keefe, I. Konstas,
//! J. Curran and I. Koprinska, "Automatically Detecting and Attributing Indirect Quotations",
//! EMNLP (2013), pp. 989–999; each step by a linear chain of own features.

mod chain;
mod feature;
mod find;
mod learn;
mod lexicon;
mod model;
mod paragraph;
mod sink;
mod token;
mod train;
mod weigh;
mod words;

pub(crate) use self::find::{Found, find};
pub use self::model::Model;
pub(crate) use self::paragraph::Paragraph;
pub use self::train::train;
