//! Any outcome at or above changing floors.

use super::dual::Oracle;
use super::ground::Ground;
use super::tree::Tree;
use super::weights::Scale;
use super::{Aim, Any, Compiled, Rule, weighted_sum};
use crate::{Effort, Error, Outcome, Payoffs, Stop};

/// Most proofs that are remembered.
const PROOFS: usize = 64;

/// Looks for outcomes at or above floors, again and again.
pub(crate) struct Finder<'a> {
    compiled: &'a Compiled<'a>,
    rule: Any,
    aim: Aim,
    /// Nothing without any outcome, or where no weights are fine enough.
    weigher: Option<Weigher<'a>>,
    /// Weights that showed floors to be out of reach, with the largest weighted sum of payoffs; the
    /// one that did so last comes first.
    proofs: Vec<(Vec<i64>, i128)>,
    pub(crate) effort: Effort,
}

struct Weigher<'a> {
    ground: &'a Ground,
    scale: Scale,
    oracle: Oracle<'a>,
}

/// What was found at or above floors.
#[derive(Debug)]
pub(crate) enum Find {
    /// An outcome with its payoffs.
    Outcome(Payoffs, Outcome),
    /// There is none.
    Nothing,
}

impl<'a> Finder<'a> {
    /// Gains are compared in these units, one for each party.
    pub(crate) fn new(compiled: &'a Compiled<'a>, units: Vec<i64>) -> Self {
        let rule = Any { units, is_content: true };
        let aim = rule.aim();
        let weigher = compiled.ground.as_ref().and_then(|ground| {
            let scale = Scale::new(compiled.parties, &vec![0; rule.units.len()], &aim);
            let is_fine = scale.is_fine();
            let oracle = Oracle::new(ground, &scale.units);
            is_fine.then_some(Weigher { ground, scale, oracle })
        });
        let (proofs, effort) = (Vec::new(), Effort::default());
        Self { compiled, rule, aim, weigher, proofs, effort }
    }

    /// An outcome at or above the floors.
    ///
    /// # Errors
    ///
    /// [`Error::TooManyLabels`] and [`Error::Stopped`].
    pub(crate) fn find(&mut self, floors: &[i64], stop: &Stop) -> Result<Find, Error> {
        if self.compiled.caps.are_below(floors) {
            return Ok(Find::Nothing);
        }
        let stop = stop.silent();
        let refutes = |(weights, most): &(Vec<i64>, i128)| *most < weighted_sum(weights, floors);
        if let Some(place) = self.proofs.iter().position(refutes) {
            self.proofs[..=place].rotate_right(1);
            return Ok(Find::Nothing);
        }
        let found = match &mut self.weigher {
            None => self.compiled.best(floors, &self.rule, &stop),
            Some(_) if stop.is_requested() => {
                let of = self.compiled.problem.space().outcomes();
                return Err(Error::Stopped { seen: 0, of });
            }
            Some(Weigher { ground, scale, oracle }) => {
                oracle.restart(scale.start(&ground.floors(floors), &self.aim));
                let game = oracle.game(true);
                if let Some(path) = game.path {
                    let mut payoffs = ground.payoffs(&path);
                    self.compiled.caps.apply(&mut payoffs);
                    if floors.iter().zip(&payoffs).all(|(floor, it)| floor <= it) {
                        let outcome = ground.diagram.outcome(path);
                        return Ok(Find::Outcome(Payoffs(payoffs), outcome));
                    }
                }
                let main = scale.plain(&game.weights);
                let weights = scale.whole(&main);
                let most = i128::from(ground.most(&weights)) + weighted_sum(&weights, &ground.base);
                if most < weighted_sum(&weights, floors) {
                    self.proofs.truncate(PROOFS - 1);
                    self.proofs.insert(0, (weights, most));
                    return Ok(Find::Nothing);
                }
                let sets = scale.around(&main, &self.aim);
                let tree =
                    Tree::new(ground, &self.compiled.caps, floors, &self.rule, vec![weights]);
                self.compiled.search(ground, floors, &self.rule, Some((tree, sets)), &stop)
            }
        };
        match found {
            Ok(found) => {
                self.effort.nodes += found.effort.nodes;
                self.effort.labels += found.effort.labels;
                Ok(Find::Outcome(found.value.payoffs, found.value.outcome))
            }
            Err(Error::NoAgreement) => Ok(Find::Nothing),
            Err(error) => Err(error),
        }
    }
}
