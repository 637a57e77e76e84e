//! The pieces that every section is made of: names, references, bars, marks.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onetext_case::Case;

use crate::analysis::{Analysis, Entry, Lean, Named, Number};
use crate::inquiry::{Kind, Said, TextView};
use crate::range::Range;
use crate::report::figure::{LEANS, Picture, classes, shape};

/// What every section needs to know.
pub(super) struct Page<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) case: &'a Case,
    /// The number of each statement, by id.
    numbers: BTreeMap<&'a str, usize>,
    /// Each statement, by id.
    entries: BTreeMap<&'a str, &'a Entry>,
    /// The class of each party and of the mediator, by id.
    classes: BTreeMap<&'a str, &'static str>,
}

impl<'a> Page<'a> {
    pub(super) fn new(analysis: &'a Analysis, case: &'a Case) -> Self {
        Self {
            analysis,
            case,
            numbers: analysis.ledger.iter().map(|it| (it.id.as_str(), it.number)).collect(),
            entries: analysis.ledger.iter().map(|it| (it.id.as_str(), it)).collect(),
            classes: classes(analysis),
        }
    }

    /// The statement with this id.
    pub(super) fn entry(&self, id: &str) -> Option<&'a Entry> {
        self.entries.get(id).copied()
    }

    /// Whether a draft is another than the one on the table: paper leaves it out.
    pub(super) fn off_table(&self, draft: &Named) -> bool {
        self.analysis.current().is_some_and(|it| it.draft != *draft)
    }

    /// Says on paper what it leaves out.
    pub(super) fn paper(&self) -> Markup {
        html! {
            @if 1 < self.analysis.drafts.len() + self.analysis.undisclosed.len() {
                p.paper { "On paper, of the draft on the table alone; the page itself has every draft." }
            }
        }
    }

    /// The class that gives a party its color and shape.
    pub(super) fn class(&self, id: &str) -> &'static str {
        self.classes.get(id).copied().unwrap_or("po")
    }

    /// A holder's name, with the color and shape of a party.
    pub(super) fn who(&self, name: &Named) -> Markup {
        html! { span class={ "who " (self.class(&name.id)) } { bdi { (name.name) } } }
    }

    /// Several names, with commas.
    pub(super) fn whos(&self, names: &[Named]) -> Markup {
        html! {
            @for (index, name) in names.iter().enumerate() {
                @if index != 0 { ", " }
                (self.who(name))
            }
        }
    }

    /// References to statements; a dashed "assumed" where there are none.
    pub(super) fn refs_or_assumed(&self, ids: &[String]) -> Markup {
        html! {
            @if ids.is_empty() { " " span.assumed { "assumed" } } @else { (self.refs(ids)) }
        }
    }

    /// What all numbers of a section rest on, to stand at its head.
    pub(super) fn ground(&self) -> Markup {
        html! {
            p.small.ground { "Unless a statement stands beside it, a number here rests on" (self.rests()) "." }
        }
    }

    /// What a number rests on that comes from all that was said: the ledger; "assumed" where it is
    /// empty.
    pub(super) fn rests(&self) -> Markup {
        html! {
            " "
            @if self.numbers.is_empty() { span.assumed { "assumed" } }
            @else { a.word href="#ledger" { "all statements" } }
        }
    }

    /// References to statements, each with the number that it has in the ledger.
    pub(super) fn refs(&self, ids: &[String]) -> Markup {
        let mut found: Vec<(usize, &String)> =
            ids.iter().filter_map(|it| Some((*self.numbers.get(it.as_str())?, it))).collect();
        found.sort_unstable();
        html! {
            @if !found.is_empty() {
                " "
                span.refs {
                    @for (index, (number, id)) in found.iter().enumerate() {
                        @if index != 0 { " " }
                        a.ref href={ "#s-" (id) } aria-label={ "Statement " (number) } { (number) }
                    }
                }
            }
        }
    }
}

