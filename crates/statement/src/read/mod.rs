//! From an article to its statements.

mod day;
mod entry;
mod learned;
mod quoted;
mod saying;
mod told;
mod transcript;
mod turn;

use std::mem;
use std::ops::Range;

use self::day::{Day, Spoke};
use self::entry::Entries;
use self::learned::{is_condition, is_reduced, is_subject};
use self::turn::Turn;
use crate::about::{Around, Index};
use crate::attribution::Source;
use crate::clause;
use crate::draft::{self, Draft, Quoted, Saying, Voice};
use crate::indirect;
use crate::label::{self, Model, Paragraph};
use crate::passage::{Kind, Passage};
use crate::roster::Roster;
use crate::statement::{Article, Form, Statement};
use crate::text;
use crate::topic::Topics;
use crate::who::{Known, Names};
use crate::zone::{self, Zone};

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
    known: Known<'a>,
    issues: Index,
    model: Option<&'a Model>,
    reads_titles: bool,
}

impl<'a> Reader<'a> {
    /// A reader that knows the people of a roster and the issues of a case.
    pub fn new(roster: &'a Roster, topics: &Topics, effort: Effort) -> Self {
        let model = match effort {
            Effort::Rules => None,
            Effort::Full => Model::bundled(),
        };
        Self { known: Known::new(roster), issues: Index::new(topics), model, reads_titles: false }
    }

    /// The same with another model, such as one that [`train`](crate::train) made.
    #[must_use]
    pub fn with_model(self, model: &'a Model) -> Self {
        Self { model: Some(model), ..self }
    }

    /// The same, reading headlines and headings too, as corpora that annotate them ask for.
    #[must_use]
    pub fn with_titles(self) -> Self {
        Self { reads_titles: true, ..self }
    }

    /// As [`read`].
    pub fn read(&self, article: &Article<'_>) -> Vec<Statement> {
        let text = text::clean(article.bytes);
        let paragraphs = text::continued(&text);
        let lower = text.to_ascii_lowercase();
        let mut passages = Vec::with_capacity(paragraphs.len());
        let mut entries = Entries::new(article.published);
        let mut words = Vec::with_capacity(paragraphs.len());
        for (index, (span, continues)) in paragraphs.iter().enumerate() {
            let zone = zone::of(&text[span.clone()]);
            if zone == Zone::Body || self.reads_titles && zone == Zone::Heading {
                let stamp = zone::stamp(&text[span.clone()]);
                let before = stamp.or_else(|| zone::dateline(&text[span.clone()]));
                let start = span.start + before.map_or(0, str::len);
                let lower = &lower[start..span.end];
                passages.push((index, Passage::new(&text, lower, start..span.end, *continues)));
                entries.read(stamp);
                words.push(&text[start..span.end]);
            } else {
                entries.pass(zone, &text[span.clone()]);
            }
        }
        let names = Names::new(&text, &passages, &self.known, article.published);
        let speeches = transcript::speeches(&words);
        let interviewed = transcript::interviewed(&text, &names, &passages, &speeches);
        let mut pass = Pass {
            article,
            text: &text,
            title: Around::new(paragraphs.first().map_or("", |it| &text[it.0.clone()])),
            issues: &self.issues,
            model: self.model,
            names,
            last: None,
            interviewed,
            speaking: None,
            turns: Vec::new(),
            spoke: Vec::new(),
            stamp: None,
            parts: Vec::new(),
            drafts: Vec::new(),
            found: Vec::new(),
        };
        let entries = entries.finish();
        for (((paragraph, passage), entry), speech) in passages.iter().zip(entries).zip(speeches) {
            if let Some(entry) = entry {
                pass.note_entry(entry);
            }
            match pass.read_speech(passage, speech) {
                Some(mut said) => pass.tell(*paragraph, passage, &mut said),
                None => pass.read_passage(*paragraph, passage),
            }
        }
        pass.found
    }
}

