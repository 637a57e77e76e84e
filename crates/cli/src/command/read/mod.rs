//! `onetext read`: who said what, when, with the exact bytes.

mod feed;
mod known;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod shard;
mod sink;
mod stream;
mod table;
mod taken;

use std::num::NonZero;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use onetext_case::Reading;
use onetext_statement::{Effort, Reader, Roster, Statement, Topics};

use self::known::Known;
use crate::arguments::{CaseFolder, Read};
use crate::command::source_id::would_be;
use crate::door::{Door, Failure, grouped, harmless};
use crate::folder;

pub(super) use self::feed::{Feed, Item, is_input};
pub(super) use self::output::Place;
pub(crate) use self::shard::Shard;
pub(super) use self::shard::{Frame, Shards};
pub(super) use self::taken::{Taken, told};

pub(crate) fn run(arguments: &Read, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let case = match &arguments.case {
        Some(folder) => {
            let case = CaseFolder { folder: folder.clone(), sources: None };
            let (files, parsed) = folder::load(&case)?;
            folder::report(folder, &files, &parsed, door)?;
            Some(parsed.case)
        }
        None => None,
    };
    let roster = case.as_ref().map_or_else(Roster::default, onetext::roster);
    let topics = case.as_ref().map_or_else(Topics::default, onetext::topics);
    let reading = case.as_ref().map(|it| it.reading.clone()).unwrap_or_default();
    let known = Known::new(case.as_ref(), arguments.case.as_deref());
    let effort = if arguments.rules { Effort::Rules } else { Effort::Full };
    let reader = Reader::new(&roster, &topics, effort);
    let feed = Feed::new(&arguments.files, arguments.shard, arguments.output.clone())?;
    let is_named = feed.is_named();
    let place = Place {
        inputs: &arguments.files,
        file: arguments.output.as_deref(),
        format: arguments.format,
        json,
        shard: arguments.shard,
        is_one: is_named && arguments.files.len() == 1,
    };
    let mut output = place.open(door)?;
    let threads = arguments
        .threads
        .map_or_else(|| std::thread::available_parallelism().map_or(1, NonZero::get), usize::from);
    let bar = bar(door);
    let mut tally = Tally::default();
    let stop = door.stop.clone();
    let read = |item| {
        let mut done = read_item(item, &reader, &known, arguments.published);
        done.frame.statements = heeded(&reading, done.frame.statements);
        done
    };
    let result = stream::ordered(feed, threads, &stop, read, |done: Done| {
        tally.add(&done);
        if !bar.is_hidden() {
            let (articles, statements) = (grouped(tally.articles), grouped(tally.statements));
            bar.set_message(format!("{articles} articles, {statements} statements"));
        }
        bar.suspend(|| tell(&done, &tally, json, door))?;
        output.write(&done.frame, door)
    });
    bar.finish_and_clear();
    result?;
    let is_stopped = stop.is_requested();
    let is_failed = 0 < tally.skipped && arguments.shard.is_none();
    let is_nothing = tally.articles == 0 && (is_stopped || is_failed);
    match &arguments.output {
        Some(path) if is_nothing => {
            writeln!(door.err, "nothing was read; {} is left as it was", path.display())?;
        }
        _ if is_stopped => output.close(door)?,
        _ => output.finish(door)?,
    }
    if is_stopped {
        let articles = grouped(tally.articles);
        return Ok(writeln!(door.err, "stopped after {articles} articles")?);
    }
    if !is_named {
        writeln!(door.err, "{}", tally.sentence())?;
    }
    if tally.is_at_fault || is_nothing { Err(Failure::Told) } else { Ok(()) }
}

/// What became of an article.
struct Done {
    frame: Frame,
    /// The file, and the line of it.
    name: String,
    /// Whether it is named on the command line, rather than found in a folder or a file of many.
    is_named: bool,
    is_dated: bool,
    /// What stands where the day should, if there is no other.
    unread_day: Option<String>,
    /// Why it was not read.
    skipped: Option<String>,
}

impl Done {
    /// Whether there is something to warn of.
    fn is_wrong(&self) -> bool {
        self.skipped.is_some() || self.unread_day.is_some()
    }
}

