//! What stands most in the way of a text.

use onetext_case::{IssueId, StatementId};

use crate::acceptability::Blocker;
use crate::converge::count;
use crate::elicited::View;
use crate::lower::Said;
use crate::proposition::{Blocked, Of};
use crate::space::Reading;
use crate::worlds::{Passes, Worlds, largest};

/// What explains most of the worlds in which some reading is rejected: the red line that is most
/// often real in them, or the issue on which the reading that serves the party least costs it most
/// against its best level, where that reading is worth too little.
pub(crate) fn blocker(
    view: &View,
    worlds: &Worlds,
    reading: &Reading,
    passes: &Passes,
    vetoes: &[usize],
) -> Option<Blocker> {
    let rejecting: Vec<usize> = (0..worlds.count()).filter(|&it| !passes.low[it]).collect();
    if rejecting.is_empty() {
        return None;
    }
    let share = |worlds: usize| count(worlds) / count(rejecting.len());
    let real =
        |&veto: &usize| share(rejecting.iter().filter(|&&it| worlds.draws.real[veto][it]).count());
    let red_line = largest(vetoes.iter().map(real)).map(|(place, share)| (vetoes[place], share));

    let space = &view.space;
    let gains = worlds.gains(space, reading, Of::Worst);
    // For each issue and level, the coordinates of what it is worth, with its part in the ties.
    let worth_of = |issue: usize, level: usize| {
        let mut with = reading.clone();
        with[issue] = vec![level];
        [vec![(space.at(issue, level), 1)], space.ties(&with, Of::Worst)].concat()
    };
    let worths: Vec<Vec<Vec<(usize, i32)>>> = (0..space.issues())
        .map(|issue| space.levels(issue).map(|level| worth_of(issue, level)).collect())
        .collect();
    let mut dearest = vec![0_usize; space.issues()];
    for &world in rejecting.iter().filter(|&&it| gains[it] < 0.0) {
        let loss = |issue: usize| {
            let worth = |level: usize| -> f64 {
                let terms = worths[issue][level].iter();
                terms.map(|&(it, times)| f64::from(times) * worlds.draws.worths[it][world]).sum()
            };
            space.levels(issue).map(worth).fold(f64::NEG_INFINITY, f64::max)
                - reading[issue].iter().map(|&it| worth(it)).fold(f64::INFINITY, f64::min)
        };
        if let Some((issue, _)) = largest((0..dearest.len()).map(loss)) {
            dearest[issue] += 1;
        }
    }
    let dear = largest(dearest.iter().map(|&it| share(it)));
    match (red_line, dear) {
        (Some((veto, explains)), dear) if dear.is_none_or(|it| it.1 <= explains) => {
            let said = &view.problem.vetoes[veto];
            let (issue, level) = crossed(&said.what, reading)?;
            let level = view.space.level(issue, level);
            let statements = statements(&[said]);
            Some(Blocker { issue: IssueId(issue), level, red_line: true, statements, explains })
        }
        (_, Some((issue, explains))) if 0.0 < explains => {
            let statements = about(view, issue);
            // The level that is worth least in most of these worlds.
            let least = |&level: &usize| {
                let column = &worlds.draws.worths[space.at(issue, level)];
                -rejecting.iter().map(|&it| column[it]).sum::<f64>()
            };
            let (place, _) = largest(reading[issue].iter().map(least))?;
            let level = space.level(issue, reading[issue][place]);
            Some(Blocker { issue: IssueId(issue), level, red_line: false, statements, explains })
        }
        _ => None,
    }
}

/// The statements that say what the levels of an issue are worth.
pub(crate) fn about(view: &View, issue: usize) -> Vec<StatementId> {
    let space = &view.space;
    let ties: Vec<usize> = space
        .tied_issues()
        .filter_map(|(tie, mut issues)| issues.any(|it| it == issue).then_some(tie))
        .collect();
    let here = |it: usize| {
        space.levels(issue).any(|level| space.at(issue, level) == it)
            || ties.iter().any(|&tie| it == tie || it == tie + 1)
    };
    let speaks = view.problem.rows.iter().filter(|row| {
        row.what.forms.iter().any(|form| {
            form.terms.iter().any(|it| here(it.0))
                || form.extremes.iter().flat_map(|it| &it.of).any(|&it| here(it))
        })
    });
    statements(&speaks.collect::<Vec<_>>())
}

/// An issue and a level by which a reading crosses a red line: one that the line names, or one
/// that fails what it requires.
pub(crate) fn crossed(blocked: &Blocked, reading: &Reading) -> Option<(usize, usize)> {
    let named = blocked.when.iter().find_map(|(issue, levels)| {
        reading[*issue].iter().find(|it| levels.contains(it)).map(|&level| (*issue, level))
    });
    named.or_else(|| {
        blocked.unless.iter().find_map(|(issue, levels)| {
            reading[*issue].iter().find(|it| !levels.contains(it)).map(|&level| (*issue, level))
        })
    })
}

pub(crate) fn statements<T>(said: &[&Said<T>]) -> Vec<StatementId> {
    let mut found: Vec<StatementId> =
        said.iter().flat_map(|it| &it.voices).map(|it| it.statement).collect();
    found.sort_unstable();
    found.dedup();
    found
}
