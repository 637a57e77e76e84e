//! Why nothing unlocks: red lines that block every outcome together, and parties that no text wins.

use onetext_case::{Case, PartyId, StatementId};
use onetext_elicit::{Elicited, Stop};

use crate::beam::{Point, beam};
use crate::unlock::exhaust::Hopes;
use crate::unlock::preconditions;
use crate::worlds::{Ballot, Ground, count};

/// Sets of red lines of up to this size are looked at one by one.
const SMALL: usize = 3;
/// Nodes of one search for an outcome.
const NODES: usize = 200_000;
/// Texts that a beam goes on with.
const WIDTH: usize = 12;

/// Why nothing reaches the bar.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// Red lines that, if all of them are real, leave no outcome; none of them can be left out. Empty
    /// where all red lines together leave one.
    pub lines: Vec<Locked>,
    /// Whether no smaller set of red lines leaves no outcome.
    pub smallest: bool,
    /// Whether some outcome crosses no red line at all; `None` if that took too long to tell.
    pub open: Option<bool>,
    /// Statements by which a party signs nothing until something else has happened.
    pub preconditions: Vec<(PartyId, StatementId)>,
    /// For each party, the largest share of its worlds in which it could accept, each world by the
    /// text that suits it best, and whether that bound is proved for any number of changes.
    pub alone: Vec<(PartyId, f64, bool)>,
    /// For each party, the smallest share of the others in the best text found without it.
    pub without: Vec<(PartyId, f64)>,
}

/// A red line that is part of a lock.
#[derive(Clone, Debug, PartialEq)]
pub struct Locked {
    /// Whose.
    pub party: PartyId,
    /// The statements that draw it; none for one that the case gives with its numbers.
    pub statements: Vec<StatementId>,
    /// The issues and the levels that cross it where all of them meet.
    pub when: Vec<(usize, Vec<usize>)>,
    /// The issues and the levels that lift it.
    pub unless: Vec<(usize, Vec<usize>)>,
    /// Share of the worlds in which it is real.
    pub real: f64,
}

/// Issues and levels that must not all meet.
type Clause = Vec<(usize, Vec<usize>)>;

pub(crate) fn lock(
    case: &Case,
    elicited: &Elicited,
    ground: &Ground<'_>,
    need: &[usize],
    hopes: &Hopes,
    at_least: f64,
    stop: Stop<'_>,
) -> Lock {
    let _ = (need, hopes);
    let domain: Vec<Vec<usize>> = ground
        .base
        .iter()
        .zip(&ground.moves)
        .map(|(base, moves)| base.iter().chain(moves).copied().collect())
        .collect();
    let linkages = linkages(case, &domain);
    let mut lines = Vec::new();
    for ballot in &ground.parties {
        for line in ballot.table.lines() {
            let locked = Locked {
                party: ballot.table.party(),
                statements: line.statements.clone(),
                when: line.when().to_vec(),
                unless: line.unless().to_vec(),
                real: line.share(),
            };
            if 0.0 < locked.real {
                lines.push((clauses(&locked, &domain), locked));
            }
        }
    }
    let open = |chosen: &[usize]| -> Option<bool> {
        let clauses: Vec<&Clause> =
            linkages.iter().chain(chosen.iter().flat_map(|&it| &lines[it].0)).collect();
        let mut nodes = NODES;
        avoid(&mut domain.clone(), &clauses, &mut nodes)
    };
    let all: Vec<usize> = (0..lines.len()).collect();
    let mut lock =
        Lock { open: open(&all), preconditions: preconditions(case, elicited), ..Lock::default() };
    if lock.open == Some(false) {
        let small = smallest(lines.len(), |it| open(it));
        lock.smallest = small.is_some();
        let chosen = small.unwrap_or_else(|| {
            let mut chosen = all.clone();
            for line in all {
                let less: Vec<usize> = chosen.iter().copied().filter(|it| *it != line).collect();
                if open(&less) == Some(false) {
                    chosen = less;
                }
            }
            chosen
        });
        lock.lines = chosen.into_iter().map(|it| lines[it].1.clone()).collect();
    }
    for ballot in &ground.parties {
        lock.alone.push((ballot.table.party(), alone(ballot), true));
    }
    for (out, ballot) in ground.parties.iter().enumerate() {
        let mut best = 0.0_f64;
        let others = |it: &Point| -> f64 {
            let shares = it.shares.iter().enumerate().filter(|it| it.0 != out);
            shares.map(|it| libm::log((it.1 + 1e-4).min(at_least))).sum()
        };
        beam(ground, WIDTH, ground.base.len(), others, stop, |points| {
            for point in points {
                let shares = point.shares.iter().enumerate().filter(|it| it.0 != out);
                best = best.max(shares.map(|it| *it.1).fold(1.0, f64::min));
            }
            at_least <= best
        });
        lock.without.push((ballot.table.party(), best));
    }
    lock
}

/// The share of worlds in which the best levels of every issue make a text worth signing, red lines
/// and linkages aside.
fn alone(ballot: &Ballot<'_>) -> f64 {
    let mut best = ballot.gains.clone();
    for steps in &ballot.steps {
        for (world, best) in best.iter_mut().enumerate() {
            *best += steps.iter().map(|it| it[world]).fold(0.0, f64::max);
        }
    }
    let none = vec![0.0; best.len()];
    let hopeful = ballot.hopeful(&best, &none, &vec![0; best.len().div_ceil(64)]);
    count(hopeful) / count(best.len())
}

