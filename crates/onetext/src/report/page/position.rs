//! Where each party stands on each issue.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, lean_name, mark};
use crate::analysis::{Cell, Contest, IssueText, IssueView, Lean, Stance};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let issues = &page.analysis.issues;
    if page.analysis.ledger.is_empty() || issues.is_empty() {
        return None;
    }
    let holders = issues.first().map(|it| it.cells.as_slice()).unwrap_or_default();
    let body = html! {
        p.lead {
            "What each says on each point, in its own words first, the newest first. An empty cell is "
            "empty: nothing is recorded. Numbers lead to the statements."
        }
        ul.legend {
            @for (lean, word) in [
                (Lean::RedLine, "red line"), (Lean::Against, "against"),
                (Lean::Conditional, "under a condition"), (Lean::For, "for"),
                (Lean::Requires, "requires"), (Lean::Spoken, "spoken of"),
            ] {
                li { (mark(lean_name(lean))) (word) }
            }
            li { span.hatch style="width:1.6em;height:1em" {} "only others say so" }
        }
        table.matrix.reflow role="table" {
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { "Issue" }
                    @for it in holders { th scope="col" role="columnheader" { (page.who(&it.holder)) } }
                }
            }
            tbody role="rowgroup" {
                @for (index, issue) in issues.iter().enumerate() {
                    @if !issue.section.is_empty() && (index == 0 || issues[index - 1].section != issue.section) {
                        tr.band role="row" { th colspan=(holders.len() + 1) scope="colgroup" role="rowheader" { (issue.section) } }
                    }
                    tr.issue role="row" id={ "i-" (issue.issue.id) } {
                        th scope="row" role="rowheader" {
                            bdi { (issue.issue.name) }
                            span.state { (state(issue)) }
                        }
                        @for it in &issue.cells { (cell(page, it)) }
                    }
                }
            }
        }
    };
    Some(Section { id: "positions", heading: "Where each party stands", body })
}

/// The state of an issue in words: by the text, then by what the parties say.
fn state(issue: &IssueView) -> Markup {
    html! {
        @match &issue.text {
            Some(IssueText::Settled { option }) => { "Text: settled, " bdi { (option.name) } ". " }
            Some(IssueText::Open { options }) => { "Text: in brackets, " (options.len()) " options. " }
            Some(IssueText::Silent { status_quo: Some(it) }) => { "Text: silent; " bdi { (it.name) } ". " }
            Some(IssueText::Silent { status_quo: None }) => { "Text: silent. " }
            None => {}
        }
        @match issue.contest {
            Contest::Contested => "Parties: contested.",
            Contest::Unopposed => "Parties: no objection recorded.",
            Contest::Silent => "Parties: none points anywhere.",
        }
    }
}

fn cell(page: &Page<'_>, cell: &Cell) -> Markup {
    let nothing = cell.statements == 0;
    html! {
        td role="cell" data-label=(cell.holder.name) class=[nothing.then_some("nothing")] {
            @if nothing { span.empty aria-label="nothing recorded" { "·" } }
            @for it in &cell.stances { (stance(page, it)) }
            @if !cell.earlier.is_empty() {
                span.shift {
                    @if cell.shifted { "Changed over time; before:" } @else { "No longer in force:" }
                    (page.refs(&cell.earlier))
                }
            }
        }
    }
}

fn stance(page: &Page<'_>, stance: &Stance) -> Markup {
    let times = stance.statements.len();
    html! {
        div.stance.hatch[stance.by_others] {
            (mark(lean_name(stance.lean)))
            div {
                span.verb {
                    @if stance.by_others { "others say: " }
                    (stance.word)
                }
                @for (index, option) in stance.options.iter().enumerate() {
                    @if index != 0 { " or" }
                    " " bdi { (option.name) }
                }
                span.when {
                    (stance.newest.short())
                    @if 1 < times { ", " (times) " times" }
                    (page.refs(&stance.statements))
                }
            }
        }
    }
}
