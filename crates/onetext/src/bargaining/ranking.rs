//! The best few outcomes, and outcomes nearly as good that differ.

use std::fmt;

use onetext_bargain::{
    self as bargain, Answer, Criterion, DIVERSE_LIMIT, DiverseQuestion, Exactness, Ranked, Stop,
    verify,
};
use onetext_case::exchange::Number;
use serde::Serialize;

use super::problem::told;
use super::{NamedProblem, Payoff, Reliance, Rule, looked_through, plain};
use crate::analysis::Named;
use crate::error::Error;

/// What outcomes are ranked by. More is better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// The product of gains over no agreement; only outcomes in which every party gains count.
    Product,
    /// The smallest gain over no agreement.
    SmallestGain,
    /// The sum of utilities.
    Sum,
    /// The utility of one party.
    Party(Named),
}

impl Measure {
    /// The word for it in tables.
    pub fn id(&self) -> String {
        match self {
            Self::Product => "product".to_owned(),
            Self::SmallestGain => "smallest-gain".to_owned(),
            Self::Sum => "sum".to_owned(),
            Self::Party(party) => format!("utility.{}", party.id),
        }
    }

    /// What is measured.
    fn words(&self) -> String {
        match self {
            Self::Product => "product of gains over no agreement".to_owned(),
            Self::SmallestGain => "smallest gain over no agreement".to_owned(),
            Self::Sum => "sum of utilities".to_owned(),
            Self::Party(party) => format!("utility of {}", party.name),
        }
    }

    /// What so many hundredths are taken of.
    fn gain(&self) -> String {
        match self {
            Self::Product | Self::SmallestGain => self.words(),
            Self::Sum => "sum of gains over no agreement".to_owned(),
            Self::Party(party) => format!("gain of {} over no agreement", party.name),
        }
    }
}

impl Rule {
    /// What a list of the best is ranked by: the first thing the rule looks at; `None` for a rule
    /// that ranks no outcomes one by one.
    pub fn measure(self) -> Option<Measure> {
        match self {
            Self::Nash => Some(Measure::Product),
            Self::Egalitarian | Self::Maximin => Some(Measure::SmallestGain),
            Self::Utilitarian => Some(Measure::Sum),
            Self::KalaiSmorodinsky
            | Self::Raiffa
            | Self::Fallback
            | Self::MaximinShare
            | Self::KalaiRosenthal
            | Self::NegmasKalaiSmorodinsky
            | Self::GeniusKalaiSmorodinsky
            | Self::GeniusNash => None,
        }
    }
}

/// The best acceptable outcomes, the best first.
#[derive(Clone, Debug, Serialize)]
pub struct BestView {
    /// What they are ranked by; of equals, the first in the order of issues and options come first.
    pub by: Measure,
    /// Number of outcomes wanted; there are fewer only if no more count, or no more were found.
    pub wanted: usize,
    /// The outcomes.
    pub outcomes: Vec<RankedView>,
    /// Whether there are fewer than wanted only if no more count.
    #[serde(skip)]
    pub is_whole: bool,
    /// How far the list can be relied on.
    pub reliance: Reliance,
}

/// An outcome of a list.
#[derive(Clone, Debug, Serialize)]
pub struct RankedView {
    /// What it is worth by the measure, exactly.
    #[serde(serialize_with = "plain")]
    pub worth: String,
    /// For each issue, the option.
    pub outcome: Vec<(Named, Named)>,
    /// What each party gets.
    pub payoffs: Vec<Payoff>,
}

/// Acceptable outcomes that are nearly the best, and differ.
#[derive(Clone, Debug, Serialize)]
pub struct DiverseView {
    /// What is called good.
    pub by: Measure,
    /// How much of the best may be given up, in percent: of the product of gains, of the smallest
    /// gain, or of what a sum or utility is above reservation values.
    pub slack_percent: u8,
    /// Number of outcomes wanted; there are fewer only if no more are good enough or were found.
    pub wanted: usize,
    /// Number of outcomes that are good enough; if the list is not exact, as far as they were found.
    pub near: usize,
    /// The smallest number of issues in which two of the outcomes differ; zero for less than two.
    pub distance: usize,
    /// No other choice of as many of those good enough has a larger such number than this.
    pub at_most: usize,
    /// Whether all that are good enough were found.
    #[serde(skip)]
    pub is_whole: bool,
    /// The outcomes, the best first, then each the one that differs most from all before.
    pub outcomes: Vec<RankedView>,
    /// How far the choice can be relied on.
    pub reliance: Reliance,
}

