//! What is still in brackets, draft by draft.

use maud::{Markup, html};

use super::Section;
use super::fragment::Page;
use crate::analysis::Named;
use crate::drafting::{BracketsView, DraftBrackets};
use crate::report::figure::{brackets, span};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let view = &page.analysis.brackets;
    // Without a bracket in any draft, the counts in the section of the drafts say it all.
    let figure = brackets(page.analysis)?;
    let last = view.drafts.last();
    let body = html! {
        p.lead {
            "A bracket is an issue for which a draft has several options; each option is counted once, however "
            "often it stands in the text."
        }
        (figure.framed())
        (counts(page, view))
        @if let Some(last) = last { (open(page, last)) }
    };
    Some(Section { id: "brackets", heading: "What is still in brackets", body })
}

fn counts(page: &Page<'_>, view: &BracketsView) -> Markup {
    let heads = ["Points", "Brackets", "Options in them"];
    html! {
        table.counts.reflow role="table" {
            thead role="rowgroup" { tr role="row" {
                th scope="col" role="columnheader" { "Draft" }
                th scope="col" role="columnheader" { "Day" }
                @for it in heads { th.n scope="col" role="columnheader" { (it) } }
                th scope="col" role="columnheader" { "Who wants them" }
            } }
            tbody role="rowgroup" {
                @for it in &view.drafts {
                    tr role="row" {
                        (head(&it.draft))
                        td role="cell" { (it.day) }
                        @for (head, it) in heads.iter().zip([it.points, it.brackets, it.options]) {
                            td.n role="cell" data-label=(head) { (it) }
                        }
                        td role="cell" data-label="Who wants them" { (owners(page, it)) }
                    }
                }
                @for it in &view.undisclosed {
                    tr role="row" {
                        (head(&it.draft))
                        td role="cell" { @if let Some(day) = &it.day { (day) } @else { "day not known" } }
                        @for (head, it) in heads.iter().zip(["?".to_owned(), span(it.brackets), span(it.options)]) {
                            td.n role="cell" data-label=(head) { (it) }
                        }
                        td role="cell" { "not public: a text between “" bdi { (it.between[0].name) } "” and “" bdi { (it.between[1].name) } "”" }
                    }
                }
            }
        }
    }
}

fn head(draft: &Named) -> Markup {
    html! {
        th scope="row" role="rowheader" { a href={ "#d-" (draft.id) } { bdi { (draft.name) } } " " span.word { (draft.id) } }
    }
}

fn owners(page: &Page<'_>, it: &DraftBrackets) -> Markup {
    html! {
        @for (at, it) in it.owners.iter().enumerate() {
            @if at != 0 { ", " }
            @match &it.by {
                Some(by) => { (page.who(by)) }
                None => { "nobody named" }
            }
            " " (it.options)
        }
        @if it.owners.is_empty() { "–" }
    }
}

/// The brackets of the latest draft.
fn open(page: &Page<'_>, draft: &DraftBrackets) -> Markup {
    html! {
        @if draft.open.is_empty() {
            p { "The latest draft, “" bdi { (draft.draft.name) } "”, has no brackets." }
        } @else {
            h3 { "Open in the latest draft" }
            ul.entries.wide-first {
                @for it in &draft.open {
                    li {
                        a.effect href={ "#i-" (it.issue.id) } { bdi { (it.issue.name) } }
                        span {
                            @for (at, option) in it.options.iter().enumerate() {
                                @if at != 0 { br; }
                                "“" bdi { (option.option.name) } "” "
                                @if option.by.is_empty() { span.small { "nobody named" } } @else { (page.whos(&option.by)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
