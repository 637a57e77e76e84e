//! How far a statement is trusted: every constant in one place.
