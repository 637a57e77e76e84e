//! Where each holder stands on each issue, by what was said.

use onetext_case::{Case, Holder, IssueId, Statement};
use onetext_elicit::{Assumptions, entries};
use serde::Serialize;

use super::text;
use crate::analysis::{Cell, Named, cells, columns, speaks_of, standings_now, strengths};
use crate::error::Error;
use crate::time::Day;

/// Where each holder stands on each issue. Exact: nothing is drawn.
#[derive(Clone, Debug, Serialize)]
pub struct PositionsView {
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world, and on which statements hold or do not.
    pub as_of: Option<Day>,
    /// The issues that were asked about.
    pub issues: Vec<IssuePositions>,
    /// The statements on which the positions rest, in the order of the case, those that no longer
    /// hold included.
    pub statements: Vec<String>,
}

/// Where each holder stands on one issue.
#[derive(Clone, Debug, Serialize)]
pub struct IssuePositions {
    /// Id and question.
    pub issue: Named,
    /// The position of each holder that was asked about.
    pub cells: Vec<Cell>,
}

/// Where each holder stands on each issue, or one holder, or on one issue.
///
/// # Errors
///
/// [`Error::UnknownIssue`], and [`Error::UnknownHolder`] for who has no position to be asked about.
pub fn positions(
    case: &Case,
    issue: Option<&str>,
    holder: Option<&str>,
) -> Result<PositionsView, Error> {
    let issues = match issue {
        None => (0..case.issues.len()).map(IssueId).collect(),
        Some(id) => vec![text::issue(case, id)?],
    };
    let holders = match holder {
        None => columns(case),
        Some(id) => vec![find_holder(case, id)?],
    };
    let standings = standings_now(case);
    let strengths = strengths(case, &entries(case, &Assumptions::default()));
    let of_issue = |id: &IssueId| IssuePositions {
        issue: Named::issue(case, *id),
        cells: cells(case, &standings, &strengths, *id)
            .into_iter()
            .zip(columns(case))
            .filter(|it| holders.contains(&it.1))
            .map(|it| it.0)
            .collect(),
    };
    // Without a question all are asked for, also those that speak of no issue.
    let is_asked = |it: &&Statement| {
        (issue.is_none() || issues.iter().any(|&issue| speaks_of(it, issue)))
            && (holder.is_none() || holders.contains(&it.holder))
    };
    Ok(PositionsView {
        title: case.title.clone(),
        as_of: case.as_of.map(Day),
        issues: issues.iter().map(of_issue).collect(),
        statements: case.statements.iter().filter(is_asked).map(|it| it.id.clone()).collect(),
    })
}

fn find_holder(case: &Case, id: &str) -> Result<Holder, Error> {
    let named = |holder: Holder| Named::holder(case, holder).id;
    let all = columns(case);
    all.iter().copied().find(|&it| named(it) == id).ok_or_else(|| Error::UnknownHolder {
        holder: id.to_owned(),
        known: all.into_iter().map(named).collect(),
    })
}
