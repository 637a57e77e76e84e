//! What changed from any draft to any later one.

use maud::{Markup, html};

use super::Section;
use super::fragment::Page;
use crate::drafting::{ComparisonView, EACH_WITH_EACH};
use crate::report::drafting::{Marked, counts};
use crate::report::sentence::count;

pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let pairs = &page.analysis.comparisons;
    let shown = first(page)?;
    let class = |id: &str| page.class(id);
    let linked = !page.analysis.ledger.is_empty();
    let marked = Marked { class: &class, fold: true, linked };
    let body = html! {
        p.lead {
            "Word by word: " ins { "added" } " and " del { "removed" } ". Points are matched by "
            "the same words, then by number and by the likeness of their words, then by the issue that "
            "they settle. Square brackets hold what is open."
            @if EACH_WITH_EACH < page.analysis.drafts.len() {
                " Of so many drafts, each is compared with the one that it revises, with the first, and "
                "with the one on the table."
            }
        }
        @if 1 < pairs.len() { (chooser(page, shown)) (page.paper()) }
        @for it in pairs { (pair(page, it, std::ptr::eq(it, shown), &marked)) }
    };
    Some(Section { id: "changes", heading: "What changed between drafts", body })
}

/// The pair that is open at first: the draft on the table beside the one that it revises, or beside
/// the one before it.
fn first<'a>(page: &Page<'a>) -> Option<&'a ComparisonView> {
    let pairs = &page.analysis.comparisons;
    let Some(table) = page.analysis.current() else { return pairs.last() };
    let is_revised = |it: &&ComparisonView| Some(&it.from.text) == table.revises.as_ref();
    let to_table = || pairs.iter().filter(|it| it.to.text == table.draft);
    to_table().find(is_revised).or(to_table().next_back()).or(pairs.last())
}

/// Shows one pair at a time; of use with the script only.
fn chooser(page: &Page<'_>, shown: &ComparisonView) -> Markup {
    let pairs = &page.analysis.comparisons;
    let choice = |id: &'static str, label: &'static str, chosen: &str, earlier: bool| {
        html! {
            label for=(id) { (label) }
            select id=(id) autocomplete="off" {
                @for it in &page.analysis.drafts {
                    @let is_there = pairs.iter().any(|pair| {
                        let side = if earlier { &pair.from } else { &pair.to };
                        side.text.id == it.draft.id
                    });
                    @if is_there {
                        option value=(it.draft.id) selected[it.draft.id == chosen] dir="auto" { (it.draft.name) }
                    }
                }
            }
        }
    };
    html! {
        div.choose {
            (choice("choose-from", "From", &shown.from.text.id, true))
            (choice("choose-to", "to", &shown.to.text.id, false))
            p.unseen #chosen-pair role="status" {}
        }
    }
}

fn pair(page: &Page<'_>, it: &ComparisonView, open: bool, marked: &Marked<'_>) -> Markup {
    let later = page.analysis.drafts.iter().find(|draft| draft.draft == it.to.text);
    let revises = later.and_then(|it| it.revises.as_ref()) == Some(&it.from.text);
    html! {
        details.pair.off-table[!open] open[open] data-from=(it.from.text.id) data-to=(it.to.text.id) {
            summary {
                bdi { (it.from.text.name) } " → " bdi { (it.to.text.name) }
                span.when {
                    @if it.identical { "Nothing changed." } @else { (counts(it)) }
                    @if !revises { " The later draft is newer, and does not say that it revises the other." }
                }
            }
            @if !it.issues.is_empty() {
                details.same {
                    summary { "It says something else on " (count(it.issues.len(), "issue", "issues")) }
                    (marked.issues(it))
                }
            }
            (marked.points(it))
        }
    }
}
