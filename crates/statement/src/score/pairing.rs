//! Which predicted attribution is which of the gold.

use super::place::Places;

/// Pairs contents of the gold with predicted ones, each at most once: those first that have most
/// in common of what lies in either, and none that have less than half. Places of the gold, then
/// of the predicted; of equal pairs the first.
///
/// # Cost
///
/// Grows with the product of both numbers.
pub(super) fn pair(gold: &[Places], predicted: &[Places]) -> Vec<(usize, usize)> {
    let mut near: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (mine, content) in gold.iter().enumerate() {
        for (theirs, other) in predicted.iter().enumerate() {
            let common = content.common(other);
            let either = content.either(other);
            if 0 < common && either <= 2 * common {
                near.push((common, either, mine, theirs));
            }
        }
    }
    near.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut found = Vec::new();
    let (mut is_taken, mut is_used) = (vec![false; gold.len()], vec![false; predicted.len()]);
    for (_, _, mine, theirs) in near {
        if !is_taken[mine] && !is_used[theirs] {
            (is_taken[mine], is_used[theirs]) = (true, true);
            found.push((mine, theirs));
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::super::place::Ruler;
    use super::pair;

    fn check(gold: &[(usize, usize)], predicted: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let ruler = Ruler::new("abcdefghijklmnopqrstuvwxyz");
        let places = |it: &[(usize, usize)]| {
            it.iter().map(|it| ruler.places(&[it.0..it.1; 1])).collect::<Vec<_>>()
        };
        pair(&places(gold), &places(predicted))
    }

    #[test]
    fn half_in_common_is_enough_and_less_is_not() {
        assert_eq!(check(&[(0, 10)], &[(5, 10)]), [(0, 0)]);
        assert_eq!(check(&[(0, 10)], &[(6, 10)]), []);
    }

    #[test]
    fn the_best_pair_comes_first_and_each_is_used_once() {
        // 8 of 10 for the first, 7 of 10 for the second: the first takes it.
        assert_eq!(check(&[(0, 10), (10, 12)], &[(0, 7), (0, 8)]), [(0, 1)]);
        assert_eq!(check(&[(0, 6), (0, 9)], &[(0, 9)]), [(1, 0)]);
        assert_eq!(check(&[(0, 4), (10, 14)], &[(10, 14), (0, 4)]), [(0, 1), (1, 0)]);
    }
}
