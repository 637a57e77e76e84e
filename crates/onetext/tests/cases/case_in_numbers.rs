//! Exact answers, with names put back.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use onetext::case::Decimal;
use onetext::{Among, Error, NamedProblem, Rule, Stop};

use crate::bundled;

/// A question about the Panama case, with these reservation values in place of its own.
fn check<T: ToString>(
    reservations: &[(&str, i64)],
    question: impl Fn(&NamedProblem) -> Result<T, Error>,
) -> String {
    let reservations: BTreeMap<String, Decimal> = reservations
        .iter()
        .map(|&(id, digits)| (id.to_owned(), Decimal { digits, places: 0 }))
        .collect();
    match NamedProblem::new(&bundled::case("panama-1977"), &reservations)
        .and_then(|it| question(&it))
    {
        Ok(answer) => answer.to_string(),
        Err(error) => format!("error: {error}\nhint: {:?}", error.hint()),
    }
}

#[test]
fn a_solution_names_its_options_and_what_each_party_gets() {
    assert_snapshot!(check(&[], |it| it.solve(Rule::Nash, &Stop::default())));
}

#[test]
fn a_rule_has_one_id_on_the_command_line_and_in_json() {
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_value(rule).expect("it can be written"), rule.id());
        assert_eq!(Rule::by_id(rule.id()), Some(rule));
    }
    assert_eq!(Rule::by_id("best"), None);
}

#[test]
fn a_higher_reservation_value_leaves_fewer_outcomes() {
    assert_snapshot!(check(&[("panama", 66), ("us", 60)], |it| it.zopa(&Stop::default())));
}

#[test]
fn without_an_acceptable_outcome_a_rule_picks_none() {
    assert_snapshot!(check(&[("panama", 100), ("us", 1)], |it| {
        it.solve(Rule::Egalitarian, &Stop::default())
    }));
}

#[test]
fn a_reservation_value_needs_a_party_with_a_seat() {
    assert_snapshot!(check(&[("nobody", 1)], |it| it.zopa(&Stop::default())));
}

#[test]
fn the_frontier_is_a_table() {
    let near = [("panama", 64), ("us", 62)];
    assert_snapshot!(check(&near, |it| it.frontier(Among::Acceptable, &Stop::default())));
}

#[test]
fn a_case_of_statements_has_no_problem_in_numbers() {
    let error = NamedProblem::new(&bundled::case("river"), &BTreeMap::new()).unwrap_err();
    assert_snapshot!(error, @"party varrenmark has no utilities in numbers");
}
