//! Slow twins: the same answers by other and plainer ways.

use num_bigint::BigUint;
use num_rational::BigRational;
use proptest::prelude::*;

use crate::proof::cone::{Cone, Sum, contradicts, decide_cone};
use crate::proof::simplex::{Decided, Inequality, decide};

/// Whether some unknowns above zero make all sums be above zero, by eliminating one unknown after
/// the other (Fourier and Motzkin).
pub(crate) fn is_open(unknowns: usize, sums: &[Sum]) -> bool {
    let dense = |sum: &Sum| {
        let mut row = vec![0_i128; unknowns];
        for &(unknown, factor) in sum {
            row[unknown] += i128::from(factor);
        }
        row
    };
    let mut rows: Vec<Vec<i128>> = sums.iter().map(dense).collect();
    rows.extend((0..unknowns).map(|it| dense(&vec![(it, 1)])));
    for unknown in 0..unknowns {
        let (with, mut next): (Vec<_>, Vec<_>) = rows.into_iter().partition(|it| it[unknown] != 0);
        let (above, below): (Vec<_>, Vec<_>) = with.into_iter().partition(|it| 0 < it[unknown]);
        for one in &above {
            for other in &below {
                let cell = |it| one[it] * -other[unknown] + other[it] * one[unknown];
                next.push((0..unknowns).map(cell).collect());
            }
        }
        next.sort_unstable();
        next.dedup();
        rows = next;
    }
    rows.is_empty()
}

fn arb_sums() -> impl Strategy<Value = Vec<Sum>> {
    let factor = prop::sample::select(vec![-3_i64, -2, -1, -1, 1, 1, 2]);
    let sum = prop::collection::btree_map(0..4_usize, factor, 1..4);
    prop::collection::vec(sum.prop_map(|it| it.into_iter().collect()), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_system_is_decided_as_elimination_decides_it(sums in arb_sums()) {
        match decide_cone(4, &sums, &|| false) {
            Some(Cone::Point(_)) => prop_assert!(is_open(4, &sums)),
            Some(Cone::Multipliers(parts)) => {
                prop_assert!(!is_open(4, &sums));
                prop_assert!(contradicts(parts.iter().map(|it| (&sums[it.0], &it.1))));
                // As a vertex it is irreducible, but for the unknowns' own being above zero.
                prop_assert!(parts.len() <= 5);
            }
            None => prop_assert!(false, "not decided"),
        }
    }

    /// The two kinds of numbers agree.
    #[test]
    fn floating_point_finds_what_rational_numbers_find(sums in arb_sums()) {
        let system: Vec<_> =
            sums.iter().map(|it| Inequality { terms: it.clone(), least: 1 }).collect();
        let exact = decide::<BigRational>(4, &system, 10_000, &|| false);
        let found = decide::<f64>(4, &system, 10_000, &|| false);
        let is_point = |it: bool| Some(it);
        prop_assert_eq!(
            exact.and_then(|it| is_point(matches!(it, Decided::Point(_)))),
            found.and_then(|it| is_point(matches!(it, Decided::Point(_))))
        );
    }
}

#[test]
fn nothing_contradicts_nothing() {
    assert!(matches!(decide_cone(0, &[], &|| false), Some(Cone::Point(it)) if it.is_empty()));
    assert!(!contradicts(std::iter::empty()));
    assert!(!contradicts([(&vec![(0, -1)], &BigUint::from(0_u8))].into_iter()));
    assert!(matches!(decide_cone(1, &[vec![]], &|| false), Some(Cone::Multipliers(_))));
}

#[test]
fn work_that_is_stopped_decides_nothing() {
    assert_eq!(decide_cone(1, &[vec![(0, 1)]], &|| true), None);
}
