//! The smallest sets of statements that contradict each other.
//!
//! # Source
//!
//! Deletion of what is not needed: J. W. Chinneck, E. W. Dravnieks, *ORSA Journal on Computing* 3
//! (1991), pp. 157–168. All sets by a tree of hitting sets: R. Reiter, *Artificial Intelligence* 32
//! (1987), pp. 57–95. The cheapest hitting set that turns out to leave no conflict is the cheapest
//! repair, whether or not all conflicts are known: J. Davies, F. Bacchus, *CP 2011*, pp. 225–239.

use std::collections::{BTreeSet, VecDeque};

use crate::proof::branch::{Branch, Fact, Ground};
use crate::proof::content::Content;
use crate::proof::hitting::{Cost, cheaper, cheapest};
use crate::proof::refute::{Answer, decide_facts};
use crate::proof::tree::Tree;
use crate::proof::world::World;
use crate::question::Stop;

/// Sets that are looked for, at most.
const SETS: usize = 50;
/// Questions asked, at most.
const QUESTIONS: usize = 2_000;
/// Hitting sets looked at, at most.
const NODES: usize = 20_000;

/// A set of statements that contradict each other, by their places.
#[derive(Clone, Debug)]
pub(crate) struct Conflict {
    pub(crate) members: BTreeSet<usize>,
    pub(crate) tree: Tree,
    /// For each member, in order, a world in which all the others hold. Shorter where that was not
    /// decided, so that the set may not be minimal.
    pub(crate) without: Vec<World>,
}

/// All that was found.
#[derive(Clone, Debug)]
pub(crate) struct Conflicts {
    pub(crate) found: Vec<Conflict>,
    /// Whether there is no other.
    pub(crate) complete: bool,
    /// What to drop at the lowest cost.
    pub(crate) repair: BTreeSet<usize>,
    /// Whether the repair leaves no conflict and none is cheaper.
    pub(crate) proved: bool,
}

/// Looks for all minimal conflicts among statements, `hard` ones alone or all at their word.
pub(crate) fn conflicts(
    ground: &Ground,
    contents: &[Content],
    hard: bool,
    stop: Stop<'_>,
) -> Conflicts {
    let facts = |it: &Content| if hard { it.hard.clone() } else { it.facts.clone() };
    let mut finder = Finder {
        ground,
        facts: contents.iter().map(facts).collect(),
        costs: contents.iter().map(|it| it.cost).collect(),
        stop,
        worlds: Vec::new(),
        found: Vec::new(),
        left: QUESTIONS,
        complete: true,
    };
    let (repair, proved) = finder.repair();
    finder.all();
    Conflicts { found: finder.found, complete: finder.complete, repair, proved }
}

struct Finder<'a> {
    ground: &'a Ground<'a>,
    facts: Vec<Vec<Fact>>,
    costs: Vec<Cost>,
    stop: Stop<'a>,
    /// Worlds met so far, with the statements that hold in each.
    worlds: Vec<(BTreeSet<usize>, World)>,
    found: Vec<Conflict>,
    left: usize,
    complete: bool,
}

