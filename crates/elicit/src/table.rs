//! What a party's worlds say of settled texts, laid out for those who search among many of them.

use onetext_case::{PartyId, StatementId};

use crate::converge::count;
use crate::elicited::{Answer, View};
use crate::error::Error;
use crate::lower::Said;
use crate::numbers::Numbers;
use crate::proposition::{Blocked, Of};
use crate::space::Reading;
use crate::text::{Level, Text};
use crate::worlds::{CHAINS, Worlds};

/// The largest sum of whole numbers that floating point still adds without rounding.
const WHOLE: i128 = 1 << 53;

/// One party's worlds as columns, so that a search pays only for what it changes.
///
/// # Shape and units
///
/// Every column has one entry for each world, all chains after each other in [`Table::PARTS`] runs
/// of equal length; a party whose utility is given in numbers has a single world. A level is the
/// number of an option, or the number after the last for a silence that is a state of its own.
///
/// A text passes in a world if its gain is at least 0 there and no red line that it crosses is real;
/// open brackets count at their worst in each world by itself. Of a settled text the share of the
/// worlds in which it passes is that of [`View::share`]; of an open one it is no larger than the
/// lower end.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    view: &'a View,
    answer: Columns<'a>,
    lines: Vec<Line>,
}

#[derive(Clone, Copy, Debug)]
enum Columns<'a> {
    Worlds(&'a Worlds),
    Numbers(&'a Numbers),
}

/// A red line that a party may have.
#[derive(Clone, Debug)]
pub struct Line {
    /// The statements that draw it; none for one that the case gives with its numbers.
    pub statements: Vec<StatementId>,
    /// For each world, whether it is real.
    pub real: Vec<bool>,
    blocked: Blocked,
}

impl Line {
    /// The issues and the levels that cross it where all of them meet.
    pub fn when(&self) -> &[(usize, Vec<usize>)] {
        &self.blocked.when
    }

    /// The issues and the levels that lift it where all of them meet; empty if nothing does.
    pub fn unless(&self) -> &[(usize, Vec<usize>)] {
        &self.blocked.unless
    }

    /// Whether some reading of the levels crosses it.
    pub fn is_crossed(&self, levels: &[Vec<usize>]) -> bool {
        self.blocked.some(levels)
    }

    /// The share of worlds in which it is real.
    pub fn share(&self) -> f64 {
        count(self.real.iter().filter(|it| **it).count()) / count(self.real.len().max(1))
    }
}

impl View {
    /// The party's worlds as columns.
    ///
    /// # Errors
    ///
    /// That of the drawing, where there are no worlds; [`Error::TooLarge`] for numbers that floating
    /// point would round.
    ///
    /// # Cost
    ///
    /// Red lines × worlds.
    pub fn table(&self) -> Result<Table<'_>, Error> {
        let (answer, lines) = match &self.answer {
            Answer::None(error) => return Err(error.clone()),
            Answer::Worlds(worlds) => {
                let line = |(at, said): (usize, &Said<Blocked>)| Line {
                    statements: said.voices.iter().map(|it| it.statement).collect(),
                    real: worlds.draws.real[at].clone(),
                    blocked: said.what.clone(),
                };
                let lines = self.problem.vetoes.iter().enumerate().map(line).collect();
                (Columns::Worlds(worlds), lines)
            }
            Answer::Numbers(numbers) => {
                let most =
                    numbers.worths.iter().filter_map(|it| it.iter().map(|it| it.abs()).max());
                if WHOLE <= most.sum::<i128>().saturating_add(numbers.reservation.abs()) {
                    return Err(Error::TooLarge);
                }
                let line = |it: &onetext_case::Pattern| {
                    let when = it
                        .iter()
                        .map(|(issue, options)| (issue.0, options.iter().map(|it| it.0).collect()));
                    let blocked = Blocked { when: when.collect(), unless: Vec::new() };
                    Line { statements: Vec::new(), real: vec![true], blocked }
                };
                (Columns::Numbers(numbers), numbers.red_lines.iter().map(line).collect())
            }
        };
        Ok(Table { view: self, answer, lines })
    }
}

