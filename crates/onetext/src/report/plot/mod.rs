//! The deal space as a drawing: for two parties a plane, for more an axis for each.
//!
//! The same drawing stands on a page, where it takes the page's colors, and in a file of its own.

mod axis;
mod badge;
mod gather;
mod mark;
mod parallel;
mod plane;

use maud::{Markup, PreEscaped, html};

pub(super) use self::axis::{Axis, printable};
pub(super) use self::mark::{Kind, Mark, shape};
pub(super) use self::parallel::field as axes_field;
pub(super) use self::plane::FIELD;
use crate::bargaining::{FrontierView, Payoff, SolutionView};
use crate::range::percent;
use crate::report::sentence::grouped;

/// How the parts of a drawing look, in terms of the colors of whatever it stands in.
pub(super) const STYLE: &str = include_str!("plot.css");

/// The colors of a drawing in a file of its own.
pub(super) const COLORS: &str = include_str!("colors.css");

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
    let space = Space::frontier(frontier, reservations, solutions);
    if space.points.is_empty() {
        return None;
    }
    let cut = if space.axes.len() == 2 { Cut::Pair([0, 1]) } else { Cut::All };
    Some(FrontierDrawing { svg: space.file(cut)?, drawn: space.drawn(DRAWN).len() })
}

/// What is drawn: an axis for each party, and what lies between.
#[derive(Clone, Debug)]
pub(super) struct Space {
    pub(super) measure: Measure,
    pub(super) axes: Vec<Axis>,
    /// Outcomes that no outcome beats for all, each with a number for each axis.
    pub(super) points: Vec<Vec<f64>>,
    /// What stands out, in the order of its listing; drafts by day.
    pub(super) marks: Vec<Mark>,
}

/// What the axes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Utilities that the case gives in numbers.
    Utility,
    /// Shares of worlds in which a party accepts.
    Share,
}

/// Which axes are drawn, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A plane for two of them.
    Pair([usize; 2]),
    /// All, side by side.
    All,
}

impl Space {
    /// The drawing for a page.
    pub(super) fn inline(&self, cut: Cut, most: usize, class: &str) -> Markup {
        let (parts, [width, height]) = self.parts(cut, most);
        let pair = if let Cut::Pair([a, b]) = cut { Some(format!("{a} {b}")) } else { None };
        let field = match cut {
            Cut::Pair(_) => FIELD,
            Cut::All => axes_field(self.axes.len()),
        };
        let field = field.map(place).join(" ");
        html! {
            svg class=(class) viewBox={ "0 0 " (place(width)) " " (place(height)) } data-pair=[pair] data-field=(field) role="img" aria-label=(self.title(cut)) {
                (parts)
            }
        }
    }

