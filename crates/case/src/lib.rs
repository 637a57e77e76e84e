//! The case folder: parties, issues, options, linkages, drafts, ledger.

mod model;
mod when;

pub use crate::model::*;
pub use crate::when::When;
