//! Published and closed-form results of SMAA, through the real sampler: the weights of criteria are
//! the worths of a cone, over their sum.

use std::path::Path;

use onetext_case::{Case, Claim};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};
use serde_json::Value;

use crate::central::conditional;
use crate::converge::{count, effective_draws};
use crate::elicited::{Answer, worlds};
use crate::fixture::{case, pattern, say};
use crate::lower::{Problem, Said};
use crate::pairwise::{rank_shares, ranks};
use crate::progress::{Progress, Watch};
use crate::proposition::{Linear, Proposition};
use crate::space::Space;
use crate::worlds::CHAINS;
use crate::{Question, elicit};

/// One of the results beside the repository; `None`, with a notice, where they are not at hand.
fn oracle(id: &str) -> Option<Value> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/oracles/preferences.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    let all: Value = serde_json::from_str(&text).unwrap();
    let found = all["oracles"].as_array().unwrap().iter().find(|it| it["id"] == id);
    Some(found.unwrap().clone())
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
}

fn names(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect()
}

/// Columns of weights that add up to 1 in each world.
fn normalized(mut columns: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for world in 0..columns[0].len() {
        let all: f64 = columns.iter().map(|it| it[world]).sum();
        for column in &mut columns {
            column[world] /= all;
        }
    }
    columns
}

/// Weights of so many criteria, where those at the front of `order` weigh more.
fn weights(criteria: usize, order: &[usize], draws: usize) -> Vec<Vec<f64>> {
    let mut case: Case = case(1, &[(criteria, Some(0))]);
    for pair in order.windows(2) {
        let [prefer, over] = [pair[0], pair[1]].map(|it| pattern(&[(0, &[it])]));
        say(&mut case, Claim::Preference { prefer, over }, 1.0);
    }
    match &elicit(&case, &Question::new(7, draws), &|| false).views[0].answer {
        Answer::Worlds(worlds) => normalized(worlds.draws.worths[..criteria].to_vec()),
        other => panic!("{other:?}"),
    }
}

/// Holds a mean against its exact value: within three standard errors, of at least 10,000 effective
/// draws.
fn assert_exact(column: &[f64], exact: f64) {
    let mean = column.iter().sum::<f64>() / count(column.len());
    let square = |it: &f64| (it - mean) * (it - mean);
    let variance = column.iter().map(square).sum::<f64>() / count(column.len());
    let effective = effective_draws(column, CHAINS).unwrap();
    assert!(10_000.0 <= effective, "{effective} effective draws");
    let error = (variance / effective).sqrt();
    assert!((mean - exact).abs() <= 3.0 * error, "{mean} ±{error} against {exact}");
}

fn indicator(holds: impl Iterator<Item = bool>) -> Vec<f64> {
    holds.map(|it| f64::from(u8::from(it))).collect()
}

/// Random measurements.
struct Measured(ChaCha8Rng);

