//! Whole frontiers: layer by layer, the partial sums that no other one at the same node beats.
//!
//! Two choices for the same issues that end at the same node may be followed by the same choices,
//! so a partial sum that another one beats there never comes back. A label is such a partial sum,
//! with the number of choices that have it and the first of them.
//!
//! # Source
//!
//! For one sum and a weight, G. L. Nemhauser and Z. Ullmann, "Discrete Dynamic Programming and
//! Capital Allocation", *Management Science* 15 (1969), pp. 494–505; for several sums, C. Bazgan,
//! H. Hugot and D. Vanderpooten, "Solving Efficiently the 0–1 Multi-objective Knapsack Problem",
//! *Computers & Operations Research* 36 (2009), pp. 260–279.

mod front;
mod lanes;
mod maxima;
mod path;
mod tree;

use std::ops::{Add, BitOr};

use crate::diagram::{Diagram, Shifted};
use crate::{Effort, Error, FrontierPoint, Outcome, Payoffs, Problem, Stop};

use self::front::{Labels, sweep};
use self::path::Fields;

/// Most labels of a layer: 2²⁵.
pub(crate) const LABEL_LIMIT: usize = 1 << 25;

/// A partial sum, shifted so that none is negative.
pub(crate) trait Number:
    Copy + Ord + Add<Output = Self> + BitOr<Output = Self> + Default + Send + Sync + TryFrom<u64>
{
    fn saturating_sub(self, other: Self) -> Self;

    fn widen(self) -> u64;
}

impl Number for u16 {
    fn saturating_sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }

    fn widen(self) -> u64 {
        self.into()
    }
}

impl Number for u32 {
    fn saturating_sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }

    fn widen(self) -> u64 {
        self.into()
    }
}

impl Number for u64 {
    fn saturating_sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }

    fn widen(self) -> u64 {
        self
    }
}

/// All labels of the end; `None` when stopped. With floors, only payoffs at or above them count.
pub(crate) fn frontier(
    problem: &Problem,
    diagram: &Diagram,
    floors: Option<&[i64]>,
    limit: usize,
    stop: &Stop,
    effort: &mut Effort,
) -> Result<Option<Vec<FrontierPoint>>, Error> {
    if diagram.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let shifted = Shifted::new(diagram);
    let fields = Fields::new(problem.space());
    let floors = floors.map(|it| shifted.floors(it));
    let floors = floors.as_deref();
    let work =
        Work { diagram, shifted: &shifted, fields: &fields, floors, enough: None, limit, stop };
    let labels = run(&work, effort)?;
    let point = |(sums, count, path): (Vec<u64>, u64, &[u64])| FrontierPoint {
        payoffs: Payoffs(shifted.payoffs(&sums)),
        outcome: fields.outcome(path),
        outcomes: count,
    };
    Ok(labels.map(|it| it.iter(diagram.parties).map(point).collect()))
}

/// Number of outcomes at or above the floors, and the first of them; `None` when stopped.
///
/// A label is what the parties still lack: what suffices whatever follows is as good as more, so
/// that at the end there is one label or none.
pub(crate) fn count(
    problem: &Problem,
    diagram: &Diagram,
    floors: &[i64],
    limit: usize,
    stop: &Stop,
    effort: &mut Effort,
) -> Result<Option<(u64, Option<Outcome>)>, Error> {
    if diagram.is_empty() {
        return Ok(Some((0, None)));
    }
    let shifted = Shifted::new(diagram);
    let fields = Fields::new(problem.space());
    let floors = shifted.floors(floors);
    let enough = shifted.enough(diagram, &floors);
    let work = Work {
        diagram,
        shifted: &shifted,
        fields: &fields,
        floors: Some(&floors),
        enough: Some(&enough),
        limit,
        stop,
    };
    let labels = run(&work, effort)?;
    Ok(labels.map(|labels| match labels.iter(diagram.parties).next() {
        Some((_, count, path)) => (count, Some(fields.outcome(path))),
        None => (0, None),
    }))
}

/// Sweeps with numbers of the size that fits.
fn run(work: &Work<'_>, effort: &mut Effort) -> Result<Option<Box<dyn Labels>>, Error> {
    let largest = work.shifted.largest;
    if u16::try_from(largest).is_ok() {
        run_with::<u16>(work, effort)
    } else if u32::try_from(largest).is_ok() {
        run_with::<u32>(work, effort)
    } else {
        run_with::<u64>(work, effort)
    }
}

/// Sweeps with lists of the size that fits.
fn run_with<T: Number + 'static>(
    work: &Work<'_>,
    effort: &mut Effort,
) -> Result<Option<Box<dyn Labels>>, Error> {
    match work.diagram.parties {
        ..=2 => sweep::<T, 2>(work, effort),
        3 => sweep::<T, 3>(work, effort),
        4 => sweep::<T, 4>(work, effort),
        5 => sweep::<T, 5>(work, effort),
        6 => sweep::<T, 6>(work, effort),
        7..=8 => sweep::<T, 8>(work, effort),
        // As many as a problem may have, and one that a question adds.
        _ => sweep::<T, 17>(work, effort),
    }
}

/// What stays the same over all layers.
struct Work<'a> {
    diagram: &'a Diagram,
    shifted: &'a Shifted,
    fields: &'a Fields,
    floors: Option<&'a [i64]>,
    /// For each node, the sums beyond which it does not matter how large they are; then all labels
    /// with different sums stay, beaten or not. As [`Diagram::ceilings`].
    enough: Option<&'a [Vec<i64>]>,
    /// Most labels of a layer.
    limit: usize,
    stop: &'a Stop,
}
