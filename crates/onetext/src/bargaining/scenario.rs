//! From a scenario of the negotiation field to a problem without names.

use std::collections::BTreeMap;

use onetext_bargain as bargain;
use onetext_case::Decimal;
use onetext_case::exchange::{
    Interaction, Number, PartyTables, Rectangle, Reservation, Scenario, rounded_tables, tables,
};

use super::problem::{NamedProblem, Unit};
use crate::analysis::Named;
use crate::error::Error;

impl NamedProblem {
    /// The problem of a scenario, with its own names for parties, issues and options.
    ///
    /// `reservations` replaces the reservation values of the parties of these names. A party for
    /// which nothing is worse than no agreement accepts everything, and its gains are counted from
    /// its worst outcome. With `places`, every number is rounded to so many decimal places first, and
    /// answers are about these numbers.
    ///
    /// # Shape and units
    ///
    /// Each party's utilities are whole numbers of the largest unit in which all of them, its cap
    /// and its reservation value are whole. Where such units are short enough all parties have one
    /// in common; otherwise each has its own, and rules that compare parties cannot be asked.
    ///
    /// # Errors
    ///
    /// - [`Error::NoSeat`] for a reservation value of somebody else.
    /// - [`Error::Scenario`] for utilities that are no sums.
    /// - [`Error::TooFine`] when a party's utilities do not fit into whole numbers.
    /// - [`Error::TooLarge`], [`Error::Bargain`] when there is too much of anything else.
    pub fn from_scenario(
        scenario: &Scenario,
        reservations: &BTreeMap<String, Decimal>,
        places: Option<u32>,
    ) -> Result<Self, Error> {
        let mut scenario = scenario.clone();
        for (name, value) in reservations {
            let party = scenario.parties.iter_mut().find(|it| it.name == *name);
            let party = party.ok_or_else(|| Error::NoSeat { party: name.clone() })?;
            let value = Number::from(value.digits).over_ten(value.places);
            party.reservation = Reservation::Value(value);
        }
        let tables = match places {
            Some(places) => rounded_tables(&scenario, places)?,
            None => tables(&scenario)?,
        };
        let names: Vec<&String> = scenario.parties.iter().map(|it| &it.name).collect();
        let space = bargain::Space::new(&tables.options)?;
        let own: Vec<Shape<'_>> =
            tables.parties.iter().map(|tables| Shape { tables, factor: 1 }).collect();
        let common = common(&tables.parties)
            .filter(|it| it.iter().all(|it| it.party(&space).is_some_and(|it| it.is_ok())));
        let has_common_unit = common.is_some();
        let shapes = common.unwrap_or(own);
        let mut parties = Vec::new();
        for (shape, name) in shapes.iter().zip(&names) {
            let too_fine = || Error::TooFine { party: (*name).clone() };
            let party = shape.party(&space).ok_or_else(too_fine)?;
            parties.push(party.map_err(|error| match error {
                bargain::Error::UtilityOverflow { .. } => too_fine(),
                error => error.into(),
            })?);
        }
        let named = |it: &str| Named { id: it.to_owned(), name: it.to_owned() };
        let issues = scenario.issues.iter().map(|issue| {
            let options = (0..issue.len()).map(|option| named(&issue.option(option)));
            (named(&issue.name), options.collect())
        });
        Ok(Self {
            problem: bargain::Problem::new(space, parties, Vec::new())?,
            parties: names.iter().map(|it| named(it)).collect(),
            units: shapes.iter().map(Shape::unit).collect(),
            has_common_unit,
            rounded: places,
            issues: issues.collect(),
        })
    }
}

/// A party's tables, multiplied by a factor.
struct Shape<'a> {
    tables: &'a PartyTables,
    factor: i128,
}

