//! Results as they were written down, read again to be checked.

use onetext_bargain::Problem;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Certificate, Claim};
use crate::analysis::Named;
use crate::bargaining::{NamedProblem, Start};
use crate::error::Error;

/// A result that a command wrote as JSON: what readers see, and the certificate.
#[derive(Clone, Debug)]
pub struct Written {
    /// The certificate.
    pub certificate: Certificate,
    /// What readers see.
    view: Value,
}

impl Written {
    /// Reads a result.
    ///
    /// # Errors
    ///
    /// What is wrong with the text, with its line where that is known.
    ///
    /// # Examples
    ///
    /// ```
    /// let error = onetext::Written::parse(b"{}").unwrap_err();
    /// assert_eq!(error, "the result has no certificate");
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let mut view: Value = serde_json::from_slice(bytes).map_err(|it| it.to_string())?;
        let found = view.as_object_mut().and_then(|it| it.shift_remove("certificate"));
        let found = found.ok_or("the result has no certificate")?;
        let certificate = Certificate::deserialize(found);
        let certificate = certificate.map_err(|it| format!("its certificate is none: {it}"))?;
        Ok(Self { certificate, view })
    }

    /// Where what readers see differs from what the certificate claims of the named problem; nothing
    /// where it does not.
    ///
    /// # Errors
    ///
    /// [`Error::Bargain`] when the claim is about outcomes that the problem does not have.
    pub fn differences(&self, named: &NamedProblem) -> Result<Vec<String>, Error> {
        let ours = &self.certificate.problem;
        if let Some(difference) = difference(ours, &named.problem) {
            return Ok(vec![difference]);
        }
        let mut found = Vec::new();
        compare(&self.expected(named)?, &self.view, "", &mut found);
        Ok(found)
    }

    /// What readers have to see.
    fn expected(&self, named: &NamedProblem) -> Result<Value, Error> {
        let value = |view: Result<Value, serde_json::Error>| {
            view.unwrap_or_else(|_| unreachable!("a view is plain data"))
        };
        let mut expected = match &self.certificate.claim {
            Claim::Zopa { answer, .. } => {
                value(serde_json::to_value(named.zopa_view(answer, None)))
            }
            Claim::Frontier { among, answer, .. } => {
                value(serde_json::to_value(named.frontier_view(*among, answer, None)))
            }
            Claim::Solution { rule, answer, .. } => {
                value(serde_json::to_value(named.solution_view(*rule, answer, None)))
            }
            Claim::Nearest { from, weights, answer, .. } => {
                let start = Start { draft: None, outcome: from.clone() };
                let view = named.nearest_view(&start, weights, answer, None)?;
                let mut view = value(serde_json::to_value(view));
                // The claim does not say which draft the outcome is taken from.
                view.as_object_mut().and_then(|it| it.shift_remove("draft"));
                view
            }
            Claim::Unlock { answer, .. } => {
                let named_sets = |sets: &[Vec<_>]| -> Vec<Vec<_>> {
                    let sets = sets.iter().filter(|it| !it.is_empty());
                    sets.map(|it| it.iter().map(|&it| named.barrier(it)).collect()).collect()
                };
                let opened = named_sets(&answer.value.relaxations).into_iter();
                let opened: Vec<Value> = opened.map(|it| json!({ "barriers": it })).collect();
                json!({ "blocking": named_sets(&answer.value.blocking), "relaxations": opened })
            }
        };
        // How far it was checked then is nothing to hold against it now.
        if let Some(reliance) = expected.get_mut("reliance").and_then(Value::as_object_mut) {
            reliance.shift_remove("checked");
        }
        Ok(expected)
    }
}

/// What tells two problems apart.
fn difference(ours: &Problem, theirs: &Problem) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let floors = |it: &Problem| it.parties().iter().map(|it| it.reservation).collect::<Vec<_>>();
    let what = if ours.space() != theirs.space() {
        "it is about other issues or options than the case has"
    } else if ours.parties().len() != theirs.parties().len() {
        "it is about another number of parties than the case has"
    } else if ours.linkages() != theirs.linkages() {
        "it is about other linkages than the case has"
    } else if floors(ours) != floors(theirs) {
        "it is about other reservation values than the case has; repeat them with --reservation"
    } else {
        "it is about other utilities or red lines than the case has"
    };
    Some(what.to_owned())
}

/// Most differences that are told.
const MOST: usize = 12;

/// Everything expected has to be found; there may be more.
fn compare(expected: &Value, found: &Value, place: &str, differences: &mut Vec<String>) {
    if MOST <= differences.len() {
        return;
    }
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, expected) in expected {
                let place = format!("{place}.{key}");
                match found.get(key) {
                    Some(found) => compare(expected, found, &place, differences),
                    None => differences.push(format!("{} is missing", place.trim_matches('.'))),
                }
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(expected, found, &format!("{place}[{index}]"), differences);
            }
        }
        _ if expected == found => {}
        _ => {
            let brief = |it: &Value| match it {
                Value::Array(items) => format!("{} items", items.len()),
                Value::Object(_) => "an object".to_owned(),
                other => other.to_string().chars().take(60).collect(),
            };
            let place = place.trim_matches('.');
            differences.push(format!(
                "{place} says {}, and should say {}",
                brief(found),
                brief(expected)
            ));
        }
    }
}

impl Claim {
    /// What is claimed, in a few words, with the names of a case where they are known.
    pub fn words(&self, names: Option<&[Named]>) -> String {
        let parties = |payoffs: &[i64]| match names {
            Some(names) => {
                let each =
                    names.iter().zip(payoffs).map(|(it, units)| format!("{} {units}", it.name));
                each.collect::<Vec<_>>().join(", ")
            }
            None => payoffs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        };
        match self {
            Self::Zopa { answer, .. } if answer.value.between == (0, 0) => {
                format!("none of {} outcomes is acceptable to all", answer.value.feasible)
            }
            Self::Zopa { answer, .. } => {
                let value = &answer.value;
                format!("{} of {} outcomes are acceptable to all", value.acceptable, value.feasible)
            }
            Self::Frontier { answer, .. } => {
                format!("a frontier of {} points", answer.value.len())
            }
            Self::Solution { rule, answer, .. } => {
                let units = parties(&answer.value.payoffs.0);
                format!("the {} solution gives the parties {units}, in whole units", rule.name())
            }
            Self::Nearest { answer, .. } => {
                format!("an acceptable outcome is {} changes away", answer.value.changes)
            }
            Self::Unlock { answer, .. } => {
                let (blocking, open) =
                    (answer.value.blocking.len(), answer.value.relaxations.len());
                format!("{blocking} sets block agreement, {open} open it")
            }
        }
    }
}
