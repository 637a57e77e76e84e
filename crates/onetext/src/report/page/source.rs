//! Where the statements come from.

use maud::html;

use super::Section;
use super::fragment::Page;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let sources = &page.analysis.sources;
    if sources.is_empty() {
        return None;
    }
    let at_hand = sources.iter().filter(|it| it.at_hand).count();
    let body = html! {
        p.lead {
            "The text of " (at_hand) " of " (sources.len()) " is at hand; of the others this page has the place of the words, not the words."
        }
        @for it in sources {
            div.source id={ "src-" (it.id) } {
                p {
                    bdi { (it.outlet) } ", “" bdi { (it.title) } "”"
                    @if !it.author.is_empty() { ", by " bdi { (it.author) } }
                    ", " (it.day) "."
                }
                p.small {
                    @if it.at_hand { "Text at hand. " } @else { "Text not at hand. " }
                    @if is_web(&it.address) { a href=(it.address) rel="noreferrer" { (it.address) } " " } @else if !it.address.is_empty() { (it.address) " " }
                    @if it.statements.is_empty() { "No statement comes from it." } @else { "Statements:" (page.refs(&it.statements)) }
                }
            }
        }
    };
    Some(Section { id: "sources", heading: "Sources", body })
}

/// Whether an address may be a link: any other scheme stays plain text.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
