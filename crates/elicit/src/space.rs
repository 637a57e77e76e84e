//! The levels of every issue, and the ties between issues, as coordinates.

use onetext_case::{Case, IssueId, Linkage, OptionId, Pattern};

use crate::error::Error;
use crate::proposition::Of;
use crate::text::{Level, Text};

/// For each issue, the levels a text may still take; empty where nothing is said about it, which
/// only a package does.
pub(crate) type Reading = Vec<Vec<usize>>;

/// The levels of every issue: its options, and silence where that is a state of its own. With them
/// the ties of one party, if it has some.
///
/// Coordinates: the worths of the levels, issue by issue; then for each tie what a text gains that
/// matches it, and what it loses; then the cost of no agreement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Space {
    issues: Vec<Levels>,
    linkages: Vec<Linkage>,
    ties: Vec<Tie>,
    /// Number of levels, of all issues together.
    pub(crate) levels: usize,
    /// Number of worths: those of the levels, and two for each tie.
    pub(crate) worths: usize,
}

/// Options of several issues that are worth more or less together: for each issue, the levels.
pub(crate) type Tie = Vec<(usize, Vec<usize>)>;

#[derive(Clone, Copy, Debug, PartialEq)]
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
        let linkages = case.linkages.clone();
        Self { issues, linkages, ties: Vec::new(), levels: first, worths: first }
    }

    /// The same space with these ties, in an order that does not depend on theirs.
    pub(crate) fn tied(mut self, mut ties: Vec<Tie>) -> Self {
        ties.sort_unstable();
        ties.dedup();
        self.worths = self.levels + 2 * ties.len();
        self.ties = ties;
        self
    }

    /// The coordinate of what a text gains that matches a tie; what it loses has the next one.
    pub(crate) fn tie(&self, tie: &Tie) -> Option<usize> {
        self.ties.binary_search(tie).ok().map(|it| self.levels + 2 * it)
    }

    /// The same text in parts, none of which matches a tie by some readings only, for a row about
    /// every reading; the text itself if these would be more than 64.
    pub(crate) fn apart(&self, reading: &Reading) -> Vec<Reading> {
        const MOST: usize = 64;
        let mut parts = vec![reading.clone()];
        for (issue, levels) in self.ties.iter().flatten() {
            let inside = |it: &usize| levels.contains(it);
            if reading[*issue].iter().all(inside) || !reading[*issue].iter().any(inside) {
                continue;
            }
            let split = |part: &Reading| {
                let (one, other): (Vec<usize>, Vec<usize>) =
                    part[*issue].iter().partition(|it| inside(it));
                [one, other]
                    .into_iter()
                    .filter(|it| !it.is_empty())
                    .map(|levels| {
                        let mut part = part.clone();
                        part[*issue] = levels;
                        part
                    })
                    .collect::<Vec<_>>()
            };
            parts = parts.iter().flat_map(split).collect();
            if MOST < parts.len() {
                return vec![reading.clone()];
            }
        }
        parts
    }

    /// What the ties add to a text beyond silence: coordinates and factors. Where nothing is said
    /// about an issue, silence is what counts.
    ///
    /// A tie that only some of the readings match is bounded: by what it gains for the best, by what
    /// it loses for the worst.
    pub(crate) fn ties(&self, reading: &Reading, which: Of) -> Vec<(usize, i32)> {
        let mut terms = Vec::new();
        for (at, tie) in self.ties.iter().enumerate() {
            let silent = |it: &(usize, Vec<usize>)| it.1.contains(&self.silent(it.0));
            let every = |it: &(usize, Vec<usize>)| match &reading[it.0][..] {
                [] => silent(it),
                said => said.iter().all(|level| it.1.contains(level)),
            };
            let some = |it: &(usize, Vec<usize>)| match &reading[it.0][..] {
                [] => silent(it),
                said => said.iter().any(|level| it.1.contains(level)),
            };
            let (mut gain, mut loss) = match which {
                _ if tie.iter().all(every) => (1, -1),
                _ if !tie.iter().all(some) => (0, 0),
                Of::Best => (1, 0),
                Of::Worst => (0, -1),
            };
            if tie.iter().all(silent) {
                gain -= 1;
                loss += 1;
            }
            let first = self.levels + 2 * at;
            terms.extend([(first, gain), (first + 1, loss)].into_iter().filter(|it| it.1 != 0));
        }
        terms
    }

    /// The ties, each with the coordinate of what a text gains that matches it.
    pub(crate) fn each_tie(&self) -> impl Iterator<Item = (usize, &Tie)> {
        self.ties.iter().enumerate().map(|(at, it)| (self.levels + 2 * at, it))
    }

    /// The issues of the ties.
    pub(crate) fn tied_issues(&self) -> impl Iterator<Item = (usize, impl Iterator<Item = usize>)> {
        let issues = |it: &Tie| it.iter().map(|it| it.0).collect::<Vec<_>>().into_iter();
        self.ties.iter().enumerate().map(move |(at, it)| (self.levels + 2 * at, issues(it)))
    }

    pub(crate) fn issues(&self) -> usize {
        self.issues.len()
    }

    /// The levels of an issue, counted from zero.
    pub(crate) fn levels(&self, issue: usize) -> std::ops::Range<usize> {
        0..self.issues[issue].count()
    }

    /// Number of options of an issue.
    pub(crate) fn options(&self, issue: usize) -> usize {
        self.issues[issue].options
    }

    pub(crate) fn silent(&self, issue: usize) -> usize {
        self.issues[issue].silent
    }

    /// The coordinate of the cost of no agreement.
    pub(crate) fn cost(&self) -> usize {
        self.worths
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

    /// The linkages as levels: where a text matches the first on every issue that it names, it has to
    /// match the second. Silence that is a level of its own matches every second.
    pub(crate) fn links(&self) -> impl Iterator<Item = [Tie; 2]> {
        let levels = |pattern: &Pattern, silent: bool| -> Tie {
            let of_issue = |(issue, options): (&IssueId, &Vec<OptionId>)| {
                let it = self.issues[issue.0];
                let own = (silent && it.options <= it.silent).then_some(it.silent);
                (issue.0, options.iter().map(|it| it.0).chain(own).collect())
            };
            pattern.iter().map(of_issue).collect()
        };
        self.linkages.iter().map(move |it| [levels(&it.when, false), levels(&it.then, true)])
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
