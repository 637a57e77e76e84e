//! The case under review: its files as they are, and how they are changed.

use std::fs;
use std::path::PathBuf;

use onetext_case::{Case, Files, Severity, parse, schema_files};

use crate::arguments::CaseFolder;
use crate::door::{Door, Failure};
use crate::folder;

/// A case folder that is being written to.
pub(super) struct Desk {
    folder: PathBuf,
    pub(super) files: Files,
    pub(super) case: Case,
}

/// Files before and after a decision.
pub(super) struct Change {
    files: Vec<(String, Option<Vec<u8>>, Vec<u8>)>,
}

impl Change {
    /// The file that matters most.
    pub(super) fn path(&self) -> &str {
        self.files.last().map_or("", |it| &it.0)
    }
}

impl Desk {
    /// Opens a case; one with errors is refused, since nobody could tell ours from those.
    pub(super) fn open(case: &CaseFolder, door: &mut Door<'_>) -> Result<Self, Failure> {
        let (files, parsed) = folder::load(case)?;
        folder::report(&case.folder, &files, &parsed, door)?;
        Ok(Self { folder: case.folder.clone(), files, case: parsed.case })
    }

    /// Takes up what others have changed in the files meanwhile.
    pub(super) fn refresh(&mut self) -> Result<(), Failure> {
        let mut changed = false;
        for path in schema_files() {
            let bytes = self.on_disk(path)?;
            if bytes.as_deref() != self.files.bytes(path) {
                changed = true;
                self.files.insert(path, bytes.unwrap_or_default());
            }
        }
        if changed {
            self.case = parse(&self.files).case;
        }
        Ok(())
    }

    /// Has the texts of sources at hand that lie elsewhere, by their paths in the case.
    pub(super) fn supply(&mut self, texts: Vec<(String, Vec<u8>)>) {
        if !texts.is_empty() {
            for (path, bytes) in texts {
                self.files.insert(path, bytes);
            }
            self.case = parse(&self.files).case;
        }
    }

    /// The text of a file; empty where there is none.
    pub(super) fn text(&self, path: &str) -> &str {
        self.files.text(path).unwrap_or_default()
    }

    /// Writes files anew, in order, and gives what undoes it; or says what the check would find wrong
    /// with the case then, and writes nothing. The texts `beside` are at hand, and not written.
    pub(super) fn write(
        &mut self,
        texts: Vec<(&str, String)>,
        beside: Vec<(String, Vec<u8>)>,
    ) -> Result<Result<Change, Vec<String>>, Failure> {
        let mut files = self.files.clone();
        for (path, bytes) in beside {
            if files.bytes(&path).is_none() {
                files.insert(path, bytes);
            }
        }
        for (path, text) in &texts {
            files.insert(*path, text.as_bytes());
        }
        let parsed = parse(&files);
        let errors = parsed.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let wrong: Vec<String> =
            errors.map(|it| format!("{}: {}; {}", it.file, it.message, it.help)).collect();
        if !wrong.is_empty() {
            return Ok(Err(wrong));
        }
        let mut change = Change { files: Vec::new() };
        for (path, text) in texts {
            let before = self.on_disk(path)?;
            folder::replace(&self.folder.join(path), text.as_bytes())?;
            change.files.push((path.to_owned(), before, text.into_bytes()));
        }
        self.files = files;
        self.case = parsed.case;
        Ok(Ok(change))
    }

    /// Puts files back as they were; `false`, with nothing done, if others have changed them since.
    pub(super) fn undo(&mut self, change: &Change) -> Result<bool, Failure> {
        for (path, _, after) in &change.files {
            if self.on_disk(path)?.as_ref() != Some(after) {
                return Ok(false);
            }
        }
        for (path, before, _) in change.files.iter().rev() {
            let file = self.folder.join(path);
            match before {
                Some(bytes) => folder::replace(&file, bytes)?,
                None => fs::remove_file(&file).map_err(|error| {
                    Failure::input(format!("cannot remove {}: {error}", file.display()), "")
                })?,
            }
        }
        self.refresh()?;
        Ok(true)
    }

    fn on_disk(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let file = self.folder.join(path);
        file.exists().then(|| folder::read_file(&file)).transpose()
    }
}
