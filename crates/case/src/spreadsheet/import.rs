//! Bringing an edited page back into the ledger.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::Value;

use super::cell::Fault;
use super::change::{Change, Stuck, added, changed};
use super::{
    EVIDENCE, Page, Problem, VERSION, cell, columns, ledger, one_line_end, statements, version,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;
use crate::id::{slug, unused};
use crate::read::tree::{self, Node};
use crate::read::{likeliest, parse};
use crate::shape::{Key, STATEMENT, Takes};

const FILE: &str = "statements.toml";

/// What a page brings into a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The ledger with it; `None` if the page changes nothing.
    pub ledger: Option<String>,
    /// The fields that change, in the order of the page.
    pub edits: Vec<Edit>,
    /// The statements that are new, in the order of the page.
    pub added: Vec<Added>,
    /// Ids of the statements that the page does not have. They stay.
    pub absent: Vec<String>,
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The row of the page, counted from 1.
    pub row: usize,
    /// Id of the statement.
    pub statement: String,
    /// The key.
    pub field: &'static str,
    /// What it was, as a cell; empty if it was not there.
    pub before: String,
    /// What it is, as a cell; empty if it goes.
    pub after: String,
}

/// A new statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The row of the page, counted from 1.
    pub row: usize,
    /// Its id.
    pub statement: String,
    /// Its gist.
    pub gist: String,
}

