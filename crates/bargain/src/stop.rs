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
    signal: Arc<Signal>,
}

#[derive(Debug, Default)]
struct Signal {
    requested: AtomicBool,
    seen: AtomicU64,
}

impl Stop {
    /// Asks the work to stop soon and to return what it has.
    pub fn request(&self) {
        self.signal.requested.store(true, Ordering::Relaxed);
    }

    /// Whether the work is to stop.
    pub fn is_requested(&self) -> bool {
        self.signal.requested.load(Ordering::Relaxed)
    }

    /// Outcomes settled so far, by all questions that were given this `Stop` or a clone of it.
    ///
    /// An outcome is settled when it was looked at, or excluded together with others. One pass
    /// over a space settles as many as its size; [`crate::kalai_smorodinsky`] makes two.
    pub fn seen(&self) -> u64 {
        self.signal.seen.load(Ordering::Relaxed)
    }

    /// Notes that so many more outcomes are settled.
    pub(crate) fn settle(&self, outcomes: u64) {
        self.signal.seen.fetch_add(outcomes, Ordering::Relaxed);
    }
}