struct Pass<'a> {
    article: &'a Article<'a>,
    text: &'a str,
    /// The first paragraph.
    title: Around<'a>,
    issues: &'a Index,
    model: Option<&'a Model>,
    names: Names<'a>,
    /// The one who spoke or acted last, but for `turns`.
    last: Option<Voice>,
    /// The one who answers in an interview, and whose turn it is in a transcript.
    interviewed: Option<Voice>,
    speaking: Option<Voice>,
    /// Later sentences, in which nobody has been looked for yet, as that is rarely asked.
    turns: Vec<Turn<'a>>,
    /// Who spoke when, in this passage and the one before.
    spoke: Vec<Spoke>,
    /// The day of the entry of a live blog.
    stamp: Option<Day>,
    /// Room for the quotations and the drafts of one passage; empty between passages.
    parts: Vec<Quoted>,
    drafts: Vec<Draft>,
    found: Vec<Statement>,
}

impl<'a> Pass<'a> {
    fn read_passage(&mut self, paragraph: usize, passage: &'a Passage<'a>) {
        let learned = self.model.map(|model| {
            let made = Paragraph::new(self.text, passage);
            let found = label::find(model, passage, &made, paragraph == 0);
            (made, found)
        });
        let mut parts = mem::take(&mut self.parts);
        let mut drafts = mem::take(&mut self.drafts);
        let mut turns: Vec<Turn> = Vec::with_capacity(passage.sentences.len());
        // Who spoke or acted last in the passage, in sentences before the place `asked`.
        let mut here: Option<Voice> = None;
        let mut asked = 0;
        let mut is_sourced = false;
        for sentence in &passage.sentences {
            let mut speaker = None;
            let mut is_quoted = false;
            for item in sentence.clone() {
                let Some(Kind::Quote(quote)) = passage.kind(item) else { continue };
                let Some(mut part) = self.read_quote(passage, sentence.clone(), item, quote) else {
                    continue;
                };
                if part.is_whole && part.saying.is_none() && !is_sourced {
                    let mut later = turns[asked..].iter().rev();
                    let speaks = |it: &Turn| it.speaker.clone().or_else(|| self.acting(it));
                    here = later.find_map(speaks).or(here);
                    asked = turns.len();
                    part.is_previous_here = here.is_some();
                    part.previous = here.clone().or_else(|| self.last());
                }
                is_quoted = true;
                is_sourced |= part.saying.is_some();
                speaker = part.saying.as_ref().map(Saying::voice).or(speaker);
                parts.push(part);
            }
            let known = drafts.len();
            if let Some((made, found)) = &learned {
                let item = |it: &label::Found| made.tokens[it.cue.start].item as usize;
                let first = found.partition_point(|it| item(it) < sentence.start);
                let here = found[first..].iter().take_while(|it| item(it) < sentence.end);
                let here = here
                    .filter(|it| !is_reduced(passage, made, it) && !is_subject(passage, made, it))
                    .filter(|it| !is_condition(passage, made, it))
                    .map(|it| self.learned(passage, sentence.clone(), made, it));
                drafts.extend(here);
                self.add_nouns(passage, sentence, &mut drafts, known);
                self.add_verbs(passage, sentence, &mut drafts, known);
                drafts[known..].sort_by_key(|it| it.cue.start);
            }
            if drafts.len() == known
                && !is_quoted
                && let Some((content, source)) = indirect::find(passage, sentence.clone())
            {
                let told = passage.bytes(content);
                let saying = self.saying(passage, sentence.clone(), source, told.clone());
                drafts.push(Draft::indirect(told, Some(saying)));
            }
            if speaker.is_none() {
                let sayings = drafts[known..].iter().filter_map(|it| it.saying.as_ref());
                speaker = sayings.map(Saying::voice).next();
            }
            turns.push(Turn { passage, sentence: sentence.clone(), speaker });
        }
        self.turns.append(&mut turns);
        draft::carry_over(&mut parts);
        draft::unite(self.text, passage, &mut drafts, parts.drain(..));
        for draft in &mut drafts {
            self.name_subject(passage, draft);
        }
        draft::part(self.text, &mut drafts);
        self.tell(paragraph, passage, &mut drafts);
        drafts.clear();
        (self.parts, self.drafts) = (parts, drafts);
    }

