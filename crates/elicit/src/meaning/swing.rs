//! How much issues matter beside each other.

use onetext_case::{IssueId, Step};

use crate::proposition::{Proposition, Sum};
use crate::space::Space;

/// `trade`: *v(p to) − v(p from) ≥ v(o to) − v(o from)*, for the steps *p* to prefer and *o* over
/// which.
pub(super) fn trade(space: &Space, prefer: Step, over: Step) -> Option<Proposition> {
    let mut sum = Sum::default();
    for (step, factor) in [(prefer, 1), (over, -1)] {
        let [from, to] = [step.from, step.to].map(|it| space.at(step.issue.0, it.0));
        sum.add(to, factor).add(from, -factor);
    }
    Proposition::all(vec![sum.linear()])
}

/// `priority`: *swing(i) ≥ swing(next i)* for each issue *i* but the last, where the swing is the
/// largest worth of the issue less its smallest.
pub(super) fn priority(space: &Space, issues: &[IssueId]) -> Option<Proposition> {
    let forms = issues.windows(2).map(|pair| {
        let mut sum = Sum::default();
        sum.swing(space, pair[0].0, 1).swing(space, pair[1].0, -1).linear()
    });
    Proposition::all(forms.collect())
}
