//! The slow twin of the sampler: worlds drawn from the prior and weighted by what was said.
//!
//! It shares with the sampler the credences and the densities of beliefs, and nothing else: what a
//! statement means is spelled out here a second time, reading by reading.

use onetext_case::{
    Case, Claim, Effect, Forecast, PartyId, Pattern, StatementId, Step, Swing, Target,
};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};
use rayon::prelude::*;

use crate::belief::{Density, cell};
use crate::fixture::{case, chance, pattern, prospect, say};
use crate::lower::{Problem, lower};
use crate::space::Space;
use crate::text::{Level, Text};
use crate::{Bounds, Error, Question, elicit};

struct World<'a> {
    case: &'a Case,
    worths: Vec<Vec<f64>>,
    cost: f64,
    chances: Vec<f64>,
    /// What a text gains, or loses, that matches a pattern.
    ties: Vec<(Pattern, f64)>,
    /// For each veto, a statement that says it, and whether it is real.
    real: Vec<(StatementId, bool)>,
}

/// An option of each issue; the number of its options for silence of its own.
type Outcome = Vec<usize>;

impl World<'_> {
    fn silence(&self) -> Outcome {
        let silent = |it: &onetext_case::Issue| it.status_quo.map_or(it.options.len(), |it| it.0);
        self.case.issues.iter().map(silent).collect()
    }

    fn utility(&self, outcome: &Outcome) -> f64 {
        let worths = outcome.iter().zip(&self.worths).map(|(&level, worths)| worths[level]);
        let ties = self.ties.iter().filter(|it| matches(&it.0, outcome)).map(|it| it.1);
        worths.sum::<f64>() + ties.sum::<f64>()
    }

    fn no_agreement(&self) -> f64 {
        let silence = self.utility(&self.silence());
        let mut value = silence - self.cost;
        for (prospect, chance) in self.case.prospects.iter().zip(&self.chances) {
            let mut outcome = self.silence();
            for (issue, option) in &prospect.outcome {
                outcome[issue.0] = option.0;
            }
            value += chance * (self.utility(&outcome) - silence);
        }
        value
    }

    fn is_blocked(&self, outcome: &Outcome) -> bool {
        self.real.iter().any(|&(statement, real)| {
            real && match &self.case.statements[statement.0].claim {
                Claim::RedLine(options) | Claim::Threat { options, .. } => {
                    matches(options, outcome)
                }
                Claim::Requires(options) => !matches(options, outcome),
                Claim::OnlyIf { options, when } => {
                    matches(options, outcome) && !matches(when, outcome)
                }
                _ => false,
            }
        })
    }

    fn accepts(&self, outcome: &Outcome) -> bool {
        self.no_agreement() <= self.utility(outcome) && !self.is_blocked(outcome)
    }

    /// The outcomes of a package, with silence elsewhere.
    fn outcomes(&self, package: &Pattern) -> Vec<Outcome> {
        let mut outcomes = vec![self.silence()];
        for (issue, options) in package {
            let one = |it: &Outcome| {
                let with = |option: &onetext_case::OptionId| {
                    let mut outcome = it.clone();
                    outcome[issue.0] = option.0;
                    outcome
                };
                options.iter().map(with).collect::<Vec<_>>()
            };
            outcomes = outcomes.iter().flat_map(one).collect();
        }
        outcomes
    }

    fn best_of_issue(&self, options: &Pattern) -> bool {
        options.iter().all(|(issue, options)| {
            let inside = |level: usize| options.iter().any(|it| it.0 == level);
            let worths = self.worths[issue.0].iter().enumerate();
            options.iter().all(|option| {
                let worth = self.worths[issue.0][option.0];
                worths.clone().all(|(level, &other)| inside(level) || other <= worth)
            })
        })
    }

    fn worst_of_issue(&self, options: &Pattern) -> bool {
        let turned: Vec<Vec<f64>> =
            self.worths.iter().map(|it| it.iter().map(|it| -it).collect()).collect();
        World { worths: turned, ..self.with(Vec::new()) }.best_of_issue(options)
    }

    /// The same case with these red lines alone.
    fn with(&self, real: Vec<(StatementId, bool)>) -> Self {
        World {
            case: self.case,
            worths: Vec::new(),
            cost: self.cost,
            chances: Vec::new(),
            ties: Vec::new(),
            real,
        }
    }

    fn swing(&self, swing: Swing) -> f64 {
        let worths = match swing {
            Swing::Issue(issue) => &self.worths[issue.0],
            Swing::Step(step) => return self.step(step),
        };
        worths.iter().copied().fold(f64::MIN, f64::max)
            - worths.iter().copied().fold(f64::MAX, f64::min)
    }

    fn step(&self, step: Step) -> f64 {
        self.worths[step.issue.0][step.to.0] - self.worths[step.issue.0][step.from.0]
    }

    fn holds(&self, claim: &Claim) -> bool {
        let silence = self.utility(&self.silence());
        match claim {
            Claim::RedLine(options) | Claim::Rejection(options) | Claim::Threat { options, .. } => {
                self.worst_of_issue(options)
            }
            Claim::Requires(options) | Claim::Demand(options) => self.best_of_issue(options),
            Claim::Flexible(options) => {
                self.outcomes(options).iter().all(|it| !self.is_blocked_anyhow(options, it))
            }
            Claim::Support(options) => options.iter().all(|(issue, options)| {
                let worths = &self.worths[issue.0];
                options.iter().all(|it| worths[self.silence()[issue.0]] <= worths[it.0])
            }),
            Claim::Opposition(options) => options.iter().all(|(issue, options)| {
                let worths = &self.worths[issue.0];
                options.iter().all(|it| worths[it.0] <= worths[self.silence()[issue.0]])
            }),
            Claim::IdealPoint(options) => options.iter().all(|(issue, options)| {
                let worths = &self.worths[issue.0][..self.case.issues[issue.0].options.len()];
                let [low, high] = [options[0].0, options[options.len() - 1].0];
                let no_better = |far: usize, near: usize| worths[far] <= worths[near];
                (0..=low).all(|near| (0..near).all(|far| no_better(far, near)))
                    && (high..worths.len())
                        .all(|near| (near..worths.len()).all(|far| no_better(far, near)))
            }),
            Claim::Preference { prefer, over } => self.outcomes(prefer).iter().all(|better| {
                self.outcomes(over).iter().all(|it| self.utility(it) <= self.utility(better))
            }),
            Claim::Indifference([one, other]) => {
                let mut issues: Vec<_> = one.keys().chain(other.keys()).copied().collect();
                issues.sort_unstable();
                issues.dedup();
                let swings: f64 = issues.into_iter().map(|it| self.swing(Swing::Issue(it))).sum();
                self.outcomes(one).iter().all(|one| {
                    let near = |it: &Outcome| {
                        (self.utility(one) - self.utility(it)).abs() <= swings / 10.0
                    };
                    self.outcomes(other).iter().all(near)
                })
            }
            Claim::Together { options, effect } => {
                let worth = self.ties.iter().find(|it| it.0 == *options).expect("all ties").1;
                match effect {
                    Effect::Gain => 0.0 <= worth,
                    Effect::Loss => worth <= 0.0,
                }
            }
            Claim::Trade { prefer, over, times } => {
                f64::from(*times) * self.step(*over) <= self.step(*prefer)
            }
            Claim::Priority { swings, times } => swings
                .windows(2)
                .all(|it| f64::from(*times) * self.swing(it[1]) <= self.swing(it[0])),
            Claim::Pressure(swings) if swings.is_empty() => {
                let all: Vec<f64> = self.worths.iter().flatten().copied().collect();
                all.iter().sum::<f64>() / crate::converge::count(all.len()) <= self.cost
            }
            Claim::Pressure(swings) => {
                swings.iter().map(|&it| self.swing(it)).sum::<f64>() <= self.cost
            }
            Claim::Ultimatum { options, then, .. } => {
                let mut without = then.clone();
                let silence = self.silence();
                for issue in options.keys() {
                    without.insert(*issue, vec![onetext_case::OptionId(silence[issue.0])]);
                }
                self.outcomes(then).iter().all(|it| !self.accepts_package(&without, it))
            }
            Claim::Acceptance(Target::Package(package)) => {
                self.outcomes(package).iter().all(|it| self.accepts_package(package, it))
            }
            Claim::Refusal(Target::Package(package)) => {
                self.outcomes(package).iter().all(|it| !self.accepts_package(package, it))
            }
            Claim::ConditionalOffer { when, then, .. } => {
                let mut both = then.clone();
                both.extend(when.clone());
                self.outcomes(&both).iter().all(|it| self.accepts_package(&both, it))
                    && self.outcomes(when).iter().all(|it| silence <= self.utility(it))
            }
            other => panic!("no twin for {other:?}"),
        }
    }

    /// Whether a package is worth it with silence elsewhere, and not blocked whatever else there is.
    fn accepts_package(&self, package: &Pattern, outcome: &Outcome) -> bool {
        self.no_agreement() <= self.utility(outcome) && !self.is_blocked_anyhow(package, outcome)
    }

    /// Whether one real red line blocks a package whatever else there is.
    fn is_blocked_anyhow(&self, package: &Pattern, outcome: &Outcome) -> bool {
        let mut all = vec![Vec::new()];
        for (issue, worths) in self.worths.iter().enumerate() {
            let named = package.contains_key(&onetext_case::IssueId(issue));
            let levels = if named { outcome[issue]..outcome[issue] + 1 } else { 0..worths.len() };
            all = levels
                .flat_map(|level| all.iter().map(move |it: &Outcome| [&it[..], &[level]].concat()))
                .collect();
        }
        self.real.iter().any(|&it| {
            let only = self.with(vec![it]);
            all.iter().all(|it| only.is_blocked(it))
        })
    }
}

