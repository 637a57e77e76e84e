//! A linear chain of labels: the score of each label at each place, the best labels, and how
//! probable each is.

use std::sync::LazyLock;

/// Rows of weights; a feature's row is its hash modulo this.
pub(crate) const ROWS: usize = 1 << 18;

/// A weight of one, in the whole numbers in which weights are kept.
pub(crate) const UNIT: f32 = 32.0;

/// A number for each label, of which a chain may have fewer than there is room for.
pub(crate) type Row<const N: usize> = [f32; N];

/// Weights, in whole numbers of 1 / [`UNIT`], so that sums are the same on every machine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chain<const N: usize> {
    pub(crate) labels: usize,
    pub(crate) rows: Box<[[i8; N]; ROWS]>,
    /// From each label to the next; the last row is for the first label of a sequence.
    pub(crate) steps: Vec<[i16; N]>,
    /// The same, ready for use.
    pub(crate) ready: Steps<N>,
}

impl<const N: usize> Chain<N> {
    /// A chain of [`ROWS`] rows and `N` + 1 rows of steps.
    pub(crate) fn new(labels: usize, rows: Vec<[i8; N]>, steps: Vec<[i16; N]>) -> Self {
        let scores: Vec<Row<N>> =
            steps.iter().map(|row| row.map(|it| f32::from(it) / UNIT)).collect();
        let ready = Steps::new(labels, &scores);
        let rows = rows.try_into().expect("whoever makes rows makes ROWS of them");
        Self { labels, rows, steps, ready }
    }
}

/// What steps from label to label are worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Steps<const N: usize> {
    labels: usize,
    /// For the first label of a sequence.
    first: Row<N>,
    /// From each label to the next.
    scores: [Row<N>; N],
    /// Their exponentials.
    first_factors: Row<N>,
    factors: [Row<N>; N],
    /// The same with both labels the other way round.
    turned: [Row<N>; N],
}

impl<const N: usize> Steps<N> {
    /// Of `N` + 1 rows, the last for the first label of a sequence.
    pub(crate) fn new(labels: usize, rows: &[Row<N>]) -> Self {
        let (mut scores, mut factors, mut turned) = ([[0.0; N]; N], [[0.0; N]; N], [[0.0; N]; N]);
        let factors_of = |row: &Row<N>| {
            let mut factors = [0.0; N];
            for label in 0..labels {
                factors[label] = libm::expf(row[label]);
            }
            factors
        };
        for before in 0..labels {
            scores[before] = rows[before];
            factors[before] = factors_of(&rows[before]);
            for label in 0..labels {
                turned[label][before] = factors[before][label];
            }
        }
        Self {
            labels,
            first: rows[N],
            scores,
            first_factors: factors_of(&rows[N]),
            factors,
            turned,
        }
    }
}

/// The labels with the best sum of scores; the least of equals.
pub(crate) fn best<const N: usize>(scores: &[Row<N>], steps: &Steps<N>) -> Vec<usize> {
    let labels = steps.labels;
    let mut back: Vec<[u32; N]> = Vec::with_capacity(scores.len());
    let mut now = steps.first;
    for (place, score) in scores.iter().enumerate() {
        // All labels at once; those beyond the last are never looked at.
        let mut next = [f32::NEG_INFINITY; N];
        let mut from = [0; N];
        if place == 0 {
            next = now;
        } else {
            for (before, step) in (0..).zip(&steps.scores[..labels]) {
                let so_far = now[before as usize];
                for label in 0..N {
                    let sum = so_far + step[label];
                    let is_more = next[label] < sum;
                    next[label] = if is_more { sum } else { next[label] };
                    from[label] = if is_more { before } else { from[label] };
                }
            }
        }
        for label in 0..N {
            next[label] += score[label];
        }
        now = next;
        back.push(from);
    }
    let mut label = 0;
    for other in 1..labels {
        if now[label] < now[other] {
            label = other;
        }
    }
    let mut found = vec![0; scores.len()];
    for place in (0..scores.len()).rev() {
        found[place] = label;
        label = back[place][label] as usize;
    }
    found
}

/// How probable each label is at each place, and how often each step is expected.
#[derive(Debug)]
pub(crate) struct Marginals<const N: usize> {
    pub(crate) places: Vec<Row<N>>,
    /// Sums over all places of the probability of a step.
    pub(crate) steps: [Row<N>; N],
}

/// How probable each label is at each place, as in [`marginals`], for scores that are whole numbers
/// of 1 / [`UNIT`].
pub(crate) fn chances<const N: usize>(scores: &[Row<N>], steps: &Steps<N>) -> Vec<Row<N>> {
    let powers = &*POWERS;
    #[expect(clippy::cast_possible_truncation, reason = "a whole number, or far beyond the table")]
    #[expect(clippy::cast_sign_loss, reason = "nothing is more than the most")]
    let power = |less: f32| powers[usize::from((less * -UNIT) as u16).min(powers.len() - 1)];
    sweep(steps, &heights(steps.labels, scores, power), |_, _, _| {})
}

/// The exponentials of 0, -1 / [`UNIT`], -2 / [`UNIT`] and so on; the last one is 0.
static POWERS: LazyLock<[f32; 4_096]> = LazyLock::new(|| {
    let mut powers = [0.0; _];
    for (power, less) in powers.iter_mut().zip(0_u16..) {
        *power = libm::expf(f32::from(less) / -UNIT);
    }
    powers
});

