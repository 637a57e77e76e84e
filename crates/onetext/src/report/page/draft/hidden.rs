//! A draft that is known to exist and whose text is not public.

use maud::{Markup, html};

use crate::analysis::UndisclosedView;
use crate::report::page::fragment::Page;
use crate::report::sentence::count;

pub(super) fn draft(page: &Page<'_>, it: &UndisclosedView) -> Markup {
    html! {
        article.draft id={ "d-" (it.draft.id) } {
            h3 { bdi { (it.draft.name) } }
            p.small {
                @if let Some(day) = &it.day { (day) ", " }
                @if let Some(by) = &it.by { "put forward by " (page.who(by)) ", " }
                "not public"
                (page.refs(&it.because))
            }
            p {
                "Its text lies between "
                @for (index, end) in it.between.iter().enumerate() {
                    @if index != 0 { " and " }
                    a href={ "#d-" (end.id) } { "“" bdi { (end.name) } "”" }
                }
                ", so its numbers are ranges over every text that takes each point from one of the two. "
                @if it.unknown.is_empty() { "The two agree on every point." } @else {
                    "They differ on " (count(it.unknown.len(), "point", "points")) ": "
                    @for (index, issue) in it.unknown.iter().enumerate() {
                        @if index != 0 { " · " }
                        bdi { (issue.name) }
                    }
                }
            }
            @if !it.note.is_empty() { p.small dir="auto" { (it.note) } }
        }
    }
}
