//! Genius profiles of the type `constraint`: ranks, of which rules make some zero.

use std::collections::BTreeMap;

use super::Domain;
use super::xml::{Element, short};
use crate::exchange::number::Number;
use crate::exchange::place::Result;
use crate::exchange::scenario::{Evaluation, Issue, Rule, Term, Utility};

/// Most constraints of a profile; shipped ones have a handful.
const MAX_RULES: usize = 1_000;

pub(super) fn read(objective: Element<'_, '_>, domain: &Domain) -> Result<Utility> {
    let rules = objective.need("rules")?;
    let ranks = rules.need("ranks")?;
    let mut tables = BTreeMap::new();
    for element in ranks.all("issue") {
        domain.once(element, &mut tables, |place| table(element, &domain.options[place]))?;
    }
    let ranked = i64::try_from(tables.len()).unwrap_or(1).max(1);
    let share = &Number::one() / &Number::from(ranked);
    let term = |(place, issue): (usize, &Issue)| {
        let table = tables.remove(&place);
        let weight = if table.is_some() { share.clone() } else { Number::zero() };
        let table = table.unwrap_or_else(|| vec![Number::zero(); issue.len()]);
        Term { weight, evaluation: Evaluation::Table(table) }
    };
    let terms = domain.issues.iter().enumerate().map(term).collect();
    let constraints = rules.first("constraints").into_iter().flat_map(|it| it.all("constraint"));
    if let Some(next) = constraints.clone().nth(MAX_RULES) {
        let message = format!("there are more than {MAX_RULES} constraints");
        return Err(next.problem(message, "look whether this is a scenario"));
    }
    let rules = constraints.map(|it| rule(it, domain)).collect::<Result<Vec<_>>>()?;
    Ok(Utility::Ruled { terms, rules: rules.into_iter().flatten().collect() })
}

/// Ranks divided by the largest.
fn table(element: Element<'_, '_>, options: &BTreeMap<String, usize>) -> Result<Vec<Number>> {
    let mut table = vec![Number::zero(); options.len()];
    for item in element.all("item") {
        let value = item.text("value")?;
        let Some(slot) = options.get(value).and_then(|it| table.get_mut(*it)) else {
            let message = format!("the domain has no option `{}` for this issue", short(value));
            return Err(item.problem(message, "write it as the domain does"));
        };
        *slot = Number::from(item.whole("rank")?);
    }
    let largest = table.iter().max().cloned().unwrap_or_default();
    if largest <= Number::zero() {
        return Err(element.problem("no rank is above zero", "rank the options from 1 upward"));
    }
    Ok(table.iter().map(|it| it / &largest).collect())
}

