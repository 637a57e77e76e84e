//! `onetext train`: a model of how words are reported, from annotated texts.

use std::fs;
use std::path::Path;

use onetext_statement::score::Gold;
use onetext_statement::{Model, train};

use super::score::gold;
use crate::arguments::Train;
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Train, door: &mut Door<'_>) -> Result<(), Failure> {
    let mut load = |folders: &[std::path::PathBuf]| {
        let mut texts: Vec<Gold> = Vec::new();
        for path in folders {
            let found = gold::load(path)?;
            for skipped in &found.skipped {
                writeln!(door.err, "warning: {skipped}")?;
            }
            texts.extend(found.articles.into_iter().map(|it| it.gold));
        }
        Ok::<_, Failure>(texts)
    };
    let texts = load(&arguments.folders)?;
    let tuning = load(&arguments.tune)?;
    let bytes = train(&texts, &tuning, arguments.least).to_bytes();
    fs::write(&arguments.output, &bytes).map_err(|error| {
        Failure::input(format!("{}: {error}", arguments.output.display()), "name another file")
    })?;
    let (count, path) = (texts.len(), arguments.output.display());
    Ok(writeln!(door.err, "{path}: {} bytes, learned from {count} texts", bytes.len())?)
}

/// Reads a model from a file.
pub(super) fn load(path: &Path) -> Result<Model, Failure> {
    let bytes = folder::read_file(path)?;
    Model::from_bytes(&bytes).ok_or_else(|| {
        let hint = "make one with `onetext train`";
        Failure::input(format!("{} is no model of this version", path.display()), hint)
    })
}
