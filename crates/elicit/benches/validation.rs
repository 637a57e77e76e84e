//! Whether parties of which the utilities are published would be understood: they say some true
//! things, and what was predicted of them is held against their utilities.
//!
//! `cargo bench -p onetext-elicit --bench validation -- --scenarios DIR` prints the table; without
//! the folder, scenarios are generated. `--repeats N` and `--draws N` say how much is drawn,
//! `--quick` does little of it, and `--docs` writes the table into the docs. The exit code is 1 if
//! a goal is missed.

mod known;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use onetext_case::exchange::{Issue, Number, Party, Reading, Scenario, Utility, read};
use onetext_case::{Case, Claim, Files, Generation, IssueId, OptionId, PartyId, Pattern, generate};
use onetext_elicit::{Question, Text, elicit, found};
use rayon::prelude::*;

use known::page::{has, number, show, tell, word};
use known::score::{Profile, Score, count};
use known::{Dice, Known, Speech, say};

const SEED: u64 = 20_251_202;
/// Numbers of statements of each party.
const STATEMENTS: [usize; 6] = [0, 5, 10, 20, 40, 80];
/// The number of statements at which the goals are set.
const AT: usize = 40;
/// The least share of right answers.
const ACCURACY: f64 = 0.86;
/// The largest share of wrong answers among the decisive ones.
const WRONG: f64 = 0.03;
/// Most parties of a scenario that are looked at: the first.
const PARTIES: usize = 3;
/// Outcomes that each party is asked about, at random.
const OUTCOMES: usize = 150;
/// Most outcomes of a scenario in which the best is searched for.
const ALL: usize = 100_000;
/// Random starts of the search for an outcome that all accept.
const STARTS: usize = 8;
/// The most that no agreement costs a party, where that can be had; the scale is 1.
const COST: f64 = 0.2;
/// Utilities nearer to each other than this are equal; the largest is 1.
const TIE: f64 = 1e-6;

/// Additive utilities, by party, issue and option: the least of each issue is 0, and the largest of
/// each party 1.
struct Scene {
    name: String,
    options: Vec<usize>,
    worths: Vec<Vec<Vec<f64>>>,
}

/// What came of one scenario, with one number of statements.
#[derive(Default)]
struct Outcomes {
    profiles: Vec<Profile>,
    /// Product of gains of the outcome found, as a share of the largest; and whether all accept it.
    best: Option<(f64, bool)>,
}

fn main() -> ExitCode {
    let repeats = number("--repeats", if has("--quick") { 1 } else { 6 });
    let draws = number("--draws", 300);
    let folder = word("--scenarios");
    let scenes = scenes(folder.as_deref());
    let source = if folder.is_some() { "published" } else { "generated" };
    let runs: Vec<(usize, usize)> =
        (0..scenes.len()).flat_map(|scene| (0..repeats).map(move |it| (scene, it))).collect();
    let done = AtomicUsize::new(0);
    let run = |&(scene, repeat): &(usize, usize)| {
        let stream = (scene * 1_000 + repeat) as u64;
        let Some(parties) = parties(&scenes[scene], stream) else {
            tell(&format!("{}: no status quo", scenes[scene].name));
            return Default::default();
        };
        let found = STATEMENTS.map(|it| outcomes(&scenes[scene], &parties, it, stream, draws));
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        let at = STATEMENTS.iter().position(|&it| it == AT).unwrap_or(0);
        let score = Score::of(&found[at].profiles);
        let name = &scenes[scene].name;
        let options = &scenes[scene].options;
        tell(&format!("{done} of {}: {name}, {options:?} options: {}", runs.len(), score.row()));
        found
    };
    let found: Vec<[Outcomes; STATEMENTS.len()]> = runs.par_iter().map(run).collect();
    let parties: usize = scenes.iter().map(|it| it.worths.len()).sum();
    let mut table = format!(
        "{} {source} scenarios with {parties} parties, {repeats} times each, {OUTCOMES} outcomes for each party, \
         {draws} draws for each of four chains.\n\n\
         | k | {} | Nash ratio | accepted by all |\n| --- |{} --- | --- |\n",
        scenes.len(),
        Score::HEAD,
        " --- |".repeat(Score::HEAD.split('|').count())
    );
    let mut met = false;
    for (place, statements) in STATEMENTS.into_iter().enumerate() {
        let profiles: Vec<Profile> =
            found.iter().flat_map(|it| it[place].profiles.clone()).collect();
        let score = Score::of(&profiles);
        let best: Vec<(f64, bool)> = found.iter().filter_map(|it| it[place].best).collect();
        let all = count(best.len().max(1));
        let ratio = best.iter().map(|it| it.0).sum::<f64>() / all;
        let accepted = count(best.iter().filter(|it| it.1).count()) / all;
        let _ = writeln!(table, "| {statements} | {} | {ratio:.2} | {accepted:.2} |", score.row());
        if statements == AT {
            met = ACCURACY <= score.accuracy && score.wrong <= WRONG;
        }
    }
    let goal =
        format!("at k = {AT} accuracy at least {ACCURACY}, wrong among decisive at most {WRONG}");
    let verdict = format!("{}: {goal}.", if met { "Met" } else { "Missed" });
    show(&format!("{table}\n{verdict}\n"), "validation", has("--docs"));
    ExitCode::from(u8::from(!met))
}

