//! Claims with their proofs.

use onetext_bargain::{
    Among, Answer, FrontierPoint, Nearest, Outcome, Problem, Solution, Stop, Unlock, Zopa, prove,
};

use super::{Certificate, Checked, Claim};
use crate::bargaining::Rule;

impl Certificate {
    pub(crate) fn zopa(problem: &Problem, answer: Answer<Zopa>) -> Self {
        let claim = |proof| Self {
            problem: problem.clone(),
            claim: Claim::Zopa { answer: answer.clone(), proof },
        };
        let weighed = claim(prove::zopa(problem).ok());
        if answer.value.witness.is_some() || weighed.check() != Ok(Checked::Itself) {
            return weighed;
        }
        // Where bounds are weak, payoffs are added up.
        claim(prove::sums(problem, Among::Acceptable).ok())
    }

    pub(crate) fn frontier(
        problem: &Problem,
        among: Among,
        answer: Answer<Vec<FrontierPoint>>,
    ) -> Self {
        let proof = prove::sums(problem, among).ok();
        Self { problem: problem.clone(), claim: Claim::Frontier { among, answer, proof } }
    }

    pub(crate) fn solution(
        problem: &Problem,
        rule: Rule,
        answer: Answer<Solution>,
        stop: &Stop,
    ) -> Self {
        let mut hopes = Vec::new();
        let proof = match rule {
            Rule::Nash => prove::nash(problem).ok(),
            Rule::KalaiSmorodinsky => prove::kalai_smorodinsky(problem, stop).ok().map(|made| {
                hopes = made.0;
                made.1
            }),
            Rule::Egalitarian | Rule::Maximin => prove::egalitarian(problem).ok(),
            Rule::Utilitarian => prove::utilitarian(problem).ok(),
            Rule::Raiffa
            | Rule::Fallback
            | Rule::MaximinShare
            | Rule::KalaiRosenthal
            | Rule::NegmasKalaiSmorodinsky
            | Rule::GeniusKalaiSmorodinsky
            | Rule::GeniusNash => None,
        };
        // Where the search had to add up payoffs, so does the check.
        let proof = match proof {
            Some(_) if 0 < answer.effort.labels => prove::sums(problem, Among::Acceptable).ok(),
            proof => proof,
        };
        Self { problem: problem.clone(), claim: Claim::Solution { rule, answer, hopes, proof } }
    }

    pub(crate) fn nearest(
        problem: &Problem,
        from: Outcome,
        weights: Vec<u32>,
        answer: Answer<Nearest>,
    ) -> Self {
        let proof = prove::nearest(problem, &from, &weights).ok();
        Self { problem: problem.clone(), claim: Claim::Nearest { from, weights, answer, proof } }
    }

    pub(crate) fn unlock(problem: &Problem, answer: Answer<Unlock>, stop: &Stop) -> Self {
        let keys = prove::unlock(problem, &answer.value, stop).ok();
        Self { problem: problem.clone(), claim: Claim::Unlock { answer, keys } }
    }
}
