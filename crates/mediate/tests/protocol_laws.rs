//! What holds of every run of a protocol.

#![expect(clippy::unwrap_used, reason = "a test may end so")]

use std::cmp::Ordering;

use onetext_bargain::{
    Condition, Exactness, IssueId, Linkage, OptionId, Outcome, Party, PartyId, Pattern, Problem,
    Space, Stop, best_for, nash,
};
use onetext_mediate::negotiator::{
    Action, Ladders, Negotiator, OutcomeId, Respondent, Strategy, Truthful, Turn, Verdict,
};
use onetext_mediate::protocol::{
    Blind, Draw, Estimating, Ground, Mediator, Rule, single_text, stacked,
};
use onetext_mediate::simulate::{
    Efficiency, Plan, Proposing, Protocol, Quartiles, measure, simulate,
};
use proptest::prelude::{
    ProptestConfig, Strategy as Values, any, prop, prop_assert, prop_assert_eq, proptest,
};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;

/// Problems of two to four parties with red lines and at times a linkage.
fn problems() -> impl Values<Value = Problem> {
    let shape = (2_usize..=4, prop::collection::vec(2_usize..=4, 1..=4));
    shape.prop_flat_map(|(parties, options)| {
        let table: Vec<_> =
            options.iter().map(|it| prop::collection::vec(0_i64..=20, *it)).collect();
        let party = (table, 0_i64..=30, prop::option::of((0_u8..2, 0_u8..2)));
        let parties = prop::collection::vec(party, parties);
        (parties, any::<bool>()).prop_map(move |(parties, is_linked)| {
            let last = IssueId(u8::try_from(options.len() - 1).unwrap());
            let line = |(first, second)| {
                let first = Condition::is(IssueId(0), OptionId(first));
                let second = Condition::is(last, OptionId(second));
                Pattern(if last.0 == 0 { vec![first] } else { vec![first, second] })
            };
            let parties = parties.into_iter().map(|(utilities, reservation, red)| Party {
                utilities,
                reservation,
                red_lines: red.into_iter().map(line).collect(),
                interactions: vec![],
                cap: None,
            });
            let linkage = Linkage::Requires {
                when: Pattern(vec![Condition::is(IssueId(0), OptionId(0))]),
                then: Pattern(vec![Condition::is(last, OptionId(0))]),
            };
            let linkages = if is_linked && 0 < last.0 { vec![linkage] } else { vec![] };
            Problem::new(Space::new(&options).unwrap(), parties.collect(), linkages).unwrap()
        })
    })
}

fn strategies() -> impl Values<Value = Vec<Strategy>> {
    let one = prop::sample::select(vec![
        Strategy::BOULWARE,
        Strategy::LINEAR,
        Strategy::CONCEDER,
        Strategy::Time(0.7),
        Strategy::Micro,
        Strategy::TitForTat,
    ]);
    prop::collection::vec(one, 4)
}

fn ids(problem: &Problem) -> impl Iterator<Item = PartyId> {
    (0..u8::try_from(problem.parties().len()).unwrap()).map(PartyId)
}

fn respondents(problem: &Problem) -> Vec<Box<dyn Respondent + Send + Sync>> {
    let one =
        |it| -> Box<dyn Respondent + Send + Sync> { Box::new(Truthful::new(problem, it).unwrap()) };
    ids(problem).map(one).collect()
}

