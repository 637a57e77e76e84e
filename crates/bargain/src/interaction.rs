//! What options of different issues are worth together.

use serde::{Deserialize, Serialize};

use crate::{Error, IssueId, OptionId, PartyId, Pattern, Space};

/// Most entries of a table of interactions: 2¹⁶.
pub const MAX_TABLE: usize = 1 << 16;

/// What options of different issues are worth to a party together, beyond what each is worth
/// alone. Interactions add up.
///
/// # Source
///
/// Tables are the sum of groups of GeniusWeb's group utilities; patterns are the hyper-rectangles
/// of T. Ito, H. Hattori and M. Klein, "Multi-issue Negotiation Protocol for Agents: Exploring
/// Nonlinear Utility Spaces", *IJCAI* 2007, pp. 1347–1352.
///
/// # Examples
///
/// Two issues with two options each: worth 5 where both are settled alike.
///
/// ```
/// use onetext_bargain::{Interaction, IssueId};
///
/// let alike = Interaction::Table { issues: vec![IssueId(0), IssueId(1)], worth: vec![5, 0, 0, 5] };
/// # let _ = alike;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Interaction {
    /// One number for every combination of options of the issues.
    Table {
        /// The issues; none comes twice.
        issues: Vec<IssueId>,
        /// The numbers, in the order in which combinations are counted up: the last issue turns
        /// fastest.
        worth: Vec<i64>,
    },
    /// One number for all outcomes that match a pattern.
    Match {
        /// Where it applies.
        when: Pattern,
        /// The number.
        worth: i64,
    },
}

impl Interaction {
    /// The worth, given the options of all issues the interaction looks at.
    pub(crate) fn worth(&self, space: &Space, options: &[OptionId]) -> i64 {
        match self {
            Self::Match { when, worth } => {
                if when.matches(options) {
                    *worth
                } else {
                    0
                }
            }
            Self::Table { issues, worth } => {
                let place = issues.iter().fold(0, |place, &issue| {
                    place * space.option_count(issue) + options[issue.index()].index()
                });
                worth[place]
            }
        }
    }

    /// The interaction that is worth as much less as this one is worth more.
    pub(crate) fn negated(&self) -> Self {
        match self {
            Self::Match { when, worth } => Self::Match { when: when.clone(), worth: -worth },
            Self::Table { issues, worth } => {
                Self::Table { issues: issues.clone(), worth: worth.iter().map(|it| -it).collect() }
            }
        }
    }

    /// The issue after which [`Interaction::worth`] can be asked.
    pub(crate) fn last_issue(&self) -> usize {
        match self {
            Self::Match { when, .. } => when.last_issue(),
            Self::Table { issues, .. } => issues.iter().map(|it| it.index()).max().unwrap_or(0),
        }
    }

    /// The most it can be worth.
    pub(crate) fn best(&self) -> i64 {
        match self {
            Self::Match { worth, .. } => 0.max(*worth),
            Self::Table { worth, .. } => worth.iter().copied().max().unwrap_or(0),
        }
    }

    /// How far apart what it is worth can be, nothing included.
    pub(crate) fn span(&self) -> u64 {
        match self {
            Self::Match { worth, .. } => worth.unsigned_abs(),
            Self::Table { worth, .. } => {
                let most = worth.iter().copied().fold(0, i64::max);
                most.abs_diff(worth.iter().copied().fold(0, i64::min))
            }
        }
    }

    /// The largest worth by size.
    pub(crate) fn largest(&self) -> u64 {
        match self {
            Self::Match { worth, .. } => worth.unsigned_abs(),
            Self::Table { worth, .. } => {
                worth.iter().map(|it| it.unsigned_abs()).max().unwrap_or(0)
            }
        }
    }

    /// Refuses ids that the space does not have, and tables without the shape of their issues.
    pub(crate) fn check(&self, space: &Space, party: PartyId, index: usize) -> Result<(), Error> {
        match self {
            Self::Match { when, .. } => when.check(space),
            Self::Table { issues, worth } => {
                let mut expected = 1;
                for (place, &issue) in issues.iter().enumerate() {
                    if space.issue_count() <= issue.index() {
                        return Err(Error::UnknownIssue { issue });
                    }
                    expected *= space.option_count(issue);
                    if issues[..place].contains(&issue) || MAX_TABLE < expected {
                        return Err(Error::TableIssues { party, index });
                    }
                }
                if issues.is_empty() {
                    return Err(Error::TableIssues { party, index });
                }
                if worth.len() != expected {
                    return Err(Error::TableSize { party, index, expected, found: worth.len() });
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(issues: &[u8], entries: usize) -> String {
        let issues = issues.iter().copied().map(IssueId).collect();
        let table = Interaction::Table { issues, worth: vec![0; entries] };
        let space = Space::new(&[2, 3, 256, 256, 256]).unwrap();
        match table.check(&space, PartyId(0), 1) {
            Ok(()) => "fits".into(),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn a_table_has_the_shape_of_its_issues() {
        assert_snapshot!(check(&[0, 1], 6), @"fits");
        assert_snapshot!(check(&[2, 3], 1 << 16), @"fits");
        assert_snapshot!(check(&[0, 1], 5), @"error: party 0, interaction 1: 5 entries, where the issues have 6 combinations");
        assert_snapshot!(check(&[0, 0], 4), @"error: party 0, interaction 1: a table is over different issues and has at most 65536 entries");
        assert_snapshot!(check(&[2, 3, 4], 4), @"error: party 0, interaction 1: a table is over different issues and has at most 65536 entries");
        assert_snapshot!(check(&[], 1), @"error: party 0, interaction 1: a table is over different issues and has at most 65536 entries");
        assert_snapshot!(check(&[9], 1), @"error: there is no issue 9");
    }

    #[test]
    fn the_last_issue_turns_fastest() {
        let space = Space::new(&[2, 3]).unwrap();
        let issues = vec![IssueId(1), IssueId(0)];
        let table = Interaction::Table { issues, worth: vec![0, 1, 2, 3, 4, 5] };
        assert_eq!(table.worth(&space, &[OptionId(1), OptionId(2)]), 5);
        assert_eq!(table.worth(&space, &[OptionId(0), OptionId(2)]), 4);
        assert_eq!(table.worth(&space, &[OptionId(1), OptionId(0)]), 1);
    }
}
