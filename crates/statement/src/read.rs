//! From an article to its statements.

use std::ops::Range;

use jiff::civil::Date;

use crate::attribution::{self, Source};
use crate::clause;
use crate::cue;
use crate::indirect;
use crate::label::{self, Model, Paragraph};
use crate::name::{Names, Speaker};
use crate::passage::{Kind, Passage};
use crate::roster::Roster;
use crate::statement::{Article, Confidence, Form, Part, Statement};
use crate::text;
use crate::topic::Topics;
use crate::when::{self, When};
use crate::word;

/// The statements in an article, in the order of their words.
///
/// Quotations come out whole or in the parts in which they are printed; terms and titles in
/// quotation marks do not, nor do headings and embed codes. What is reported without quotation
/// marks comes out where the sentence leaves no doubt.
///
/// # Cost
///
/// Linear in the length of the article; a sentence of more than 300 words is read in pieces.
///
/// # Source
///
/// Own rules, in the manner of the ordered sieves of G. Muzny, M. Fang, A. Chang and D. Jurafsky,
/// "A Two-stage Sieve Approach for Quote Attribution", EACL (2017), pp. 460–470.
///
/// # Examples
///
/// ```
/// use onetext_statement::{Article, Roster, read};
///
/// let text = "“We can wait,” Ana Belo, the envoy of the upper valley, said on Monday.";
/// let published = Some(jiff::civil::date(2025, 12, 2));
/// let article = Article { source: "valley", bytes: text.as_bytes(), published };
/// let statements = read(&article, &Roster::default());
///
/// assert_eq!(statements[0].words(), "We can wait,");
/// assert_eq!(statements[0].speaker.as_deref(), Some("Ana Belo"));
/// assert_eq!(statements[0].said.as_deref(), Some("2025-12-01"));
/// ```
pub fn read(article: &Article<'_>, roster: &Roster) -> Vec<Statement> {
    Reader::new(roster, &Topics::default(), Effort::Full).read(article)
}

/// How much is done to find what stands outside quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// Rules alone: quotations, and what is reported without doubt.
    Rules,
    /// Rules and the learned part.
    #[default]
    Full,
}

/// Reads articles, one after another or many at once, with the same roster and topics.
#[derive(Debug)]
pub struct Reader<'a> {
    roster: &'a Roster,
    topics: &'a Topics,
    model: Option<&'a Model>,
}

impl<'a> Reader<'a> {
    /// A reader that knows the people of a roster and the issues of a case.
    pub fn new(roster: &'a Roster, topics: &'a Topics, effort: Effort) -> Self {
        let model = match effort {
            Effort::Rules => None,
            Effort::Full => Model::bundled(),
        };
        Self { roster, topics, model }
    }

    /// The same with another model, such as one that [`train`](crate::train) made.
    #[must_use]
    pub fn with_model(self, model: &'a Model) -> Self {
        Self { model: Some(model), ..self }
    }

    /// As [`read`].
    pub fn read(&self, article: &Article<'_>) -> Vec<Statement> {
        let _ = self.topics;
        let text = text::clean(article.bytes);
        let paragraphs = text::split(&text);
        let mut passages = Vec::new();
        for (index, span) in paragraphs.iter().enumerate() {
            if text::is_body(&text[span.clone()]) {
                let next = paragraphs.get(index + 1).map_or("", |it| &text[it.clone()]);
                let continues = text::opens_quotation(next);
                passages.push((index, Passage::new(&text, span.clone(), continues)));
            }
        }
        let names = Names::new(&text, &passages, self.roster);
        let mut pass = Pass {
            article,
            text: &text,
            roster: self.roster,
            model: self.model,
            names,
            persons: Vec::new(),
            others: Vec::new(),
            found: Vec::new(),
        };
        for (paragraph, passage) in &passages {
            pass.read_passage(*paragraph, passage);
        }
        pass.found
    }
}

struct Pass<'a> {
    article: &'a Article<'a>,
    text: &'a str,
    roster: &'a Roster,
    model: Option<&'a Model>,
    names: Names<'a>,
    /// People who spoke or acted so far, the latest last; those whom "she" means first.
    persons: Vec<Speaker>,
    /// People named so far, the latest last.
    others: Vec<Speaker>,
    found: Vec<Statement>,
}

/// Who said something, and when, within one passage.
#[derive(Clone)]
struct Saying {
    speaker: Speaker,
    /// Roster place of the body for which an unnamed speaker speaks.
    body: Option<usize>,
    mention: Range<usize>,
    cue: Range<usize>,
    when: Option<When>,
}

