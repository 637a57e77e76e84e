//! Issues, options, and the outcomes they span.

use serde::{Deserialize, Serialize};

use crate::Error;

/// Most issues a [`Space`] may have.
pub const MAX_ISSUES: usize = 128;

/// Most options an issue may have.
pub const MAX_OPTIONS: usize = 256;

/// Place of an issue in its [`Space`], counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IssueId(pub u8);

impl IssueId {
    /// The place as an array index.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// Place of an option in its issue, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OptionId(pub u8);

impl OptionId {
    /// The place as an array index.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// One option for every issue, in issue order.
///
/// Any list may be written down; whether it fits a space is asked where it meets one
/// ([`Space::contains`]). Outcomes are ordered lexicographically, first issue first, and this is
/// the order in which "the first outcome" is meant everywhere in this crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Outcome(pub Vec<OptionId>);

/// The outcome space: every way of choosing one option for each issue.
///
/// **Invariant:** it has 1 to [`MAX_ISSUES`] issues, and each has 1 to [`MAX_OPTIONS`] options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<usize>", into = "Vec<usize>")]
pub struct Space {
    options: Vec<u16>,
}

impl TryFrom<Vec<usize>> for Space {
    type Error = Error;

    fn try_from(options: Vec<usize>) -> Result<Self, Error> {
        Self::new(&options)
    }
}

impl From<Space> for Vec<usize> {
    fn from(space: Space) -> Self {
        space.options.into_iter().map(usize::from).collect()
    }
}

impl Space {
    /// The space with the given number of options for each issue.
    ///
    /// # Errors
    ///
    /// - [`Error::IssueCount`] without issues, or above [`MAX_ISSUES`].
    /// - [`Error::OptionCount`] for the first issue without options, or above [`MAX_OPTIONS`].
    ///
    /// # Examples
    ///
    /// ```
    /// use onetext_bargain::Space;
    ///
    /// assert_eq!(Space::new(&[2, 3, 4])?.size(), Some(24));
    /// # Ok::<(), onetext_bargain::Error>(())
    /// ```
    pub fn new(options: &[usize]) -> Result<Self, Error> {
        if options.is_empty() || MAX_ISSUES < options.len() {
            return Err(Error::IssueCount { found: options.len() });
        }
        let options: Result<_, _> = (0..=u8::MAX)
            .zip(options)
            .map(|(issue, &found)| match u16::try_from(found) {
                Ok(count) if (1..=MAX_OPTIONS).contains(&found) => Ok(count),
                _ => Err(Error::OptionCount { issue: IssueId(issue), found }),
            })
            .collect();
        Ok(Self { options: options? })
    }

    /// The issues, in order.
    pub fn issues(&self) -> impl Iterator<Item = IssueId> {
        (0..=u8::MAX).take(self.options.len()).map(IssueId)
    }

    /// The options of an issue, in order; none when the space has no such issue.
    pub fn options(&self, issue: IssueId) -> impl Iterator<Item = OptionId> {
        (0..=u8::MAX).take(self.option_count(issue)).map(OptionId)
    }

    /// Number of options of an issue; zero when the space has no such issue.
    pub fn option_count(&self, issue: IssueId) -> usize {
        self.options.get(issue.index()).copied().map_or(0, usize::from)
    }

    /// Number of issues.
    pub fn issue_count(&self) -> usize {
        self.options.len()
    }

    /// Number of outcomes, which is the product over the issues; `None` at 2¹²⁸ and above.
    pub fn size(&self) -> Option<u128> {
        self.options.iter().try_fold(1_u128, |size, &count| size.checked_mul(count.into()))
    }

    /// Number of outcomes; the largest number of the type stands for that many or more.
    pub(crate) fn outcomes(&self) -> u64 {
        self.size().and_then(|it| u64::try_from(it).ok()).unwrap_or(u64::MAX)
    }

    /// Whether the outcome names one existing option for every issue.
    pub fn contains(&self, outcome: &Outcome) -> bool {
        outcome.0.len() == self.options.len()
            && outcome
                .0
                .iter()
                .zip(&self.options)
                .all(|(option, &count)| u16::from(option.0) < count)
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(options: &[usize]) -> String {
        match Space::new(options) {
            Ok(space) => format!("{} issues, {:?} outcomes", space.issue_count(), space.size()),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn the_size_is_the_product_of_the_option_counts() {
        assert_snapshot!(check(&[2, 3, 256]), @"3 issues, Some(1536) outcomes");
    }

    #[test]
    fn a_size_that_does_not_fit_is_not_given() {
        assert_snapshot!(check(&[2; 127]), @"127 issues, Some(170141183460469231731687303715884105728) outcomes");
        assert_snapshot!(check(&[2; 128]), @"128 issues, None outcomes");
    }

    #[test]
    fn issues_are_counted() {
        assert_snapshot!(check(&[]), @"error: 0 issues: a space has 1 to 128");
        assert_snapshot!(check(&[1; 129]), @"error: 129 issues: a space has 1 to 128");
    }

    #[test]
    fn options_are_counted() {
        assert_snapshot!(check(&[2, 0]), @"error: issue 1: 0 options: an issue has 1 to 256");
        assert_snapshot!(check(&[2, 2, 257]), @"error: issue 2: 257 options: an issue has 1 to 256");
    }
}
