//! What an answer claims, in numbers, with what lets anybody check it.
//!
//! A certificate holds the whole problem, so that nothing else is needed to check what is claimed
//! about it. Whether the problem is that of a case is another question, which needs the case.

mod make;
mod result;

pub use self::result::Written;

use onetext_bargain::verify::proven::{self, Keys};
use onetext_bargain::verify::{self, Hope, Proof, Refutation};
use onetext_bargain::{
    Among, Answer, FrontierPoint, Nearest, Outcome, Problem, Solution, Stop, Unlock, Zopa,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bargaining::Rule;

/// A claim about a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The problem, in whole numbers.
    pub problem: Problem,
    /// What is claimed about it.
    pub claim: Claim,
}

/// An answer to a question, with its proof where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Claim {
    /// How many outcomes every party accepts.
    Zopa {
        /// The answer.
        answer: Answer<Zopa>,
        /// Shows that there is none, where there is none.
        proof: Option<Proof>,
    },
    /// Which outcomes no other one beats.
    Frontier {
        /// Which outcomes are considered.
        among: Among,
        /// The answer.
        answer: Answer<Vec<FrontierPoint>>,
        /// Shows that no point is missing.
        proof: Option<Proof>,
    },
    /// What a rule picks.
    Solution {
        /// The rule.
        rule: Rule,
        /// The answer.
        answer: Answer<Solution>,
        /// The most each party can hope for, where the rule asks for it.
        hopes: Vec<Hope>,
        /// Shows that no better outcome was missed.
        proof: Option<Proof>,
    },
    /// The acceptable outcome nearest to another one.
    Nearest {
        /// The other one.
        from: Outcome,
        /// How much each issue weighs.
        weights: Vec<u32>,
        /// The answer.
        answer: Answer<Nearest>,
        /// Shows that no nearer outcome was missed.
        proof: Option<Proof>,
    },
    /// What blocks agreement, and what opens it.
    Unlock {
        /// The answer.
        answer: Answer<Unlock>,
        /// Shows that sets block, and open.
        keys: Option<Keys>,
    },
}

/// How far a claim was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Checked {
    /// Against every outcome, one by one.
    EveryOutcome,
    /// By its proof.
    Proof,
    /// That outcomes and payoffs are what they are said to be, and not whether a better one was
    /// missed.
    Itself,
}

impl Checked {
    /// The word for it in tables and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::EveryOutcome => "every-outcome",
            Self::Proof => "proof",
            Self::Itself => "itself",
        }
    }

    /// How far that is, for readers.
    pub fn words(self) -> &'static str {
        match self {
            Self::EveryOutcome => "checked outcome by outcome",
            Self::Proof => "checked by a proof",
            Self::Itself => "what is shown was checked by itself, not that nothing was missed",
        }
    }
}

/// Most steps of a check that goes through every outcome.
const STEPS: u128 = 2_000_000;

impl Certificate {
    /// Checks the claim: outcome by outcome where that takes at most so many steps, else by its proof.
    ///
    /// # Errors
    ///
    /// What is wrong with the claim.
    pub fn check(&self) -> Result<Checked, Refutation> {
        let problem = &self.problem;
        let passes = match &self.claim {
            Claim::Frontier { answer, .. } => answer.value.len() as u128,
            Claim::Zopa { .. } | Claim::Solution { .. } | Claim::Nearest { .. } => 2,
            Claim::Unlock { .. } => u128::MAX,
        };
        let steps = problem.space().size().and_then(|it| it.checked_mul(passes.max(1)));
        if steps.is_some_and(|it| it <= STEPS)
            && let Some(verdict) = self.by_enumeration()
        {
            return verdict.map(|()| Checked::EveryOutcome);
        }
        match self.by_proof() {
            Ok(()) => Ok(Checked::Proof),
            Err(Refutation::Unchecked) => Ok(Checked::Itself),
            Err(refutation) => Err(refutation),
        }
    }

    /// How far the claim was checked; `None` when nobody waits for that any more.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Refuted`] by what is wrong with it.
    pub(crate) fn checked(&self, stop: &Stop) -> Result<Option<Checked>, crate::Error> {
        if stop.is_requested() {
            return Ok(None);
        }
        self.check().map(Some).map_err(crate::Error::Refuted)
    }

    /// Compares with every outcome; `None` where the question has no such check.
    fn by_enumeration(&self) -> Option<Result<(), Refutation>> {
        let problem = &self.problem;
        match &self.claim {
            Claim::Zopa { answer, .. } => Some(verify::zopa(problem, Ok(answer))),
            Claim::Frontier { among, answer, .. } => {
                Some(verify::frontier(problem, *among, Ok(answer)))
            }
            Claim::Solution { rule, answer, .. } => Some(rule.check()(problem, Ok(answer))),
            Claim::Nearest { from, weights, answer, .. } => {
                Some(verify::nearest(problem, from, weights, Ok(answer)))
            }
            // Its check goes through the space for every set of barriers.
            Claim::Unlock { .. } => None,
        }
    }

    fn by_proof(&self) -> Result<(), Refutation> {
        let problem = &self.problem;
        // Without a proof, what is claimed is checked by itself.
        let none = Proof::default();
        let or_none = |proof: &Option<Proof>| proof.clone().unwrap_or_else(|| none.clone());
        match &self.claim {
            Claim::Zopa { answer, proof } => proven::zopa(problem, Ok(answer), &or_none(proof)),
            Claim::Frontier { among, answer, proof } => {
                proven::frontier(problem, *among, Ok(answer), &or_none(proof))
            }
            Claim::Solution { rule, answer, hopes, proof } => {
                let (claim, proof) = (Ok(answer), &or_none(proof));
                match rule {
                    Rule::Nash => proven::nash(problem, claim, proof),
                    Rule::KalaiSmorodinsky => {
                        proven::kalai_smorodinsky(problem, claim, hopes, proof)
                    }
                    Rule::Egalitarian => proven::egalitarian(problem, claim, proof),
                    Rule::Utilitarian => proven::utilitarian(problem, claim, proof),
                    Rule::Maximin => proven::maximin(problem, claim, proof),
                    // Past what can be gone through, these check what is claimed by itself.
                    Rule::Raiffa
                    | Rule::Fallback
                    | Rule::MaximinShare
                    | Rule::KalaiRosenthal
                    | Rule::NegmasKalaiSmorodinsky
                    | Rule::GeniusKalaiSmorodinsky
                    | Rule::GeniusNash => rule.check()(problem, claim),
                }
            }
            Claim::Nearest { from, weights, answer, proof } => {
                proven::nearest(problem, from, weights, Ok(answer), &or_none(proof))
            }
            Claim::Unlock { answer, keys } => {
                proven::unlock(problem, Ok(answer), &keys.clone().unwrap_or_default())
            }
        }
    }
}
