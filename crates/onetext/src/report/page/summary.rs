//! The head of the page: the case in a few sentences, and the newest text against its parties.

use maud::{Markup, html};

use super::fragment::{Page, bar, number, scale};
use crate::report::sentence::{Run, newest, summary};

pub(super) fn section(page: &Page<'_>) -> Markup {
    let newest = newest(page.analysis);
    html! {
        section.section #brief aria-labelledby="h-brief" {
            h2 #h-brief { "In brief" }
            div class=(if newest.is_some() { "brief" } else { "brief alone" }) {
                ul.sentences {
                    @for sentence in summary(page.analysis) {
                        li { @for run in &sentence { (self::run(page, run)) } }
                    }
                }
                @if let Some(newest) = newest {
                    aside.panel {
                        p.label { "Could they accept the newest text?" }
                        h3 { bdi { (newest.draft.name) } }
                        @for party in &newest.parties {
                            div.gauge {
                                div.gauge-head {
                                    a href={ "#a-" (newest.draft.id) "-" (party.party.id) } { (page.who(&party.party)) }
                                    span { (number(&party.share)) }
                                }
                                (bar(&party.share, page.class(&party.party.id)))
                            }
                        }
                        (scale())
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
