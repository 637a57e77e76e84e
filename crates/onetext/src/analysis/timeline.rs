//! What happened and what is planned, in one order by time.

use onetext_case::{Case, DraftId, Round};
use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::Entry;
use super::name::Named;
use crate::time::Time;

/// Something with a place in time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Moment {
    /// When; a deadline may have no known day.
    pub time: Option<Time>,
    /// Whether it is known to lie ahead on the day of the case.
    pub planned: bool,
    /// What.
    pub event: Event,
}

/// What has a place in time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Event {
    /// A meeting.
    Round {
        /// Id and name.
        round: Named,
        /// Where; empty if not known.
        place: String,
        /// Who was, or will be, at the table.
        present: Vec<Named>,
        /// Who was concerned and not at the table.
        absent: Vec<Named>,
        /// Names of those who were there.
        people: Vec<String>,
        /// How it ended; empty if that is not known.
        outcome: String,
        /// A remark; empty if none.
        note: String,
        /// The source's id.
        source: Option<String>,
    },
    /// A draft came to be known.
    Draft {
        /// Id and heading.
        draft: Named,
        /// Who put it forward.
        by: Option<Named>,
        /// How it became known: `public`, `leaked`, `private` or `undisclosed`.
        provenance: &'static str,
    },
    /// A date that presses.
    Deadline {
        /// Id and what is due.
        deadline: Named,
        /// Who set it.
        by: Option<Named>,
        /// A remark; empty if none.
        note: String,
        /// The source's id.
        source: Option<String>,
    },
    /// Something was said.
    Statement {
        /// The statement's id.
        statement: String,
    },
}

/// Everything with a place in time, by its first day; at equal times drafts, then rounds,
/// statements and deadlines. What is planned comes after what was, what has no known day last.
pub(crate) fn timeline(case: &Case, ledger: &[Entry]) -> Vec<Moment> {
    let ahead = |time: &Time| case.as_of.is_some_and(|today| today < time.from.0);
    let source = |it: Option<onetext_case::SourceId>| it.map(|it| case.sources[it.0].id.clone());
    let by = |it: Option<_>| it.map(|it| Named::holder(case, it));
    let mut moments = Vec::new();
    for (index, it) in case.drafts.iter().enumerate() {
        let time = Time::from(it.day);
        let event = Event::Draft {
            draft: Named::draft(case, DraftId(index)),
            by: by(it.by),
            provenance: it.provenance.as_str(),
        };
        moments.push(Moment { planned: ahead(&time), time: Some(time), event });
    }
    for it in &case.undisclosed {
        let after = case.drafts[it.between[0].0].day;
        let time = it.day.as_ref().map_or_else(|| Time::from(after), Time::from);
        let draft = Named { id: it.id.clone(), name: it.title.clone() };
        let event = Event::Draft { draft, by: by(it.by), provenance: "undisclosed" };
        moments.push(Moment { planned: ahead(&time), time: Some(time), event });
    }
    for it in &case.rounds {
        moments.push(Moment {
            time: Some(Time::from(&it.days)),
            planned: is_planned(case, it),
            event: Event::Round {
                round: Named { id: it.id.clone(), name: it.name.clone() },
                place: it.place.clone(),
                present: Named::holders(case, &it.present),
                absent: Named::holders(case, &it.absent),
                people: it.people.clone(),
                outcome: it.outcome.clone(),
                note: it.note.clone(),
                source: source(it.source),
            },
        });
    }
    for entry in ledger {
        let event = Event::Statement { statement: entry.id.clone() };
        let time = Some(entry.said.clone());
        moments.push(Moment { planned: ahead(&entry.said), time, event });
    }
    for it in &case.deadlines {
        let time = it.day.as_ref().map(Time::from);
        moments.push(Moment {
            planned: time.as_ref().is_some_and(ahead),
            time,
            event: Event::Deadline {
                deadline: Named { id: it.id.clone(), name: it.text.clone() },
                by: by(it.by),
                note: it.note.clone(),
                source: source(it.source),
            },
        });
    }
    moments.sort_by_key(|it| {
        (it.time.is_none(), it.planned, it.time.as_ref().map(|it| (it.from, it.to)))
    });
    moments
}

/// A round that lies after the day of the case, or begins on it and has no outcome yet.
fn is_planned(case: &Case, round: &Round) -> bool {
    case.as_of.is_some_and(|today| {
        today < round.days.from || (today == round.days.from && round.outcome.is_empty())
    })
}
