//! How far the drawing is, for somebody who waits.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::question::Stop;

/// How far the drawing is. It can be read at any time, from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    kept: AtomicU64,
    asked: AtomicU64,
}

impl Progress {
    /// Worlds kept so far, and worlds asked for, of all parties together. None is kept while the
    /// chains find their way.
    pub fn worlds(&self) -> (u64, u64) {
        (self.kept.load(Ordering::Relaxed), self.asked.load(Ordering::Relaxed))
    }

    pub(crate) fn kept(&self) {
        self.kept.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn asked(&self, worlds: usize) {
        self.asked.fetch_add(u64::try_from(worlds).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

/// Who may stop the drawing, and who is told how far it is.
#[derive(Clone, Copy)]
pub(crate) struct Watch<'a> {
    pub(crate) stop: Stop<'a>,
    pub(crate) progress: &'a Progress,
}
