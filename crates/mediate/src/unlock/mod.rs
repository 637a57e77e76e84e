//! The smallest changes of a text that all who sign would likely accept.
//!
//! Every party has to accept the text in at least the asked share of its worlds; brackets that stay
//! open count at their worst in each world. Changes of one issue are all looked at, then those of two
//! and so on; a branch is left out only if the best that its further changes could add, in each world
//! by itself, leaves some party below the bar. Where that is too much work, a beam goes on to more
//! changes, and the answer says from which number on nothing is proved.
//!
//! # Source
//!
//! The smallest change that reaches a bar in a share of worlds is robustness as satisficing: B.
//! Roy, *European Journal of Operational Research* 200 (2010), pp. 629–638. The bound is that of
//! branch and bound: A. H. Land, A. G. Doig, *Econometrica* 28 (1960), pp. 497–520.

mod exhaust;
mod lock;

use std::collections::BTreeSet;

use onetext_case::{Case, Claim, IssueId, PartyId, StatementId};
use onetext_elicit::{Elicited, Error, Stop, Table, Text};

use crate::attitude::{Attitudes, attitudes};
use crate::beam::{Point, beam, measured};
use crate::unlock::exhaust::{Hopes, exhaust, sort};
pub use crate::unlock::lock::{Lock, Locked};
use crate::worlds::{Allowed, Changes, Ground, Steps, changed, changes, count};

/// Rungs listed at most.
const RUNGS: usize = 5;
/// Numbers of changes that are tried before a first rung is enough.
const FIRST: usize = 3;
/// Changes that are looked at without exception at most.
const DEEPEST: usize = 6;
/// Texts that a beam goes on with.
const WIDTH: usize = 48;

/// What would unlock a text.
#[derive(Clone, Debug)]
pub struct Unlock {
    /// The share of its worlds in which every party has to accept.
    pub at_least: f64,
    /// Whether the text as it stands is accepted so often: then there are no rungs.
    pub reached: bool,
    /// The smallest changes that reach the bar, each of which no part of does; the smallest first.
    pub rungs: Vec<Rung>,
    /// How many changes of the size of the first rung reach the bar; counted where it is proved
    /// smallest.
    pub many: u64,
    /// No change of up to so many issues reaches the bar: every one was looked at or left out by a
    /// bound.
    pub ruled_out: usize,
    /// How many issues may change.
    pub free: usize,
    /// Whether the first rung is proved smallest, or where there is none, that none exists: over the
    /// worlds drawn.
    pub proved: bool,
    /// How many texts were looked at.
    pub looked_at: u64,
    /// Rungs that were left out, as their shares have not converged.
    pub unsure: usize,
    /// The text nearest to the bar that was found, where none reaches it.
    pub nearest: Option<Rung>,
    /// Why nothing reaches the bar, where nothing does.
    pub lock: Option<Lock>,
}

/// A change of a text.
#[derive(Clone, Debug)]
pub struct Rung {
    /// What changes.
    pub changes: Changes,
    /// The changed text.
    pub text: Text,
    /// For each party that signs, how it takes the change.
    pub parties: Vec<Taking>,
    /// Statements that the change meets or breaks.
    pub attitudes: Attitudes,
    /// In how many of so many parts of the worlds, drawn apart or one after the other, every party
    /// still reaches the bar.
    pub robust: (usize, usize),
    /// The red lines that the text crosses: it is accepted only where they are a bluff.
    pub depends: Vec<Crossed>,
}

/// How a party takes a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taking {
    /// The party.
    pub party: PartyId,
    /// Share of the worlds in which it accepts the text before.
    pub before: f64,
    /// Share of the worlds in which it accepts the text after.
    pub after: f64,
    /// Share of the worlds in which the change is worth something to it, red lines aside.
    pub gains: f64,
    /// Share of the worlds in which it pays for it.
    pub pays: f64,
}

/// A red line that a text crosses.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossed {
    /// Whose.
    pub party: PartyId,
    /// The statements that draw it; none for one that the case gives with its numbers.
    pub statements: Vec<StatementId>,
    /// Share of the worlds in which it is real, so that the text is refused.
    pub real: f64,
}

