//! The next draft, as text for a terminal.

use super::ladder::{attitudes, changes, depends, no_answer, rule, short, together, under};
use super::{honesty, part, text_name};
use crate::inquiry::{MeasuresView, ProposeView};
use crate::range::percent;
use crate::report::sentence::{count, grouped, listed};
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
    sheet.line(&search(view));
    sheet.line(&rule(&view.kept));
    if view.proposals.is_empty() {
        sheet.gap();
        sheet.line("No such change is better than the text in anything that is measured.");
    }
    for (place, it) in view.proposals.iter().enumerate() {
        part(&mut sheet, &format!("{}. {}", place + 1, short(&it.changes)));
        changes(&mut sheet, &it.changes);
        together(&mut sheet, &view.before, Some(&it.after));
        let (before, after) = measures(&it.measures);
        sheet.line(&format!("  {before}{}{after}", it.measures.worst_off.name));
        depends(&mut sheet, &it.depends);
        attitudes(&mut sheet, &it.attitudes);
    }
    if !view.questions.is_empty() {
        part(&mut sheet, "To be asked first");
        for (it, bearing) in view.questions.iter().zip(&view.bearing) {
            sheet.hung(Ink::Plain, 4, &format!("  {}: {}", it.party.name, it.sentence));
            if let Some(line) = bears_on(bearing) {
                sheet.hung(Ink::Plain, 6, &format!("    {line}"));
            }
        }
    }
    honesty(&mut sheet, &view.heading, &view.counts, &[]);
    under(&mut sheet, &view.before, view.heading.seed);
    sheet
}

/// About which proposals the answer to a question tells, in a sentence; nothing where there is only
/// one, or no doubt about any.
pub(in crate::report) fn bears_on(bearing: &[Option<f64>]) -> Option<String> {
    let parts = bearing.iter().enumerate().filter_map(|(at, part)| Some((at + 1, (*part)?)));
    let told: Vec<String> = parts
        .enumerate()
        .map(|(place, (number, part))| match place {
            0 => format!("{} of the doubt about proposal {number}", percent(part)),
            _ => format!("{} about {number}", percent(part)),
        })
        .collect();
    let is_told = 1 < bearing.len() && !told.is_empty();
    is_told.then(|| format!("The answer is expected to take away {}.", listed(&told)))
}

/// How the proposals were looked for.
pub(in crate::report) fn search(view: &ProposeView) -> String {
    let how = if view.complete {
        "every one of them"
    } else {
        "a bounded search, which may have missed better ones"
    };
    let listed = match view.proposals.len() {
        1 => "1 is listed".to_owned(),
        listed => format!("{listed} that differ are listed"),
    };
    format!(
        "{} texts were looked at, {how}; {} of them efficient, of which {listed}.",
        grouped(view.looked_at),
        grouped(view.efficient as u64),
    )
}

/// How good a proposal is, before and after the name of whoever is worst off.
pub(in crate::report) fn measures(it: &MeasuresView) -> (String, String) {
    let settled = match it.settled {
        0 => String::new(),
        some => format!("; settles {}", count(some, "bracket", "brackets")),
    };
    let away = count(it.distance, "change", "changes");
    (
        format!("Expected Nash product {}; worst off ", percent(it.nash)),
        format!(", {}; {away} away{settled}.", percent(it.worst)),
    )
}
