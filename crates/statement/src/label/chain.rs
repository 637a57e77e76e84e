//! A linear chain of labels: the score of each label at each place, the best labels, and how
//! probable each is.

use std::sync::LazyLock;

/// Rows of weights; a feature's row is its hash modulo this.
pub(crate) const ROWS: usize = 1 << 18;

/// A weight of one, in the whole numbers in which weights are kept.
pub(crate) const UNIT: i16 = 32;

/// A number for each label, of which a chain may have fewer than there is room for: a power of two.
pub(crate) type Row<const N: usize> = [f32; N];

/// A score for each label, in whole numbers of 1 / [`UNIT`].
pub(crate) type Score<const N: usize> = [i32; N];

/// Weights, in whole numbers of 1 / [`UNIT`], so that sums are the same on every machine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chain<const N: usize> {
    pub(crate) labels: usize,
    pub(crate) rows: Box<[[i8; N]; ROWS]>,
    /// From each label to the next; the last row is for the first label of a sequence.
    pub(crate) steps: Vec<[i16; N]>,
    /// The same, ready to be added up.
    scores: Vec<Row<N>>,
    ready: Steps<N>,
}

impl<const N: usize> Chain<N> {
    /// A chain of [`ROWS`] rows and `N` + 1 rows of steps.
    pub(crate) fn new(labels: usize, rows: Vec<[i8; N]>, steps: Vec<[i16; N]>) -> Self {
        let shares: Vec<Row<N>> =
            steps.iter().map(|row| row.map(|it| f32::from(it) / f32::from(UNIT))).collect();
        Self {
            labels,
            rows: rows.try_into().expect("whoever makes rows makes ROWS of them"),
            scores: steps.iter().map(|row| row.map(f32::from)).collect(),
            ready: Steps::new(labels, &shares),
            steps,
        }
    }

    /// The labels with the best sum of scores; the least of equals.
    pub(crate) fn best(&self, scores: &[Score<N>]) -> Vec<usize> {
        let (first, steps) = (self.scores[N], &self.scores[..self.labels]);
        // For each label the best sum as far as a place. All labels at once; those beyond the last
        // are never looked at.
        let mut sums: Vec<Row<N>> = Vec::with_capacity(scores.len());
        for score in scores {
            let mut next = first;
            if let Some(last) = sums.last() {
                next = [f32::NEG_INFINITY; N];
                for (so_far, step) in last.iter().zip(steps) {
                    for label in 0..N {
                        let sum = so_far + step[label];
                        next[label] = if next[label] < sum { sum } else { next[label] };
                    }
                }
            }
            for label in 0..N {
                next[label] += whole(score[label]);
            }
            sums.push(next);
        }
        let mut found = vec![0; scores.len()];
        let mut after = None;
        for (label, sums) in found.iter_mut().zip(&sums).rev() {
            let sum = |it: usize| sums[it] + after.map_or(0.0, |after: usize| steps[it][after]);
            *label =
                (1..self.labels).fold(0, |best, it| if sum(best) < sum(it) { it } else { best });
            after = Some(*label);
        }
        found
    }

    /// How probable each label is at each place, as in [`marginals`].
    pub(crate) fn chances(&self, scores: &[Score<N>]) -> Vec<Row<N>> {
        let powers = &*POWERS;
        let height = |row: &Score<N>| {
            let row = &row[..self.labels];
            let most = row.iter().copied().fold(i32::MIN, i32::max);
            let mut height = [0.0; N];
            for (height, score) in height.iter_mut().zip(row) {
                *height = powers[(most.abs_diff(*score) as usize).min(powers.len() - 1)];
            }
            height
        };
        let heights: Vec<Row<N>> = scores.iter().map(height).collect();
        sweep(&self.ready, &heights, |_, _, _| {})
    }
}

/// A sum of weights, of far fewer than 24 bits.
#[expect(clippy::cast_precision_loss, reason = "there is none below 2^24")]
fn whole(sum: i32) -> f32 {
    sum as f32
}

/// The exponentials of 0, -1 / [`UNIT`], -2 / [`UNIT`] and so on; the last one is 0.
static POWERS: LazyLock<[f32; 4_096]> = LazyLock::new(|| {
    let mut powers = [0.0; _];
    for (power, less) in powers.iter_mut().zip(0_u16..) {
        *power = libm::expf(f32::from(less) / f32::from(-UNIT));
    }
    powers
});

/// What steps from label to label are worth: exponentials of their scores.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Steps<const N: usize> {
    labels: usize,
    /// For the first label of a sequence.
    first: Row<N>,
    /// From each label to the next.
    factors: [Row<N>; N],
    /// The same with both labels the other way round.
    turned: [Row<N>; N],
}

impl<const N: usize> Steps<N> {
    /// Of the scores of steps, `N` + 1 rows, the last for the first label of a sequence.
    pub(crate) fn new(labels: usize, scores: &[Row<N>]) -> Self {
        let factors_of = |row: &Row<N>| {
            let mut factors = [0.0; N];
            for label in 0..labels {
                factors[label] = libm::expf(row[label]);
            }
            factors
        };
        let (mut factors, mut turned) = ([[0.0; N]; N], [[0.0; N]; N]);
        for before in 0..labels {
            factors[before] = factors_of(&scores[before]);
            for label in 0..labels {
                turned[label][before] = factors[before][label];
            }
        }
        Self { labels, first: factors_of(&scores[N]), factors, turned }
    }
}

