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
                (contest_word(page, draft, issue))
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
        svg class={ "token is-" (shape) } viewBox="0 0 20 28" aria-hidden="true" {
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

/// What the parties say about what a draft does with an issue.
pub(super) fn contest_word(page: &Page<'_>, draft: &DraftView, issue: usize) -> &'static str {
    let open = matches!(draft.issues[issue], IssueText::Open { .. });
    match (draft.contests[issue], open, in_packages(page, issue)) {
        (Contest::Contested, ..) => "contested",
        (Contest::AgainstText, false, _) => "a party objects",
        (Contest::AgainstText, true, _) => "a party objects to every option",
        (Contest::Reported, ..) => "contested, as others report",
        (Contest::AgainstTextReported, false, _) => "a party objects, as others report",
        (Contest::AgainstTextReported, true, _) => {
            "a party objects to every option, as others report"
        }
        (Contest::Unopposed, true, _) => "nobody objects to every option",
        (Contest::Unopposed, false, false) => "nobody objects",
        (Contest::Unopposed, false, true) => "nobody objects to it by itself",
        (Contest::Silent, _, false) => "no party takes a side",
        (Contest::Silent, _, true) => "only spoken of as part of a package",
    }
}

/// Whether something is said about an issue as part of a package.
fn in_packages(page: &Page<'_>, issue: usize) -> bool {
    let cells = &page.analysis.issues[issue].cells;
    cells.iter().flat_map(|it| &it.stances).any(|it| it.lean == Lean::Package)
}
