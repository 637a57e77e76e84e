//! The questions that a case gives rise to, and in which worlds the answer is yes.

use std::collections::{BTreeMap, BTreeSet};

use onetext_case::{Case, Claim, DraftId, IssueId, OptionId, Pattern, Step};
use rayon::prelude::*;

use crate::ask::asking::Asking;
use crate::ask::table::Bits;
use crate::elicited::View;
use crate::error::Error;
use crate::lower::{Said, Voice};
use crate::meaning::proposition;
use crate::proposition::{Blocked, Linear, Proposition};
use crate::question::Stop;
use crate::space::{Reading, Space};
use crate::text::{Level, Text};
use crate::worlds::{Worlds, largest};

/// The most readings of one draft that are asked about.
const READINGS: usize = 8;
/// The most readings of one draft among which they are chosen.
const MOST: usize = 1 << 12;

/// Questions to a party, in a fixed order, with the worlds in which the answer is yes.
///
/// # Errors
///
/// [`Error::Stopped`].
pub(super) fn candidates(
    case: &Case,
    view: &View,
    worlds: &Worlds,
    watched: &[Text],
    stop: Stop<'_>,
) -> Result<Vec<(Asking, Bits)>, Error> {
    let mut groups = signs(case, &view.space, watched);
    groups.push(firm(case, view));
    groups.extend(options(case));
    groups.push(matters(case, &view.space, worlds));
    groups.push(better(case, &view.space));
    let answered = |group: Vec<Asking>| {
        if stop() {
            return Err(Error::Stopped);
        }
        Ok(answer(case, view, worlds, group))
    };
    let answered: Vec<Result<Vec<_>, Error>> = groups.into_par_iter().map(answered).collect();
    let answered: Vec<Vec<_>> = answered.into_iter().collect::<Result<_, _>>()?;
    Ok(answered.into_iter().flatten().collect())
}

/// Would you sign: each draft, the latest first, up to eight readings of it, and the first of them
/// with one issue changed; then each watched text that is none of them.
fn signs(case: &Case, space: &Space, watched: &[Text]) -> Vec<Vec<Asking>> {
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for draft in (0..case.drafts.len()).rev().map(DraftId) {
        let Ok(open) = space.reading(&Text::draft(case, draft)) else { continue };
        let Some(readings) = space.readings(&open, MOST) else { continue };
        let mut group = Vec::new();
        let mut add = |reading: &Reading, changed: Option<usize>| {
            let package = package(space, reading);
            if seen.insert(package.clone()) {
                let is_open = |it: &usize| 1 < open[*it].len() || Some(*it) == changed;
                let issues = (0..space.issues()).filter(is_open);
                let changes =
                    issues.map(|it| (IssueId(it), space.level(it, reading[it][0]))).collect();
                group.push(Asking::Sign { draft: Some(draft), changes, package });
            }
        };
        let step = readings.len().div_ceil(READINGS).max(1);
        readings.iter().step_by(step).for_each(|it| add(it, None));
        let Some(first) = readings.first() else { continue };
        for issue in 0..space.issues() {
            for level in space.levels(issue).filter(|it| *it != first[issue][0]) {
                let mut changed = first.clone();
                changed[issue] = vec![level];
                if space.broken(&changed) == 0 {
                    add(&changed, Some(issue));
                }
            }
        }
        groups.push(group);
    }
    let mut others = Vec::new();
    for text in watched {
        let Ok(reading) = space.reading(text) else { continue };
        if reading.iter().any(|it| 1 < it.len()) {
            continue;
        }
        let package = package(space, &reading);
        if !package.is_empty() && seen.insert(package.clone()) {
            let says = |it: &usize| reading[*it][0] != space.silent(*it);
            let issues = (0..space.issues()).filter(says);
            let changes: BTreeMap<IssueId, Level> =
                issues.map(|it| (IssueId(it), space.level(it, reading[it][0]))).collect();
            others.push(Asking::Sign { draft: None, changes, package });
        }
    }
    groups.push(others);
    groups
}

/// The options of a settled reading; silence that is no option is left out.
fn package(space: &Space, reading: &Reading) -> Pattern {
    let option = |(issue, levels): (usize, &Vec<usize>)| match space.level(issue, levels[0]) {
        Level::Option(option) => Some((IssueId(issue), vec![option])),
        Level::Silent => None,
    };
    reading.iter().enumerate().filter_map(option).collect()
}

/// Is this red line firm.
fn firm(case: &Case, view: &View) -> Vec<Asking> {
    let asking = |said: &Said<Blocked>| {
        let statement = said.voices.iter().map(|it: &Voice| it.statement).min()?;
        let line = match &case.statements[statement.0].claim {
            Claim::Threat { options, .. } => Claim::RedLine(options.clone()),
            claim => claim.clone(),
        };
        let options = |it: &[usize]| it.iter().map(|&it| OptionId(it)).collect::<Vec<_>>();
        let mut crossing: Pattern =
            said.what.when.iter().map(|it| (IssueId(it.0), options(&it.1))).collect();
        // What fails the condition on one issue fails it.
        if let Some((issue, met)) = said.what.unless.first() {
            let all = (0..case.issues[*issue].options.len()).map(OptionId);
            let fails = |it: &OptionId| {
                !met.contains(&it.0)
                    && crossing.get(&IssueId(*issue)).is_none_or(|when| when.contains(it))
            };
            let fails: Vec<OptionId> = all.filter(fails).collect();
            if fails.is_empty() {
                return None;
            }
            crossing.insert(IssueId(*issue), fails);
        }
        Some(Asking::Firm { statement, line, crossing })
    };
    view.problem.vetoes.iter().filter_map(asking).collect()
}

