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
mod finder;
mod ground;
mod list;
mod tree;
mod weights;

use crate::cap::Caps;
use crate::diagram::{Diagram, Keep};
use crate::label;
use crate::{
    Answer, Effort, Error, Exactness, FrontierPoint, Linkage, Party, Pattern, Problem, Solution,
    Stop,
};

pub(crate) use self::finder::{Find, Finder};
use self::ground::Ground;
pub(crate) use self::list::{Entry, Wanted, list};
use self::tree::Tree;
use self::weights::Scale;

/// Nodes of the tree and labels of a layer that are tried in turn, cheapest first: where bounds are
/// weak there often are few labels, and the other way round.
const TRIES: [(u64, usize); 4] =
    [(1 << 12, 1 << 6), (1 << 18, 1 << 14), (1 << 22, 1 << 20), (1 << 30, 1 << 25)];

/// Nodes of the tree that are tried with a single set of weights.
const EASY: u64 = 1 << 9;

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

    /// The least that each party gets in an outcome as good as the key, where the key tells.
    fn floors(&self, _key: &Self::Key) -> Option<Vec<i128>> {
        None
    }

    /// Whether no outcome with payoffs at or below these is as good as the key.
    fn is_worse(&self, most: &[i64], key: &Self::Key) -> bool {
        self.key(most).is_none_or(|it| it < *key)
    }

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
    pub(crate) linkages: Vec<&'a Linkage>,
    pub(crate) forbidden: Vec<&'a Pattern>,
}

impl<'a> Field<'a> {
    /// Those of a problem that cross no red line.
    pub(crate) fn new(problem: &'a Problem) -> Self {
        let parties = problem.parties();
        Self {
            problem,
            parties,
            linkages: problem.linkages().iter().collect(),
            forbidden: parties.iter().flat_map(|it| &it.red_lines).collect(),
        }
    }

    /// Makes the outcomes ready to be searched, but for those that others are better than.
    ///
    /// # Errors
    ///
    /// [`Error::TooWide`].
    pub(crate) fn compile(self) -> Result<Compiled<'a>, Error> {
        self.compile_with(Keep::Unbeaten)
    }

    /// Makes all outcomes ready to be searched.
    ///
    /// # Errors
    ///
    /// [`Error::TooWide`].
    pub(crate) fn compile_all(self) -> Result<Compiled<'a>, Error> {
        self.compile_with(Keep::Different)
    }

    fn compile_with(self, keep: Keep) -> Result<Compiled<'a>, Error> {
        let Self { problem, parties, linkages, forbidden } = self;
        let space = problem.space();
        let diagram = Diagram::of(space, parties, &linkages, &forbidden, keep)?;
        let ground = (!diagram.is_empty()).then(|| Ground::new(diagram));
        Ok(Compiled { problem, parties, caps: Caps::new(parties), ground })
    }
}

/// Outcomes that can be searched any number of times.
pub(crate) struct Compiled<'a> {
    problem: &'a Problem,
    parties: &'a [Party],
    caps: Caps,
    /// Nothing without any outcome.
    ground: Option<Ground>,
}

