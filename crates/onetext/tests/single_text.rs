//! The single text on published scenarios: ours beside proposals at random.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use onetext::NamedProblem;
use onetext_bargain::{Problem, Stop};
use onetext_case::Files;
use onetext_case::exchange::{Reading, read};
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

#[test]
fn experiment() {
    for folder in ["scenarios/anac/y2015/group2-politics", "scenarios/anac/y2016/AgentHp2", "scenarios/other/Domain8",
        "llm-deliberation/games_descriptions/base", "llm-deliberation/games_descriptions/base_7players"] {
        let Some(path) = shared(folder) else { continue };
        let problem = problem(&path);
        let space = problem.space();
        println!("{folder}: {} parties, {} issues, {:?} outcomes, {:?}", problem.parties().len(), space.issue_count(), space.size(), problem.parties().iter().map(|it| (it.interactions.len(), it.reservation)).collect::<Vec<_>>());
        let plan = Plan { runs: 40, rounds: 20, seed: 1 };
        for rule in [Rule::Acceptable] {
            for proposing in [Proposing::Estimating { wishes: 5 }, Proposing::Estimating { wishes: 10 }, Proposing::Estimating { wishes: 1000 }] {
                let begun = std::time::Instant::now();
                let it = simulate(&problem, &Protocol::SingleText { proposing, rule }, plan, &Stop::default()).unwrap();
                println!("  {rule:?} {proposing:?}: agreed {} rounds {:?} shares {:?} efficient {} unknown {} {:?}", it.agreements(), it.rounds().unwrap().0, it.shares().map(|it| it.0.map(|it| (it * 1000.0).round() / 1000.0)), it.with(Efficiency::Efficient), it.with(Efficiency::Unknown), begun.elapsed());
            }
        }
    }
}
