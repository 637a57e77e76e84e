//! From an article to its statements.

use std::ops::Range;

use jiff::civil::Date;

use crate::about::{Around, Index};
use crate::attribution::{self, Source};
use crate::clause;
use crate::cue;
use crate::draft::{self, Draft, Quoted, Saying, Voice};
use crate::facts::Facts;
use crate::indirect;
use crate::label::{self, Model, Paragraph};
use crate::passage::{Kind, Passage};
use crate::roster::Roster;
use crate::stance;
use crate::statement::{Article, Confidence, Form, Part, Statement};
use crate::sure::{self, Naming, Route};
use crate::text;
use crate::topic::Topics;
use crate::when::{self, When};
use crate::who::{Known, Names, Slot, Speaker};
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
        let mut passages = Vec::new();
        for (index, (span, continues)) in paragraphs.iter().enumerate() {
            let zone = zone::of(&text[span.clone()]);
            if zone == Zone::Body || self.reads_titles && zone == Zone::Heading {
                passages.push((index, Passage::new(&text, span.clone(), *continues)));
            }
        }
        let names = Names::new(&text, &passages, &self.known, article.published);
        let mut pass = Pass {
            article,
            text: &text,
            title: Around::new(paragraphs.first().map_or("", |it| &text[it.0.clone()])),
            issues: &self.issues,
            model: self.model,
            names,
            last: None,
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
    /// The first paragraph.
    title: Around<'a>,
    issues: &'a Index,
    model: Option<&'a Model>,
    names: Names<'a>,
    /// The one who spoke or acted last.
    last: Option<Voice>,
    found: Vec<Statement>,
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
        let mut previous = self.last.clone();
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
                speaker = part.saying.as_ref().map(Saying::voice).or(speaker);
                parts.push(part);
            }
            let known = drafts.len();
            match &learned {
                Some((made, found)) => {
                    let item = |it: &label::Found| made.tokens[it.cue.start].item as usize;
                    let first = found.partition_point(|it| item(it) < sentence.start);
                    let here = found[first..].iter().take_while(|it| item(it) < sentence.end);
                    let here = here
                        .filter(|it| !is_reduced(passage, made, it))
                        .map(|it| self.learned(passage, sentence.clone(), made, it));
                    drafts.extend(here);
                    if drafts.len() == known
                        && !is_quoted
                        && let Some((content, source)) =
                            indirect::after_noun(passage, sentence.clone())
                    {
                        let saying = source.map(|it| self.saying(passage, sentence.clone(), it));
                        drafts.push(Draft::indirect(passage.bytes(content), saying));
                    }
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
                speaker = sayings.map(Saying::voice).next();
            }
            let main = || {
                let subject = clause::main_subject(passage, sentence.clone())?;
                Some((self.names.resolve(passage, subject.clone()), passage.bytes(subject)))
            };
            if let Some(speaker) = speaker.clone().or_else(|| main().filter(|it| it.0.is_person)) {
                previous = Some(speaker);
                is_previous_here = true;
            }
            let mut people = self.names.people(passage, sentence.clone()).into_iter();
            let next = speaker
                .filter(|it| it.0.is_person)
                .or_else(|| main().filter(|it| it.0.is_person))
                .or_else(|| people.find(|it| it.2).map(|it| (it.0, it.1)));
            self.last = next.or(self.last.take());
        }
        draft::carry_over(&mut parts);
        draft::unite(self.text, passage, &mut drafts, parts);
        for draft in &mut drafts {
            self.name_subject(passage, draft);
        }
        draft::part(self.text, &mut drafts);
        let around = Around::new(&self.text[passage.bytes(0..passage.items.len())]);
        let mut found: Vec<Statement> = drafts
            .iter()
            .filter(|it| !it.spans.is_empty())
            .map(|it| self.statement(paragraph, passage, &around, it))
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
            .find(|it| !it.clone().any(|at| clause::is_quote(passage, at)))
            .map(|it| attribution::matrix(passage, sentence.start, cue.start, it));
        let saying = mention
            .map(|mention| self.saying(passage, sentence, Source { mention, cue: cue.clone() }));
        Draft {
            spans: found.content.iter().map(bytes).collect(),
            form: Form::Indirect,
            saying,
            cue,
            sureness: f64::from(found.sureness),
        }
    }

    /// Takes the subject of what reports for the speaker where the model names none, as in "Belo came
    /// on Monday and rejected the dam".
    fn name_subject(&self, passage: &Passage, draft: &mut Draft) {
        if draft.form != Form::Indirect || draft.saying.is_some() || draft.cue.is_empty() {
            return;
        }
        let sentence = passage.sentences.partition_point(|it| it.end <= draft.cue.start);
        let Some(sentence) = passage.sentences.get(sentence) else { return };
        if let Some(mention) = clause::subject(passage, sentence.start, draft.cue.start) {
            let source = Source { mention, cue: draft.cue.clone() };
            draft.saying = Some(self.saying(passage, sentence.clone(), source));
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
        // "Q", "But Q".
        let alone = sentence.clone().all(|it| {
            !passage.is_word(it) && passage.kind(it) != Some(Kind::Other)
                || it < item && passage.has(it, Facts::CONJUNCTION.or(Facts::ADVERB))
        });
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
            passage.has(it, Facts::PREPOSITION.or(Facts::DETERMINER)) || word.ends_with("'s")
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
            let speaker = self.names.resolve(passage, mention.clone());
            let cue = mention.end..mention.end;
            let voice = (speaker, passage.bytes(mention.clone()));
            let saying = Saying { mention, cue, ..Saying::of(voice, Route::Acting) };
            saying.speaker.is_person.then_some(saying)
        });
        Some(Quoted {
            item,
            quote,
            form,
            is_whole,
            saying,
            previous: None,
            is_previous_here: false,
        })
    }

    fn saying(&self, passage: &Passage, sentence: Range<usize>, source: Source) -> Saying {
        let Source { mention, cue } = source;
        let setting = self.names.setting(passage, sentence.clone(), &mention, &cue);
        let when = self.when(passage, sentence, &mention, &cue);
        let time = self.time(when.as_ref());
        // "Belo firmly rejected the dam."
        let is_telling = |at: &usize| !passage.has(*at, Facts::ADVERB) || passage.is_name(*at);
        let end = mention.clone().rfind(is_telling).map_or(mention.end, |it| it + 1);
        let speaker = self.speaker(passage, &(mention.start..end), time);
        let named = passage.bytes(mention.clone());
        Saying { speaker, route: Route::Reported, mention, named, cue, when, setting }
    }

    /// Who is meant by a mention; in "its chairman, Rui Costa," by the name, where the post alone
    /// means nobody with one.
    fn speaker(
        &self,
        passage: &Passage,
        mention: &Range<usize>,
        time: Option<(Date, Date)>,
    ) -> Speaker {
        let found = self.names.resolve_at(passage, mention.clone(), time);
        if found.is_person || found.entry.is_some() {
            return found;
        }
        let comma = mention.clone().find(|&it| passage.kind(it) == Some(Kind::Comma));
        let named = comma.and_then(|comma| {
            let start = comma + 1;
            let stop = |&it: &usize| passage.kind(it) == Some(Kind::Comma);
            let end = (start..mention.end).find(stop).unwrap_or(mention.end);
            if end < start + 2 || !passage.is_name(start) {
                return None;
            }
            let named = self.names.resolve_at(passage, start..end, time);
            Some(named).filter(|it| it.is_person && (it.entry.is_some() || it.name.contains(' ')))
        });
        named.unwrap_or(found)
    }

    /// The days on which something was said, as far as known.
    fn time(&self, when: Option<&When>) -> Option<(Date, Date)> {
        when.map(|it| it.days).or(self.article.published.map(|it| (it, it)))
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
            !passage.is_word(it) && passage.kind(it) != Some(Kind::Dash)
                || passage.has(it, Facts::SUBORDINATOR.or(Facts::AUXILIARY))
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
            let is_other = passage.has(from, Facts::SUBORDINATOR) && word != "even"
                || matches!(word, "after" | "before" | "following" | "since" | "until");
            // "what has stood there since May": the time is not that of saying.
            let is_since = |it: &When| {
                let first = it.items.start;
                [first, first.saturating_sub(1)]
                    .iter()
                    .any(|&at| from <= at && matches!(passage.lower(at), "since" | "until"))
            };
            if !is_other && let Some(found) = find(from..to).filter(|it| !is_since(it)) {
                return Some(found);
            }
            from = to + 1;
        }
        None
    }

    /// Items of the sentences that hold the words of a draft and its cue.
    fn sentences(passage: &Passage, draft: &Draft) -> Range<usize> {
        let start = draft.spans.first().map_or(0, |it| it.start);
        let end = draft.spans.last().map_or(start, |it| it.end);
        let first = passage.items.partition_point(|it| it.span.end <= start);
        let last = passage.items.partition_point(|it| it.span.start < end);
        let (first, last) = if draft.cue.is_empty() {
            (first, last)
        } else {
            (first.min(draft.cue.start), last.max(draft.cue.end))
        };
        let touching = passage.sentences.iter().filter(|it| it.start < last && first < it.end);
        touching.fold(first..last, |all, it| all.start.min(it.start)..all.end.max(it.end))
    }

    fn statement(
        &self,
        paragraph: usize,
        passage: &Passage,
        around: &Around<'_>,
        draft: &Draft,
    ) -> Statement {
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
        let time = self.time(when);
        let speaker = saying.map(|it| &it.speaker);
        let entry = speaker.and_then(|it| it.entry.or(it.body));
        let party = entry.and_then(|it| self.names.party_at(it, time));
        let holder = speaker
            .zip(draft.spans.first())
            .and_then(|(it, span)| self.names.holder(span.clone(), it, time));
        let slot = |it: &Option<Slot>| it.as_ref().map(|it| it.words.clone());
        let setting = saying.map(|it| &it.setting);
        let mention = saying.map(|it| &it.named).filter(|it| !it.is_empty());
        let mention = mention.map(|it| (it.start, it.end));
        let bytes =
            |items: &Range<usize>| (!items.is_empty()).then(|| passage.bytes(items.clone()));
        let cue = bytes(&draft.cue);
        let words_read = stance::Words {
            text: self.text,
            sentence: passage.bytes(Self::sentences(passage, draft)),
            content: &draft.spans,
            cue: cue.clone(),
        };
        let reading = stance::read_in(&words_read, passage);
        let said =
            draft.spans.iter().map(|it| &self.text[it.clone()]).collect::<Vec<_>>().join(" ");
        let naming = saying.and_then(|it| Naming::of(&self.text[it.named.clone()], &it.speaker));
        let is_own = speaker.is_some_and(|it| it.entry.is_some());
        Statement {
            id: format!("{}-{start}", self.article.source),
            source: self.article.source.to_owned(),
            parts: draft.spans.iter().map(part).collect(),
            form: draft.form,
            speaker: speaker.filter(|it| !it.is_unnamed()).map(|it| it.name.clone()),
            party: party.map(str::to_owned),
            said: when.map(|it| it.said.clone()),
            cue: words(&draft.cue),
            paragraph,
            said_words: when.and_then(|it| words(&it.items)),
            mention,
            cue_span: cue.map(|it| (it.start, it.end)),
            holder,
            venue: setting.and_then(|it| slot(&it.venue)),
            addressee: setting.and_then(|it| slot(&it.addressee)),
            is_private: setting.is_some_and(|it| it.is_private),
            about: self.issues.find_among(&said, around, &self.title),
            stance: Some(reading.stance.to_owned()),
            condition: reading.condition,
            consequence: reading.consequence,
            otherwise: reading.otherwise,
            confidence: Confidence {
                words: sure::in_thousandths(draft.sureness),
                speaker: saying.map(|it| sure::speaker(it.route, naming)),
                party: party.and(saying).map(|it| sure::party(it.route, naming, is_own)),
                said: when.map(|it| sure::said(it.days)),
                stance: Some(reading.confidence),
            },
        }
    }
}

