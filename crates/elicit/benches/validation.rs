//! Whether parties of which the utilities are published would be understood: they say some true
//! things, and what was predicted of them is held against their utilities.
//!
//! `cargo bench -p onetext-elicit --bench validation -- --scenarios DIR` prints the table; without
//! the folder, scenarios are generated. `--repeats N` and `--draws N` say how much is drawn,
//! `--prior spiky` or `even` takes another prior, `--quick` does little of it, and `--docs` writes
//! the table into the docs. The exit code is 1 if the goal is missed for all scenarios together.

mod known;
mod made;
mod published;

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use onetext_case::{Case, PartyId};
use onetext_elicit::{Elicited, Prior, Question, elicit, found};
use rayon::prelude::*;

use known::page::{has, number, show, tell, word};
use known::score::{Profile, Score, count};
use known::{Dice, Known, Speech};
use published::{SEED, Scene, TIE, directions, parties, sample, scenes, size, text};

/// Numbers of statements of each party.
const STATEMENTS: [usize; 6] = [0, 5, 10, 20, 40, 80];
/// The number of statements at which the goals are set.
const AT: usize = 40;
/// The least share of right answers.
const ACCURACY: f64 = 0.86;
/// The largest share of wrong answers among the decisive ones.
const WRONG: f64 = 0.03;
/// Outcomes that each party is asked about, at random.
const OUTCOMES: usize = 150;
/// Most options of an issue in the second table.
const FEW: usize = 12;
/// Most outcomes of a scenario in which the best is searched for.
const ALL: usize = 100_000;
/// Random starts of the search for an outcome that all accept.
const STARTS: usize = 8;

/// What came of one scenario, with one number of statements.
#[derive(Default)]
struct Outcomes {
    profiles: Vec<Profile>,
    /// Product of gains of the outcome found, as a share of the largest; and whether all accept it.
    best: Option<(f64, bool)>,
}

fn main() -> ExitCode {
    let repeats = number("--repeats", if has("--quick") { 1 } else { 10 });
    let draws = number("--draws", Question::DRAWS);
    let prior = match word("--prior").as_deref() {
        Some("spiky") => Prior::Spiky,
        Some("even") => Prior::Even,
        _ => Prior::Flat,
    };
    let question = Question { prior, ..Question::new(0, draws) };
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
        let found = STATEMENTS.map(|it| outcomes(&scenes[scene], &parties, it, stream, &question));
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        let at = STATEMENTS.iter().position(|&it| it == AT).unwrap_or(0);
        let score = Score::of(&found[at].profiles);
        let name = &scenes[scene].name;
        let options = &scenes[scene].options;
        tell(&format!("{done} of {}: {name}, {options:?} options: {}", runs.len(), score.row()));
        found
    };
    let found: Vec<[Outcomes; STATEMENTS.len()]> = runs.par_iter().map(run).collect();
    let head = format!(
        "| k | {} | Nash ratio | accepted by all |\n| --- |{} --- | --- |\n",
        Score::HEAD,
        " --- |".repeat(Score::HEAD.split('|').count())
    );
    let mut table = String::new();
    let mut verdicts = Vec::new();
    for (most, which) in [(usize::MAX, ""), (FEW, " that have at most 12 options for each issue")] {
        let is_in = |scene: usize| scenes[scene].options.iter().all(|&it| it <= most);
        let scenes: Vec<&Scene> =
            (0..scenes.len()).filter(|&it| is_in(it)).map(|it| &scenes[it]).collect();
        let parties: usize = scenes.iter().map(|it| it.worths.len()).sum();
        let _ = writeln!(
            table,
            "{} {source} scenarios{which}, {parties} parties, {repeats} times each, {OUTCOMES} \
             outcomes for each party, {draws} draws for each of four chains, {prior:?} prior:\n\n{head}",
            scenes.len()
        );
        table.pop();
        let found: Vec<&[Outcomes; STATEMENTS.len()]> =
            runs.iter().zip(&found).filter(|it| is_in(it.0.0)).map(|it| it.1).collect();
        for (place, statements) in STATEMENTS.into_iter().enumerate() {
            let (score, row) = figures(&found, place);
            let _ = writeln!(table, "| {statements} | {row} |");
            if statements == AT {
                let met = ACCURACY <= score.accuracy && score.wrong <= WRONG;
                let met = if met { "met" } else { "**missed**" };
                verdicts.push(format!("for the {} scenarios{which} {met}", scenes.len()));
            }
        }
        table.push('\n');
    }
    let verdict = format!(
        "At k = {AT} accuracy at least {ACCURACY} and wrong among decisive at most {WRONG}: {}.",
        verdicts.join(", ")
    );
    show(&format!("{table}{verdict}\n"), "validation", has("--docs"));
    ExitCode::from(u8::from(verdicts[0].contains("missed")))
}

/// The figures at one number of statements, and the cells of the table.
fn figures(found: &[&[Outcomes; STATEMENTS.len()]], place: usize) -> (Score, String) {
    let profiles: Vec<Profile> = found.iter().flat_map(|it| it[place].profiles.clone()).collect();
    let score = Score::of(&profiles);
    let best: Vec<(f64, bool)> = found.iter().filter_map(|it| it[place].best).collect();
    let all = count(best.len().max(1));
    let ratio = best.iter().map(|it| it.0).sum::<f64>() / all;
    let accepted = count(best.iter().filter(|it| it.1).count()) / all;
    (score, format!("{} | {ratio:.2} | {accepted:.2}", score.row()))
}

/// What is predicted after so many statements of each party, beside the best and the worst of every
/// issue.
fn outcomes(
    scene: &Scene,
    parties: &[Known],
    statements: usize,
    stream: u64,
    question: &Question,
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
    let elicited = elicit(&case, &Question { seed: stream, ..question.clone() }, &|| false);
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
        let all = sample(scene, ALL, &mut Dice::new(0, 0));
        let most = all.iter().map(|it| product(it)).fold(0.0, f64::max);
        if let (true, Some(outcome)) = (0.0 < most, recommended(&case, &elicited, stream, &asked)) {
            let accepted = parties.iter().all(|it| 0.0 <= it.gain(&outcome));
            found.best = Some((product(&outcome) / most, accepted));
        }
    }
    found
}

/// The outcome with the largest expected Nash product, of some at random, the one that all accept
/// most often, and what differs from either on one issue.
fn recommended(
    case: &Case,
    elicited: &Elicited,
    seed: u64,
    random: &[Vec<usize>],
) -> Option<Vec<usize>> {
    let worth = |outcome: &Vec<usize>| elicited.nash(&text(outcome)).ok().map(|it| it.low);
    let found = found(case, elicited, seed, STARTS).ok();
    let found = found.map(|it| it.outcome.iter().map(|it| it.0).collect());
    let best = |outcomes: Vec<Vec<usize>>| {
        let worths = outcomes.into_iter().filter_map(|it| Some((worth(&it)?, it)));
        worths.reduce(|best, next| if best.0 < next.0 { next } else { best })
    };
    let (mut most, mut outcome) = best(random.iter().cloned().chain(found).collect())?;
    loop {
        let mut near = Vec::new();
        for (issue, it) in case.issues.iter().enumerate() {
            for option in 0..it.options.len() {
                let mut other = outcome.clone();
                other[issue] = option;
                near.push(other);
            }
        }
        match best(near) {
            Some(next) if most < next.0 => (most, outcome) = next,
            _ => return Some(outcome),
        }
    }
}
