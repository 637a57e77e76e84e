//! The frontier as a drawing: for two parties a plane, for more one axis for each.

use maud::{Markup, html};

use super::agreeable::capital;
use crate::bargaining::{Bargaining, FrontierView, Payoff};

/// The frontier with the reservation values and what the rules pick.
pub(super) fn plot(exact: &Bargaining, frontier: &FrontierView) -> Markup {
    let floors = &exact.zopa.reservations;
    let picks = picks(exact);
    let axes: Vec<Axis> =
        (0..floors.len()).map(|it| Axis::new(it, floors, frontier, &picks)).collect();
    html! {
        @match axes.as_slice() {
            [x, y] => (plane(x, y, frontier, &picks)),
            [] | [_] => {},
            _ => (parallel(&axes, frontier, &picks)),
        }
    }
}

/// What the rules pick, rules with the same payoffs joined: the payoffs and the names. The first
/// party's best comes first, so that labels further down belong to points further down.
fn picks(exact: &Bargaining) -> Vec<(Vec<Payoff>, String)> {
    let mut found: Vec<(Vec<Payoff>, String)> = Vec::new();
    for it in exact.solutions.iter().flatten() {
        let name = capital(it.rule.name());
        match found.iter_mut().find(|(payoffs, _)| *payoffs == it.payoffs) {
            Some((_, names)) => *names = format!("{names}, {name}"),
            None => found.push((it.payoffs.clone(), name)),
        }
    }
    found.sort_by_key(|(payoffs, _)| payoffs.iter().map(|it| it.units).collect::<Vec<_>>());
    found
}

/// One party's scale in the drawing: from the least to the most that is shown.
struct Axis {
    name: String,
    floor: (i64, String),
    low: (i64, String),
    high: (i64, String),
}

impl Axis {
    fn new(
        party: usize,
        floors: &[Payoff],
        frontier: &FrontierView,
        picks: &[(Vec<Payoff>, String)],
    ) -> Self {
        let shown = frontier
            .points
            .iter()
            .map(|it| &it.payoffs[party])
            .chain(picks.iter().map(|(payoffs, _)| &payoffs[party]))
            .map(|it| (it.units, it.utility.clone()));
        let floor = (floors[party].units, floors[party].utility.clone());
        let low = shown.clone().min_by_key(|it| it.0);
        let high = shown.max_by_key(|it| it.0);
        Self {
            name: floors[party].party.name.clone(),
            low: low.filter(|it| it.0 < floor.0).unwrap_or_else(|| floor.clone()),
            high: high.filter(|it| floor.0 < it.0).unwrap_or_else(|| floor.clone()),
            floor,
        }
    }

    /// The share of the axis that lies below a payoff, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "places in a drawing")]
    fn share(&self, units: i64) -> f64 {
        let span = (self.high.0 - self.low.0).max(1);
        (units - self.low.0) as f64 / span as f64
    }
}

const LEFT: f64 = 58.0;
const TOP: f64 = 22.0;
const WIDE: f64 = 400.0;
const HIGH: f64 = 300.0;

fn place(number: f64) -> String {
    format!("{number:.1}")
}

fn plane(x: &Axis, y: &Axis, frontier: &FrontierView, picks: &[(Vec<Payoff>, String)]) -> Markup {
    let across = |units: i64| LEFT + x.share(units) * WIDE;
    let up = |units: i64| TOP + (1.0 - y.share(units)) * HIGH;
    let at = |payoffs: &[Payoff]| (across(payoffs[0].units), up(payoffs[1].units));
    let line: Vec<String> = frontier
        .points
        .iter()
        .map(|it| at(&it.payoffs))
        .map(|(x, y)| format!("{},{}", place(x), place(y)))
        .collect();
    let (floor_x, floor_y) = (across(x.floor.0), up(y.floor.0));
    let bottom = TOP + HIGH;
    html! {
        figure.plot {
            svg viewBox="0 0 500 380" role="img" aria-labelledby="plot-title" {
                title #plot-title { "The frontier: the utility of " (x.name) " across, of " (y.name) " upwards" }
                rect.zone x=(place(floor_x)) y=(place(TOP)) width=(place((LEFT + WIDE - floor_x).max(0.0))) height=(place((floor_y - TOP).max(0.0))) {}
                line.axis x1=(place(LEFT)) y1=(place(bottom)) x2=(place(LEFT + WIDE)) y2=(place(bottom)) {}
                line.axis x1=(place(LEFT)) y1=(place(TOP)) x2=(place(LEFT)) y2=(place(bottom)) {}
                line.floor x1=(place(floor_x)) y1=(place(TOP)) x2=(place(floor_x)) y2=(place(bottom)) {}
                line.floor x1=(place(LEFT)) y1=(place(floor_y)) x2=(place(LEFT + WIDE)) y2=(place(floor_y)) {}
                polyline.line points=(line.join(" ")) {}
                @for it in &frontier.points {
                    @let (x, y) = at(&it.payoffs);
                    circle.dot cx=(place(x)) cy=(place(y)) r="2.6" {}
                }
                @for (index, (payoffs, names)) in picks.iter().enumerate() {
                    @let (x, y) = at(payoffs);
                    @let label = y + 34.0 + 20.0 * f64::from(u8::try_from(index).unwrap_or(0));
                    @let anchor = if x < LEFT + WIDE * 0.5 { "start" } else { "end" };
                    line.axis x1=(place(x)) y1=(place(y)) x2=(place(x)) y2=(place(label - 11.0)) {}
                    circle.pick cx=(place(x)) cy=(place(y)) r="6" {}
                    text.strong x=(place(x)) y=(place(label)) text-anchor=(anchor) { (names) }
                }
                (ends_across(x, bottom, floor_x))
                (ends_up(y, bottom, floor_y))
                text.strong x=(place(LEFT + WIDE)) y=(place(bottom + 40.0)) text-anchor="end" { (x.name) " →" }
                text.strong x="4" y=(place(TOP - 10.0)) { "↑ " (y.name) }
            }
            figcaption {
                "Every dot is a pair of utilities that no outcome beats for both. Shaded: at or above what "
                "each accepts without agreement (dashed). Marked in full: what the rules pick."
            }
        }
    }
}

