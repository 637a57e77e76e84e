//! What opens agreement, against counting.

use std::collections::BTreeMap;

use onetext::case::{Case, Decimal, Generation, generate, parse};
use onetext::{BarrierView, NamedProblem, RelaxationView, Stop};

/// Number of outcomes that all accept with these reservation values in place of a case's own.
fn acceptable(case: &Case, reservations: &BTreeMap<String, Decimal>) -> u64 {
    let problem = NamedProblem::new(case, reservations).expect("the case is in numbers");
    problem.zopa(&Stop::default()).expect("it can be counted").view.acceptable
}

/// The reservation values that a relaxation comes down to, and so much more.
fn lowered(relaxation: &RelaxationView, more: i64) -> BTreeMap<String, Decimal> {
    let value = |text: &str| text.parse::<i64>().expect("a whole number");
    let digits = |to: &str| Decimal { digits: value(to) + more, places: 0 };
    relaxation.lowered.iter().map(|it| (it.party.id.clone(), digits(&it.to))).collect()
}

#[test]
fn reservation_values_come_down_as_far_as_they_have_to_and_no_further() {
    let (mut alone, mut together) = (0, 0);
    for seed in 1..=40 {
        let wanted = Generation {
            parties: 3,
            issues: 4,
            options: 3,
            opposition: 70,
            linkages: 2,
            red_lines: 1,
            reservation: 90,
            seed,
        };
        let case = parse(&generate(&wanted)).case;
        let problem = NamedProblem::new(&case, &BTreeMap::new()).expect("in numbers");
        let found = problem.unlock(50, &Stop::default()).expect("it has an answer").view;
        assert_eq!(found.agreement.is_some(), 0 < acceptable(&case, &BTreeMap::new()));
        assert_eq!(found.agreement.is_some(), found.blocking.is_empty());
        for relaxation in &found.relaxations {
            let is_bar = |it: &BarrierView| matches!(it, BarrierView::Reservation { .. });
            assert!(relaxation.example.is_some());
            let bars = relaxation.barriers.iter().filter(|it| is_bar(it)).count();
            assert_eq!(relaxation.lowered.len(), bars);
            if bars < relaxation.barriers.len() {
                continue;
            }
            assert!(relaxation.lowered.iter().all(|it| it.is_least));
            assert!(0 < acceptable(&case, &lowered(relaxation, 0)), "seed {seed}");
            assert_eq!(acceptable(&case, &lowered(relaxation, 1)), 0, "seed {seed}");
            if bars == 1 {
                alone += 1;
            } else {
                together += 1;
            }
        }
    }
    assert!(5 < alone && 5 < together, "{alone} alone, {together} together");
}
