//! The state of an issue in a draft: what the text does with it, and whether the parties agree.

use maud::{Markup, html};

use crate::analysis::{Contest, DraftView, IssueText, Lean};
use crate::report::page::fragment::Page;

/// The mark and the words for an issue of a draft.
pub(super) fn state(page: &Page<'_>, draft: &DraftView, issue: usize) -> Markup {
    html! {
        span.state {
            (mark(&draft.issues[issue], draft.contests[issue]))
            span {
                (text_word(&draft.issues[issue])) ", "
                (contest_word(draft.contests[issue], in_packages(page, issue)))
            }
        }
    }
}

/// The mark alone, as decoration: a shape for the text, a flag where the parties do not agree.
pub(super) fn mark(text: &IssueText, contest: Contest) -> Markup {
    let shape = match text {
        IssueText::Settled { .. } => "settled",
        IssueText::Open { .. } => "open",
        IssueText::Silent { .. } => "silent",
    };
    let flag = match contest {
        Contest::Contested | Contest::AgainstText => Some("flag"),
        Contest::Reported | Contest::AgainstTextReported => Some("flag-reported"),
        Contest::Unopposed | Contest::Silent => None,
    };
    drawn(shape, flag)
}

/// A shape with or without a flag.
pub(super) fn drawn(shape: &str, flag: Option<&str>) -> Markup {
    html! {
        svg class={ "glance is-" (shape) } viewBox="0 0 20 28" aria-hidden="true" {
            use href={ "#g-" (shape) } {}
            @if let Some(flag) = flag { use.flag href={ "#g-" (flag) } {} }
        }
    }
}

/// What the text does with an issue.
pub(super) fn text_word(text: &IssueText) -> &'static str {
    match text {
        IssueText::Settled { .. } => "settled",
        IssueText::Open { .. } => "in brackets",
        IssueText::Silent { .. } => "silent",
    }
}

/// What the parties say about that.
pub(super) fn contest_word(contest: Contest, in_packages: bool) -> &'static str {
    match (contest, in_packages) {
        (Contest::Contested, _) => "contested",
        (Contest::AgainstText, _) => "a party objects",
        (Contest::Reported, _) => "contested, as others report",
        (Contest::AgainstTextReported, _) => "a party objects, as others report",
        (Contest::Unopposed, false) => "nobody objects",
        (Contest::Unopposed, true) => "nobody objects to it alone",
        (Contest::Silent, false) => "no party takes a side",
        (Contest::Silent, true) => "only spoken of as part of a package",
    }
}

/// Whether something is said about an issue as part of a package.
pub(super) fn in_packages(page: &Page<'_>, issue: usize) -> bool {
    let cells = &page.analysis.issues[issue].cells;
    cells.iter().flat_map(|it| &it.stances).any(|it| it.lean == Lean::Package)
}
