//! The checks accept the one true answer and nothing else.

use onetext_bargain::verify::{self, Refutation};
use onetext_bargain::{
    Among, Answer, Error, Exactness, FrontierPoint, OptionId, Outcome, Party, Payoffs, Problem,
    Solution, Space, Stop, Zopa, egalitarian, fallback, frontier, genius_kalai_smorodinsky,
    genius_nash, kalai_rosenthal, kalai_smorodinsky, maximin, maximin_share, nash,
    negmas_kalai_smorodinsky, raiffa, utilitarian, zopa,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::random::arb_parts;

/// A rule that picks an outcome.
pub(crate) type Rule = fn(&Problem, &Stop) -> Result<Answer<Solution>, Error>;
/// The check of a rule.
pub(crate) type Check = fn(&Problem, Result<&Answer<Solution>, &Error>) -> Result<(), Refutation>;

/// Every rule that picks an efficient and acceptable outcome, with its check.
pub(crate) const RULES: [(Rule, Check); 8] = [
    (nash, verify::nash),
    (kalai_smorodinsky, verify::kalai_smorodinsky),
    (egalitarian, verify::egalitarian),
    (utilitarian, verify::utilitarian),
    (raiffa, verify::raiffa),
    (fallback, verify::fallback),
    (kalai_rosenthal, verify::kalai_rosenthal),
    (negmas_kalai_smorodinsky, verify::negmas_kalai_smorodinsky),
];

/// Rules that may pick an outcome that another one beats, or that is not acceptable.
pub(crate) const LAX_RULES: [(Rule, Check); 4] = [
    (maximin, verify::maximin),
    (maximin_share, verify::maximin_share),
    (genius_nash, verify::genius_nash),
    (genius_kalai_smorodinsky, verify::genius_kalai_smorodinsky),
];

/// What may be wrong with an answer.
#[derive(Clone, Debug)]
pub(crate) enum Slip {
    Count(i8),
    Payoff(Index, i64),
    Option(Index, u8),
    Forgotten,
    Length,
    PartyCount,
}

pub(crate) fn arb_slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        any::<i8>().prop_map(Slip::Count),
        (any::<Index>(), -2..=2_i64).prop_map(|(party, by)| Slip::Payoff(party, by)),
        (any::<Index>(), 0..=4_u8).prop_map(|(issue, option)| Slip::Option(issue, option)),
        Just(Slip::Forgotten),
        Just(Slip::Length),
        Just(Slip::PartyCount),
    ]
}