impl NamedProblem {
    /// The measure of what one party gets, by its id or its name.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownParty`].
    pub fn measure_of(&self, party: &str) -> Result<Measure, Error> {
        Ok(Measure::Party(self.parties[self.party(party)?.index()].clone()))
    }

    /// The `count` best acceptable outcomes by a measure.
    ///
    /// # Errors
    ///
    /// [`Error::Bargain`] when no outcome counts or the space is too large, [`Error::Refuted`] when
    /// the check fails, [`Error::NoCommonUnit`] when the measure compares parties whose numbers are
    /// too long to be compared, [`Error::UnknownParty`] for the measure of another problem.
    pub fn best(&self, by: &Measure, count: usize, stop: &Stop) -> Result<BestView, Error> {
        let criterion = self.criterion(by)?;
        let problem = &self.problem;
        let answer = bargain::k_best(problem, criterion, count, stop)?;
        let checked = looked_through(problem, 1, stop, |is_all| {
            let mut claim = answer.clone();
            if !is_all {
                claim.exactness = Exactness::Bounded { gap: u64::MAX };
            }
            verify::k_best(problem, criterion, count, Ok(&claim))
        })?;
        let found = answer.value.len();
        let is_whole = answer.exactness == Exactness::Exact;
        let exactness = match answer.exactness {
            Exactness::Exact => "exact".to_owned(),
            Exactness::Bounded { gap } => self.missing(by, gap),
            Exactness::Partial { .. } | Exactness::Sampled { .. } => {
                format!("ended early with the best {found} that were found by then")
            }
        };
        let Answer { value, .. } = answer;
        Ok(BestView {
            by: by.clone(),
            wanted: count,
            is_whole,
            outcomes: value.iter().map(|it| self.ranked(by, it)).collect::<Result<_, _>>()?,
            reliance: Reliance { exactness: self.with_rounding(exactness), checked },
        })
    }

    /// The best acceptable outcome by a measure, and others that give up at most so much of it and
    /// differ from it and from each other in as many issues as can be.
    ///
    /// # Errors
    ///
    /// Those of [`NamedProblem::best`].
    pub fn diverse(
        &self,
        by: &Measure,
        slack_percent: u8,
        count: usize,
        stop: &Stop,
    ) -> Result<DiverseView, Error> {
        let criterion = self.criterion(by)?;
        let question = DiverseQuestion { criterion, slack_percent, count };
        let problem = &self.problem;
        let answer = bargain::diverse(problem, &question, stop)?;
        let passes = 3 + answer.value.outcomes.len() as u128;
        let checked = looked_through(problem, passes, stop, |is_all| {
            let mut claim = answer.clone();
            if !is_all {
                claim.exactness = Exactness::Partial { seen: 0, of: 0 };
            }
            verify::diverse(problem, &question, Ok(&claim))
        })?;
        let Answer { value, exactness, .. } = answer;
        let is_whole = matches!(exactness, Exactness::Exact | Exactness::Bounded { .. });
        let exactness = match exactness {
            Exactness::Exact => "exact".to_owned(),
            Exactness::Bounded { gap: 1 } => {
                "another choice may differ in at most 1 issue more".to_owned()
            }
            Exactness::Bounded { gap } => {
                format!("another choice may differ in at most {gap} issues more")
            }
            Exactness::Partial { .. } | Exactness::Sampled { .. }
                if value.near == DIVERSE_LIMIT && !stop.is_requested() =>
            {
                format!(
                    "chosen from {DIVERSE_LIMIT} outcomes only; there may be more that are good enough"
                )
            }
            Exactness::Partial { .. } | Exactness::Sampled { .. } => {
                "ended early, chosen from what was found by then".to_owned()
            }
        };
        let outcomes = value.outcomes.iter().map(|it| self.ranked(by, it));
        Ok(DiverseView {
            by: by.clone(),
            slack_percent,
            wanted: count,
            near: value.near,
            distance: value.distance,
            at_most: value.at_most,
            is_whole,
            outcomes: outcomes.collect::<Result<_, _>>()?,
            reliance: Reliance { exactness: self.with_rounding(exactness), checked },
        })
    }

