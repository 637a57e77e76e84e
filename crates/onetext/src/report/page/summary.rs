//! The head of the page: the case in a few sentences, and the text on the table against its parties.

use maud::{Markup, html};

use super::fragment::{Page, bar, number, scale};
use crate::report::sentence::{Run, on_table, summary};

pub(super) fn section(page: &Page<'_>) -> Markup {
    let text = on_table(page.analysis);
    html! {
        section.section #brief aria-labelledby="h-brief" {
            h2 #h-brief { "In brief" }
            div class=(if text.is_some() { "brief" } else { "brief alone" }) {
                ul.sentences {
                    @for sentence in summary(page.analysis) {
                        li { @for run in &sentence { (self::run(page, run)) } }
                    }
                }
                @if let Some(text) = text {
                    aside.panel {
                        p.label { "Could they accept the text on the table?" }
                        h3 { bdi { (text.draft.name) } }
                        @for party in &text.parties {
                            div.gauge {
                                div.gauge-head {
                                    span {
                                        a href={ "#a-" (text.draft.id) "-" (party.party.id) } { (page.who(&party.party)) }
                                        @if !party.seat { " " span.word { "(does not sign)" } }
                                    }
                                    span { (number(&party.share)) }
                                }
                                (bar(&party.share, page.class(&party.party.id)))
                            }
                        }
                        (scale())
                        @if text.outer { p.small { "Brackets are open: outer bounds over every reading." } }
                        @else if text.open { p.small { "Brackets are open: from the lowest reading to the highest." } }
                    }
                }
            }
        }
    }
}

fn run(page: &Page<'_>, run: &Run) -> Markup {
    match run {
        Run::Plain(text) => html! { (text) },
        Run::Section(id, text) => html! { a.figure href={ "#" (id) } { (text) } },
        Run::Name(text) => html! { bdi { (text) } },
        Run::Statements(ids) => page.refs(ids),
    }
}
