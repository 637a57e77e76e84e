//! What the text says, and what changed between drafts.

use maud::{Markup, html};

use super::Section;
use super::fragment::Page;
use crate::analysis::{
    ChangeKind, Comparison, DraftView, Mark, MarkKind, PieceView, PointChange, UndisclosedView,
};
use crate::report::sentence::count;

pub(super) fn texts(page: &Page<'_>) -> Option<Section> {
    let (drafts, undisclosed) = (&page.analysis.drafts, &page.analysis.undisclosed);
    if drafts.is_empty() && undisclosed.is_empty() {
        return None;
    }
    let body = html! {
        p.lead {
            "A point is settled where the draft has one option for it, open where it brackets several, "
            "and silent where it has none."
        }
        @if !drafts.is_empty() { (counts(page)) }
        @let current = page.analysis.current().map(|it| &it.draft);
        @for it in drafts { (draft(page, it, current == Some(&it.draft))) }
        @for it in undisclosed { (hidden(page, it)) }
    };
    Some(Section { id: "drafts", heading: "What the text says", body })
}

fn counts(page: &Page<'_>) -> Markup {
    html! {
        table.counts.reflow role="table" {
            thead role="rowgroup" { tr role="row" {
                th scope="col" role="columnheader" { "Draft" }
                th scope="col" role="columnheader" { "Day" }
                @for it in ["Settled", "Open", "Silent"] { th.n scope="col" role="columnheader" style="text-align:end" { (it) } }
                th scope="col" role="columnheader" { "Of " (count(page.analysis.issues.len(), "issue", "issues")) }
            } }
            tbody role="rowgroup" {
                @for it in &page.analysis.drafts {
                    tr role="row" {
                        th scope="row" role="rowheader" { a href={ "#d-" (it.draft.id) } { bdi { (it.draft.name) } } }
                        td role="cell" { (it.day) }
                        td.n role="cell" data-label="Settled" { (it.settled) }
                        td.n role="cell" data-label="Open" { (it.open) }
                        td.n role="cell" data-label="Silent" { (it.silent) }
                        td role="cell" {
                            div.stack aria-hidden="true" {
                                @for (class, share) in [("done", it.settled), ("open", it.open), ("silent", it.silent)] {
                                    @if share != 0 { i class=(class) style={ "flex:" (share) } {} }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn draft(page: &Page<'_>, draft: &DraftView, open: bool) -> Markup {
    html! {
        article.draft id={ "d-" (draft.draft.id) } {
            h3 { bdi { (draft.draft.name) } }
            p.small {
                (draft.day)
                @if let Some(by) = &draft.by { ", put forward by " (page.who(by)) }
                ", " (draft.provenance)
                @if !draft.disputed.is_empty() { "; authorship disputed: " (page.whos(&draft.disputed)) }
                (page.refs(&draft.because))
            }
            details open[open] {
                summary { "The text, " (count(draft.points.len(), "point", "points")) }
                div.points {
                    @for (index, point) in draft.points.iter().enumerate() {
                        @if !point.section.is_empty() && (index == 0 || draft.points[index - 1].section != point.section) {
                            p.heading { bdi { (point.section) } }
                        }
                        div.point {
                            span.number { @if let Some(number) = point.number { (number) "." } }
                            span dir="auto" { @for it in &point.pieces { (piece(page, it)) } }
                        }
                    }
                }
            }
        }
    }
}

fn piece(page: &Page<'_>, piece: &PieceView) -> Markup {
    let Some(bracket) = &piece.bracket else { return html! { (piece.text) } };
    let issue = format!("#i-{}", bracket.issue.id);
    let class = bracket.by.as_ref().map_or("", |it| page.class(&it.id));
    // Without positions there is no row to lead to.
    let linked = !page.analysis.ledger.is_empty();
    html! {
        @if bracket.open {
            @if linked { a class={ "bracket " (class) } href=(issue) title=(bracket.issue.name) { (piece.text) } }
            @else { span class={ "bracket " (class) } { (piece.text) } }
            @if let Some(by) = &bracket.by {
                span class={ "owner " (class) } { bdi { (by.name) } }
            }
        } @else if linked {
            a.settled href=(issue) title=(bracket.issue.name) { (piece.text) }
        } @else {
            span.settled { (piece.text) }
        }
    }
}

fn hidden(page: &Page<'_>, it: &UndisclosedView) -> Markup {
    html! {
        article.draft id={ "d-" (it.draft.id) } {
            h3 { bdi { (it.draft.name) } }
            p.small {
                @if let Some(day) = &it.day { (day) ", " }
                @if let Some(by) = &it.by { "put forward by " (page.who(by)) ", " }
                "not public"
                (page.refs(&it.because))
            }
            p {
                "Its text lies between "
                @for (index, end) in it.between.iter().enumerate() {
                    @if index != 0 { " and " }
                    a href={ "#d-" (end.id) } { "“" bdi { (end.name) } "”" }
                }
                ", so its numbers are ranges over every text that takes each point from one of the two. "
                @if it.unknown.is_empty() { "The two agree on every point." } @else {
                    "They differ on " (count(it.unknown.len(), "point", "points")) ": "
                    @for (index, issue) in it.unknown.iter().enumerate() {
                        @if index != 0 { " · " }
                        bdi { (issue.name) }
                    }
                }
            }
            @if !it.note.is_empty() { p.small dir="auto" { (it.note) } }
        }
    }
}

pub(super) fn changes(page: &Page<'_>) -> Option<Section> {
    let compared: Vec<(&DraftView, &Comparison)> =
        page.analysis.drafts.iter().filter_map(|it| Some((it, it.comparison.as_ref()?))).collect();
    if compared.is_empty() {
        return None;
    }
    let body = html! {
        p.lead {
            "Word by word: " ins { "added" } " and " del { "removed" } ". Points are matched by "
            "the same words, then by number and by the likeness of their words, then by the issue that "
            "they settle. Square brackets hold what is open."
        }
        @for (draft, it) in compared { (comparison(draft, it)) }
    };
    Some(Section { id: "changes", heading: "What changed between drafts", body })
}

fn comparison(draft: &DraftView, comparison: &Comparison) -> Markup {
    let same: Vec<&PointChange> =
        comparison.points.iter().filter(|it| it.kind == ChangeKind::Same).collect();
    html! {
        h3 { bdi { (comparison.from.name) } " → " bdi { (draft.draft.name) } }
        p.small {
            (count(comparison.changed, "point changed", "points changed")) ", "
            (comparison.added) " added, " (comparison.removed) " removed, "
            (comparison.same) " with the same words"
            @if comparison.moved != 0 { ", " (comparison.moved) " moved" }
            @if !comparison.revises { "; the later draft is newer, not a declared revision" }
            "."
        }
        @for it in comparison.points.iter().filter(|it| it.kind != ChangeKind::Same) { (change(it)) }
        @if !same.is_empty() {
            details {
                summary { (count(same.len(), "point", "points")) " with the same words" }
                @for it in same { (change(it)) }
            }
        }
    }
}

fn change(change: &PointChange) -> Markup {
    let kind = match change.kind {
        ChangeKind::Same => "same",
        ChangeKind::Changed => "changed",
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
    };
    html! {
        div.change {
            div.kind {
                b { (kind) }
                @match (change.before, change.after) {
                    (Some(before), Some(after)) if before == after => { "point " (after) }
                    (Some(before), Some(after)) => { "point " (before) " → " (after) }
                    (Some(number), None) | (None, Some(number)) => { "point " (number) }
                    (None, None) => {}
                }
                @if change.moved { ", moved" }
            }
            div dir="auto" { @for it in &change.marks { (mark(it)) } }
        }
    }
}

fn mark(mark: &Mark) -> Markup {
    match mark.kind {
        MarkKind::Same => html! { (mark.text) },
        MarkKind::Added => html! { ins { (mark.text) } },
        MarkKind::Removed => html! { del { (mark.text) } },
    }
}
