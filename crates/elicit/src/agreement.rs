//! Samplers against what is known by other means: importance sampling, and a hidden truth.

use onetext_case::{Case, Claim, IssueId, OptionId, PartyId, Step, Swing, Target};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;
use rayon::prelude::*;

use crate::chain::Setup;
use crate::elicited::Answer;
use crate::fixture::{case, chance, pattern, prospect, say};
use crate::lower::{Problem, lower};
use crate::model::{Model, violation};
use crate::space::Space;
use crate::walk::{State, Walk, below, gamma};
use crate::{Assumptions, Effort, Elicited, Error, Prior, Progress, Question, Text, elicit};

/// A hidden world, about issues of some options, silence being the first of each.
struct Truth {
    options: usize,
    worths: Vec<Vec<f64>>,
    cost: f64,
    random: ChaCha8Rng,
}

impl Truth {
    fn new(seed: u64, issues: usize, options: usize) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut worth = || gamma(Prior::Flat, &mut random);
        let worths = (0..issues).map(|_| (0..options).map(|_| worth()).collect()).collect();
        let cost = worth();
        Self { options, worths, cost, random }
    }

    fn outcome(&mut self) -> Vec<usize> {
        (0..self.worths.len()).map(|_| below(&mut self.random, self.options)).collect()
    }

    fn utility(&self, outcome: &[usize]) -> f64 {
        outcome.iter().zip(&self.worths).map(|(&it, worths)| worths[it]).sum()
    }

    fn accepts(&self, outcome: &[usize]) -> bool {
        self.utility(&vec![0; outcome.len()]) - self.cost <= self.utility(outcome)
    }

    /// A true claim: two options, two steps, two texts or one, in turn.
    fn claim(&mut self, kind: usize) -> Claim {
        let all = |outcome: &[usize]| {
            let named: Vec<[usize; 1]> = outcome.iter().map(|&it| [it]).collect();
            pattern(
                &named.iter().enumerate().map(|(it, named)| (it, &named[..])).collect::<Vec<_>>(),
            )
        };
        let mut pick = |below_: usize| below(&mut self.random, below_);
        match kind % 4 {
            0 => {
                let (issue, one) = (pick(self.worths.len()), pick(self.options));
                let other = (one + 1 + pick(self.options - 1)) % self.options;
                let worths = &self.worths[issue];
                let (one, other) =
                    if worths[other] <= worths[one] { (one, other) } else { (other, one) };
                let [prefer, over] = [one, other].map(|it| pattern(&[(issue, &[it])]));
                Claim::Preference { prefer, over }
            }
            1 => {
                let first = pick(self.worths.len());
                let second = (first + 1 + pick(self.worths.len() - 1)) % self.worths.len();
                let mut gained = Vec::new();
                let mut steps = Vec::new();
                for issue in [first, second] {
                    let from = pick(self.options);
                    let to = (from + 1 + pick(self.options - 1)) % self.options;
                    gained.push(self.worths[issue][to] - self.worths[issue][from]);
                    steps.push(Step {
                        issue: IssueId(issue),
                        from: OptionId(from),
                        to: OptionId(to),
                    });
                }
                let (prefer, over) = if gained[1] <= gained[0] {
                    (steps[0], steps[1])
                } else {
                    (steps[1], steps[0])
                };
                Claim::Trade { prefer, over, times: 1 }
            }
            2 => {
                let [one, other] = [0, 1].map(|_| self.outcome());
                let (one, other) = if self.utility(&other) <= self.utility(&one) {
                    (one, other)
                } else {
                    (other, one)
                };
                let [prefer, over] = [one, other].map(|it| all(&it));
                Claim::Preference { prefer, over }
            }
            _ => {
                let outcome = self.outcome();
                let target = Target::Package(all(&outcome));
                if self.accepts(&outcome) {
                    Claim::Acceptance(target)
                } else {
                    Claim::Refusal(target)
                }
            }
        }
    }
}

fn text(outcome: &[usize]) -> Text {
    Text::outcome(&outcome.iter().map(|&it| OptionId(it)).collect::<Vec<_>>())
}

