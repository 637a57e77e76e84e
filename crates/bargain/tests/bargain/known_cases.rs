//! Cases whose solutions are published.

use insta::assert_snapshot;
use onetext_bargain::{
    Among, Answer, Error, Interaction, IssueId, OptionId, Outcome, Party, Problem, Solution, Space,
    Stop, fallback, frontier, kalai_rosenthal, maximin_share, raiffa, verify,
};

use crate::checks::RULES;

/// Items to be divided between two parties.
///
/// An item goes to one or the other, except for the last one, which can be cut into `pieces`.
struct Division {
    name: &'static str,
    /// The points of each party for each item, and whether it ends up with the first party; of the
    /// last one, how many pieces do.
    items: &'static [(i64, i64, usize)],
    pieces: usize,
    /// How many units make a point, so that all utilities are whole.
    unit: i64,
    /// What each party gets by Adjusted Winner, in units: as much as the other.
    each: i64,
    /// The points of each party where an item goes to whom it is worth more.
    before: [i64; 2],
    /// The points by Nash's rule, without an alternative and with 50 points each as alternative.
    nash: [i64; 2],
    nash_from_50: [i64; 2],
    /// The largest sum of points.
    sum: i64,
    /// Not published. In units with 50 points each as alternative, by the rule of Kalai and
    /// Smorodinsky, which counts from these; and the number of divisions with the largest sum,
    /// without and with that alternative.
    kalai_from_50: [i64; 2],
    largest: [u64; 2],
}

/// H. Raiffa, *The Art and Science of Negotiation* (1982), ch. 12; S. J. Brams and A. D. Taylor,
/// *Fair Division* (1996) and *The Win-Win Solution* (1999). Published: 66, about 60.5 and about
/// 72.7 points each.
const DIVISIONS: [Division; 3] = [
    Division {
        name: "the United States and Panama",
        items: &[
            (22, 9, 1),
            (22, 15, 1),
            (14, 3, 1),
            (11, 15, 0),
            (6, 5, 1),
            (4, 11, 0),
            (2, 7, 0),
            (2, 7, 0),
            (2, 13, 0),
            (15, 15, 2),
        ],
        pieces: 15,
        unit: 1,
        each: 66,
        before: [64, 68],
        nash: [66, 66],
        nash_from_50: [66, 66],
        sum: 132,
        kalai_from_50: [67, 65],
        largest: [16, 16],
    },
    Division {
        name: "husband and wife",
        items: &[
            (35, 55, 0),
            (6, 1, 1),
            (8, 1, 1),
            (8, 1, 1),
            (18, 17, 1),
            (15, 15, 1),
            (5, 4, 1),
            (5, 6, 1),
        ],
        pieces: 11,
        unit: 11,
        each: 665,
        before: [60, 61],
        nash: [60, 61],
        nash_from_50: [60, 61],
        sum: 121,
        kalai_from_50: [660, 671],
        largest: [2, 1],
    },
    Division {
        name: "Donald and Ivana",
        items: &[(10, 38, 0), (10, 30, 0), (38, 10, 1), (2, 2, 0), (40, 20, 13)],
        pieces: 15,
        unit: 3,
        each: 218,
        before: [78, 70],
        nash: [78, 70],
        nash_from_50: [78, 70],
        sum: 148,
        kalai_from_50: [218, 218],
        largest: [2, 2],
    },
];

impl Division {
    /// The problem in which both have so many points without agreement.
    fn problem(&self, reservation: i64) -> Problem {
        let pieces = i64::try_from(self.pieces).expect("few");
        let (cut, whole) = self.items.split_last().expect("there are items");
        let share = |points: i64, piece: i64| points * self.unit * piece / pieces;
        let mut first: Vec<_> = whole.iter().map(|it| vec![0, it.0 * self.unit]).collect();
        first.push((0..=pieces).map(|piece| share(cut.0, piece)).collect());
        let mut second: Vec<_> = whole.iter().map(|it| vec![it.1 * self.unit, 0]).collect();
        second.push((0..=pieces).map(|piece| share(cut.1, pieces - piece)).collect());
        let counts: Vec<_> = first.iter().map(Vec::len).collect();
        let party = |utilities| party(utilities, reservation * self.unit);
        problem(&counts, vec![party(first), party(second)])
    }
}

fn party(utilities: Vec<Vec<i64>>, reservation: i64) -> Party {
    Party { utilities, reservation, red_lines: vec![], interactions: vec![], cap: None }
}

fn problem(options: &[usize], parties: Vec<Party>) -> Problem {
    let space = Space::new(options).expect("few issues");
    Problem::new(space, parties, vec![]).expect("in shape")
}

/// What the four rules pick: Nash, Kalai–Smorodinsky, egalitarian, utilitarian.
fn solve(problem: &Problem) -> [Result<Solution, Error>; 4] {
    let [nash, kalai_smorodinsky, egalitarian, utilitarian, ..] = RULES;
    [nash, kalai_smorodinsky, egalitarian, utilitarian].map(|(rule, check)| {
        let found: Result<Answer<Solution>, Error> = rule(problem, &Stop::default());
        assert_eq!(check(problem, found.as_ref()), Ok(()));
        found.map(|it| it.value)
    })
}

