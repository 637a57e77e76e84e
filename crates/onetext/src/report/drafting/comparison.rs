//! What changed between two texts, for a terminal.

use super::{counts, ids, what};
use crate::drafting::{ChangeKind, ComparisonView, Mark, MarkKind, PointChange, TextSide};
use crate::report::sheet::{Ink, Sheet};

/// What changed, as text of at most `width` columns: words that were added in `{+ +}`, words that
/// were removed in `{- -}`. Points that are as they were are shown if `whole`.
pub fn comparison(view: &ComparisonView, width: usize, whole: bool) -> Sheet {
    let mut sheet = Sheet::new(width);
    sheet.line(&format!("From {} to {}", side(&view.from), side(&view.to)));
    if view.identical {
        sheet.line("Nothing changed.");
        if !whole {
            return sheet;
        }
    } else {
        sheet.line(&counts(view));
    }
    if view.marked.title.kind != ChangeKind::Same {
        sheet.gap();
        sheet.mixed(
            2,
            &[&[(Ink::Plain, "Title: ".to_owned())], &runs(&view.marked.title.marks)[..]].concat(),
        );
    }
    for it in view.marked.headings.iter().filter(|it| it.kind != ChangeKind::Same) {
        let moved = if it.moved { "Heading, moved: " } else { "Heading: " };
        sheet.mixed(2, &[&[(Ink::Plain, moved.to_owned())], &runs(&it.marks)[..]].concat());
    }
    let mut section = None;
    let mut renumbered = Vec::new();
    for it in &view.marked.points {
        let only_number = it.kind == ChangeKind::Same && !it.moved && it.section_before.is_none();
        if only_number && !whole {
            if !it.is_nothing() {
                renumbered.push(what(it));
            }
            continue;
        }
        if section != Some(&it.section) {
            sheet.gap();
            section = Some(&it.section);
            if !it.section.is_empty() {
                sheet.line(&it.section);
            }
        }
        point(&mut sheet, it);
    }
    if !renumbered.is_empty() {
        sheet.gap();
        sheet.line(&format!("With other numbers and the same words: {}.", renumbered.join(", ")));
    }
    if !view.issues.is_empty() {
        sheet.gap();
        sheet.line("On the issues");
        for it in &view.issues {
            let (before, after) = (ids(&it.before, "silent"), ids(&it.after, "silent"));
            sheet.hung(Ink::Plain, 4, &format!("  {}: {before} → {after}", it.issue.id));
        }
    }
    sheet
}

fn side(side: &TextSide) -> String {
    let mut text = format!("“{}”", side.text.name);
    let more: Vec<String> = [
        (side.text.id != side.text.name).then(|| side.text.id.clone()),
        side.day.map(|it| it.to_string()),
        side.by.as_ref().map(|it| format!("by {}", it.name)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !more.is_empty() {
        text.extend([" (", &more.join(", "), ")"]);
    }
    text
}

fn point(sheet: &mut Sheet, it: &PointChange) {
    let mut label = what(it);
    if let Some(before) = &it.section_before {
        let from =
            if before.is_empty() { "no heading".to_owned() } else { format!("“{before}”") };
        let comma = if label.is_empty() { "" } else { ", " };
        label.extend([comma, "from under ", &from]);
    }
    let lead = if label.is_empty() { "  ".to_owned() } else { format!("  {label}: ") };
    sheet.mixed(4, &[&[(Ink::Plain, lead)], &runs(&it.marks)[..]].concat());
}

/// Words with their marks.
fn runs(marks: &[Mark]) -> Vec<(Ink, String)> {
    let run = |it: &Mark| match it.kind {
        MarkKind::Same => (Ink::Plain, it.text.clone()),
        MarkKind::Added => (Ink::Added, format!("{{+{}+}}", it.text)),
        MarkKind::Removed => (Ink::Removed, format!("{{-{}-}}", it.text)),
    };
    marks.iter().map(run).collect()
}