/// A small case with red lines, prospects, open packages and swings.
fn arb_case(random: &mut ChaCha8Rng, hard: bool) -> Case {
    let mut pick = |count: usize| below(random, count);
    let mut case = case(1, &[(3, Some(0)), (2 + pick(2), None), (2, Some(1))]);
    if pick(2) == 0 {
        prospect(&mut case, &[(0, 2)]);
    }
    for _ in 0..4 + pick(3) {
        let [first, second] = [[0, 1], [1, 2], [2, 0]][pick(3)];
        let [one, other] = [pick(2), pick(2)];
        let single = pattern(&[(first, &[one])]);
        let both = pattern(&[(first, &[one]), (second, &[other])]);
        let open = pattern(&[(first, &[0, 1]), (second, &[other])]);
        let claim = match pick(10) {
            0 => Claim::RedLine(single),
            1 => Claim::RedLine(both),
            2 => Claim::Requires(single),
            3 => {
                let swings = [first, second].map(|it| Swing::Issue(IssueId(it))).to_vec();
                Claim::Priority { swings, times: 1 }
            }
            4 => Claim::Preference { prefer: open, over: single },
            5 => Claim::Acceptance(Target::Package(both)),
            6 => Claim::Refusal(Target::Package(single)),
            7 => Claim::Demand(single),
            8 => Claim::Acceptance(Target::Package(open)),
            _ if case.prospects.is_empty() => Claim::Support(single),
            _ => {
                Claim::Estimate { prospect: onetext_case::ProspectId(0), chance: chance(0.55, 0.8) }
            }
        };
        let is_hard = hard && !matches!(claim, Claim::RedLine(_) | Claim::Estimate { .. });
        say(&mut case, claim, if is_hard { 1.0 } else { [0.6, 0.75, 0.9][pick(3)] });
    }
    case
}

/// Shares of texts with their standard errors, from worlds of the prior, weighed.
fn by_importance(
    case: &Case,
    prior: Prior,
    texts: &[Vec<usize>],
    draws: usize,
    seed: u64,
) -> Vec<(f64, f64)> {
    let space = Space::new(case);
    let (space, problem, _) = lower(case, &space, PartyId(0), &Assumptions::default());
    let densities = Setup::densities(&Problem { rows: Vec::new(), ..problem.clone() });
    let model = Model::new(&problem, &densities, prior, space.worths, &[]);
    let mut walk = Walk::new(State::default(), seed, 1 << 40);
    let mut weights = Vec::new();
    let mut passes = vec![Vec::new(); texts.len()];
    for _ in 0..draws {
        walk.draw_prior(&model);
        let state = &walk.state;
        let gap = state.gap(&model);
        let rows = problem.rows.iter().map(|row| {
            let fails = violation(&row.what, &state.at, gap, &state.real, 0.0);
            if fails <= 0.0 { row.credence } else { 1.0 - row.credence }
        });
        weights.push(rows.product::<f64>());
        for (passes, text) in passes.iter_mut().zip(texts) {
            let worth = |(issue, &level): (usize, &usize)| {
                state.at[space.at(issue, level)] - state.at[space.at(issue, space.silent(issue))]
            };
            let gain = gap + text.iter().enumerate().map(worth).sum::<f64>();
            let reading: Vec<Vec<usize>> = text.iter().map(|&it| vec![it]).collect();
            let mut vetoes = problem.vetoes.iter().zip(&state.real);
            let blocked = vetoes.any(|(it, &real)| real && it.what.some(&reading));
            passes.push(0.0 <= gain && !blocked);
        }
    }
    let sum: f64 = weights.iter().sum();
    let estimate = |passes: Vec<bool>| {
        let pairs =
            || weights.iter().zip(&passes).map(|(it, &pass)| (it, f64::from(u8::from(pass))));
        let share = pairs().map(|(weight, pass)| weight * pass).sum::<f64>() / sum;
        let spread = pairs().map(|(weight, pass)| weight * (pass - share));
        (share, spread.map(|it| it * it).sum::<f64>().sqrt() / sum)
    };
    passes.into_iter().map(estimate).collect()
}

/// Differences in joint standard errors between sampling and importance.
fn differences(seed: u64, hard: bool, prior: Prior) -> Vec<(f64, String)> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let case = arb_case(&mut random, hard);
    let texts: Vec<Vec<usize>> =
        (0..3).map(|_| (0..3).map(|_| below(&mut random, 2)).collect()).collect();
    let exact = by_importance(&case, prior, &texts, 40_000, seed);
    let elicited = elicit(&case, &Question { prior, ..Question::new(seed, 1_000) }, &|| false);
    let mut found = Vec::new();
    for (outcome, (exact, exact_error)) in texts.iter().zip(exact) {
        match elicited.views[0].share(&text(outcome)) {
            Ok(share) => {
                let error = (share.error / 1.96).hypot(exact_error);
                let line =
                    format!("seed {seed}, {prior:?}: {outcome:?} {:.4}, {exact:.4}", share.low);
                found.push(((share.low - exact) / error, line));
            }
            Err(Error::Unmet { .. }) => assert!(exact.is_nan(), "seed {seed}: {exact}"),
            Err(error) => panic!("seed {seed}: {error}"),
        }
    }
    found
}

