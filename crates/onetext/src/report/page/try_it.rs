//! Another text, tried by hand: the options of every point as chips, and every party's range.

use maud::{Markup, PreEscaped, html};
use onetext_elicit::{Judged, Level, Pocketed, Text};

use super::Section;
use super::fragment::{Page, number};
use crate::analysis::{BlockerView, Contest, IssueView, Number, blocker, party_name};
use crate::carried::Carried;
use crate::inquiry::{Chosen, Kind};
use crate::range::{Range, percent};
use crate::report::sentence::count;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let carried = page.analysis.carried.as_ref()?;
    let first = carried.chosen().first()?;
    // Where no text is drafted and no world drawn, what all could accept is told exactly elsewhere.
    if page.analysis.acceptances.is_empty() && carried.worlds().is_none() {
        return None;
    }
    let body = html! {
        p.lead {
            "Take another option on any point, and see at once what it would mean to each party, and "
            "what then stands in the way. Nothing is sent anywhere: the worlds are in this page."
        }
        (page.ground())
        p.small.try-still { "Where scripts run, this section answers to the hand. As it stands it shows the text as drafted." }
        p.small.try-notice role="status" {}
        (bar(page, carried))
        div.try {
            div.try-points { (points(page, carried, &first.text)) }
            (parties(page, carried, &first.text))
        }
        (foot(carried))
        script type="application/json" id="try-data" { (PreEscaped(carried.data())) }
    };
    Some(Section { id: "try", heading: "Try another text", body })
}

/// What can be done: choose a draft, go back and forth.
fn bar(page: &Page<'_>, carried: &Carried) -> Markup {
    let is_contested = page.analysis.issues.iter().any(contested);
    html! {
        div.try-bar {
            label { span.label { "Begin with" } " "
                select {
                    @for (place, it) in carried.chosen().iter().enumerate() {
                        option value=(place) { (text_name(it)) }
                    }
                }
            }
            @if is_contested {
                label.try-filter { input type="checkbox"; " Only contested points" }
            }
            span.try-buttons {
                button type="button" data-do="undo" { "Undo" }
                button type="button" data-do="redo" { "Redo" }
                button type="button" data-do="draft" { "Back to the draft" }
            }
        }
    }
}

fn text_name(chosen: &Chosen) -> String {
    match chosen.kind {
        Kind::Draft => chosen.name.name.clone(),
        Kind::Undisclosed => format!("{} (not public)", chosen.name.name),
        Kind::Package => "A text that settles nothing".to_owned(),
    }
}

fn contested(issue: &IssueView) -> bool {
    !matches!(issue.contest, Contest::Unopposed | Contest::Silent)
}

fn points(page: &Page<'_>, carried: &Carried, text: &Text) -> Markup {
    let issues = &page.analysis.issues;
    html! {
        @for (place, issue) in issues.iter().enumerate() {
            @if !issue.section.is_empty() && (place == 0 || issues[place - 1].section != issue.section) {
                p.label.try-section { bdi { (issue.section) } }
            }
            (point(carried, text, place, issue))
        }
    }
}

fn point(carried: &Carried, text: &Text, place: usize, issue: &IssueView) -> Markup {
    let said = text.issues.get(place).map(Vec::as_slice).unwrap_or_default();
    let (silent, group) = (said.is_empty(), format!("try-{place}"));
    let own = match said {
        [Level::Option(option)] => Some(option.0),
        _ => None,
    };
    let is_own =
        |it: &Text| it.issues.get(place).is_none_or(|it| !matches!(it[..], [Level::Option(_)]));
    let has_own = carried.texts().any(is_own);
    let silence = match &issue.status_quo {
        Some(it) => format!("silent, which means “{}”", it.name),
        None => "silent".to_owned(),
    };
    let stance = if silent {
        silence.clone()
    } else {
        format!("in brackets: {}", count(said.len(), "option", "options"))
    };
    html! {
        fieldset.try-point data-issue=(issue.issue.id) data-contested[contested(issue)] {
            legend { bdi { (issue.issue.name) } }
            div.chips {
                label.chip hidden[own.is_some()] data-silent=(silence) {
                    input type="radio" name=(group) value="own" checked[own.is_none()] disabled[!has_own];
                    span { bdi { (stance) } } " " span.tag { "draft" }
                }
                @for (at, option) in issue.options.iter().enumerate() {
                    label.chip {
                        input type="radio" name=(group) value=(at) data-option=(option.id) checked[own == Some(at)];
                        span dir="auto" { bdi { (option.name) } } " " span.tag hidden[!said.contains(&Level::Option(onetext_case::OptionId(at)))] { "draft" }
                    }
                }
            }
        }
    }
}

