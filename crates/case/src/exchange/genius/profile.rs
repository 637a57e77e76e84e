//! A Genius profile: linear here, the other types in files of their own.

use std::collections::BTreeMap;

use super::xml::{Element, short};
use super::{Domain, constraint, rectangle};
use crate::exchange::number::Number;
use crate::exchange::place::Result;
use crate::exchange::scenario::{
    Clock, Discount, Evaluation, Issue, Party, Reservation, Term, Utility, Values,
};
use crate::exchange::{Reading, Semantics};

pub(super) fn read(root: Element<'_, '_>, domain: &Domain, reading: &Reading) -> Result<Party> {
    let objective = root.need("objective")?;
    let (utility, cap) = match root.attribute("type").unwrap_or("linear") {
        "linear" => {
            let cap = (reading.semantics == Semantics::Native).then(Number::one);
            (Utility::Additive(terms(objective, domain, reading)?), cap)
        }
        "nonlinear" => rectangle::read(objective, domain, reading)?,
        "constraint" if reading.semantics == Semantics::Native => {
            (constraint::read(objective, domain)?, None)
        }
        "constraint" => {
            let message = "NegMAS does not read profiles of the type `constraint`";
            return Err(root.problem(message, "read it with the semantics of Genius"));
        }
        other => {
            let message = format!("profiles of the type `{}` are not read", short(other));
            return Err(root.problem(message, "types are linear, nonlinear and constraint"));
        }
    };
    let value = |name| match root.first(name) {
        Some(element) => element.number("value"),
        None => Ok(None),
    };
    let reservation = Reservation::Value(value("reservation")?.unwrap_or_default());
    // A factor outside of this range means none, as does 1.
    let factor = value("discount_factor")?.filter(|it| Number::zero() < *it && *it < Number::one());
    let clock = match reading.semantics {
        Semantics::Native => Clock::Share,
        Semantics::Negmas => Clock::Step,
    };
    let discount = factor.map(|factor| Discount { factor, clock, reservation: true });
    Ok(Party { name: root.source().stem().to_owned(), utility, cap, reservation, discount })
}

fn terms(objective: Element<'_, '_>, domain: &Domain, reading: &Reading) -> Result<Vec<Term>> {
    let mut weights = BTreeMap::new();
    for weight in objective.all("weight") {
        weights.insert(domain.issue(weight, "index")?, weight.need_number("value")?);
    }
    let mut evaluations = BTreeMap::new();
    for element in objective.all("issue") {
        domain.once(element, &mut evaluations, |place| {
            let (issue, options) = (&domain.issues[place], &domain.options[place]);
            match &issue.values {
                Values::Named(_) => table(element, issue, options, reading.semantics),
                Values::Whole { low, .. } => line(element, *low, reading.semantics),
                Values::Real { .. } | Values::Stepped { .. } => curve(element, reading.semantics),
            }
        })?;
    }
    // An issue without a weight is not evaluated at all.
    let nothing = || Evaluation::Table(Vec::new());
    let term = |(place, issue): (usize, &Issue)| {
        let weight = weights.get(&place).cloned().unwrap_or_default();
        let evaluation = evaluations.remove(&place).unwrap_or_else(nothing);
        let evaluation = match evaluation {
            Evaluation::Table(mut table) => {
                table.resize(issue.len(), Number::zero());
                Evaluation::Table(table)
            }
            other => other,
        };
        Term { weight, evaluation }
    };
    Ok(domain.issues.iter().enumerate().map(term).collect())
}

/// Evaluations of named options, divided by the largest of the issue.
fn table(
    element: Element<'_, '_>,
    issue: &Issue,
    options: &BTreeMap<String, usize>,
    semantics: Semantics,
) -> Result<Evaluation> {
    let mut table = vec![Number::zero(); issue.len()];
    for item in element.all("item") {
        let value = item.text("value")?;
        let Some(slot) = options.get(value).and_then(|it| table.get_mut(*it)) else {
            let message =
                format!("the domain has no option `{}` for `{}`", short(value), issue.name);
            return Err(item.problem(
                message,
                "options are matched by their value; write it as the domain does",
            ));
        };
        *slot = match item.attribute("evaluation") {
            Some("null") | None => Number::zero(),
            Some(_) => item.need_number("evaluation")?,
        };
    }
    if semantics == Semantics::Native {
        let largest = table.iter().max().cloned().unwrap_or_default();
        // Genius takes an issue whose evaluations are all next to nothing as worth nothing.
        let tiny = Number::parse("0.00001").is_some_and(|it| largest < it);
        for worth in &mut table {
            *worth = if tiny { Number::zero() } else { &*worth / &largest };
        }
    }
    Ok(Evaluation::Table(table))
}

/// The evaluator of an integer issue, which counts from the lower bound.
fn line(element: Element<'_, '_>, low: i64, semantics: Semantics) -> Result<Evaluation> {
    let Some(evaluator) = element.first("evaluator") else {
        return Ok(Evaluation::Table(Vec::new()));
    };
    if let Some(other) = evaluator.attribute("ftype").filter(|it| *it != "linear") {
        let message = format!("an integer issue is evaluated by `{}`", short(other));
        return Err(evaluator.problem(message, "write `ftype=\"linear\"`, with slope and offset"));
    }
    let (slope, offset) = (evaluator.need_number("slope")?, evaluator.need_number("offset")?);
    Ok(match semantics {
        Semantics::Native => {
            let offset = &offset - &(&slope * &Number::from(low));
            Evaluation::Line { slope, offset, clamped: true }
        }
        Semantics::Negmas => Evaluation::Line { slope, offset, clamped: false },
    })
}

/// The evaluator of a real issue.
fn curve(element: Element<'_, '_>, semantics: Semantics) -> Result<Evaluation> {
    let Some(evaluator) = element.first("evaluator") else {
        return Ok(Evaluation::Table(Vec::new()));
    };
    let clamped = semantics == Semantics::Native;
    match evaluator.text("ftype")? {
        "linear" => Ok(Evaluation::Line {
            slope: evaluator.need_number("parameter1")?,
            offset: evaluator.need_number("parameter0")?,
            clamped,
        }),
        "constant" => Ok(Evaluation::Line {
            slope: Number::zero(),
            offset: evaluator.need_number("parameter0")?,
            clamped,
        }),
        "triangular" => {
            let low = evaluator.need_number("parameter0")?;
            let high = evaluator.need_number("parameter1")?;
            let top = evaluator.need_number("parameter2")?;
            if top < low || high < top {
                let message = format!("the triangle from {low} to {high} has its top at {top}");
                return Err(evaluator.problem(message, "let parameter2 lie between the others"));
            }
            Ok(Evaluation::Triangle { low, top, high })
        }
        other => {
            let message = format!("a real issue is evaluated by `{}`", short(other));
            Err(evaluator.problem(message, "types are linear, constant and triangular"))
        }
    }
}
