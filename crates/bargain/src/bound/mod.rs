//! Single outcomes: a search tree whose branches are cut off by weighted sums.
//!
//! Whatever weights the parties are given, no outcome has a larger weighted sum than the longest
//! path of the diagram. Under good weights few paths come near it, and the outcomes looked for are
//! among these. The search goes through the paths that do, issue by issue, and leaves out what
//! cannot reach the best known by one of several sets of weights. All bounds are whole numbers, so
//! that they hold exactly.
//!
//! # Source
//!
//! M. L. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming Problems",
//! *Management Science* 27 (1981), pp. 1–18; settling doubtful issues last, D. Pisinger, "A Minimal
//! Algorithm for the Multiple-choice Knapsack Problem", *European Journal of Operational Research*
//! 83 (1995), pp. 394–410.

mod dual;
mod list;
mod tree;

use crate::cap::Caps;
use crate::diagram::{Diagram, Keep, Shifted};
use crate::label;
use crate::{
    Answer, Effort, Error, Exactness, FrontierPoint, Interaction, Party, Pattern, Payoffs, Problem,
    Solution, Stop,
};

use self::dual::Oracle;
pub(crate) use self::list::{Entry, Wanted, list};
use self::tree::Tree;

/// Nodes of the tree and labels of a layer that are tried in turn, cheapest first: where bounds are
/// weak there often are few labels, and the other way round.
const TRIES: [(u64, usize); 3] = [(1 << 18, 1 << 14), (1 << 22, 1 << 20), (1 << 30, 1 << 25)];

/// Largest sum for which weights are fine enough to bound anything.
const LARGEST_SUM: u64 = 1 << 40;

/// Weighted sums of a party stay below this: 2⁵⁶.
const LARGEST_WEIGHTED: f64 = 72_057_594_037_927_936.0;

/// What makes an outcome better than another.
///
/// A key never falls when a payoff rises, and grows when all payoffs do.
pub(crate) trait Rule {
    /// What outcomes are compared by.
    type Key: Ord + Clone;

    /// The key; `None` for outcomes that do not count.
    fn key(&self, payoffs: &[i64]) -> Option<Self::Key>;

    /// The least that the weighted sum of payoffs can be in an outcome as good as the key; `None`
    /// when these weights say nothing.
    fn least(&self, weights: &[i64], key: &Self::Key) -> Option<i128>;

    /// How far the key may be from that of an outcome with this weighted sum of payoffs.
    fn gap(&self, weights: &[i64], key: &Self::Key, most: i128) -> u64;

    /// Which weights are good.
    fn aim(&self) -> Aim;

    /// Whether any outcome that counts will do.
    fn is_content(&self) -> bool {
        false
    }
}

/// Which weights are good for a rule.
pub(crate) enum Aim {
    /// Those for the largest smallest gain, where a party's gain is divided by its unit.
    Smallest {
        /// For each party; zero where its gain does not count.
        units: Vec<i64>,
    },
    /// Those for the largest product of gains.
    Product,
    /// Those for the largest sum of all parties.
    Sum,
    /// Those for the largest sum of one party.
    Largest {
        /// The party.
        party: usize,
    },
}

/// The outcomes that are looked at.
pub(crate) struct Field<'a> {
    pub(crate) problem: &'a Problem,
    /// The parties, which may be others than the problem's.
    pub(crate) parties: &'a [Party],
    pub(crate) forbidden: &'a [&'a Pattern],
    /// The least each party must get.
    pub(crate) floors: &'a [i64],
}