fn read_item(item: Item, reader: &Reader<'_>, known: &Known<'_>, published: Option<Date>) -> Done {
    let mut done = Done {
        frame: Frame { place: item.place, statements: Vec::new() },
        name: item.name.clone(),
        is_named: item.is_named,
        is_dated: false,
        unread_day: None,
        skipped: None,
    };
    match item.take() {
        Ok(Taken { id, bytes, document, path, is_line, unread_day }) => {
            let own = if is_line { None } else { known.source(path.as_deref(), &bytes) };
            let published = published.or(own.map(|it| it.day)).or(document.published);
            done.is_dated = published.is_some();
            done.unread_day = unread_day.filter(|_| published.is_none());
            let id = own.map_or(&id, |it| &it.id);
            done.frame.statements = document.read(reader, id, published);
        }
        Err(why) => done.skipped = Some(why),
    }
    done
}

/// What is left of the statements of an article after the corrections of the case, in which it has
/// the id that a review would give it.
fn heeded(reading: &Reading, mut statements: Vec<Statement>) -> Vec<Statement> {
    let Some(id) = statements.first().map(|it| it.source.clone()) else { return statements };
    let known = reading.rejected.iter().any(|it| it.0 == id);
    let wanted = if known { id.clone() } else { would_be(&id) };
    for it in &mut statements {
        it.source.clone_from(&wanted);
    }
    let mut left = onetext::heed(reading, statements);
    for it in &mut left {
        it.source.clone_from(&id);
    }
    left
}

/// Tells what there is to tell of an article: all of one that is named, of others only what is wrong,
/// up to a number of times.
fn tell(done: &Done, tally: &Tally, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    const WARNINGS: u64 = 20;
    const SHOWN: usize = 40;
    let name = harmless(&done.name);
    if done.is_wrong() && !done.is_named && WARNINGS < tally.warnings {
        if tally.warnings == WARNINGS + 1 {
            writeln!(door.err, "warning: and others, which are counted at the end")?;
        }
        return Ok(());
    }
    if let Some(why) = &done.skipped {
        let kind = if done.is_named { "error" } else { "warning" };
        writeln!(door.err, "{kind}: {name} {}", harmless(why))?;
        return Ok(());
    }
    if let Some(words) = &done.unread_day {
        let words: String = harmless(words).replace('\n', " ").chars().take(SHOWN).collect();
        writeln!(
            door.err,
            "warning: {name} has no day: \"{words}\" is none; write it as 2025-12-02"
        )?;
    }
    if done.is_named {
        if done.frame.statements.is_empty() {
            writeln!(door.err, "{name}: no statement found")?;
        } else if !done.is_dated && !json {
            writeln!(door.err, "{name}: without --published DAY, \"on Monday\" stays undated")?;
        }
    }
    Ok(())
}

/// How much has been read.
#[derive(Default)]
struct Tally {
    articles: u64,
    statements: u64,
    undated: u64,
    skipped: u64,
    warnings: u64,
    is_at_fault: bool,
}

impl Tally {
    fn add(&mut self, done: &Done) {
        self.is_at_fault |= done.skipped.is_some() && done.is_named;
        self.warnings += u64::from(done.is_wrong() && !done.is_named);
        if done.skipped.is_some() {
            self.skipped += 1;
            return;
        }
        self.articles += 1;
        self.statements += done.frame.statements.len() as u64;
        self.undated += u64::from(!done.is_dated);
    }

    fn sentence(&self) -> String {
        let counted = |number, what| {
            let plural = if number == 1 { "" } else { "s" };
            format!("{} {what}{plural}", grouped(number))
        };
        let (articles, statements) =
            (counted(self.articles, "article"), counted(self.statements, "statement"));
        let mut sentence = format!("{articles}, {statements}");
        if 0 < self.undated {
            sentence.extend(["; ", &grouped(self.undated), " without a day"]);
        }
        if 0 < self.skipped {
            sentence.extend(["; ", &grouped(self.skipped), " skipped"]);
        }
        sentence
    }
}

/// Shows how far the work is if somebody is looking.
fn bar(door: &Door<'_>) -> ProgressBar {
    if !door.terminal {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{spinner} reading: {msg}").expect("the template is right");
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar
}