/// How probable each label is at each place, and how often each step is expected.
#[derive(Debug)]
pub(crate) struct Marginals<const N: usize> {
    pub(crate) places: Vec<Row<N>>,
    /// Sums over all places of the probability of a step.
    pub(crate) steps: [Row<N>; N],
}

/// By forward and backward sums, each place scaled to sum to one.
pub(crate) fn marginals<const N: usize>(scores: &[Row<N>], steps: &Steps<N>) -> Marginals<N> {
    let labels = steps.labels;
    let mut found = [[0.0; N]; N];
    let heights: Vec<Row<N>> = scores.iter().map(|it| height(labels, it)).collect();
    let places = sweep(steps, &heights, |forward, height, backward| {
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

/// The exponentials of what the scores of a place are less than the best.
fn height<const N: usize>(labels: usize, row: &Row<N>) -> Row<N> {
    let most = row[..labels].iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut height = [0.0; N];
    for label in 0..labels {
        height[label] = libm::expf(row[label] - most);
    }
    height
}

/// The chances at each place; `at_step` is told, from the last step to the first, the forward sums
/// before it, and the heights and backward sums after it.
fn sweep<const N: usize>(
    steps: &Steps<N>,
    heights: &[Row<N>],
    mut at_step: impl FnMut(&Row<N>, &Row<N>, &Row<N>),
) -> Vec<Row<N>> {
    let Steps { labels, first, factors, turned } = steps;
    let mut places: Vec<Row<N>> = Vec::with_capacity(heights.len());
    for (place, height) in heights.iter().enumerate() {
        let mut row = [0.0; N];
        match place.checked_sub(1) {
            None => row = *first,
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
            let share = height[label] * backward[label];
            for before in 0..N {
                next[before] += factors[before] * share;
            }
        }
        scale(&mut next);
        backward = next;
    }
    places
}

fn scale<const N: usize>(row: &mut Row<N>) {
    // By halves, several at once.
    let mut sums = *row;
    let mut half = N / 2;
    while 0 < half {
        for label in 0..half {
            sums[label] += sums[label + half];
        }
        half /= 2;
    }
    if 0.0 < sums[0] {
        let factor = 1.0 / sums[0];
        for it in row {
            *it *= factor;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Chain, ROWS, Row, Score, Steps, UNIT, marginals};

    /// Room for more labels than there are.
    const N: usize = 8;

    fn chain(labels: usize, steps: [[i16; N]; N + 1]) -> Chain<N> {
        Chain::new(labels, vec![[0; N]; ROWS], steps.to_vec())
    }

    fn rows<const M: usize>(rows: [[i16; N]; M]) -> [Row<N>; M] {
        rows.map(|row| row.map(|it| f32::from(it) / f32::from(UNIT)))
    }

    /// Every labelling of a few places with its sum of scores.
    fn all(
        labels: usize,
        scores: &[Score<N>],
        steps: &[[i16; N]; N + 1],
    ) -> Vec<(Vec<usize>, i32)> {
        let mut found = vec![(Vec::new(), 0)];
        for score in scores {
            found = found
                .iter()
                .flat_map(|(before, sum)| {
                    (0..labels).map(move |label| {
                        let step = before.last().copied().unwrap_or(N);
                        let whole = [before.as_slice(), &[label]].concat();
                        (whole, sum + i32::from(steps[step][label]) + score[label])
                    })
                })
                .collect();
        }
        found
    }

    proptest! {
        #[test]
        fn chains_agree_with_the_sum_over_all_labellings(
            scores in proptest::collection::vec(proptest::array::uniform8(-99_i16..99), 1..5),
            steps in proptest::array::uniform9(proptest::array::uniform8(-64_i16..64)),
        ) {
            let labels = 3;
            let whole: Vec<Score<N>> = scores.iter().map(|row| row.map(i32::from)).collect();
            let all = all(labels, &whole, &steps);
            let most = all.iter().map(|it| it.1).max();
            let found = chain(labels, steps).best(&whole);
            prop_assert_eq!(all.iter().find(|it| it.0 == found).map(|it| it.1), most);

            let exp = |sum: i32| f32::from(i16::try_from(sum).unwrap()) / f32::from(UNIT);
            let all: Vec<(Vec<usize>, f32)> =
                all.into_iter().map(|(labels, sum)| (labels, exp(sum).exp())).collect();
            let total: f32 = all.iter().map(|it| it.1).sum();
            let scores: Vec<Row<N>> = scores.into_iter().map(|row| rows([row])[0]).collect();
            let chances = marginals(&scores, &Steps::new(labels, &rows(steps)));
            for place in 0..scores.len() {
                for label in 0..labels {
                    let with = all.iter().filter(|it| it.0[place] == label);
                    let share = with.map(|it| it.1).sum::<f32>() / total;
                    prop_assert!((chances.places[place][label] - share).abs() < 1e-3);
                }
            }
            for before in 0..labels {
                for label in 0..labels {
                    let expected: f32 = all
                        .iter()
                        .map(|(it, weight)| {
                            let steps = it.windows(2).filter(|it| **it == [before, label]);
                            f32::from(u8::try_from(steps.count()).unwrap()) * weight / total
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
            let whole: Vec<Score<N>> = scores.iter().map(|row| row.map(i32::from)).collect();
            let scores: Vec<Row<N>> = scores.into_iter().map(|row| rows([row])[0]).collect();
            let expected = marginals(&scores, &Steps::new(5, &rows(steps))).places;
            prop_assert_eq!(chain(5, steps).chances(&whole), expected);
        }
    }
}