    fn criterion(&self, by: &Measure) -> Result<Criterion, Error> {
        match by {
            Measure::Product => Ok(Criterion::Product),
            Measure::SmallestGain | Measure::Sum if !self.has_common_unit => {
                Err(Error::NoCommonUnit)
            }
            Measure::SmallestGain => Ok(Criterion::Smallest),
            Measure::Sum => Ok(Criterion::Sum),
            Measure::Party(party) => Ok(Criterion::Party(self.party(&party.id)?)),
        }
    }

    /// How much better than the last of a list an outcome may be that is missing.
    fn missing(&self, by: &Measure, gap: u64) -> String {
        if gap == 0 {
            return "none is missing that is better than the last; some may be as good".to_owned();
        }
        let gap = i64::try_from(gap).unwrap_or(i64::MAX);
        let party = match by {
            Measure::Party(party) => self.party(&party.id).map_or(0, bargain::PartyId::index),
            Measure::Product if !self.has_common_unit => {
                return "not proven that none is missing".to_owned();
            }
            Measure::Product | Measure::SmallestGain | Measure::Sum => 0,
        };
        let gap = self.number(party, gap);
        let mean = if *by == Measure::Product { " in the geometric mean of gains" } else { "" };
        format!("one that is missing may be better than the last by at most {gap}{mean}")
    }

    fn ranked(&self, by: &Measure, it: &Ranked) -> Result<RankedView, Error> {
        let payoffs = &it.payoffs.0;
        let number = |(index, units): (usize, i64)| &Number::from(units) / &self.units[index].per;
        let utilities = payoffs.iter().copied().enumerate();
        let parties = self.problem.parties().iter();
        let gains = payoffs.iter().zip(parties).map(|(it, party)| it - party.reservation);
        let gains = gains.enumerate();
        let worth = match by {
            Measure::Product => gains.map(number).fold(Number::one(), |all, it| &all * &it),
            // All are in one unit.
            Measure::SmallestGain => {
                gains.map(|it| it.1).min().map_or_else(Number::zero, |it| number((0, it)))
            }
            Measure::Sum => utilities.map(number).sum(),
            Measure::Party(party) => {
                let index = self.party(&party.id)?.index();
                number((index, payoffs[index]))
            }
        };
        Ok(RankedView {
            worth: told(&worth),
            outcome: self.outcome(&it.outcome),
            payoffs: self.payoffs(&it.payoffs),
        })
    }
}

impl fmt::Display for BestView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = self.by.words();
        match self.outcomes.len() {
            1 => writeln!(f, "the best outcome by the {by}")?,
            count => writeln!(f, "the {count} best outcomes by the {by}, the best first")?,
        }
        if self.outcomes.len() < self.wanted {
            let all = match self.by {
                Measure::Product => "in which every party gains",
                Measure::SmallestGain | Measure::Sum | Measure::Party(_) => "acceptable to all",
            };
            let are = if self.is_whole { "are no" } else { "may be" };
            writeln!(f, "{} were wanted; there {are} more {all}", self.wanted)?;
        }
        list(f, &self.by, &self.outcomes)?;
        writeln!(f, "({})", self.reliance)
    }
}