/// What would bring every party with a seat to accept `text` in at least `at_least` of its worlds.
///
/// No change leads an issue back to its status quo if two or more drafts all move it, as in
/// [`onetext_elicit::found`].
///
/// # Errors
///
/// [`Error::NobodySigns`], [`Error::UnknownOption`], and what keeps a party from having worlds.
///
/// # Cost
///
/// Up to 2³² worlds asked for each number of changes, far fewer where bounds help; parallel, and the
/// same for any number of threads. If stopped, the answer has what was found, with nothing proved
/// that was not.
pub fn unlock(
    case: &Case,
    elicited: &Elicited,
    text: &Text,
    at_least: f64,
    allowed: &Allowed,
    stop: Stop<'_>,
) -> Result<Unlock, Error> {
    let ground = Ground::new(case, elicited, text, allowed)?;
    let need: Vec<usize> = ground.parties.iter().map(|it| needed(at_least, it.worlds())).collect();
    let start = measured(&ground, &[]);
    let free = ground.moves.iter().filter(|it| !it.is_empty()).count();
    let mut answer = Unlock {
        at_least,
        reached: reaches(&start, at_least) && !ground.is_broken(&ground.base),
        rungs: Vec::new(),
        many: 0,
        ruled_out: 0,
        free,
        proved: false,
        looked_at: 1,
        unsure: 0,
        nearest: None,
        lock: None,
    };
    if answer.reached {
        answer.proved = true;
        return Ok(answer);
    }
    let make = |steps: &Steps| rung(case, elicited, text, &ground, &start, at_least, steps);
    let mut minimal: Vec<Steps> = Vec::new();
    let mut first = None;
    let hopes = Hopes::new(&ground, DEEPEST.min(free));
    for size in 1..=free.min(DEEPEST) {
        if first.is_some() && (FIRST < size || RUNGS <= minimal.len()) {
            break;
        }
        let found = exhaust(&ground, &hopes, &need, size, stop);
        answer.looked_at += found.looked_at;
        let fresh: Vec<Steps> = found
            .reached
            .into_iter()
            .map(|it| it.1)
            .filter(|it| !minimal.iter().any(|part| contains(it, part)))
            .collect();
        let mut sure = Vec::new();
        for steps in diverse(&fresh) {
            if verify(elicited, &changed(text, &changes(steps)), at_least).is_ok() {
                sure.push(steps.clone());
            } else {
                answer.unsure += 1;
            }
        }
        if first.is_none() {
            if found.many == 0 && found.complete && answer.ruled_out + 1 == size {
                answer.ruled_out = size;
            }
            if !sure.is_empty() {
                first = Some(size);
                answer.many = found.many;
                answer.proved = answer.ruled_out + 1 == size && answer.unsure == 0;
            }
        }
        minimal.extend(sure);
        if !found.complete {
            break;
        }
    }
    let merit = |it: &Point| -> f64 {
        let part = |(share, ballot): (&f64, &crate::worlds::Ballot<'_>)| {
            let all = count(ballot.worlds());
            libm::log((share * all + 0.5) / (all + 1.0)).min(libm::log(at_least))
        };
        it.shares.iter().zip(&ground.parties).map(part).sum()
    };
    if first.is_none() && answer.ruled_out < free {
        let mut reached: Vec<(f64, Steps)> = Vec::new();
        let mut near: Option<(f64, Point)> = None;
        let mut looked_at = 0;
        beam(&ground, WIDTH, free, merit, stop, |points| {
            looked_at += count_of(points);
            for point in points {
                let nearness = point.worst();
                if near.as_ref().is_none_or(|it| it.0 < nearness) {
                    near = Some((nearness, point.clone()));
                }
                if reaches(point, at_least) {
                    reached.push((point.joint(), point.steps.clone()));
                }
            }
            !reached.is_empty()
        });
        answer.looked_at += looked_at;
        sort(&mut reached);
        let parts: BTreeSet<Steps> =
            reached.iter().map(|it| least(&ground, &it.1, at_least)).collect();
        let mut parts: Vec<Steps> = parts.into_iter().collect();
        parts.sort_by_key(Vec::len);
        for steps in diverse(&parts) {
            if verify(elicited, &changed(text, &changes(steps)), at_least).is_ok() {
                minimal.push(steps.clone());
            } else {
                answer.unsure += 1;
            }
        }
        if minimal.is_empty() {
            answer.nearest = near.map(|it| make(&it.1.steps));
        }
    } else if first.is_none() {
        answer.proved = answer.unsure == 0;
        let mut near: Option<(f64, Point)> = None;
        beam(&ground, WIDTH, free, merit, stop, |points| {
            for point in points {
                if near.as_ref().is_none_or(|it| it.0 < point.worst()) {
                    near = Some((point.worst(), point.clone()));
                }
            }
            false
        });
        answer.nearest = near.map(|it| make(&it.1.steps));
    }
    minimal.truncate(RUNGS);
    answer.rungs = minimal.iter().map(make).collect();
    if answer.rungs.is_empty() {
        let lock = lock::lock(case, elicited, &ground, &need, &hopes, at_least, stop);
        answer.proved |= lock.alone.iter().any(|it| it.1 + 1e-9 < at_least && it.2);
        answer.lock = Some(lock);
    }
    Ok(answer)
}

/// Why a rung does not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Refuted {
    /// A party accepts the text less often than asked.
    Below {
        /// The party.
        party: PartyId,
        /// The lower end of its share.
        share: f64,
    },
    /// There is no number to hold against the bar.
    Unknown(Error),
}

/// Holds a text against a bar by [`onetext_elicit::View::share`] alone: every party with a seat has
/// to accept it, by the lower end of its share, in at least so many worlds.
///
/// # Errors
///
/// The first party for which it does not hold.
pub fn verify(elicited: &Elicited, text: &Text, at_least: f64) -> Result<(), Refuted> {
    for view in elicited.views.iter().filter(|it| it.seat) {
        let share = view.share(text).map_err(Refuted::Unknown)?;
        if share.low + 1e-9 < at_least {
            return Err(Refuted::Below { party: view.party, share: share.low });
        }
    }
    Ok(())
}