impl Measured {
    fn uniform(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits")]
        let drawn = ((self.0.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
        drawn
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(self.uniform())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// A sum of so many exponential numbers.
    fn gamma(&mut self, shape: u64) -> f64 {
        let mut sum = 0.0;
        let mut left = shape;
        while 0 < left {
            let many = left.min(12);
            sum -= libm::log((0..many).map(|_| self.uniform()).product());
            left -= many;
        }
        sum
    }
}

/// An oracle of SMAA-2: alternatives by criteria, measured with doubt.
struct Smaa<'a> {
    input: &'a Value,
    alternatives: Vec<&'a str>,
    weights: Vec<Vec<f64>>,
    /// For each alternative, criterion and world, the value on its scale.
    values: Vec<Vec<Vec<f64>>>,
}

impl<'a> Smaa<'a> {
    fn new(
        input: &'a Value,
        weights: Vec<Vec<f64>>,
        mut measure: impl FnMut(&str, usize) -> f64,
    ) -> Self {
        let alternatives = names(&input["alternatives"]);
        let [low, high] = ["scale_lo", "scale_hi"].map(|it| numbers(&input[it]));
        let mut values = Vec::new();
        for alternative in 0..alternatives.len() {
            let mut columns = Vec::new();
            for (place, criterion) in names(&input["criteria"]).iter().enumerate() {
                let rises = input["ascending"][place].as_bool().unwrap();
                let mut value = |_| {
                    let part =
                        (measure(criterion, alternative) - low[place]) / (high[place] - low[place]);
                    if rises { part } else { 1.0 - part }
                };
                columns.push((0..weights[0].len()).map(&mut value).collect());
            }
            values.push(columns);
        }
        Self { input, alternatives, weights, values }
    }

    /// The ranks of the alternatives in each world, by these weights.
    fn ranks(&self, weight: impl Fn(usize, usize) -> f64) -> Vec<Vec<[usize; 2]>> {
        let utility = |values: &Vec<Vec<f64>>| {
            let of_world = |world: usize| {
                let part = |it: usize| weight(it, world) * values[it][world];
                (0..values.len()).map(part).sum::<f64>()
            };
            (0..self.weights[0].len()).map(of_world).collect::<Vec<_>>()
        };
        let utilities: Vec<Vec<f64>> = self.values.iter().map(utility).collect();
        ranks(&utilities, &utilities)
    }

    /// Holds rank acceptability, central weights and, where it is told, the confidence factor
    /// against what is expected, within tolerances in this order.
    fn check(&self, expected: &Value, tolerance: [f64; 3]) {
        let near = |what: &str, found: f64, expected: f64, tolerance: f64| {
            assert!((found - expected).abs() <= tolerance, "{what}: {found} against {expected}");
        };
        let ranks = self.ranks(|criterion, world| self.weights[criterion][world]);
        let shares = rank_shares(&ranks);
        for (place, name) in self.alternatives.iter().enumerate() {
            let expected_ranks = numbers(&expected["rank_acceptability"][name]);
            for (found, expected) in shares[place].iter().zip(expected_ranks) {
                near(name, *found, expected, tolerance[0]);
            }
            let first: Vec<bool> = ranks[place].iter().map(|it| it[0] == 0).collect();
            let series = indicator(first.iter().copied());
            let effective = effective_draws(&series, CHAINS).unwrap();
            assert!(10_000.0 <= effective, "{effective} effective draws");
            let central = |it: &Vec<f64>| conditional(it, &first, effective).unwrap().mean;
            let central: Vec<f64> = self.weights.iter().map(central).collect();
            for (found, expected) in central.iter().zip(numbers(&expected["central_weights"][name]))
            {
                near(name, *found, expected, tolerance[1]);
            }
            if let Some(expected) = expected["confidence_factor"][name].as_f64() {
                let ranks = self.ranks(|criterion, _| central[criterion]);
                near(name, rank_shares(&ranks)[place][0], expected, tolerance[2]);
            }
        }
        assert_eq!(self.input["alternatives"].as_array().unwrap().len(), ranks.len());
    }
}

#[test]
fn antidepressants_rank_as_published() {
    let Some(oracle) = oracle("smaa2-antidepressants") else { return };
    let input = &oracle["input"];
    let mut random = Measured(ChaCha8Rng::seed_from_u64(1));
    let measure = |criterion: &str, alternative: usize| {
        let it = &input["measurements"][criterion];
        let is_log = it["dist"] == "lognormal";
        let key = if is_log { "params_log_mean_sd" } else { "params_mean_sd" };
        let [mean, sd] = numbers(&it[key][alternative])[..] else { panic!("{it}") };
        let drawn = mean + sd * random.normal();
        if is_log { libm::exp(drawn) } else { drawn }
    };
    let smaa = Smaa::new(input, weights(6, &[], 8_000), measure);
    smaa.check(&oracle["expected_published"], [0.02, 0.02, 0.03]);
    smaa.check(&oracle["recomputed"], [0.02, 0.02, 0.03]);
}

#[test]
fn ordinal_weights_rank_as_recomputed() {
    let Some(oracle) = oracle("smaa2-ordinal-weights-beta") else { return };
    let input = &oracle["input"];
    let ranking = numbers(&input["importance_rank"]);
    let mut order: Vec<usize> = (0..ranking.len()).collect();
    order.sort_by(|one, other| ranking[*one].total_cmp(&ranking[*other]));
    let mut random = Measured(ChaCha8Rng::seed_from_u64(1));
    let measure = |criterion: &str, alternative: usize| {
        let parameters = &input["beta_params"][criterion][alternative];
        let [one, other] = [0, 1].map(|it| random.gamma(parameters[it].as_u64().unwrap()));
        one / (one + other)
    };
    let smaa = Smaa::new(input, weights(4, &order, 40_000), measure);
    let tolerance = oracle["tolerance"].as_f64().unwrap();
    smaa.check(&oracle["recomputed"], [tolerance; 3]);
}

#[test]
fn closed_forms_hold_on_the_simplex() {
    let Some(oracle) = oracle("analytic-simplex") else { return };
    for (criteria, centroid) in oracle["rank_order_centroid"].as_object().unwrap() {
        let criteria: usize = criteria.parse().unwrap();
        let order: Vec<usize> = (0..criteria).collect();
        for (column, exact) in weights(criteria, &order, 8_000).iter().zip(numbers(centroid)) {
            assert_exact(column, exact);
        }
    }
    for index in oracle["pairwise_winning_index"].as_array().unwrap() {
        let factors = numbers(&index["difference_vector"]);
        let weights = weights(factors.len(), &[], 4_000);
        let difference = |world: usize| -> f64 {
            factors.iter().zip(&weights).map(|(it, weight)| it * weight[world]).sum()
        };
        let wins = (0..weights[0].len()).map(|it| 0.0 <= difference(it));
        assert_exact(&indicator(wins), index["exact"].as_f64().unwrap());
    }
    for (criteria, fraction) in
        oracle["fraction_of_simplex_consistent_with_a_total_order"].as_object().unwrap()
    {
        let criteria: usize = criteria.parse().unwrap();
        let (_, many) = fraction.as_str().unwrap().split_once('/').unwrap();
        let weights = weights(criteria, &[], 10_000);
        let is_sorted = |world: usize| weights.windows(2).all(|it| it[1][world] <= it[0][world]);
        let sorted = indicator((0..weights[0].len()).map(is_sorted));
        let exact = 1.0 / many.parse::<f64>().unwrap();
        // The rarest order may be in no world at all.
        let mean = sorted.iter().sum::<f64>() / count(sorted.len());
        let error = (exact * (1.0 - exact) / count(sorted.len())).sqrt();
        assert!((mean - exact).abs() <= 3.0 * error, "{mean} against {exact}");
    }
}

#[test]
fn a_cut_simplex_has_its_centroid_and_its_share() {
    let Some(oracle) = oracle("polyrun-quadrangle") else { return };
    let exact = &oracle["exact"];
    let is_inside = |weights: &[Vec<f64>], world: usize| {
        0.0 <= 3.0 * weights[0][world] + 0.5 * weights[1][world] - 0.75 * weights[2][world]
    };
    let all = weights(3, &[], 5_000);
    let inside = (0..all[0].len()).map(|it| is_inside(&all, it));
    assert_exact(&indicator(inside), exact["fraction_of_simplex"].as_f64().unwrap());

    // The same cut as a hard row, four times as large.
    let space = Space::new(&case(1, &[(3, Some(0))]));
    let form = Linear { terms: vec![(0, 12), (1, 2), (2, -3)], ..Linear::default() };
    let what = Proposition::all(vec![form]).unwrap();
    let row = Said { what, credence: 1.0, voices: Vec::new() };
    let problem = Problem { rows: vec![row], ..Problem::default() };
    let question = Question::new(7, 5_000);
    let watch = Watch { stop: &|| false, progress: &Progress::default() };
    let drawn = worlds(&space, &question, onetext_case::PartyId(0), &problem, watch).unwrap();
    let cut = normalized(drawn.draws.worths[..3].to_vec());
    assert!((0..cut[0].len()).all(|it| is_inside(&cut, it)));
    for (column, exact) in cut.iter().zip(numbers(&exact["centroid"])) {
        assert_exact(column, exact);
    }
}
