//! A file being read, and what is told about a place in it.

use std::ops::Range;

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

pub(super) type Result<T> = std::result::Result<T, Diagnostic>;

/// A file of a scenario, as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
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
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self { path, text }),
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
        problem(self.path, at.into(), message.into(), help)
    }

    /// The place of a character, given by line and column, both from one.
    pub(super) fn at_line(&self, line: usize, column: usize) -> Range<usize> {
        let mut start = 0;
        for (number, text) in self.text.split_inclusive('\n').enumerate() {
            if number + 1 == line {
                let within = text.char_indices().nth(column.saturating_sub(1));
                start += within.map_or(text.trim_end().len(), |(byte, _)| byte);
                break;
            }
            start += text.len();
        }
        start..start
    }
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
