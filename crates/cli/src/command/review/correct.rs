//! Correcting what was read, before it is accepted.

use onetext_case::{
    Body, Issue, Observer, ObserverKind, Person, When, WordList, add_alias, add_observer,
    add_person, add_rejected, add_word, likeliest, slug, stance_needs, stances, unused, voice,
};
use onetext_statement::Statement;

use super::candidate::{Issues, Matter};
use super::{Next, Session};
use crate::door::{Door, Failure};

const CASE: &str = "case.toml";
const READING: &str = "reading.toml";

/// Stances that are entered with a condition.
const BRANCHED: [&str; 3] = ["conditional-offer", "only-if", "ultimatum"];

impl Session {
    pub(super) fn correct_speaker(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let Some(answer) = Self::ask("who says it", door)? else { return Ok(Next::Quit) };
        if answer.is_empty() {
            return Ok(Next::Ask);
        }
        let it = &self.candidates[self.place];
        let when = it.when(self.texts[it.text].published);
        let found = when.as_ref().and_then(|when| voice(&self.desk.case, &answer, when));
        let Some(found) = found else {
            let known = self.desk.case.holders().flat_map(|(_, body)| {
                let people = body.people.iter().map(|it| it.name.as_str());
                people.chain([body.name.as_str()])
            });
            if let Some(near) = likeliest(&answer, known).filter(|it| *it != answer) {
                writeln!(door.err, "nobody in the case is called so; there is {near}")?;
            } else {
                writeln!(door.err, "nobody in the case is called so yet; `p` says for whom")?;
            }
            return Ok(self.alter(|it| it.speaker = Some(answer)));
        };
        let name = found.name.clone();
        let next = self.alter(|it| it.speaker = Some(name));
        // What the article calls the speaker may be a name to remember.
        let mention = self.mention(&self.candidates[self.place].statement).filter(|mention| {
            mention.chars().next().is_some_and(char::is_uppercase)
                && !found.name.contains(mention.as_str())
                && self.candidates[self.place].statement.speaker.as_ref() == Some(mention)
        });
        if let Some(mention) = mention {
            let question = format!("is “{mention}” another name of {}, y or n", found.name);
            let Some(answer) = Self::ask(&question, door)? else { return Ok(Next::Quit) };
            if answer.eq_ignore_ascii_case("y") {
                let Some(holder) = self.holder_id(found.holder) else { return Ok(next) };
                let is_body = self
                    .desk
                    .case
                    .holders()
                    .any(|it| it.0 == found.holder && it.1.name == found.name);
                let person = (!is_body).then_some(found.name.as_str());
                let text = add_alias(self.desk.text(CASE), &holder, person, &mention);
                self.write_correction(CASE, text, door)?;
            }
        }
        Ok(next)
    }

