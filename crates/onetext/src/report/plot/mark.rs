//! Marks that differ in shape and in color.

use maud::{Markup, html};

use super::place;

/// The mark of what stands at a place in the list of picks.
pub(super) fn mark(index: usize, x: f64, y: f64) -> Markup {
    let class = format!("pick c{}", index % COLORS);
    let path = |corners: &[(f64, f64)]| {
        let corners = corners.iter().map(|(dx, dy)| format!("{},{}", place(x + dx), place(y + dy)));
        corners.collect::<Vec<_>>().join(" ")
    };
    html! {
        @match index % 5 {
            0 => circle class=(class) cx=(place(x)) cy=(place(y)) r="6" {},
            1 => polygon class=(class) points=(path(&[(0.0, -7.5), (7.5, 0.0), (0.0, 7.5), (-7.5, 0.0)])) {},
            2 => polygon class=(class) points=(path(&[(-5.5, -5.5), (5.5, -5.5), (5.5, 5.5), (-5.5, 5.5)])) {},
            3 => polygon class=(class) points=(path(&[(0.0, -7.0), (7.0, 5.5), (-7.0, 5.5)])) {},
            _ => polygon class=(class) points=(path(&[(0.0, 7.0), (7.0, -5.5), (-7.0, -5.5)])) {},
        }
    }
}

/// The class of a line that belongs to a mark.
pub(super) fn line(index: usize) -> String {
    format!("strand c{} d{}", index % COLORS, index % 4)
}

/// Number of colors.
const COLORS: usize = 6;
