//! Checks what blocks agreement and what would open it.

use std::collections::BTreeSet;

use super::Refutation;
use super::outcomes::{every, holds, is_broken, size};
use crate::{Answer, Barrier, Error, Exactness, Outcome, PartyId, Problem, Unlock};

/// Most sets that are kept when all blocking sets are put together from what opens agreement.
const SETS: usize = 1 << 12;

/// Checks what [`crate::unlock`] returned.
///
/// Each outcome stands behind some barriers, and to drop just these opens agreement. Of these sets,
/// the minimal ones are the relaxations; a set of barriers blocks if it has one of each of them.
///
/// # Errors
///
/// What is wrong with it. [`Refutation::Unchecked`] also where the minimal sets are too many to put
/// blocking sets together from them.
///
/// # Cost
///
/// Goes through the space once, and compares what each outcome stands behind with the minimal sets.
pub fn unlock(problem: &Problem, claim: Result<&Answer<Unlock>, &Error>) -> Result<(), Refutation> {
    let claim = match claim {
        Ok(claim) => claim,
        // There always is something to tell.
        Err(Error::NoAgreement) => return Err(Refutation::Barriers { barriers: Vec::new() }),
        Err(_) => return Ok(()),
    };
    let is_whole = match claim.exactness {
        Exactness::Exact => true,
        Exactness::Partial { .. } => false,
        claimed @ (Exactness::Bounded { .. } | Exactness::Sampled { .. }) => {
            return Err(Refutation::Exactness { claimed });
        }
    };
    let Unlock { blocking, relaxations } = &claim.value;
    if let Some(index) =
        (1..relaxations.len()).find(|&it| relaxations[it].len() < relaxations[it - 1].len())
    {
        return Err(Refutation::Order { index });
    }
    let relaxations = sets(problem, relaxations)?;
    let blocking = sets(problem, blocking)?;
    if size(problem).is_none() {
        return Err(Refutation::Unchecked);
    }
    let mut open: BTreeSet<BTreeSet<Barrier>> = BTreeSet::new();
    for (outcome, payoffs) in every(problem) {
        let barriers = barriers_of(problem, &outcome, &payoffs);
        if !open.iter().any(|it| it.is_subset(&barriers)) {
            open.retain(|it| !barriers.is_subset(it));
            open.insert(barriers);
        }
    }
    if let Some(wrong) = relaxations.iter().find(|it| !open.contains(*it)) {
        return Err(Refutation::Barriers { barriers: list(wrong) });
    }
    for set in &blocking {
        let blocks = |set: &BTreeSet<Barrier>| open.iter().all(|it| !it.is_disjoint(set));
        let spared = |barrier: &Barrier| {
            let mut fewer = set.clone();
            fewer.remove(barrier);
            blocks(&fewer)
        };
        if !blocks(set) || set.iter().any(spared) {
            return Err(Refutation::Barriers { barriers: list(set) });
        }
    }
    if !is_whole {
        return Ok(());
    }
    if let Some(missed) = open.iter().find(|it| !relaxations.contains(*it)) {
        return Err(Refutation::Barriers { barriers: list(missed) });
    }
    let all = transversals(&open).ok_or(Refutation::Unchecked)?;
    match all.iter().find(|it| !blocking.contains(*it)) {
        Some(missed) => Err(Refutation::Barriers { barriers: list(missed) }),
        None => Ok(()),
    }
}

/// The lists as sets; refuses barriers that do not exist, and what comes twice.
fn sets(
    problem: &Problem,
    lists: &[Vec<Barrier>],
) -> Result<BTreeSet<BTreeSet<Barrier>>, Refutation> {
    let mut sets = BTreeSet::new();
    for list in lists {
        let set: BTreeSet<Barrier> = list.iter().copied().collect();
        let is_known = |it: &Barrier| match it {
            Barrier::RedLine { party, index } => problem
                .parties()
                .get(usize::from(party.0))
                .is_some_and(|party| *index < party.red_lines.len()),
            Barrier::Reservation { party } => usize::from(party.0) < problem.parties().len(),
            Barrier::Linkage { index } => *index < problem.linkages().len(),
        };
        if set.len() != list.len() || !set.iter().all(is_known) || !sets.insert(set) {
            return Err(Refutation::Barriers { barriers: list.clone() });
        }
    }
    Ok(sets)
}

/// What keeps the outcome from being acceptable.
fn barriers_of(problem: &Problem, outcome: &Outcome, payoffs: &[i64]) -> BTreeSet<Barrier> {
    let mut barriers = BTreeSet::new();
    for (id, (party, &utility)) in (0..).map(PartyId).zip(problem.parties().iter().zip(payoffs)) {
        for (index, red_line) in party.red_lines.iter().enumerate() {
            if holds(red_line, outcome) {
                barriers.insert(Barrier::RedLine { party: id, index });
            }
        }
        if utility < party.reservation {
            barriers.insert(Barrier::Reservation { party: id });
        }
    }
    for (index, linkage) in problem.linkages().iter().enumerate() {
        if is_broken(linkage, outcome) {
            barriers.insert(Barrier::Linkage { index });
        }
    }
    barriers
}

/// All minimal sets that have a member of each of the sets; `None` when they become too many.
///
/// One set after the other is taken up, as in C. Berge, *Hypergraphs* (1989), ch. 2.
fn transversals(sets: &BTreeSet<BTreeSet<Barrier>>) -> Option<BTreeSet<BTreeSet<Barrier>>> {
    let mut found = BTreeSet::from([BTreeSet::new()]);
    for set in sets {
        let mut longer: Vec<BTreeSet<Barrier>> = Vec::new();
        for known in &found {
            if !known.is_disjoint(set) {
                longer.push(known.clone());
                continue;
            }
            for &barrier in set {
                let mut more = known.clone();
                more.insert(barrier);
                longer.push(more);
            }
        }
        longer.sort_by_key(BTreeSet::len);
        found.clear();
        for set in longer {
            if !found.iter().any(|it: &BTreeSet<Barrier>| it.is_subset(&set)) {
                found.insert(set);
            }
        }
        if SETS < found.len() {
            return None;
        }
    }
    Some(found)
}

fn list(set: &BTreeSet<Barrier>) -> Vec<Barrier> {
    set.iter().copied().collect()
}
