//! The levels of every issue, as coordinates.

use onetext_case::{Case, IssueId, OptionId, Pattern};

use crate::error::Error;
use crate::text::{Level, Text};

/// For each issue, the levels a text may still take; empty where nothing is said about it, which
/// only a package does.
pub(crate) type Reading = Vec<Vec<usize>>;

/// The levels of every issue: its options, and silence where that is a state of its own.
#[derive(Clone, Debug)]
pub(crate) struct Space {
    issues: Vec<Levels>,
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
        Self { issues, worths: first }
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

    /// The levels of a package; empty on the issues that it does not name.
    pub(crate) fn package(&self, pattern: &Pattern) -> Reading {
        let mut reading = vec![Vec::new(); self.issues.len()];
        for (issue, options) in pattern {
            reading[issue.0] = options.iter().map(|it| it.0).collect();
        }
        reading
    }
}
