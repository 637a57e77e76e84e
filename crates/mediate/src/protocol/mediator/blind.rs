//! Mediators that propose at random.

use onetext_bargain::Outcome;
use rand_chacha::ChaCha8Rng;

use super::{Ground, Mediator};
use crate::negotiator::Reply;

/// How a text is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// The current text with one issue changed, as Klein and others do.
    Mutation,
    /// Another text altogether, as the single-text mechanism of NegMAS does (`VetoSTMechanism`).
    Anew,
}

/// Proposes at random, and hears nothing but the votes.
///
/// # Source
///
/// M. Klein, P. Faratin, H. Sayama and Y. Bar-Yam, "Negotiating Complex Contracts", *Group Decision
/// and Negotiation* 12 (2003), pp. 111–125.
#[derive(Clone, Debug)]
pub struct Blind {
    ground: Ground,
    draw: Draw,
}

impl Blind {
    /// A mediator that draws texts so.
    #[must_use]
    pub fn new(ground: Ground, draw: Draw) -> Self {
        Self { ground, draw }
    }
}

impl Mediator for Blind {
    fn wishes(&self) -> usize {
        0
    }

    fn propose(&mut self, current: Option<&Outcome>, random: &mut ChaCha8Rng) -> Option<Outcome> {
        match (self.draw, current) {
            (Draw::Mutation, Some(current)) => self.ground.mutate(current, random),
            (Draw::Mutation, None) | (Draw::Anew, _) => self.ground.draw(random),
        }
    }

    fn hear(&mut self, _: &Outcome, _: Option<&Outcome>, _: &[Reply]) {}

    /// The last one, as under the other rule.
    fn choose(&mut self, accepted: &[&Outcome]) -> Option<usize> {
        accepted.len().checked_sub(1)
    }
}