impl Finder<'_> {
    /// The cheapest hitting set of what is known, until it leaves no conflict.
    fn repair(&mut self) -> (BTreeSet<usize>, bool) {
        loop {
            let known: Vec<_> = self.found.iter().map(|it| it.members.clone()).collect();
            let (dropped, is_cheapest) = cheapest(&known, &self.costs);
            match self.decide(&self.but(&dropped)) {
                Answer::Holds(_) => return (dropped, is_cheapest),
                Answer::Refuted(tree) if self.found.len() < SETS => {
                    let conflict = self.smallest(&self.but(&dropped), tree);
                    self.found.push(conflict);
                }
                Answer::Refuted(_) | Answer::Undecided => return (dropped, false),
            }
        }
    }

    /// Finds all conflicts: every hitting set of them either leaves a new one, or does away with
    /// all.
    fn all(&mut self) {
        let mut seen: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        let mut closed: Vec<BTreeSet<usize>> = Vec::new();
        let mut waiting: VecDeque<BTreeSet<usize>> = VecDeque::from([BTreeSet::new()]);
        let mut nodes = 0;
        while let Some(dropped) = waiting.pop_front() {
            nodes += 1;
            if NODES < nodes || (self.stop)() {
                self.complete = false;
                return;
            }
            if closed.iter().any(|it| it.is_subset(&dropped)) {
                continue;
            }
            let known = self.found.iter().find(|it| it.members.is_disjoint(&dropped));
            let members = if let Some(known) = known {
                known.members.clone()
            } else {
                match self.decide(&self.but(&dropped)) {
                    Answer::Holds(_) => {
                        closed.push(dropped);
                        continue;
                    }
                    Answer::Refuted(tree) if self.found.len() < SETS => {
                        let conflict = self.smallest(&self.but(&dropped), tree);
                        self.found.push(conflict.clone());
                        conflict.members
                    }
                    Answer::Refuted(_) | Answer::Undecided => {
                        self.complete = false;
                        return;
                    }
                }
            };
            for member in members {
                let mut more = dropped.clone();
                more.insert(member);
                if seen.insert(more.clone()) {
                    waiting.push_back(more);
                }
            }
        }
    }

    /// Takes out of a conflict what is not needed, the most credible first.
    fn smallest(&mut self, all: &BTreeSet<usize>, tree: Tree) -> Conflict {
        let mut members = self.core(all, &tree);
        let mut tree = tree;
        let mut order: Vec<usize> = members.iter().copied().collect();
        // The most expensive first; of equal ones the first.
        order.sort_by(|&a, &b| cheaper((self.costs[b], a), (self.costs[a], b)));
        for member in order {
            if !members.contains(&member) {
                continue;
            }
            let mut fewer = members.clone();
            fewer.remove(&member);
            if let Answer::Refuted(smaller) = self.decide(&fewer) {
                members = self.core(&fewer, &smaller);
                tree = smaller;
            }
        }
        let mut without = Vec::new();
        for member in &members {
            let mut fewer = members.clone();
            fewer.remove(member);
            if let Answer::Holds(world) = self.decide(&fewer) {
                without.push(world);
            }
        }
        if without.len() < members.len() {
            without.clear();
            self.complete = false;
        }
        Conflict { members, tree, without }
    }

    /// The statements of a set that a proof rests on, for each fact the least credible.
    fn core(&self, all: &BTreeSet<usize>, tree: &Tree) -> BTreeSet<usize> {
        let branch = Branch::new(all.iter().flat_map(|&it| self.facts[it].iter().copied()));
        let mut core: BTreeSet<usize> = BTreeSet::new();
        for fact in tree.facts(self.ground, &branch) {
            let says = |it: &usize| self.facts[*it].contains(&fact);
            if !core.iter().any(says) {
                let by_cost =
                    |&a: &usize, &b: &usize| cheaper((self.costs[a], a), (self.costs[b], b));
                core.extend(all.iter().copied().filter(says).min_by(by_cost));
            }
        }
        core
    }

    /// Whether statements can hold together; worlds met before are looked at first.
    fn decide(&mut self, members: &BTreeSet<usize>) -> Answer {
        if let Some((_, world)) = self.worlds.iter().find(|it| members.is_subset(&it.0)) {
            return Answer::Holds(world.clone());
        }
        if self.left == 0 {
            return Answer::Undecided;
        }
        self.left -= 1;
        let facts = members.iter().flat_map(|&it| self.facts[it].iter().copied());
        let answer = decide_facts(self.ground, facts, self.stop);
        if let Answer::Holds(world) = &answer {
            let holds =
                |it: &usize| self.facts[*it].iter().all(|&fact| world.holds(self.ground, fact));
            let holding = (0..self.facts.len()).filter(holds).collect();
            self.worlds.push((holding, world.clone()));
        }
        answer
    }

    /// All statements but some.
    fn but(&self, dropped: &BTreeSet<usize>) -> BTreeSet<usize> {
        (0..self.facts.len()).filter(|it| !dropped.contains(it)).collect()
    }
}
