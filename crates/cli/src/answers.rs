//! What a person answers: single keys on a terminal, lines from a pipe.

use std::fmt;
use std::io::{self, BufRead, Read};

use console::{Key, Term};

/// Where answers come from.
pub enum Answers<'a> {
    /// Keys of the terminal that shows the questions.
    Keyboard,
    /// Lines. The first character of a line is a key; what follows it answers the first question
    /// that the key leads to.
    Lines(Lines<'a>),
}

/// Lines of answers.
pub struct Lines<'a> {
    input: &'a mut dyn BufRead,
    rest: Option<String>,
}

/// Longest line that is read, in bytes; what goes beyond it is taken for the next line.
const LONGEST: u64 = 1 << 16;

impl<'a> Answers<'a> {
    /// Answers from a pipe or a file.
    pub fn lines(input: &'a mut dyn BufRead) -> Self {
        Self::Lines(Lines { input, rest: None })
    }

    /// The next key; `None` when there are no more.
    pub(crate) fn key(&mut self) -> io::Result<Option<char>> {
        match self {
            Self::Keyboard => Self::ended(Term::stderr().read_key().map(|key| match key {
                Key::Char('\u{3}' | '\u{4}') | Key::CtrlC => 'q',
                Key::Char(it) => it,
                _ => ' ',
            })),
            Self::Lines(lines) => {
                lines.rest = None;
                loop {
                    let Some(line) = lines.next()? else { return Ok(None) };
                    let mut rest = line.trim().chars();
                    let Some(key) = rest.next() else { continue };
                    let rest = rest.as_str().trim();
                    lines.rest = (!rest.is_empty()).then(|| rest.to_owned());
                    return Ok(Some(key));
                }
            }
        }
    }

    /// The answer to a question, without spaces around it; `None` when there is none any more.
    pub(crate) fn line(&mut self) -> io::Result<Option<String>> {
        match self {
            Self::Keyboard => {
                Self::ended(Term::stderr().read_line().map(|it| it.trim().to_owned()))
            }
            Self::Lines(lines) => match lines.rest.take() {
                Some(rest) => Ok(Some(rest)),
                None => lines.next(),
            },
        }
    }

    /// Whether an answer shows on the screen as it is given.
    pub(crate) fn is_seen(&self) -> bool {
        matches!(self, Self::Keyboard)
    }

    /// An interrupt, or a terminal that has gone away, ends the answers.
    fn ended<T>(answer: io::Result<T>) -> io::Result<Option<T>> {
        use io::ErrorKind::{Interrupted, NotConnected, UnexpectedEof};
        match answer {
            Err(error) if matches!(error.kind(), Interrupted | NotConnected | UnexpectedEof) => {
                Ok(None)
            }
            answer => answer.map(Some),
        }
    }
}

impl Lines<'_> {
    /// The next line without spaces around it.
    fn next(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = self.input.take(LONGEST).read_until(b'\n', &mut line)?;
        Ok((0 < read).then(|| String::from_utf8_lossy(&line).trim().to_owned()))
    }
}

impl fmt::Debug for Answers<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.is_seen() { "Keyboard" } else { "Lines" };
        formatter.debug_tuple(name).finish()
    }
}

impl fmt::Debug for Lines<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Lines").field("rest", &self.rest).finish_non_exhaustive()
    }
}