fn matches(pattern: &Pattern, outcome: &Outcome) -> bool {
    pattern.iter().all(|(issue, options)| options.iter().any(|it| it.0 == outcome[issue.0]))
}

/// Shares of acceptance for each outcome, with their standard errors, from weighted prior worlds.
fn by_importance(case: &Case, outcomes: &[Outcome], draws: usize, seed: u64) -> Vec<(f64, f64)> {
    let space = Space::new(case);
    let (_, problem, _) = lower(case, &space, PartyId(0), &crate::Assumptions::default());
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut uniform = move || f64::from(random.next_u32()) / 4_294_967_296.0;
    let densities: Vec<Density> = problem.prospects.iter().map(|_| Density::new(&[])).collect();
    let mut ties: Vec<&Pattern> = Vec::new();
    for statement in &case.statements {
        if let Claim::Together { options, .. } = &statement.claim
            && !ties.contains(&options)
        {
            ties.push(options);
        }
    }
    let mut weights = Vec::new();
    let mut accepted = vec![Vec::new(); outcomes.len()];
    for _ in 0..draws {
        let mut exponential = || -libm::log1p(-uniform());
        let worths = (0..space.issues())
            .map(|issue| space.levels(issue).map(|_| exponential()).collect())
            .collect();
        let cost = exponential();
        let ties = ties.iter().map(|&it| (it.clone(), exponential() - exponential())).collect();
        let chances: Vec<f64> = densities.iter().map(|it| it.quantile(uniform())).collect();
        let real =
            problem.vetoes.iter().map(|it| (it.voices[0].statement, uniform() < it.credence));
        let real = real.collect();
        let world = World { case, worths, cost, chances, ties, real };
        weights.push(likelihood(&problem, &world));
        for (accepted, outcome) in accepted.iter_mut().zip(outcomes) {
            accepted.push(world.accepts(outcome));
        }
    }
    let sum: f64 = weights.iter().sum();
    let estimate = |accepted: Vec<bool>| {
        let pairs = || weights.iter().zip(&accepted);
        let share = pairs().filter(|it| *it.1).map(|it| it.0).sum::<f64>() / sum;
        let spread = pairs().map(|(weight, &it)| weight * (f64::from(u8::from(it)) - share));
        (share, spread.map(|it| it * it).sum::<f64>().sqrt() / sum)
    };
    accepted.into_iter().map(estimate).collect()
}

