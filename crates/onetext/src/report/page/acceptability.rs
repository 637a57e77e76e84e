//! Who could accept which draft, and why.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, bar, number, range_bar, scale};
use crate::analysis::{
    Acceptance, BlockerView, ExactnessView, Footing, Number, PartyAcceptance, Reason,
};
use crate::range::{Range, percent};
use crate::report::answer::{hangs_on, proved};
use crate::report::sentence::{count, on_table};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let acceptances = &page.analysis.acceptances;
    if acceptances.is_empty() {
        return None;
    }
    let body = html! {
        p.lead {
            "Many worlds are drawn that fit what was said, each saying what every option is worth to a "
            "party and what no agreement is worth. A share is the part of those worlds in which the "
            "party accepts. It is an estimate, shown as a range and a word; it is not a forecast."
        }
        (overview(page))
        (page.paper())
        @for it in acceptances { (acceptance(page, it)) }
        (method(acceptances))
    };
    Some(Section { id: "acceptability", heading: "Who could accept which draft", body })
}

fn overview(page: &Page<'_>) -> Markup {
    let acceptances = &page.analysis.acceptances;
    let parties = acceptances.first().map(|it| it.parties.as_slice()).unwrap_or_default();
    html! {
        table.overview.reflow role="table" {
            thead role="rowgroup" { tr role="row" {
                th scope="col" role="columnheader" { "Draft" }
                @for it in parties { th scope="col" role="columnheader" { (page.who(&it.party)) @if !it.seat { " " span.word { "(does not sign)" } } } }
                th scope="col" role="columnheader" { "All who sign" }
            } }
            tbody role="rowgroup" {
                @for it in acceptances {
                    tr role="row" {
                        th scope="row" role="rowheader" { bdi { (it.draft.name) } @if it.undisclosed { " " span.word { "(not public)" } } }
                        @for party in &it.parties {
                            td role="cell" data-label=(party.party.name) {
                                a href={ "#a-" (it.draft.id) "-" (party.party.id) } { (number(&party.share)) }
                                (bar(&party.share, page.class(&party.party.id)))
                            }
                        }
                        td role="cell" data-label="All who sign" { (number(&it.joint)) (bar(&it.joint, "")) }
                    }
                }
            }
        }
    }
}

fn acceptance(page: &Page<'_>, acceptance: &Acceptance) -> Markup {
    html! {
        div.off-table[page.off_table(&acceptance.draft)] {
            h3 { bdi { (acceptance.draft.name) } @if acceptance.undisclosed { " (not public)" } }
            @if acceptance.outer {
                p.small { "This text is open, and has too many readings to look at each: ranges are outer bounds, and no reading has a share outside." }
            } @else if acceptance.open {
                p.small { "This text is open: a range runs from its lowest reading to its highest." }
            }
            @if on_table(page.analysis).is_some_and(|it| it.draft == acceptance.draft) {
                @if let Some(it) = &page.analysis.sensitivity { p.small { (hangs_on(it, None)) } }
            }
            @for it in &acceptance.parties {
                div.verdict id={ "a-" (acceptance.draft.id) "-" (it.party.id) } {
                    (measure(page, it))
                    (why(page, it))
                }
            }
            div.verdict {
                div {
                    div.gauge-head { strong { "All who sign" } span { (number(&acceptance.joint)) } }
                    (bar(&acceptance.joint, ""))
                    (scale())
                }
                div.why { p.small { "The product of the shares of the parties with a seat: they are taken to be independent given what they said. " span.assumed { "assumed" } } }
            }
        }
    }
}

fn measure(page: &Page<'_>, party: &PartyAcceptance) -> Markup {
    let class = page.class(&party.party.id);
    html! {
        div {
            div.gauge-head {
                span { (page.who(&party.party)) @if !party.seat { " " span.word { "(does not sign)" } } }
                span { (number(&party.share)) }
            }
            (bar(&party.share, class))
            (scale())
            @if let (Some(real), Some(bluff)) = (party.if_real, party.if_bluff) {
                @if !party.red_lines.is_empty() {
                    div.split {
                        (split("if red lines are real", real, class, "bar thin"))
                        (split("if they are bluff", bluff, class, "bar thin hollow"))
                    }
                    p.small { "The second is what the text is worth to it; the gap between the two is what its red lines decide." (page.refs(&party.red_lines)) }
                } @else if party.basis != Footing::Numbers {
                    p.small { "No red line of its own bears on this text: the share is what the text is worth to it." }
                }
            }
        }
    }
}

