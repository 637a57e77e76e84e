//! Why a party could or could not accept a text.

use onetext_case::{Case, Claim, PartyId, StatementId};
use onetext_elicit::{Because, CentralWeight, Entered, Entry, Exactness, Text, carrying};
use serde::Serialize;

use super::text::{Chosen, Wanted, party};
use super::{Heading, Inquiry, Said, SensitivityView, TextView};
use crate::analysis::{
    ExactnessView, Footing, LEAST, Named, Number, PartyAcceptance, PartyCount, entered_word,
    left_out, number, party_acceptance,
};
use crate::error::Error;
use crate::range::{Range, percent};

/// Why a party could or could not accept a text.
#[derive(Clone, Debug, Serialize)]
pub struct WhyView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// The text.
    #[serde(flatten)]
    pub text: TextView,
    /// The party's share, its parts, and what stands most in the way.
    pub acceptance: PartyAcceptance,
    /// Every statement that bears on the share, the most influential first.
    pub reasons: Vec<ReasonView>,
    /// What the party has to care about to sign: the weight of each issue in the worlds that accept
    /// the text, the heaviest first. Empty where there is no such number.
    pub weights: Vec<WeightView>,
    /// Why there are no weights; empty otherwise.
    pub no_weights: String,
    /// Few statements that carry the share; `None` where that cannot be told.
    pub carrying: Option<CarryingView>,
    /// How the share depends on what is assumed; `None` for a party without a seat, and where the
    /// number is exact.
    pub sensitivity: Option<SensitivityView>,
    /// How many statements about the party are in its numbers.
    pub count: PartyCount,
    /// Statements about the party that a newer one replaced, or that were taken back or ran out.
    pub past: Vec<PastView>,
}

/// One statement that bears on a share.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonView {
    /// The statement.
    #[serde(flatten)]
    pub said: Said,
    /// How it entered.
    pub entered: &'static str,
    /// The share with the statement less that without it; `None` where the worlds drawn cannot
    /// tell.
    pub influence: Option<f64>,
    /// Whether the influence is more than the error of sampling.
    pub told: bool,
    /// How far it is trusted on the day of the case, from 0.5 to 1.
    pub credence: f64,
    /// Share of the worlds in which what it says holds.
    pub truth: Option<f64>,
    /// What else a reader has to know: that it is old, repeated, or replaces another.
    pub notes: Vec<String>,
}

/// Few statements that carry a share: with them alone it is within 5 points of what it is with all.
#[derive(Clone, Debug, Serialize)]
pub struct CarryingView {
    /// The statements, the most influential first; found greedily.
    pub statements: Vec<Said>,
    /// The share with them alone.
    pub alone: Number,
    /// The share with no statement at all: what is assumed.
    pub none: Number,
}

/// What an issue weighs for a party that signs.
#[derive(Clone, Debug, Serialize)]
pub struct WeightView {
    /// The issue.
    pub issue: Named,
    /// The mean over the worlds that accept: the swing of the issue over the sum of all swings.
    pub mean: f64,
    /// What lies in the middle of nine of ten of these worlds.
    pub spread: Range,
    /// Half-width of the 95 % interval around the mean that comes from sampling.
    pub error: f64,
}

/// A statement that no longer counts.
#[derive(Clone, Debug, Serialize)]
pub struct PastView {
    /// The statement.
    #[serde(flatten)]
    pub said: Said,
    /// Why it no longer counts, in a few words.
    pub why: &'static str,
    /// The id of the statement that replaced it.
    pub by: Option<String>,
}

