//! Where a command meets the world, and how it ends.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use clap::{CommandFactory, FromArgMatches};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use onetext::report::{Ink, Sheet};
use onetext::{Drawn, Progress, Stop};
use serde::Serialize;

use crate::answers::Answers;
use crate::arguments::{Arguments, Command, Numbers};
use crate::command;

/// The world outside, as far as a command may touch it.
pub struct Door<'a> {
    /// For data.
    pub out: &'a mut dyn Write,
    /// For everything else.
    pub err: &'a mut dyn Write,
    /// For what a person answers.
    pub answers: Answers<'a>,
    /// Whether somebody is looking at [`Door::err`], so that progress is worth showing.
    pub terminal: bool,
    /// Whether [`Door::err`] shows colors.
    pub color: bool,
    /// Whether [`Door::out`] shows colors.
    pub paint: bool,
    /// Ends long work early, with the best answer so far.
    pub stop: Stop,
}

impl Door<'_> {
    /// Does long work, and shows that it goes on if somebody is looking.
    pub(crate) fn work<T>(&self, what: &'static str, work: impl FnOnce(&Stop) -> T) -> T {
        self.watched(what, &Arc::default(), work)
    }

    /// Draws worlds and asks them, and shows how far that is if somebody is looking.
    pub(crate) fn draw<T>(&self, work: impl FnOnce(&Stop, &Drawn) -> T) -> T {
        let drawn = Arc::new(Drawn::default());
        let shown = Arc::clone(&drawn);
        self.watched("weighing what was said", &shown, |stop| work(stop, &drawn))
    }

    fn watched<T>(
        &self,
        what: &'static str,
        drawn: &Arc<Drawn>,
        work: impl FnOnce(&Stop) -> T,
    ) -> T {
        if !self.terminal {
            return work(&self.stop);
        }
        let (stop, drawn) = (self.stop.clone(), Arc::clone(drawn));
        let far = move |_: &ProgressState, line: &mut dyn fmt::Write| {
            let told = stop.progress().map(sentence).or_else(|| worlds(&drawn));
            // A line that cannot be shown is not worth an end of the work.
            let _ = line.write_str(&told.unwrap_or_default());
        };
        let style = ProgressStyle::with_template("{spinner} {msg}{far}")
            .expect("the template is right")
            .with_key("far", far);
        let bar = ProgressBar::new_spinner().with_style(style).with_message(what);
        bar.enable_steady_tick(Duration::from_millis(100));
        let result = work(&self.stop);
        bar.finish_and_clear();
        result
    }
}

/// How many worlds are drawn, to follow the words for what is done; `None` if none is asked for.
fn worlds(drawn: &Drawn) -> Option<String> {
    match drawn.worlds() {
        (_, 0) => None,
        (0, _) => Some(": finding worlds that fit".to_owned()),
        (kept, asked) if asked <= kept => Some(": asking the worlds".to_owned()),
        (kept, asked) => Some(format!(": {} of {} worlds", grouped(kept), grouped(asked))),
    }
}

/// How far work is, to follow the words for what it does.
fn sentence(progress: Progress) -> String {
    match progress {
        Progress::Sweep { layer, layers, labels } => {
            let sums = grouped(labels as u64);
            format!(": layer {layer} of {layers}, {sums} partial sums")
        }
        Progress::Search { nodes, gap: None } => format!(": {} nodes", grouped(nodes)),
        Progress::Search { nodes, gap: Some(gap) } => {
            // The gap is in the units that the case's decimals were scaled to.
            format!(": {} nodes, at most {} units from the best", grouped(nodes), grouped(gap))
        }
        Progress::Cover { points, open } => {
            format!(": {} points, {} parts open", grouped(points as u64), grouped(open as u64))
        }
        Progress::Sets { seen, waiting } => {
            format!(": {} sets tried, {} waiting", grouped(seen), grouped(waiting as u64))
        }
    }
}

/// A number with commas between groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if 0 < index && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl fmt::Debug for Door<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
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
    /// The command line is at fault, in a way that its grammar does not show.
    Usage { message: String, hint: String },
    /// Standard output or standard error cannot be written.
    Write(io::Error),
}

impl Failure {
    pub(crate) fn input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Input { message: message.into(), hint: hint.into() }
    }

    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// The form in which an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

impl Output {
    fn new(json: bool, csv: bool) -> Result<Self, Failure> {
        match (json, csv) {
            (false, false) => Ok(Self::Text),
            (true, false) => Ok(Self::Json),
            (false, true) => Ok(Self::Csv),
            (true, true) => Err(Failure::usage(
                "--json and --csv exclude each other",
                "ask for one of them at a time",
            )),
        }
    }
}

