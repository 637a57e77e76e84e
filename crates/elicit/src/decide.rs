//! Whether some outcome is accepted by all: by weighing the parties where that tells, and by a
//! search where it does not.
//!
//! # Source
//!
//! If no outcome reaches a weighted sum of the reservation values in the weighted sum of utilities,
//! none is accepted by all. The weights are led as by N. Littlestone, M. K. Warmuth, *Information
//! and Computation* 108 (1994), pp. 212–261.

use onetext_bargain::{self as bargain, Linkage, Outcome, Pattern, Problem};

use crate::error::Error;

/// How often the weights are changed before a search begins.
const ROUNDS: u32 = 80;
/// Every so often the outcome at hand is changed issue by issue.
const CLIMB: u32 = 8;
/// What the weights times the spans of utilities add up to: 2⁶⁴.
const WEIGHT: f64 = 18_446_744_073_709_551_616.0;

/// Whether some outcome is accepted by all parties; `None` if couplings overlap too much to tell.
///
/// Yes has an outcome that [`Problem::is_feasible`] and [`Problem::is_accepted`] confirm. No has
/// weights in whole numbers, or is the answer of a search.
///
/// # Errors
///
/// Those of [`bargain::maximin`] that do not depend on couplings.
pub(crate) fn exists(problem: &Problem) -> Result<Option<bool>, Error> {
    if let Some(decided) = weighed(problem)? {
        return Ok(Some(decided));
    }
    match bargain::maximin(problem, &bargain::Stop::default()) {
        Ok(_) => Ok(Some(true)),
        Err(bargain::Error::NoAgreement) => Ok(Some(false)),
        Err(_) => Ok(None),
    }
}

fn weighed(problem: &Problem) -> Result<Option<bool>, Error> {
    let parties = problem.parties();
    let open = open(problem);
    if open.iter().any(Vec::is_empty) {
        return Ok(Some(false));
    }
    let spans: Vec<f64> = parties.iter().map(span).collect();
    // What options together may add, at most.
    let together = |it: &bargain::Party| -> i128 {
        let most = |it: &bargain::Interaction| match it {
            bargain::Interaction::Match { worth, .. } => i128::from(*worth).max(0),
            bargain::Interaction::Table { worth, .. } => {
                worth.iter().max().map_or(0, |it| i128::from(*it).max(0))
            }
        };
        it.interactions.iter().map(most).sum()
    };
    let lacking: Vec<i128> =
        parties.iter().map(|it| i128::from(it.reservation) - together(it)).collect();
    let mut weights = vec![1.0; parties.len()];
    for round in 0..ROUNDS {
        let all: f64 = weights.iter().sum();
        let whole: Vec<i128> =
            weights.iter().zip(&spans).map(|(weight, span)| units(weight / all / span)).collect();
        let weighted = |issue: usize, option: usize| -> i128 {
            let worth = parties.iter().map(|it| i128::from(it.utilities[issue][option]));
            worth.zip(&whole).map(|(worth, weight)| worth * weight).sum()
        };
        let mut outcome = Vec::new();
        let mut most = 0;
        for (issue, options) in open.iter().enumerate() {
            let worths = options.iter().map(|&it| (it, weighted(issue, it)));
            let best = worths.reduce(|best, next| if best.1 < next.1 { next } else { best });
            // Each issue has an option, as was seen above.
            let (option, worth) = best.unwrap_or_default();
            outcome.push(option);
            most += worth;
        }
        let least: i128 = lacking.iter().zip(&whole).map(|(it, weight)| it * weight).sum();
        if most < least {
            return Ok(Some(false));
        }
        if all_accept(problem, &outcome)? {
            return Ok(Some(true));
        }
        let gains = gains(parties, &spans, &outcome);
        if round % CLIMB == 0 {
            climb(parties, &spans, &open, &mut outcome);
            if all_accept(problem, &outcome)? {
                return Ok(Some(true));
            }
        }
        let step = 4.0 / f64::from(1 + round).sqrt();
        for (weight, gain) in weights.iter_mut().zip(gains) {
            *weight *= libm::exp(-step * gain.clamp(-1.0, 1.0));
        }
    }
    Ok(None)
}

/// For each issue the options that no red line or linkage forbids by themselves.
fn open(problem: &Problem) -> Vec<Vec<usize>> {
    let space = problem.space();
    let mut open: Vec<Vec<usize>> =
        space.issues().map(|it| (0..space.option_count(it)).collect()).collect();
    let mut forbid = |pattern: &Pattern| {
        if let [condition] = &pattern.0[..] {
            let ids = |it: &usize| u8::try_from(*it).map(bargain::OptionId);
            let stays = |it: &usize| ids(it).is_ok_and(|it| !condition.options.contains(it));
            open[condition.issue.index()].retain(stays);
        }
    };
    problem.parties().iter().flat_map(|it| &it.red_lines).for_each(&mut forbid);
    for linkage in problem.linkages() {
        if let Linkage::Excludes(pattern) = linkage {
            forbid(pattern);
        }
    }
    open
}

