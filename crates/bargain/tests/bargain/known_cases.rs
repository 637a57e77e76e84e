//! Cases whose solutions are published.

use insta::assert_snapshot;
use onetext_bargain::{
    Answer, Error, Party, Problem, Solution, Space, Stop, egalitarian, fallback, kalai_rosenthal,
    kalai_smorodinsky, maximin_share, nash, raiffa, utilitarian, verify,
};

/// Items to be divided between two parties, given as the points of each party for each item.
///
/// An item goes to one or the other, except for the last one, which can be cut into `pieces`.
/// Utilities are points times `unit`, so that all of them are whole.
fn divide(items: &[(i64, i64)], pieces: i64, unit: i64, reservation: i64) -> Problem {
    let (cut, whole) = items.split_last().expect("there are items");
    let share = |points: i64, piece: i64| points * unit * piece / pieces;
    let mut first: Vec<_> = whole.iter().map(|it| vec![it.0 * unit, 0]).collect();
    first.push((0..=pieces).map(|piece| share(cut.0, piece)).collect());
    let mut second: Vec<_> = whole.iter().map(|it| vec![0, it.1 * unit]).collect();
    second.push((0..=pieces).map(|piece| share(cut.1, pieces - piece)).collect());

    let counts: Vec<_> = first.iter().map(Vec::len).collect();
    let party = |utilities| Party {
        utilities,
        reservation: reservation * unit,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    Problem::new(Space::new(&counts).expect("few items"), vec![party(first), party(second)], vec![])
        .expect("in shape")
}

fn check(problem: &Problem) -> String {
    let stop = Stop::default();
    let show = |answer: Result<Answer<Solution>, Error>| match answer {
        Ok(it) => format!("{:?} × {}", it.value.payoffs.0, it.value.optimal),
        Err(error) => format!("error: {error}"),
    };
    let n = nash(problem, &stop);
    assert_eq!(verify::nash(problem, n.as_ref()), Ok(()));
    let k = kalai_smorodinsky(problem, &stop);
    assert_eq!(verify::kalai_smorodinsky(problem, k.as_ref()), Ok(()));
    let e = egalitarian(problem, &stop);
    assert_eq!(verify::egalitarian(problem, e.as_ref()), Ok(()));
    let u = utilitarian(problem, &stop);
    assert_eq!(verify::utilitarian(problem, u.as_ref()), Ok(()));
    format!(
        "nash {}\nkalai_smorodinsky {}\negalitarian {}\nutilitarian {}",
        show(n),
        show(k),
        show(e),
        show(u)
    )
}

/// United States and Panama, 1974; land and water come last, in fifteenths. Published: 66 points
/// each.
///
/// H. Raiffa, *The Art and Science of Negotiation* (1982), ch. 12; S. J. Brams and A. D. Taylor,
/// *Fair Division* (1996).
const PANAMA: [(i64, i64); 10] =
    [(22, 9), (22, 15), (14, 3), (11, 15), (6, 5), (4, 11), (2, 7), (2, 7), (2, 13), (15, 15)];

#[test]
fn the_united_states_and_panama_get_66_points_each() {
    assert_snapshot!(check(&divide(&PANAMA, 15, 1, 0)), @"
    nash [66, 66] × 1
    kalai_smorodinsky [66, 66] × 1
    egalitarian [66, 66] × 1
    utilitarian [64, 68] × 16
    ");
    assert_snapshot!(check(&divide(&PANAMA, 15, 1, 50)), @"
    nash [66, 66] × 1
    kalai_smorodinsky [67, 65] × 1
    egalitarian [66, 66] × 1
    utilitarian [64, 68] × 16
    ");
}

#[test]
fn no_one_gets_more_than_both_can_have() {
    assert_snapshot!(check(&divide(&PANAMA, 15, 1, 67)), @"
    nash error: there is no agreement that the rule could pick
    kalai_smorodinsky error: there is no agreement that the rule could pick
    egalitarian error: there is no agreement that the rule could pick
    utilitarian error: there is no agreement that the rule could pick
    ");
}

/// Jolis v. Jolis; cash comes last, in elevenths, and the unit is an eleventh of a point.
/// Published: about 60.5 points each, which is 665 elevenths.
///
/// S. J. Brams and A. D. Taylor, *Fair Division* (1996).
#[test]
fn husband_and_wife_get_665_elevenths_each() {
    let items = [(35, 55), (6, 1), (8, 1), (8, 1), (18, 17), (15, 15), (5, 4), (5, 6)];
    assert_snapshot!(check(&divide(&items, 11, 11, 0)), @"
    nash [660, 671] × 1
    kalai_smorodinsky [665, 665] × 1
    egalitarian [665, 665] × 1
    utilitarian [660, 671] × 2
    ");
    assert_snapshot!(check(&divide(&items, 11, 11, 50)), @"
    nash [660, 671] × 1
    kalai_smorodinsky [660, 671] × 1
    egalitarian [665, 665] × 1
    utilitarian [660, 671] × 1
    ");
}

/// The mansion comes last, in fifteenths, and the unit is a third of a point. Published: about
/// 72.7 points each, which is 218 thirds.
///
/// S. J. Brams and A. D. Taylor, *The Win-Win Solution* (1999).
#[test]
fn donald_and_ivana_get_218_thirds_each() {
    let items = [(10, 38), (10, 30), (38, 10), (2, 2), (40, 20)];
    assert_snapshot!(check(&divide(&items, 15, 3, 0)), @"
    nash [234, 210] × 1
    kalai_smorodinsky [218, 218] × 1
    egalitarian [218, 218] × 1
    utilitarian [240, 204] × 2
    ");
    assert_snapshot!(check(&divide(&items, 15, 3, 50)), @"
    nash [234, 210] × 1
    kalai_smorodinsky [218, 218] × 1
    egalitarian [218, 218] × 1
    utilitarian [240, 204] × 2
    ");
}

/// A hundred cents between reservation values of 10 and 30: the first party gets
/// (100 + 10 − 30) / 2.
#[test]
fn a_dollar_is_split_after_the_reservation_values() {
    let party = |utilities: Vec<i64>, reservation| Party {
        utilities: vec![utilities],
        reservation,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    let parties = vec![party((0..=100).collect(), 10), party((0..=100).rev().collect(), 30)];
    let space = Space::new(&[101]).expect("one issue");
    assert_snapshot!(check(&Problem::new(space, parties, vec![]).expect("in shape")), @"
    nash [40, 60] × 1
    kalai_smorodinsky [40, 60] × 1
    egalitarian [40, 60] × 1
    utilitarian [10, 90] × 61
    ");
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
    assert_snapshot!(check_others(&divide(&PANAMA, 15, 1, 0)), @"
    raiffa [67, 65] × 1
    fallback [66, 66] × 1
    maximin_share [66, 66] × 1
    kalai_rosenthal [66, 66] × 1
    ");
    let party = |utilities: Vec<i64>, reservation| Party {
        utilities: vec![utilities],
        reservation,
        red_lines: vec![],
        interactions: vec![],
        cap: None,
    };
    let parties = vec![party((0..=100).collect(), 10), party((0..=100).rev().collect(), 30)];
    let dollar = Problem::new(Space::new(&[101]).expect("one issue"), parties, vec![]);
    assert_snapshot!(check_others(&dollar.expect("in shape")), @"
    raiffa [40, 60] × 1
    fallback [40, 60] × 1
    maximin_share [40, 60] × 1
    kalai_rosenthal [44, 56] × 1
    ");
}
