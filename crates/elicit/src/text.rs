//! A text, as far as the issues go.

use onetext_case::{Case, DraftId, IssueId, OptionId, Undisclosed};

/// What a text may say on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing: the status quo of the issue, or a state of its own where it has none.
    Silent,
    /// One of its options.
    Option(OptionId),
}

/// A text, as far as the issues go: for each issue of the case, what it may say.
///
/// # Shape and units
///
/// One entry for each issue, in the order of the case. No level: silent. One: settled. Several:
/// open brackets, each of which is a reading. Missing entries at the end are silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The levels that each issue may still take.
    pub issues: Vec<Vec<Level>>,
}

impl Text {
    /// A draft of the case, with its brackets open.
    pub fn draft(case: &Case, draft: DraftId) -> Self {
        Self::from(case.drafts[draft.0].options(case.issues.len()))
    }

    /// A draft that is not public: on each issue anything that one of its two neighbors says, and of
    /// a number anything between.
    pub fn undisclosed(case: &Case, undisclosed: &Undisclosed) -> Self {
        let [mut one, other] = undisclosed.between.map(|it| Self::draft(case, it));
        for ((levels, others), issue) in one.issues.iter_mut().zip(other.issues).zip(&case.issues) {
            if levels.is_empty() != others.is_empty() {
                levels.push(Level::Silent);
            }
            levels.extend(others);
            if issue.unit.is_some() {
                let option = |it: &Level| match it {
                    Level::Option(option) => Some(option.0),
                    Level::Silent => issue.status_quo.map(|it| it.0),
                };
                let said: Vec<usize> = levels.iter().filter_map(option).collect();
                if let (Some(&low), Some(&high)) = (said.iter().min(), said.iter().max()) {
                    levels.extend((low..=high).map(|it| Level::Option(OptionId(it))));
                }
            }
            levels.sort_unstable();
            levels.dedup();
        }
        one
    }

    /// The text that settles every issue.
    pub fn outcome(options: &[OptionId]) -> Self {
        Self { issues: options.iter().map(|&it| vec![Level::Option(it)]).collect() }
    }

    /// The same text with `issue` open to `levels`; silent on it if there are none.
    #[must_use]
    pub fn with(mut self, issue: IssueId, levels: Vec<Level>) -> Self {
        if self.issues.len() <= issue.0 {
            self.issues.resize(issue.0 + 1, Vec::new());
        }
        self.issues[issue.0] = levels;
        self
    }
}

impl From<Vec<Vec<OptionId>>> for Text {
    /// From the options for each issue, as [`onetext_case::Draft::options`] gives them.
    fn from(options: Vec<Vec<OptionId>>) -> Self {
        let levels = |it: Vec<OptionId>| it.into_iter().map(Level::Option).collect();
        Self { issues: options.into_iter().map(levels).collect() }
    }
}