/// In how many worlds a party has to accept.
fn needed(at_least: f64, worlds: usize) -> usize {
    let all = count(worlds);
    (0..=worlds).find(|&it| at_least <= count(it) / all + 1e-9).unwrap_or(worlds)
}

fn reaches(point: &Point, at_least: f64) -> bool {
    point.shares.iter().all(|it| at_least <= it + 1e-9)
}

fn count_of(points: &[Point]) -> u64 {
    u64::try_from(points.len()).unwrap_or(u64::MAX)
}

fn contains(steps: &Steps, part: &Steps) -> bool {
    part.iter().all(|it| steps.contains(it))
}

/// The first, then those that share the fewest changes with the ones before.
fn diverse(found: &[Steps]) -> Vec<&Steps> {
    let mut chosen: Vec<&Steps> = Vec::new();
    while chosen.len() < RUNGS.min(found.len()) {
        let alike = |it: &Steps| {
            chosen
                .iter()
                .map(|other| it.iter().filter(|step| other.contains(step)).count())
                .max()
                .unwrap_or(0)
        };
        let rest = found.iter().filter(|it| !chosen.contains(it));
        let next = rest.min_by_key(|it| (it.len(), alike(it)));
        match next {
            Some(next) => chosen.push(next),
            None => break,
        }
    }
    chosen
}

/// A part of the changes that reaches the bar and no smaller part of which does.
fn least(ground: &Ground<'_>, steps: &Steps, at_least: f64) -> Steps {
    let mut kept = steps.clone();
    for step in steps {
        let less: Steps = kept.iter().copied().filter(|it| it != step).collect();
        if reaches(&measured(ground, &less), at_least) && !ground.is_broken(&ground.levels(&less)) {
            kept = less;
        }
    }
    kept
}

/// A change with all that is known of it.
fn rung(
    case: &Case,
    elicited: &Elicited,
    text: &Text,
    ground: &Ground<'_>,
    start: &Point,
    at_least: f64,
    steps: &Steps,
) -> Rung {
    let levels = ground.levels(steps);
    let point = measured(ground, steps);
    let taking = |(at, ballot): (usize, &crate::worlds::Ballot<'_>)| {
        let gains = ballot.table.gains(&levels);
        let pairs = || gains.iter().zip(&ballot.gains);
        let all = count(ballot.worlds());
        Taking {
            party: ballot.table.party(),
            before: start.shares[at],
            after: point.shares[at],
            gains: count(pairs().filter(|it| it.1 < it.0).count()) / all,
            pays: count(pairs().filter(|it| it.0 < it.1).count()) / all,
        }
    };
    let changes = changes(steps);
    let after = changed(text, &changes);
    let issues: BTreeSet<IssueId> = changes.keys().copied().collect();
    Rung {
        parties: ground.parties.iter().enumerate().map(taking).collect(),
        attitudes: attitudes(case, elicited, text, &after, &issues),
        robust: robust(ground, &levels, at_least),
        depends: crossed(ground, &levels),
        text: after,
        changes,
    }
}

/// In how many halves of the chains every party reaches the bar, and how many there are.
fn robust(ground: &Ground<'_>, levels: &[Vec<usize>], at_least: f64) -> (usize, usize) {
    const HALVES: usize = 2 * Table::PARTS;
    let passes: Vec<Vec<bool>> = ground.parties.iter().map(|it| it.table.passes(levels)).collect();
    let holds = |part: usize| {
        passes.iter().all(|passes| {
            let [from, to] = [part, part + 1].map(|it| it * passes.len() / HALVES);
            let part = if passes.len() < HALVES { &passes[..] } else { &passes[from..to] };
            let passing = part.iter().filter(|it| **it).count();
            needed(at_least, part.len()) <= passing
        })
    };
    ((0..HALVES).filter(|it| holds(*it)).count(), HALVES)
}

/// The red lines that a text crosses.
pub(crate) fn crossed(ground: &Ground<'_>, levels: &[Vec<usize>]) -> Vec<Crossed> {
    let of = |ballot: &crate::worlds::Ballot<'_>| -> Vec<Crossed> {
        let lines = ballot.table.lines().iter().filter(|it| it.is_crossed(levels));
        let crossed = lines.map(|it| Crossed {
            party: ballot.table.party(),
            statements: it.statements.clone(),
            real: it.share(),
        });
        crossed.filter(|it| 0.0 < it.real).collect()
    };
    ground.parties.iter().flat_map(of).collect()
}

/// The preconditions in force of parties that sign: each blocks every text while it is not met.
fn preconditions(case: &Case, elicited: &Elicited) -> Vec<(PartyId, StatementId)> {
    let of = |view: &onetext_elicit::View| -> Vec<(PartyId, StatementId)> {
        let entries = view.ledger.iter().filter(|it| {
            it.entered == onetext_elicit::Entered::Precondition
                && case.statements[it.statement.0].claim == Claim::Precondition
        });
        entries.map(|it| (view.party, it.statement)).collect()
    };
    elicited.views.iter().filter(|it| it.seat).flat_map(of).collect()
}
