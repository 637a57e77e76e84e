//! Worlds in whole numbers, and what holds in them.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

use crate::proof::branch::{Fact, Ground};
use crate::proof::vanish::vanishes;
use crate::proposition::{Extreme, Linear, Proposition};

/// One world, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct World {
    pub(crate) worths: Vec<BigInt>,
    /// What no agreement costs.
    pub(crate) cost: BigInt,
    /// The chance of each prospect.
    pub(crate) chances: Vec<BigRational>,
    /// For each veto, whether it is real.
    pub(crate) real: Vec<bool>,
}

impl World {
    /// Whether it is a world of that ground, and inside of what the prior allows.
    pub(crate) fn is_of(&self, ground: &Ground) -> bool {
        let is_chance = |it: &BigRational| sign(it) == Sign::Plus && it.numer() < it.denom();
        self.worths.len() == ground.worths
            && self.chances.len() == ground.gains.len()
            && self.real.len() == ground.vetoes
            && self.worths.iter().chain([&self.cost]).all(|it| it.sign() == Sign::Plus)
            && self.chances.iter().all(is_chance)
    }

    pub(crate) fn holds(&self, ground: &Ground, fact: Fact) -> bool {
        match fact {
            Fact::Real(veto) => self.real[veto],
            Fact::Row(row) => self.is_true(ground, ground.rows[row]),
        }
    }

    /// Whether a proposition holds, and would still if the world were a little different.
    fn is_true(&self, ground: &Ground, proposition: &Proposition) -> bool {
        let mut forms = proposition.forms.iter();
        let mut real = proposition.vetoes.iter().map(|&it| self.real[it]);
        if proposition.negated {
            forms.any(|it| sign(&self.value(ground, it)) == Sign::Minus) || real.any(|it| it)
        } else {
            let holds = |it: &Linear| match sign(&self.value(ground, it)) {
                Sign::Minus => false,
                Sign::NoSign => vanishes(it, |extreme| self.attained(extreme)),
                Sign::Plus => true,
            };
            forms.all(holds) && !real.any(|it| it)
        }
    }

    /// Where an extreme is attained; `None` if in several places.
    fn attained(&self, extreme: &Extreme) -> Option<usize> {
        let value = self.extreme(extreme.largest, &extreme.of);
        let mut places = extreme.of.iter().copied().filter(|&it| self.worths[it] == value);
        places.next().filter(|_| places.next().is_none())
    }

    fn value(&self, ground: &Ground, form: &Linear) -> BigRational {
        let mut whole = BigInt::ZERO;
        for &(worth, factor) in &form.terms {
            // The coordinate after the worths is the cost, as in [`crate::space::Space::cost`].
            whole += self.worths.get(worth).unwrap_or(&self.cost) * factor;
        }
        for extreme in &form.extremes {
            whole += self.extreme(extreme.largest, &extreme.of) * extreme.factor;
        }
        let mut value = BigRational::from_integer(whole);
        if form.against_none {
            value += self.cost.clone();
            for (prospect, chance) in self.chances.iter().enumerate() {
                value -= chance * self.gain(ground, prospect);
            }
        }
        value
    }

    /// What a prospect is worth beyond silence.
    pub(crate) fn gain(&self, ground: &Ground, prospect: usize) -> BigInt {
        ground.gains[prospect].iter().map(|&(worth, factor)| &self.worths[worth] * factor).sum()
    }

    /// The largest or the smallest of several worths, of which there is at least one.
    pub(crate) fn extreme(&self, largest: bool, of: &[usize]) -> BigInt {
        let worths = of.iter().map(|&it| &self.worths[it]);
        let found = if largest { worths.max() } else { worths.min() };
        found.cloned().unwrap_or_default()
    }
}

fn sign(number: &BigRational) -> Sign {
    number.numer().sign()
}