fn likelihood(problem: &Problem, world: &World<'_>) -> f64 {
    let row = |it: &crate::lower::Said<crate::proposition::Proposition>| {
        let holds = world.holds(&world.case.statements[it.voices[0].statement.0].claim);
        if holds { it.credence } else { 1.0 - it.credence }
    };
    let belief = |(it, &chance): (&crate::lower::Outlook, &f64)| {
        it.factors.iter().map(|it| it.1.weight(cell(chance))).product::<f64>()
    };
    problem.rows.iter().map(row).product::<f64>()
        * problem.prospects.iter().zip(&world.chances).map(belief).product::<f64>()
}

/// What is said to happen otherwise, in a case with prospects.
fn forecast(case: &Case, said: bool) -> Option<Forecast> {
    let prospect = onetext_case::ProspectId(0);
    (said && !case.prospects.is_empty()).then(|| Forecast { prospect, chance: chance(0.55, 0.8) })
}

/// A small case with statements of all stances that make a row, a red line or a belief.
fn arb_case(random: &mut ChaCha8Rng, hard: bool) -> Case {
    let mut pick = |below: usize| usize::try_from(random.next_u32()).unwrap_or(0) % below;
    let issues: Vec<(usize, Option<usize>)> = (0..2 + pick(2))
        .map(|_| {
            let options = 2 + pick(2);
            (options, [None, Some(pick(options))][pick(2)])
        })
        .collect();
    let mut case = case(1, &issues);
    for _ in 0..pick(3) {
        let issue = pick(issues.len());
        prospect(&mut case, &[(issue, pick(issues[issue].0))]);
    }
    let statements = 3 + pick(4);
    for _ in 0..statements {
        let first = pick(issues.len());
        let second = (first + 1 + pick(issues.len() - 1)) % issues.len();
        let [one, other] = [first, second].map(|it| pick(issues[it].0));
        let next = (one + 1) % issues[first].0;
        let single = pattern(&[(first, &[one])]);
        let opposite = pattern(&[(second, &[other])]);
        let both = pattern(&[(first, &[one]), (second, &[other])]);
        let open = pattern(&[(first, &[one.min(next), one.max(next)])]);
        let step = |issue: usize, from: usize| Step {
            issue: onetext_case::IssueId(issue),
            from: onetext_case::OptionId(from),
            to: onetext_case::OptionId((from + 1) % issues[issue].0),
        };
        let times = [1, 2, 3][pick(3)];
        let effect = [Effect::Gain, Effect::Loss][pick(2)];
        let claim = match pick(28) {
            0 => Claim::RedLine(single),
            1 => Claim::RedLine(both),
            2 => Claim::Requires(single),
            3 => Claim::OnlyIf { options: single, when: opposite },
            4 => Claim::Support(single),
            5 => Claim::Opposition(single),
            6 => Claim::Demand(open),
            7 => Claim::Rejection(single),
            8 => Claim::Preference { prefer: open, over: opposite },
            9 => Claim::Preference { prefer: both, over: single },
            10 => Claim::Trade { prefer: step(first, one), over: step(second, other), times },
            11 => {
                let swings = [first, second].map(|it| Swing::Issue(onetext_case::IssueId(it)));
                Claim::Priority { swings: swings.to_vec(), times }
            }
            18 => Claim::Priority {
                swings: vec![
                    Swing::Step(step(first, one)),
                    Swing::Issue(onetext_case::IssueId(second)),
                ],
                times,
            },
            19 => Claim::IdealPoint(single),
            20 => Claim::IdealPoint(open),
            21 => Claim::Indifference([single, opposite]),
            22 => Claim::Together { options: both, effect },
            23 => {
                let mut three = open;
                three.extend(opposite);
                Claim::Together { options: three, effect }
            }
            24 => Claim::Flexible([single, open, both][pick(3)].clone()),
            25 => Claim::Pressure(match pick(3) {
                0 => Vec::new(),
                1 => vec![Swing::Issue(onetext_case::IssueId(first))],
                _ => vec![
                    Swing::Issue(onetext_case::IssueId(first)),
                    Swing::Step(step(second, other)),
                ],
            }),
            26 => Claim::Ultimatum {
                options: single,
                then: [Pattern::new(), opposite][pick(2)].clone(),
                forecast: forecast(&case, pick(2) == 0),
            },
            12 => Claim::Acceptance(Target::Package(open)),
            13 => Claim::Acceptance(Target::Package(both)),
            14 => Claim::Refusal(Target::Package(both)),
            15 => Claim::Refusal(Target::Package(single)),
            16 => {
                let forecast = forecast(&case, pick(2) == 0);
                let otherwise = String::new();
                Claim::ConditionalOffer { when: single, then: opposite, otherwise, forecast }
            }
            _ if case.prospects.is_empty() => continue,
            27 => Claim::Threat {
                prospect: onetext_case::ProspectId(0),
                chance: chance(0.55, 0.8),
                options: [Pattern::new(), single, both][pick(3)].clone(),
            },
            _ => Claim::Estimate {
                prospect: onetext_case::ProspectId(pick(case.prospects.len())),
                chance: [chance(0.05, 0.2), chance(0.55, 0.8), chance(0.3, 0.7)][pick(3)].clone(),
            },
        };
        let is_hard = hard
            && matches!(
                claim,
                Claim::Support(_)
                    | Claim::Demand(_)
                    | Claim::Acceptance(_)
                    | Claim::IdealPoint(_)
                    | Claim::Together { .. }
                    | Claim::Pressure(_)
                    | Claim::Flexible(_)
            );
        let credence = if is_hard { 1.0 } else { [0.6, 0.75, 0.9][pick(3)] };
        say(&mut case, claim, credence);
    }
    case
}

