//! The report as one page of HTML that needs nothing else: no network, no file. It reads in full
//! without its script; with it, it answers to the hand.
//!
//! A section is a function that returns its heading and its body, or nothing where the case has
//! nothing to say; the list of contents comes from what is there.

mod acceptability;
mod agreeable;
mod brackets;
mod changes;
mod concession;
mod contradiction;
mod dependency;
mod draft;
mod fragment;
mod ladder;
mod ledger;
mod lineage;
mod people;
mod position;
mod proposal;
mod question;
mod script;
mod source;
mod space;
mod summary;
mod timeline;
mod try_it;
mod unknown;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use onetext_case::Case;

use self::fragment::Page;
use crate::analysis::Analysis;

/// What all of the page shares.
pub(super) const STYLE: &str = include_str!("style.css");

/// What single sections add.
const STYLES: &[&str] = &[
    super::figure::POSITIONS,
    super::figure::STYLE,
    include_str!("try_it.css"),
    include_str!("space.css"),
    include_str!("position.css"),
    include_str!("dependency.css"),
    include_str!("draft.css"),
    CHANGES,
    include_str!("brackets.css"),
    include_str!("concession.css"),
    include_str!("ladder.css"),
    include_str!("question.css"),
    include_str!("timeline.css"),
    include_str!("people.css"),
    include_str!("ledger.css"),
    include_str!("source.css"),
    include_str!("drawer.css"),
];

/// How marked-up texts look, here and on the page of a comparison.
pub(super) const CHANGES: &str = include_str!("changes.css");

/// The analysis as one self-contained page of HTML.
///
/// It reads without scripts and without a network, in light and dark, on paper and on narrow
/// screens. Every number leads to statements on the same page, or says "assumed". What the case
/// says is escaped throughout. `case` gives the words of statements in their paragraphs.
pub fn page(analysis: &Analysis, case: &Case) -> String {
    let page = Page::new(analysis, case);
    let script = script::text();
    let sections: Vec<Section> = [
        try_it::section(&page),
        position::section(&page),
        dependency::section(&page),
        draft::section(&page),
        changes::section(&page),
        lineage::section(&page),
        brackets::section(&page),
        concession::section(&page),
        acceptability::section(&page),
        ladder::section(&page),
        proposal::section(&page),
        agreeable::section(&page),
        space::section(&page),
        contradiction::section(&page),
        question::section(&page),
        timeline::section(&page),
        people::section(&page),
        people::prospects(&page),
        unknown::section(&page),
        ledger::section(&page),
        source::section(&page),
    ]
    .into_iter()
    .flatten()
    .collect();
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                (script::policy(&script))
                title { (analysis.title) " – Onetext brief" }
                style { (PreEscaped(super::plot::STYLE)) (PreEscaped(STYLE)) (PreEscaped(STYLES.concat())) }
            }
            body {
                a.skip href="#main" { "Skip to the text" }
                (fragment::symbols())
                div.frame {
                    (head(analysis))
                    div.columns {
                        nav.contents aria-labelledby="contents" {
                            h2 #contents { "Contents" }
                            ol {
                                li { a href="#brief" { "In brief" } }
                                @for it in &sections { li { a href={ "#" (it.id) } { (it.heading) } } }
                            }
                        }
                        main #main {
                            (summary::section(&page))
                            @for it in &sections {
                                section.section id=(it.id) aria-labelledby={ "h-" (it.id) } {
                                    h2 id={ "h-" (it.id) } { (it.heading) }
                                    (it.body)
                                }
                            }
                            (foot(analysis))
                        }
                    }
                }
                (script::element(&script))
            }
        }
    };
    markup.into_string()
}

/// A section of the page.
struct Section {
    /// Its anchor.
    id: &'static str,
    /// Its heading, in the contents too.
    heading: &'static str,
    /// What stands under the heading.
    body: Markup,
}

fn head(analysis: &Analysis) -> Markup {
    html! {
        header {
            div.masthead {
                span { "Onetext · Negotiation brief" }
                @if let Some(day) = analysis.as_of { span { "As of " (day) } }
            }
            div.hair {}
            div.head {
                h1 { bdi { (analysis.title) } }
                @if !analysis.summary.is_empty() {
                    p.standfirst dir="auto" { (analysis.summary) }
                }
            }
        }
    }
}

fn foot(analysis: &Analysis) -> Markup {
    html! {
        footer.small.foot {
            p {
                "Onetext prepares; it does not mediate. Its shares are estimates from what was said, "
                "consistent with the statements listed here and with what is marked as assumed; they "
                "rank texts and point to the live questions, and settle no verdict. Seed "
                (analysis.seed) "."
            }
        }
    }
}
