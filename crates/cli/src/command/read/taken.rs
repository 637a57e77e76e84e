//! An article from wherever it is.

use std::path::PathBuf;

use onetext_statement::{Document, Error, record};

use super::feed::{Item, Load};
use crate::folder;

/// An article that is taken in.
pub(in crate::command) struct Taken {
    /// Its own id, else what it is called.
    pub(in crate::command) id: String,
    /// The bytes that spans count: those of the file, or of the string in a line of JSON Lines.
    pub(in crate::command) bytes: Vec<u8>,
    pub(in crate::command) document: Document,
    pub(in crate::command) path: Option<PathBuf>,
    /// Whether it is a line of JSON Lines.
    pub(super) is_line: bool,
    /// What stands where its day should, and is none.
    pub(super) unread_day: Option<String>,
}

impl Item {
    /// Takes in the article, or says why not.
    pub(in crate::command) fn take(self) -> Result<Taken, String> {
        let id = self.id;
        let whole = |id, bytes: Vec<u8>, path| {
            let document = Document::parse(&bytes).map_err(|it| told(&it))?;
            Ok(Taken { id, bytes, document, path, is_line: false, unread_day: None })
        };
        match self.load {
            Load::Failed(why) => Err(why),
            Load::Line(line) => {
                let record = record(&line).map_err(|it| told(&it))?;
                Ok(Taken {
                    id: record.id.unwrap_or(id),
                    bytes: record.string.into_bytes(),
                    document: record.document,
                    path: None,
                    is_line: true,
                    unread_day: record.unread_day,
                })
            }
            Load::Input(bytes) => whole(id, bytes, None),
            Load::File(path) => whole(id, folder::read_or_tell(&path)?, Some(path)),
        }
    }
}

/// What is wrong with an article, and what to do about it.
pub(in crate::command) fn told(error: &Error) -> String {
    format!("{error}; {}", error.hint())
}
