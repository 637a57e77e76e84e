//! What is not known: the limits of everything above it.

use maud::{Markup, html};

use super::Section;
use super::fragment::Page;
use crate::analysis::Named;
use crate::report::plot::capital;
use crate::report::sentence::{count, in_no_number};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let unknown = &page.analysis.unknown;
    let items = [
        (!page.analysis.ledger.is_empty()).then(|| html! {
            strong { "Statements in no number. " } (in_no_number(page.analysis)) "."
            @for it in &unknown.left_out { " " (capital(it.why)) ":" (page.refs(&it.statements)) "." }
            " By party: "
            @for (index, it) in unknown.parties.iter().enumerate() {
                @if index != 0 { "; " }
                (page.who(&it.party)) ": " (it.counted) " of " (it.statements) " counted"
            }
            ". All are in the " a href="#ledger" { "ledger" } "."
        }),
        (!unknown.undisclosed.is_empty()).then(|| html! {
            strong { "Texts that are not public. " } (names(&unknown.undisclosed)) ". Their numbers are ranges."
        }),
        (!unknown.preconditions.is_empty()).then(|| html! {
            strong { "Preconditions set aside. " }
            (count(unknown.preconditions.len(), "statement makes", "statements make"))
            " everything depend on something outside the text; no number includes that."
            (page.refs(&unknown.preconditions))
        }),
        (!unknown.assumed.is_empty()).then(|| html! {
            strong { "Assumed throughout. " } (page.whos(&unknown.assumed))
            ": nothing that was said about them has a meaning in numbers."
        }),
        (!unknown.without_number.is_empty()).then(|| html! {
            strong { "Numbers that are not given. " }
            @for (index, it) in unknown.without_number.iter().enumerate() {
                @if index != 0 { "; " }
                "“" bdi { (it.draft.name) } "” for " (page.who(&it.party)) ": " (it.reason) (page.refs(&it.statements))
            }
            "."
        }),
        (!unknown.silent_issues.is_empty() && !page.analysis.ledger.is_empty()).then(|| html! {
            strong { "Points no party spoke on. " }
            "No statement about a party is recorded on these; what a party wants is " span.assumed { "assumed" } ": " (names(&unknown.silent_issues))
        }),
        (!unknown.out_of_force.is_empty()).then(|| html! {
            strong { "Words that no longer hold. " }
            (count(unknown.out_of_force.len(), "statement was", "statements were"))
            " replaced, taken back or limited in time; the numbers leave them out."
            (page.refs(&unknown.out_of_force))
        }),
        (!unknown.sources_without_text.is_empty()).then(|| html! {
            strong { "Words not at hand. " }
            "The text of " (count(unknown.sources_without_text.len(), "source is", "sources are"))
            " not at hand; see " a href="#sources" { "Sources" } "."
        }),
        (!page.analysis.acceptances.is_empty()).then(|| html! {
            strong { "What the model takes for granted. " }
            "Options add up; parties judge independently of each other; how far to trust a kind of "
            "statement, and how fast words age, are settings. " span.assumed { "assumed" }
        }),
    ];
    let items: Vec<Markup> = items.into_iter().flatten().collect();
    if items.is_empty() {
        return None;
    }
    let body = html! {
        p.lead { "Read everything above within these limits." }
        ul.unknowns { @for it in items { li { (it) } } }
    };
    Some(Section { id: "unknown", heading: "What Onetext does not know", body })
}

fn names(names: &[Named]) -> Markup {
    html! {
        @for (index, it) in names.iter().enumerate() {
            @if index != 0 { " · " }
            bdi { (it.name) }
        }
    }
}
