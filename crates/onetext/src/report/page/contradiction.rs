//! What contradicts what: proved apart from estimated.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, said};
use crate::inquiry::ClashView;
use crate::range::percent;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let found = &page.analysis.contradictions;
    let is_empty = found.sets.is_empty()
        && found.surprises.is_empty()
        && found.shifts.is_empty()
        && found.gaps.is_empty();
    if page.analysis.ledger.is_empty() || is_empty {
        return None;
    }
    let body = html! {
        p.lead {
            "What is " span.proved { "proved" } " does not hang on any estimate. Hard statements are given "
            "credence 1 by the case; soft ones need not all be true, and cost no number."
        }
        @if found.sets.is_empty() && found.complete {
            p { span.proved { "proved" } " No statements about a party contradict each other." }
        }
        @for it in &found.sets { (set(page, it)) }
        @for it in &found.repairs {
            p {
                @if it.proved { span.proved { "proved" } " " }
                "The cheapest way out, for " (page.who(&it.party)) ": without"
                (page.refs(&it.drop.iter().map(|it| it.said.id.clone()).collect::<Vec<_>>()))
                ", all else can be true."
            }
        }
        @if !found.surprises.is_empty() {
            h3 { "Surprises" }
            p.small { "Statements that the others speak against, as far as the worlds tell." }
            ul.reasons {
                @for it in &found.surprises {
                    li {
                        span.effect { (percent(it.credence).trim_end_matches(" %")) "→" (percent(it.truth)) }
                        span { "For " (page.who(&it.party)) ". " (said(page, &it.said)) }
                    }
                }
            }
        }
        @if !found.shifts.is_empty() {
            h3 { "Positions given up for later ones" }
            ul.reasons {
                @for it in &found.shifts {
                    li { span.effect { "first" } (said(page, &it.from)) }
                    li { span.effect { "then" } (said(page, &it.to)) }
                }
            }
        }
        @if !found.gaps.is_empty() {
            h3 { "In public and in confidence" }
            ul.reasons {
                @for it in &found.gaps {
                    li { span.effect { "in public" } (said(page, &it.public)) }
                    li { span.effect { "in confidence" } (said(page, &it.private)) }
                }
            }
        }
    };
    Some(Section { id: "contradictions", heading: "What contradicts what", body })
}

fn set(page: &Page<'_>, set: &ClashView) -> Markup {
    html! {
        h3 { (page.who(&set.party)) ", " @if set.hard { "hard" } @else { "soft" } }
        p {
            @if set.checked { span.proved { "proved" } " " }
            "These cannot all be true" @if set.minimal { "; any one less can" } "."
        }
        ul.reasons {
            @for it in &set.statements {
                li {
                    span.effect { @if 1.0 <= it.credence { "hard" } @else { (percent(it.credence)) } }
                    (said(page, &it.said))
                }
            }
        }
    }
}
