//! The levels of every issue, as coordinates.

use onetext_case::{Case, IssueId, Linkage, OptionId, Pattern};

use crate::error::Error;
use crate::text::{Level, Text};

/// For each issue, the levels a text may still take; empty where nothing is said about it, which
/// only a package does.
pub(crate) type Reading = Vec<Vec<usize>>;

/// The levels of every issue: its options, and silence where that is a state of its own.
#[derive(Clone, Debug)]
pub(crate) struct Space {
    issues: Vec<Levels>,
    linkages: Vec<Linkage>,
    /// Number of worths: levels of all issues together.
    pub(crate) worths: usize,
}

#[derive(Clone, Copy, Debug)]
struct Levels {
    /// Coordinate of the first level.
    first: usize,
    options: usize,
    /// The level that a silent text stands at.
    silent: usize,
}

impl Levels {
    fn count(self) -> usize {
        self.options.max(self.silent + 1)
    }
}

impl Space {
    pub(crate) fn new(case: &Case) -> Self {
        let mut first = 0;
        let mut issues = Vec::new();
        for issue in &case.issues {
            let options = issue.options.len();
            let silent = issue.status_quo.map_or(options, |it| it.0);
            let levels = Levels { first, options, silent };
            first += levels.count();
            issues.push(levels);
        }
        Self { issues, linkages: case.linkages.clone(), worths: first }
    }

    pub(crate) fn issues(&self) -> usize {
        self.issues.len()
    }

    /// The levels of an issue, counted from zero.
    pub(crate) fn levels(&self, issue: usize) -> std::ops::Range<usize> {
        0..self.issues[issue].count()
    }

    pub(crate) fn silent(&self, issue: usize) -> usize {
        self.issues[issue].silent
    }

    /// The coordinate of a level.
    pub(crate) fn at(&self, issue: usize, level: usize) -> usize {
        self.issues[issue].first + level
    }

    /// The level, put back into the words of [`Text`].
    pub(crate) fn level(&self, issue: usize, level: usize) -> Level {
        if level < self.issues[issue].options {
            Level::Option(OptionId(level))
        } else {
            Level::Silent
        }
    }

    /// The levels of a text, none of them empty.
    pub(crate) fn reading(&self, text: &Text) -> Result<Reading, Error> {
        let mut reading: Reading = self.issues.iter().map(|it| vec![it.silent]).collect();
        for (issue, levels) in text.issues.iter().enumerate() {
            if levels.is_empty() {
                continue;
            }
            let mut found = Vec::new();
            for &level in levels {
                match (level, self.issues.get(issue)) {
                    (Level::Silent, Some(it)) => found.push(it.silent),
                    (Level::Option(option), Some(it)) if option.0 < it.options => {
                        found.push(option.0);
                    }
                    (Level::Silent, None) => {}
                    (Level::Option(option), _) => {
                        return Err(Error::UnknownOption { issue: IssueId(issue), option });
                    }
                }
            }
            if let Some(known) = reading.get_mut(issue) {
                found.sort_unstable();
                found.dedup();
                *known = found;
            }
        }
        Ok(reading)
    }

    /// The readings of a text that respect the linkages, each with one level for each issue; `None`
    /// if it has more than `most`, with those that do not.
    pub(crate) fn readings(&self, open: &Reading, most: usize) -> Option<Vec<Reading>> {
        let times = |all: usize, levels: &Vec<usize>| {
            all.checked_mul(levels.len()).filter(|it| *it <= most)
        };
        open.iter().try_fold(1, times)?;
        let mut readings = vec![Vec::new()];
        for levels in open {
            let with = |head: &Reading, level: usize| [&head[..], &[vec![level]]].concat();
            readings = readings
                .iter()
                .flat_map(|head| levels.iter().map(move |&level| with(head, level)))
                .collect();
        }
        readings.retain(|it| self.broken(it) == 0);
        Some(readings)
    }

    /// How many linkages a settled reading breaks. Silence that is a level of its own breaks none:
    /// the issue may still be settled as they have it.
    pub(crate) fn broken(&self, settled: &Reading) -> usize {
        let matches = |pattern: &Pattern, silent: bool| {
            pattern.iter().all(|(issue, options)| {
                let level = settled[issue.0][0];
                let is_option = level < self.issues[issue.0].options;
                options.contains(&OptionId(level)) || (silent && !is_option)
            })
        };
        let breaks = |it: &&Linkage| matches(&it.when, false) && !matches(&it.then, true);
        self.linkages.iter().filter(breaks).count()
    }

    /// The levels of a package; empty on the issues that it does not name.
    pub(crate) fn package(&self, pattern: &Pattern) -> Reading {
        let mut reading = vec![Vec::new(); self.issues.len()];
        for (issue, options) in pattern {
            reading[issue.0] = options.iter().map(|it| it.0).collect();
        }
        reading
    }
}
