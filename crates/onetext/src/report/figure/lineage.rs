//! Which draft came from which: a row for each draft, by day.

use maud::{Markup, html};

use super::{Picture, class, class_shape, classes, name, place, printable, real};
use crate::analysis::Analysis;
use crate::drafting::LineageNode;
use crate::report::drafting::facts;

const WIDTH: f64 = 720.0;
/// Height of a row.
const ROW: f64 = 54.0;
/// Distance of two branches.
const LANE: f64 = 24.0;

/// The drafts as a tree.
pub(in crate::report) fn lineage(analysis: &Analysis) -> Option<Picture> {
    if analysis.lineage.drafts.is_empty() {
        return None;
    }
    let nodes = laid(analysis);
    let lanes = nodes.iter().map(|it| it.lane).max().unwrap_or_default();
    let x = |lane: usize| 14.0 + real(lane) * LANE;
    let y = |row: usize| 22.0 + real(row) * ROW;
    let start = x(lanes) + 26.0;
    let find = |id: &str| nodes.iter().position(|it| it.node.draft.id == id);
    let classes = classes(analysis);
    let parts = html! {
        @for (row, it) in nodes.iter().enumerate() {
            @let ends = it.node.between.iter().flatten().filter(|end| Some(&end.id) != it.node.under.as_ref());
            @if let Some(from) = it.node.under.as_deref().and_then(find) {
                (edge([x(nodes[from].lane), y(from)], [x(it.lane), y(row)], it.node.between.is_some()))
            }
            @for end in ends.filter_map(|it| find(&it.id)) {
                (edge([x(nodes[end].lane), y(end)], [x(it.lane), y(row)], true))
            }
        }
        @for (row, it) in nodes.iter().enumerate() {
            @let (x, y, class) = (x(it.lane), y(row), class(&classes, it.node.by.as_ref()));
            g class=(class) {
                title { (printable(&it.node.draft.name)) ": " (printable(&facts(it.node))) }
                @if it.node.between.is_some() { circle.may cx=(place(x)) cy=(place(y)) r="8" {} }
                @else { circle.dot cx=(place(x)) cy=(place(y)) r="8" {} }
                @if !it.node.disputed.is_empty() { text.in.fine.middle x=(place(x)) y=(place(y + 4.0)) { "?" } }
                text.strong x=(place(start)) y=(place(y + 1.0)) { (name(&it.node.draft.name, 78)) }
                text.soft.fine x=(place(start)) y=(place(y + 19.0)) {
                    @if it.node.by.is_some() { tspan.shape { (class_shape(class)) } " " }
                    (name(&facts(it.node), 104))
                }
            }
        }
    };
    Some(Picture {
        title: "Which draft came from which".to_owned(),
        note: "By day, the earliest first; a line leads from a draft to the one that reworks it. Dashed: a \
               text that is not public, and the two between which it lies. “?”: who wrote it is disputed.",
        parts,
        size: [WIDTH, y(nodes.len()) - 26.0],
    })
}

/// A draft with its branch.
struct Laid<'a> {
    node: &'a LineageNode,
    lane: usize,
}

/// The drafts by day; the first that reworks a draft goes on in its branch, others branch off.
fn laid(analysis: &Analysis) -> Vec<Laid<'_>> {
    let mut nodes: Vec<&LineageNode> = analysis.lineage.drafts.iter().collect();
    nodes.sort_by_key(|it| it.day.as_ref().map(|it| (it.from, it.to)));
    let mut found: Vec<Laid<'_>> = Vec::new();
    let mut free = 0;
    for node in nodes {
        let parent = found.iter().find(|it| Some(&it.node.draft.id) == node.under.as_ref());
        let goes_on = parent.filter(|it| it.node.reworked_by.first() == Some(&node.draft.id));
        let lane = goes_on.map_or(free, |it| it.lane);
        free = free.max(lane + 1);
        found.push(Laid { node, lane });
    }
    found
}

fn edge([x1, y1]: [f64; 2], [x2, y2]: [f64; 2], dashed: bool) -> Markup {
    let bend = y1 + (y2 - y1).clamp(-40.0, 40.0);
    let class = if dashed { "line thin dash" } else { "line thin" };
    let [x1, y1, x2, y2, bend] = [x1, y1, x2, y2, bend].map(place);
    html! { path class=(class) d={ "M" (x1) " " (y1) "C" (x1) " " (bend) " " (x2) " " (y1) " " (x2) " " (bend) "L" (x2) " " (y2) } {} }
}
