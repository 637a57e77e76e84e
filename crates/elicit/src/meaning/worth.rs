//! What options and packages are worth beside each other.

use onetext_case::Pattern;

use crate::proposition::{Linear, Of, Proposition, Sum};
use crate::space::Space;

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
    let [prefer, over] = [prefer, over].map(|it| space.package(it));
    let mut sum = Sum::default();
    sum.text(space, &prefer, Of::Worst, 1).text(space, &over, Of::Best, -1);
    Proposition::all(vec![sum.linear()])
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
