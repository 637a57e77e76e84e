//! What each format says, in small files of our own.

use insta::assert_snapshot;
use onetext_case::Files;
use onetext_case::exchange::{Number, Reading, Scenario, Semantics, detect, read};

fn load(named: &[(&str, &str)], semantics: Semantics) -> Scenario {
    let mut files = Files::default();
    for (path, text) in named {
        files.insert(*path, *text);
    }
    assert!(detect(&files).is_some());
    read(&files, &Reading { semantics, points: 5 })
        .unwrap_or_else(|it| panic!("{}", it.render(&files, "", false)))
}

/// Every outcome with what it is worth to each party, and the rest that is kept.
fn check(named: &[(&str, &str)], semantics: Semantics) -> String {
    let scenario = load(named, semantics);
    let mut outcomes = vec![vec![]];
    for issue in &scenario.issues {
        let longer = outcomes.iter().flat_map(|it: &Vec<usize>| {
            (0..issue.len()).map(move |option| [it.as_slice(), &[option]].concat())
        });
        outcomes = longer.collect();
    }
    let mut lines = Vec::new();
    for party in &scenario.parties {
        let floor = scenario.reservation(party).map_or("nothing".to_owned(), |it| it.to_string());
        let discount = party.discount.as_ref().map_or(String::new(), |it| {
            format!(", discounted by {} {:?} {}", it.factor, it.clock, it.reservation)
        });
        lines.push(format!("{}: no agreement is worth {floor}{discount}", party.name));
    }
    for outcome in outcomes {
        let names = scenario.issues.iter().zip(&outcome).map(|(issue, it)| issue.option(*it));
        let names: Vec<String> = names.collect();
        let worths: Vec<String> =
            scenario.evaluate(&outcome).iter().map(Number::to_string).collect();
        lines.push(format!("{}: {}", names.join(", "), worths.join(" ")));
    }
    lines.join("\n")
}

const REAL: &str = "\u{feff}\n\n<negotiation_template><utility_space><objective name=\"canal\">
  <issue index=\"3\" name=\"depth\" etype=\"real\"><range lowerbound=\"0\" upperbound=\"2\"/></issue>
</objective></utility_space></negotiation_template>";

fn real(evaluator: &str) -> String {
    let profile = format!(
        "<utility_space><objective><issue index=\"3\" name=\"depth\">{evaluator}</issue>
        <weight index=\"3\" value=\"0.5\"/></objective><discount_factor value=\"0.9\"/></utility_space>"
    );
    check(&[("canal.xml", REAL), ("east.xml", &profile)], Semantics::Native)
}

#[test]
fn real_issues_are_lines_constants_and_triangles_at_the_points_asked_for() {
    let line = real(r#"<evaluator ftype="linear" parameter0="-0.25" parameter1="0.75"/>"#);
    let constant = real(r#"<evaluator ftype="constant" parameter0="0.3"/>"#);
    let triangle = real(
        r#"<evaluator ftype="triangular" parameter0="0.25" parameter1="2" parameter2="0.75"/>"#,
    );
    assert_snapshot!([line, constant, triangle].join("\n\n"));
}

const DISCRETE: &str = r#"<utility_space><objective name="canal">
  <issue index="7" name="toll"><item value="high &amp; dry" evaluation="6"/><item value="low" evaluation="null"/><item value="mid" evaluation="4"/><item value="mid" evaluation="4"/></issue>
  <issue index="2" name="flag" type="discrete"><item value="red" evaluation="2"/><item value="blue" evaluation="1"/></issue>
  <weight index="7" value="0.9"/><weight index="2" value="0.3"/>
</objective><reservation value="0.15"/><discount_factor value="1.5"/></utility_space>"#;

#[test]
fn a_profile_alone_is_a_scenario_in_the_order_of_its_indexes() {
    assert_snapshot!(check(&[("east.xml", DISCRETE)], Semantics::Native));
}

#[test]
fn negmas_neither_divides_nor_caps() {
    assert_snapshot!(check(&[("east.xml", DISCRETE)], Semantics::Negmas));
}

const RECTANGLES: &str = r#"<utility_space type="nonlinear"><objective name="grid">
  <issue index="1" name="x" type="integer" lowerbound="0" upperbound="2"/>
  <issue index="2" name="y" type="integer" lowerbound="0" upperbound="1"/>
  <utility maxutility="10">
    <ufun type="PlainUfun" weight="2" aggregation="sum">
      <hyperRectangle utility="3"><INCLUDES index="1" min="1" max="2"/><INCLUDES index="2" min="0" max="0"/></hyperRectangle>
      <hyperRectangle utility="1"/>
    </ufun>
    <ufun aggregation="min">
      <hyperRectangle utility="4" weight="0.5"><EXCLUDES index="1" min="1" max="1"/></hyperRectangle>
      <hyperRectangle utility="5"/>
    </ufun>
  </utility>
</objective></utility_space>"#;

#[test]
fn rectangles_include_their_bounds_exclude_and_nest() {
    assert_snapshot!(check(&[("east.xml", RECTANGLES)], Semantics::Native));
}

#[test]
fn negmas_leaves_the_bounds_out() {
    assert_snapshot!(check(&[("east.xml", RECTANGLES)], Semantics::Negmas));
}

const WEB: &str = r#"{"LinearAdditiveUtilitySpace": {
  "domain": {"name": "canal", "issuesValues": {
    "toll": {"range": {"low": 0.5, "high": 2, "step": 0.5}},
    "ships": {"range": [1, 2, 1]},
    "flag": {"values": ["red", "blue", 3]}}},
  "issueWeights": {"flag": 0.5, "ships": 0.2, "toll": 3e-1},
  "issueUtilities": {
    "toll": {"numberutils": {"lowValue": 0.5, "lowUtility": 1, "highValue": 2, "highUtility": 0}},
    "ships": {"NumberValueSetUtilities": {"lowValue": 1, "lowUtility": 0, "highValue": 2, "highUtility": 1}},
    "flag": {"DiscreteValueSetUtilities": {"valueUtilities": {"red": 1.0, "3": 0.5}}}},
  "reservationBid": {"issuevalues": {"flag": 3, "toll": 1.0}}
}}"#;

