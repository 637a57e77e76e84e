//! What no agreement is worth.

use onetext_case::{Prospect, Swing};

use crate::proposition::{Of, Proposition, Sum};
use crate::space::{Reading, Space};

use super::swing::add_swing;

/// `pressure`: *c ≥ Σ swing(i)* over what is named, as `priority` has the swing; if nothing is, *c*
/// is at least the mean worth of a level, *n · c ≥ Σ v(l)* over all *n* levels of all issues.
pub(super) fn pressure(space: &Space, swings: &[Swing]) -> Option<Proposition> {
    let mut sum = Sum::default();
    if swings.is_empty() {
        sum.add(space.cost(), i32::try_from(space.levels).ok()?);
        for level in 0..space.levels {
            sum.add(level, -1);
        }
    } else {
        sum.add(space.cost(), 1);
        for &swing in swings {
            add_swing(&mut sum, space, swing, -1);
        }
    }
    Proposition::all(vec![sum.linear()])
}

/// What a prospect is worth beyond silence, *U(silence with e) − U(silence)*: coordinates and their
/// factors.
pub(crate) fn gain(space: &Space, prospect: &Prospect) -> Vec<(usize, i32)> {
    let mut outcome: Reading = vec![Vec::new(); space.issues()];
    for (issue, option) in &prospect.outcome {
        outcome[issue.0] = vec![option.0];
    }
    Sum::default().text(space, &outcome, Of::Worst, 1).linear().terms
}
