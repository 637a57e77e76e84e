//! The next draft: efficient changes of a text that differ from each other.
//!
//! # Source
//!
//! An efficient set over several measures, thinned to members far from each other, is the answer of
//! multi-criteria design to one ranking: R. E. Steuer, *Multiple Criteria Optimization* (1986),
//! chapter 11.

use std::collections::BTreeSet;

use onetext_case::{Case, IssueId, PartyId};
use onetext_elicit::{Elicited, Error, Stop, Text};
use rayon::prelude::*;

use crate::attitude::{Attitudes, attitudes};
use crate::beam::{Point, ask, beam, measured};
use crate::unlock::{Crossed, crossed};
use crate::worlds::{Allowed, Changes, Ground, Steps, changed, changes};

/// Proposals listed at most.
const LISTED: usize = 5;
/// Texts up to which all are looked at.
const ALL: usize = 150_000;
/// Texts that a beam goes on with.
const WIDTH: usize = 64;
/// Changes that are asked about side by side before the best are kept.
const BATCH: usize = 64;
/// Issues in which listed proposals differ at least.
const APART: usize = 2;

/// The next draft.
#[derive(Clone, Debug)]
pub struct Propose {
    /// The text as it stands.
    pub before: Measures,
    /// The proposals, the highest joint share first.
    pub proposals: Vec<Proposal>,
    /// How many issues a proposal may change.
    pub moves: usize,
    /// How many texts were looked at.
    pub looked_at: u64,
    /// How many of them no other is better than in some measure and no worse in all.
    pub efficient: usize,
    /// Whether every change of so many issues was looked at.
    pub complete: bool,
}

/// A text that might be the next draft.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What changes.
    pub changes: Changes,
    /// The changed text.
    pub text: Text,
    /// How good it is.
    pub measures: Measures,
    /// Statements that the change meets or breaks, and those that it might disclose.
    pub attitudes: Attitudes,
    /// The red lines that it crosses.
    pub depends: Vec<Crossed>,
}

/// How good a text is, over the worlds drawn; open brackets at their worst.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Product of the shares of all who sign.
    pub joint: f64,
    /// The expected Nash product.
    pub nash: f64,
    /// The smallest share of all who sign.
    pub worst: f64,
    /// Whose it is.
    pub worst_off: PartyId,
    /// Issues on which it differs from the text it starts from.
    pub distance: usize,
    /// Brackets that it settles.
    pub settled: usize,
}

impl Measures {
    /// Whether it is no worse in any measure and better in one.
    pub fn dominates(&self, other: &Self) -> bool {
        let up = [
            self.joint >= other.joint,
            self.nash >= other.nash,
            self.worst >= other.worst,
            self.distance <= other.distance,
            self.settled >= other.settled,
        ];
        let better = self.joint > other.joint
            || self.nash > other.nash
            || self.worst > other.worst
            || self.distance < other.distance
            || self.settled > other.settled;
        up.iter().all(|it| *it) && better
    }
}

/// Texts within `moves` changes of `text` none of which is dominated by another or by the text, up to
/// five that differ on two issues or more; with `moves` = `None` any number of changes.
///
/// Every text is looked at where these are no more than 150,000; otherwise a beam goes on with the
/// best of each number of changes, which may miss better ones. The search looks at the worlds from
/// which the numbers come, so that these flatter it a little.
///
/// # Errors
///
/// Those of [`crate::unlock`].
///
/// # Cost
///
/// Texts × parties × worlds; parallel, and the same for any number of threads.
pub fn propose(
    case: &Case,
    elicited: &Elicited,
    text: &Text,
    moves: Option<usize>,
    allowed: &Allowed,
    stop: Stop<'_>,
) -> Result<Propose, Error> {
    let ground = Ground::new(case, elicited, text, allowed)?;
    let free = ground.moves.iter().filter(|it| !it.is_empty()).count();
    let moves = moves.unwrap_or(free).min(free);
    let open: BTreeSet<usize> = ground.brackets().collect();
    let measure = |point: &Point| measures(&ground, &open, point);
    let start = measured(&ground, &[]);
    let before = measure(&start);
    let mut front = Front { kept: vec![(before.clone(), Vec::new())] };
    let mut looked_at = 1;
    let complete = texts(&ground, moves) <= ALL && !stop();
    if complete {
        for heads in heads(&ground, moves).chunks(BATCH) {
            let found: Vec<(u64, Vec<Point>)> =
                heads.par_iter().map(|steps| after(&ground, steps)).collect();
            for (many, points) in found {
                looked_at += many;
                for point in points {
                    front.add(measure(&point), point.steps);
                }
            }
            if stop() {
                break;
            }
        }
    } else {
        let merits: [fn(&Point) -> f64; 2] = [
            |it| it.shares.iter().map(|it| libm::log(it + 1e-4)).sum(),
            |it| libm::log(it.worst() + 1e-4) + libm::log(it.nash() + 1e-9),
        ];
        for merit in merits {
            beam(&ground, WIDTH, moves, merit, stop, |points| {
                looked_at += u64::try_from(points.len()).unwrap_or(u64::MAX);
                for point in points {
                    front.add(measure(point), point.steps.clone());
                }
                false
            });
        }
    }
    let mut efficient = front.kept;
    efficient.retain(|it| !it.1.is_empty());
    efficient.sort_by(|one, other| {
        let joint = other.0.joint.total_cmp(&one.0.joint);
        joint.then(other.0.nash.total_cmp(&one.0.nash)).then_with(|| one.1.cmp(&other.1))
    });
    let chosen = chosen(&efficient);
    let proposal = |(measures, steps): &(Measures, Steps)| {
        let levels = ground.levels(steps);
        let changes = changes(steps);
        let after = changed(text, &changes);
        let issues: BTreeSet<IssueId> = changes.keys().copied().collect();
        Proposal {
            attitudes: attitudes(case, elicited, text, &after, &issues),
            depends: crossed(&ground, &levels),
            measures: measures.clone(),
            text: after,
            changes,
        }
    };
    Ok(Propose {
        before,
        proposals: chosen.into_iter().map(proposal).collect(),
        moves,
        looked_at,
        efficient: efficient.len(),
        complete: complete && !stop(),
    })
}

