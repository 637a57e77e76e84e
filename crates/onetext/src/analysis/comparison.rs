//! Two drafts as one marked-up text.

use onetext_case::compare::{self, Wording};
pub use onetext_case::compare::{Change as PointChange, ChangeKind, Mark, MarkKind};
use onetext_case::{Case, Draft};
use schemars::JsonSchema;
use serde::Serialize;

use super::name::Named;

/// What changed from one draft to another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// The earlier draft.
    pub from: Named,
    /// Whether the later draft says that it revises the earlier one; if not, it is merely newer.
    pub revises: bool,
    /// The points of both, in the order of the later draft; removed points stand where they were.
    pub points: Vec<PointChange>,
    /// Number of points with the same words.
    pub same: usize,
    /// Number of points with other words.
    pub changed: usize,
    /// Number of points only in the later draft.
    pub added: usize,
    /// Number of points only in the earlier draft.
    pub removed: usize,
    /// Number of points that stand elsewhere, with the same words or with others.
    pub moved: usize,
}

/// Compares two drafts of a case, as [`compare::compare`] does.
pub(super) fn compare(case: &Case, before: &Draft, after: &Draft, revises: bool) -> Comparison {
    let found = compare::compare(&Wording::of(case, before), &Wording::of(case, after));
    Comparison {
        from: Named { id: before.id.clone(), name: before.title.clone() },
        revises,
        same: found.count(ChangeKind::Same),
        changed: found.count(ChangeKind::Changed),
        added: found.count(ChangeKind::Added),
        removed: found.count(ChangeKind::Removed),
        moved: found.moved(),
        points: found.points,
    }
}
