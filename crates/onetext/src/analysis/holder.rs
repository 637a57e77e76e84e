//! Who is concerned: parties, mediator, observers; their people and posts, aims and alternatives.

use onetext_case::{Case, Holder, ObserverKind, Person};
use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::{Standing, chance_words};
use super::name::{Named, statement_ids};
use crate::time::Day;

/// A party, the mediator or an observer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HolderView {
    /// Id and name.
    pub holder: Named,
    /// What it is in the negotiation.
    pub role: &'static str,
    /// Whether it signs.
    pub seat: bool,
    /// Its people, in the order of the file, one entry for each post.
    pub people: Vec<PersonView>,
    /// Why it wants what it wants.
    pub interests: Vec<String>,
    /// What it does without agreement; empty if the case does not say.
    pub alternative: String,
    /// The statements that say so.
    pub alternative_because: Vec<String>,
}

/// A person in a post.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// The post; empty if none is given.
    pub post: String,
    /// First day in the post, where known.
    pub from: Option<Day>,
    /// Last day in the post, where known.
    pub to: Option<Day>,
    /// Whether the person holds the post on the day of the case.
    pub current: bool,
}

/// One way in which things may go without agreement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProspectView {
    /// Id and what happens.
    pub prospect: Named,
    /// How the issues end that it decides: the issue, and its option.
    pub outcome: Vec<(Named, Named)>,
    /// How probable it is said to be.
    pub views: Vec<ProspectChance>,
}

/// How probable somebody says that a prospect is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProspectChance {
    /// Who says so.
    pub voice: Named,
    /// About whose belief it speaks.
    pub holder: Named,
    /// The probability, in words with its range.
    pub chance: String,
    /// Lower and upper end of the range.
    pub range: crate::range::Range,
    /// The statement.
    pub statement: String,
}

/// Everyone in the case: parties, mediator, observers.
pub(crate) fn holders(case: &Case) -> Vec<HolderView> {
    let views = case.holders().map(|(holder, body)| {
        let (role, seat, alternative) = match holder {
            Holder::Party(it) => {
                let party = &case.parties[it.0];
                let role = if party.seat { "party" } else { "party without a seat" };
                (role, party.seat, party.alternative.as_ref())
            }
            Holder::Mediator => ("mediator", false, None),
            Holder::Observer(it) => match case.observers[it.0].kind {
                ObserverKind::Expert => ("expert", false, None),
                ObserverKind::Press => ("press", false, None),
                ObserverKind::Body => ("observer", false, None),
            },
        };
        HolderView {
            holder: Named::holder(case, holder),
            role,
            seat,
            people: body.people.iter().map(|it| person(case, it)).collect(),
            interests: body.interests.clone(),
            alternative: alternative.map(|it| it.summary.clone()).unwrap_or_default(),
            alternative_because: alternative
                .map(|it| statement_ids(case, &it.because))
                .unwrap_or_default(),
        }
    });
    views.collect()
}

fn person(case: &Case, person: &Person) -> PersonView {
    PersonView {
        name: person.name.clone(),
        post: person.post.clone(),
        from: person.from.map(Day),
        to: person.to.map(Day),
        current: case.as_of.is_none_or(|day| person.holds_on(day)),
    }
}

/// The ways in which things may go without agreement, with what is said of them and holds.
pub(crate) fn prospects(case: &Case, standings: &[Standing]) -> Vec<ProspectView> {
    use onetext_case::ProspectId;
    let views = case.prospects.iter().enumerate().map(|(index, it)| ProspectView {
        prospect: Named { id: it.id.clone(), name: it.text.clone() },
        outcome: it
            .outcome
            .iter()
            .map(|(&issue, &option)| {
                (Named::issue(case, issue), Named::option(case, issue, option))
            })
            .collect(),
        views: case
            .statements
            .iter()
            .zip(standings)
            .filter(|it| *it.1 == Standing::Current)
            .filter_map(|(statement, _)| match statement.claim.forecast() {
                Some((prospect, chance)) if prospect == ProspectId(index) => Some(ProspectChance {
                    voice: Named::holder(case, statement.voice),
                    holder: Named::holder(case, statement.holder),
                    chance: chance_words(chance),
                    range: crate::range::Range { low: chance.low, high: chance.high },
                    statement: statement.id.clone(),
                }),
                _ => None,
            })
            .collect(),
    });
    views.collect()
}
