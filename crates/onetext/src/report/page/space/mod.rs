//! The deal space: for any two parties a plane, for all of them axes side by side.

mod data;

use maud::{Markup, html};

use super::Section;
use super::fragment::Page;
use crate::bargaining::Bargaining;
use crate::range::percent;
use crate::report::plot::{Cut, DRAWN, Kind, MOST_AXES, Mark, Measure, Space, shape};
use crate::report::sentence::grouped;

/// Most points that are drawn in all planes together.
const BUDGET: usize = 12_000;

/// Most points of the frontier in the table.
const LISTED: usize = 200;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let space = Space::of(page.analysis)?;
    let pairs = space.pairs();
    let (&first, others) = pairs.split_first()?;
    let most = (BUDGET / pairs.len()).min(DRAWN);
    let body = html! {
        @match (space.measure, &page.analysis.bargaining) {
            (Measure::Utility, Some(exact)) => (numbers(page, exact)),
            _ => (shares(page)),
        }
        div.space data-space="" {
            div.space-figures {
                figure.plot.space-two {
                    @if 2 < space.axes.len() {
                        p.label { "Two parties" }
                        (chooser(&space, first))
                        p.small.space-why { (why_first(&space, first)) }
                    }
                    div.space-slot { (plane(&space, first, most)) }
                    figcaption {
                        @for it in space.notes(Cut::Pair(first)) { (it) " " }
                        (thinned(&space, Cut::Pair(first), most))
                    }
                }
                @if 2 < space.axes.len() {
                    figure.plot.space-all {
                        p.label { "All who sign" }
                        div.scroll tabindex="0" role="region" aria-label="The deal space of all, one axis for each party" {
                            (space.inline(Cut::All, DRAWN, "space-axes"))
                        }
                        figcaption {
                            @for it in space.notes(Cut::All) { (it) " " }
                            (thinned(&space, Cut::All, DRAWN))
                        }
                    }
                }
            }
            p.small.space-told role="status" aria-live="polite" {}
            @if !others.is_empty() {
                details.space-others {
                    summary { "The other pairs (" (others.len()) ")" }
                    @if MOST_AXES < space.axes.len() {
                        p.small { "Pairs are drawn of the first " (MOST_AXES) " of " (space.axes.len()) " parties." }
                    }
                    @if let Some(note) = space.thinned(Cut::Pair(first), most) { p.small { "In each: " (note) } }
                    div.space-grid {
                        @for &pair in others { figure.plot { (plane(&space, pair, most)) } }
                    }
                }
            }
            (data::element(page, &space))
        }
        (table(page, &space))
        @if let Some(exact) = &page.analysis.bargaining { (frontier(page, exact)) }
    };
    Some(Section { id: "space", heading: "The deal space", body })
}

fn plane(space: &Space, pair: [usize; 2], most: usize) -> Markup {
    space.inline(Cut::Pair(pair), most, "space-plane")
}

/// How many points are drawn, where it is not all; with the script, all that it has.
fn thinned(space: &Space, cut: Cut, most: usize) -> Markup {
    let drawn = space.points.len().min(data::MOST);
    html! {
        @if let Some(note) = space.thinned(cut, most) {
            span.when-still { (note) }
            span.when-live {
                @if drawn == space.points.len() { "All " (grouped(drawn as u64)) " points are drawn." }
                @else { (grouped(drawn as u64)) " of " (grouped(space.points.len() as u64)) " points are drawn." }
            }
        }
    }
}

fn why_first(space: &Space, [a, b]: [usize; 2]) -> Markup {
    let what = match space.measure {
        Measure::Utility => "whose utilities run most against each other along the frontier",
        Measure::Share => "whose shares run most against each other over these texts",
    };
    html! {
        "First shown: "
        bdi { (space.axes[a].party.name) } " and " bdi { (space.axes[b].party.name) } ", " (what) "."
    }
}

