//! Which draft came from which.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, said};
use crate::analysis::Named;
use crate::drafting::LineageNode;
use crate::report::figure::lineage;
use crate::report::sentence::count;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let nodes = &page.analysis.lineage.drafts;
    if nodes.len() < 2 {
        return None;
    }
    let name = |id: &str| nodes.iter().find(|it| it.draft.id == id).map(|it| &it.draft);
    let body = html! {
        p.lead { "The texts in one order, and what each reworks." }
        @if let Some(it) = lineage(page.analysis) { (it.framed()) }
        table.counts.reflow role="table" {
            thead role="rowgroup" { tr role="row" {
                @for it in ["Draft", "Day", "Put forward by", "How it became known", "Reworks"] {
                    th scope="col" role="columnheader" { (it) }
                }
            } }
            tbody role="rowgroup" {
                @for it in nodes { (row(page, it, it.under.as_deref().and_then(name))) }
            }
        }
        @for it in nodes.iter().filter(|it| 1 < it.reworked_by.len()) {
            p { "The text forks at " (link(&it.draft)) ": " (count(it.reworked_by.len(), "draft reworks it", "drafts rework it")) "." }
        }
        @for it in nodes.iter().filter(|it| !it.because.is_empty() || !it.disputed.is_empty() || !it.note.is_empty()) { (origin(page, it)) }
    };
    Some(Section { id: "lineage", heading: "Which draft came from which", body })
}

fn link(draft: &Named) -> Markup {
    html! { a href={ "#d-" (draft.id) } { bdi { (draft.name) } } }
}

fn row(page: &Page<'_>, it: &LineageNode, under: Option<&Named>) -> Markup {
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { (link(&it.draft)) }
            td role="cell" { @if let Some(day) = &it.day { (day) } @else { "day not known" } }
            td role="cell" data-label="Put forward by" {
                @if let Some(by) = &it.by { (page.who(by)) } @else { "nobody named" }
                @if !it.disputed.is_empty() { ", disputed: " (page.whos(&it.disputed)) }
            }
            td role="cell" data-label="How it became known" { (it.provenance) }
            td role="cell" data-label="Reworks" {
                @match (&it.between, under) {
                    (Some([one, other]), _) => { "lies between " (link(one)) " and " (link(other)) }
                    (None, Some(under)) => { (link(under)) }
                    (None, None) if it.circular => { "goes back to itself" }
                    (None, None) => { "none" }
                }
            }
        }
    }
}

/// What was said about where a draft comes from.
fn origin(page: &Page<'_>, it: &LineageNode) -> Markup {
    html! {
        h3 { @if it.disputed.is_empty() { "Where " (link(&it.draft)) " comes from" } @else { "Who wrote " (link(&it.draft)) "?" } }
        @if !it.disputed.is_empty() {
            p {
                "Put forward by " @if let Some(by) = &it.by { (page.who(by)) } @else { "nobody named" }
                "; others say: " (page.whos(&it.disputed)) "."
            }
        }
        @if !it.because.is_empty() {
            ul.told { @for it in &it.because { li { (said(page, it)) } } }
        }
        @if !it.note.is_empty() { p.small { bdi { (it.note) } } }
    }
}
