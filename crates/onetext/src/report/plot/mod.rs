//! The frontier as a drawing: for two parties a plane, for more an axis for each.
//!
//! The same drawing stands on a page, where it takes the page's colors, and in a file of its own.

mod axis;
mod mark;
mod parallel;
mod plane;

use maud::{Markup, PreEscaped, html};

use self::axis::Axis;
pub(super) use self::axis::printable;
use crate::bargaining::{FrontierPointView, FrontierView, Payoff, SolutionView};

/// How the parts of a drawing look, in terms of the colors of whatever it stands in.
pub(super) const STYLE: &str = include_str!("plot.css");

/// The colors of a drawing in a file of its own.
const COLORS: &str = include_str!("colors.css");

/// Most points that are drawn.
pub const DRAWN: usize = 2_000;

/// A drawing in a file of its own.
#[derive(Clone, Debug)]
pub struct FrontierDrawing {
    /// The file: SVG that needs nothing else, for light and dark screens.
    pub svg: String,
    /// How many points of the frontier are drawn, at most [`DRAWN`]: all, or as many at even
    /// distances in its order. What the rules pick is drawn in any case.
    pub drawn: usize,
}

/// Draws a frontier with the reservation values and what rules pick, as SVG; `None` for a frontier
/// without points, and for one party alone.
pub fn frontier_svg(
    frontier: &FrontierView,
    reservations: &[Payoff],
    solutions: &[SolutionView],
) -> Option<FrontierDrawing> {
    let drawing = Drawing::new(frontier, reservations, solutions);
    let (parts, [width, height]) = drawing.parts()?;
    let notes = drawing.notes();
    let lines = [notes.as_slice(), &drawing.thinned().into_iter().collect::<Vec<_>>()].concat();
    let below = 18.0 * f64::from(u16::try_from(lines.len()).unwrap_or(0)) + 14.0;
    let svg = html! {
        svg.plot xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height + below) } width=(width) height=(height + below) role="img" aria-labelledby="plot-title plot-desc" {
            title #plot-title { (drawing.title()) }
            desc #plot-desc { (drawing.description()) }
            style { (PreEscaped(COLORS)) (PreEscaped(STYLE)) }
            rect.sheet width="100%" height="100%" {}
            (parts)
            @for (index, line) in (0_u16..).zip(&lines) {
                text.soft x="20" y=(place(height + 6.0 + 18.0 * f64::from(index))) { (line) }
            }
        }
    };
    Some(FrontierDrawing {
        svg: format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.into_string()),
        drawn: drawing.points().count(),
    })
}

/// What is drawn.
pub(super) struct Drawing<'a> {
    frontier: &'a FrontierView,
    floors: &'a [Payoff],
    picks: Vec<Pick>,
}

/// What rules pick, rules with the same payoffs joined.
struct Pick {
    payoffs: Vec<Payoff>,
    names: Vec<String>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new<'b>(
        frontier: &'a FrontierView,
        floors: &'a [Payoff],
        solutions: impl IntoIterator<Item = &'b SolutionView>,
    ) -> Self {
        let mut picks: Vec<Pick> = Vec::new();
        for it in solutions {
            let name = capital(it.rule.name());
            match picks.iter_mut().find(|pick| pick.payoffs == it.payoffs) {
                Some(pick) => pick.names.push(name),
                None => picks.push(Pick { payoffs: it.payoffs.clone(), names: vec![name] }),
            }
        }
        Self { frontier, floors, picks }
    }

    /// The drawing with its title, for a page; nothing where there is nothing to draw.
    pub(super) fn inline(&self) -> Markup {
        let Some((parts, [width, height])) = self.parts() else { return html! {} };
        html! {
            svg viewBox={ "0 0 " (width) " " (height) } role="img" aria-labelledby="plot-title" {
                title #plot-title { (self.title()) }
                (parts)
            }
        }
    }

    /// What the parts of the drawing mean, in sentences.
    pub(super) fn notes(&self) -> Vec<&'static str> {
        let pair = self.floors.len() == 2;
        let mut notes = if pair {
            vec![
                "Each dot is a pair of utilities that no outcome beats for both.",
                "Dashed: what each accepts without agreement; shaded: acceptable to both.",
            ]
        } else {
            vec![
                "Each thin line is an outcome that no outcome beats for all.",
                "It crosses each axis at what that party gets.",
                "Dashes: what each accepts without agreement.",
            ]
        };
        if self.picks.is_empty() {
            notes.push("The rules pick nothing.");
        }
        notes
    }

    /// How many points are drawn, where it is not all.
    pub(super) fn thinned(&self) -> Option<&'static str> {
        let is_thinned = DRAWN < self.frontier.points.len();
        is_thinned.then_some(
            "Of more than 2,000 points, 2,000 are drawn, at even distances in their order.",
        )
    }

    /// The parts, and the width and height that they take.
    fn parts(&self) -> Option<(Markup, [f64; 2])> {
        if self.frontier.points.is_empty() {
            return None;
        }
        let axes: Vec<Axis> = (0..self.floors.len()).map(|it| Axis::new(it, self)).collect();
        match axes.as_slice() {
            [] | [_] => None,
            [x, y] => Some(plane::draw(self, x, y)),
            all => Some(parallel::draw(self, all)),
        }
    }

    fn title(&self) -> String {
        let names: Vec<String> = self.floors.iter().map(|it| printable(&it.party.name)).collect();
        match names.as_slice() {
            [x, y] => format!("The frontier: the utility of {x} across, of {y} upwards"),
            all => format!("The frontier: one axis each for {}", all.join(", ")),
        }
    }

    /// What the drawing shows, in words.
    fn description(&self) -> String {
        let gets = |payoffs: &[Payoff]| {
            let each =
                payoffs.iter().map(|it| format!("{} {}", printable(&it.party.name), it.utility));
            each.collect::<Vec<_>>().join(", ")
        };
        let mut text = format!(
            "{} points. Without agreement: {}.",
            self.frontier.points.len(),
            gets(self.floors)
        );
        for pick in &self.picks {
            text = format!("{text} {}: {}.", pick.names.join(", "), gets(&pick.payoffs));
        }
        text
    }

    /// The points that are drawn: all, or so many at even distances, the first and the last included.
    fn points(&self) -> impl Iterator<Item = &'a FrontierPointView> {
        let (points, all) = (&self.frontier.points, self.frontier.points.len());
        let drawn = all.min(DRAWN);
        (0..drawn).map(move |it| &points[it * (all - 1) / (drawn - 1).max(1)])
    }
}

/// A place in a drawing, as written.
fn place(number: f64) -> String {
    format!("{number:.1}")
}

/// A text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}
