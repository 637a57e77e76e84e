//! Bargaining over a finite outcome space. Numbers only.
//!
//! A [`Problem`] says which outcomes there are, which options go together, what each outcome is
//! worth to each party and when a party accepts it. The questions are [`zopa`], [`frontier`], the
//! solutions, [`k_best`] and [`diverse`], and [`best_for`], [`nearest`], [`cover`],
//! [`unlock`] and [`relax`].
//! Each gives an [`Answer`] that [`verify`] can check. Every number is a whole number, so that
//! dominance and ties are exact.
//!
//! The solutions are [`nash`], [`kalai_smorodinsky`], [`egalitarian`], [`utilitarian`], [`maximin`],
//! [`raiffa`] and [`fallback`]; the Kalai–Smorodinsky solution by other definitions is [`maximin_share`] and
//! [`kalai_rosenthal`], and what programs of the field compute under the name of a solution has the
//! program in its name: [`negmas_kalai_smorodinsky`], [`genius_kalai_smorodinsky`], [`genius_nash`].
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
mod cap;
mod cover;
mod criterion;
mod decimal;
mod diagram;
mod error;
mod fallback;
mod frontier;
mod genius;
mod interaction;
mod label;
mod leximin;
mod linkage;
mod maximin;
mod nash;
mod nearest;
mod negmas;
mod points;
mod problem;
pub mod prove;
mod raiffa;
mod ranking;
mod relax;
mod sample;
mod shares;
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
pub use crate::criterion::Criterion;
pub use crate::decimal::{Decimal, Scaled, scale};
pub use crate::error::Error;
pub use crate::fallback::fallback;
pub use crate::frontier::{Among, FRONTIER_LIMIT, FrontierPoint, frontier};
pub use crate::genius::{genius_kalai_smorodinsky, genius_nash};
pub use crate::interaction::{Interaction, MAX_TABLE};
pub use crate::leximin::{egalitarian, kalai_smorodinsky};
pub use crate::linkage::{Condition, Linkage, OptionSet, Pattern};
pub use crate::maximin::maximin;
pub use crate::nash::nash;
pub use crate::nearest::{Nearest, nearest};
pub use crate::negmas::negmas_kalai_smorodinsky;
pub use crate::problem::{MAX_PARTIES, MAX_UTILITY, Party, PartyId, Payoffs, Problem};
pub use crate::raiffa::raiffa;
pub use crate::ranking::{DIVERSE_LIMIT, Diverse, DiverseQuestion, Ranked, diverse, k_best};
pub use crate::relax::{Relaxation, relax};
pub use crate::shares::{kalai_rosenthal, maximin_share};
pub use crate::solution::Solution;
pub use crate::space::{IssueId, MAX_ISSUES, MAX_OPTIONS, OptionId, Outcome, Space};
pub use crate::stop::{Progress, Stop};
pub use crate::unlock::{Barrier, Unlock, unlock};
pub use crate::utilitarian::utilitarian;
pub use crate::walk::ENUMERATION_LIMIT;
pub use crate::zopa::{Zopa, zopa};
