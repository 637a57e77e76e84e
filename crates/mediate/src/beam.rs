//! The best changes of ever more issues, a few kept of each number: found, not proved best.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::worlds::{Ground, Steps};

/// A text that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) steps: Steps,
    /// For each party, the share of worlds in which it accepts.
    pub(crate) shares: Vec<f64>,
    /// For each party, the mean part of its largest gain.
    pub(crate) parts: Vec<f64>,
}

impl Point {
    pub(crate) fn joint(&self) -> f64 {
        self.shares.iter().product()
    }

    pub(crate) fn nash(&self) -> f64 {
        self.parts.iter().product()
    }

    pub(crate) fn worst(&self) -> f64 {
        self.shares.iter().copied().fold(1.0, f64::min)
    }
}

/// Texts one change further than the beam, asked about and handed to `look`; goes on with the
/// `width` best by `merit`, up to `most` changes, or until `look` says that it is enough. Texts that
/// break a linkage are on the way, but are not looked at.
pub(crate) fn beam(
    ground: &Ground<'_>,
    width: usize,
    most: usize,
    merit: impl Fn(&Point) -> f64 + Sync,
    stop: &(dyn Fn() -> bool + Sync),
    mut look: impl FnMut(&[Point]) -> bool,
) {
    let mut beam: Vec<Steps> = vec![Vec::new()];
    for _ in 0..most {
        if stop() {
            return;
        }
        let mut seen = BTreeSet::new();
        let mut work: Vec<(usize, Vec<(usize, usize)>)> = Vec::new();
        for (place, steps) in beam.iter().enumerate() {
            let mut next = Vec::new();
            for (issue, moves) in ground.moves.iter().enumerate() {
                if steps.iter().any(|it| it.0 == issue) {
                    continue;
                }
                for &level in moves {
                    if seen.insert(with(steps, (issue, level))) {
                        next.push((issue, level));
                    }
                }
            }
            work.push((place, next));
        }
        let points: Vec<Point> = work
            .par_iter()
            .flat_map_iter(|(place, next)| ask(ground, &beam[*place], next))
            .collect();
        if points.is_empty() {
            return;
        }
        let mut order: Vec<(f64, usize)> =
            points.par_iter().map(&merit).collect::<Vec<f64>>().into_iter().zip(0..).collect();
        order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let keep = order.iter().take(width);
        let next = keep.map(|it| points[it.1].steps.clone()).collect();
        let whole = |it: &Point| !ground.is_broken(&ground.levels(&it.steps));
        let points: Vec<Point> = points.into_iter().filter(whole).collect();
        if look(&points) {
            return;
        }
        beam = next;
    }
}

/// What all say to a text with one change more.
pub(crate) fn ask(
    ground: &Ground<'_>,
    steps: &[(usize, usize)],
    next: &[(usize, usize)],
) -> Vec<Point> {
    let gains: Vec<Vec<f64>> = ground.parties.iter().map(|it| it.gains(ground, steps)).collect();
    let mut levels = ground.levels(steps);
    let mut blocked = Vec::new();
    let point = |&(issue, level): &(usize, usize)| {
        let old = std::mem::replace(&mut levels[issue], vec![level]);
        let place = ground.place((issue, level));
        let mut point =
            Point { steps: with(steps, (issue, level)), shares: Vec::new(), parts: Vec::new() };
        for (ballot, gains) in ground.parties.iter().zip(&gains) {
            let step = &ballot.steps[issue][place];
            let [share, part] = ballot.measure(gains, step, &levels, &mut blocked);
            point.shares.push(share);
            point.parts.push(part);
        }
        levels[issue] = old;
        point
    };
    next.iter().map(point).collect()
}

/// What all say to a text with changes.
pub(crate) fn measured(ground: &Ground<'_>, steps: &[(usize, usize)]) -> Point {
    let levels = ground.levels(steps);
    let mut blocked = Vec::new();
    let mut point = Point { steps: steps.to_vec(), shares: Vec::new(), parts: Vec::new() };
    for ballot in &ground.parties {
        let none = vec![0.0; ballot.worlds()];
        let gains = ballot.gains(ground, steps);
        let [share, part] = ballot.measure(&gains, &none, &levels, &mut blocked);
        point.shares.push(share);
        point.parts.push(part);
    }
    point
}

fn with(steps: &[(usize, usize)], step: (usize, usize)) -> Steps {
    let mut steps = steps.to_vec();
    let place = steps.partition_point(|it| *it < step);
    steps.insert(place, step);
    steps
}
