//! The next draft, over the worlds drawn.

use onetext_elicit::{Text, ask};
use onetext_mediate::{Measures, Proposal, propose};
use schemars::JsonSchema;
use serde::Serialize;

use super::ask::varied;
use super::ladder::{AttitudesView, CrossedView, Limits, TogetherView};
use super::text::{Chosen, Wanted};
use super::{AskedView, Heading, Inquiry, IssueChange, TextView};
use crate::analysis::{Named, PartyCount, party_name, unmet};
use crate::error::Error;

/// Questions that are worth asking before any of the proposals is shown.
const ASKED: usize = 4;

/// The next draft: efficient changes of a text that differ from each other.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProposeView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// The text that is changed.
    #[serde(flatten)]
    pub text: TextView,
    /// Who would accept the text as it stands.
    pub before: TogetherView,
    /// The proposals, the highest joint share first.
    pub proposals: Vec<ProposalView>,
    /// How many issues a proposal may change.
    pub moves: usize,
    /// Issues that no proposal takes back to the status quo, as every draft has moved them.
    pub kept: Vec<Named>,
    /// How many texts were looked at.
    pub looked_at: u64,
    /// How many of them no other beats.
    pub efficient: usize,
    /// Whether every change of so many issues was looked at.
    pub complete: bool,
    /// What would have to be asked first.
    pub questions: Vec<AskedView>,
    /// For each question and each proposal, the part of the doubt about that proposal alone which the
    /// answer is expected to take away; `None` where there is no doubt, or no number.
    pub bearing: Vec<Vec<Option<f64>>>,
    /// Why there is no answer; empty otherwise.
    pub none: String,
    /// The statements that stand in the way of a number.
    pub statements: Vec<String>,
    /// For each party, how many statements about it are in its numbers.
    pub counts: Vec<PartyCount>,
}

/// A text that might be the next draft.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProposalView {
    /// What changes.
    pub changes: Vec<IssueChange>,
    /// Who would accept it.
    pub after: TogetherView,
    /// How good it is over the worlds drawn.
    pub measures: MeasuresView,
    /// Statements that the change meets, or breaks, or may give away.
    #[serde(flatten)]
    pub attitudes: AttitudesView,
    /// The red lines that must be a bluff for it to be accepted.
    pub depends: Vec<CrossedView>,
}

/// How good a text is over the worlds drawn, open brackets at their worst.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeasuresView {
    /// Product of the shares of all who sign.
    pub joint: f64,
    /// The expected Nash product.
    pub nash: f64,
    /// The smallest share of all who sign.
    pub worst: f64,
    /// Whose it is.
    pub worst_off: Named,
    /// Issues on which it differs from the text it starts from.
    pub distance: usize,
    /// Brackets that it settles.
    pub settled: usize,
}

impl Inquiry<'_> {
    /// Up to five texts within `moves` changes of a text, or any number of changes, none of which
    /// another beats.
    ///
    /// # Errors
    ///
    /// Those of [`Inquiry::ladder`].
    ///
    /// # Cost
    ///
    /// That of [`onetext_mediate::propose`] and of [`onetext_elicit::ask`].
    pub fn propose(
        &self,
        wanted: &Wanted,
        moves: Option<usize>,
        limits: &Limits,
    ) -> Result<ProposeView, Error> {
        let chosen = Chosen::new(self.case, wanted)?;
        let allowed = self.allowed(limits)?;
        let stop = || self.stop.is_requested();
        let found = propose(self.case, &self.elicited, &chosen.text, moves, &allowed, &stop);
        let mut view = ProposeView {
            heading: self.heading(),
            text: TextView { text: chosen.name.clone(), kind: chosen.kind },
            before: self.together(&chosen.text),
            proposals: Vec::new(),
            moves: 0,
            kept: self.kept(),
            looked_at: 0,
            efficient: 0,
            complete: false,
            questions: Vec::new(),
            bearing: Vec::new(),
            none: String::new(),
            statements: Vec::new(),
            counts: self.counts(None),
        };
        match found {
            Ok(found) => {
                view.moves = found.moves;
                view.looked_at = found.looked_at;
                view.efficient = found.efficient;
                view.complete = found.complete;
                view.proposals =
                    found.proposals.iter().map(|it| self.proposal(&chosen, it)).collect();
                let texts: Vec<Text> = found.proposals.iter().map(|it| it.text.clone()).collect();
                if !texts.is_empty() {
                    let asked = ask(self.case, &self.elicited, &texts, None, &stop);
                    let asked = asked.unwrap_or_default();
                    let few = varied(&asked, ASKED, 1);
                    view.bearing = few.iter().map(|it| self.bearing(it, &texts)).collect();
                    view.questions = few.into_iter().map(|it| self.asked(it, &texts)).collect();
                }
            }
            Err(error) => {
                view.none = error.to_string();
                view.statements = unmet(self.case, &error);
            }
        }
        Ok(view)
    }

    fn proposal(&self, chosen: &Chosen, it: &Proposal) -> ProposalView {
        let changes = it.changes.iter();
        ProposalView {
            changes: changes.map(|(&issue, &to)| self.change(chosen, issue, to)).collect(),
            after: self.together(&it.text),
            measures: self.measures(&it.measures),
            attitudes: self.attitudes(&it.attitudes),
            depends: it.depends.iter().map(|it| self.crossed(it)).collect(),
        }
    }

    fn measures(&self, it: &Measures) -> MeasuresView {
        MeasuresView {
            joint: it.joint,
            nash: it.nash,
            worst: it.worst,
            worst_off: party_name(self.case, it.worst_off),
            distance: it.distance,
            settled: it.settled,
        }
    }
}
