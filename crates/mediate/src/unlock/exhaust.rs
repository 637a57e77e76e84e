//! All changes of so many issues, leaving out those that cannot reach the bar.

use rayon::prelude::*;

use crate::worlds::{Ground, Steps, added};

/// Worlds times parties that are asked at most for one number of changes.
const WORK: u64 = 1 << 32;
/// Changes that one first change keeps at most, the best by joint share.
const KEPT: usize = 64;

/// What a search for changes of one number came to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Changes that reach the bar, with their joint share, the best first.
    pub(crate) reached: Vec<(f64, Steps)>,
    /// How many there are, with those that were not kept.
    pub(crate) many: u64,
    /// How many texts were asked about.
    pub(crate) looked_at: u64,
    /// Whether nothing was left out that could reach it.
    pub(crate) complete: bool,
}

/// The most that some further changes may add, by world: for each party, number of changes and first
/// issue they may be about.
pub(crate) struct Hopes {
    best: Vec<Vec<Vec<Vec<f64>>>>,
}

impl Hopes {
    /// For up to `most` changes.
    pub(crate) fn new(ground: &Ground<'_>, most: usize) -> Self {
        let issues = ground.base.len();
        let of = |ballot: &crate::worlds::Ballot<'_>| {
            let none: Vec<f64> = vec![0.0; ballot.worlds()];
            let mut best: Vec<Vec<Vec<f64>>> = vec![vec![none.clone(); issues + 1]; most + 1];
            for issue in (0..issues).rev() {
                let mut one = none.clone();
                for step in &ballot.steps[issue] {
                    for (one, step) in one.iter_mut().zip(step) {
                        *one = one.max(*step);
                    }
                }
                for changes in 1..=most {
                    // The best without this issue, or with it and one change fewer.
                    let column: Vec<f64> = (0..none.len())
                        .map(|world| {
                            let with = best[changes - 1][issue + 1][world] + one[world];
                            best[changes][issue + 1][world].max(with)
                        })
                        .collect();
                    best[changes][issue] = column;
                }
            }
            best
        };
        Self { best: ground.parties.par_iter().map(of).collect() }
    }

    pub(crate) fn of(&self, party: usize, changes: usize, issue: usize) -> &[f64] {
        &self.best[party][changes][issue]
    }
}

/// All changes of exactly `changes` issues that bring every party to as many worlds as it needs.
pub(crate) fn exhaust(
    ground: &Ground<'_>,
    hopes: &Hopes,
    need: &[usize],
    changes: usize,
    stop: &(dyn Fn() -> bool + Sync),
) -> Found {
    let firsts: Vec<(usize, usize)> = (0..ground.base.len())
        .flat_map(|issue| (0..ground.moves[issue].len()).map(move |it| (issue, it)))
        .collect();
    let worlds: usize = ground.parties.iter().map(crate::worlds::Ballot::worlds).sum();
    let each = u64::try_from(worlds.max(1) * firsts.len().max(1)).unwrap_or(u64::MAX);
    let found: Vec<Found> = firsts
        .par_iter()
        .map(|&(issue, place)| {
            let mut search = Search {
                ground,
                hopes,
                need,
                stop,
                budget: WORK / each,
                levels: ground.base.clone(),
                steps: Vec::new(),
                blocked: Vec::new(),
                found: Found { complete: true, ..Found::default() },
            };
            let gains: Vec<&[f64]> = ground.parties.iter().map(|it| &it.gains[..]).collect();
            search.with(&gains, issue, place, changes);
            search.found
        })
        .collect();
    let mut all = Found { complete: true, ..Found::default() };
    for it in found {
        all.reached.extend(it.reached);
        all.many += it.many;
        all.looked_at += it.looked_at;
        all.complete &= it.complete;
    }
    sort(&mut all.reached);
    all
}

/// The best first; of equal ones the first by issue and option.
pub(crate) fn sort(reached: &mut [(f64, Steps)]) {
    reached.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
}

struct Search<'a> {
    ground: &'a Ground<'a>,
    hopes: &'a Hopes,
    need: &'a [usize],
    stop: &'a (dyn Fn() -> bool + Sync),
    budget: u64,
    levels: Vec<Vec<usize>>,
    steps: Steps,
    blocked: Vec<u64>,
    found: Found,
}

impl Search<'_> {
    /// Makes one change, and `changes - 1` more on later issues.
    fn with(&mut self, gains: &[&[f64]], issue: usize, place: usize, changes: usize) {
        if self.found.looked_at >= self.budget || (self.stop)() {
            self.found.complete = false;
            return;
        }
        self.found.looked_at += 1;
        let level = self.ground.moves[issue][place];
        let old = std::mem::replace(&mut self.levels[issue], vec![level]);
        self.steps.push((issue, level));
        if changes == 1 {
            self.leaf(gains, issue, place);
        } else if let Some(next) = self.hopeful(gains, issue, place, changes - 1) {
            let next: Vec<&[f64]> = next.iter().map(|it| &it[..]).collect();
            for later in issue + 1..self.ground.base.len() {
                for place in 0..self.ground.moves[later].len() {
                    self.with(&next, later, place, changes - 1);
                }
            }
        }
        self.steps.pop();
        self.levels[issue] = old;
    }

    /// The gains after a change; `None` if so many more cannot help some party.
    fn hopeful(
        &mut self,
        gains: &[&[f64]],
        issue: usize,
        place: usize,
        more: usize,
    ) -> Option<Vec<Vec<f64>>> {
        let mut next = Vec::new();
        for (party, ballot) in self.ground.parties.iter().enumerate() {
            let after = added(gains[party], &ballot.steps[issue][place]);
            ballot.fixed(&self.levels, issue + 1, &mut self.blocked);
            let hope = self.hopes.of(party, more, issue + 1);
            if ballot.hopeful(&after, hope, &self.blocked) < self.need[party] {
                return None;
            }
            next.push(after);
        }
        Some(next)
    }

    fn leaf(&mut self, gains: &[&[f64]], issue: usize, place: usize) {
        let mut joint = 1.0;
        for (party, ballot) in self.ground.parties.iter().enumerate() {
            let step = &ballot.steps[issue][place];
            let passing = ballot.passing(gains[party], step, &self.levels, &mut self.blocked);
            if passing < self.need[party] {
                return;
            }
            joint *= crate::worlds::count(passing) / crate::worlds::count(ballot.worlds());
        }
        if self.ground.is_broken(&self.levels) {
            return;
        }
        self.found.many += 1;
        self.found.reached.push((joint, self.steps.clone()));
        if 4 * KEPT < self.found.reached.len() {
            sort(&mut self.found.reached);
            self.found.reached.truncate(KEPT);
        }
    }
}
