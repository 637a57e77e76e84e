//! How much issues matter beside each other.

use onetext_case::{Step, Swing};

use crate::proposition::{Proposition, Sum};
use crate::space::Space;

/// `trade`: *v(p to) − v(p from) ≥ times · (v(o to) − v(o from))*, for the steps *p* to prefer and
/// *o* over which.
pub(super) fn trade(space: &Space, prefer: Step, over: Step, times: u8) -> Option<Proposition> {
    let mut sum = Sum::default();
    add_swing(&mut sum, space, Swing::Step(prefer), 1);
    add_swing(&mut sum, space, Swing::Step(over), -i32::from(times));
    Proposition::all(vec![sum.linear()])
}

/// `priority`: *swing(i) ≥ times · swing(next i)* for each *i* but the last, where the swing of an
/// issue is its largest worth less its smallest, and that of a step *v(to) − v(from)*.
pub(super) fn priority(space: &Space, swings: &[Swing], times: u8) -> Option<Proposition> {
    let forms = swings.windows(2).map(|pair| {
        let mut sum = Sum::default();
        add_swing(&mut sum, space, pair[0], 1);
        add_swing(&mut sum, space, pair[1], -i32::from(times));
        sum.linear()
    });
    Proposition::all(forms.collect())
}

pub(super) fn add_swing(sum: &mut Sum, space: &Space, swing: Swing, factor: i32) {
    match swing {
        Swing::Issue(issue) => sum.swing(space, issue.0, factor),
        Swing::Step(Step { issue, from, to }) => {
            sum.add(space.at(issue.0, to.0), factor).add(space.at(issue.0, from.0), -factor)
        }
    };
}
