//! Which options go together, and which exclude each other.

use serde::{Deserialize, Serialize};

use crate::{Error, IssueId, OptionId, Space};

/// A set of options of one issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(from = "Vec<OptionId>", into = "Vec<OptionId>")]
pub struct OptionSet {
    /// One bit for each of the 256 possible options.
    bits: [u64; 4],
}

impl OptionSet {
    /// Whether the option is in the set.
    pub fn contains(&self, option: OptionId) -> bool {
        self.bits[option.index() / 64] >> (option.index() % 64) & 1 == 1
    }

    /// The options that are in both sets.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { bits: std::array::from_fn(|word| self.bits[word] & other.bits[word]) }
    }

    /// The options that are not in the set.
    pub(crate) fn not(self) -> Self {
        Self { bits: self.bits.map(|word| !word) }
    }

    /// The options in the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = OptionId> {
        (0..=u8::MAX).map(OptionId).filter(|&option| self.contains(option))
    }
}

impl From<Vec<OptionId>> for OptionSet {
    fn from(options: Vec<OptionId>) -> Self {
        options.into_iter().collect()
    }
}

impl From<OptionSet> for Vec<OptionId> {
    fn from(set: OptionSet) -> Self {
        set.iter().collect()
    }
}

impl FromIterator<OptionId> for OptionSet {
    fn from_iter<T: IntoIterator<Item = OptionId>>(options: T) -> Self {
        let mut set = Self::default();
        for option in options {
            set.bits[option.index() / 64] |= 1 << (option.index() % 64);
        }
        set
    }
}

/// Holds where the issue is settled by one of the options.
///
/// With an empty set of options it never holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The issue that is looked at.
    pub issue: IssueId,
    /// The options that fulfill the condition.
    pub options: OptionSet,
}

impl Condition {
    /// The condition that the issue is settled by this one option.
    pub fn is(issue: IssueId, option: OptionId) -> Self {
        Self { issue, options: OptionSet::from_iter([option]) }
    }
}

/// A conjunction: matches the outcomes in which every condition holds.
///
/// Without conditions it matches every outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern(pub Vec<Condition>);

impl Pattern {
    /// Whether all conditions hold for the options chosen so far.
    pub(crate) fn matches(&self, options: &[OptionId]) -> bool {
        self.0.iter().all(|it| it.options.contains(options[it.issue.index()]))
    }

    /// The issue after which [`Pattern::matches`] can be asked.
    pub(crate) fn last_issue(&self) -> usize {
        last_issue(&self.0)
    }

    /// Refuses ids that the space does not have.
    pub(crate) fn check(&self, space: &Space) -> Result<(), Error> {
        check(&self.0, space)
    }
}

/// Which outcomes are feasible at all, whatever the parties think of them.
///
/// # Examples
///
/// "Withdrawal (issue 0, option 0) only with a ceasefire at once (issue 1, option 0)":
///
/// ```
/// use onetext_bargain::{Condition, IssueId, Linkage, OptionId, Pattern};
///
/// let linkage = Linkage::Requires {
///     when: Pattern(vec![Condition::is(IssueId(0), OptionId(0))]),
///     then: Pattern(vec![Condition::is(IssueId(1), OptionId(0))]),
/// };
/// # let _ = linkage;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Linkage {
    /// Outcomes that match `when` must match `then`.
    Requires {
        /// Where the linkage applies.
        when: Pattern,
        /// What must hold there.
        then: Pattern,
    },
    /// No outcome may match the pattern.
    Excludes(Pattern),
    /// At most so many of the conditions hold.
    AtMost {
        /// The largest number that may hold.
        count: usize,
        /// The conditions, each counted by itself.
        of: Vec<Condition>,
    },
    /// At least so many of the conditions hold.
    AtLeast {
        /// The smallest number that must hold.
        count: usize,
        /// The conditions, each counted by itself.
        of: Vec<Condition>,
    },
}

impl Linkage {
    /// Whether the options chosen so far obey the linkage.
    pub(crate) fn is_obeyed(&self, options: &[OptionId]) -> bool {
        match self {
            Self::Requires { when, then } => !when.matches(options) || then.matches(options),
            Self::Excludes(pattern) => !pattern.matches(options),
            Self::AtMost { count, of } => holding(of, options) <= *count,
            Self::AtLeast { count, of } => *count <= holding(of, options),
        }
    }

    /// The issue after which [`Linkage::is_obeyed`] can be asked.
    pub(crate) fn last_issue(&self) -> usize {
        match self {
            Self::Requires { when, then } => when.last_issue().max(then.last_issue()),
            Self::Excludes(pattern) => pattern.last_issue(),
            Self::AtMost { of, .. } | Self::AtLeast { of, .. } => last_issue(of),
        }
    }

    /// Refuses ids that the space does not have.
    pub(crate) fn check(&self, space: &Space) -> Result<(), Error> {
        match self {
            Self::Requires { when, then } => when.check(space).and_then(|()| then.check(space)),
            Self::Excludes(pattern) => pattern.check(space),
            Self::AtMost { of, .. } | Self::AtLeast { of, .. } => check(of, space),
        }
    }
}

/// Number of conditions that hold.
fn holding(conditions: &[Condition], options: &[OptionId]) -> usize {
    conditions.iter().filter(|it| it.options.contains(options[it.issue.index()])).count()
}

fn last_issue(conditions: &[Condition]) -> usize {
    conditions.iter().map(|it| it.issue.index()).max().unwrap_or(0)
}

/// Refuses ids that the space does not have.
fn check(conditions: &[Condition], space: &Space) -> Result<(), Error> {
    for &Condition { issue, options } in conditions {
        if space.issue_count() <= issue.index() {
            return Err(Error::UnknownIssue { issue });
        }
        if let Some(option) = options.iter().find(|it| space.option_count(issue) <= it.index()) {
            return Err(Error::UnknownOption { issue, option });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A set gives back what was put in, in order and once.
        #[test]
        fn a_set_holds_what_was_put_in(options: Vec<u8>) {
            let set: OptionSet = options.iter().copied().map(OptionId).collect();
            let mut sorted: Vec<_> = options.into_iter().map(OptionId).collect();
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), sorted);
        }
    }

    #[test]
    fn an_empty_set_never_holds_and_an_empty_pattern_always_does() {
        let never = Condition { issue: IssueId(0), options: OptionSet::default() };
        assert!(!Pattern(vec![never]).matches(&[OptionId(0)]));
        assert!(Pattern(vec![]).matches(&[OptionId(0)]));
    }
}
