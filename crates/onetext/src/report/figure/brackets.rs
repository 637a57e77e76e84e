//! What is in brackets over the drafts, by day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Picture, class, class_shape, classes, days, name, place, printable, real, spread};
use crate::analysis::{Analysis, Named};
use crate::drafting::{BracketsView, DraftBrackets, HiddenBrackets};
use crate::time::Time;

const WIDTH: f64 = 720.0;
/// From where to where drafts stand, and how far apart at least.
const ENDS: [f64; 2] = [64.0, 620.0];
const APART: f64 = 74.0;
/// Top and height of the counts of points and brackets, then of the options.
const ABOVE: [f64; 2] = [40.0, 120.0];
const BELOW: [f64; 2] = [232.0, 190.0];
/// Width of a column.
const COLUMN: f64 = 34.0;

/// Points, brackets and options in brackets, draft by draft.
pub(in crate::report) fn brackets(analysis: &Analysis) -> Option<Picture> {
    let view = &analysis.brackets;
    let is_open = view.drafts.iter().any(|it| it.brackets != 0)
        || view.undisclosed.iter().any(|it| it.brackets[1] != 0);
    if !is_open {
        return None;
    }
    let classes = classes(analysis);
    let drafts = placed(view);
    let most = |of: &dyn Fn(&DraftBrackets) -> usize, hidden: &dyn Fn(&HiddenBrackets) -> usize| {
        let all = view.drafts.iter().map(of).chain(view.undisclosed.iter().map(hidden));
        real(all.max().unwrap_or_default().max(1))
    };
    let points = most(&|it| it.points.max(it.brackets), &|it| it.brackets[1]);
    let options = most(&owned, &|it| it.options[1]);
    let height = BELOW[0] + BELOW[1] + 44.0;
    let owners = owners(view);
    let parts = html! {
        text.soft.fine x="0" y="12" { "Points of the text, and its brackets" }
        (base(ABOVE)) (base(BELOW))
        (lines(&drafts, points))
        text.soft.fine x="0" y=(place(BELOW[0] - 30.0)) { "Options in brackets, by who wants them" }
        @let step = (WIDTH / real(owners.len())).min(180.0);
        @for (at, by) in owners.iter().enumerate() {
            @let class = class(&classes, *by);
            text.fine x=(place(real(at) * step)) y=(place(BELOW[0] - 10.0)) {
                tspan class={ "shape " (class) } { (class_shape(class)) } " " (by.map_or_else(|| "nobody named".to_owned(), |it| name(&it.name, 25)))
            }
        }
        @for (x, it) in &drafts {
            @match it {
                Text::Known(it) => { (column(&classes, *x, it, options)) }
                Text::Hidden(it) => { (hidden(*x, it, options)) }
            }
            text.middle.strong x=(place(*x)) y=(place(BELOW[0] + BELOW[1] + 18.0)) { (name(&it.draft().id, 14)) }
            @if let Some(day) = it.day() {
                text.middle.fine.soft x=(place(*x)) y=(place(BELOW[0] + BELOW[1] + 34.0)) { (day.short()) }
            }
        }
    };
    Some(Picture {
        title: "What is in brackets, draft by draft".to_owned(),
        note: "Above: solid line and dots, brackets; thin line and triangles, points. Below: options in \
               brackets, stacked by who wants them. Dashed: a text that is not public, from the fewest to \
               the most.",
        parts,
        size: [WIDTH, height],
    })
}

/// A draft whose text is known, or not.
enum Text<'a> {
    Known(&'a DraftBrackets),
    Hidden(&'a HiddenBrackets),
}

impl Text<'_> {
    fn draft(&self) -> &Named {
        match self {
            Self::Known(it) => &it.draft,
            Self::Hidden(it) => &it.draft,
        }
    }

    fn day(&self) -> Option<Time> {
        match self {
            Self::Known(it) => Some(Time::from(it.day.0)),
            Self::Hidden(it) => it.day.clone(),
        }
    }
}