impl Inquiry<'_> {
    /// Why the party with the id `of` could or could not accept a text.
    ///
    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::Twice`], [`Error::NotAParty`].
    ///
    /// # Cost
    ///
    /// That of one acceptability.
    pub fn why(&self, wanted: &Wanted, of: &str) -> Result<WhyView, Error> {
        let chosen = Chosen::new(self.case, wanted)?;
        let of = party(self.case, of)?;
        let view = self.elicited.view(of);
        let answer = view.acceptability(&chosen.text);
        let acceptance = chosen.numbered(self.case, |point_of| {
            let (elicited, answer) = (&self.elicited, answer.as_ref());
            party_acceptance(self.case, elicited, view, &chosen.text, answer, point_of)
        });
        let because = answer.map(|it| it.because).unwrap_or_default();
        let least = match acceptance.share {
            Number::Known { error, .. } => error.max(LEAST),
            Number::Unknown { .. } => LEAST,
        };
        let reasons = because.iter().map(|it| reason(self.case, &view.ledger, it, least));
        let (weights, no_weights) = match view.central_weights(&chosen.text) {
            Ok(found) => (self.weights(&found), String::new()),
            Err(error) => (Vec::new(), error.to_string()),
        };
        let is_sampled = view.exactness() != Exactness::Exact;
        let carrying = is_sampled.then(|| self.carrying(of, &chosen.text)).flatten();
        let text = std::slice::from_ref(&chosen.text);
        let sensitivity =
            (is_sampled && view.seat).then(|| self.sensitivities(text).pop()).flatten();
        let past = view.ledger.iter().filter_map(|it| past(self.case, it));
        let count = self.counts(Some(of)).swap_remove(0);
        Ok(WhyView {
            heading: self.heading(),
            text: TextView { text: chosen.name, kind: chosen.kind },
            acceptance,
            reasons: reasons.collect(),
            weights,
            no_weights,
            carrying,
            sensitivity,
            count,
            past: past.collect(),
        })
    }
}

impl Inquiry<'_> {
    fn carrying(&self, of: PartyId, text: &Text) -> Option<CarryingView> {
        let stop = || self.stop.is_requested();
        let found = carrying(self.case, &self.elicited, of, text, &stop).ok()?;
        let exactness = self.elicited.view(of).exactness();
        let told = |it| number(self.case, Ok((it, exactness)));
        Some(CarryingView {
            statements: Said::all(self.case, &found.statements),
            alone: told(found.share),
            none: told(found.none),
        })
    }

    fn weights(&self, found: &[CentralWeight]) -> Vec<WeightView> {
        let mut weights: Vec<WeightView> = found
            .iter()
            .map(|it| WeightView {
                issue: Named::issue(self.case, it.issue),
                mean: it.mean,
                spread: Range { low: it.low, high: it.high },
                error: it.error,
            })
            .collect();
        weights.sort_by(|one, other| other.mean.total_cmp(&one.mean));
        weights
    }
}

impl WhyView {
    /// Whether the answer is arithmetic alone.
    pub fn is_exact(&self) -> bool {
        matches!(self.acceptance.share, Number::Known { exactness: ExactnessView::Exact, .. })
    }

    /// Whether nothing that was said bears on the share.
    pub fn is_assumed(&self) -> bool {
        self.acceptance.basis != Footing::Numbers && self.reasons.is_empty()
    }
}

/// From how many days on a statement is old enough to be told.
const OLD_DAYS: i32 = 45;

fn reason(case: &Case, ledger: &[Entry], because: &Because, least: f64) -> ReasonView {
    let id = because.statement;
    let entry = ledger.iter().find(|it| it.statement == id);
    let credence = entry.map_or(0.5, |it| it.credence);
    let statement = &case.statements[id.0];
    let mut notes = Vec::new();
    let days = case.as_of.and_then(|day| statement.said.to.until(day).ok()).map(|it| it.get_days());
    if let Some(days) = days
        && OLD_DAYS <= days
        && credence < 1.0
        && !matches!(statement.claim, Claim::Acceptance(_))
    {
        notes.push(format!("{} old, trusted at {} today", age(days), percent(credence)));
    }
    let again: Vec<&str> = ledger
        .iter()
        .filter(|it| it.entered == Entered::Same(id))
        .map(|it| case.statements[it.statement.0].id.as_str())
        .collect();
    if !again.is_empty() {
        notes.push(format!("the same words stand in {} too: counted once", again.join(", ")));
    }
    let replaced: Vec<&str> = ledger
        .iter()
        .filter(|it| it.entered == Entered::Superseded(id))
        .map(|it| case.statements[it.statement.0].id.as_str())
        .collect();
    if !replaced.is_empty() {
        notes.push(format!("replaces {}", replaced.join(", ")));
    }
    ReasonView {
        said: Said::new(case, id),
        entered: entered_word(because.entered),
        influence: because.influence,
        told: because.influence.is_none_or(|it| least <= it.abs()),
        credence,
        truth: entry.and_then(|it| it.truth),
        notes,
    }
}

/// Days in words: weeks, months, years.
fn age(days: i32) -> String {
    let (count, unit) = match days {
        ..70 => (days / 7, "weeks"),
        70..700 => (days / 30, "months"),
        _ => (days / 365, "years"),
    };
    format!("{count} {}", if count == 1 { unit.trim_end_matches('s') } else { unit })
}

fn past(case: &Case, entry: &Entry) -> Option<PastView> {
    let by = match entry.entered {
        Entered::Superseded(StatementId(by)) => Some(case.statements[by].id.clone()),
        Entered::Expired | Entered::Retracted => None,
        _ => return None,
    };
    let why = left_out(entry.entered)?;
    Some(PastView { said: Said::new(case, entry.statement), why, by })
}
