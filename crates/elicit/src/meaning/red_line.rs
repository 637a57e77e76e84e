//! Red lines: what a party says it will not sign. Each may be a bluff.

use onetext_case::Pattern;

use crate::lower::Said;
use crate::proposition::{Blocked, Proposition};
use crate::space::Space;

use super::crossing;
use super::worth::{demand, rejection};

/// `red-line`: if it is real, a text that matches *options* on every issue named is rejected.
pub(super) fn red_line(space: &Space, options: &Pattern) -> Blocked {
    Blocked { when: named(space, options), unless: Vec::new() }
}

/// The direction of a red line on one issue: what it blocks is the worst, as `rejection` has it. A
/// red line on a package of several issues gives none.
pub(super) fn red_line_direction(space: &Space, options: &Pattern) -> Option<Proposition> {
    if options.len() == 1 { rejection(space, options) } else { None }
}

/// `requires`: if it is real, a text that does not match *options* on every issue named is rejected.
pub(super) fn requires(space: &Space, options: &Pattern) -> Blocked {
    Blocked { when: Vec::new(), unless: named(space, options) }
}

/// The direction of `requires`: what it needs is the best, as `demand` has it.
pub(super) fn requires_direction(space: &Space, options: &Pattern) -> Option<Proposition> {
    demand(space, options)
}

/// `only-if`: if it is real, a text that matches *options* and does not match *when* is rejected. It
/// gives no direction.
pub(super) fn only_if(space: &Space, options: &Pattern, when: &Pattern) -> Blocked {
    Blocked { when: named(space, options), unless: named(space, when) }
}

/// `threat` with *options*: what it is meant to prevent is a red line, as `red-line` has it, and its
/// direction too.
pub(super) fn threat(space: &Space, options: &Pattern) -> Blocked {
    red_line(space, options)
}

/// `flexible`: no red line is real that matches some reading of *options* by the issues that they
/// name.
pub(super) fn flexible(
    space: &Space,
    options: &Pattern,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    let vetoes = crossing(vetoes, &space.package(options), true);
    Proposition { forms: Vec::new(), vetoes, negated: false }.simplified()
}

fn named(space: &Space, pattern: &Pattern) -> Vec<(usize, Vec<usize>)> {
    space.package(pattern).into_iter().enumerate().filter(|it| !it.1.is_empty()).collect()
}