/// Makes the slip; `false` when it has to be forgotten altogether.
pub(crate) fn slip(
    slip: &Slip,
    count: &mut u64,
    payoffs: &mut Payoffs,
    outcome: &mut Outcome,
) -> bool {
    match slip {
        Slip::Count(by) => *count = count.saturating_add_signed((*by).into()),
        Slip::Payoff(party, by) => *party.get_mut(&mut payoffs.0) += by,
        Slip::Option(issue, option) => *issue.get_mut(&mut outcome.0) = OptionId(*option),
        Slip::Length => outcome.0.push(OptionId(0)),
        Slip::PartyCount => drop(payoffs.0.pop()),
        Slip::Forgotten => return false,
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A solution with a slip is refuted, unless the slip changes nothing.
    #[test]
    fn a_wrong_solution_is_refuted(parts in arb_parts(), slips in prop::collection::vec(arb_slip(), RULES.len() + LAX_RULES.len())) {
        let problem = parts.problem();
        for ((rule, check), it) in RULES.iter().chain(&LAX_RULES).zip(&slips) {
            let truth = rule(&problem, &Stop::default());
            let mut claim = truth.clone();
            if let Ok(Answer { value, .. }) = &mut claim
                && !slip(it, &mut value.optimal, &mut value.payoffs, &mut value.outcome)
            {
                claim = Err(Error::NoAgreement);
            }
            prop_assert_eq!(check(&problem, claim.as_ref()).is_ok(), claim == truth);
        }
    }

    /// So is a frontier with a point changed, left out, or listed twice.
    #[test]
    fn a_wrong_frontier_is_refuted(parts in arb_parts(), at: Index, twice: bool, it in arb_slip()) {
        let problem = parts.problem();
        let truth = frontier(&problem, Among::Feasible, &Stop::default()).unwrap();
        prop_assume!(!truth.value.is_empty());
        let mut claim = truth.clone();
        let at = at.index(claim.value.len());
        let FrontierPoint { payoffs, outcome, outcomes } = &mut claim.value[at];
        if !slip(&it, outcomes, payoffs, outcome) {
            if twice {
                claim.value.insert(at, truth.value[at].clone());
            } else {
                claim.value.remove(at);
            }
        }
        let found = verify::frontier(&problem, Among::Feasible, Ok(&claim));
        prop_assert_eq!(found.is_ok(), claim == truth);
    }

    /// So is a point that another one beats.
    #[test]
    fn a_frontier_with_too_much_is_refuted(parts in arb_parts(), options in prop::collection::vec(any::<Index>(), 6)) {
        let problem = parts.problem();
        let truth = frontier(&problem, Among::Feasible, &Stop::default()).unwrap();
        let choose = |(&count, it): (&usize, &Index)| OptionId(u8::try_from(it.index(count)).unwrap());
        let outcome = Outcome(parts.options.iter().zip(&options).map(choose).collect());
        let payoffs = problem.payoffs(&outcome).unwrap();
        let mut claim = truth.clone();
        if claim.value.iter().all(|it| it.payoffs != payoffs) {
            let at = claim.value.partition_point(|it| payoffs < it.payoffs);
            claim.value.insert(at, FrontierPoint { payoffs, outcome, outcomes: 1 });
        }
        for exactness in [Exactness::Exact, Exactness::Partial { seen: 1, of: 2 }] {
            claim.exactness = exactness;
            let found = verify::frontier(&problem, Among::Feasible, Ok(&claim));
            prop_assert_eq!(found.is_ok(), claim.value == truth.value);
        }
    }

    /// So is a wrong count of the zopa, or a wrong witness.
    #[test]
    fn a_wrong_zopa_is_refuted(parts in arb_parts(), it in arb_slip(), feasible: bool) {
        let problem = parts.problem();
        let truth = zopa(&problem, &Stop::default()).unwrap();
        let mut claim = truth.clone();
        let Zopa { feasible: all, acceptable, witness, .. } = &mut claim.value;
        let mut outcome = witness.clone().unwrap_or(Outcome(vec![OptionId(0)]));
        let count = if feasible { all } else { acceptable };
        let kept = slip(&it, count, &mut Payoffs(vec![0]), &mut outcome);
        *witness = (kept && witness.is_some()).then_some(outcome);
        prop_assert_eq!(verify::zopa(&problem, Ok(&claim)).is_ok(), claim == truth);
    }
}

#[test]
fn what_cannot_be_checked_is_not_accepted() {
    let party = Party {
        utilities: vec![vec![0, 1]; 27],
        reservation: 0,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    let large = Problem::new(Space::new(&[2; 27]).unwrap(), vec![party], vec![]).unwrap();
    assert_eq!(verify::nash(&large, Err(&Error::NoAgreement)), Err(Refutation::Unchecked));
    let mut answer = nash(&large, &Stop::default()).unwrap();
    assert_eq!(verify::nash(&large, Ok(&answer)), Err(Refutation::Unchecked));
    answer.value.payoffs.0[0] -= 1;
    let found = verify::nash(&large, Ok(&answer));
    assert!(matches!(found, Err(Refutation::Payoffs { .. })), "{found:?}");
    let mut answer = frontier(&large, Among::Feasible, &Stop::default()).unwrap();
    let found = verify::frontier(&large, Among::Feasible, Ok(&answer));
    assert_eq!(found, Err(Refutation::Unchecked));
    answer.value.push(answer.value[0].clone());
    let found = verify::frontier(&large, Among::Feasible, Ok(&answer));
    assert_eq!(found, Err(Refutation::Order { index: 1 }));

    let party = Party {
        utilities: vec![vec![0, 1]],
        reservation: 0,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    let small = Problem::new(Space::new(&[2]).unwrap(), vec![party], vec![]).unwrap();
    let mut answer = nash(&small, &Stop::default()).unwrap();
    answer.exactness = Exactness::Sampled { draws: 1, seed: 1 };
    let refutation = Refutation::Exactness { claimed: answer.exactness };
    assert_eq!(verify::nash(&small, Ok(&answer)), Err(refutation));
}
