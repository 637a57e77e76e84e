//! Who is who: parties, mediator and observers, their people over time, and how things may go
//! without agreement.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, range_bar, scale};
use crate::analysis::{HolderView, PersonView};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let (observers, holders): (Vec<&HolderView>, Vec<&HolderView>) = page
        .analysis
        .holders
        .iter()
        .partition(|it| !it.seat && !it.role.starts_with("party") && it.role != "mediator");
    let told = |it: &&HolderView| {
        !it.people.is_empty() || !it.interests.is_empty() || !it.alternative.is_empty()
    };
    if !page.analysis.holders.iter().any(|it| told(&it)) {
        return None;
    }
    let body = html! {
        p.lead { "Parties, mediator and those who are quoted, with the posts their people hold or held, and what each said." }
        div.cards { @for it in holders { (card(page, it)) } }
        @if !observers.is_empty() {
            h3 { "Others who are quoted" }
            ul.observers {
                @for it in observers {
                    li {
                        (page.who(&it.holder)) ", " (it.role)
                        @for person in &it.people { ". " (self::person(person)) (page.refs(&said(page, it, person))) }
                    }
                }
            }
        }
    };
    Some(Section { id: "people", heading: "Who is who", body })
}

fn card(page: &Page<'_>, holder: &HolderView) -> Markup {
    html! {
        article class={ "card " (page.class(&holder.holder.id)) } id={ "h-p-" (holder.holder.id) } {
            h3 { bdi { (holder.holder.name) } }
            p.small { (holder.role) @if holder.role == "party" { ", signs" } }
            @if !holder.people.is_empty() {
                p.label { "People and posts" }
                ul { @for it in &holder.people { li.past[!it.current] { (person(it)) (page.refs(&said(page, holder, it))) } } }
            }
            @if !holder.interests.is_empty() {
                p.label { "Interests" }
                ul { @for it in &holder.interests { li dir="auto" { (it) } } }
            }
            @if !holder.alternative.is_empty() {
                p.label { "Without agreement" }
                p dir="auto" { (holder.alternative) (page.refs(&holder.alternative_because)) }
            }
        }
    }
}

fn person(person: &PersonView) -> Markup {
    html! {
        bdi { (person.name) }
        @if !person.post.is_empty() { ", " bdi { (person.post) } }
        @match (person.from, person.to) {
            (None, None) => {}
            (Some(from), None) => span.small { ", since " (from) },
            (None, Some(to)) => span.small { ", until " (to) },
            (Some(from), Some(to)) => span.small { ", " (from) " to " (to) },
        }
    }
}

/// What a person said for a body.
fn said(page: &Page<'_>, holder: &HolderView, person: &PersonView) -> Vec<String> {
    let ledger = page.analysis.ledger.iter();
    let own = ledger.filter(|it| {
        it.speaker == person.name && it.post == person.post && it.voice == holder.holder
    });
    own.map(|it| it.id.clone()).collect()
}

pub(super) fn prospects(page: &Page<'_>) -> Option<Section> {
    let prospects = &page.analysis.prospects;
    if prospects.is_empty() {
        return None;
    }
    let body = html! {
        p.lead {
            "How things may go if nothing is signed, and how probable those who speak of it say it is. "
            "Each belief is its owner’s; none is Onetext’s."
        }
        div.cards {
            @for it in prospects {
                article.card {
                    h3 { bdi { (it.prospect.name) } }
                    @if !it.outcome.is_empty() {
                        p.small {
                            "Then: "
                            @for (index, (issue, option)) in it.outcome.iter().enumerate() {
                                @if index != 0 { "; " }
                                bdi { (issue.name) } " “" bdi { (option.name) } "”"
                            }
                        }
                    }
                    @for view in &it.views {
                        div.gauge {
                            div.gauge-head {
                                span { (page.who(&view.voice)) @if view.holder != view.voice { " about " bdi { (view.holder.name) } } }
                                span { span.figure { (view.chance) } (page.refs(std::slice::from_ref(&view.statement))) }
                            }
                            (range_bar(view.range, page.class(&view.voice.id), "bar"))
                        }
                    }
                    @if it.views.is_empty() { p { "No estimate recorded. " span.assumed { "assumed" } } } @else { (scale()) }
                }
            }
        }
    };
    Some(Section { id: "without", heading: "Without agreement", body })
}
