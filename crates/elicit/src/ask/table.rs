//! What the answer to a question says about decisions, counted over worlds.

use crate::ask::asking::Asking;
use crate::converge::count;

/// Whether something holds, one bit for each world.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn new(holds: &[bool]) -> Self {
        let word = |it: &[bool]| {
            it.iter().enumerate().fold(0, |word, (place, &holds)| word | u64::from(holds) << place)
        };
        Self(holds.chunks(64).map(word).collect())
    }

    fn ones(&self) -> usize {
        self.0.iter().map(|it| ones(*it)).sum()
    }

    fn both(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(one, other)| ones(one & other)).sum()
    }

    /// The share of worlds in which both hold or neither does.
    pub(super) fn alike(&self, other: &Self, worlds: usize) -> f64 {
        let differ: usize = self.0.iter().zip(&other.0).map(|(one, other)| ones(one ^ other)).sum();
        1.0 - count(differ) / count(worlds)
    }

    /// One number for each world.
    pub(super) fn series(&self, worlds: usize) -> Vec<f64> {
        let bit = |it: usize| if self.0[it / 64] >> (it % 64) & 1 == 1 { 1.0 } else { 0.0 };
        (0..worlds).map(bit).collect()
    }
}

fn ones(word: u64) -> usize {
    usize::try_from(word.count_ones()).unwrap_or(0)
}

/// Whether a text is accepted.
pub(super) struct Decision {
    pub(super) accepted: Bits,
    pub(super) weight: f64,
    /// The draws that its share is worth.
    pub(super) effective: f64,
}

/// What is expected of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Told {
    pub(super) yes: f64,
    pub(super) fall: f64,
    pub(super) bits: f64,
    pub(super) error: f64,
}

/// What the answer to a question is expected to say about the decisions, as a weighted mean.
///
/// With *q* the share of yes, *a* that of acceptance and *c* the covariance of both, an answer that
/// is true with probability *t* is yes with *p = t q + (1 − t) (1 − q)*, and lets *a (1 − a)* fall
/// by *(2 t − 1)² c² / (p (1 − p))*. The error is that of this formula to first order, as if the
/// errors of all decisions went one way.
pub(super) fn told(decisions: &[Decision], yes: &Bits, worlds: usize, effective: f64) -> Told {
    let worlds = count(worlds);
    let q = count(yes.ones()) / worlds;
    let trust = Asking::TRUST;
    let power = 2.0 * trust - 1.0;
    let p = trust * q + (1.0 - trust) * (1.0 - q);
    let mut told = Told { yes: q, fall: 0.0, bits: 0.0, error: 0.0 };
    let mut weights = 0.0;
    for Decision { accepted, weight, .. } in decisions {
        let a = count(accepted.ones()) / worlds;
        let both = count(accepted.both(yes)) / worlds;
        let covariance = both - a * q;
        let spread = p * (1.0 - p);
        told.fall += weight * power * power * covariance * covariance / spread;
        // Acceptance together with an answer of yes, and of no.
        let with_yes = trust * both + (1.0 - trust) * (a - both);
        told.bits += weight
            * (entropy(a)
                - p * entropy(with_yes / p)
                - (1.0 - p) * entropy((a - with_yes) / (1.0 - p)));
        // What one world adds to the fall, in each cell of the table.
        let by_covariance = 2.0 * power * power * covariance / spread;
        let by_yes =
            power * power * covariance * covariance * (1.0 - 2.0 * p) * power / (spread * spread);
        let cell = |accepted: f64, yes: f64, share: f64| {
            let deviation =
                by_covariance * ((accepted - a) * (yes - q) - covariance) - by_yes * (yes - q);
            share * deviation * deviation
        };
        let variance = cell(1.0, 1.0, both)
            + cell(1.0, 0.0, a - both)
            + cell(0.0, 1.0, q - both)
            + cell(0.0, 0.0, 1.0 - a - q + both);
        told.error += weight * 1.96 * (variance.max(0.0) / effective).sqrt();
        weights += weight;
    }
    if 0.0 < weights {
        told.fall /= weights;
        told.bits = (told.bits / weights).max(0.0);
        told.error /= weights;
    }
    told
}

/// The doubt about something of this probability, in bits.
fn entropy(share: f64) -> f64 {
    let part = |it: f64| if it <= 0.0 { 0.0 } else { -it * libm::log2(it) };
    part(share) + part(1.0 - share)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The fall is that of going through both answers.
        #[test]
        fn the_fall_is_that_of_both_answers(
            holds in prop::collection::vec(any::<[bool; 2]>(), 70..200),
        ) {
            let [accepted, yes] =
                [0, 1].map(|at| holds.iter().map(|it| it[at]).collect::<Vec<bool>>());
            let decision = Decision { accepted: Bits::new(&accepted), weight: 1.0, effective: 100.0 };
            let told = told(&[decision], &Bits::new(&yes), holds.len(), 100.0);
            let mut after = 0.0;
            for answer in [true, false] {
                let weight = |it: &[bool; 2]| if it[1] == answer { 0.9 } else { 0.1 };
                let all: f64 = holds.iter().map(weight).sum();
                let some: f64 = holds.iter().filter(|it| it[0]).map(weight).sum();
                after += all / count(holds.len()) * (some / all) * (1.0 - some / all);
            }
            let a = count(accepted.iter().filter(|it| **it).count()) / count(holds.len());
            prop_assert!((told.fall - (a * (1.0 - a) - after)).abs() < 1e-12);
            prop_assert!(0.0 <= told.bits && told.bits <= 1.0);
        }
    }

    #[test]
    fn a_question_that_is_the_decision_leaves_what_lies_leave() {
        let halves: Vec<bool> = (0..640).map(|it| it % 2 == 0).collect();
        let decision = Decision { accepted: Bits::new(&halves), weight: 1.0, effective: 640.0 };
        let told = told(&[decision], &Bits::new(&halves), 640, 640.0);
        assert!((told.fall - (0.25 - 0.09)).abs() < 1e-12);
        assert!((told.bits - (1.0 - 0.468_995_593_589_281)).abs() < 1e-9);
    }
}
