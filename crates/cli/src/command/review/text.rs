//! The articles under review.

use std::path::Path;

use jiff::civil::Date;
use onetext_case::{Source, sha256};
use onetext_statement::Document;

use super::desk::Desk;
use crate::arguments::Review;
use crate::door::{Door, Failure};
use crate::folder;

/// An article at hand.
pub(super) struct Text {
    /// Its id among the sources, or the one that it would have.
    pub(super) source: String,
    /// The name of its file without ending, by which readings made elsewhere may call it.
    pub(super) stem: String,
    pub(super) bytes: Vec<u8>,
    pub(super) published: Option<Date>,
    /// Its first line.
    pub(super) title: String,
    /// Its path in the case folder, if it lies in it.
    pub(super) file: Option<String>,
    pub(super) sha256: String,
}

/// The articles that are named; the sources of the case that have a text if none is.
pub(super) fn texts(
    arguments: &Review,
    desk: &Desk,
    door: &mut Door<'_>,
) -> Result<Vec<Text>, Failure> {
    let of_case = arguments.files.is_empty() || arguments.from.is_some();
    let known = desk.case.sources.iter().filter(|it| it.text.is_some() && of_case);
    let mut found: Vec<Text> = known.filter_map(|it| of_source(it, desk)).collect();
    for path in &arguments.files {
        let bytes = folder::read_file(path)?;
        // Spans of the ledger are bytes of the file, so that the file has to be the text.
        if !Document::parse(&bytes).is_ok_and(|it| it.text.as_bytes() == bytes) {
            let path = path.display();
            writeln!(door.err, "warning: {path} is not plain text in UTF-8 and is left out")?;
            continue;
        }
        let text = of_file(path, bytes, &found, arguments, desk);
        if !found.iter().any(|it| it.sha256 == text.sha256) {
            found.push(text);
        }
    }
    if found.is_empty() && arguments.files.is_empty() {
        let message = "no source of the case has a text at hand";
        let hint = "name articles, or a folder with the texts by `--sources DIR`";
        return Err(Failure::input(message, hint));
    }
    Ok(found)
}

/// The texts that are those of sources whose text is not at hand, by their paths in the case.
pub(super) fn of_sources(texts: &[Text], desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let missing = desk.case.sources.iter().filter(|it| it.text.is_none());
    let own = missing.filter_map(|source| {
        let text = texts.iter().find(|it| Some(&it.sha256) == source.sha256.as_ref())?;
        Some((source.file.clone(), text.bytes.clone()))
    });
    own.collect()
}

fn of_source(source: &Source, desk: &Desk) -> Option<Text> {
    let bytes = desk.files.bytes(&source.file)?.to_vec();
    let sha256 = source.sha256.clone().unwrap_or_else(|| sha256(&bytes));
    Some(Text {
        source: source.id.clone(),
        stem: source.id.clone(),
        bytes,
        published: Some(source.day),
        title: source.title.clone(),
        file: None,
        sha256,
    })
}

fn of_file(path: &Path, bytes: Vec<u8>, others: &[Text], arguments: &Review, desk: &Desk) -> Text {
    let sum = sha256(&bytes);
    let stem = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let inside = within(&arguments.case.folder, path);
    let known = desk.case.sources.iter().find(|it| {
        it.sha256.as_ref() == Some(&sum) || it.sha256.is_none() && inside.as_ref() == Some(&it.file)
    });
    let taken = |id: &str| {
        desk.case.sources.iter().any(|it| it.id == id) || others.iter().any(|it| it.source == id)
    };
    let source = known.map_or_else(|| unused(&slug(&stem, "article"), taken), |it| it.id.clone());
    let first = std::str::from_utf8(&bytes).unwrap_or_default().lines();
    let first = first.map(str::trim).find(|it| !it.is_empty()).unwrap_or(&stem).to_owned();
    Text {
        file: inside.filter(|it| *it != format!("sources/{source}.txt")),
        source,
        stem,
        published: known.map(|it| it.day).or(arguments.published),
        title: first,
        bytes,
        sha256: sum,
    }
}

/// The path of a file inside a folder, with `/` between folders.
fn within(folder: &Path, path: &Path) -> Option<String> {
    let (folder, path) = (folder.canonicalize().ok()?, path.canonicalize().ok()?);
    let inner = path.strip_prefix(&folder).ok()?;
    let parts: Option<Vec<&str>> = inner.iter().map(|it| it.to_str()).collect();
    Some(parts?.join("/"))
}

/// An id made of words: small letters and digits, with hyphens between; `otherwise` if none is left.
pub(super) fn slug(words: &str, otherwise: &str) -> String {
    const LONGEST: usize = 60;
    let mut id = String::new();
    for letter in words.chars().filter(|it| !matches!(it, '\'' | '’')).flat_map(char::to_lowercase)
    {
        match plain(letter) {
            Some(_) if LONGEST <= id.len() => break,
            Some(letter) => id.push(letter),
            None if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            None => {}
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { otherwise.to_owned() } else { id.to_owned() }
}

/// A letter or digit without its accent, if it is one of those that ids are made of.
fn plain(letter: char) -> Option<char> {
    const ACCENTED: [(&str, char); 17] = [
        ("àáâãäåāăąæ", 'a'),
        ("çćčĉ", 'c'),
        ("ďđð", 'd'),
        ("èéêëēėęě", 'e'),
        ("ğģĝ", 'g'),
        ("ìíîïīįı", 'i'),
        ("ķ", 'k'),
        ("łļľ", 'l'),
        ("ñńňņ", 'n'),
        ("òóôõöøōőœ", 'o'),
        ("ŕř", 'r'),
        ("śšşșß", 's'),
        ("ťţțþ", 't'),
        ("ùúûüūůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
    ];
    if letter.is_ascii_alphanumeric() {
        return Some(letter);
    }
    ACCENTED.iter().find(|(with, _)| with.contains(letter)).map(|it| it.1)
}

/// An id that is not taken: as wanted, or with a number after it.
pub(super) fn unused(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_usize..).map(|it| format!("{wanted}-{it}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|it| !taken(it))
        .unwrap_or_else(|| wanted.to_owned())
}
