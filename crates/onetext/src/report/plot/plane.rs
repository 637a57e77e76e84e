//! Two parties: a plane.

use maud::{Markup, html};

use super::badge::badges;
use super::mark::{Kind, Mark, shape};
use super::{Axis, Measure, Space, place, short};

const LEFT: f64 = 54.0;
const TOP: f64 = 40.0;
const WIDE: f64 = 400.0;
const HIGH: f64 = 340.0;
/// Room at the right, for the last label.
const BESIDE: f64 = 22.0;
/// Below the axis: labels and a name.
const BELOW: f64 = 48.0;

/// What a script needs to find a place in the plane: the left, upper, right and lower edge.
pub(in crate::report) const FIELD: [f64; 4] = [LEFT, TOP, LEFT + WIDE, TOP + HIGH];

/// The plane of two parties with at most so many points that are not efficient for the two alone,
/// its width and its height.
pub(super) fn draw(space: &Space, [a, b]: [usize; 2], most: usize) -> (Markup, [f64; 2]) {
    let (x, y) = (&space.axes[a], &space.axes[b]);
    let (right, bottom) = (LEFT + WIDE, TOP + HIGH);
    let across = |value: f64| LEFT + x.share(value) * WIDE;
    let up = |value: f64| TOP + (1.0 - y.share(value)) * HIGH;
    let marks: Vec<(&Mark, [f64; 4])> = space
        .marks
        .iter()
        .filter_map(|it| {
            let ([low_x, high_x], [low_y, high_y]) = (it.ranges[a]?, it.ranges[b]?);
            Some((it, [across(low_x), up(high_y), across(high_x), up(low_y)]))
        })
        .collect();
    let middle = |it: &[f64; 4]| (f64::midpoint(it[0], it[2]), f64::midpoint(it[1], it[3]));
    let places: Vec<((f64, f64), f64)> =
        marks.iter().map(|(mark, it)| (middle(it), wide(&mark.badge))).collect();
    let badges = badges(&places, [LEFT + 2.0, TOP - 12.0, right + BESIDE, bottom - 2.0]);
    let stations: Vec<(f64, f64)> = marks
        .iter()
        .filter(|(mark, _)| mark.kind == Kind::Draft)
        .map(|(_, it)| middle(it))
        .collect();
    let parts = html! {
        (zone(x, y, &across, &up))
        (grid(x, y, &across, &up))
        (points(space, [a, b], most, &across, &up))
        @for (mark, it) in &marks { (extent(mark.kind, it)) }
        @if 1 < stations.len() {
            polyline.halo points=(line(&stations)) {}
            polyline.path points=(line(&stations)) {}
            @for ends in stations.windows(2) { (arrow(ends[0], ends[1])) }
        }
        @for ((_, badge), (at, _)) in marks.iter().zip(&badges).zip(&places) {
            @if badge.is_far {
                polyline.leader points=(line(&[*at, (badge.x, badge.y)])) {}
            }
        }
        @for ((mark, _), ((x, y), _)) in marks.iter().zip(&places) {
            g.mark { title { (mark.told_name()) " – " (mark.told[a]) " : " (mark.told[b]) } (shape(mark.kind, *x, *y)) }
        }
        @for ((mark, _), badge) in marks.iter().zip(&badges) {
            text class={ "badge " (mark.kind.class()) } x=(place(badge.x)) y=(place(badge.y + 4.0)) text-anchor="middle" { (mark.badge) }
        }
        text.strong x=(place(right)) y=(place(bottom + 38.0)) text-anchor="end" { (short(&x.name, 56)) " →" }
        text.strong x="6" y=(place(TOP - 20.0)) { "↑ " (short(&y.name, 56)) }
    };
    (parts, [right + BESIDE, bottom + BELOW])
}

/// About how wide letters are.
fn wide(letters: &str) -> f64 {
    7.4 * f64::from(u16::try_from(letters.chars().count()).unwrap_or(9)) + 3.0
}

/// Where both accept.
fn zone(x: &Axis, y: &Axis, across: &impl Fn(f64) -> f64, up: &impl Fn(f64) -> f64) -> Markup {
    let (right, bottom) = (LEFT + WIDE, TOP + HIGH);
    let (bar_x, bar_y) = (x.bar.map(across), y.bar.map(up));
    html! {
        @if let (Some(x), Some(y)) = (bar_x, bar_y) {
            rect.zone x=(place(x)) y=(place(TOP)) width=(place(right - x)) height=(place(y - TOP)) {}
        }
        @if let Some(x) = bar_x { line.floor x1=(place(x)) y1=(place(TOP)) x2=(place(x)) y2=(place(bottom)) {} }
        @if let Some(y) = bar_y { line.floor x1=(place(LEFT)) y1=(place(y)) x2=(place(right)) y2=(place(y)) {} }
    }
}

