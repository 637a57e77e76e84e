//! Pages as a workbook of Office Open XML.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime as Moment, Format, FormatAlign, Workbook, Worksheet,
};
use zip::ZipArchive;

use super::{EVIDENCE, Page, Problem, STATEMENTS, VERSION, neutral, spoken};

/// Most bytes that a workbook may unfold to.
const MOST_BYTES: u64 = 256 << 20;
/// Most rows of a page that are read.
const MOST_ROWS: u32 = 100_000;
/// Most columns of a page that are read.
const MOST_COLUMNS: u32 = 200;
/// Most characters of a cell, by the format.
const MOST_CHARACTERS: usize = 32_767;

/// Pages as a workbook. Every cell is a text, none a formula; it is dated `day`, so that the same
/// pages give the same bytes.
///
/// # Errors
///
/// A cell that is too long for the format.
pub fn write_xlsx(pages: &[Page], day: Date) -> Result<Vec<u8>, Problem> {
    for page in pages {
        for (index, row) in page.rows.iter().enumerate() {
            let too_long = |it: &String| MOST_CHARACTERS < neutral(it).encode_utf16().count();
            if let Some(place) = row.iter().position(too_long) {
                let heading = page.rows[0].get(place).cloned().unwrap_or_default();
                return Err(Problem {
                    row: Some(index + 1),
                    column: Some((place, heading)),
                    message: format!("the text is longer than {MOST_CHARACTERS} characters"),
                    help: "a workbook cannot hold it; write CSV".to_owned(),
                });
            }
        }
    }
    written(pages, day).map_err(|error| {
        Problem::whole(format!("the workbook cannot be written: {error}"), "write CSV")
    })
}

fn written(pages: &[Page], day: Date) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let part = |it: i8| u8::try_from(it).unwrap_or(1);
    // The format knows no day before 1900.
    let year = u16::try_from(day.year()).unwrap_or_default().clamp(1900, 9999);
    let moment = Moment::from_ymd(year, part(day.month()), part(day.day()))?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&moment));
    for page in pages {
        fill(workbook.add_worksheet(), page)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, page: &Page) -> Result<(), rust_xlsxwriter::XlsxError> {
    sheet.set_name(&page.name)?;
    // "@": what is typed stays a text, days too.
    let plain = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let heading = plain.clone().set_bold();
    let kept = plain.clone().set_font_color(Color::Gray);
    let headings = page.rows.first().map(Vec::as_slice).unwrap_or_default();
    let is_kept = |name: &str| name == "id" || name == VERSION || EVIDENCE.contains(&name);
    for (place, name) in (0_u16..).zip(headings) {
        let longest = page.rows.iter().filter_map(|row| row.get(usize::from(place)));
        let longest = longest.map(|it| it.chars().count()).max().unwrap_or_default();
        let width = u8::try_from(longest.clamp(8, 46) + 2).unwrap_or(48);
        sheet.set_column_width(place, f64::from(width))?;
        sheet.set_column_format(place, &plain)?;
        if page.name == STATEMENTS && name == VERSION {
            sheet.set_column_hidden(place)?;
        }
    }
    for (row, cells) in (0_u32..).zip(&page.rows) {
        for ((place, name), text) in (0_u16..).zip(headings).zip(cells) {
            let format = match row {
                0 => &heading,
                _ if page.name == STATEMENTS && is_kept(name) => &kept,
                _ => &plain,
            };
            if !text.is_empty() {
                sheet.write_string_with_format(row, place, neutral(text), format)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

/// Reads the page of statements of a workbook, or its only page. Days that a spreadsheet holds as
/// such are read as texts such as `2025-12-02`; a formula is read as what it last came to.
///
/// # Errors
///
/// What is no workbook, has no such page, or is too large.
pub fn read_xlsx(bytes: &[u8]) -> Result<Page, Problem> {
    let broken = |error: String| {
        let message = format!("the file is no workbook that can be read: {error}");
        Problem::whole(message, "save it again as .xlsx, or as CSV in UTF-8")
    };
    unfolds(bytes).map_err(|it| broken(it.to_string()))?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|it| broken(it.to_string()))?;
    let names = book.sheet_names();
    let name = match names.as_slice() {
        [one] => one.clone(),
        _ if names.iter().any(|it| it == STATEMENTS) => STATEMENTS.to_owned(),
        _ => {
            let message = format!("the workbook has no sheet `{STATEMENTS}`");
            let help = format!("give the sheet with the statements the name `{STATEMENTS}` again");
            return Err(Problem::whole(message, help));
        }
    };
    let mut page = Page { name: name.clone(), rows: Vec::new() };
    let mut cells = book.worksheet_cells_reader(&name).map_err(|it| broken(it.to_string()))?;
    while let Some(cell) = cells.next_cell().map_err(|it| broken(it.to_string()))? {
        let (row, column) = cell.get_position();
        let place = (index(row), index(column));
        let text = text(cell.get_value()).map_err(|message| Problem {
            row: Some(place.0 + 1),
            column: Some((place.1, heading(&page, place.1))),
            message,
            help: "write what is meant as a text".to_owned(),
        })?;
        if text.is_empty() {
            continue;
        }
        if MOST_ROWS <= row || MOST_COLUMNS <= column {
            let message = "something stands far out on the sheet";
            return Err(Problem::row(place.0 + 1, message, "delete that row or column"));
        }
        if page.rows.len() <= place.0 {
            page.rows.resize(place.0 + 1, Vec::new());
        }
        let cells = &mut page.rows[place.0];
        if cells.len() <= place.1 {
            cells.resize(place.1 + 1, String::new());
        }
        cells[place.1] = text;
    }
    Ok(page)
}

fn heading(page: &Page, column: usize) -> String {
    page.rows.first().and_then(|it| it.get(column)).cloned().unwrap_or_default()
}

fn index(it: u32) -> usize {
    usize::try_from(it).unwrap_or(usize::MAX)
}

/// Fails for a workbook that is none, or that would fill the memory.
fn unfolds(bytes: &[u8]) -> io::Result<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?.take(left + 1);
        let size = io::copy(&mut file, &mut io::sink())?;
        left = left.checked_sub(size).ok_or_else(|| io::Error::other("it is too large"))?;
    }
    Ok(())
}

/// What a cell holds, as text.
fn text(cell: &DataRef<'_>) -> Result<String, String> {
    match cell {
        DataRef::Empty => Ok(String::new()),
        DataRef::String(it) => Ok(spoken(it).to_owned()),
        DataRef::SharedString(it) => Ok(spoken(it).to_owned()),
        DataRef::Int(it) => Ok(it.to_string()),
        DataRef::Float(it) => Ok(it.to_string()),
        DataRef::Bool(it) => Ok(it.to_string()),
        DataRef::DateTime(it) => day(*it).ok_or_else(|| format!("{it} is no day")),
        DataRef::DateTimeIso(it) => Ok(it.split('T').next().unwrap_or_default().to_owned()),
        DataRef::DurationIso(it) => Err(format!("`{it}` is a length of time")),
        DataRef::Error(it) => Err(format!("the cell shows the error {it}")),
    }
}

/// The day of a moment at midnight.
fn day(moment: ExcelDateTime) -> Option<String> {
    // Serial numbers of days that are 1900 to 9999; what is more has no day.
    if !moment.is_datetime() || !(1.0..2_958_466.0).contains(&moment.as_f64()) {
        return None;
    }
    match moment.to_ymd_hms_milli() {
        (year, month, day, 0, 0, 0, 0) => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}
