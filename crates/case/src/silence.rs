//! Findings of `lint` that the author of a case has looked at and lets stand.

use crate::model::{DraftId, IssueId};

/// The names of the rules of `lint`, as a case writes them.
pub const LINT_RULES: &[&str] = &[
    "vague-guarantee",
    "irreversible-act",
    "open-duty",
    "undefined-term",
    "broken-linkage",
    "silent-condition",
    "unowned-bracket",
];

/// Findings of one rule of `lint` that stand for a reason.
///
/// What is left out narrows nothing: a silence without a draft holds for every draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The rule, one of [`LINT_RULES`].
    pub rule: String,
    /// In this draft alone.
    pub draft: Option<DraftId>,
    /// At the point of this number alone.
    pub point: Option<u64>,
    /// On this issue alone.
    pub issue: Option<IssueId>,
    /// Why the findings stand. Never empty.
    pub reason: String,
}