fn payoffs(found: &Result<Solution, Error>) -> [i64; 2] {
    let found = found.as_ref().expect("an agreement");
    [found.payoffs.0[0], found.payoffs.0[1]]
}

#[test]
fn items_are_divided_as_published() {
    for division in &DIVISIONS {
        let (name, unit) = (division.name, division.unit);
        let units = |points: [i64; 2]| points.map(|it| it * unit);
        let [nash, kalai, egalitarian, utilitarian] = solve(&division.problem(0));
        assert_eq!(payoffs(&kalai), [division.each; 2], "{name}");
        assert_eq!(payoffs(&egalitarian), [division.each; 2], "{name}");
        assert_eq!(payoffs(&nash), units(division.nash), "{name}");
        assert_eq!(payoffs(&utilitarian).iter().sum::<i64>(), division.sum * unit, "{name}");
        let count = |it: &Result<Solution, Error>| it.as_ref().map_or(0, |it| it.optimal);
        assert_eq!(count(&utilitarian), division.largest[0], "{name}");
        let [nash, kalai, egalitarian_from_50, utilitarian] = solve(&division.problem(50));
        assert_eq!(payoffs(&nash), units(division.nash_from_50), "{name}");
        assert_eq!(payoffs(&kalai), division.kalai_from_50, "{name}");
        assert_eq!(payoffs(&egalitarian_from_50), [division.each; 2], "{name}");
        assert_eq!(payoffs(&utilitarian).iter().sum::<i64>(), division.sum * unit, "{name}");
        assert_eq!(count(&utilitarian), division.largest[1], "{name}");
        // The items go where they are published to go, one of them in parts.
        let published = division.items.iter().map(|it| OptionId(u8::try_from(it.2).expect("few")));
        let published: Vec<_> = published.collect();
        let division_found = egalitarian.expect("an agreement");
        let worth = |outcome: &[OptionId]| {
            let outcome = Outcome(outcome.to_vec());
            division.problem(0).payoffs(&outcome).expect("it fits").0
        };
        assert_eq!(worth(&published), [division.each; 2], "{name}");
        // Another division is as equal only where an item is worth as much to both.
        let differ = division.items.iter().zip(published.iter().zip(&division_found.outcome.0));
        for (item, (published, found)) in differ {
            assert!(item.0 == item.1 || published == found, "{name}");
        }
        // Before the last item is cut, nothing has a larger sum.
        let found = frontier(&division.problem(0), Among::Feasible, &Stop::default());
        let points = found.expect("a frontier").value;
        let before = units(division.before);
        assert!(points.iter().any(|it| it.payoffs.0 == before), "{name}");
        assert_eq!(division.before.iter().sum::<i64>(), division.sum);
    }
}

#[test]
fn no_one_gets_more_than_both_can_have() {
    for division in &DIVISIONS {
        let problem = division.problem(division.each / division.unit + 1);
        let none = [(); 4].map(|()| Err(Error::NoAgreement));
        assert_eq!(solve(&problem), none, "{}", division.name);
    }
}

/// A hundred cents: the first party gets (100 + its reservation value − the other's) / 2.
#[test]
fn a_dollar_is_split_after_the_reservation_values() {
    for (first, second) in [(0, 0), (10, 30), (30, 10), (50, 50), (0, 98), (1, 99)] {
        let worth = |it: Vec<i64>| vec![it];
        let parties = vec![
            party(worth((0..=100).collect()), first),
            party(worth((0..=100).rev().collect()), second),
        ];
        let share = (100 + first - second) / 2;
        let found = solve(&problem(&[101], parties));
        if first + second == 100 {
            // Nobody can gain.
            assert_eq!(found[0], Err(Error::NoAgreement));
            assert_eq!(payoffs(&found[2]), [share, 100 - share]);
        } else {
            for rule in &found[..3] {
                assert_eq!(payoffs(rule), [share, 100 - share]);
            }
        }
        assert_eq!(payoffs(&found[3]).iter().sum::<i64>(), 100);
    }
}

/// Side of a square of options, which stand for the numbers from 0 to its area less one.
const SIDE: usize = 32;
/// The largest of these numbers.
const STEPS: i64 = 1023;

/// Two parties that settle a share from 0 to 1 in steps, what it is worth being given in whole
/// numbers; two issues, as one has too few options, so that worth is a table over both.
fn share(first: impl Fn(i64) -> i64, second: impl Fn(i64) -> i64, floors: [i64; 2]) -> Problem {
    let party = |worth: &dyn Fn(i64) -> i64, reservation| {
        let issues = vec![IssueId(0), IssueId(1)];
        let table = Interaction::Table { issues, worth: (0..=STEPS).map(worth).collect() };
        Party { interactions: vec![table], ..party(vec![vec![0; SIDE]; 2], reservation) }
    };
    problem(&[SIDE; 2], vec![party(&first, floors[0]), party(&second, floors[1])])
}