    /// Makes statements of the drafts of a passage.
    fn tell(&mut self, paragraph: usize, passage: &Passage, drafts: &mut Vec<Draft>) {
        let around = Around::new(&self.text[passage.bytes(0..passage.items.len())]);
        drafts.retain(|it| !it.spans.is_empty() && !it.is_of_nobody(passage));
        drafts.sort_by_key(|it| it.spans[0].start);
        for draft in &*drafts {
            let day = self.day(paragraph, passage, draft);
            let statement = self.statement(paragraph, passage, &around, draft, day.as_ref());
            self.note_day(passage, draft, &statement, day);
            self.found.push(statement);
        }
    }

    /// Adds what the nouns of a sentence report to what the model found there, from `known` on.
    fn add_nouns(
        &self,
        passage: &Passage<'_>,
        sentence: &Range<usize>,
        drafts: &mut Vec<Draft>,
        known: usize,
    ) {
        let told = drafts.len();
        for (content, source) in indirect::after_nouns(passage, sentence.clone()) {
            // As far as the next word that reports.
            let cues = drafts[known..told].iter().map(|it| it.cue.start);
            let end = cues.filter(|&it| content.start < it).fold(content.end, usize::min);
            let content = content.start..end;
            if content.clone().any(|it| clause::is_quote(passage, it)) {
                continue;
            }
            let noun = source.as_ref().map(|it| it.cue.clone());
            let bytes = passage.bytes(content.clone());
            // "Her refusal to close | the dam".
            let same = |it: &&mut Draft| {
                noun.as_ref().is_some_and(|noun| it.cue.contains(&noun.start))
                    && content.start < it.cue.end
            };
            if let Some(draft) = drafts[known..told].iter_mut().find(same) {
                draft.cue.end = content.start;
                let last = draft.spans.last().map_or(bytes.end, |it| it.end);
                let whole = bytes.start..bytes.end.max(last);
                draft.spans.splice(.., [whole]);
            } else if !drafts[known..told].iter().any(|it| it.overlaps(&bytes)) {
                let saying = source.map(|it| self.saying(passage, sentence.clone(), it, 0..0));
                drafts.push(Draft::indirect(bytes, saying));
            }
        }
    }

    /// Adds what the verbs of a sentence report that the model passed over, where nothing else
    /// was found, from `known` on.
    fn add_verbs(
        &self,
        passage: &Passage<'_>,
        sentence: &Range<usize>,
        drafts: &mut Vec<Draft>,
        known: usize,
    ) {
        let told = drafts.len();
        for (content, source) in indirect::after_verbs(passage, sentence.clone()) {
            let cues = drafts[known..told].iter().map(|it| it.cue.start);
            let end = cues.filter(|&it| source.cue.start <= it).fold(content.end, usize::min);
            let bytes = passage.bytes(content.clone());
            let is_told = end < content.end
                || content.clone().any(|it| clause::is_quote(passage, it))
                || drafts[known..].iter().any(|it| it.overlaps(&bytes));
            if !is_told {
                let saying = self.saying(passage, sentence.clone(), source, 0..0);
                drafts.push(Draft::indirect(bytes, Some(saying)));
            }
        }
    }

    /// Takes the subject of what reports for the speaker where the model names none, as in "Belo came
    /// on Monday and rejected the dam".
    fn name_subject(&self, passage: &Passage, draft: &mut Draft) {
        if draft.form != Form::Indirect || draft.saying.is_some() || draft.cue.is_empty() {
            return;
        }
        let Some(sentence) = passage.sentence(draft.cue.start) else { return };
        if let Some(mention) = clause::subject(passage, sentence.start, draft.cue.start) {
            let source = Source { mention, cue: draft.cue.clone() };
            let told = draft::reach(&draft.spans);
            draft.saying = Some(self.saying(passage, sentence.clone(), source, told));
        }
    }
}