/// Two lists to choose two parties from; they work with the script only.
fn chooser(space: &Space, first: [usize; 2]) -> Markup {
    html! {
        @if 2 < space.axes.len() {
            div.space-chooser.when-live {
                @for (place, name) in ["One party", "The other party"].into_iter().enumerate() {
                    label {
                        span { (name) }
                        select data-axis=(place) {
                            @for (index, axis) in space.axes.iter().take(MOST_AXES).enumerate() {
                                option value=(index) dir="auto" selected[index == first[place]] { (axis.party.name) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn numbers(page: &Page<'_>, exact: &Bargaining) -> Markup {
    let unsaid = exact.drafts.iter().any(|it| !it.unsaid.is_empty());
    html! {
        p.lead {
            "What each outcome is worth to the parties, by the utilities that the case gives in numbers: the "
            @if exact.drafts.is_empty() { "outcomes that no other beats, and what the rules pick among them." }
            @else { "outcomes that no other beats, what the rules pick among them, and the way of the drafts." }
            @if exact.drafts.iter().any(|it| it.open != 0) {
                " A draft with open brackets is a range, from its worst reading to its best for each party."
            }
            @if !exact.drafts.is_empty() { " Where a draft is silent, the status quo counts." }
            @if unsaid { " Where the case does not say what silence means, every option counts as a reading." }
        }
        (page.ground())
        @if let Err(reason) = &exact.frontier { p { "The outcomes that no other beats are not shown: " (reason) "." } }
        @if page.case.parties.iter().any(|it| it.utility.as_ref().is_some_and(|it| !it.red_lines.is_empty())) {
            p.small { "Red lines are not in the drawing: an outcome may be worth more than no agreement and still cross one." }
        }
    }
}

fn shares(page: &Page<'_>) -> Markup {
    let analysis = page.analysis;
    let bar = analysis.ladder.as_ref().map(|it| it.at_least);
    let hidden = !analysis.undisclosed.is_empty();
    html! {
        p.lead {
            "Where texts stand between the parties. The axes are not utilities, which nobody has stated: "
            "they are the share of worlds in which a party accepts a text, an estimate with its range. "
            "There is no frontier here, only the texts that were looked at: the drafts"
            @if hidden { " (one that is not public is dashed)" }
            @if analysis.proposals.is_some() { ", what could be proposed next" }
            @if analysis.ladder.is_some() { ", the smallest changes that would unlock" }
            @if analysis.found.is_some() { ", and the most acceptable text found" }
            "."
            @if let Some(bar) = bar { " The bar is at " (percent(bar)) " of the worlds of each party." }
        }
        (page.ground())
        @if !analysis.acceptances.is_empty() {
            p.small { "What each share comes from, statement by statement, is under " a href="#acceptability" { "Who could accept which draft" } "." }
        }
    }
}

/// Everything that stands out in the drawing, in numbers.
fn table(page: &Page<'_>, space: &Space) -> Markup {
    let exact = page.analysis.bargaining.as_ref();
    html! {
        div.scroll tabindex="0" role="region" aria-label="The deal space as a table" {
            table.outcome.space-table.reflow role="table" {
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { "In the drawing" }
                    @for axis in &space.axes { th scope="col" role="columnheader" { (page.who(&axis.party)) } }
                } }
                tbody role="rowgroup" {
                    @if let Some(exact) = exact {
                        tr role="row" {
                            th scope="row" role="rowheader" { (bar_row("Accepts from")) }
                            @for it in &exact.zopa.reservations { td role="cell" data-label=(it.party.name) { span.figure { (it.utility) } } }
                        }
                    } @else if let Some(it) = &page.analysis.ladder {
                        tr role="row" {
                            th scope="row" role="rowheader" { (bar_row("The bar")) }
                            @for axis in &space.axes { td role="cell" data-label=(axis.party.name) { span.figure { (percent(it.at_least)) } " " span.assumed { "assumed" } } }
                        }
                    }
                    @for mark in &space.marks { (row(space, mark)) }
                }
            }
        }
    }
}

fn bar_row(name: &str) -> Markup {
    html! {
        div.space-name {
            span.space-key { svg.plot viewBox="0 0 16 16" aria-hidden="true" { line.bar x1="0" x2="16" y1="8" y2="8" {} } }
            span { (name) }
        }
    }
}

fn row(space: &Space, mark: &Mark) -> Markup {
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { div.space-name {
                span.space-key {
                    svg.plot viewBox="0 0 16 16" aria-hidden="true" { (shape(mark.kind, 8.0, 8.0)) }
                    b { (mark.badge) }
                }
                @if let Some(id) = &mark.draft { a href={ "#d-" (id) } { bdi { (mark.name) } } }
                @else if mark.kind == Kind::Found { a href="#common" { (mark.name) } }
                @else if mark.changes.is_empty() { bdi { (mark.name) } }
                @else {
                    div {
                        (mark.name) ":"
                        ul.space-changes {
                            @for (issue, option) in &mark.changes { li { bdi { (issue) } " " b { bdi { (option) } } } }
                        }
                    }
                }
            } }
            @for (axis, told) in space.axes.iter().zip(&mark.told) {
                td role="cell" data-label=(axis.party.name) {
                    @match &mark.draft {
                        Some(id) if space.measure == Measure::Share => a href={ "#a-" (id) "-" (axis.party.id) } { span.figure { (told) } },
                        _ => span.figure { (told) },
                    }
                }
            }
        }
    }
}

/// The points of the frontier, the first of them, as a table.
fn frontier(page: &Page<'_>, exact: &Bargaining) -> Markup {
    let Ok(frontier) = &exact.frontier else { return html! {} };
    let all = frontier.points.len();
    let shown = all.min(LISTED);
    html! {
        details {
            summary { "The outcomes that no other beats, as a table (" (if shown < all { format!("{shown} of {}", grouped(all as u64)) } else { all.to_string() }) ")" }
            @if shown < all {
                p.small { "These are the first, by what " (page.who(&exact.zopa.reservations[0].party)) " gets. " code { "onetext frontier CASE" } " lists all, with CASE the folder of the case." }
            }
            div.scroll tabindex="0" role="region" aria-label="Outcomes that no other beats" {
                table.outcome.rules.space-points {
                    thead { tr {
                        th scope="col" { "Point" }
                        @for it in &exact.zopa.reservations { th scope="col" { (page.who(&it.party)) } }
                        th scope="col" { "Outcome" }
                    } }
                    tbody {
                        @for (index, point) in frontier.points.iter().take(LISTED).enumerate() {
                            tr {
                                th scope="row" { (index + 1) }
                                @for it in &point.payoffs { td.figure { (it.utility) } }
                                td.space-outcome {
                                    @for (index, (_, option)) in point.outcome.iter().enumerate() { @if index != 0 { " · " } bdi { (option.name) } }
                                    @if point.outcomes != 1 { " " span.word { "(first of " (grouped(point.outcomes)) " with these utilities)" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
