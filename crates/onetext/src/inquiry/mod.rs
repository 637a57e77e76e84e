//! Single questions about a case: who could accept a text, why, and what if.
//!
//! An [`Inquiry`] holds the worlds that were drawn once; every answer is read off them, with its
//! names put back, ready to be shown and serialized.

mod acceptability;
mod ask;
mod clashes;
mod ladder;
mod ledger;
mod lint;
mod positions;
mod propose;
mod said;
mod sensitivity;
mod sentence;
mod text;
mod what_if;
mod why;
#[expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "serde passes what it writes by reference"
)]
mod words;

use onetext_case::{Case, PartyId};
use onetext_elicit::{Elicited, Progress as Drawn, Question, elicit_with};
use schemars::JsonSchema;
use serde::Serialize;

pub use self::acceptability::{
    AcceptabilityView, BlockingView, CommonView, NashView, TextAcceptance, WinView, WinsView,
};
pub use self::ask::{AskView, AskedView};
pub use self::clashes::{
    ClashView, ClashesView, Contradictions, GapView, MultipliedView, RepairView, ShiftView,
    SurpriseView, TrustedView,
};
pub use self::ladder::{
    AttitudesView, CrossedView, LadderView, Limits, LockView, LockedView, PartShare, RungView,
    ShareView, TakingView, TogetherView,
};
pub use self::ledger::{
    AccountView, Basis, ChangedIssue, Cited, Crossing, DraftLedger, EntryView, LedgerView,
    LineView, Movement, Place, PositionView, SideView, Tally, ledger,
};
pub use self::lint::{FindingView, LintView, SilenceView, SilencedView, lint, rule_name};
pub use self::positions::{IssuePositions, PositionsView, positions};
pub use self::propose::{MeasuresView, ProposalView, ProposeView};
pub use self::said::Said;
pub use self::sensitivity::{SensitivityView, VariationView, VariedView};
pub use self::sentence::Subject;
pub(crate) use self::text::{Chosen, on_table, settled};
pub use self::text::{Kind, Setting, Wanted};
pub(crate) use self::what_if::direction;
pub use self::what_if::{
    Assumption, AssumptionView, Direction, IssueChange, PartyShift, WhatIfView,
};
pub use self::why::{CarryingView, PastView, ReasonView, WeightView, WhyView};
use crate::analysis::{PartyCount, counts};
use crate::time::Day;
use crate::{Named, Stop};

/// A case whose worlds are drawn.
#[derive(Debug)]
pub struct Inquiry<'a> {
    pub(crate) case: &'a Case,
    pub(crate) elicited: Elicited,
    pub(crate) stop: &'a Stop,
}

impl<'a> Inquiry<'a> {
    /// Draws the worlds of every party: `draws` for each of four chains.
    ///
    /// Never fails: where there is no number to give, the answers say why.
    ///
    /// # Cost
    ///
    /// That of [`onetext_elicit::elicit`].
    pub fn new(case: &'a Case, seed: u64, draws: usize, stop: &'a Stop) -> Self {
        Self::with(case, seed, draws, stop, &Drawn::default())
    }

    /// [`Inquiry::new`], which tells how far the drawing is.
    pub fn with(case: &'a Case, seed: u64, draws: usize, stop: &'a Stop, drawn: &Drawn) -> Self {
        let question = Question::new(seed, draws);
        let elicited = elicit_with(case, &question, &|| stop.is_requested(), drawn);
        Self { case, elicited, stop }
    }

    /// Whether the work was stopped, so that an answer has less than was asked for.
    fn is_stopped(&self) -> bool {
        self.stop.is_requested() || self.elicited.views.iter().any(|it| it.stopped)
    }

    /// For each party, or for one, how many statements about it are in its numbers.
    fn counts(&self, of: Option<PartyId>) -> Vec<PartyCount> {
        let counts = self.elicited.views.iter().zip(counts(self.case, &self.elicited));
        counts.filter(|it| of.is_none_or(|of| of == it.0.party)).map(|it| it.1).collect()
    }

    pub(crate) fn heading(&self) -> Heading {
        Heading {
            title: self.case.title.clone(),
            as_of: self.case.as_of.map(Day),
            seed: self.elicited.question.seed,
            draws: self.elicited.question.draws,
            stopped: self.is_stopped(),
        }
    }
}

/// What every answer begins with.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Heading {
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world.
    pub as_of: Option<Day>,
    /// Seed of every draw.
    pub seed: u64,
    /// Worlds asked for from each of the four chains of a party.
    pub draws: usize,
    /// Whether the work was stopped: then there are fewer worlds than asked for, and some answers
    /// are missing.
    pub stopped: bool,
}

/// The text that an answer is about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextView {
    /// Its id and heading; of a package, its options by their ids and in words.
    pub text: Named,
    /// What kind of text it is.
    pub kind: Kind,
}