/// Every share, by sampling and by importance: their difference in joint standard errors.
fn differences(seed: u64, hard: bool) -> Vec<(f64, String)> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let case = arb_case(&mut random, hard);
    let space = Space::new(&case);
    let outcomes: Vec<Outcome> = (0..3)
        .map(|_| {
            let level = |it: usize| {
                usize::try_from(random.next_u32()).unwrap_or(0) % space.levels(it).len()
            };
            (0..space.issues()).map(level).collect()
        })
        .collect();
    let elicited = elicit(&case, &Question::new(seed, 1_500), &|| false);
    let exact = by_importance(&case, &outcomes, 50_000, seed);
    let mut found = Vec::new();
    for (outcome, (exact, exact_error)) in outcomes.iter().zip(exact) {
        let levels = outcome.iter().enumerate().map(|(issue, &it)| vec![space.level(issue, it)]);
        let text = Text { issues: levels.collect() };
        match elicited.views[0].share(&text) {
            Ok(share) => {
                let error = (share.error / 1.96).hypot(exact_error);
                let line = format!("seed {seed}: {outcome:?} {:.4} against {exact:.4}", share.low);
                found.push(((share.low - exact) / error, line));
            }
            // Hard statements that contradict each other have no worlds in either.
            Err(Error::Unmet { .. }) => assert!(exact.is_nan(), "seed {seed}: {exact}"),
            Err(error) => panic!("seed {seed}: {error}"),
        }
    }
    found
}

