//! Tit for tat.

use super::time_based::meet;
use super::{Action, Ladder, Negotiator, OutcomeId, Turn};

/// Gives as much as it was given since its last turn, and takes back as much as was taken.
///
/// It begins with its best outcome. What an offer gives is its utility to this party above that of
/// the same party's offer before; with several other parties, the least given of those that have made
/// an offer since. It offers and accepts at its aspiration as [`super::TimeBased`] does, and never
/// aspires to less than its reservation value.
///
/// # Source
///
/// "Absolute tit-for-tat" with δ = 1 and M = 0 of P. Faratin, C. Sierra and N. R. Jennings,
/// "Negotiation decision functions for autonomous agents", *Robotics and Autonomous Systems* 24
/// (1998), pp. 159–182, section 4.3, with the party's own utility as the one issue. It is for two
/// parties; the least of several is ours.
///
/// # Cost
///
/// Two binary searches for each turn at most.
#[derive(Debug)]
pub struct TitForTat<'a> {
    ladder: &'a Ladder,
    party: usize,
    aspiration: i64,
    /// What the last offer of each party was worth.
    last: Vec<Option<i64>>,
    /// The least that was given since the last turn.
    given: Option<i64>,
}

impl<'a> TitForTat<'a> {
    pub(super) fn new(ladder: &'a Ladder, party: usize, parties: usize) -> Self {
        let aspiration = ladder.utilities.first().copied().unwrap_or(ladder.floor);
        Self { ladder, party, aspiration, last: vec![None; parties], given: None }
    }
}

impl Negotiator for TitForTat<'_> {
    fn hear(&mut self, from: usize, offer: OutcomeId) {
        if from == self.party {
            return;
        }
        // What it does not accept is worth no agreement to it.
        let worth = self.ladder.worth[offer.index()].max(self.ladder.floor);
        if let Some(before) = self.last[from].replace(worth) {
            let given = worth - before;
            self.given = Some(self.given.map_or(given, |it| it.min(given)));
        }
    }

    fn act(&mut self, turn: &mut Turn<'_>) -> Action {
        let best = self.ladder.utilities.first().copied().unwrap_or(self.ladder.floor);
        let given = self.given.take().unwrap_or_default();
        self.aspiration = (self.aspiration - given).clamp(self.ladder.floor, best);
        meet(self.ladder, self.aspiration, turn)
    }
}
