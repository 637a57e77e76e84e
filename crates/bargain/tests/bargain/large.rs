//! Problems of up to 10³⁶ outcomes, whose answers other solvers have confirmed.

use insta::assert_snapshot;
use onetext_bargain::{
    Among, Answer, Exactness, Party, Problem, Solution, Stop, cover, egalitarian, frontier,
    kalai_smorodinsky, maximin, nash, utilitarian, zopa,
};

use crate::checks::Rule;
use crate::generator::{Family, Recipe};

/// The product of gains and the smallest payoff of what a rule picks, with its effort.
fn check(rule: Rule, problem: &Problem) -> String {
    let Answer { value: Solution { payoffs, optimal, .. }, exactness, effort } =
        rule(problem, &Stop::default()).expect("there is an agreement");
    assert_eq!(exactness, Exactness::Exact);
    let gains =
        problem.parties().iter().zip(&payoffs.0).map(|(it, utility)| utility - it.reservation);
    let product: i128 = gains.map(i128::from).product();
    let least = payoffs.0.iter().min().expect("there are parties");
    format!("product {product}, least {least}, {optimal} optimal, {} nodes", effort.nodes)
}

fn uniform(parties: usize) -> Problem {
    Recipe::new(Family::Uniform, 28, parties).problem()
}

fn linked(parties: usize) -> Problem {
    Recipe { linkages: 10, ..Recipe::new(Family::Uniform, 28, parties) }.problem()
}

#[test]
fn the_largest_products_of_gains_are_found() {
    assert_snapshot!(check(nash, &uniform(2)), @"product 829777, least 2053, 1 optimal, 48 nodes");
    assert_snapshot!(check(nash, &uniform(3)), @"product 498269184, least 1864, 1 optimal, 57 nodes");
    assert_snapshot!(check(nash, &uniform(4)), @"product 249038712000, least 1746, 1 optimal, 56 nodes");
    assert_snapshot!(check(nash, &uniform(6)), @"product 44363531912947200, least 1622, 1 optimal, 63 nodes");
    assert_snapshot!(check(nash, &linked(4)), @"product 186997053600, least 1682, 1 optimal, 97 nodes");
}

#[test]
fn the_largest_smallest_gains_are_found() {
    let least = |problem: &Problem| {
        let Answer { value: Solution { payoffs, optimal, .. }, exactness, .. } =
            maximin(problem, &Stop::default()).expect("there is an agreement");
        assert_eq!(exactness, Exactness::Exact);
        let gains = problem.parties().iter().zip(&payoffs.0);
        let gains = gains.map(|(it, utility)| utility - it.reservation);
        format!("{} for the worst off, {optimal} optimal", gains.min().expect("there are parties"))
    };
    assert_snapshot!(least(&uniform(2)), @"907 for the worst off, 1 optimal");
    assert_snapshot!(least(&uniform(3)), @"780 for the worst off, 1 optimal");
    assert_snapshot!(least(&uniform(4)), @"680 for the worst off, 1 optimal");
    assert_snapshot!(least(&uniform(6)), @"566 for the worst off, 1 optimal");
    assert_snapshot!(least(&linked(4)), @"624 for the worst off, 1 optimal");
}

#[test]
fn a_few_points_are_near_a_large_frontier() {
    let points = |parties, tolerance| {
        let found =
            cover(&uniform(parties), Among::Feasible, &vec![tolerance; parties], &Stop::default())
                .expect("not too wide");
        assert_eq!(found.exactness, Exactness::Bounded { gap: tolerance });
        assert_eq!(found.value.open, 0);
        format!("{} points, {} nodes", found.value.points.len(), found.effort.nodes)
    };
    assert_snapshot!(points(4, 110), @"99 points, 14648 nodes");
    assert_snapshot!(points(6, 240), @"84 points, 27422 nodes");
}

#[test]
fn frontiers_are_as_large_as_they_are_known_to_be() {
    let points = |problem: &Problem| {
        let found = frontier(problem, Among::Feasible, &Stop::default()).expect("not too wide");
        assert_eq!(found.exactness, Exactness::Exact);
        format!("{} points, {} labels", found.value.len(), found.effort.labels)
    };
    assert_snapshot!(points(&uniform(2)), @"110 points, 766 labels");
    assert_snapshot!(points(&uniform(3)), @"4478 points, 25347 labels");
    assert_snapshot!(points(&linked(3)), @"4101 points, 26124 labels");
    assert_snapshot!(points(&Recipe::new(Family::Opposed, 28, 2).problem()), @"592 points, 6780 labels");
    let entangled = Recipe { interactions: 28, ..Recipe::new(Family::Uniform, 28, 2) };
    assert_snapshot!(points(&entangled.problem()), @"87 points, 6931 labels");
}

