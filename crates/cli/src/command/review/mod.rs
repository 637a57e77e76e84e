//! `onetext review`: what was read goes into the ledger, one statement at a time, by hand.
//!
//! The conversation is held on standard error; standard output gets the ids of what was accepted.
//! Whatever is decided is written before the next question is asked.

mod candidate;
mod correct;
mod desk;
mod enter;
mod gather;
mod show;
mod text;

use serde_json::json;

use self::candidate::Candidate;
use self::desk::{Change, Desk};
use self::text::Text;
use crate::arguments::Review;
use crate::door::{Door, Failure, write_json};

pub(crate) fn run(arguments: &Review, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let mut desk = Desk::open(&arguments.case, door)?;
    let texts = text::texts(arguments, &desk, door)?;
    desk.supply(text::of_sources(&texts, &desk));
    let candidates = gather::candidates(arguments, &desk, &texts, door)?;
    let mut session = Session {
        desk,
        texts,
        candidates,
        place: 0,
        history: Vec::new(),
        accepted: Vec::new(),
        rejected: 0,
    };
    session.hold(door)?;
    session.finish(json, door)
}

/// A review in progress.
struct Session {
    desk: Desk,
    texts: Vec<Text>,
    candidates: Vec<Candidate>,
    /// The candidate at hand.
    place: usize,
    history: Vec<Step>,
    /// Ids of the statements that were entered, or that got a place more.
    accepted: Vec<String>,
    rejected: usize,
}

/// What a key changed, so that it can be undone.
struct Step {
    place: usize,
    before: Candidate,
    change: Option<Change>,
    accepted: usize,
    rejected: usize,
}

/// What comes after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The same candidate, shown again.
    Show,
    /// The same candidate, without showing it.
    Ask,
    /// The next candidate.
    Forth,
    /// The end.
    Quit,
}

impl Session {
    fn hold(&mut self, door: &mut Door<'_>) -> Result<(), Failure> {
        let mut next = Next::Show;
        loop {
            if next == Next::Forth {
                self.place += 1;
                next = Next::Show;
            }
            // What was decided, here or in another window, is not asked again.
            let is_past = |it: &Candidate| it.is_put_off || !it.is_open(&self.desk.case);
            while self.candidates.get(self.place).is_some_and(is_past) {
                self.place += 1;
                next = Next::Show;
            }
            let is_over = self.candidates.len() <= self.place;
            if is_over && self.history.is_empty() || door.stop.is_requested() {
                return Ok(());
            }
            if is_over {
                writeln!(door.err, "\nthat was the last; `u` undoes, any other key ends")?;
            } else if next == Next::Show {
                self.show(door)?;
            }
            write!(door.err, "> ")?;
            door.err.flush()?;
            let Some(key) = door.answers.key()? else {
                writeln!(door.err)?;
                return Ok(());
            };
            writeln!(door.err, "{}", show::harmless(&key.to_string()))?;
            next = match key {
                'u' => self.undo(door)?,
                _ if is_over => return Ok(()),
                _ => self.press(key, door)?,
            };
            if next == Next::Quit {
                return Ok(());
            }
        }
    }

    fn press(&mut self, key: char, door: &mut Door<'_>) -> Result<Next, Failure> {
        match key {
            'a' => self.accept(door),
            'r' => self.reject(door),
            's' => self.correct_speaker(door),
            'd' => self.correct_day(door),
            'i' => self.correct_issues(door),
            't' => self.correct_stance(door),
            'g' => self.correct_gist(door),
            'p' => self.enroll(door),
            'n' => self.strike(door),
            'l' => {
                let step = self.step();
                self.history.push(step);
                self.candidates[self.place].is_put_off = true;
                Ok(Next::Forth)
            }
            'q' => Ok(Next::Quit),
            '?' => {
                door.err.write_all(show::HELP.as_bytes())?;
                Ok(Next::Ask)
            }
            _ => {
                writeln!(door.err, "no such key; `?` lists them")?;
                Ok(Next::Ask)
            }
        }
    }

    /// Asks a question; `None` when nobody answers any more.
    fn ask(question: &str, door: &mut Door<'_>) -> Result<Option<String>, Failure> {
        write!(door.err, "{}: ", show::harmless(question))?;
        door.err.flush()?;
        let answer = door.answers.line()?;
        if !door.answers.is_seen() {
            writeln!(door.err, "{}", show::harmless(answer.as_deref().unwrap_or_default()))?;
        }
        Ok(answer)
    }

    /// How things are before a key changes them.
    fn step(&self) -> Step {
        Step {
            place: self.place,
            before: self.candidates[self.place].clone(),
            change: None,
            accepted: self.accepted.len(),
            rejected: self.rejected,
        }
    }

    /// Changes the candidate at hand.
    fn alter(&mut self, change: impl FnOnce(&mut Candidate)) -> Next {
        let step = self.step();
        self.history.push(step);
        change(&mut self.candidates[self.place]);
        Next::Show
    }

    fn undo(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let Some(step) = self.history.pop() else {
            writeln!(door.err, "nothing to undo")?;
            return Ok(Next::Ask);
        };
        if let Some(change) = &step.change
            && !self.desk.undo(change)?
        {
            let path = change.path();
            writeln!(door.err, "cannot undo: {path} was changed by somebody else meanwhile")?;
            self.history.push(step);
            return Ok(Next::Ask);
        }
        match &step.change {
            Some(change) => writeln!(door.err, "undone: {} is as it was", change.path())?,
            None => writeln!(door.err, "undone")?,
        }
        self.place = step.place;
        self.candidates[step.place] = step.before;
        self.accepted.truncate(step.accepted);
        self.rejected = step.rejected;
        Ok(Next::Show)
    }

    fn finish(&self, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
        let left = self.candidates.iter().filter(|it| it.is_open(&self.desk.case)).count();
        if json {
            let told =
                json!({ "accepted": self.accepted, "rejected": self.rejected, "left": left });
            return write_json(&told, door);
        }
        let (accepted, rejected) = (self.accepted.len(), self.rejected);
        writeln!(door.err, "{accepted} accepted, {rejected} rejected, {left} left")?;
        for id in &self.accepted {
            writeln!(door.out, "{id}")?;
        }
        Ok(())
    }
}
