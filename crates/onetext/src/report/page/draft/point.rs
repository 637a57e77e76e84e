//! A point of a draft: its words with their brackets, and what stands beside it in the margin.

use maud::{Markup, html};

use super::note::Notes;
use super::state::state;
use super::strip::anchor;
use crate::analysis::{Bracket, DraftView, PieceView};
use crate::report::page::fragment::Page;

/// Options with more letters than this together stand beside each other in columns.
const INLINE: usize = 64;

pub(super) fn point(page: &Page<'_>, draft: &DraftView, place: usize, notes: &Notes<'_>) -> Markup {
    let point = &draft.points[place];
    html! {
        div.point id=(anchor(draft, place)) {
            span.number { @if let Some(number) = point.number { (number) "." } }
            div.said dir="auto" { (words(page, place, &point.pieces, notes)) }
            div.margin {
                (states(page, draft, &point.pieces))
                (notes.beside(page, place))
            }
        }
    }
}

/// The state of each issue that a point speaks of.
fn states(page: &Page<'_>, draft: &DraftView, pieces: &[PieceView]) -> Markup {
    let mut found: Vec<&str> = Vec::new();
    for bracket in pieces.iter().filter_map(|it| it.bracket.as_ref()) {
        if !found.contains(&bracket.issue.id.as_str()) {
            found.push(&bracket.issue.id);
        }
    }
    let issues = page.analysis.issues.iter().enumerate();
    let issues: Vec<_> = issues.filter(|(_, it)| found.contains(&it.issue.id.as_str())).collect();
    // Without positions there is no row to lead to.
    let linked = !page.analysis.ledger.is_empty();
    html! {
        @if issues.is_empty() { p.apart { "touches no issue" } }
        @for (index, issue) in &issues {
            p {
                (state(page, draft, *index))
                @if linked { " " a.to href={ "#i-" (issue.issue.id) } { bdi { (issue.issue.name) } } }
                @else { " " span.to { bdi { (issue.issue.name) } } }
            }
        }
    }
}

/// The words of a point. Options of one issue that follow each other stand side by side.
fn words(page: &Page<'_>, place: usize, pieces: &[PieceView], notes: &Notes<'_>) -> Markup {
    let mut rest = pieces;
    let mut start = 0;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let group = options(rest);
        let (taken, after) = rest.split_at(group.max(1));
        // A full stop is no line of its own after a row of options.
        let tail = after.first().filter(|it| is_stop(it));
        let letters: usize = taken.iter().map(|it| it.text.chars().count()).sum();
        if 1 < group && INLINE < letters {
            let mut cells = Vec::new();
            for (index, it) in taken.iter().enumerate() {
                let cell = words_of(place, it, start, notes);
                start += it.text.len();
                let last = tail.filter(|_| index + 1 == taken.len());
                let last = last.map(|it| words_of(place, it, start, notes));
                cells.push(html! {
                    @if it.bracket.is_some() {
                        span.option { (bracketed(page, it, &cell)) (last.unwrap_or_default()) (owner(page, it)) }
                    } @else { (cell) }
                });
            }
            found.push(html! { span.options { @for it in cells { (it) } } });
            rest = after;
            if let Some(tail) = tail {
                start += tail.text.len();
                rest = &after[1..];
            }
        } else {
            for it in taken {
                found.push(piece(page, place, it, start, notes));
                start += it.text.len();
            }
            rest = after;
        }
    }
    html! { @for it in found { (it) } }
}

/// How many pieces at the beginning are options of one issue, with nothing but space between them.
fn options(pieces: &[PieceView]) -> usize {
    let Some(issue) = pieces.first().and_then(open).map(|it| &it.issue.id) else { return 0 };
    let mut length = 0;
    for (index, it) in pieces.iter().enumerate() {
        match open(it) {
            Some(bracket) if bracket.issue.id == *issue => length = index + 1,
            None if it.bracket.is_none() && it.text.trim().is_empty() => {}
            _ => break,
        }
    }
    length
}

fn open(piece: &PieceView) -> Option<&Bracket> {
    piece.bracket.as_ref().filter(|it| it.open)
}

fn is_stop(piece: &PieceView) -> bool {
    let text = piece.text.trim();
    piece.bracket.is_none() && !text.is_empty() && text.chars().all(|it| it.is_ascii_punctuation())
}

fn piece(
    page: &Page<'_>,
    place: usize,
    piece: &PieceView,
    start: usize,
    notes: &Notes<'_>,
) -> Markup {
    let words = words_of(place, piece, start, notes);
    html! { (bracketed(page, piece, &words)) (owner(page, piece)) }
}

/// The words of a piece, with the marks of notes.
fn words_of(place: usize, piece: &PieceView, start: usize, notes: &Notes<'_>) -> Markup {
    html! {
        @for (words, marks) in notes.inside(place, start, &piece.text) {
            (words)
            @for it in marks { (it) }
        }
    }
}

/// The words of a piece as what they are: open, settled, or neither.
fn bracketed(page: &Page<'_>, piece: &PieceView, words: &Markup) -> Markup {
    html! {
        @match &piece.bracket {
            Some(it) if it.open => span class={ "bracket " (owner_class(page, it)) } { b { "[" } (words) b { "]" } },
            Some(_) => span.settled { (words) },
            None => (words),
        }
    }
}

/// Who wants the words of an open bracket.
fn owner(page: &Page<'_>, piece: &PieceView) -> Markup {
    html! {
        @if let Some(it) = open(piece) {
            @match &it.by {
                Some(by) => span class={ "owner who " (owner_class(page, it)) } { bdi { (by.name) } },
                None => span.owner { "no owner named" },
            }
        }
    }
}

fn owner_class(page: &Page<'_>, bracket: &Bracket) -> &'static str {
    bracket.by.as_ref().map_or("po", |it| page.class(&it.id))
}
