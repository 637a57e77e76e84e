//! The articles under review.

use std::path::Path;

use jiff::civil::Date;
use onetext_case::{Source, sha256, unused};
use onetext_statement::Document;

use super::desk::Desk;
use super::show::harmless;
use crate::arguments::Review;
use crate::command::read::{Feed, Taken, is_input, told};
use crate::command::source_id::would_be;
use crate::door::{Door, Failure};

/// An article at hand.
pub(super) struct Text {
    /// Its id among the sources, or the one that it would have.
    pub(super) source: String,
    /// What `onetext read` calls it.
    pub(super) read_as: String,
    /// The bytes that spans count: those of the file, or of the string in a line of JSON Lines.
    pub(super) bytes: Vec<u8>,
    pub(super) document: Document,
    pub(super) published: Option<Date>,
    /// Its title; its first line, if that may be a headline; else what it is called.
    pub(super) title: String,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    /// Where it can be found on the web.
    pub(super) address: Option<String>,
    /// Its path in the case folder, if it lies in it.
    pub(super) file: Option<String>,
    pub(super) sha256: String,
}

impl Text {
    /// What can be read at a span.
    pub(super) fn words(&self, span: (usize, usize)) -> Option<&str> {
        let (start, end) = self.document.text_span(span);
        self.document.text.get(start..end)
    }
}

/// The articles that are named; the sources of the case that have a text if none is.
pub(super) fn texts(
    arguments: &Review,
    desk: &Desk,
    door: &mut Door<'_>,
) -> Result<Vec<Text>, Failure> {
    if arguments.files.iter().any(|it| is_input(it)) {
        let message = "a review takes its answers from standard input, and no article";
        return Err(Failure::usage(message, "name a file in the stead of `-`"));
    }
    let mut found = Vec::new();
    if arguments.files.is_empty() || arguments.from.is_some() {
        for source in &desk.case.sources {
            let Some(bytes) = &source.bytes else { continue };
            match Document::parse(bytes) {
                Ok(document) => found.push(of_source(source, bytes, document)),
                Err(error) => left_out(&source.file, &told(&error), door)?,
            }
        }
    }
    for item in Feed::new(&arguments.files, None, None)? {
        let name = item.name.clone();
        let new = match item.take() {
            Ok(new) => new,
            Err(why) => {
                left_out(&name, &why, door)?;
                continue;
            }
        };
        let text = new.into_text(&found, arguments, desk);
        if found.iter().any(|it| it.sha256 == text.sha256) {
            continue;
        }
        let namesake = desk.case.sources.iter().find(|it| it.id == would_be(&text.read_as));
        if let Some(source) = namesake.filter(|it| it.id != text.source) {
            let (name, id, new) = (harmless(&name), &source.id, &text.source);
            writeln!(
                door.err,
                "warning: {name} is not the text from which the spans of `{id}` were taken; it is \
                 taken for another article, `{new}`"
            )?;
        }
        found.push(text);
    }
    if found.is_empty() && arguments.files.is_empty() {
        let message = "no source of the case has a text at hand";
        let hint = "name articles, or a folder with the texts by `--sources DIR`";
        return Err(Failure::input(message, hint));
    }
    if found.is_empty() {
        let message = "there is no article in what is named";
        return Err(Failure::input(
            message,
            "name articles, folders of them, or files of JSON Lines",
        ));
    }
    Ok(found)
}

/// The texts that are those of sources whose text is not at hand, by their paths in the case.
pub(super) fn of_sources(texts: &[Text], desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let missing = desk.case.sources.iter().filter(|it| it.bytes.is_none());
    let own = missing.filter_map(|source| {
        let text = texts.iter().find(|it| Some(&it.sha256) == source.sha256.as_ref())?;
        Some((source.file.clone(), text.bytes.clone()))
    });
    own.collect()
}

fn left_out(name: &str, why: &str, door: &mut Door<'_>) -> Result<(), Failure> {
    Ok(writeln!(door.err, "warning: {} is left out: it {}", harmless(name), harmless(why))?)
}

fn of_source(source: &Source, bytes: &[u8], document: Document) -> Text {
    Text {
        source: source.id.clone(),
        read_as: source.id.clone(),
        published: Some(source.day),
        title: source.title.clone(),
        outlet: Some(source.outlet.clone()),
        author: None,
        address: None,
        file: None,
        sha256: source.sha256.clone().unwrap_or_else(|| sha256(bytes)),
        bytes: bytes.to_vec(),
        document,
    }
}

impl Taken {
    fn into_text(self, others: &[Text], arguments: &Review, desk: &Desk) -> Text {
        let Self { id: read_as, bytes, document, path, .. } = self;
        let sum = sha256(&bytes);
        let inside = path.and_then(|it| within(&arguments.case.folder, &it));
        let known = desk.case.sources.iter().find(|it| {
            it.sha256.as_ref() == Some(&sum)
                || it.sha256.is_none() && inside.as_ref() == Some(&it.file)
        });
        let taken = |id: &str| {
            desk.case.sources.iter().any(|it| it.id == id)
                || others.iter().any(|it| it.source == id)
        };
        let wanted = would_be(&read_as);
        let source = known.map_or_else(|| unused(&wanted, taken), |it| it.id.clone());
        // A line that ends like a sentence tells the story, and is no headline.
        let first = document.text.lines().map(str::trim).find(|it| !it.is_empty());
        let first = first.filter(|it| {
            it.chars().count() <= 120 && !it.ends_with(['.', ',', ':', ';', '!', '"', '”'])
        });
        let title = document.title.as_deref().or(first).unwrap_or(&read_as).to_owned();
        let address = is_address(&read_as).then(|| read_as.clone());
        Text {
            file: inside.filter(|it| *it != format!("sources/{source}.txt")),
            source,
            published: known.map(|it| it.day).or(arguments.published).or(document.published),
            outlet: arguments.outlet.clone().or_else(|| document.outlet.clone()),
            author: document.author.clone(),
            title,
            address,
            read_as,
            bytes,
            document,
            sha256: sum,
        }
    }
}

fn is_address(id: &str) -> bool {
    id.starts_with("https://") || id.starts_with("http://")
}

/// The path of a file inside a folder, with `/` between folders.
fn within(folder: &Path, path: &Path) -> Option<String> {
    let (folder, path) = (folder.canonicalize().ok()?, path.canonicalize().ok()?);
    let inner = path.strip_prefix(&folder).ok()?;
    let parts: Option<Vec<&str>> = inner.iter().map(|it| it.to_str()).collect();
    Some(parts?.join("/"))
}
