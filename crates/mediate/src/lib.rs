//! What a mediator's team works out the night before the next meeting.
