//! Articles from files, folders, JSON Lines and standard input, one after another.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::vec;

use super::shard::Shard;
use crate::door::Failure;
use crate::folder::{LARGEST, holds_lines};

/// An article that is still to be read.
#[derive(Debug)]
pub(in crate::command) struct Item {
    /// Its place among all articles, counted from zero.
    pub(super) place: u64,
    /// What it is called in messages.
    pub(in crate::command) name: String,
    /// Its id, unless it brings its own.
    pub(in crate::command) id: String,
    /// Whether it is named on the command line.
    pub(super) is_named: bool,
    pub(in crate::command) load: Load,
}

/// Where the article is.
#[derive(Debug)]
pub(in crate::command) enum Load {
    File(PathBuf),
    /// What standard input held.
    Input(Vec<u8>),
    /// A line of JSON Lines.
    Line(Vec<u8>),
    /// It cannot be had, and why.
    Failed(String),
}

/// The articles in what is named on the command line: each file is one, each line of a file whose
/// name ends with `.jsonl` or `.ndjson` that is not blank, and all of these in a folder, sorted by
/// their paths. Names that begin with a dot are passed over in folders, and links to folders. What
/// is called `-` is standard input: JSON Lines if it begins with an object, else one article.
///
/// Articles are called by their names without endings, and in folders by their paths from there;
/// files of one name, and what lies in several folders, by the paths on the command line.
///
/// Of the articles, no more is held than the names in the folders on the way to the one at hand.
pub(in crate::command) struct Feed {
    levels: Vec<Level>,
    /// How often files of a name without its ending are named.
    namesakes: BTreeMap<String, usize>,
    /// How many folders are named.
    folders: usize,
    shard: Shard,
    /// What is written, and not read where it lies in a folder.
    output: Option<PathBuf>,
    place: u64,
    is_named: bool,
}

enum Level {
    Named(vec::IntoIter<PathBuf>),
    /// What is left of a folder, and the path to it from the folder that is named.
    Folder(vec::IntoIter<(String, PathBuf)>, String),
    Lines {
        reader: Box<dyn BufRead + Send>,
        name: String,
        id: String,
        line: usize,
    },
}

impl Feed {
    pub(in crate::command) fn new(
        paths: &[PathBuf],
        shard: Option<Shard>,
        output: Option<PathBuf>,
    ) -> Result<Self, Failure> {
        let mut is_named = true;
        let mut namesakes: BTreeMap<String, usize> = BTreeMap::new();
        let mut folders = 0;
        for path in paths {
            if is_input(path) {
                is_named = false;
                continue;
            }
            let found = fs::metadata(path).map_err(|error| {
                Failure::input(format!("cannot read {}: {error}", path.display()), "")
            })?;
            is_named &= !found.is_dir() && !holds_lines(path);
            if found.is_dir() {
                folders += 1;
            } else {
                *namesakes.entry(stem(path)).or_default() += 1;
            }
        }
        let named = Vec::from(paths).into_iter();
        let levels = vec![Level::Named(named)];
        let shard = shard.unwrap_or_default();
        Ok(Self { levels, namesakes, folders, shard, output, place: 0, is_named })
    }

    /// Whether each article is named on the command line.
    pub(super) fn is_named(&self) -> bool {
        self.is_named
    }

    /// Goes into a path that is named, or gives the article that it is.
    fn enter_named(&mut self, path: PathBuf) -> Option<Item> {
        if is_input(&path) {
            return self.enter_input();
        }
        let shown = path.display().to_string();
        let inner = if 1 < self.folders {
            format!("{}/", shown.trim_end_matches('/'))
        } else {
            String::new()
        };
        let stem = stem(&path);
        let is_alone = self.namesakes.get(&stem).is_none_or(|it| *it == 1);
        self.enter(path, if is_alone { stem } else { shown }, true, inner)
    }

    /// Takes in standard input.
    fn enter_input(&mut self) -> Option<Item> {
        let (name, id) = ("standard input".to_owned(), "stdin".to_owned());
        let load = match begun(BufReader::new(io::stdin())) {
            Ok((true, reader)) => {
                self.levels.push(Level::Lines { reader: Box::new(reader), name, id, line: 0 });
                return None;
            }
            Ok((false, reader)) => {
                let mut bytes = Vec::new();
                match reader.take(LARGEST + 1).read_to_end(&mut bytes) {
                    Ok(length) if length as u64 <= LARGEST => Load::Input(bytes),
                    Ok(_) => Load::Failed(format!("holds more than {LARGEST} bytes")),
                    Err(error) => Load::Failed(format!("cannot be read: {error}")),
                }
            }
            Err(error) => Load::Failed(format!("cannot be read: {error}")),
        };
        Some(self.item(name, id, true, load))
    }

