//! The acceptable outcome nearest to a given one.

use onetext_bargain::{self as bargain, Answer, Exactness, Nearest, PartyId, Stop};
use serde::Serialize;

use super::barrier::{BarrierView, LinkageView};
use super::{Certified, NamedProblem, Reliance, Start, plain};
use crate::analysis::Named;
use crate::certificate::{Certificate, Checked};
use crate::error::Error;

/// The acceptable outcome nearest to a given one.
#[derive(Clone, Debug, Serialize)]
pub struct NearestView {
    /// The draft that the given outcome is taken from, if any.
    pub draft: Option<Named>,
    /// What keeps the given outcome from being acceptable; empty if it is.
    pub obstacles: Vec<BarrierView>,
    /// For each issue, what it is settled by before and after.
    pub issues: Vec<Change>,
    /// Number of issues that change.
    pub changes: usize,
    /// Sum of the weights of the issues that change.
    pub weight: u64,
    /// What each party gets before and after.
    pub payoffs: Vec<PayoffChange>,
    /// How far it can be relied on.
    pub reliance: Reliance,
}

/// An issue before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The issue.
    pub issue: Named,
    /// The option given.
    pub from: Named,
    /// The option of the outcome found.
    pub to: Named,
    /// What a change of this issue weighs.
    pub weight: u32,
}

impl Change {
    /// Whether the issue is settled otherwise than before.
    pub fn is_change(&self) -> bool {
        self.from.id != self.to.id
    }
}

/// What a party gets before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PayoffChange {
    /// The party.
    pub party: Named,
    /// Its utility of the outcome given.
    #[serde(serialize_with = "plain")]
    pub from: String,
    /// Its utility of the outcome found.
    #[serde(serialize_with = "plain")]
    pub to: String,
    /// The second less the first.
    #[serde(serialize_with = "plain")]
    pub change: String,
    /// The second less its reservation value.
    #[serde(serialize_with = "plain")]
    pub gain: String,
}

impl NamedProblem {
    /// The acceptable outcome that changes the fewest issues of the given one and, among those, the
    /// issues that weigh least.
    ///
    /// `weights` names issues by their ids or by their names; an issue it does not name weighs 1.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownIssue`], and [`Error::Bargain`] when no outcome is acceptable to all or the
    /// question cannot be answered.
    pub fn nearest(
        &self,
        start: &Start,
        weights: &[(String, u32)],
        stop: &Stop,
    ) -> Result<Certified<NearestView>, Error> {
        let mut each = vec![1; self.issues().len()];
        for (issue, weight) in weights {
            each[self.issue(issue)?] = *weight;
        }
        let answer = bargain::nearest(&self.problem, &start.outcome, &each, stop)?;
        let (from, weights) = (start.outcome.clone(), each.clone());
        let (certificate, checked) =
            Certificate::nearest(&self.problem, from, weights, answer.clone(), stop)?;
        Ok(Certified { view: self.nearest_view(start, &each, &answer, checked)?, certificate })
    }

    /// `weights` has one number for each issue.
    pub(crate) fn nearest_view(
        &self,
        start: &Start,
        weights: &[u32],
        answer: &Answer<Nearest>,
        checked: Option<Checked>,
    ) -> Result<NearestView, Error> {
        let Answer { value, exactness, .. } = answer;
        let before = self.problem.payoffs(&start.outcome)?;
        let names = self.outcome(&start.outcome).into_iter().zip(self.outcome(&value.outcome));
        let issues: Vec<Change> = names
            .zip(weights)
            .map(|(((issue, from), (_, to)), &weight)| Change { issue, from, to, weight })
            .collect();
        let weight = issues.iter().filter(|it| it.is_change()).map(|it| u64::from(it.weight)).sum();
        let pairs = before.0.iter().zip(self.payoffs(&value.payoffs)).enumerate();
        let payoffs = pairs.map(|(index, (&before, payoff))| PayoffChange {
            from: self.number(index, before),
            change: self.number(index, payoff.units - before),
            party: payoff.party,
            to: payoff.utility,
            gain: payoff.gain,
        });
        Ok(NearestView {
            draft: start.draft.clone(),
            obstacles: self.obstacles(&start.outcome)?,
            changes: value.changes,
            weight,
            payoffs: payoffs.collect(),
            reliance: Reliance {
                exactness: distance(*exactness, value.changes, weight, weights),
                checked,
            },
            issues,
        })
    }

    /// What keeps an outcome from being acceptable.
    fn obstacles(&self, outcome: &bargain::Outcome) -> Result<Vec<BarrierView>, Error> {
        let payoffs = self.problem.payoffs(outcome)?;
        let mut found = Vec::new();
        for (index, party) in self.problem.parties().iter().enumerate() {
            let id = PartyId(u8::try_from(index).map_err(|_| Error::TooLarge { what: "parties" })?);
            for (index, line) in party.red_lines.iter().enumerate() {
                if crosses(line, outcome) {
                    found.push(self.barrier(bargain::Barrier::RedLine { party: id, index }));
                }
            }
            if payoffs.0[index] < party.reservation {
                found.push(self.barrier(bargain::Barrier::Reservation { party: id }));
            }
        }
        for (index, linkage) in self.problem.linkages().iter().enumerate() {
            let holds = |it: &bargain::Condition| holds(it, outcome);
            let is_obeyed = match linkage {
                bargain::Linkage::Requires { when, then } => {
                    !crosses(when, outcome) || crosses(then, outcome)
                }
                bargain::Linkage::Excludes(pattern) => !crosses(pattern, outcome),
                bargain::Linkage::AtMost { count, of } => {
                    of.iter().filter(|it| holds(it)).count() <= *count
                }
                bargain::Linkage::AtLeast { count, of } => {
                    *count <= of.iter().filter(|it| holds(it)).count()
                }
            };
            if !is_obeyed {
                let linkage: LinkageView = self.linkage(index);
                found.push(BarrierView::Linkage { linkage });
            }
        }
        Ok(found)
    }
}

fn holds(condition: &bargain::Condition, outcome: &bargain::Outcome) -> bool {
    condition.options.contains(outcome.0[condition.issue.index()])
}

fn crosses(pattern: &bargain::Pattern, outcome: &bargain::Outcome) -> bool {
    pattern.0.iter().all(|it| holds(it, outcome))
}

/// How exact a distance is, in changes: a gap counts each change as much as all weights and one.
fn distance(exactness: Exactness, changes: usize, weight: u64, weights: &[u32]) -> String {
    match exactness {
        Exactness::Exact => "exact".to_owned(),
        Exactness::Bounded { gap } => {
            let change = 1 + weights.iter().copied().map(u64::from).sum::<u64>();
            let distance = change.saturating_mul(changes as u64).saturating_add(weight);
            let fewest = distance.saturating_sub(gap) / change;
            format!("found, not proved nearest: at least {fewest} issues have to change")
        }
        Exactness::Sampled { draws, seed } => format!("{draws} draws, seed {seed}"),
        Exactness::Partial { seen, of } => format!("stopped after {seen} of {of} outcomes"),
    }
}
