//! What changed between two texts, as one page of HTML that needs nothing else.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{counts, ids, what};
use crate::analysis::{Mark, MarkKind, PointChange};
use crate::drafting::{ComparisonView, TextSide};
use crate::report::page::STYLE;

/// The marked-up text as one self-contained page of HTML: no script, no network, no file.
///
/// Words that were added stand in `<ins>`, words that were removed in `<del>`; they are underlined and
/// struck through, and each point says in words what happened to it, so that nothing depends on
/// colors. It reads in light and dark, and on paper. What the texts say is escaped throughout.
pub fn comparison_page(view: &ComparisonView) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (view.from.text.name) " → " (view.to.text.name) " – Onetext comparison" }
                style { (PreEscaped(STYLE)) }
            }
            body { div.frame {
                header {
                    div.masthead { span { "Onetext · Comparison of two texts" } }
                    div.hair {}
                    div.head { h1 dir="auto" { (marks(&view.marked.title.marks)) } }
                }
                main { (body(view)) }
            } }
        }
    };
    markup.into_string()
}

fn body(view: &ComparisonView) -> Markup {
    let mut section = "";
    let mut rows = Vec::new();
    for it in &view.marked.points {
        if it.section != section {
            section = &it.section;
            let heading =
                view.marked.headings.iter().find(|heading| {
                    heading.new_words() == section || heading.old_words() == section
                });
            rows.push(html! {
                h3 dir="auto" { @if let Some(it) = heading { (marks(&it.marks)) } @else { (section) } }
            });
        }
        rows.push(point(it));
    }
    html! {
        section.section {
            p.lead {
                "From " (side(&view.from)) " to " (side(&view.to)) ". "
                @if view.identical { "Nothing changed." } @else { (counts(view)) }
                " Words are " ins { "added" } " or " del { "removed" } "; square brackets hold what is open."
            }
        }
        @if !view.issues.is_empty() {
            section.section {
                h2 { "What it says on the issues" }
                table.outcome {
                    thead { tr {
                        th scope="col" { "Issue" } th scope="col" { "Before" } th scope="col" { "Now" }
                    } }
                    tbody {
                        @for it in &view.issues {
                            tr {
                                th scope="row" { bdi { (it.issue.name) } }
                                td { (ids(&it.before, "silent")) }
                                td { (ids(&it.after, "silent")) }
                            }
                        }
                    }
                }
            }
        }
        section.section {
            h2 { "The text" }
            @for it in &rows { (it) }
        }
    }
}

fn side(side: &TextSide) -> Markup {
    html! {
        "“" bdi { (side.text.name) } "”"
        @if let Some(day) = side.day { " of " (day) }
        @if let Some(by) = &side.by { ", put forward by " bdi { (by.name) } }
    }
}

fn point(it: &PointChange) -> Markup {
    html! {
        div.change {
            div.kind {
                (what(it))
                @if let Some(before) = &it.section_before {
                    " from under " @if before.is_empty() { "no heading" } @else { "“" bdi { (before) } "”" }
                }
            }
            div dir="auto" { (marks(&it.marks)) }
        }
    }
}

fn marks(marks: &[Mark]) -> Markup {
    html! {
        @for it in marks {
            @match it.kind {
                MarkKind::Same => (it.text),
                MarkKind::Added => ins { (it.text) },
                MarkKind::Removed => del { (it.text) },
            }
        }
    }
}
