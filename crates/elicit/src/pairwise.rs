//! Which of two texts a party likes better, and how several rank.
//!
//! # Source
//!
//! Pairwise winning index: P. Leskinen, J. Viitanen, A. Kangas, J. Kangas, *Forest Science* 52
//! (2006), pp. 304–312. Rank acceptability: R. Lahdelma, P. Salminen, *Operations Research* 49
//! (2001), pp. 444–454.

use crate::column;
use crate::elicited::{Answer, View};
use crate::error::Error;
use crate::proposition::Of;
use crate::share::Share;
use crate::space::Reading;
use crate::text::Text;

impl View {
    /// The pairwise winning index: the share of worlds in which the one text is worth at least as
    /// much to the party as the other. Red lines do not count, nor does the value of no agreement.
    ///
    /// Open brackets of either text are read apart from those of the other: `low` takes the worst
    /// reading of the one against the best of the other in each world, `high` the best against the
    /// worst. These are outer bounds, which do not leave out readings that break a linkage.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownOption`], and those of [`View::acceptability`] that say why there are no
    /// worlds.
    pub fn wins(&self, one: &Text, other: &Text) -> Result<Share, Error> {
        let (one, other) = (self.space.reading(one)?, self.space.reading(other)?);
        let worlds = match &self.answer {
            Answer::None(error) => return Err(error.clone()),
            Answer::Numbers(numbers) => {
                let [one, other] = [one, other].map(|it| numbers.span(&it));
                let wins = |mine: i128, theirs: i128| f64::from(u8::from(theirs <= mine));
                let (low, high) = (wins(one[0], other[1]), wins(one[1], other[0]));
                return Ok(Share { low, high, error: 0.0 });
            }
            Answer::Worlds(worlds) => worlds,
        };
        let end = |mine: Of, theirs: Of| {
            let theirs = worlds.gains(&self.space, &other, theirs);
            let mine = worlds.gains(&self.space, &one, mine);
            let margins: Vec<f64> = mine.iter().zip(&theirs).map(|(mine, it)| mine - it).collect();
            let wins: Vec<bool> = margins.iter().map(|it| 0.0 <= *it).collect();
            column::share(worlds, &wins, &margins)
        };
        let (low, high) = (end(Of::Worst, Of::Best)?, end(Of::Best, Of::Worst)?);
        Ok(Share { low: low.low, high: high.high, error: low.error.max(high.error) })
    }

    /// The rank acceptability of several texts: for each text and each rank, the best first, the
    /// share of worlds in which the text has that rank by what it is worth to the party. A text
    /// ranks behind those that are worth more, so that equal texts share the better rank.
    ///
    /// Where brackets are open, `low` counts the worlds in which the text has the rank however they
    /// are read, and `high` those in which it may have it.
    ///
    /// # Errors
    ///
    /// Those of [`View::wins`].
    ///
    /// # Cost
    ///
    /// Texts² × worlds.
    pub fn ranks(&self, texts: &[Text]) -> Result<Vec<Vec<Share>>, Error> {
        let readings: Vec<Reading> =
            texts.iter().map(|it| self.space.reading(it)).collect::<Result<_, _>>()?;
        let worlds = match &self.answer {
            Answer::None(error) => return Err(error.clone()),
            Answer::Numbers(numbers) => {
                let spans: Vec<[i128; 2]> = readings.iter().map(|it| numbers.span(it)).collect();
                let [worst, best] =
                    [0, 1].map(|end| spans.iter().map(|it| vec![it[end]]).collect::<Vec<_>>());
                let share = |rank: usize, it: &[[usize; 2]]| {
                    let [low, high] = ends(rank, it).map(|it| f64::from(u8::from(it[0])));
                    Share { low, high, error: 0.0 }
                };
                let ranks = ranks(&worst, &best);
                let of_text =
                    |it: &Vec<[usize; 2]>| (0..texts.len()).map(|rank| share(rank, it)).collect();
                return Ok(ranks.iter().map(of_text).collect());
            }
            Answer::Worlds(worlds) => worlds,
        };
        let [worst, best] = [Of::Worst, Of::Best].map(|which| {
            readings.iter().map(|it| worlds.gains(&self.space, it, which)).collect::<Vec<_>>()
        });
        let mut table = Vec::new();
        for (text, ranks) in ranks(&worst, &best).iter().enumerate() {
            let of_rank = |rank: usize| {
                let [low, high] = ends(rank, ranks);
                let low = column::share(worlds, &low, &worst[text])?;
                let high = column::share(worlds, &high, &best[text])?;
                Ok(Share { low: low.low, high: high.high, error: low.error.max(high.error) })
            };
            table.push((0..texts.len()).map(of_rank).collect::<Result<_, Error>>()?);
        }
        Ok(table)
    }
}

/// For each text and world the best and the worst rank that the text may have, counted from zero.
pub(crate) fn ranks<T: PartialOrd>(worst: &[Vec<T>], best: &[Vec<T>]) -> Vec<Vec<[usize; 2]>> {
    let rank = |text: usize, world: usize| {
        let others = || (0..worst.len()).filter(|it| *it != text);
        let surely = others().filter(|&it| best[text][world] < worst[it][world]);
        let maybe = others().filter(|&it| worst[text][world] < best[it][world]);
        [surely.count(), maybe.count()]
    };
    let of_text = |text: usize| (0..worst[text].len()).map(|it| rank(text, it)).collect();
    (0..worst.len()).map(of_text).collect()
}

