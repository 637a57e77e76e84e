//! The mediator that proposes from what the parties said.

use onetext_bargain::{
    Outcome, Party, PartyId, Payoffs, Problem, Stop, best_for, nash, utilitarian,
};
use rand_chacha::ChaCha8Rng;

use super::belief::{Belief, GUESSES};
use super::{Ground, Mediator};
use crate::negotiator::{Reply, below};
use crate::protocol::Rule;

/// How many combinations of guesses it tries before it has nothing more to put.
const TRIES: usize = 16;

/// How far guesses at a reservation value may lie apart, from worst to best, to be close enough.
const CLOSE: f64 = 0.02;

/// Proposes the outcome of the largest product of gains, as far as what was said tells what each
/// party wants.
///
/// It keeps guesses at each party's additive utilities and reservation value that agree with all it
/// has said: which texts it could accept, which it finds better, and which changes it wished for. It
/// puts the Nash solution of the mean guess; if that was put before, those of guesses drawn at random
/// for each party (as W. R. Thompson, *Biometrika* 25 (1933), pp. 285–294, chooses what to try), so
/// that it learns most where guesses differ most. When none of these is new either, it ends.
///
/// Of the texts that all accepted, it puts the one with the largest product of gains of the mean
/// guess to the last vote.
///
/// # Cost
///
/// For each round up to 17 exact Nash solutions, and the corrections of the guesses.
#[derive(Clone, Debug)]
pub struct Estimating {
    ground: Ground,
    rule: Rule,
    wishes: usize,
    beliefs: Vec<Belief>,
    put: Vec<Outcome>,
    random: ChaCha8Rng,
}

impl Estimating {
    /// A mediator between so many parties that asks each for so many wishes.
    #[must_use]
    pub fn new(
        ground: Ground,
        parties: usize,
        rule: Rule,
        wishes: usize,
        mut random: ChaCha8Rng,
    ) -> Self {
        let beliefs = (0..parties).map(|_| Belief::new(&ground.space, &mut random)).collect();
        Self { ground, rule, wishes, beliefs, put: Vec::new(), random }
    }

    /// The Nash solution between parties as they are guessed to be. Under [`Rule::Better`] all gain
    /// over the current text.
    fn solve(&self, mut parties: Vec<Party>, current: Option<&Outcome>) -> Option<Outcome> {
        if let (Rule::Better, Some(current)) = (self.rule, current) {
            for party in &mut parties {
                party.reservation = party.reservation.max(worth(party, current));
            }
        }
        let problem = self.ground.with(parties.clone()).ok()?;
        if let Ok(found) = nash(&problem, &Stop::default()) {
            return Some(found.value.outcome);
        }
        if self.rule == Rule::Better && current.is_some() {
            return None;
        }
        // Not all can gain if the guesses are right: whatever is best for all together.
        for party in &mut parties {
            party.reservation = 0;
        }
        let problem: Problem = self.ground.with(parties).ok()?;
        utilitarian(&problem, &Stop::default()).ok().map(|it| it.value.outcome)
    }

    /// A text that some party could just live with if the middle guess at its reservation value is
    /// right: the party for which the guesses lie furthest apart of those for which it is new.
    fn probe(&self) -> Option<Outcome> {
        let known = self.beliefs.iter().map(|it| (it.reservation(), it));
        let mut open: Vec<_> = known.filter(|it| CLOSE < it.0.1).collect();
        open.sort_by(|a, b| b.0.1.total_cmp(&a.0.1));
        let texts = open.into_iter().map(|((middle, _), it)| self.barely(it.mean(), middle));
        texts.flatten().find(|it| !self.put.contains(it))
    }

    /// The text that is worth the least to the party that is no less than a share of its best.
    #[expect(clippy::cast_possible_truncation, reason = "a share in thousandths")]
    fn barely(&self, mut party: Party, middle: f64) -> Option<Outcome> {
        // Coarse numbers, so that few sums differ.
        party.utilities.iter_mut().flatten().for_each(|it| *it /= 1000);
        let mut contrary = party.clone();
        contrary.utilities.iter_mut().flatten().for_each(|it| *it = -*it);
        let bars = Payoffs(vec![i64::MIN / 4, (middle * 1000.0) as i64]);
        let problem = self.ground.with(vec![contrary, party]).ok()?;
        best_for(&problem, PartyId(0), &bars, &Stop::default()).ok().map(|it| it.value.outcome)
    }
}

impl Mediator for Estimating {
    fn wishes(&self) -> usize {
        self.wishes
    }

    fn propose(&mut self, current: Option<&Outcome>, random: &mut ChaCha8Rng) -> Option<Outcome> {
        let text = if self.put.is_empty() {
            self.ground.draw(random)
        } else {
            let mean = self.beliefs.iter().map(Belief::mean).collect();
            let mut text = self.solve(mean, current);
            for _ in 0..TRIES {
                if text.as_ref().is_some_and(|it| !self.put.contains(it)) {
                    break;
                }
                let drawn = self.beliefs.iter().map(|it| it.party(below(GUESSES, random)));
                text = self.solve(drawn.collect(), current);
            }
            text.filter(|it| !self.put.contains(it)).or_else(|| self.probe())
        }?;
        self.put.push(text.clone());
        Some(text)
    }

    fn hear(&mut self, text: &Outcome, current: Option<&Outcome>, replies: &[Reply]) {
        for (belief, reply) in self.beliefs.iter_mut().zip(replies) {
            belief.hear(text, current, reply, self.wishes, &mut self.random);
        }
    }

    fn choose(&mut self, accepted: &[&Outcome]) -> Option<usize> {
        let means: Vec<Party> = self.beliefs.iter().map(Belief::mean).collect();
        let mut best: Option<(f64, usize)> = None;
        for (index, text) in accepted.iter().enumerate() {
            let product = means.iter().map(|it| gain(it, text)).product();
            if best.is_none_or(|it| it.0 < product) {
                best = Some((product, index));
            }
        }
        best.map(|it| it.1)
    }
}

fn worth(party: &Party, text: &Outcome) -> i64 {
    party.utilities.iter().zip(&text.0).map(|(options, it)| options[it.index()]).sum()
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn gain(party: &Party, text: &Outcome) -> f64 {
    (worth(party, text) - party.reservation).max(1) as f64
}