/// Which of two options is better: a group for each issue.
fn options(case: &Case) -> Vec<Vec<Asking>> {
    let of_issue = |(issue, it): (usize, &onetext_case::Issue)| {
        let issue = IssueId(issue);
        let count = it.options.len();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        let asking =
            |(one, other)| Asking::Option { issue, one: OptionId(one), other: OptionId(other) };
        pairs.map(asking).collect()
    };
    case.issues.iter().enumerate().map(of_issue).collect()
}

/// Which of two steps matters more, each from the option that is worth least on average to the one
/// that is worth most.
fn matters(case: &Case, space: &Space, worlds: &Worlds) -> Vec<Asking> {
    let step = |issue: usize| {
        let mean = |it: usize| worlds.draws.worths[space.at(issue, it)].iter().sum::<f64>();
        let means: Vec<f64> = (0..case.issues[issue].options.len()).map(mean).collect();
        let (from, _) = largest(means.iter().map(|it| -it))?;
        let (to, _) = largest(means.iter().copied())?;
        let [from, to] = [from, to].map(OptionId);
        (from != to).then_some(Step { issue: IssueId(issue), from, to })
    };
    let steps: Vec<Step> = (0..case.issues.len()).filter_map(step).collect();
    let pairs = steps.iter().enumerate().flat_map(|(place, one)| {
        steps[place + 1..].iter().map(|other| Asking::Matters { one: *one, other: *other })
    });
    pairs.collect()
}

/// Which of two drafts is better, for drafts without open brackets.
fn better(case: &Case, space: &Space) -> Vec<Asking> {
    let is_settled = |it: &DraftId| {
        let reading = space.reading(&Text::draft(case, *it));
        reading.is_ok_and(|it| it.iter().all(|it| it.len() == 1))
    };
    let drafts: Vec<DraftId> = (0..case.drafts.len()).map(DraftId).filter(is_settled).collect();
    let pairs = drafts.iter().enumerate().flat_map(|(place, one)| {
        drafts[place + 1..].iter().map(|other| Asking::Better { one: *one, other: *other })
    });
    pairs.collect()
}

/// In which worlds the answers are yes; a question that says nothing is left out.
fn answer(case: &Case, view: &View, worlds: &Worlds, group: Vec<Asking>) -> Vec<(Asking, Bits)> {
    let mut base = None;
    let mut answered = Vec::new();
    for asking in group {
        let yes = if let Asking::Firm { statement, .. } = &asking {
            let veto = view.problem.vetoes.iter().position(|it| it.is_said_by(*statement));
            veto.map(|it| Bits::new(&worlds.draws.real[it]))
        } else {
            proposition(case, &view.space, &asking.claim(true), &view.problem.vetoes)
                .map(|it| Bits::new(&holds(worlds, &it, &mut base)))
        };
        answered.extend(yes.map(|it| (asking, it)));
    }
    answered
}

/// In which worlds a proposition holds. `base` is a form that was looked at before, with its
/// values: a form that differs from it in few terms costs only these.
pub(super) fn holds(
    worlds: &Worlds,
    proposition: &Proposition,
    base: &mut Option<(Linear, Vec<f64>)>,
) -> Vec<bool> {
    let mut holds = vec![true; worlds.count()];
    for form in &proposition.forms {
        let values = match base {
            Some((known, values))
                if form.extremes == known.extremes && form.against_none == known.against_none =>
            {
                let mut values = values.clone();
                for (worth, factor) in difference(&form.terms, &known.terms) {
                    add(&mut values, &worlds.draws.worths[worth], factor);
                }
                values
            }
            _ => {
                let values = values(worlds, form);
                if base.is_none() {
                    *base = Some((form.clone(), values.clone()));
                }
                values
            }
        };
        for (holds, value) in holds.iter_mut().zip(&values) {
            *holds &= 0.0 <= *value;
        }
    }
    for &veto in &proposition.vetoes {
        for (holds, &real) in holds.iter_mut().zip(&worlds.draws.real[veto]) {
            *holds &= !real;
        }
    }
    for holds in &mut holds {
        *holds = *holds != proposition.negated;
    }
    holds
}

fn values(worlds: &Worlds, form: &Linear) -> Vec<f64> {
    let mut values =
        if form.against_none { worlds.draws.gap.clone() } else { vec![0.0; worlds.count()] };
    for &(worth, factor) in &form.terms {
        add(&mut values, &worlds.draws.worths[worth], factor);
    }
    for extreme in &form.extremes {
        for (world, value) in values.iter_mut().enumerate() {
            let over = extreme.over(extreme.of.iter().map(|&it| worlds.draws.worths[it][world]));
            *value += f64::from(extreme.factor) * over;
        }
    }
    values
}

fn add(values: &mut [f64], column: &[f64], factor: i32) {
    let factor = f64::from(factor);
    for (value, worth) in values.iter_mut().zip(column) {
        *value += factor * worth;
    }
}

/// The terms of the one sum less those of the other; both are in order.
fn difference(one: &[(usize, i32)], other: &[(usize, i32)]) -> Vec<(usize, i32)> {
    let mut terms: BTreeMap<usize, i32> = one.iter().copied().collect();
    for &(worth, factor) in other {
        *terms.entry(worth).or_default() -= factor;
    }
    terms.retain(|_, factor| *factor != 0);
    terms.into_iter().collect()
}
