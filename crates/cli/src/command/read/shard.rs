//! A part of the articles, and the file that it is written into.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use onetext_statement::Statement;
use serde::{Deserialize, Serialize};

use crate::door::Failure;

/// The articles whose place, counted from one, leaves the same rest as `part` when divided by `of`.
///
/// By place and not by id, since a place is known before an article is read, makes all shards
/// equally large, and is what puts them together again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shard {
    /// From one to `of`.
    pub(crate) part: u64,
    pub(crate) of: u64,
}

impl Default for Shard {
    fn default() -> Self {
        Self { part: 1, of: 1 }
    }
}

impl Shard {
    /// Whether the article at a place, counted from zero, belongs to it.
    pub(super) fn holds(self, place: u64) -> bool {
        place % self.of + 1 == self.part
    }

    /// How many of so many articles belong to it.
    fn share(self, articles: u64) -> u64 {
        (articles + self.of - self.part) / self.of
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(part, of)| {
            Some(Self { part: part.trim().parse().ok()?, of: of.trim().parse().ok()? })
        });
        let shard = numbers.filter(|it| 1 <= it.part && it.part <= it.of);
        shard.ok_or_else(|| "write a part and how many there are, such as 1/4".to_owned())
    }
}

/// What was found in the article at a place.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) place: u64,
    pub(crate) statements: Vec<Statement>,
}

/// What stands in a file of a shard beside its statements: the shard first, the place of each
/// article with statements before them, and the number of articles last, with how many of them have
/// statements.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mark {
    Shard(Shard),
    Article { place: u64, statements: u64 },
    End { articles: u64, told: u64 },
}

pub(super) fn write_head(shard: Shard, out: &mut dyn Write) -> Result<(), Failure> {
    write_mark(&Mark::Shard(shard), out)
}

pub(super) fn write_place(frame: &Frame, out: &mut dyn Write) -> Result<(), Failure> {
    let (place, statements) = (frame.place, frame.statements.len() as u64);
    write_mark(&Mark::Article { place, statements }, out)
}

pub(super) fn write_end(articles: u64, told: u64, out: &mut dyn Write) -> Result<(), Failure> {
    write_mark(&Mark::End { articles, told }, out)
}

fn write_mark(mark: &Mark, out: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, mark).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

/// The files of all shards of one run, to be put together. One article of each is held.
#[derive(Debug)]
pub(crate) struct Shards {
    files: Vec<ShardFile>,
}

#[derive(Debug)]
struct ShardFile {
    path: PathBuf,
    shard: Shard,
    reader: BufReader<File>,
    line: usize,
    next: Option<Frame>,
    /// The place of the last article, and how many had statements so far.
    last: Option<u64>,
    told: u64,
    /// The number of articles, once the end has been read.
    articles: Option<u64>,
}

impl Shards {
    /// Opens the files, which may be given in any order.
    pub(crate) fn open(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut files =
            paths.iter().map(|it| ShardFile::open(it)).collect::<Result<Vec<_>, _>>()?;
        files.sort_by_key(|it| it.shard.part);
        let of = files.first().map_or(0, |it| it.shard.of);
        for (file, part) in files.iter().zip(1..) {
            let (path, found) = (file.path.display(), file.shard);
            if found.of != of {
                let message = format!("{path} is one of {} shards, and not of {of}", found.of);
                return Err(Failure::input(message, "name the shards of one run"));
            }
            if found.part != part {
                let message = if found.part < part {
                    format!("shard {}/{of} is there twice: {path}", found.part)
                } else {
                    format!("shard {part}/{of} is missing")
                };
                return Err(Failure::input(message, "name each shard once"));
            }
        }
        if (files.len() as u64) < of {
            let message = format!("shard {}/{of} is missing", files.len() + 1);
            return Err(Failure::input(message, "name each shard once"));
        }
        Ok(Self { files })
    }