fn split(label: &str, range: Range, class: &str, kind: &str) -> Markup {
    html! {
        span { (label) }
        (range_bar(range, class, kind))
        span.figure { (range) }
    }
}

fn why(page: &Page<'_>, party: &PartyAcceptance) -> Markup {
    html! {
        div.why {
            @if let Number::Unknown { hint, statements, .. } = &party.share {
                @if !statements.is_empty() { p { "In the way of a number:" (page.refs(statements)) } }
                @if let Some(hint) = hint { p { "To get a number: " (hint) "." } }
            }
            @match party.basis {
                Footing::Statements => {}
                Footing::Assumed => p { span.assumed { "assumed" } " Nothing said about it has a meaning in numbers: the share is the prior’s alone." },
                Footing::Numbers => p { "By the utilities that the case gives in numbers." },
            }
            @if let Some((_, line)) = proved(party) {
                p { span.proved { "proved" } " " (line.trim_start_matches("Proved: ")) }
            }
            @if let Some(it) = party.obstacle() { (blocker(page, it)) }
            @else if party.blocker.is_some() { p { "In the way: nothing in particular." } }
            @if !party.preconditions.is_empty() {
                p { "Set aside: a precondition" (page.refs(&party.preconditions)) ". While it is meant and not met, it accepts no text." }
            }
            @if !party.because.is_empty() {
                details {
                    summary { "Because of " (count(party.because.len(), "statement", "statements")) }
                    (reasons(page, &party.because))
                }
            }
        }
    }
}

fn blocker(page: &Page<'_>, blocker: &BlockerView) -> Markup {
    html! {
        p {
            "Most in the way: "
            @match &blocker.option {
                Some(option) => { strong { bdi { "“" (option.name) "”" } } }
                None => { strong { "the silence of the text" } }
            }
            @if let Some(point) = blocker.point { ", point " (point) }
            " (" bdi { (blocker.issue.name) } "). "
            @if blocker.red_line { "A red line" } @else { "What it is worth" }
            ", behind " span.figure { (percent(blocker.explains)) } " of the rejections"
            (page.refs_or_assumed(&blocker.statements))
        }
    }
}

/// The reasons that move the share by a point or cannot be told, one by one; the rest together.
fn reasons(page: &Page<'_>, because: &[Reason]) -> Markup {
    let (small, told): (Vec<&Reason>, Vec<&Reason>) =
        because.iter().partition(|it| it.influence.is_some_and(|it| points(it) < 1.0));
    let small: Vec<String> = small.into_iter().map(|it| it.statement.clone()).collect();
    html! {
        ul.reasons {
            @for it in told { (reason(page, it)) }
            @if !small.is_empty() {
                li { span.effect { "under 1 pt" } span { "each of" (page.refs(&small)) } }
            }
        }
    }
}

fn points(influence: f64) -> f64 {
    (influence.abs() * 100.0).round()
}

fn reason(page: &Page<'_>, reason: &Reason) -> Markup {
    let entry = page.entry(&reason.statement);
    html! {
        li {
            span.effect { (effect(reason.influence)) }
            span {
                @if let Some(entry) = entry { bdi { (entry.speaker) } ": " bdi { (entry.gist) } }
                (page.refs(std::slice::from_ref(&reason.statement)))
            }
        }
    }
}

/// An influence in points, with its sign.
fn effect(influence: Option<f64>) -> String {
    let Some(influence) = influence else { return "not told".to_owned() };
    let sign = if influence < 0.0 { "−" } else { "+" };
    format!("{sign}{} pt", points(influence))
}

fn method(acceptances: &[Acceptance]) -> Markup {
    let shares = acceptances.iter().flat_map(|it| &it.parties).map(|it| &it.share);
    let drawn = shares.filter_map(|it| match it {
        Number::Known { exactness: ExactnessView::Sampled { draws, seed }, .. } => {
            Some((*draws, *seed))
        }
        Number::Known { exactness: ExactnessView::Exact, .. } | Number::Unknown { .. } => None,
    });
    html! {
        @if let Some((draws, seed)) = drawn.max() {
            p.small {
                "How exact: ranges include the 95 % error of sampling " (draws) " worlds for each party, seed "
                (seed) ". How far each kind of statement is trusted, and what options are worth where nobody "
                "spoke of them, is " span.assumed { "assumed" } "."
            }
        }
    }
}
