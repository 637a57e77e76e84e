//! Claims with their proofs.

use onetext_bargain::{
    Among, Answer, FrontierPoint, Nearest, Outcome, Problem, Solution, Stop, Unlock, Zopa, prove,
};

use super::{Certificate, Checked, Claim};
use crate::bargaining::Rule;
use crate::error::Error;

/// A certificate, and how far its claim was checked; `None` when nobody waited for that.
type Made = Result<(Certificate, Option<Checked>), Error>;

impl Certificate {
    pub(crate) fn zopa(problem: &Problem, answer: &Answer<Zopa>, stop: &Stop) -> Made {
        let claim = |proof| Claim::Zopa { answer: answer.clone(), proof };
        let sums = || claim(prove::sums(problem, Among::Acceptable).ok());
        made(problem, claim(prove::zopa(problem).ok()), Some(&sums), stop)
    }

    pub(crate) fn frontier(
        problem: &Problem,
        among: Among,
        answer: &Answer<Vec<FrontierPoint>>,
        stop: &Stop,
    ) -> Made {
        let proof = prove::sums(problem, among).ok();
        made(problem, Claim::Frontier { among, answer: answer.clone(), proof }, None, stop)
    }

    pub(crate) fn solution(
        problem: &Problem,
        rule: Rule,
        answer: &Answer<Solution>,
        stop: &Stop,
    ) -> Made {
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
        let claim = |proof| {
            let (answer, hopes) = (answer.clone(), hopes.clone());
            Claim::Solution { rule, answer, hopes, proof }
        };
        let sums = || claim(prove::sums(problem, Among::Acceptable).ok());
        let is_proven = proof.is_some();
        made(problem, claim(proof), is_proven.then_some(&sums as &dyn Fn() -> Claim), stop)
    }

    pub(crate) fn nearest(
        problem: &Problem,
        from: Outcome,
        weights: Vec<u32>,
        answer: Answer<Nearest>,
        stop: &Stop,
    ) -> Made {
        let proof = prove::nearest(problem, &from, &weights).ok();
        made(problem, Claim::Nearest { from, weights, answer, proof }, None, stop)
    }

    pub(crate) fn unlock(problem: &Problem, answer: Answer<Unlock>, stop: &Stop) -> Made {
        let keys = prove::unlock(problem, &answer.value, stop).ok();
        made(problem, Claim::Unlock { answer, keys }, None, stop)
    }
}

/// The claim, or the same one with another proof, where that is checked further.
fn made(problem: &Problem, claim: Claim, other: Option<&dyn Fn() -> Claim>, stop: &Stop) -> Made {
    let certificate = Certificate { problem: problem.clone(), claim };
    let checked = certificate.checked(stop)?;
    if let (Some(Checked::Itself), Some(other)) = (checked, other) {
        // Where bounds are weak, payoffs are added up.
        let other = Certificate { problem: problem.clone(), claim: other() };
        if let Some(further @ (Checked::Proof | Checked::EveryOutcome)) = other.checked(stop)? {
            return Ok((other, Some(further)));
        }
    }
    Ok((certificate, checked))
}
