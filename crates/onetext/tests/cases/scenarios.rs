//! Published scenario files, answered by the solver, against figures that other programs computed.
//!
//! The files may not be committed; they are looked up beside the repository, and the tests say so and
//! skip where they are absent.
#![expect(clippy::print_stdout, reason = "a test that skips says so")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::slice;

use onetext::case::Files;
use onetext::case::exchange::{Number, Reading, Reservation, Scenario, Semantics, read};
use onetext::{Among, Error, NamedProblem, Payoff, Reliance, Rule, SolutionView, Stop};
use serde_json::Value;

/// To so many places numbers are rounded that do not fit otherwise; they are compared to eleven.
const PLACES: u32 = 15;

/// The folder of published material; `None`, with a notice, where it is absent.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.join("oracles/scenarios.json").exists() {
        return Some(folder);
    }
    println!("skipped: no published scenarios at {}", folder.display());
    None
}

fn oracle(shared: &Path) -> Value {
    let text = std::fs::read_to_string(shared.join("oracles/scenarios.json")).expect("it exists");
    serde_json::from_str(&text).expect("the oracle is JSON")
}

fn load(folder: &Path, semantics: Semantics) -> Scenario {
    let mut files = Files::default();
    for inside in ["", "scores_files"] {
        let Ok(entries) = std::fs::read_dir(folder.join(inside)) else { continue };
        for entry in entries.map(|it| it.expect("a readable folder").path()) {
            if entry.is_file() {
                let path = entry.strip_prefix(folder).expect("inside").to_string_lossy();
                files.insert(path.into_owned(), std::fs::read(&entry).expect("a readable file"));
            }
        }
    }
    let reading = Reading { semantics, ..Reading::default() };
    read(&files, &reading).unwrap_or_else(|it| panic!("{}", it.render(&files, "", false)))
}

/// Exact where that fits into whole numbers; some weights have more than sixteen digits.
fn problem(scenario: &Scenario) -> NamedProblem {
    match NamedProblem::from_scenario(scenario, &BTreeMap::new(), None) {
        Err(Error::TooFine { .. }) => rounded(scenario),
        found => found.expect("sums"),
    }
}

/// The same where parties are compared.
fn comparable(scenario: &Scenario) -> NamedProblem {
    let exact = problem(scenario);
    match exact.solve(Rule::Utilitarian, &Stop::default()) {
        Err(Error::NoCommonUnit) => rounded(scenario),
        _ => exact,
    }
}

fn rounded(scenario: &Scenario) -> NamedProblem {
    let rounded = NamedProblem::from_scenario(scenario, &BTreeMap::new(), Some(PLACES));
    rounded.expect("it fits when rounded")
}

/// A number as it is shown: a decimal or a fraction.
fn number(text: &str) -> Number {
    let text = text.replace('−', "-");
    let parse = |it: &str| Number::parse(it).expect("a decimal");
    match text.split_once('/') {
        Some((above, below)) => &parse(above) / &parse(below),
        None => parse(&text),
    }
}

fn utilities(payoffs: &[Payoff]) -> Vec<Number> {
    payoffs.iter().map(|it| number(&it.utility)).collect()
}

/// The points of a frontier, and the number of outcomes on it.
fn frontier(problem: &NamedProblem, among: Among) -> (Vec<Vec<Number>>, u64) {
    let view = problem.frontier(among, &Stop::default()).expect("a frontier").view;
    assert!(is_exact(&view.reliance));
    let points = view.points.iter().map(|it| utilities(&it.payoffs)).collect();
    (points, view.points.iter().map(|it| it.outcomes).sum())
}

fn solve(problem: &NamedProblem, rule: Rule) -> SolutionView {
    let found = problem.solve(rule, &Stop::default()).expect("an agreement").view;
    assert!(is_exact(&found.reliance));
    found
}

/// Whether an answer is exact, at least for rounded numbers.
fn is_exact(reliance: &Reliance) -> bool {
    let rounded = format!("exact, for numbers rounded to {PLACES} places");
    reliance.exactness == "exact" || reliance.exactness == rounded
}

