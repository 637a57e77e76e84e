//! Where each party stands, as a picture: a row for each issue, a column for each holder.
//!
//! The same drawing stands on a page, where it takes the page's colors and its cells are links, and
//! in a file of its own.

use maud::{Markup, PreEscaped, html};

use super::layout::{hatching, lines, whole};
use super::real;
use super::stand::{LEANS, lean_word, shape, side, stand};
use crate::analysis::{Analysis, Cell, Contest, IssueView, Lean, Strength};
use crate::report::plot::{place, printable, standalone};

/// How the parts look, in terms of the colors of whatever the drawing stands in.
pub(in crate::report) const STYLE: &str = include_str!("positions.css");

/// The colors of a drawing in a file of its own.
const COLORS: &str = include_str!("colors.css");

/// The positions as SVG that needs nothing else, for light and dark screens, with a legend; `None`
/// for a case without issues or without statements.
pub(super) fn positions_svg(analysis: &Analysis) -> Option<String> {
    let drawing = Drawing::new(analysis, Shape::Wide)?;
    let (head, below) = (58.0, 96.0);
    let (width, height) = (drawing.width + 40.0, drawing.height() + head + below);
    let day = analysis.as_of.map(|it| format!(", as of {it}")).unwrap_or_default();
    let svg = html! {
        svg.stands xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="img" aria-labelledby="stands-title stands-desc" {
            title #stands-title { (drawing.title()) }
            desc #stands-desc { (drawing.description()) }
            style { (PreEscaped(COLORS)) (PreEscaped(STYLE)) }
            rect.sheet width="100%" height="100%" {}
            text.heading x="20" y="30" { "Where each party stands" }
            text.soft x="20" y="48" { (printable(&analysis.title)) (day) }
            g transform={ "translate(20 " (head) ")" } { (drawing.parts(false)) }
            g transform={ "translate(20 " (place(head + drawing.height() + 26.0)) ")" } { (legend()) }
        }
    };
    Some(standalone(svg))
}

/// The drawing for a page, with links to its cells: once for wide screens, once for narrow ones.
pub(in crate::report) fn inline(analysis: &Analysis) -> Markup {
    html! {
        @for (shape, class) in [(Shape::Wide, "stands for-wide"), (Shape::Narrow, "stands for-narrow")] {
            @if let Some(it) = Drawing::new(analysis, shape) {
                svg class=(class) viewBox={ "0 0 " (it.width) " " (it.height()) } role="group" aria-label=(it.title()) {
                    (it.parts(true))
                }
            }
        }
    }
}

/// The anchor of a cell of the matrix, by its places.
pub(in crate::report) fn anchor(row: usize, column: usize) -> String {
    format!("c-{}-{}", row + 1, column + 1)
}

/// Whether the names of issues stand beside the marks or above them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Wide,
    Narrow,
}

/// A picture of the positions, laid out.
struct Drawing<'a> {
    issues: &'a [IssueView],
    shape: Shape,
    width: f64,
    /// Where the columns begin, and how wide each is.
    start: f64,
    column: f64,
    /// The names of the holders, in lines.
    names: Vec<Vec<String>>,
    rows: Vec<Row>,
}

/// The place of an issue.
struct Row {
    /// The heading that stands before it, if any.
    band: Option<String>,
    /// Its name, in lines.
    label: Vec<String>,
    /// Its upper edge, that of the heading included.
    top: f64,
    /// Its height, without the heading.
    height: f64,
}

/// Height of a heading.
const BAND: f64 = 30.0;

/// Height of a line of a label.
const LINE: f64 = 15.0;

/// Height of a line of a holder's name.
const NAME: f64 = 13.0;

impl<'a> Drawing<'a> {
    fn new(analysis: &'a Analysis, shape: Shape) -> Option<Self> {
        let issues = analysis.issues.as_slice();
        let holders = issues.first()?.cells.as_slice();
        if analysis.ledger.is_empty() || holders.is_empty() {
            return None;
        }
        let columns = real(holders.len());
        let (start, column, letters) = match shape {
            Shape::Wide => (330.0, (390.0 / columns).max(64.0), 42),
            Shape::Narrow => (0.0, (360.0 / columns).max(52.0), 46),
        };
        let fitting = column / 6.3;
        let names: Vec<_> = holders
            .iter()
            .map(|it| lines(&printable(&it.holder.name), whole(fitting), 4))
            .collect();
        let mut drawing = Self {
            issues,
            shape,
            width: start + column * columns,
            start,
            column,
            names,
            rows: Vec::new(),
        };
        let under_heading = shape == Shape::Narrow && !issues.first()?.section.is_empty();
        let mut top = if under_heading { 0.0 } else { drawing.head() };
        for (index, issue) in issues.iter().enumerate() {
            let before = index.checked_sub(1).map(|it| issues[it].section.as_str());
            let band = (!issue.section.is_empty() && before != Some(&*issue.section))
                .then(|| printable(&issue.section));
            let label = lines(&printable(&issue.issue.name), letters, 3);
            let text = LINE * real(label.len() + usize::from(!word(issue.contest).is_empty()));
            let height = match shape {
                Shape::Wide => text.max(22.0) + 13.0,
                Shape::Narrow => text + 38.0,
            };
            let above = if band.is_some() { BAND + drawing.repeated() } else { 0.0 };
            drawing.rows.push(Row { band, label, top, height });
            top += above + height;
        }
        Some(drawing)
    }

