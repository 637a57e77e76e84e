//! What is still in brackets, draft by draft.

use std::collections::BTreeMap;

use onetext_case::{Case, Draft, DraftId, Holder, IssueId, OptionId, Piece, Undisclosed};
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::Named;
use crate::time::{Day, Time};

/// Counts of points, brackets and options over the drafts of a case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BracketsView {
    /// Name of the case.
    pub title: String,
    /// The day on which the case looks at the world.
    pub as_of: Option<Day>,
    /// Number of issues of the case.
    pub issues: usize,
    /// The drafts, by day.
    pub drafts: Vec<DraftBrackets>,
    /// The drafts whose text is not public: what it may have, between two that are.
    pub undisclosed: Vec<HiddenBrackets>,
}

/// What is in brackets in one draft.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftBrackets {
    /// The draft.
    pub draft: Named,
    /// Its day.
    pub day: Day,
    /// Number of its points, paragraphs included.
    pub points: usize,
    /// Number of issues for which it has several options: its brackets.
    pub brackets: usize,
    /// Number of options in those brackets.
    pub options: usize,
    /// Number of issues for which it has one option.
    pub settled: usize,
    /// Number of issues for which it has none.
    pub silent: usize,
    /// How many of the options in brackets are whose, in the order of the case; an option that two
    /// want counts for both. Without a name come those that nobody is named for.
    pub owners: Vec<OwnerCount>,
    /// The brackets, in the order of the case.
    pub open: Vec<OpenIssue>,
}

/// How many options in brackets somebody wants.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OwnerCount {
    /// Who; `None` for options that nobody is named for.
    pub by: Option<Named>,
    /// How many options.
    pub options: usize,
}

/// A bracket.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OpenIssue {
    /// The issue.
    pub issue: Named,
    /// Its options, in the order of the text.
    pub options: Vec<OpenOption>,
}

/// An option in a bracket.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OpenOption {
    /// The option.
    pub option: Named,
    /// Who wants it, as the draft says.
    pub by: Vec<Named>,
}

/// What a text that is not public may have in brackets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HiddenBrackets {
    /// The draft.
    pub draft: Named,
    /// When it was written, where known.
    pub day: Option<Time>,
    /// The two drafts between which it lies.
    pub between: [Named; 2],
    /// Fewest and most brackets of a text that takes each issue from one of the two.
    pub brackets: [usize; 2],
    /// Fewest and most options in brackets of such a text.
    pub options: [usize; 2],
}

impl BracketsView {
    /// Counts what is in brackets in the drafts of a case.
    ///
    /// # Cost
    ///
    /// Linear in the length of the drafts.
    pub fn new(case: &Case) -> Self {
        Self {
            title: case.title.clone(),
            as_of: case.as_of.map(Day),
            issues: case.issues.len(),
            drafts: (0..case.drafts.len()).map(|it| draft(case, DraftId(it))).collect(),
            undisclosed: case.undisclosed.iter().map(|it| hidden(case, it)).collect(),
        }
    }
}

/// Who wants which option, in the order of the text; brackets of one option are left out.
fn wanted(draft: &Draft, issues: usize) -> BTreeMap<IssueId, Vec<(OptionId, Vec<Holder>)>> {
    let mut found: BTreeMap<IssueId, Vec<(OptionId, Vec<Holder>)>> = BTreeMap::new();
    for (issue, options) in draft.options(issues).into_iter().enumerate() {
        if 1 < options.len() {
            found.insert(IssueId(issue), options.into_iter().map(|it| (it, Vec::new())).collect());
        }
    }
    for piece in draft.points.iter().flat_map(|it| &it.text) {
        let &Piece::Bracket { issue, option, by: Some(by), .. } = piece else { continue };
        let options = found.get_mut(&issue).into_iter().flatten();
        for (_, holders) in options.filter(|it| it.0 == option) {
            if !holders.contains(&by) {
                holders.push(by);
            }
        }
    }
    found
}

fn draft(case: &Case, id: DraftId) -> DraftBrackets {
    let draft = &case.drafts[id.0];
    let open = wanted(draft, case.issues.len());
    let settled = draft.options(case.issues.len()).iter().filter(|it| it.len() == 1).count();
    let mut counts: BTreeMap<Option<Holder>, usize> = BTreeMap::new();
    for (_, holders) in open.values().flatten() {
        if holders.is_empty() {
            *counts.entry(None).or_default() += 1;
        }
        for holder in holders {
            *counts.entry(Some(*holder)).or_default() += 1;
        }
    }
    let named = counts.iter().filter(|(by, _)| by.is_some());
    let owners = named.chain(counts.iter().filter(|(by, _)| by.is_none()));
    DraftBrackets {
        draft: Named::draft(case, id),
        day: Day(draft.day),
        points: draft.points.len(),
        brackets: open.len(),
        options: open.values().map(Vec::len).sum(),
        settled,
        silent: case.issues.len() - settled - open.len(),
        owners: owners
            .map(|(by, options)| OwnerCount {
                by: by.map(|it| Named::holder(case, it)),
                options: *options,
            })
            .collect(),
        open: open
            .iter()
            .map(|(&issue, options)| OpenIssue {
                issue: Named::issue(case, issue),
                options: options
                    .iter()
                    .map(|(option, by)| OpenOption {
                        option: Named::option(case, issue, *option),
                        by: Named::holders(case, by),
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn hidden(case: &Case, hidden: &Undisclosed) -> HiddenBrackets {
    let ends = hidden.between.map(|it| case.drafts[it.0].options(case.issues.len()));
    let several = |options: usize| if 1 < options { options } else { 0 };
    let (mut brackets, mut options) = ([0; 2], [0; 2]);
    for (one, other) in ends[0].iter().zip(&ends[1]) {
        let (one, other) = (several(one.len()), several(other.len()));
        for (index, count) in [one.min(other), one.max(other)].into_iter().enumerate() {
            brackets[index] += usize::from(count != 0);
            options[index] += count;
        }
    }
    HiddenBrackets {
        draft: Named { id: hidden.id.clone(), name: hidden.title.clone() },
        day: hidden.day.as_ref().map(Time::from),
        between: hidden.between.map(|it| Named::draft(case, it)),
        brackets,
        options,
    }
}
