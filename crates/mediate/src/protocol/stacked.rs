//! Stacked alternating offers.

use rand_chacha::ChaCha8Rng;

use crate::negotiator::{Action, Negotiator, OutcomeId, Turn};

/// What a party did in its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The round, counted from zero.
    pub round: u32,
    /// The party, by its place.
    pub party: usize,
    /// What it did.
    pub action: Action,
}

/// How stacked alternating offers ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What all parties accepted, the one that offered it included; `None` without agreement.
    pub agreement: Option<OutcomeId>,
    /// Rounds begun.
    pub rounds: u32,
}

/// Runs stacked alternating offers until an agreement, the deadline, or until a party leaves.
///
/// Parties take turns in the given order. The first one makes an offer; each one after it accepts
/// the offer on the table, replaces it by its own, or leaves. An offer that all others accept, one
/// after the other, is the agreement. A round is one turn for each party. `watch` is told every step.
///
/// # Source
///
/// R. Aydoğan, D. Festen, K. V. Hindriks and C. M. Jonker, "Alternating Offers Protocols for
/// Multilateral Negotiation", in *Modern Approaches to Agent-based Complex Automated Negotiation*
/// (2017), pp. 153–167.
pub fn stacked(
    negotiators: &mut [Box<dyn Negotiator + '_>],
    order: &[usize],
    rounds: u32,
    random: &mut ChaCha8Rng,
    mut watch: impl FnMut(Step),
) -> Ending {
    let mut offer = None;
    // Parties that stand by the offer on the table, the one that made it included.
    let mut standing = 0;
    for round in 0..rounds {
        for &party in order {
            let mut turn = Turn { round, rounds, offer, random };
            let action = negotiators[party].act(&mut turn);
            watch(Step { round, party, action });
            match action {
                Action::End => return Ending { agreement: None, rounds: round + 1 },
                Action::Offer(made) => {
                    (offer, standing) = (Some(made), 1);
                    for it in order.iter().filter(|it| **it != party) {
                        negotiators[*it].hear(party, made);
                    }
                }
                // There is nothing to accept yet: the turn is lost.
                Action::Accept if offer.is_none() => {}
                Action::Accept => standing += 1,
            }
            if standing == order.len() {
                return Ending { agreement: offer, rounds: round + 1 };
            }
        }
    }
    Ending { agreement: None, rounds }
}
