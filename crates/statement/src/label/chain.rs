//! A linear chain of labels: the score of each label at each place, the best labels, and how
//! probable each is.

/// Most labels that a chain may have.
pub(crate) const LABELS: usize = 8;

/// Rows of weights; a feature's row is its hash modulo this.
pub(crate) const ROWS: usize = 1 << ROW_BITS;

const ROW_BITS: u32 = 18;

/// A weight of one, in the whole numbers in which weights are kept.
pub(crate) const UNIT: f32 = 32.0;

/// A number for each label.
pub(crate) type Row = [f32; LABELS];

/// Weights, in whole numbers of 1 / [`UNIT`], so that sums are the same on every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    pub(crate) labels: usize,
    pub(crate) rows: Vec<[i8; LABELS]>,
    /// From each label to the next; the last row is for the first label of a sequence.
    pub(crate) steps: [[i16; LABELS]; LABELS + 1],
}

/// The features of a sequence, place by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    rows: Vec<u32>,
    ends: Vec<usize>,
}

impl Features {
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.ends.clear();
    }

    /// Adds a feature to the place that is being made.
    pub(crate) fn push(&mut self, hash: u32) {
        self.rows.push(hash & ((1 << ROW_BITS) - 1));
    }

    /// Ends a place.
    pub(crate) fn end(&mut self) {
        self.ends.push(self.rows.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Rows of the features of a place.
    pub(crate) fn at(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows_at(place).iter().map(|&it| it as usize)
    }

    fn rows_at(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |it| self.ends[it]);
        &self.rows[start..self.ends[place]]
    }
}

impl Chain {
    /// The score of each label at each place.
    pub(crate) fn scores(&self, features: &Features) -> Vec<Row> {
        (0..features.len()).map(|it| self.score(features.rows_at(it))).collect()
    }

    /// The sum of some rows.
    #[expect(clippy::cast_precision_loss, reason = "no place has features for a sum of 24 bits")]
    fn score(&self, rows: &[u32]) -> Row {
        /// So many weights of 8 bits add up to no more than 15.
        const SAFE: usize = 256;
        let mut sums = [0_i32; LABELS];
        for rows in rows.chunks(SAFE) {
            let mut part = [0_i16; LABELS];
            for &row in rows {
                let weights = &self.rows[row as usize];
                for label in 0..LABELS {
                    part[label] += i16::from(weights[label]);
                }
            }
            for label in 0..LABELS {
                sums[label] += i32::from(part[label]);
            }
        }
        sums.map(|it| it as f32 / UNIT)
    }

    /// The weights of steps, and of first labels.
    pub(crate) fn steps(&self) -> [Row; LABELS + 1] {
        self.steps.map(|row| row.map(|it| f32::from(it) / UNIT))
    }
}