/// Whether it is feasible, and every party accepts it.
fn is_acceptable(problem: &Problem, outcome: &Outcome) -> bool {
    problem.is_feasible(outcome).unwrap()
        && ids(problem).all(|it| problem.is_accepted(it, outcome).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// An agreement is one that all accept, and all that is offered is accepted by who offers it.
    #[test]
    fn all_accept_an_agreement(problem in problems(), strategies in strategies(), rounds in 1_u32..40) {
        let ladders = Ladders::new(&problem).unwrap();
        let order: Vec<usize> = (0..ladders.party_count()).collect();
        let mut seats: Vec<Box<dyn Negotiator + '_>> =
            order.iter().map(|it| strategies[*it].seat(&ladders, *it)).collect();
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let mut offers = Vec::new();
        let ending = stacked(&mut seats, &order, rounds, &mut random, |step| {
            if let Action::Offer(offer) = step.action {
                offers.push((step.party, offer));
            }
        });
        for (party, offer) in offers {
            prop_assert!(ladders.accepts(party, offer));
            let party = PartyId(u8::try_from(party).unwrap());
            prop_assert!(problem.is_accepted(party, &ladders.outcome(offer)).unwrap());
        }
        if let Some(agreement) = ending.agreement {
            prop_assert!(is_acceptable(&problem, &ladders.outcome(agreement)));
        }
        prop_assert!(ending.rounds <= rounds);
    }

    /// Offers by the clock are worth no more as time goes by, and each is the least that is no less
    /// than what is aspired to, by a search through all.
    #[test]
    fn concession_by_the_clock_goes_one_way(
        problem in problems(),
        exponent in prop::sample::select(vec![0.1, 0.25, 1.0, 2.0, 4.0]),
        rounds in 2_u32..50,
    ) {
        let ladders = Ladders::new(&problem).unwrap();
        let party = &problem.parties()[0];
        let mut negotiator = Strategy::Time(exponent).seat(&ladders, 0);
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let size = u32::try_from(problem.space().size().unwrap()).unwrap();
        let worth = |it: OutcomeId| problem.payoffs(&ladders.outcome(it)).unwrap().0[0];
        let all: Vec<OutcomeId> = (0..size).map(OutcomeId).collect();
        let feasible: Vec<i64> = all
            .iter()
            .filter(|it| problem.is_feasible(&ladders.outcome(**it)).unwrap())
            .map(|it| worth(*it))
            .collect();
        let accepted: Vec<i64> =
            all.iter().filter(|it| ladders.accepts(0, **it)).map(|it| worth(*it)).collect();
        let mut last = i64::MAX;
        for round in 0..rounds {
            let mut turn = Turn { round, rounds, offer: None, random: &mut random };
            let time = turn.time();
            let Action::Offer(offer) = negotiator.act(&mut turn) else {
                prop_assert!(accepted.is_empty());
                continue;
            };
            prop_assert!(worth(offer) <= last);
            last = worth(offer);
            let best = *accepted.iter().max().unwrap();
            let floor = (*feasible.iter().min().unwrap()).max(party.reservation);
            #[expect(clippy::cast_precision_loss, reason = "small")]
            let aspiration =
                best as f64 - (best - floor) as f64 * libm::pow(time, 1.0 / exponent);
            #[expect(clippy::cast_precision_loss, reason = "small")]
            let least = |slack: f64| {
                accepted.iter().filter(|it| aspiration + slack <= **it as f64).min().copied()
            };
            // Where the aspiration is a whole number, rounding may put it on either side.
            prop_assert!([least(-1e-9), least(1e-9)].contains(&Some(last)));
        }
    }

    /// MiCRO offers nothing below the outcomes that it is ready for: as many as it has heard from
    /// whom it has heard least, and one more.
    #[test]
    fn micro_goes_no_further_than_others(
        problem in problems(),
        strategies in strategies(),
        rounds in 1_u32..40,
    ) {
        let ladders = Ladders::new(&problem).unwrap();
        let parties = ladders.party_count();
        let order: Vec<usize> = (0..parties).collect();
        let mut seats: Vec<Box<dyn Negotiator + '_>> = order
            .iter()
            .map(|it| if *it == 0 { Strategy::Micro } else { strategies[*it] }.seat(&ladders, *it))
            .collect();
        let mut random = ChaCha8Rng::seed_from_u64(4);
        let mut made: Vec<Vec<OutcomeId>> = vec![vec![]; parties];
        let mut lowest = i64::MAX;
        let mut result = Ok(());
        stacked(&mut seats, &order, rounds, &mut random, |step| {
            let Action::Offer(offer) = step.action else { return };
            let is_new = !made[step.party].contains(&offer);
            if step.party == 0 {
                let worth = problem.payoffs(&ladders.outcome(offer)).unwrap().0[0];
                let heard = made[1..].iter().map(Vec::len).min().unwrap();
                if is_new && (lowest < worth || heard < made[0].len()) {
                    result = Err(format!("{offer:?} after {made:?}"));
                }
                lowest = lowest.min(worth);
            }
            if is_new {
                made[step.party].push(offer);
            }
        });
        prop_assert_eq!(result, Ok(()));
    }

    /// A single text ends with a text that was put and that all accepted; where none may find it
    /// worse, each current text is no worse for anybody than the one before.
    #[test]
    fn a_single_text_is_agreed_by_all(
        problem in problems(),
        rule in prop::sample::select(vec![Rule::Acceptable, Rule::Better]),
        kind in 0..4,
        seed in 0_u64..1000,
    ) {
        let ground = Ground::new(&problem);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let parties = problem.parties().len();
        let mut mediator: Box<dyn Mediator> = match kind {
            0 => Box::new(Blind::new(ground, Draw::Anew)),
            1 => Box::new(Blind::new(ground, Draw::Mutation)),
            _ => {
                let wishes = if kind == 2 { 1 } else { usize::MAX };
                Box::new(Estimating::new(ground, parties, rule, wishes, random.clone()))
            }
        };
        let session =
            single_text(mediator.as_mut(), &respondents(&problem), rule, 12, &mut random);
        prop_assert!(session.texts.len() <= 12 && session.texts.len() == session.replies.len());
        for (text, replies) in session.texts.iter().zip(&session.replies) {
            prop_assert!(problem.is_feasible(text).unwrap());
            for (party, reply) in ids(&problem).zip(replies) {
                let is_accepted = problem.is_accepted(party, text).unwrap();
                prop_assert_eq!(reply.verdict == Verdict::Acceptable, is_accepted);
            }
        }
        let accepted: Vec<&Outcome> =
            session.texts.iter().filter(|it| is_acceptable(&problem, it)).collect();
        prop_assert_eq!(session.agreement.is_some(), !accepted.is_empty());
        let Some(agreement) = &session.agreement else { return Ok(()) };
        prop_assert!(accepted.contains(&agreement));
        prop_assert_eq!(&session.texts[session.agreed - 1], agreement);
        if rule == Rule::Better {
            let first = problem.payoffs(accepted[0]).unwrap();
            let last = problem.payoffs(agreement).unwrap();
            prop_assert!(first.0.iter().zip(&last.0).all(|(first, last)| first <= last));
        }
    }

    /// A reply tells no more and no less than the utilities say, by a search through all changes.
    #[test]
    fn replies_are_true(problem in problems(), draw in any::<u64>(), wishes in 0_usize..6) {
        let party = &problem.parties()[0];
        let mut random = ChaCha8Rng::seed_from_u64(draw);
        let mut mediator = Blind::new(Ground::new(&problem), Draw::Anew);
        let text = mediator.propose(None, &mut random).unwrap();
        let current = mediator.propose(None, &mut random).unwrap();
        let reply = Truthful::new(&problem, PartyId(0)).unwrap().reply(&text, Some(&current), wishes);
        let worth = |it: &Outcome| problem.payoffs(it).unwrap().0[0];
        prop_assert_eq!(reply.than_current, Some(worth(&text).cmp(&worth(&current))));
        if let Verdict::RedLine(line) = &reply.verdict {
            prop_assert!(party.red_lines.contains(line));
        }
        let after = |it: &onetext_mediate::negotiator::Change| {
            let mut text = text.clone();
            text.0[it.issue.index()] = it.option;
            worth(&text)
        };
        prop_assert!(reply.wishes.windows(2).all(|it| after(&it[1]) <= after(&it[0])));
        prop_assert!(reply.wishes.iter().all(|it| worth(&text) < after(it)));
        let mut better = Vec::new();
        for issue in problem.space().issues() {
            for option in problem.space().options(issue) {
                let change = onetext_mediate::negotiator::Change { issue, option };
                if worth(&text) < after(&change) {
                    better.push(after(&change));
                }
            }
        }
        better.sort_unstable_by(|a, b| b.cmp(a));
        better.truncate(wishes);
        prop_assert_eq!(reply.wishes.iter().map(after).collect::<Vec<_>>(), better);
    }

    /// How good an agreement is, by a search through all outcomes.
    #[test]
    fn agreements_are_measured_exactly(problem in problems()) {
        let ladders = Ladders::new(&problem).unwrap();
        let size = u32::try_from(problem.space().size().unwrap()).unwrap();
        let outcomes = (0..size).map(|it| ladders.outcome(OutcomeId(it)));
        let acceptable: Vec<Outcome> = outcomes.filter(|it| is_acceptable(&problem, it)).collect();
        let optimum = nash(&problem, &Stop::default()).ok().map(|it| (it.value, it.exactness));
        for outcome in acceptable.iter().take(6) {
            let payoffs = problem.payoffs(outcome).unwrap().0;
            let beats = |it: &Outcome| {
                let other = problem.payoffs(it).unwrap().0;
                other != payoffs && other.iter().zip(&payoffs).all(|(it, own)| own <= it)
            };
            let is_beaten = acceptable.iter().any(beats);
            let quality =
                measure(&problem, outcome, optimum.as_ref(), &Stop::default()).unwrap();
            prop_assert_eq!(quality.efficiency == Efficiency::Beaten, is_beaten);
            prop_assert!(quality.share.is_none_or(|it| (0.0..=1.0 + 1e-9).contains(&it)));
        }
    }
}

/// A problem that is not too small: six issues of three options, three parties.
fn middling() -> Problem {
    let worth = |party: i64, issue: i64, option: i64| {
        (party * 7 + issue * 5 + option * 11 + party * issue * option * 3) % 17
    };
    let parties = (1..=3).map(|party| Party {
        utilities: (0..6).map(|issue| (0..3).map(|it| worth(party, issue, it)).collect()).collect(),
        reservation: 30,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    });
    Problem::new(Space::new(&[3; 6]).unwrap(), parties.collect(), vec![]).unwrap()
}

#[test]
fn threads_change_nothing() {
    let problem = middling();
    let protocols = [
        Protocol::Stacked(vec![Strategy::CONCEDER, Strategy::Micro, Strategy::TitForTat]),
        Protocol::Stacked(vec![Strategy::LINEAR, Strategy::BOULWARE, Strategy::CONCEDER]),
        Protocol::SingleText { proposing: Proposing::Blind(Draw::Mutation), rule: Rule::Better },
        Protocol::SingleText {
            proposing: Proposing::Estimating { wishes: 2 },
            rule: Rule::Acceptable,
        },
    ];
    for protocol in protocols {
        let told = [1, 2, 3].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let plan = Plan { runs: 12, rounds: 15, seed: 7 };
            let found =
                pool.install(|| simulate(&problem, &protocol, plan, &Stop::default()).unwrap());
            format!("{:?} {:?}", found.runs, found.qualities)
        });
        assert!(told.windows(2).all(|it| it[0] == it[1]), "{protocol:?}");
    }
}

