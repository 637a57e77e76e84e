//! How a caller stops long work and sees how far it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A signal to stop, and a counter of what was done; clones share both.
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

    /// The same signal with a counter of its own, for work that is part of a question.
    pub(crate) fn silent(&self) -> Self {
        Self { signal: Arc::clone(&self.signal), seen: Arc::default() }
    }

    /// Notes that so many more outcomes are settled.
    pub(crate) fn settle(&self, outcomes: u64) {
        self.seen.fetch_add(outcomes, Ordering::Relaxed);
    }
}
