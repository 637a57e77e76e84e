//! What a mediator's team works out the night before the next meeting.

mod lint;

pub use crate::lint::{Finding, Lint, Rule, lint, unused_silences};