impl Saying {
    /// What somebody says without words that say so.
    fn of(speaker: Speaker) -> Self {
        Self { speaker, body: None, mention: 0..0, cue: 0..0, when: None }
    }

    /// Whether all that is known of the speaker is "it".
    fn is_unnamed(&self) -> bool {
        let name = self.speaker.name.to_lowercase().replace('’', "'");
        self.speaker.entry.is_none() && matches!(word::pronoun(&name), "it" | "its")
    }
}

/// A quotation that may be a statement.
struct Quoted {
    /// Place in the passage's quotations.
    quote: usize,
    form: Form,
    /// Whether it stands on its own, as a sentence or more.
    is_whole: bool,
    saying: Option<Saying>,
    /// Who spoke or acted last before it, and whether in the same passage.
    previous: Option<Speaker>,
    is_previous_here: bool,
}

impl Pass<'_> {
    fn read_passage(&mut self, paragraph: usize, passage: &Passage) {
        let learned = self.model.map(|model| {
            let made = Paragraph::new(self.text, passage);
            let found = label::find(model, passage, &made, paragraph == 0);
            (made, found)
        });
        let mut parts: Vec<Quoted> = Vec::new();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut previous = self.persons.last().cloned();
        let mut is_previous_here = false;
        for sentence in &passage.sentences {
            let mut speaker = None;
            let mut is_quoted = false;
            for item in sentence.clone() {
                let Some(Kind::Quote(quote)) = passage.kind(item) else { continue };
                let Some(mut part) = self.read_quote(passage, sentence.clone(), item, quote) else {
                    continue;
                };
                part.previous.clone_from(&previous);
                part.is_previous_here = is_previous_here;
                is_quoted = true;
                speaker = part.saying.as_ref().map(|it| it.speaker.clone()).or(speaker);
                parts.push(part);
            }
            let known = drafts.len();
            match &learned {
                Some((made, found)) => {
                    let here = found.iter().filter(|it| {
                        let item = made.tokens[it.cue.start].item as usize;
                        sentence.contains(&item)
                    });
                    let here = here.map(|it| self.learned(passage, sentence.clone(), made, it));
                    drafts.extend(here);
                }
                None if !is_quoted => {
                    if let Some((content, source)) = indirect::find(passage, sentence.clone()) {
                        let saying = Some(self.saying(passage, sentence.clone(), source));
                        drafts.push(Draft::indirect(passage.bytes(content), saying));
                    }
                }
                None => {}
            }
            if speaker.is_none() {
                let sayings = drafts[known..].iter().filter_map(|it| it.saying.as_ref());
                speaker = sayings.map(|it| it.speaker.clone()).next();
            }
            let main = || {
                let subject = clause::main_subject(passage, sentence.clone())?;
                Some(self.resolve(passage, sentence.clone(), subject))
            };
            if let Some(speaker) = speaker.clone().or_else(|| main().filter(|it| it.is_person)) {
                previous = Some(speaker);
                is_previous_here = true;
            }
            let people = self.names.people(passage, sentence.clone());
            let next = speaker
                .filter(|it| it.is_person)
                .or_else(|| main().filter(|it| it.is_person))
                .or_else(|| people.iter().find(|it| it.1).map(|it| it.0.clone()));
            for (person, _) in people {
                remember(&mut self.others, person);
            }
            if let Some(person) = next {
                remember(&mut self.persons, person);
            }
        }
        carry_over(&mut parts);
        unite(self.text, passage, &mut drafts, parts);
        let mut found: Vec<Statement> = drafts
            .iter()
            .filter(|it| !it.spans.is_empty())
            .map(|it| self.statement(paragraph, passage, it))
            .collect();
        found.sort_by_key(Statement::span);
        self.found.append(&mut found);
    }

    /// What the model found, with who says it.
    fn learned(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        made: &Paragraph,
        found: &label::Found,
    ) -> Draft {
        let items = |it: &Range<usize>| {
            made.tokens[it.start].item as usize..made.tokens[it.end - 1].item as usize + 1
        };
        let bytes =
            |it: &Range<usize>| made.tokens[it.start].span.start..made.tokens[it.end - 1].span.end;
        let cue = items(&found.cue);
        let mention = found
            .source
            .iter()
            .map(items)
            .find(|it| !it.clone().any(|at| clause::is_quote(passage, at)));
        let saying = match mention {
            Some(mention) => {
                Some(self.saying(passage, sentence, Source { mention, cue: cue.clone() }))
            }
            None => None,
        };
        Draft {
            spans: found.content.iter().map(bytes).collect(),
            form: Form::Indirect,
            saying,
            cue,
            sureness: f64::from(found.sureness),
        }
    }

    /// The quotation at an item, unless it is a term or a title.
    fn read_quote(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        item: usize,
        quote: usize,
    ) -> Option<Quoted> {
        const TERM_WORDS: usize = 4;
        let inner = &self.text[passage.quotes[quote].inner.clone()];
        let words = inner.split_whitespace().count();
        let opening = |it: char| it.is_whitespace() || "[(….‘'".contains(it);
        let first = inner.trim_start_matches(opening);
        let is_upper = first.starts_with(|it: char| !it.is_lowercase());
        let ends = inner.trim_end().ends_with(['.', ',', '?', '!', '…', '—', '–'])
            || passage.kind(item + 1) == Some(Kind::Comma);
        let before = item.checked_sub(1).filter(|&it| sentence.start <= it);
        let is_apart = before.is_none_or(|it| !passage.is_word(it));
        let is_label = before.is_some_and(|it| cue::is_label(passage, it));
        let alone = sentence
            .clone()
            .all(|it| !passage.is_word(it) && passage.kind(it) != Some(Kind::Other));
        let source = attribution::source(passage, self.text, sentence.clone(), item);
        let is_spoken = before
            .is_some_and(|it| cue::cue(passage, it).is_some_and(|it| it.class == cue::Class::Say));
        let follows =
            sentence.start < item && (sentence.start..item).any(|it| clause::is_quote(passage, it));
        let is_direct = (is_apart || is_spoken && TERM_WORDS <= words)
            && (is_upper || follows)
            && (ends || TERM_WORDS < words);
        let form = if is_direct { Form::Direct } else { Form::Mixed };
        // "On its “Voices of the Valley,” she said", as against "called it “Valley of Tears.”"
        let is_place = before.is_some_and(|it| {
            let word = passage.lower(it);
            word::is_preposition(word) || word::is_determiner(word) || word.ends_with("'s")
        });
        if is_label || !alone && is_title(inner) && (is_place || source.is_none()) {
            return None;
        }
        let is_long = TERM_WORDS < words;
        let is_whole = alone && (is_long || ends && is_upper);
        if source.is_none() && !is_whole && !is_long {
            return None;
        }
        // Without a source, a person who acts in the sentence is its likely speaker.
        let saying = source.map(|it| self.saying(passage, sentence.clone(), it)).or_else(|| {
            let mention = clause::main_subject(passage, sentence.clone()).filter(|_| !alone)?;
            let speaker = self.resolve(passage, sentence, mention.clone());
            let cue = mention.end..mention.end;
            speaker.is_person.then_some(Saying { speaker, body: None, mention, cue, when: None })
        });
        Some(Quoted { quote, form, is_whole, saying, previous: None, is_previous_here: false })
    }

    fn saying(&self, passage: &Passage, sentence: Range<usize>, source: Source) -> Saying {
        let Source { mention, cue } = source;
        let speaker = self.resolve(passage, sentence.clone(), mention.clone());
        let body = match speaker.entry {
            Some(_) => None,
            None => self.names.body_of(passage, mention.clone()),
        };
        let when = self.when(passage, sentence, &mention, &cue);
        Saying { speaker, body, mention, cue, when }
    }

    /// Who is meant; a pronoun means the person last spoken of whom it fits.
    fn resolve(&self, passage: &Passage, sentence: Range<usize>, phrase: Range<usize>) -> Speaker {
        let pronoun = match word::pronoun(passage.lower(phrase.start)) {
            "he" | "his" => "he",
            "she" | "her" => "she",
            _ => return self.names.resolve(passage, phrase),
        };
        let within = self.names.people(passage, sentence.start..phrase.start);
        let subject = within.iter().find(|it| it.1).map(|it| &it.0);
        let mut meant =
            subject.into_iter().chain(self.persons.iter().rev()).chain(self.others.iter().rev());
        meant.find(|it| self.names.fits(it, pronoun)).cloned().unwrap_or_else(|| Speaker {
            name: text::on_one_line(&self.text[passage.bytes(phrase)]),
            entry: None,
            is_person: false,
        })
    }

    /// The time in the clause that reports, not in what is reported.
    fn when(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        mention: &Range<usize>,
        cue: &Range<usize>,
    ) -> Option<When> {
        const NEAR: usize = 4;
        let start = mention.end.max(cue.end);
        let stop = (start..sentence.end).find(|&it| {
            let word = passage.lower(it);
            !passage.is_word(it) && passage.kind(it) != Some(Kind::Dash)
                || word::is_subordinator(word)
                || word::is_auxiliary(word)
                || cue::cue(passage, it).is_some()
        });
        let end = match stop {
            Some(it) if passage.is_word(it) && passage.lower(it) != "that" => it.min(start + NEAR),
            Some(it) if passage.lower(it + 1).parse::<u16>().is_ok() => it + 2,
            Some(it) => it,
            None => sentence.end,
        };
        let find = |range| when::find(passage, range, self.article.published);
        if let Some(found) = find(start..end) {
            return Some(found);
        }
        // Before the cue, by parts between commas; not in "after …," or "who …,".
        let first = (sentence.start..cue.start)
            .rev()
            .find(|&it| clause::is_quote(passage, it))
            .map_or(sentence.start, |it| it + 1);
        let mut from = first;
        while from < cue.start {
            let to = (from..cue.start)
                .find(|&it| !passage.is_word(it) && !passage.lower(it + 1).starts_with("20"))
                .unwrap_or(cue.start);
            let word = passage.lower(from);
            let is_other = word::is_subordinator(word) && word != "even"
                || matches!(word, "after" | "before" | "following" | "since" | "until");
            if !is_other && let Some(found) = find(from..to) {
                return Some(found);
            }
            from = to + 1;
        }
        None
    }

    fn statement(&self, paragraph: usize, passage: &Passage, draft: &Draft) -> Statement {
        let saying = draft.saying.as_ref();
        let start = draft.spans.first().map_or(0, |it| it.start);
        let part = |it: &Range<usize>| Part {
            span: (it.start, it.end),
            words: self.text[it.clone()].to_owned(),
        };
        let words = |items: &Range<usize>| {
            let span = passage.bytes(items.clone());
            (!items.is_empty()).then(|| text::on_one_line(&self.text[span.clone()]))
        };
        let when = saying.and_then(|it| it.when.as_ref());
        let time: Option<(Date, Date)> =
            when.map(|it| it.days).or(self.article.published.map(|it| (it, it)));
        let entry = saying.and_then(|it| it.speaker.entry.or(it.body));
        let party = entry.and_then(|it| self.roster.entries[it].holder_at(time));
        let mention = saying.filter(|it| !it.mention.is_empty()).map(|it| {
            let bytes = passage.bytes(it.mention.clone());
            (bytes.start, bytes.end)
        });
        Statement {
            id: format!("{}-{start}", self.article.source),
            source: self.article.source.to_owned(),
            parts: draft.spans.iter().map(part).collect(),
            form: draft.form,
            speaker: saying.filter(|it| !it.is_unnamed()).map(|it| it.speaker.name.clone()),
            party: party.map(str::to_owned),
            said: when.map(|it| it.said.clone()),
            cue: words(&draft.cue),
            paragraph,
            said_words: when.and_then(|it| words(&it.items)),
            mention,
            cue_span: (!draft.cue.is_empty()).then(|| {
                let bytes = passage.bytes(draft.cue.clone());
                (bytes.start, bytes.end)
            }),
            holder: None,
            venue: None,
            addressee: None,
            is_private: false,
            about: Vec::new(),
            stance: None,
            condition: None,
            consequence: None,
            otherwise: None,
            confidence: Confidence { words: draft.sureness, ..Confidence::default() },
        }
    }
}