/// The name of a text, which leads to it where it is a draft.
pub(super) fn text_link(view: &TextView) -> Markup {
    html! {
        @match view.kind {
            Kind::Draft | Kind::Undisclosed => { a href={ "#d-" (view.text.id) } { "“" bdi { (view.text.name) } "”" } }
            Kind::Package => { bdi { (view.text.name) } }
        }
    }
}

/// A statement in a line: who, when, what.
pub(super) fn said(page: &Page<'_>, said: &Said) -> Markup {
    html! {
        span {
            bdi { (said.speaker) } ", " (said.said.short()) ": " bdi { (said.gist) }
            (page.refs(std::slice::from_ref(&said.id)))
        }
    }
}

impl Picture {
    /// The drawing with how to read it; on a narrow screen it moves sideways by itself.
    pub(super) fn framed(&self) -> Markup {
        html! {
            figure.drawn {
                div.scroll tabindex="0" role="region" aria-label={ (self.title) ", as a picture" } { (self.inline()) }
                figcaption { (self.note) }
            }
        }
    }
}

/// A number with its word, or why there is none.
pub(super) fn number(number: &Number) -> Markup {
    match number {
        Number::Known { range, word, .. } => html! {
            span.figure { (range) } " " span.word { (word) }
        },
        Number::Unknown { reason, .. } => html! { span.word { "no number: " (reason) } },
    }
}

/// An address that may be a link: one of the web. Any other stays plain text.
pub(super) fn web(address: &str) -> Option<&str> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web.then_some(address)
}

/// The bar of a number against the scale from 0 to 100 %; nothing where there is no number.
pub(super) fn bar(number: &Number, class: &str) -> Markup {
    match number {
        Number::Known { range, .. } => range_bar(*range, class, "bar"),
        Number::Unknown { .. } => html! {},
    }
}

/// The bar of a range against the scale from 0 to 100 %, with the borders of the words. The range
/// stands beside it in words, so it is for the eye alone.
pub(super) fn range_bar(range: Range, class: &str, kind: &str) -> Markup {
    let (low, high) = range.percents();
    // A range too narrow to see is drawn a little wider, inside the scale.
    let width = (high - low).max(1);
    let start = low.min(100 - width);
    html! {
        svg class={ (kind) " " (class) } viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" {
            rect.track x="0" y="7" width="100" height="6" {}
            @for tick in [5, 35, 65, 95] {
                line.tick x1=(tick) x2=(tick) y1="5" y2="15" {}
            }
            rect.span x=(start) y="3" width=(width) height="14" {}
            line.end x1=(start) x2=(start) y1="0" y2="20" {}
            line.end x1=(start + width) x2=(start + width) y1="0" y2="20" {}
        }
    }
}

/// The words of the scale, under a bar.
pub(super) fn scale() -> Markup {
    html! {
        div.scale aria-hidden="true" {
            span { "0" } span { "unlikely" } span { "open" } span { "likely" } span { "100 %" }
        }
    }
}

/// The shapes that stand for stances, defined once.
pub(super) fn symbols() -> Markup {
    html! {
        svg width="0" height="0" style="position:absolute" aria-hidden="true" {
            @for lean in LEANS {
                symbol id={ "m-" (lean_name(lean)) } viewBox="0 0 16 16" { path d=(shape(lean)) fill-rule="evenodd" {} }
            }
            symbol id="m-present" viewBox="0 0 16 16" { circle cx="8" cy="8" r="6.5" {} }
            symbol id="m-absent" viewBox="0 0 16 16" { circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" {} }
        }
    }
}

/// One of the shapes, as decoration beside its word.
pub(super) fn mark(name: &str) -> Markup {
    html! { svg.mark aria-hidden="true" { use href={ "#m-" (name) } {} } }
}

/// The shape of a stance.
pub(super) fn lean_name(lean: Lean) -> &'static str {
    match lean {
        Lean::RedLine => "red-line",
        Lean::Against => "against",
        Lean::Conditional => "conditional",
        Lean::For => "for",
        Lean::Requires => "requires",
        Lean::Package => "package",
        Lean::Spoken => "spoken",
    }
}
