//! What happened and what is planned: who sat at which table, and everything day by day.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, mark};
use crate::analysis::{Event, Moment, Named};
use crate::time::{Day, Time};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let moments = &page.analysis.timeline;
    if moments.is_empty() {
        return None;
    }
    let mut days: Vec<Vec<&Moment>> = Vec::new();
    for it in moments {
        match days.last_mut() {
            Some(day) if day[0].time == it.time && day[0].planned == it.planned => day.push(it),
            _ => days.push(vec![it]),
        }
    }
    let later = |it: &Moment| it.planned || it.time.is_none();
    let today = days.iter().position(|day| later(day[0])).unwrap_or(days.len());
    let body = html! {
        p.lead { "Meetings, drafts, leaks, deadlines and words in one order: " (kinds(moments)) "." }
        (attendance(page))
        div.days {
            @for (index, day) in days.iter().enumerate() {
                @if index == today { (now(page)) }
                @if MANY < days.len() && index < today {
                    @let month = day[0].time.as_ref().map(month);
                    @let before = index.checked_sub(1).and_then(|it| days[it][0].time.as_ref()).map(self::month);
                    @if let Some(month) = month && before.as_ref() != Some(&month) { h3.month { (month) } }
                }
                (self::day(page, day))
            }
            @if today == days.len() { (now(page)) }
        }
    };
    Some(Section { id: "timeline", heading: "What happened, and what is ahead", body })
}

/// Above this number of days, each month has a heading.
const MANY: usize = 12;

/// The month in which a time begins.
fn month(time: &Time) -> String {
    let day = time.from.0;
    Time { from: Day(day.first_of_month()), to: Day(day.last_of_month()) }.to_string()
}

