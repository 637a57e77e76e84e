//! The single text on published scenarios: ours beside proposals at random.

#![expect(clippy::print_stdout, reason = "a table is what it shows; a test that skips says so")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use onetext::NamedProblem;
use onetext_bargain::{Exactness, Problem, Stop};
use onetext_case::exchange::{Reading, read};
use onetext_case::{Files, Generation, generate, parse};
use onetext_mediate::protocol::{Draw, Rule};
use onetext_mediate::simulate::{Efficiency, Plan, Proposing, Protocol, simulate};

fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(folder);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn problem(folder: &Path) -> Problem {
    let mut files = Files::default();
    for inside in ["", "scores_files/"] {
        let Ok(entries) = std::fs::read_dir(folder.join(inside)) else { continue };
        for path in entries.map(|it| it.expect("readable").path()).filter(|it| it.is_file()) {
            let name = path.file_name().expect("a file").to_string_lossy();
            files.insert(format!("{inside}{name}"), std::fs::read(&path).expect("readable"));
        }
    }
    let scenario = read(&files, &Reading::default()).expect("a scenario");
    let whole = NamedProblem::from_scenario(&scenario, &BTreeMap::new(), None);
    whole
        .or_else(|_| NamedProblem::from_scenario(&scenario, &BTreeMap::new(), Some(6)))
        .expect("a problem")
        .problem
}

/// A random problem of so many parties, issues and options, from the generator of cases.
fn generated(parties: usize, issues: usize, options: usize, seed: u64) -> Problem {
    let files = generate(&Generation {
        parties,
        issues,
        options,
        opposition: 40,
        linkages: 2,
        red_lines: 2,
        reservation: 40,
        seed,
    });
    let parsed = parse(&files);
    NamedProblem::new(&parsed.case, &BTreeMap::new()).expect("a case in numbers").problem
}

/// Twenty runs of twenty rounds for each way to propose; ours comes last.
///
/// A round is one text put to all parties, and an answer of each. Mediators get the issues, the
/// options and the linkages, and what is answered; no code path leads from the utilities to them.
fn table(name: &str, problem: &Problem, told: &mut String) {
    let plan = Plan { runs: 20, rounds: 20, seed: 1 };
    let ours = |wishes| (Proposing::Estimating { wishes }, Rule::Acceptable);
    let ways = [
        ("at random, none worse", (Proposing::Blind(Draw::Anew), Rule::Better)),
        ("mutation, none worse", (Proposing::Blind(Draw::Mutation), Rule::Better)),
        ("mutation, acceptable", (Proposing::Blind(Draw::Mutation), Rule::Acceptable)),
        ("ours, votes alone", ours(0)),
        ("ours, 1 wish", ours(1)),
        ("ours, 3 wishes", ours(3)),
        ("ours, 10 wishes", ours(10)),
        ("ours, all wishes", ours(usize::MAX)),
    ];
    let size = problem.space().size().unwrap_or(u128::MAX);
    let _ = writeln!(told, "{name}: {} parties, {size} outcomes", problem.parties().len());
    let mut last = None;
    for (way, (proposing, rule)) in ways {
        let protocol = Protocol::SingleText { proposing, rule };
        let found = simulate(problem, &protocol, plan, &Stop::default()).expect("simulated");
        let [least, low, median, high, _] = found.shares().expect("an optimum").0;
        let efficient = found.with(Efficiency::Efficient);
        let (agreed, rounds) = (found.agreements(), found.rounds().expect("runs").median());
        let _ = writeln!(
            told,
            "  {way:<22} agreed {agreed:>2}  rounds {rounds:>4}  share {median:.3} \
             [{low:.3}, {high:.3}] least {least:.3}  efficient {efficient:>2}"
        );
        assert!(
            matches!(&found.optimum, Ok((_, Exactness::Exact))),
            "{name}: the optimum is exact"
        );
        last = Some((median, efficient));
    }
    let (median, efficient) = last.expect("ours");
    assert!(0.95 <= median, "{name}: {median}\n{told}");
    assert!(18 <= efficient, "{name}: {efficient}\n{told}");
}

#[test]
fn published_scenarios_end_near_the_optimum() {
    let mut told = String::new();
    for folder in ["anac/y2015/group2-politics", "anac/y2016/AgentHp2", "other/Domain8"] {
        let Some(path) = shared(&format!("scenarios/{folder}")) else { continue };
        table(folder, &problem(&path), &mut told);
    }
    println!("{told}");
}

#[test]
fn generated_cases_end_near_the_optimum() {
    let mut told = String::new();
    for (parties, issues, options, seed) in [(3, 6, 4, 1), (4, 8, 3, 2), (5, 6, 3, 3)] {
        let problem = generated(parties, issues, options, seed);
        table(&format!("generated, seed {seed}"), &problem, &mut told);
    }
    println!("{told}");
}
