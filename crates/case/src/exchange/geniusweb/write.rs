//! Writes GeniusWeb JSON.

use std::collections::BTreeSet;

use crate::exchange::Writing;
use crate::exchange::layout::Layout;
use crate::exchange::loss::{self, Loss};
use crate::exchange::number::Number;
use crate::exchange::scenario::{
    Evaluation, Group, Issue, Party, Reservation, Scenario, Term, Utility, Values,
};
use crate::files::Files;

/// The domain and a profile for each party.
pub(in crate::exchange) fn write(scenario: &Scenario, writing: Writing) -> Result<Files, Loss> {
    let domain = || -> Result<Layout, Loss> {
        let issues = scenario.issues.iter().map(|it| Ok((Layout::text(&it.name), values(it)?)));
        Ok(Layout::map([
            ("name", Layout::text(&scenario.name)),
            ("issuesValues", Layout::Map(issues.collect::<Result<_, Loss>>()?)),
        ]))
    };
    let mut seen = BTreeSet::new();
    if let Some(issue) = scenario.issues.iter().find(|it| !seen.insert(it.name.as_str())) {
        let message = format!("two issues are called `{}`", issue.name);
        return Err(Loss::new(message, "GeniusWeb knows issues by their names; change one"));
    }
    let mut files = Files::default();
    files.insert("domain.json", domain()?.to_json());
    for party in &scenario.parties {
        loss::plain(party)?;
        let (kind, mut body) = match &party.utility {
            Utility::Additive(terms) => {
                ("LinearAdditiveUtilitySpace", linear(party, terms, &scenario.issues, writing)?)
            }
            Utility::Groups(groups) => {
                ("SumOfGroupsUtilitySpace", sums(party, groups, &scenario.issues, writing)?)
            }
            Utility::Rectangles { .. } | Utility::Ruled { .. } => {
                let message =
                    format!("the utility of `{}` is made of rectangles or rules", party.name);
                return Err(Loss::new(
                    message,
                    "GeniusWeb takes weighted sums and sums over groups",
                ));
            }
        };
        body.insert(0, (Layout::text("name"), Layout::text(&party.name)));
        body.push((Layout::text("domain"), domain()?));
        if let Some(bid) = reservation(party, &scenario.issues)? {
            body.push((Layout::text("reservationBid"), Layout::map([("issuevalues", bid)])));
        }
        let text = Layout::map([(kind, Layout::Map(body))]).to_json();
        files.insert(format!("{}.json", party.name), text);
    }
    Ok(files)
}

fn values(issue: &Issue) -> Result<Layout, Loss> {
    if let Values::Named(names) = &issue.values {
        let names = names.iter().map(Layout::text).collect();
        return Ok(Layout::map([("values", Layout::List(names))]));
    }
    let last = issue.len().saturating_sub(1);
    let (low, high) = (issue.number(0).unwrap_or_default(), issue.number(last).unwrap_or_default());
    let step = match &issue.values {
        Values::Stepped { step, .. } => step.clone(),
        _ => issue.number(1).map_or_else(Number::one, |it| &it - &low),
    };
    // A range of one number takes any step.
    let step = if step == Number::zero() { Number::one() } else { step };
    let exact = |number: &Number| {
        let what = format!("a bound or step of issue `{}`", issue.name);
        loss::decimal(number, Writing { places: None }, &what).map(Layout::Plain)
    };
    let range = [("low", exact(&low)?), ("high", exact(&high)?), ("step", exact(&step)?)];
    Ok(Layout::map([("range", Layout::map(range))]))
}

type Body = Vec<(Layout, Layout)>;

