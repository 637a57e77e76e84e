//! What options and packages are worth beside each other.

use onetext_case::{Effect, IssueId, OptionId, Pattern};

use crate::proposition::{Linear, Of, Proposition, Sum};
use crate::space::{Reading, Space, Tie};

/// `support`: *v(o) ≥ v(silence)* on its issue, for each option *o*.
pub(super) fn support(space: &Space, options: &Pattern) -> Option<Proposition> {
    Proposition::all(against_silence(space, options, 1))
}

/// `opposition`: *v(o) ≤ v(silence)* on its issue, for each option *o*.
pub(super) fn opposition(space: &Space, options: &Pattern) -> Option<Proposition> {
    Proposition::all(against_silence(space, options, -1))
}

/// `demand`: *v(o) ≥ v(l)*, for each option *o* and each level *l* of its issue that is not named.
pub(super) fn demand(space: &Space, options: &Pattern) -> Option<Proposition> {
    Proposition::all(apart(space, options, 1))
}

/// `rejection`: *v(o) ≤ v(l)*, for each option *o* and each level *l* of its issue that is not named.
pub(super) fn rejection(space: &Space, options: &Pattern) -> Option<Proposition> {
    Proposition::all(apart(space, options, -1))
}

/// `preference`: *U(silence with p) ≥ U(silence with o)*, for each reading *p* of *prefer* and each
/// reading *o* of *over*.
pub(super) fn preference(space: &Space, prefer: &Pattern, over: &Pattern) -> Option<Proposition> {
    let [prefer, over] = [prefer, over].map(|it| space.apart(&space.package(it)));
    let form = |prefer, over| {
        let mut sum = Sum::default();
        sum.text(space, prefer, Of::Worst, 1).text(space, over, Of::Best, -1).linear()
    };
    let forms = prefer.iter().flat_map(|prefer| over.iter().map(move |over| form(prefer, over)));
    Proposition::all(forms.collect())
}

/// `ideal-point`: *v(o) ≥ v(next o)* for each option *o* from the last one named upward in the order
/// of its issue, and *v(o) ≥ v(o before)* from the first one named downward. Nothing is said of
/// those between, nor of silence where it is a level of its own.
pub(super) fn ideal_point(space: &Space, options: &Pattern) -> Option<Proposition> {
    let mut forms = Vec::new();
    for (issue, levels) in space.package(options).iter().enumerate() {
        let (Some(&first), Some(&last)) = (levels.iter().min(), levels.iter().max()) else {
            continue;
        };
        let down = (0..first).map(|it| [it + 1, it]);
        let up = (last + 1..space.options(issue)).map(|it| [it - 1, it]);
        forms.extend(down.chain(up).map(|pair| difference(space, issue, pair, 1)));
    }
    Proposition::all(forms)
}

/// `indifference`: *10 · |U(silence with o) − U(silence with p)| ≤ Σ swing(i)* over the issues *i*
/// that either names, for each reading *o* of the one and *p* of the other.
pub(super) fn indifference(space: &Space, [one, other]: &[Pattern; 2]) -> Option<Proposition> {
    let form = |more: &Reading, less: &Reading| {
        let mut sum = Sum::default();
        sum.text(space, more, Of::Best, -10).text(space, less, Of::Worst, 10);
        for issue in one.keys().chain(other.keys().filter(|it| !one.contains_key(it))) {
            sum.swing(space, issue.0, 1);
        }
        sum.linear()
    };
    let [ones, others] = [one, other].map(|it| space.apart(&space.package(it)));
    let mut forms = Vec::new();
    for one in &ones {
        for other in &others {
            forms.extend([form(one, other), form(other, one)]);
        }
    }
    Proposition::all(forms)
}

/// `together`: a text that matches *options* on every issue named has *w⁺ − w⁻* added to its
/// utility, both with the prior of a worth; and *w⁺ ≥ w⁻* if the effect is a gain, *w⁺ ≤ w⁻* if it
/// is a loss.
pub(super) fn together(space: &Space, options: &Pattern, effect: Effect) -> Option<Proposition> {
    let gain = space.tie(&tie(options)?)?;
    let sign = match effect {
        Effect::Gain => 1,
        Effect::Loss => -1,
    };
    Proposition::all(vec![Sum::default().add(gain, sign).add(gain + 1, -sign).linear()])
}

/// The options of several issues as a tie; `None` for those of one issue.
pub(crate) fn tie(options: &Pattern) -> Option<Tie> {
    let part = |(issue, options): (&IssueId, &Vec<OptionId>)| {
        (issue.0, options.iter().map(|it| it.0).collect())
    };
    (1 < options.len()).then(|| options.iter().map(part).collect())
}

fn against_silence(space: &Space, options: &Pattern, sign: i32) -> Vec<Linear> {
    let mut forms = Vec::new();
    for (issue, levels) in space.package(options).iter().enumerate() {
        for &level in levels {
            forms.push(difference(space, issue, [level, space.silent(issue)], sign));
        }
    }
    forms
}

/// Each of the options is worth at least as much as each level beside them; with -1, at most.
fn apart(space: &Space, options: &Pattern, sign: i32) -> Vec<Linear> {
    let mut forms = Vec::new();
    for (issue, levels) in space.package(options).iter().enumerate().filter(|it| !it.1.is_empty()) {
        for &level in levels {
            for other in space.levels(issue).filter(|it| !levels.contains(it)) {
                forms.push(difference(space, issue, [level, other], sign));
            }
        }
    }
    forms
}

/// The worth of one level less that of another, times `sign`.
fn difference(space: &Space, issue: usize, [one, other]: [usize; 2], sign: i32) -> Linear {
    let mut sum = Sum::default();
    sum.add(space.at(issue, one), sign).add(space.at(issue, other), -sign).linear()
}