    /// Height of the names of the holders.
    fn head(&self) -> f64 {
        NAME * real(self.names.iter().map(Vec::len).max().unwrap_or(0)) + 10.0
    }

    /// Height of the names where they stand again under a heading: on a narrow screen, where the
    /// first are out of sight.
    fn repeated(&self) -> f64 {
        if self.shape == Shape::Narrow { self.head() } else { 0.0 }
    }

    fn height(&self) -> f64 {
        self.rows.last().map_or(0.0, |it| {
            it.top + it.height + if it.band.is_some() { BAND + self.repeated() } else { 0.0 }
        }) + 2.0
    }

    fn title(&self) -> String {
        let names: Vec<&str> = self.issues.first().map_or_else(Vec::new, |it| {
            it.cells.iter().map(|it| it.holder.name.as_str()).collect()
        });
        let text = format!(
            "Where each party stands: a row for each issue, a column each for {}",
            names.join(", ")
        );
        printable(&text)
    }

    /// What the drawing shows, in words: each issue with the cells that are not empty.
    fn description(&self) -> String {
        let rows = self.issues.iter().map(|issue| {
            let cells = issue.cells.iter().filter(|it| 0 < it.statements).map(told);
            let cells: Vec<String> = cells.collect();
            let cells =
                if cells.is_empty() { "nothing recorded".to_owned() } else { cells.join("; ") };
            format!("{} {cells}.", issue.issue.name)
        });
        printable(&rows.collect::<Vec<_>>().join(" "))
    }

    fn parts(&self, linked: bool) -> Markup {
        let narrow_head =
            self.rows.first().is_some_and(|it| it.band.is_some()) && self.shape == Shape::Narrow;
        html! {
            @if !narrow_head { (self.holders(0.0)) }
            @for (index, (row, issue)) in self.rows.iter().zip(self.issues).enumerate() {
                (self.row(index, row, issue, linked))
            }
        }
    }

    /// The names of the holders over their columns.
    fn holders(&self, top: f64) -> Markup {
        let head = self.head();
        html! {
            @for (column, lines) in (0_u16..).zip(&self.names) {
                @let x = self.start + self.column * (f64::from(column) + 0.5);
                @for (line, text) in (0_u16..).zip(lines) {
                    @let up = NAME * (real(lines.len()) - f64::from(line) - 1.0);
                    text.name x=(place(x)) y=(place(top + head - 9.0 - up)) { (text) }
                }
            }
            line.edge x1=(place(self.start)) x2=(place(self.width)) y1=(place(top + head)) y2=(place(top + head)) {}
        }
    }

    fn row(&self, index: usize, row: &Row, issue: &IssueView, linked: bool) -> Markup {
        let band = if row.band.is_some() { BAND + self.repeated() } else { 0.0 };
        let top = row.top + band;
        let bottom = top + row.height;
        let contest = word(issue.contest);
        let label = html! {
            @for (line, text) in (0_u16..).zip(&row.label) {
                text.topic x="0" y=(place(top + 17.0 + LINE * f64::from(line))) { (text) }
            }
            @if !contest.is_empty() {
                text.soft x="0" y=(place(top + 16.0 + LINE * real(row.label.len()))) { (contest) }
            }
        };
        let (upper, height) = match self.shape {
            Shape::Wide => (top + 3.0, row.height - 6.0),
            Shape::Narrow => (bottom - 33.0, 29.0),
        };
        html! {
            @if let Some(text) = &row.band {
                text.band x="0" y=(place(row.top + BAND - 9.0)) { (text) }
                line.edge x1="0" x2=(place(self.width)) y1=(place(row.top + BAND)) y2=(place(row.top + BAND)) {}
                @if self.shape == Shape::Narrow { (self.holders(row.top + BAND)) }
            }
            @if linked { a href={ "#i-" (issue.issue.id) } { (label) } } @else { (label) }
            @for (column, cell) in issue.cells.iter().enumerate() {
                @if 0 < cell.statements {
                    @let left = self.start + self.column * real(column) + 2.0;
                    @let drawn = html! {
                        title { (printable(&format!("{}: {}", issue.issue.name, told(cell)))) }
                        (marks(cell, [left, upper, self.column - 4.0, height]))
                    };
                    @if linked {
                        a.cell href={ "#" (anchor(index, column)) } tabindex="-1" { (drawn) }
                    } @else { g { (drawn) } }
                }
            }
            line.rule x1="0" x2=(place(self.width)) y1=(place(bottom)) y2=(place(bottom)) {}
        }
    }
}

