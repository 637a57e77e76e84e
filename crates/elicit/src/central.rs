//! What a party must care about to sign a text.
//!
//! # Source
//!
//! Central weights and the confidence factor of SMAA: R. Lahdelma, J. Hokkanen, P. Salminen, *EJOR*
//! 106 (1998), pp. 137–143; here for the decision between signing and no agreement.

use onetext_case::IssueId;

use crate::acceptability::ends;
use crate::column::{self, Mean};
use crate::converge::{count, effective_draws, is_enough};
use crate::elicited::{Answer, View};
use crate::error::Error;
use crate::proposition::Of;
use crate::share::Share;
use crate::space::{Reading, Space};
use crate::text::Text;
use crate::worlds::{CHAINS, Worlds};

/// How much an issue weighs for a party that signs a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CentralWeight {
    /// The issue.
    pub issue: IssueId,
    /// Mean weight of the issue in the worlds that accept the text: its swing, the worth of its
    /// best level less that of its worst, over the sum of all issues' swings.
    pub mean: f64,
    /// A world in twenty that accept the text has a smaller weight.
    pub low: f64,
    /// A world in twenty that accept the text has a larger weight.
    pub high: f64,
    /// Half-width of the 95 % interval around the mean that comes from sampling; 0 if exact.
    pub error: f64,
}

/// What the worlds that accept a text are asked.
struct Accepting<'a> {
    worlds: &'a Worlds,
    /// The reading that is accepted.
    reading: Reading,
    accepted: Vec<bool>,
    effective: f64,
}

impl View {
    /// The central weights of a text: what the party must care about to sign it, for each issue of
    /// the case, in order. They add up to 1.
    ///
    /// Of a text with open brackets, the reading is looked at that is accepted most often; with too
    /// many readings to be looked at one by one, each world accepts the one that is worth most.
    /// What options are worth together counts for no issue.
    ///
    /// # Errors
    ///
    /// - [`Error::TooFewAccept`] if too few worlds accept the text.
    /// - Those of [`View::acceptability`].
    pub fn central_weights(&self, text: &Text) -> Result<Vec<CentralWeight>, Error> {
        let issues = self.space.issues();
        if let Answer::Numbers(numbers) = &self.answer {
            if self.share(text)?.high < 1.0 {
                return Err(Error::TooFewAccept { worlds: 0 });
            }
            let swing = |levels: &Vec<i128>| {
                levels.iter().max().zip(levels.iter().min()).map_or(0, |(most, least)| most - least)
            };
            #[expect(clippy::cast_precision_loss, reason = "a share of a sum")]
            let swings: Vec<f64> = numbers.worths.iter().map(|it| swing(it) as f64).collect();
            let all: f64 = swings.iter().sum();
            let weight = |issue: usize| {
                let mean = if 0.0 < all { swings[issue] / all } else { 0.0 };
                CentralWeight { issue: IssueId(issue), mean, low: mean, high: mean, error: 0.0 }
            };
            return Ok((0..issues).map(weight).collect());
        }
        self.weights_of_accepting(&self.accepting(text)?)
    }

    fn weights_of_accepting(&self, it: &Accepting<'_>) -> Result<Vec<CentralWeight>, Error> {
        let Accepting { worlds, accepted, effective, .. } = it;
        let mut weights = Vec::new();
        for (issue, column) in weights_of(worlds, &self.space).iter().enumerate() {
            let Mean { mean, error } = conditional(column, accepted, *effective)?;
            let mut kept: Vec<f64> =
                column.iter().zip(accepted).filter(|it| *it.1).map(|it| *it.0).collect();
            kept.sort_unstable_by(f64::total_cmp);
            let [low, high] =
                [kept.len() / 20, kept.len() - 1 - kept.len() / 20].map(|it| kept[it]);
            weights.push(CentralWeight { issue: IssueId(issue), mean, low, high, error });
        }
        Ok(weights)
    }

    /// The confidence factor of a text: the share of worlds in which the party would accept it if
    /// its issues had the central weights. Within each issue, and of no agreement against all
    /// swings, each world keeps its own view. Low: even a party that cares about the right things
    /// is not sure to sign.
    ///
    /// # Errors
    ///
    /// Those of [`View::central_weights`].
    pub fn confidence_factor(&self, text: &Text) -> Result<Share, Error> {
        if matches!(self.answer, Answer::Numbers(_)) {
            return self.share(text);
        }
        let accepting = self.accepting(text)?;
        let central = self.weights_of_accepting(&accepting)?;
        let Accepting { worlds, reading, .. } = accepting;
        let swings = swings(worlds, &self.space);
        let mut margins = worlds.draws.gap.clone();
        for (world, margin) in margins.iter_mut().enumerate() {
            *margin /= swings.iter().map(|it| it[world]).sum::<f64>();
        }
        for (issue, swing) in swings.iter().enumerate() {
            let silence = vec![self.space.silent(issue)];
            if reading[issue] == silence {
                continue;
            }
            let mut only: Reading =
                (0..self.space.issues()).map(|it| vec![self.space.silent(it)]).collect();
            only[issue].clone_from(&reading[issue]);
            let gains = worlds.gains(&self.space, &only, Of::Best);
            for (world, margin) in margins.iter_mut().enumerate() {
                let step = gains[world] - worlds.draws.gap[world];
                *margin += central[issue].mean * step / swing[world];
            }
        }
        let [_, lines] = crate::worlds::vetoes(&self.problem, &reading);
        let accepts = |world: usize| {
            0.0 <= margins[world] && !lines.iter().any(|&it| worlds.draws.real[it][world])
        };
        let accepted: Vec<bool> = (0..worlds.count()).map(accepts).collect();
        column::share(worlds, &accepted, &margins)
    }

