//! A linear chain of labels: the score of each label at each place, the best labels, and how
//! probable each is.

/// Most labels that a chain may have.
pub(crate) const LABELS: usize = 8;

/// Rows of weights; a feature's row is its hash modulo this.
pub(crate) const ROWS: usize = 1 << 18;

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
        self.rows.push(hash & (ROWS as u32 - 1));
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
        let start = place.checked_sub(1).map_or(0, |it| self.ends[it]);
        self.rows[start..self.ends[place]].iter().map(|&it| it as usize)
    }
}

impl Chain {
    /// The score of each label at each place.
    pub(crate) fn scores(&self, features: &Features) -> Vec<Row> {
        let sum = |place| {
            let mut sums = [0_i32; LABELS];
            for row in features.at(place) {
                for (sum, &weight) in sums.iter_mut().zip(&self.rows[row]) {
                    *sum += i32::from(weight);
                }
            }
            sums.map(|it| it as f32 / UNIT)
        };
        (0..features.len()).map(sum).collect()
    }

    /// The weights of steps, and of first labels.
    pub(crate) fn steps(&self) -> [Row; LABELS + 1] {
        self.steps.map(|row| row.map(|it| f32::from(it) / UNIT))
    }
}

/// The labels with the best sum of scores; the least of equals.
pub(crate) fn best(labels: usize, scores: &[Row], steps: &[Row; LABELS + 1]) -> Vec<usize> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    let mut now = steps[LABELS];
    for (place, score) in scores.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0_u8; LABELS];
        for label in 0..labels {
            if place == 0 {
                next[label] = now[label] + score[label];
                continue;
            }
            for before in 0..labels {
                let sum = now[before] + steps[before][label];
                if next[label] < sum {
                    next[label] = sum;
                    from[label] = before as u8;
                }
            }
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
        label = usize::from(back[place][label]);
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

/// By forward and backward sums, each place scaled to sum to one.
pub(crate) fn marginals(labels: usize, scores: &[Row], steps: &[Row; LABELS + 1]) -> Marginals {
    let factors = steps.map(|row| row.map(libm::expf));
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
    let mut forward: Vec<Row> = Vec::with_capacity(scores.len());
    for (place, height) in heights.iter().enumerate() {
        let mut row = [0.0; LABELS];
        for label in 0..labels {
            let sum = match place.checked_sub(1) {
                None => factors[LABELS][label],
                Some(last) => (0..labels).map(|it| forward[last][it] * factors[it][label]).sum(),
            };
            row[label] = sum * height[label];
        }
        scale(&mut row);
        forward.push(row);
    }
    let mut found = Marginals { places: forward.clone(), steps: [[0.0; LABELS]; LABELS] };
    let mut backward = [1.0; LABELS];
    for place in (0..scores.len()).rev() {
        let row = &mut found.places[place];
        for label in 0..labels {
            row[label] *= backward[label];
        }
        scale(row);
        let Some(last) = place.checked_sub(1) else { break };
        let mut next = [0.0; LABELS];
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut total = 0.0;
        for before in 0..labels {
            for label in 0..labels {
                let ahead = factors[before][label] * heights[place][label] * backward[label];
                next[before] += ahead;
                pairs[before][label] = forward[last][before] * ahead;
                total += pairs[before][label];
            }
        }
        if 0.0 < total {
            for before in 0..labels {
                for label in 0..labels {
                    found.steps[before][label] += pairs[before][label] / total;
                }
            }
        }
        scale(&mut next);
        backward = next;
    }
    found
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
                            steps.count() as f32 * sum.exp() / total
                        })
                        .sum();
                    prop_assert!((chances.steps[before][label] - expected).abs() < 1e-3);
                }
            }
        }
    }
}
