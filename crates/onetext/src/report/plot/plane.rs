//! Two parties: a plane.

use maud::{Markup, html};

use super::axis::value;
use super::{Axis, Drawing, Payoff, mark, place};

const LEFT: f64 = 62.0;
const TOP: f64 = 40.0;
const WIDE: f64 = 380.0;
const HIGH: f64 = 320.0;
/// Room for the names of the rules.
const BESIDE: f64 = 178.0;
/// Height of a line of text.
const LINE: f64 = 15.0;

pub(super) fn draw(drawing: &Drawing<'_>, x: &Axis, y: &Axis) -> (Markup, [f64; 2]) {
    let (right, bottom) = (LEFT + WIDE, TOP + HIGH);
    let across = |value: f64| LEFT + x.share(value) * WIDE;
    let up = |value: f64| TOP + (1.0 - y.share(value)) * HIGH;
    let at = |payoffs: &[Payoff]| (across(value(&payoffs[0])), up(value(&payoffs[1])));
    let points: Vec<(f64, f64)> = drawing.points().map(|it| at(&it.payoffs)).collect();
    let line: Vec<String> =
        points.iter().map(|(x, y)| format!("{},{}", place(*x), place(*y))).collect();
    let radius = if points.len() <= 150 { "2.6" } else { "1.7" };
    let (floor_x, floor_y) = (across(x.floor), up(y.floor));
    let labels = labels(drawing, &at);
    let parts = html! {
        rect.zone x=(place(floor_x)) y=(place(TOP)) width=(place(right - floor_x)) height=(place(floor_y - TOP)) {}
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
        line.floor x1=(place(floor_x)) y1=(place(TOP)) x2=(place(floor_x)) y2=(place(bottom)) {}
        line.floor x1=(place(LEFT)) y1=(place(floor_y)) x2=(place(right)) y2=(place(floor_y)) {}
        polyline.line points=(line.join(" ")) {}
        @for (x, y) in &points { circle.dot cx=(place(*x)) cy=(place(*y)) r=(radius) {} }
        @for label in &labels {
            polyline.leader points={ (place(label.x)) "," (place(label.y)) " " (place(right + 8.0)) "," (place(label.top + 10.0)) } {}
        }
        @for label in &labels {
            (mark::mark(label.index, label.x, label.y))
            (mark::mark(label.index, right + 16.0, label.top + 10.0))
            @for (row, text) in (0_u16..).zip(&label.lines) {
                @let class = if usize::from(row) + 1 == label.lines.len() { "soft" } else { "strong" };
                text class=(class) x=(place(right + 28.0)) y=(place(label.top + 14.0 + LINE * f64::from(row))) { (text) }
            }
        }
        text.strong x=(place(right)) y=(place(bottom + 38.0)) text-anchor="end" { (short(&x.name)) " →" }
        text.strong x="8" y=(place(TOP - 20.0)) { "↑ " (short(&y.name)) }
    };
    (parts, [right + BESIDE, bottom + 54.0])
}

/// What a mark is called, and where that stands.
struct Label {
    index: usize,
    x: f64,
    y: f64,
    top: f64,
    lines: Vec<String>,
}

/// The labels, beside the plane and each as high as its mark where there is room: the lowest first,
/// and others above it, as nothing lies above the frontier that a line to a label could cross.
fn labels(drawing: &Drawing<'_>, at: &impl Fn(&[Payoff]) -> (f64, f64)) -> Vec<Label> {
    let mut labels: Vec<Label> = drawing
        .picks
        .iter()
        .enumerate()
        .map(|(index, pick)| {
            let (x, y) = at(&pick.payoffs);
            let utilities: Vec<&str> = pick.payoffs.iter().map(|it| it.utility.as_str()).collect();
            let mut lines = pick.names.clone();
            lines.push(format!("{} : {}", utilities[0], utilities[1]));
            Label { index, x, y, top: y - 10.0, lines }
        })
        .collect();
    labels.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.index.cmp(&b.index)));
    let height = |it: &Label| LINE * f64::from(u16::try_from(it.lines.len()).unwrap_or(0)) + 8.0;
    let mut floor = TOP + HIGH + 24.0;
    for it in &mut labels {
        it.top = it.top.min(floor - height(it));
        floor = it.top;
    }
    // What does not fit above comes down again.
    let mut ceiling = 0.0_f64;
    for it in labels.iter_mut().rev() {
        it.top = it.top.max(ceiling);
        ceiling = it.top + height(it);
    }
    labels
}

/// A name that fits beside the plane.
fn short(name: &str) -> String {
    const LONGEST: usize = 60;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}
