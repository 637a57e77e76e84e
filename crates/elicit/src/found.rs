//! What all could accept: a search, not a proof.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use onetext_case::{Case, DraftId, Issue, OptionId};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::converge::count;
use crate::elicited::{Answer, Elicited, View};
use crate::error::Error;
use crate::joint::Joint;
use crate::proposition::Of;
use crate::space::{Reading, Space};
use crate::text::Text;
use crate::worlds::vetoes;

/// The most readings of one draft from which the search starts.
const READINGS: usize = 16;

/// An outcome that a search came to: found, not best. There may be better ones, but none of these
/// has a higher joint share: those that differ from it on one issue, and drafts without open
/// brackets. Outcomes that [`found`] leaves out do not count.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One option for each issue.
    pub outcome: Vec<OptionId>,
    /// Whether all parties with a seat would accept it. The search looked at the same worlds, so
    /// the number flatters its outcome a little.
    pub joint: Joint,
    /// How many starts the search made: the random ones, the status quo, and readings of drafts.
    pub starts: usize,
    /// How many different outcomes it looked at.
    pub looked_at: usize,
}

/// Searches for the outcome with the highest joint share, one issue at a time, from many starts: the
/// status quo, up to 16 readings of each draft, and `starts` outcomes at random.
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
    let space = Space::new(case);
    let mut outcomes = starts_of(case, &space, &allowed);
    for _ in 0..starts {
        let pick = |options: &Vec<usize>| {
            let many = u64::try_from(options.len()).unwrap_or(1);
            let place = usize::try_from(random.next_u64() % many.max(1)).unwrap_or(0);
            options.get(place).copied().unwrap_or(0)
        };
        outcomes.push(allowed.iter().map(pick).collect());
    }
    let starts = outcomes.len();
    let mut seen: BTreeMap<Vec<usize>, Merit> = BTreeMap::new();
    for mut outcome in outcomes {
        let mut tables: Vec<Table<'_>> =
            elicited.views.iter().filter(|it| it.seat).map(|it| Table::new(it, &outcome)).collect();
        let mut merit = |outcome: &Vec<usize>| {
            if let Some(&known) = seen.get(outcome) {
                return known;
            }
            let merit = Merit::of(&space, &mut tables, outcome);
            seen.insert(outcome.clone(), merit);
            merit
        };
        let mut here = merit(&outcome);
        loop {
            let before = here;
            for issue in 0..outcome.len() {
                for &option in &allowed[issue] {
                    let old = outcome[issue];
                    if option == old {
                        continue;
                    }
                    outcome[issue] = option;
                    let next = merit(&outcome);
                    if here.is_below(next) {
                        here = next;
                    } else {
                        outcome[issue] = old;
                    }
                }
            }
            if !before.is_below(here) {
                break;
            }
        }
        if best.as_ref().is_none_or(|it| it.0.is_below(here)) {
            best = Some((here, outcome));
        }
    }
    let looked_at = seen.len();
    match best {
        Some((merit, outcome)) if merit.broken == 0 => {
            let outcome: Vec<OptionId> = outcome.into_iter().map(OptionId).collect();
            let joint = elicited.joint(&Text::outcome(&outcome))?;
            Ok(Found { outcome, joint, starts, looked_at })
        }
        _ => Err(Error::NoOutcome),
    }
}

/// For each issue, the options among which a search for a text chooses: all but the status quo where
/// two or more drafts all move it. A text that undoes what every draft does is nobody's agreement.
pub fn allowed(case: &Case) -> Vec<Vec<usize>> {
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

/// Starts that the case itself gives: the status quo, and the readings of each draft, evenly spaced
/// where there are many. What is not said, or not allowed, is the first option that is allowed.
fn starts_of(case: &Case, space: &Space, allowed: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let of_issue = |issue: usize, said: usize| {
        let options = &allowed[issue];
        if options.contains(&said) { said } else { options.first().copied().unwrap_or(0) }
    };
    let mut found = vec![(0..allowed.len()).map(|it| of_issue(it, space.silent(it))).collect()];
    for draft in (0..case.drafts.len()).map(DraftId) {
        let Ok(open) = space.reading(&Text::draft(case, draft)) else { continue };
        let many = open.iter().fold(1_usize, |many, it| many.saturating_mul(it.len()));
        for number in 0..many.min(READINGS) {
            let mut rest = if many <= READINGS { number } else { many / READINGS * number };
            let mut outcome = Vec::new();
            for (issue, levels) in open.iter().enumerate() {
                outcome.push(of_issue(issue, levels[rest % levels.len()]));
                rest /= levels.len();
            }
            found.push(outcome);
        }
    }
    found
}

/// How good an outcome is: fewer broken linkages first, then the joint share, then a guide that
/// still shows the way where no world accepts an outcome for one party.
#[derive(Clone, Copy, Debug)]
struct Merit {
    broken: usize,
    share: f64,
    guide: f64,
}

impl Merit {
    fn of(space: &Space, tables: &mut [Table<'_>], outcome: &[usize]) -> Self {
        let parts: Vec<[f64; 2]> = tables.iter_mut().map(|it| it.share(outcome)).collect();
        let [share, guide] = [0, 1].map(|at| parts.iter().map(|it| it[at]).product());
        Self { broken: space.broken(&settled(outcome)), share, guide }
    }

    fn is_below(self, other: Self) -> bool {
        if self.broken != other.broken {
            return other.broken < self.broken;
        }
        let order = self.share.total_cmp(&other.share).then(self.guide.total_cmp(&other.guide));
        order == Ordering::Less
    }
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
            Answer::Worlds(worlds) => worlds.gains(&view.space, &settled(outcome), Of::Worst),
            Answer::Numbers(_) | Answer::None(_) => Vec::new(),
        };
        Self { view, outcome: outcome.to_vec(), gains }
    }

    /// The party's share, and a guide to it that is never 0.
    fn share(&mut self, outcome: &[usize]) -> [f64; 2] {
        let reading = settled(outcome);
        let worlds = match &self.view.answer {
            Answer::Worlds(worlds) => worlds,
            Answer::Numbers(numbers) => {
                return [numbers.share(&reading).low, numbers.nearness(&reading).max(1e-6)];
            }
            Answer::None(_) => return [0.0, 0.0],
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
        let ties =
            [&settled(&self.outcome), &reading].map(|it| self.view.space.ties(it, Of::Worst));
        if ties[0] != ties[1] {
            for (terms, sign) in ties.iter().zip([-1.0, 1.0]) {
                for &(tie, times) in terms {
                    for (gain, worth) in self.gains.iter_mut().zip(&worlds.draws.worths[tie]) {
                        *gain += sign * f64::from(times) * worth;
                    }
                }
            }
        }
        outcome.clone_into(&mut self.outcome);
        let [vetoes, _] = vetoes(&self.view.problem, &reading);
        let passes = |&(world, gain): &(usize, &f64)| {
            0.0 <= *gain && !vetoes.iter().any(|&it| worlds.draws.real[it][world])
        };
        let passing = self.gains.iter().enumerate().filter(passes).count();
        let [passing, all] = [passing, self.gains.len()].map(count);
        [passing / all, (passing + 0.5) / (all + 1.0)]
    }
}

fn settled(outcome: &[usize]) -> Reading {
    outcome.iter().map(|&it| vec![it]).collect()
}
