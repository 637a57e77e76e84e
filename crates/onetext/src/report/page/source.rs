//! Where the statements come from.

use maud::html;

use super::Section;
use super::fragment::{Page, web};

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let sources = &page.analysis.sources;
    if sources.is_empty() {
        return None;
    }
    let at_hand = sources.iter().filter(|it| it.at_hand).count();
    let body = html! {
        p.lead {
            "The text of " (at_hand) " of " (sources.len()) " is at hand"
            @if at_hand < sources.len() { "; of the others this page has the place of the words, not the words" }
            "."
        }
        ol.sources {
            @for it in sources {
                li.source id={ "src-" (it.id) } {
                    p {
                        @if !it.outlet.is_empty() { b { bdi { (it.outlet) } } ", " }
                        "“" bdi lang=[(!it.language.is_empty()).then_some(&it.language)] { (it.title) } "”"
                        @if !it.author.is_empty() { ", by " bdi { (it.author) } }
                        ", " time datetime=(it.day.0) { (it.day) } "."
                    }
                    p.small {
                        @if it.at_hand { "Text at hand. " } @else { "Text not at hand. " }
                        @if let Some(address) = web(&it.address) { a href=(address) rel="noreferrer" { (address) } " " }
                        @else if !it.address.is_empty() { bdi { (it.address) } " " }
                        @if it.statements.is_empty() { "No statement comes from it." }
                        @else {
                            @if it.statements.len() == 1 { "One statement:" } @else { (it.statements.len()) " statements:" }
                            (page.refs(&it.statements))
                        }
                    }
                }
            }
        }
    };
    Some(Section { id: "sources", heading: "Sources", body })
}
