//! A scenario in whole numbers, for a solver.

use std::collections::BTreeMap;

use super::loss::Loss;
use super::number::Number;
use super::scenario::{Aggregation, Group, Issue, Part, Party, Rectangle, Scenario, Utility};

/// Most rows of a table over several issues.
const MAX_ROWS: usize = 100_000;

/// Options counted, utilities in whole numbers, names gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// Number of options of each issue.
    pub options: Vec<usize>,
    /// Each party's numbers, on a scale of its own.
    pub parties: Vec<PartyTables>,
}

/// A party's utilities in whole numbers. The utility of an outcome is the sum of its entries in
/// `issues`, of its rows in `interactions` and of the rectangles it lies in, at most `cap`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyTables {
    /// By what the utilities were multiplied: the least that makes all of them whole, or a power of
    /// ten where they are rounded.
    pub scale: Number,
    /// A number for each issue and option.
    pub issues: Vec<Vec<i128>>,
    /// What options of several issues are worth together.
    pub interactions: Vec<Interaction>,
    /// What pays inside, or outside, of bounds.
    pub rectangles: Vec<(i128, Rectangle)>,
    /// The largest utility, where the sum can exceed it.
    ///
    /// A solver that knows no caps may leave it out and cap the payoffs it finds: every payoff on the
    /// frontier is then among them.
    pub cap: Option<i128>,
    /// Utility of no agreement; `None` where nothing is worse.
    pub reservation: Option<i128>,
}

/// What options of several issues are worth together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// Places of the issues.
    pub issues: Vec<usize>,
    /// One option for each of them, and its number; what is not listed is 0.
    pub rows: BTreeMap<Vec<usize>, i128>,
}

/// Scales a scenario to whole numbers, exactly.
///
/// # Errors
///
/// A [`Loss`] where a number needs more than 127 bits, where rectangles are put together by their
/// least or greatest, and where rules tie more than 100,000 combinations of options together.
pub fn tables(scenario: &Scenario) -> Result<Tables, Loss> {
    scaled(scenario, None)
}

/// Scales a scenario to whole numbers, each entry, cap and reservation value rounded to so many
/// decimal places.
///
/// # Errors
///
/// As [`tables`].
pub fn rounded_tables(scenario: &Scenario, places: u32) -> Result<Tables, Loss> {
    scaled(scenario, Some(places))
}

fn scaled(scenario: &Scenario, places: Option<u32>) -> Result<Tables, Loss> {
    let options = scenario.issues.iter().map(Issue::len).collect();
    let party = |party| scenario.scaled(party, places);
    let parties = scenario.parties.iter().map(party).collect::<Result<_, _>>()?;
    Ok(Tables { options, parties })
}

/// The numbers of a party before they are scaled.
#[derive(Default)]
struct Exact {
    issues: Vec<Vec<Number>>,
    interactions: Vec<Group>,
    rectangles: Vec<(Number, Rectangle)>,
}

impl Scenario {
    fn scaled(&self, party: &Party, places: Option<u32>) -> Result<PartyTables, Loss> {
        let exact = self.exact(party)?;
        let reservation = self.reservation(party);
        let cells = exact.issues.iter().flatten();
        let rows = exact.interactions.iter().flat_map(|it| it.rows.values());
        let rectangles = exact.rectangles.iter().map(|(utility, _)| utility);
        let numbers = || cells.clone().chain(rows.clone()).chain(rectangles.clone());
        // The most that an outcome may reach, whether one does or not.
        let best = |it: &mut dyn Iterator<Item = &Number>| it.max().cloned().unwrap_or_default();
        let reach = &exact.issues.iter().map(|it| best(&mut it.iter())).sum::<Number>()
            + &rows
                .clone()
                .chain(rectangles.clone())
                .map(|it| it.clone().max(Number::zero()))
                .sum();
        let cap = party.cap.clone().filter(|cap| *cap < reach);
        let ends = cap.iter().chain(&reservation);
        let long = || {
            let message = format!("the utilities of `{}` have too many digits", party.name);
            Loss::new(message, "round them")
        };
        let scale = match places {
            Some(places) => &Number::one() / &Number::one().over_ten(places),
            None => Number::common_denominator(numbers().chain(ends)).ok_or_else(long)?,
        };
        let whole = |number: &Number| (number * &scale).rounded(0).to_integer().ok_or_else(long);
        let total = numbers().map(|it| it.clone().max(&Number::zero() - it)).sum::<Number>();
        whole(&total)?;
        let row = |it: &Vec<Number>| it.iter().map(whole).collect::<Result<Vec<_>, _>>();
        Ok(PartyTables {
            issues: exact.issues.iter().map(row).collect::<Result<_, _>>()?,
            interactions: exact
                .interactions
                .iter()
                .map(|Group { issues, rows }| {
                    let rows = rows.iter().map(|(options, it)| Ok((options.clone(), whole(it)?)));
                    Ok(Interaction {
                        issues: issues.clone(),
                        rows: rows.collect::<Result<_, _>>()?,
                    })
                })
                .collect::<Result<_, _>>()?,
            rectangles: exact
                .rectangles
                .iter()
                .map(|(utility, it)| Ok((whole(utility)?, it.clone())))
                .collect::<Result<_, _>>()?,
            cap: cap.as_ref().map(whole).transpose()?,
            reservation: reservation.as_ref().map(whole).transpose()?,
            scale,
        })
    }

