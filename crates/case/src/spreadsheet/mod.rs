//! The ledger as a page of a spreadsheet, to be edited and brought back.
//!
//! [`statements`] shows a ledger as rows, [`write_csv`] and [`write_xlsx`] make files of rows,
//! [`read_csv`] and [`read_xlsx`] read them, and [`import`] finds what was edited and writes it into
//! the text of `statements.toml`. The columns are the keys of a statement, in the order of
//! `docs/case-format.md`, and then [`VERSION`].
//!
//! **Laws.** A page that comes back as it was changes nothing. One edited cell changes that field and
//! nothing else. What cannot be brought in is told, all of it, and then nothing is.

mod cell;
mod change;
mod csv;
mod import;
mod neutral;
mod xlsx;

use std::fmt;

use crate::files::{Files, sha256};
use crate::model::Case;
use crate::read::tree::{self, Node};
use crate::shape::{Key, STATEMENT};

pub use self::csv::{read_csv, write_csv};
pub use self::import::{Added, Edit, Import, import};
pub use self::neutral::{neutral, spoken};
pub use self::xlsx::{read_xlsx, write_xlsx};

/// The name of the page that holds the statements.
pub const STATEMENTS: &str = "statements";

/// The heading of the last column: which state of the statement the row shows.
pub const VERSION: &str = "version";

/// The columns that hold evidence, which an import does not change.
pub const EVIDENCE: &[&str] = &["source", "span", "also"];

/// One page of a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// Its rows of cells, the headings first.
    pub rows: Vec<Vec<String>>,
}

/// Why a spreadsheet cannot be read, written or brought in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The row, counted from 1 as spreadsheets do; `None` where the whole page is meant.
    pub row: Option<usize>,
    /// The place of the column, counted from 0, and its heading.
    pub column: Option<(usize, String)>,
    /// What is wrong: lower case, names the thing at fault, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Problem {
    fn whole(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), ..Self::default() }
    }

    fn row(row: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { row: Some(row), ..Self::whole(message, help) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(row) = self.row {
            write!(f, "row {row}")?;
            if let Some((place, heading)) = &self.column {
                write!(f, ", column {} ({heading})", letters(*place))?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

/// The headings of the page of statements, in order.
pub fn columns() -> impl Iterator<Item = &'static str> {
    STATEMENT.keys.iter().map(|it| it.name).chain([VERSION])
}

/// The ledger of a case as a page, with one row for each statement; `case` is what the files say.
pub fn statements(files: &Files, case: &Case) -> Page {
    let ledger = ledger(files);
    let rows = ledger.iter().enumerate().map(|(index, node)| row(node, case, index));
    let heading = columns().map(str::to_owned).collect();
    Page { name: STATEMENTS.to_owned(), rows: std::iter::once(heading).chain(rows).collect() }
}

/// The statements in the text of the ledger, in its order.
fn ledger(files: &Files) -> Vec<Node> {
    let text = files.text("statements.toml").unwrap_or_default();
    let root = tree::parse(text).root;
    root.at("statement").map(|it| it.items().to_vec()).unwrap_or_default()
}

/// A statement as a row, its version last. A statement without a time of its own shows the day of
/// its source.
fn row(node: &Node, case: &Case, index: usize) -> Vec<String> {
    let show = |key: &Key| match node.at(key.name) {
        Some(value) => cell::show(key.takes, value),
        None if key.name == "said" => {
            case.statements.get(index).map(|it| it.said.text.clone()).unwrap_or_default()
        }
        None => String::new(),
    };
    let mut cells: Vec<String> = STATEMENT.keys.iter().map(show).collect();
    cells.push(version(cells.iter().map(String::as_str)));
    cells
}

/// A short name for the state of a statement. It begins with a letter, so that no spreadsheet takes
/// it for a number.
fn version<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let whole = cells.map(one_line_end).collect::<serde_json::Value>().to_string();
    format!("v{}", &sha256(whole.as_bytes())[..12])
}

/// A text with the ends of its lines in one form: spreadsheets write them as they like.
fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The letters by which a spreadsheet names a column.
fn letters(place: usize) -> String {
    let mut name = Vec::new();
    let mut rest = place + 1;
    while 0 < rest {
        name.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_spreadsheets_give_them() {
        let names = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