fn parties(page: &Page<'_>, carried: &Carried, text: &Text) -> Markup {
    let judged = carried.judge(text);
    let of = |find: &dyn Fn(&Judged) -> Result<Pocketed, onetext_elicit::Error>| {
        let found = judged.as_ref().map_err(Clone::clone).and_then(find);
        let obstacle = found.as_ref().ok().and_then(|it| it.blocker.as_ref());
        let obstacle = obstacle.map(|it| blocker(page.case, it, &|_, _| None));
        (Carried::number(page.case, found.as_ref()), obstacle)
    };
    let rows: Vec<_> = carried
        .pocket()
        .parties()
        .iter()
        .enumerate()
        .map(|(at, party)| {
            (party_name(page.case, party.party), party.seat, of(&|it| it.parties[at].clone()))
        })
        .collect();
    let outer = judged.as_ref().is_ok_and(|it| it.bounds == onetext_elicit::Bounds::Outer);
    let joint =
        carried.pocket().parties().iter().any(|it| it.seat).then(|| of(&|it| it.joint.clone()).0);
    html! {
        aside.try-parties tabindex="0" role="region" aria-label="What each party would make of it" {
            p.label.try-changes { "As drafted" }
            @for (place, (name, seat, (share, obstacle))) in rows.iter().enumerate() {
                div.gauge data-party=(place) data-name=(name.name) {
                    div.gauge-head {
                        span { (page.who(name)) @if !seat { " " span.word { "(does not sign)" } } }
                        span.number { (number(share)) }
                    }
                    (moving(share, page.class(&name.id)))
                    p.moved {}
                    p.way dir="auto" { @if let Some(it) = obstacle { (way(page, it)) } }
                }
            }
            @if let Some(joint) = &joint {
                div.gauge data-party=(rows.len()) data-name="All who sign" {
                    div.gauge-head { strong { "All who sign" } span.number { (number(joint)) } }
                    (moving(joint, ""))
                    p.moved {}
                }
            }
            p.small.outer hidden[!outer] { "Too much is open to look at each reading: these are outer bounds." }
            p.unseen.try-told role="status" aria-live="polite" {}
        }
        div.try-dock aria-hidden="true" {
            @for (name, _, (share, _)) in &rows { (docked(&html! { (page.who(name)) }, share)) }
            @if let Some(joint) = &joint { (docked(&html! { span.who { "All" } }, joint)) }
        }
    }
}

fn docked(name: &Markup, share: &Number) -> Markup {
    html! {
        figure { (name) span.figure {
            @match share { Number::Known { range, .. } => { (range) } Number::Unknown { .. } => { "–" } }
        } }
    }
}

/// A bar that moves, with the range of the draft behind it.
fn moving(share: &Number, class: &str) -> Markup {
    let (range, label) = match share {
        Number::Known { range, word, .. } => (*range, format!("{range}, {word}")),
        Number::Unknown { reason, .. } => {
            (Range { low: 0.0, high: 0.0 }, format!("no number: {reason}"))
        }
    };
    let (low, high) = range.percents();
    let width = (high - low).max(1);
    let start = low.min(100 - width);
    let known = matches!(share, Number::Known { .. });
    html! {
        svg class={ "bar " (class) } viewBox="0 0 100 20" preserveAspectRatio="none" role="img" aria-label=(label) style=[(!known).then_some("display:none")] {
            rect.track x="0" y="7" width="100" height="6" {}
            @for tick in [5, 35, 65, 95] { line.tick x1=(tick) x2=(tick) y1="5" y2="15" {} }
            rect.ghost x=(start) y="1" width=(width) height="18" {}
            rect.span x=(start) y="4" width=(width) height="12" {}
            line.end x1=(start) x2=(start) y1="0" y2="20" {}
            line.end x1=(start + width) x2=(start + width) y1="0" y2="20" {}
        }
    }
}

/// What stands in the way, with the newest statement behind it in its words.
fn way(page: &Page<'_>, it: &BlockerView) -> Markup {
    if !it.is_particular() {
        return html! { "In the way: nothing in particular." };
    }
    let newest = it.statements.iter().filter_map(|id| page.entry(id)).max_by_key(|it| it.number);
    html! {
        "In the way: "
        @match &it.option {
            Some(option) => strong { "“" bdi { (option.name) } "”" },
            None => strong { "the silence of the text" },
        }
        " (" bdi { (it.issue.name) } "). "
        @if it.red_line { "A red line" } @else { "What it is worth" }
        ", behind " span.figure { (percent(it.explains)) } " of the rejections. "
        @if let Some(said) = newest {
            span.said {
                bdi { (said.speaker) } ", " (said.said) ": " bdi { (said.gist) }
                (page.refs(&it.statements))
            }
        } @else { span.assumed { "assumed" } }
    }
}

fn foot(carried: &Carried) -> Markup {
    let (seed, _) = carried.drawing();
    html! {
        div.try-command {
            p.small { "The same on the command line, in the folder of the case:" }
            div.try-copy {
                code tabindex="0" {}
                button type="button" data-do="copy" { "Copy" }
            }
        }
        p.small {
            @if let Some((worlds, drawn)) = carried.worlds() {
                "How exact: " (worlds) " of " (thousands(drawn)) " worlds of each party travel in this page, in whole numbers, "
                "seed " (seed) "; so these ranges are somewhat wider than those of the other sections, which ask all. "
                "The pale outline is the range of the draft. How far statements are trusted, what options are worth "
                "where nobody spoke of them, and that parties decide independently, is " span.assumed { "assumed" } "."
            } @else {
                "How exact: by the utilities that the case gives in numbers, nothing rounded."
            }
        }
    }
}

/// A number with commas: `4,000`.
fn thousands(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1_000), number % 1_000)
    }
}
