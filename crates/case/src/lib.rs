//! The case folder: parties, issues, options, linkages, drafts, ledger.
//!
//! A case is a folder of plain text. [`parse`] turns its files into a [`Case`] and diagnostics,
//! [`format()`] lays a file out, [`schema`] describes the TOML files to editors, and [`template`] is
//! what a new case begins with; [`exchange`] reads and writes the scenarios of other tools. The
//! language is described in `docs/case-format.md`.
//!
//! **Invariants.** Reading never fails: on any bytes, [`parse`] yields a case and diagnostics. And
//! this crate reads no file: a door fills [`Files`].

mod claim;
mod diagnostic;
pub mod exchange;
mod files;
mod format;
mod generate;
mod model;
mod read;
mod schema;
mod shape;
mod template;
mod when;

pub use crate::claim::{Chance, Claim, Effect, Forecast, Step, Swing, Target};
pub use crate::diagnostic::{Diagnostic, Severity};
pub use crate::files::{Files, sha256};
pub use crate::format::format;
pub use crate::generate::{Generation, generate};
pub use crate::model::*;
pub use crate::read::{Parsed, parse};
pub use crate::schema::{schema, schema_files};
pub use crate::template::template;
pub use crate::when::When;
