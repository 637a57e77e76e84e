//! What each draft asks each party to give, and what it gets: a square for each issue.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Picture, class, class_shape, classes, name, place, printable, real};
use crate::analysis::Analysis;
use crate::inquiry::{AccountView, DraftLedger};
use crate::report::answer::unsided;

/// The line between gives and gets, and the room on each side of it.
const CENTER: f64 = 330.0;
const SIDE: f64 = 160.0;
const WIDTH: f64 = 720.0;
/// Height of a row, and of the head of a draft.
const ROW: f64 = 26.0;
const HEAD: f64 = 40.0;

/// On how many issues each draft asks each party to give, and on how many it gets.
pub(in crate::report) fn concessions(analysis: &Analysis) -> Option<Picture> {
    let view = analysis.concessions.as_ref()?;
    let drafts: Vec<&DraftLedger> =
        view.drafts.iter().filter(|it| !it.changes.is_empty() && !it.parties.is_empty()).collect();
    let accounts = drafts.iter().flat_map(|it| &it.parties).map(|it| &it.counts);
    let most = accounts.map(|it| (it.gives + it.may_give).max(it.gets + it.may_get)).max()?;
    let classes = classes(analysis);
    let step = (SIDE / real(most).max(1.0)).min(17.0);
    let mut y = 22.0;
    let mut rows = Vec::new();
    for it in &drafts {
        let top = y;
        let below = top + HEAD + real(it.parties.len()) * ROW;
        rows.push(html! {
            line.axis x1="0" x2=(place(WIDTH)) y1=(place(top + 6.0)) y2=(place(top + 6.0)) {}
            text.strong x="0" y=(place(top + 25.0)) { (name(&it.draft.name, 72)) }
            text.soft.fine.end x=(place(WIDTH)) y=(place(top + 25.0)) { (super::changed(it)) }
            line.axis x1=(place(CENTER)) x2=(place(CENTER)) y1=(place(top + HEAD - 4.0)) y2=(place(below - 4.0)) {}
            @for (at, party) in it.parties.iter().enumerate() {
                (row(&classes, &it.draft.name, party, top + HEAD + real(at) * ROW, step))
            }
        });
        y = below + 8.0;
    }
    let parts = html! {
        text.end x=(place(CENTER - 12.0)) y="12" { "← is asked to give" }
        text x=(place(CENTER + 12.0)) y="12" { "gets →" }
        @for it in &rows { (it) }
    };
    Some(Picture {
        title: printable(
            "On how many issues each draft asks each party to give, and on how many it gets",
        ),
        note: "One square for each issue that changed; dashed: it may, by how brackets close. Issues are \
               counted, not weighed: one may outweigh all others.",
        parts,
        size: [WIDTH, y],
    })
}

fn row(
    classes: &BTreeMap<&str, &'static str>,
    draft: &str,
    it: &AccountView,
    y: f64,
    step: f64,
) -> Markup {
    let class = class(classes, Some(&it.party));
    let counts = &it.counts;
    let square = (step - 3.0).max(0.8);
    let mark = |at: usize, side: f64, kind: &str| {
        let near = 4.0 + real(at) * step;
        let x = if side < 0.0 { CENTER - near - square } else { CENTER + near };
        html! { rect class=(kind) x=(place(x)) y=(place(y + 2.0)) width=(place(square)) height="14" {} }
    };
    let kind = |at: usize, sure: usize| if at < sure { "fill" } else { "may" };
    let (left, right) = (counts.gives + counts.may_give, counts.gets + counts.may_get);
    html! {
        g class=(class) {
            title { (printable(draft)) ", " (printable(&it.party.name)) ": gives " (counts.gives) ", may give " (counts.may_give) ", gets " (counts.gets) ", may get " (counts.may_get) }
            text x="0" y=(place(y + 14.0)) {
                tspan.shape { (class_shape(class)) } " " (name(&it.party.name, if it.seat { 20 } else { 11 }))
                @if !it.seat { tspan.soft.fine { " does not sign" } }
            }
            @for at in 0..left { (mark(at, -1.0, kind(at, counts.gives))) }
            @for at in 0..right { (mark(at, 1.0, kind(at, counts.gets))) }
            text.soft.fine.end x=(place(WIDTH)) y=(place(y + 14.0)) { (unsided(counts)) }
        }
    }
}