#[test]
fn geniusweb_rounds_lines_and_values_reservation_bids() {
    assert_snapshot!(check(&[("west.json", WEB)], Semantics::Native));
}

#[test]
fn a_sum_of_groups_pays_for_options_together() {
    let profile = r#"{"SumOfGroupsUtilitySpace": {
      "domain": {"name": "canal", "issuesValues": {"toll": {"values": ["high", "low"]}, "flag": {"values": ["red", "blue"]}}},
      "partUtilities": {"all": {"partsutils": {"issues": ["flag", "toll"], "utilslist": [
        {"values": ["red", "low"], "util": 0.75}, {"values": ["blue", "high"], "util": 1}]}}}
    }}"#;
    assert_snapshot!(check(&[("west.json", profile)], Semantics::Native));
}

#[test]
fn negmas_yaml_may_have_paths_aliases_tuples_and_numbers_for_keys() {
    let space = "name: canal
type: negmas.outcomes.DiscreteCartesianOutcomeSpace
issues:
- {name: toll, type: ContiguousIssue, values: !!python/tuple [1, 3]}
- {name: ships, type: negmas.outcomes.DiscreteCardinalIssue, values: [10, 2.50]}
";
    let east = "type: negmas.preferences.discounted.ExpDiscountedUFun
discount: 0.8
factor: relative_time
dynamic_reservation: false
reserved_value: 0.25
ufun:
  type: negmas.preferences.LinearAdditiveUtilityFunction
  reserved_value: -.inf
  weights: &half [0.5, 0.5]
  values:
  - {type: AffineFun, slope: -0.5, bias: 1.5}
  - type: TableFun
    mapping: {2.5: 1, 10: 4.0e-1}
";
    let west = "type: LinearAdditiveUtilityFunction
weights: [1, 0.1]
values: [{type: IdentityFun}, {type: TableFun, mapping: &table {10: 1, 2.5: 0}}]
";
    let named =
        [("_info.yaml", "- 1"), ("canal.yml", space), ("east.yml", east), ("west.yml", west)];
    assert_snapshot!(check(&named, Semantics::Native));
}

#[test]
fn negmas_json_has_texts_for_keys() {
    let space = r#"{"type": "DiscreteCartesianOutcomeSpace", "issues": [{"name": "ships", "type": "CategoricalIssue", "values": [10, 2]}]}"#;
    let east = r#"{"type": "LinearAdditiveUtilityFunction", "reserved_value": -Infinity, "weights": [1], "values": [{"type": "TableFun", "mapping": {"2": 1, "10": 0.125}}]}"#;
    let east = east.replace("-Infinity", "null");
    assert_snapshot!(check(&[("canal.json", space), ("east.json", &east)], Semantics::Native));
}
