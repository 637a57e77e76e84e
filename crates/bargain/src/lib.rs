//! Bargaining over a finite outcome space. Numbers only.
