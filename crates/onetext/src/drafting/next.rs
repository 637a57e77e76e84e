//! The next draft, from settings.

use jiff::civil::Date;
use onetext_case::compare::{Head, Unsettled, settle};
use onetext_case::{Case, DraftId, IssueId, Provenance, is_id};
use serde::Serialize;

use crate::analysis::Named;
use crate::error::Error;
use crate::inquiry::{Setting, on_table, settled};
use crate::time::Day;

/// Which draft is wanted.
#[derive(Clone, Copy, Debug)]
pub struct NextDraft<'a> {
    /// Id of the draft to begin with; the one on the table if left out.
    pub from: Option<&'a str>,
    /// Issues and the options that settle them.
    pub settings: &'a [Setting],
    /// Id of the new draft.
    pub id: &'a str,
    /// Its day; the day of the case, or of the earlier draft if that is later, if left out.
    pub day: Option<Date>,
    /// Id of the holder who puts it forward; the mediator, or who put forward the earlier draft,
    /// if left out.
    pub by: Option<&'a str>,
}

/// The next draft.
#[derive(Clone, Debug, Serialize)]
pub struct NextDraftView {
    /// The draft that it reworks.
    pub from: Named,
    /// Id of the new draft.
    pub id: String,
    /// Its day.
    pub day: Day,
    /// Issues that are settled now, with their options.
    pub settled: Vec<(Named, Named)>,
    /// Of these, the issues for which the text had no such option, so that the words of the case
    /// stand there.
    pub worded: Vec<Named>,
    /// Issues that are still in brackets.
    pub open: Vec<Named>,
    /// Issues on which the text is silent.
    pub silent: Vec<Named>,
    /// Numbers of points that have no words left.
    pub emptied: Vec<u64>,
    /// The draft in Djot.
    pub text: String,
}

impl NextDraftView {
    /// Settles issues in a draft of the case, all else as it was. `read` gives the text of a file
    /// of the case by its path.
    ///
    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::UnknownHolder`], [`Error::NotAnId`], [`Error::TakenId`] and
    /// [`Error::Twice`] for what is named wrongly; [`Error::NoPlace`] for issues without a bracket in
    /// the text; [`Error::Renumbered`] and [`Error::NotReadBack`] where another text would come out.
    pub fn new<'t>(
        case: &Case,
        wanted: &NextDraft<'_>,
        read: impl FnOnce(&str) -> Option<&'t str>,
    ) -> Result<Self, Error> {
        let DraftId(place) = match wanted.from {
            None => on_table(case).ok_or(Error::NoDraft)?,
            Some(id) => {
                let found = case.drafts.iter().position(|it| it.id == id).map(DraftId);
                found.ok_or_else(|| Error::UnknownDraft {
                    draft: id.to_owned(),
                    known: case.drafts.iter().map(|it| it.id.clone()).collect(),
                })?
            }
        };
        let draft = &case.drafts[place];
        let chosen = settled(case, wanted.settings)?;
        if !is_id(wanted.id) {
            return Err(Error::NotAnId { id: wanted.id.to_owned() });
        }
        let taken = case.drafts.iter().map(|it| &it.id);
        if taken.chain(case.undisclosed.iter().map(|it| &it.id)).any(|it| it == wanted.id) {
            return Err(Error::TakenId { id: wanted.id.to_owned() });
        }
        let by = if let Some(id) = wanted.by {
            let mut holders = case.holders().map(|(_, it)| &it.id);
            if !holders.any(|it| it == id) {
                return Err(Error::UnknownHolder {
                    holder: id.to_owned(),
                    known: case.holders().map(|(_, it)| it.id.clone()).collect(),
                });
            }
            Some(id.to_owned())
        } else {
            let mediator = case.mediator.as_ref().map(|it| it.id.clone());
            let before = || draft.by.and_then(|it| case.body(it)).map(|it| it.id.clone());
            mediator.or_else(before)
        };
        let day = wanted.day.or(case.as_of).unwrap_or(draft.day);
        let head = Head {
            id: wanted.id.to_owned(),
            day: if wanted.day.is_none() { day.max(draft.day) } else { day },
            by,
            provenance: Provenance::Private,
            revises: Some(draft.id.clone()),
        };
        let text = read(&draft.file).unwrap_or_default();
        let named = |issues: &[IssueId]| -> Vec<Named> {
            issues.iter().map(|it| Named::issue(case, *it)).collect()
        };
        let written = settle(case, text, &chosen, &head).map_err(|error| match error {
            Unsettled::NoPlace(issues) => Error::NoPlace {
                draft: draft.id.clone(),
                issues: issues.iter().map(|it| case.issues[it.0].id.clone()).collect(),
            },
            Unsettled::Renumbered => Error::Renumbered { draft: draft.id.clone() },
            Unsettled::Unreadable => Error::NotReadBack { draft: draft.id.clone() },
        })?;
        let options = draft.options(case.issues.len());
        let others = |test: fn(usize) -> bool| -> Vec<IssueId> {
            let all = options.iter().enumerate().map(|(index, it)| (IssueId(index), it.len()));
            let left = all.filter(|(issue, count)| !chosen.contains_key(issue) && test(*count));
            left.map(|(issue, _)| issue).collect()
        };
        Ok(Self {
            from: Named::draft(case, DraftId(place)),
            id: head.id,
            day: Day(head.day),
            settled: chosen
                .iter()
                .map(|(&issue, &option)| {
                    (Named::issue(case, issue), Named::option(case, issue, option))
                })
                .collect(),
            worded: named(&written.worded),
            open: named(&others(|it| 1 < it)),
            silent: named(&others(|it| it == 0)),
            emptied: written.emptied,
            text: written.text,
        })
    }
}
