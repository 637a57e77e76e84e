//! Scenarios that others published, and what is needed to ask their parties.

use std::collections::BTreeMap;
use std::path::Path;

use onetext_case::exchange::{Issue, Number, Party, Reading, Scenario, Utility, read};
use onetext_case::{Case, Claim, Files, Generation, IssueId, OptionId, Pattern, generate};
use onetext_elicit::Text;

use crate::known::score::count;
use crate::known::{Dice, Known};
use crate::made::say;

/// The seed of all that is drawn.
pub(crate) const SEED: u64 = 20_251_202;
/// Most parties of a scenario that are looked at: the first.
const PARTIES: usize = 3;
/// The most that no agreement costs a party, where that can be had; the scale is 1.
const COST: f64 = 0.2;
/// Utilities nearer to each other than this are equal; the largest is 1.
pub(crate) const TIE: f64 = 1e-6;

/// Additive utilities, by party, issue and option: the least of each issue is 0, and the largest of
/// each party 1.
pub(crate) struct Scene {
    pub(crate) name: String,
    pub(crate) options: Vec<usize>,
    pub(crate) worths: Vec<Vec<Vec<f64>>>,
}

/// The scenarios below a folder that have additive utilities, in the order of their paths; twenty
/// generated ones without a folder.
pub(crate) fn scenes(folder: Option<&str>) -> Vec<Scene> {
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

/// The parties of a scenario, each with a value of no agreement that 25 to 60 % of the outcomes
/// reach. Without agreement every issue stays at its status quo, one option each, the same for all;
/// what that is worth beyond no agreement, the cost, is from nothing to a fifth of the party's
/// scale. The status quo is the first of many random outcomes for which that is so for all parties,
/// or else the one for which the costs are least; `None` if none has costs above zero for all.
pub(crate) fn parties(scene: &Scene, stream: u64) -> Option<Vec<Known>> {
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

/// The best and the worst of every issue, said beyond doubt: silence lies between them.
pub(crate) fn directions(case: &mut Case, party: usize, known: &Known) {
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

/// The text that settles every issue so.
pub(crate) fn text(outcome: &[usize]) -> Text {
    Text::outcome(&outcome.iter().copied().map(OptionId).collect::<Vec<_>>())
}

/// Number of outcomes; `None` if there are too many to count.
pub(crate) fn size(scene: &Scene) -> Option<usize> {
    scene.options.iter().try_fold(1_usize, |all, &it| all.checked_mul(it))
}

/// All outcomes if there are at most so many, else as many at random.
pub(crate) fn sample(scene: &Scene, most: usize, dice: &mut Dice) -> Vec<Vec<usize>> {
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
