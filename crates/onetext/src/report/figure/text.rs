//! Changed texts against the text as it stands: who would accept each.

use maud::{Markup, html};

use super::{Picture, class, class_shape, classes, name, place, real};
use crate::analysis::{Analysis, Named, Number};
use crate::inquiry::TogetherView;
use crate::range::{Range, percent};
use crate::report::sentence::count;

/// Where the scales begin.
const LEFT: f64 = 128.0;
/// Height of a row, and of the head above them.
const ROW: f64 = 50.0;
const HEAD: f64 = 34.0;

/// What would unlock the draft on the table, or what comes nearest.
pub(in crate::report) fn unlock(analysis: &Analysis) -> Option<Picture> {
    let view = analysis.ladder.as_ref()?;
    let nearest = view.nearest.iter().map(|it| ("The nearest".to_owned(), it));
    let rungs = view.rungs.iter().enumerate().map(|(at, it)| (format!("Step {}", at + 1), it));
    let rows = rungs.chain(nearest);
    let rows: Vec<Row<'_>> = rows
        .map(|(label, it)| Row { label, changes: it.changes.len(), after: &it.after })
        .collect();
    let title = format!("Who would accept “{}”, as it stands and changed", view.text.text.name);
    draw(analysis, &title, &view.before, &rows, Some(view.at_least))
}

/// The next drafts.
pub(in crate::report) fn proposals(analysis: &Analysis) -> Option<Picture> {
    let view = analysis.proposals.as_ref()?;
    let rows = view.proposals.iter().enumerate().map(|(at, it)| Row {
        label: format!("Proposal {}", at + 1),
        changes: it.changes.len(),
        after: &it.after,
    });
    let title = format!("Who would accept the next drafts after “{}”", view.text.text.name);
    draw(analysis, &title, &view.before, &rows.collect::<Vec<_>>(), None)
}

/// A changed text.
struct Row<'a> {
    label: String,
    changes: usize,
    after: &'a TogetherView,
}

fn draw(
    analysis: &Analysis,
    title: &str,
    before: &TogetherView,
    rows: &[Row<'_>],
    goal: Option<f64>,
) -> Option<Picture> {
    if rows.is_empty() {
        return None;
    }
    let columns = before.parties.len() + 1;
    let wide = (600.0 / real(columns)).clamp(104.0, 190.0);
    let [width, height] = [LEFT + real(columns) * wide, HEAD + real(rows.len() + 1) * ROW];
    let x = |column: usize| LEFT + real(column) * wide;
    let scale = wide - 22.0;
    let classes = classes(analysis);
    let cells = |it: &TogetherView| -> Vec<Number> {
        it.parties.iter().map(|it| it.share.clone()).chain([it.joint.clone()]).collect()
    };
    let was = cells(before);
    let names: Vec<Option<&Named>> =
        before.parties.iter().map(|it| Some(&it.party)).chain([None]).collect();
    let parts = html! {
        @for (column, who) in names.iter().enumerate() {
            @let class = class(&classes, *who);
            text.strong x=(place(x(column))) y="14" {
                @match who {
                    Some(who) => { tspan class={ "shape " (class) } { (class_shape(class)) } " " (name(&who.name, most(wide))) }
                    None => { "All who sign" }
                }
            }
            // All who sign accept more seldom than any of them: the bar is for each party.
            @if let (Some(goal), Some(_)) = (goal, who) {
                line.goal x1=(place(x(column) + goal * scale)) x2=(place(x(column) + goal * scale)) y1=(place(HEAD - 8.0)) y2=(place(height)) {}
                text.soft.fine.middle x=(place(x(column) + goal * scale)) y=(place(HEAD - 6.0)) { (percent(goal)) }
            }
        }
        (row("As it stands", None, 0, width))
        @for (at, it) in rows.iter().enumerate() {
            (row(&it.label, Some(it.changes), at + 1, width))
        }
        @for (column, who) in names.iter().enumerate() {
            @let class = who.map_or("", |it| class(&classes, Some(it)));
            @let said = who.map_or("All who sign", |it| it.name.as_str());
            (cell([x(column), top(0)], scale, class, &was[column], None, &format!("As it stands, {said}")))
            @for (at, it) in rows.iter().enumerate() {
                (cell([x(column), top(at + 1)], scale, class, &cells(it.after)[column], Some(&was[column]), &format!("{}, {said}", it.label)))
            }
        }
    };
    let note = if goal.is_some() {
        "Each bar is a range of shares, from 0 to 100 %. Filled: with the change; outlined: as it stands. \
         Dashed: the share that each party has to reach."
    } else {
        "Each bar is a range of shares, from 0 to 100 %. Filled: the proposal; outlined: the text as it \
         stands."
    };
    Some(Picture { title: super::printable(title), note, parts, size: [width, height] })
}

/// Characters of a name that a column has room for.
fn most(wide: f64) -> usize {
    if wide < 150.0 { 11 } else { 19 }
}

fn top(row: usize) -> f64 {
    HEAD + real(row) * ROW
}

fn row(label: &str, changes: Option<usize>, row: usize, width: f64) -> Markup {
    html! {
        @if row != 0 { line.rule x1="0" x2=(place(width)) y1=(place(top(row))) y2=(place(top(row))) {} }
        text.strong x="0" y=(place(top(row) + 21.0)) { (label) }
        @if let Some(changes) = changes {
            text.soft.fine x="0" y=(place(top(row) + 37.0)) { (count(changes, "change", "changes")) }
        }
    }
}

/// A range on its scale, with the one before under it.
fn cell(
    [x, y]: [f64; 2],
    scale: f64,
    class: &str,
    number: &Number,
    before: Option<&Number>,
    label: &str,
) -> Markup {
    let bar = |range: Range, kind: &str, y: f64, height: f64| {
        let (low, high) = range.percents();
        let at = |percent: i64| f64::from(i32::try_from(percent).unwrap_or(0)) / 100.0 * scale;
        // A range too narrow to see is drawn a little wider, inside the scale.
        let width = at(high - low).max(3.0);
        let start = at(low).min(scale - width);
        html! { rect class=(kind) x=(place(x + start)) y=(place(y)) width=(place(width)) height=(place(height)) {} }
    };
    html! {
        g class=(class) {
            title { (label) ": " (words(number)) }
            rect.track x=(place(x)) y=(place(y + 29.0)) width=(place(scale)) height="4" {}
            @if let Some(Number::Known { range, .. }) = before { (bar(*range, "ghost", y + 36.5, 5.0)) }
            @match number {
                Number::Known { range, .. } => {
                    (bar(*range, if before.is_some() { "fill" } else { "ghost" }, y + 26.0, 10.0))
                    text.fine x=(place(x)) y=(place(y + 20.0)) { (range) }
                }
                Number::Unknown { .. } => { text.fine.soft x=(place(x)) y=(place(y + 20.0)) { "no number" } }
            }
        }
    }
}

fn words(number: &Number) -> String {
    match number {
        Number::Known { range, word, .. } => format!("{word}, {range}"),
        Number::Unknown { reason, .. } => format!("no number: {reason}"),
    }
}
