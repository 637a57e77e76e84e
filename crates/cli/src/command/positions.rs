//! `onetext positions`: where each party stands, and the statements as a sheet to be edited.

use onetext::report;
use onetext_case::spreadsheet::{Page, columns, statements, write_csv, write_xlsx};

use crate::arguments::Positions;
use crate::command::acceptability::show;
use crate::command::bargain::failure;
use crate::door::{Door, Failure, Output};
use crate::folder;

pub(crate) fn run(
    arguments: &Positions,
    output: Output,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let (files, parsed) = folder::load(&arguments.case)?;
    folder::report(&arguments.case.folder, &files, &parsed, door)?;
    let (issue, party) = (arguments.issue.as_deref(), arguments.party.as_deref());
    let view = onetext::positions(&parsed.case, issue, party).map_err(|it| failure(&it))?;
    let mut page = statements(&files, &parsed.case);
    let id = columns().position(|it| it == "id").unwrap_or_default();
    let is_asked = |row: &Vec<String>| view.statements.contains(&row[id]);
    let mut first = true;
    // The headings stay.
    page.rows.retain(|row| std::mem::take(&mut first) || is_asked(row));
    if let Some(path) = &arguments.xlsx {
        let overview =
            Page { name: "overview".to_owned(), rows: report::positions_overview(&view) };
        let day = parsed.case.as_of.unwrap_or_default();
        let book = write_xlsx(&[page.clone(), overview], day)
            .map_err(|it| Failure::input(it.to_string(), it.help))?;
        folder::write_file(path, &book)?;
        writeln!(door.err, "The workbook is in {}", path.display())?;
    }
    match output {
        // The bytes are the data, and what `onetext import` reads.
        Output::Csv => Ok(door.out.write_all(write_csv(&page).as_bytes())?),
        Output::Json | Output::Text => show(&view, report::positions, output == Output::Json, door),
    }
}
