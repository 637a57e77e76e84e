//! What would unlock the draft on the table.

use maud::{Markup, html};

use super::Section;
use super::fragment::{Page, bar, number, said, text_link};
use crate::analysis::Named;
use crate::inquiry::{
    AttitudesView, CrossedView, IssueChange, LadderView, LockView, RungView, Said, TogetherView,
};
use crate::range::percent;
use crate::report::answer::{RULE, basis, refuses, robust, takes, verdict};
use crate::report::figure::unlock;
use crate::report::sentence::count;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let view = page.analysis.ladder.as_ref()?;
    let body = html! {
        p.lead {
            "The smallest changes of " (text_link(&view.text)) " that bring every party that signs to accept it "
            "in " (percent(view.at_least)) " of its worlds or more."
        }
        (page.ground())
        @if view.none.is_empty() {
            p.verdict-line { (verdict(view)) }
            @if !view.reached { (rule(&view.kept)) }
            @if let Some(it) = unlock(page.analysis) { (it.framed()) }
            (rungs(page, view))
            @if let Some(it) = &view.lock { (locked(page, view, it)) }
            p.small { (basis(&view.before, view.heading.seed)) " " span.assumed { "assumed" } }
        } @else {
            p { "There is no answer: " (view.none) "." (page.refs(&view.statements)) }
        }
    };
    Some(Section { id: "unlock", heading: "What would unlock it", body })
}

/// The rule within which a search moves, and the issues that it binds.
pub(super) fn rule(kept: &[Named]) -> Markup {
    html! {
        p.small {
            (RULE) ". "
            @if kept.is_empty() { "Here it binds no issue." } @else {
                "Here it binds "
                @for (at, it) in kept.iter().enumerate() {
                    @if at != 0 { "; " }
                    bdi { "“" (it.name) "”" }
                }
                "."
            }
        }
    }
}

fn rungs(page: &Page<'_>, view: &LadderView) -> Markup {
    html! {
        @if !view.rungs.is_empty() {
            ol.rungs {
                @for (at, it) in view.rungs.iter().enumerate() {
                    li {
                        h3 { "Step " (at + 1) ": " (count(it.changes.len(), "change", "changes")) }
                        (rung(page, view, it))
                    }
                }
            }
        }
        @if let Some(it) = &view.nearest {
            h3 { "The nearest that was found: " (count(it.changes.len(), "change", "changes")) }
            (rung(page, view, it))
        }
    }
}

fn rung(page: &Page<'_>, view: &LadderView, it: &RungView) -> Markup {
    let takings: Vec<String> = it.takings.iter().map(takes).collect();
    html! {
        (changes(&it.changes))
        (together(page, &view.before, &it.after, &takings))
        @if let Some(line) = robust(it) { p.small { (line) } }
        (depends(page, &it.depends))
        (attitudes(page, &it.attitudes))
    }
}

/// What changes: each issue with what the text says and what it would say.
pub(super) fn changes(changes: &[IssueChange]) -> Markup {
    html! {
        ul.swaps {
            @for it in changes {
                li {
                    p.swap-issue { bdi { (it.issue.name) } }
                    p {
                        del {
                            @match (&it.from[..], &it.status_quo) {
                                ([], Some(now)) => { "silence, which means “" bdi { (now.name) } "”" }
                                ([], None) => { "silence" }
                                (several, _) => {
                                    @for (at, it) in several.iter().enumerate() {
                                        @if at != 0 { " or " }
                                        "“" bdi { (it.name) } "”"
                                    }
                                }
                            }
                        }
                        span.unseen { " becomes" } span aria-hidden="true" { " → " }
                        ins { "“" bdi { (it.to.name) } "”" }
                    }
                }
            }
        }
    }
}

