//! What a mediator's team works out the night before the next meeting.

mod attitude;
mod beam;
pub mod ledger;
mod lint;
pub mod negotiator;
mod propose;
pub mod protocol;
pub mod simulate;
mod unlock;
mod worlds;

pub use crate::attitude::{Attitudes, attitudes};
pub use crate::lint::{Finding, Lint, Rule, lint, unused_silences};
pub use crate::propose::{Measures, Proposal, Propose, propose};
pub use crate::unlock::{Crossed, Lock, Locked, Refuted, Rung, Taking, Unlock, unlock, verify};
pub use crate::worlds::{Allowed, Changes, changed};