    fn exact(&self, party: &Party) -> Result<Exact, Loss> {
        let zeros = || self.issues.iter().map(|it| vec![Number::zero(); it.len()]).collect();
        match &party.utility {
            Utility::Additive(_) => {
                let weigh = |(weight, table): super::loss::Weighed| {
                    table.iter().map(|it| &weight * it).collect()
                };
                let terms = super::loss::terms(party, &self.issues)?;
                Ok(Exact { issues: terms.into_iter().map(weigh).collect(), ..Exact::default() })
            }
            Utility::Groups(groups) => {
                Ok(Exact { issues: zeros(), interactions: groups.clone(), ..Exact::default() })
            }
            Utility::Rectangles { parts, divisor } => {
                let mut rectangles = Vec::new();
                for part in parts {
                    collect(part, &(&Number::one() / divisor), party, &mut rectangles)?;
                }
                Ok(Exact { issues: zeros(), rectangles, ..Exact::default() })
            }
            Utility::Ruled { terms, rules } => {
                let mut exact = Exact { issues: zeros(), ..Exact::default() };
                for (issue, term) in terms.iter().enumerate() {
                    if term.weight == Number::zero() {
                        continue;
                    }
                    // The issue itself, and those on which a rule for it depends.
                    let mut tied = std::collections::BTreeSet::from([issue]);
                    for rule in rules.iter().filter(|it| it.zeroes.is_none_or(|it| it == issue)) {
                        tied.extend(rule.when.iter().map(|(issue, _)| *issue));
                        tied.extend(rule.sum.iter().flat_map(|(issues, _, _)| issues));
                    }
                    let tied: Vec<usize> = tied.into_iter().collect();
                    // The party with this term alone.
                    let mut alone = terms.clone();
                    for (other, term) in alone.iter_mut().enumerate() {
                        if other != issue {
                            term.weight = Number::zero();
                        }
                    }
                    let utility = Utility::Ruled { terms: alone, rules: rules.clone() };
                    let alone = Party { utility, cap: None, ..party.clone() };
                    let rows = self.rows(&alone, &tied)?;
                    exact.interactions.push(Group { issues: tied, rows });
                }
                Ok(exact)
            }
        }
    }

    /// What every combination of options of some issues is worth, all others left open.
    fn rows(&self, party: &Party, issues: &[usize]) -> Result<BTreeMap<Vec<usize>, Number>, Loss> {
        let counts: Vec<usize> =
            issues.iter().map(|it| self.issues.get(*it).map_or(0, Issue::len)).collect();
        let size = counts.iter().try_fold(1_usize, |size, it| size.checked_mul(*it));
        if size.is_none_or(|it| MAX_ROWS < it) {
            let message = format!("rules of `{}` tie too many options together", party.name);
            return Err(Loss::new(message, format!("{MAX_ROWS} combinations at most")));
        }
        let mut rows = BTreeMap::new();
        let mut options = vec![0; counts.len()];
        loop {
            let mut outcome = vec![None; self.issues.len()];
            for (issue, option) in issues.iter().zip(&options) {
                if let Some(slot) = outcome.get_mut(*issue) {
                    *slot = Some(*option);
                }
            }
            let worth = self.utility(party, &outcome);
            if worth != Number::zero() {
                rows.insert(options.clone(), worth);
            }
            // The next combination, as an odometer counts.
            let turn = options.iter().zip(&counts).rposition(|(option, count)| option + 1 < *count);
            let Some(turn) = turn else { return Ok(rows) };
            for (place, option) in options.iter_mut().enumerate().skip(turn) {
                *option = if place == turn { *option + 1 } else { 0 };
            }
        }
    }
}

/// The rectangles of sums of sums, each with what it pays.
fn collect(
    part: &Part,
    factor: &Number,
    party: &Party,
    into: &mut Vec<(Number, Rectangle)>,
) -> Result<(), Loss> {
    let single = part.rectangles.len() + part.parts.len() <= 1;
    if part.aggregation != Aggregation::Sum && !single {
        let message = format!("`{}` takes the least or greatest of rectangles", party.name);
        return Err(Loss::new(message, "a solver takes sums of rectangles"));
    }
    let factor = factor * &part.weight;
    into.extend(part.rectangles.iter().map(|it| (&factor * &it.utility, it.clone())));
    part.parts.iter().try_for_each(|it| collect(it, &factor, party, into))
}

impl PartyTables {
    /// The utility of an outcome with an option for every issue, in whole numbers.
    pub fn utility(&self, outcome: &[usize]) -> i128 {
        let at = |issue: usize| outcome.get(issue).copied();
        let cells =
            self.issues.iter().zip(outcome).filter_map(|(table, option)| table.get(*option));
        let rows = self.interactions.iter().filter_map(|it| {
            let options: Option<Vec<usize>> = it.issues.iter().map(|issue| at(*issue)).collect();
            it.rows.get(&options?)
        });
        let paying =
            self.rectangles.iter().filter(|(_, it)| it.pays(&at)).map(|(utility, _)| utility);
        let total: i128 = cells.chain(rows).chain(paying).sum();
        self.cap.map_or(total, |cap| total.min(cap))
    }
}
