//! The enumeration over larger spaces: threads, stops, limits and effort.

use std::thread;

use insta::assert_snapshot;
use onetext_bargain::{
    Among, Answer, Condition, Criterion, ENUMERATION_LIMIT, Error, Exactness, Interaction, IssueId,
    Linkage, OptionId, Outcome, Party, Pattern, Problem, Space, Stop, egalitarian, frontier,
    k_best, kalai_smorodinsky, nash, raiffa, utilitarian, verify, zopa,
};
use proptest::prelude::*;

use crate::random::arb_parts_over;

/// Worths without a pattern: a linear congruential generator.
fn spread(options: &[usize], parties: u64) -> Problem {
    let mut state = 1_u64;
    let mut draw = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).expect("31 bits") % 101
    };
    let mut party = || {
        let mut utilities = Vec::new();
        for &count in options {
            utilities.push((0..count).map(|_| draw()).collect::<Vec<_>>());
        }
        let best: i64 = utilities.iter().filter_map(|it| it.iter().max()).sum();
        Party {
            utilities,
            reservation: best / 2,
            red_lines: vec![],
            interactions: vec![],
            cap: None,
        }
    };
    let parties = (0..parties).map(|_| party()).collect();
    let linkages = vec![
        Linkage::Excludes(Pattern(vec![
            Condition::is(IssueId(0), OptionId(0)),
            Condition::is(IssueId(2), OptionId(0)),
        ])),
        Linkage::Requires {
            when: Pattern(vec![Condition::is(IssueId(1), OptionId(1))]),
            then: Pattern(vec![Condition::is(IssueId(3), OptionId(1))]),
        },
    ];
    let space = Space::new(options).expect("within the limits");
    Problem::new(space, parties, linkages).expect("in shape")
}

/// Everything there is to ask, as text.
fn ask(problem: &Problem) -> String {
    let stop = Stop::default();
    format!(
        "{:#?}",
        (
            zopa(problem, &stop),
            frontier(problem, Among::Feasible, &stop),
            frontier(problem, Among::Acceptable, &stop),
            [nash, kalai_smorodinsky, egalitarian, utilitarian].map(|rule| rule(problem, &stop)),
        )
    )
}

/// What the questions took.
fn effort(problem: &Problem) -> String {
    let stop = Stop::default();
    let among = |it| frontier(problem, it, &stop).map(|it| (it.value.len(), it.effort.labels));
    let rules = [nash, kalai_smorodinsky, egalitarian, utilitarian];
    format!(
        "zopa {:?}\nfrontier {:?}\nwithin zopa {:?}\nrules {:?}",
        zopa(problem, &stop).map(|it| it.effort.labels),
        among(Among::Feasible),
        among(Among::Acceptable),
        rules.map(|rule| rule(problem, &stop).map(|it| it.effort.nodes)),
    )
}

#[test]
fn what_cannot_matter_is_skipped() {
    assert_snapshot!(effort(&spread(&[4; 9], 2)), @"
    zopa Ok(6752)
    frontier Ok((29, 127))
    within zopa Ok((29, 127))
    rules [Ok(18), Ok(112), Ok(96), Ok(18)]
    ");
    assert_snapshot!(effort(&spread(&[4; 9], 3)), @"
    zopa Ok(10432)
    frontier Ok((176, 494))
    within zopa Ok((167, 484))
    rules [Ok(38), Ok(228), Ok(326), Ok(18)]
    ");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let problem = spread(&[4; 8], 3);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be started").install(|| ask(&problem))
    };
    assert_eq!(with(1), with(4));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Over many blocks of tasks, every answer passes its check.
    #[test]
    fn larger_spaces_pass_their_checks(
        parts in arb_parts_over(prop::collection::vec(2..=4_usize, 8..=9)),
    ) {
        let (problem, stop) = (parts.problem(), Stop::default());
        prop_assert_eq!(verify::zopa(&problem, zopa(&problem, &stop).as_ref()), Ok(()));
        let found = frontier(&problem, Among::Acceptable, &stop);
        prop_assert_eq!(verify::frontier(&problem, Among::Acceptable, found.as_ref()), Ok(()));
        prop_assert_eq!(verify::nash(&problem, nash(&problem, &stop).as_ref()), Ok(()));
        let found = kalai_smorodinsky(&problem, &stop);
        prop_assert_eq!(verify::kalai_smorodinsky(&problem, found.as_ref()), Ok(()));
        let found = egalitarian(&problem, &stop);
        prop_assert_eq!(verify::egalitarian(&problem, found.as_ref()), Ok(()));
        let found = utilitarian(&problem, &stop);
        prop_assert_eq!(verify::utilitarian(&problem, found.as_ref()), Ok(()));
    }
}

