//! Where a holder stands on an issue, in one or two marks.

use crate::analysis::{Cell, Lean, Stance};

/// Every way in which a stance may point, as a legend has them.
pub(in crate::report) const LEANS: [Lean; 7] = [
    Lean::RedLine,
    Lean::Against,
    Lean::Conditional,
    Lean::For,
    Lean::Requires,
    Lean::Package,
    Lean::Spoken,
];

/// The outline of a stance, in a square of 16 by 16.
pub(in crate::report) fn shape(lean: Lean) -> &'static str {
    match lean {
        Lean::RedLine => "M5 0h6l5 5v6l-5 5H5l-5-5V5zM3 6.7v2.6h10V6.7z",
        Lean::Against => "M0 2h16L8 15z",
        Lean::Conditional => "M8 0l8 8-8 8-8-8zM8 3L3 8l5 5z",
        Lean::For => "M0 14h16L8 1z",
        Lean::Requires => "M1 0h14v16H1zM6.7 3v3.7H3v2.6h3.7V13h2.6V9.3H13V6.7H9.3V3z",
        Lean::Package => "M1 1h6v6H1zM9 1h6v6H9zM1 9h6v6H1zM9 9h6v6H9z",
        Lean::Spoken => "M4.8 8a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z",
    }
}

/// The class that gives a stance the color of its side.
pub(in crate::report) fn side(lean: Lean) -> &'static str {
    match lean {
        Lean::RedLine | Lean::Against => "says-no",
        Lean::Conditional => "says-if",
        Lean::For | Lean::Requires => "says-yes",
        Lean::Package => "says-with",
        Lean::Spoken => "says-of",
    }
}

/// The stances that stand for a cell, at most two: the firmest no and the firmest yes, and where
/// there is neither the one that says most. The holder's own words go first; what others say of it
/// stands for it where its own words point nowhere.
pub(in crate::report) fn stand(cell: &Cell) -> Vec<&Stance> {
    let pointing = |by_others: bool| -> Vec<&Stance> {
        let of = || cell.stances.iter().filter(move |it| it.by_others == by_others);
        let first = |leans: &[Lean]| leans.iter().find_map(|lean| of().find(|it| it.lean == *lean));
        let sides = [first(&[Lean::RedLine, Lean::Against]), first(&[Lean::Requires, Lean::For])];
        let sides: Vec<&Stance> = sides.into_iter().flatten().collect();
        if sides.is_empty() {
            first(&[Lean::Conditional, Lean::Package]).into_iter().collect()
        } else {
            sides
        }
    };
    [pointing(false), pointing(true)]
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_else(|| cell.stances.first().into_iter().collect())
}

/// The word of a stance, as a legend has it.
pub(in crate::report) fn lean_word(lean: Lean) -> &'static str {
    match lean {
        Lean::RedLine => "red line",
        Lean::Against => "against",
        Lean::Conditional => "under a condition",
        Lean::For => "for",
        Lean::Requires => "requires",
        Lean::Package => "in a package",
        Lean::Spoken => "spoken of",
    }
}