impl Compiled<'_> {
    /// The first outcome with the best key at or above the floors, by whatever gets there.
    ///
    /// # Errors
    ///
    /// [`Error::NoAgreement`], [`Error::TooManyLabels`] and [`Error::Stopped`].
    pub(crate) fn best<R: Rule>(
        &self,
        floors: &[i64],
        rule: &R,
        stop: &Stop,
    ) -> Result<Answer<Solution>, Error> {
        let of = self.problem.space().outcomes();
        if stop.is_requested() {
            return Err(Error::Stopped { seen: 0, of });
        }
        let Some(ground) = self.ground.as_ref().filter(|_| !self.caps.are_below(floors)) else {
            stop.settle(of);
            return Err(Error::NoAgreement);
        };
        let aim = rule.aim();
        let scale = Scale::new(self.parties, &ground.floors(floors), &aim);
        let start = scale.is_fine().then(|| {
            let main = scale.weights(ground, &aim);
            let tree = Tree::new(ground, &self.caps, floors, rule, vec![scale.whole(&main)]);
            (tree, scale.around(&main, &aim))
        });
        self.search(ground, floors, rule, start, stop)
    }

    /// The first outcome at or above the floors, and the number of all; nothing where that takes
    /// more nodes, or when stopped, or without any.
    pub(crate) fn all(&self, floors: &[i64], nodes: u64, stop: &Stop) -> Option<Answer<Solution>> {
        let ground = self.ground.as_ref().filter(|_| !self.caps.are_below(floors))?;
        let rule = Any { units: vec![1; floors.len()], is_content: false };
        let aim = rule.aim();
        let scale = Scale::new(self.parties, &ground.floors(floors), &aim);
        if !scale.is_fine() {
            return None;
        }
        let main = scale.weights(ground, &aim);
        let mut tree = Tree::new(ground, &self.caps, floors, &rule, scale.around(&main, &aim));
        tree.search(nodes, stop);
        let effort = Effort { nodes: tree.nodes, ..Effort::default() };
        if tree.is_proven { tree.solution(effort).ok() } else { None }
    }

    /// Searches the tree, which has been given one set of weights and is to be given others, and
    /// the frontier.
    fn search<R: Rule>(
        &self,
        ground: &Ground,
        floors: &[i64],
        rule: &R,
        mut start: Option<(Tree<'_, R>, Vec<Vec<i64>>)>,
        stop: &Stop,
    ) -> Result<Answer<Solution>, Error> {
        let of = self.problem.space().outcomes();
        let mut effort = Effort::default();
        let mut easy = EASY;
        for (nodes, labels) in TRIES {
            if let Some((tree, sets)) = &mut start {
                tree.search(easy, stop);
                if !tree.is_proven && !sets.is_empty() {
                    tree.refine(std::mem::take(sets));
                }
                tree.search(nodes, stop);
                easy = 0;
                effort.nodes = tree.nodes;
                if tree.is_proven {
                    stop.settle(of);
                    return tree.solution(effort);
                }
            }
            let diagram = &ground.diagram;
            match label::frontier(self.problem, diagram, Some(floors), labels, stop, &mut effort) {
                Ok(Some(points)) => {
                    let mut best = among(self.caps.frontier(points), rule);
                    match self.recount(diagram, &mut best, labels, stop, &mut effort) {
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
        match start.map(|(tree, _)| tree.solution(effort)) {
            Some(Ok(found)) => Ok(found),
            _ if stop.is_requested() => Err(Error::Stopped { seen: 0, of }),
            _ => Err(Error::TooManyLabels { limit: TRIES[TRIES.len() - 1].1 }),
        }
    }

    /// Counts the outcomes of points that a cap touches; `false` when stopped.
    fn recount(
        &self,
        diagram: &Diagram,
        points: &mut [FrontierPoint],
        limit: usize,
        stop: &Stop,
        effort: &mut Effort,
    ) -> Result<bool, Error> {
        for point in points {
            if !self.caps.count(self.problem, diagram, point, limit, stop, effort)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The issues in the order of a search, and its sets of weights; none where sums are too large or
    /// there is no outcome.
    pub(crate) fn guide(&self, floors: &[i64], aim: &Aim) -> (Vec<usize>, Vec<Vec<i64>>) {
        let issues = 0..self.problem.space().issue_count();
        let Some(ground) = &self.ground else { return (issues.collect(), Vec::new()) };
        let in_order = |it: Vec<usize>| {
            it.into_iter().map(|layer| ground.diagram.layers[layer].issue).collect()
        };
        let scale = Scale::new(self.parties, &ground.floors(floors), aim);
        if !scale.is_fine() {
            return (in_order(issues.collect()), Vec::new());
        }
        let weights = scale.around(&scale.weights(ground, aim), aim);
        (in_order(ground.order(&weights[0])), weights)
    }
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

/// The first outcome of the best points, and how many outcomes are as good.
fn together(points: Vec<FrontierPoint>, effort: Effort) -> Result<Answer<Solution>, Error> {
    let optimal = points.iter().map(|it| it.outcomes).fold(0, u64::saturating_add);
    let first = points.into_iter().min_by(|a, b| a.outcome.cmp(&b.outcome));
    let FrontierPoint { payoffs, outcome, .. } = first.ok_or(Error::NoAgreement)?;
    let value = Solution { outcome, payoffs, optimal };
    Ok(Answer { value, exactness: Exactness::Exact, effort })
}

/// A rule for the largest sum of one party.
pub(crate) struct Largest<'a> {
    pub(crate) party: usize,
    /// The floors of the others.
    pub(crate) floors: &'a [i64],
    /// Whether outcomes that are as good as the best known are looked for as well.
    pub(crate) with_equals: bool,
}

impl Rule for Largest<'_> {
    type Key = i64;

    fn key(&self, payoffs: &[i64]) -> Option<i64> {
        Some(payoffs[self.party])
    }

    fn least(&self, weights: &[i64], key: &i64) -> Option<i128> {
        Some(self.others(weights) + i128::from(weights[self.party]) * self.goal(*key))
    }

    fn floors(&self, key: &i64) -> Option<Vec<i128>> {
        let mut floors: Vec<i128> = self.floors.iter().copied().map(i128::from).collect();
        floors[self.party] = self.goal(*key);
        Some(floors)
    }

    /// The floors say so already.
    fn is_worse(&self, _most: &[i64], _key: &i64) -> bool {
        false
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
    /// The least that an outcome gives the party if it matters.
    fn goal(&self, key: i64) -> i128 {
        i128::from(key) + i128::from(!self.with_equals)
    }

    /// The weighted sum of the others' floors.
    fn others(&self, weights: &[i64]) -> i128 {
        let others = weights.iter().zip(self.floors).enumerate();
        let others = others.filter(|&(party, _)| party != self.party);
        others.map(|(_, (&it, &floor))| i128::from(it) * i128::from(floor)).sum()
    }
}

/// Any outcome at or above the floors is as good as another.
pub(crate) struct Any {
    /// In which gains are compared, for each party.
    pub(crate) units: Vec<i64>,
    /// Whether one will do, or all are to be counted.
    pub(crate) is_content: bool,
}

impl Rule for Any {
    type Key = ();

    fn key(&self, _payoffs: &[i64]) -> Option<()> {
        Some(())
    }

    fn least(&self, _weights: &[i64], _key: &()) -> Option<i128> {
        None
    }

    fn gap(&self, _weights: &[i64], _key: &(), _most: i128) -> u64 {
        0
    }

    fn aim(&self) -> Aim {
        Aim::Smallest { units: self.units.clone() }
    }

    fn is_content(&self) -> bool {
        self.is_content
    }
}

fn weighted_sum(weights: &[i64], of: &[i64]) -> i128 {
    weights.iter().zip(of).map(|(&it, &of)| i128::from(it) * i128::from(of)).sum()
}
