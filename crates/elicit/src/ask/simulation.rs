//! Questions that are chosen teach more than questions at random.

use onetext_case::{Case, Claim, OptionId};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::ask::asking::Asking;
use crate::ask::candidate::{candidates, holds};
use crate::elicited::Answer;
use crate::fixture::{case, draft, pattern, say};
use crate::meaning::proposition;
use crate::proposition::Of;
use crate::worlds::Worlds;
use crate::{Effort, Elicited, Question, Text, ask, elicit};

const QUESTIONS: usize = 5;

fn texts() -> Vec<Text> {
    let options = || (0..3).map(OptionId);
    let pairs = options().flat_map(|one| options().map(move |other| (one, other)));
    let triples = pairs.flat_map(|(one, other)| options().map(move |last| [one, other, last]));
    triples.map(|it| Text::outcome(&it)).collect()
}

fn start() -> Case {
    let mut case = case(1, &[(3, Some(0)), (3, Some(0)), (3, Some(0))]);
    draft(&mut case, &[(0, 1), (1, 1), (2, 1)]);
    draft(&mut case, &[(0, 2), (1, 1), (2, 2)]);
    say(&mut case, Claim::RedLine(pattern(&[(0, &[2])])), 0.7);
    case
}

fn worlds(elicited: &Elicited) -> &Worlds {
    match &elicited.views[0].answer {
        Answer::Worlds(worlds) => worlds,
        other => panic!("{other:?}"),
    }
}

/// One world of the prior, which holds the truth.
fn truth(elicited: &Elicited, world: usize) -> Worlds {
    let all = &worlds(elicited).draws;
    let mut draws = all.clone();
    for column in &mut draws.worths {
        *column = vec![column[world]];
    }
    for column in draws.real.iter_mut().chain(&mut draws.truth) {
        *column = vec![column[world]];
    }
    draws.gap = vec![all.gap[world]];
    draws.scale = vec![all.scale[world]];
    Worlds { draws, stopped: false }
}

/// Mean square by which the shares miss the truth.
fn brier(elicited: &Elicited, accepted: &[bool]) -> f64 {
    let view = &elicited.views[0];
    let readings: Vec<_> = texts().iter().map(|it| view.space.reading(it).unwrap()).collect();
    let shares = view.shares(&readings);
    let miss = |(share, &accepted): (&f64, &bool)| {
        let miss = share - f64::from(u8::from(accepted));
        miss * miss
    };
    shares.iter().zip(accepted).map(miss).sum::<f64>() / crate::converge::count(shares.len())
}

/// The misses after each question of one interview.
fn interview(world: usize, chosen: bool) -> Vec<f64> {
    let mut case = start();
    let question = Question::new(11, 300);
    let mut elicited = elicit(&case, &question, &|| false);
    let truth = truth(&elicit(&case, &Question::new(5, 100), &|| false), world);
    let view = elicited.views[0].clone();
    let accepted: Vec<bool> = texts()
        .iter()
        .map(|text| {
            let reading = view.space.reading(text).unwrap();
            let [lines, _] = crate::worlds::vetoes(&view.problem, &reading);
            0.0 <= truth.gains(&view.space, &reading, Of::Best)[0]
                && !lines.iter().any(|&it| truth.draws.real[it][0])
        })
        .collect();
    let mut random = ChaCha8Rng::seed_from_u64(u64::try_from(world).unwrap());
    let mut misses = Vec::new();
    let mut done: Vec<Asking> = Vec::new();
    for _ in 0..QUESTIONS {
        let view = &elicited.views[0];
        let all: Vec<Asking> = if chosen {
            let asked = ask(&case, &elicited, &texts(), None, &|| false).unwrap_or_default();
            asked.into_iter().map(|it| it.question).collect()
        } else {
            let all = candidates(&case, view, worlds(&elicited), &[], &|| false).unwrap();
            let mut all: Vec<Asking> = all.into_iter().map(|it| it.0).collect();
            let place = usize::try_from(random.next_u64() % 1_000).unwrap() % all.len();
            all.rotate_left(place);
            all
        };
        let Some(asking) = all.into_iter().find(|it| !done.contains(it)) else { break };
        let yes = if let Asking::Firm { statement, .. } = &asking {
            let veto = view.problem.vetoes.iter().position(|it| it.is_said_by(*statement));
            truth.draws.real[veto.unwrap()][0]
        } else {
            let claim = asking.claim(true);
            let says = proposition(&case, &view.space, &claim, &view.problem.vetoes).unwrap();
            holds(&truth, &says, &mut None)[0]
        };
        say(&mut case, asking.claim(yes), Asking::TRUST);
        done.push(asking);
        elicited = elicited.again(&case, &question, Effort::Preview, &|| false);
        misses.push(brier(&elicited, &accepted));
    }
    misses
}

#[test]
fn chosen_questions_teach_faster_than_random_ones() {
    let interviews = |chosen: bool| -> Vec<f64> {
        let worlds = (0..12).map(|it| 33 * it);
        worlds.flat_map(|it| interview(it, chosen)).collect()
    };
    let [chosen, random] = [true, false].map(interviews);
    // An interview may end early, with nothing left that is worth asking.
    let mean = |it: &[f64]| it.iter().sum::<f64>() / crate::converge::count(it.len());
    assert!(mean(&chosen) < 0.8 * mean(&random), "{chosen:.3?} against {random:.3?}");
}
