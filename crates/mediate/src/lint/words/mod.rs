//! The word lists of the rules, as tables. English, lower case.

mod act;
mod grammar;
mod guarantee;
mod term;
mod time;

pub(super) use self::act::*;
pub(super) use self::grammar::*;
pub(super) use self::guarantee::*;
pub(super) use self::term::*;
pub(super) use self::time::*;

/// Verbs in the forms in which rules meet them: base, third person, participle.
pub(super) type Verb = (&'static str, &'static str, &'static str);
