//! What the text says: every draft at a glance, and each as a text with its margin.

mod hidden;
mod note;
mod point;
mod state;
mod strip;

use maud::{Markup, html};

use self::note::Notes;
use super::Section;
use super::fragment::Page;
use crate::analysis::{DraftView, IssueText};
use crate::report::sentence::count;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let (drafts, undisclosed) = (&page.analysis.drafts, &page.analysis.undisclosed);
    if drafts.is_empty() && undisclosed.is_empty() {
        return None;
    }
    let current = page.analysis.current().map(|it| it.draft.id.as_str());
    let body = html! {
        @if !drafts.is_empty() {
            p.lead {
                "Every draft in a row, every issue in a place of its own. A draft settles an issue with one option, "
                "brackets several, or is silent. A flag says that the parties do not agree with that, by what "
                "they say now" @if let Some(day) = page.analysis.as_of { " (as of " (day) ")" }
                "; no flag means that nobody objects, not that anybody has signed."
            }
            (strip::symbols())
            (strip::legend())
            (strip::overview(page))
            (strip::table(page))
            (chooser(page, current))
            (page.paper())
        }
        @for it in drafts { (draft(page, it, current == Some(it.draft.id.as_str()))) }
        @for it in undisclosed { (hidden::draft(page, it)) }
    };
    Some(Section { id: "drafts", heading: "What the text says", body })
}

/// Shows one draft at a time; of use with the script only, and with more than one draft.
fn chooser(page: &Page<'_>, current: Option<&str>) -> Markup {
    html! {
        @if 1 < page.analysis.drafts.len() {
            div.choose {
                label for="choose-draft" { "Text of" }
                select #choose-draft autocomplete="off" {
                    @for it in &page.analysis.drafts {
                        option value=(it.draft.id) selected[current == Some(it.draft.id.as_str())] dir="auto" { (it.draft.name) }
                    }
                    option value="" { "all drafts, one after the other" }
                }
            }
        }
    }
}

fn draft(page: &Page<'_>, draft: &DraftView, open: bool) -> Markup {
    let lint = page.analysis.lint.iter().find(|it| it.text.text.id == draft.draft.id);
    let notes = Notes::new(draft, lint);
    let points = &draft.points;
    html! {
        article.draft.off-table[page.off_table(&draft.draft)] id={ "d-" (draft.draft.id) } data-draft=(draft.draft.id) {
            h3 { bdi { (draft.draft.name) } }
            p.small {
                (draft.day)
                @if open { ", on the table" }
                @if let Some(by) = &draft.by { ", put forward by " (page.who(by)) }
                ", " (draft.provenance)
                @if let Some(it) = &draft.revises {
                    ", revises " a href={ "#d-" (it.id) } { "“" bdi { (it.name) } "”" }
                }
                @if !draft.disputed.is_empty() { "; authorship disputed: " (page.whos(&draft.disputed)) }
                (page.refs(&draft.because))
            }
            (notes.of_the_whole(page))
            details.text open[open] {
                summary { "The text, " (count(points.len(), "point", "points")) (notes.told()) }
                div.points {
                    @for (index, it) in points.iter().enumerate() {
                        @if !it.section.is_empty() && (index == 0 || points[index - 1].section != it.section) {
                            p.heading { bdi { (it.section) } }
                        }
                        (point::point(page, draft, index, &notes))
                    }
                }
                (silent(page, draft))
                (notes.silenced())
            }
        }
    }
}

/// The issues on which a draft says nothing, and what that means.
fn silent(page: &Page<'_>, draft: &DraftView) -> Markup {
    let issues = page.analysis.issues.iter().zip(&draft.issues).enumerate();
    let silent: Vec<_> = issues
        .filter_map(|(index, (issue, text))| match text {
            IssueText::Silent { status_quo } => Some((index, issue, status_quo)),
            _ => None,
        })
        .collect();
    html! {
        @if !silent.is_empty() {
            div.unsaid {
                p.label { "The text says nothing on" }
                ul {
                    @for (index, issue, status_quo) in silent {
                        li id={ "u-" (draft.draft.id) "-" (issue.issue.id) } {
                            (state::state(page, draft, index)) " "
                            bdi { (issue.issue.name) }
                            @match status_quo {
                                Some(it) => { " Silence means: “" bdi { (it.name) } "”." }
                                None => { " The case does not say what silence means." }
                            }
                        }
                    }
                }
            }
        }
    }
}
