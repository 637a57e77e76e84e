//! All outcomes, one by one, with payoffs computed anew.

use crate::{
    Among, Condition, ENUMERATION_LIMIT, Interaction, Linkage, OptionId, Outcome, Pattern, Problem,
};

/// Number of outcomes; `None` when there are too many to go through.
pub(super) fn size(problem: &Problem) -> Option<u128> {
    problem.space().size().filter(|&size| size <= ENUMERATION_LIMIT.into())
}

/// All outcomes, in lexicographic order, with their payoffs.
pub(super) fn every(problem: &Problem) -> impl Iterator<Item = (Outcome, Vec<i64>)> {
    all(problem).map(|outcome| {
        let payoffs = payoffs_of(problem, &outcome);
        (outcome, payoffs)
    })
}

/// Those that obey all linkages.
pub(super) fn feasible(problem: &Problem) -> impl Iterator<Item = (Outcome, Vec<i64>)> {
    all(problem).filter(|outcome| obeys(problem, outcome)).map(|outcome| {
        let payoffs = payoffs_of(problem, &outcome);
        (outcome, payoffs)
    })
}

fn all(problem: &Problem) -> impl Iterator<Item = Outcome> {
    let mut next = Some(Outcome(vec![OptionId(0); problem.space().issue_count()]));
    let options: Vec<usize> =
        problem.space().issues().map(|it| problem.space().option_count(it)).collect();
    std::iter::from_fn(move || {
        let outcome = next.clone()?;
        if !turn(&options, next.as_mut()?) {
            next = None;
        }
        Some(outcome)
    })
}

/// The feasible outcomes that every party accepts.
pub(super) fn acceptable(problem: &Problem) -> impl Iterator<Item = (Outcome, Vec<i64>)> {
    feasible(problem).filter(|(outcome, payoffs)| is_accepted(problem, outcome, payoffs))
}

/// Whether the outcome fits the space and is one of those asked about.
pub(super) fn is_admitted(problem: &Problem, among: Among, outcome: &Outcome) -> bool {
    if outcome.0.len() != problem.space().issue_count() {
        return false;
    }
    for (issue, option) in problem.space().issues().zip(&outcome.0) {
        if problem.space().option_count(issue) <= usize::from(option.0) {
            return false;
        }
    }
    obeys(problem, outcome)
        && (among == Among::Feasible
            || is_accepted(problem, outcome, &payoffs_of(problem, outcome)))
}

/// Each party's utility, added up anew.
pub(super) fn payoffs_of(problem: &Problem, outcome: &Outcome) -> Vec<i64> {
    let mut payoffs = Vec::new();
    for party in problem.parties() {
        let mut utility = 0;
        for (issue, option) in outcome.0.iter().enumerate() {
            utility += party.utilities[issue][usize::from(option.0)];
        }
        for interaction in &party.interactions {
            utility += together(problem, interaction, outcome);
        }
        payoffs.push(match party.cap {
            Some(cap) if cap < utility => cap,
            _ => utility,
        });
    }
    payoffs
}

fn is_accepted(problem: &Problem, outcome: &Outcome, payoffs: &[i64]) -> bool {
    let mut parties = problem.parties().iter().zip(payoffs);
    parties.all(|(party, &utility)| {
        party.reservation <= utility && !party.red_lines.iter().any(|it| holds(it, outcome))
    })
}

/// Goes to the next outcome in lexicographic order, as an odometer turns; `false` after the last.
fn turn(options: &[usize], outcome: &mut Outcome) -> bool {
    for (option, &count) in outcome.0.iter_mut().zip(options).rev() {
        if usize::from(option.0) + 1 < count {
            option.0 += 1;
            return true;
        }
        option.0 = 0;
    }
    false
}

fn obeys(problem: &Problem, outcome: &Outcome) -> bool {
    !problem.linkages().iter().any(|it| is_broken(it, outcome))
}

/// Whether the outcome breaks the linkage.
pub(super) fn is_broken(linkage: &Linkage, outcome: &Outcome) -> bool {
    match linkage {
        Linkage::Requires { when, then } => holds(when, outcome) && !holds(then, outcome),
        Linkage::Excludes(pattern) => holds(pattern, outcome),
        Linkage::AtMost { count, of } => *count < hold(of, outcome),
        Linkage::AtLeast { count, of } => hold(of, outcome) < *count,
    }
}

fn together(problem: &Problem, interaction: &Interaction, outcome: &Outcome) -> i64 {
    match interaction {
        Interaction::Match { when, worth } if holds(when, outcome) => *worth,
        Interaction::Match { .. } => 0,
        Interaction::Table { issues, worth } => {
            let (mut place, mut run) = (0, 1);
            for issue in issues.iter().rev() {
                place += run * usize::from(outcome.0[usize::from(issue.0)].0);
                run *= problem.space().option_count(*issue);
            }
            worth[place]
        }
    }
}

/// Whether all conditions hold.
pub(super) fn holds(pattern: &Pattern, outcome: &Outcome) -> bool {
    hold(&pattern.0, outcome) == pattern.0.len()
}

/// Number of conditions that hold.
fn hold(conditions: &[Condition], outcome: &Outcome) -> usize {
    let mut holding = 0;
    for condition in conditions {
        let chosen = outcome.0[usize::from(condition.issue.0)];
        if condition.options.iter().any(|option| option == chosen) {
            holding += 1;
        }
    }
    holding
}
