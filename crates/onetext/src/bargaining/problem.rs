//! From a case whose parties have utilities in numbers to a problem without names.

use std::collections::BTreeMap;

use onetext_bargain as bargain;
use onetext_case::exchange::Number;
use onetext_case::{Case, Decimal, IssueId, OptionId, PartyId};

use crate::analysis::Named;
use crate::error::Error;

/// A bargaining problem, and the names of the case or scenario it was made from.
#[derive(Clone, Debug)]
pub struct NamedProblem {
    /// The problem, in whole numbers.
    pub problem: bargain::Problem,
    /// Its parties, in order: those of the case with a seat.
    pub parties: Vec<Named>,
    /// In what each party's utilities are whole.
    pub(super) units: Vec<Unit>,
    /// Whether all of these are one and the same.
    pub(super) has_common_unit: bool,
    /// To how many decimal places its numbers were rounded, if they were.
    pub(super) rounded: Option<u32>,
    /// Each issue with its options.
    pub(super) issues: Vec<(Named, Vec<Named>)>,
}

/// In what a party's utilities are whole numbers.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// How many units make one.
    pub(super) per: Number,
    /// Whether the party has a reservation value; without one it accepts everything.
    pub(super) has_reservation: bool,
}

impl NamedProblem {
    /// The problem of a case: all parties with a seat, all issues, all linkages.
    ///
    /// `reservations` replaces the reservation values of the parties with these ids.
    ///
    /// # Shape and units
    ///
    /// All parties' utilities are scaled by one power of ten, so that the rules that compare
    /// parties compare what the case wrote.
    ///
    /// # Errors
    ///
    /// - [`Error::NoParties`], [`Error::NoUtility`] when the case is not one in numbers.
    /// - [`Error::NoSeat`] for a reservation value of somebody else.
    /// - [`Error::TooLarge`], [`Error::Bargain`] when the numbers do not fit.
    pub fn new(case: &Case, reservations: &BTreeMap<String, Decimal>) -> Result<Self, Error> {
        let seats: Vec<PartyId> =
            (0..case.parties.len()).map(PartyId).filter(|it| case.parties[it.0].seat).collect();
        if seats.is_empty() {
            return Err(Error::NoParties);
        }
        let id = |party: &PartyId| &case.parties[party.0].body.id;
        if let Some(other) = reservations.keys().find(|key| !seats.iter().any(|it| id(it) == *key))
        {
            return Err(Error::NoSeat { party: other.clone() });
        }
        let mut decimals = Vec::new();
        for seat in &seats {
            let utility = case.parties[seat.0].utility.as_ref();
            let utility = utility.ok_or_else(|| Error::NoUtility { party: id(seat).clone() })?;
            decimals.push(decimal(*reservations.get(id(seat)).unwrap_or(&utility.reservation)));
            for (weight, evaluations) in &utility.issues {
                for evaluation in evaluations {
                    decimals.push(decimal(*weight).times(decimal(*evaluation))?);
                }
            }
        }
        let scaled = bargain::scale(&decimals)?;
        let per = &Number::one() / &Number::one().over_ten(scaled.places);
        let mut integers = scaled.integers.into_iter();
        let mut next = || integers.next().unwrap_or_default();
        let parties = seats.iter().map(|_| bargain::Party {
            reservation: next(),
            utilities: case
                .issues
                .iter()
                .map(|issue| issue.options.iter().map(|_| next()).collect())
                .collect(),
            red_lines: Vec::new(),
            interactions: Vec::new(),
            cap: None,
        });
        let mut parties: Vec<bargain::Party> = parties.collect();
        for (party, seat) in parties.iter_mut().zip(&seats) {
            let utility = case.parties[seat.0].utility.iter();
            let red_lines = utility.flat_map(|it| &it.red_lines).map(pattern);
            party.red_lines = red_lines.collect::<Result<_, Error>>()?;
        }
        let linkages = case.linkages.iter().map(|it| {
            Ok(bargain::Linkage::Requires { when: pattern(&it.when)?, then: pattern(&it.then)? })
        });
        let options: Vec<usize> = case.issues.iter().map(|it| it.options.len()).collect();
        let space = bargain::Space::new(&options)?;
        let linkages = linkages.collect::<Result<_, Error>>()?;
        Ok(Self {
            problem: bargain::Problem::new(space, parties, linkages)?,
            parties: seats
                .iter()
                .map(|it| Named::holder(case, onetext_case::Holder::Party(*it)))
                .collect(),
            units: vec![Unit { per, has_reservation: true }; seats.len()],
            has_common_unit: true,
            rounded: None,
            issues: case
                .issues
                .iter()
                .enumerate()
                .map(|(index, it)| {
                    let issue = IssueId(index);
                    let options = (0..it.options.len()).map(OptionId);
                    let options = options.map(|it| Named::option(case, issue, it)).collect();
                    (Named::issue(case, issue), options)
                })
                .collect(),
        })
    }