/// Of 72 comparisons, one lies beyond 3 standard errors in one run of five by chance; those of one
/// case go together. The mean square is 1 if the errors are what they are said to be.
fn check(seeds: std::ops::Range<u64>, hard: bool) {
    let mut found: Vec<(f64, String)> =
        seeds.into_par_iter().flat_map_iter(|it| differences(it, hard)).collect();
    found.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()));
    let worst = || format!("{:#?}", &found[..found.len().min(5)]);
    let square =
        found.iter().map(|it| it.0 * it.0).sum::<f64>() / crate::converge::count(found.len());
    assert!(found[0].0.abs() < 4.0, "{}", worst());
    assert!(found.iter().filter(|it| 3.0 < it.0.abs()).count() <= 2, "{}", worst());
    assert!((0.4..1.6).contains(&square), "mean square {square} of {}: {}", found.len(), worst());
}

#[test]
fn soft_statements_give_what_importance_sampling_gives() {
    check(0..24, false);
}

#[test]
fn more_soft_statements_give_what_importance_sampling_gives() {
    check(24..48, false);
}

#[test]
fn hard_statements_give_what_importance_sampling_gives() {
    check(100..116, true);
}

#[test]
fn more_hard_statements_give_what_importance_sampling_gives() {
    check(116..132, true);
}

type Number<'a> = &'a dyn Fn(&Text) -> Result<crate::Share, Error>;

