//! What no agreement is worth.

use onetext_case::Prospect;

use crate::proposition::Sum;
use crate::space::Space;

/// What a prospect is worth beyond silence, *U(silence with e) − U(silence)*: coordinates and their
/// factors.
pub(crate) fn gain(space: &Space, prospect: &Prospect) -> Vec<(usize, i32)> {
    let mut gain = Sum::default();
    for (issue, option) in &prospect.outcome {
        gain.add(space.at(issue.0, option.0), 1);
        gain.add(space.at(issue.0, space.silent(issue.0)), -1);
    }
    gain.linear().terms
}
