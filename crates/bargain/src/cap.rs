//! Caps: an outcome is worth no more to a party than its cap, however large the sum.
//!
//! Diagrams, labels and weighted sums are about sums without caps. A sum is never below the payoff,
//! so bounds stay bounds, and what is beaten there is beaten here, except that the two may be equal
//! now. So every capped payoff on the frontier is that of an outcome on the frontier of the sums;
//! what changes is which points are left, and how many outcomes share a point that a cap touches.

use std::cmp::Reverse;

use crate::diagram::Diagram;
use crate::{Effort, Error, FrontierPoint, Party, Problem, Stop, label};

/// The caps of all parties; the largest number of the type where there is none.
pub(crate) struct Caps(Vec<i64>);

impl Caps {
    pub(crate) fn new(parties: &[Party]) -> Self {
        Self(parties.iter().map(|it| it.cap.unwrap_or(i64::MAX)).collect())
    }

    /// Makes payoffs of sums.
    pub(crate) fn apply(&self, sums: &mut [i64]) {
        sums.iter_mut().zip(&self.0).for_each(|(sum, &cap)| *sum = cap.min(*sum));
    }

    /// Whether a party can get so much.
    pub(crate) fn reach(&self, party: usize, payoff: i128) -> bool {
        payoff <= self.0[party].into()
    }

    /// Whether some party cannot reach its floor, whatever the sum.
    pub(crate) fn are_below(&self, floors: &[i64]) -> bool {
        self.0.iter().zip(floors).any(|(cap, floor)| cap < floor)
    }

    /// Whether a sum of some party exceeds its cap, where these are the largest sums.
    pub(crate) fn are_exceeded(&self, most: &[i64]) -> bool {
        self.0.iter().zip(most).any(|(cap, most)| cap < most)
    }

    /// The frontier of payoffs, given that of sums. Where a cap touches a point, its outcomes still
    /// have to be counted.
    pub(crate) fn frontier(&self, mut points: Vec<FrontierPoint>) -> Vec<FrontierPoint> {
        let is_cut = |it: &FrontierPoint| self.are_exceeded(&it.payoffs.0);
        if !points.iter().any(is_cut) {
            return points;
        }
        for point in &mut points {
            self.apply(&mut point.payoffs.0);
        }
        points.sort_by(|a, b| {
            (Reverse(&a.payoffs), &a.outcome).cmp(&(Reverse(&b.payoffs), &b.outcome))
        });
        let mut kept: Vec<FrontierPoint> = Vec::new();
        for point in points {
            let covers = |it: &FrontierPoint| {
                it.payoffs.0.iter().zip(&point.payoffs.0).all(|(kept, payoff)| payoff <= kept)
            };
            // Of two parties, the second one's payoff grows along the points.
            let is_covered = match self.0.len() {
                ..=2 => kept.last().is_some_and(covers),
                _ => kept.iter().rev().any(covers),
            };
            if !is_covered {
                kept.push(point);
            }
        }
        kept
    }

    /// Counts the outcomes of a point on the frontier of payoffs anew, where a cap touches it, and
    /// finds the first; `false` when stopped.
    ///
    /// They are all outcomes at or above the point, since nothing beats it.
    pub(crate) fn count(
        &self,
        problem: &Problem,
        diagram: &Diagram,
        point: &mut FrontierPoint,
        limit: usize,
        stop: &Stop,
        effort: &mut Effort,
    ) -> Result<bool, Error> {
        let at_cap = |party: &usize| self.0[*party] == point.payoffs.0[*party];
        let touched: Vec<usize> = (0..self.0.len()).filter(at_cap).collect();
        if touched.is_empty() {
            return Ok(true);
        }
        let most = diagram.most();
        if touched.into_iter().all(|party| most[party] <= self.0[party]) {
            return Ok(true);
        }
        let floors = &point.payoffs.0;
        let found = label::count(problem, diagram, floors, limit, stop, effort)?;
        let Some((outcomes, first)) = found else { return Ok(false) };
        point.outcomes = outcomes;
        point.outcome = first.unwrap_or_else(|| unreachable!("the point has an outcome"));
        Ok(true)
    }
}