fn floats(numbers: &[Number]) -> Vec<f64> {
    numbers.iter().map(Number::to_f64).collect()
}

#[track_caller]
fn assert_close(found: &[f64], expected: &Value, what: &str) {
    let expected = expected.as_array().expect("a list");
    assert_eq!(found.len(), expected.len(), "{what}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(is_close(*found, expected), "{what}: {found} is not {expected}");
    }
}

fn is_close(found: f64, expected: &Value) -> bool {
    let expected = expected.as_f64().expect("a number");
    (found - expected).abs() <= 1e-11 * expected.abs().max(1.0)
}

fn is_near(found: &[f64], expected: &Value) -> bool {
    found.iter().zip(expected.as_array().expect("a list")).all(|(a, b)| is_close(*a, b))
}

/// The same scenario in which parties have these utilities without agreement.
fn with_reservations(scenario: &Scenario, values: &[Reservation]) -> Scenario {
    let mut scenario = scenario.clone();
    for (party, value) in scenario.parties.iter_mut().zip(values) {
        party.reservation = value.clone();
    }
    scenario
}

/// Each party's least utility.
fn least(scenario: &Scenario) -> Vec<Number> {
    let nothing = vec![Reservation::Nothing; scenario.parties.len()];
    let found = problem(&with_reservations(scenario, &nothing)).zopa(&Stop::default());
    let found = found.expect("outcomes").view;
    assert_eq!(found.acceptable, found.feasible);
    assert!(found.reservations.iter().all(|it| it.accepts_anything));
    utilities(&found.reservations)
}

fn product(of: &[Number]) -> Number {
    of.iter().fold(Number::one(), |product, it| &product * it)
}

fn smallest(of: &[Number]) -> Number {
    of.iter().min().expect("a party").clone()
}

fn largest(of: &[Number]) -> Number {
    of.iter().max().expect("a party").clone()
}

fn minus(a: &[Number], b: &[Number]) -> Vec<Number> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn ratios(a: &[Number], b: &[Number]) -> Vec<Number> {
    a.iter().zip(b).map(|(a, b)| a / b).collect()
}

/// The negated sum of how far utilities are apart.
fn apart(point: &[Number]) -> Number {
    let mut sum = Number::zero();
    for (place, a) in point.iter().enumerate() {
        for b in &point[place + 1..] {
            sum = &sum - &if a < b { b - a } else { a - b };
        }
    }
    sum
}

/// One scenario in one semantics, asked by the solver.
struct Asked<'a> {
    expected: &'a Value,
    what: String,
    figures: usize,
}

impl Asked<'_> {
    fn count(&mut self, found: u64, expected: &Value, name: &str) {
        assert_eq!(Some(found), expected.as_u64(), "{}: {name}", self.what);
        self.figures += 1;
    }

    fn numbers(&mut self, found: &[Number], expected: &Value, name: &str) {
        assert_close(&floats(found), expected, &format!("{}: {name}", self.what));
        self.figures += found.len();
    }

    /// What the solver picks by a rule: its value, and the point. The oracle counts points, which may
    /// have several outcomes each.
    fn picked(&mut self, found: &SolutionView, value: &Number, name: &str) {
        let expected = &self.expected["ir"][name];
        self.numbers(slice::from_ref(value), &Value::from(vec![expected["value"].clone()]), name);
        assert!(expected["n"].as_u64() <= Some(found.optimal), "{}: {name}", self.what);
        let utils = floats(&utilities(&found.payoffs));
        let points = expected["points"].as_array().expect("points");
        let point = points.iter().find(|it| is_near(&utils, &it["utils"]));
        assert!(point.is_some(), "{}: {name}: {utils:?}", self.what);
        self.figures += utils.len();
    }

    /// The largest value of any point, and the points that have it.
    fn best(
        &mut self,
        scope: &str,
        name: &str,
        points: &[Vec<Number>],
        value: &dyn Fn(&[Number]) -> Number,
    ) {
        let expected = &self.expected[scope][name];
        let most = points.iter().map(|it| value(it)).max().expect("a point");
        self.numbers(slice::from_ref(&most), &Value::from(vec![expected["value"].clone()]), name);
        let best: Vec<_> = points.iter().filter(|it| value(it) == most).collect();
        self.count(best.len() as u64, &expected["n"], name);
        for point in expected["points"].as_array().expect("points") {
            assert!(
                best.iter().any(|it| is_near(&floats(it), &point["utils"])),
                "{}: {name}: {point}",
                self.what
            );
        }
    }
}

