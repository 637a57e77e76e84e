//! Every question on more than 20,000 random problems, against the slow twin.
//!
//! `verify` goes through all outcomes one by one and shares nothing with the solvers.

#![expect(clippy::print_stdout, reason = "a check says how much it has checked")]

use onetext_bargain::{
    Among, Criterion, DiverseQuestion, Error, Exactness, Interaction, Linkage, OptionId, Outcome,
    PartyId, Payoffs, Stop, best_for, cover, diverse, frontier, k_best, nearest, unlock, verify,
    zopa,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::checks::{LAX_RULES, RULES};
use crate::generator::SplitMix;
use crate::random::{Parts, arb_parts_over};

/// Problems of one test: of up to 81 outcomes, of up to 256, and of 4,096.
const SIZES: [usize; 3] = [2300, 200, 6];

/// Number of tests.
const TESTS: usize = 8;

const _: () = assert!(20_000 <= TESTS * (SIZES[0] + SIZES[1] + SIZES[2]));

/// What the problems of a test were like.
#[derive(Debug, Default)]
struct Tally {
    problems: usize,
    with_4096_outcomes: usize,
    without_agreement: usize,
    infeasible: usize,
    linked: usize,
    counted: usize,
    with_tables: usize,
    with_bonuses: usize,
    with_red_lines: usize,
    tied: usize,
    answers: usize,
}

/// Asks everything, and checks every answer; on one thread, as tests run beside each other.
fn check(seed: u8) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("threads can be started").install(|| check_alone(seed));
}

fn check_alone(seed: u8) {
    let source = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), source);
    let mut draws = SplitMix(seed.into());
    let mut tally = Tally::default();
    let strategies = [
        arb_parts_over(vec(1..=3_usize, 1..=4)).boxed(),
        arb_parts_over(vec(2..=4_usize, 3..=4)).boxed(),
        arb_parts_over(Just(vec![4; 6])).boxed(),
    ];
    for (strategy, problems) in strategies.iter().zip(SIZES) {
        for _ in 0..problems {
            let parts = strategy.new_tree(&mut runner).expect("nothing is filtered").current();
            tally.count(&parts);
            ask(&parts, &mut draws, &mut tally);
        }
    }
    println!("seed {seed}: {tally:?}");
    // Otherwise the check would say little.
    assert_eq!(tally.problems, SIZES.iter().sum::<usize>());
    assert_eq!(tally.with_4096_outcomes, SIZES[2]);
    for (found, least) in [
        (tally.without_agreement, 500),
        (tally.infeasible, 200),
        (tally.linked, 1000),
        (tally.counted, 500),
        (tally.with_tables, 1000),
        (tally.with_bonuses, 1000),
        (tally.with_red_lines, 1000),
        (tally.tied, 400),
        (tally.answers, 20_000),
    ] {
        assert!(least <= found, "{tally:?}");
    }
}

impl Tally {
    fn count(&mut self, parts: &Parts) {
        let any = |is: bool| usize::from(is);
        let interactions = || parts.parties.iter().flat_map(|it| &it.interactions);
        self.problems += 1;
        self.with_4096_outcomes += any(parts.options.iter().product::<usize>() == 4096);
        self.linked += any(!parts.linkages.is_empty());
        let is_count =
            |it: &Linkage| matches!(it, Linkage::AtMost { .. } | Linkage::AtLeast { .. });
        self.counted += any(parts.linkages.iter().any(is_count));
        let is_table = |it: &Interaction| matches!(it, Interaction::Table { .. });
        self.with_tables += any(interactions().any(is_table));
        self.with_bonuses += any(interactions().any(|it| !is_table(it)));
        self.with_red_lines += any(parts.parties.iter().any(|it| !it.red_lines.is_empty()));
    }
}

