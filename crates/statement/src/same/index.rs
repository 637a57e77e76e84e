//! Where runs of words occur, so that not every wording is held against every other.

use std::collections::BTreeMap;

use super::likeness::Likeness;
use super::wording::{Run, Wording};

/// Where runs of words occur.
///
/// Two wordings that are alike have some part of the runs of the shorter one in common
/// ([`Likeness::least`]), so one of any that are one more than the rest; the rarest are asked.
pub(super) struct Index {
    likeness: Likeness,
    /// How many wordings have the run.
    counts: BTreeMap<Run, usize>,
    /// The earlier wordings that have the run.
    all: BTreeMap<Run, Vec<usize>>,
    /// The earlier wordings that have it among their rarest.
    rare: BTreeMap<Run, Vec<usize>>,
}

impl Index {
    pub(super) fn new(wordings: &[Wording], likeness: Likeness) -> Self {
        let mut counts: BTreeMap<Run, usize> = BTreeMap::new();
        for run in wordings.iter().flat_map(|it| &it.runs) {
            *counts.entry(*run).or_default() += 1;
        }
        Self { likeness, counts, all: BTreeMap::new(), rare: BTreeMap::new() }
    }

    /// The groups of the earlier wordings like this one, each once, in order; enters it as well.
    pub(super) fn near(
        &mut self,
        wordings: &[Wording],
        place: usize,
        at_home: &[usize],
    ) -> Vec<usize> {
        let wording = &wordings[place];
        if wording.is_short() {
            return Vec::new();
        }
        let mut rarest: Vec<Run> = wording.runs.clone();
        rarest.sort_by_key(|it| (self.counts.get(it).copied(), *it));
        rarest.truncate(rarest.len() + 1 - self.likeness.least(rarest.len()));
        let of = |index: &BTreeMap<Run, Vec<usize>>, runs: &[Run]| -> Vec<usize> {
            runs.iter().filter_map(|it| index.get(it)).flatten().copied().collect()
        };
        let mut asked = of(&self.all, &rarest);
        asked.extend(of(&self.rare, &wording.runs));
        asked.sort_unstable();
        asked.dedup();
        let mut homes: Vec<usize> = asked
            .into_iter()
            .filter(|&it| self.likeness.is_alike(&wordings[it], wording))
            .map(|it| at_home[it])
            .collect();
        homes.sort_unstable();
        homes.dedup();
        for run in &wording.runs {
            self.all.entry(*run).or_default().push(place);
        }
        for run in rarest {
            self.rare.entry(run).or_default().push(place);
        }
        homes
    }
}
