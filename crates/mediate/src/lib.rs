//! What a mediator's team works out the night before the next meeting.

pub mod negotiator;
pub mod protocol;
pub mod simulate;
