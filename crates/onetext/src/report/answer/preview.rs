//! A first answer in a line, from few worlds, while the rest is still at work.

use super::ladder::{short, verdict};
use crate::inquiry::{Heading, LadderView, ProposeView};

/// What would unlock a text, in a line.
pub fn ladder_preview(view: &LadderView) -> String {
    let answer = if view.none.is_empty() { verdict(view) } else { format!("{}.", view.none) };
    let smallest = view.rungs.first().map(|it| format!(" Such as: {}.", short(&it.changes)));
    format!("{}{answer}{}", early(&view.heading), smallest.unwrap_or_default())
}

/// The best of the next drafts, in a line.
pub fn propose_preview(view: &ProposeView) -> String {
    let best = match view.proposals.first() {
        Some(it) => format!("{}.", short(&it.changes)),
        None if view.none.is_empty() => "no change is better than the text.".to_owned(),
        None => format!("{}.", view.none),
    };
    format!("{}{best}", early(&view.heading))
}

fn early(heading: &Heading) -> String {
    format!("First answer, from {} worlds for each chain: ", heading.draws)
}
