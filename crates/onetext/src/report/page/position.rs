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
                (Lean::Requires, "requires"), (Lean::Package, "in a package"),
                (Lean::Spoken, "spoken of"),
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
            Some(IssueText::Settled { option }) => { "Text: “" bdi { (option.name) } "”. " }
            Some(IssueText::Open { options }) => { "Text: in brackets, " (options.len()) " options. " }
            Some(IssueText::Silent { status_quo: Some(it) }) => { "Text: silent, so “" bdi { (it.name) } "”. " }
            Some(IssueText::Silent { status_quo: None }) => { "Text: silent. " }
            None => {}
        }
        @match issue.contest {
            Contest::Contested => { "Parties: " b { "contested." } }
            Contest::AgainstText => { "Parties: " b { "against the text." } }
            Contest::Reported => { "Parties: " b { "contested" } ", as others report." }
            Contest::AgainstTextReported => { "Parties: " b { "against the text" } ", as others report." }
            Contest::Unopposed => {
                @if issue.text.is_some() { "Parties: none objects to what the text says" }
                @else { "Parties: none contradicts another" }
                @if packages(issue) { " by itself, but see the packages." } @else { "." }
            }
            Contest::Silent => {
                @if packages(issue) { "Parties: only as part of a package." }
                @else { "Parties: none takes a side." }
            }
        }
    }
}

/// Whether something is said about an issue as part of a package.
fn packages(issue: &IssueView) -> bool {
    issue.cells.iter().flat_map(|it| &it.stances).any(|it| it.lean == Lean::Package)
}

fn cell(page: &Page<'_>, cell: &Cell) -> Markup {
    let nothing = cell.statements == 0;
    html! {
        td role="cell" data-label=(cell.holder.name) class=[nothing.then_some("nothing")] {
            @if nothing { span.unseen { "nothing recorded" } }
            @for it in joined(&cell.stances) { (stance(page, &it)) }
            @for by_others in [false, true] { (spoken(page, &cell.stances, by_others)) }
            @if !cell.earlier.is_empty() {
                span.shift {
                    @if cell.shifted { "Changed over time; before:" } @else { "No longer in force:" }
                    (page.refs(&cell.earlier))
                }
            }
        }
    }
}

/// Stances that point somewhere, those on the same options from the same side joined.
fn joined(stances: &[Stance]) -> Vec<Vec<&Stance>> {
    let mut found: Vec<Vec<&Stance>> = Vec::new();
    let side = |it: &Stance| match it.lean {
        Lean::RedLine | Lean::Against => 0,
        Lean::Conditional => 1,
        Lean::For | Lean::Requires => 2,
        Lean::Package => 3,
        Lean::Spoken => 4,
    };
    for it in stances.iter().filter(|it| it.lean != Lean::Spoken) {
        let same = found.iter_mut().find(|group| {
            let first = group[0];
            first.options == it.options
                && first.by_others == it.by_others
                && side(first) == side(it)
                && (it.lean != Lean::Package || first.word == it.word)
        });
        match same {
            Some(group) => group.push(it),
            None => found.push(vec![it]),
        }
    }
    for group in &mut found {
        // The firmest word first: the ends of the order are the firmest.
        group.sort_by_key(|it| !matches!(it.lean, Lean::RedLine | Lean::Requires));
    }
    found
}

fn stance(page: &Page<'_>, group: &[&Stance]) -> Markup {
    let first = group[0];
    let statements: Vec<String> = group.iter().flat_map(|it| it.statements.clone()).collect();
    let newest = group.iter().map(|it| &it.newest).max_by_key(|it| (it.to, it.from));
    html! {
        div.stance.hatch[first.by_others] {
            (mark(lean_name(first.lean)))
            div {
                span.verb {
                    @if first.by_others { "others say: " }
                    @for (index, it) in group.iter().enumerate() {
                        @if index != 0 { ", " }
                        (it.word)
                    }
                }
                @for (index, option) in first.options.iter().enumerate() {
                    @if index != 0 { " or" }
                    " “" bdi { (option.name) } "”"
                }
                span.when {
                    @if let Some(newest) = newest { (newest.short()) }
                    (page.refs(&statements))
                }
            }
        }
    }
}

/// One line for all statements that speak of an issue without pointing anywhere.
fn spoken(page: &Page<'_>, stances: &[Stance], by_others: bool) -> Markup {
    let found = || stances.iter().filter(|it| it.lean == Lean::Spoken && it.by_others == by_others);
    let priority = found().map(|it| it.word).find(|it| it.starts_with("puts"));
    let statements: Vec<String> = found().flat_map(|it| it.statements.clone()).collect();
    html! {
        @if !statements.is_empty() {
            div.stance.hatch[by_others] {
                (mark(lean_name(Lean::Spoken)))
                div {
                    span.verb {
                        @if by_others { "others speak of it" } @else { (priority.unwrap_or("speaks of it")) }
                    }
                    (page.refs(&statements))
                }
            }
        }
    }
}
