//! Published answers about what follows for certain, against ours.

use std::path::Path;

use num_rational::BigRational;
use onetext_case::{Case, Claim, DraftId};
use serde_json::Value;

use crate::fixture::{case, draft, pattern, say};
use crate::proof::simplex::{Decided, Inequality, decide};
use crate::{Question, clashes, elicit};

/// An oracle by its id; `None`, with a notice, where the oracles are not at hand.
fn oracle(id: &str) -> Option<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../../shared/oracles/preferences.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return None;
    };
    let all: Value = serde_json::from_str(&text).unwrap();
    let oracle = all["oracles"].as_array().unwrap().iter().find(|it| it["id"] == id);
    Some(oracle.unwrap().clone())
}

fn table(value: &Value) -> Vec<Vec<f64>> {
    let row = |it: &Value| it.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect();
    value.as_array().unwrap().iter().map(row).collect()
}

fn relation(value: &Value) -> Vec<Vec<bool>> {
    table(value).into_iter().map(|row| row.into_iter().map(|it| 0.5 < it).collect()).collect()
}

/// For each alternative and criterion, which of the values met there it has, from the lowest.
fn levels(performances: &[Vec<f64>]) -> Vec<Vec<usize>> {
    let level = |criterion: usize, value: f64| {
        let mut below: Vec<f64> =
            performances.iter().map(|it| it[criterion]).filter(|it| *it < value).collect();
        below.sort_unstable_by(f64::total_cmp);
        below.dedup_by(|one, other| one.total_cmp(other).is_eq());
        below.len()
    };
    let of = |it: &Vec<f64>| it.iter().enumerate().map(|(at, &value)| level(at, value)).collect();
    performances.iter().map(of).collect()
}

/// Criteria as issues, values as options, alternatives as drafts; more of a criterion is better.
fn as_case(levels: &[Vec<usize>]) -> Case {
    let counts: Vec<usize> = (0..levels[0].len())
        .map(|at| levels.iter().map(|it| it[at]).max().unwrap_or(0) + 1)
        .collect();
    let issues: Vec<(usize, Option<usize>)> = counts.iter().map(|&it| (it, Some(0))).collect();
    let mut case = case(1, &issues);
    for (issue, count) in counts.into_iter().enumerate() {
        for level in 1..count {
            let [prefer, over] = [level, level - 1].map(|it| pattern(&[(issue, &[it])]));
            say(&mut case, Claim::Preference { prefer, over }, 1.0);
        }
    }
    for alternative in levels {
        let options: Vec<(usize, usize)> = alternative.iter().copied().enumerate().collect();
        draft(&mut case, &options);
    }
    case
}

/// Whether one draft can be worth more than another.
fn is_possible(case: &Case, one: usize, other: usize) -> bool {
    let mut case = case.clone();
    say(&mut case, Claim::Ranking([one, other].map(DraftId).to_vec()), 1.0);
    let elicited = elicit(&case, &Question::new(1, 100), &|| true);
    clashes(&case, &elicited, &|| false).sets.iter().all(|it| !it.hard)
}

#[test]
fn what_follows_from_a_ranking_is_as_published() {
    let Some(oracle) = oracle("utagms-3x3") else { return };
    let levels = levels(&table(&oracle["input"]["performances"]));
    let mut case = as_case(&levels);
    say(&mut case, Claim::Ranking([2, 1].map(DraftId).to_vec()), 1.0);
    let expected = &oracle["expected_published"];
    let necessary = relation(&expected["necessary"]);
    let possible = relation(&expected["possible_strictly_monotone"]);
    for one in 0..3 {
        for other in (0..3).filter(|it| *it != one) {
            assert_eq!(is_possible(&case, one, other), possible[one][other], "{one} {other}");
            assert_eq!(!is_possible(&case, other, one), necessary[one][other], "{one} {other}");
        }
    }
    // The opposite of what is said contradicts it, the two statements alone.
    say(&mut case, Claim::Ranking([1, 2].map(DraftId).to_vec()), 1.0);
    let elicited = elicit(&case, &Question::new(1, 100), &|| true);
    let sets = clashes(&case, &elicited, &|| false).sets;
    let last = case.statements.len() - 1;
    assert!(sets.iter().any(|it| {
        let ids: Vec<usize> = it.proof.statements().iter().map(|it| it.0).collect();
        it.hard && ids == [last - 1, last]
    }));
}

/// A sum over the steps between values that follow each other, each worth at least nothing.
fn steps(levels: &[Vec<usize>], alternative: usize) -> Vec<i64> {
    let mut steps = Vec::new();
    for criterion in 0..levels[0].len() {
        let most = levels.iter().map(|it| it[criterion]).max().unwrap_or(0);
        steps.extend((0..most).map(|it| i64::from(it < levels[alternative][criterion])));
    }
    steps
}

fn at_least(sum: &[i64], least: i64) -> Inequality {
    Inequality { terms: sum.iter().copied().enumerate().collect(), least }
}

fn less(one: &[i64], other: &[i64]) -> Vec<i64> {
    one.iter().zip(other).map(|(one, other)| one - other).collect()
}

fn holds(unknowns: usize, system: &[Inequality]) -> Option<Vec<BigRational>> {
    match decide::<BigRational>(unknowns, system, 1_000_000, &|| false) {
        Some(Decided::Point(point)) => Some(point),
        Some(Decided::Multipliers(_)) => None,
        None => panic!("not decided"),
    }
}

