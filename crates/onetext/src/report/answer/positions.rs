//! Where each holder stands on each issue, as text for a terminal and as rows for a spreadsheet.

use super::part;
use crate::analysis::{Cell, Stance, Trend};
use crate::inquiry::PositionsView;
use crate::report::sentence::{count, listed};
use crate::report::sheet::{Ink, Sheet};

/// Where each holder stands on each issue, as text of at most `width` columns.
pub fn positions(view: &PositionsView, width: usize) -> Sheet {
    let mut sheet = Sheet::new(width);
    let day = view.as_of.map_or_else(String::new, |it| format!(", as of {it}"));
    sheet.line(&format!("{}{day}: where does each stand?", view.title));
    for it in &view.issues {
        part(&mut sheet, &format!("{}: {}", it.issue.id, it.issue.name));
        let names = it.cells.iter().map(|it| it.holder.name.chars().count());
        let column = names.max().unwrap_or_default().min(24);
        for cell in &it.cells {
            let [first, rest @ ..] = &lines(cell)[..] else { continue };
            sheet.hung(Ink::Plain, 4, &format!("  {:<column$}  {first}", cell.holder.name));
            for line in rest {
                sheet.hung(Ink::Plain, 6, &format!("    {line}"));
            }
        }
    }
    sheet.gap();
    sheet.line(
        "Exact: read off the statements; nothing is drawn or assumed. The number before a day is of \
         statements, the day that of the newest.",
    );
    sheet
}

/// The positions as rows for a spreadsheet: a row for each issue, a column for each holder, the
/// headings first.
pub fn positions_overview(view: &PositionsView) -> Vec<Vec<String>> {
    let holders = view.issues.first().into_iter().flat_map(|it| &it.cells);
    let mut heading = vec!["issue".to_owned(), "question".to_owned()];
    heading.extend(holders.map(|it| it.holder.name.clone()));
    let rows = view.issues.iter().map(|it| {
        let mut row = vec![it.issue.id.clone(), it.issue.name.clone()];
        row.extend(it.cells.iter().map(|it| lines(it).join("\n")));
        row
    });
    std::iter::once(heading).chain(rows).collect()
}

/// What a holder says about an issue, a line for each stance.
fn lines(cell: &Cell) -> Vec<String> {
    let mut lines: Vec<String> = cell.stances.iter().map(stance).collect();
    if cell.statements == 0 {
        lines.push("nothing was said".to_owned());
    } else if lines.is_empty() {
        lines.push("nothing that still holds".to_owned());
    }
    let moved = |it: &Trend| !it.toward.is_empty() || !it.away.is_empty();
    if cell.trend.as_ref().is_some_and(moved) {
        lines.push("has changed its position".to_owned());
    }
    if !cell.earlier.is_empty() {
        lines.push(format!("earlier: {}", listed(&cell.earlier)));
    }
    lines
}

fn stance(it: &Stance) -> String {
    let who = if it.by_others { "others say: " } else { "" };
    let options: Vec<&str> = it.options.iter().map(|it| it.id.as_str()).collect();
    let options =
        if options.is_empty() { String::new() } else { format!(" {}", options.join(" or ")) };
    let statements = count(it.statements.len(), "statement", "statements");
    format!("{who}{}{options} ({statements}, {}: {})", it.word, it.newest, it.statements.join(", "))
}