/// Binary issues, each of which matters together with every other one.
fn entangled(issues: u8) -> Problem {
    let mut interactions = Vec::new();
    for a in 0..issues {
        for b in a + 1..issues {
            let is = |issue| Condition::is(IssueId(issue), OptionId(1));
            let worth = i64::from(a) * 7 % 5 + i64::from(b) * 11 % 13 - 5;
            interactions.push(Interaction::Match { when: Pattern(vec![is(a), is(b)]), worth });
        }
    }
    let utilities = vec![vec![0, 0]; issues.into()];
    let party = Party { utilities, reservation: 0, red_lines: vec![], interactions, cap: None };
    let space = Space::new(&vec![2; issues.into()]).expect("within the limits");
    Problem::new(space, vec![party], vec![]).expect("in shape")
}

#[test]
fn too_wide_a_problem_is_refused_where_the_space_is_too_large_as_well() {
    let error = frontier(&entangled(27), Among::Feasible, &Stop::default()).unwrap_err();
    assert_snapshot!(error, @"linkages and interactions overlap too much: more than 65536 combinations are open at a time");
    let found = frontier(&entangled(20), Among::Feasible, &Stop::default()).unwrap();
    assert_eq!((found.exactness, found.effort.labels), (Exactness::Exact, 0));
}

/// Questions that need more than one outcome are enumerated as well, and refused as well.
#[test]
fn too_wide_a_problem_is_enumerated_for_every_question() {
    let (wide, stop) = (entangled(19), Stop::default());
    let found = k_best(&wide, Criterion::Sum, 5, &stop);
    assert_eq!(verify::k_best(&wide, Criterion::Sum, 5, found.as_ref()), Ok(()));
    let found = found.unwrap();
    assert!(0 < found.effort.outcomes && found.effort.nodes == 0);
    // A party alone gets its best by any rule.
    let alone = raiffa(&wide, &stop).unwrap();
    assert_eq!(alone.value.payoffs, found.value[0].payoffs);
    let error = k_best(&entangled(27), Criterion::Sum, 5, &stop).unwrap_err();
    assert_snapshot!(error, @"linkages and interactions overlap too much: more than 65536 combinations are open at a time");
}

#[test]
fn caps_count_where_outcomes_are_gone_through_as_well() {
    let free = entangled(19);
    let mut parties = free.parties().to_vec();
    (parties[0].cap, parties[0].reservation) = (Some(300), 200);
    let problem = Problem::new(free.space().clone(), parties, vec![]).unwrap();
    let stop = Stop::default();
    // From the numbers without a cap.
    let (mut acceptable, mut largest, mut first) = (0, 0, None);
    for bits in 0..1_u32 << 19 {
        let option = |issue: u32| OptionId(u8::from(bits >> (18 - issue) & 1 == 1));
        let outcome = Outcome((0..19).map(option).collect());
        let sum = free.payoffs(&outcome).unwrap().0[0];
        acceptable += u64::from(200 <= sum);
        if 300 <= sum {
            largest += 1;
            first.get_or_insert(outcome);
        }
    }
    assert!(1 < largest && largest < acceptable);
    let found = nash(&problem, &stop).unwrap();
    // Nothing but an enumeration counts outcomes.
    assert!(0 < found.effort.outcomes && found.effort.labels == 0);
    assert_eq!(found.value.payoffs.0, [300]);
    assert_eq!((found.value.optimal, Some(&found.value.outcome)), (largest, first.as_ref()));
    let points = frontier(&problem, Among::Acceptable, &stop).unwrap().value;
    assert_eq!(points.len(), 1);
    assert_eq!((points[0].outcomes, Some(&points[0].outcome)), (largest, first.as_ref()));
    assert_eq!(zopa(&problem, &stop).unwrap().value.acceptable, acceptable);
}