fn ends_across(axis: &Axis, bottom: f64, floor: f64) -> Markup {
    html! {
        text.soft x=(place(LEFT)) y=(place(bottom + 16.0)) { (axis.low.1) }
        text.soft x=(place(LEFT + WIDE)) y=(place(bottom + 16.0)) text-anchor="end" { (axis.high.1) }
        @if LEFT + 40.0 < floor && floor < LEFT + WIDE - 40.0 {
            text.soft x=(place(floor)) y=(place(bottom + 16.0)) text-anchor="middle" { (axis.floor.1) }
        }
    }
}

fn ends_up(axis: &Axis, bottom: f64, floor: f64) -> Markup {
    html! {
        text.soft x=(place(LEFT - 7.0)) y=(place(bottom)) text-anchor="end" { (axis.low.1) }
        text.soft x=(place(LEFT - 7.0)) y=(place(TOP + 8.0)) text-anchor="end" { (axis.high.1) }
        @if TOP + 24.0 < floor && floor < bottom - 16.0 {
            text.soft x=(place(LEFT - 7.0)) y=(place(floor + 4.0)) text-anchor="end" { (axis.floor.1) }
        }
    }
}

fn parallel(axes: &[Axis], frontier: &FrontierView, picks: &[(Vec<Payoff>, String)]) -> Markup {
    let step = WIDE / f64::from(u16::try_from(axes.len().saturating_sub(1).max(1)).unwrap_or(1));
    let across = |index: usize| LEFT + step * f64::from(u16::try_from(index).unwrap_or(0));
    let up = |axis: &Axis, units: i64| TOP + 20.0 + (1.0 - axis.share(units)) * (HIGH - 20.0);
    let line = |payoffs: &[Payoff]| {
        let points = axes.iter().zip(payoffs).enumerate().map(|(index, (axis, it))| {
            format!("{},{}", place(across(index)), place(up(axis, it.units)))
        });
        points.collect::<Vec<_>>().join(" ")
    };
    html! {
        figure.plot {
            svg viewBox="0 0 500 400" role="img" aria-labelledby="plot-title" {
                title #plot-title { "The frontier: one axis for each party" }
                @for it in &frontier.points { polyline.grid fill="none" points=(line(&it.payoffs)) {} }
                @for (payoffs, _) in picks { polyline.line points=(line(payoffs)) {} }
                @for (index, axis) in axes.iter().enumerate() {
                    @let x = across(index);
                    line.axis x1=(place(x)) x2=(place(x)) y1=(place(TOP + 20.0)) y2=(place(TOP + HIGH)) {}
                    text.strong x=(place(x)) y=(place(TOP)) text-anchor="middle" { (axis.name) }
                    text.soft x=(place(x)) y=(place(TOP + 15.0)) text-anchor="middle" { (axis.high.1) }
                    text.soft x=(place(x)) y=(place(TOP + HIGH + 15.0)) text-anchor="middle" { (axis.low.1) }
                    @let floor = up(axis, axis.floor.0);
                    line.floor x1=(place(x - 9.0)) x2=(place(x + 9.0)) y1=(place(floor)) y2=(place(floor)) {}
                    @for (payoffs, _) in picks { circle.pick cx=(place(x)) cy=(place(up(axis, payoffs[index].units))) r="5" {} }
                }
                @for (index, (_, names)) in picks.iter().enumerate() {
                    text.soft x=(place(LEFT)) y=(place(TOP + HIGH + 34.0 + 14.0 * f64::from(u8::try_from(index).unwrap_or(0)))) { (names) }
                }
            }
            figcaption {
                "Each thin line is an outcome that no outcome beats for all. The strong lines are what the "
                "rules pick; dashes mark what each party accepts without agreement."
            }
        }
    }
}
