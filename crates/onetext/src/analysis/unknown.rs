//! What is not known: said on every report.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use onetext_case::{Case, StatementId};
use onetext_elicit::{Basis, Elicited, Entered, Entry, View};
use schemars::JsonSchema;
use serde::Serialize;

use super::acceptance::{self, Acceptance, Number};
use super::ledger::{Standing, speaks_of};
use super::name::Named;

/// What the numbers do not see, and what they rest on instead.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unknown {
    /// For each party, how its statements entered.
    pub parties: Vec<PartyCount>,
    /// Statements that are in no number, by id, in the order of the file.
    pub uncounted: Vec<String>,
    /// The same, by the reason: each statement once.
    pub left_out: Vec<LeftOut>,
    /// Statements that no longer hold on the day of the case: replaced, taken back, run out.
    pub out_of_force: Vec<String>,
    /// Issues on which no statement about a party is recorded.
    pub silent_issues: Vec<Named>,
    /// Preconditions: set aside from every number.
    pub preconditions: Vec<String>,
    /// Sources whose text is not at hand.
    pub sources_without_text: Vec<String>,
    /// Drafts known to exist whose text is not public.
    pub undisclosed: Vec<Named>,
    /// Parties whose picture is assumed: nothing said about them has a meaning in numbers.
    pub assumed: Vec<Named>,
    /// Numbers that could not be given.
    pub without_number: Vec<WithoutNumber>,
}

/// Statements that are in no number for one reason.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The reason, in a few words: `not modeled`.
    pub why: &'static str,
    /// The statements, in the order of the file.
    pub statements: Vec<String>,
}

/// A number that could not be given.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WithoutNumber {
    /// The draft.
    pub draft: Named,
    /// The party.
    pub party: Named,
    /// Why.
    pub reason: String,
    /// The statements that stand in the way.
    pub statements: Vec<String>,
}

/// How the statements about one party entered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartyCount {
    /// The party.
    pub party: Named,
    /// Statements that are about it or shape its beliefs.
    pub statements: usize,
    /// Those that are in its numbers.
    pub counted: usize,
    /// Statements about the party itself that were said by the day of the case.
    pub about: usize,
    /// Those of them without a meaning in numbers.
    pub not_modeled: usize,
}

/// For each party, how the statements about it entered.
pub(crate) fn counts(case: &Case, elicited: &Elicited) -> Vec<PartyCount> {
    let count = |view: &View| {
        let (not_modeled, about) = view.not_modelled();
        PartyCount {
            party: acceptance::party_name(case, view.party),
            statements: view.ledger.len(),
            counted: view.ledger.iter().filter(|it| it.entered.is_counted()).count(),
            about,
            not_modeled,
        }
    };
    elicited.views.iter().map(count).collect()
}

pub(crate) fn unknown(
    case: &Case,
    elicited: &Elicited,
    standings: &[Standing],
    acceptances: &[Acceptance],
) -> Unknown {
    let name = |party| Named::holder(case, onetext_case::Holder::Party(party));
    let ids = 0..case.statements.len();
    let said = |issue| {
        let about_party = |it: &&onetext_case::Statement| {
            matches!(it.holder, onetext_case::Holder::Party(_)) && speaks_of(it, issue)
        };
        let by_now = case.statements.iter().zip(standings).filter(|it| *it.1 != Standing::Later);
        by_now.map(|it| it.0).any(|it| about_party(&it))
    };
    let is_counted = |it: &&Entry| it.entered.is_counted();
    let entries = || elicited.views.iter().flat_map(|it| &it.ledger);
    let mut preconditions: Vec<_> =
        entries().filter(|it| it.entered == Entered::Precondition).map(|it| it.statement).collect();
    preconditions.sort_unstable();
    preconditions.dedup();
    let counted: BTreeSet<_> = entries().filter(is_counted).map(|it| it.statement).collect();
    let mut reasons: BTreeMap<StatementId, &'static str> = BTreeMap::new();
    for it in entries().chain(&elicited.outside) {
        if let Some(why) = acceptance::left_out(it.entered)
            && !counted.contains(&it.statement)
        {
            reasons.entry(it.statement).or_insert(why);
        }
    }
    let mut left_out: Vec<LeftOut> = Vec::new();
    for (id, why) in reasons {
        let id = case.statements[id.0].id.clone();
        match left_out.iter_mut().find(|it| it.why == why) {
            Some(found) => found.statements.push(id),
            None => left_out.push(LeftOut { why, statements: vec![id] }),
        }
    }
    left_out.sort_by_key(|it| Reverse(it.statements.len()));
    Unknown {
        left_out,
        uncounted: ids
            .clone()
            .map(StatementId)
            .filter(|it| !counted.contains(it))
            .map(|it| case.statements[it.0].id.clone())
            .collect(),
        parties: counts(case, elicited),
        out_of_force: ids
            .map(StatementId)
            .filter(|it| !matches!(standings[it.0], Standing::Current | Standing::Later))
            .map(|it| case.statements[it.0].id.clone())
            .collect(),
        silent_issues: (0..case.issues.len())
            .map(onetext_case::IssueId)
            .filter(|&it| !said(it))
            .map(|it| Named::issue(case, it))
            .collect(),
        preconditions: super::name::statement_ids(case, &preconditions),
        sources_without_text: case
            .sources
            .iter()
            .filter(|it| crate::printed::article(it).is_none())
            .map(|it| it.id.clone())
            .collect(),
        undisclosed: case
            .undisclosed
            .iter()
            .map(|it| Named { id: it.id.clone(), name: it.title.clone() })
            .collect(),
        assumed: elicited
            .views
            .iter()
            .filter(|it| it.basis == Basis::Assumed)
            .map(|it| name(it.party))
            .collect(),
        without_number: acceptances
            .iter()
            .flat_map(|it| it.parties.iter().map(move |party| (it, party)))
            .filter_map(|(it, party)| match &party.share {
                Number::Known { .. } => None,
                Number::Unknown { reason, statements, .. } => Some(WithoutNumber {
                    draft: it.draft.clone(),
                    party: party.party.clone(),
                    reason: reason.clone(),
                    statements: statements.clone(),
                }),
            })
            .collect(),
    }
}