impl Table<'_> {
    /// Runs of worlds that were drawn apart from each other.
    pub const PARTS: usize = CHAINS;

    /// The party.
    pub fn party(&self) -> PartyId {
        self.view.party
    }

    /// Number of worlds.
    pub fn worlds(&self) -> usize {
        match self.answer {
            Columns::Worlds(worlds) => worlds.count(),
            Columns::Numbers(_) => 1,
        }
    }

    /// Its red lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Number of issues.
    pub fn issues(&self) -> usize {
        self.view.space.issues()
    }

    /// How many options an issue has, and the level that a silent text stands at.
    pub fn levels(&self, issue: usize) -> (usize, usize) {
        (self.view.space.options(issue), self.view.space.silent(issue))
    }

    /// The levels of a text.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownOption`].
    pub fn reading(&self, text: &Text) -> Result<Vec<Vec<usize>>, Error> {
        self.view.space.reading(text)
    }

    /// The text with these levels.
    pub fn text(&self, levels: &[Vec<usize>]) -> Text {
        let level = |issue, it: &Vec<usize>| -> Vec<Level> {
            it.iter().map(|&it| self.view.space.level(issue, it)).collect()
        };
        Text { issues: levels.iter().enumerate().map(|(issue, it)| level(issue, it)).collect() }
    }

    /// For each world, what a text with these levels gains over no agreement, red lines aside: to the
    /// last bit the numbers from which [`View::share`] takes its share.
    pub fn gains(&self, levels: &[Vec<usize>]) -> Vec<f64> {
        let reading: Reading = levels.to_vec();
        match self.answer {
            Columns::Worlds(worlds) => worlds.gains(&self.view.space, &reading, Of::Worst),
            Columns::Numbers(numbers) => {
                vec![float(numbers.span(&reading)[0] - numbers.reservation)]
            }
        }
    }

    /// For each world, what these levels of one issue are worth beyond its silence, at their worst.
    pub fn worth(&self, issue: usize, levels: &[usize]) -> Vec<f64> {
        let least = |worth: &dyn Fn(usize) -> f64| {
            levels.iter().map(|&it| worth(it)).fold(f64::INFINITY, f64::min)
        };
        let silent = self.view.space.silent(issue);
        match self.answer {
            Columns::Worlds(worlds) => {
                let space = &self.view.space;
                let column = |level| &worlds.draws.worths[space.at(issue, level)];
                let of = |world: usize| least(&|it| column(it)[world]) - column(silent)[world];
                (0..worlds.count()).map(of).collect()
            }
            Columns::Numbers(numbers) => {
                let worths = &numbers.worths[issue];
                vec![least(&|it| float(worths[it])) - float(worths[silent])]
            }
        }
    }

    /// What options of several issues add together in a text with these levels beyond silence, at
    /// their worst: columns of [`Table::tie`], and how often each counts.
    pub fn ties(&self, levels: &[Vec<usize>]) -> Vec<(usize, i32)> {
        match self.answer {
            Columns::Worlds(_) => self.view.space.ties(&levels.to_vec(), Of::Worst),
            Columns::Numbers(_) => Vec::new(),
        }
    }

    /// The columns that [`Table::ties`] may name.
    pub fn tie_columns(&self) -> std::ops::Range<usize> {
        match self.answer {
            Columns::Worlds(_) => self.view.space.levels..self.view.space.worths,
            Columns::Numbers(_) => 0..0,
        }
    }

    /// For each world, what one column of the ties is worth; never less than 0.
    pub fn tie(&self, column: usize) -> &[f64] {
        match self.answer {
            Columns::Worlds(worlds) => &worlds.draws.worths[column],
            Columns::Numbers(_) => &[],
        }
    }

    /// For each world, the most that any text could gain, linkages and red lines aside.
    pub fn most(&self) -> Vec<f64> {
        let all: Reading =
            (0..self.issues()).map(|it| self.view.space.levels(it).collect()).collect();
        match self.answer {
            Columns::Worlds(worlds) => worlds.gains(&self.view.space, &all, Of::Best),
            Columns::Numbers(numbers) => vec![float(numbers.span(&all)[1] - numbers.reservation)],
        }
    }

    /// In which worlds a text with these levels passes.
    pub fn passes(&self, levels: &[Vec<usize>]) -> Vec<bool> {
        let mut passes: Vec<bool> = self.gains(levels).into_iter().map(|it| 0.0 <= it).collect();
        for line in self.lines.iter().filter(|it| it.is_crossed(levels)) {
            for (pass, &real) in passes.iter_mut().zip(&line.real) {
                *pass &= !real;
            }
        }
        passes
    }
}

#[expect(clippy::cast_precision_loss, reason = "below 2⁵³, as was checked")]
fn float(number: i128) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use onetext_case::{Claim, Effect, OptionId};
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{case, pattern, say};
    use crate::{Question, elicit};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The table is what shares are taken from, also by its single columns.
        #[test]
        fn the_share_of_a_settled_text_is_that_of_its_table(
            outcome in prop::collection::vec(0..3_usize, 3),
            line in 0..3_usize,
            together in any::<bool>(),
        ) {
            let mut case = case(1, &[(3, Some(0)), (3, None), (3, Some(1))]);
            say(&mut case, Claim::RedLine(pattern(&[(0, &[line])])), 0.7);
            say(&mut case, Claim::OnlyIf {
                options: pattern(&[(1, &[1])]),
                when: pattern(&[(2, &[2])]),
            }, 0.8);
            if together {
                let options = pattern(&[(0, &[1, 2]), (1, &[2])]);
                say(&mut case, Claim::Together { options, effect: Effect::Gain }, 0.9);
            }
            let elicited = elicit(&case, &Question::new(7, 200), &|| false);
            let view = &elicited.views[0];
            let table = view.table().unwrap();
            let text = Text::outcome(&outcome.iter().map(|&it| OptionId(it)).collect::<Vec<_>>());
            let levels = table.reading(&text).unwrap();
            prop_assert_eq!(&table.text(&levels), &text);
            let passes = table.passes(&levels);
            let share = count(passes.iter().filter(|it| **it).count()) / count(passes.len());
            if let Ok(it) = view.share(&text) {
                prop_assert_eq!(it.low.to_bits(), share.to_bits());
            }
            let mut gains = table.gains(&[vec![0], vec![3], vec![1]]);
            for (issue, levels) in levels.iter().enumerate() {
                for (gain, worth) in gains.iter_mut().zip(table.worth(issue, levels)) {
                    *gain += worth;
                }
            }
            for (column, times) in table.ties(&levels) {
                prop_assert!(table.tie_columns().contains(&column));
                for (gain, worth) in gains.iter_mut().zip(table.tie(column)) {
                    prop_assert!(0.0 <= *worth);
                    *gain += f64::from(times) * worth;
                }
            }
            for (one, other) in gains.iter().zip(table.gains(&levels)) {
                prop_assert!((one - other).abs() < 1e-9);
            }
            let most = table.most();
            prop_assert!(gains.iter().zip(&most).all(|(gain, most)| *gain <= most + 1e-9));
        }
    }
}
