//! The ground of every search: a text, what may be changed in it, and the worlds of all who sign.

use std::collections::{BTreeMap, BTreeSet};

use onetext_case::{Case, IssueId, Linkage, OptionId};
use onetext_elicit::{Elicited, Error, Level, Table, Text};

/// What a mediator allows a search to change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Issues that stay as the text has them.
    pub keep: BTreeSet<IssueId>,
    /// Options that no change may lead to.
    pub exclude: BTreeSet<(IssueId, OptionId)>,
    /// The only issues that may change; all if there is none.
    pub only: BTreeSet<IssueId>,
}

/// What a text says otherwise: for each changed issue the option it is settled by.
pub type Changes = BTreeMap<IssueId, OptionId>;

/// A text with changes.
pub fn changed(text: &Text, changes: &Changes) -> Text {
    let with = |text: Text, (&issue, &to): (&IssueId, &OptionId)| {
        text.with(issue, vec![Level::Option(to)])
    };
    changes.iter().fold(text.clone(), with)
}

/// Changes as a search holds them: issue and level, by issue.
pub(crate) type Steps = Vec<(usize, usize)>;

/// A text, what it may be changed to, and what all who sign think of that.
pub(crate) struct Ground<'a> {
    pub(crate) parties: Vec<Ballot<'a>>,
    /// The levels of the text.
    pub(crate) base: Vec<Vec<usize>>,
    /// For each issue, the options it may be changed to.
    pub(crate) moves: Vec<Vec<usize>>,
    linkages: &'a [Linkage],
    options: Vec<usize>,
}

/// The worlds of one party, around the text.
pub(crate) struct Ballot<'a> {
    pub(crate) table: Table<'a>,
    /// For each world, the gain of the text.
    pub(crate) gains: Vec<f64>,
    /// For each issue and each of its moves, what it adds in each world.
    pub(crate) steps: Vec<Vec<Vec<f64>>>,
    /// For each world, what ties may add at most to what steps add.
    slack: Vec<f64>,
    is_tied: bool,
    ties: Vec<(usize, i32)>,
    /// One by the most that any text gains, 0 where that is nothing.
    scale: Vec<f64>,
    /// For each red line, the worlds in which it is real.
    real: Vec<Vec<u64>>,
}

impl<'a> Ground<'a> {
    /// # Errors
    ///
    /// [`Error::NobodySigns`], [`Error::UnknownOption`], and the first of the parties that has no
    /// worlds.
    pub(crate) fn new(
        case: &'a Case,
        elicited: &'a Elicited,
        text: &Text,
        allowed: &Allowed,
    ) -> Result<Self, Error> {
        let signing = elicited.views.iter().filter(|it| it.seat);
        let tables: Vec<Table<'a>> =
            signing.map(onetext_elicit::View::table).collect::<Result<_, _>>()?;
        let first = tables.first().ok_or(Error::NobodySigns)?;
        let base = first.reading(text)?;
        let options: Vec<usize> = (0..first.issues()).map(|it| first.levels(it).0).collect();
        let may = |issue: usize| {
            let id = IssueId(issue);
            !allowed.keep.contains(&id) && (allowed.only.is_empty() || allowed.only.contains(&id))
        };
        let is_move = |issue: usize, level: usize| {
            base[issue] != [level] && !allowed.exclude.contains(&(IssueId(issue), OptionId(level)))
        };
        let mut moves = onetext_elicit::allowed(case);
        for (issue, moves) in moves.iter_mut().enumerate() {
            moves.retain(|&it| may(issue) && is_move(issue, it));
        }
        let parties = tables.into_iter().map(|it| Ballot::new(it, &base, &moves)).collect();
        Ok(Self { parties, base, moves, linkages: &case.linkages, options })
    }

    /// The levels of the text with changes.
    pub(crate) fn levels(&self, steps: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let mut levels = self.base.clone();
        for &(issue, level) in steps {
            levels[issue] = vec![level];
        }
        levels
    }

    /// Whether a text breaks a linkage however its brackets are read.
    pub(crate) fn is_broken(&self, levels: &[Vec<usize>]) -> bool {
        self.linkages.iter().any(|it| {
            let triggered = it.when.iter().all(|(issue, options)| {
                levels[issue.0].iter().all(|level| options.iter().any(|it| it.0 == *level))
            });
            let met = || {
                it.then.iter().all(|(issue, options)| {
                    levels[issue.0].iter().any(|level| {
                        self.options[issue.0] <= *level || options.iter().any(|it| it.0 == *level)
                    })
                })
            };
            triggered && !met()
        })
    }

    /// Issues that the text leaves in brackets.
    pub(crate) fn brackets(&self) -> impl Iterator<Item = usize> {
        self.base.iter().enumerate().filter(|it| 1 < it.1.len()).map(|it| it.0)
    }

    /// The place of a move among those of its issue.
    pub(crate) fn place(&self, (issue, level): (usize, usize)) -> usize {
        self.moves[issue].iter().position(|it| *it == level).unwrap_or_default()
    }
}

/// Changes by the ids of the case.
pub(crate) fn changes(steps: &[(usize, usize)]) -> Changes {
    steps.iter().map(|&(issue, level)| (IssueId(issue), OptionId(level))).collect()
}

