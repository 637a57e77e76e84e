//! The next draft, as text for a terminal.

use super::ladder::{attitudes, changes, depends, no_answer, short, together, under};
use super::{honesty, part, text_name};
use crate::inquiry::ProposeView;
use crate::range::percent;
use crate::report::sentence::{count, grouped};
use crate::report::sheet::{Ink, Sheet};

/// The next draft, as text of at most `width` columns.
pub fn propose(view: &ProposeView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.heading.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: what to propose next?", view.heading.title));
    sheet.line(&format!(
        "Changes of {} on at most {}, none of which another beats.",
        text_name(&view.text),
        count(view.moves, "issue", "issues")
    ));
    if !view.none.is_empty() {
        no_answer(&mut sheet, &view.none, &view.statements);
        return sheet;
    }
    let how = if view.complete {
        "every one of them".to_owned()
    } else {
        "a bounded search, which may have missed better ones".to_owned()
    };
    let listed = match view.proposals.len() {
        1 => "1 is listed".to_owned(),
        listed => format!("{listed} that differ are listed"),
    };
    sheet.line(&format!(
        "{} texts were looked at, {how}; {} of them efficient, of which {listed}.",
        grouped(view.looked_at),
        grouped(view.efficient as u64),
    ));
    if view.proposals.is_empty() {
        sheet.gap();
        sheet.line("No such change is better than the text in anything that is measured.");
    }
    for (place, it) in view.proposals.iter().enumerate() {
        part(&mut sheet, &format!("{}. {}", place + 1, short(&it.changes)));
        changes(&mut sheet, &it.changes);
        together(&mut sheet, &view.before, Some(&it.after));
        let settled = match it.measures.settled {
            0 => String::new(),
            some => format!("; settles {}", count(some, "bracket", "brackets")),
        };
        sheet.line(&format!(
            "  Expected Nash product {}; worst off {}, {}; {} away{settled}.",
            percent(it.measures.nash),
            it.measures.worst_off.name,
            percent(it.measures.worst),
            count(it.measures.distance, "change", "changes")
        ));
        depends(&mut sheet, &it.depends);
        attitudes(&mut sheet, &it.attitudes);
    }
    if !view.questions.is_empty() {
        part(&mut sheet, "To be asked first");
        for it in &view.questions {
            sheet.hung(Ink::Plain, 4, &format!("  {}: {}", it.party.name, it.sentence));
        }
    }
    honesty(&mut sheet, &view.heading, &view.counts, &[]);
    under(&mut sheet, &view.before, view.heading.seed);
    sheet
}
