//! What to ask next.

use maud::html;
use onetext_elicit::Word;

use super::Section;
use super::fragment::Page;
use crate::range::percent;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let questions = &page.analysis.questions;
    if questions.is_empty() {
        return None;
    }
    let body = html! {
        p.lead {
            "The questions whose answers are expected to tell most about who would accept the text on the "
            "table, each of another kind or to another party."
        }
        ol.questions {
            @for it in questions {
                li class=(page.class(&it.party.id)) {
                    p.label { "To " (page.who(&it.party)) }
                    p.ask { bdi { "“" (it.sentence) "”" } }
                    p.small {
                        "Yes: " (Word::of(it.yes).as_str()) ", " span.figure { (percent(it.yes)) }
                        "; the answer is expected to take away " span.figure { (it.part) }
                        " of the doubt about it, going by" (page.rests()) "."
                        @if !it.caution.is_empty() { " Beware: " (it.caution) "." }
                    }
                }
            }
        }
    };
    Some(Section { id: "questions", heading: "What to ask next", body })
}