/// A statement in the making.
struct Draft {
    /// Bytes of the words.
    spans: Vec<Range<usize>>,
    form: Form,
    saying: Option<Saying>,
    /// Items of the word that reports; empty if none.
    cue: Range<usize>,
    sureness: f64,
}

impl Draft {
    /// What a rule found outside quotation marks.
    fn indirect(span: Range<usize>, saying: Option<Saying>) -> Self {
        const SURENESS: f64 = 0.8;
        let cue = saying.as_ref().map_or(0..0, |it| it.cue.clone());
        Self { spans: vec![span], form: Form::Indirect, saying, cue, sureness: SURENESS }
    }

    fn overlap(&self, span: &Range<usize>) -> usize {
        let shared =
            |it: &Range<usize>| it.end.min(span.end).saturating_sub(it.start.max(span.start));
        self.spans.iter().map(shared).sum()
    }
}

/// Joins quotations to what was found around them; those that are left stand for themselves.
fn unite(text: &str, passage: &Passage, drafts: &mut Vec<Draft>, parts: Vec<Quoted>) {
    const SURENESS: f64 = 0.93;
    let learned = drafts.len();
    for part in parts {
        let quote = &passage.quotes[part.quote];
        let inner = &text[quote.inner.clone()];
        let lead = inner.len() - inner.trim_start().len();
        let start = quote.inner.start + lead;
        let span = start..start + inner.trim().len();
        let cue = part.saying.as_ref().map_or(0..0, |it| it.cue.clone());
        let same = |it: &Draft| !cue.is_empty() && it.cue.start < cue.end && cue.start < it.cue.end;
        let is_twin = |it: &Draft| {
            let both = it.saying.as_ref().zip(part.saying.as_ref());
            both.is_some_and(|(a, b)| a.cue == b.cue && a.mention == b.mention)
        };
        let at = (0..drafts.len())
            .filter(|&it| 0 < drafts[it].overlap(&quote.outer))
            .max_by_key(|&it| (same(&drafts[it]), drafts[it].overlap(&quote.outer)))
            .or_else(|| drafts[..learned].iter().position(same))
            .or_else(|| (learned..drafts.len()).find(|&it| is_twin(&drafts[it])));
        let Some(at) = at else {
            let Quoted { form, saying, .. } = part;
            drafts.push(Draft { spans: vec![span], form, saying, cue, sureness: SURENESS });
            continue;
        };
        let shared = same(&drafts[at]);
        for (other, draft) in drafts.iter_mut().enumerate() {
            if other != at {
                draft.spans.retain(|it| it.end <= span.start || span.end <= it.start);
            }
        }
        let draft = &mut drafts[at];
        if shared || draft.saying.is_none() {
            draft.saying = part.saying.or(draft.saying.take());
        }
        join(text, draft, &quote.outer, span, part.form);
    }
}

