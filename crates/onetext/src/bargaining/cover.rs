//! A few points near every point of the frontier.

use std::fmt;

use onetext_bargain::{
    self as bargain, Among, Exactness, Interaction, MAX_UTILITY, Party, PartyId, Payoffs, Problem,
    Stop, verify,
};
use onetext_case::Decimal;
use onetext_case::exchange::Number;
use serde::Serialize;

use super::problem::told;
use super::{NamedProblem, Payoff, Reliance, looked_through, plain};
use crate::analysis::Named;
use crate::error::Error;

/// Outcomes to which no other one is better by more than a tolerance for every party.
#[derive(Clone, Debug, Serialize)]
pub struct CoverView {
    /// Whether only outcomes count that every party accepts.
    pub acceptable_only: bool,
    /// The tolerance wanted, in percent.
    pub within_percent: String,
    /// The tolerance of each party.
    pub tolerances: Vec<Tolerance>,
    /// The points, the first party's best first: for each outcome that counts, one of them gives
    /// each party at least as much less its tolerance.
    pub points: Vec<CoverPointView>,
    /// Number of parts of the space of payoffs that were still open when stopped, where an outcome
    /// may be that is not covered; zero otherwise.
    pub open: usize,
    /// How far the promise can be relied on.
    pub reliance: Reliance,
}

/// What a party may lose by a cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tolerance {
    /// The party.
    pub party: Named,
    /// The least that a feasible outcome gives it, red lines aside.
    #[serde(serialize_with = "plain")]
    pub worst: String,
    /// The most that a feasible outcome gives it, red lines aside.
    #[serde(serialize_with = "plain")]
    pub best: String,
    /// The tolerance: so many percent of the difference, rounded down.
    pub tolerance: String,
}

/// A point of a cover.
#[derive(Clone, Debug, Serialize)]
pub struct CoverPointView {
    /// What each party gets.
    pub payoffs: Vec<Payoff>,
    /// An outcome with these payoffs.
    pub outcome: Vec<(Named, Named)>,
}

impl NamedProblem {
    /// Points such that each outcome gives no party more than one of them does, but for so many
    /// percent of what lies between the party's best and its worst.
    ///
    /// # Errors
    ///
    /// [`Error::Bargain`] when the question cannot be answered, or is stopped before the tolerances
    /// are known; [`Error::Refuted`] when the check fails.
    pub fn cover(&self, among: Among, percent: Decimal, stop: &Stop) -> Result<CoverView, Error> {
        let problem = &self.problem;
        let mut tolerances = Vec::new();
        let mut each = Vec::new();
        for (id, name) in (0..=u8::MAX).map(PartyId).zip(&self.parties) {
            let (worst, best) = match extremes(problem, id, stop) {
                // No outcome is feasible, and there is nothing to cover.
                Err(Error::Bargain(bargain::Error::NoAgreement)) => {
                    each = vec![0; self.parties.len()];
                    break;
                }
                found => found?,
            };
            let tolerance = hundredths(best.abs_diff(worst), percent);
            each.push(tolerance);
            let tolerance = i64::try_from(tolerance).unwrap_or(i64::MAX);
            let number = |it| self.number(id.index(), it);
            let [worst, best, tolerance] = [worst, best, tolerance].map(number);
            tolerances.push(Tolerance { party: name.clone(), worst, best, tolerance });
        }
        let answer = bargain::cover(problem, among, &each, stop)?;
        let passes = answer.value.points.len() as u128;
        let checked = looked_through(problem, passes, stop, |is_all| {
            let mut claim = answer.clone();
            if !is_all {
                claim.exactness = Exactness::Partial { seen: 0, of: 1 };
                claim.value.open = 1;
            }
            verify::cover(problem, among, &each, Ok(&claim))
        })?;
        let exactness = match answer.exactness {
            Exactness::Exact => "exact".to_owned(),
            Exactness::Bounded { .. } if answer.value.points.is_empty() => "exact".to_owned(),
            Exactness::Bounded { .. } => "every outcome is within the tolerances".to_owned(),
            Exactness::Partial { .. } | Exactness::Sampled { .. } => match answer.value.open {
                1 => "stopped with 1 part open".to_owned(),
                open => format!("stopped with {open} parts open"),
            },
        };
        let points = answer.value.points.iter().map(|(payoffs, outcome)| CoverPointView {
            payoffs: self.payoffs(payoffs),
            outcome: self.outcome(outcome),
        });
        Ok(CoverView {
            acceptable_only: among == Among::Acceptable,
            within_percent: told(&Number::from(percent.digits).over_ten(percent.places)),
            tolerances,
            points: points.collect(),
            open: answer.value.open,
            reliance: Reliance { exactness: self.with_rounding(exactness), checked },
        })
    }
}

/// The least and the most that a party gets by any feasible outcome, as far as found.
fn extremes(problem: &Problem, party: PartyId, stop: &Stop) -> Result<(i64, i64), Error> {
    let own = &problem.parties()[party.index()];
    let most = |utilities: Vec<Vec<i64>>, interactions: Vec<Interaction>| {
        let (reservation, red_lines) = (LOWEST, Vec::new());
        let one = Party { utilities, reservation, red_lines, interactions, cap: None };
        let (space, linkages) = (problem.space().clone(), problem.linkages().to_vec());
        let alone = Problem::new(space, vec![one], linkages)?;
        let found = bargain::best_for(&alone, PartyId(0), &Payoffs(vec![LOWEST]), stop)?;
        Ok::<i64, bargain::Error>(found.value.payoffs.0[0])
    };
    let less = own.utilities.iter().map(|it| it.iter().map(|it| -it).collect()).collect();
    let worst = -most(less, own.interactions.iter().map(negated).collect())?;
    let best = most(own.utilities.clone(), own.interactions.clone())?;
    let capped = |it: i64| own.cap.map_or(it, |cap| cap.min(it));
    Ok((capped(worst), capped(best)))
}

