//! Which statements contradict each other, and where a holder is of two minds.

use onetext_case::{PartyId, StatementId};
use onetext_elicit::{Clash, Elicited, clashes};
use schemars::JsonSchema;
use serde::Serialize;

use super::text::party;
use super::{Heading, Inquiry, Said};
use crate::analysis::{Named, PartyCount, party_name};
use crate::error::Error;

/// What contradicts what.
#[derive(Clone, Debug, Serialize)]
pub struct ClashesView {
    /// The case and the draws.
    #[serde(flatten)]
    pub heading: Heading,
    /// The one party that was asked about; `None` for all.
    pub party: Option<Named>,
    /// What was found.
    #[serde(flatten)]
    pub found: Contradictions,
    /// For each party, how many statements about it are in its numbers.
    pub counts: Vec<PartyCount>,
}

/// What contradicts what, what surprises, and what changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Contradictions {
    /// The smallest sets of statements that cannot all be true, party by party, hard ones first.
    /// Each is proved.
    pub sets: Vec<ClashView>,
    /// Whether it is proved that there is no other set, of any party.
    pub complete: bool,
    /// For each party with a set, the cheapest statements to drop.
    pub repairs: Vec<RepairView>,
    /// Soft statements that the others speak against, the greatest fall first.
    pub surprises: Vec<SurpriseView>,
    /// Positions that were given up for later ones.
    pub shifts: Vec<ShiftView>,
    /// Where words in public and words in confidence are contrary.
    pub gaps: Vec<GapView>,
}

/// Statements about one party that cannot all be true, while any one less can.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClashView {
    /// The party.
    pub party: Named,
    /// Whether they are hard enough to leave no world, and no number.
    pub hard: bool,
    /// Whether the proof held when it was replayed.
    pub checked: bool,
    /// Whether it is proved that any one less leaves no contradiction.
    pub minimal: bool,
    /// The statements, the least credible first.
    pub statements: Vec<TrustedView>,
    /// For each case of the proof that ends in a sum, what each statement is multiplied by.
    pub branches: Vec<Vec<MultipliedView>>,
}

/// A statement with how far it is trusted.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrustedView {
    /// The statement.
    #[serde(flatten)]
    pub said: Said,
    /// How far it is trusted on the day of the case, from 0.5 to 1, which is hard.
    pub credence: f64,
}

/// A statement and what it is multiplied by.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MultipliedView {
    /// Id of the statement.
    pub statement: String,
    /// A whole number above zero, in digits.
    pub times: String,
}

/// The cheapest statements to drop so that all others can be true.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RepairView {
    /// The party.
    pub party: Named,
    /// What to drop.
    pub drop: Vec<TrustedView>,
    /// Sum of the log-odds of their credences; `None` if a hard one must go.
    pub cost: Option<f64>,
    /// Whether it is proved that nothing cheaper would do; otherwise it is the cheapest for the
    /// sets that were found.
    pub proved: bool,
}

/// A soft statement that holds in far fewer worlds than its credence has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SurpriseView {
    /// Whose picture it is in.
    pub party: Named,
    /// The statement.
    #[serde(flatten)]
    pub said: Said,
    /// Its credence, before anything else is heard.
    pub credence: f64,
    /// Share of the worlds in which what it says holds.
    pub truth: f64,
}

/// A position that was given up for a later one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShiftView {
    /// What was said first, and no longer counts.
    pub from: Said,
    /// What replaces it.
    pub to: Said,
    /// Whether the case says so; if not, the two are contrary on the same point.
    pub explicit: bool,
}

/// Words in public and words in confidence that are contrary; both count.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GapView {
    /// What was said in public.
    pub public: Said,
    /// What was said in confidence, whether it leaked or not.
    pub private: Said,
}

impl Inquiry<'_> {
    /// What contradicts what, of every party or of the one with the id `of`.
    ///
    /// # Errors
    ///
    /// [`Error::NotAParty`].
    ///
    /// # Cost
    ///
    /// That of [`onetext_elicit::clashes`].
    pub fn clashes(&self, of: Option<&str>) -> Result<ClashesView, Error> {
        let of = of.map(|id| party(self.case, id)).transpose()?;
        Ok(ClashesView {
            heading: self.heading(),
            party: of.map(|it| party_name(self.case, it)),
            found: self.contradictions(of),
            counts: self.counts(of),
        })
    }

    /// What contradicts what, of all parties or of one.
    pub(crate) fn contradictions(&self, of: Option<PartyId>) -> Contradictions {
        let asked = |it: PartyId| of.is_none_or(|of| of == it);
        let holder = |it: StatementId| self.case.statements[it.0].holder;
        let asked_about =
            |it: StatementId| of.is_none_or(|of| holder(it) == onetext_case::Holder::Party(of));
        let said = |it: StatementId| Said::new(self.case, it);
        let found = clashes(self.case, &self.elicited, &|| self.stop.is_requested());
        let sets = found.sets.iter().filter(|it| asked(it.party)).map(|it| self.clash(it));
        let repairs = found.repairs.iter().filter(|it| asked(it.party)).map(|it| RepairView {
            party: party_name(self.case, it.party),
            drop: self.trusted(it.party, &it.drop),
            cost: Some(it.cost).filter(|it| it.is_finite()),
            proved: it.proved,
        });
        let surprises = found.surprises.iter().filter(|it| asked(it.party));
        let surprises = surprises.map(|it| SurpriseView {
            party: party_name(self.case, it.party),
            said: said(it.statement),
            credence: it.credence,
            truth: it.truth,
        });
        let shifts = self.elicited.shifts().iter().filter(|it| asked_about(it.from));
        let shifts = shifts.map(|it| ShiftView {
            from: said(it.from),
            to: said(it.to),
            explicit: it.explicit,
        });
        let gaps = self.elicited.gaps().iter().filter(|it| asked_about(it.public));
        let gaps = gaps.map(|it| GapView { public: said(it.public), private: said(it.private) });
        Contradictions {
            sets: sets.collect(),
            complete: found.complete,
            repairs: repairs.collect(),
            surprises: surprises.collect(),
            shifts: shifts.collect(),
            gaps: gaps.collect(),
        }
    }

    fn clash(&self, clash: &Clash) -> ClashView {
        let branches = clash.proof.branches().iter().map(|branch| {
            let times = branch.iter().map(|it| MultipliedView {
                statement: self.case.statements[it.statement.0].id.clone(),
                times: it.times.to_string(),
            });
            times.collect()
        });
        let assumed = &self.elicited.question.assumed;
        ClashView {
            party: party_name(self.case, clash.party),
            hard: clash.hard,
            checked: clash.proof.check(self.case, clash.party, assumed),
            minimal: clash.proof.is_minimal(),
            statements: self.trusted(clash.party, &clash.statements),
            branches: branches.collect(),
        }
    }

    fn trusted(&self, party: PartyId, statements: &[StatementId]) -> Vec<TrustedView> {
        let trusted = |&id: &StatementId| TrustedView {
            said: Said::new(self.case, id),
            credence: credence(&self.elicited, party, id),
        };
        statements.iter().map(trusted).collect()
    }
}

/// How far a statement is trusted in the picture of a party.
pub(super) fn credence(elicited: &Elicited, party: PartyId, id: StatementId) -> f64 {
    let ledger = &elicited.view(party).ledger;
    ledger.iter().find(|it| it.statement == id).map_or(0.5, |it| it.credence)
}