/// An open text and the shares of its readings, for both parties and together. With option 0 of the
/// first issue goes option 0 of the second; a reading that breaks this has no share.
fn check_readings(seed: u64) {
    let mut case = arb_case(&mut ChaCha8Rng::seed_from_u64(seed), false);
    let link = |when: usize, then: usize| onetext_case::Linkage {
        when: pattern(&[(0, &[when])]),
        then: pattern(&[(1, &[then])]),
        because: Vec::new(),
        note: String::new(),
    };
    case.linkages.push(link(0, 0));
    // A second party, of which what the first says last is said.
    case.parties.push(case.parties[0].clone());
    let last = case.statements.len() - 1;
    case.statements[last].voice = onetext_case::Holder::Party(PartyId(1));
    case.statements[last].holder = case.statements[last].voice;
    let elicited = elicit(&case, &Question::new(seed, 300), &|| false);
    let view = &elicited.views[0];
    let open = |issue: usize| view.space.levels(issue).map(move |it| (issue, it));
    let level = |(issue, it): (usize, usize)| view.space.level(issue, it);
    let text = Text { issues: vec![open(0).map(level).collect(), open(1).map(level).collect()] };
    let breaks = |[one, other]: [Level; 2]| {
        let option = |it: usize| Level::Option(onetext_case::OptionId(it));
        one == option(0) && other != option(0) && other != Level::Silent
    };
    let pairs: Vec<[Level; 2]> = open(0)
        .flat_map(|one| open(1).map(move |other| [one, other]))
        .map(|it| it.map(level))
        .collect();
    let each = |[one, other]: [Level; 2]| Text { issues: vec![vec![one], vec![other]] };
    let joint = |it: &Text| elicited.joint(it).map(|it| it.share);
    let first = |it: &Text| view.share(it);
    let second = |it: &Text| elicited.views[1].share(it);
    for number in [&joint as Number<'_>, &first, &second] {
        let (broken, kept): (Vec<_>, Vec<_>) = pairs.iter().copied().partition(|it| breaks(*it));
        for pair in broken {
            assert_eq!(number(&each(pair)), Err(Error::NoReading), "seed {seed}");
        }
        let shares: Result<Vec<_>, _> = kept.into_iter().map(|it| number(&each(it))).collect();
        let Ok(shares) = shares else { continue };
        let open = number(&text).expect("its readings have converged");
        let low = shares.iter().map(|it| it.low).fold(1.0, f64::min);
        let high = shares.iter().map(|it| it.high).fold(0.0, f64::max);
        assert_eq!((open.low, open.high), (low, high), "seed {seed}");
    }
}

#[test]
fn an_open_text_goes_from_its_lowest_reading_to_its_highest() {
    (0..24).into_par_iter().for_each(check_readings);
}

/// Too many readings to look at each: the range holds them all, and says what it is.
#[test]
fn a_text_with_many_readings_has_outer_bounds() {
    let mut case = case(2, &[(2, Some(0)); 10]);
    for issue in 0..10 {
        let claim = Claim::Demand(pattern(&[(issue, &[issue % 2])]));
        say(&mut case, claim, 0.9).holder = onetext_case::Holder::Party(PartyId(issue % 2));
    }
    say(&mut case, Claim::RedLine(pattern(&[(0, &[1]), (1, &[1])])), 0.8);
    for (issue, effect) in [(2, Effect::Gain), (3, Effect::Loss)] {
        let options = pattern(&[(issue, &[1]), (issue + 2, &[0])]);
        say(&mut case, Claim::Together { options, effect }, 0.9);
    }
    let elicited = elicit(&case, &Question::new(1, 200), &|| false);
    let levels = |at: usize| Level::Option(onetext_case::OptionId(at));
    let text =
        |open: usize, bits: usize| Text {
            issues: (0..10)
                .map(|it| {
                    if it < open {
                        vec![levels(0), levels(1)]
                    } else {
                        vec![levels(bits >> it & 1)]
                    }
                })
                .collect(),
        };
    let [nine, ten] = [9, 10].map(|it| elicited.joint(&text(it, 0)).unwrap());
    assert_eq!([nine.bounds, ten.bounds], [Bounds::Attained, Bounds::Outer]);
    for view in &elicited.views {
        assert_eq!(view.acceptability(&text(9, 0)).unwrap().bounds, Bounds::Attained);
        assert_eq!(view.acceptability(&text(10, 0)).unwrap().bounds, Bounds::Outer);
    }
    for bits in (0..1_024).step_by(31) {
        let one = elicited.joint(&text(0, bits)).unwrap();
        assert!(ten.share.low <= one.share.low && one.share.high <= ten.share.high);
        for ((_, ten), (_, one)) in ten.parties.iter().zip(&one.parties) {
            assert!(ten.low <= one.low && one.high <= ten.high);
        }
    }
    assert!(ten.share.low <= nine.share.low && nine.share.high <= ten.share.high);
}