/// Asks everything that the oracle knows; how many figures that were.
fn compare(scenario: &Scenario, expected: &Value, what: String) -> usize {
    let mut asked = Asked { expected, what, figures: 0 };
    let own = problem(scenario);
    let zopa = own.zopa(&Stop::default()).expect("a count").view;
    assert!(is_exact(&zopa.reliance));
    asked.count(zopa.feasible, &expected["n_outcomes"], "outcomes");
    asked.count(zopa.acceptable, &expected["n_individually_rational"], "acceptable outcomes");
    let floors = utilities(&zopa.reservations);
    asked.numbers(&floors, &expected["reservation"], "reservation values");
    let least = least(scenario);
    asked.numbers(&least, &expected["utility_min"], "least utilities");
    let parties = 0..floors.len();
    let mut rational = Vec::new();
    for (scope, among) in [("all", Among::Feasible), ("ir", Among::Acceptable)] {
        let (points, outcomes) = frontier(&own, among);
        let expected = &expected[scope];
        asked.count(points.len() as u64, &expected["n_pareto_vectors"], scope);
        asked.count(outcomes, &expected["n_pareto_outcomes"], scope);
        let sum = |party: usize| points.iter().map(|it| it[party].clone()).sum::<Number>();
        asked.numbers(
            &parties.clone().map(sum).collect::<Vec<_>>(),
            &expected["pareto_sum"],
            scope,
        );
        if scope == "all" {
            let most = |party: usize| points.iter().map(|it| it[party].clone()).max();
            let most: Vec<_> = parties.clone().filter_map(most).collect();
            asked.numbers(&most, &asked.expected["utility_max"], "largest utilities");
            asked.best("all", "nash_genius(d=rv)", &points, &|it| product(&minus(it, &floors)));
            asked.best("all", "ks_genius(min sum|ui-uj|)", &points, &apart);
        }
        rational = points;
    }

    let nash = solve(&own, Rule::Nash);
    let gains = minus(&utilities(&nash.payoffs), &floors);
    asked.picked(&nash, &product(&gains), "nash_d=rv");
    let utilitarian = solve(&comparable(scenario), Rule::Utilitarian);
    let sum = utilities(&utilitarian.payoffs).into_iter().sum();
    asked.picked(&utilitarian, &sum, "utilitarian");
    asked.best("ir", "nash_d=rv", &rational, &|it| product(&minus(it, &floors)));
    asked.best("ir", "utilitarian", &rational, &|it| it.iter().cloned().sum());

    // The other rules count from the least that a party can get, where that is more.
    let higher: Vec<Number> =
        floors.iter().zip(&least).map(|(floor, least)| floor.max(least).clone()).collect();
    let values: Vec<_> = higher.iter().cloned().map(Reservation::Value).collect();
    let scenario = with_reservations(scenario, &values);
    let raised = problem(&scenario);
    let nash = solve(&raised, Rule::Nash);
    let gains = minus(&utilities(&nash.payoffs), &higher);
    asked.picked(&nash, &product(&gains), "nash_d=max(rv,min)");
    let egalitarian = solve(&comparable(&scenario), Rule::Egalitarian);
    let gains = minus(&utilities(&egalitarian.payoffs), &higher);
    asked.picked(&egalitarian, &smallest(&gains), "egalitarian(max min u-d, d=max(rv,min))");
    let most = parties.map(|party| rational.iter().map(|it| it[party].clone()).max().expect("one"));
    let ranges = minus(&most.collect::<Vec<_>>(), &higher);
    let shares = |it: &[Number]| ratios(&minus(it, &higher), &ranges);
    let kalai = solve(&raised, Rule::KalaiSmorodinsky);
    let share = smallest(&shares(&utilities(&kalai.payoffs)));
    asked.picked(&kalai, &share, "ks_textbook(max min ratio, d=max(rv,min))");
    asked.best("ir", "nash_d=max(rv,min)", &rational, &|it| product(&minus(it, &higher)));
    asked.best("ir", "egalitarian(max min u-d, d=max(rv,min))", &rational, &|it| {
        smallest(&minus(it, &higher))
    });
    asked.best("ir", "ks_textbook(max min ratio, d=max(rv,min))", &rational, &|it| {
        smallest(&shares(it))
    });
    asked.best("ir", "ks_negmas(min spread of ratios)", &rational, &|it| {
        let shares = shares(it);
        &smallest(&shares) - &largest(&shares)
    });
    asked.figures
}

