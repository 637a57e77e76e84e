//! The frontier on the page.

use maud::{Markup, html};

use crate::bargaining::{Bargaining, FrontierView};
use crate::report::plot::Drawing;

/// The frontier with the reservation values and what the rules pick.
pub(super) fn plot(exact: &Bargaining, frontier: &FrontierView) -> Markup {
    let solutions = exact.solutions.iter().flatten();
    let drawing = Drawing::new(frontier, &exact.zopa.reservations, solutions);
    html! {
        figure.plot {
            (drawing.inline())
            figcaption {
                @for note in drawing.notes() { (note) " " }
                @if let Some(note) = drawing.thinned() { (note) }
            }
        }
    }
}
