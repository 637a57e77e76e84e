//! One file for each command.

pub(crate) mod acceptability;
pub(crate) mod ask;
pub(crate) mod bargain;
pub(crate) mod brief;
pub(crate) mod check;
pub(crate) mod clashes;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod format;
pub(crate) mod frontier;
pub(crate) mod generate;
pub(crate) mod lint;
pub(crate) mod merge;
pub(crate) mod nearest;
pub(crate) mod new;
pub(crate) mod read;
pub(crate) mod review;
pub(crate) mod schema;
pub(crate) mod score;
pub(crate) mod solve;
mod source_id;
pub(crate) mod train;
pub(crate) mod unlock;
pub(crate) mod verify;
pub(crate) mod what_if;
pub(crate) mod why;