/// The drafts by day, with their places; one without a day stands between the two it lies between.
fn placed(view: &BracketsView) -> Vec<(f64, Text<'_>)> {
    let Some(first) = view.drafts.iter().map(|it| it.day.0).min() else { return Vec::new() };
    let since = |it: Date| days(first, it);
    let of = |id: &str| view.drafts.iter().find(|it| it.draft.id == id).map(|it| since(it.day.0));
    let mut all: Vec<(f64, Text<'_>)> =
        view.drafts.iter().map(|it| (since(it.day.0), Text::Known(it))).collect();
    all.extend(view.undisclosed.iter().map(|it| {
        let middle = |one, other| f64::midpoint(one, other);
        let between = || {
            let [one, other] = it.between.each_ref().map(|it| of(&it.id).unwrap_or_default());
            middle(one, other)
        };
        let at =
            it.day.as_ref().map_or_else(between, |it| middle(since(it.from.0), since(it.to.0)));
        (at, Text::Hidden(it))
    }));
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (low, high) = (all.first().map_or(0.0, |it| it.0), all.last().map_or(0.0, |it| it.0));
    let scale = (ENDS[1] - ENDS[0]) / (high - low).max(1.0);
    let wanted: Vec<f64> = all.iter().map(|it| ENDS[0] + (it.0 - low) * scale).collect();
    spread(&wanted, APART, ENDS).into_iter().zip(all.into_iter().map(|it| it.1)).collect()
}

/// Everybody who wants an option in brackets; nobody named last.
fn owners(view: &BracketsView) -> Vec<Option<&Named>> {
    let mut found: Vec<Option<&Named>> = Vec::new();
    for it in view.drafts.iter().flat_map(|it| &it.owners) {
        if !found.contains(&it.by.as_ref()) {
            found.push(it.by.as_ref());
        }
    }
    found.sort_by_key(Option::is_none);
    found
}

/// Options in brackets, one that two want counted for both.
fn owned(it: &DraftBrackets) -> usize {
    it.owners.iter().map(|it| it.options).sum()
}

fn base([top, height]: [f64; 2]) -> Markup {
    html! { line.axis x1="0" x2=(place(WIDTH)) y1=(place(top + height)) y2=(place(top + height)) {} }
}

fn lines(drafts: &[(f64, Text<'_>)], most: f64) -> Markup {
    let [top, height] = ABOVE;
    let y = |count: usize| top + height - real(count) / most * height;
    let known: Vec<(f64, &DraftBrackets)> = drafts
        .iter()
        .filter_map(|(x, it)| match it {
            Text::Known(it) => Some((*x, *it)),
            Text::Hidden(_) => None,
        })
        .collect();
    let path = |of: &dyn Fn(&DraftBrackets) -> usize| {
        let all = known.iter().map(|(x, it)| format!("{},{}", place(*x), place(y(of(it)))));
        all.collect::<Vec<_>>().join(" ")
    };
    html! {
        polyline.line.thin points=(path(&|it| it.points)) {}
        polyline.line points=(path(&|it| it.brackets)) {}
        @for (x, it) in &known {
            g {
                title { (it.draft.id) ": " (it.points) " points, " (it.brackets) " brackets, " (it.options) " options in them" }
                @let (at, dot) = (y(it.points), y(it.brackets));
                polygon.dot points={ (place(*x)) "," (place(at - 5.0)) " " (place(x + 5.0)) "," (place(at + 4.0)) " " (place(x - 5.0)) "," (place(at + 4.0)) } {}
                text.fine.soft.middle x=(place(*x)) y=(place(at - 9.0)) { (it.points) }
                circle.dot cx=(place(*x)) cy=(place(dot)) r="5" {}
                text.strong.halo x=(place(x + 9.0)) y=(place(dot - 5.0)) { (it.brackets) }
            }
        }
        @for (x, it) in drafts {
            @if let Text::Hidden(it) = it {
                rect.may x=(place(x - 5.0)) y=(place(y(it.brackets[1]) - 2.0)) width="10" height=(place(y(it.brackets[0]) - y(it.brackets[1]) + 4.0)) rx="5" {}
                text.halo x=(place(x + 9.0)) y=(place(f64::midpoint(y(it.brackets[0]), y(it.brackets[1])) + 4.0)) { (span(it.brackets)) }
            }
        }
        @if let Some((x, it)) = known.last() {
            text.fine.soft x=(place(x + 24.0)) y=(place(y(it.points) + 4.0)) { "points" }
            text.fine x=(place(x + 24.0)) y=(place(y(it.brackets) + 4.0)) { "brackets" }
        }
    }
}

/// The options in brackets of one draft, stacked by who wants them.
fn column(classes: &BTreeMap<&str, &'static str>, x: f64, it: &DraftBrackets, most: f64) -> Markup {
    let [top, height] = BELOW;
    let mut foot = top + height;
    let mut parts = Vec::new();
    for owner in &it.owners {
        let class = class(classes, owner.by.as_ref());
        let tall = real(owner.options) / most * height;
        foot -= tall;
        parts.push(html! {
            g class=(class) {
                title { (it.draft.id) ": " (owner.by.as_ref().map_or_else(|| "nobody named".to_owned(), |it| printable(&it.name))) ", " (owner.options) }
                rect.fill x=(place(x - COLUMN / 2.0)) y=(place(foot + 1.0)) width=(place(COLUMN)) height=(place((tall - 2.0).max(1.0))) {}
                @if 11.0 <= tall { text.in.fine.middle x=(place(x)) y=(place(foot + tall / 2.0 + 4.0)) { (class_shape(class)) " " (owner.options) } }
            }
        });
    }
    html! {
        @for it in &parts { (it) }
        @if it.owners.is_empty() { text.soft.middle x=(place(x)) y=(place(foot - 6.0)) { "none" } }
    }
}

fn hidden(x: f64, it: &HiddenBrackets, most: f64) -> Markup {
    let [top, height] = BELOW;
    let y = |count: usize| top + height - real(count) / most * height;
    let [low, high] = it.options;
    html! {
        g {
            title { (it.draft.id) ": not public, " (span(it.brackets)) " brackets, " (span(it.options)) " options in them" }
            rect.may x=(place(x - COLUMN / 2.0)) y=(place(y(high))) width=(place(COLUMN)) height=(place((y(low) - y(high)).max(2.0))) {}
            text.middle x=(place(x)) y=(place(y(high) - 6.0)) { (span(it.options)) }
        }
    }
}

/// A count that may be one of several: `2–5`.
pub(in crate::report) fn span([low, high]: [usize; 2]) -> String {
    if low == high { low.to_string() } else { format!("{low}–{high}") }
}