/// A bar that any outcome reaches.
const LOWEST: i64 = -MAX_UTILITY.cast_signed();

fn negated(interaction: &Interaction) -> Interaction {
    match interaction {
        Interaction::Table { issues, worth } => Interaction::Table {
            issues: issues.clone(),
            worth: worth.iter().map(|it| -it).collect(),
        },
        Interaction::Match { when, worth } => {
            Interaction::Match { when: when.clone(), worth: -worth }
        }
    }
}

/// So many percent of a number, rounded down.
fn hundredths(number: u64, percent: Decimal) -> u64 {
    let digits = u128::from(percent.digits.unsigned_abs());
    let of = 10_u128.checked_pow(percent.places).and_then(|it| it.checked_mul(100));
    let part = of.map_or(0, |of| u128::from(number) * digits / of);
    u64::try_from(part).unwrap_or(u64::MAX)
}

impl fmt::Display for CoverView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (an, among) =
            if self.acceptable_only { ("an", "acceptable") } else { ("a", "feasible") };
        if self.points.is_empty() {
            let none = match (self.open, self.acceptable_only) {
                (0, true) => "no outcome is acceptable to all",
                (0, false) => "no outcome is feasible",
                _ => "no point was found",
            };
            return writeln!(f, "{none}\n({})", self.reliance);
        }
        let count = self.points.len();
        let points = if count == 1 { "1 point" } else { &format!("{count} points") };
        if self.open == 0 {
            writeln!(
                f,
                "{points}: whatever {among} outcome is taken, one of these gives each party at \
                 least as much, but for its tolerance"
            )?;
        } else {
            writeln!(
                f,
                "{points} so far: {an} {among} outcome may be better than all of these by more than \
                 the tolerances, in one of {} parts that are open",
                self.open
            )?;
        }
        let names = self.tolerances.iter().map(|it| it.party.name.chars().count());
        let width = names.max().unwrap_or_default();
        for it in &self.tolerances {
            let Tolerance { party, worst, best, tolerance } = it;
            writeln!(
                f,
                "  {:<width$}  tolerance {tolerance}: {} % of what is between {worst} and {best}, \
                 rounded down",
                party.name, self.within_percent
            )?;
        }
        writeln!(f)?;
        let columns = self.tolerances.iter().enumerate().map(|(index, it)| {
            let cells =
                self.points.iter().map(|point| point.payoffs[index].utility.chars().count());
            (&it.party.name, cells.max().unwrap_or_default().max(it.party.name.chars().count()))
        });
        let columns: Vec<(&String, usize)> = columns.collect();
        for (name, width) in &columns {
            write!(f, "  {name:>width$}")?;
        }
        writeln!(f)?;
        for point in &self.points {
            for (it, (_, width)) in point.payoffs.iter().zip(&columns) {
                write!(f, "  {:>width$}", it.utility)?;
            }
            writeln!(f)?;
        }
        writeln!(f, "({})", self.reliance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onetext_bargain::{IssueId, Space};

    #[test]
    fn percents_are_rounded_down() {
        let percent = |digits, places| Decimal { digits, places };
        assert_eq!(hundredths(1713, percent(5, 0)), 85);
        assert_eq!(hundredths(1000, percent(25, 1)), 25);
        assert_eq!(hundredths(99, percent(1, 0)), 0);
        assert_eq!(hundredths(7, percent(100, 0)), 7);
        assert_eq!(hundredths(u64::MAX, percent(100, 0)), u64::MAX);
        assert_eq!(
            hundredths(1 << 62, percent(999_999_999_999_999_999, 17)),
            461_168_601_842_738_789
        );
    }

    #[test]
    fn best_and_worst_are_those_of_feasible_outcomes() {
        let alike =
            Interaction::Table { issues: vec![IssueId(0), IssueId(1)], worth: vec![5, 0, 0, -3] };
        let party = |cap| Party {
            utilities: vec![vec![1, 2], vec![10, 20]],
            reservation: 100,
            red_lines: Vec::new(),
            interactions: vec![alike.clone()],
            cap,
        };
        let parties = vec![party(None), party(Some(18))];
        let space = Space::new(&[2, 2]).expect("a space");
        // The outcomes are worth 16, 21, 12 and 19.
        let free = Problem::new(space.clone(), parties.clone(), Vec::new()).expect("a problem");
        let stop = Stop::default();
        assert_eq!(extremes(&free, PartyId(0), &stop), Ok((12, 21)));
        assert_eq!(extremes(&free, PartyId(1), &stop), Ok((12, 18)));
        let first = onetext_bargain::Condition::is(IssueId(0), onetext_bargain::OptionId(1));
        let never = onetext_bargain::Linkage::Excludes(onetext_bargain::Pattern(vec![first]));
        let bound = Problem::new(space, parties, vec![never]).expect("a problem");
        assert_eq!(extremes(&bound, PartyId(0), &stop), Ok((16, 21)));
    }
}
