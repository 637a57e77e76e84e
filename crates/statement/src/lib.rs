//! Articles in, attributed and dated statements out. Words only.
//!
//! [`read`] finds what an article says somebody said: the words, their bytes, who speaks and for
//! whom, and when, as far as the article itself tells. It is made of general rules of English news
//! prose; whoever matters in one conflict comes with the [`Roster`].
//!
//! **Invariants:** a statement's words are the bytes of its span, unchanged; no input makes
//! reading fail; a result depends on the arguments alone; nothing is dated that has no date in
//! its words; the time needed grows with the length of the article, not faster.

pub mod about;
mod attribution;
mod clause;
mod cue;
mod draft;
mod facts;
mod indirect;
mod input;
mod label;
mod mark;
mod passage;
mod read;
mod roster;
pub mod same;
pub mod score;
pub mod stance;
mod statement;
mod sure;
mod table;
mod text;
mod topic;
mod when;
mod who;
mod word;
mod zone;

pub use crate::input::{Document, Error, Record, record};
pub use crate::label::{Model, train};
pub use crate::read::{Effort, Reader, read};
pub use crate::roster::{EntryKind, Post, Roster, RosterEntry};
pub use crate::statement::{About, Article, Confidence, Form, Part, Statement};
pub use crate::text::paragraphs;
pub use crate::topic::{Topic, Topics};
pub use crate::when::{Expression, expressions};
pub use crate::zone::{Zone, zones};
