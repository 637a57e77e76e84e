//! A file being read, and what is told about a place in it.

use std::ops::Range;

use super::scenario::Issue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;

/// Largest file that is read.
const MAX_BYTES: usize = 4 << 20;
/// Most elements, entries and values a file may hold.
pub(super) const MAX_NODES: usize = 200_000;
/// How deep they may stand in one another.
pub(super) const MAX_DEPTH: usize = 64;
/// Most options an issue may have.
pub(super) const MAX_OPTIONS: usize = 10_000;
/// Most issues of a scenario.
const MAX_ISSUES: usize = 256;
/// Most options of all issues, counted once for every party.
const MAX_NUMBERS: usize = 1_000_000;

pub(super) type Result<T> = std::result::Result<T, Diagnostic>;

/// A file of a scenario, as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    /// Bytes of the file before the text: those of a byte order mark.
    before: usize,
}

impl<'a> Source<'a> {
    /// The file at `path`, if it is text of a size that can be read.
    pub(super) fn open(files: &'a Files, path: &'a str) -> Result<Self> {
        let bytes = files.bytes(path).unwrap_or_default();
        let whole = |message: String, help: &str| problem(path, None, message, help);
        if MAX_BYTES < bytes.len() {
            let message = format!("the file has {} bytes, more than {MAX_BYTES}", bytes.len());
            return Err(whole(message, "scenario files are small; look whether this is one"));
        }
        match std::str::from_utf8(bytes) {
            Ok(whole) => {
                let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
                Ok(Self { path, text, before: whole.len() - text.len() })
            }
            Err(error) => {
                let message = format!("byte {} is not UTF-8", error.valid_up_to());
                Err(whole(message, "save the file as UTF-8"))
            }
        }
    }

    /// The name of the file without folder and ending.
    pub(super) fn stem(&self) -> &'a str {
        stem(self.path)
    }

    pub(super) fn problem(
        &self,
        at: impl Into<Option<Range<usize>>>,
        message: impl Into<String>,
        help: &str,
    ) -> Diagnostic {
        let at = at.into().map(|it| it.start + self.before..it.end + self.before);
        problem(self.path, at, message.into(), help)
    }

    /// Refuses issues of which tables for so many parties would take much memory.
    pub(super) fn room(&self, issues: &[Issue], parties: usize) -> Result<()> {
        let help = "look whether this is a scenario that somebody negotiates";
        if MAX_ISSUES < issues.len() {
            let message =
                format!("the scenario has {} issues, more than {MAX_ISSUES}", issues.len());
            return Err(self.problem(None, message, help));
        }
        let options: usize = issues.iter().map(Issue::len).sum();
        if MAX_NUMBERS < options * parties.max(1) {
            let message = format!("{options} options for {parties} parties make too many numbers");
            return Err(self.problem(None, message, help));
        }
        Ok(())
    }
}

/// The place of a character in a text, given by line and column, both from one.
pub(super) fn at_line(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let within = line.char_indices().nth(column.saturating_sub(1));
    before + within.map_or(line.len(), |(byte, _)| byte)
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

pub(super) fn problem(
    path: &str,
    span: Option<Range<usize>>,
    message: String,
    help: &str,
) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: path.to_owned(),
        span,
        message,
        help: help.to_owned(),
    }
}
