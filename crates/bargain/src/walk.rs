//! The streamed enumeration behind every question.
//!
//! The space is cut into tasks of at most [`TASK`] outcomes that share their first options. Tasks
//! run in blocks: those of one block in parallel, each knowing what all earlier blocks found, and
//! what they find is taken up in order. Neither the cut nor the blocks depend on the number of
//! threads, so neither does what is found or what it takes.

use rayon::prelude::*;

use crate::cap::Caps;
use crate::{
    Among, Effort, Error, Exactness, Interaction, Linkage, OptionId, Pattern, Problem, Space, Stop,
};

/// Largest number of outcomes of a space that is enumerated: 2²⁶.
pub const ENUMERATION_LIMIT: u64 = 1 << 26;

/// Most outcomes of one task.
const TASK: u64 = 1 << 10;

/// Most tasks of one block. The first blocks are smaller, so that something is known early.
const BLOCK: u64 = 1 << 8;

/// Fewest outcomes below a choice for which it pays to ask [`Search::is_hopeless`].
const WORTH_ASKING: u64 = 16;

/// What is looked for.
pub(crate) trait Search: Sync {
    /// What one task finds.
    type Part: Send;

    /// What a task has found before it begins.
    fn start(&self) -> Self::Part;

    /// Takes note of an outcome. Within a task, outcomes come in lexicographic order.
    fn visit(&self, part: &mut Self::Part, outcome: &[OptionId], payoffs: &[i64]);

    /// Whether no outcome with payoffs at or below the ceiling, party by party, is of interest.
    fn is_hopeless(&self, ceiling: &[i64]) -> bool;

    /// Ends a task, still in parallel to others.
    fn finish(&self, _part: &mut Self::Part) {}

    /// Takes up what the tasks of a block found, in the order of their outcomes.
    fn absorb(&mut self, parts: Vec<Self::Part>) -> Result<(), Error>;
}

/// Shows the outcomes of the problem to the search, all but the hopeless ones.
pub(crate) fn walk<S: Search>(
    problem: &Problem,
    among: Among,
    stop: &Stop,
    search: &mut S,
) -> Result<(Exactness, Effort), Error> {
    let plan = Plan::new(problem, among)?;
    let tasks = plan.below[0] / plan.below[plan.shared];
    let (mut next, mut seen, mut effort) = (0, 0, Effort::default());
    while next < tasks {
        let block = next.clamp(1, BLOCK).min(tasks - next);
        let found: Vec<_> = (next..next + block)
            .into_par_iter()
            .filter(|_| !stop.is_requested())
            .map(|task| {
                let mut part = search.start();
                let mut trail = Trail::new(&plan);
                plan.run(task, search, &mut part, &mut trail);
                search.finish(&mut part);
                stop.settle(plan.below[plan.shared]);
                (part, trail.visited)
            })
            .collect();
        let finished = found.len();
        seen += plan.below[plan.shared] * finished as u64;
        effort.outcomes += found.iter().map(|(_, visited)| visited).sum::<u64>();
        search.absorb(found.into_iter().map(|(part, _)| part).collect())?;
        if (finished as u64) < block {
            return Ok((Exactness::Partial { seen, of: plan.below[0] }, effort));
        }
        next += block;
    }
    Ok((Exactness::Exact, effort))
}

/// The problem, arranged for one choice after the other.
struct Plan<'a> {
    among: Among,
    space: &'a Space,
    parties: usize,
    /// Utilities: `worth[issue]` holds one run of parties for each option.
    worth: Vec<Vec<i64>>,
    /// The most each party can still get from this issue on; one run of parties for each issue,
    /// and one of zeros at the end.
    still: Vec<Vec<i64>>,
    floors: Vec<i64>,
    caps: Caps,
    /// The interactions that are known once this issue is settled, with the place of their party.
    interactions: Vec<Vec<(usize, &'a Interaction)>>,
    /// The linkages that can be judged once this issue is settled.
    linkages: Vec<Vec<&'a Linkage>>,
    /// The red lines that can be judged once this issue is settled.
    red_lines: Vec<Vec<&'a Pattern>>,
    /// Number of outcomes that share the options of all issues before this one.
    below: Vec<u64>,
    /// Number of issues whose options the outcomes of a task share.
    shared: usize,
}

/// The choices made on the way to an outcome.
struct Trail {
    options: Vec<OptionId>,
    /// What the first choices add up to: `sums[count]` holds one number for each party.
    sums: Vec<Vec<i64>>,
    /// The most each party can get with these choices.
    ceiling: Vec<i64>,
    visited: u64,
}

impl Trail {
    fn new(plan: &Plan<'_>) -> Self {
        Self {
            options: vec![OptionId(0); plan.worth.len()],
            sums: vec![vec![0; plan.parties]; plan.worth.len() + 1],
            ceiling: vec![0; plan.parties],
            visited: 0,
        }
    }
}