fn rule(element: Element<'_, '_>, domain: &Domain) -> Result<Vec<Rule>> {
    let kind = element.text("type")?;
    let here = || domain.issue(element, "index");
    // The options of an issue whose name contains a text, or does not.
    let containing = |place: usize, texts: &[&str], wanted: bool| {
        matching(domain, place, |name| texts.iter().any(|it| name.contains(it)) == wanted)
    };
    let assigned = || {
        element
            .all("valueassignment")
            .map(|it| {
                let (place, value) = (domain.issue(it, "index")?, it.text("value")?);
                Ok((place, matching(domain, place, |name| name == value)))
            })
            .collect::<Result<Vec<_>>>()
    };
    let checks = || {
        let checks = element.all("checkassignment");
        let checks = checks.map(|it| Ok((domain.issue(it, "index")?, it.text("condition")?)));
        checks.collect::<Result<BTreeMap<usize, &str>>>()
    };
    let sum = || {
        let items: Result<Vec<usize>> =
            element.all("item").map(|it| domain.issue(it, "index")).collect();
        Ok(Some((items?, element.need_number("min")?, element.need_number("max")?)))
    };
    let one = |zeroes, when, sum| Ok(vec![Rule { zeroes, when, sum }]);
    match kind {
        "zeroConstraint" => one(Some(here()?), assigned()?, None),
        "conditionalZeroConstraint" => {
            let (place, mut when) = (here()?, assigned()?);
            when.push((place, containing(place, &[element.text("value")?], false)));
            one(Some(place), when, None)
        }
        "sumZeroConstraint" | "sumZeroNotConstraint" => {
            let (place, wanted) = (here()?, kind == "sumZeroConstraint");
            let when = containing(place, &[element.text("value")?], wanted);
            one(Some(place), vec![(place, when)], sum()?)
        }
        "sumZeroConstraintList" => {
            let place = here()?;
            let texts = element.all("condition").map(|it| it.text("value"));
            let texts: Vec<&str> = texts.collect::<Result<_>>()?;
            one(Some(place), vec![(place, containing(place, &texts, true))], sum()?)
        }
        "inclusiveZeroOutcomeConstraint" => {
            let when = checks()?.into_iter().map(|(place, condition)| {
                let options = match signs(condition) {
                    // Zero is on both sides here.
                    Some(sign) => numeric(domain, place, |it| !sign.is_opposite(it)),
                    None => containing(place, &[condition], true),
                };
                (place, options)
            });
            one(None, when.collect(), None)
        }
        "conditionalZeroOutcomeConstraint" => {
            // The issue that comes first is the condition, the second one what it demands.
            let checks: Vec<(usize, &str)> = checks()?.into_iter().collect();
            let [(first, condition), (second, demand)] = checks[..] else {
                let message = format!("this constraint checks {} issues", checks.len());
                return Err(element.problem(message, "it takes two"));
            };
            let sign = match condition {
                "numeric=positive" => Sign::Positive,
                "numeric=negative" => Sign::Negative,
                // Any other condition never holds.
                _ => return Ok(Vec::new()),
            };
            let when = vec![
                (first, numeric(domain, first, |it| sign.holds(it))),
                (second, containing(second, &[demand], false)),
            ];
            one(None, when, None)
        }
        other => {
            let message = format!("a constraint of the type `{}` is not read", short(other));
            let help = "types are zeroConstraint, conditionalZeroConstraint, sumZeroConstraint, \
                        sumZeroNotConstraint, sumZeroConstraintList, \
                        inclusiveZeroOutcomeConstraint and conditionalZeroOutcomeConstraint";
            Err(element.problem(message, help))
        }
    }
}

#[derive(Clone, Copy)]
enum Sign {
    Positive,
    Negative,
}

impl Sign {
    fn holds(self, number: &Number) -> bool {
        match self {
            Self::Positive => Number::zero() < *number,
            Self::Negative => *number < Number::zero(),
        }
    }

    fn is_opposite(self, number: &Number) -> bool {
        match self {
            Self::Positive => *number < Number::zero(),
            Self::Negative => Number::zero() < *number,
        }
    }
}

fn signs(condition: &str) -> Option<Sign> {
    let numeric = condition.contains("numeric");
    match (numeric, condition.contains("positive"), condition.contains("negative")) {
        (true, true, _) => Some(Sign::Positive),
        (true, false, true) => Some(Sign::Negative),
        _ => None,
    }
}

/// The options of an issue whose names fit.
fn matching(domain: &Domain, place: usize, fits: impl Fn(&str) -> bool) -> Vec<usize> {
    let Some(issue) = domain.issues.get(place) else { return Vec::new() };
    (0..issue.len()).filter(|it| fits(&issue.option(*it))).collect()
}

/// The options of an issue whose numbers fit.
fn numeric(domain: &Domain, place: usize, fits: impl Fn(&Number) -> bool) -> Vec<usize> {
    let Some(issue) = domain.issues.get(place) else { return Vec::new() };
    (0..issue.len()).filter(|it| issue.number(*it).is_some_and(|number| fits(&number))).collect()
}
