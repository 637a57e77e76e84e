//! Published scenario files, read and enumerated, against figures that other programs computed.
//!
//! The files may not be committed; they are looked up beside the repository, and the tests say so and
//! skip where they are absent.
#![expect(clippy::print_stdout, reason = "a test that skips says so")]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use onetext_case::Files;
use onetext_case::exchange::{Number, Reading, Scenario, Semantics, Tables, read, tables};
use serde_json::Value;

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

/// Fills in the files of a folder, as the door does.
fn files(folder: &Path) -> Files {
    let mut files = Files::default();
    for inside in ["", "scores_files"] {
        let Ok(entries) = std::fs::read_dir(folder.join(inside)) else { continue };
        for entry in entries.map(|it| it.expect("a readable folder").path()) {
            if entry.is_file() {
                let path =
                    entry.strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
                files.insert(path, std::fs::read(&entry).expect("a readable file"));
            }
        }
    }
    files
}

fn load(folder: &Path, semantics: Semantics) -> Scenario {
    let files = files(folder);
    let reading = Reading { semantics, ..Reading::default() };
    read(&files, &reading).unwrap_or_else(|it| panic!("{}", it.render(&files, "", false)))
}

/// Every outcome of a scenario with its payoffs in whole numbers, distinct payoffs once.
struct Enumerated {
    scenario: Scenario,
    tables: Tables,
    outcomes: usize,
    payoffs: BTreeMap<Vec<i128>, Vec<Vec<usize>>>,
}

fn enumerate(scenario: Scenario) -> Enumerated {
    let tables = tables(&scenario).expect("an additive scenario");
    let mut payoffs: BTreeMap<Vec<i128>, Vec<Vec<usize>>> = BTreeMap::new();
    let mut outcomes = 0;
    each(&tables.options, |outcome| {
        outcomes += 1;
        let found: Vec<i128> = tables.parties.iter().map(|it| it.utility(outcome)).collect();
        let known = payoffs.entry(found).or_default();
        // A few witnesses do.
        if known.len() < 100 {
            known.push(outcome.to_vec());
        }
    });
    Enumerated { scenario, tables, outcomes, payoffs }
}

/// Calls on every outcome, in the order of an odometer.
fn each(options: &[usize], mut call: impl FnMut(&[usize])) {
    let mut outcome = vec![0; options.len()];
    loop {
        call(&outcome);
        let turn = outcome.iter().zip(options).rposition(|(option, count)| option + 1 < *count);
        let Some(turn) = turn else { return };
        outcome[turn] += 1;
        outcome[turn + 1..].fill(0);
    }
}

impl Enumerated {
    fn float(&self, party: usize, whole: i128) -> f64 {
        let whole = Number::parse(&whole.to_string()).expect("a number");
        (&whole / &self.tables.parties[party].scale).to_f64()
    }

    fn floats(&self, payoffs: &[i128]) -> Vec<f64> {
        payoffs.iter().enumerate().map(|(party, it)| self.float(party, *it)).collect()
    }

    fn reservation(&self) -> Vec<i128> {
        self.tables.parties.iter().map(|it| it.reservation.unwrap_or(i128::MIN)).collect()
    }

    fn rational(&self) -> Vec<&Vec<i128>> {
        let floor = self.reservation();
        let keeps =
            |it: &&Vec<i128>| it.iter().zip(&floor).all(|(utility, floor)| floor <= utility);
        self.payoffs.keys().filter(keeps).collect()
    }

    /// The distinct payoffs that no other beats.
    fn frontier<'a>(among: &[&'a Vec<i128>]) -> Vec<&'a Vec<i128>> {
        let mut among = among.to_vec();
        // Nothing can beat what has a larger sum, and what has one beats the most.
        among.sort_by_key(|it| std::cmp::Reverse(it.iter().sum::<i128>()));
        let mut frontier: Vec<&Vec<i128>> = Vec::new();
        for payoffs in among {
            let beats = |it: &&Vec<i128>| it.iter().zip(payoffs).all(|(a, b)| b <= a);
            if !frontier.iter().any(beats) {
                frontier.push(payoffs);
            }
        }
        frontier
    }

    fn names(&self, outcome: &[usize]) -> Vec<String> {
        let each = self.scenario.issues.iter().zip(outcome);
        each.map(|(issue, option)| issue.option(*option)).collect()
    }

    fn range(&self, end: impl Fn(i128, i128) -> i128) -> Vec<f64> {
        let first = self.payoffs.keys().next().expect("an outcome").clone();
        let ends = self
            .payoffs
            .keys()
            .fold(first, |ends, it| ends.into_iter().zip(it).map(|(a, b)| end(a, *b)).collect());
        self.floats(&ends)
    }
}

