//! Outcomes drawn at random from a diagram.

use crate::diagram::Diagram;
use crate::{Outcome, Stop};

/// Number of draws: 2²⁰.
const DRAWS: u64 = 1 << 20;

/// Seed of all draws.
pub(crate) const SEED: u64 = 1;

/// Between looks at the stop signal.
const PATIENCE: u64 = 1 << 14;

/// What was drawn.
pub(crate) struct Sample {
    pub(crate) draws: u64,
    /// Number of draws that reach the floors.
    hits: u64,
    /// The first outcome drawn that does.
    pub(crate) first: Option<Outcome>,
}

/// Draws outcomes, each as likely as any other, and counts those at or above the floors.
///
/// Chances are rounded to 53 bits, which is far below what so few draws could show.
pub(crate) fn sample(diagram: &Diagram, floors: &[i64], stop: &Stop) -> Sample {
    let mut sample = Sample { draws: 0, hits: 0, first: None };
    if diagram.is_empty() {
        return sample;
    }
    let chances = chances(diagram);
    let mut generator = SplitMix(SEED);
    let mut path = vec![0; diagram.layers.len()];
    let mut sums = vec![0; diagram.parties];
    while sample.draws < DRAWS {
        if sample.draws % PATIENCE == PATIENCE - 1 && stop.is_requested() {
            break;
        }
        sums.fill(0);
        let mut node = 0;
        for ((layer, chances), place) in diagram.layers.iter().zip(&chances).zip(&mut path) {
            let range = layer.range(node);
            let drawn = generator.fraction();
            // Chances grow along the arcs of a node, and the last one is 1.
            let arc = range.start + chances[range].partition_point(|&it| it <= drawn);
            sums.iter_mut().zip(diagram.worth(layer, arc)).for_each(|(sum, it)| *sum += it);
            *place = arc;
            node = layer.arcs[arc].head as usize;
        }
        sample.draws += 1;
        if sums.iter().zip(floors).all(|(sum, floor)| floor <= sum) {
            sample.hits += 1;
            sample.first.get_or_insert_with(|| diagram.outcome(path.iter().copied()));
        }
    }
    sample
}

/// For each arc, the chance that it or one before it at the same node is taken.
fn chances(diagram: &Diagram) -> Vec<Vec<f64>> {
    let mut below = vec![1.0];
    let mut found = Vec::new();
    for layer in diagram.layers.iter().rev() {
        let weight = |arc: usize| {
            let arc = layer.arcs[arc];
            f64::from(arc.ways) * below[arc.head as usize]
        };
        let totals: Vec<f64> =
            (0..layer.nodes()).map(|node| layer.range(node).map(weight).sum()).collect();
        let mut chances = vec![1.0; layer.arcs.len()];
        for (node, total) in totals.iter().enumerate() {
            let range = layer.range(node);
            let mut sum = 0.0;
            // The last one stays 1, however the others are rounded.
            for (arc, chance) in range.clone().zip(&mut chances[range]).rev().skip(1).rev() {
                sum += weight(arc);
                *chance = sum / total;
            }
        }
        found.push(chances);
        // Only their proportions matter, and products would grow without bound.
        let largest = totals.iter().copied().fold(0.0, f64::max);
        below = totals.into_iter().map(|it| it / largest).collect();
    }
    found.reverse();
    found
}

impl Sample {
    /// The hits among so many outcomes, and four standard errors to both sides of them.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    #[expect(clippy::cast_possible_truncation, reason = "saturating is what is wanted")]
    #[expect(clippy::cast_sign_loss, reason = "negative numbers become zero")]
    pub(crate) fn scale(&self, outcomes: u64) -> (u64, (u64, u64)) {
        let (draws, hits) = (self.draws.max(1) as f64, self.hits as f64);
        let z = 4.0;
        // The score interval of E. B. Wilson, *Journal of the American Statistical Association* 22
        // (1927), pp. 209–212, which holds near zero as well.
        let center = (hits + z * z / 2.0) / (draws + z * z);
        let spread = z / (draws + z * z) * (hits * (draws - hits) / draws + z * z / 4.0).sqrt();
        let scale = |fraction: f64| (fraction.clamp(0.0, 1.0) * outcomes as f64) as u64;
        let least = if self.hits == 0 { 0 } else { scale(center - spread).max(1) };
        (scale(hits / draws), (least, scale(center + spread).min(outcomes)))
    }
}

/// G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
/// *OOPSLA* 2014, pp. 453–472.
struct SplitMix(u64);

impl SplitMix {
    /// A number from 0 to below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