#[test]
fn what_can_follow_where_steps_may_be_worth_nothing_is_as_published() {
    for (id, key, preferred) in
        [("utagms-3x3", "possible_monotone", Some((2, 1))), ("utagms-dominance", "possible", None)]
    {
        let Some(oracle) = oracle(id) else { return };
        let levels = levels(&table(&oracle["input"]["performances"]));
        let utility: Vec<Vec<i64>> = (0..levels.len()).map(|it| steps(&levels, it)).collect();
        let unknowns = utility[0].len();
        // Up to scale: all steps together are worth something, and what is preferred is worth more.
        let mut system = vec![at_least(&vec![1; unknowns], 1)];
        system.extend(preferred.map(|(one, other): (usize, usize)| {
            at_least(&less(&utility[one], &utility[other]), 1)
        }));
        let expected = relation(&oracle["expected_published"][key]);
        for (one, row) in expected.iter().enumerate() {
            for (other, &possible) in row.iter().enumerate() {
                let mut asked = system.clone();
                asked.push(at_least(&less(&utility[one], &utility[other]), 0));
                assert_eq!(holds(unknowns, &asked).is_some(), possible, "{id} {one} {other}");
            }
        }
    }
}

#[test]
fn equal_alternatives_are_equal_for_certain() {
    let Some(oracle) = oracle("utagms-3x3") else { return };
    let levels = levels(&table(&oracle["input"]["performances"]));
    let [one, other] = [1, 2].map(|it| steps(&levels, it));
    let equal = [less(&one, &other), less(&other, &one)];
    let system: Vec<Inequality> = equal.iter().map(|it| at_least(it, 0)).collect();
    assert!(holds(one.len(), &system).is_some());
    for more in equal {
        assert!(holds(one.len(), &[&system[..], &[at_least(&more, 1)]].concat()).is_none());
    }
}

/// What all coefficients of piecewise linear functions are multiplied by to be whole.
const UNIT: f64 = 1_400.0;

#[test]
fn piecewise_linear_weights_reach_as_far_as_published() {
    let Some(oracle) = oracle("utastar-transport") else { return };
    let input = &oracle["input"];
    let breakpoints = table(&input["breakpoints_worst_to_best"]);
    #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
    let whole = |it: f64| it.round() as i64;
    // How much of each step between breakpoints an alternative has.
    let utility = |performance: &Vec<f64>| -> Vec<i64> {
        let criterion = |(points, &value): (&Vec<f64>, &f64)| {
            let part = move |it: &[f64]| ((value - it[0]) / (it[1] - it[0])).clamp(0.0, 1.0) * UNIT;
            points.windows(2).map(part).map(whole).collect::<Vec<_>>()
        };
        breakpoints.iter().zip(performance).flat_map(criterion).collect()
    };
    let utilities: Vec<Vec<i64>> = table(&input["performances"]).iter().map(utility).collect();
    let unknowns = utilities[0].len();
    let ranks: Vec<i64> =
        input["ranking"].as_array().unwrap().iter().map(|it| it.as_i64().unwrap()).collect();
    let margin = whole(input["epsilon"].as_f64().unwrap() * UNIT);
    let mut system = vec![at_least(&vec![1; unknowns], 1)];
    for next in 1..utilities.len() {
        let step = less(&utilities[next - 1], &utilities[next]);
        if ranks[next - 1] == ranks[next] {
            system.push(at_least(&step, 0));
            system.push(at_least(&step.iter().map(|it| -it).collect::<Vec<_>>(), 0));
        } else {
            system.push(at_least(&step.iter().map(|it| it - margin).collect::<Vec<_>>(), 0));
        }
    }
    // No errors are needed, and the utilities put all in the given order.
    let point = holds(unknowns, &system).expect("sum of errors 0");
    let value = |it: &Vec<i64>| {
        it.iter().zip(&point).map(|(&factor, it)| it * num_bigint::BigInt::from(factor)).sum()
    };
    let values: Vec<BigRational> = utilities.iter().map(value).collect();
    for next in 1..values.len() {
        assert_eq!(ranks[next - 1].cmp(&ranks[next]), values[next].cmp(&values[next - 1]));
    }
    // Each weight, in ten thousandths of all, reaches what is published, and not a step beyond.
    let mut first = 0;
    for (criterion, points) in input["criteria"].as_array().unwrap().iter().zip(&breakpoints) {
        let published = &oracle["recomputed"]["post_optimality"][criterion.as_str().unwrap()];
        let steps = first..first + points.len() - 1;
        first = steps.end;
        for (key, sign) in [("max_weight", 1), ("min_weight", -1)] {
            let bound = whole(published[key].as_f64().unwrap() * 10_000.0);
            let reaches = |bound: i64| {
                let factor = |it: usize| sign * (i64::from(steps.contains(&it)) * 10_000 - bound);
                let sum: Vec<i64> = (0..unknowns).map(factor).collect();
                holds(unknowns, &[&system[..], &[at_least(&sum, 0)]].concat()).is_some()
            };
            assert!(reaches(bound), "{criterion} {key}");
            assert!(!reaches(bound + sign), "{criterion} {key}");
        }
    }
}
