//! What was settled in a new draft, for a terminal.

use super::ids;
use crate::analysis::Named;
use crate::drafting::NextDraftView;
use crate::report::sheet::{Ink, Sheet};

/// What was settled, what is left, and what to look at, as text of at most `width` columns.
pub fn next_draft(view: &NextDraftView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    sheet.line(&format!("Draft {}, {}, reworks {}", view.id, view.day, view.from.id));
    for (issue, option) in &view.settled {
        sheet.hung(
            Ink::Plain,
            4,
            &format!("  settled: {} = {}, {}", issue.id, option.id, option.name),
        );
    }
    let list = |names: &[Named]| ids(names, "nothing").replace(" | ", ", ");
    sheet.line(&format!("  still in brackets: {}", list(&view.open)));
    if !view.silent.is_empty() {
        sheet.line(&format!("  silent on: {}", list(&view.silent)));
    }
    if !view.worded.is_empty() {
        sheet.line(&format!(
            "  look at the words for {}: the draft had none for that option, and has those of the case now",
            list(&view.worded)
        ));
    }
    if !view.emptied.is_empty() {
        let points: Vec<String> = view.emptied.iter().map(u64::to_string).collect();
        sheet.line(&format!("  left without words: point {}", points.join(", ")));
    }
    sheet
}