/// The marks of a cell in a field: shapes, the count of statements, and a sign where reports are
/// contrary.
fn marks(cell: &Cell, [left, top, width, height]: [f64; 4]) -> Markup {
    let stances = stand(cell);
    let others = stances.iter().all(|it| it.by_others) && !stances.is_empty();
    let sizes: Vec<f64> = stances.iter().map(|it| size(it.lean, it.strength)).collect();
    let taken: f64 = sizes.iter().map(|it| it + 3.0).sum();
    let number = format!("{}{}", cell.statements, if cell.contrary.is_empty() { "" } else { " ≠" });
    let letters = real(number.chars().count());
    let middle = top + height / 2.0;
    let mut x = left + (width - taken - letters * 6.4) / 2.0;
    let mut shapes = Vec::new();
    for (stance, size) in stances.iter().zip(&sizes) {
        let class = format!("{} shape", side(stance.lean));
        let at = format!(
            "translate({} {}) scale({:.3})",
            place(x),
            place(middle - size / 2.0),
            size / 16.0
        );
        shapes.push(html! {
            path class=(class) d=(shape(stance.lean)) transform=(at) fill-rule="evenodd" {}
            @if stance.strength == Strength::Hard {
                rect.sure x=(place(x - 2.5)) y=(place(middle - size / 2.0 - 2.5)) width=(place(size + 5.0)) height=(place(size + 5.0)) {}
            }
        });
        x += size + 3.0;
    }
    html! {
        rect.field x=(place(left)) y=(place(top)) width=(place(width)) height=(place(height)) {}
        @if others { path.hatching d=(hatching([left, top, width, height])) {} }
        @for it in &shapes { (it) }
        text.count x=(place(x + 1.0)) y=(place(middle + 4.0)) { (number) }
    }
}

/// The more it is trusted, the larger.
fn size(lean: Lean, strength: Strength) -> f64 {
    match (lean, strength) {
        (Lean::Spoken, _) => 12.0,
        (_, Strength::Uncounted | Strength::Weak) => 10.0,
        (_, Strength::Fair) => 13.0,
        (_, Strength::Strong | Strength::Hard) => 16.0,
    }
}

/// A cell in words.
fn told(cell: &Cell) -> String {
    let words: Vec<String> = stand(cell)
        .into_iter()
        .map(|it| {
            let options: Vec<String> =
                it.options.iter().map(|it| format!("“{}”", it.name)).collect();
            let others = if it.by_others { "others say: " } else { "" };
            let word = it.strength.word();
            let strength = if word.is_empty() { String::new() } else { format!(" ({word})") };
            format!("{others}{} {}{strength}", it.word, options.join(" or ")).replace("  ", " ")
        })
        .collect();
    let words =
        if words.is_empty() { "nothing that still holds".to_owned() } else { words.join(", ") };
    let plural = if cell.statements == 1 { "" } else { "s" };
    let contrary = if cell.contrary.is_empty() { "" } else { ", some contradict each other" };
    format!(
        "{}: {}; {} statement{plural}{contrary}",
        cell.holder.name,
        words.trim(),
        cell.statements
    )
}

/// Where an issue stands by what the parties say, in a word; empty where there is nothing to say.
fn word(contest: Contest) -> &'static str {
    match contest {
        Contest::Contested => "contested",
        Contest::AgainstText => "against the text",
        Contest::Reported => "contested, others say",
        Contest::AgainstTextReported => "against the text, others say",
        Contest::Unopposed | Contest::Silent => "",
    }
}

/// What the marks mean.
fn legend() -> Markup {
    let mut x = 0.0;
    let mut placed = Vec::new();
    for (lean, word) in LEANS.map(|it| (it, lean_word(it))) {
        placed.push((x, lean, word));
        x += 34.0 + 6.4 * real(word.len());
    }
    html! {
        @for (x, lean, word) in placed {
            path class={ (side(lean)) " shape" } d=(shape(lean)) transform={ "translate(" (place(x)) " -11) scale(0.8)" } fill-rule="evenodd" {}
            text.soft x=(place(x + 18.0)) y="0" { (word) }
        }
        path.hatching d=(hatching([0.0, 10.0, 26.0, 14.0])) {}
        text.soft x="34" y="22" { "only others say so" }
        text.soft x="170" y="22" { "larger: more trusted on that day; framed: certain by the case" }
        text.soft x="0" y="44" { "Numbers count the statements behind a cell; ≠: some of them contradict each other; empty: nothing recorded. Onetext" }
    }
}