/// What a linkage forbids.
fn linkages(case: &Case, domain: &[Vec<usize>]) -> Vec<Clause> {
    let mut found = Vec::new();
    for linkage in &case.linkages {
        let when: Clause = linkage
            .when
            .iter()
            .map(|(issue, options)| (issue.0, options.iter().map(|it| it.0).collect()))
            .collect();
        for (issue, options) in &linkage.then {
            let is_out = |it: &usize| {
                *it < case.issues[issue.0].options.len() && !options.iter().any(|to| to.0 == *it)
            };
            let out = domain[issue.0].iter().copied().filter(is_out).collect();
            found.push(met(&when, issue.0, out));
        }
    }
    found
}

/// What a red line forbids: `when`, with each of the ways not to lift it.
fn clauses(line: &Locked, domain: &[Vec<usize>]) -> Vec<Clause> {
    if line.unless.is_empty() {
        return vec![line.when.clone()];
    }
    let way = |(issue, levels): &(usize, Vec<usize>)| {
        let out = domain[*issue].iter().copied().filter(|it| !levels.contains(it)).collect();
        met(&line.when, *issue, out)
    };
    line.unless.iter().map(way).collect()
}

/// A clause with one issue more, or less of it.
fn met(when: &Clause, issue: usize, levels: Vec<usize>) -> Clause {
    let mut clause = when.clone();
    match clause.iter_mut().find(|it| it.0 == issue) {
        Some(it) => it.1.retain(|level| levels.contains(level)),
        None => clause.push((issue, levels)),
    }
    clause
}

/// Whether some outcome of the domain meets none of the clauses in full; `None` if it took too long.
fn avoid(domain: &mut [Vec<usize>], clauses: &[&Clause], nodes: &mut usize) -> Option<bool> {
    if *nodes == 0 {
        return None;
    }
    *nodes -= 1;
    let threatens = |it: &&&Clause| {
        it.iter().all(|(issue, levels)| domain[*issue].iter().any(|it| levels.contains(it)))
    };
    let Some(clause) = clauses.iter().find(threatens) else { return Some(true) };
    let old: Vec<Vec<usize>> = domain.to_vec();
    for (issue, levels) in *clause {
        // This issue keeps out of the clause, the ones before it do not.
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            domain[*issue].iter().partition(|it| levels.contains(it));
        if !outside.is_empty() {
            domain[*issue] = outside;
            let found = avoid(domain, clauses, nodes);
            if found != Some(false) {
                domain.clone_from_slice(&old);
                return found;
            }
        }
        domain[*issue] = inside;
    }
    domain.clone_from_slice(&old);
    Some(false)
}

/// The first smallest set that leaves no outcome, if it has at most three.
fn smallest(lines: usize, open: impl Fn(&[usize]) -> Option<bool>) -> Option<Vec<usize>> {
    fn go(
        chosen: &mut Vec<usize>,
        size: usize,
        lines: usize,
        open: &impl Fn(&[usize]) -> Option<bool>,
    ) -> Option<bool> {
        if chosen.len() == size {
            return open(chosen).map(|it| !it);
        }
        let from = chosen.last().map_or(0, |it| it + 1);
        for next in from..lines {
            chosen.push(next);
            if go(chosen, size, lines, open)? {
                return Some(true);
            }
            chosen.pop();
        }
        Some(false)
    }
    for size in 0..=SMALL.min(lines) {
        let mut chosen = Vec::new();
        if go(&mut chosen, size, lines, &open)? {
            return Some(chosen);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arb_clause() -> impl Strategy<Value = Clause> {
        prop::collection::btree_map(
            0..3_usize,
            prop::sample::subsequence(vec![0, 1, 2], 1..3),
            1..3,
        )
        .prop_map(|it| it.into_iter().collect())
    }

    proptest! {
        /// The search tells what looking at every outcome tells, and no smaller set blocks.
        #[test]
        fn what_blocks_blocks_every_outcome(all in prop::collection::vec(arb_clause(), 0..7)) {
            let blocks = |chosen: &[usize]| {
                (0..27_usize).all(|it| {
                    let outcome = [it % 3, it / 3 % 3, it / 9];
                    chosen.iter().any(|&clause| {
                        all[clause].iter().all(|(issue, levels)| levels.contains(&outcome[*issue]))
                    })
                })
            };
            let open = |chosen: &[usize]| {
                let clauses: Vec<&Clause> = chosen.iter().map(|&it| &all[it]).collect();
                avoid(&mut vec![vec![0, 1, 2]; 3], &clauses, &mut 10_000)
            };
            let whole: Vec<usize> = (0..all.len()).collect();
            prop_assert_eq!(open(&whole), Some(!blocks(&whole)));
            let found = smallest(all.len(), open);
            let sets = (0..1_usize << all.len()).map(|set| {
                (0..all.len()).filter(|it| set >> it & 1 == 1).collect::<Vec<usize>>()
            });
            let least = sets.filter(|it| blocks(it)).map(|it| it.len()).min();
            match found {
                Some(found) => {
                    prop_assert!(blocks(&found));
                    prop_assert_eq!(Some(found.len()), least);
                }
                None => prop_assert!(least.is_none_or(|it| SMALL < it)),
            }
        }
    }
}
