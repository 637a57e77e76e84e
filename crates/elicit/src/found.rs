//! What all could accept: a search, not a proof.

use onetext_case::{Case, Issue, OptionId, Pattern};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::converge::count;
use crate::elicited::{Answer, Elicited, View};
use crate::error::Error;
use crate::joint::Joint;
use crate::space::Reading;
use crate::text::Text;
use crate::worlds::vetoes;

/// An outcome that a search came to: found, not best. The search saw none with a higher joint share
/// that differs from it on one issue; there may be others.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One option for each issue.
    pub outcome: Vec<OptionId>,
    /// Whether all parties with a seat would accept it. The search looked at the same worlds, so
    /// the number flatters its outcome a little.
    pub joint: Joint,
    /// How many starts the search made.
    pub starts: usize,
    /// How many outcomes it looked at.
    pub looked_at: usize,
}

/// Searches for the outcome with the highest joint share, one issue at a time, from many starts.
///
/// Outcomes that break a linkage do not count. Nor do those that leave an issue at its status quo
/// though two or more drafts all move it: a text that settles nothing saves every party the cost of
/// no agreement, and would be found first, but is nobody's agreement. The first of equal outcomes
/// stands.
///
/// # Errors
///
/// - [`Error::NoOutcome`] if no start led to an outcome that respects the linkages.
/// - Those of [`Elicited::joint`].
///
/// # Cost
///
/// Starts × a few rounds × options of all issues × parties × worlds.
pub fn found(case: &Case, elicited: &Elicited, seed: u64, starts: usize) -> Result<Found, Error> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut looked_at = 0;
    let mut best: Option<(Merit, Vec<usize>)> = None;
    let allowed = allowed(case);
    if !elicited.views.iter().any(|it| it.seat) {
        return Err(Error::NobodySigns);
    }
    for view in elicited.views.iter().filter(|it| it.seat) {
        if let Answer::None(error) = &view.answer {
            return Err(error.clone());
        }
    }
    for _ in 0..starts {
        let mut outcome: Vec<usize> = allowed
            .iter()
            .map(|options| {
                let many = u64::try_from(options.len()).unwrap_or(1);
                let place = usize::try_from(random.next_u64() % many.max(1)).unwrap_or(0);
                options.get(place).copied().unwrap_or(0)
            })
            .collect();
        let mut tables: Vec<Table<'_>> =
            elicited.views.iter().filter(|it| it.seat).map(|it| Table::new(it, &outcome)).collect();
        let mut merit = merit(case, &mut tables, &outcome);
        looked_at += 1;
        loop {
            let before = merit;
            for issue in 0..outcome.len() {
                for &option in &allowed[issue] {
                    let old = outcome[issue];
                    if option == old {
                        continue;
                    }
                    outcome[issue] = option;
                    let next = self::merit(case, &mut tables, &outcome);
                    looked_at += 1;
                    if merit.is_below(next) {
                        merit = next;
                    } else {
                        outcome[issue] = old;
                    }
                }
            }
            if !before.is_below(merit) {
                break;
            }
        }
        if best.as_ref().is_none_or(|it| it.0.is_below(merit)) {
            best = Some((merit, outcome));
        }
    }
    match best {
        Some((merit, outcome)) if merit.broken == 0 => {
            let outcome: Vec<OptionId> = outcome.into_iter().map(OptionId).collect();
            let joint = elicited.joint(&Text::outcome(&outcome))?;
            Ok(Found { outcome, joint, starts, looked_at })
        }
        _ => Err(Error::NoOutcome),
    }
}

/// For each issue, the options among which the search chooses.
fn allowed(case: &Case) -> Vec<Vec<usize>> {
    let drafts: Vec<_> = case.drafts.iter().map(|it| it.options(case.issues.len())).collect();
    let of_issue = |(index, issue): (usize, &Issue)| {
        let moved = |draft: &Vec<Vec<OptionId>>| {
            !draft[index].is_empty() && draft[index].iter().all(|it| Some(*it) != issue.status_quo)
        };
        let by_all = 2 <= drafts.len() && drafts.iter().all(moved);
        let left = |it: &usize| by_all && Some(OptionId(*it)) == issue.status_quo;
        (0..issue.options.len()).filter(|it| !left(it)).collect()
    };
    case.issues.iter().enumerate().map(of_issue).collect()
}

/// How good an outcome is: fewer broken linkages first, then the joint share.
#[derive(Clone, Copy, Debug)]
struct Merit {
    broken: usize,
    share: f64,
}

impl Merit {
    fn is_below(self, other: Self) -> bool {
        other.broken < self.broken || (other.broken == self.broken && self.share < other.share)
    }
}

fn merit(case: &Case, tables: &mut [Table<'_>], outcome: &[usize]) -> Merit {
    let matches = |pattern: &Pattern| {
        pattern.iter().all(|(issue, options)| options.contains(&OptionId(outcome[issue.0])))
    };
    let broken = case.linkages.iter().filter(|it| matches(&it.when) && !matches(&it.then)).count();
    Merit { broken, share: tables.iter_mut().map(|it| it.share(outcome)).product() }
}

/// A party's gains from the outcome it was last asked about, so that the next one costs only what
/// differs.
struct Table<'a> {
    view: &'a View,
    outcome: Vec<usize>,
    gains: Vec<f64>,
}

impl<'a> Table<'a> {
    fn new(view: &'a View, outcome: &[usize]) -> Self {
        let gains = match &view.answer {
            Answer::Worlds(worlds) => {
                worlds.gains(&view.space, &settled(outcome), crate::proposition::Of::Worst)
            }
            Answer::Numbers(_) | Answer::None(_) => Vec::new(),
        };
        Self { view, outcome: outcome.to_vec(), gains }
    }

    /// A guide to the party's share: a little above it, so that where no world accepts an outcome
    /// for one party the others still show the way.
    fn share(&mut self, outcome: &[usize]) -> f64 {
        let reading = settled(outcome);
        let worlds = match &self.view.answer {
            Answer::Worlds(worlds) => worlds,
            Answer::Numbers(numbers) => return numbers.nearness(&reading).max(1e-6),
            Answer::None(_) => return 0.0,
        };
        for (issue, (&from, &to)) in self.outcome.iter().zip(outcome).enumerate() {
            if from != to {
                let [from, to] =
                    [from, to].map(|it| &worlds.draws.worths[self.view.space.at(issue, it)]);
                for (gain, (from, to)) in self.gains.iter_mut().zip(from.iter().zip(to)) {
                    *gain += to - from;
                }
            }
        }
        outcome.clone_into(&mut self.outcome);
        let [vetoes, _] = vetoes(&self.view.problem, &reading);
        let passes = |&(world, gain): &(usize, &f64)| {
            0.0 <= *gain && !vetoes.iter().any(|&it| worlds.draws.real[it][world])
        };
        let passing = self.gains.iter().enumerate().filter(passes).count();
        (count(passing) + 0.5) / (count(self.gains.len()) + 1.0)
    }
}

fn settled(outcome: &[usize]) -> Reading {
    outcome.iter().map(|&it| vec![it]).collect()
}
