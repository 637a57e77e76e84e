//! `onetext train`: a model of how words are reported, from annotated texts.

use std::fs;
use std::path::{Path, PathBuf};

use onetext_case::sha256;
use onetext_statement::score::{Gold, conllu, standoff};
use onetext_statement::{Model, train};

use super::score::gold;
use crate::arguments::Train;
use crate::door::{Door, Failure};
use crate::folder;

/// The file of spans that stand apart from their texts.
const SPANS: &str = "spans.tsv";

pub(crate) fn run(arguments: &Train, door: &mut Door<'_>) -> Result<(), Failure> {
    let mut load = |folders: &[PathBuf]| {
        let mut texts: Vec<Gold> = Vec::new();
        for path in folders {
            let (found, skipped) = if path.join(SPANS).is_file() {
                rebuilt(path, arguments.conllu.as_deref())?
            } else {
                let found = gold::load(path)?;
                (found.articles.into_iter().map(|it| it.gold).collect(), found.skipped)
            };
            for skipped in &skipped {
                writeln!(door.err, "warning: {skipped}")?;
            }
            texts.extend(found);
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

/// The texts to which the spans of a folder belong, from the files of another, and what of the
/// spans was passed over.
fn rebuilt(path: &Path, texts: Option<&Path>) -> Result<(Vec<Gold>, Vec<String>), Failure> {
    const WHERE: &str = "get GUM (github.com/amir-zeldes/gum), in the release that docs/reading.md names, and say `--conllu gum/dep`";
    let file = path.join(SPANS);
    let Some(texts) = texts else {
        let message =
            format!("{} has spans, but not the texts that they belong to", file.display());
        return Err(Failure::input(message, WHERE));
    };
    let parsed = standoff::parse(&String::from_utf8_lossy(&folder::read_file(&file)?));
    let mut made = Vec::new();
    for it in parsed.found {
        let source = texts.join(format!("{}.conllu", it.name));
        if !source.is_file() {
            let message = format!("{}: there is no {}", it.name, source.display());
            return Err(Failure::input(message, WHERE));
        }
        let text = conllu::text(&String::from_utf8_lossy(&folder::read_file(&source)?));
        if sha256(text.as_bytes()) != it.sha256 {
            let message = format!(
                "{}: the text in {} is not the one that its spans belong to",
                it.name,
                source.display()
            );
            let hint =
                "take the release of GUM that docs/reading.md names; another has other words";
            return Err(Failure::input(message, hint));
        }
        made.push(Gold { name: it.name, text, attributions: it.attributions });
    }
    let skipped = parsed.skipped.iter().map(|it| gold::at(SPANS, it)).collect();
    Ok((made, skipped))
}

/// Reads a model from a file.
pub(super) fn load(path: &Path) -> Result<Model, Failure> {
    let bytes = folder::read_file(path)?;
    Model::from_bytes(&bytes).ok_or_else(|| {
        let hint = "make one with `onetext train`";
        Failure::input(format!("{} is no model of this version", path.display()), hint)
    })
}
