//! From an article to its statements.

use std::ops::Range;

use jiff::civil::Date;

use crate::attribution::{self, Source};
use crate::clause;
use crate::cue;
use crate::indirect;
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
    effort: Effort,
}

impl<'a> Reader<'a> {
    /// A reader that knows the people of a roster and the issues of a case.
    pub fn new(roster: &'a Roster, topics: &'a Topics, effort: Effort) -> Self {
        Self { roster, topics, effort }
    }

    /// As [`read`].
    pub fn read(&self, article: &Article<'_>) -> Vec<Statement> {
        let _ = (self.topics, self.effort);
        read_rules(article, self.roster)
    }
}

fn read_rules(article: &Article<'_>, roster: &Roster) -> Vec<Statement> {
    let text = text::clean(article.bytes);
    let paragraphs = text::split(&text);
    let mut passages = Vec::new();
    for (index, span) in paragraphs.iter().enumerate() {
        if text::is_body(&text[span.clone()]) {
            let next = paragraphs.get(index + 1).map_or("", |it| &text[it.clone()]);
            let continues = next.starts_with(['“', '"', '«', '„']);
            passages.push((index, Passage::new(&text, span.clone(), continues)));
        }
    }
    let names = Names::new(&text, &passages, roster);
    let mut reader = Pass {
        article,
        text: &text,
        roster,
        names,
        persons: Vec::new(),
        others: Vec::new(),
        found: Vec::new(),
    };
    for (paragraph, passage) in &passages {
        reader.read_passage(*paragraph, passage);
    }
    reader.found
}

struct Pass<'a> {
    article: &'a Article<'a>,
    text: &'a str,
    roster: &'a Roster,
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
        let mut parts: Vec<Quoted> = Vec::new();
        let mut indirect: Vec<(Range<usize>, Saying)> = Vec::new();
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
            if !is_quoted && let Some((content, source)) = indirect::find(passage, sentence.clone())
            {
                let saying = self.saying(passage, sentence.clone(), source);
                speaker = Some(saying.speaker.clone());
                indirect.push((content, saying));
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
        let quoted = parts.into_iter().map(|part| {
            let inner = passage.quotes[part.quote].inner.clone();
            let lead = self.text[inner.clone()].len() - self.text[inner.clone()].trim_start().len();
            let length = self.text[inner.clone()].trim().len();
            let span = inner.start + lead..inner.start + lead + length;
            self.statement(paragraph, passage, span, part.form, part.saying.as_ref())
        });
        let reported = indirect.into_iter().map(|(content, saying)| {
            let span = passage.bytes(content);
            self.statement(paragraph, passage, span, Form::Indirect, Some(&saying))
        });
        let mut found: Vec<Statement> = quoted.chain(reported).collect();
        found.sort_by_key(Statement::span);
        self.found.append(&mut found);
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

    fn statement(
        &self,
        paragraph: usize,
        passage: &Passage,
        span: Range<usize>,
        form: Form,
        saying: Option<&Saying>,
    ) -> Statement {
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
            id: format!("{}-{}", self.article.source, span.start),
            source: self.article.source.to_owned(),
            parts: vec![Part { span: (span.start, span.end), words: self.text[span].to_owned() }],
            form,
            speaker: saying.filter(|it| !it.is_unnamed()).map(|it| it.speaker.name.clone()),
            party: party.map(str::to_owned),
            said: when.map(|it| it.said.clone()),
            cue: saying.and_then(|it| words(&it.cue)),
            paragraph,
            said_words: when.and_then(|it| words(&it.items)),
            mention,
            cue_span: saying.filter(|it| !it.cue.is_empty()).map(|it| {
                let bytes = passage.bytes(it.cue.clone());
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
            confidence: Confidence::default(),
        }
    }
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
