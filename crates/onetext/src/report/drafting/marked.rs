//! A marked-up text as HTML: for the page of a comparison, and for the brief.

use maud::{Markup, html};

use super::what;
use crate::analysis::Named;
use crate::drafting::{
    ChangeKind, ComparisonView, IssueTurn, Mark, MarkKind, OpenText, PointChange, TextSide,
};
use crate::report::sentence::count;

/// How a marked-up text is shown.
pub(in crate::report) struct Marked<'a> {
    /// The class that gives a holder its color and shape, by id.
    pub(in crate::report) class: &'a dyn Fn(&str) -> &'static str,
    /// Whether points that are as they were are folded away.
    pub(in crate::report) fold: bool,
    /// Whether an issue has a row on the page to lead to.
    pub(in crate::report) linked: bool,
}

impl Marked<'_> {
    /// The issues on which the two say different things; nothing where there are none.
    pub(in crate::report) fn issues(&self, view: &ComparisonView) -> Markup {
        html! {
            @if !view.issues.is_empty() {
                table.outcome.turns.reflow role="table" {
                    thead role="rowgroup" { tr role="row" {
                        th scope="col" role="columnheader" { "Issue" }
                        th scope="col" role="columnheader" { "Before" }
                        th scope="col" role="columnheader" { "Now" }
                    } }
                    tbody role="rowgroup" { @for it in &view.issues { (self.turn(it)) } }
                }
            }
        }
    }

    fn turn(&self, it: &IssueTurn) -> Markup {
        html! {
            tr role="row" {
                th scope="row" role="rowheader" {
                    @if self.linked { a href={ "#i-" (it.issue.id) } { bdi { (it.issue.name) } } }
                    @else { bdi { (it.issue.name) } }
                }
                td role="cell" data-label="Before" { (options(&it.before)) }
                td role="cell" data-label="Now" { (options(&it.after)) }
            }
        }
    }

    /// The points of both texts in the order of the later one, under their headings.
    pub(in crate::report) fn points(&self, view: &ComparisonView) -> Markup {
        let mut section = "";
        let mut rows = Vec::new();
        let mut rest = view.marked.points.as_slice();
        while let Some(first) = rest.first() {
            if first.section != section {
                section = &first.section;
                rows.push(heading(view, section));
            }
            let same = rest.iter().take_while(|it| self.is_folded(it) && it.section == section);
            let (taken, after) = rest.split_at(same.count().max(1));
            if self.is_folded(first) {
                rows.push(html! {
                    details.same {
                        summary { (count(taken.len(), "point", "points")) " with the same words" (numbers(taken)) }
                        @for it in taken { (self.point(view, it)) }
                    }
                });
            } else {
                rows.push(self.point(view, first));
            }
            rest = after;
        }
        html! { @for it in rows { (it) } }
    }

    fn is_folded(&self, it: &PointChange) -> bool {
        self.fold && it.kind == ChangeKind::Same && !it.moved && it.section_before.is_none()
    }

    fn point(&self, view: &ComparisonView, it: &PointChange) -> Markup {
        let kind = match it.kind {
            ChangeKind::Same => "same",
            ChangeKind::Changed => "changed",
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
        };
        html! {
            div class={ "change is-" (kind) } {
                div.kind {
                    (what(it))
                    @if let Some(before) = &it.section_before {
                        " from under " @if before.is_empty() { "no heading" } @else { "“" bdi { (before) } "”" }
                    }
                }
                div.words dir="auto" { (self.words(view, it)) }
            }
        }
    }

    /// The words of a point, with their marks and with the owners of their brackets.
    fn words(&self, view: &ComparisonView, it: &PointChange) -> Markup {
        let old = ranges(&it.old_words(), &view.from, it.old);
        let new = ranges(&it.new_words(), &view.to, it.new);
        let (mut at_old, mut at_new) = (0, 0);
        let runs = it.marks.iter().map(|mark| {
            let (ranges, start) =
                if mark.kind == MarkKind::Removed { (&old, at_old) } else { (&new, at_new) };
            let run = self.run(mark, ranges, start);
            if mark.kind != MarkKind::Added {
                at_old += mark.text.len();
            }
            if mark.kind != MarkKind::Removed {
                at_new += mark.text.len();
            }
            run
        });
        html! { @for it in runs { (it) } }
    }

    /// One run, in which brackets have the color and the name of who wants them.
    fn run(&self, mark: &Mark, ranges: &[Range<'_>], start: usize) -> Markup {
        let end = start + mark.text.len();
        let mut parts = Vec::new();
        let mut at = start;
        for range in ranges.iter().filter(|it| it.start < end && start < it.end) {
            let (from, to) = (range.start.max(start), range.end.min(end));
            let class = range.open.by.as_ref().map_or("po", |it| (self.class)(&it.id));
            parts.push(html! {
                (&mark.text[at - start..from - start])
                span class={ "within " (class) } { (&mark.text[from - start..to - start]) }
                @if to == range.end {
                    @if let Some(by) = &range.open.by { span class={ "owner who " (class) } { bdi { (by.name) } } }
                }
            });
            at = to;
        }
        parts.push(html! { (&mark.text[at - start..]) });
        let body = html! { @for it in parts { (it) } };
        match mark.kind {
            MarkKind::Same => body,
            MarkKind::Added => html! { ins { (body) } },
            MarkKind::Removed => html! { del { (body) } },
        }
    }
}

/// Runs of words without brackets: titles and headings.
pub(super) fn marks(marks: &[Mark]) -> Markup {
    html! {
        @for it in marks {
            @match it.kind {
                MarkKind::Same => (it.text),
                MarkKind::Added => ins { (it.text) },
                MarkKind::Removed => del { (it.text) },
            }
        }
    }
}

fn heading(view: &ComparisonView, section: &str) -> Markup {
    let mut headings = view.marked.headings.iter();
    let found = headings.find(|it| it.new_words() == section || it.old_words() == section);
    html! {
        p.heading dir="auto" { @if let Some(it) = found { (marks(&it.marks)) } @else { (section) } }
    }
}

fn options(names: &[Named]) -> Markup {
    html! {
        @if names.is_empty() { span.none { "silent" } }
        @for (index, it) in names.iter().enumerate() {
            @if index != 0 { " or " }
            "“" bdi { (it.name) } "”"
        }
    }
}

/// The numbers of points, where they have numbers: `: 1, 9 → 10`.
fn numbers(points: &[PointChange]) -> String {
    let found: Vec<String> = points.iter().map(what).filter(|it| !it.is_empty()).collect();
    if found.is_empty() { String::new() } else { format!(": {}", found.join(", ")) }
}

/// Where an open bracket stands in the words of a point, its square brackets included.
struct Range<'a> {
    start: usize,
    end: usize,
    open: &'a OpenText,
}

fn ranges<'a>(words: &str, side: &'a TextSide, point: Option<usize>) -> Vec<Range<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    for open in side.open.iter().filter(|it| Some(it.point) == point) {
        let text = format!("[{}]", open.words);
        let Some(start) = words[at..].find(&text).map(|it| at + it) else { continue };
        at = start + text.len();
        found.push(Range { start, end: at, open });
    }
    found
}
