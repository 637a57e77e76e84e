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

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use insta::assert_snapshot;
    use onetext_case::exchange::{
        Aggregation, Evaluation, Group, Issue, Part, Party, Term, Utility, Values,
    };

    use super::*;
    use crate::{Among, Rule, Stop};

    fn number(text: &str) -> Number {
        match text.split_once('/') {
            Some((above, below)) => &number(above) / &number(below),
            None => Number::parse(text).unwrap(),
        }
    }

    fn numbers(text: &str) -> Vec<Number> {
        text.split(' ').map(number).collect()
    }

    fn party(name: &str, utility: Utility, reservation: Reservation) -> Party {
        Party { name: name.into(), utility, cap: None, reservation, discount: None }
    }

    /// A party to which options are worth these numbers, issue by issue.
    fn weighing(name: &str, issues: &[&str], reservation: Reservation) -> Party {
        let term =
            |it: &&str| Term { weight: Number::one(), evaluation: Evaluation::Table(numbers(it)) };
        party(name, Utility::Additive(issues.iter().map(term).collect()), reservation)
    }

    /// Two issues with three options each, and whole numbers as the third issue.
    fn scenario(parties: Vec<Party>) -> Scenario {
        let named = |name: &str, options: &str| Issue {
            name: name.into(),
            values: Values::Named(options.split(' ').map(str::to_owned).collect()),
        };
        let count = Issue { name: "count".into(), values: Values::Whole { low: 4, high: 6 } };
        let issues =
            vec![named("color", "red green blue"), named("size", "small fair large"), count];
        Scenario { name: String::new(), issues, parties }
    }

    fn ask(scenario: &Scenario, places: Option<u32>) -> Result<NamedProblem, Error> {
        NamedProblem::from_scenario(scenario, &BTreeMap::new(), places)
    }

    fn told<T: ToString>(answer: Result<T, Error>) -> String {
        match answer {
            Ok(answer) => answer.to_string(),
            Err(error) => format!("error: {error}\nhint: {}", error.hint().unwrap_or_default()),
        }
    }

    fn rectangle(utility: &str, outside: bool, bounds: &[(usize, Range<usize>)]) -> Rectangle {
        Rectangle { utility: number(utility), outside, bounds: bounds.to_vec() }
    }

    /// Every kind of utility in one scenario.
    fn all_kinds() -> Scenario {
        let rows = BTreeMap::from([(vec![0, 2], number("1/3")), (vec![2, 1], number("-0.5"))]);
        let groups = vec![
            Group { issues: vec![2, 0], rows },
            Group { issues: vec![1], rows: BTreeMap::from([(vec![1], number("2"))]) },
        ];
        let part = Part {
            weight: number("0.5"),
            aggregation: Aggregation::Sum,
            rectangles: vec![
                rectangle("7", false, &[(0, 0..2), (2, 1..3)]),
                rectangle("5", true, &[(1, 0..1), (2, 0..2)]),
                rectangle("3", false, &[(1, 2..2)]),
                rectangle("2", false, &[]),
                rectangle("9", true, &[]),
            ],
            parts: vec![],
        };
        let rectangles = Utility::Rectangles { parts: vec![part], divisor: number("7") };
        let mut capped = party("capped", rectangles, Reservation::Value(number("0.25")));
        capped.cap = Some(number("3/4"));
        scenario(vec![
            weighing("additive", &["1 1/3 0", "0 0.25 1", "3 2 1"], Reservation::Nothing),
            capped,
            party(
                "groups",
                Utility::Groups(groups),
                Reservation::Outcome(vec![Some(0), None, Some(2)]),
            ),
        ])
    }

    #[test]
    fn every_outcome_is_worth_what_the_scenario_says() {
        let scenario = all_kinds();
        let named = ask(&scenario, None).unwrap();
        assert!(named.has_common_unit);
        let mut touched = false;
        for place in 0..27 {
            let outcome = [place / 9, place / 3 % 3, place % 3];
            let options = outcome.iter().map(|&it| option(it).unwrap()).collect();
            let payoffs = named.problem.payoffs(&bargain::Outcome(options)).unwrap().0;
            let worth = |party: usize| &Number::from(payoffs[party]) / &named.units[party].per;
            assert_eq!((0..3).map(worth).collect::<Vec<_>>(), scenario.evaluate(&outcome));
            touched |= named.problem.parties()[1].cap == Some(payoffs[1]);
        }
        assert!(touched);
        assert_snapshot!(told(named.zopa(&Stop::default())), @"
        21 of 27 outcomes are acceptable to all
          additive  accepts anything; its worst is 1
          capped    accepts from 0.25
          groups    accepts from 0
        (exact; checked outcome by outcome)
        ");
        assert_snapshot!(told(named.solve(Rule::Nash, &Stop::default())), @"
        Nash solution: largest product of gains over no agreement
          color  red
          size   fair
          count  5

          additive: 3.25 (2.25 over its worst)
          capped: 0.75 (0.5 over no agreement)
          groups: 2 (2 over no agreement)
        (exact; checked outcome by outcome)
        ");
        assert_snapshot!(told(named.frontier(Among::Acceptable, &Stop::default())), @"
        5 points that no outcome that all accept beats
          additive  capped  groups  outcomes
                 5     0.5       0         1
              4.25     0.5       2         1
                 4    0.75       0         1
              3.25    0.75       2         1
              3.25     0.5     7/3         1
        (exact; checked outcome by outcome)
        ");
    }

    #[test]
    fn reservation_values_can_be_replaced() {
        let value =
            |name: &str| BTreeMap::from([(name.to_owned(), Decimal { digits: 15, places: 1 })]);
        let scenario = all_kinds();
        let asked = |name| {
            let named = NamedProblem::from_scenario(&scenario, &value(name), None)?;
            named.zopa(&Stop::default())
        };
        assert_snapshot!(told(asked("additive")), @"
        19 of 27 outcomes are acceptable to all
          additive  accepts from 1.5
          capped    accepts from 0.25
          groups    accepts from 0
        (exact; checked outcome by outcome)
        ");
        // More than the party can get.
        assert_snapshot!(told(asked("capped")), @"
        0 of 27 outcomes are acceptable to all
          additive  accepts anything; its worst is 1
          capped    accepts from 1.5
          groups    accepts from 0
        (exact; checked outcome by outcome)
        ");
        assert_snapshot!(told(asked("nobody")), @"
        error: nobody is not a party with a seat
        hint:
        ");
    }

    #[test]
    fn parties_without_a_common_unit_are_not_compared() {
        let primes = ["1/2147483647 1 0", "1/2147483629 1 0"];
        let with = |it: &str| {
            weighing(it, &[primes[usize::from(it == "b")], "0 1 2", "0 2 0"], Reservation::Nothing)
        };
        let scenario = scenario(vec![with("a"), with("b")]);
        let named = ask(&scenario, None).unwrap();
        assert_snapshot!(told(named.solve(Rule::Utilitarian, &Stop::default())), @"
        error: the parties' utilities have too many digits between them to be compared exactly
        hint: have the numbers rounded with --round, or ask for a rule that compares no parties: nash or kalai-smorodinsky
        ");
        assert_snapshot!(told(named.solve(Rule::Egalitarian, &Stop::default())), @"
        error: the parties' utilities have too many digits between them to be compared exactly
        hint: have the numbers rounded with --round, or ask for a rule that compares no parties: nash or kalai-smorodinsky
        ");
        assert_snapshot!(told(named.solve(Rule::KalaiSmorodinsky, &Stop::default())), @"
        Kalai–Smorodinsky solution: largest smallest gain, measured by the most that each could hope for
          color  green
          size   large
          count  5

          a: 5 (5 over its worst)
          b: 5 (5 over its worst)
        (exact; checked outcome by outcome)
        ");
        let named = ask(&scenario, Some(6)).unwrap();
        assert_snapshot!(told(named.solve(Rule::Utilitarian, &Stop::default())), @"
        utilitarian solution: largest sum of utilities
          color  green
          size   large
          count  5

          a: 5 (5 over its worst)
          b: 5 (5 over its worst)
        (exact, for numbers rounded to 6 places; checked outcome by outcome)
        ");
    }

    #[test]
    fn numbers_that_do_not_fit_are_refused_unless_rounded() {
        let fine = "0.1234567890123456789 0 0";
        let scenario =
            scenario(vec![weighing("a", &[fine, "0 1 2", "0 2 0"], Reservation::Nothing)]);
        assert_snapshot!(told(ask(&scenario, None).map(|_| "fits")), @"
        error: the utilities of `a` have too many digits to be added up exactly
        hint: have the numbers rounded with --round, to 15 places for example
        ");
        let named = ask(&scenario, Some(5)).unwrap();
        assert_snapshot!(told(named.solve(Rule::Utilitarian, &Stop::default())), @"
        utilitarian solution: largest sum of utilities
          color  red
          size   large
          count  5

          a: 4.12346 (4.12346 over its worst)
        (exact, for numbers rounded to 5 places; checked outcome by outcome)
        ");
        assert_snapshot!(told(ask(&scenario, Some(30)).map(|_| "fits")), @"
        error: the utilities of `a` have too many digits to be added up exactly
        hint: have the numbers rounded with --round, to 15 places for example
        ");
    }
}