impl<'a> Plan<'a> {
    fn new(problem: &'a Problem, among: Among) -> Result<Self, Error> {
        let (space, parties) = (problem.space(), problem.parties());
        let outcomes = space.size();
        if outcomes.is_none_or(|it| u128::from(ENUMERATION_LIMIT) < it) {
            return Err(Error::SpaceTooLarge { outcomes, limit: ENUMERATION_LIMIT });
        }
        let mut interactions = vec![Vec::new(); space.issue_count()];
        for (index, party) in parties.iter().enumerate() {
            for interaction in &party.interactions {
                interactions[interaction.last_issue()].push((index, interaction));
            }
        }
        let mut below = vec![1];
        let mut still = vec![vec![0; parties.len()]];
        for issue in space.issues().collect::<Vec<_>>().into_iter().rev() {
            let best = parties.iter().map(|it| it.utilities[issue.index()].iter().max());
            let rest = &still[still.len() - 1];
            let mut sum: Vec<_> =
                best.zip(rest).map(|(best, rest)| best.unwrap_or(&0) + rest).collect();
            for &(party, interaction) in &interactions[issue.index()] {
                sum[party] += interaction.best();
            }
            still.push(sum);
            below.push(below[below.len() - 1] * space.option_count(issue) as u64);
        }
        still.reverse();
        below.reverse();

        let mut linkages = vec![Vec::new(); space.issue_count()];
        for linkage in problem.linkages() {
            linkages[linkage.last_issue()].push(linkage);
        }
        let mut red_lines = vec![Vec::new(); space.issue_count()];
        for red_line in parties.iter().flat_map(|it| &it.red_lines) {
            red_lines[red_line.last_issue()].push(red_line);
        }
        let worth = |issue: usize| {
            let options = 0..parties[0].utilities[issue].len();
            options
                .flat_map(move |option| parties.iter().map(move |it| it.utilities[issue][option]))
        };
        Ok(Self {
            among,
            space,
            interactions,
            parties: parties.len(),
            worth: (0..space.issue_count()).map(|issue| worth(issue).collect()).collect(),
            still,
            floors: parties.iter().map(|it| it.reservation).collect(),
            caps: Caps::new(parties),
            linkages,
            red_lines,
            shared: below.partition_point(|&it| TASK < it),
            below,
        })
    }

    /// Walks the outcomes of a task: makes the choices they share, then all others.
    fn run<S: Search>(&self, task: u64, search: &S, part: &mut S::Part, trail: &mut Trail) {
        let mut rest = task * self.below[self.shared];
        for issue in 0..self.shared {
            let option = rest / self.below[issue + 1];
            rest %= self.below[issue + 1];
            let option = u8::try_from(option).expect("an issue has at most 256 options");
            if !self.choose(issue, OptionId(option), search, trail) {
                return;
            }
        }
        self.descend(self.shared, search, part, trail);
    }

    fn descend<S: Search>(&self, issue: usize, search: &S, part: &mut S::Part, trail: &mut Trail) {
        if issue == self.worth.len() {
            trail.visited += 1;
            // Nothing is left to come, so that the ceiling is what there is.
            search.visit(part, &trail.options, &trail.ceiling);
            return;
        }
        for option in (0..=u8::MAX).take(self.worth[issue].len() / self.parties) {
            if self.choose(issue, OptionId(option), search, trail) {
                self.descend(issue + 1, search, part, trail);
            }
        }
    }

    /// Settles an issue, and says whether any outcome of interest may follow.
    fn choose<S: Search>(
        &self,
        issue: usize,
        option: OptionId,
        search: &S,
        trail: &mut Trail,
    ) -> bool {
        trail.options[issue] = option;
        if !self.linkages[issue].iter().all(|it| it.is_obeyed(&trail.options)) {
            return false;
        }
        let (before, after) = trail.sums.split_at_mut(issue + 1);
        let (before, after) = (&before[issue], &mut after[0]);
        let worth = &self.worth[issue][option.index() * self.parties..][..self.parties];
        let still = &self.still[issue + 1];
        for party in 0..self.parties {
            after[party] = before[party] + worth[party];
        }
        for &(party, interaction) in &self.interactions[issue] {
            after[party] += interaction.worth(self.space, &trail.options);
        }
        for party in 0..self.parties {
            trail.ceiling[party] = after[party] + still[party];
        }
        self.caps.apply(&mut trail.ceiling);
        if self.among == Among::Acceptable
            && (trail.ceiling.iter().zip(&self.floors).any(|(ceiling, floor)| ceiling < floor)
                || self.red_lines[issue].iter().any(|it| it.matches(&trail.options)))
        {
            return false;
        }
        self.below[issue + 1] < WORTH_ASKING || !search.is_hopeless(&trail.ceiling)
    }
}