/// All differences, of which one in 370 is beyond 3 standard errors by chance.
fn check(seeds: std::ops::Range<u64>, hard: bool) {
    let priors = [Prior::Flat, Prior::Spiky, Prior::Even];
    let mut found: Vec<(f64, String)> = seeds
        .into_par_iter()
        .flat_map_iter(|it| differences(it, hard, priors[usize::try_from(it % 3).unwrap_or(0)]))
        .collect();
    found.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()));
    let worst = format!("{:#?}", &found[..found.len().min(6)]);
    let square =
        found.iter().map(|it| it.0 * it.0).sum::<f64>() / crate::converge::count(found.len());
    assert!(found[0].0.abs() < 3.5, "{worst}");
    assert!(found.iter().filter(|it| 3.0 < it.0.abs()).count() <= 1, "{worst}");
    assert!((0.4..1.6).contains(&square), "mean square {square}: {worst}");
}

#[test]
fn soft_statements_agree_with_importance_sampling_under_three_priors() {
    check(0..30, false);
}

#[test]
fn hard_statements_agree_with_importance_sampling_under_three_priors() {
    check(300..330, true);
}

/// Chains that start far away on 21 to 41 unknowns with 80 to 160 hard statements.
#[test]
fn over_determined_cases_give_numbers_only_where_the_starts_agree() {
    let cases = [(5, 80), (5, 160), (7, 120), (10, 160)];
    let found: Vec<[usize; 4]> = (0..8_usize)
        .into_par_iter()
        .map(|seed| {
            let (issues, statements) = cases[seed % 4];
            let mut truth = Truth::new(40 + seed as u64, issues, 4);
            let mut case = case(1, &vec![(4, Some(0)); issues]);
            for kind in 0..statements {
                say(&mut case, truth.claim(kind), 1.0);
            }
            let view = &elicit(&case, &Question::new(3, 300), &|| false).views[0];
            let long = &elicit(&case, &Question::new(4, 1_500), &|| false).views[0];
            let [mut given, mut right, mut sure, mut wrong] = [0; 4];
            for _ in 0..100 {
                let outcome = truth.outcome();
                let Ok(share) = view.share(&text(&outcome)) else { continue };
                let accepts = truth.accepts(&outcome);
                given += 1;
                right += usize::from((0.5 < share.low) == accepts);
                if !(0.05..0.95).contains(&share.low) {
                    sure += 1;
                    wrong += usize::from((0.5 < share.low) != accepts);
                }
                if let Ok(long) = long.share(&text(&outcome)) {
                    let error = share.error.hypot(long.error) / 1.96;
                    let apart = (share.low - long.low).abs() / error;
                    assert!(apart < 4.5, "case {seed}: {share:?} against {long:?}");
                }
            }
            [given, right, sure, wrong]
        })
        .collect();
    let [given, right, sure, wrong] =
        [0, 1, 2, 3].map(|at| found.iter().map(|it| it[at]).sum::<usize>());
    assert!(640 <= given, "{found:?}");
    assert!(90 * given <= 100 * right, "{found:?}");
    assert!(100 * wrong <= 2 * sure, "{found:?}");
}