    /// Goes into a path, or gives the article that it is.
    fn enter(&mut self, path: PathBuf, id: String, is_named: bool, inner: String) -> Option<Item> {
        let name = path.display().to_string();
        let load = if path.is_dir() {
            match entries(&path) {
                Ok(entries) => {
                    self.levels.push(Level::Folder(entries.into_iter(), inner));
                    return None;
                }
                Err(error) => Load::Failed(format!("cannot be listed: {error}")),
            }
        } else if holds_lines(&path) {
            match File::open(&path) {
                Ok(file) => {
                    let reader = Box::new(BufReader::new(file));
                    self.levels.push(Level::Lines { reader, name, id, line: 0 });
                    return None;
                }
                Err(error) => Load::Failed(format!("cannot be read: {error}")),
            }
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) {
            let hint = "write one object on each line of a file whose name ends with .jsonl";
            Load::Failed(format!("is JSON, and no article; {hint}"))
        } else {
            Load::File(path)
        };
        Some(self.item(name, id, is_named, load))
    }

    fn item(&mut self, name: String, id: String, is_named: bool, load: Load) -> Item {
        let place = self.place;
        self.place += 1;
        Item { place, name, id, is_named, load }
    }

    /// The next article of any shard.
    fn advance(&mut self) -> Option<Item> {
        loop {
            match self.levels.last_mut()? {
                Level::Named(paths) => match paths.next() {
                    Some(path) => {
                        if let Some(item) = self.enter_named(path) {
                            return Some(item);
                        }
                    }
                    None => drop(self.levels.pop()),
                },
                Level::Folder(entries, inner) => match entries.next() {
                    Some((_, path)) if is_same(&path, self.output.as_deref()) => {}
                    Some((name, path)) => {
                        let id = format!("{inner}{name}");
                        let deeper = format!("{id}/");
                        if let Some(item) = self.enter(path, id, false, deeper) {
                            return Some(item);
                        }
                    }
                    None => drop(self.levels.pop()),
                },
                Level::Lines { reader, name, id, line } => {
                    *line += 1;
                    let (name, id) = (format!("{name}:{line}"), format!("{id}:{line}"));
                    let load = match next_line(reader) {
                        Ok(Line::End) => {
                            self.levels.pop();
                            continue;
                        }
                        Ok(Line::Blank) => continue,
                        Ok(Line::Words(bytes)) if *line == 1 && is_wide(&bytes) => {
                            self.levels.pop();
                            Load::Failed("is in UTF-16; save the lines in UTF-8".to_owned())
                        }
                        Ok(Line::Long) => Load::Failed(format!("is longer than {LARGEST} bytes")),
                        Ok(Line::Words(bytes)) => Load::Line(bytes),
                        Err(error) => {
                            self.levels.pop();
                            Load::Failed(format!("cannot be read: {error}"))
                        }
                    };
                    return Some(self.item(name, id, false, load));
                }
            }
        }
    }
}

impl Iterator for Feed {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let item = self.advance()?;
            if self.shard.holds(item.place) {
                return Some(item);
            }
        }
    }
}

/// Whether standard input is meant.
pub(in crate::command) fn is_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Whether what is read begins with an object, and the whole of it.
fn begun(mut reader: impl BufRead) -> io::Result<(bool, impl BufRead)> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let mut head = Vec::new();
    // How much of it is blank.
    let mut blank = 0;
    while blank == head.len() && (blank as u64) < LARGEST {
        let bytes = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        if bytes.is_empty() {
            break;
        }
        head.extend_from_slice(bytes);
        let length = bytes.len();
        reader.consume(length);
        if blank == 0 && head.starts_with(MARK) {
            blank = MARK.len();
        }
        blank = head.len() - head[blank..].trim_ascii_start().len();
    }
    Ok((head.get(blank) == Some(&b'{'), Cursor::new(head).chain(reader)))
}

/// The name of a file without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().map(OsStr::to_string_lossy).unwrap_or_default().into_owned()
}

/// Whether a line begins with the mark of UTF-16.
fn is_wide(line: &[u8]) -> bool {
    line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff")
}

/// Whether a path leads to the file that is written.
fn is_same(path: &Path, output: Option<&Path>) -> bool {
    output.is_some_and(|output| {
        path.file_name() == output.file_name()
            && path.canonicalize().is_ok_and(|it| output.canonicalize().is_ok_and(|own| it == own))
    })
}

/// What a folder holds, sorted by name.
fn entries(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_taken = kind.is_dir() || path.is_file();
        if is_taken && !name.starts_with('.') {
            found.push((name, path));
        }
    }
    found.sort();
    Ok(found)
}

enum Line {
    End,
    Blank,
    /// More bytes than any article has.
    Long,
    Words(Vec<u8>),
}

fn next_line(reader: &mut impl BufRead) -> io::Result<Line> {
    let (mut line, mut is_long, mut is_end) = (Vec::new(), false, true);
    loop {
        let bytes = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        if bytes.is_empty() {
            break;
        }
        is_end = false;
        let end = bytes.iter().position(|it| *it == b'\n');
        let taken = end.map_or(bytes.len(), |it| it + 1);
        is_long |= LARGEST < (line.len() + taken) as u64;
        if is_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(&bytes[..taken]);
        }
        reader.consume(taken);
        if end.is_some() {
            break;
        }
    }
    Ok(match line.trim_ascii() {
        _ if is_end => Line::End,
        _ if is_long => Line::Long,
        b"" | b"\xef\xbb\xbf" => Line::Blank,
        _ => Line::Words(line),
    })
}
