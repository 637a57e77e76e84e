//! What each draft asks each party to give, and what it gets.

use maud::{Markup, html};

use super::Section;
use super::fragment::Page;
use crate::inquiry::{
    AccountView, Cited, Crossing, DraftLedger, EntryView, LineView, Movement, PositionView,
};
use crate::report::answer::{CROSSINGS, MOVEMENTS, PLACES, columns, grounds, own_brackets};
use crate::report::figure::concessions;
use crate::report::sentence::count;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let view = page.analysis.concessions.as_ref()?;
    let has_parties = view.drafts.iter().any(|it| !it.parties.is_empty());
    if page.analysis.ledger.is_empty() || !has_parties {
        return None;
    }
    let body = html! {
        p.lead {
            "Each draft is held against the one that it revises, or where it revises none, against the state of "
            "things without a text. Exact: read off the texts and what was said; nothing is drawn or assumed."
        }
        (page.ground())
        (page.paper())
        @if let Some(it) = concessions(page.analysis) { (it.framed()) }
        @for it in &view.drafts { (draft(page, it)) }
        @for it in &view.undisclosed {
            p.small { a href={ "#d-" (it.id) } { "“" bdi { (it.name) } "”" } " is not public: what it asks of anybody is not known." }
        }
        p.small {
            "Counts are of issues, not of what they weigh: they are not to be added up or set off against each "
            "other. What is not known is never counted as half a give."
        }
    };
    Some(Section { id: "concessions", heading: "Who gives and who gets", body })
}

fn draft(page: &Page<'_>, it: &DraftLedger) -> Markup {
    let shown = columns(it);
    let head = |it: &'static str| if it == "may be" { "may be crossed" } else { it };
    let changes = count(it.changes.len(), "issue", "issues");
    html! {
        div.off-table[page.off_table(&it.draft)] {
            h3 { a href={ "#d-" (it.draft.id) } { bdi { (it.draft.name) } } }
            p.small {
                (it.day) ", against "
                @match &it.base {
                    Some(base) => { a href={ "#d-" (base.id) } { bdi { (base.name) } } }
                    None => { "the state of things without a text" }
                }
                ": " (changes) " changed"
            }
            div.scroll tabindex="0" role="region" aria-label={ "What “" (it.draft.name) "” asks of each party, in counts" } {
                table.counts.tally {
                    thead { tr {
                        th scope="col" { "Party" }
                        @for (name, _) in &shown { th.n scope="col" { (head(name)) } }
                    } }
                    tbody {
                        @for party in &it.parties {
                            tr {
                                th scope="row" { (page.who(&party.party)) @if !party.seat { " " span.word { "(does not sign)" } } }
                                @for (_, of) in &shown { td.n { (of(party)) } }
                            }
                        }
                    }
                }
            }
            @for party in &it.parties {
                details.account {
                    summary { (page.who(&party.party)) ": on which words this rests" }
                    (account(page, party))
                }
            }
        }
    }
}

fn account(page: &Page<'_>, it: &AccountView) -> Markup {
    let silent: Vec<&EntryView> = it.entries.iter().filter(|it| is_silent(it)).collect();
    html! {
        ul.entries {
            @for (movement, words) in MOVEMENTS {
                @for entry in it.entries.iter().filter(|it| it.movement == movement) { (moved(page, entry, words)) }
            }
            @for entry in it.entries.iter().filter(|it| it.movement == Movement::NotKnown && !is_silent(it)) {
                li {
                    span.effect { "Not known" }
                    span { bdi { (entry.issue.name) } (bracket(entry)) @if entry.mentions.is_empty() { ", nothing was said" } @else { ", spoken of without a direction" (cited(page, &entry.mentions)) } }
                }
            }
            @if !silent.is_empty() {
                li {
                    span.effect { "Not known" }
                    span { "Nothing was said on " @for (at, it) in silent.iter().enumerate() { @if at != 0 { "; " } bdi { (it.issue.name) } } }
                }
            }
            @for ((after, before), words) in CROSSINGS {
                @for it in it.lines.iter().filter(|it| (it.after, it.before) == (after, before)) { (line(page, it, words)) }
            }
            (positions(page, &it.positions))
            @if !it.of_draft.is_empty() { li { span.effect { "The draft itself" } span { "was spoken of" (cited(page, &it.of_draft)) } } }
            @if !it.preconditions.is_empty() { li { span.effect { "Outside the text" } span { "preconditions, which no draft meets" (cited(page, &it.preconditions)) } } }
        }
    }
}

fn is_silent(it: &EntryView) -> bool {
    it.movement == Movement::NotKnown && it.mentions.is_empty() && own_brackets(it).is_empty()
}

fn moved(page: &Page<'_>, entry: &EntryView, words: &str) -> Markup {
    html! {
        li {
            span.effect { (words) }
            span {
                bdi { (entry.issue.name) } (bracket(entry)) (grounds(entry))
                (cited(page, &entry.public.because)) (cited(page, &entry.private.because))
                @if !entry.others.because.is_empty() {
                    span.small { " by others" (cited(page, &entry.others.because)) }
                }
            }
        }
    }
}

fn bracket(entry: &EntryView) -> Markup {
    let told = own_brackets(entry);
    html! { @if !told.is_empty() { span.small { " (" bdi { (told) } ")" } } }
}

fn cited(page: &Page<'_>, them: &[Cited]) -> Markup {
    page.refs(&them.iter().map(|it| it.said.id.clone()).collect::<Vec<_>>())
}

fn line(page: &Page<'_>, it: &LineView, words: &str) -> Markup {
    let crossed = it.after == Crossing::Crossed;
    html! {
        li {
            span.effect { "Line" }
            span {
                @if crossed { strong { (words) } } @else { (words) }
                ": "
                @match &it.statement {
                    Some(said) => {
                        (said.stance.replace('-', " ")) " – " bdi { (said.said.gist) }
                        @if it.by_others { ", said by others" }
                        (page.refs(std::slice::from_ref(&said.said.id)))
                    }
                    None => {
                        "a red line among its numbers, on "
                        @for (at, it) in it.issues.iter().enumerate() { @if at != 0 { " with " } bdi { (it.name) } }
                    }
                }
            }
        }
    }
}

fn positions(page: &Page<'_>, positions: &[PositionView]) -> Markup {
    html! {
        @for (place, words) in PLACES {
            @let them: Vec<&PositionView> = positions.iter().filter(|it| it.place == place).collect();
            @if !them.is_empty() {
                li {
                    span.effect { "Its position" }
                    span {
                        (words) ": "
                        @for (at, it) in them.iter().enumerate() {
                            @if at != 0 { "; " }
                            bdi { (it.issue.name) } (cited(page, &it.because))
                        }
                    }
                }
            }
        }
    }
}
