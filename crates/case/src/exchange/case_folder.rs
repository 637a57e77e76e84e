//! Case folders whose parties have their utilities in numbers.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Writing;
use super::loss::{self, Loss};
use super::number::Number;
use super::place::{self, problem};
use super::scenario::{Evaluation, Issue, Party, Reservation, Scenario, Term, Utility, Values};
use crate::diagnostic::Severity;
use crate::files::Files;
use crate::model::{Case, Decimal};

impl Scenario {
    /// The scenario of a case whose parties all have their utilities in numbers.
    ///
    /// Issues are called by their questions and options by their texts.
    ///
    /// # Errors
    ///
    /// A [`Loss`] for the first party without utilities in numbers, and for linkages and red lines,
    /// which no scenario has.
    pub fn from_case(case: &Case) -> Result<Self, Loss> {
        if !case.linkages.is_empty() {
            let message = format!("the case has {} linkages", case.linkages.len());
            return Err(Loss::new(message, "scenarios have none; take them out"));
        }
        let issue = |it: &crate::model::Issue| Issue {
            name: it.question.clone(),
            values: Values::Named(it.options.iter().map(|it| it.text.clone()).collect()),
        };
        let party = |it: &crate::model::Party| {
            let Some(utility) = &it.utility else {
                let message = format!("`{}` has no utility in numbers", it.body.id);
                return Err(Loss::new(message, "add `[party.utility]`"));
            };
            if !utility.red_lines.is_empty() {
                let count = utility.red_lines.len();
                let message = format!("`{}` has red lines, {count} in number", it.body.id);
                return Err(Loss::new(message, "scenarios have none; take them out"));
            }
            let term = |(weight, evaluations): &(Decimal, Vec<Decimal>)| Term {
                weight: number(*weight),
                evaluation: Evaluation::Table(evaluations.iter().map(|it| number(*it)).collect()),
            };
            Ok(Party {
                name: it.body.name.clone(),
                utility: Utility::Additive(utility.issues.iter().map(term).collect()),
                cap: None,
                reservation: Reservation::Value(number(utility.reservation)),
                discount: None,
            })
        };
        Ok(Self {
            name: case.title.clone(),
            issues: case.issues.iter().map(issue).collect(),
            parties: case.parties.iter().map(party).collect::<Result<_, _>>()?,
        })
    }
}

fn number(decimal: Decimal) -> Number {
    let power = (0..decimal.places).fold(Number::one(), |power, _| &power * &Number::from(10));
    &Number::from(decimal.digits) / &power
}

pub(super) fn read(files: &Files) -> place::Result<Scenario> {
    let parsed = crate::read::parse(files);
    if let Some(error) = parsed.diagnostics.into_iter().find(|it| it.severity == Severity::Error) {
        return Err(error);
    }
    Scenario::from_case(&parsed.case)
        .map_err(|loss| problem("case.toml", None, loss.to_string(), loss.hint()))
}

/// Writes `case.toml`.
pub(super) fn write(scenario: &Scenario, writing: Writing) -> Result<Files, Loss> {
    let title = if scenario.name.is_empty() { "Scenario" } else { &scenario.name };
    let mut text = format!(
        "title = {}\n# A scenario has no day; put in the day on which you look at the world.\nas_of = 2000-01-01\n",
        quoted(title)
    );
    let mut ids = Ids::default();
    let parties: Vec<String> = scenario.parties.iter().map(|it| ids.next(&it.name)).collect();
    let issues: Vec<(String, Vec<String>)> = scenario
        .issues
        .iter()
        .map(|issue| {
            let mut own = Ids::default();
            let options = (0..issue.len()).map(|it| own.next(&issue.option(it))).collect();
            (ids.next(&issue.name), options)
        })
        .collect();
    for (party, id) in scenario.parties.iter().zip(&parties) {
        let _ = write!(text, "\n[[party]]\nid = \"{id}\"\nname = {}\n", quoted(&party.name));
        text.push_str(&utility(scenario, party, &issues, writing)?);
    }
    for (issue, (id, options)) in scenario.issues.iter().zip(&issues) {
        if issue.len() < 2 {
            let message = format!("issue `{}` has one option", issue.name);
            return Err(Loss::new(message, "in a case an issue has two at least; take it out"));
        }
        let _ = write!(
            text,
            "\n[[issue]]\nid = \"{id}\"\nquestion = {}\noptions = [\n",
            quoted(&issue.name)
        );
        for (index, option) in options.iter().enumerate() {
            let name = quoted(&issue.option(index));
            let _ = writeln!(text, "  {{ id = \"{option}\", text = {name} }},");
        }
        text.push_str("]\n");
    }
    let mut files = Files::default();
    files.insert("case.toml", text);
    Ok(files)
}

fn utility(
    scenario: &Scenario,
    party: &Party,
    issues: &[(String, Vec<String>)],
    writing: Writing,
) -> Result<String, Loss> {
    let terms = loss::terms(party, &scenario.issues)?;
    loss::uncapped(party, &terms, writing)?;
    loss::plain(party)?;
    let decimal = |it: &Number, what: &str| {
        let what = format!("{what} of `{}`", party.name);
        let text = loss::decimal(it, writing, &what)?;
        if Decimal::parse(&text).is_none() {
            let message = format!("{what} is {text}");
            return Err(Loss::new(
                message,
                "a case takes decimals from 0 up with 18 digits at most",
            ));
        }
        Ok(text)
    };
    let Some(reservation) = scenario.reservation(party) else {
        let message = format!("for `{}` nothing is worse than no agreement", party.name);
        return Err(Loss::new(message, "a case takes a number; give a reservation value"));
    };
    let reservation = decimal(&reservation, "the reservation value")?;
    let mut weights = Vec::new();
    let mut rows = String::new();
    for ((weight, table), (id, options)) in terms.iter().zip(issues) {
        weights.push(format!("{id} = {}", decimal(weight, "a weight")?));
        let cells = table
            .iter()
            .zip(options)
            .map(|(it, option)| Ok(format!("{option} = {}", decimal(it, "an evaluation")?)));
        let cells: Vec<String> = cells.collect::<Result<_, Loss>>()?;
        let _ = writeln!(rows, "{id} = {{ {} }}", cells.join(", "));
    }
    Ok(format!(
        "\n[party.utility]\nreservation = {reservation}\nweight = {{ {} }}\n\n[party.utility.evaluation]\n{rows}",
        weights.join(", ")
    ))
}

fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// Ids made of names, no two alike.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    fn next(&mut self, name: &str) -> String {
        let mut id = String::new();
        for it in name.chars() {
            if it.is_ascii_alphanumeric() {
                id.push(it.to_ascii_lowercase());
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        let id = id.trim_end_matches('-');
        let id = match id.chars().next() {
            Some(first) if first.is_ascii_alphabetic() => id.to_owned(),
            Some(_) => format!("n{id}"),
            None => "option".to_owned(),
        };
        let mut candidate = id.clone();
        let mut number = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = format!("{id}-{number}");
            number += 1;
        }
        candidate
    }
}