#[test]
fn genius_scenarios_solved_have_the_figures_of_genius_and_those_of_negmas() {
    let Some(shared) = shared() else { return };
    let mut figures = 0;
    for entry in oracle(&shared)["scenarios"].as_array().expect("a list") {
        let path = entry["path"].as_str().expect("a path");
        let Some((_, inside)) = path.split_once("scenarios/") else { continue };
        let folder = shared.join("data/scenarios").join(inside);
        for (key, semantics) in
            [("exact_genius_semantics", Semantics::Native), ("exact_raw", Semantics::Negmas)]
        {
            let scenario = load(&folder, semantics);
            figures += compare(&scenario, &entry[key], format!("{inside} {key}"));
        }
    }
    println!("{figures} figures");
    assert!(600 < figures);
}

#[test]
fn a_reservation_bid_is_solved_as_negmas_does() {
    let Some(shared) = shared() else { return };
    let oracle = oracle(&shared);
    let entries = oracle["scenarios"].as_array().expect("a list");
    let expected =
        &entries.iter().find(|it| it["id"] == "Fitness").expect("it is there")["negmas_0_16_0"];
    for semantics in [Semantics::Native, Semantics::Negmas] {
        let scenario = load(&shared.join("data/geniusweb/Fitness"), semantics);
        let solved = problem(&scenario);
        let zopa = solved.zopa(&Stop::default()).expect("a count").view;
        assert_eq!(Some(zopa.feasible), expected["n_outcomes"].as_u64());
        assert_eq!(Some(zopa.acceptable), expected["n_rational_ge"].as_u64());
        assert_close(&floats(&utilities(&zopa.reservations)), &expected["reserved"], "reserved");
        let (points, outcomes) = frontier(&solved, Among::Acceptable);
        assert_eq!(Some(points.len() as u64), expected["n_pareto"].as_u64());
        assert_eq!(Some(outcomes), expected["n_pareto_outcomes_tol1e-9"].as_u64());
        let sums: Vec<Number> =
            [0, 1].map(|party| points.iter().map(|it| it[party].clone()).sum()).to_vec();
        assert_close(&floats(&sums), &expected["pareto_sum"], "sums");
        let mut sorted = expected["pareto_utils"].as_array().expect("a list").clone();
        sorted.sort_by(|a, b| b[0].as_f64().partial_cmp(&a[0].as_f64()).expect("numbers"));
        for (point, expected) in points.iter().zip(&sorted) {
            assert_close(&floats(point), expected, "frontier");
        }
        for (rule, name) in [
            (Rule::Nash, "nash"),
            (Rule::Egalitarian, "kalai"),
            (Rule::Utilitarian, "max_welfare"),
            (Rule::KalaiSmorodinsky, "ks"),
        ] {
            let found = solve(&solved, rule);
            assert_close(&floats(&utilities(&found.payoffs)), &expected[name][0][0], name);
            let names: Vec<&str> = found.outcome.iter().map(|it| it.1.name.as_str()).collect();
            assert_eq!(Value::from(names), expected[name][0][1], "{name}");
        }
    }
}