    /// The article with statements that comes next; at the end, `None`, if the shards are whole.
    pub(crate) fn next(&mut self) -> Result<Option<Frame>, Failure> {
        let nearest = |it: &&mut ShardFile| it.next.as_ref().map_or(u64::MAX, |it| it.place);
        if let Some(file) = self.files.iter_mut().min_by_key(nearest)
            && let Some(frame) = file.next.take()
        {
            file.next = file.frame()?;
            return Ok(Some(frame));
        }
        let articles: u64 = self.files.iter().filter_map(|it| it.articles).sum();
        for file in &self.files {
            if file.articles != Some(file.shard.share(articles)) {
                let message =
                    format!("{} has not as many articles as the others", file.path.display());
                return Err(Failure::input(message, "shards of one run have the same articles"));
            }
        }
        Ok(None)
    }
}

impl ShardFile {
    fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| {
            Failure::input(format!("cannot read {}: {error}", path.display()), "")
        })?;
        let mut opened = Self {
            path: path.to_owned(),
            shard: Shard::default(),
            reader: BufReader::new(file),
            line: 0,
            next: None,
            last: None,
            told: 0,
            articles: None,
        };
        let head = opened.line()?.unwrap_or_default();
        match serde_json::from_str(&head) {
            Ok(Mark::Shard(shard)) if 1 <= shard.part && shard.part <= shard.of => {
                opened.shard = shard;
            }
            _ => {
                let message = format!("{} is no shard", path.display());
                return Err(Failure::input(message, "make shards with `onetext read --shard 1/4`"));
            }
        }
        opened.next = opened.frame()?;
        Ok(opened)
    }

    /// The next line, if there is one.
    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = String::new();
        self.line += 1;
        let length = self.reader.read_line(&mut line).map_err(|error| self.wrong(&error))?;
        Ok((0 < length).then_some(line))
    }

    /// The next article with statements; `None` at the end.
    fn frame(&mut self) -> Result<Option<Frame>, Failure> {
        if self.articles.is_some() {
            return Ok(None);
        }
        let head = self.line_within()?;
        match serde_json::from_str(&head) {
            Ok(Mark::Article { place, statements }) if self.last < Some(place) => {
                let mut frame = Frame { place, statements: Vec::new() };
                for _ in 0..statements {
                    let line = self.line_within()?;
                    let statement = serde_json::from_str(&line);
                    let missing = "is no statement where one should be";
                    frame.statements.push(statement.map_err(|_| self.wrong(&missing))?);
                }
                self.last = Some(place);
                self.told += 1;
                Ok(Some(frame))
            }
            Ok(Mark::End { articles, told }) if told == self.told => {
                self.articles = Some(articles);
                match self.line()? {
                    Some(_) => Err(self.wrong(&"stands after the end")),
                    None => Ok(None),
                }
            }
            Ok(Mark::End { told, .. }) => {
                let found = self.told;
                Err(self.wrong(&format!(
                    "says that {told} articles have statements, and {found} are there"
                )))
            }
            _ => Err(self.wrong(&"is out of order")),
        }
    }

    /// The next line, which must be there.
    fn line_within(&mut self) -> Result<String, Failure> {
        match self.line()? {
            Some(line) if line.ends_with('\n') => Ok(line),
            _ => {
                let message = format!("{} ends early", self.path.display());
                Err(Failure::input(message, "read this shard again: it was stopped"))
            }
        }
    }

    fn wrong(&self, why: &dyn std::fmt::Display) -> Failure {
        let message = format!("{}:{} {why}", self.path.display(), self.line);
        Failure::input(message, "read this shard again: it was changed")
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn shards_hold_each_article_once() {
        for of in 1..6 {
            for articles in 0..20 {
                let mut sum = 0;
                for part in 1..=of {
                    let shard = Shard { part, of };
                    let held = (0..articles).filter(|it| shard.holds(*it)).count() as u64;
                    assert_eq!(held, shard.share(articles));
                    sum += held;
                }
                assert_eq!(sum, articles);
            }
        }
    }

    #[test]
    fn a_shard_is_written_as_a_part_of_so_many() {
        assert_eq!("2/3".parse(), Ok(Shard { part: 2, of: 3 }));
        for wrong in ["", "1", "0/2", "3/2", "1/0", "-1/2", "a/b", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