/// How far apart a party's utilities can be, at least 1.
#[expect(clippy::cast_precision_loss, reason = "a scale for a guide")]
fn span(party: &bargain::Party) -> f64 {
    let of_issue = |it: &Vec<i64>| match (it.iter().max(), it.iter().min()) {
        (Some(most), Some(least)) => *most as f64 - *least as f64,
        _ => 0.0,
    };
    party.utilities.iter().map(of_issue).sum::<f64>().max(1.0)
}

#[expect(clippy::cast_possible_truncation, reason = "at most 2⁶⁴")]
fn units(weight: f64) -> i128 {
    (weight * WEIGHT) as i128
}

/// What each party gains over its reservation value, as a part of its span, without what options
/// are worth together.
#[expect(clippy::cast_precision_loss, reason = "a guide for a search")]
fn gains(parties: &[bargain::Party], spans: &[f64], outcome: &[usize]) -> Vec<f64> {
    let gain = |(party, span): (&bargain::Party, &f64)| {
        let worths = party.utilities.iter().zip(outcome).map(|(it, &option)| it[option]);
        (worths.sum::<i64>() - party.reservation) as f64 / span
    };
    parties.iter().zip(spans).map(gain).collect()
}

/// Changes one issue at a time as long as what the parties lack becomes less.
fn climb(parties: &[bargain::Party], spans: &[f64], open: &[Vec<usize>], outcome: &mut [usize]) {
    let lack = |outcome: &[usize]| -> f64 {
        gains(parties, spans, outcome).iter().map(|it| it.min(0.0)).sum()
    };
    let mut here = lack(outcome);
    loop {
        let before = here;
        for (issue, options) in open.iter().enumerate() {
            for &option in options {
                let old = std::mem::replace(&mut outcome[issue], option);
                let next = lack(outcome);
                if here < next {
                    here = next;
                } else {
                    outcome[issue] = old;
                }
            }
        }
        if here <= before {
            return;
        }
    }
}

fn all_accept(problem: &Problem, outcome: &[usize]) -> Result<bool, Error> {
    let ids = outcome.iter().map(|&it| bargain::OptionId(u8::try_from(it).unwrap_or(u8::MAX)));
    let outcome = Outcome(ids.collect());
    let no_outcome = |_| Error::NoOutcome;
    if !problem.is_feasible(&outcome).map_err(no_outcome)? {
        return Ok(false);
    }
    for party in (0..=u8::MAX).take(problem.parties().len()).map(bargain::PartyId) {
        if !problem.is_accepted(party, &outcome).map_err(no_outcome)? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use onetext_bargain::{Condition, IssueId, OptionId, Party, Space};
    use proptest::prelude::*;

    use super::*;

    fn arb_party() -> impl Strategy<Value = Party> {
        let worths = prop::collection::vec(prop::collection::vec(-9_i64..10, 3), 4);
        let line = prop::collection::vec((0..4_u8, 0..3_u8), 1..3);
        (worths, -9_i64..25, prop::collection::vec(line, 0..2)).prop_map(
            |(utilities, reservation, lines)| {
                let condition = |it: &(u8, u8)| Condition::is(IssueId(it.0), OptionId(it.1));
                let line = |it: &Vec<(u8, u8)>| Pattern(it.iter().map(condition).collect());
                let red_lines = lines.iter().map(line).collect();
                let tie =
                    Pattern([0, 1].map(|it| Condition::is(IssueId(it), OptionId(it))).to_vec());
                let worth = reservation / 2;
                let interactions = vec![bargain::Interaction::Match { when: tie, worth }];
                Party { utilities, reservation, red_lines, interactions, cap: None }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// What is decided by weights is what all outcomes say.
        #[test]
        fn weights_decide_as_all_outcomes_do(
            parties in prop::collection::vec(arb_party(), 1..4),
            excluded in prop::option::of((0..3_u8, 0..3_u8)),
        ) {
            let linkages = excluded.map(|(issue, option)| {
                let next = Condition::is(IssueId(issue + 1), OptionId(option));
                Linkage::Excludes(Pattern(vec![Condition::is(IssueId(issue), OptionId(option)), next]))
            });
            let space = Space::new(&[3; 4]).unwrap();
            let problem = Problem::new(space, parties, linkages.into_iter().collect()).unwrap();
            let digit = |outcome: usize, place: u32| outcome / 3_usize.pow(place) % 3;
            let expected = (0..81_usize).any(|it| {
                all_accept(&problem, &[0, 1, 2, 3].map(|place| digit(it, place))).unwrap()
            });
            if let Some(decided) = weighed(&problem).unwrap() {
                prop_assert_eq!(decided, expected);
            }
            prop_assert_eq!(exists(&problem).unwrap(), Some(expected));
        }
    }
}