fn grid(x: &Axis, y: &Axis, across: &impl Fn(f64) -> f64, up: &impl Fn(f64) -> f64) -> Markup {
    let (right, bottom) = (LEFT + WIDE, TOP + HIGH);
    html! {
        @for tick in &x.ticks {
            @let at = place(across(tick.value));
            line.grid x1=(at) x2=(at) y1=(place(TOP)) y2=(place(bottom)) {}
            text.soft x=(at) y=(place(bottom + 17.0)) text-anchor="middle" { (tick.label) }
        }
        @for tick in &y.ticks {
            @let at = up(tick.value);
            line.grid x1=(place(LEFT)) x2=(place(right)) y1=(place(at)) y2=(place(at)) {}
            text.soft x=(place(LEFT - 8.0)) y=(place(at + 4.0)) text-anchor="end" { (tick.label) }
        }
        line.axis x1=(place(LEFT)) y1=(place(bottom)) x2=(place(right)) y2=(place(bottom)) {}
        line.axis x1=(place(LEFT)) y1=(place(TOP)) x2=(place(LEFT)) y2=(place(bottom)) {}
    }
}

/// The frontier: what is efficient for all as faint dots, what is efficient for the two alone as
/// firm ones with a line. Each dot is a line without length, which takes few letters.
fn points(
    space: &Space,
    [a, b]: [usize; 2],
    most: usize,
    across: &impl Fn(f64) -> f64,
    up: &impl Fn(f64) -> f64,
) -> Markup {
    if space.measure == Measure::Share || space.points.is_empty() {
        return html! {};
    }
    let at = |it: usize| (across(space.points[it][a]), up(space.points[it][b]));
    let dots = |it: &[usize]| {
        let dots = it.iter().map(|&it| at(it));
        dots.map(|(x, y)| format!("M{} {}h0", place(x), place(y))).collect::<Vec<_>>().concat()
    };
    let firm = space.efficient([a, b]);
    let faint = space.drawn(most);
    let firm_line: Vec<(f64, f64)> = firm.iter().map(|&it| at(it)).collect();
    let size = if firm.len() <= 150 { "firm" } else { "firm fine" };
    html! {
        @if 2 < space.axes.len() { path.dots.faint d=(dots(&faint)) {} }
        polyline.line points=(line(&firm_line)) {}
        path class={ "dots " (size) } d=(dots(&firm)) {}
    }
}

/// The range of a mark: for a draft a box, for others a cross.
fn extent(kind: Kind, it: &[f64; 4]) -> Markup {
    let [left, top, right, bottom] = *it;
    let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let is_wide = 1.0 < right - left || 1.0 < bottom - top;
    html! {
        @if is_wide {
            @if matches!(kind, Kind::Draft | Kind::Hidden) {
                rect class=(if kind == Kind::Draft { "extent" } else { "extent unseen-text" }) x=(place(left)) y=(place(top)) width=(place((right - left).max(1.0))) height=(place((bottom - top).max(1.0))) {}
            } @else {
                path class={ "cross " (kind.class()) } d={ "M" (place(left)) " " (place(y)) "H" (place(right)) "M" (place(x)) " " (place(top)) "V" (place(bottom)) } {}
            }
        }
    }
}

/// A small arrow in the middle of a step of the path.
fn arrow(from: (f64, f64), to: (f64, f64)) -> Markup {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt();
    if length < 24.0 {
        return html! {};
    }
    let (dx, dy) = (dx / length, dy / length);
    let (x, y) = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let corners = [
        (x + 5.0 * dx, y + 5.0 * dy),
        (x - 4.0 * dx - 4.0 * dy, y - 4.0 * dy + 4.0 * dx),
        (x - 4.0 * dx + 4.0 * dy, y - 4.0 * dy - 4.0 * dx),
    ];
    html! { polygon.arrow points=(line(&corners)) {} }
}

fn line(points: &[(f64, f64)]) -> String {
    let points = points.iter().map(|(x, y)| format!("{},{}", place(*x), place(*y)));
    points.collect::<Vec<_>>().join(" ")
}