#[test]
fn an_integer_scenario_of_millions_is_solved() {
    let Some(shared) = shared() else { return };
    let expected = &oracle(&shared)["integer_issues"][0];
    let folder = shared.join("data/scenarios/anac/y2016/AgentHp2");
    let scenario = load(&folder, Semantics::Native);
    let solved = problem(&scenario);
    let (points, _) = frontier(&solved, Among::Feasible);
    assert_eq!(Some(points.len() as u64), expected["n_pareto_vectors"].as_u64());
    let zopa = solved.zopa(&Stop::default()).expect("a count").view;
    assert_eq!(Some(zopa.feasible), expected["n_outcomes"].as_u64());
    assert_close(&floats(&utilities(&zopa.reservations)), &expected["reservation"], "reservation");
    assert_close(&floats(&least(&scenario)), &expected["utility_min"], "least");
    let most = |party: usize| points.iter().map(|it| it[party].clone()).max().expect("a point");
    assert_close(&floats(&[0, 1, 2].map(most)), &expected["utility_max"], "largest");
    // NegMAS forgets where prices begin, so that no outcome is acceptable.
    let (points, _) = frontier(&problem(&load(&folder, Semantics::Negmas)), Among::Acceptable);
    assert_eq!(Some(points.len() as u64), expected["negmas_0_16_0"]["n_pareto"].as_u64());
}

#[test]
fn geniusweb_domains_solved_have_the_frontiers_that_came_with_them() {
    let Some(shared) = shared() else { return };
    let oracle = oracle(&shared);
    let expected = oracle["geniusweb_anl2022"].as_array().expect("a list");
    for expected in expected {
        let name =
            expected["domain"].as_str().and_then(|it| it.rsplit('/').next()).expect("a name");
        let folder = shared.join("data/geniusweb").join(name);
        let solved = problem(&load(&folder, Semantics::Native));
        let zopa = solved.zopa(&Stop::default()).expect("a count").view;
        assert_eq!(Some(zopa.feasible), expected["size"].as_u64(), "{name}");
        let (points, _) = frontier(&solved, Among::Feasible);
        assert_eq!(Some(points.len() as u64), expected["n_pareto"].as_u64(), "{name}");
        for (rule, key) in [(Rule::Nash, "nash"), (Rule::Egalitarian, "kalai")] {
            let found = utilities(&solve(&solved, rule).payoffs);
            assert_close(&floats(&found), &expected[key], &format!("{name} {key}"));
        }
        // The whole frontier, point by point.
        let shipped = std::fs::read_to_string(folder.join("specials.json")).expect("it is there");
        let shipped: Value = serde_json::from_str(&shipped).expect("JSON");
        let mut shipped = shipped["pareto_front"].as_array().expect("a list").clone();
        let first = |it: &Value| it["utility"][0].as_f64().expect("a number");
        shipped.sort_by(|a, b| first(b).total_cmp(&first(a)));
        assert_eq!(points.len(), shipped.len());
        for (point, shipped) in points.iter().zip(&shipped) {
            assert_close(&floats(point), &shipped["utility"], name);
        }
    }
    assert_eq!(expected.len(), 6);
}