/// The parties of a scenario, each with a value of no agreement that 25 to 60 % of the outcomes
/// reach. Without agreement every issue stays at its status quo, one option each, the same for all;
/// what that is worth beyond no agreement, the cost, is from nothing to a fifth of the party's
/// scale. The status quo is the first of many random outcomes for which that is so for all parties,
/// or else the one for which the costs are least; `None` if none has costs above zero for all.
fn parties(scene: &Scene, stream: u64) -> Option<Vec<Known>> {
    let mut dice = Dice::new(SEED, stream);
    let sample = sample(scene, 20_000, &mut dice);
    let mut best: Option<(f64, Vec<usize>, Vec<f64>)> = None;
    'search: for _ in 0..50 {
        let nones: Vec<f64> =
            scene.worths.iter().map(|worths| no_agreement(worths, &sample, &mut dice)).collect();
        for _ in 0..500 {
            let outcome = dice.outcome(&scene.options);
            let parties = scene.worths.iter().zip(&nones);
            let costs: Vec<f64> =
                parties.map(|(worths, none)| worth(worths, &outcome) - none).collect();
            let most = costs.iter().copied().fold(0.0, f64::max);
            let is_lower = best.as_ref().is_none_or(|it| most < it.0);
            if costs.iter().all(|&it| 0.0 < it) && is_lower {
                best = Some((most, outcome, costs));
            }
            if best.as_ref().is_some_and(|it| it.0 <= COST) {
                break 'search;
            }
        }
    }
    let (_, silent, costs) = best?;
    let known = |(worths, &cost): (&Vec<Vec<f64>>, &f64)| Known {
        worths: worths.clone(),
        options: scene.options.clone(),
        silent: silent.clone(),
        cost,
    };
    Some(scene.worths.iter().zip(&costs).map(known).collect())
}

/// A utility that 25 to 60 % of the outcomes reach, between two of them, so that none has it.
fn no_agreement(worths: &[Vec<f64>], sample: &[Vec<usize>], dice: &mut Dice) -> f64 {
    let mut sorted: Vec<f64> = sample.iter().map(|it| worth(worths, it)).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let all = count(sorted.len());
    let mut none = 0.0;
    for _ in 0..50 {
        let share = 0.25 + 0.35 * dice.unit();
        let place = (0..sorted.len()).find(|&it| share * all <= count(it + 1)).unwrap_or(0);
        let below = sorted.iter().find(|&&it| it < sorted[place] - TIE);
        none = f64::midpoint(sorted[place], below.copied().unwrap_or(0.0));
        let reached = count(sorted.iter().filter(|&&it| none <= it).count()) / all;
        if (0.25..=0.6).contains(&reached) {
            break;
        }
    }
    none
}

fn worth(worths: &[Vec<f64>], outcome: &[usize]) -> f64 {
    outcome.iter().zip(worths).map(|(&it, worths)| worths[it]).sum()
}

/// What is predicted after so many statements of each party, beside the best and the worst of every
/// issue.
fn outcomes(
    scene: &Scene,
    parties: &[Known],
    statements: usize,
    stream: u64,
    draws: usize,
) -> Outcomes {
    let mut case = Known::case(parties);
    for (party, known) in parties.iter().enumerate() {
        directions(&mut case, party, known);
        let mut dice = Dice::new(SEED + 100 + party as u64, stream);
        let speech = Speech {
            party,
            count: statements,
            whole: true,
            truthful: 1.0,
            credence: 1.0,
            tie: TIE,
        };
        known.speak(&mut case, &speech, &mut dice);
    }
    let elicited = elicit(&case, &Question::new(stream, draws), &|| false);
    let mut dice = Dice::new(SEED + 200, stream);
    let asked: Vec<_> = (0..OUTCOMES).map(|_| dice.outcome(&scene.options)).collect();
    let mut found = Outcomes::default();
    for (party, known) in parties.iter().enumerate() {
        let view = elicited.view(PartyId(party));
        let mut profile = Profile::default();
        for outcome in &asked {
            match view.share(&text(outcome)) {
                Ok(share) => profile.answers.push((share.low, 0.0 <= known.gain(outcome))),
                Err(_) => profile.silent += 1,
            }
        }
        found.profiles.push(profile);
    }
    let product =
        |outcome: &[usize]| parties.iter().map(|it| it.gain(outcome).max(0.0)).product::<f64>();
    if size(scene).is_some_and(|it| it <= ALL) {
        let most = sample(scene, ALL, &mut Dice::new(0, 0))
            .iter()
            .map(|it| product(it))
            .fold(0.0, f64::max);
        if let (true, Ok(best)) = (0.0 < most, self::found(&case, &elicited, stream, STARTS)) {
            let outcome: Vec<usize> = best.outcome.iter().map(|it| it.0).collect();
            let accepted = parties.iter().all(|it| 0.0 <= it.gain(&outcome));
            found.best = Some((product(&outcome) / most, accepted));
        }
    }
    found
}

