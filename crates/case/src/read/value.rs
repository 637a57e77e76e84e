//! Values of the case language out of TOML values; each is `None` where the value is another.

use std::ops::Range;

use jiff::civil::Date;

use crate::claim::Chance;
use crate::model::Decimal;
use crate::read::tree::{Kind, Node};
use crate::shape::CHANCES;
use crate::when::{When, parse_day};

/// A calendar day, as a TOML date or as text.
pub(crate) fn day(node: &Node) -> Option<Date> {
    match &node.kind {
        Kind::Text(text) | Kind::Date(text) => parse_day(text),
        _ => None,
    }
}

/// A day, week, month or interval.
pub(crate) fn time(node: &Node) -> Option<When> {
    match &node.kind {
        Kind::Text(text) | Kind::Date(text) => When::parse(text),
        _ => None,
    }
}

/// A decimal number as it is written.
pub(crate) fn decimal(node: &Node) -> Option<Decimal> {
    let Kind::Number(written) = &node.kind else { return None };
    Decimal::parse(&written.replace('_', ""))
}

/// Whether one decimal is smaller than another.
pub(crate) fn less(a: Decimal, b: Decimal) -> bool {
    let at = |it: Decimal, places: u32| i128::from(it.digits) * 10_i128.pow(places - it.places);
    let places = a.places.max(b.places);
    at(a, places) < at(b, places)
}

/// A number, rounded to the nearest the machine has.
pub(crate) fn float(node: &Node) -> Option<f64> {
    let Kind::Number(written) = &node.kind else { return None };
    written.replace('_', "").parse().ok()
}

/// A whole number from 1 to 100.
pub(crate) fn times(node: &Node) -> Option<u8> {
    let Kind::Number(written) = &node.kind else { return None };
    written.parse().ok().filter(|it| (1..=100).contains(it))
}

/// `[start, end]` with `start < end`.
pub(crate) fn span(node: &Node) -> Option<Range<usize>> {
    let place = |item: &Node| match &item.kind {
        Kind::Number(written) => written.replace('_', "").parse::<usize>().ok(),
        _ => None,
    };
    let [start, end] = node.items() else { return None };
    let (start, end) = (place(start)?, place(end)?);
    (start < end).then_some(start..end)
}

/// A word for a chance, or its two bounds.
pub(crate) fn chance(node: &Node) -> Option<Chance> {
    if let Some(word) = node.text() {
        let (word, low, high) = CHANCES.iter().find(|(it, _, _)| *it == word)?;
        return Some(Chance { low: *low, high: *high, word: (*word).to_owned() });
    }
    let (low, high) = (float(node.at("low")?)?, float(node.at("high")?)?);
    let fits = node.entries().len() == 2 && 0.0 <= low && low < high && high <= 1.0;
    fits.then(|| Chance { low, high, word: String::new() })
}