impl fmt::Display for DiverseView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (percent, by) = (100 - self.slack_percent.min(100), self.by.gain());
        let more = if self.is_whole { "" } else { " or more" };
        let outcomes =
            if self.near == 1 && more.is_empty() { "outcome has" } else { "outcomes have" };
        writeln!(f, "{}{more} {outcomes} at least {percent} % of the best {by}", self.near)?;
        let count = self.outcomes.len();
        let issues = |count: usize| match count {
            1 => "1 issue".to_owned(),
            _ => format!("{count} issues"),
        };
        if 1 < count {
            let apart = issues(self.distance);
            write!(f, "{count} of them: any two differ in {apart} or more")?;
            if !self.is_whole {
                writeln!(f)?;
            } else if self.at_most == self.distance {
                writeln!(f, "; no other choice of {count} makes that more")?;
            } else {
                writeln!(f, "; no other choice of {count} makes that more than {}", self.at_most)?;
            }
        }
        list(f, &self.by, &self.outcomes)?;
        writeln!(f, "({})", self.reliance)
    }
}

/// Outcomes with what each party gets: the first in full, the others by how they differ from it.
fn list(f: &mut fmt::Formatter<'_>, by: &Measure, outcomes: &[RankedView]) -> fmt::Result {
    let Some(first) = outcomes.first() else { return Ok(()) };
    let margin = outcomes.len().to_string().len() + 2;
    for (index, it) in outcomes.iter().enumerate() {
        let number = format!("{}.", index + 1);
        writeln!(f, "\n{number:<margin$}{}: {}", by.words(), it.worth)?;
        for payoff in &it.payoffs {
            writeln!(f, "{:margin$}{payoff}", "")?;
        }
        let pairs = it.outcome.iter().zip(&first.outcome);
        let settled: Vec<&(Named, Named)> = pairs
            .filter(|((_, option), (_, other))| index == 0 || option.id != other.id)
            .map(|it| it.0)
            .collect();
        if 0 < index {
            writeln!(f, "{:margin$}as 1., but for", "")?;
        }
        let width = settled.iter().map(|it| it.0.id.chars().count()).max().unwrap_or_default();
        for (issue, option) in settled {
            writeln!(f, "{:margin$}  {:<width$}  {}", "", issue.id, option.name)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bargaining::problem::tests::named;

    #[test]
    fn a_list_has_its_measure_in_the_numbers_of_the_case() {
        // One party counts in tenths, the other in quarters.
        let problem = named(&[10, 4], false, &[[30, 20, 10], [4, 8, 12]]);
        let best = problem.best(&Measure::Product, 3, &Stop::default()).expect("all gain");
        let worths: Vec<&str> = best.outcomes.iter().map(|it| it.worth.as_str()).collect();
        assert_eq!(worths, ["4", "3", "3"]);
        let gets = problem.measure_of("p1").expect("there is one");
        let best = problem.best(&gets, 2, &Stop::default()).expect("some are acceptable");
        let worths: Vec<&str> = best.outcomes.iter().map(|it| it.worth.as_str()).collect();
        assert_eq!(worths, ["3", "2"]);
        assert_eq!(best.reliance.checked, Some(crate::Checked::EveryOutcome));
    }

    #[test]
    fn parties_without_a_common_unit_are_not_compared() {
        let problem = named(&[10, 4], false, &[[30, 20, 10], [4, 8, 12]]);
        for by in [Measure::SmallestGain, Measure::Sum] {
            let found = problem.best(&by, 1, &Stop::default());
            assert_eq!(found.err(), Some(Error::NoCommonUnit));
            let found = problem.diverse(&by, 5, 1, &Stop::default());
            assert_eq!(found.err(), Some(Error::NoCommonUnit));
        }
        assert_eq!(problem.missing(&Measure::Product, 3), "not proven that none is missing");
        let gets = problem.measure_of("p1").expect("there is one");
        let told = problem.missing(&gets, 3);
        assert_eq!(told, "one that is missing may be better than the last by at most 0.75");
    }

    #[test]
    fn only_what_is_ranked_first_makes_a_measure() {
        let ranked = Rule::ALL.into_iter().filter(|it| it.measure().is_some());
        let ranked: Vec<Rule> = ranked.collect();
        assert_eq!(ranked, [Rule::Nash, Rule::Egalitarian, Rule::Utilitarian, Rule::Maximin]);
    }
}
