//! What a share rests on: each statement, and what the share would be without it.

use std::collections::BTreeSet;

use onetext_case::StatementId;

use crate::acceptability::Because;
use crate::converge::{count, is_enough};
use crate::elicited::View;
use crate::proposition::Proposition;
use crate::space::Reading;
use crate::worlds::{Passes, Worlds};

/// The statements that bear on a text, the most influential first.
///
/// A world weighs, without a statement, what it weighs with it, times the ratio of the two
/// likelihoods: exact, as far as the worlds drawn go.
pub(crate) fn because(
    view: &View,
    worlds: &Worlds,
    reading: &Reading,
    passes: &Passes,
    effective: f64,
) -> Vec<Because> {
    let mut because = Vec::new();
    for entry in &view.ledger {
        let id = entry.statement;
        if !entry.entered.is_counted() || !bears_on(view, id, reading) {
            continue;
        }
        let influence = ratios(view, worlds, id).and_then(|ratios| {
            let sum: f64 = ratios.iter().sum();
            let squares: f64 = ratios.iter().map(|it| it * it).sum();
            let kept = sum * sum / squares / count(ratios.len());
            let middle = |at: usize| {
                0.5 * (f64::from(u8::from(passes.low[at])) + f64::from(u8::from(passes.high[at])))
            };
            let with = (0..ratios.len()).map(middle).sum::<f64>() / count(ratios.len());
            let without =
                ratios.iter().enumerate().map(|(at, it)| it * middle(at)).sum::<f64>() / sum;
            is_enough(kept * effective).then_some(with - without)
        });
        because.push(Because { statement: id, entered: entry.entered, influence });
    }
    because.sort_by(|one, other| {
        let size = |it: &Because| it.influence.map_or(f64::INFINITY, f64::abs);
        size(other).total_cmp(&size(one)).then(one.statement.cmp(&other.statement))
    });
    because
}

/// Whether a statement speaks of no agreement, of an issue that the text is not silent on, or of a
/// red line that the text crosses, be it to draw it or to release it.
fn bears_on(view: &View, statement: StatementId, reading: &Reading) -> bool {
    let space = &view.space;
    let mut spoken: BTreeSet<usize> = BTreeSet::new();
    for (issue, levels) in reading.iter().enumerate() {
        if levels[..] != [space.silent(issue)] {
            spoken.extend(space.levels(issue).map(|level| space.at(issue, level)));
        }
    }
    // What a text says on one issue of a tie bears on the tie.
    for (tie, mut issues) in space.tied_issues() {
        if issues.any(|it| reading[it][..] != [space.silent(it)]) {
            spoken.extend([tie, tie + 1]);
        }
    }
    let gains = view.problem.prospects.iter().flat_map(|it| &it.gain);
    spoken.extend(gains.map(|it| it.0));
    let speaks = |it: &Proposition| {
        it.forms.iter().any(|form| {
            form.against_none
                || form.terms.iter().any(|it| spoken.contains(&it.0))
                || form.extremes.iter().flat_map(|it| &it.of).any(|it| spoken.contains(it))
        }) || it.vetoes.iter().any(|&veto| view.problem.vetoes[veto].what.some(reading))
    };
    view.problem.rows.iter().any(|it| it.is_said_by(statement) && speaks(&it.what))
        || view.problem.vetoes.iter().any(|it| it.is_said_by(statement) && it.what.some(reading))
        || view
            .problem
            .prospects
            .iter()
            .any(|it| it.factors.iter().any(|(said, _)| said.is_said_by(statement)))
}

/// For each world, its likelihood without a statement over that with it; `None` if the statement
/// is hard and nothing but it says so.
fn ratios(view: &View, worlds: &Worlds, statement: StatementId) -> Option<Vec<f64>> {
    let mut ratios = vec![1.0; worlds.count()];
    let problem = &view.problem;
    let table = &problem.credences;
    for (row, truth) in problem.rows.iter().zip(&worlds.draws.truth) {
        if row.is_said_by(statement) {
            // Without any voice, both ways weigh the same.
            multiply(
                &mut ratios,
                truth,
                row.credence,
                row.without(statement, table).unwrap_or(0.5),
            )?;
        }
    }
    for (veto, real) in problem.vetoes.iter().zip(&worlds.draws.real) {
        if veto.is_said_by(statement) {
            // Without any voice, there is no red line.
            multiply(
                &mut ratios,
                real,
                veto.credence,
                veto.without(statement, table).unwrap_or(0.0),
            )?;
        }
    }
    for (prospect, cells) in problem.prospects.iter().zip(&worlds.draws.cells) {
        for (said, factor) in prospect.factors.iter().filter(|it| it.0.is_said_by(statement)) {
            let credence = said.without(statement, table).unwrap_or(0.5);
            for (ratio, &cell) in ratios.iter_mut().zip(cells) {
                *ratio *= factor.weight_at(cell, credence) / factor.weight(cell);
            }
        }
    }
    Some(ratios)
}

fn multiply(ratios: &mut [f64], holds: &[bool], with: f64, without: f64) -> Option<()> {
    if with < 1.0 {
        for (ratio, &holds) in ratios.iter_mut().zip(holds) {
            *ratio *= if holds { without / with } else { (1.0 - without) / (1.0 - with) };
        }
        return Some(());
    }
    (1.0 <= without).then_some(())
}
