//! What the chains have most trouble with.

use onetext_case::StatementId;

use crate::chain::CHAINS;
use crate::converge::mixing;
use crate::elicited::{Answer, View};
use crate::model::margin;

impl View {
    /// The statements behind that assertion about which the chains tell least: where a number has not
    /// converged, they are the first to look at. By how much each assertion holds or fails is taken
    /// from every world, and the one with the fewest effective draws counts.
    ///
    /// Empty without worlds, and without an assertion.
    ///
    /// # Cost
    ///
    /// Worlds × what was asserted, and a test of convergence for each assertion.
    pub fn slowest(&self) -> Vec<StatementId> {
        let Answer::Worlds(worlds) = &self.answer else { return Vec::new() };
        let mut series = vec![Vec::with_capacity(worlds.count()); self.problem.rows.len()];
        for world in 0..worlds.count() {
            let state = worlds.draws.state(world);
            let (gap, scale) = (worlds.draws.gap[world], worlds.draws.scale[world]);
            for (series, said) in series.iter_mut().zip(&self.problem.rows) {
                let margin = margin(&said.what, &state.at, gap);
                series.push(if margin.is_finite() { margin / scale } else { 0.0 });
            }
        }
        let effective = series.iter().map(|it| mixing(it, CHAINS).1);
        let slowest =
            effective.zip(&self.problem.rows).min_by(|one, other| one.0.total_cmp(&other.0));
        slowest.map_or_else(Vec::new, |it| it.1.voices.iter().map(|it| it.statement).collect())
    }
}