fn close(found: f64, expected: &Value) -> bool {
    let expected = expected.as_f64().expect("a number");
    (found - expected).abs() <= 1e-11 * expected.abs().max(1.0)
}

#[track_caller]
fn assert_close(found: &[f64], expected: &Value, what: &str) {
    let expected = expected.as_array().expect("a list");
    assert_eq!(found.len(), expected.len(), "{what}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(close(*found, expected), "{what}: {found} is not {expected}");
    }
}

/// How many figures were compared.
fn compare(found: &Enumerated, expected: &Value, what: &str) -> usize {
    let figures = Cell::new(0);
    let more = || figures.set(figures.get() + 1);
    let same = |found: usize, expected: &Value, name: &str| {
        assert_eq!(Some(found as u64), expected.as_u64(), "{what}: {name}");
        more();
    };
    same(found.outcomes, &expected["n_outcomes"], "outcomes");
    let count =
        |among: &[&Vec<i128>]| -> usize { among.iter().map(|it| found.payoffs[*it].len()).sum() };
    let all: Vec<&Vec<i128>> = found.payoffs.keys().collect();
    let floor = found.floats(&found.reservation());
    let least = found.range(i128::min);
    let higher: Vec<f64> = floor.iter().zip(&least).map(|(a, b)| a.max(*b)).collect();
    for (scope, among) in [("all", &all), ("ir", &found.rational())] {
        let frontier = Enumerated::frontier(among);
        let expected = &expected[scope];
        let floats: Vec<Vec<f64>> = frontier.iter().map(|it| found.floats(it)).collect();
        same(frontier.len(), &expected["n_pareto_vectors"], scope);
        same(count(&frontier), &expected["n_pareto_outcomes"], scope);
        let sums = (0..found.tables.parties.len()).map(|party| {
            let total = frontier.iter().map(|it| it[party]).sum();
            found.float(party, total)
        });
        assert_close(&sums.collect::<Vec<_>>(), &expected["pareto_sum"], what);
        // Each solution's outcomes are there, with their utilities; and where the rule is one of
        // ours to recompute, they are its best.
        for (rule, solution) in expected.as_object().expect("an object") {
            let Some(points) = solution.get("points").and_then(Value::as_array) else { continue };
            for point in points {
                let utilities = point["utils"].as_array().expect("utilities");
                let names: Vec<String> = point["outcome"]
                    .as_array()
                    .expect("an outcome")
                    .iter()
                    .map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned))
                    .collect();
                let outcome: Vec<usize> = found
                    .scenario
                    .issues
                    .iter()
                    .zip(&names)
                    .map(|(issue, name)| issue.places()[name])
                    .collect();
                assert_eq!(found.names(&outcome), names);
                let exact: Vec<f64> =
                    found.scenario.evaluate(&outcome).iter().map(Number::to_f64).collect();
                assert_close(&exact, &Value::from(utilities.clone()), &format!("{what} {rule}"));
            }
            let gains = |it: &[f64], floor: &[f64]| -> Vec<f64> {
                it.iter().zip(floor).map(|(a, b)| a - b).collect()
            };
            let best = |value: &dyn Fn(&[f64]) -> f64| {
                floats.iter().map(|it| value(it)).fold(f64::NEG_INFINITY, f64::max)
            };
            let value = match rule.as_str() {
                "nash_d=max(rv,min)" => best(&|it| gains(it, &higher).iter().product()),
                "nash_d=rv" => best(&|it| gains(it, &floor).iter().product()),
                "egalitarian(max min u-d, d=max(rv,min))" => {
                    best(&|it| gains(it, &higher).into_iter().fold(f64::INFINITY, f64::min))
                }
                "utilitarian" => best(&|it| it.iter().sum()),
                _ => continue,
            };
            assert!(
                close(value, &solution["value"]),
                "{what} {rule}: {value} {}",
                solution["value"]
            );
            more();
        }
        more();
    }
    let rational: Vec<&Vec<i128>> = found.rational();
    assert_close(&floor, &expected["reservation"], what);
    assert_close(&least, &expected["utility_min"], what);
    assert_close(&found.range(i128::max), &expected["utility_max"], what);
    // Witnesses are kept up to a number; where they are all there, the count is exact.
    if rational.iter().all(|it| found.payoffs[*it].len() < 100) {
        assert_eq!(
            Some(count(&rational) as u64),
            expected["n_individually_rational"].as_u64(),
            "{what}"
        );
    }
    figures.get() + 4
}

#[test]
fn genius_scenarios_have_the_figures_of_genius_and_those_of_negmas() {
    let Some(shared) = shared() else { return };
    let mut figures = 0;
    for entry in oracle(&shared)["scenarios"].as_array().expect("a list") {
        let path = entry["path"].as_str().expect("a path");
        let Some((_, inside)) = path.split_once("scenarios/") else { continue };
        let folder = shared.join("data/scenarios").join(inside);
        for (key, semantics) in
            [("exact_genius_semantics", Semantics::Native), ("exact_raw", Semantics::Negmas)]
        {
            let found = enumerate(load(&folder, semantics));
            figures += compare(&found, &entry[key], &format!("{inside} {key}"));
        }
    }
    println!("{figures} figures");
    assert!(100 < figures);
}

