//! What exact answers take: medians of five runs on one thread, and the answers themselves.
//!
//! `cargo bench -p onetext-bargain --bench table` prints all rows, and with a word after `--` those that have it.

#[path = "../tests/bargain/generator.rs"]
mod generator;

use std::time::{Duration, Instant};

use generator::{Family, Recipe, SplitMix, with_red_lines};
use onetext_bargain::{
    Among, Answer, Error, OptionId, Outcome, Party, PartyId, Payoffs, Problem, Solution, Stop,
    best_for, cover, egalitarian, frontier, kalai_smorodinsky, maximin, nash, nearest, relax,
    unlock, utilitarian, zopa,
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
        for (parties, percent) in [(4, 5), (5, 5), (6, 10), (6, 5)] {
            let problem = Recipe::new(Uniform, 28, parties).problem();
            self.row(&format!("cover within {percent} %, {parties} parties"), || {
                covered(&problem, percent)
            });
        }
        for parties in 2..=4 {
            let problem = blocked(parties);
            self.row(&format!("blocking set of 50 red lines, {parties} parties"), || match unlock(
                &problem,
                1,
                &Stop::default(),
            ) {
                Ok(found) => format!("{} barriers", found.value.blocking[0].len()),
                Err(error) => format!("{error}"),
            });
            self.row(&format!("smallest relaxation of 50 red lines, {parties} parties"), || {
                match relax(&problem, &Stop::default()) {
                    Ok(found) => {
                        format!("{} barriers, {:?}", found.value.dropped.len(), found.exactness)
                    }
                    Err(error) => format!("{error}"),
                }
            });
        }
        let recipe = Recipe { options: 2, reservation: 480, ..Recipe::new(ZeroSum, 27, 2) };
        let problem = recipe.problem();
        self.row("all questions, zero sum of 27 binary issues", || all_questions(&problem));
        let name = "10,000 Nash points, 3 parties";
        if self.wants(name) {
            let samples: Vec<_> = (0..10_000)
                .map(|seed| Recipe { seed, ..Recipe::new(Uniform, 28, 3) }.problem())
                .collect();
            self.row(name, || {
                let found = samples.iter().filter_map(|it| nash(it, &Stop::default()).ok());
                format!("{} found", found.count())
            });
        }
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

    fn wants(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|it| name.contains(it.as_str()))
    }

    /// The median time of five runs, or of one where it takes longer than two seconds.
    #[expect(clippy::print_stdout, reason = "a table on the screen is what this is for")]
    #[expect(clippy::disallowed_methods, reason = "times are what this is for")]
    fn row(&self, name: &str, run: impl Fn() -> String) {
        if !self.wants(name) {
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

const RULES: [(Rule, &str); 5] = [
    (nash, "Nash"),
    (kalai_smorodinsky, "Kalai-Smorodinsky"),
    (egalitarian, "egalitarian"),
    (maximin, "largest smallest gain"),
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

/// A problem of some 50 red lines, with reservation values that they keep just out of reach.
fn blocked(parties: usize) -> Problem {
    let problem = |reservation| {
        let recipe = Recipe { reservation, ..Recipe::new(Family::Uniform, 28, parties) };
        with_red_lines(&recipe.problem(), 50_usize.div_ceil(parties), 1)
    };
    let is_blocked = |it: &Problem| utilitarian(it, &Stop::default()).is_err();
    (500..).step_by(10).map(problem).find(is_blocked).expect("nothing reaches the sky")
}

/// Every question but those for several answers, one after the other.
fn all_questions(problem: &Problem) -> String {
    let stop = Stop::default();
    let bars = Payoffs(problem.parties().iter().map(|it| it.reservation).collect());
    let draft = Outcome(vec![OptionId(0); problem.space().issue_count()]);
    let weights = vec![1; draft.0.len()];
    let rules = RULES.iter().filter(|(rule, _)| rule(problem, &stop).is_ok()).count();
    let others = [
        best_for(problem, PartyId(0), &bars, &stop).is_ok(),
        nearest(problem, &draft, &weights, &stop).is_ok(),
        zopa(problem, &stop).is_ok(),
        frontier(problem, Among::Feasible, &stop).is_ok(),
        unlock(problem, 10, &stop).is_ok(),
        relax(problem, &stop).is_ok(),
    ];
    format!("{} answers", rules + others.into_iter().filter(|it| *it).count())
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
