//! The problem: a space, its linkages, and what each party wants and accepts.

use serde::{Deserialize, Serialize};

use crate::{Error, Interaction, Linkage, OptionId, Outcome, Pattern, Space};

/// Most parties a [`Problem`] may have.
pub const MAX_PARTIES: usize = 16;

/// Largest size of a payoff and of a reservation value: 2⁶¹.
///
/// It leaves room for every sum and difference this crate takes.
pub const MAX_UTILITY: u64 = 1 << 61;

/// Place of a party in its [`Problem`], counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartyId(pub u8);

impl PartyId {
    /// The place as an array index.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// One outcome's utilities, in party order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Payoffs(pub Vec<i64>);

/// What a party wants, and what it accepts.
///
/// It accepts an outcome whose utility is at or above its reservation value and that crosses none
/// of its red lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Worth of each option: `utilities[issue][option]`. The utility of an outcome is the sum over
    /// the issues and the interactions, at most `cap`.
    pub utilities: Vec<Vec<i64>>,
    /// Utility of the party's alternative to agreement.
    pub reservation: i64,
    /// Patterns the party does not accept at any price.
    pub red_lines: Vec<Pattern>,
    /// What options of different issues are worth together, beyond what each is worth alone.
    pub interactions: Vec<Interaction>,
    /// The most an outcome is worth to the party, where the sum may be larger: its utility is the
    /// sum or the cap, whichever is less. Below the reservation value, nothing is acceptable.
    pub cap: Option<i64>,
}

/// A bargaining problem.
///
/// An outcome is *feasible* when it obeys all linkages, and *acceptable* when it is feasible and
/// every party accepts it.
///
/// **Invariant:** the parties' utilities have the shape of the space, every id in a linkage or red
/// line exists, and no payoff or reservation value exceeds [`MAX_UTILITY`] in size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct Problem {
    space: Space,
    parties: Vec<Party>,
    linkages: Vec<Linkage>,
}

/// A problem as it is written down, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    space: Space,
    parties: Vec<Party>,
    linkages: Vec<Linkage>,
}

impl TryFrom<Parts> for Problem {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self, Error> {
        Self::new(parts.space, parts.parties, parts.linkages)
    }
}

impl Problem {
    /// The problem over the given space.
    ///
    /// # Shape and units
    ///
    /// `parties[party].utilities[issue][option]`, with one list for every issue and one number for
    /// every option; each party's utilities and reservation value are on one scale. See
    /// [`crate::scale`] for the way from decimals.
    ///
    /// # Errors
    ///
    /// - [`Error::PartyCount`] without parties, or above [`MAX_PARTIES`].
    /// - [`Error::UtilityIssues`], [`Error::UtilityOptions`] when utilities lack the shape.
    /// - [`Error::UtilityOverflow`] when a sum, reservation value or cap could exceed
    ///   [`MAX_UTILITY`].
    /// - [`Error::UnknownIssue`], [`Error::UnknownOption`] for ids the space does not have.
    /// - [`Error::TableIssues`], [`Error::TableSize`] for a table of interactions without the shape
    ///   of its issues.
    ///
    /// # Examples
    ///
    /// Two parties split four weeks, in whole weeks; the second one needs at least one.
    ///
    /// ```
    /// use onetext_bargain::{Party, Problem, Space, Stop, nash};
    ///
    /// let first = Party { utilities: vec![vec![0, 1, 2, 3, 4]], reservation: 0, red_lines: vec![], interactions: vec![], cap: None };
    /// let second = Party { utilities: vec![vec![4, 3, 2, 1, 0]], reservation: 1, red_lines: vec![], interactions: vec![], cap: None };
    /// let problem = Problem::new(Space::new(&[5])?, vec![first, second], vec![])?;
    ///
    /// // Gains of 1 and 2, or of 2 and 1: the first of equal products is given, and both counted.
    /// let solution = nash(&problem, &Stop::default())?.value;
    /// assert_eq!(solution.payoffs.0, [1, 3]);
    /// assert_eq!(solution.optimal, 2);
    /// # Ok::<(), onetext_bargain::Error>(())
    /// ```
    pub fn new(space: Space, parties: Vec<Party>, linkages: Vec<Linkage>) -> Result<Self, Error> {
        if parties.is_empty() || MAX_PARTIES < parties.len() {
            return Err(Error::PartyCount { found: parties.len() });
        }
        for (id, party) in (0..=u8::MAX).map(PartyId).zip(&parties) {
            check_utilities(&space, id, party)?;
        }
        parties.iter().flat_map(|it| &it.red_lines).try_for_each(|it| it.check(&space))?;
        linkages.iter().try_for_each(|it| it.check(&space))?;
        Ok(Self { space, parties, linkages })
    }