impl<'a> Ballot<'a> {
    fn new(table: Table<'a>, base: &[Vec<usize>], moves: &[Vec<usize>]) -> Self {
        let gains = table.gains(base);
        let steps = moves.iter().enumerate().map(|(issue, moves)| {
            let old = table.worth(issue, &base[issue]);
            let step = |&level: &usize| -> Vec<f64> {
                let new = table.worth(issue, &[level]);
                new.iter().zip(&old).map(|(new, old)| new - old).collect()
            };
            moves.iter().map(step).collect()
        });
        let steps = steps.collect();
        let ties = table.ties(base);
        let mut slack = vec![0.0; gains.len()];
        for column in table.tie_columns() {
            for (slack, worth) in slack.iter_mut().zip(table.tie(column)) {
                *slack += worth;
            }
        }
        let one_by = |it: f64| if it <= 0.0 { 0.0 } else { 1.0 / it };
        let scale = table.most().into_iter().map(one_by).collect();
        let real = table.lines().iter().map(|it| bits(&it.real)).collect();
        let is_tied = !table.tie_columns().is_empty();
        Self { table, gains, steps, slack, is_tied, ties, scale, real }
    }

    pub(crate) fn worlds(&self) -> usize {
        self.gains.len()
    }

    /// For each world, the gain of the text with changes, ties aside.
    pub(crate) fn gains(&self, ground: &Ground<'_>, steps: &[(usize, usize)]) -> Vec<f64> {
        steps.iter().fold(self.gains.clone(), |gains, &step| {
            added(&gains, &self.steps[step.0][ground.place(step)])
        })
    }

    /// For each world, whether a red line is real that a text crosses.
    pub(crate) fn blocked(&self, levels: &[Vec<usize>], into: &mut Vec<u64>) {
        self.fixed(levels, levels.len(), into);
    }

    /// For each world, whether a red line is real that a text crosses and that no issue from `next`
    /// on can lift.
    pub(crate) fn fixed(&self, levels: &[Vec<usize>], next: usize, into: &mut Vec<u64>) {
        into.clear();
        into.resize(self.gains.len().div_ceil(64), 0);
        for (line, real) in self.table.lines().iter().zip(&self.real) {
            let before = |it: &(usize, Vec<usize>)| it.0 < next;
            if line.when().iter().all(before)
                && line.unless().iter().all(before)
                && line.is_crossed(levels)
            {
                for (word, real) in into.iter_mut().zip(real) {
                    *word |= real;
                }
            }
        }
    }

    /// What ties add to a text beyond what they add to the one on which the search stands; `None` if
    /// that is nothing.
    pub(crate) fn tied(&self, levels: &[Vec<usize>]) -> Option<Vec<f64>> {
        if !self.is_tied {
            return None;
        }
        let ties = self.table.ties(levels);
        if ties == self.ties {
            return None;
        }
        let mut more = vec![0.0; self.gains.len()];
        for (terms, sign) in [(&self.ties, -1.0), (&ties, 1.0)] {
            for &(column, times) in terms {
                for (more, worth) in more.iter_mut().zip(self.table.tie(column)) {
                    *more += sign * f64::from(times) * worth;
                }
            }
        }
        Some(more)
    }

    /// In how many worlds gains with a step added are at least 0 where nothing is blocked.
    pub(crate) fn passing(
        &self,
        gains: &[f64],
        step: &[f64],
        levels: &[Vec<usize>],
        blocked: &mut Vec<u64>,
    ) -> usize {
        self.blocked(levels, blocked);
        match self.tied(levels) {
            None => counted(gains, step, blocked),
            Some(more) => counted(&added(gains, &more), step, blocked),
        }
    }

    /// In how many worlds a text may still pass if the rest of the changes adds at most `more`.
    pub(crate) fn hopeful(&self, gains: &[f64], more: &[f64], fixed: &[u64]) -> usize {
        let all = gains.iter().zip(&self.slack).map(|(gain, slack)| gain + 2.0 * slack + 1e-9);
        let all: Vec<f64> = all.collect();
        counted(&all, more, fixed)
    }

    /// The share of worlds in which a text passes, and the mean part of the largest gain.
    pub(crate) fn measure(
        &self,
        gains: &[f64],
        step: &[f64],
        levels: &[Vec<usize>],
        blocked: &mut Vec<u64>,
    ) -> [f64; 2] {
        self.blocked(levels, blocked);
        let more = self.tied(levels);
        let mut passing = 0_u32;
        let mut part = 0.0;
        for (world, (gain, step)) in gains.iter().zip(step).enumerate() {
            let gain = gain + step + more.as_ref().map_or(0.0, |it| it[world]);
            if 0.0 <= gain && blocked[world / 64] >> (world % 64) & 1 == 0 {
                passing += 1;
                part += (gain * self.scale[world]).min(1.0);
            }
        }
        let all = count(gains.len());
        [f64::from(passing) / all, part / all]
    }
}

fn counted(gains: &[f64], step: &[f64], blocked: &[u64]) -> usize {
    let mut passing = 0_u32;
    for ((gains, steps), blocked) in gains.chunks(64).zip(step.chunks(64)).zip(blocked) {
        if *blocked == 0 {
            passing += gains
                .iter()
                .zip(steps)
                .map(|(gain, step)| u32::from(0.0 <= gain + step))
                .sum::<u32>();
        } else {
            let mut word = 0_u64;
            for (place, (gain, step)) in gains.iter().zip(steps).enumerate() {
                word |= u64::from(0.0 <= gain + step) << place;
            }
            passing += (word & !blocked).count_ones();
        }
    }
    usize::try_from(passing).unwrap_or(usize::MAX)
}

fn bits(holds: &[bool]) -> Vec<u64> {
    let word = |it: &[bool]| {
        it.iter().enumerate().fold(0, |word, (place, &holds)| word | u64::from(holds) << place)
    };
    holds.chunks(64).map(word).collect()
}

/// A count as a number to divide by.
pub(crate) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Adds a column to another.
pub(crate) fn added(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one + other).collect()
}
