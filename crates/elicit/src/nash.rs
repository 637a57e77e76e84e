//! How much a text leaves each party, and all together.

use onetext_case::PartyId;

use crate::column::{self, Mean};
use crate::elicited::{Answer, Elicited, Readings, View};
use crate::error::Error;
use crate::joint::{exactness, product_error};
use crate::proposition::Of;
use crate::share::{Bounds, Exactness};
use crate::space::Reading;
use crate::text::Text;
use crate::worlds::{extremes, vetoes};

/// The expected Nash product of a text: the product over the parties with a seat of what the text
/// gains them over no agreement, each as a part of the most that any text could gain it.
///
/// # Shape and units
///
/// From 0 to 1; a world in which anybody refuses counts 0. The parties are taken to be independent
/// given what they said, so that the mean over joint worlds is the product of the parties' means.
#[derive(Clone, Debug, PartialEq)]
pub struct NashProduct {
    /// For the reading of the text with the smallest product.
    pub low: f64,
    /// For the reading with the largest.
    pub high: f64,
    /// Half-width of the 95 % interval around either end that comes from sampling; 0 if exact.
    pub error: f64,
    /// For each party with a seat, the mean part of its largest gain, at the two ends.
    pub parties: Vec<(PartyId, [f64; 2])>,
    /// How the numbers were come by: exact if all parties' are.
    pub exactness: Exactness,
    /// What the ends are. Outer where there are too many readings: then `low` takes the reading
    /// that is worst for each party in each world, `high` the best.
    pub bounds: Bounds,
}

impl Elicited {
    /// The expected Nash product of a text.
    ///
    /// The most that a party could gain is over all levels of every issue, linkages and red lines
    /// aside. Where that is nothing, the party counts 0.
    ///
    /// # Errors
    ///
    /// Those of [`Elicited::joint`].
    ///
    /// # Source
    ///
    /// J. F. Nash, *Econometrica* 18 (1950), pp. 155–162, for the product.
    pub fn nash(&self, text: &Text) -> Result<NashProduct, Error> {
        let views: Vec<&View> = self.views.iter().filter(|it| it.seat).collect();
        let Some(first) = views.first() else { return Err(Error::NobodySigns) };
        let mut readings = first.readings(text)?;
        for view in &views {
            // Parties with worlds may be able to look at fewer readings than those without.
            if let all @ Readings::All(_) = view.readings(text)? {
                readings = all;
            }
        }
        let bounds = readings.bounds();
        let means = |reading: &Reading, end: usize| {
            views.iter().map(|it| it.part(reading, end)).collect::<Result<Vec<Mean>, Error>>()
        };
        let product = |means: &[Mean]| means.iter().map(|it| it.mean).product::<f64>();
        let [lows, highs] = match &readings {
            Readings::All(open) => [means(open, 0)?, means(open, 1)?],
            Readings::Each(each) => {
                let found: Vec<Vec<Mean>> =
                    each.iter().map(|it| means(it, 0)).collect::<Result<_, _>>()?;
                let products: Vec<f64> = found.iter().map(|it| product(it)).collect();
                extremes(&products).map(|it| found[it].clone())
            }
        };
        let error = |means: &[Mean]| {
            product_error(&means.iter().map(|it| (it.mean, it.error)).collect::<Vec<_>>())
        };
        let ends = lows.iter().zip(&highs).map(|(low, high)| [low.mean, high.mean]);
        Ok(NashProduct {
            low: product(&lows),
            high: product(&highs),
            error: error(&lows).max(error(&highs)),
            parties: views.iter().map(|it| it.party).zip(ends).collect(),
            exactness: exactness(&views),
            bounds,
        })
    }
}