    /// The words of the article for the speaker.
    fn mention(&self, statement: &Statement) -> Option<String> {
        let text = self.texts.iter().find(|it| it.source == statement.source)?;
        let words = text.words(statement.mention?)?;
        Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty())
    }

    pub(super) fn correct_day(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let question =
            "when was it said, such as 2025-12-01 or 2025-W48; nothing: when it was printed";
        let Some(answer) = Self::ask(question, door)? else { return Ok(Next::Quit) };
        if answer.is_empty() {
            return Ok(self.alter(|it| it.said = None));
        }
        let Some(when) = When::parse(&answer) else {
            writeln!(door.err, "this is no day, week, month or interval")?;
            return Ok(Next::Ask);
        };
        let printed = self.texts[self.candidates[self.place].text].published;
        if printed.is_some_and(|it| it < when.from) {
            writeln!(door.err, "that is after the article was printed")?;
            return Ok(Next::Ask);
        }
        Ok(self.alter(|it| it.said = Some(answer)))
    }

    pub(super) fn correct_issues(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let question = format!("issues, such as {}; `-` for none", self.issues_for_example());
        let Some(answer) = Self::ask(&question, door)? else { return Ok(Next::Quit) };
        if answer.is_empty() {
            return Ok(Next::Ask);
        }
        let (issues, when) = match answer.strip_prefix("if ") {
            Some(when) => ("", when),
            None => answer.split_once(" if ").unwrap_or((&answer, "")),
        };
        let Some(issues) = self.typed(issues, door)? else { return Ok(Next::Ask) };
        let Some(when) = self.typed(when, door)? else { return Ok(Next::Ask) };
        let matter = Matter { issues, when };
        let next = self.alter(|it| it.matter = matter);
        let it = &self.candidates[self.place];
        let stance = it.stance.as_deref().unwrap_or("position");
        if !it.matter.when.is_empty() && !BRANCHED.contains(&stance) {
            let stances = BRANCHED.join("`, `");
            writeln!(
                door.err,
                "a condition is entered only with the stances `{stances}`; `t` sets one"
            )?;
        }
        Ok(next)
    }

    /// How issues of the case are typed, without options, with one, and as branches.
    fn issues_for_example(&self) -> String {
        let mut issues = self.desk.case.issues.iter();
        let (Some(one), Some(other)) = (issues.next(), issues.next()) else {
            let id = self.desk.case.issues.first().map_or("ISSUE", |it| it.id.as_str());
            return format!("`{id}`");
        };
        let named = |issue: &Issue| {
            let option = issue.options.first().map_or("OPTION", |it| it.id.as_str());
            format!("{}={option}", issue.id)
        };
        let (first, second) = (named(one), named(other));
        format!("`{}, {second}`, or `{first} if {second}`", one.id)
    }

    /// Issues as they are typed; `None`, and it is told, if one of them is not of the case.
    fn typed(&self, answer: &str, door: &mut Door<'_>) -> Result<Option<Issues>, Failure> {
        let mut issues = Issues::new();
        let named = answer.split(',').map(str::trim).filter(|it| !it.is_empty() && *it != "-");
        for one in named {
            // A bound, such as `dam=<= 3`, has an equals sign of its own.
            let (issue, options) = one.split_once('=').unwrap_or((one, ""));
            let (issue, options) = (issue.trim(), options.split('|').map(str::trim));
            let options: Vec<String> =
                options.filter(|it| !it.is_empty()).map(str::to_owned).collect();
            let Some(known) = self.desk.case.issues.iter().find(|it| it.id == issue) else {
                let known = self.desk.case.issues.iter().map(|it| it.id.as_str());
                say_nearest("issue", issue, known, door)?;
                return Ok(None);
            };
            // `not low` and bounds are left to the check.
            let is_id = |it: &&String| !it.contains([' ', '<', '>']);
            for option in options.iter().filter(is_id) {
                if !known.options.iter().any(|it| it.id == *option) {
                    let known = known.options.iter().map(|it| it.id.as_str());
                    say_nearest("option", option, known, door)?;
                    return Ok(None);
                }
            }
            match issues.iter_mut().find(|it| it.0 == issue) {
                Some((_, known)) => known.extend(options),
                None => issues.push((issue.to_owned(), options)),
            }
        }
        Ok(Some(issues))
    }

    pub(super) fn correct_stance(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let question = "stance, such as demand; `?` lists them";
        let Some(answer) = Self::ask(question, door)? else { return Ok(Next::Quit) };
        if answer.is_empty() {
            return Ok(Next::Ask);
        }
        if answer == "?" {
            writeln!(door.err, "{}", stances().join(", "))?;
            return Ok(Next::Ask);
        }
        let Some(needs) = stance_needs(&answer) else {
            say_nearest("stance", &answer, stances().iter().copied(), door)?;
            return Ok(Next::Ask);
        };
        let beside: Vec<&str> = needs.iter().copied().filter(|it| *it != "options").collect();
        let matter = &self.candidates[self.place].matter;
        if BRANCHED.contains(&&*answer) {
            if matter.when.is_empty() {
                writeln!(door.err, "`i` gives both branches, such as `dam=low if tolls=shared`")?;
            }
        } else if !beside.is_empty() {
            let beside = beside.join(" and ");
            writeln!(
                door.err,
                "`{answer}` needs {beside}, which are written into statements.toml by hand"
            )?;
        }
        Ok(self.alter(|it| it.stance = Some(answer)))
    }

    pub(super) fn correct_gist(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let Some(answer) = Self::ask("gist", door)? else { return Ok(Next::Quit) };
        Ok(self.alter(|it| it.gist = (!answer.is_empty()).then_some(answer)))
    }

    /// Enters for whom the speaker speaks into the roster.
    pub(super) fn enroll(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let Some(speaker) = self.candidates[self.place].speaker.clone() else {
            writeln!(door.err, "nobody is named; `s` says who speaks")?;
            return Ok(Next::Ask);
        };
        let ids: Vec<&str> = self.desk.case.holders().map(|it| it.1.id.as_str()).collect();
        let id = ids.first().copied().unwrap_or("ID");
        let question = format!(
            "for whom does {speaker} speak, of {}; with a post and its days: `{id}, envoy, \
             2025-01-31, 2025-12-31`; a name of one of these: `{id}, alias`",
            ids.join(", ")
        );
        let Some(answer) = Self::ask(&question, door)? else { return Ok(Next::Quit) };
        let mut parts = answer.split(',').map(str::trim);
        let whom = parts.next().unwrap_or_default().to_owned();
        let (post, from, to) = (parts.next(), parts.next(), parts.next());
        if whom.is_empty() {
            return Ok(Next::Ask);
        }
        let mut days = [None, None];
        for (day, text) in days.iter_mut().zip([from, to]) {
            let text = text.unwrap_or_default();
            *day = text.parse().ok();
            if day.is_none() && !text.is_empty() {
                writeln!(
                    door.err,
                    "`{}` is no day such as 2025-12-01",
                    super::show::harmless(text)
                )?;
                return Ok(Next::Ask);
            }
        }
        let [from, to] = days;
        let post = post.unwrap_or_default().to_owned();
        let person =
            Person { name: speaker.clone(), post: post.clone(), from, to, ..Person::default() };
        let named = self.desk.case.holders().find(|(_, it)| it.id == whom || it.name == whom);
        let named = named.map(|(_, it)| it.id.clone());
        let text = match named {
            Some(id) if post == "alias" => add_alias(self.desk.text(CASE), &id, None, &speaker),
            Some(id) => add_person(self.desk.text(CASE), &id, &person),
            None => {
                let ids = self.desk.case.holders().map(|it| it.1.id.as_str());
                say_nearest("party, mediator or observer", &whom, ids, door)?;
                let question = "as a new observer: expert, press or body; nothing: not at all";
                let Some(kind) = Self::ask(question, door)? else { return Ok(Next::Quit) };
                let kind = match kind.as_str() {
                    "expert" => ObserverKind::Expert,
                    "press" => ObserverKind::Press,
                    "body" => ObserverKind::Body,
                    _ => return Ok(Next::Ask),
                };
                let taken = |id: &str| self.desk.case.holders().any(|it| it.1.id == id);
                let id = unused(&slug(&whom, "observer"), taken);
                let people = if whom == speaker { Vec::new() } else { vec![person] };
                let body = Body { id, name: whom, people, ..Body::default() };
                add_observer(self.desk.text(CASE), &Observer { body, kind })
            }
        };
        self.write_correction(CASE, text, door)
    }

    /// Notes what reading took for a speaker, speech or a report, and is none.
    pub(super) fn strike(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        let it = &self.candidates[self.place].statement;
        let question = "what is wrong: s, that is no speaker; t, a term that nobody says; c, that word reports nothing";
        let (speaker, words, cue) = (it.speaker.clone(), it.words(), it.cue.clone());
        let form = it.form;
        let Some(answer) = Self::ask(question, door)? else { return Ok(Next::Quit) };
        let (list, word) = match answer.as_str() {
            "s" => (WordList::NotSpeakers, speaker),
            "t" if form != onetext_statement::Form::Indirect => {
                // Of words with quotation marks among them, the term is what they mark.
                let term = onetext::quoted(&words).first().copied().unwrap_or(&words).to_owned();
                (WordList::NotSpeech, Some(term))
            }
            "t" => {
                writeln!(door.err, "there are no quotation marks here; `r` rejects it")?;
                return Ok(Next::Ask);
            }
            "c" => (WordList::NotCues, cue),
            _ => return Ok(Next::Ask),
        };
        let Some(word) = word else {
            writeln!(door.err, "there is none")?;
            return Ok(Next::Ask);
        };
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_name = |body: &Body| {
            let people = body.people.iter().map(|it| &it.name);
            people.chain([&body.name, &body.id]).any(|it| *it == word)
        };
        if list == WordList::NotSpeakers && self.desk.case.holders().any(|it| is_name(it.1)) {
            writeln!(door.err, "{word} speaks in this case; `s` says who speaks here")?;
            return Ok(Next::Ask);
        }
        self.desk.refresh()?;
        let text = add_word(self.desk.text(READING), list, &word);
        let next = self.write_correction(READING, text, door)?;
        // A quotation that has lost its speaker is still to be decided.
        let case = &self.desk.case;
        for it in &mut self.candidates {
            let heeded = onetext::heed(&case.reading, vec![it.statement.clone()]);
            if let Some(heeded) = heeded.into_iter().next()
                && it.speaker == it.statement.speaker
                && heeded.speaker.is_none()
            {
                it.speaker = None;
            }
        }
        Ok(next)
    }

    pub(super) fn reject(&mut self, door: &mut Door<'_>) -> Result<Next, Failure> {
        self.desk.refresh()?;
        let mut text = Some(self.desk.text(READING).to_owned());
        for place in self.candidates[self.place].places() {
            let (start, end) = place.span();
            text = text.and_then(|it| add_rejected(&it, &place.source, &(start..end)));
        }
        let next = self.write_correction(READING, text, door)?;
        if next == Next::Show {
            self.rejected += 1;
            writeln!(door.err, "rejected; it stands in {READING}")?;
        }
        Ok(next)
    }

    /// Writes a file of corrections, or says why not.
    fn write_correction(
        &mut self,
        path: &'static str,
        text: Option<String>,
        door: &mut Door<'_>,
    ) -> Result<Next, Failure> {
        let Some(text) = text else {
            writeln!(
                door.err,
                "{path} has no place for it that can be written to; write it by hand"
            )?;
            return Ok(Next::Ask);
        };
        let mut step = self.step();
        match self.desk.write(vec![(path, text)], Vec::new())? {
            Ok(change) => {
                step.change = Some(change);
                self.history.push(step);
                Ok(Next::Show)
            }
            Err(wrong) => {
                for it in wrong {
                    writeln!(door.err, "not written: {}", super::show::harmless(&it))?;
                }
                Ok(Next::Ask)
            }
        }
    }
}

/// Says that a name is not known, and which may be meant.
fn say_nearest<'a>(
    what: &str,
    wrong: &str,
    known: impl Iterator<Item = &'a str>,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let wrong = super::show::harmless(wrong);
    let known: Vec<&str> = known.collect();
    let help = match likeliest(&wrong, known.iter().copied()) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("known: {}", known.join(", ")),
    };
    Ok(writeln!(door.err, "there is no {what} `{wrong}`; {help}")?)
}
