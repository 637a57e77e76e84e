//! How a caller stops long work and sees how far it is.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How far a question is, as last reported. It is for people who wait: no result depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Partial sums are swept over the layers of a diagram.
    Sweep {
        /// The last layer finished, counted from 1.
        layer: usize,
        /// Number of layers.
        layers: usize,
        /// Partial sums kept in this layer.
        labels: usize,
    },
    /// A tree is searched.
    Search {
        /// Nodes so far.
        nodes: u64,
        /// By how much the best found could be away from the best; `None` before one is found.
        gap: Option<u64>,
    },
    /// A frontier is covered part by part.
    Cover {
        /// Points found.
        points: usize,
        /// Parts that are not settled.
        open: usize,
    },
    /// Sets of barriers are tried.
    Sets {
        /// Sets looked at.
        seen: u64,
        /// Sets known to come.
        waiting: usize,
    },
}

/// A signal to stop, a counter of what was done, and a report of how far it is; clones share them.
///
/// This crate reads no clock: whoever wants a deadline holds a clone and calls
/// [`Stop::request`] when it is over.
///
/// # Examples
///
/// ```
/// use onetext_bargain::Stop;
///
/// let stop = Stop::default();
/// let elsewhere = stop.clone();
/// elsewhere.request();
/// assert!(stop.is_requested());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Stop {
    signal: Arc<AtomicBool>,
    seen: Arc<AtomicU64>,
    progress: Arc<Mutex<Option<Progress>>>,
}

impl Stop {
    /// Asks the work to stop soon and to return what it has.
    pub fn request(&self) {
        self.signal.store(true, Ordering::Relaxed);
    }

    /// Whether the work is to stop.
    pub fn is_requested(&self) -> bool {
        self.signal.load(Ordering::Relaxed)
    }

    /// Outcomes settled so far, by all questions that were given this `Stop` or a clone of it.
    ///
    /// An outcome is settled when it was looked at, or excluded together with others. A question
    /// that is answered has settled as many as the space has.
    pub fn seen(&self) -> u64 {
        self.seen.load(Ordering::Relaxed)
    }

    /// How far the question is, as last reported; `None` before the first report.
    ///
    /// Short work ends without one.
    pub fn progress(&self) -> Option<Progress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same signal with a counter and a report of its own, for work that is part of a question.
    pub(crate) fn silent(&self) -> Self {
        Self { signal: Arc::clone(&self.signal), seen: Arc::default(), progress: Arc::default() }
    }

    /// Says how far the question is.
    pub(crate) fn report(&self, progress: Progress) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
    }

    /// Notes that so many more outcomes are settled.
    pub(crate) fn settle(&self, outcomes: u64) {
        self.seen.fetch_add(outcomes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Among, Party, Problem, Space, cover, frontier, unlock};

    /// The last report of a question about twelve issues on which two parties want the opposite.
    fn last(ask: impl Fn(&Problem, &Stop)) -> Option<Progress> {
        let party = |worth: [i64; 2], reservation| Party {
            utilities: vec![worth.to_vec(); 12],
            reservation,
            red_lines: vec![],
            interactions: vec![],
            cap: None,
        };
        let space = Space::new(&[2; 12]).expect("it is small");
        let parties = vec![party([0, 3], 20), party([3, 0], 20)];
        let problem = Problem::new(space, parties, vec![]).expect("it fits");
        let stop = Stop::default();
        ask(&problem, &stop);
        stop.progress()
    }

    #[test]
    fn before_the_first_report_nothing_is_said() {
        assert_eq!(Stop::default().progress(), None);
    }

    #[test]
    fn a_sweep_reports_every_layer() {
        let report = last(|problem, stop| {
            frontier(problem, Among::Feasible, stop).expect("there is one");
        });
        let Some(Progress::Sweep { layer, layers, labels }) = report else { panic!("{report:?}") };
        assert_eq!((layer, layers, labels), (12, 12, 13));
    }

    #[test]
    fn a_cover_reports_its_points_and_what_is_open() {
        let report = last(|problem, stop| {
            cover(problem, Among::Feasible, &[9, 9], stop).expect("there is one");
        });
        assert!(matches!(report, Some(Progress::Cover { points: 1.., open: 1.. })), "{report:?}");
    }

    #[test]
    fn sets_of_barriers_are_reported() {
        let report = last(|problem, stop| {
            let found = unlock(problem, 9, stop).expect("it can be told").value;
            assert_eq!(found.relaxations.len(), 2);
        });
        assert_eq!(report, Some(Progress::Sets { seen: 3, waiting: 0 }));
    }

    #[test]
    fn a_part_of_a_question_shares_the_signal_and_reports_apart() {
        let stop = Stop::default();
        let part = stop.silent();
        part.report(Progress::Cover { points: 1, open: 1 });
        assert_eq!(stop.progress(), None);
        stop.request();
        assert!(part.is_requested());
    }
}
