//! Statements as rows, for people.

use std::io::Write;

use onetext_statement::{Form, Statement};

use crate::door::{Failure, harmless};

/// Characters of the words that a row shows.
const SHOWN: usize = 60;

/// Rows that are looked at before the columns get their widths; what is wider further below stands
/// out.
const LOOKED_AT: usize = 1000;

/// The first for several articles alone.
const HEAD: [&str; 8] = ["source", "bytes", "form", "speaker", "party", "said", "cue", "words"];

type Row = [String; HEAD.len()];

/// Rows that are written as they come, once there are enough to tell how wide the columns are.
#[derive(Debug)]
pub(crate) struct Table {
    /// The first column that is shown.
    first: usize,
    waiting: Vec<Row>,
    widths: Option<[usize; HEAD.len()]>,
}

impl Table {
    pub(super) fn new(is_one: bool) -> Self {
        Self { first: usize::from(is_one), waiting: Vec::new(), widths: None }
    }

    pub(super) fn push(
        &mut self,
        statement: &Statement,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let row = row(statement);
        if let Some(widths) = &self.widths {
            return self.write_row(&row, widths, out);
        }
        self.waiting.push(row);
        if LOOKED_AT <= self.waiting.len() { self.finish(out) } else { Ok(()) }
    }

    /// Writes the rows that wait.
    pub(super) fn finish(&mut self, out: &mut dyn Write) -> Result<(), Failure> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut rows = vec![HEAD.map(str::to_owned)];
        rows.append(&mut self.waiting);
        let width = |column: usize| rows.iter().map(|it| it[column].chars().count()).max();
        let widths = std::array::from_fn(|column| width(column).unwrap_or(0));
        self.widths = Some(widths);
        rows.iter().try_for_each(|row| self.write_row(row, &widths, out))
    }

    fn write_row(
        &self,
        row: &Row,
        widths: &[usize; HEAD.len()],
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let cells = row.iter().zip(widths).map(|(cell, &width)| format!("{cell:<width$}"));
        let cells: Vec<String> = cells.skip(self.first).collect();
        let line = format!("{}\n", cells.join("  ").trim_end());
        Ok(out.write_all(harmless(&line).as_bytes())?)
    }
}

fn row(statement: &Statement) -> Row {
    let form = match statement.form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
    };
    let or_dash = |it: &Option<String>| it.clone().unwrap_or_else(|| "–".to_owned());
    let words = statement.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    };
    let (start, end) = statement.span();
    [
        statement.source.clone(),
        format!("{start}–{end}"),
        form.to_owned(),
        or_dash(&statement.speaker),
        or_dash(&statement.party),
        or_dash(&statement.said),
        or_dash(&statement.cue),
        shown,
    ]
}
