//! Folders of annotated articles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use onetext_statement::score::{Attribution, Gold, Skipped, brat, inline};
use onetext_statement::{Zone, zones};

use super::sidecar;
use crate::door::Failure;
use crate::folder;

/// What a folder of annotated articles looks like.
pub(in crate::command) const HINT: &str = "name a folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, or one of texts `NAME.txt` with marks such as {1s Ana Belo} {1c said} {1t no}";

/// A folder of annotated articles.
#[derive(Default)]
pub(in crate::command) struct Folder {
    /// In the order of their names.
    pub(in crate::command) articles: Vec<Annotated>,
    /// What was passed over, and where.
    pub(in crate::command) skipped: Vec<String>,
}

/// An annotated article.
pub(in crate::command) struct Annotated {
    /// The article as its first annotator has it.
    pub(in crate::command) gold: Gold,
    /// What each annotator found, in the order of their names.
    pub(in crate::command) annotators: Vec<Vec<Attribution>>,
    /// The day of publication.
    pub(in crate::command) published: Option<Date>,
    /// Folder of the case that it belongs to.
    pub(in crate::command) case: Option<PathBuf>,
}

impl Annotated {
    /// The article as an annotator has it.
    pub(in crate::command) fn as_of(&self, attributions: &[Attribution]) -> Gold {
        Gold { attributions: attributions.to_vec(), ..self.gold.clone() }
    }

    /// Whether its first annotator takes a headline or a heading for a statement.
    pub(in crate::command) fn marks_titles(&self) -> bool {
        let gold = &self.gold;
        let titles = zones(gold.text.as_bytes())
            .into_iter()
            .filter(|it| matches!(it.1, Zone::Headline | Zone::Heading));
        let contents = || gold.attributions.iter().flat_map(|it| &it.content);
        titles
            .into_iter()
            .any(|(title, _)| contents().any(|it| title.start <= it.start && it.end <= title.end))
    }
}

/// Reads a folder of either kind.
pub(in crate::command) fn load(path: &Path) -> Result<Folder, Failure> {
    if !path.is_dir() {
        return Err(Failure::input(format!("{} is not a folder", path.display()), HINT));
    }
    if path.join("text").is_dir() { load_brat(path) } else { load_marked(path) }
}

fn load_brat(path: &Path) -> Result<Folder, Failure> {
    let mut annotations: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for (file, bytes) in folder::read_folder(&path.join("attributions"))? {
        if let Some((name, _)) = file.strip_suffix(".ann").and_then(|it| it.rsplit_once('_')) {
            annotations.entry(name.to_owned()).or_default().push((file, bytes));
        }
    }
    let days = days(path)?;
    let mut made = Folder::default();
    for (file, bytes) in folder::read_folder(&path.join("text"))? {
        let Some(name) = file.strip_suffix(".txt") else { continue };
        let Some(files) = annotations.remove(name) else {
            made.skipped.push(format!("{file} has no annotations"));
            continue;
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut annotators = Vec::new();
        for (file, bytes) in files {
            let parsed = brat::parse(&text, &String::from_utf8_lossy(&bytes));
            made.skipped.extend(parsed.skipped.iter().map(|it| at(&file, it)));
            annotators.push(parsed.found);
        }
        let attributions = annotators.first().cloned().unwrap_or_default();
        made.articles.push(Annotated {
            gold: Gold { name: name.to_owned(), text, attributions },
            annotators,
            published: days.get(name).copied(),
            case: None,
        });
    }
    made.skipped.extend(annotations.keys().map(|it| format!("{it} has annotations, but no text")));
    Ok(made)
}

/// Days of publication, from the columns `filename` and `publication_date` of the first
/// `metadata.tsv` in the folder or one of the two above it.
fn days(path: &Path) -> Result<BTreeMap<String, Date>, Failure> {
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let file =
        absolute.ancestors().take(3).map(|it| it.join("metadata.tsv")).find(|it| it.is_file());
    let Some(file) = file else { return Ok(BTreeMap::new()) };
    let bytes = folder::read_file(&file)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().map(|it| it.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap_or_default();
    let place = |name: &str| head.iter().position(|it| it.trim() == name);
    let Some((name, day)) = place("filename").zip(place("publication_date")) else {
        return Ok(BTreeMap::new());
    };
    let row = |cells: Vec<&str>| {
        let name = cells.get(name)?.trim();
        let name = name.strip_suffix(".txt").unwrap_or(name);
        Some((name.to_owned(), cells.get(day)?.trim().parse().ok()?))
    };
    Ok(lines.filter_map(row).collect())
}

/// Reads texts with marks: `NAME.marked.txt` where there is one, for then `NAME.txt` is the text
/// without, else `NAME.txt`.
fn load_marked(path: &Path) -> Result<Folder, Failure> {
    let mut files: BTreeMap<String, Vec<u8>> = folder::read_folder(path)?.into_iter().collect();
    let stem = |it: &String| {
        let name = it.strip_suffix(".txt")?;
        Some(name.strip_suffix(".marked").unwrap_or(name).to_owned())
    };
    let names: BTreeSet<String> = files.keys().filter_map(stem).collect();
    let mut made = Folder::default();
    for name in names {
        let plain = files.remove(&format!("{name}.txt"));
        let (file, bytes) = match (files.remove(&format!("{name}.marked.txt")), &plain) {
            (Some(bytes), _) => (format!("{name}.marked.txt"), bytes),
            (None, Some(bytes)) => (format!("{name}.txt"), bytes.clone()),
            (None, None) => continue,
        };
        let parsed = inline::parse(&String::from_utf8_lossy(&bytes));
        made.skipped.extend(parsed.skipped.iter().map(|it| at(&file, it)));
        if plain
            .is_some_and(|it| file.ends_with(".marked.txt") && it != parsed.found.text.as_bytes())
        {
            made.skipped.push(format!("{file} has another text than {name}.txt"));
        }
        let mut marked = parsed.found;
        let (mut published, mut case) = (None, None);
        let file = format!("{name}.toml");
        if let Some(bytes) = files.remove(&file) {
            let sidecar = sidecar::parse(&String::from_utf8_lossy(&bytes), &mut marked);
            made.skipped.extend(sidecar.skipped.iter().map(|it| format!("{file}: {it}")));
            published = sidecar.published;
            case = sidecar.case.map(|it| path.join(it));
        }
        let attributions: Vec<Attribution> = marked.attributions.into_values().collect();
        made.articles.push(Annotated {
            gold: Gold { name, text: marked.text, attributions: attributions.clone() },
            annotators: vec![attributions],
            published,
            case,
        });
    }
    Ok(made)
}

/// What was passed over, and where.
pub(in crate::command) fn at(file: &str, skipped: &Skipped) -> String {
    format!("{file}:{}: {}", skipped.line, skipped.why)
}