/// Adds a quotation to the words of a draft.
fn join(text: &str, draft: &mut Draft, outer: &Range<usize>, span: Range<usize>, form: Form) {
    let is_letter = |it: char| it.is_alphanumeric();
    let mut whole = outer.clone();
    draft.spans.retain(|it| {
        let touches = it.start < outer.end && outer.start < it.end;
        if touches {
            whole = whole.start.min(it.start)..whole.end.max(it.end);
        }
        !touches
    });
    // Only the quotation, or more with it.
    let is_bare = !text[whole.start..outer.start].contains(is_letter)
        && !text[outer.end..whole.end].contains(is_letter);
    let is_first = draft.spans.is_empty();
    draft.spans.push(if is_bare { span } else { whole });
    draft.spans.sort_by_key(|it| it.start);
    draft.form = match (is_bare, is_first) {
        (true, true) => form,
        (true, false) => draft.form.min(form),
        (false, _) => Form::Mixed,
    };
    draft.sureness = draft.sureness.max(0.8);
}

/// Gives parts without a source of their own the source of the part before them in the passage,
/// else whoever spoke last in it, else the source of the part after them, else whoever spoke last
/// before the passage.
fn carry_over(parts: &mut [Quoted]) {
    let next = parts.iter().find_map(|part| part.saying.clone());
    let mut last = None;
    for part in parts {
        if part.saying.is_some() {
            last.clone_from(&part.saying);
        } else if part.is_whole {
            let previous = part.previous.clone().map(Saying::of);
            let is_here = part.is_previous_here;
            let here = previous.clone().filter(|_| is_here);
            part.saying = last.clone().or(here).or_else(|| next.clone()).or(previous);
        }
    }
}

/// Notes somebody as the one spoken of last; those spoken of long ago are forgotten.
fn remember(persons: &mut Vec<Speaker>, person: Speaker) {
    const REMEMBERED: usize = 8;
    persons.retain(|it| it.name != person.name);
    if REMEMBERED <= persons.len() {
        persons.remove(0);
    }
    persons.push(person);
}

/// Whether words are capitalized as in the title of a book.
fn is_title(words: &str) -> bool {
    const SMALL: usize = 3;
    let mut long = words.split_whitespace().filter(|it| SMALL < it.chars().count()).peekable();
    words.split_whitespace().nth(1).is_some()
        && long.peek().is_some()
        && long.all(|it| it.starts_with(char::is_uppercase))
}