/// Writes a value as JSON, laid out for people.
pub(crate) fn write_json(value: &impl Serialize, door: &mut Door<'_>) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *door.out, value).map_err(io::Error::from)?;
    Ok(writeln!(door.out)?)
}

/// Writes text. Control characters, which an article or a case may bring, do not reach the terminal.
pub(crate) fn write_text(text: &str, door: &mut Door<'_>) -> Result<(), Failure> {
    Ok(door.out.write_all(harmless(text).as_bytes())?)
}

/// Text that does nothing to a terminal but show itself.
pub(crate) fn harmless(text: &str) -> String {
    let harmless =
        |it: char| if it.is_control() && it != '\n' { char::REPLACEMENT_CHARACTER } else { it };
    text.chars().map(harmless).collect()
}

/// Writes a report. What is proved is set in bold magenta where colors are shown, what was added in
/// underlined green and what was removed in struck red; a page has the same colors for them, and the
/// words and marks say it without.
pub(crate) fn write_sheet(sheet: &Sheet, door: &mut Door<'_>) -> Result<(), Failure> {
    for (ink, text) in sheet.runs() {
        let code = match ink {
            Ink::Plain => None,
            Ink::Proved => Some("1;35"),
            Ink::Added => Some("4;32"),
            Ink::Removed => Some("9;31"),
        };
        if let Some(code) = code.filter(|_| door.paint) {
            write!(door.out, "\u{1b}[{code}m")?;
            write_text(text, door)?;
            write!(door.out, "\u{1b}[0m")?;
        } else {
            write_text(text, door)?;
        }
    }
    Ok(())
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
            tell(&message, &hint, door);
            1
        }
        Err(Failure::Usage { message, hint }) => {
            tell(&message, &hint, door);
            2
        }
        // Whoever reads has gone away: there is nobody left to tell.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(Failure::Write(error)) => {
            let _ = writeln!(door.err, "error: cannot write: {error}");
            1
        }
    }
}

fn tell(message: &str, hint: &str, door: &mut Door<'_>) {
    let _ = writeln!(door.err, "error: {message}");
    if !hint.is_empty() {
        let _ = writeln!(door.err, "help: {hint}");
    }
}

fn dispatch(arguments: &Arguments, door: &mut Door<'_>) -> Result<(), Failure> {
    let json = arguments.json;
    let output = |numbers: &Numbers| Output::new(json, numbers.csv);
    match &arguments.command {
        Command::New(it) => command::new::run(it, json, door),
        Command::Check(it) => command::check::run(it, json, door),
        Command::Format(it) => command::format::run(it, json, door),
        Command::Read(it) => command::read::run(it, json, door),
        Command::Merge(it) => command::merge::run(it, json, door),
        Command::Score(it) => command::score::run(it, json, door),
        Command::Train(it) => command::train::run(it, door),
        Command::Review(it) => command::review::run(it, json, door),
        Command::Brief(it) => command::brief::run(it, json, door),
        Command::Positions(it) => command::positions::run(it, Output::new(json, it.csv)?, door),
        Command::Import(it) => command::import::run(it, json, door),
        Command::Acceptability(it) => command::acceptability::run(it, json, door),
        Command::Why(it) => command::why::run(it, json, door),
        Command::Ask(it) => command::ask::run(it, json, door),
        Command::Clashes(it) => command::clashes::run(it, json, door),
        Command::Ledger(it) => command::ledger::run(it, json, door),
        Command::WhatIf(it) => command::what_if::run(it, json, door),
        Command::Lint(it) => command::lint::run(it, json, door),
        Command::Compare(it) => command::compare::run(it, json, door),
        Command::Brackets(it) => command::brackets::run(it, json, door),
        Command::Lineage(it) => command::lineage::run(it, json, door),
        Command::Draft(it) => command::draft::run(it, json, door),
        Command::Zopa(it) => command::bargain::zopa(it, output(it)?, door),
        Command::Frontier(it) => command::frontier::run(it, output(&it.numbers)?, door),
        Command::Solve(it) => command::solve::run(it, output(&it.numbers)?, door),
        Command::Nearest(it) => command::nearest::run(it, output(&it.numbers)?, door),
        Command::Unlock(it) => command::unlock::run(it, output(&it.numbers)?, door),
        Command::Propose(it) => command::propose::run(it, json, door),
        Command::Simulate(it) => command::simulate::run(it, output(&it.numbers)?, door),
        Command::Verify(it) => command::verify::run(it, json, door),
        Command::Convert(it) => command::convert::run(it, json, door),
        Command::Generate(it) => command::generate::run(it, json, door),
        Command::Schema(it) => command::schema::run(it, door),
        Command::Completions(it) => command::completions::run(it, json, door),
    }
}