/// Finds what was edited in a page that [`statements`] made, and writes it into the ledger.
///
/// A row is matched with its statement by id. A cell that says what the statement says changes
/// nothing; columns and rows that are not there neither. A row without [`VERSION`] is a new
/// statement, which gets an id if it has none.
///
/// # Errors
///
/// Everything that is wrong with the page, in its order: headings that are not known, cells that
/// cannot be read, fields that hold evidence and differ, statements that were changed since the page
/// was made, and what the check of the case would find wrong afterwards.
pub fn import(files: &Files, page: &Page) -> Result<Import, Vec<Problem>> {
    let case = parse(files).case;
    let current = statements(files, &case);
    let nodes = ledger(files);
    let Some((heading, rows)) = page.rows.split_first() else {
        return Err(vec![empty()]);
    };
    let places = headings(heading)?;
    let mut reading = Reading {
        places: &places,
        current: current.rows.iter().skip(1).map(Vec::as_slice).collect(),
        nodes: &nodes,
        problems: Vec::new(),
        import: Import::default(),
        changes: Vec::new(),
        new: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for (index, cells) in rows.iter().enumerate() {
        if !cells.iter().all(|it| it.trim().is_empty()) {
            reading.row(&Row { number: index + 2, cells }, &mut seen);
        }
    }
    let Reading { mut problems, mut import, changes, new, current, .. } = reading;
    import.absent =
        current.iter().map(|it| it[0].clone()).filter(|it| !seen.contains(it)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    if changes.is_empty() && new.is_empty() {
        return Ok(import);
    }

    let text = files.text(FILE).unwrap_or_default();
    let ids: Vec<String> = new.iter().map(|it| it.id.clone()).collect();
    import.added.iter_mut().zip(ids).for_each(|(added, id)| added.statement = id);
    let (of_changes, changes): (Vec<usize>, Vec<Change>) = changes.into_iter().unzip();
    let new_rows: Vec<usize> = new.iter().map(|it| it.row).collect();
    let fields = new.into_iter().map(|it| it.fields).collect();
    let ledger = changed(text, &changes).and_then(|it| added(&it, fields)).map_err(|stuck| {
        vec![match stuck {
            Stuck::File => Problem::whole(
                format!("{FILE} holds its statements in a way that an import cannot write"),
                "write them as tables under [[statement]]",
            ),
            Stuck::Comment(index) => Problem {
                row: Some(of_changes[index]),
                column: place(&places, changes[index].key),
                message: "a comment stands in this field, and would be lost".to_owned(),
                help: format!("change the field in {FILE}"),
            },
        }]
    })?;

    // What is written is a case without any error, or it is not written.
    let mut after = files.clone();
    after.insert(FILE, ledger.as_bytes());
    let errors = parse(&after).diagnostics.into_iter().filter(|it| it.severity == Severity::Error);
    let rows = Rows {
        places: &places,
        numbers: changes
            .iter()
            .zip(&of_changes)
            .map(|(change, row)| (change.statement, *row))
            .chain((current.len()..).zip(new_rows))
            .collect(),
    };
    problems.extend(errors.map(|it| rows.problem(&ledger, it)));
    if problems.is_empty() {
        import.ledger = Some(ledger);
        Ok(import)
    } else {
        Err(problems)
    }
}

fn empty() -> Problem {
    Problem::whole("the sheet is empty", "make one with `onetext positions CASE --csv`")
}

/// Where the columns are, by their headings.
type Places = BTreeMap<&'static str, usize>;

fn headings(row: &[String]) -> Result<Places, Vec<Problem>> {
    let mut places = Places::new();
    let mut problems = Vec::new();
    for (place, heading) in row.iter().enumerate().filter(|it| !it.1.trim().is_empty()) {
        let wanted = heading.trim().to_lowercase();
        let mut problem = |message: String, help: String| {
            problems.push(Problem {
                row: Some(1),
                column: Some((place, heading.clone())),
                message,
                help,
            });
        };
        match columns().find(|it| *it == wanted) {
            None => {
                let likely = likeliest(&wanted, columns());
                problem(
                    format!("there is no column `{}`", heading.trim()),
                    likely.map_or_else(
                        || "take the column out".to_owned(),
                        |it| format!("did you mean `{it}`? if not, take the column out"),
                    ),
                );
            }
            Some(name) => {
                if places.insert(name, place).is_some() {
                    problem(
                        format!("there are two columns `{name}`"),
                        "take one of them out".to_owned(),
                    );
                }
            }
        }
    }
    if problems.is_empty() && !places.contains_key("id") {
        let help = "the first row of the sheet has the headings; make one with `onetext positions \
                    CASE --csv`";
        problems.push(Problem { row: Some(1), ..Problem::whole("there is no column `id`", help) });
    }
    if problems.is_empty() { Ok(places) } else { Err(problems) }
}

/// The place of a column and its heading, where the page has it.
fn place(places: &Places, key: &str) -> Option<(usize, String)> {
    places.get(key).map(|it| (*it, key.to_owned()))
}

struct Row<'a> {
    number: usize,
    cells: &'a [String],
}

/// A statement that is not in the ledger yet.
struct New {
    row: usize,
    id: String,
    fields: Vec<(&'static str, Value)>,
}

/// A page as far as it was read.
struct Reading<'a> {
    places: &'a Places,
    current: Vec<&'a [String]>,
    nodes: &'a [Node],
    problems: Vec<Problem>,
    import: Import,
    /// With the row of each.
    changes: Vec<(usize, Change)>,
    new: Vec<New>,
}

impl Reading<'_> {
    /// The cell of a column; `None` if the page does not have the column.
    fn cell<'a>(&self, row: &Row<'a>, key: &str) -> Option<&'a str> {
        let place = self.places.get(key)?;
        Some(row.cells.get(*place).map_or("", String::as_str))
    }

    fn problem(&mut self, row: &Row<'_>, key: &str, message: String, help: &str) {
        let column = place(self.places, key);
        let help = help.to_owned();
        self.problems.push(Problem { row: Some(row.number), column, message, help });
    }

    fn row(&mut self, row: &Row<'_>, seen: &mut BTreeSet<String>) {
        let id = self.cell(row, "id").unwrap_or_default().trim();
        let version = self.cell(row, VERSION).unwrap_or_default().trim();
        if !id.is_empty() && !seen.insert(id.to_owned()) {
            let message = format!("`{id}` stands in two rows");
            return self.problem(row, "id", message, "take one of them out; a new row has no id");
        }
        let known = self.current.iter().position(|it| it[0] == id && !id.is_empty());
        match known {
            Some(index) => self.known(row, id, version, index),
            None if version.is_empty() => self.enter(row, id),
            None => {
                let message = if id.is_empty() {
                    "the id of the statement is gone".to_owned()
                } else {
                    format!("the case has no statement `{id}` any more, or its id was changed here")
                };
                let help = "put the id back; to enter a new statement, empty its `version`";
                self.problem(row, "id", message, help);
            }
        }
    }

    fn known(&mut self, row: &Row<'_>, id: &str, of_row: &str, index: usize) {
        let current = self.current[index];
        let mut edits = Vec::new();
        for (key, before) in STATEMENT.keys.iter().zip(current) {
            let Some(cell) = self.cell(row, key.name).filter(|_| key.name != "id") else {
                continue;
            };
            if one_line_end(cell) == one_line_end(before) {
                continue;
            }
            match Meant::of(key, before, cell) {
                Ok(Meant::Same) => {}
                Ok(Meant::Value(value)) => edits.push((key.name, before, cell, Some(value))),
                // The day of the source is shown where a statement has none.
                Ok(Meant::Nothing) if self.nodes[index].at(key.name).is_none() => {}
                Ok(Meant::Nothing) => edits.push((key.name, before, cell, None)),
                Err(fault) => self.problem(row, key.name, fault.message, &fault.help),
            }
        }
        let is_stale = current.last().is_none_or(|it| it != of_row);
        if is_stale && let Some((key, ..)) = edits.first() {
            let cells = STATEMENT.keys.iter().map(|it| self.cell(row, it.name).unwrap_or_default());
            if version(cells) == of_row {
                // The row is as it was made: what differs was changed in the case.
                return;
            }
            let (message, help) = if of_row.is_empty() {
                (
                    format!("the case has a statement `{id}`, and the row has no version"),
                    "give a new statement another id, or none; to change one, edit its own row",
                )
            } else {
                (
                    format!("`{id}` was changed in the case after the sheet was made"),
                    "make the sheet anew with `onetext positions`, and edit that one",
                )
            };
            return self.problem(row, key, message, help);
        }
        for (field, before, cell, value) in edits {
            let after = if value.is_some() { cell.to_owned() } else { String::new() };
            self.import.edits.push(Edit {
                row: row.number,
                statement: id.to_owned(),
                field,
                before: before.clone(),
                after,
            });
            self.changes.push((row.number, Change { statement: index, key: field, value }));
        }
    }

    fn enter(&mut self, row: &Row<'_>, id: &str) {
        let mut fields = Vec::new();
        let before = self.problems.len();
        for key in STATEMENT.keys {
            let cell = self.cell(row, key.name).unwrap_or_default();
            if key.name == "id" {
                continue;
            }
            if cell.trim().is_empty() {
                if key.required {
                    let message = format!("a new statement needs a `{}`", key.name);
                    self.problem(row, key.name, message, &format!("write {}", key.doc));
                }
                continue;
            }
            match cell::read(key.takes, cell) {
                Ok(value) => fields.push((key.name, value)),
                Err(fault) => self.problem(row, key.name, fault.message, &fault.help),
            }
        }
        if before < self.problems.len() {
            return;
        }
        let id = if id.is_empty() { self.fresh_id(row) } else { id.to_owned() };
        fields.insert(0, ("id", Value::from(id.as_str())));
        let gist = self.cell(row, "gist").unwrap_or_default().to_owned();
        self.import.added.push(Added { row: row.number, statement: id.clone(), gist });
        self.new.push(New { row: row.number, id, fields });
    }

    /// An id that says who speaks of what, or when.
    fn fresh_id(&self, row: &Row<'_>) -> String {
        let cell = |key| self.cell(row, key).unwrap_or_default().trim();
        let speaker = cell("speaker").split_whitespace().last().unwrap_or_default();
        let first = |it: &str| it.split([':', ',', ';']).next().unwrap_or_default().to_owned();
        let what = ["options", "about", "issues", "said", "stance"].map(cell);
        let what = what.iter().find(|it| !it.is_empty()).map(|it| first(it)).unwrap_or_default();
        let wanted = format!("{}-{}", slug(speaker, "speaker"), slug(&what, "statement"));
        unused(&wanted, |id| {
            self.current.iter().any(|it| it[0] == id) || self.new.iter().any(|it| it.id == id)
        })
    }
}

