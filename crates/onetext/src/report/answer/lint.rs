//! The faults of drafting in a draft, as text for a terminal.

use super::{cited, part, text_name};
use crate::inquiry::{FindingView, LintView, rule_name};
use crate::report::sentence::count;
use crate::report::sheet::{Ink, Sheet};

/// The faults of drafting in a draft, as text of at most `width` columns.
pub fn lint(view: &LintView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    let name = text_name(&view.text);
    sheet.line(&format!("{}{day}: what could break {name}?", view.title));
    let points = count(view.points, "point", "points");
    let faults = match view.findings.len() {
        0 => "nothing found".to_owned(),
        faults => count(faults, "finding", "findings"),
    };
    sheet.line(&format!("{}: {points} read, {faults}.", view.file));
    let mut last = None;
    for it in &view.findings {
        let place = place(it);
        if last.as_ref() != Some(&place) {
            part(&mut sheet, &place);
            last = Some(place);
        }
        finding(&mut sheet, it);
    }
    if !view.silenced.is_empty() {
        part(&mut sheet, "Silenced");
        for it in &view.silenced {
            let words = shown(&it.finding);
            let line =
                format!("  {}: {}{words}; {}", place(&it.finding), it.finding.rule, it.because);
            sheet.hung(Ink::Plain, 4, &line);
        }
    }
    sheet.gap();
    sheet.line(&format!(
        "{LINT_CAUTION} A finding that stands for a reason is silenced by [[silence]] in case.toml."
    ));
    sheet
}

/// What findings are worth.
pub(in crate::report) const LINT_CAUTION: &str =
    "Found by word lists and the order of words: questions to the drafter, no verdicts.";

/// What is missing, after the name of the rule; empty where the rule itself says so.
pub(in crate::report) fn lacking(it: &FindingView) -> String {
    match it.rule {
        "vague-guarantee" => format!(", which lacks {}", it.lacks.join(", ")),
        "open-duty" => format!(", which lacks {}", it.lacks.join(" and ")),
        _ => String::new(),
    }
}

fn place(it: &FindingView) -> String {
    match (it.point, it.line) {
        (Some(point), Some(line)) => format!("Point {point}, line {line}"),
        (Some(point), None) => format!("Point {point}"),
        (None, Some(line)) => format!("Line {line}"),
        (None, None) => "Not in the text".to_owned(),
    }
}

fn shown(it: &FindingView) -> String {
    if it.words.is_empty() { String::new() } else { format!(" “{}”", it.words) }
}

fn finding(sheet: &mut Sheet, it: &FindingView) {
    let lacks = lacking(it);
    sheet.hung(Ink::Plain, 4, &format!("  {}: {}{lacks}", it.rule, rule_name(it.rule)));
    if !it.words.is_empty() {
        sheet.hung(Ink::Plain, 6, &format!("    {}", shown(it).trim_start()));
    }
    sheet.hung(Ink::Plain, 6, &format!("    {}", it.reason));
    sheet.hung(Ink::Plain, 6, &format!("    Better: {}", it.better));
    for said in &it.statements {
        sheet.hung(Ink::Plain, 6, &format!("    {}", cited(said)));
    }
}
