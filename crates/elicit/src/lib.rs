//! From what parties said to what they would accept.
//!
//! Each statement becomes a row, a veto or a belief about one party, with a credence. Worlds in
//! which the rows mostly hold are sampled, and the acceptability of a text is the share of the
//! worlds in which the party accepts it. `docs/elicitation.md` has the model and every constant.
//!
//! **Invariants:**
//!
//! - Same in, same out: a result depends on the case and the question alone. The same seed gives
//!   the same bytes, whatever the number of threads and whatever the order of the statements.
//! - No number without a reason: it leads to statements, to numbers that the case gives, or says
//!   that it is assumed.
//! - A number that has not converged is an [`Error`], never a number.
//!
//! The parties' worlds are drawn apart from each other: a joint share is a product, which takes
//! the parties to be independent given what they said.

mod again;
mod elicited;
mod error;
mod ledger;
mod progress;
mod question;
mod share;
mod text;

mod contrary;
mod credence;
mod force;
mod space;

mod belief;
mod lower;
mod meaning;
mod proposition;

mod chain;
mod converge;
mod kinks;
mod line;
mod model;
mod numbers;
mod slowest;
mod smc;
mod walk;
mod worlds;

mod acceptability;
mod because;
mod blocker;
mod found;
mod joint;

mod ask;
mod carrying;
mod central;
mod column;
mod decide;
mod influence;
mod nash;
mod pairwise;
mod pocket;
mod proof;
mod sensitivity;
mod table;
mod zopa;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod meanings;
#[cfg(test)]
mod oracles;
#[cfg(test)]
mod oracles_lp;
#[cfg(test)]
mod stances;
#[cfg(test)]
mod twin;

pub use crate::acceptability::{Acceptability, Because, Blocker};
pub use crate::ask::{Asked, Asking, ask};
pub use crate::carrying::{Carrying, carrying};
pub use crate::central::CentralWeight;
pub use crate::elicited::{Basis, Elicited, View, elicit, elicit_with, entries};
pub use crate::error::Error;
pub use crate::force::{Gap, Shift, out_of_force_all};
pub use crate::found::{Found, allowed, found};
pub use crate::influence::{Influence, influence};
pub use crate::joint::Joint;
pub use crate::ledger::{Entered, Entry};
pub use crate::nash::NashProduct;
pub use crate::pocket::{
    Judged, Pocket, PocketLine, PocketParty, PocketPattern, PocketWorlds, Pocketed,
};
pub use crate::progress::Progress;
pub use crate::proof::{
    Clash, Clashes, Contradiction, Multiplied, Proof, Repair, Surprise, Verdict, clashes,
};
pub use crate::question::{Assumed, Assumptions, Effort, Prior, Question, RedLines, Stop};
pub use crate::sensitivity::{Sensitivity, Shares, Variation, Varied, sensitivities, sensitivity};
pub use crate::share::{Bounds, Exactness, Share, Word};
pub use crate::table::{Line, Table};
pub use crate::text::{Level, Text};
pub use crate::zopa::Zopa;
