//! What a page of Markdown shows: files that its reader writes, commands, and what they print.
//!
//! A block ```` ```sh ```` of `cat > FILE <<'END'` writes a file. A block ```` ```text ```` begins with
//! `$ onetext …` and goes on with what that prints; a line `…` stands for lines that are left out.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use onetext::Stop;
use onetext_cli::{Answers, Door, run};

/// A page, followed from its first block to its last.
pub(crate) struct Session {
    /// The page as it was.
    shown: String,
    /// The page with what the commands print now.
    pub(crate) found: String,
    /// The commands, as the page has them.
    pub(crate) commands: Vec<String>,
}

impl Session {
    /// Does what a page says in the current folder. In commands and in what they print, each pair of
    /// `places` exchanges a name on the page for where that is.
    pub(crate) fn follow(page: &str, places: &[(&str, String)]) -> Self {
        let shown = page.to_owned();
        let mut session = Self { shown, found: String::new(), commands: Vec::new() };
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            session.keep(line);
            let Some(kind) = line.strip_prefix("```").filter(|it| !it.is_empty()) else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
            if kind == "text" {
                session.command(&block, places);
            } else {
                for it in &block {
                    session.keep(it);
                }
                write(&block);
            }
            session.keep("```");
        }
        session
    }

    /// Fails if the commands print something else than the page has; with `INSTA_UPDATE=always`,
    /// writes what they print into the page.
    pub(crate) fn is_true(&self, page: &Path) {
        if env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
            fs::write(page, &self.found).expect("the page can be written");
        }
        let mut both = self.shown.lines().zip(self.found.lines());
        if let Some((shown, found)) = both.find(|(shown, found)| shown != found) {
            panic!("shown: {shown}\nfound: {found}\nINSTA_UPDATE=always writes what is found");
        }
        assert!(self.shown == self.found, "the page ends otherwise");
    }

    fn command(&mut self, block: &[&str], places: &[(&str, String)]) {
        let (line, shown) = block.split_first().expect("a block has lines");
        let line = line.strip_prefix("$ ").expect("a block begins with a command");
        self.keep(&format!("$ {line}"));
        let at = places.iter().fold(line.to_owned(), |it, (name, at)| it.replace(name, at));
        let found = printed(&at);
        let found = places.iter().fold(found, |it, (name, at)| it.replace(at, name));
        let found: Vec<&str> = found.trim_end().lines().collect();
        for it in shortened(&found, shown) {
            self.keep(it);
        }
        self.commands.push(line.to_owned());
    }

    fn keep(&mut self, line: &str) {
        self.found.push_str(line);
        self.found.push('\n');
    }
}

/// What was found, without the lines for which the page has `…`: as many lines stay before and after
/// it as the page shows there.
fn shortened<'a>(found: &[&'a str], shown: &[&'a str]) -> Vec<&'a str> {
    let Some(gap) = shown.iter().position(|it| *it == "…") else { return found.to_vec() };
    let (head, tail) = (gap, shown.len() - gap - 1);
    if found.len() <= head + tail {
        return found.to_vec();
    }
    [&found[..head], &["…"], &found[found.len() - tail..]].concat()
}

/// Writes the file that a block of the shell writes; other blocks are not run.
fn write(block: &[&str]) {
    let Some((line, text)) = block.split_first() else { return };
    let path = line.strip_prefix("cat > ").and_then(|it| it.strip_suffix(" <<'END'"));
    let Some(path) = path else { return };
    let (last, text) = text.split_last().expect("a file has lines");
    assert_eq!(*last, "END", "{path} ends");
    fs::write(path, text.join("\n") + "\n").unwrap_or_else(|error| panic!("{path}: {error}"));
}

/// What a terminal shows of a command line that begins with `onetext`; `< FILE` at its end has the
/// answers.
pub(crate) fn printed(line: &str) -> String {
    let (line, answers) = line.split_once(" < ").unwrap_or((line, ""));
    let answers = match answers {
        "" => Vec::new(),
        path => fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}")),
    };
    let screen = RefCell::default();
    let (mut out, mut err) = (Screen(&screen), Screen(&screen));
    let mut answers = answers.as_slice();
    let mut door = Door {
        out: &mut out,
        err: &mut err,
        answers: Answers::lines(&mut answers),
        terminal: false,
        color: false,
        paint: false,
        stop: Stop::default(),
    };
    run(words(line).into_iter().map(Into::into), &mut door);
    String::from_utf8(screen.into_inner()).expect("a command writes text")
}

/// Where standard output and standard error meet.
struct Screen<'a>(&'a RefCell<Vec<u8>>);

impl Write for Screen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The words of a command line; double quotes hold one together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().expect("there is a word").push(letter),
        }
    }
    words
}
