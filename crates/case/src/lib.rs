//! The case folder: parties, issues, options, linkages, drafts, ledger.
//!
//! A case is a folder of plain text. [`parse`] turns its files into a [`Case`] and diagnostics,
//! [`format()`] lays a file out, [`schema`] describes the TOML files to editors, and [`template`] is
//! what a new case begins with, [`add_statement`] and its like enter what is new; [`exchange`] reads
//! and writes the scenarios of other tools, and [`spreadsheet`] the ledger as a sheet to edit. The
//! language is described in `docs/case-format.md`.
//!
//! **Invariants.** Reading never fails: on any bytes, [`parse`] yields a case and diagnostics. And
//! this crate reads no file: a door fills [`Files`].

mod chance;
mod claim;
pub mod compare;
mod credence;
mod diagnostic;
mod enroll;
mod enter;
pub mod exchange;
mod files;
mod format;
mod generate;
mod id;
mod model;
mod read;
mod schema;
mod shape;
mod silence;
pub mod spreadsheet;
mod template;
mod when;

pub use crate::chance::ChanceScale;
pub use crate::claim::{Chance, Claim, Effect, Forecast, Step, Swing, Target};
pub use crate::credence::{Constant, Credences};
pub use crate::diagnostic::{Diagnostic, Severity};
pub use crate::enroll::{add_alias, add_observer, add_person};
pub use crate::enter::{
    Entry, NewSource, Voice, WordList, add_place, add_rejected, add_source, add_statement,
    add_word, stance_needs, stance_takes_options, stances, voice,
};
pub use crate::files::{Files, sha256};
pub use crate::format::format;
pub use crate::generate::{Generation, generate};
pub use crate::id::{slug, unused};
pub use crate::model::*;
pub use crate::read::{Parsed, is_id, likeliest, parse};
pub use crate::schema::{schema, schema_files};
pub use crate::silence::{LINT_RULES, Silence};
pub use crate::template::template;
pub use crate::when::When;
