//! A text tried on the worlds that a page carries, as text for a terminal.

use super::what_if::{changed, shift};
use super::{cited, part, row_name, text_name, told};
use crate::analysis::Number;
use crate::carried::{ObstacleView, TriedView};
use crate::inquiry::Direction;
use crate::range::percent;
use crate::report::sheet::{Align, Ink, Sheet};

/// What changes, by the worlds that a page carries, if a text says something else, as text of at most
/// `width` columns.
pub fn tried(view: &TriedView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    sheet.line(&format!("As the page has it, of {}:", text_name(&view.text)));
    if view.changes.is_empty() {
        sheet.line("  as it is drafted");
    }
    for it in &view.changes {
        sheet.line(&changed(it));
    }
    sheet.gap();
    let short = |it: &Number| match it {
        Number::Known { .. } => told(it),
        Number::Unknown { .. } => "no number".to_owned(),
    };
    let row = |name: String, before: &Number, after: &Number, direction: Direction| {
        vec![name, short(before), short(after), shift(before, after, direction).to_owned()]
    };
    let mut rows = vec![["", "before", "after", ""].map(str::to_owned).to_vec()];
    for it in &view.parties {
        let name = row_name(&it.party, it.seat);
        rows.push(row(name, &it.before, &it.after, it.direction));
    }
    if view.parties.iter().any(|it| it.seat) {
        let name = "All who sign".to_owned();
        rows.push(row(name, &view.joint_before, &view.joint_after, view.joint));
    }
    sheet.table(&[Align::Left; 4], &rows);
    for it in &view.parties {
        if let Number::Unknown { reason, .. } = &it.after {
            sheet.line(&format!("  {}: no number, {reason}.", it.party.name));
        }
    }
    if view.outer {
        sheet.line("Too much is open to look at each reading: these are outer bounds.");
    }
    if view.parties.iter().any(|it| it.in_the_way.is_some()) {
        part(&mut sheet, "In the way");
        for party in &view.parties {
            if let Some(it) = &party.in_the_way {
                obstacle(&mut sheet, &party.party.name, it);
            }
        }
    }
    sheet.gap();
    match view.worlds {
        Some(worlds) => sheet.line(&format!(
            "Shares of the {worlds} worlds of each party that the page carries, in whole numbers, \
             seed {}; the page shows the same. Without --as-page all worlds are asked.",
            view.heading.seed
        )),
        None => sheet.line("Exact: by the utilities that the case gives in numbers."),
    }
    sheet
}

fn obstacle(sheet: &mut Sheet, name: &str, obstacle: &ObstacleView) {
    let it = &obstacle.blocker;
    if !it.is_particular() {
        sheet.line(&format!("  for {name}: nothing in particular"));
        return;
    }
    let option = match &it.option {
        Some(option) => format!("“{}”", option.name),
        None => "the silence of the text".to_owned(),
    };
    let kind = if it.red_line { "a red line" } else { "what it is worth" };
    let assumed = if obstacle.said.is_empty() { ", assumed" } else { "" };
    sheet.hung(
        Ink::Plain,
        4,
        &format!(
            "  for {name}: {option} ({}), {kind}, behind {} of the rejections{assumed}",
            it.issue.name,
            percent(it.explains)
        ),
    );
    for said in &obstacle.said {
        sheet.hung(Ink::Plain, 6, &format!("    {}", cited(said)));
    }
}