/// What an edited cell makes of a field.
enum Meant {
    /// The same, in other words.
    Same,
    /// It goes.
    Nothing,
    Value(Value),
}

impl Meant {
    fn of(key: &Key, before: &str, cell: &str) -> Result<Self, Fault> {
        let is_text = matches!(key.takes, Takes::Text);
        let is_empty = cell.is_empty() || (!is_text && cell.trim().is_empty());
        let name = key.name;
        if EVIDENCE.contains(&name) {
            return Err(Fault {
                message: format!(
                    "`{name}` is evidence for what was said, and is not changed by a sheet"
                ),
                help: format!("{}, and correct it in {FILE} if it is wrong", put_back(before)),
            });
        }
        if is_empty && key.required {
            return Err(Fault {
                message: format!("a statement needs a `{name}`"),
                help: format!("write {}, or {}", key.doc, put_back(before)),
            });
        }
        if is_empty {
            return Ok(Self::Nothing);
        }
        let value = cell::read(key.takes, cell)?;
        let same = cell::read(key.takes, before)
            .is_ok_and(|it| cell::shown(key.takes, &it) == cell::shown(key.takes, &value));
        Ok(if same { Self::Same } else { Self::Value(value) })
    }
}

fn put_back(before: &str) -> String {
    if before.is_empty() { "empty it".to_owned() } else { format!("put it back (`{before}`)") }
}

/// Which rows of the page became which statements of the ledger.
struct Rows<'a> {
    places: &'a Places,
    numbers: BTreeMap<usize, usize>,
}

impl Rows<'_> {
    /// What the check finds wrong, at its place in the page where it has one.
    fn problem(&self, ledger: &str, found: Diagnostic) -> Problem {
        let whole = Problem::whole(found.message, found.help);
        let Some(at) = found.span.filter(|_| found.file == FILE) else { return whole };
        let root = tree::parse(ledger).root;
        let statements = root.at("statement").map(Node::items).unwrap_or_default();
        let Some(index) = statements.iter().rposition(|it| it.span.start <= at.start) else {
            return whole;
        };
        let entries = statements[index].entries().iter();
        let entry = entries.filter(|it| it.span.start <= at.start).max_by_key(|it| it.span.start);
        Problem {
            row: self.numbers.get(&index).copied(),
            column: entry.and_then(|it| place(self.places, &it.key)),
            ..whole
        }
    }
}
