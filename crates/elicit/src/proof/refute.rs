//! Finds a world in which facts hold, or a proof that there is none.

use std::collections::BTreeMap;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

use crate::proof::branch::{Branch, Fact, Ground, Key, Split, Unknown};
use crate::proof::cone::{Cone, Sum, decide_cone};
use crate::proof::tree::Tree;
use crate::proof::world::World;
use crate::question::Stop;

/// What became of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// They hold in this world.
    Holds(World),
    /// They hold in none, but for a set of measure zero.
    Refuted(Tree),
    /// The bound on the work was met, or it was stopped.
    Undecided,
}

/// Branches looked at for one question, at most.
const BRANCHES: usize = 1_000;

/// Whether facts can hold together.
///
/// Cases are split only where a place found without does not do: where it takes the largest of
/// several worths for more than it is, or a prospect's part for more than its chance allows.
pub(crate) fn decide_facts(
    ground: &Ground,
    facts: impl IntoIterator<Item = Fact>,
    stop: Stop<'_>,
) -> Answer {
    Search { ground, stop, left: BRANCHES }.branch(&Branch::new(facts))
}

struct Search<'a> {
    ground: &'a Ground<'a>,
    stop: Stop<'a>,
    left: usize,
}

impl Search<'_> {
    fn branch(&mut self, branch: &Branch) -> Answer {
        if self.left == 0 {
            return Answer::Undecided;
        }
        self.left -= 1;
        let ground = self.ground;
        let real = branch.real(ground);
        if let Some(veto) = branch.bluff(ground).intersection(&real).next() {
            return Answer::Refuted(Tree::Veto(*veto));
        }
        let only = branch.rows().find(|&row| {
            let is_new = !branch.is_settled(&Split::Fails(row));
            ground.rows[row].negated && ground.ways(row) <= 1 && is_new
        });
        if let Some(row) = only {
            return self.split(branch, Split::Fails(row));
        }
        let reasons = branch.reasons(ground);
        let mut places: BTreeMap<Unknown, usize> = BTreeMap::new();
        let mut sums: Vec<Sum> = Vec::new();
        let mut known = Vec::new();
        for (reason, sum) in reasons.iter().filter_map(|it| Some((it, branch.sum(ground, it)?))) {
            known.push(reason);
            let mut place = |(unknown, factor): (Unknown, i64)| {
                let next = places.len();
                (*places.entry(unknown).or_insert(next), factor)
            };
            let sum = sum.into_iter().filter(|it| it.1 != 0);
            sums.push(sum.map(&mut place).collect());
        }
        match decide_cone(places.len(), &sums, self.stop) {
            None => Answer::Undecided,
            Some(Cone::Multipliers(parts)) => {
                let part = |(it, times): (usize, _)| (known[it].clone(), times);
                Answer::Refuted(Tree::Sum(parts.into_iter().map(part).collect()))
            }
            Some(Cone::Point(point)) => {
                let at = |it: &Unknown| places.get(it).map(|&it| &point[it]);
                let world = world(ground, branch, &at);
                let broken = branch.facts.iter().find(|it| !world.holds(ground, **it));
                match broken.map(|&it| open(ground, branch, &world, it, &at)) {
                    None => Answer::Holds(world),
                    Some(Some(split)) => self.split(branch, split),
                    Some(None) => Answer::Undecided,
                }
            }
        }
    }

    fn split(&mut self, branch: &Branch, split: Split) -> Answer {
        let mut trees = Vec::new();
        let mut is_decided = true;
        for case in 0..split.count(self.ground).unwrap_or(0) {
            match self.branch(&branch.with(&split, case)) {
                Answer::Holds(world) => return Answer::Holds(world),
                Answer::Undecided => is_decided = false,
                // A proof that does without its case is one for all of them.
                Answer::Refuted(tree) if tree.refutes(self.ground, branch) => {
                    return Answer::Refuted(tree);
                }
                Answer::Refuted(tree) => trees.push(tree),
            }
        }
        if is_decided { Answer::Refuted(Tree::Split(split, trees)) } else { Answer::Undecided }
    }
}

/// The world at a place of the sums: what they do not speak of is worth 1, and a chance that they
/// leave outside of its bounds is moved inside.
fn world<'a>(
    ground: &Ground,
    branch: &Branch,
    at: &impl Fn(&Unknown) -> Option<&'a BigInt>,
) -> World {
    let number = |it: &Unknown| at(it).cloned().unwrap_or_else(|| BigInt::from(1));
    let real = branch.real(ground);
    let mut world = World {
        worths: (0..ground.worths).map(|it| number(&Unknown::Worth(it))).collect(),
        cost: number(&Unknown::Cost),
        chances: Vec::new(),
        real: (0..ground.vetoes).map(|it| real.contains(&it)).collect(),
    };
    world.chances = (0..ground.gains.len())
        .map(|prospect| {
            let part = |gain| at(&Unknown::Part { prospect, gain }).cloned().unwrap_or_default();
            let gain = world.gain(ground, prospect);
            let thousandths = |it: i32| BigRational::new(BigInt::from(it), BigInt::from(1_000));
            if gain.sign() == Sign::NoSign {
                return thousandths(500);
            }
            let chance = BigRational::new(part(true) - part(false), gain);
            if chance.numer().sign() != Sign::Plus {
                thousandths(1)
            } else if chance.denom() <= chance.numer() {
                thousandths(999)
            } else {
                chance
            }
        })
        .collect();
    world
}

/// The split that a fact which does not hold at a place asks for.
fn open<'a>(
    ground: &Ground,
    branch: &Branch,
    world: &World,
    fact: Fact,
    at: &impl Fn(&Unknown) -> Option<&'a BigInt>,
) -> Option<Split> {
    let Fact::Row(row) = fact else { return None };
    let fails = Split::Fails(row);
    if ground.rows[row].negated && !branch.is_settled(&fails) {
        return Some(fails);
    }
    let forms = &ground.rows[row].forms;
    let keys = forms.iter().flat_map(|it| &it.extremes).map(Key::from);
    let mut keys: Vec<Key> =
        keys.filter(|it| !branch.is_settled(&Split::Extreme(it.clone()))).collect();
    // The extreme that is taken for something else by most.
    keys.sort_by_cached_key(|key| {
        let taken = at(&Unknown::Extreme(key.clone())).cloned().unwrap_or_default();
        let is = world.extreme(key.largest, &key.of);
        std::cmp::Reverse((taken - is).magnitude().clone())
    });
    let mut prospects = (0..ground.gains.len())
        .filter(|&it| forms.iter().any(|it| it.against_none) && branch.sign(ground, it).is_none());
    let misplaced = |key: &Key| {
        let taken = at(&Unknown::Extreme(key.clone()));
        taken.is_some_and(|it| *it != world.extreme(key.largest, &key.of))
    };
    match keys.into_iter().next() {
        Some(key) if misplaced(&key) || prospects.clone().next().is_none() => {
            Some(Split::Extreme(key))
        }
        _ => prospects.next().map(Split::Sign),
    }
}
