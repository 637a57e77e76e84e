//! Figures of an analysis. The same drawing stands on the page, where it takes the page's colors, and
//! in a file of its own.

mod brackets;
mod concession;
mod dependency;
mod files;
mod layout;
mod lineage;
mod positions;
mod space;
mod stand;
mod text;

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use onetext_case::Case;

pub(super) use self::brackets::{brackets, span};
pub(super) use self::concession::concessions;
pub(super) use self::dependency::dependencies;
pub use self::files::{Figure, figures};
pub(super) use self::lineage::lineage;
pub(in crate::report) use self::positions::{STYLE as POSITIONS, anchor, inline as positions};
pub(in crate::report) use self::stand::{LEANS, lean_word, shape, side};
pub(super) use self::text::{proposals, unlock};
use crate::analysis::{Analysis, Named};
use crate::inquiry::DraftLedger;
use crate::report::plot::{place, printable, standalone};
use crate::report::sentence::count;
use crate::report::sheet::shortened;

/// How the parts of figures look, in terms of the colors of whatever they stand in.
pub(super) const STYLE: &str = include_str!("figure.css");

/// The colors of a figure in a file of its own.
const COLORS: &str = include_str!("colors.css");

/// A drawing with what it shows in words.
pub(super) struct Picture {
    /// What it shows, in a line.
    pub(super) title: String,
    /// How to read it, in a sentence.
    pub(super) note: &'static str,
    parts: Markup,
    size: [f64; 2],
}

impl Picture {
    /// The drawing for a page.
    pub(super) fn inline(&self) -> Markup {
        let [width, height] = self.size;
        html! {
            svg.fig viewBox={ "0 0 " (place(width)) " " (place(height)) } role="img" aria-label=(self.title) {
                (self.parts)
            }
        }
    }

    /// The drawing as a file: SVG that needs nothing else, for light and dark screens.
    fn file(&self) -> String {
        const MARGIN: f64 = 20.0;
        let [width, height] = self.size;
        let (titles, notes) = (wrapped(&self.title, width / 8.0), wrapped(self.note, width / 6.5));
        let head = 20.0 * real(titles.len()) + 17.0 * real(notes.len()) + 14.0;
        let (all, tall) = (width + 2.0 * MARGIN, height + head + 2.0 * MARGIN);
        let svg = html! {
            svg.fig.file xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (place(all)) " " (place(tall)) } width=(place(all)) height=(place(tall)) role="img" aria-labelledby="fig-title fig-desc" {
                title #fig-title { (self.title) }
                desc #fig-desc { (self.note) }
                style { (PreEscaped(COLORS)) (PreEscaped(STYLE)) }
                rect.sheet width="100%" height="100%" {}
                @for (at, line) in titles.iter().enumerate() {
                    text.strong x=(place(MARGIN)) y=(place(MARGIN + 14.0 + 20.0 * real(at))) { (line) }
                }
                @for (at, line) in notes.iter().enumerate() {
                    text.soft x=(place(MARGIN)) y=(place(MARGIN + 12.0 + 20.0 * real(titles.len()) + 17.0 * real(at))) { (line) }
                }
                g transform={ "translate(" (place(MARGIN)) " " (place(MARGIN + head)) ")" } { (self.parts) }
            }
        };
        standalone(svg)
    }
}

/// A text in lines of at most so many characters, but for longer words.
fn wrapped(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if real(line.chars().count() + 1 + word.chars().count()) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The class that gives a party, and the mediator, a color and a shape, by id.
pub(super) fn classes(analysis: &Analysis) -> BTreeMap<&str, &'static str> {
    let of = |role: &'static str| {
        let them = analysis.holders.iter().filter(move |it| it.role.starts_with(role));
        them.map(|it| it.holder.id.as_str())
    };
    classed(of("party"), of("mediator"))
}

/// [`classes`] of a case that is not analysed.
pub(super) fn classes_of(case: &Case) -> BTreeMap<&str, &'static str> {
    let parties = case.parties.iter().map(|it| it.body.id.as_str());
    classed(parties, case.mediator.iter().map(|it| it.id.as_str()))
}

fn classed<'a>(
    parties: impl Iterator<Item = &'a str>,
    mediator: impl Iterator<Item = &'a str>,
) -> BTreeMap<&'a str, &'static str> {
    const CLASSES: [&str; 8] = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"];
    parties.zip(CLASSES.into_iter().cycle()).chain(mediator.zip(["pm"])).collect()
}

/// The class of somebody; that of all others where the case gives none.
fn class(classes: &BTreeMap<&str, &'static str>, who: Option<&Named>) -> &'static str {
    who.and_then(|it| classes.get(it.id.as_str()).copied()).unwrap_or("po")
}

/// The shape that goes with a class.
fn class_shape(class: &str) -> &'static str {
    match class {
        "p0" => "■",
        "p1" => "●",
        "p2" => "◆",
        "p3" => "▲",
        "p4" => "▼",
        "p5" => "★",
        "p6" => "▶",
        "p7" => "◉",
        "pm" => "□",
        _ => "○",
    }
}

/// A name as a drawing may hold it, in at most so many characters.
fn name(name: &str, most: usize) -> String {
    shortened(&printable(name), most)
}

/// A count as a length.
fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many issues a draft changes.
fn changed(it: &DraftLedger) -> String {
    format!("{} changed", count(it.changes.len(), "issue", "issues"))
}

/// Days from one day to another.
fn days(from: Date, to: Date) -> f64 {
    f64::from(from.until(to).map_or(0, |it| it.get_days()))
}

/// Places between two ends that keep their order and stand so far apart: evenly, where there is no
/// room for more.
fn spread(wanted: &[f64], apart: f64, [low, high]: [f64; 2]) -> Vec<f64> {
    let last = wanted.len().saturating_sub(1);
    if high - low <= real(last) * apart {
        let step = (high - low) / real(last).max(1.0);
        return (0..wanted.len()).map(|it| low + real(it) * step).collect();
    }
    let mut found = wanted.to_vec();
    let mut floor = low;
    for it in &mut found {
        *it = it.max(floor);
        floor = *it + apart;
    }
    let mut ceiling = high;
    for it in found.iter_mut().rev() {
        *it = it.min(ceiling);
        ceiling = *it - apart;
    }
    found
}

#[cfg(test)]
mod tests {
    use insta::assert_debug_snapshot;

    use super::*;

    #[test]
    fn what_lies_close_is_spread_and_keeps_its_order() {
        assert_debug_snapshot!(spread(&[0.0, 1.0, 50.0, 100.0], 20.0, [0.0, 100.0]), @r"
        [
            0.0,
            20.0,
            50.0,
            100.0,
        ]
        ");
        assert_debug_snapshot!(spread(&[90.0, 99.0, 100.0], 20.0, [0.0, 100.0]), @r"
        [
            60.0,
            80.0,
            100.0,
        ]
        ");
        assert_debug_snapshot!(spread(&[90.0, 99.0, 100.0], 80.0, [0.0, 100.0]), @r"
        [
            0.0,
            50.0,
            100.0,
        ]
        ");
        assert_eq!(spread(&[7.0], 20.0, [0.0, 100.0]), [7.0]);
        assert!(spread(&[], 20.0, [0.0, 100.0]).is_empty());
    }
}
