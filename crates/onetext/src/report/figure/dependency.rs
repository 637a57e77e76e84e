//! Which issue hangs on which: arcs beside the issues in their order.

use maud::{Markup, html};

use super::{Figure, class, class_shape, classes, name, place, printable, real};
use crate::analysis::{Analysis, DependencyView, Tie};

const WIDTH: f64 = 720.0;
/// Where arcs begin.
const LEFT: f64 = 440.0;
/// Height of a row.
const ROW: f64 = 28.0;
/// Issues up to which those are shown that hang on none.
const ALL: usize = 24;

/// Which issue hangs on which, and who says so.
pub(in crate::report) fn dependencies(analysis: &Analysis) -> Option<Figure> {
    let ties = &analysis.dependencies;
    if ties.is_empty() {
        return None;
    }
    let is_tied = |id: &str| ties.iter().flat_map(DependencyView::issues).any(|it| it.id == id);
    let shown: Vec<_> = analysis
        .issues
        .iter()
        .map(|it| &it.issue)
        .filter(|it| analysis.issues.len() <= ALL || is_tied(&it.id))
        .collect();
    let find = |id: &str| shown.iter().position(|it| it.id == id);
    let mut seen: Vec<[usize; 2]> = Vec::new();
    let mut arcs = Vec::new();
    for (at, tie) in ties.iter().enumerate() {
        for (hangs, on) in tie.pairs() {
            let (Some(from), Some(to)) = (find(&hangs.id), find(&on.id)) else { continue };
            let pair = [from.min(to), from.max(to)];
            let before = seen.iter().filter(|it| **it == pair).count();
            seen.push(pair);
            arcs.push((at, tie, from, to, before));
        }
    }
    let classes = classes(analysis);
    let parts = html! {
        @for (row, it) in shown.iter().enumerate() {
            line.rule x1="0" x2=(place(LEFT)) y1=(place(y(row) + ROW / 2.0)) y2=(place(y(row) + ROW / 2.0)) {}
            text class=(if is_tied(&it.id) { "" } else { "soft" }) x="0" y=(place(y(row) + 4.0)) { (name(&it.name, 60)) }
        }
        @for (at, tie, from, to, before) in arcs {
            (arc(at + 1, tie, class(&classes, tie.by.as_ref()), [from, to], before))
        }
    };
    Some(Figure {
        title: "Which issue hangs on which".to_owned(),
        note: "An arrow leads from an issue to the one that it hangs on; the number is that of the row in \
               the table. Solid: a linkage of the case, or “only if”; long dashes: an offer in return; \
               dots: a package.",
        parts,
        size: [WIDTH, y(shown.len())],
    })
}

fn y(row: usize) -> f64 {
    ROW * (real(row) + 0.5)
}

fn arc(
    number: usize,
    tie: &DependencyView,
    class: &str,
    [from, to]: [usize; 2],
    before: usize,
) -> Markup {
    let (one, other) = (y(from), y(to));
    let high = (other - one).abs();
    let wide = (26.0 + 0.5 * high + 26.0 * real(before)).min(WIDTH - LEFT - 60.0);
    let (kind, points) = match tie.tie {
        Tie::Linkage | Tie::OnlyIf => ("line", true),
        Tie::Offer => ("line long", true),
        Tie::Together { .. } | Tie::Package => ("line dots", false),
    };
    let [x, tip, back] = [LEFT + 8.0, LEFT + 9.0, LEFT + 17.0];
    let class = if tie.by.is_some() { class } else { "" };
    html! {
        g class=(class) {
            title { (number) ": " (printable(&tie.words())) }
            path class=(kind) d={ "M" (place(x)) " " (place(one)) "C" (place(x + wide * 1.33)) " " (place(one)) " " (place(x + wide * 1.33)) " " (place(other)) " " (place(x)) " " (place(other)) } {}
            @if points { polygon.dot points={ (place(tip)) "," (place(other)) " " (place(back)) "," (place(other - 4.5)) " " (place(back)) "," (place(other + 4.5)) } {} }
            @else { circle.dot cx=(place(x)) cy=(place(one)) r="3" {} circle.dot cx=(place(x)) cy=(place(other)) r="3" {} }
            text.strong.halo x=(place(x + wide - 2.0)) y=(place(f64::midpoint(one, other) + 4.5)) {
                (number) @if tie.by.is_some() { tspan.shape { " " (class_shape(class)) } }
            }
        }
    }
}
