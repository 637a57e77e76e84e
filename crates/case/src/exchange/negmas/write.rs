//! Writes NegMAS YAML and JSON.

use crate::exchange::layout::Layout;
use crate::exchange::loss::{self, Loss};
use crate::exchange::number::Number;
use crate::exchange::scenario::{Clock, Evaluation, Issue, Party, Scenario, Utility, Values};
use crate::exchange::{Format, Writing};
use crate::files::Files;

/// The outcome space and a utility function for each party.
pub(in crate::exchange) fn write(
    scenario: &Scenario,
    format: Format,
    writing: Writing,
) -> Result<Files, Loss> {
    let is_json = format == Format::NegmasJson;
    let mut files = Files::default();
    let mut insert = |name: &str, layout: &Layout| {
        if is_json {
            files.insert(format!("{name}.json"), layout.to_json());
        } else {
            files.insert(format!("{name}.yml"), layout.to_yaml());
        }
    };
    let issues = scenario.issues.iter().map(issue).collect::<Result<_, _>>()?;
    insert(
        "domain",
        &Layout::map([
            ("name", Layout::text(&scenario.name)),
            ("type", Layout::text("DiscreteCartesianOutcomeSpace")),
            ("issues", Layout::List(issues)),
        ]),
    );
    for party in &scenario.parties {
        insert(&party.name, &function(scenario, party, is_json, writing)?);
    }
    Ok(files)
}

fn issue(issue: &Issue) -> Result<Layout, Loss> {
    let (kind, values) = match &issue.values {
        Values::Named(names) => ("CategoricalIssue", names.iter().map(Layout::text).collect()),
        Values::Whole { low, high } => (
            "ContiguousIssue",
            vec![Layout::Plain(low.to_string()), Layout::Plain(high.to_string())],
        ),
        Values::Real { low, high, .. } => {
            let exact =
                |it| loss::decimal(it, Writing { places: None }, &"a bound").map(Layout::Plain);
            ("ContinuousIssue", vec![exact(low)?, exact(high)?])
        }
        Values::Stepped { step, .. } => {
            let message = format!("issue `{}` counts by {step}", issue.name);
            return Err(Loss::new(message, "NegMAS counts by 1; name its options instead"));
        }
    };
    Ok(Layout::map([
        ("name", Layout::text(&issue.name)),
        ("type", Layout::text(kind)),
        ("values", Layout::List(values)),
    ]))
}

fn function(
    scenario: &Scenario,
    party: &Party,
    is_json: bool,
    writing: Writing,
) -> Result<Layout, Loss> {
    let terms = loss::terms(party, &scenario.issues)?;
    loss::uncapped(party, &terms, writing)?;
    let Utility::Additive(shapes) = &party.utility else {
        return Err(Loss::new("the utility is not additive", "NegMAS takes weighted sums here"));
    };
    let mut weights = Vec::new();
    let mut values = Vec::new();
    for (issue, ((weight, table), shape)) in scenario.issues.iter().zip(terms.iter().zip(shapes)) {
        let what = format!("a number of `{}` for `{}`", issue.name, party.name);
        weights.push(Layout::Plain(loss::decimal(weight, writing, &what)?));
        values.push(value(party, issue, table, &shape.evaluation, writing)?);
    }
    let reservation = match scenario.reservation(party) {
        Some(value) => {
            let what = format!("the reservation value of `{}`", party.name);
            Layout::Plain(loss::decimal(&value, writing, &what)?)
        }
        // JSON has no infinity; NegMAS takes nothing for it.
        None => Layout::Plain(if is_json { "null" } else { "-.inf" }.to_owned()),
    };
    let weights = Layout::List(weights);
    let entries = |reserved| {
        Layout::map([
            ("name", Layout::text(&party.name)),
            ("type", Layout::text("LinearAdditiveUtilityFunction")),
            ("reserved_value", reserved),
            ("weights", weights),
            ("values", Layout::List(values)),
        ])
    };
    let Some(discount) = &party.discount else { return Ok(entries(reservation)) };
    let clock = match discount.clock {
        Clock::Share => "relative_time",
        Clock::Step => "step",
        Clock::Second => "real_time",
    };
    let factor = loss::decimal(&discount.factor, writing, &"a discount")?;
    let inner = Layout::Plain(if is_json { "null" } else { "-.inf" }.to_owned());
    Ok(Layout::map([
        ("name", Layout::text(&party.name)),
        ("type", Layout::text("ExpDiscountedUFun")),
        ("discount", Layout::Plain(factor)),
        ("factor", Layout::text(clock)),
        ("dynamic_reservation", Layout::Plain(discount.reservation.to_string())),
        ("reserved_value", reservation),
        ("ufun", entries(inner)),
    ]))
}

fn value(
    party: &Party,
    issue: &Issue,
    table: &[Number],
    shape: &Evaluation,
    writing: Writing,
) -> Result<Layout, Loss> {
    let what = format!("an evaluation of `{}` for `{}`", issue.name, party.name);
    let number = |it: &Number| loss::decimal(it, writing, &what).map(Layout::Plain);
    // A line that is nowhere kept back is one for NegMAS, too.
    if let Evaluation::Line { slope, offset, .. } = shape {
        let free =
            Evaluation::Line { slope: slope.clone(), offset: offset.clone(), clamped: false };
        if table.iter().enumerate().all(|(option, worth)| free.at(issue, option) == *worth) {
            let line = if *slope == Number::one() && *offset == Number::zero() {
                Layout::map([("type", Layout::text("IdentityFun"))])
            } else {
                let (slope, offset) = (number(slope)?, number(offset)?);
                Layout::map([
                    ("type", Layout::text("AffineFun")),
                    ("slope", slope),
                    ("bias", offset),
                ])
            };
            return Ok(line);
        }
    }
    if matches!(issue.values, Values::Real { .. }) {
        let message =
            format!("the evaluations of `{}` for `{}` lie on no line", issue.name, party.name);
        return Err(Loss::new(message, "NegMAS evaluates real numbers by lines here"));
    }
    let rows = table.iter().enumerate().map(|(option, worth)| {
        let key = match &issue.values {
            Values::Named(_) => Layout::text(issue.option(option)),
            _ => Layout::Plain(issue.option(option)),
        };
        Ok((key, number(worth)?))
    });
    let rows = Layout::Map(rows.collect::<Result<_, Loss>>()?);
    Ok(Layout::map([("type", Layout::text("TableFun")), ("mapping", rows)]))
}
