//! Faults of drafting as numbered notes: a mark in the text, the note in the margin.

use maud::{Markup, html};

use crate::analysis::DraftView;
use crate::inquiry::{FindingView, LintView, rule_name};
use crate::report::answer::{LINT_CAUTION, lacking};
use crate::report::page::fragment::Page;
use crate::report::sentence::count;

/// The notes of one draft.
pub(super) struct Notes<'a> {
    draft: &'a str,
    lint: Option<&'a LintView>,
    marks: Vec<Mark>,
}

/// Where the number of a note stands in the text.
struct Mark {
    /// Place of the point.
    point: usize,
    /// The end of the words at fault, in the text of all pieces of the point together.
    at: usize,
    number: usize,
}

impl<'a> Notes<'a> {
    pub(super) fn new(draft: &'a DraftView, lint: Option<&'a LintView>) -> Self {
        let mut notes = Self { draft: &draft.draft.id, lint, marks: Vec::new() };
        let marks = notes.numbered().filter_map(|(number, it)| {
            let point = it.place?;
            let text: String =
                draft.points[point].pieces.iter().map(|it| it.text.as_str()).collect();
            Some(Mark { point, at: end(&text, it), number })
        });
        notes.marks = marks.collect();
        notes.marks.sort_by_key(|it| (it.point, it.at, it.number));
        notes
    }

    /// Each finding with its number, from one: first those on the text as a whole.
    fn numbered(&self) -> impl Iterator<Item = (usize, &'a FindingView)> {
        let findings = self.lint.map_or(&[][..], |it| &it.findings);
        let whole = findings.iter().filter(|it| it.place.is_none());
        let of_points = findings.iter().filter(|it| it.place.is_some());
        whole.chain(of_points).enumerate().map(|(index, it)| (index + 1, it))
    }

    /// How many there are, after the number of points.
    pub(super) fn told(&self) -> Markup {
        let found = self.numbered().count();
        html! { @if 0 < found { ", " (count(found, "note on the drafting", "notes on the drafting")) } }
    }

    /// The notes on the draft as a whole, at its head.
    pub(super) fn of_the_whole(&self, page: &Page<'_>) -> Markup {
        let whole: Vec<_> = self.numbered().filter(|(_, it)| it.place.is_none()).collect();
        html! {
            @if self.numbered().next().is_some() { p.small { b { "Notes on the drafting." } " " (LINT_CAUTION) } }
            @if !whole.is_empty() {
                div.whole {
                    p.label { "On the text as a whole" }
                    (self.list(page, &whole))
                }
            }
        }
    }

    /// The notes beside a point.
    pub(super) fn beside(&self, page: &Page<'_>, place: usize) -> Markup {
        let found: Vec<_> = self.numbered().filter(|(_, it)| it.place == Some(place)).collect();
        html! { @if !found.is_empty() { (self.list(page, &found)) } }
    }

    fn list(&self, page: &Page<'_>, notes: &[(usize, &FindingView)]) -> Markup {
        html! {
            ol.notes {
                @for (number, it) in notes {
                    li id={ "n-" (self.draft) "-" (number) } {
                        span.note aria-hidden="true" { (number) }
                        details {
                            summary {
                                span.unseen { "Note " (number) ": " }
                                (rule_name(it.rule)) (lacking(it))
                            }
                            @if !it.words.is_empty() { p { q dir="auto" { (it.words) } } }
                            p dir="auto" { (coded(&it.reason)) }
                            p dir="auto" { b { "Better: " } (coded(&it.better)) }
                            @let said: Vec<String> = it.statements.iter().map(|it| it.id.clone()).collect();
                            @if !said.is_empty() { p { "Rests on" (page.refs(&said)) } }
                        }
                    }
                }
            }
        }
    }

    /// A piece of a point in parts, with the marks of the notes that end in each. `start` is where
    /// the piece begins in the text of all pieces of the point together.
    pub(super) fn inside<'t>(
        &self,
        place: usize,
        start: usize,
        text: &'t str,
    ) -> Vec<(&'t str, Vec<Markup>)> {
        let end = start + text.len();
        let ends = self
            .marks
            .iter()
            .filter(|it| it.point == place && start < it.at && it.at <= end)
            .map(|it| (text.ceil_char_boundary(it.at - start), it.number));
        let mut parts: Vec<(&str, Vec<Markup>)> = Vec::new();
        let mut last = 0;
        for (at, number) in ends {
            let mark = self.mark(number);
            match parts.last_mut().filter(|_| at == last) {
                Some((_, marks)) => marks.push(mark),
                None => parts.push((&text[last..at], vec![mark])),
            }
            last = at;
        }
        if last < text.len() {
            parts.push((&text[last..], Vec::new()));
        }
        parts
    }

    fn mark(&self, number: usize) -> Markup {
        let label = format!("Note {number}");
        html! { a.note href={ "#n-" (self.draft) "-" (number) } aria-label=(label) { (number) } }
    }

    /// What was found and stands for a reason.
    pub(super) fn silenced(&self) -> Markup {
        let silenced = self.lint.map_or(&[][..], |it| &it.silenced);
        html! {
            @if !silenced.is_empty() {
                div.unsaid {
                    p.label { "Noted and left to stand" }
                    ul {
                        @for it in silenced {
                            li {
                                @if let Some(number) = it.finding.point { "Point " (number) ": " }
                                (rule_name(it.finding.rule))
                                @if !it.finding.words.is_empty() { ", " q dir="auto" { (it.finding.words) } }
                                ". It stands because: " bdi { (it.because) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where the words at fault end in the text of a point. Of several options a sentence is read with
/// one at a time, so that its beginning and its end may have others between them.
fn end(text: &str, finding: &FindingView) -> usize {
    let from = text.ceil_char_boundary(finding.at.min(text.len()));
    let mut rest = finding.words.trim();
    let mut found = None;
    // The longest end of the words that stands there as it is.
    while found.is_none() && !rest.is_empty() {
        found = text[from..].find(rest).map(|it| from + it + rest.len());
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
    }
    // What is about no word of the point stands at its end.
    found.unwrap_or(text.len())
}

/// A sentence in which ids stand between backquotes.
fn coded(text: &str) -> Markup {
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 0 { (part) } @else { code { (part) } }
        }
    }
}
