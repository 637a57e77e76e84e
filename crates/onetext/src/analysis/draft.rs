//! The drafts: their text with its brackets, what is settled in it, and what changed.

use onetext_case::{Case, Draft, DraftId, IssueId, OptionId, Piece, Undisclosed};
use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::Standing;
use super::name::{Named, statement_ids};
use super::position::{Contest, contest};
use crate::time::{Day, Time};

/// One state of the single text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftView {
    /// Id and heading.
    pub draft: Named,
    /// Its day.
    pub day: Day,
    /// Who put it forward.
    pub by: Option<Named>,
    /// How it became known.
    pub provenance: &'static str,
    /// Others who are said to have written it.
    pub disputed: Vec<Named>,
    /// Statements about where it comes from.
    pub because: Vec<String>,
    /// Its points, in order.
    pub points: Vec<PointView>,
    /// For each issue of the case, in order, what it says.
    pub issues: Vec<IssueText>,
    /// For each issue of the case, in order, where it stands by what the parties say now, beside what
    /// this draft says.
    pub contests: Vec<Contest>,
    /// Number of issues with one option.
    pub settled: usize,
    /// Number of issues with several options.
    pub open: usize,
    /// Number of issues without an option.
    pub silent: usize,
    /// The draft that it says it revises.
    pub revises: Option<Named>,
}

/// One point of a draft.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PointView {
    /// The heading under which it stands; empty if none.
    pub section: String,
    /// Its number; a paragraph has none.
    pub number: Option<u64>,
    /// Its text.
    pub pieces: Vec<PieceView>,
}

/// A piece of a point's text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PieceView {
    /// The words.
    pub text: String,
    /// What the words settle, where they settle anything.
    pub bracket: Option<Bracket>,
}

/// What a piece of text settles.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Bracket {
    /// The issue.
    pub issue: Named,
    /// The option.
    pub option: Named,
    /// Who wants it, where the draft says so.
    pub by: Option<Named>,
    /// Whether the draft has other options for the same issue.
    pub open: bool,
}

/// What a draft says on one issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum IssueText {
    /// One option.
    Settled {
        /// The option.
        option: Named,
    },
    /// Several options, in the order of the text.
    Open {
        /// The options.
        options: Vec<Named>,
    },
    /// No option; the status quo stands, where the case names one.
    Silent {
        /// The status quo.
        status_quo: Option<Named>,
    },
}

/// A draft known to exist whose text is not public.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UndisclosedView {
    /// Id and what it is called.
    pub draft: Named,
    /// When it was written, where known.
    pub day: Option<Time>,
    /// Who put it forward.
    pub by: Option<Named>,
    /// The two drafts between which it lies.
    pub between: [Named; 2],
    /// Issues on which those two differ, so that this text may have either.
    pub unknown: Vec<Named>,
    /// Statements that speak of it.
    pub because: Vec<String>,
    /// A remark; empty if none.
    pub note: String,
}

/// The drafts of a case, by day.
pub(crate) fn drafts(case: &Case, standings: &[Standing]) -> Vec<DraftView> {
    let views = case.drafts.iter().enumerate().map(|(index, draft)| {
        let issues = issue_texts(case, draft);
        let open = |it: &IssueText| matches!(it, IssueText::Open { .. });
        let count = |test: fn(&IssueText) -> bool| issues.iter().filter(|it| test(it)).count();
        let levels = levels(case, draft);
        let contests = levels.iter().enumerate();
        DraftView {
            draft: Named::draft(case, DraftId(index)),
            day: Day(draft.day),
            by: draft.by.map(|it| Named::holder(case, it)),
            provenance: draft.provenance.as_str(),
            disputed: Named::holders(case, &draft.disputed),
            because: statement_ids(case, &draft.because),
            points: draft
                .points
                .iter()
                .map(|point| PointView {
                    section: point.section.clone(),
                    number: point.number,
                    pieces: point.text.iter().map(|it| piece(case, &issues, it)).collect(),
                })
                .collect(),
            settled: count(|it| matches!(it, IssueText::Settled { .. })),
            open: count(open),
            silent: count(|it| matches!(it, IssueText::Silent { .. })),
            revises: draft.revises.map(|it| Named::draft(case, it)),
            contests: contests
                .map(|(issue, text)| contest(case, standings, IssueId(issue), Some(text)))
                .collect(),
            issues,
        }
    });
    views.collect()
}

/// The undisclosed drafts of a case.
pub(crate) fn undisclosed(case: &Case) -> Vec<UndisclosedView> {
    let view = |it: &Undisclosed| {
        let ends = it.between.map(|end| issue_texts(case, &case.drafts[end.0]));
        UndisclosedView {
            draft: Named { id: it.id.clone(), name: it.title.clone() },
            day: it.day.as_ref().map(Time::from),
            by: it.by.map(|by| Named::holder(case, by)),
            between: it.between.map(|end| Named::draft(case, end)),
            unknown: (0..case.issues.len())
                .filter(|&issue| ends[0][issue] != ends[1][issue])
                .map(|issue| Named::issue(case, IssueId(issue)))
                .collect(),
            because: statement_ids(case, &it.because),
            note: it.note.clone(),
        }
    };
    case.undisclosed.iter().map(view).collect()
}

/// What a draft says on each issue of the case.
pub(crate) fn issue_texts(case: &Case, draft: &Draft) -> Vec<IssueText> {
    let found = draft.options(case.issues.len());
    let issues = found.into_iter().enumerate().map(|(index, options)| {
        let issue = IssueId(index);
        match options.as_slice() {
            [] => IssueText::Silent {
                status_quo: case.issues[index].status_quo.map(|it| Named::option(case, issue, it)),
            },
            [one] => IssueText::Settled { option: Named::option(case, issue, *one) },
            several => IssueText::Open { options: Named::options(case, issue, several) },
        }
    });
    issues.collect()
}

/// For each issue, the options that a draft has, or the status quo where it is silent and the case
/// names one.
fn levels(case: &Case, draft: &Draft) -> Vec<Vec<OptionId>> {
    let mut levels = draft.options(case.issues.len());
    for (levels, issue) in levels.iter_mut().zip(&case.issues) {
        if levels.is_empty() {
            levels.extend(issue.status_quo);
        }
    }
    levels
}

fn piece(case: &Case, issues: &[IssueText], piece: &Piece) -> PieceView {
    match piece {
        Piece::Plain(text) => PieceView { text: text.clone(), bracket: None },
        Piece::Bracket { text, issue, option, by } => PieceView {
            text: text.clone(),
            bracket: Some(Bracket {
                issue: Named::issue(case, *issue),
                option: Named::option(case, *issue, *option),
                by: by.map(|it| Named::holder(case, it)),
                open: matches!(issues[issue.0], IssueText::Open { .. }),
            }),
        },
    }
}
