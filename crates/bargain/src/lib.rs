//! Bargaining over a finite outcome space. Numbers only.
//!
//! A [`Problem`] says which outcomes there are, which options go together, what each outcome is
//! worth to each party and when a party accepts it. The questions are [`zopa`], [`frontier`], the
//! solutions [`nash`], [`kalai_smorodinsky`], [`egalitarian`], [`maximin`] and [`utilitarian`], and
//! [`best_for`], [`nearest`], [`cover`], [`unlock`] and [`relax`]. Each gives an [`Answer`];
//! [`verify`] can check those of the first seven. Every number is a whole number, so that dominance and ties are exact.
//!
//! Outcomes are not gone through one by one: they are the paths of a layered decision diagram,
//! which grows with how far couplings between issues overlap, not with the number of outcomes.
//!
//! **Invariant: numbers know no words.** Parties, issues and options are dense ids, and a caller
//! that knows their names puts them back. There is no text, no date and no file here.
//!
//! **Invariant: same in, same out.** A result depends on its arguments alone. No clock, no hash
//! order and no thread count can change it. The one exception says so: an answer that was stopped
//! early is [`Exactness::Partial`].
//!
//! **Invariant: exactness is said.** An answer that is not [`Exactness::Exact`] says by how much.

mod answer;
mod best;
mod bound;
mod cover;
mod decimal;
mod diagram;
mod error;
mod frontier;
mod interaction;
mod label;
mod leximin;
mod linkage;
mod maximin;
mod nash;
mod nearest;
mod problem;
mod relax;
mod sample;
mod solution;
mod space;
mod stop;
mod unlock;
mod utilitarian;
pub mod verify;
mod walk;
mod zopa;

pub use crate::answer::{Answer, Effort, Exactness};
pub use crate::best::best_for;
pub use crate::cover::{Cover, cover};
pub use crate::decimal::{Decimal, Scaled, scale};
pub use crate::error::Error;
pub use crate::frontier::{Among, FRONTIER_LIMIT, FrontierPoint, frontier};
pub use crate::interaction::{Interaction, MAX_TABLE};
pub use crate::leximin::{egalitarian, kalai_smorodinsky};
pub use crate::linkage::{Condition, Linkage, OptionSet, Pattern};
pub use crate::maximin::maximin;
pub use crate::nash::nash;
pub use crate::nearest::{Nearest, nearest};
pub use crate::problem::{MAX_PARTIES, MAX_UTILITY, Party, PartyId, Payoffs, Problem};
pub use crate::relax::{Relaxation, relax};
pub use crate::solution::Solution;
pub use crate::space::{IssueId, MAX_ISSUES, MAX_OPTIONS, OptionId, Outcome, Space};
pub use crate::stop::Stop;
pub use crate::unlock::{Barrier, Unlock, unlock};
pub use crate::utilitarian::utilitarian;
pub use crate::walk::ENUMERATION_LIMIT;
pub use crate::zopa::{Zopa, zopa};
