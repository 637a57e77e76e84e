//! Genius profiles of the type `nonlinear`: hyper-rectangles.

use std::ops::Range;

use super::Domain;
use super::xml::{Element, short};
use crate::exchange::number::Number;
use crate::exchange::place::Result;
use crate::exchange::scenario::{Aggregation, Part, Rectangle, Utility, Values};
use crate::exchange::{Reading, Semantics};

/// The utility of a profile, and its cap.
pub(super) fn read(
    objective: Element<'_, '_>,
    domain: &Domain,
    reading: &Reading,
) -> Result<(Utility, Option<Number>)> {
    let utility = objective.need("utility")?;
    let parts = utility.all("ufun").map(|it| part(it, domain, reading)).collect::<Result<_>>()?;
    let native = reading.semantics == Semantics::Native;
    let divisor = if native { utility.need_number("maxutility")? } else { Number::one() };
    if divisor <= Number::zero() {
        let message = format!("`maxutility` is {divisor}");
        return Err(utility.problem(message, "give the largest utility, above zero"));
    }
    Ok((Utility::Rectangles { parts, divisor }, native.then(Number::one)))
}

fn part(ufun: Element<'_, '_>, domain: &Domain, reading: &Reading) -> Result<Part> {
    if let Some(other) = ufun.attribute("type").filter(|it| *it != "PlainUfun") {
        let message = format!("a function of the type `{}` is not read", short(other));
        return Err(ufun.problem(message, "the type is `PlainUfun`"));
    }
    let aggregation = match ufun.attribute("aggregation").unwrap_or("sum") {
        "sum" => Aggregation::Sum,
        "min" => Aggregation::Min,
        "max" => Aggregation::Max,
        other => {
            let message = format!("`{}` puts no numbers together", short(other));
            return Err(ufun.problem(message, "aggregations are sum, min and max"));
        }
    };
    let rectangles = ufun.all("hyperRectangle").map(|it| rectangle(it, domain, reading));
    Ok(Part {
        weight: ufun.number("weight")?.unwrap_or_else(Number::one),
        aggregation,
        rectangles: rectangles.collect::<Result<_>>()?,
        parts: ufun.all("ufun").map(|it| part(it, domain, reading)).collect::<Result<_>>()?,
    })
}

fn rectangle(element: Element<'_, '_>, domain: &Domain, reading: &Reading) -> Result<Rectangle> {
    let weight = element.number("weight")?.unwrap_or_else(Number::one);
    let utility = &element.need_number("utility")? * &weight;
    let includes: Vec<Element<'_, '_>> = element.all("INCLUDES").collect();
    let excludes: Vec<Element<'_, '_>> = element.all("EXCLUDES").collect();
    let (outside, bounds) = match (includes.is_empty(), excludes.is_empty()) {
        (false, false) => {
            let message = "a rectangle has INCLUDES and EXCLUDES";
            return Err(element.problem(message, "write two rectangles"));
        }
        (true, false) => (true, excludes),
        (_, true) => (false, includes),
    };
    let bounds = bounds.into_iter().map(|it| bound(it, domain, reading)).collect::<Result<_>>()?;
    Ok(Rectangle { utility, outside, bounds })
}

/// The options of an issue from `min` to `max`: both included, for NegMAS both left out.
fn bound(
    element: Element<'_, '_>,
    domain: &Domain,
    reading: &Reading,
) -> Result<(usize, Range<usize>)> {
    let place = domain.issue(element, "index")?;
    let (low, high) = (element.need_number("min")?, element.need_number("max")?);
    let issue = domain.issues.get(place).filter(|it| !matches!(it.values, Values::Named(_)));
    let Some(issue) = issue else {
        let message = "a bound is set for an issue whose options are no numbers";
        return Err(element.problem(message, "bounds need an issue of the type integer or real"));
    };
    let strict = reading.semantics == Semantics::Negmas;
    let below = |option: usize| {
        let number = issue.number(option).unwrap_or_default();
        number < low || (strict && number == low)
    };
    let above = |option: usize| {
        let number = issue.number(option).unwrap_or_default();
        high < number || (strict && number == high)
    };
    let start = first(issue.len(), |it| !below(it));
    let end = first(issue.len(), above);
    Ok((place, start..end))
}

/// The first of so many options for which the question is true, as it is for all after it.
fn first(count: usize, question: impl Fn(usize) -> bool) -> usize {
    let mut range = 0..count;
    while !range.is_empty() {
        let middle = range.start + range.len() / 2;
        if question(middle) { range.end = middle } else { range.start = middle + 1 }
    }
    range.start
}
