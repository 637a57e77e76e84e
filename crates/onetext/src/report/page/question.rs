//! What to ask next.

use maud::{Markup, html};
use onetext_elicit::Word;

use super::Section;
use super::fragment::{Page, range_bar};
use crate::inquiry::AskedView;
use crate::range::percent;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let questions = &page.analysis.questions;
    if questions.is_empty() {
        return None;
    }
    let body = html! {
        p.lead {
            "The questions whose answers are expected to tell most about who would accept the text on the "
            "table, each of another kind or to another party. They are for private talks, one party at a time."
        }
        ol.questions { @for it in questions { (question(page, it, None)) } }
        p.small {
            "An answer is trusted like words in confidence, and not as the last word. The doubt is highest "
            "where a party is as likely to accept as not."
        }
    };
    Some(Section { id: "questions", heading: "What to ask next", body })
}

/// A question with what its answer is expected to tell.
pub(super) fn question(page: &Page<'_>, it: &AskedView, more: Option<&str>) -> Markup {
    let class = page.class(&it.party.id);
    html! {
        li class=(class) {
            p.label { "To " (page.who(&it.party)) }
            p.ask { bdi { "“" (it.sentence) "”" } }
            div.doubt {
                span { "takes away " span.figure { (it.part) } " of the doubt, going by" (page.rests()) }
                (range_bar(it.part, class, "bar thin"))
                span { "yes: " (Word::of(it.yes).as_str()) ", " span.figure { (percent(it.yes)) } }
            }
            @if let Some(more) = more { p.small { (more) } }
            @if !it.caution.is_empty() { p.small { strong { "Beware" } ": " bdi { (it.caution) } "." } }
        }
    }
}