/// By forward and backward sums, each place scaled to sum to one.
pub(crate) fn marginals<const N: usize>(scores: &[Row<N>], steps: &Steps<N>) -> Marginals<N> {
    let labels = steps.labels;
    let mut found = [[0.0; N]; N];
    let places = sweep(steps, &heights(labels, scores, libm::expf), |forward, height, backward| {
        let mut pairs = [[0.0; N]; N];
        let mut total = 0.0;
        for before in 0..labels {
            for label in 0..labels {
                pairs[before][label] = forward[before]
                    * (steps.factors[before][label] * height[label] * backward[label]);
                total += pairs[before][label];
            }
        }
        if 0.0 < total {
            for (sums, pairs) in found.iter_mut().zip(&pairs) {
                for (sum, pair) in sums.iter_mut().zip(pairs) {
                    *sum += pair / total;
                }
            }
        }
    });
    Marginals { places, steps: found }
}

/// At each place the exponentials of what the scores are less than the best.
fn heights<const N: usize>(
    labels: usize,
    scores: &[Row<N>],
    power: impl Fn(f32) -> f32,
) -> Vec<Row<N>> {
    let height = |row: &Row<N>| {
        let most = row[..labels].iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut height = [0.0; N];
        for label in 0..labels {
            height[label] = power(row[label] - most);
        }
        height
    };
    scores.iter().map(height).collect()
}

/// The chances at each place; `at_step` is told, from the last step to the first, the forward sums
/// before it, and the heights and backward sums after it.
fn sweep<const N: usize>(
    steps: &Steps<N>,
    heights: &[Row<N>],
    mut at_step: impl FnMut(&Row<N>, &Row<N>, &Row<N>),
) -> Vec<Row<N>> {
    let Steps { labels, first_factors, factors, turned, .. } = steps;
    let mut places: Vec<Row<N>> = Vec::with_capacity(heights.len());
    for (place, height) in heights.iter().enumerate() {
        let mut row = [0.0; N];
        match place.checked_sub(1) {
            None => row = *first_factors,
            Some(last) => {
                for (share, factors) in places[last].iter().zip(&factors[..*labels]) {
                    for label in 0..N {
                        row[label] += share * factors[label];
                    }
                }
            }
        }
        for label in 0..N {
            row[label] *= height[label];
        }
        scale(&mut row);
        places.push(row);
    }
    let mut backward = [1.0; N];
    for place in (0..heights.len()).rev() {
        let height = &heights[place];
        let row = &mut places[place];
        for label in 0..N {
            row[label] *= backward[label];
        }
        scale(row);
        let Some(last) = place.checked_sub(1) else { break };
        at_step(&places[last], height, &backward);
        let mut next = [0.0; N];
        for (label, factors) in turned[..*labels].iter().enumerate() {
            for before in 0..N {
                next[before] += factors[before] * height[label] * backward[label];
            }
        }
        scale(&mut next);
        backward = next;
    }
    places
}

fn scale<const N: usize>(row: &mut Row<N>) {
    let sum: f32 = row.iter().sum();
    if 0.0 < sum {
        for it in row {
            *it /= sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Row, Steps, UNIT, best, chances, marginals};

    /// Room for more labels than there are.
    const N: usize = 8;

    /// Every labelling of a few places with its sum of scores.
    fn all(labels: usize, scores: &[Row<N>], steps: &[Row<N>]) -> Vec<(Vec<usize>, f32)> {
        let mut found = vec![(Vec::new(), 0.0)];
        for score in scores {
            found = found
                .iter()
                .flat_map(|(before, sum)| {
                    (0..labels).map(move |label| {
                        let step = before.last().copied().unwrap_or(N);
                        let whole = [before.as_slice(), &[label]].concat();
                        (whole, sum + steps[step][label] + score[label])
                    })
                })
                .collect();
        }
        found
    }

    proptest! {
        #[test]
        fn chains_agree_with_the_sum_over_all_labellings(
            scores in proptest::collection::vec(proptest::array::uniform8(-3.0_f32..3.0), 1..5),
            steps in proptest::array::uniform9(proptest::array::uniform8(-2.0_f32..2.0)),
        ) {
            let labels = 3;
            let all = all(labels, &scores, &steps);
            let most = all.iter().map(|it| it.1).fold(f32::NEG_INFINITY, f32::max);
            let made = Steps::new(labels, &steps);
            let found = best(&scores, &made);
            let own = all.iter().find(|it| it.0 == found).map_or(f32::NEG_INFINITY, |it| it.1);
            prop_assert!((own - most).abs() < 1e-4);

            let total: f32 = all.iter().map(|it| it.1.exp()).sum();
            let chances = marginals(&scores, &made);
            for place in 0..scores.len() {
                for label in 0..labels {
                    let with = all.iter().filter(|it| it.0[place] == label);
                    let share = with.map(|it| it.1.exp()).sum::<f32>() / total;
                    prop_assert!((chances.places[place][label] - share).abs() < 1e-3);
                }
            }
            for before in 0..labels {
                for label in 0..labels {
                    let expected: f32 = all
                        .iter()
                        .map(|(it, sum)| {
                            let steps = it.windows(2).filter(|it| **it == [before, label]);
                            f32::from(u8::try_from(steps.count()).unwrap()) * sum.exp() / total
                        })
                        .sum();
                    prop_assert!((chances.steps[before][label] - expected).abs() < 1e-3);
                }
            }
        }

        #[test]
        fn chances_of_whole_scores_are_the_same(
            scores in proptest::collection::vec(proptest::array::uniform8(-4_000_i16..4_000), 1..9),
            steps in proptest::array::uniform9(proptest::array::uniform8(-99_i16..99)),
        ) {
            let score = |row: [i16; N]| row.map(|it| f32::from(it) / UNIT);
            let scores: Vec<Row<N>> = scores.into_iter().map(score).collect();
            let steps = Steps::new(5, &steps.map(score));
            prop_assert_eq!(chances(&scores, &steps), marginals(&scores, &steps).places);
        }
    }
}
