//! Drafts as texts: what changed, what is in brackets, what came from what, and what was settled.

mod brackets;
mod comparison;
mod lineage;
mod marked;
mod next;
mod page;

pub use self::brackets::brackets;
pub use self::comparison::comparison;
pub(super) use self::lineage::facts;
pub use self::lineage::lineage;
pub(super) use self::marked::Marked;
pub use self::next::next_draft;
pub use self::page::comparison_page;
use crate::analysis::Named;
use crate::drafting::{ChangeKind, ComparisonView, PointChange};
use crate::report::sentence::count;

/// Ids with commas, or a word for none.
fn ids(names: &[Named], none: &str) -> String {
    if names.is_empty() {
        return none.to_owned();
    }
    names.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(" | ")
}

/// What happened to a point, and its numbers: `4 → 2, moved and changed`.
fn what(point: &PointChange) -> String {
    let kind = match (point.kind, point.moved) {
        (ChangeKind::Same, false) => "",
        (ChangeKind::Same, true) => "moved",
        (ChangeKind::Changed, false) => "changed",
        (ChangeKind::Changed, true) => "moved and changed",
        (ChangeKind::Added, _) => "added",
        (ChangeKind::Removed, _) => "removed",
    };
    let number = match (point.before, point.after) {
        (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
        (_, Some(number)) | (Some(number), None) => number.to_string(),
        (None, None) => String::new(),
    };
    let parts: Vec<&str> = [&*number, kind].into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(", ")
}

/// How many points changed in which way.
pub(super) fn counts(view: &ComparisonView) -> String {
    let mut parts = Vec::new();
    for (number, what) in [
        (view.changed, "changed"),
        (view.added, "added"),
        (view.removed, "removed"),
        (view.moved, "moved"),
    ] {
        if number != 0 {
            parts.push(format!("{} {what}", count(number, "point", "points")));
        }
    }
    parts.push(format!("{} with the same words", view.same));
    format!("{}.", parts.join(", "))
}
