//! What exact answers take: medians of five runs on one thread, and the answers themselves.
//!
//! `cargo bench -p onetext-bargain --bench table` prints all rows, and with a word after `--` those that have it.

#[path = "../tests/bargain/generator.rs"]
mod generator;

use std::time::{Duration, Instant};

use generator::{Family, Recipe, SplitMix};
use onetext_bargain::{
    Among, Answer, Error, OptionId, Outcome, Party, Problem, Solution, Stop, cover, egalitarian,
    frontier, kalai_smorodinsky, nash, nearest, utilitarian, zopa,
};

fn main() {
    let wanted: Vec<_> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let table = Table { wanted };
    pool.expect("one thread can be started").install(|| table.print());
}

struct Table {
    wanted: Vec<String>,
}

impl Table {
    fn print(&self) {
        use Family::{Opposed, Uniform, ZeroSum};
        for (rule, name) in RULES {
            for (family, drawn) in [(Uniform, "uniform"), (Opposed, "opposed")] {
                for parties in [2, 3, 4, 6] {
                    let problem = Recipe::new(family, 28, parties).problem();
                    self.row(&format!("{name}, {parties} parties, {drawn}"), || {
                        pick(rule, &problem)
                    });
                }
            }
            for parties in [2, 3, 4, 6] {
                let problem =
                    Recipe { linkages: 10, ..Recipe::new(Uniform, 28, parties) }.problem();
                self.row(&format!("{name}, {parties} parties, 10 linkages"), || {
                    pick(rule, &problem)
                });
            }
            let recipe = Recipe { options: 2, reservation: 480, ..Recipe::new(ZeroSum, 27, 2) };
            let problem = recipe.problem();
            self.row(&format!("{name}, zero sum of 27 binary issues"), || pick(rule, &problem));
        }
        let problem = Recipe { reservation: 700, ..Recipe::new(Uniform, 28, 3) }.problem();
        self.row("zopa, 3 parties, uniform, high floors", || counted(&problem));
        let problem = Recipe::new(Uniform, 28, 3).problem();
        self.row("zopa, 3 parties, uniform", || counted(&problem));
        let problem = Recipe::new(Uniform, 28, 2).problem();
        self.row("zopa, 2 parties, uniform", || counted(&problem));
        for parties in 2..=4 {
            let problem =
                Recipe { reservation: 700, ..Recipe::new(Uniform, 28, parties) }.problem();
            let mut draws = SplitMix(778);
            let option = |_| OptionId(u8::try_from(draws.below(4)).expect("four options"));
            let draft = Outcome((0..28).map(option).collect());
            self.row(&format!("nearest, {parties} parties"), || {
                match nearest(&problem, &draft, &[1; 28], &Stop::default()) {
                    Ok(found) => format!("{} changes, {:?}", found.value.changes, found.exactness),
                    Err(error) => format!("{error}"),
                }
            });
        }
        for (parties, percent) in [(4, 5), (5, 5), (6, 10)] {
            let problem = Recipe::new(Uniform, 28, parties).problem();
            self.row(&format!("cover within {percent} %, {parties} parties"), || {
                covered(&problem, percent)
            });
        }
        let samples: Vec<_> = (0..10_000)
            .map(|seed| Recipe { seed, ..Recipe::new(Uniform, 28, 3) }.problem())
            .collect();
        self.row("10,000 Nash points, 3 parties", || {
            let found = samples.iter().filter_map(|it| nash(it, &Stop::default()).ok());
            format!("{} found", found.count())
        });
        drop(samples);
        for (family, name) in [(Uniform, "uniform"), (Opposed, "opposed")] {
            for parties in 2..=4 {
                let problem = Recipe::new(family, 28, parties).problem();
                self.row(&format!("frontier, {parties} parties, {name}"), || points(&problem));
            }
        }
        let problem = Recipe { linkages: 10, ..Recipe::new(Uniform, 28, 3) }.problem();
        self.row("frontier, 3 parties, 10 linkages", || points(&problem));
        let problem = Recipe::new(Uniform, 60, 3).problem();
        self.row("frontier, 3 parties, 60 issues", || points(&problem));
        for parties in 2..=3 {
            let recipe = Recipe { interactions: 40, ..Recipe::new(Uniform, 28, parties) };
            let problem = recipe.problem();
            self.row(&format!("frontier, {parties} parties, 40 interactions"), || points(&problem));
        }
        let recipe = Recipe { options: 2, reservation: 480, ..Recipe::new(ZeroSum, 27, 2) };
        let problem = recipe.problem();
        self.row("frontier, zero sum of 27 binary issues", || points(&problem));
        let problem = Recipe::new(Uniform, 28, 5).problem();
        self.row("frontier, 5 parties, uniform", || points(&problem));
    }

    /// The median time of five runs, or of one where it takes longer than two seconds.
    #[expect(clippy::print_stdout, reason = "a table on the screen is what this is for")]
    #[expect(clippy::disallowed_methods, reason = "times are what this is for")]
    fn row(&self, name: &str, run: impl Fn() -> String) {
        let name_matches = |it: &String| name.contains(it.as_str());
        if !self.wanted.is_empty() && !self.wanted.iter().any(name_matches) {
            return;
        }
        let mut times = Vec::new();
        let mut found = String::new();
        while times.len() < 5 {
            let begin = Instant::now();
            found = run();
            times.push(begin.elapsed());
            if Duration::from_secs(2) < times[0] {
                break;
            }
        }
        times.sort_unstable();
        println!("{name:48} {:>12.3} ms  {found}", times[times.len() / 2].as_secs_f64() * 1e3);
    }
}

/// A rule that picks an outcome.
type Rule = fn(&Problem, &Stop) -> Result<Answer<Solution>, Error>;

const RULES: [(Rule, &str); 4] = [
    (nash, "Nash"),
    (kalai_smorodinsky, "Kalai-Smorodinsky"),
    (egalitarian, "egalitarian"),
    (utilitarian, "utilitarian"),
];

fn pick(rule: Rule, problem: &Problem) -> String {
    match rule(problem, &Stop::default()) {
        Ok(Answer { value, exactness, effort }) => format!(
            "{:?}, {} optimal, {exactness:?}, {} nodes, {} labels",
            value.payoffs.0, value.optimal, effort.nodes, effort.labels
        ),
        Err(error) => format!("{error}"),
    }
}

/// A cover with a tolerance in percent of what each party can get at most.
fn covered(problem: &Problem, percent: u64) -> String {
    let best = |it: &Party| -> u64 {
        it.utilities.iter().filter_map(|it| it.iter().max()).map(|it| it.unsigned_abs()).sum()
    };
    let tolerance: Vec<_> = problem.parties().iter().map(|it| best(it) * percent / 100).collect();
    match cover(problem, Among::Feasible, &tolerance, &Stop::default()) {
        Ok(found) => format!("{} points, {} nodes", found.value.points.len(), found.effort.nodes),
        Err(error) => format!("{error}"),
    }
}

fn counted(problem: &Problem) -> String {
    match zopa(problem, &Stop::default()) {
        Ok(Answer { value, exactness, .. }) => {
            format!("{} in {:?}, {exactness:?}", value.acceptable, value.between)
        }
        Err(error) => format!("{error}"),
    }
}

fn points(problem: &Problem) -> String {
    match frontier(problem, Among::Feasible, &Stop::default()) {
        Ok(found) => format!("{} points, {} labels", found.value.len(), found.effort.labels),
        Err(error) => format!("{error}"),
    }
}