fn linear(party: &Party, terms: &[Term], issues: &[Issue], writing: Writing) -> Result<Body, Loss> {
    let weighed = loss::terms(party, issues)?;
    loss::uncapped(party, &weighed, writing)?;
    let total = terms.iter().map(|it| it.weight.clone()).sum::<Number>();
    if total != Number::one() {
        let message = format!("the weights of `{}` add up to {total}", party.name);
        return Err(Loss::new(message, "in GeniusWeb they add up to 1; scale them"));
    }
    let mut weights = Vec::new();
    let mut utilities = Vec::new();
    for (issue, (term, (_, table))) in issues.iter().zip(terms.iter().zip(&weighed)) {
        let what = format!("an evaluation of `{}` for `{}`", issue.name, party.name);
        let number = |it: &Number| loss::decimal(it, writing, &what).map(Layout::Plain);
        if table.iter().any(|it| *it < Number::zero() || Number::one() < *it) {
            let message = format!("{what} is not within 0 and 1");
            return Err(Loss::new(message, "GeniusWeb takes numbers from 0 to 1; scale them"));
        }
        weights.push((Layout::text(&issue.name), number(&term.weight)?));
        let spec = if let Values::Named(names) = &issue.values {
            let rows =
                names.iter().zip(table).map(|(name, it)| Ok((Layout::text(name), number(it)?)));
            let rows = Layout::Map(rows.collect::<Result<_, Loss>>()?);
            Layout::map([("DiscreteValueSetUtilities", Layout::map([("valueUtilities", rows)]))])
        } else {
            let (low, high) = between(issue, &term.evaluation, table).ok_or_else(|| {
                let message = format!(
                    "the evaluations of `{}` for `{}` lie on no line",
                    issue.name, party.name
                );
                Loss::new(
                    message,
                    "GeniusWeb evaluates numbers by a line; name the options instead",
                )
            })?;
            let line = [
                ("lowValue", number(&low.0)?),
                ("lowUtility", number(&low.1)?),
                ("highValue", number(&high.0)?),
                ("highUtility", number(&high.1)?),
            ];
            Layout::map([("NumberValueSetUtilities", Layout::map(line))])
        };
        utilities.push((Layout::text(&issue.name), spec));
    }
    Ok(vec![
        (Layout::text("issueWeights"), Layout::Map(weights)),
        (Layout::text("issueUtilities"), Layout::Map(utilities)),
    ])
}

type Point = (Number, Number);

/// Two points, of which the line gives the numbers.
fn between(issue: &Issue, evaluation: &Evaluation, table: &[Number]) -> Option<(Point, Point)> {
    if let Evaluation::Between { low, high } = evaluation {
        return Some((low.clone(), high.clone()));
    }
    let last = issue.len().checked_sub(1)?;
    let low = (issue.number(0)?, table.first()?.clone());
    let high = (issue.number(last)?, table.get(last)?.clone());
    if high.0 <= low.0 {
        return None;
    }
    let line = Evaluation::Between { low: low.clone(), high: high.clone() };
    let fits = table.iter().enumerate().all(|(option, worth)| line.at(issue, option) == *worth);
    fits.then_some((low, high))
}

fn sums(party: &Party, groups: &[Group], issues: &[Issue], writing: Writing) -> Result<Body, Loss> {
    let most = groups.iter().filter_map(|it| it.rows.values().max().cloned()).sum::<Number>();
    if Number::one() < most || party.cap.as_ref().is_some_and(|cap| *cap < most) {
        let message = format!("the utility of `{}` may reach {most}", party.name);
        return Err(Loss::new(message, "in GeniusWeb it is 1 at most, without a cap; scale it"));
    }
    let name = |place: &usize| issues.get(*place).map(|it| Layout::text(&it.name));
    let mut parts = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let mut rows = Vec::new();
        for (options, worth) in &group.rows {
            let values =
                group.issues.iter().zip(options).filter_map(|(place, option)| {
                    Some(option_layout(issues.get(*place)?, *option))
                });
            let worth = loss::decimal(worth, writing, &format!("a utility of `{}`", party.name))?;
            rows.push(Layout::map([
                ("values", Layout::List(values.collect())),
                ("util", Layout::Plain(worth)),
            ]));
        }
        let utilities = Layout::map([
            ("issues", Layout::List(group.issues.iter().filter_map(name).collect())),
            ("utilslist", Layout::List(rows)),
        ]);
        parts.push((
            Layout::text(format!("part{}", index + 1)),
            Layout::map([("partsutils", utilities)]),
        ));
    }
    Ok(vec![(Layout::text("partUtilities"), Layout::Map(parts))])
}

fn option_layout(issue: &Issue, option: usize) -> Layout {
    match &issue.values {
        Values::Named(_) => Layout::text(issue.option(option)),
        Values::Whole { .. } | Values::Stepped { .. } | Values::Real { .. } => {
            Layout::Plain(issue.option(option))
        }
    }
}

/// The bid that is worth as much as no agreement; `None` where that is worth nothing.
fn reservation(party: &Party, issues: &[Issue]) -> Result<Option<Layout>, Loss> {
    match &party.reservation {
        Reservation::Outcome(outcome) => {
            let values = issues.iter().zip(outcome).filter_map(|(issue, option)| {
                Some((Layout::text(&issue.name), option_layout(issue, (*option)?)))
            });
            Ok(Some(Layout::Map(values.collect())))
        }
        Reservation::Value(value) if *value == Number::zero() => Ok(None),
        Reservation::Value(value) => {
            let message = format!("the reservation value of `{}` is {value}", party.name);
            Err(Loss::new(message, "GeniusWeb takes an outcome instead of a number"))
        }
        Reservation::Nothing => {
            let message = format!("for `{}` nothing is worse than no agreement", party.name);
            Err(Loss::new(message, "in GeniusWeb no agreement is worth 0 or more"))
        }
    }
}
