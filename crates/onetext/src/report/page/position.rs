//! Where each party stands on each issue.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, lean_name, mark};
use crate::analysis::{Cell, Contest, IssueText, IssueView, Lean, Named, Stance, Strength, Trend};
use crate::report::figure;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let issues = &page.analysis.issues;
    if page.analysis.ledger.is_empty() || issues.is_empty() {
        return None;
    }
    let holders = issues.first().map(|it| it.cells.as_slice()).unwrap_or_default();
    let body = html! {
        p.lead {
            "At a glance, then what each says on each point, in its own words first, the newest first. An "
            "empty cell is empty: nothing is recorded. Numbers lead to the statements."
        }
        (legend())
        figure.glance {
            (figure::positions(page.analysis))
            figcaption {
                "The number counts the statements behind a cell. A larger mark is more trusted on the day "
                "of the case, a framed one is certain by the case; ≠ where statements contradict each "
                "other. The table below says the same in words."
            }
        }
        h3 #positions-words { "In words" }
        p.lead {
            "Strong, fair and weak say how far the words are trusted after their age, hard that the case "
            "takes them for certain; without such a word they are in no number."
        }
        table.matrix.reflow.many[FEW < holders.len()] role="table" aria-labelledby="positions-words" {
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { "Issue" }
                    @for it in holders { th scope="col" role="columnheader" { (page.who(&it.holder)) } }
                }
            }
            tbody role="rowgroup" {
                @for (index, issue) in issues.iter().enumerate() {
                    @if !issue.section.is_empty() && (index == 0 || issues[index - 1].section != issue.section) {
                        tr.band role="row" { th colspan=(holders.len() + 1) scope="colgroup" role="rowheader" { bdi { (issue.section) } } }
                    }
                    tr.issue role="row" id={ "i-" (issue.issue.id) } {
                        th scope="row" role="rowheader" {
                            bdi { (issue.issue.name) }
                            span.state { (state(issue)) }
                        }
                        @for (column, it) in issue.cells.iter().enumerate() {
                            (cell(page, &issue.issue, it, &figure::anchor(index, column)))
                        }
                    }
                }
            }
        }
    };
    Some(Section { id: "positions", heading: "Where each party stands", body })
}

/// Above this number of holders the matrix is set closer.
const FEW: usize = 4;

fn legend() -> Markup {
    html! {
        ul.legend {
            @for lean in figure::LEANS {
                li { span class=(figure::side(lean)) { (mark(lean_name(lean))) } (figure::lean_word(lean)) }
            }
            li { span.hatch style="width:1.6em;height:1em" {} "only others say so" }
        }
    }
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

fn cell(page: &Page<'_>, issue: &Named, cell: &Cell, anchor: &str) -> Markup {
    let Some(newest) = cell.said.first() else {
        return html! {
            td.nothing role="cell" data-label=(cell.holder.name) { span.unseen { "nothing recorded" } }
        };
    };
    html! {
        td.cell role="cell" id=(anchor) data-label=(cell.holder.name) data-said=(cell.said.join(" ")) {
            @for it in joined(&cell.stances) { (stance(page, &it)) }
            @for by_others in [false, true] { (spoken(page, &cell.stances, by_others)) }
            @for it in &cell.contrary {
                p.contrary {
                    b { "Contradictory reports" } " on “" bdi { (it.option.name) } "”: open to it"
                    span.wanted { (page.refs(&it.wanted)) } ", against it" span.unwanted { (page.refs(&it.unwanted)) }
                }
            }
            @if !cell.earlier.is_empty() {
                p.shift {
                    (shift(cell.trend.as_ref()))
                    (page.refs(&cell.earlier))
                }
            }
            p.sum {
                a.all href={ "#s-" (newest) } {
                    (cell.statements) @if cell.statements == 1 { " statement" } @else { " statements" }
                    span.unseen { " by or about " bdi { (cell.holder.name) } ": " bdi { (issue.name) } }
                }
                @match cell.age {
                    None => {}
                    Some(0) => ", newest of the day itself",
                    Some(1) => ", newest a day old",
                    Some(days) => { ", newest " (days) " days old" }
                }
            }
        }
    }
}

/// How a position moved, before the references to the earlier words.
fn shift(trend: Option<&Trend>) -> Markup {
    let names = |options: &[Named]| {
        html! {
            @for (index, option) in options.iter().enumerate() {
                @if index != 0 { " and" }
                " “" bdi { (option.name) } "”"
            }
        }
    };
    html! {
        @match trend {
            None => "No longer in force:",
            Some(Trend { toward, away }) => {
                @match (toward.is_empty(), away.is_empty()) {
                    (true, true) => { b { "Unchanged" } " since its earlier words:" }
                    (false, true) => { b { "Moved toward" } (names(toward)) "; before:" }
                    (true, false) => { b { "Moved away" } " from" (names(away)) "; before:" }
                    (false, false) => { b { "Moved toward" } (names(toward)) ", away from" (names(away)) "; before:" }
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
    let strength = group.iter().map(|it| it.strength).max().map_or("", Strength::word);
    let newest = group.iter().map(|it| &it.newest).max_by_key(|it| (it.to, it.from));
    html! {
        div.stance.hatch[first.by_others] {
            span class=(figure::side(first.lean)) { (mark(lean_name(first.lean))) }
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
                    @if !strength.is_empty() { b class={ "strength " (strength) } { (strength) } }
                    @if let Some(newest) = newest { @if !strength.is_empty() { " · " } (newest.short()) }
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
                span class=(figure::side(Lean::Spoken)) { (mark(lean_name(Lean::Spoken))) }
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