    /// A whole number of the problem as the number of the case or scenario that it stands for: a
    /// decimal, or a fraction where no decimal is exact.
    pub(super) fn number(&self, party: usize, whole: i64) -> String {
        told(&(&Number::from(whole) / &self.units[party].per))
    }

    /// The issues, each with its options, in the order of the problem.
    pub(crate) fn issues(&self) -> &[(Named, Vec<Named>)] {
        &self.issues
    }

    /// An outcome of the problem, with its names.
    pub(crate) fn outcome(&self, outcome: &bargain::Outcome) -> Vec<(Named, Named)> {
        let chosen = self.issues.iter().zip(&outcome.0);
        chosen
            .map(|((issue, options), option)| (issue.clone(), options[option.index()].clone()))
            .collect()
    }
}

/// A number for readers.
pub(super) fn told(number: &Number) -> String {
    match number.to_string().strip_prefix('-') {
        Some(digits) => format!("−{digits}"),
        None => number.to_string(),
    }
}

fn decimal(it: Decimal) -> bargain::Decimal {
    bargain::Decimal::new(it.digits, it.places)
}

fn pattern(pattern: &onetext_case::Pattern) -> Result<bargain::Pattern, Error> {
    let id = |index: usize, what| u8::try_from(index).map_err(|_| Error::TooLarge { what });
    let conditions = pattern.iter().map(|(issue, options)| {
        let options = options.iter().map(|it| id(it.0, "options").map(bargain::OptionId));
        Ok(bargain::Condition {
            issue: bargain::IssueId(id(issue.0, "issues")?),
            options: options.collect::<Result<_, Error>>()?,
        })
    });
    Ok(bargain::Pattern(conditions.collect::<Result<_, Error>>()?))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A problem of one issue with three options, whose parties count in parts of so much.
    pub(in crate::bargaining) fn named(
        per: &[i64],
        common: bool,
        worth: &[[i64; 3]],
    ) -> NamedProblem {
        let name = |id: String, name: String| Named { id, name };
        let parties = worth.iter().map(|it| bargain::Party {
            utilities: vec![it.to_vec()],
            reservation: 0,
            red_lines: Vec::new(),
            interactions: Vec::new(),
            cap: None,
        });
        let space = bargain::Space::new(&[3]).expect("a space");
        let problem = bargain::Problem::new(space, parties.collect(), Vec::new());
        let options = (0..3).map(|it| name(format!("o{it}"), format!("Option {it}"))).collect();
        NamedProblem {
            problem: problem.expect("a problem"),
            parties: (0..per.len())
                .map(|it| name(format!("p{it}"), format!("Party {it}")))
                .collect(),
            units: per
                .iter()
                .map(|&it| Unit { per: Number::from(it), has_reservation: true })
                .collect(),
            has_common_unit: common,
            rounded: None,
            issues: vec![(name("i0".to_owned(), "Issue".to_owned()), options)],
        }
    }
}
