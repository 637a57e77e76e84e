//! Accepting a statement into the ledger.

use std::ops::Range;

use jiff::civil::Date;
use onetext_case::{
    Channel, Entry, Form, NewSource, add_place, add_source, add_statement, slug, unused, voice,
};
use onetext_statement::Statement;

use super::candidate::{Candidate, Issues, is_in_ledger};
use super::{Next, Session};

use crate::door::{Door, Failure};

const LEDGER: &str = "statements.toml";
const SOURCES: &str = "sources.toml";

impl Session {
    pub(super) fn accept(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        self.desk.refresh()?;
        let step = self.step();
        // What is asked on the way is kept, so that it need not be asked twice.
        let mut sources = self.desk.text(SOURCES).to_owned();
        let texts: Vec<usize> = self.texts_of(&self.candidates[self.place]);
        let mut fresh = Vec::new();
        for text in texts {
            let id = &self.texts[text].source;
            if self.desk.case.sources.iter().any(|known| known.id == *id) {
                continue;
            }
            let Some(new) = self.new_source(text, door)? else { return Ok(Next::Ask) };
            let Some(added) = add_source(&sources, &new) else {
                return cannot_write(SOURCES, door);
            };
            sources = added;
            let file = new.file.unwrap_or_else(|| format!("sources/{}.txt", new.id));
            fresh.push((file, self.texts[text].bytes.clone()));
        }
        let Some(entered) = self.entered(door)? else { return Ok(Next::Ask) };
        let (id, ledger) = entered;
        let Some(ledger) = ledger else { return cannot_write(LEDGER, door) };
        let mut files = Vec::new();
        if sources != self.desk.text(SOURCES) {
            files.push((SOURCES, sources));
        }
        files.push((LEDGER, ledger));
        match self.desk.write(files, fresh)? {
            Ok(change) => {
                writeln!(door.err, "entered as {id}")?;
                self.history.push(super::Step { change: Some(change), ..step });
                self.accepted.push(id);
                Ok(Next::Show)
            }
            Err(wrong) => {
                for it in wrong {
                    writeln!(door.err, "not entered: {}", super::show::harmless(&it))?;
                }
                Ok(Next::Ask)
            }
        }
    }

