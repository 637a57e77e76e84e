//! The command line of Onetext: one file for each command.
//!
//! Data goes to standard output, everything else to standard error. A command ends with 0, with 1
//! if its input is at fault, or with 2 if the command line is.

mod answers;
mod arguments;
mod chromium;
mod command;
mod door;
mod folder;
mod table;

pub use crate::answers::{Answers, Lines};
pub use crate::door::{Door, run};