    fn accepting(&self, text: &Text) -> Result<Accepting<'_>, Error> {
        let worlds = match &self.answer {
            Answer::Worlds(worlds) => worlds,
            Answer::None(error) => return Err(error.clone()),
            // The callers have done these.
            Answer::Numbers(_) => return Err(Error::TooFewAccept { worlds: 0 }),
        };
        let readings = self.readings(text)?;
        let ends = ends(&readings, |it| self.shares(it));
        let (_, passes) = self.passes(worlds, &ends);
        let (_, effective) = worlds.share(&self.space, &ends, &passes)?;
        let [_, reading] = ends;
        let accepted = passes.high;
        let many = accepted.iter().filter(|it| **it).count();
        let effective = effective * count(many) / count(accepted.len());
        if !is_enough(effective) {
            return Err(Error::TooFewAccept { worlds: many });
        }
        Ok(Accepting { worlds, reading, accepted, effective })
    }
}

/// For each issue and world, the worth of its best level less that of its worst.
fn swings(worlds: &Worlds, space: &Space) -> Vec<Vec<f64>> {
    let of_issue = |issue: usize| {
        let swing = |world: usize| {
            let worths =
                space.levels(issue).map(|it| worlds.draws.worths[space.at(issue, it)][world]);
            let (least, most) = worths
                .fold((f64::INFINITY, 0.0_f64), |(least, most), it| (least.min(it), most.max(it)));
            most - least
        };
        (0..worlds.count()).map(swing).collect()
    };
    (0..space.issues()).map(of_issue).collect()
}

fn weights_of(worlds: &Worlds, space: &Space) -> Vec<Vec<f64>> {
    let mut columns = swings(worlds, space);
    for world in 0..worlds.count() {
        let all: f64 = columns.iter().map(|it| it[world]).sum();
        for column in &mut columns {
            column[world] /= all;
        }
    }
    columns
}

/// The mean of a column over the accepting worlds.
pub(crate) fn conditional(
    column: &[f64],
    accepted: &[bool],
    effective: f64,
) -> Result<Mean, Error> {
    let kept: Vec<f64> = column.iter().zip(accepted).filter(|it| *it.1).map(|it| *it.0).collect();
    let mean = kept.iter().sum::<f64>() / count(kept.len());
    let square = |it: &f64| (it - mean) * (it - mean);
    let variance = kept.iter().map(square).sum::<f64>() / count(kept.len());
    // The worlds that do not accept add nothing to the deviations of a ratio from its mean.
    let deviation = |(it, accepted): (&f64, &bool)| if *accepted { it - mean } else { 0.0 };
    let deviations: Vec<f64> = column.iter().zip(accepted).map(deviation).collect();
    let share = count(kept.len()) / count(column.len());
    let effective = effective.min(effective_draws(&deviations, CHAINS)? * share);
    Ok(Mean { mean, error: 1.96 * (variance / effective).sqrt() })
}

#[cfg(test)]
mod tests {
    use onetext_case::{Case, Claim, OptionId, Target};

    use super::*;
    use crate::fixture::{case, pattern, say};
    use crate::{Question, elicit};

    /// The central weights and the confidence factor of the text that takes the second option of
    /// each issue.
    fn check(case: &Case) -> Result<(Vec<CentralWeight>, Share), Error> {
        let view = &elicit(case, &Question::new(5, 1_000), &|| false).views[0];
        let text = Text::outcome(&vec![OptionId(1); case.issues.len()]);
        Ok((view.central_weights(&text)?, view.confidence_factor(&text)?))
    }

    #[test]
    fn issues_of_one_shape_weigh_the_same_until_something_is_said() {
        let mut case = case(1, &[(3, Some(0)), (3, Some(0))]);
        let (weights, before) = check(&case).unwrap();
        let all: f64 = weights.iter().map(|it| it.mean).sum();
        assert!((all - 1.0).abs() < 1e-9);
        assert!(weights.iter().all(|it| it.low < it.mean && it.mean < it.high));
        assert!((weights[0].mean - 0.5).abs() <= 1.6 * weights[0].error, "{weights:?}");
        // The party dislikes what the text says on the first issue, and signs only if the second
        // matters.
        say(&mut case, Claim::Rejection(pattern(&[(0, &[1])])), 1.0);
        say(&mut case, Claim::Demand(pattern(&[(1, &[1])])), 1.0);
        let (weights, after) = check(&case).unwrap();
        let [one, other] = [&weights[0], &weights[1]];
        assert!(one.mean + one.error < other.mean - other.error, "{weights:?}");
        assert!(before.high + before.error < after.low - after.error, "{before:?} {after:?}");
    }

    #[test]
    fn nothing_is_said_of_a_text_that_nobody_signs() {
        let mut case = case(1, &[(2, None)]);
        say(&mut case, Claim::Refusal(Target::Package(pattern(&[(0, &[1])]))), 1.0);
        assert_eq!(check(&case).unwrap_err(), Error::TooFewAccept { worlds: 0 });
    }
}
