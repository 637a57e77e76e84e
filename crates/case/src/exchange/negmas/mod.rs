//! NegMAS: an outcome space and utility functions, in YAML or JSON.
//!
//! A file names Python classes. Six kinds of them are known here by their names, and no other name
//! means anything.

mod write;

use std::collections::BTreeMap;

use super::Reading;
use super::number::Number;
use super::place::{MAX_OPTIONS, Result, Source, problem};
use super::scenario::{
    Clock, Discount, Evaluation, Issue, Party, Reservation, Scenario, Term, Utility, Values,
};
use super::tree::{Node, Reader};

pub(super) use self::write::write;

/// Reads the outcome space and the utility functions of a folder with the given parser.
pub(super) fn read(
    sources: &[Source<'_>],
    parse: impl Fn(Source<'_>) -> Result<Node>,
    reading: &Reading,
) -> Result<Scenario> {
    let nodes: Vec<(Source<'_>, Node)> =
        sources.iter().map(|it| Ok((*it, parse(*it)?))).collect::<Result<_>>()?;
    let mut space: Option<(String, Vec<Issue>)> = None;
    let mut functions = Vec::new();
    for (source, node) in &nodes {
        let file = Reader { source: *source, node };
        let kind = kind(file)?;
        if !kind.contains("OutcomeSpace") {
            functions.push(file);
        } else if space.is_some() {
            let message = "a second outcome space; one scenario has one";
            return Err(file.problem(message, "put each scenario into a folder of its own"));
        } else {
            known(file, &["CartesianOutcomeSpace", "DiscreteCartesianOutcomeSpace"])?;
            let name = file.at("name").map(|it| it.text()).transpose()?.unwrap_or_default();
            let issues = file.need("issues")?.list()?;
            let issues = issues.into_iter().map(|it| issue(it, reading));
            space = Some((name, issues.collect::<Result<_>>()?));
        }
    }
    let Some((name, issues)) = space.filter(|(_, issues)| !issues.is_empty()) else {
        let path = sources.first().map_or("", |it| it.path);
        let message = "the folder holds no outcome space with issues".to_owned();
        let help = "add the file whose `type` is `DiscreteCartesianOutcomeSpace`";
        return Err(problem(path, None, message, help));
    };
    if let Some((source, _)) = nodes.first() {
        source.room(&issues, functions.len())?;
    }
    let places: Vec<BTreeMap<String, usize>> = issues.iter().map(Issue::places).collect();
    let parties =
        functions.into_iter().map(|it| party(it, &issues, &places)).collect::<Result<_>>()?;
    Ok(Scenario { name, issues, parties })
}

/// The name of a class, without the path to it.
fn kind(node: Reader<'_>) -> Result<String> {
    let path = node.need("type")?.text()?;
    Ok(path.rsplit('.').next().unwrap_or_default().to_owned())
}

/// The name of a class, if it is one of those given.
fn known<'a>(node: Reader<'_>, names: &[&'a str]) -> Result<&'a str> {
    let kind = kind(node)?;
    names.iter().copied().find(|it| *it == kind).ok_or_else(|| {
        let name: String = kind.chars().take(60).collect();
        let help = format!("no class is instantiated; here stands {}", names.join(" or "));
        match node.need("type") {
            Ok(place) => place.problem(format!("the type `{name}` is not read"), &help),
            Err(missing) => missing,
        }
    })
}

fn issue(spec: Reader<'_>, reading: &Reading) -> Result<Issue> {
    const KINDS: &[&str] = &[
        "CategoricalIssue",
        "OrdinalIssue",
        "DiscreteOrdinalIssue",
        "CardinalIssue",
        "DiscreteCardinalIssue",
        "ContiguousIssue",
        "ContinuousIssue",
    ];
    let name = spec.need("name")?.text()?;
    let kind = known(spec, KINDS)?;
    let place = spec.need("values")?;
    let values = place.list()?;
    let bounds = || match &values[..] {
        [low, high] => Ok((low.number()?, high.number()?)),
        _ => Err(place.problem("bounds are no list of two", "give the first and the last number")),
    };
    let values = match kind {
        "ContiguousIssue" => {
            let (low, high) = bounds()?;
            let ends =
                low.to_integer().map(i64::try_from).zip(high.to_integer().map(i64::try_from));
            match ends {
                Some((Ok(low), Ok(high))) if low <= high => Values::Whole { low, high },
                _ => {
                    let message = format!("no whole numbers run from {low} to {high}");
                    return Err(place.problem(message, "give the first and the last number"));
                }
            }
        }
        "ContinuousIssue" => {
            let (low, high) = bounds()?;
            if high < low {
                let message = format!("issue `{name}` runs from {low} down to {high}");
                return Err(place.problem(message, "let the second bound be the larger one"));
            }
            Values::Real { low, high, points: reading.points }
        }
        _ => {
            let mut names: BTreeMap<String, usize> = BTreeMap::new();
            for value in &values {
                let option = value.option()?;
                if names.contains_key(&option) {
                    let message = format!("issue `{name}` has the option `{option}` twice");
                    return Err(value.problem(message, "give one of them another name"));
                }
                names.insert(option, names.len());
            }
            let mut list = vec![String::new(); names.len()];
            for (option, at) in names {
                if let Some(slot) = list.get_mut(at) {
                    *slot = option;
                }
            }
            Values::Named(list)
        }
    };
    let issue = Issue { name, values };
    if issue.is_empty() || MAX_OPTIONS < issue.len() {
        let message = format!("issue `{}` has {} options", issue.name, issue.len());
        return Err(spec.problem(message, &format!("an issue has 1 to {MAX_OPTIONS} options")));
    }
    Ok(issue)
}

fn party(file: Reader<'_>, issues: &[Issue], places: &[BTreeMap<String, usize>]) -> Result<Party> {
    let (outer, linear) = ("ExpDiscountedUFun", "LinearAdditiveUtilityFunction");
    let discounted = known(file, &[linear, outer])? == outer;
    let (function, discount) = if discounted {
        let function = file.need("ufun")?;
        known(function, &[linear])?;
        (function, discount(file)?)
    } else {
        (file, None)
    };
    if let Some(bias) = function.at("bias").filter(|it| it.number() != Ok(Number::zero())) {
        return Err(bias.problem("a bias is not read", "add it to the values of an issue"));
    }
    let (weights, values) = (function.need("weights")?, function.need("values")?);
    let (weight_list, value_list) = (weights.list()?, values.list()?);
    for (list, what) in [(&weight_list, weights), (&value_list, values)] {
        if list.len() != issues.len() {
            let message = format!("{} entries for {} issues", list.len(), issues.len());
            return Err(what.problem(message, "give one for each issue, in their order"));
        }
    }
    let terms = weight_list.into_iter().zip(value_list).zip(issues.iter().zip(places)).map(
        |((weight, value), (issue, places))| {
            let weight = weight.number()?;
            Ok(Term { weight, evaluation: evaluation(value, issue, places)? })
        },
    );
    let utility = Utility::Additive(terms.collect::<Result<_>>()?);
    // Where functions are wrapped, NegMAS asks the outer one.
    let reservation = match file.at("reserved_value") {
        Some(value) if value.node.as_str() == Some("-.inf") => Reservation::Nothing,
        Some(value) if value.node.as_str() == Some("-Infinity") => Reservation::Nothing,
        Some(value) if value.node.as_str() == Some("null") => Reservation::Nothing,
        Some(value) => Reservation::Value(value.number()?),
        None => Reservation::Nothing,
    };
    let name = file.source.stem().to_owned();
    Ok(Party { name, utility, cap: None, reservation, discount })
}

fn discount(file: Reader<'_>) -> Result<Option<Discount>> {
    let factor = file.need("discount")?.number()?;
    if factor == Number::one() {
        return Ok(None);
    }
    if factor <= Number::zero() || Number::one() < factor {
        let message = format!("the discount is {factor}");
        return Err(file.need("discount")?.problem(message, "it lies above 0 and is 1 at most"));
    }
    let clock = match file.at("factor") {
        None => Clock::Step,
        Some(place) => match place.text()?.as_str() {
            "step" => Clock::Step,
            "relative_time" => Clock::Share,
            "real_time" => Clock::Second,
            other => {
                let message = format!("time is not counted by `{other}`");
                return Err(place.problem(message, "count by step, relative_time or real_time"));
            }
        },
    };
    let reservation = match file.at("dynamic_reservation") {
        None => true,
        Some(place) => match place.text()?.to_ascii_lowercase().as_str() {
            "true" => true,
            "false" => false,
            _ => return Err(place.problem("this is neither true nor false", "write one of them")),
        },
    };
    Ok(Some(Discount { factor, clock, reservation }))
}

fn evaluation(
    value: Reader<'_>,
    issue: &Issue,
    places: &BTreeMap<String, usize>,
) -> Result<Evaluation> {
    let numeric = (0..issue.len()).all(|it| issue.number(it).is_some());
    match known(value, &["TableFun", "AffineFun", "IdentityFun"])? {
        "TableFun" => {
            let mut table = vec![None; issue.len()];
            let mapping = value.need("mapping")?;
            let super::tree::Value::Map(entries) = &mapping.node.value else {
                return Err(mapping.problem("this is no mapping", "give a number for each option"));
            };
            for (key, worth) in entries {
                let key = Reader { source: value.source, node: key };
                let worth = Reader { source: value.source, node: worth };
                let option = key.option()?;
                // Keys of JSON are texts, also where they stand for numbers.
                let number = Number::parse(&option).map(|it| it.to_string()).unwrap_or_default();
                let place = places.get(&option).or_else(|| places.get(&number));
                let Some(slot) = place.and_then(|it| table.get_mut(*it)) else {
                    let message = format!("issue `{}` has no option `{option}`", issue.name);
                    return Err(key.problem(
                        message,
                        "options are matched by their value; write it as the outcome space does",
                    ));
                };
                *slot = Some(worth.number()?);
            }
            let table = table.into_iter().enumerate().map(|(option, worth)| {
                worth.ok_or_else(|| {
                    let message = format!(
                        "option `{}` of `{}` is not in the table",
                        issue.option(option),
                        issue.name
                    );
                    mapping.problem(message, "give it a number")
                })
            });
            Ok(Evaluation::Table(table.collect::<Result<_>>()?))
        }
        kind if numeric => {
            let number = |key, other| value.at(key).map_or(Ok(other), |it| it.number());
            let affine = kind == "AffineFun";
            let slope = if affine { value.need("slope")?.number()? } else { Number::one() };
            let offset = if affine { number("bias", Number::zero())? } else { Number::zero() };
            Ok(Evaluation::Line { slope, offset, clamped: false })
        }
        kind => {
            let message = format!("`{kind}` needs numbers, and issue `{}` has texts", issue.name);
            Err(value.problem(message, "give a TableFun"))
        }
    }
}