/// The share of a solution.
fn shared(found: &Result<Solution, Error>) -> f64 {
    let outcome = &found.as_ref().expect("an agreement").outcome.0;
    let step = outcome[0].index() * SIDE + outcome[1].index();
    f64::from(u32::try_from(step).expect("few")) / f64::from(i32::try_from(STEPS).expect("few"))
}

#[track_caller]
fn assert_within_a_step(found: f64, published: f64) {
    let step = 1.0 / f64::from(i32::try_from(STEPS).expect("few"));
    assert!((found - published).abs() < step, "{found} is not {published}");
}

/// The frontier y = 1 − x², in units of 1/(2·1023²), with (0, 0) and with (0, 1/2) as alternatives.
#[test]
fn a_concave_frontier_is_solved_to_the_nearest_step() {
    let golden = 0.618_033_988_749_894_9;
    let square = STEPS * STEPS;
    let published = [
        (0, [0.577_350_269_189_625_7, golden, golden, 0.5]),
        (square, [0.408_248_290_463_863, 0.437_016_024_448_604, 0.366_025_403_784_437, 0.5]),
    ];
    for (floor, published) in published {
        let problem = share(|it| 2 * it * STEPS, |it| 2 * (square - it * it), [0, floor]);
        for (found, published) in solve(&problem).iter().zip(published) {
            assert_within_a_step(shared(found), published);
        }
    }
}

/// A party to which a share x is worth xᵃ gets a / (1 + a) of a dollar by Nash's rule: the more
/// averse to risk, the less.
#[test]
fn aversion_to_risk_lowers_the_share() {
    let nash = |problem: &Problem| shared(&solve(problem)[0]);
    // The share itself, or its root, or its third root, is in steps.
    assert_within_a_step(nash(&share(|it| it * it, |it| STEPS - it, [0; 2])), 2.0 / 3.0);
    assert_within_a_step(nash(&share(|it| it, |it| STEPS - it, [0; 2])), 1.0 / 2.0);
    let root = share(|it| it * STEPS, |it| STEPS * STEPS - it * it, [0; 2]);
    assert_within_a_step(nash(&root), (1.0_f64 / 3.0).sqrt());
    // By Kalai and Smorodinsky it is (3 − √5) / 2 for the root.
    let [_, kalai, egalitarian, _] = solve(&root);
    assert_within_a_step(shared(&kalai), ((3.0 - 5.0_f64.sqrt()) / 2.0).sqrt());
    assert_within_a_step(shared(&egalitarian), ((3.0 - 5.0_f64.sqrt()) / 2.0).sqrt());
    let third = share(|it| it, |it| STEPS * STEPS * STEPS - it * it * it, [0; 2]);
    assert_within_a_step(nash(&third), 0.25_f64.cbrt());
}

/// What nobody picks can matter to Kalai and Smorodinsky, and does not to Nash.
#[test]
fn an_ideal_that_is_out_of_reach_moves_one_rule_and_not_the_other() {
    let ask = |first: Vec<i64>, second: Vec<i64>| {
        let options = first.len();
        solve(&problem(&[options], vec![party(vec![first], 0), party(vec![second], 0)]))
    };
    let with = ask(vec![6, 5, 4, 0], vec![4, 5, 6, 12]);
    let without = ask(vec![6, 5, 4], vec![4, 5, 6]);
    assert_eq!(payoffs(&with[0]), payoffs(&without[0]));
    assert_ne!(payoffs(&with[1]), payoffs(&without[1]));
}

/// The same by the other rules.
fn check_others(problem: &Problem) -> String {
    let show = |rule: crate::checks::Rule, check: crate::checks::Check| {
        let answer = rule(problem, &Stop::default());
        assert_eq!(check(problem, answer.as_ref()), Ok(()));
        let it = answer.expect("there is an agreement").value;
        format!("{:?} × {}", it.payoffs.0, it.optimal)
    };
    format!(
        "raiffa {}\nfallback {}\nmaximin_share {}\nkalai_rosenthal {}",
        show(raiffa, verify::raiffa),
        show(fallback, verify::fallback),
        show(maximin_share, verify::maximin_share),
        show(kalai_rosenthal, verify::kalai_rosenthal),
    )
}

/// Panama: 66 points each, but for Raiffa's steps, which lead past it. The dollar: the middle of what
/// is between the reservation values, unless parties hope for all of it.
#[test]
fn other_rules_are_close_to_the_middle() {
    assert_snapshot!(check_others(&DIVISIONS[0].problem(0)), @"
    raiffa [67, 65] × 1
    fallback [66, 66] × 1
    maximin_share [66, 66] × 1
    kalai_rosenthal [66, 66] × 1
    ");
    let up: Vec<i64> = (0..=100).collect();
    let down = up.iter().rev().copied().collect();
    let dollar = problem(&[101], vec![party(vec![up], 10), party(vec![down], 30)]);
    assert_snapshot!(check_others(&dollar), @"
    raiffa [40, 60] × 1
    fallback [40, 60] × 1
    maximin_share [40, 60] × 1
    kalai_rosenthal [44, 56] × 1
    ");
}