#[test]
fn an_integer_scenario_of_millions_has_the_frontier_of_genius() {
    let Some(shared) = shared() else { return };
    let expected = &oracle(&shared)["integer_issues"][0];
    let folder = shared.join("data/scenarios/anac/y2016/AgentHp2");
    // Prices all at their lowest are the consumer's best; NegMAS forgets where they begin.
    for (semantics, worth) in [(Semantics::Native, "1"), (Semantics::Negmas, "-0.2")] {
        let scenario = load(&folder, semantics);
        assert_eq!(scenario.parties[0].name, "consumer");
        assert_eq!(scenario.evaluate(&[0; 8])[0].to_string(), worth);
    }
    let found = tables(&load(&folder, Semantics::Native));
    let found = found.expect("an additive scenario");
    let outcomes: usize = found.options.iter().product();
    assert_eq!(Some(outcomes as u64), expected["n_outcomes"].as_u64());
    // Issue by issue, equal sums once.
    let mut sums = BTreeSet::from([vec![0_i128; found.parties.len()]]);
    for (issue, count) in found.options.iter().enumerate() {
        let add = |sum: &Vec<i128>, option: usize| -> Vec<i128> {
            let each = sum.iter().zip(&found.parties);
            each.map(|(sum, party)| sum + party.issues[issue][option]).collect()
        };
        sums = sums.iter().flat_map(|sum| (0..*count).map(move |it| add(sum, it))).collect();
    }
    assert!(found.parties.iter().all(|it| it.cap.is_none()));
    assert_eq!(Some(sums.len() as u64), expected["distinct_utility_vectors"].as_u64());
    let beaten = |it: &Vec<i128>| {
        sums.iter().any(|other| other != it && it.iter().zip(other).all(|(a, b)| a <= b))
    };
    let frontier = sums.iter().filter(|it| !beaten(it)).count();
    assert_eq!(Some(frontier as u64), expected["n_pareto_vectors"].as_u64());
}

#[test]
fn hyper_rectangles_pay_what_genius_and_negmas_say() {
    let Some(shared) = shared() else { return };
    let expected = &oracle(&shared)["nonlinear"];
    let folder = shared.join("data/scenarios/anac/y2014/10issues");
    let genius = load(&folder, Semantics::Native);
    let negmas = load(&folder, Semantics::Negmas);
    let whole = tables(&genius).expect("sums of rectangles");
    let samples = expected["sample_bids"].as_array().expect("a list");
    for sample in samples {
        let outcome: Vec<usize> =
            serde_json::from_value(sample["bid"].clone()).expect("options counted from 0");
        let floats =
            |it: &Scenario| it.evaluate(&outcome).iter().map(Number::to_f64).collect::<Vec<_>>();
        assert_close(&floats(&genius), &sample["genius"], "Genius");
        assert_close(&floats(&negmas), &sample["negmas_0_16_0_eval"], "NegMAS");
        for (party, exact) in whole.parties.iter().zip(genius.evaluate(&outcome)) {
            let scaled = Number::parse(&party.utility(&outcome).to_string()).expect("a number");
            assert_eq!(&scaled / &party.scale, exact);
        }
    }
    assert_eq!(samples.len(), 8);
}

#[test]
fn geniusweb_domains_have_the_frontiers_that_came_with_them() {
    let Some(shared) = shared() else { return };
    let oracle = oracle(&shared);
    let expected = oracle["geniusweb_anl2022"].as_array().expect("a list");
    for expected in expected {
        let name =
            expected["domain"].as_str().and_then(|it| it.rsplit('/').next()).expect("a name");
        let folder = shared.join("data/geniusweb").join(name);
        let found = enumerate(load(&folder, Semantics::Native));
        assert_eq!(Some(found.outcomes as u64), expected["size"].as_u64(), "{name}");
        let all: Vec<&Vec<i128>> = found.payoffs.keys().collect();
        let frontier = Enumerated::frontier(&all);
        assert_eq!(Some(frontier.len() as u64), expected["n_pareto"].as_u64(), "{name}");
        let best = |value: fn(&[f64]) -> f64| {
            let floats = frontier.iter().map(|it| found.floats(it));
            floats.max_by(|a, b| value(a).total_cmp(&value(b))).expect("an outcome")
        };
        assert_close(&best(|it| it.iter().product()), &expected["nash"], name);
        assert_close(&best(|it| it[0].min(it[1])), &expected["kalai"], name);
        // The whole frontier, point by point.
        let shipped = std::fs::read_to_string(folder.join("specials.json")).expect("it is there");
        let shipped: Value = serde_json::from_str(&shipped).expect("JSON");
        for point in shipped["pareto_front"].as_array().expect("a list") {
            let bid = point["bid"].as_object().expect("a bid");
            let outcome: Vec<usize> = found
                .scenario
                .issues
                .iter()
                .map(|it| it.places()[bid[&it.name].as_str().expect("a text")])
                .collect();
            let exact: Vec<f64> =
                found.scenario.evaluate(&outcome).iter().map(Number::to_f64).collect();
            assert_close(&exact, &point["utility"], name);
        }
        // NegMAS reads nothing from these files.
        let reading = Reading { semantics: Semantics::Negmas, ..Reading::default() };
        assert!(read(&files(&folder), &reading).is_err());
    }
    assert_eq!(expected.len(), 6);
}

