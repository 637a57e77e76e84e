//! Pages as comma-separated values, and what spreadsheets make of them.

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::{Page, Problem, STATEMENTS, columns, neutral, spoken};

/// Between which cells may stand.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

const SAVE_AGAIN: &str =
    "save the sheet again from the spreadsheet, which writes cells as they have to be";

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A page as comma-separated values of RFC 4180 in UTF-8, with a byte order mark, by which
/// spreadsheets know the encoding. No cell is a formula: see [`neutral()`].
pub fn write_csv(page: &Page) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in &page.rows {
        // A vector takes every byte, and rows of one page have one length.
        let _ = writer.write_record(row.iter().map(|it| neutral(it)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes))
}

/// Reads a page of statements from values separated by commas, semicolons or tabs, in UTF-8, or in
/// UTF-16 with a byte order mark.
///
/// # Errors
///
/// A text in no such encoding; a quotation mark that is not closed; a row that has not as many cells as there are headings.
pub fn read_csv(bytes: &[u8]) -> Result<Page, Problem> {
    let text = decoded(bytes)?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text);
    // Some spreadsheets say in a first line what stands between cells.
    let first = text.lines().next().unwrap_or_default();
    let told = first.strip_prefix("sep=").and_then(|it| it.bytes().next());
    let text = told.map_or(text, |_| text.split_once('\n').map_or("", |it| it.1));
    let known = |delimiter: &u8| {
        let heading = rows(text, *delimiter).next().unwrap_or_default();
        let is_known = |it: &&String| columns().any(|column| column == it.trim());
        heading.iter().filter(is_known).count()
    };
    // Of those that do equally well, the first.
    let likeliest = DELIMITERS.iter().rev().max_by_key(|it| known(it)).copied();
    let delimiter = told.or(likeliest).unwrap_or(b',');
    let page = Page { name: STATEMENTS.to_owned(), rows: rows(text, delimiter).collect() };
    if !text.matches('"').count().is_multiple_of(2) {
        return Err(Problem::whole("a quotation mark is not closed, or not doubled", SAVE_AGAIN));
    }
    let width = page.rows.first().map_or(0, Vec::len);
    for (index, row) in page.rows.iter().enumerate() {
        let is_blank = row.iter().all(String::is_empty);
        let has_more = row.iter().skip(width).any(|it| !it.is_empty());
        if !is_blank && (row.len() < width || has_more) {
            let message = format!("the row has {} cells, and the first has {width}", row.len());
            return Err(Problem::row(index + 1, message, SAVE_AGAIN));
        }
    }
    Ok(page)
}

fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = Vec<String>> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let row = |it: StringRecord| it.iter().map(|it| spoken(it).to_owned()).collect();
    // What is text already has no other fault.
    reader.into_records().filter_map(Result::ok).map(row)
}

fn decoded(bytes: &[u8]) -> Result<String, Problem> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|it| unit(*it)).collect();
        String::from_utf16(&units).ok().filter(|_| rest.is_empty())
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    };
    text.ok_or_else(|| {
        Problem::whole(
            "the sheet is not Unicode text",
            "save it as CSV in UTF-8, or as .xlsx; other encodings lose letters",
        )
    })
}
