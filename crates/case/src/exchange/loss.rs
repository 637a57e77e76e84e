//! What a format cannot hold.

use std::collections::BTreeSet;
use std::fmt;

use super::Writing;
use super::number::{LONGEST, Number};
use super::scenario::{Issue, Party, Scenario, Utility};

/// Why a scenario cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    message: String,
    hint: String,
}

impl Loss {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Loss {}

/// A weight, and the worth of each option.
pub(super) type Weighed = (Number, Vec<Number>);

/// Refuses names that no file can have.
pub(super) fn names(scenario: &Scenario) -> Result<(), Loss> {
    let mut seen = BTreeSet::new();
    for party in &scenario.parties {
        let name = party.name.as_str();
        let odd = |it: char| it.is_control() || "/\\:*?\"<>|".contains(it);
        let message = if name.is_empty() || name.contains(odd) || name.starts_with(['_', '.']) {
            format!("`{name}` cannot be the name of a file")
        } else if ["domain", "pareto", "specials", "specs", "case"].contains(&name) {
            format!("a party is called `{name}`, as is a file beside it")
        } else if !seen.insert(name.to_lowercase()) {
            format!("two parties are called `{name}`")
        } else {
            continue;
        };
        return Err(Loss::new(message, "give the party another name"));
    }
    Ok(())
}

/// Weights and evaluations of an additive utility, option by option.
pub(super) fn terms(party: &Party, issues: &[Issue]) -> Result<Vec<Weighed>, Loss> {
    let what = match &party.utility {
        Utility::Additive(terms) => {
            let table = |issue: &Issue, evaluation: &super::Evaluation| {
                (0..issue.len()).map(|option| evaluation.at(issue, option)).collect()
            };
            let each = issues.iter().zip(terms);
            return Ok(each
                .map(|(issue, it)| (it.weight.clone(), table(issue, &it.evaluation)))
                .collect());
        }
        Utility::Groups(_) => "a sum over groups of issues",
        Utility::Rectangles { .. } => "made of hyper-rectangles",
        Utility::Ruled { .. } => "a sum of ranks with rules",
    };
    let message = format!("the utility of `{}` is {what}", party.name);
    Err(Loss::new(message, "the format takes a weighted sum over issues"))
}

/// Refuses a discount, for formats that have none.
pub(super) fn plain(party: &Party) -> Result<(), Loss> {
    match &party.discount {
        None => Ok(()),
        Some(discount) => Err(Loss::new(
            format!("the utility of `{}` is discounted by {}", party.name, discount.factor),
            "the format has no discounts; take it off",
        )),
    }
}

/// The largest sum that additive terms can reach.
pub(super) fn largest(terms: &[Weighed]) -> Number {
    let best = |(weight, table): &Weighed| table.iter().map(|it| weight * it).max();
    terms.iter().filter_map(best).sum()
}

/// Refuses a cap that an outcome can reach, for formats that have none. Where numbers are rounded, a
/// sum may pass the cap by as little.
pub(super) fn uncapped(party: &Party, terms: &[Weighed], writing: Writing) -> Result<(), Loss> {
    let Some(cap) = &party.cap else { return Ok(()) };
    let (largest, slack) = (
        largest(terms),
        match writing.places {
            Some(_) => Number::parse("0.000001").unwrap_or_default(),
            None => Number::zero(),
        },
    );
    if largest <= cap + &slack {
        return Ok(());
    }
    let message = format!(
        "the utility of `{}` is capped at {cap}, and its sum reaches {largest}",
        party.name
    );
    Err(Loss::new(message, "the format has no caps; scale the weights down"))
}

/// A number as a decimal, rounded if that was asked for.
pub(super) fn decimal(
    number: &Number,
    writing: Writing,
    what: &dyn fmt::Display,
) -> Result<String, Loss> {
    let exact = number.to_decimal();
    let rounded = || writing.places.and_then(|places| number.rounded(places).to_decimal());
    let written = match exact {
        Some(exact) if is_short(&exact) => Some(exact),
        _ => rounded(),
    };
    match written {
        Some(decimal) if is_short(&decimal) => Ok(decimal),
        Some(_) => {
            let message = format!("{what} has more than {LONGEST} digits");
            Err(Loss::new(message, "measure utilities in another unit"))
        }
        None => {
            let message = format!("{what} is {number}, which is no decimal of {LONGEST} digits");
            Err(Loss::new(message, "ask for rounding to a number of places"))
        }
    }
}

/// Whether a decimal is one that is read.
fn is_short(decimal: &str) -> bool {
    decimal.bytes().filter(u8::is_ascii_digit).count() <= LONGEST
}