#[test]
fn games_of_scores_are_solved() {
    let Some(shared) = shared() else { return };
    let oracle = oracle(&shared);
    let games = oracle["llm_deliberation"]["games"].as_array().expect("a list");
    for game in games {
        let name = game["game"].as_str().expect("a name");
        let folder = shared.join("data/llm-deliberation/games_descriptions").join(name);
        let scenario = load(&folder, Semantics::Native);
        let solved = problem(&scenario);
        let names: Vec<&str> = solved.parties.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(Value::from(names), game["parties"]);
        let zopa = solved.zopa(&Stop::default()).expect("a count").view;
        assert_eq!(Some(zopa.feasible), game["n_deals"].as_u64());
        assert_eq!(Some(zopa.acceptable), game["deals_acceptable_to_all"].as_u64());
        let floors = utilities(&zopa.reservations);
        assert_close(&floats(&floors), &game["thresholds"], name);
        // All but at most one: everyone, and for each party those that it alone refuses.
        let mut all_but_one = zopa.acceptable;
        for party in 0..floors.len() {
            let mut values: Vec<_> = floors.iter().cloned().map(Reservation::Value).collect();
            values[party] = Reservation::Nothing;
            let without = problem(&with_reservations(&scenario, &values)).zopa(&Stop::default());
            all_but_one += without.expect("a count").view.acceptable - zopa.acceptable;
        }
        assert_eq!(Some(all_but_one), game["deals_acceptable_to_at_least_n_minus_1"].as_u64());
        let (points, _) = frontier(&solved, Among::Feasible);
        assert_eq!(Some(points.len() as u64), game["n_pareto_vectors"].as_u64());
        let is_acceptable = |it: &&Vec<Number>| it.iter().zip(&floors).all(|(a, b)| b <= a);
        let inside = points.iter().filter(is_acceptable).count();
        assert_eq!(Some(inside as u64), game["n_pareto_vectors_within_zopa"].as_u64());
        let deal = |it: &SolutionView| {
            it.outcome.iter().map(|it| it.1.name.as_str()).collect::<Vec<_>>().join(",")
        };
        let nash = solve(&solved, Rule::Nash);
        let gains = minus(&utilities(&nash.payoffs), &floors);
        assert_eq!(product(&gains).to_string(), game["nash_product_gain"].to_string());
        let deals = game["nash_deals"].as_array().expect("a list");
        assert_eq!(nash.optimal, deals.len() as u64);
        let found = deals.iter().find(|it| it["deal"] == deal(&nash)).expect("the same deal");
        assert_close(&floats(&utilities(&nash.payoffs)), &found["utils"], name);
        let egalitarian = solve(&solved, Rule::Egalitarian);
        let gains = minus(&utilities(&egalitarian.payoffs), &floors);
        assert_eq!(smallest(&gains).to_string(), game["max_min_gain"].to_string());
        let deals = game["max_min_deals"].as_array().expect("a list");
        assert!(deals.contains(&Value::from(deal(&egalitarian))), "{name}");
    }
    assert_eq!(games.len(), 2);
}

/// Ten thousand million outcomes, in which no two issues are settled by themselves.
#[test]
fn hyper_rectangles_have_the_frontier_that_came_with_them() {
    let Some(shared) = shared() else { return };
    let expected = &oracle(&shared)["nonlinear"];
    let folder = shared.join("data/scenarios/anac/y2014/10issues");
    let solved = problem(&load(&folder, Semantics::Native));
    let maxima: Vec<Number> = expected["maxutility"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| Number::parse(&it.to_string()).expect("a decimal"))
        .collect();
    let (points, _) = frontier(&solved, Among::Feasible);
    let scaled: Vec<Vec<Option<i128>>> = points
        .iter()
        .rev()
        .map(|it| it.iter().zip(&maxima).map(|(it, most)| (it * most).to_integer()).collect())
        .collect();
    let whole: Vec<Vec<Option<i128>>> =
        serde_json::from_value(expected["pareto_as_integers"].clone()).expect("whole numbers");
    assert_eq!(scaled, whole);
}

/// Thirty issues under a hundred and twenty rectangles: too many are open at a time, and that is said
/// at once.
#[test]
fn more_hyper_rectangles_than_a_diagram_holds_are_refused() {
    let Some(shared) = shared() else { return };
    let solved =
        problem(&load(&shared.join("data/scenarios/anac/y2014/30issues"), Semantics::Native));
    for error in [
        solved.frontier(Among::Feasible, &Stop::default()).map(|_| ()),
        solved.solve(Rule::Nash, &Stop::default()).map(|_| ()),
        solved.zopa(&Stop::default()).map(|_| ()),
    ] {
        let error = error.expect_err("too wide");
        assert!(error.to_string().contains("65536"), "{error}");
        assert!(error.hint().is_some());
    }
}
