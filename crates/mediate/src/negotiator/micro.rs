//! `MiCRO`: one concession for one concession.

use super::{Action, Ladder, Negotiator, OutcomeId, Turn, below};

/// Goes down its outcomes one by one, and only as far as others make different offers too.
///
/// As long as it has made no more different offers than every other party has made to it, it offers
/// the next outcome of its order; else one of its former offers at random. It accepts an offer that
/// is worth at least the lowest offer that it is ready to make.
///
/// # Source
///
/// D. de Jonge, "An Analysis of the Linear Bilateral ANAC Domains Using the `MiCRO` Benchmark
/// Strategy", *IJCAI* 2022, pp. 223–229. It is for two parties; with more, the other party with the
/// fewest different offers counts.
///
/// # Cost
///
/// Constant time for each turn, and a bit for each outcome and party.
#[derive(Debug)]
pub struct Micro<'a> {
    ladder: &'a Ladder,
    /// Number of different offers made: the first so many of its order.
    made: usize,
    party: usize,
    /// What each party offered, a bit for each outcome.
    offered: Vec<Vec<u64>>,
    /// Number of different offers of each party.
    heard: Vec<usize>,
}

impl<'a> Micro<'a> {
    pub(super) fn new(ladder: &'a Ladder, party: usize, parties: usize) -> Self {
        let words = ladder.worth.len().div_ceil(64);
        Self {
            ladder,
            made: 0,
            party,
            offered: vec![vec![0; words]; parties],
            heard: vec![0; parties],
        }
    }
}

impl Negotiator for Micro<'_> {
    fn hear(&mut self, from: usize, offer: OutcomeId) {
        let word = &mut self.offered[from][offer.index() / 64];
        let bit = 1 << (offer.index() % 64);
        if *word & bit == 0 {
            *word |= bit;
            self.heard[from] += 1;
        }
    }

    fn act(&mut self, turn: &mut Turn<'_>) -> Action {
        let others = self.heard.iter().enumerate().filter(|(it, _)| *it != self.party);
        let fewest = others.map(|(_, it)| *it).min().unwrap_or_default();
        let is_ready = self.made <= fewest && self.made < self.ladder.rungs.len();
        // The last rung that it is ready to offer.
        let Some(lowest) = (self.made + usize::from(is_ready)).checked_sub(1) else {
            return Action::End;
        };
        let worth = self.ladder.utilities[lowest];
        if turn.offer.is_some_and(|it| worth <= self.ladder.worth[it.index()]) {
            return Action::Accept;
        }
        if is_ready {
            self.made += 1;
            return Action::Offer(self.ladder.rungs[lowest]);
        }
        Action::Offer(self.ladder.rungs[below(self.made, turn.random)])
    }
}