/// How many of each kind follow, in words.
fn kinds(moments: &[Moment]) -> String {
    let counted = |is: fn(&Event) -> bool, one: &str, more: &str| {
        let count = moments.iter().filter(|it| is(&it.event)).count();
        (count != 0).then(|| format!("{count} {}", if count == 1 { one } else { more }))
    };
    let found = [
        counted(|it| matches!(it, Event::Round { .. }), "round", "rounds"),
        counted(|it| matches!(it, Event::Draft { .. }), "draft", "drafts"),
        counted(
            |it| matches!(it, Event::Draft { provenance: "leaked", .. }),
            "of them leaked",
            "of them leaked",
        ),
        counted(|it| matches!(it, Event::Deadline { .. }), "deadline", "deadlines"),
        counted(|it| matches!(it, Event::Statement { .. }), "statement", "statements"),
    ];
    found.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn now(page: &Page<'_>) -> Markup {
    html! { @if let Some(day) = page.analysis.as_of { p.today { "As of " (day) } } }
}

/// One row for each party and the mediator, one column for each meeting.
fn attendance(page: &Page<'_>) -> Markup {
    let rounds: Vec<(&Moment, &Named, &[Named], &[Named])> = page
        .analysis
        .timeline
        .iter()
        .filter_map(|it| match &it.event {
            Event::Round { round, present, absent, .. } => {
                Some((it, round, present.as_slice(), absent.as_slice()))
            }
            Event::Draft { .. } | Event::Deadline { .. } | Event::Statement { .. } => None,
        })
        .collect();
    let rows = page.analysis.holders.iter().filter(|it| {
        let named = |names: &[Named]| names.contains(&it.holder);
        rounds.iter().any(|(_, _, present, absent)| named(present) || named(absent))
    });
    html! {
        @if !rounds.is_empty() {
            // Left out on a narrow screen: the entries below say the same in words.
            div.wide { ul.legend {
                li { (mark("present")) "at the table" }
                li { (mark("absent")) "concerned, not at the table" }
            }
            div.scroll tabindex="0" role="region" aria-label="Who was at which table" {
                table.attendance {
                    thead { tr {
                        th scope="col" { "At the table" }
                        @for (moment, round, ..) in &rounds {
                            th scope="col" {
                                bdi { (round.name) }
                                span.status { @if let Some(time) = &moment.time { (time.short()) } @if moment.planned { ", planned" } }
                            }
                        }
                    } }
                    tbody {
                        @for row in rows {
                            tr {
                                th scope="row" { (page.who(&row.holder)) }
                                @for (_, _, present, absent) in &rounds {
                                    td { (seat(present.contains(&row.holder), absent.contains(&row.holder))) }
                                }
                            }
                        }
                    }
                }
            } }
        }
    }
}

fn seat(present: bool, absent: bool) -> Markup {
    html! {
        @if present { (mark("present")) span.status { "present" } }
        @else if absent { (mark("absent")) span.status { "absent" } }
    }
}

fn day(page: &Page<'_>, moments: &[&Moment]) -> Markup {
    html! {
        div.day.planned[moments[0].planned] {
            div.date {
                @if let Some(time) = &moments[0].time { (time) } @else { "Day not known" }
                @if moments[0].planned { br; span.word { "planned" } }
            }
            ol {
                @let said = moments.iter().filter(|it| is_said(it));
                @for it in moments.iter().filter(|it| !is_said(it)) { (event(page, &it.event)) }
                @if FEW < said.clone().count() {
                    li.is-said {
                        details {
                            summary { (said.clone().count()) " statements" }
                            ol.said { @for it in said { (event(page, &it.event)) } }
                        }
                    }
                } @else {
                    @for it in said { (event(page, &it.event)) }
                }
            }
        }
    }
}

/// Above this number, the statements of one time are folded.
const FEW: usize = 6;

fn is_said(moment: &Moment) -> bool {
    matches!(moment.event, Event::Statement { .. })
}

fn event(page: &Page<'_>, event: &Event) -> Markup {
    match event {
        Event::Round { round, place, present, absent, people, outcome, note, source } => html! {
            li.is-round id={ "r-" (round.id) } {
                span.kind { "Round" } " "
                b { bdi { (round.name) } }
                @if !place.is_empty() { ", " bdi { (place) } }
                ". "
                @if !present.is_empty() { "At the table: " (page.whos(present)) ". " }
                @if !absent.is_empty() { "Concerned and not at the table: " (page.whos(absent)) ". " }
                @if !people.is_empty() {
                    "With "
                    @for (index, it) in people.iter().enumerate() { @if index != 0 { ", " } bdi { (it) } }
                    ". "
                }
                @if !outcome.is_empty() { "Outcome: " span dir="auto" { (outcome.trim_end_matches('.')) } ". " }
                @if !note.is_empty() { span.small dir="auto" { (note) } }
                (cited(source.as_ref()))
            }
        },
        Event::Draft { draft, by, provenance } => html! {
            li.is-draft {
                span.kind { @if *provenance == "leaked" { "Leaked draft" } @else { "Draft" } } " "
                a href={ "#d-" (draft.id) } { b { bdi { (draft.name) } } }
                @if let Some(by) = by { ", put forward by " (page.who(by)) }
                ", " @if *provenance == "undisclosed" { "not public" } @else { (provenance) } "."
            }
        },
        Event::Deadline { deadline, by, note, source } => html! {
            li.is-deadline {
                span.kind { "Deadline" } " "
                b { bdi { (deadline.name.trim_end_matches('.')) } }
                @if let Some(by) = by { ", set by " (page.who(by)) }
                "." @if !note.is_empty() { " " span.small dir="auto" { (note) } }
                (cited(source.as_ref()))
            }
        },
        Event::Statement { statement } => html! {
            @if let Some(entry) = page.entry(statement) {
                li.is-said {
                    @if entry.channel == "leaked" { span.kind { "Leak" } " " }
                    bdi { (entry.speaker) } ": " span dir="auto" { (entry.gist) }
                    (page.refs(std::slice::from_ref(statement)))
                }
            }
        },
    }
}

fn cited(source: Option<&String>) -> Markup {
    html! { @if let Some(id) = source { " " a.small href={ "#src-" (id) } { "source" } } }
}