/// The labels with the best sum of scores; the least of equals.
pub(crate) fn best(labels: usize, scores: &[Row], steps: &[Row; LABELS + 1]) -> Vec<usize> {
    let mut back: Vec<[u32; LABELS]> = Vec::with_capacity(scores.len());
    let mut now = steps[LABELS];
    for (place, score) in scores.iter().enumerate() {
        // All labels at once; those beyond the last are never looked at.
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0; LABELS];
        if place == 0 {
            next = now;
        } else {
            for (before, step) in (0..).zip(&steps[..labels]) {
                let so_far = now[before as usize];
                for label in 0..LABELS {
                    let sum = so_far + step[label];
                    let is_more = next[label] < sum;
                    next[label] = if is_more { sum } else { next[label] };
                    from[label] = if is_more { before } else { from[label] };
                }
            }
        }
        for label in 0..LABELS {
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
pub(crate) struct Marginals {
    pub(crate) places: Vec<Row>,
    /// Sums over all places of the probability of a step.
    pub(crate) steps: [Row; LABELS],
}

/// How probable each label is at each place, as in [`marginals`].
pub(crate) fn chances(labels: usize, scores: &[Row], steps: &[Row; LABELS + 1]) -> Vec<Row> {
    sweep(labels, scores, steps, |_, _, _| {})
}

/// By forward and backward sums, each place scaled to sum to one.
pub(crate) fn marginals(labels: usize, scores: &[Row], steps: &[Row; LABELS + 1]) -> Marginals {
    let mut found = [[0.0; LABELS]; LABELS];
    let places = sweep(labels, scores, steps, |factors, forward, ahead| {
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut total = 0.0;
        for before in 0..labels {
            for label in 0..labels {
                pairs[before][label] =
                    forward[before] * (factors[before][label] * ahead[0][label] * ahead[1][label]);
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

/// The chances at each place; `at_step` is told, from the last step to the first, the factors of
/// steps, the forward sums before it, and the heights and backward sums after it.
fn sweep(
    labels: usize,
    scores: &[Row],
    steps: &[Row; LABELS + 1],
    mut at_step: impl FnMut(&[Row; LABELS + 1], &Row, [&Row; 2]),
) -> Vec<Row> {
    let mut factors = [[0.0; LABELS]; LABELS + 1];
    // The same with both labels the other way round.
    let mut turned = [[0.0; LABELS]; LABELS];
    for before in (0..labels).chain([LABELS]) {
        for label in 0..labels {
            factors[before][label] = libm::expf(steps[before][label]);
            if before < LABELS {
                turned[label][before] = factors[before][label];
            }
        }
    }
    let heights: Vec<Row> = scores
        .iter()
        .map(|row| {
            let most = row[..labels].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut height = [0.0; LABELS];
            for label in 0..labels {
                height[label] = libm::expf(row[label] - most);
            }
            height
        })
        .collect();
    let mut places: Vec<Row> = Vec::with_capacity(scores.len());
    for (place, height) in heights.iter().enumerate() {
        let mut row = [0.0; LABELS];
        match place.checked_sub(1) {
            None => row = factors[LABELS],
            Some(last) => {
                for (share, factors) in places[last].iter().zip(&factors[..labels]) {
                    for label in 0..LABELS {
                        row[label] += share * factors[label];
                    }
                }
            }
        }
        for label in 0..LABELS {
            row[label] *= height[label];
        }
        scale(&mut row);
        places.push(row);
    }
    let mut backward = [1.0; LABELS];
    for place in (0..scores.len()).rev() {
        let height = &heights[place];
        let row = &mut places[place];
        for label in 0..LABELS {
            row[label] *= backward[label];
        }
        scale(row);
        let Some(last) = place.checked_sub(1) else { break };
        at_step(&factors, &places[last], [height, &backward]);
        let mut next = [0.0; LABELS];
        for (label, factors) in turned[..labels].iter().enumerate() {
            for before in 0..LABELS {
                next[before] += factors[before] * height[label] * backward[label];
            }
        }
        scale(&mut next);
        backward = next;
    }
    places
}

fn scale(row: &mut Row) {
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

    use super::{LABELS, Row, best, marginals};

    /// Every labelling of a few places with its sum of scores.
    fn all(labels: usize, scores: &[Row], steps: &[Row; LABELS + 1]) -> Vec<(Vec<usize>, f32)> {
        let mut found = vec![(Vec::new(), 0.0)];
        for score in scores {
            found = found
                .iter()
                .flat_map(|(before, sum)| {
                    (0..labels).map(move |label| {
                        let step = before.last().copied().unwrap_or(LABELS);
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
            let found = best(labels, &scores, &steps);
            let own = all.iter().find(|it| it.0 == found).map_or(f32::NEG_INFINITY, |it| it.1);
            prop_assert!((own - most).abs() < 1e-4);

            let total: f32 = all.iter().map(|it| it.1.exp()).sum();
            let chances = marginals(labels, &scores, &steps);
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
    }
}
