//! What to propose next.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, text_link};
use super::ladder::{attitudes, changes, depends, rule, together};
use crate::inquiry::{ProposalView, ProposeView};
use crate::report::answer::{basis, measures, search};
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
        @if view.none.is_empty() {
            p.small { (search(view)) }
            (rule(&view.kept))
            @if view.proposals.is_empty() { p { "No such change is better than the text in anything that is measured." } }
            @if let Some(it) = proposals(page.analysis) { (it.framed()) }
            ol.rungs {
                @for (at, it) in view.proposals.iter().enumerate() { li { (proposal(page, view, at + 1, it)) } }
            }
            (questions(page, view))
            p.small { (basis(&view.before, view.heading.seed)) " " span.assumed { "assumed" } }
        } @else {
            p { "There is no answer: " (view.none) "." (page.refs(&view.statements)) }
        }
    };
    Some(Section { id: "proposals", heading: "What to propose next", body })
}

fn proposal(page: &Page<'_>, view: &ProposeView, number: usize, it: &ProposalView) -> Markup {
    let (before, after) = measures(&it.measures);
    html! {
        h3 { "Proposal " (number) ": " (count(it.changes.len(), "change", "changes")) }
        (changes(&it.changes))
        (together(page, &view.before, &it.after, &[]))
        p.small { (before) (page.who(&it.measures.worst_off)) (after) }
        (depends(page, &it.depends))
        (attitudes(page, &it.attitudes))
    }
}

fn questions(page: &Page<'_>, view: &ProposeView) -> Markup {
    html! {
        @if !view.questions.is_empty() {
            h3 { "To be asked first" }
            p.small {
                "These tell most about all "
                @if 1 < view.proposals.len() { (view.proposals.len()) " proposals" } @else { "of it" }
                " together, not about one of them."
            }
            ol.questions {
                @for it in &view.questions { (super::question::question(page, it)) }
            }
        }
    }
}
