//! Questions about drafts as texts: what changed, what is in brackets, which came from which, and the
//! next one.

mod brackets;
mod comparison;
mod lineage;
mod next;

pub use self::brackets::{
    BracketsView, DraftBrackets, HiddenBrackets, OpenIssue, OpenOption, OwnerCount,
};
pub use self::comparison::{
    ChangeKind, ComparisonView, IssueTurn, Mark, MarkKind, OpenText, PointChange, TextSide,
    TextSource, comparison,
};
pub(crate) use self::comparison::{EACH_WITH_EACH, comparisons};
pub use self::lineage::{LineageNode, LineageView};
pub use self::next::{NextDraft, NextDraftView};
