//! Where a command meets the world, and how it ends.

use std::ffi::OsString;
use std::io::{self, Write};
use std::time::Duration;

use clap::{CommandFactory, FromArgMatches};
use indicatif::ProgressBar;
use onetext::Stop;
use serde::Serialize;

use crate::arguments::{Arguments, Command};
use crate::command;

/// The world outside, as far as a command may touch it.
pub struct Door<'a> {
    /// For data.
    pub out: &'a mut dyn Write,
    /// For everything else.
    pub err: &'a mut dyn Write,
    /// Whether somebody is looking at [`Door::err`], so that progress is worth showing.
    pub terminal: bool,
    /// Whether [`Door::err`] shows colors.
    pub color: bool,
    /// Ends long work early, with the best answer so far.
    pub stop: Stop,
}

impl Door<'_> {
    /// Does long work, and shows that it goes on if somebody is looking.
    pub(crate) fn work<T>(&self, what: &'static str, work: impl FnOnce(&Stop) -> T) -> T {
        if !self.terminal {
            return work(&self.stop);
        }
        let bar = ProgressBar::new_spinner().with_message(what);
        bar.enable_steady_tick(Duration::from_millis(100));
        let result = work(&self.stop);
        bar.finish_and_clear();
        result
    }
}

impl std::fmt::Debug for Door<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Door").field("terminal", &self.terminal).finish_non_exhaustive()
    }
}

/// How a command fails.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input is at fault, and has been told so.
    Told,
    /// The input is at fault: what is wrong, and what to do if something can be done.
    Input { message: String, hint: String },
    /// Standard output or standard error cannot be written.
    Write(io::Error),
}

impl Failure {
    pub(crate) fn input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Input { message: message.into(), hint: hint.into() }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Writes a value as JSON, laid out for people.
pub(crate) fn write_json(value: &impl Serialize, door: &mut Door<'_>) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *door.out, value).map_err(io::Error::from)?;
    Ok(writeln!(door.out)?)
}

/// Writes text. Control characters, which an article or a case may bring, do not reach the terminal.
pub(crate) fn write_text(text: &str, door: &mut Door<'_>) -> Result<(), Failure> {
    let harmless =
        |it: char| if it.is_control() && it != '\n' { char::REPLACEMENT_CHARACTER } else { it };
    let text: String = text.chars().map(harmless).collect();
    Ok(door.out.write_all(text.as_bytes())?)
}

/// Runs the command that `arguments` ask for, the program's name first, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, door: &mut Door<'_>) -> u8 {
    let parsed = Arguments::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            let text = error.render();
            let target: &mut dyn Write = if error.use_stderr() { door.err } else { door.out };
            let _ = write!(target, "{text}");
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    match dispatch(&arguments, door) {
        Ok(()) => 0,
        Err(Failure::Told) => 1,
        Err(Failure::Input { message, hint }) => {
            let _ = writeln!(door.err, "error: {message}");
            if !hint.is_empty() {
                let _ = writeln!(door.err, "help: {hint}");
            }
            1
        }
        // Whoever reads has gone away: there is nobody left to tell.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(Failure::Write(error)) => {
            let _ = writeln!(door.err, "error: cannot write: {error}");
            1
        }
    }
}

fn dispatch(arguments: &Arguments, door: &mut Door<'_>) -> Result<(), Failure> {
    let json = arguments.json;
    match &arguments.command {
        Command::New(it) => command::new::run(it, json, door),
        Command::Check(it) => command::check::run(it, json, door),
        Command::Format(it) => command::format::run(it, json, door),
        Command::Read(it) => command::read::run(it, json, door),
        Command::Brief(it) => command::brief::run(it, json, door),
        Command::Zopa(it) => command::bargain::zopa(it, json, door),
        Command::Frontier(it) => command::bargain::frontier(it, json, door),
        Command::Solve(it) => command::bargain::solve(it, json, door),
        Command::Convert(it) => command::convert::run(it, json, door),
        Command::Generate(it) => command::generate::run(it, json, door),
        Command::Schema(it) => command::schema::run(it, door),
        Command::Completions(it) => command::completions::run(it, json, door),
    }
}