impl View {
    /// The mean part of the party's largest gain that a reading leaves it; an open one at its worst
    /// if `end` is 0, at its best if it is 1.
    fn part(&self, reading: &Reading, end: usize) -> Result<Mean, Error> {
        let worlds = match &self.answer {
            Answer::None(error) => return Err(error.clone()),
            Answer::Numbers(numbers) => {
                let share = numbers.share(reading);
                let levels = |levels: &Vec<i128>| (0..levels.len()).collect();
                let [_, most] = numbers.span(&numbers.worths.iter().map(levels).collect());
                let gain = numbers.span(reading)[end] - numbers.reservation;
                let most = most - numbers.reservation;
                let mean = if [share.low, share.high][end] < 1.0 || most <= 0 {
                    0.0
                } else {
                    #[expect(clippy::cast_precision_loss, reason = "a part of a whole")]
                    let part = gain as f64 / most as f64;
                    part
                };
                return Ok(Mean { mean, error: 0.0 });
            }
            Answer::Worlds(worlds) => worlds,
        };
        let all: Reading =
            (0..self.space.issues()).map(|it| self.space.levels(it).collect()).collect();
        let most = worlds.gains(&self.space, &all, Of::Best);
        let gains = worlds.gains(&self.space, reading, [Of::Worst, Of::Best][end]);
        let lines = &vetoes(&self.problem, reading)[end];
        let part = |world: usize| {
            let is_blocked = lines.iter().any(|&it| worlds.draws.real[it][world]);
            if is_blocked || gains[world] <= 0.0 {
                0.0
            } else {
                (gains[world] / most[world]).min(1.0)
            }
        };
        let parts: Vec<f64> = (0..worlds.count()).map(part).collect();
        column::mean(worlds, &parts, &gains)
    }
}

#[cfg(test)]
mod tests {
    use onetext_case::{Case, Claim, IssueId, OptionId};

    use super::*;
    use crate::fixture::{case, pattern, say};
    use crate::text::Level;
    use crate::{Question, elicit};

    fn check(case: &Case, text: &Text) -> NashProduct {
        elicit(case, &Question::new(5, 500), &|| false).nash(text).unwrap()
    }

    #[test]
    fn what_is_best_on_every_issue_leaves_all_there_is() {
        let mut case = case(1, &[(3, Some(0)), (2, Some(0))]);
        let best = Text::outcome(&[OptionId(2), OptionId(1)]);
        let assumed = check(&case, &best);
        assert!(0.3 < assumed.low && assumed.low < 0.6, "{assumed:?}");
        say(&mut case, Claim::Demand(pattern(&[(0, &[2]), (1, &[1])])), 1.0);
        let it = check(&case, &best);
        assert!((it.low - 1.0).abs() < 1e-9 && (it.high - 1.0).abs() < 1e-9, "{it:?}");
        // A red line that is real leaves nothing.
        say(&mut case, Claim::RedLine(pattern(&[(1, &[1])])), 0.9);
        let truth = elicit(&case, &Question::new(5, 500), &|| false).views[0].ledger[1].truth;
        let it = check(&case, &best);
        assert!((it.low - (1.0 - truth.unwrap())).abs() < 1e-9, "{it:?}");
    }

    #[test]
    fn parties_multiply_and_brackets_give_a_range() {
        let [one, two] = [1, 2].map(|it| case(it, &[(3, Some(0))]));
        let text = Text::outcome(&[OptionId(1)]);
        let [alone, both] = [&one, &two].map(|it| check(it, &text));
        let product: f64 = both.parties.iter().map(|it| it.1[0]).product();
        assert!((both.low - product).abs() < 1e-12);
        assert!((both.low - alone.low * alone.low).abs() <= 1.6 * (both.error + alone.error));
        let levels = [0, 1, 2].map(|it| Level::Option(OptionId(it))).to_vec();
        let range = check(&two, &Text::default().with(IssueId(0), levels));
        assert!(range.low < range.high && range.low <= both.low && both.low <= range.high);
        assert_eq!(range.bounds, Bounds::Attained);
        let nobody = elicit(&case(0, &[(2, None)]), &Question::new(5, 100), &|| false);
        assert_eq!(nobody.nash(&text), Err(Error::NobodySigns));
    }
}
