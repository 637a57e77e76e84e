//! What stands in a deal space: drafts, solutions, texts. Each kind has a shape and a color.

use maud::{Markup, html};

use super::axis::printable;
use super::place;

/// What stands in a deal space.
#[derive(Clone, Debug)]
pub(in crate::report) struct Mark {
    pub(in crate::report) kind: Kind,
    /// What it is called in the drawing, in a letter or two.
    pub(in crate::report) badge: String,
    /// What it is.
    pub(in crate::report) name: String,
    /// What it changes in the text on the table: each issue, and the option that it leads to.
    pub(in crate::report) changes: Vec<(String, String)>,
    /// For each axis, its lower and its upper end; `None` where there is no number.
    pub(super) ranges: Vec<Option<[f64; 2]>>,
    /// The same for readers, or why there is no number.
    pub(in crate::report) told: Vec<String>,
    /// The id of the draft that it is, if it is one.
    pub(in crate::report) draft: Option<String>,
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    /// A draft: a station of the path.
    Draft,
    /// A draft whose text is not public.
    Hidden,
    /// What rules pick, by its place in their list.
    Rule(usize),
    /// A text that could be the next draft.
    Proposal,
    /// A smallest change that unlocks the draft on the table.
    Rung,
    /// The most acceptable text that a search found.
    Found,
}

impl Kind {
    /// The class that gives it its color.
    pub(in crate::report) fn class(self) -> String {
        match self {
            Self::Draft | Self::Hidden => "ink".to_owned(),
            Self::Rule(index) => format!("c{}", index % COLORS),
            Self::Proposal => "c5".to_owned(),
            Self::Rung => "c2".to_owned(),
            Self::Found => "c0".to_owned(),
        }
    }

    /// The class of a line that belongs to it.
    pub(super) fn line(self) -> String {
        let dashes = match self {
            Self::Draft | Self::Found => 0,
            Self::Hidden => 2,
            Self::Rule(index) => index % 4,
            Self::Proposal => 1,
            Self::Rung => 3,
        };
        format!("strand {} d{dashes}", self.class())
    }
}

impl Mark {
    /// What it is, with the options that it leads to.
    pub(super) fn told_name(&self) -> String {
        let options: Vec<String> =
            self.changes.iter().map(|(_, option)| format!("“{}”", printable(option))).collect();
        if options.is_empty() {
            return self.name.clone();
        }
        format!("{}: {}", self.name, options.join(", "))
    }

    /// The middle of its range on an axis.
    pub(super) fn middle(&self, axis: usize) -> Option<f64> {
        self.ranges.get(axis).copied().flatten().map(|[low, high]| f64::midpoint(low, high))
    }
}

/// The shape of a kind around a place.
pub(in crate::report) fn shape(kind: Kind, x: f64, y: f64) -> Markup {
    let class = format!("pick {}", kind.class());
    let path = |corners: &[(f64, f64)]| {
        let corners = corners.iter().map(|(dx, dy)| format!("{},{}", place(x + dx), place(y + dy)));
        corners.collect::<Vec<_>>().join(" ")
    };
    let form = match kind {
        Kind::Draft | Kind::Hidden => 0,
        Kind::Rule(index) => [5, 1, 2, 3, 4][index % 5],
        Kind::Proposal => 2,
        Kind::Rung => 3,
        Kind::Found => 1,
    };
    html! {
        @match form {
            0 if kind == Kind::Hidden => circle.hidden cx=(place(x)) cy=(place(y)) r="4.5" {},
            0 => circle class=(class) cx=(place(x)) cy=(place(y)) r="5" {},
            1 => polygon class=(class) points=(path(&[(0.0, -7.5), (7.5, 0.0), (0.0, 7.5), (-7.5, 0.0)])) {},
            2 => polygon class=(class) points=(path(&[(-5.5, -5.5), (5.5, -5.5), (5.5, 5.5), (-5.5, 5.5)])) {},
            3 => polygon class=(class) points=(path(&[(0.0, -7.0), (7.0, 5.5), (-7.0, 5.5)])) {},
            4 => polygon class=(class) points=(path(&[(0.0, 7.0), (7.0, -5.5), (-7.0, -5.5)])) {},
            _ => polygon class=(class) points=(path(&[(0.0, -8.0), (2.2, -2.4), (8.0, -2.2), (3.5, 1.6), (5.0, 7.4), (0.0, 4.2), (-5.0, 7.4), (-3.5, 1.6), (-8.0, -2.2), (-2.2, -2.4)])) {},
        }
    }
}

/// Number of colors.
const COLORS: usize = 6;