fn measures(ground: &Ground<'_>, open: &BTreeSet<usize>, point: &Point) -> Measures {
    let worst = point.worst();
    let place = point.shares.iter().position(|it| *it <= worst).unwrap_or_default();
    Measures {
        joint: point.joint(),
        nash: point.nash(),
        worst,
        worst_off: ground.parties[place].table.party(),
        distance: point.steps.len(),
        settled: point.steps.iter().filter(|it| open.contains(&it.0)).count(),
    }
}

/// How many texts are within so many changes.
fn texts(ground: &Ground<'_>, moves: usize) -> usize {
    let mut by_size = vec![0_usize; moves + 1];
    by_size[0] = 1;
    for options in &ground.moves {
        for size in (1..=moves).rev() {
            let more = by_size[size - 1].saturating_mul(options.len());
            by_size[size] = by_size[size].saturating_add(more);
        }
    }
    by_size.iter().fold(0, |all, it| all.saturating_add(*it))
}

/// Changes of fewer than `moves` issues, to each of which one on a later issue may come.
fn heads(ground: &Ground<'_>, moves: usize) -> Vec<Steps> {
    let mut heads = Vec::new();
    let mut last: Vec<Steps> = if moves == 0 { Vec::new() } else { vec![Vec::new()] };
    for size in 0..moves {
        heads.extend(last.iter().cloned());
        if size + 1 == moves {
            break;
        }
        last = last
            .iter()
            .flat_map(|steps| {
                later(ground, steps).into_iter().map(move |it| [&steps[..], &[it]].concat())
            })
            .collect();
    }
    heads
}

fn later(ground: &Ground<'_>, steps: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let from = steps.last().map_or(0, |it| it.0 + 1);
    let moves = ground.moves.iter().enumerate().skip(from);
    moves.flat_map(|(issue, levels)| levels.iter().map(move |&it| (issue, it))).collect()
}

/// All texts with one change more on a later issue, without those that break a linkage.
fn after(ground: &Ground<'_>, steps: &Steps) -> (u64, Vec<Point>) {
    let next = later(ground, steps);
    let mut points = ask(ground, steps, &next);
    let many = u64::try_from(points.len()).unwrap_or(u64::MAX);
    points.retain(|it| !ground.is_broken(&ground.levels(&it.steps)));
    (many, points)
}

/// Texts none of which dominates another.
struct Front {
    kept: Vec<(Measures, Steps)>,
}

impl Front {
    fn add(&mut self, measures: Measures, steps: Steps) {
        if self.kept.iter().any(|it| it.0.dominates(&measures)) {
            return;
        }
        self.kept.retain(|it| !measures.dominates(&it.0));
        self.kept.push((measures, steps));
    }
}

/// The first, then those that are farthest from the ones before, in order; the best first of equal
/// ones.
fn chosen(efficient: &[(Measures, Steps)]) -> Vec<&(Measures, Steps)> {
    let mut chosen: Vec<&(Measures, Steps)> = Vec::new();
    let best = |by: fn(&Measures) -> f64| {
        efficient.iter().reduce(|one, other| if by(&one.0) < by(&other.0) { other } else { one })
    };
    let ends = [best(|it| it.joint), best(|it| it.worst), best(|it| it.nash)];
    for it in ends.into_iter().flatten() {
        if chosen.iter().all(|other| APART <= apart(&it.1, &other.1)) {
            chosen.push(it);
        }
    }
    while chosen.len() < LISTED {
        let nearest =
            |it: &Steps| chosen.iter().map(|other| apart(it, &other.1)).min().unwrap_or(0);
        let next = efficient.iter().filter(|it| APART <= nearest(&it.1)).reduce(|one, other| {
            let more = |it: &Steps| nearest(it).min(2 * APART);
            if more(&one.1) < more(&other.1) { other } else { one }
        });
        match next {
            Some(next) => chosen.push(next),
            None => break,
        }
    }
    chosen.sort_by(|one, other| {
        other.0.joint.total_cmp(&one.0.joint).then_with(|| one.1.cmp(&other.1))
    });
    chosen
}

/// On how many issues two changes of one text differ.
fn apart(one: &Steps, other: &Steps) -> usize {
    let issues: BTreeSet<usize> = one.iter().chain(other).map(|it| it.0).collect();
    let level = |steps: &Steps, issue: usize| steps.iter().find(|it| it.0 == issue).map(|it| it.1);
    issues.into_iter().filter(|&it| level(one, it) != level(other, it)).count()
}