    /// The articles of a candidate, each once.
    fn texts_of(&self, candidate: &Candidate) -> Vec<usize> {
        let of = |it: &Statement| self.texts.iter().position(|text| text.source == it.source);
        let mut found: Vec<usize> = candidate.places().filter_map(of).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// An article as a source; `None` if it cannot be one.
    fn new_source(
        &mut self,
        text: usize,
        door: &mut Door<'_>,
    ) -> Result<Option<NewSource>, Failure> {
        let it = &self.texts[text];
        let outlet = if let Some(outlet) = &it.outlet {
            outlet.clone()
        } else {
            let question = format!("who printed {}", it.source);
            Self::ask(&question, door)?.unwrap_or_default()
        };
        if outlet.trim().is_empty() {
            writeln!(door.err, "a source needs an outlet; give it by --outlet, or here")?;
            return Ok(None);
        }
        let day = if let Some(day) = it.published {
            Some(day)
        } else {
            let question = format!("on which day was {} printed, such as 2025-12-01", it.source);
            Self::ask(&question, door)?.and_then(|it| it.parse::<Date>().ok())
        };
        let Some(day) = day else {
            writeln!(
                door.err,
                "a source needs a day such as 2025-12-01; give it by --published, or here"
            )?;
            return Ok(None);
        };
        self.texts[text].published = Some(day);
        let it = &self.texts[text];
        Ok(Some(NewSource {
            id: it.source.clone(),
            outlet,
            title: it.title.clone(),
            day,
            author: it.author.clone().unwrap_or_default(),
            address: it.address.clone().unwrap_or_default(),
            file: it.file.clone(),
            sha256: it.sha256.clone(),
        }))
    }

    /// The ledger with the statement entered, and the statement's id; `None` if something is missing
    /// that was not answered.
    fn entered(
        &mut self,
        door: &mut Door<'_>,
    ) -> Result<Option<(String, Option<String>)>, Failure> {
        let it = self.candidates[self.place].clone();
        let printed = self.texts[it.text].published;
        if let Some(known) = &it.known
            && self.desk.case.statements.iter().any(|entry| entry.id == *known)
        {
            let first = std::slice::from_ref(&it.statement);
            let mut ledger = Some(self.desk.text(LEDGER).to_owned());
            for (source, at) in [self.places(first), self.places(&it.others)].concat() {
                ledger = ledger.and_then(|text| add_place(&text, known, &source, &at));
            }
            return Ok(Some((known.clone(), ledger)));
        }
        // It was said before it was first printed, wherever its longest wording stands.
        let texts = self.texts_of(&it);
        let first = texts.iter().filter_map(|it| self.texts[*it].published).min();
        let (Some(speaker), Some(when)) = (it.speaker.clone(), it.when(first)) else {
            writeln!(door.err, "nobody is named; `s` says who speaks")?;
            return Ok(None);
        };
        let mut voice_of = voice(&self.desk.case, &speaker, &when);
        if voice_of.is_none() {
            if self.enroll(door)? != Next::Show {
                return Ok(None);
            }
            voice_of = voice(&self.desk.case, &speaker, &when);
        }
        let Some(found) = voice_of else { return Ok(None) };
        if !found.is_in_post {
            let when = &when.text;
            writeln!(
                door.err,
                "{speaker} held no post on {when}; `p` adds one, `d` changes the day"
            )?;
            return Ok(None);
        }
        let it = self.candidates[self.place].clone();
        let stance = it.stance_to_enter().to_owned();
        let claim = it.claim();
        let gist = if let Some(gist) = &it.gist {
            gist.clone()
        } else {
            let otherwise = default_gist(&stance, &it);
            let question = format!("gist, in words of your own; nothing: “{otherwise}”");
            let Some(answer) = Self::ask(&question, door)? else { return Ok(None) };
            if answer.is_empty() { otherwise } else { answer }
        };
        let otherwise = if stance == "conditional-offer" && it.statement.otherwise.is_some() {
            let question = "what follows otherwise, in words of your own; nothing: left out";
            let Some(answer) = Self::ask(question, door)? else { return Ok(None) };
            Some(answer).filter(|it| !it.is_empty())
        } else {
            None
        };
        let holder = it.statement.holder.clone().filter(|wanted| {
            let known = self.desk.case.holders().find(|it| it.1.id == *wanted);
            known.is_some_and(|known| known.0 != found.holder)
        });
        let id = self.id(&found.name, &it, &when.text);
        let (start, end) = it.statement.span();
        let entry = Entry {
            id: id.clone(),
            speaker: found.name,
            holder,
            said: Some(when.text.clone())
                .filter(|it| printed.is_none_or(|day| day.to_string() != *it)),
            stance,
            about: claim.about,
            options: claim.options,
            when: claim.when,
            then: claim.then,
            otherwise,
            gist,
            source: it.statement.source.clone(),
            span: start..end,
            also: self.places(&it.others),
            form: match it.statement.form {
                onetext_statement::Form::Direct => Form::Direct,
                onetext_statement::Form::Mixed => Form::Mixed,
                onetext_statement::Form::Indirect => Form::Indirect,
            },
            channel: if it.statement.is_private { Channel::Private } else { Channel::Public },
        };
        let ledger = add_statement(self.desk.text(LEDGER), &entry);
        Ok(Some((id, ledger)))
    }

    /// Where statements are printed, but for places that the ledger has.
    fn places(&self, statements: &[Statement]) -> Vec<(String, Range<usize>)> {
        let new = statements.iter().filter(|it| !is_in_ledger(&self.desk.case, it));
        new.map(|it| (it.source.clone(), it.span().0..it.span().1)).collect()
    }

    /// An id that says who speaks of what, or when.
    fn id(&self, speaker: &str, it: &Candidate, said: &str) -> String {
        let body = self.desk.case.holders().find(|it| it.1.name == speaker);
        let surname = match body {
            Some((_, body)) => body.id.as_str(),
            None => speaker.split_whitespace().last().unwrap_or(speaker),
        };
        let what =
            it.matter.issues.first().or(it.matter.when.first()).map_or(said, |it| it.0.as_str());
        let wanted = format!("{}-{}", slug(surname, "speaker"), slug(what, "statement"));
        unused(&wanted, |id| self.desk.case.statements.iter().any(|it| it.id == id))
    }
}

/// What a gist says where nobody writes one: the stance and the issues, none of the speaker's words.
fn default_gist(stance: &str, it: &Candidate) -> String {
    let names =
        |issues: &Issues| issues.iter().map(|it| it.0.as_str()).collect::<Vec<_>>().join(", ");
    match (names(&it.matter.issues), names(&it.matter.when)) {
        (issues, when) if issues.is_empty() && when.is_empty() => {
            format!("{stance}; see the words")
        }
        (issues, when) if when.is_empty() => format!("{stance} on {issues}; see the words"),
        (issues, when) if issues.is_empty() => format!("{stance} about {when}; see the words"),
        (issues, when) => format!("{stance} on {issues}, depending on {when}; see the words"),
    }
}

fn cannot_write(path: &str, door: &mut Door<'_>) -> Result<Next, Failure> {
    writeln!(door.err, "{path} has no place for it that can be written to; write it by hand")?;
    Ok(Next::Ask)
}
