//! Reports: an analysis as people read it.