/// The best and the worst of every issue, said beyond doubt: silence lies between them.
fn directions(case: &mut Case, party: usize, known: &Known) {
    for (issue, worths) in known.worths.iter().enumerate() {
        let options = &worths[..known.options[issue]];
        let best = options.iter().copied().fold(0.0, f64::max);
        if best <= TIE {
            continue;
        }
        let near = |to: f64| -> Pattern {
            let places = 0..options.len();
            let near = places.filter(|&it| (options[it] - to).abs() <= TIE).map(OptionId);
            BTreeMap::from([(IssueId(issue), near.collect())])
        };
        say(case, party, Claim::Demand(near(best)), 1.0);
        say(case, party, Claim::Rejection(near(0.0)), 1.0);
    }
}

fn text(outcome: &[usize]) -> Text {
    Text::outcome(&outcome.iter().copied().map(OptionId).collect::<Vec<_>>())
}

/// Number of outcomes; `None` if there are too many to count.
fn size(scene: &Scene) -> Option<usize> {
    scene.options.iter().try_fold(1_usize, |all, &it| all.checked_mul(it))
}

/// All outcomes if there are at most so many, else as many at random.
fn sample(scene: &Scene, most: usize, dice: &mut Dice) -> Vec<Vec<usize>> {
    let all = size(scene).filter(|&it| it <= most);
    let Some(all) = all else { return (0..most).map(|_| dice.outcome(&scene.options)).collect() };
    let outcome = |mut rest: usize| {
        let mut outcome = Vec::new();
        for &options in &scene.options {
            outcome.push(rest % options);
            rest /= options;
        }
        outcome
    };
    (0..all).map(outcome).collect()
}

/// The scenarios below a folder that have additive utilities, in the order of their paths; twenty
/// generated ones without a folder.
fn scenes(folder: Option<&str>) -> Vec<Scene> {
    let mut scenes = Vec::new();
    let mut add = |name: &str, files: &Files| {
        if let Ok(scenario) = read(files, &Reading::default()) {
            scenes.extend(scene(name, &scenario));
        }
    };
    match folder {
        Some(folder) => {
            let folder = Path::new(folder);
            walk(folder, &mut |inside, files| {
                let name = inside.strip_prefix(folder).unwrap_or(inside).display();
                add(&name.to_string(), files);
            });
        }
        None => {
            for seed in 0..20 {
                let mut dice = Dice::new(SEED, seed);
                let wanted = Generation {
                    parties: 2 + dice.below(2),
                    issues: 3 + dice.below(10),
                    options: 2 + dice.below(5),
                    opposition: 10 * dice.below(10) as u64,
                    linkages: 0,
                    red_lines: 0,
                    reservation: 0,
                    seed,
                };
                add(&format!("generated {seed}"), &generate(&wanted));
            }
        }
    }
    scenes
}

/// Visits every folder with its files and those in `scores_files`.
fn walk(folder: &Path, visit: &mut impl FnMut(&Path, &Files)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|it| it.path()).collect();
    paths.sort();
    let mut files = Files::default();
    for path in &paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let within = if name == "scores_files" {
            std::fs::read_dir(path).into_iter().flatten().flatten().map(|it| it.path()).collect()
        } else {
            vec![path.clone()]
        };
        for path in within.iter().filter(|it| it.is_file()) {
            let inside = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
            files.insert(inside.into_owned(), std::fs::read(path).unwrap_or_default());
        }
        if path.is_dir() && name != "scores_files" {
            walk(path, visit);
        }
    }
    visit(folder, &files);
}

/// The additive utilities of a scenario, without Genius's cap; `None` if some party has others.
fn scene(name: &str, scenario: &Scenario) -> Option<Scene> {
    let options: Vec<usize> = scenario.issues.iter().map(Issue::len).collect();
    let count = scenario.parties.len().min(PARTIES);
    let mut scenario = scenario.clone();
    scenario.parties.truncate(count);
    for party in &mut scenario.parties {
        party.cap = None;
    }
    let is_additive = |it: &Party| matches!(it.utility, Utility::Additive(_));
    if count < 2 || !scenario.parties.iter().all(is_additive) {
        return None;
    }
    let mut outcome = vec![0; options.len()];
    let mut worths: Vec<Vec<Vec<f64>>> = vec![Vec::new(); count];
    for issue in 0..options.len() {
        let mut each = Vec::new();
        for option in 0..options[issue] {
            outcome[issue] = option;
            each.push(scenario.evaluate(&outcome));
        }
        outcome[issue] = 0;
        for (party, worths) in worths.iter_mut().enumerate() {
            let least = each.iter().map(|it| &it[party]).min()?;
            worths.push(each.iter().map(|it| Number::to_f64(&(&it[party] - least))).collect());
        }
    }
    for party in &mut worths {
        let most: f64 = party.iter().map(|it| it.iter().copied().fold(0.0, f64::max)).sum();
        if most <= 0.0 {
            return None;
        }
        party.iter_mut().flatten().for_each(|it| *it /= most);
    }
    Some(Scene { name: name.to_owned(), options, worths })
}
