//! Names put back in place of ids.

use onetext_case::{Case, DraftId, Holder, IssueId, OptionId, StatementId};
use schemars::JsonSchema;
use serde::Serialize;

/// Something of the case: its id, and the words by which readers know it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Named {
    /// Id in the case.
    pub id: String,
    /// Name, heading or text.
    pub name: String,
}

impl Named {
    pub(crate) fn holder(case: &Case, holder: Holder) -> Self {
        let found = case.body(holder);
        found.map_or_else(
            || Self { id: "mediator".to_owned(), name: "the mediator".to_owned() },
            |body| Self { id: body.id.clone(), name: body.name.clone() },
        )
    }

    pub(crate) fn holders(case: &Case, holders: &[Holder]) -> Vec<Self> {
        holders.iter().map(|&it| Self::holder(case, it)).collect()
    }

    pub(crate) fn draft(case: &Case, draft: DraftId) -> Self {
        let found = &case.drafts[draft.0];
        Self { id: found.id.clone(), name: found.title.clone() }
    }

    pub(crate) fn issue(case: &Case, issue: IssueId) -> Self {
        let found = &case.issues[issue.0];
        Self { id: found.id.clone(), name: found.question.clone() }
    }

    pub(crate) fn option(case: &Case, issue: IssueId, option: OptionId) -> Self {
        let found = &case.issues[issue.0].options[option.0];
        Self { id: found.id.clone(), name: found.text.clone() }
    }

    pub(crate) fn options(case: &Case, issue: IssueId, options: &[OptionId]) -> Vec<Self> {
        options.iter().map(|&it| Self::option(case, issue, it)).collect()
    }
}

/// The ids of statements, as the ledger has them.
pub(crate) fn statement_ids(case: &Case, statements: &[StatementId]) -> Vec<String> {
    statements.iter().map(|it| case.statements[it.0].id.clone()).collect()
}