/// The first outcome with the best key, by whatever gets there.
///
/// # Errors
///
/// [`Error::TooWide`], [`Error::NoAgreement`] and [`Error::Stopped`].
pub(crate) fn best<R: Rule>(
    field: &Field<'_>,
    rule: &R,
    stop: &Stop,
) -> Result<Answer<Solution>, Error> {
    let &Field { problem, parties, forbidden, floors } = field;
    let compile = |rank| Diagram::of(problem, parties, forbidden, Keep::Unbeaten, rank);
    let diagram = compile(None)?;
    let of = problem.space().outcomes();
    if stop.is_requested() {
        return Err(Error::Stopped { seen: 0, of });
    }
    if diagram.is_empty() {
        stop.settle(of);
        return Err(Error::NoAgreement);
    }
    let caps = Caps::new(parties);
    if caps.are_below(floors) {
        stop.settle(of);
        return Err(Error::NoAgreement);
    }
    let mut effort = Effort::default();
    let shifted = Shifted::new(&diagram);
    let aim = rule.aim();
    let reaches = reaches(parties, &shifted, floors, &aim);
    let mut tree = if reaches.iter().all(|&it| it <= LARGEST_SUM) {
        let weights = weights(&diagram, &shifted, floors, &reaches, &aim);
        let sorted = compile(Some(&ranks(parties, &weights)))?;
        Some(Tree::new(sorted, floors, rule, &weights, &caps))
    } else {
        None
    };
    for (nodes, labels) in TRIES {
        if let Some(tree) = &mut tree {
            tree.search(nodes, stop);
            effort.nodes = tree.nodes;
            if tree.is_proven {
                stop.settle(of);
                return tree.solution(effort);
            }
        }
        match label::frontier(problem, &diagram, Some(floors), labels, stop, &mut effort) {
            Ok(Some(points)) => {
                let mut best = among(caps.frontier(points), rule);
                match recount(field, &caps, &diagram, &mut best, labels, stop, &mut effort) {
                    Ok(true) => {
                        stop.settle(of);
                        return together(best, effort);
                    }
                    Ok(false) => break,
                    Err(Error::TooManyLabels { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(None) => break,
            Err(Error::TooManyLabels { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    match tree.map(|it| it.solution(effort)) {
        Some(Ok(found)) => Ok(found),
        _ if stop.is_requested() => Err(Error::Stopped { seen: 0, of }),
        _ => Err(Error::TooManyLabels { limit: TRIES[TRIES.len() - 1].1 }),
    }
}

/// A diagram with the issues in a good order, and sets of weights; none where sums are too large or
/// there is no outcome.
///
/// # Errors
///
/// [`Error::TooWide`].
pub(crate) fn guide(field: &Field<'_>, aim: &Aim) -> Result<(Diagram, Vec<Vec<i64>>), Error> {
    let &Field { problem, parties, forbidden, floors } = field;
    let compile = |rank| Diagram::of(problem, parties, forbidden, Keep::Unbeaten, rank);
    let diagram = compile(None)?;
    if diagram.is_empty() {
        return Ok((diagram, Vec::new()));
    }
    let shifted = Shifted::new(&diagram);
    let reaches = reaches(parties, &shifted, floors, aim);
    if reaches.iter().any(|&it| LARGEST_SUM < it) {
        return Ok((diagram, Vec::new()));
    }
    let weights = weights(&diagram, &shifted, floors, &reaches, aim);
    Ok((compile(Some(&ranks(parties, &weights)))?, weights))
}

/// The best points.
fn among<R: Rule>(points: Vec<FrontierPoint>, rule: &R) -> Vec<FrontierPoint> {
    let mut best: Option<(R::Key, Vec<FrontierPoint>)> = None;
    for point in points {
        let Some(key) = rule.key(&point.payoffs.0) else { continue };
        match &mut best {
            Some((known, _)) if key < *known => {}
            Some((known, found)) if key == *known => found.push(point),
            _ => best = Some((key, vec![point])),
        }
    }
    best.map(|it| it.1).unwrap_or_default()
}

/// Counts the outcomes of points that a cap touches; `false` when stopped.
fn recount(
    field: &Field<'_>,
    caps: &Caps,
    diagram: &Diagram,
    points: &mut [FrontierPoint],
    limit: usize,
    stop: &Stop,
    effort: &mut Effort,
) -> Result<bool, Error> {
    for point in points {
        if !caps.count(field.problem, diagram, point, limit, stop, effort)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The first outcome of the best points, and how many outcomes are as good.
fn together(points: Vec<FrontierPoint>, effort: Effort) -> Result<Answer<Solution>, Error> {
    let optimal = points.iter().map(|it| it.outcomes).fold(0, u64::saturating_add);
    let first = points.into_iter().min_by(|a, b| a.outcome.cmp(&b.outcome));
    let FrontierPoint { payoffs, outcome, .. } = first.ok_or(Error::NoAgreement)?;
    let value = Solution { outcome, payoffs, optimal };
    Ok(Answer { value, exactness: Exactness::Exact, effort })
}

/// How far apart payoffs of each party can be, however issues are ordered; for rules that compare
/// gains, its floor included.
fn reaches(parties: &[Party], shifted: &Shifted, floors: &[i64], aim: &Aim) -> Vec<u64> {
    let reach = |(party, floor): (&Party, i64)| {
        let alone = party.utilities.iter().map(|it| match (it.iter().max(), it.iter().min()) {
            (Some(most), Some(least)) => most.abs_diff(*least),
            _ => 0,
        });
        let together = party.interactions.iter().map(Interaction::span);
        let span = alone.chain(together).fold(0, u64::saturating_add);
        match aim {
            Aim::Smallest { .. } | Aim::Product => span.saturating_add(floor.unsigned_abs()),
            Aim::Sum | Aim::Largest { .. } => span,
        }
    };
    parties.iter().zip(shifted.floors(floors)).map(reach).collect()
}

/// Several sets of weights, the best first; each in whole numbers.
#[expect(clippy::cast_precision_loss, reason = "any weights would do")]
fn weights(
    diagram: &Diagram,
    shifted: &Shifted,
    floors: &[i64],
    reaches: &[u64],
    aim: &Aim,
) -> Vec<Vec<i64>> {
    let spans: Vec<f64> = reaches.iter().map(|&it| it.max(1) as f64).collect();
    let (mut units, mut start) = (spans.clone(), Vec::new());
    for (party, &floor) in shifted.floors(floors).iter().enumerate() {
        let is_bound = -i128::from(reaches[party]) <= i128::from(floor);
        let is_counted = match aim {
            Aim::Smallest { units: given } => {
                if 0 < given[party] {
                    units[party] = given[party] as f64;
                }
                0 < given[party]
            }
            Aim::Product | Aim::Sum | Aim::Largest { .. } => true,
        };
        // A gain that does not count is larger than any that does.
        let loose = 4.0 * spans.iter().zip(&units).map(|(a, b)| a / b).fold(1.0, f64::max);
        start.push(if is_bound && is_counted { -(floor as f64) / units[party] } else { loose });
    }
    let mut oracle = Oracle::new(diagram, shifted, start, &units);
    let (found, step) = match aim {
        Aim::Smallest { .. } => (oracle.smallest(), 2.0),
        Aim::Product => (oracle.product(), 1.125),
        Aim::Sum => (units.clone(), 1.25),
        Aim::Largest { party } => (oracle.largest(*party, reaches[*party], units[*party]), 1.25),
    };
    let main: Vec<f64> = found.iter().zip(&units).map(|(it, unit)| it / unit).collect();
    let mut sets = vec![whole_weights(&main, &spans)];
    for party in (0..main.len()).filter(|_| 1 < main.len()) {
        for factor in [step, 1.0 / step] {
            let mut set = main.clone();
            set[party] *= factor;
            let set = whole_weights(&set, &spans);
            if set.iter().any(|&it| 0 < it) && !sets.contains(&set) {
                sets.push(set);
            }
        }
    }
    sets
}

/// Weights in the same proportions, as fine as whole numbers allow.
#[expect(clippy::cast_possible_truncation, reason = "within the limits by the scale")]
fn whole_weights(weights: &[f64], spans: &[f64]) -> Vec<i64> {
    let largest = weights.iter().zip(spans).map(|(it, span)| it * span).fold(0.0, f64::max);
    let scale = if 0.0 < largest { LARGEST_WEIGHTED / largest } else { 0.0 };
    weights.iter().map(|it| (it * scale).max(0.0) as i64).collect()
}

/// The issues whose best option is clear come first.
fn ranks(parties: &[Party], weights: &[Vec<i64>]) -> Vec<u64> {
    let issues = parties.first().map_or(0, |it| it.utilities.len());
    let rank = |issue: usize| {
        let options = parties[0].utilities[issue].len();
        let sum = |option: usize| {
            let worth = parties.iter().map(|it| it.utilities[issue][option]);
            worth.zip(&weights[0]).map(|(worth, &it)| i128::from(worth) * i128::from(it)).sum()
        };
        let (mut best, mut second) = (i128::MIN, i128::MIN);
        for option in 0..options {
            let sum: i128 = sum(option);
            if best < sum {
                (best, second) = (sum, best);
            } else {
                second = second.max(sum);
            }
        }
        let lead = u64::try_from(best.saturating_sub(second)).unwrap_or(u64::MAX);
        u64::MAX - lead
    };
    (0..issues).map(rank).collect()
}

/// A rule for the largest sum of one party.
pub(crate) struct Largest<'a> {
    pub(crate) party: usize,
    /// The floors of the others.
    pub(crate) floors: &'a [i64],
}

impl Rule for Largest<'_> {
    type Key = i64;

    fn key(&self, payoffs: &[i64]) -> Option<i64> {
        Some(payoffs[self.party])
    }

    fn least(&self, weights: &[i64], key: &i64) -> Option<i128> {
        Some(self.others(weights) + i128::from(weights[self.party]) * i128::from(*key))
    }

    fn gap(&self, weights: &[i64], key: &i64, most: i128) -> u64 {
        match i128::from(weights[self.party]) {
            0 => u64::MAX,
            weight => {
                let most = (most - self.others(weights)).div_euclid(weight);
                u64::try_from(most - i128::from(*key)).unwrap_or(u64::MAX)
            }
        }
    }

    fn aim(&self) -> Aim {
        Aim::Largest { party: self.party }
    }
}

impl Largest<'_> {
    /// The weighted sum of the others' floors.
    fn others(&self, weights: &[i64]) -> i128 {
        let others = weights.iter().zip(self.floors).enumerate();
        let others = others.filter(|&(party, _)| party != self.party);
        others.map(|(_, (&it, &floor))| i128::from(it) * i128::from(floor)).sum()
    }
}

/// What a tree has found.
struct Best<K> {
    key: K,
    payoffs: Payoffs,
    path: Vec<usize>,
    outcomes: u64,
}
