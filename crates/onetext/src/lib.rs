//! The front room: analysis of a case, and reports as text, HTML and JSON.
//!
//! [`analyse`] turns a case and a question into an [`Analysis`], in which every name is put back.
//! [`report::text`] shows it on a screen, [`report::page`] as one page of HTML that needs nothing
//! else; serialized, it is the JSON report. An [`Inquiry`] answers single questions about who could
//! accept which text. [`NamedProblem`] answers exactly where every party
//! with a seat has utilities in numbers. [`roster`] gives the names of a case to whoever reads
//! articles for it, and [`heed`] holds what was read against what people corrected before.
//!
//! **Invariants:**
//!
//! - Same in, same out: no clock, no hash order and no thread count shows in a report.
//! - No number without a reason: it leads to statements, or says "assumed".
//! - A report is harmless: whatever a case says is text on a page, never markup.

mod analysis;
mod bargaining;
mod carried;
mod certificate;
mod drafting;
mod error;
mod heed;
mod inquiry;
mod printed;
mod range;
pub mod report;
mod roster;
mod schema;
mod time;
mod topics;

pub use onetext_bargain::verify::Refutation;
pub use onetext_bargain::{Among, Progress, Stop};
pub use onetext_case as case;
pub use onetext_elicit as elicit;
pub use onetext_elicit::Progress as Drawn;

pub use crate::analysis::*;
pub use crate::bargaining::{
    Agreement, Bargaining, BarrierView, BestView, Certified, Change, ConditionView, CoverPointView,
    CoverView, DiverseView, DraftWorth, FavoredView, FrontierPointView, FrontierView, LinkageRule,
    LinkageView, Lowered, Measure, NamedProblem, NearestView, Payoff, PayoffChange, RankedView,
    RelaxationView, Reliance, Rule, SimulationRow, SimulationView, SolutionView, Start, Tolerance,
    Trial, UnlockView, Way, WorthRange, ZopaView,
};
pub use crate::carried::{Carried, ObstacleView, TriedParty, TriedView};
pub use crate::certificate::{Certificate, Checked, Claim, Written};
pub use crate::drafting::*;
pub use crate::error::Error;
pub use crate::heed::{heed, quoted};
pub use crate::inquiry::*;
pub use crate::printed::{article, words};
pub use crate::range::Range;
pub use crate::roster::roster;
pub use crate::schema::brief_schema;
pub use crate::time::{Day, Time};
pub use crate::topics::topics;
