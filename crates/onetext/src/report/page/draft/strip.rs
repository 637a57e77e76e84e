//! Every draft in a row: a mark for each issue, and the same as a table.

use maud::{Markup, html};

use super::state::{contest_word, drawn, mark, text_word};
use crate::analysis::{DraftView, IssueText};
use crate::report::page::fragment::Page;

/// The shapes of the marks, defined once.
pub(super) fn symbols() -> Markup {
    html! {
        svg width="0" height="0" style="position:absolute" aria-hidden="true" {
            symbol id="g-settled" viewBox="0 0 20 28" { path d="M3 12h14v14H3z" fill="currentColor" {} }
            symbol id="g-open" viewBox="0 0 20 28" {
                path d="M7 11.5H3.5v15H7M13 11.5h3.5v15H13" fill="none" stroke="currentColor" stroke-width="2" {}
                path d="M8.8 17.8h2.4v2.4H8.8z" fill="currentColor" {}
            }
            symbol id="g-silent" viewBox="0 0 20 28" { circle cx="10" cy="19" r="6.3" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="2.2 1.8" {} }
            symbol id="g-flag" viewBox="0 0 20 28" { path d="M3 0h14l-7 8z" fill="currentColor" {} }
            symbol id="g-flag-reported" viewBox="0 0 20 28" { path d="M4.5 1h11L10 7.3z" fill="none" stroke="currentColor" stroke-width="1.4" {} }
        }
    }
}

pub(super) fn legend() -> Markup {
    html! {
        ul.legend {
            @for (shape, flag, words) in [
                ("settled", None, "settled, nobody objects"),
                ("settled", Some("flag"), "settled, contested by the parties’ own words"),
                ("settled", Some("flag-reported"), "settled, contested as others report"),
                ("open", None, "in brackets"),
                ("silent", None, "silent"),
            ] {
                li { (drawn(shape, flag)) (words) }
            }
        }
    }
}

/// The drafts as rows of marks; each mark leads to the point that says it.
pub(super) fn overview(page: &Page<'_>) -> Markup {
    html! {
        table.counts.reflow.strips role="table" {
            thead role="rowgroup" { tr role="row" {
                th scope="col" role="columnheader" { "Draft" }
                @for it in ["Settled", "Open", "Silent"] { th.n scope="col" role="columnheader" { (it) } }
                th scope="col" role="columnheader" { "Each issue, with the number of its point" }
            } }
            tbody role="rowgroup" {
                @for it in &page.analysis.drafts {
                    tr role="row" {
                        th scope="row" role="rowheader" {
                            a href={ "#d-" (it.draft.id) } { bdi { (it.draft.name) } }
                            span.when { (it.day) }
                        }
                        td.n role="cell" data-label="Settled" { (it.settled) }
                        td.n role="cell" data-label="Open" { (it.open) }
                        td.n role="cell" data-label="Silent" { (it.silent) }
                        td role="cell" { (strip(page, it)) }
                    }
                }
            }
        }
    }
}

fn strip(page: &Page<'_>, draft: &DraftView) -> Markup {
    html! {
        ol.strip {
            @for (index, (issue, text)) in page.analysis.issues.iter().zip(&draft.issues).enumerate() {
                @let point = point_on(draft, &issue.issue.id);
                @let number = point.map(|it| draft.points[it].number.map_or_else(|| "¶".to_owned(), |it| it.to_string()));
                @let words = format!("{} {}, {}", issue.issue.name, text_word(text), contest_word(page, draft, index));
                @let number = number.as_deref().unwrap_or("–");
                li {
                    a href={ "#" (point.map_or_else(|| format!("u-{}-{}", draft.draft.id, issue.issue.id), |it| anchor(draft, it))) }
                        title=(words) aria-label={ (number) ": " (words) } {
                        (mark(text, draft.contests[index]))
                        span { (number) }
                    }
                }
            }
        }
    }
}

/// The same as a table: what each draft says on each issue, in words.
pub(super) fn table(page: &Page<'_>) -> Markup {
    let drafts = &page.analysis.drafts;
    html! {
        details.as-table {
            summary { "The same as a table, in words" }
            div.scroll tabindex="0" role="region" aria-label="What each draft says on each issue" {
                table.says {
                    thead { tr {
                        th scope="col" { "Issue" }
                        @for it in drafts { th scope="col" { bdi { (it.draft.name) } } }
                    } }
                    tbody {
                        @for (index, issue) in page.analysis.issues.iter().enumerate() {
                            tr {
                                th scope="row" { bdi { (issue.issue.name) } }
                                @for it in drafts { td { (says(page, it, index)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn says(page: &Page<'_>, draft: &DraftView, issue: usize) -> Markup {
    let text = &draft.issues[issue];
    let options = match text {
        IssueText::Settled { option } => std::slice::from_ref(option),
        IssueText::Open { options } => options,
        IssueText::Silent { status_quo } => status_quo.as_slice(),
    };
    let silent = matches!(text, IssueText::Silent { .. });
    html! {
        (mark(text, draft.contests[issue]))
        b { (text_word(text)) }
        @if !options.is_empty() { @if silent { ", which means " } @else { ": " } }
        @for (index, it) in options.iter().enumerate() {
            @if index != 0 { " or " }
            "“" bdi { (it.name) } "”"
        }
        span.word { (contest_word(page, draft, issue)) }
    }
}

/// The anchor of a point.
pub(super) fn anchor(draft: &DraftView, point: usize) -> String {
    format!("t-{}-{}", draft.draft.id, point + 1)
}

/// The place of the first point that says something on an issue.
fn point_on(draft: &DraftView, issue: &str) -> Option<usize> {
    draft.points.iter().position(|it| {
        it.pieces.iter().filter_map(|it| it.bracket.as_ref()).any(|it| it.issue.id == issue)
    })
}