/// What is drawn again after a change agrees with what is drawn anew.
fn check_again(seed: u64, hard: bool) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut before = arb_case(&mut random, hard);
    let mut after = before.clone();
    if seed.is_multiple_of(2) {
        std::mem::swap(&mut before, &mut after);
    }
    // One statement more, one less, or one that is trusted otherwise.
    let which = below(&mut random, before.statements.len());
    match seed % 3 {
        0 => drop(after.statements.remove(which)),
        1 => drop(before.statements.remove(which)),
        _ => after.statements[which].credence = Some(0.8),
    }
    let question = Question::new(seed, 1_000);
    let never = || false;
    let old = elicit(&before, &question, &never);
    let texts: Vec<Text> =
        (0..3).map(|_| text(&(0..3).map(|_| below(&mut random, 2)).collect::<Vec<_>>())).collect();
    let anew = elicit(&after, &Question::new(seed + 1_000, 1_000), &never);
    let mut apart = Vec::new();
    for effort in [Effort::Preview, Effort::Full] {
        let again = old.again(&after, &question, effort, &never);
        for text in &texts {
            match (again.views[0].share(text), anew.views[0].share(text)) {
                (Ok(again), Ok(anew)) => {
                    let error = again.error.hypot(anew.error) / 1.96;
                    apart.push((again.low - anew.low) / error);
                    assert!(
                        (again.low - anew.low).abs() < 4.0 * error,
                        "seed {seed}, {effort:?}: {again:?} against {anew:?}"
                    );
                }
                (Err(Error::Unmet { .. }), Err(Error::Unmet { .. })) => {}
                // A preview may well be too short.
                (Err(Error::NotConverged { .. }), _) if effort == Effort::Preview => {}
                (again, anew) => panic!("seed {seed}, {effort:?}: {again:?} against {anew:?}"),
            }
        }
        let same = old.again(&after, &question, effort, &never);
        assert_eq!(columns(&again), columns(&same), "seed {seed}");
    }
    apart
}

fn columns(elicited: &Elicited) -> String {
    match &elicited.views[0].answer {
        Answer::Worlds(worlds) => format!("{:?}", worlds.draws),
        Answer::None(error) => error.to_string(),
        Answer::Numbers(_) => String::new(),
    }
}

#[test]
fn drawn_again_after_a_change_agrees_with_drawn_anew() {
    let found: Vec<f64> = (0..24_u64)
        .into_par_iter()
        .flat_map_iter(|seed| check_again(500 + seed, seed.is_multiple_of(4)))
        .collect();
    let square = found.iter().map(|it| it * it).sum::<f64>() / crate::converge::count(found.len());
    assert!((0.4..1.6).contains(&square), "mean square {square}");
}

#[test]
fn a_party_of_which_nothing_new_is_said_keeps_its_worlds() {
    let mut case = case(2, &[(3, Some(0)), (3, None)]);
    say(&mut case, Claim::Support(pattern(&[(0, &[1])])), 0.8);
    let question = Question::new(1, 200);
    let old = elicit(&case, &question, &|| false);
    let other = say(&mut case, Claim::Support(pattern(&[(1, &[1])])), 0.8);
    other.holder = onetext_case::Holder::Party(PartyId(1));
    other.voice = other.holder;
    for effort in [Effort::Preview, Effort::Full] {
        let new = old.again(&case, &question, effort, &|| false);
        let shared = |party: usize| match [&old.views[party].answer, &new.views[party].answer] {
            [Answer::Worlds(old), Answer::Worlds(new)] => std::sync::Arc::ptr_eq(old, new),
            _ => false,
        };
        assert!(shared(0));
        assert!(!shared(1));
    }
    // Another seed, or more draws, in full: what is shown is what was asked for.
    for question in [Question::new(2, 200), Question::new(1, 300)] {
        let new = old.again(&case, &question, Effort::Full, &|| false);
        let sampled = crate::Exactness::Sampled { draws: 4 * question.draws, seed: question.seed };
        assert!(new.views.iter().all(|it| it.exactness() == sampled));
    }
}

/// Stopped in time, a question goes with the worlds it has; too early, it has no number.
#[test]
fn a_question_stopped_late_goes_with_what_it_has() {
    let mut case = case(1, &[(3, Some(0)), (3, None)]);
    say(&mut case, Claim::Support(pattern(&[(0, &[1])])), 0.8);
    let progress = Progress::default();
    let stopped_at = |worlds: u64| {
        let progress = Progress::default();
        let stop = || worlds <= progress.worlds().0;
        let elicited = crate::elicit_with(&case, &Question::new(1, 5_000), &stop, &progress);
        let view = &elicited.views[0];
        (view.stopped, view.exactness(), view.share(&Text::default()))
    };
    let (stopped, exactness, share) = stopped_at(3_000);
    let crate::Exactness::Sampled { draws, .. } = exactness else { panic!("{exactness:?}") };
    assert!(stopped && share.is_ok() && (2_400..=3_000).contains(&draws), "{draws}");
    assert_eq!(stopped_at(100).2, Err(Error::Stopped));
    let elicited = crate::elicit_with(&case, &Question::new(1, 500), &|| false, &progress);
    assert_eq!(progress.worlds(), (2_000, 2_000));
    assert!(!elicited.views[0].stopped);
}