fn ask(parts: &Parts, draws: &mut SplitMix, tally: &mut Tally) {
    let (problem, stop) = (parts.problem(), Stop::default());
    let parties = problem.parties().len();
    let pass = Ok(());

    let found = zopa(&problem, &stop);
    assert_eq!(verify::zopa(&problem, found.as_ref()), pass, "{parts:?}");
    let counted = found.expect("few outcomes").value;
    tally.without_agreement += usize::from(counted.acceptable == 0);
    tally.infeasible += usize::from(counted.feasible == 0);
    for among in [Among::Feasible, Among::Acceptable] {
        let found = frontier(&problem, among, &stop);
        assert_eq!(verify::frontier(&problem, among, found.as_ref()), pass, "{parts:?}");
        assert_eq!(found.expect("few outcomes").exactness, Exactness::Exact);
    }

    let mut is_tied = false;
    for (index, (rule, check)) in RULES.iter().chain(&LAX_RULES).enumerate() {
        let found = rule(&problem, &stop);
        assert_eq!(check(&problem, found.as_ref()), pass, "rule {index}: {found:?}\n{parts:?}");
        match found {
            Ok(found) => {
                assert_eq!(found.exactness, Exactness::Exact);
                is_tied |= 1 < found.value.optimal;
                tally.answers += 1;
            }
            Err(error) => assert_eq!(error, Error::NoAgreement),
        }
    }
    tally.tied += usize::from(is_tied);

    let outcome = |draws: &mut SplitMix| {
        let option = |count: &usize| {
            OptionId(u8::try_from(draws.below(*count as u64)).expect("few options"))
        };
        Outcome(parts.options.iter().map(option).collect())
    };
    let party = PartyId(u8::try_from(draws.below(parties as u64)).expect("few parties"));
    let goal = problem.payoffs(&outcome(draws)).expect("from the space").0;
    let mut bars = Payoffs(problem.parties().iter().map(|it| it.reservation).collect());
    for (bar, goal) in bars.0.iter_mut().zip(goal) {
        if draws.below(3) == 0 {
            *bar = goal;
        }
    }
    let found = best_for(&problem, party, &bars, &stop);
    let checked = verify::best_for(&problem, party, &bars, found.as_ref());
    assert_eq!(checked, pass, "{party:?} {bars:?} {found:?}\n{parts:?}");
    settled(found, tally);

    let from = outcome(draws);
    let weights: Vec<u32> =
        parts.options.iter().map(|_| u32::try_from(draws.below(3)).expect("few")).collect();
    let found = nearest(&problem, &from, &weights, &stop);
    let checked = verify::nearest(&problem, &from, &weights, found.as_ref());
    assert_eq!(checked, pass, "{from:?} {weights:?} {found:?}\n{parts:?}");
    settled(found, tally);

    let among = [Among::Feasible, Among::Acceptable][usize::from(draws.below(2) == 0)];
    let is_huge = parts
        .parties
        .iter()
        .flat_map(|it| it.utilities.iter().flatten())
        .any(|it| 1 << 40 < it.abs());
    let unit = if is_huge { 1 << 47 } else { 1 };
    let tolerance: Vec<u64> = (0..parties).map(|_| draws.below(40) * unit).collect();
    let found = cover(&problem, among, &tolerance, &stop);
    let checked = verify::cover(&problem, among, &tolerance, found.as_ref());
    assert_eq!(checked, pass, "{among:?} {tolerance:?} {found:?}\n{parts:?}");
    assert_eq!(found.expect("few outcomes").value.open, 0);

    let found = unlock(&problem, 1000, &stop);
    assert_eq!(verify::unlock(&problem, found.as_ref()), pass, "{found:?}\n{parts:?}");
    settled(found, tally);

    let criteria =
        [Criterion::Product, Criterion::Smallest, Criterion::Sum, Criterion::Party(party)];
    for criterion in criteria {
        let count = usize::try_from(draws.below(12)).expect("few");
        let found = k_best(&problem, criterion, count, &stop);
        let checked = verify::k_best(&problem, criterion, count, found.as_ref());
        assert_eq!(checked, pass, "{criterion:?} {count} {found:?}\n{parts:?}");
        settled(found, tally);
    }
    let question = DiverseQuestion {
        criterion: criteria[usize::try_from(draws.below(4)).expect("few")],
        slack_percent: u8::try_from(draws.below(120)).expect("few"),
        count: usize::try_from(draws.below(6)).expect("few"),
    };
    let found = diverse(&problem, &question, &stop);
    let checked = verify::diverse(&problem, &question, found.as_ref());
    assert_eq!(checked, pass, "{question:?} {found:?}\n{parts:?}");
    match found {
        Ok(found) => {
            assert!(!matches!(found.exactness, Exactness::Partial { .. }));
            tally.answers += 1;
        }
        Err(error) => assert_eq!(error, Error::NoAgreement),
    }
}

/// Counts an answer, which has to be exact.
fn settled<T>(found: Result<onetext_bargain::Answer<T>, Error>, tally: &mut Tally) {
    match found {
        Ok(found) => {
            assert_eq!(found.exactness, Exactness::Exact);
            tally.answers += 1;
        }
        Err(error) => assert_eq!(error, Error::NoAgreement),
    }
}

#[test]
fn every_question_equals_its_slow_twin_1() {
    check(1);
}

#[test]
fn every_question_equals_its_slow_twin_2() {
    check(2);
}

#[test]
fn every_question_equals_its_slow_twin_3() {
    check(3);
}

#[test]
fn every_question_equals_its_slow_twin_4() {
    check(4);
}

#[test]
fn every_question_equals_its_slow_twin_5() {
    check(5);
}

#[test]
fn every_question_equals_its_slow_twin_6() {
    check(6);
}

#[test]
fn every_question_equals_its_slow_twin_7() {
    check(7);
}

#[test]
fn every_question_equals_its_slow_twin_8() {
    check(8);
}