    /// The same problem with one party more, the last one, which may be one too many: what a question
    /// counts is to be a party like any other, however many there are.
    pub(crate) fn with_one_more(&self, party: Party) -> Result<Self, Error> {
        let id = u8::try_from(self.parties.len()).map_or(PartyId(u8::MAX), PartyId);
        check_utilities(&self.space, id, &party)?;
        let mut extended = self.clone();
        extended.parties.push(party);
        Ok(extended)
    }

    /// The outcome space.
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// The parties, in order: a [`PartyId`] is a place in this list.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The linkages.
    pub fn linkages(&self) -> &[Linkage] {
        &self.linkages
    }

    /// Each party's utility of the outcome.
    ///
    /// # Errors
    ///
    /// [`Error::OutsideSpace`].
    pub fn payoffs(&self, outcome: &Outcome) -> Result<Payoffs, Error> {
        self.check_outcome(outcome)?;
        let utility = |party: &Party| {
            let alone = party.utilities.iter().zip(&outcome.0).map(|(worth, it)| worth[it.index()]);
            let together = party.interactions.iter().map(|it| it.worth(&self.space, &outcome.0));
            party.capped(alone.chain(together).sum())
        };
        Ok(Payoffs(self.parties.iter().map(utility).collect()))
    }

    /// Whether the outcome obeys all linkages.
    ///
    /// # Errors
    ///
    /// [`Error::OutsideSpace`].
    pub fn is_feasible(&self, outcome: &Outcome) -> Result<bool, Error> {
        self.check_outcome(outcome)?;
        Ok(self.linkages.iter().all(|it| it.is_obeyed(&outcome.0)))
    }

    /// Whether the party accepts the outcome: at or above its reservation value, and across none
    /// of its red lines. Feasibility is another question.
    ///
    /// # Errors
    ///
    /// - [`Error::UnknownParty`].
    /// - [`Error::OutsideSpace`].
    pub fn is_accepted(&self, party: PartyId, outcome: &Outcome) -> Result<bool, Error> {
        let Payoffs(payoffs) = self.payoffs(outcome)?;
        let place = party.index();
        let party = self.parties.get(place).ok_or(Error::UnknownParty { party })?;
        Ok(party.accepts(&outcome.0, payoffs[place]))
    }

    fn check_outcome(&self, outcome: &Outcome) -> Result<(), Error> {
        if self.space.contains(outcome) {
            Ok(())
        } else {
            Err(Error::OutsideSpace { outcome: outcome.clone() })
        }
    }
}

impl Party {
    /// How far apart its sums can be, or more, as far as single issues and interactions tell.
    pub(crate) fn span(&self) -> u64 {
        let alone = self.utilities.iter().map(|it| match (it.iter().max(), it.iter().min()) {
            (Some(most), Some(least)) => most.abs_diff(*least),
            _ => 0,
        });
        let together = self.interactions.iter().map(Interaction::span);
        alone.chain(together).fold(0, u64::saturating_add)
    }

    /// What a sum is worth to the party.
    pub(crate) fn capped(&self, sum: i64) -> i64 {
        self.cap.map_or(sum, |cap| cap.min(sum))
    }

    /// Whether the party accepts the options, which have this utility to it.
    pub(crate) fn accepts(&self, options: &[OptionId], utility: i64) -> bool {
        self.reservation <= utility && !self.red_lines.iter().any(|it| it.matches(options))
    }
}