    /// The drawing as a file that needs nothing else, with a legend; `None` where there are fewer
    /// than two axes or nothing to draw.
    pub(super) fn file(&self, cut: Cut) -> Option<String> {
        if self.axes.len() < 2 || (self.points.is_empty() && self.marks.is_empty()) {
            return None;
        }
        let (parts, [wide, high]) = self.parts(cut, DRAWN);
        let mut lines = self.notes(cut);
        lines.extend(self.thinned(cut, DRAWN));
        let row = |index: usize| 20.0 * f64::from(u16::try_from(index).unwrap_or(0));
        let (legend, notes) = (high + 22.0, high + 34.0 + row(self.marks.len()));
        let told = |mark: &Mark| match cut {
            Cut::Pair([a, b]) => format!("{} : {}", mark.told[a], mark.told[b]),
            Cut::All => mark.told.join(" : "),
        };
        let letters =
            |text: &str| f64::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
        let widths = self.marks.iter().map(|it| {
            130.0 + 7.4 * letters(&short(&it.told_name(), NAME)) + 7.0 * letters(&told(it))
        });
        let width = widths.fold(wide.max(720.0), f64::max);
        let height = notes + row(lines.len()) + 10.0;
        let svg = html! {
            svg.plot xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (place(width)) " " (place(height)) } width=(place(width)) height=(place(height)) role="img" aria-labelledby="plot-title plot-desc" {
                title #plot-title { (self.title(cut)) }
                desc #plot-desc { (self.description(cut)) }
                style { (PreEscaped(COLORS)) (PreEscaped(STYLE)) }
                rect.sheet width="100%" height="100%" {}
                (parts)
                @for (index, mark) in self.marks.iter().enumerate() {
                    @let y = legend + row(index);
                    (shape(mark.kind, 28.0, y))
                    text class={ "badge " (mark.kind.class()) } x="44" y=(place(y + 4.0)) { (mark.badge) }
                    text x="100" y=(place(y + 4.0)) {
                        tspan.strong { (short(&mark.told_name(), NAME)) }
                        tspan.soft dx="10" { (told(mark)) }
                    }
                }
                @for (index, line) in lines.iter().enumerate() {
                    text.soft x="20" y=(place(notes + row(index))) { (line) }
                }
            }
        };
        Some(standalone(svg))
    }

    fn parts(&self, cut: Cut, most: usize) -> (Markup, [f64; 2]) {
        match cut {
            Cut::Pair(pair) => plane::draw(self, pair, most),
            Cut::All => parallel::draw(self, most),
        }
    }

    /// What the drawing is.
    pub(super) fn title(&self, cut: Cut) -> String {
        let of = match self.measure {
            Measure::Utility => "the utility",
            Measure::Share => "the share of worlds in which it accepts",
        };
        match cut {
            Cut::Pair([a, b]) => format!(
                "The deal space of two: {of}, of {} across, of {} upwards",
                self.axes[a].name, self.axes[b].name
            ),
            Cut::All => {
                let names: Vec<&str> = self.axes.iter().map(|it| it.name.as_str()).collect();
                format!("The deal space of all: {of}, one axis each for {}", names.join(", "))
            }
        }
    }

    /// What the parts of the drawing mean, in sentences.
    pub(super) fn notes(&self, cut: Cut) -> Vec<String> {
        let mut notes = Vec::new();
        let is_pair = matches!(cut, Cut::Pair(_));
        if self.measure == Measure::Utility && !self.points.is_empty() {
            let what = match (is_pair, self.axes.len()) {
                (true, 2) => "Each dot is a pair of utilities that no outcome beats for both.",
                (true, _) => {
                    "Faint dots: outcomes that no outcome beats for all. Firm dots: those that none beats for these two alone."
                }
                (false, _) => {
                    "Each thin line is an outcome that no outcome beats for all; it crosses each axis at what that party gets."
                }
            };
            notes.push(what.to_owned());
        }
        let bar = self.axes.iter().find_map(|it| it.bar);
        if let Some(bar) = bar {
            let bar = percent(bar);
            notes.push(match (self.measure, is_pair) {
                (Measure::Utility, true) => "Dashed: what each accepts without agreement; shaded: where both get at least that.".to_owned(),
                (Measure::Utility, false) => "Dashes: what each accepts without agreement.".to_owned(),
                (Measure::Share, true) => format!("Dashed: the bar of {bar} of the worlds, assumed; shaded: where both reach it."),
                (Measure::Share, false) => format!("Dashes: the bar of {bar} of the worlds, assumed."),
            });
        }
        let drafts = self.marks.iter().filter(|it| it.kind == Kind::Draft).count();
        if 1 < drafts {
            let has_ranges = self.marks.iter().any(|it| {
                it.kind == Kind::Draft && it.ranges.iter().flatten().any(|[low, high]| low < high)
            });
            let way = "The line goes from draft to draft, in order of their days";
            notes.push(if has_ranges {
                format!("{way}, through the middles of their ranges.")
            } else {
                format!("{way}.")
            });
        }
        if self.measure == Measure::Share {
            notes.push(
                "Only these texts were looked at: what lies between them is not drawn.".to_owned(),
            );
        }
        notes
    }

    /// How many points are drawn, where it is not all.
    pub(super) fn thinned(&self, cut: Cut, most: usize) -> Option<String> {
        let (all, drawn) = (self.points.len(), self.drawn(most).len());
        let is_all = match cut {
            Cut::Pair(_) if self.axes.len() == 2 => true,
            _ => drawn == all,
        };
        (!is_all).then(|| {
            format!(
                "{} of {} points are drawn, at even distances in their order.",
                grouped(drawn as u64),
                grouped(all as u64)
            )
        })
    }

    /// What the drawing shows, in words.
    fn description(&self, cut: Cut) -> String {
        let axes = match cut {
            Cut::Pair(pair) => pair.to_vec(),
            Cut::All => (0..self.axes.len()).collect(),
        };
        let gets = |mark: &Mark| {
            let each = axes.iter().map(|&it| format!("{} {}", self.axes[it].name, mark.told[it]));
            each.collect::<Vec<_>>().join(", ")
        };
        let mut text = match self.measure {
            Measure::Utility => format!("{} points.", grouped(self.points.len() as u64)),
            Measure::Share => format!("{} texts.", self.marks.len()),
        };
        for mark in &self.marks {
            text = format!("{text} {}: {}.", mark.told_name(), gets(mark));
        }
        text
    }

    /// Every two axes; the first two are those whose numbers run most against each other.
    pub(super) fn pairs(&self) -> Vec<[usize; 2]> {
        let axes = self.axes.len().min(MOST_AXES);
        let mut pairs: Vec<[usize; 2]> =
            (0..axes).flat_map(|a| (a + 1..axes).map(move |b| [a, b])).collect();
        let against: Vec<f64> = pairs.iter().map(|&it| self.together(it)).collect();
        let least = (0..pairs.len()).min_by(|&a, &b| against[a].total_cmp(&against[b]));
        if let Some(least) = least {
            pairs[..=least].rotate_right(1);
        }
        pairs
    }

    /// How far the numbers of two go together, from −1 to 1.
    fn together(&self, [a, b]: [usize; 2]) -> f64 {
        let of_marks = || self.marks.iter().filter_map(|it| Some((it.middle(a)?, it.middle(b)?)));
        let places: Vec<(f64, f64)> = match self.measure {
            Measure::Utility => self.points.iter().map(|it| (it[a], it[b])).collect(),
            Measure::Share => of_marks().collect(),
        };
        let count = f64::from(u32::try_from(places.len().max(1)).unwrap_or(u32::MAX));
        let mean = |of: fn(&(f64, f64)) -> f64| places.iter().map(of).sum::<f64>() / count;
        let (x, y) = (mean(|it| it.0), mean(|it| it.1));
        let (mut both, mut xs, mut ys) = (0.0, 0.0, 0.0);
        for it in &places {
            both += (it.0 - x) * (it.1 - y);
            xs += (it.0 - x) * (it.0 - x);
            ys += (it.1 - y) * (it.1 - y);
        }
        let span = (xs * ys).sqrt();
        if 0.0 < span { both / span } else { 0.0 }
    }

    /// The points that are drawn: all, or so many at even distances, the first and the last included.
    pub(super) fn drawn(&self, most: usize) -> Vec<usize> {
        let all = self.points.len();
        let drawn = all.min(most);
        (0..drawn).map(|it| it * (all - 1) / (drawn - 1).max(1)).collect()
    }

    /// The points that no other beats for two alone, the best for the first of them first; of equal
    /// ones the first. Those are all that no feasible outcome beats for the two: whatever is best
    /// for two has an equal among what is best for all.
    pub(super) fn efficient(&self, [a, b]: [usize; 2]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.points.len()).collect();
        let of = |it: usize| (self.points[it][a], self.points[it][b]);
        order.sort_by(|&one, &other| {
            let (here, there) = (of(one), of(other));
            let by_first = there.0.total_cmp(&here.0);
            by_first.then(there.1.total_cmp(&here.1)).then(one.cmp(&other))
        });
        let mut best = f64::NEG_INFINITY;
        order.retain(|&it| {
            let is_better = best < of(it).1;
            best = best.max(of(it).1);
            is_better
        });
        order
    }
}

/// Most axes of which every two are drawn in a plane.
pub(super) const MOST_AXES: usize = 8;

/// Most letters of a name in the legend of a file.
const NAME: usize = 64;

/// A drawing as a file that needs nothing else. Whatever a case says, nothing in it ends the drawing:
/// control characters are replaced.
pub(super) fn standalone(svg: Markup) -> String {
    let svg = svg.into_string().lines().map(printable).collect::<Vec<_>>().join("\n");
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{svg}\n")
}

/// A place in a drawing, as written.
pub(super) fn place(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// A text in at most so many letters.
fn short(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}

/// A text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}