/// The tables with factors that bring all parties to one unit; `None` where that is too short.
fn common(parties: &[PartyTables]) -> Option<Vec<Shape<'_>>> {
    let scales: Vec<i128> =
        parties.iter().map(|it| it.scale.to_integer()).collect::<Option<_>>()?;
    let least =
        scales.iter().try_fold(1_i128, |least, &it| (least / gcd(least, it)).checked_mul(it))?;
    let shape = |(tables, scale): (_, &i128)| Shape { tables, factor: least / scale };
    Some(parties.iter().zip(&scales).map(shape).collect())
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Shape<'_> {
    fn unit(&self) -> Unit {
        let factor = i64::try_from(self.factor).map_or_else(|_| Number::one(), Number::from);
        Unit {
            per: &self.tables.scale * &factor,
            has_reservation: self.tables.reservation.is_some(),
        }
    }

    fn whole(&self, number: i128) -> Option<i64> {
        i64::try_from(number.checked_mul(self.factor)?).ok()
    }

    /// The party; `None` when a number is too long.
    fn party(&self, space: &bargain::Space) -> Option<Result<bargain::Party, bargain::Error>> {
        let row = |row: &Vec<i128>| row.iter().map(|&it| self.whole(it)).collect::<Option<_>>();
        let mut utilities =
            self.tables.issues.iter().map(row).collect::<Option<Vec<Vec<i64>>>>()?;
        let mut interactions = Vec::new();
        let mut everywhere = 0_i64;
        for (worth, rectangle) in &self.tables.rectangles {
            let worth = self.whole(*worth)?;
            if rectangle.outside {
                // What is not inside pays: everything does, and the inside takes it back.
                everywhere = everywhere.checked_add(worth)?;
            }
            let worth = if rectangle.outside { worth.checked_neg()? } else { worth };
            interactions.push(bargain::Interaction::Match { when: inside(rectangle)?, worth });
        }
        for it in &self.tables.interactions {
            self.together(it, space, &mut interactions)?;
        }
        for worth in utilities.first_mut()? {
            *worth = worth.checked_add(everywhere)?;
        }
        let cap = match self.tables.cap {
            Some(cap) => Some(self.whole(cap)?),
            None => None,
        };
        let party =
            bargain::Party { utilities, reservation: 0, red_lines: Vec::new(), interactions, cap };
        let reservation = match self.tables.reservation {
            Some(it) => Ok(self.whole(it)?),
            None => least(space, &party),
        };
        Some(reservation.and_then(|reservation| {
            let party = bargain::Party { reservation, ..party };
            // Sums fit as well.
            bargain::Problem::new(space.clone(), vec![party.clone()], Vec::new()).map(|_| party)
        }))
    }

    /// A group as a table, or row by row where that is too large.
    fn together(
        &self,
        group: &Interaction,
        space: &bargain::Space,
        into: &mut Vec<bargain::Interaction>,
    ) -> Option<()> {
        let issues: Vec<bargain::IssueId> =
            group.issues.iter().map(|&it| issue(it)).collect::<Option<_>>()?;
        let counts: Vec<usize> = issues.iter().map(|&it| space.option_count(it)).collect();
        let size = counts.iter().try_fold(1_usize, |size, it| size.checked_mul(*it));
        if let Some(size) = size.filter(|it| *it <= bargain::MAX_TABLE) {
            let mut worth = vec![0; size];
            for (options, &it) in &group.rows {
                let place = options
                    .iter()
                    .zip(&counts)
                    .fold(0, |place, (option, count)| place * count + option);
                *worth.get_mut(place)? = self.whole(it)?;
            }
            into.push(bargain::Interaction::Table { issues, worth });
            return Some(());
        }
        for (options, &worth) in &group.rows {
            let is = |(&issue, &it): (&bargain::IssueId, &usize)| {
                Some(bargain::Condition::is(issue, option(it)?))
            };
            let when = issues.iter().zip(options).map(is).collect::<Option<_>>()?;
            let (when, worth) = (bargain::Pattern(when), self.whole(worth)?);
            into.push(bargain::Interaction::Match { when, worth });
        }
        Some(())
    }
}

/// The outcomes within the bounds of a rectangle.
fn inside(rectangle: &Rectangle) -> Option<bargain::Pattern> {
    let condition = |(place, range): &(usize, std::ops::Range<usize>)| {
        let options = range.clone().map(option).collect::<Option<_>>()?;
        Some(bargain::Condition { issue: issue(*place)?, options })
    };
    rectangle.bounds.iter().map(condition).collect::<Option<_>>().map(bargain::Pattern)
}

/// What the worst outcome is worth to a party.
fn least(space: &bargain::Space, party: &bargain::Party) -> Result<i64, bargain::Error> {
    let negative = |it: &i64| -it;
    let utilities = party.utilities.iter().map(|it| it.iter().map(negative).collect());
    let interactions = party.interactions.iter().map(|it| match it {
        bargain::Interaction::Table { issues, worth } => bargain::Interaction::Table {
            issues: issues.clone(),
            worth: worth.iter().map(negative).collect(),
        },
        bargain::Interaction::Match { when, worth } => {
            bargain::Interaction::Match { when: when.clone(), worth: -worth }
        }
    });
    let lowest = i64::try_from(bargain::MAX_UTILITY).map_or(i64::MIN, |it| -it);
    let opposite = bargain::Party {
        utilities: utilities.collect(),
        reservation: lowest,
        red_lines: Vec::new(),
        interactions: interactions.collect(),
        cap: None,
    };
    let problem = bargain::Problem::new(space.clone(), vec![opposite], Vec::new())?;
    let worst = bargain::utilitarian(&problem, &bargain::Stop::default())?.value;
    let sum = worst.payoffs.0.first().map_or(lowest, |it| -it);
    Ok(party.cap.map_or(sum, |cap| cap.min(sum)))
}

fn issue(place: usize) -> Option<bargain::IssueId> {
    u8::try_from(place).ok().map(bargain::IssueId)
}

fn option(place: usize) -> Option<bargain::OptionId> {
    u8::try_from(place).ok().map(bargain::OptionId)
}
