//! Files that a case knows.

use std::path::{Path, PathBuf};

use onetext_case::{Case, Source};

/// The sources of a case, to be known by their files or by their checksums.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    sources: Vec<(Option<PathBuf>, &'a Source)>,
}

impl<'a> Known<'a> {
    pub(super) fn new(case: Option<&'a Case>, folder: Option<&Path>) -> Self {
        let path =
            |it: &Source| folder.and_then(|folder| folder.join(&it.file).canonicalize().ok());
        let sources = case.map_or(&[][..], |it| &it.sources);
        Self { sources: sources.iter().map(|it| (path(it), it)).collect() }
    }

    /// The source that is this file, or has this text.
    pub(super) fn source(&self, path: Option<&Path>, bytes: &[u8]) -> Option<&'a Source> {
        if self.sources.is_empty() {
            return None;
        }
        let own = path.and_then(|it| it.canonicalize().ok());
        let same_file = self.sources.iter().find(|(path, _)| own.is_some() && *path == own);
        let found = same_file.or_else(|| {
            let sum = onetext_case::sha256(bytes);
            self.sources.iter().find(|(_, it)| it.sha256.as_ref() == Some(&sum))
        });
        found.map(|(_, it)| *it)
    }
}
