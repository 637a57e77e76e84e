//! From what parties said to what they would accept.