/// Refuses utilities without the shape of the space, or so large that a sum could overflow.
fn check_utilities(space: &Space, id: PartyId, party: &Party) -> Result<(), Error> {
    let (expected, found) = (space.issue_count(), party.utilities.len());
    if found != expected {
        return Err(Error::UtilityIssues { party: id, expected, found });
    }
    let mut largest = 0_u64;
    for (issue, utilities) in space.issues().zip(&party.utilities) {
        let (expected, found) = (space.option_count(issue), utilities.len());
        if found != expected {
            return Err(Error::UtilityOptions { party: id, issue, expected, found });
        }
        let size = utilities.iter().map(|it| it.unsigned_abs()).max().unwrap_or(0);
        largest = largest.saturating_add(size);
    }
    for (index, interaction) in party.interactions.iter().enumerate() {
        interaction.check(space, id, index)?;
        largest = largest.saturating_add(interaction.largest());
    }
    let cap = party.cap.map_or(0, i64::unsigned_abs);
    if MAX_UTILITY < largest.max(party.reservation.unsigned_abs()).max(cap) {
        return Err(Error::UtilityOverflow { party: id });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{Condition, IssueId};

    /// The space has two issues with two options each.
    fn check(parties: Vec<Party>, linkages: Vec<Linkage>) -> String {
        match Problem::new(Space::new(&[2, 2]).unwrap(), parties, linkages) {
            Ok(problem) => format!("{} parties", problem.parties().len()),
            Err(error) => format!("error: {error}"),
        }
    }

    fn party(utilities: [&[i64]; 2], reservation: i64) -> Party {
        let utilities = utilities.map(<[i64]>::to_vec).to_vec();
        Party { utilities, reservation, red_lines: vec![], interactions: vec![], cap: None }
    }

    #[test]
    fn parties_are_counted() {
        assert_snapshot!(check(vec![], vec![]), @"error: 0 parties: a problem has 1 to 16");
        assert_snapshot!(check(vec![party([&[1, 0], &[0, 0]], 0); 16], vec![]), @"16 parties");
        assert_snapshot!(check(vec![party([&[1, 0], &[0, 0]], 0); 17], vec![]), @"error: 17 parties: a problem has 1 to 16");
    }

    #[test]
    fn utilities_have_the_shape_of_the_space() {
        assert_snapshot!(check(vec![party([&[1, 0], &[0]], 0)], vec![]), @"error: party 0, issue 1: 1 utilities, where the issue has 2 options");
        let short = Party {
            utilities: vec![vec![0, 0]],
            reservation: 0,
            red_lines: vec![],
            interactions: vec![],
            cap: None,
        };
        assert_snapshot!(check(vec![short], vec![]), @"error: party 0: utilities for 1 issues, where the space has 2");
    }

    #[test]
    fn no_sum_can_overflow() {
        let half = 1 << 60;
        assert_snapshot!(check(vec![party([&[half, 0], &[0, -half]], 2 * half)], vec![]), @"1 parties");
        assert_snapshot!(check(vec![party([&[half, 0], &[0, -half - 1]], 0)], vec![]), @"error: party 0: utilities or reservation value add up beyond ±2305843009213693952");
        assert_snapshot!(check(vec![party([&[0, 0], &[0, 0]], i64::MIN)], vec![]), @"error: party 0: utilities or reservation value add up beyond ±2305843009213693952");
        assert_snapshot!(check(vec![party([&[i64::MIN, 0], &[i64::MAX, 0]], 0)], vec![]), @"error: party 0: utilities or reservation value add up beyond ±2305843009213693952");
    }

    #[test]
    fn a_cap_is_the_most_an_outcome_is_worth() {
        let mut capped = party([&[1, 3], &[0, 2]], 0);
        let worth = |party: &Party| {
            let space = Space::new(&[2, 2]).unwrap();
            let problem = Problem::new(space, vec![party.clone()], vec![]).unwrap();
            let payoff =
                |it: [u8; 2]| problem.payoffs(&Outcome(it.map(OptionId).to_vec())).unwrap();
            [[0, 0], [1, 0], [1, 1]].map(|it| payoff(it).0[0])
        };
        assert_eq!(worth(&capped), [1, 3, 5]);
        capped.cap = Some(2);
        assert_eq!(worth(&capped), [1, 2, 2]);
        capped.cap = Some(-1);
        assert_eq!(worth(&capped), [-1, -1, -1]);
        capped.cap = Some(1 << 61);
        assert_snapshot!(check(vec![capped.clone()], vec![]), @"1 parties");
        capped.cap = Some((1 << 61) + 1);
        assert_snapshot!(check(vec![capped], vec![]), @"error: party 0: utilities or reservation value add up beyond ±2305843009213693952");
    }

    #[test]
    fn ids_exist() {
        let pattern =
            |issue, option| Pattern(vec![Condition::is(IssueId(issue), OptionId(option))]);
        let exclude = |it| check(vec![party([&[1, 0], &[0, 0]], 0)], vec![Linkage::Excludes(it)]);
        assert_snapshot!(exclude(pattern(1, 1)), @"1 parties");
        assert_snapshot!(exclude(pattern(2, 0)), @"error: there is no issue 2");
        assert_snapshot!(exclude(pattern(1, 2)), @"error: issue 1 has no option 2");
        let mut strict = party([&[1, 0], &[0, 0]], 0);
        strict.red_lines.push(pattern(0, 255));
        assert_snapshot!(check(vec![strict], vec![]), @"error: issue 0 has no option 255");
    }

    #[test]
    fn an_outcome_or_party_from_elsewhere_is_refused() {
        let space = Space::new(&[2, 2]).unwrap();
        let problem = Problem::new(space, vec![party([&[1, 0], &[0, 0]], 1)], vec![]).unwrap();
        let ask = |party, options: &[u8]| {
            let outcome = Outcome(options.iter().copied().map(OptionId).collect());
            match problem.is_accepted(PartyId(party), &outcome) {
                Ok(is_accepted) => format!("{is_accepted}"),
                Err(error) => format!("error: {error}"),
            }
        };
        assert_snapshot!(ask(0, &[0, 1]), @"true");
        assert_snapshot!(ask(0, &[1, 1]), @"false");
        assert_snapshot!(ask(0, &[0]), @"error: the outcome does not fit the space");
        assert_snapshot!(ask(0, &[0, 2]), @"error: the outcome does not fit the space");
        assert_snapshot!(ask(1, &[0, 1]), @"error: there is no party 1");
    }
}