/// No bound shows that the middle is out of reach, so the tree gives up and labels take over.
#[test]
fn a_zero_sum_of_equal_stakes_does_not_take_forever() {
    let recipe = Recipe { options: 2, reservation: 480, ..Recipe::new(Family::ZeroSum, 27, 2) };
    let problem = recipe.problem();
    for rule in [nash, kalai_smorodinsky, egalitarian, maximin, utilitarian] {
        let found = rule(&problem, &Stop::default()).expect("there is an agreement");
        assert_eq!(found.exactness, Exactness::Exact);
        assert_eq!(found.value.payoffs.0.iter().sum::<i64>(), 2700);
    }
}

#[test]
fn outcomes_that_please_all_are_counted_or_estimated() {
    let count = |problem: &Problem| {
        let found = zopa(problem, &Stop::default()).expect("not too wide");
        format!("{} in {:?}, {:?}", found.value.acceptable, found.value.between, found.exactness)
    };
    let small = Recipe::new(Family::Uniform, 20, 3).problem();
    assert_snapshot!(count(&small), @"870946177024 in (869198428617, 872684123628), Sampled { draws: 1048576, seed: 1 }");
    assert_snapshot!(count(&uniform(2)), @"65854757234533197 in (65854757234533197, 65854757234533197), Exact");
    let strict =
        |reservation| Recipe { reservation, ..Recipe::new(Family::Uniform, 28, 3) }.problem();
    let rare = zopa(&strict(835), &Stop::default()).expect("not too wide").value;
    assert!(rare.witness.is_some() && 1 <= rare.between.0, "{rare:?}");
    let none = zopa(&strict(950), &Stop::default()).expect("not too wide");
    assert_eq!((none.value.acceptable, none.exactness), (0, Exactness::Exact));
    assert_snapshot!(count(&uniform(3)), @"63536104044756992 in (63444791537807384, 63626577108124328), Sampled { draws: 1048576, seed: 1 }");
}

/// Caps that are reached, where outcomes are far too many to go through: the same by definition.
#[test]
fn under_caps_a_frontier_and_its_counts_are_those_of_the_definition() {
    for parties in [2, 3] {
        let free = uniform(parties);
        let stop = Stop::default();
        let uncapped = frontier(&free, Among::Feasible, &stop).expect("not too wide").value;
        // The second party's best fortieth is worth nothing more to it.
        let most = uncapped.iter().map(|it| it.payoffs.0[1]).max().expect("a point");
        let cap = most - most / 40;
        let mut capped = free.parties().to_vec();
        capped[1].cap = Some(cap);
        let with = |parties: Vec<Party>| {
            Problem::new(free.space().clone(), parties, vec![]).expect("in shape")
        };
        let problem = with(capped.clone());
        let found = frontier(&problem, Among::Feasible, &stop).expect("not too wide").value;
        let mut payoffs: Vec<_> = uncapped.iter().map(|it| it.payoffs.0.clone()).collect();
        for it in &mut payoffs {
            it[1] = it[1].min(cap);
        }
        payoffs.sort();
        payoffs.dedup();
        let covers = |a: &[i64], b: &[i64]| a != b && a.iter().zip(b).all(|(a, b)| b <= a);
        let kept: Vec<_> = payoffs
            .iter()
            .rev()
            .filter(|it| !payoffs.iter().any(|other| covers(other, it)))
            .collect();
        assert!(kept.len() < uncapped.len());
        assert_eq!(found.iter().map(|it| &it.payoffs.0).collect::<Vec<_>>(), kept);
        let touched: Vec<_> = found.iter().filter(|it| it.payoffs.0[1] == cap).collect();
        assert!(!touched.is_empty());
        for point in touched.into_iter().take(8) {
            // What nothing beats is reached by all that is at least as good.
            let mut floors = free.parties().to_vec();
            for (party, &payoff) in floors.iter_mut().zip(&point.payoffs.0) {
                party.reservation = payoff;
            }
            let same = zopa(&with(floors), &stop).expect("not too wide").value;
            assert_eq!(same.acceptable, point.outcomes);
            assert_eq!(same.witness.as_ref(), Some(&point.outcome));
        }
        // The rules see the same frontier.
        let sum = |it: &Vec<i64>| it.iter().map(|&it| i128::from(it)).sum::<i128>();
        let best = utilitarian(&problem, &stop).expect("an agreement").value;
        assert_eq!(Some(sum(&best.payoffs.0)), kept.iter().map(|it| sum(it)).max());
        let equals = found.iter().filter(|it| sum(&it.payoffs.0) == sum(&best.payoffs.0));
        assert_eq!(best.optimal, equals.map(|it| it.outcomes).sum::<u64>());
    }
}
