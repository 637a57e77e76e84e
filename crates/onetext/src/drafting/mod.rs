//! Questions about drafts as texts: what changed, what is in brackets, which came from which, and the
//! next one.

mod brackets;
mod comparison;
mod lineage;
mod next;

pub use self::brackets::{
    BracketsView, DraftBrackets, HiddenBrackets, OpenIssue, OpenOption, OwnerCount,
};
pub use self::comparison::{ComparisonView, IssueTurn, TextSide, TextSource, comparison};
pub use self::lineage::{LineageNode, LineageView};
pub use self::next::{NextDraft, NextDraftView};
