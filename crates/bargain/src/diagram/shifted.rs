//! The utilities of a diagram without negative numbers.

use super::Diagram;

/// Utilities shifted for each layer and party, so that the smallest is zero.
pub(crate) struct Shifted {
    /// What was taken away, over all layers.
    pub(crate) base: Vec<i64>,
    /// For each layer, one run of parties for each arc.
    pub(crate) worth: Vec<Vec<u64>>,
    /// The most each party can still get from each node on; as [`Diagram::ceilings`].
    pub(crate) ceilings: Vec<Vec<i64>>,
    /// The largest sum of any party, as far as single layers tell.
    pub(crate) largest: u64,
}

impl Shifted {
    pub(crate) fn new(diagram: &Diagram) -> Self {
        let parties = diagram.parties;
        let mut base = vec![0; parties];
        let mut spans = vec![0_u64; parties];
        let mut bases = Vec::new();
        let mut worth = Vec::new();
        for layer in &diagram.layers {
            let of = |arc: usize| diagram.worth(layer, arc);
            let mut least = of(0).to_vec();
            let mut most = least.clone();
            for arc in 1..layer.arcs.len() {
                for (party, &it) in of(arc).iter().enumerate() {
                    least[party] = least[party].min(it);
                    most[party] = most[party].max(it);
                }
            }
            let shift =
                |arc: usize| of(arc).iter().zip(&least).map(|(it, least)| it.abs_diff(*least));
            worth.push((0..layer.arcs.len()).flat_map(shift).collect());
            for party in 0..parties {
                base[party] += least[party];
                spans[party] += most[party].abs_diff(least[party]);
            }
            bases.push(least);
        }
        // The ceilings, shifted as the sums they are added to.
        let mut ceilings = diagram.ceilings();
        let mut below = vec![0; parties];
        for (layer, least) in bases.iter().enumerate().rev() {
            below.iter_mut().zip(least).for_each(|(sum, it)| *sum += it);
            for (index, ceiling) in ceilings[layer].iter_mut().enumerate() {
                *ceiling -= below[index % parties];
            }
        }
        let largest = spans.into_iter().max().unwrap_or(0);
        Self { base, worth, ceilings, largest }
    }

    pub(crate) fn floors(&self, floors: &[i64]) -> Vec<i64> {
        floors.iter().zip(&self.base).map(|(floor, base)| floor - base).collect()
    }

    /// For each node, the sums that reach the floors whatever follows.
    pub(crate) fn enough(&self, diagram: &Diagram, floors: &[i64]) -> Vec<Vec<i64>> {
        let parties = diagram.parties;
        let mut enough = vec![floors.to_vec()];
        for (layer, worth) in diagram.layers.iter().zip(&self.worth).rev() {
            let below = &enough[enough.len() - 1];
            let mut here = vec![i64::MIN; layer.nodes() * parties];
            for node in 0..layer.nodes() {
                for arc in layer.range(node) {
                    let below = &below[layer.arcs[arc].head as usize * parties..][..parties];
                    for (party, &below) in below.iter().enumerate() {
                        let enough = below.saturating_sub_unsigned(worth[arc * parties + party]);
                        let here = &mut here[node * parties + party];
                        *here = enough.max(*here);
                    }
                }
            }
            enough.push(here);
        }
        enough.reverse();
        // Beyond what can be reached at all, more makes no difference.
        let largest = i64::try_from(self.largest).unwrap_or(i64::MAX);
        enough.iter_mut().flatten().for_each(|it| *it = (*it).clamp(0, largest));
        enough
    }

    pub(crate) fn payoffs(&self, sums: &[u64]) -> Vec<i64> {
        sums.iter().zip(&self.base).map(|(&sum, base)| base.wrapping_add_unsigned(sum)).collect()
    }
}
