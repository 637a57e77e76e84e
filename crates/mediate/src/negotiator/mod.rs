//! Negotiators: programs that play a party, to try a protocol with.
//!
//! Each follows a published source, which its documentation names. They see what is said at the
//! table and their own party's order of outcomes, and nothing else.

mod ladder;
mod micro;
mod respondent;
mod time_based;
mod tit_for_tat;

use rand_chacha::ChaCha8Rng;

pub use self::ladder::{Ladders, OUTCOME_LIMIT, OutcomeId};
pub use self::micro::Micro;
pub use self::respondent::{Change, Reply, Respondent, Truthful, Verdict};
pub use self::time_based::TimeBased;
pub use self::tit_for_tat::TitForTat;

use self::ladder::Ladder;

/// What a party does when it is its turn in [`crate::protocol::stacked`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Accepts the offer on the table.
    Accept,
    /// Puts another offer on the table.
    Offer(OutcomeId),
    /// Leaves, which ends the negotiation without agreement.
    End,
}

/// A party's turn.
#[derive(Debug)]
pub struct Turn<'a> {
    /// The round, counted from zero.
    pub round: u32,
    /// Number of rounds until the deadline.
    pub rounds: u32,
    /// The offer on the table, if there is one.
    pub offer: Option<OutcomeId>,
    /// Draws, for ties.
    pub random: &'a mut ChaCha8Rng,
}

impl Turn<'_> {
    /// How much of the time is over: 0 in the first round and 1 in the last one.
    #[must_use]
    pub fn time(&self) -> f64 {
        if self.rounds <= 1 { 1.0 } else { f64::from(self.round) / f64::from(self.rounds - 1) }
    }
}

/// A program that plays a party in stacked alternating offers.
pub trait Negotiator {
    /// Hears that a party, by its place, put an offer on the table.
    fn hear(&mut self, from: usize, offer: OutcomeId);

    /// Takes its turn.
    fn act(&mut self, turn: &mut Turn<'_>) -> Action;
}

/// Which negotiator plays a party.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strategy {
    /// [`TimeBased`] with this exponent, above zero: below 1 Boulware, 1 linear, above 1 Conceder.
    Time(f64),
    /// [`Micro`].
    Micro,
    /// [`TitForTat`].
    TitForTat,
}

impl Strategy {
    /// Concedes late: exponent 1/4.
    pub const BOULWARE: Self = Self::Time(0.25);
    /// Concedes evenly.
    pub const LINEAR: Self = Self::Time(1.0);
    /// Concedes early: exponent 4.
    pub const CONCEDER: Self = Self::Time(4.0);

    /// The strategy with this name: `boulware`, `linear`, `conceder`, `time:EXPONENT`, `micro` or
    /// `tit-for-tat`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "boulware" => Some(Self::BOULWARE),
            "linear" => Some(Self::LINEAR),
            "conceder" => Some(Self::CONCEDER),
            "micro" => Some(Self::Micro),
            "tit-for-tat" => Some(Self::TitForTat),
            _ => {
                let exponent = name.strip_prefix("time:")?.parse().ok()?;
                (0.0 < exponent && f64::is_finite(exponent)).then_some(Self::Time(exponent))
            }
        }
    }

    /// Its name, as it is parsed.
    #[must_use]
    pub fn name(self) -> String {
        for (name, known) in
            [("boulware", Self::BOULWARE), ("linear", Self::LINEAR), ("conceder", Self::CONCEDER)]
        {
            if self == known {
                return name.to_owned();
            }
        }
        match self {
            Self::Time(exponent) => format!("time:{exponent}"),
            Self::Micro => "micro".to_owned(),
            Self::TitForTat => "tit-for-tat".to_owned(),
        }
    }

    /// The negotiator for the party at this place.
    #[must_use]
    pub fn seat(self, ladders: &Ladders, party: usize) -> Box<dyn Negotiator + '_> {
        let ladder = &ladders.parties[party];
        let parties = ladders.parties.len();
        match self {
            Self::Time(exponent) => Box::new(TimeBased::new(ladder, exponent)),
            Self::Micro => Box::new(Micro::new(ladder, party, parties)),
            Self::TitForTat => Box::new(TitForTat::new(ladder, party, parties)),
        }
    }
}

/// A number below `bound`, each as likely as any other but for less than one part in 2³²; the
/// generator is not asked when there is no choice.
pub(crate) fn below(bound: usize, random: &mut ChaCha8Rng) -> usize {
    use rand_core::Rng as _;
    if bound <= 1 {
        return 0;
    }
    let product = u128::from(random.next_u64()) * bound as u128;
    usize::try_from(product >> 64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for name in ["boulware", "linear", "conceder", "time:0.1", "micro", "tit-for-tat"] {
            assert_eq!(Strategy::parse(name).map(Strategy::name).as_deref(), Some(name));
        }
        for name in ["", "time:0", "time:-1", "time:inf", "time:nan", "time:x", "Micro"] {
            assert_eq!(Strategy::parse(name), None, "{name}");
        }
    }
}