#[test]
fn a_reservation_bid_is_worth_what_negmas_says() {
    let Some(shared) = shared() else { return };
    let oracle = oracle(&shared);
    let entries = oracle["scenarios"].as_array().expect("a list");
    let expected =
        &entries.iter().find(|it| it["id"] == "Fitness").expect("it is there")["negmas_0_16_0"];
    for semantics in [Semantics::Native, Semantics::Negmas] {
        let found = enumerate(load(&shared.join("data/geniusweb/Fitness"), semantics));
        assert_eq!(Some(found.outcomes as u64), expected["n_outcomes"].as_u64());
        assert_close(&found.floats(&found.reservation()), &expected["reserved"], "reserved");
        let frontier = Enumerated::frontier(&found.rational());
        assert_eq!(Some(frontier.len() as u64), expected["n_pareto"].as_u64());
        for point in expected["pareto_utils"].as_array().expect("a list") {
            let near = |it: &Vec<i128>| {
                found
                    .floats(it)
                    .iter()
                    .zip(point.as_array().expect("a pair"))
                    .all(|(a, b)| close(*a, b))
            };
            assert!(frontier.iter().any(|it| near(it)), "{point}");
        }
    }
}

#[test]
fn games_of_scores_have_the_figures_of_an_enumeration() {
    let Some(shared) = shared() else { return };
    let oracle = oracle(&shared);
    let games = oracle["llm_deliberation"]["games"].as_array().expect("a list");
    for game in games {
        let name = game["game"].as_str().expect("a name");
        let folder = shared.join("data/llm-deliberation/games_descriptions").join(name);
        let found = enumerate(load(&folder, Semantics::Native));
        let same = |found: usize, key: &str| {
            assert_eq!(Some(found as u64), game[key].as_u64(), "{name} {key}");
        };
        let names: Vec<&str> = found.scenario.parties.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(Value::from(names), game["parties"]);
        assert_close(&found.floats(&found.reservation()), &game["thresholds"], name);
        let sizes: Vec<f64> = found
            .tables
            .options
            .iter()
            .map(|it| f64::from(u32::try_from(*it).expect("few")))
            .collect();
        assert_close(&sizes, &game["cardinalities"], name);
        same(found.outcomes, "n_deals");
        let all: Vec<&Vec<i128>> = found.payoffs.keys().collect();
        let rational = found.rational();
        let frontier = Enumerated::frontier(&all);
        same(frontier.len(), "n_pareto_vectors");
        let inside = frontier.iter().filter(|it| rational.contains(it)).count();
        same(inside, "n_pareto_vectors_within_zopa");
        let floor = found.reservation();
        let gains =
            |it: &Vec<i128>| -> Vec<i128> { it.iter().zip(&floor).map(|(a, b)| a - b).collect() };
        let losers = |it: &Vec<i128>| gains(it).iter().filter(|it| **it < 0).count();
        let deals = |most: usize| -> usize {
            found
                .payoffs
                .iter()
                .filter(|(it, _)| losers(it) <= most)
                .map(|(_, deals)| deals.len())
                .sum()
        };
        same(deals(0), "deals_acceptable_to_all");
        same(deals(1), "deals_acceptable_to_at_least_n_minus_1");
        let product = rational.iter().map(|it| gains(it).iter().product::<i128>()).max();
        assert_eq!(product, game["nash_product_gain"].as_i64().map(i128::from));
        let least = rational.iter().filter_map(|it| gains(it).into_iter().min()).max();
        assert_eq!(least, game["max_min_gain"].as_i64().map(i128::from));
        let mut unanimous: Vec<String> = rational
            .iter()
            .flat_map(|it| &found.payoffs[*it])
            .map(|it| found.names(it).join(","))
            .collect();
        unanimous.sort();
        assert_eq!(Value::from(unanimous), game["unanimous_deals"]);
    }
    assert_eq!(games.len(), 2);
}
