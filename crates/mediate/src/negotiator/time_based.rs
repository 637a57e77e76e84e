//! Concession by the clock.

use super::{Action, Ladder, Negotiator, OutcomeId, Turn, below};

/// Concedes as time goes by, whatever others do.
///
/// At time t, from 0 to 1, it aspires to its best utility less t^(1/β) of the way down to its
/// reservation value (or its worst utility, if all is above that). It offers an outcome that is
/// worth the least that is no less than this; of equals, one at random. It accepts an offer that is
/// worth at least what it would offer now.
///
/// # Source
///
/// P. Faratin, C. Sierra and N. R. Jennings, "Negotiation decision functions for autonomous agents",
/// *Robotics and Autonomous Systems* 24 (1998), pp. 159–182: the polynomial time-dependent tactic
/// with κ = 0, and the acceptance of section 3. β below 1 is Boulware, above 1 Conceder. There it
/// sets the value of each issue; here, as in Genius and NegMAS, that of the whole outcome.
///
/// # Cost
///
/// Two binary searches for each turn at most.
#[derive(Debug)]
pub struct TimeBased<'a> {
    ladder: &'a Ladder,
    /// 1/β.
    power: f64,
}

impl<'a> TimeBased<'a> {
    pub(super) fn new(ladder: &'a Ladder, exponent: f64) -> Self {
        Self { ladder, power: 1.0 / exponent }
    }

    /// What it aspires to.
    #[expect(clippy::cast_precision_loss, reason = "a share of a range is rounded anyway")]
    #[expect(clippy::cast_possible_truncation, reason = "no more than the range")]
    fn aspiration(&self, time: f64) -> i64 {
        let best = self.ladder.utilities.first().copied().unwrap_or(self.ladder.floor);
        let range = best - self.ladder.floor;
        if 1.0 <= time {
            return self.ladder.floor;
        }
        let share = match self.power {
            1.0 => time,
            4.0 => time * time * time * time,
            power => libm::pow(time, power),
        };
        // The least whole number that is no less than what is aspired to.
        best - range.min((range as f64 * share) as i64)
    }
}

impl Negotiator for TimeBased<'_> {
    fn hear(&mut self, _: usize, _: OutcomeId) {}

    fn act(&mut self, turn: &mut Turn<'_>) -> Action {
        meet(self.ladder, self.aspiration(turn.time()), turn)
    }
}

/// Accepts what is worth at least the offer that an aspiration leads to, or makes that offer.
pub(super) fn meet(ladder: &Ladder, aspiration: i64, turn: &mut Turn<'_>) -> Action {
    let rungs = ladder.at(aspiration);
    let Some(&worth) = ladder.utilities.get(rungs.start) else { return Action::End };
    if turn.offer.is_some_and(|it| worth <= ladder.worth[it.index()]) {
        return Action::Accept;
    }
    let chosen = rungs.start + below(rungs.len(), turn.random);
    Action::Offer(ladder.rungs[chosen])
}
