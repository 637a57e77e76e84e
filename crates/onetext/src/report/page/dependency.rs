//! Which issue hangs on which.

use maud::{Markup, html};

use super::Section;
use super::fragment::Page;
use crate::analysis::{DependencyView, OptionsOf};
use crate::report::figure::dependencies;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let ties = &page.analysis.dependencies;
    let figure = dependencies(page.analysis)?;
    let body = html! {
        p.lead {
            "What cannot be settled by itself: by the linkages of the case, which bind every text, and by what "
            "was said and still holds, which binds the one who said it."
        }
        (figure.framed())
        table.counts.reflow.ties role="table" {
            thead role="rowgroup" { tr role="row" {
                @for it in ["No.", "What", "How", "On what", "Who says so"] { th scope="col" role="columnheader" { (it) } }
            } }
            tbody role="rowgroup" { @for (at, it) in ties.iter().enumerate() { (row(page, at + 1, it)) } }
        }
    };
    Some(Section { id: "dependencies", heading: "Which issue hangs on which", body })
}

fn row(page: &Page<'_>, number: usize, it: &DependencyView) -> Markup {
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { (number) }
            td role="cell" data-label="What" { (options(page, &it.what)) }
            @if it.on.is_empty() {
                td role="cell" data-label="How" colspan="2" { (it.how()) }
            } @else {
                td role="cell" data-label="How" { (it.how()) }
                td role="cell" data-label="On what" { (options(page, &it.on)) }
            }
            td role="cell" data-label="Who says so" {
                @match &it.by {
                    Some(by) => { (page.who(by)) (page.refs(&it.because)) @if it.channel != "public" { span.small { " " (it.channel) } } }
                    None => { "the case" (page.refs_or_assumed(&it.because)) }
                }
                @if !it.note.is_empty() { p.small { bdi { (it.note) } } }
            }
        }
    }
}

fn options(page: &Page<'_>, them: &[OptionsOf]) -> Markup {
    // Without positions there is no row to lead to.
    let linked = !page.analysis.ledger.is_empty();
    html! {
        @for it in them {
            p {
                @for (at, option) in it.options.iter().enumerate() { @if at != 0 { " or " } "“" bdi { (option.name) } "”" }
                span.small.tied-issue {
                    @if linked { a href={ "#i-" (it.issue.id) } { bdi { (it.issue.name) } } } @else { bdi { (it.issue.name) } }
                }
            }
        }
    }
}