#[test]
fn a_stop_leaves_the_runs_that_ended() {
    let stop = Stop::default();
    stop.request();
    let protocol = Protocol::Stacked(vec![Strategy::LINEAR; 3]);
    let found = simulate(&middling(), &protocol, Plan { runs: 5, rounds: 9, seed: 1 }, &stop);
    assert_eq!(found.unwrap().runs, []);
}

#[test]
fn quartiles_lie_between() {
    assert_eq!(Quartiles::new(vec![]), None);
    assert_eq!(Quartiles::new(vec![3.0]), Some(Quartiles([3.0; 5])));
    let four = Quartiles::new(vec![4.0, 1.0, 2.0, 3.0]);
    assert_eq!(four, Some(Quartiles([1.0, 1.75, 2.5, 3.25, 4.0])));
}

#[test]
fn the_dominance_check_says_when_it_is_exact() {
    let problem = middling();
    let best = nash(&problem, &Stop::default()).unwrap();
    assert_eq!(best.exactness, Exactness::Exact);
    let quality = measure(
        &problem,
        &best.value.outcome,
        Some(&(best.value.clone(), best.exactness)),
        &Stop::default(),
    );
    let quality = quality.unwrap();
    assert_eq!((quality.share, quality.efficiency), (Some(1.0), Efficiency::Efficient));
    let again = best_for(&problem, PartyId(0), &best.value.payoffs, &Stop::default()).unwrap();
    assert_eq!(again.value.payoffs.0[0].cmp(&best.value.payoffs.0[0]), Ordering::Equal);
}