/// In which worlds a text surely has a rank, and in which it may have it.
fn ends(rank: usize, ranks: &[[usize; 2]]) -> [Vec<bool>; 2] {
    [
        ranks.iter().map(|it| *it == [rank, rank]).collect(),
        ranks.iter().map(|it| it[0] <= rank && rank <= it[1]).collect(),
    ]
}

/// The share of worlds in which each text surely has each rank.
#[cfg(test)]
pub(crate) fn rank_shares(ranks: &[Vec<[usize; 2]>]) -> Vec<Vec<f64>> {
    use crate::converge::count;
    let share = |it: &Vec<[usize; 2]>, rank: usize| {
        count(ends(rank, it)[0].iter().filter(|it| **it).count()) / count(it.len())
    };
    ranks.iter().map(|it| (0..ranks.len()).map(|rank| share(it, rank)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use onetext_case::{Case, Claim, Decimal, IssueId, OptionId, Utility};
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{case, pattern, say};
    use crate::text::Level;
    use crate::{Question, elicit};

    fn view(case: &Case) -> View {
        elicit(case, &Question::new(3, 1_000), &|| false).views[0].clone()
    }

    fn open(options: &[usize]) -> Text {
        let levels = options.iter().map(|&it| Level::Option(OptionId(it))).collect();
        Text::default().with(IssueId(0), levels)
    }

    #[test]
    fn without_statements_the_closed_forms_hold() {
        let view = view(&case(1, &[(4, Some(0)), (2, None)]));
        let near = |one: &Text, other: &Text, low: f64, high: f64| {
            let share = view.wins(one, other).unwrap();
            assert!((share.low - low).abs() <= 1.6 * share.error, "{share:?}");
            assert!((share.high - high).abs() <= 1.6 * share.error, "{share:?}");
        };
        near(&open(&[1]), &open(&[2]), 0.5, 0.5);
        near(&open(&[1, 2]), &open(&[3]), 1.0 / 3.0, 2.0 / 3.0);
        near(&open(&[1, 2]), &open(&[0, 3]), 1.0 / 6.0, 5.0 / 6.0);
        // Of the three, each is best in a third of the worlds.
        let ranks = view.ranks(&[open(&[1]), open(&[2]), open(&[3])]).unwrap();
        for share in ranks.iter().flatten() {
            assert!((share.low - 1.0 / 3.0).abs() <= 1.6 * share.error, "{share:?}");
        }
    }

    #[test]
    fn what_was_said_decides_and_numbers_are_exact() {
        let mut said = case(1, &[(3, Some(0))]);
        let [prefer, over] = [1, 2].map(|it| pattern(&[(0, &[it])]));
        say(&mut said, Claim::Preference { prefer, over }, 1.0);
        let wins = |view: &View, one: &[usize], other: &[usize]| {
            let share = view.wins(&open(one), &open(other)).unwrap();
            format!("{:.2}–{:.2}", share.low, share.high)
        };
        assert_snapshot!(wins(&view(&said), &[1], &[2]), @"1.00–1.00");
        assert_snapshot!(wins(&view(&said), &[2], &[1]), @"0.00–0.00");
        let decimal = |digits| Decimal { digits, places: 0 };
        said.parties[0].utility = Some(Utility {
            reservation: decimal(9),
            issues: vec![(decimal(1), [1, 3, 3].map(decimal).to_vec())],
            red_lines: Vec::new(),
        });
        assert_snapshot!(wins(&view(&said), &[1], &[2]), @"1.00–1.00");
        assert_snapshot!(wins(&view(&said), &[0, 1], &[2]), @"0.00–1.00");
        let ranks = view(&said).ranks(&[open(&[0]), open(&[1]), open(&[2])]).unwrap();
        assert_eq!(ranks[0].iter().map(|it| it.low).collect::<Vec<_>>(), [0.0, 0.0, 1.0]);
        assert_eq!(ranks[2].iter().map(|it| it.low).collect::<Vec<_>>(), [1.0, 0.0, 0.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        /// Where the one does not win, the other does; and two texts rank as they win.
        #[test]
        fn winning_is_antisymmetric(
            one in prop::sample::subsequence(vec![0, 1, 2, 3], 1..4),
            other in prop::sample::subsequence(vec![0, 1, 2, 3], 1..4),
            prefer in 0..3_usize,
        ) {
            let mut case = case(1, &[(4, Some(0))]);
            let [prefer, over] = [prefer, prefer + 1].map(|it| pattern(&[(0, &[it])]));
            say(&mut case, Claim::Preference { prefer, over }, 0.8);
            let view = elicit(&case, &Question::new(3, 200), &|| false).views[0].clone();
            let there = view.wins(&open(&one), &open(&other)).unwrap();
            let back = view.wins(&open(&other), &open(&one)).unwrap();
            if one.iter().any(|it| other.contains(it)) {
                prop_assert!(1.0 <= there.high + back.low + 1e-12);
            } else {
                prop_assert!((there.low + back.high - 1.0).abs() < 1e-12);
                prop_assert!((there.high + back.low - 1.0).abs() < 1e-12);
                let ranks = view.ranks(&[open(&one), open(&other)]).unwrap();
                prop_assert!((ranks[0][0].low - there.low).abs() < 1e-12);
                prop_assert!((ranks[1][0].high - back.high).abs() < 1e-12);
            }
        }
    }
}
