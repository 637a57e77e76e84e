//! Forms that are zero in a whole region of worlds.
//!
//! That *a* or *b*, whichever is less, is worth at least *a* is true, and not only on a set of
//! measure zero: wherever *b* is worth more, the two sides are one number. Such a form is asked for
//! nothing until it is known where its extremes are attained.

use std::collections::BTreeMap;

use crate::proposition::{Extreme, Linear};

/// The most ways of attaining extremes that are looked at.
const MOST: usize = 4_096;

/// Whether a form may be zero in a whole region. It may say so of one that is not, but never the
/// other way round.
pub(crate) fn may_vanish(form: &Linear) -> bool {
    if form.against_none || form.extremes.is_empty() {
        return false;
    }
    let in_extremes = |worth: usize| form.extremes.iter().any(|it| it.of.contains(&worth));
    if form.terms.iter().any(|&(worth, _)| !in_extremes(worth)) {
        return false;
    }
    parts(form).iter().all(|part| part_may_vanish(form, part))
}

/// Whether a form is nothing at all if its extremes are attained there.
pub(crate) fn vanishes(form: &Linear, attained: impl Fn(&Extreme) -> Option<usize>) -> bool {
    let mut total: BTreeMap<usize, i64> = BTreeMap::new();
    for &(worth, factor) in &form.terms {
        *total.entry(worth).or_default() += i64::from(factor);
    }
    for extreme in &form.extremes {
        let Some(worth) = attained(extreme) else { return false };
        *total.entry(worth).or_default() += i64::from(extreme.factor);
    }
    !form.against_none && total.values().all(|it| *it == 0)
}

/// The extremes in groups that have no worth in common.
fn parts(form: &Linear) -> Vec<Vec<&Extreme>> {
    let mut parts: Vec<Vec<&Extreme>> = Vec::new();
    for extreme in &form.extremes {
        let meets = |it: &&Extreme| it.of.iter().any(|worth| extreme.of.contains(worth));
        let (near, far): (Vec<_>, Vec<_>) = parts.into_iter().partition(|it| it.iter().any(meets));
        parts = far;
        parts.push(near.into_iter().flatten().chain([extreme]).collect());
    }
    parts
}

fn part_may_vanish(form: &Linear, part: &[&Extreme]) -> bool {
    let ways = part.iter().try_fold(1_usize, |all, it| all.checked_mul(it.of.len()));
    let Some(ways) = ways.filter(|it| *it <= MOST) else { return true };
    (0..ways).any(|mut way| {
        let mut total: BTreeMap<usize, i64> = BTreeMap::new();
        for &(worth, factor) in &form.terms {
            if part.iter().any(|it| it.of.contains(&worth)) {
                *total.entry(worth).or_default() += i64::from(factor);
            }
        }
        let mut picks = Vec::new();
        for extreme in part {
            let worth = extreme.of[way % extreme.of.len()];
            way /= extreme.of.len();
            *total.entry(worth).or_default() += i64::from(extreme.factor);
            picks.push((*extreme, worth));
        }
        // The largest of several worths is not the smallest, and equal extremes have one place.
        let is_odd = |(one, at): &(&Extreme, usize)| {
            picks.iter().any(|(other, it)| {
                one.of == other.of && (one.largest == other.largest) != (at == it)
            })
        };
        total.values().all(|it| *it == 0) && !picks.iter().any(is_odd)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposition::Sum;

    #[test]
    fn what_is_one_number_on_both_sides_may_vanish() {
        let overlap = Sum::default().extreme(false, vec![0, 1], 1).add(0, -1).linear();
        assert!(may_vanish(&overlap));
        assert!(vanishes(&overlap, |_| Some(0)));
        assert!(!vanishes(&overlap, |_| Some(1)));
    }

    #[test]
    fn a_swing_does_not_vanish() {
        let swing = |of: Vec<usize>, other: Vec<usize>| {
            let mut sum = Sum::default();
            sum.extreme(true, of.clone(), 1).extreme(false, of, -1);
            sum.extreme(true, other.clone(), -1).extreme(false, other, 1).linear()
        };
        assert!(!may_vanish(&swing(vec![0, 1, 2], vec![3, 4])));
        assert!(may_vanish(&swing(vec![0, 1], vec![0, 1])));
    }

    #[test]
    fn a_cost_never_vanishes() {
        let form = Sum::default().extreme(true, vec![0, 1], 1).add(0, -1).against_none().linear();
        assert!(!may_vanish(&form));
    }
}
