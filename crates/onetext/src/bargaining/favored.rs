//! The best outcome for one party.

use std::fmt;

use onetext_bargain::verify::{self, proven};
use onetext_bargain::{self as bargain, Exactness, PartyId, Payoffs, Stop, prove};
use serde::Serialize;

use super::start::place;
use super::{NamedProblem, Payoff, Reliance, looked_through};
use crate::analysis::Named;
use crate::certificate::Checked;
use crate::error::Error;

/// The best outcome for one party where every other party gets at least its reservation value.
#[derive(Clone, Debug, Serialize)]
pub struct FavoredView {
    /// The party.
    pub party: Named,
    /// What each party gets at least; its gain is zero.
    pub reservations: Vec<Payoff>,
    /// For each issue, the option.
    pub outcome: Vec<(Named, Named)>,
    /// What each party gets.
    pub payoffs: Vec<Payoff>,
    /// There are at least as many outcomes that are as good for the party, this one included.
    pub optimal: u64,
    /// How far it can be relied on.
    pub reliance: Reliance,
}

impl NamedProblem {
    /// The best outcome for one party, named by its id or its name, that every party accepts.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownParty`], [`Error::Bargain`] when no outcome is acceptable to all or the space
    /// is too large, [`Error::Refuted`] when the check fails.
    pub fn favored(&self, party: &str, stop: &Stop) -> Result<FavoredView, Error> {
        let (party, problem) = (self.party(party)?, &self.problem);
        let bars = Payoffs(problem.parties().iter().map(|it| it.reservation).collect());
        let answer = bargain::best_for(problem, party, &bars, stop)?;
        let mut checked = looked_through(problem, 1, stop, |is_all| {
            let mut claim = answer.clone();
            if !is_all {
                claim.exactness = Exactness::Bounded { gap: u64::MAX };
                return proven::best_for(
                    problem,
                    party,
                    &bars,
                    Ok(&claim),
                    &verify::Proof::default(),
                );
            }
            verify::best_for(problem, party, &bars, Ok(&claim))
        })?;
        if checked == Some(Checked::Itself) && answer.exactness == Exactness::Exact {
            let proof = prove::best_for(problem, party, &bars).unwrap_or_default();
            match proven::best_for(problem, party, &bars, Ok(&answer), &proof) {
                Ok(()) => checked = Some(Checked::Proof),
                Err(verify::Refutation::Unchecked) => {}
                Err(refutation) => return Err(Error::Refuted(refutation)),
            }
        }
        let exactness = match answer.exactness {
            Exactness::Bounded { gap } => {
                let gap = i64::try_from(gap).unwrap_or(i64::MAX);
                self.with_rounding(format!("at most {} away", self.number(party.index(), gap)))
            }
            _ => self.reliance(&answer, None).exactness,
        };
        Ok(FavoredView {
            party: self.parties[party.index()].clone(),
            reservations: self.reservations(),
            outcome: self.outcome(&answer.value.outcome),
            payoffs: self.payoffs(&answer.value.payoffs),
            optimal: answer.value.optimal,
            reliance: Reliance { exactness, checked },
        })
    }

    /// The party with this id or name.
    pub(super) fn party(&self, wanted: &str) -> Result<PartyId, Error> {
        let found = place(self.parties.iter(), wanted).and_then(|it| u8::try_from(it).ok());
        found.map(PartyId).ok_or_else(|| Error::UnknownParty {
            party: wanted.to_owned(),
            known: self.parties.iter().map(|it| it.id.clone()).collect(),
        })
    }
}

impl fmt::Display for FavoredView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the best for {} that every other party accepts", self.party.name)?;
        let width = self.outcome.iter().map(|(it, _)| it.id.chars().count()).max();
        let width = width.unwrap_or_default();
        for (issue, option) in &self.outcome {
            writeln!(f, "  {:<width$}  {}", issue.id, option.name)?;
        }
        writeln!(f)?;
        for it in &self.payoffs {
            writeln!(f, "  {it}")?;
        }
        if 1 < self.optimal {
            let party = &self.party.name;
            writeln!(f, "  one of {} or more outcomes that are as good for {party}", self.optimal)?;
        }
        writeln!(f, "({})", self.reliance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bargaining::problem::tests::named;

    #[test]
    fn a_party_is_named_by_its_id_or_its_name() {
        let problem = named(&[10, 4], false, &[[30, 20, 10], [4, 8, 12]]);
        let stop = Stop::default();
        for name in ["p1", "Party 1"] {
            let found = problem.favored(name, &stop).expect("some are acceptable");
            assert_eq!(found.payoffs[1].utility, "3");
            assert_eq!((found.optimal, found.reliance.exactness.as_str()), (1, "exact"));
        }
        let error = problem.favored("p9", &stop).expect_err("there is none");
        let told = "there is no party `p9` with a seat; did you mean `p0`?";
        assert_eq!(error.to_string(), told);
    }
}
