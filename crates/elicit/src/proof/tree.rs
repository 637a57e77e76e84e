//! What proves that facts contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::{BigInt, BigUint, Sign};

use crate::proof::branch::{Branch, Fact, Ground, Reason, Split, Unknown};

/// A proof that what is taken to hold in a branch cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tree {
    /// Sums above zero with whole multipliers: so multiplied, they add up to a sum of numbers above
    /// zero in which no coefficient is.
    Sum(Vec<(Reason, BigUint)>),
    /// This veto is real and is not.
    Veto(usize),
    /// A proof for each case of a split.
    Split(Split, Vec<Self>),
}

impl Tree {
    /// Whether it proves that nothing is like this branch.
    ///
    /// Replays the proof: adds whole numbers, and looks at their signs.
    pub(crate) fn refutes(&self, ground: &Ground, branch: &Branch) -> bool {
        match self {
            Self::Sum(parts) => {
                let mut total: BTreeMap<Unknown, BigInt> = BTreeMap::new();
                let mut says_something = false;
                for (reason, times) in parts {
                    let Some(sum) = branch.sum(ground, reason) else { return false };
                    says_something |= times.bits() != 0;
                    for (unknown, factor) in sum {
                        *total.entry(unknown).or_default() += BigInt::from(times.clone()) * factor;
                    }
                }
                says_something && total.values().all(|it| it.sign() != Sign::Plus)
            }
            Self::Veto(veto) => {
                branch.real(ground).contains(veto) && branch.bluff(ground).contains(veto)
            }
            Self::Split(split, trees) => {
                // A row that is not taken to hold need not hold in any way.
                let applies = match split {
                    Split::Fails(row) => branch.facts.contains(&Fact::Row(*row)),
                    Split::Sign(_) | Split::Extreme(_) => true,
                };
                let mut cases = trees.iter().enumerate();
                applies
                    && split.count(ground) == Some(trees.len())
                    && cases.all(|(case, it)| it.refutes(ground, &branch.with(split, case)))
            }
        }
    }

    /// The facts that it rests on; what it proves, it proves of them alone.
    pub(crate) fn facts(&self, ground: &Ground, branch: &Branch) -> BTreeSet<Fact> {
        match self {
            Self::Sum(parts) => parts.iter().flat_map(|it| it.0.rows()).map(Fact::Row).collect(),
            Self::Veto(veto) => {
                let denies = |it: &usize| {
                    let row = ground.rows[*it];
                    !row.negated && row.vetoes.contains(veto)
                };
                let denied = branch.rows().find(denies).map(Fact::Row);
                let said = Some(Fact::Real(*veto)).filter(|it| branch.facts.contains(it));
                denied.into_iter().chain(said).collect()
            }
            Self::Split(split, trees) => {
                let mut facts = BTreeSet::new();
                if let Split::Fails(row) = split {
                    facts.insert(Fact::Row(*row));
                }
                for (case, tree) in trees.iter().enumerate() {
                    facts.extend(tree.facts(ground, &branch.with(split, case)));
                }
                facts
            }
        }
    }

    /// The parts of each branch that ends in a sum.
    pub(crate) fn sums(&self) -> Vec<&[(Reason, BigUint)]> {
        match self {
            Self::Sum(parts) => vec![parts],
            Self::Veto(_) => Vec::new(),
            Self::Split(_, trees) => trees.iter().flat_map(Self::sums).collect(),
        }
    }
}