/// Whether what the model takes for a word that reports belongs to a noun: "the pipes ordered for the
/// dam have come". A preposition takes no clause.
fn is_reduced(passage: &Passage, made: &Paragraph, found: &label::Found) -> bool {
    let item = |token: usize| made.tokens[token].item as usize;
    let last = item(found.cue.end - 1);
    let is_participle = item(found.cue.start) < last && passage.lower(last - 1).ends_with("ed");
    if !is_participle || !matches!(passage.lower(last), "at" | "by" | "for" | "from" | "in") {
        return false;
    }
    let follows = |it: &&Range<usize>| item(it.start) == last + 1;
    let Some(content) = found.content.iter().find(follows) else { return false };
    let end = item(content.end - 1) + 1;
    let phrase = clause::phrase_starting(passage, last + 1, end);
    phrase.is_some_and(|it| it.end < end && passage.has(it.end, Facts::AUXILIARY))
}

/// Whether words are capitalized as in the title of a book.
fn is_title(words: &str) -> bool {
    const SMALL: usize = 3;
    let mut long = words.split_whitespace().filter(|it| SMALL < it.chars().count()).peekable();
    words.split_whitespace().nth(1).is_some()
        && long.peek().is_some()
        && long.all(|it| it.starts_with(char::is_uppercase))
}