/// Who would accept the text as it stands and changed, and how each takes that.
fn together(
    page: &Page<'_>,
    before: &TogetherView,
    after: &TogetherView,
    takings: &[String],
) -> Markup {
    html! {
        table.counts.reflow.shares role="table" {
            thead role="rowgroup" { tr role="row" {
                th scope="col" role="columnheader" { "Party" }
                th scope="col" role="columnheader" { "As it stands" }
                th scope="col" role="columnheader" { "Changed" }
                th scope="col" role="columnheader" { "The change" }
            } }
            tbody role="rowgroup" {
                @for (at, it) in before.parties.iter().enumerate() {
                    @let class = page.class(&it.party.id);
                    tr role="row" {
                        th scope="row" role="rowheader" { (page.who(&it.party)) }
                        td role="cell" data-label="As it stands" { (number(&it.share)) (bar(&it.share, class)) }
                        @if let Some(it) = after.parties.get(at) {
                            td role="cell" data-label="Changed" { (number(&it.share)) (bar(&it.share, class)) }
                        }
                        @if let Some(it) = takings.get(at) { td role="cell" data-label="The change" { (it) } }
                    }
                }
                tr role="row" {
                    th scope="row" role="rowheader" { "All who sign" }
                    td role="cell" data-label="As it stands" { (number(&before.joint)) (bar(&before.joint, "")) }
                    td role="cell" data-label="Changed" { (number(&after.joint)) (bar(&after.joint, "")) }
                    td role="cell" {}
                }
            }
        }
    }
}

/// The red lines that must be a bluff.
pub(super) fn depends(page: &Page<'_>, depends: &[CrossedView]) -> Markup {
    html! {
        @for it in depends {
            p.only-if {
                @if it.statements.is_empty() {
                    "Never: it crosses a red line that " (page.who(&it.party)) " has by its numbers."
                } @else {
                    "Only if the red line of " (page.who(&it.party)) " is a bluff; it is real in "
                    span.figure { (percent(it.real)) } " of the worlds" (page.refs(&ids(&it.statements))) "."
                }
            }
        }
    }
}

fn ids(said: &[Said]) -> Vec<String> {
    said.iter().map(|it| it.id.clone()).collect()
}

/// The statements that a change meets and breaks, and those that it may give away.
pub(super) fn attitudes(page: &Page<'_>, it: &AttitudesView) -> Markup {
    let told = |how: &str, them: &[Said]| match them.len() {
        0 => format!("{how} none"),
        some => format!("{how} {}", count(some, "statement", "statements")),
    };
    html! {
        @for said in &it.discloses {
            p.only-if { "Careful: this edit may give away what " (page.who(&said.voice)) " said in confidence" (page.refs(std::slice::from_ref(&said.id))) "." }
        }
        @if it.honors.is_empty() && it.contradicts.is_empty() {
            p.small { "It meets and breaks no statement. " span.assumed { "assumed" } }
        } @else {
            details {
                summary { (told("Honors", &it.honors)) ", " (told("goes against", &it.contradicts)) }
                ul.reasons {
                    @for (how, them) in [("honors", &it.honors), ("against", &it.contradicts)] {
                        @for it in them { li { span.effect { (how) } (said(page, it)) } }
                    }
                }
            }
        }
    }
}

/// Why nothing unlocks, step by step.
fn locked(page: &Page<'_>, view: &LadderView, lock: &LockView) -> Markup {
    let short = lock.alone.iter().filter(|it| it.share + 1e-9 < view.at_least);
    let without =
        lock.without.iter().filter(|it| 2 < lock.without.len() && view.at_least <= it.share + 1e-9);
    html! {
        h3 { "Why nothing does" }
        @for it in short {
            p {
                (page.who(&it.party)) " cannot be brought there by any text: even the best for it on every issue is "
                "worth signing in " span.figure { (percent(it.share)) } " of its worlds only."
            }
        }
        @match (&lock.lines[..], lock.open) {
            ([], Some(true)) => { p { "Red lines alone do not block it: some outcome crosses none of them." } }
            ([], _) => { p { "Whether red lines alone block it took too long to tell." } }
            (lines, _) => {
                p { "If they are meant, " (count(lines.len(), "red line blocks", "red lines together block")) " every outcome, and " @if lock.smallest { "no smaller set does:" } @else { "none can be left out:" } }
                ol.derivation {
                    @for it in lines {
                        li {
                            (page.who(&it.line.party)) " " bdi { (refuses(it)) } "; real in "
                            span.figure { (percent(it.line.real)) } " of the worlds" (page.refs(&ids(&it.line.statements))) "."
                        }
                    }
                    li { "Whatever a text says, it runs into one of them." }
                }
            }
        }
        @for it in &lock.preconditions {
            p {
                "Until it is met, one precondition alone blocks every text; it is in no share: "
                @for it in &it.statements { (said(page, it)) }
            }
        }
        @for it in without { p { "The others could get there without " (page.who(&it.party)) "." } }
    }
}
