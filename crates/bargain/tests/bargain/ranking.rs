//! The best few outcomes, and outcomes nearly as good, where they are too many to be gone through.

use insta::assert_snapshot;
use onetext_bargain::{
    Criterion, DiverseQuestion, Error, Exactness, PartyId, Problem, Stop, diverse, k_best, nash,
    verify,
};

use crate::generator::{Family, Recipe};

fn uniform(parties: usize) -> Problem {
    Recipe::new(Family::Uniform, 28, parties).problem()
}

/// Payoffs of the best by the product of gains.
fn best(problem: &Problem, criterion: Criterion, count: usize) -> String {
    let found = k_best(problem, criterion, count, &Stop::default()).expect("there is an agreement");
    assert_eq!(found.exactness, Exactness::Exact);
    let claim = verify::k_best(problem, criterion, count, Ok(&found));
    assert_eq!(claim, Err(verify::Refutation::Unchecked));
    let payoffs: Vec<_> = found.value.iter().map(|it| format!("{:?}", it.payoffs.0)).collect();
    format!("{}\n{} nodes", payoffs.join("\n"), found.effort.nodes)
}

#[test]
fn the_best_few_of_very_many_are_found() {
    assert_snapshot!(best(&uniform(2), Criterion::Product, 4), @"
    [2093, 2053]
    [2135, 2011]
    [2121, 2023]
    [2067, 2074]
    227 nodes
    ");
    assert_snapshot!(best(&uniform(4), Criterion::Product, 4), @"
    [1969, 1964, 1746, 1791]
    [1954, 1972, 1774, 1768]
    [2012, 1934, 1699, 1818]
    [1997, 1942, 1727, 1795]
    341 nodes
    ");
    assert_snapshot!(best(&uniform(3), Criterion::Smallest, 3), @"
    [1961, 1935, 1876]
    [1949, 1945, 1880]
    [1949, 1949, 1880]
    1662 nodes
    ");
    assert_snapshot!(best(&uniform(3), Criterion::Sum, 3), @"
    [2020, 1911, 1869]
    [1982, 1953, 1864]
    [1980, 1923, 1894]
    227 nodes
    ");
    assert_snapshot!(best(&uniform(3), Criterion::Party(PartyId(1)), 3), @"
    [1454, 2309, 1488]
    [1464, 2309, 1426]
    [1540, 2307, 1464]
    236 nodes
    ");
}

/// Numbers that another program has counted as well.
#[test]
fn outcomes_near_the_best_are_counted_and_far_apart() {
    let near = |parties: usize| {
        let problem = uniform(parties);
        let question =
            DiverseQuestion { criterion: Criterion::Product, slack_percent: 5, count: 5 };
        let found = diverse(&problem, &question, &Stop::default()).expect("there is an agreement");
        let claim = verify::diverse(&problem, &question, Ok(&found));
        assert_eq!(claim, Err(verify::Refutation::Unchecked));
        let best = nash(&problem, &Stop::default()).expect("there is an agreement").value;
        assert_eq!(found.value.outcomes[0].outcome, best.outcome);
        let value = found.value;
        format!(
            "{} near, {} to {} issues apart, {:?}",
            value.near, value.distance, value.at_most, found.exactness
        )
    };
    assert_snapshot!(near(2), @"2251 near, 5 to 10 issues apart, Bounded { gap: 5 }");
    assert_snapshot!(near(3), @"191 near, 3 to 6 issues apart, Bounded { gap: 3 }");
    assert_snapshot!(near(4), @"109 near, 3 to 6 issues apart, Bounded { gap: 3 }");
}

#[test]
fn where_very_many_are_equal_the_list_says_how_good_it_is() {
    let recipe = Recipe { options: 2, reservation: 480, ..Recipe::new(Family::ZeroSum, 40, 2) };
    let problem = recipe.problem();
    let found = k_best(&problem, Criterion::Sum, 3, &Stop::default()).expect("there is one");
    assert_eq!(found.value.len(), 3);
    assert_eq!(found.exactness, Exactness::Bounded { gap: 0 });
    let question = DiverseQuestion { criterion: Criterion::Sum, slack_percent: 0, count: 3 };
    let found = diverse(&problem, &question, &Stop::default()).expect("there is one");
    assert!(matches!(found.exactness, Exactness::Partial { .. }), "{found:?}");
    assert_eq!(found.value.outcomes.len(), 3);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let (problem, stop) = (uniform(2), Stop::default());
    let party = PartyId(2);
    let found = k_best(&problem, Criterion::Party(party), 1, &stop);
    assert_eq!(found, Err(Error::UnknownParty { party }));
    stop.request();
    let found = k_best(&problem, Criterion::Product, 3, &stop);
    assert!(matches!(found, Err(Error::Stopped { .. })), "{found:?}");
}
