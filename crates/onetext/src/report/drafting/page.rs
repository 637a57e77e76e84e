//! What changed between two texts, as one page of HTML that needs nothing else.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use onetext_case::Case;

use super::counts;
use super::marked::{Marked, marks};
use crate::drafting::{ComparisonView, TextSide};
use crate::report::figure::classes_of;
use crate::report::page::{CHANGES, STYLE};

/// The marked-up text as one self-contained page of HTML: no script, no network, no file.
///
/// Words that were added stand in `<ins>`, words that were removed in `<del>`; they are underlined and
/// struck through, and each point says in words what happened to it, so that nothing depends on
/// colors. Brackets of a draft of `case` have the names of those who want them. It reads in light
/// and dark, and on paper. What the texts say is escaped throughout.
pub fn comparison_page(view: &ComparisonView, case: Option<&Case>) -> String {
    let classes = case.map(classes_of).unwrap_or_default();
    let class = |id: &str| classes.get(id).copied().unwrap_or("po");
    let marked = Marked { class: &class, fold: false, linked: false };
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (view.from.text.name) " → " (view.to.text.name) " – Onetext comparison" }
                style { (PreEscaped(STYLE)) (PreEscaped(CHANGES)) }
            }
            body { div.frame {
                header {
                    div.masthead { span { "Onetext · Comparison of two texts" } }
                    div.hair {}
                    div.head { h1 dir="auto" { (marks(&view.marked.title.marks)) } }
                }
                main { (body(view, &marked)) }
            } }
        }
    };
    markup.into_string()
}

fn body(view: &ComparisonView, marked: &Marked<'_>) -> Markup {
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
                (marked.issues(view))
            }
        }
        section.section {
            h2 { "The text" }
            (marked.points(view))
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
