//! What all who sign could accept.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, bar, number, scale};
use crate::analysis::{Footing, FoundView, Named};
use crate::bargaining::{Bargaining, SolutionView};
use crate::report::answer::common;
use crate::report::plot::capital;
use crate::report::sentence::{count, grouped};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let analysis = page.analysis;
    let body = match (&analysis.bargaining, &analysis.found) {
        (Some(exact), _) => bargaining(page, exact),
        (None, Some(found)) => self::found(page, found),
        (None, None) => match &analysis.not_found {
            Some(it) => html! { p { "No number: " (it.reason) "." (page.refs(&it.statements)) } },
            None if analysis.no_bargaining.is_empty() => return None,
            None => html! {},
        },
    };
    let body = html! {
        @if !analysis.no_bargaining.is_empty() {
            p {
                "The case gives every signing party’s utilities in numbers, but there is no exact answer: "
                (analysis.no_bargaining) "."
            }
        }
        @if analysis.bargaining.is_none() {
            @if let Some(it) = &analysis.zopa { p { (common(it)) " It rests on" (page.rests()) "." } }
        }
        (body)
    };
    Some(Section { id: "common", heading: "What could all accept?", body })
}

fn found(page: &Page<'_>, found: &FoundView) -> Markup {
    html! {
        p.lead {
            "The most acceptable text that a search found among " (grouped(found.looked_at as u64)) " texts from "
            (count(found.starts, "start", "starts")) ": found, not proved best. The search saw none that differs from it on one "
            "point and does better; there may be others. Texts that leave a point as it is, though all "
            "drafts move it, do not count. The search looked at the same worlds as the numbers, which "
            "flatters its text a little. It rests on" (page.rests()) "."
        }
        div.brief {
            div {
                @let (kept, moved): (Vec<_>, Vec<_>) =
                    found.outcome.iter().cloned().partition(|(issue, it)| page.analysis.is_status_quo(issue, it));
                (outcome(&moved))
                @if !kept.is_empty() {
                    details {
                        summary { "Leaves " (kept.len()) @if kept.len() == 1 { " point" } @else { " points" } " as now" }
                        (outcome(&kept))
                    }
                }
            }
            aside.panel {
                p.label { "Could they accept it?" }
                @for it in &found.parties {
                    div.gauge {
                        div.gauge-head { (page.who(&it.party)) span { (number(&it.share)) } }
                        (bar(&it.share, page.class(&it.party.id)))
                        p.small {
                            @if it.basis == Footing::Numbers { "By its utilities in numbers." }
                            @else { "Because of" (page.refs_or_assumed(&it.because)) }
                        }
                    }
                }
                div.gauge {
                    div.gauge-head { strong { "All who sign" } span { (number(&found.joint)) (page.rests()) } }
                    (bar(&found.joint, ""))
                }
                (scale())
            }
        }
    }
}

fn outcome(outcome: &[(Named, Named)]) -> Markup {
    html! {
        table.outcome {
            tbody {
                @for (issue, option) in outcome {
                    tr { th scope="row" { bdi { (issue.name) } } td { bdi { (option.name) } } }
                }
            }
        }
    }
}

fn bargaining(page: &Page<'_>, exact: &Bargaining) -> Markup {
    let zopa = &exact.zopa;
    html! {
        p.lead {
            "The case gives every signing party’s utilities in numbers, so these answers are computed, "
            "not estimated. " (capital(&zopa.reliance.to_string())) "."
        }
        p {
            (grouped(zopa.acceptable)) " of " (grouped(zopa.feasible)) " outcomes are acceptable to all: "
            @for (index, it) in zopa.reservations.iter().enumerate() {
                @if index != 0 { "; " }
                (page.who(&it.party)) " accepts from " span.figure { (it.utility) }
            }
            "."
        }
        (rules(page, exact))
    }
}

fn rules(page: &Page<'_>, exact: &Bargaining) -> Markup {
    let solutions: Vec<&SolutionView> = exact.solutions.iter().flatten().collect();
    let mut columns: Vec<(&SolutionView, String)> = Vec::new();
    for &it in &solutions {
        let name = capital(it.rule.name());
        match columns.iter_mut().find(|(first, _)| first.outcome == it.outcome) {
            Some((_, names)) => *names = format!("{names}, {name}"),
            None => columns.push((it, name)),
        }
    }
    let Some((first, _)) = columns.first() else {
        return html! {
            @for reason in exact.solutions.iter().filter_map(|it| it.as_ref().err()).take(1) {
                p { "The rules pick nothing: " (reason) "." }
            }
        };
    };
    html! {
        h3 { "What the rules pick" }
        div.scroll tabindex="0" role="region" aria-label="What the rules pick" {
            table.outcome.rules.reflow role="table" {
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { "Issue" }
                    @for (_, names) in &columns { th scope="col" role="columnheader" { (names) } }
                } }
                tbody role="rowgroup" {
                    @for (row, (issue, option)) in first.outcome.iter().enumerate() {
                        @let differ = columns.iter().any(|(it, _)| it.outcome[row].1 != *option);
                        tr role="row" {
                            th scope="row" role="rowheader" { bdi { (issue.name) } }
                            @for (it, names) in &columns {
                                td role="cell" data-label=(names) { @if differ { strong { bdi { (it.outcome[row].1.name) } } } @else { bdi { (it.outcome[row].1.name) } } }
                            }
                        }
                    }
                    @for (row, payoff) in first.payoffs.iter().enumerate() {
                        tr role="row" {
                            th scope="row" role="rowheader" { "Utility for " (page.who(&payoff.party)) }
                            @for (it, names) in &columns {
                                td role="cell" data-label=(names) { strong.figure { (it.payoffs[row].utility) } " " span.word.figure { "(" (it.payoffs[row].gain) " over no agreement)" } }
                            }
                        }
                    }
                }
            }
        }
        ul.small {
            @for it in &solutions {
                li {
                    strong { (capital(it.rule.name())) } ": " (it.rule.idea()) "; " (it.reliance)
                    @if it.optimal != 1 { "; the first of " (it.optimal) " outcomes that are as good by the rule" }
                    "."
                }
            }
        }
    }
}