#[test]
fn a_space_at_the_limit_is_not() {
    let party = Party {
        utilities: vec![vec![0, 0]; 26],
        reservation: 0,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    let problem = Problem::new(Space::new(&[2; 26]).unwrap(), vec![party], vec![]).unwrap();
    let stop = Stop::default();
    assert_eq!(nash(&problem, &stop), Err(Error::NoAgreement));
    assert_eq!(stop.seen(), ENUMERATION_LIMIT);
}

/// Two parties with opposite wishes, whose outcomes are all worth something different.
#[test]
fn too_large_a_frontier_is_refused() {
    let first: Vec<_> = (0..23).rev().map(|place| vec![0, 1 << place]).collect();
    let second = first.iter().map(|it| it.iter().map(|it| -it).collect()).collect();
    let parties = [first, second]
        .map(|utilities| Party {
            utilities,
            reservation: -(1 << 23),
            red_lines: vec![],
            interactions: vec![],
            cap: None,
        })
        .to_vec();
    let problem = Problem::new(Space::new(&[2; 23]).unwrap(), parties, vec![]).unwrap();
    let error = frontier(&problem, Among::Feasible, &Stop::default()).unwrap_err();
    assert_snapshot!(error, @"the frontier has more than 4194304 points");
}

#[test]
fn stopped_before_the_start_there_is_nothing_but_that() {
    let (problem, stop) = (spread(&[4; 8], 2), Stop::default());
    stop.request();
    let found = zopa(&problem, &stop).unwrap();
    assert_eq!((found.value.feasible, found.value.witness), (0, None));
    assert_eq!(found.exactness, Exactness::Partial { seen: 0, of: 65_536 });
    for rule in [nash, kalai_smorodinsky, egalitarian, utilitarian] {
        assert_eq!(rule(&problem, &stop), Err(Error::Stopped { seen: 0, of: 65_536 }));
    }
    assert_eq!(stop.seen(), 0);
}

/// Whenever the signal comes, what is claimed holds.
#[test]
fn stopped_on_the_way_the_answer_claims_no_more_than_it_knows() {
    let problem = spread(&[4; 9], 3);
    for wait in [1, 50_000, 150_000] {
        let stop = Stop::default();
        let (counted, picked) = thread::scope(|scope| {
            scope.spawn(|| {
                while stop.seen() < wait {
                    thread::yield_now();
                }
                stop.request();
            });
            (zopa(&problem, &stop), nash(&problem, &stop))
        });
        assert_eq!(verify::zopa(&problem, counted.as_ref()), Ok(()));
        assert_eq!(verify::nash(&problem, picked.as_ref()), Ok(()));
        if let Ok(Answer { exactness: Exactness::Partial { seen, of }, .. }) = counted {
            assert!(wait <= seen && seen < of && seen <= stop.seen());
        }
    }
}

#[test]
fn every_outcome_is_settled_once() {
    let (problem, stop) = (spread(&[4; 8], 3), Stop::default());
    nash(&problem, &stop).unwrap();
    assert_eq!(stop.seen(), 65_536);
    kalai_smorodinsky(&problem, &stop).unwrap();
    assert_eq!(stop.seen(), 2 * 65_536);
}
