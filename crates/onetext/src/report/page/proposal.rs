//! What to propose next.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, number, text_link};
use super::ladder::{attitudes, changes, depends, rule};
use super::question::question;
use crate::inquiry::{ProposalView, ProposeView, TogetherView};
use crate::report::answer::{basis, bears_on, measures, search};
use crate::report::figure::proposals;
use crate::report::sentence::count;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let view = page.analysis.proposals.as_ref()?;
    let body = html! {
        p.lead {
            "Changes of " (text_link(&view.text)) " on at most " (count(view.moves, "issue", "issues"))
            ", the highest share of all who sign first. Each differs from the others on two issues or more, and "
            "none beats another in everything that is measured: they are choices, not ranks."
        }
        (page.ground())
        @if view.none.is_empty() {
            p.small { (search(view)) }
            (rule(&view.kept))
            @if view.proposals.is_empty() { p { "No such change is better than the text in anything that is measured." } }
            @if let Some(it) = proposals(page.analysis) { (it.framed()) (table(page, view)) }
            ol.rungs {
                @for (at, it) in view.proposals.iter().enumerate() { li { (proposal(page, at + 1, it)) } }
            }
            (questions(page, view))
            p.small { (basis(&view.before, view.heading.seed)) " " span.assumed { "assumed" } }
        } @else {
            p { "There is no answer: " (view.none) "." (page.refs(&view.statements)) }
        }
    };
    Some(Section { id: "proposals", heading: "What to propose next", body })
}

/// Who would accept each proposal.
fn table(page: &Page<'_>, view: &ProposeView) -> Markup {
    let texts = view.proposals.iter().enumerate();
    let texts = texts.map(|(at, it)| (format!("Proposal {}", at + 1), &it.after));
    let all: Vec<(String, &TogetherView)> =
        [("As it stands".to_owned(), &view.before)].into_iter().chain(texts).collect();
    html! {
        details {
            summary { "The same as a table" }
            table.overview.reflow role="table" {
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { "Text" }
                    @for it in &view.before.parties { th scope="col" role="columnheader" { (page.who(&it.party)) } }
                    th scope="col" role="columnheader" { "All who sign" }
                } }
                tbody role="rowgroup" {
                    @for (label, it) in &all {
                        tr role="row" {
                            th scope="row" role="rowheader" { (label) }
                            @for it in &it.parties { td role="cell" data-label=(it.party.name) { (number(&it.share)) } }
                            td role="cell" data-label="All who sign" { (number(&it.joint)) }
                        }
                    }
                }
            }
        }
    }
}

fn proposal(page: &Page<'_>, place: usize, it: &ProposalView) -> Markup {
    let (before, after) = measures(&it.measures);
    html! {
        h3 { "Proposal " (place) ": " (count(it.changes.len(), "change", "changes")) }
        (changes(&it.changes))
        p.small { (before) (page.who(&it.measures.worst_off)) (after) }
        (depends(page, &it.depends))
        (attitudes(page, &it.attitudes))
    }
}

fn questions(page: &Page<'_>, view: &ProposeView) -> Markup {
    html! {
        @if !view.questions.is_empty() {
            h3 { "To be asked first" }
            ol.questions {
                @for (it, bearing) in view.questions.iter().zip(&view.bearing) {
                    (question(page, it, bears_on(bearing).as_deref()))
                }
            }
        }
    }
}
