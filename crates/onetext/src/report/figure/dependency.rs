//! Which issue hangs on which: a row for each issue, a column for each tie.

use maud::{Markup, html};

use super::{Picture, class, class_shape, classes, name, place, printable, real};
use crate::analysis::{Analysis, DependencyView, Named, Tie};

/// Where columns begin, and how wide they are at most and at least.
const LEFT: f64 = 400.0;
const COLUMN: [f64; 2] = [24.0, 44.0];
/// Height of a row, and of the head above them.
const ROW: f64 = 28.0;
const HEAD: f64 = 44.0;
/// Issues up to which those are shown that hang on none.
const ALL: usize = 24;

/// Which issue hangs on which, and who says so.
pub(in crate::report) fn dependencies(analysis: &Analysis) -> Option<Picture> {
    let ties = &analysis.dependencies;
    if ties.is_empty() {
        return None;
    }
    let is_tied = |id: &str| ties.iter().flat_map(DependencyView::issues).any(|it| it.id == id);
    let all = analysis.issues.iter().map(|it| &it.issue);
    let shown: Vec<&Named> =
        all.filter(|it| analysis.issues.len() <= ALL || is_tied(&it.id)).collect();
    let wide = (320.0 / real(ties.len())).clamp(COLUMN[0], COLUMN[1]);
    let width = LEFT + real(ties.len()) * wide;
    let classes = classes(analysis);
    let parts = html! {
        text.soft.fine x="0" y=(place(HEAD - 12.0)) { "Issue" }
        line.rule x1="0" x2=(place(width)) y1=(place(HEAD)) y2=(place(HEAD)) {}
        @for (row, it) in shown.iter().enumerate() {
            line.rule x1="0" x2=(place(width)) y1=(place(y(row) + ROW / 2.0)) y2=(place(y(row) + ROW / 2.0)) {}
            text class=(if is_tied(&it.id) { "" } else { "soft" }) x="0" y=(place(y(row) + 4.5)) { (name(&it.name, 56)) }
        }
        @for (at, tie) in ties.iter().enumerate() {
            (column(at + 1, tie, class(&classes, tie.by.as_ref()), &shown, LEFT + (real(at) + 0.5) * wide))
        }
    };
    Some(Picture {
        title: "Which issue hangs on which".to_owned(),
        note: "Each column is a tie, numbered as in the table; §: a linkage of the case. A dot hangs on a ring; dots alone \
               go together. Solid: binds every text, or what a party signs; long dashes: an offer in return; \
               dotted: a package.",
        parts,
        size: [width, y(shown.len()) - ROW / 2.0 + 2.0],
    })
}

fn y(row: usize) -> f64 {
    HEAD + ROW * (real(row) + 0.5)
}

/// A tie: a line from its first issue to its last, with a mark for each.
fn column(number: usize, tie: &DependencyView, class: &str, shown: &[&Named], x: f64) -> Markup {
    let find = |id: &str| shown.iter().position(|it| it.id == id).map(y);
    let whats: Vec<f64> = tie.what.iter().filter_map(|it| find(&it.issue.id)).collect();
    let ons: Vec<f64> = tie.on.iter().filter_map(|it| find(&it.issue.id)).collect();
    let both = || whats.iter().chain(&ons).copied();
    let (top, foot) = (both().fold(f64::INFINITY, f64::min), both().fold(0.0, f64::max));
    let kind = match tie.tie {
        Tie::Linkage | Tie::OnlyIf => "line",
        Tie::Offer => "line long",
        Tie::Together { .. } | Tie::Package => "line dots",
    };
    let class = if tie.by.is_some() { class } else { "" };
    html! {
        g class=(class) {
            title { (number) ". " (printable(&tie.words())) }
            text.strong.middle x=(place(x)) y=(place(HEAD - 26.0)) { (number) }
            @if tie.by.is_some() { text.shape.middle x=(place(x)) y=(place(HEAD - 9.0)) { (class_shape(class)) } }
            @else { text.soft.middle x=(place(x)) y=(place(HEAD - 10.0)) { "§" } }
            line class=(kind) x1=(place(x)) x2=(place(x)) y1=(place(top)) y2=(place(foot)) {}
            @for at in &whats { circle.dot cx=(place(x)) cy=(place(*at)) r="6" {} }
            // What hangs on something of the same issue has a dot in its ring.
            @for at in &ons {
                circle.open cx=(place(x)) cy=(place(*at)) r="6" {}
                @if whats.contains(at) { circle.dot cx=(place(x)) cy=(place(*at)) r="3" {} }
            }
        }
    }
}
