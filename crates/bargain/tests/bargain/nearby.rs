//! One party's best, the nearest agreement and what blocks it, against slow twins.

use onetext_bargain::{
    Among, Barrier, Error, Exactness, OptionId, Outcome, Party, PartyId, Payoffs, Problem,
    Relaxation, Stop, best_for, cover, maximin, nearest, relax, unlock, utilitarian, verify,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::generator::{Family, Recipe, with_red_lines};
use crate::laws::{is_acceptable, outcomes};
use crate::random::{Parts, arb_parts};

/// The problem without some of its barriers.
fn without(parts: &Parts, dropped: &[Barrier]) -> Problem {
    let mut parts = parts.clone();
    for (id, party) in (0..).map(PartyId).zip(&mut parts.parties) {
        let mut index = 0..;
        party.red_lines.retain(|_| {
            let index = index.next().expect("places do not end");
            !dropped.contains(&Barrier::RedLine { party: id, index })
        });
        if dropped.contains(&Barrier::Reservation { party: id }) {
            party.reservation = -(1 << 60);
        }
    }
    let mut index = 0..;
    parts.linkages.retain(|_| {
        let index = index.next().expect("places do not end");
        !dropped.contains(&Barrier::Linkage { index })
    });
    parts.problem()
}

fn is_huge(party: &Party) -> bool {
    party.utilities.iter().flatten().any(|it| 1 << 40 < it.abs())
}

fn has_agreement(problem: &Problem) -> bool {
    outcomes(problem).iter().any(|it| is_acceptable(problem, it))
}

fn barriers(parts: &Parts) -> Vec<Barrier> {
    let mut all = Vec::new();
    for (party, it) in (0..).map(PartyId).zip(&parts.parties) {
        all.extend((0..it.red_lines.len()).map(|index| Barrier::RedLine { party, index }));
        all.push(Barrier::Reservation { party });
    }
    all.extend((0..parts.linkages.len()).map(|index| Barrier::Linkage { index }));
    all
}

proptest! {
    #[test]
    fn the_best_for_a_party_equals_its_slow_twin(parts in arb_parts(), party: Index) {
        let problem = parts.problem();
        let bars = Payoffs(problem.parties().iter().map(|it| it.reservation).collect());
        let party = party.index(bars.0.len());
        let id = PartyId(u8::try_from(party).unwrap());
        let payoff = |it: &Outcome| problem.payoffs(it).unwrap().0[party];
        let expected =
            outcomes(&problem).iter().filter(|it| is_acceptable(&problem, it)).map(payoff).max();
        match best_for(&problem, id, &bars, &Stop::default()) {
            Ok(found) => {
                prop_assert!(is_acceptable(&problem, &found.value.outcome));
                prop_assert_eq!(Some(found.value.payoffs.0[party]), expected);
            }
            Err(error) => {
                prop_assert_eq!(error, Error::NoAgreement);
                prop_assert_eq!(expected, None);
            }
        }
    }

    #[test]
    fn the_nearest_equals_its_slow_twin(
        parts in arb_parts(),
        from: Index,
        weights in prop::collection::vec(0..3_u32, 6),
    ) {
        let problem = parts.problem();
        let outcomes = outcomes(&problem);
        let from = &outcomes[from.index(outcomes.len())];
        let weights = &weights[..from.0.len()];
        let distance = |it: &Outcome| {
            let changed: Vec<_> = (0..weights.len()).filter(|&at| it.0[at] != from.0[at]).collect();
            (changed.len(), changed.iter().map(|&at| weights[at]).sum::<u32>())
        };
        let acceptable = outcomes.iter().filter(|it| is_acceptable(&problem, it));
        let expected = acceptable.map(distance).min();
        match nearest(&problem, from, weights, &Stop::default()) {
            Ok(found) => {
                prop_assert!(is_acceptable(&problem, &found.value.outcome));
                prop_assert_eq!(Some(distance(&found.value.outcome)), expected);
                prop_assert_eq!(Some(found.value.changes), expected.map(|it| it.0));
            }
            Err(error) => {
                prop_assert_eq!(error, Error::NoAgreement);
                prop_assert_eq!(expected, None);
            }
        }
    }

    /// Every outcome is within the tolerance of a point, and every point is an outcome asked about.
    #[test]
    fn a_cover_is_near_every_outcome(
        parts in arb_parts(),
        tolerance in prop::collection::vec(0..40_u64, 4),
        acceptable: bool,
    ) {
        let problem = parts.problem();
        let tolerance = &tolerance[..parts.parties.len()];
        let among = if acceptable { Among::Acceptable } else { Among::Feasible };
        let unit = |it: u64| if parts.parties.iter().any(is_huge) { it << 47 } else { it };
        let tolerance: Vec<_> = tolerance.iter().copied().map(unit).collect();
        let found = cover(&problem, among, &tolerance, &Stop::default()).unwrap().value;
        let is_asked = |it: &Outcome| {
            problem.is_feasible(it).unwrap() && (!acceptable || is_acceptable(&problem, it))
        };
        for (payoffs, outcome) in &found.points {
            prop_assert!(is_asked(outcome));
            prop_assert_eq!(payoffs, &problem.payoffs(outcome).unwrap());
        }
        for outcome in outcomes(&problem).iter().filter(|it| is_asked(it)) {
            let payoffs = problem.payoffs(outcome).unwrap();
            let near = |point: &(Payoffs, Outcome)| {
                let reach = point.0.0.iter().zip(&tolerance).map(|(it, by)| it.saturating_add_unsigned(*by));
                payoffs.0.iter().zip(reach).all(|(payoff, reach)| *payoff <= reach)
            };
            prop_assert!(found.points.iter().any(near));
        }
    }

    /// Each set blocks or opens, and none of its members can be spared; together they are all.
    #[test]
    fn what_blocks_and_what_opens_is_minimal_and_complete(parts in arb_parts()) {
        let all = barriers(&parts);
        prop_assume!(all.len() <= 7 && parts.options.iter().product::<usize>() <= 256);
        let found = unlock(&parts.problem(), 1000, &Stop::default()).unwrap().value;
        let opens = |dropped: &[Barrier]| has_agreement(&without(&parts, dropped));
        let (mut relaxations, mut blocking) = (Vec::new(), Vec::new());
        for mask in 0..1_u32 << all.len() {
            let pick = |mask: u32| -> Vec<Barrier> {
                (0..all.len()).filter(|at| mask >> at & 1 == 1).map(|at| all[at]).collect()
            };
            let members = || (0..all.len()).filter(|at| mask >> at & 1 == 1);
            if opens(&pick(mask)) && members().all(|at| !opens(&pick(mask & !(1 << at)))) {
                relaxations.push(pick(mask));
            }
            let others = !mask & ((1 << all.len()) - 1);
            if !opens(&pick(others)) && members().all(|at| opens(&pick(others | 1 << at))) {
                blocking.push(pick(mask));
            }
        }
        let sorted = |mut sets: Vec<Vec<Barrier>>| {
            for set in &mut sets {
                set.sort_unstable();
            }
            sets.sort();
            sets
        };
        prop_assert_eq!(sorted(found.relaxations), sorted(relaxations));
        prop_assert_eq!(sorted(found.blocking), sorted(blocking));
    }

    /// The smallest relaxation is as small as the smallest of all, and opens what it says.
    #[test]
    fn no_smaller_relaxation_opens_agreement(parts in arb_parts()) {
        let problem = parts.problem();
        let all = unlock(&problem, 1000, &Stop::default()).unwrap();
        prop_assume!(all.exactness == Exactness::Exact);
        let found = relax(&problem, &Stop::default()).unwrap();
        prop_assert_eq!(found.exactness, Exactness::Exact);
        let Relaxation { dropped, outcome, payoffs } = found.value;
        let fewest = all.value.relaxations.iter().map(Vec::len).min();
        prop_assert_eq!(Some(dropped.len()), fewest);
        prop_assert!(is_acceptable(&without(&parts, &dropped), &outcome));
        prop_assert_eq!(payoffs, problem.payoffs(&outcome).unwrap());
    }

    /// A limit of one gives one blocking set that is among all.
    #[test]
    fn one_blocking_set_is_among_all(parts in arb_parts()) {
        let problem = parts.problem();
        let all = unlock(&problem, 1000, &Stop::default()).unwrap();
        let one = unlock(&problem, 1, &Stop::default()).unwrap().value.blocking;
        prop_assert_eq!(one.len(), all.value.blocking.len().min(1));
        prop_assert!(one.iter().all(|it| all.value.blocking.contains(it)));
    }
}

/// Of some fifty red lines, some cannot all hold together with the reservation values.
#[test]
fn a_few_of_many_red_lines_block() {
    let recipe = Recipe { reservation: 850, ..Recipe::new(Family::Uniform, 28, 3) };
    let problem = with_red_lines(&recipe.problem(), 17, 1);
    let found = unlock(&problem, 1, &Stop::default()).unwrap().value;
    let parts = Parts {
        options: vec![4; 28],
        parties: problem.parties().to_vec(),
        linkages: problem.linkages().to_vec(),
    };
    let others = |kept: &[Barrier]| -> Vec<Barrier> {
        barriers(&parts).into_iter().filter(|it| !kept.contains(it)).collect()
    };
    let opens =
        |dropped: &[Barrier]| utilitarian(&without(&parts, dropped), &Stop::default()).is_ok();
    let [blocking] = found.blocking.as_slice() else { panic!("{:?}", found.blocking) };
    assert!(!opens(&others(blocking)));
    for at in 0..blocking.len() {
        assert!(opens(&others(&[&blocking[..at], &blocking[at + 1..]].concat())));
    }
    let found = relax(&problem, &Stop::default()).unwrap().value;
    assert!(opens(&found.dropped));
    for at in 0..found.dropped.len() {
        assert!(!opens(&[&found.dropped[..at], &found.dropped[at + 1..]].concat()));
    }
}

/// What is asked after a stop ends at once, and says that all is open.
#[test]
fn stopped_at_once_nothing_is_claimed() {
    let stop = Stop::default();
    stop.request();
    let problem = Recipe { reservation: 900, ..Recipe::new(Family::Opposed, 28, 4) }.problem();
    let found = cover(&problem, Among::Feasible, &[50; 4], &stop).unwrap();
    assert_eq!(found.exactness, Exactness::Partial { seen: 0, of: 1 });
    assert_eq!((found.value.points.len(), found.value.open), (0, 1));
    let found = unlock(&problem, 10, &stop).unwrap();
    assert_eq!(found.exactness, Exactness::Partial { seen: 0, of: 1 });
    assert!(found.value.blocking.is_empty() && found.value.relaxations.is_empty());
    assert!(matches!(relax(&problem, &stop), Err(Error::Stopped { .. })));
    assert!(matches!(maximin(&problem, &stop), Err(Error::Stopped { .. })));
}

/// Stopped from elsewhere, a cover that would take long has points, and says what is open.
#[test]
fn a_cover_that_is_stopped_says_what_is_open() {
    let problem = Recipe::new(Family::Uniform, 28, 6).problem();
    let stop = Stop::default();
    let found = std::thread::scope(|scope| {
        let work = scope.spawn(|| cover(&problem, Among::Feasible, &[5; 6], &stop).unwrap());
        std::thread::sleep(std::time::Duration::from_millis(500));
        stop.request();
        work.join().unwrap()
    });
    let Exactness::Partial { seen, of } = found.exactness else { panic!("{:?}", found.exactness) };
    assert_eq!(seen + found.value.open as u64, of);
    assert!(0 < found.value.open && !found.value.points.is_empty());
}

/// What is counted beside the parties is not one too many.
#[test]
fn sixteen_parties_can_ask_for_what_is_near() {
    let stop = Stop::default();
    for (reservation, red_lines, is_open) in [(100, 0, true), (700, 1, false)] {
        let recipe = Recipe { reservation, ..Recipe::new(Family::Uniform, 5, 16) };
        let problem = with_red_lines(&recipe.problem(), red_lines, 1);
        let draft = Outcome(vec![OptionId(0); 5]);
        let found = nearest(&problem, &draft, &[1; 5], &stop);
        assert_eq!(verify::nearest(&problem, &draft, &[1; 5], found.as_ref()), Ok(()));
        assert_eq!(found.is_ok(), is_open);
        let relaxed = relax(&problem, &stop).unwrap().value;
        assert_eq!(relaxed.dropped.is_empty(), is_open);
    }
}
