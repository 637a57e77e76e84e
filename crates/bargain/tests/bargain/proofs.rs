//! Proofs lead a check to the same verdict as going through all outcomes, however large the space.

use onetext_bargain::verify::{Proof, Refutation, proven};
use onetext_bargain::{
    Among, Answer, Error, Exactness, IssueId, OptionId, Outcome, PartyId, Payoffs, Problem,
    Solution, Stop, Zopa, best_for, egalitarian, frontier, kalai_smorodinsky, maximin, nash,
    nearest, prove, unlock, utilitarian, zopa,
};
use proptest::prelude::*;

use crate::checks::{Rule, arb_slip, slip};
use crate::generator::{Family, Recipe};
use crate::random::arb_parts;

/// A check by a proof of its own, or by one made of sums alone.
type Check = fn(&Problem, Result<&Answer<Solution>, &Error>, Option<&Proof>) -> Verdict;
type Verdict = Result<(), Refutation>;

const RULES: [(Rule, Check); 5] = [
    (maximin, |problem, claim, other| {
        let own = prove::egalitarian(problem).expect("not too wide");
        proven::maximin(problem, claim, other.unwrap_or(&own))
    }),
    (nash, |problem, claim, other| {
        let own = prove::nash(problem).expect("not too wide");
        proven::nash(problem, claim, other.unwrap_or(&own))
    }),
    (kalai_smorodinsky, |problem, claim, other| {
        let hopeless = || (vec![], prove::egalitarian(problem).expect("not too wide"));
        let made = prove::kalai_smorodinsky(problem, &Stop::default());
        let (hopes, own) = made.unwrap_or_else(|_| hopeless());
        proven::kalai_smorodinsky(problem, claim, &hopes, other.unwrap_or(&own))
    }),
    (egalitarian, |problem, claim, other| {
        let own = prove::egalitarian(problem).expect("not too wide");
        proven::egalitarian(problem, claim, other.unwrap_or(&own))
    }),
    (utilitarian, |problem, claim, other| {
        let own = prove::utilitarian(problem).expect("not too wide");
        proven::utilitarian(problem, claim, other.unwrap_or(&own))
    }),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// By its own proof and by sums alone, the one true answer passes and any other is refuted.
    #[test]
    fn proofs_accept_the_one_true_solution(
        parts in arb_parts(), slips in prop::collection::vec(arb_slip(), RULES.len()),
    ) {
        let problem = parts.problem();
        let sums = prove::sums(&problem, Among::Acceptable).unwrap();
        let is_capped = problem.parties().iter().any(|it| it.cap.is_some());
        for (place, ((rule, check), it)) in RULES.iter().zip(&slips).enumerate() {
            let truth = rule(&problem, &Stop::default());
            let mut claim = truth.clone();
            if let Ok(Answer { value, .. }) = &mut claim
                && !slip(it, &mut value.optimal, &mut value.payoffs, &mut value.outcome)
            {
                claim = Err(Error::NoAgreement);
            }
            for proof in [None, Some(&sums)] {
                let verdict = check(&problem, claim.as_ref(), proof);
                // Sums that are beaten may be as good, once both are capped or by the smallest gain.
                // The first one is the plain egalitarian rule.
                let is_lax = is_capped || place == 0;
                if is_lax && verdict == Err(Refutation::Unchecked) {
                    continue;
                }
                prop_assert_eq!(verdict.is_ok(), claim == truth, "{:?}", verdict);
                prop_assert!(verdict != Err(Refutation::Unchecked));
            }
        }
    }

    /// Nothing of a proof is trusted: a bad one never makes a wrong answer pass.
    #[test]
    fn a_bad_proof_lets_nothing_wrong_pass(
        parts in arb_parts(), seed: u64, it in arb_slip(),
        weights in prop::collection::vec(
            prop::collection::vec(prop_oneof![-1..100_i64, any::<i64>()], 1..=4), 0..3,
        ),
    ) {
        let problem = parts.problem();
        let mut order: Vec<IssueId> = problem.space().issues().collect();
        let places = order.len() as u64;
        for (place, by) in (0..order.len()).zip(1..) {
            order.swap(place, usize::try_from(seed.rotate_left(by) % places).unwrap());
        }
        let proof = Proof { order, weights };
        for (rule, check) in RULES {
            let truth = rule(&problem, &Stop::default());
            let mut claim = truth.clone();
            if let Ok(Answer { value, .. }) = &mut claim
                && !slip(&it, &mut value.optimal, &mut value.payoffs, &mut value.outcome)
            {
                claim = Err(Error::NoAgreement);
            }
            if claim != truth {
                prop_assert!(check(&problem, claim.as_ref(), Some(&proof)).is_err());
            }
        }
    }

    /// Outcomes are counted anew, and a number that is off is refuted.
    #[test]
    fn proofs_count(parts in arb_parts(), by in 1..3_u64) {
        let problem = parts.problem();
        let truth = zopa(&problem, &Stop::default()).unwrap();
        let proof = prove::zopa(&problem).unwrap();
        prop_assert_eq!(proven::zopa(&problem, Ok(&truth), &proof), Ok(()));
        for change in [
            |it: &mut Zopa, by| it.feasible += by,
            |it: &mut Zopa, by| it.acceptable += by,
            |it: &mut Zopa, by| it.between.1 += by,
            |it: &mut Zopa, by| it.acceptable = it.acceptable.saturating_sub(by),
        ] {
            let mut claim = truth.clone();
            change(&mut claim.value, by);
            let verdict = proven::zopa(&problem, Ok(&claim), &proof);
            prop_assert_eq!(verdict.is_ok(), claim == truth);
        }
    }

    /// The nearest outcome, one party's best, and what blocks agreement.
    #[test]
    fn proofs_hold_for_what_is_near(parts in arb_parts(), party in 0..4_u8, percent in 0..120_i64) {
        let (problem, stop) = (parts.problem(), Stop::default());
        let count = problem.parties().len();
        let party = PartyId(party % u8::try_from(count).unwrap());
        let bars = problem.parties().iter().map(|it| it.reservation * percent / 100);
        let bars = Payoffs(bars.collect());
        let found = best_for(&problem, party, &bars, &stop);
        let proof = prove::best_for(&problem, party, &bars).unwrap();
        let check = |claim: &Result<_, Error>| {
            proven::best_for(&problem, party, &bars, claim.as_ref(), &proof)
        };
        prop_assert_eq!(check(&found), Ok(()));
        if found.is_ok() {
            prop_assert!(check(&Err(Error::NoAgreement)).is_err());
        }

        let draft = Outcome(vec![OptionId(0); problem.space().issue_count()]);
        let weights = vec![1; draft.0.len()];
        let found = nearest(&problem, &draft, &weights, &stop);
        let proof = prove::nearest(&problem, &draft, &weights).unwrap();
        let verdict = proven::nearest(&problem, &draft, &weights, found.as_ref(), &proof);
        prop_assert_eq!(verdict, Ok(()));

        let found = unlock(&problem, 64, &stop).unwrap();
        let keys = prove::unlock(&problem, &found.value, &stop).unwrap();
        let verdict = proven::unlock(&problem, Ok(&found), &keys);
        let is_whole = found.exactness == Exactness::Exact;
        prop_assert_eq!(verdict, if is_whole { Ok(()) } else { Err(Refutation::Unchecked) });
        if is_whole && 1 < found.value.relaxations.len() {
            let mut fewer = found;
            fewer.value.relaxations.pop();
            let mut keys = keys;
            keys.opened.pop();
            prop_assert!(proven::unlock(&problem, Ok(&fewer), &keys).is_err());
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The frontier of a space that is gone through by sums is the one gone through one by one.
    #[test]
    fn sums_reach_every_point_of_a_frontier(seed in 0..1_000_u64, parties in 2..=3_usize) {
        let recipe = Recipe { seed, linkages: 6, ..Recipe::new(Family::Uniform, 14, parties) };
        let (problem, stop) = (recipe.problem(), Stop::default());
        for among in [Among::Feasible, Among::Acceptable] {
            let proof = prove::sums(&problem, among).unwrap();
            let mut claim = frontier(&problem, among, &stop).unwrap();
            prop_assert_eq!(proven::frontier(&problem, among, Ok(&claim), &proof), Ok(()));
            if claim.value.pop().is_some() {
                let verdict = proven::frontier(&problem, among, Ok(&claim), &proof);
                let is_found = matches!(verdict, Err(Refutation::Better { .. }));
                prop_assert!(is_found);
            }
        }
    }
}

proptest! {
    /// What is written down is read as the same problem, and nothing else is read.
    #[test]
    fn a_problem_comes_back_as_it_was(parts in arb_parts()) {
        let problem = parts.problem();
        let mut written = serde_json::to_value(&problem).unwrap();
        prop_assert_eq!(&serde_json::from_value::<Problem>(written.clone()).unwrap(), &problem);
        written["parties"][0]["utilities"][0][0] = i64::MAX.into();
        let refused = serde_json::from_value::<Problem>(written).unwrap_err();
        prop_assert!(refused.to_string().contains("add up beyond"), "{}", refused);
    }
}

#[test]
fn large_spaces_are_checked_by_proofs() {
    let stop = Stop::default();
    for family in [Family::Uniform, Family::Opposed] {
        for (parties, linkages, interactions) in [(2, 0, 0), (3, 10, 0), (4, 0, 0), (3, 0, 12)] {
            let recipe = Recipe { linkages, interactions, ..Recipe::new(family, 28, parties) };
            let free = recipe.problem();
            let mut parties = free.parties().to_vec();
            // Above what it would get, but within reach.
            parties[0].cap = Some(parties[0].reservation * 19 / 10);
            let linkages = free.linkages().to_vec();
            let capped = Problem::new(free.space().clone(), parties, linkages).unwrap();
            for (problem, (rule, check)) in
                [&free, &capped].into_iter().flat_map(|it| RULES.map(|rule| (it, rule)))
            {
                let found = rule(problem, &stop);
                let is_estimate = found
                    .as_ref()
                    .is_ok_and(|it| matches!(it.exactness, Exactness::Sampled { .. }));
                let expected = if is_estimate { Err(Refutation::Unchecked) } else { Ok(()) };
                assert_eq!(check(problem, found.as_ref(), None), expected, "{recipe:?}");
                let mut wrong = found.unwrap();
                wrong.value.optimal += 1;
                assert!(check(problem, Ok(&wrong), None).is_err());
                let denied = Err(&Error::NoAgreement);
                assert!(matches!(check(problem, denied, None), Err(Refutation::Agreement { .. })));
            }
        }
    }
}

#[test]
fn that_nothing_pleases_all_is_checked_by_a_proof() {
    let stop = Stop::default();
    let recipe = Recipe { reservation: 850, ..Recipe::new(Family::Uniform, 28, 3) };
    let problem = recipe.problem();
    assert_eq!(nash(&problem, &stop), Err(Error::NoAgreement));
    let proof = prove::zopa(&problem).unwrap();
    assert_eq!(proven::nash(&problem, Err(&Error::NoAgreement), &proof), Ok(()));
    let counted = zopa(&problem, &stop);
    assert_eq!(proven::zopa(&problem, counted.as_ref(), &proof), Ok(()));
    let mut wrong = counted.unwrap();
    wrong.value.feasible -= 1;
    assert!(proven::zopa(&problem, Ok(&wrong), &proof).is_err());
}

#[test]
fn where_bounds_are_weak_sums_are_a_proof() {
    let stop = Stop::default();
    let recipe = Recipe { options: 2, reservation: 480, ..Recipe::new(Family::ZeroSum, 27, 2) };
    let problem = recipe.problem();
    let sums = prove::sums(&problem, Among::Acceptable).unwrap();
    // All but the first: by the plain egalitarian rule, sums that others beat may be as good.
    for (rule, check) in RULES.into_iter().skip(1) {
        let found = rule(&problem, &stop);
        if let Ok(found) = &found {
            assert!(0 < found.effort.labels);
        }
        assert_eq!(check(&problem, found.as_ref(), Some(&sums)), Ok(()));
    }
}
