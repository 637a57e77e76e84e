//! Which of the names, pronouns and nouns of an article mean the same one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::first;
use super::gather::{Event, Role, What};
use super::known::Known;
use super::naming;
use super::phrase;
use super::post::{self, Title};
use crate::facts::{Any, Facts};
use crate::passage::{Kind, Passage};
use crate::roster::EntryKind;
use crate::table::{Table, hash};
use crate::text;

/// Somebody or something in the article.
#[derive(Clone, Debug)]
pub(super) struct Entity<'a> {
    /// The name on the roster, else the fullest in the article, else the words first used.
    pub(super) name: Cow<'a, str>,
    /// Place on the roster.
    pub(super) entry: Option<usize>,
    /// Place on the roster of the body spoken for.
    pub(super) body: Option<usize>,
    pub(super) sort: Sort,
    /// "he" or "she", from the roster, a title or a first name, or how the article goes on.
    pub(super) pronoun: Option<&'static str>,
}

/// What an entity is, as far as known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Body,
    Document,
    Group,
    /// One word with a capital: a person, a place, a body.
    Unknown,
}

/// Words that mean an entity.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Bytes of the article.
    pub(super) span: Range<usize>,
    pub(super) entity: usize,
    pub(super) sentence: usize,
    pub(super) role: Role,
    pub(super) what: What,
    pub(super) speaks: bool,
    pub(super) class: Any,
    pub(super) passage: usize,
    pub(super) items: Range<usize>,
}

/// What a name in lower case, without accents, means, and a word of names.
#[derive(Debug, Default)]
pub(super) struct Meant {
    /// The one of that name who is not on the roster.
    pub(super) entity: Option<usize>,
    /// Those whose full names end with the word, with the byte where each stands.
    pub(super) lasts: Vec<(usize, usize)>,
    /// One whose full name begins with the word.
    pub(super) first: Option<usize>,
    /// Whether full names of others begin with it too.
    pub(super) is_shared: bool,
}

/// Entities and mentions as they come to be known.
pub(super) struct Chain<'a> {
    pub(super) text: &'a str,
    pub(super) known: &'a Known<'a>,
    pub(super) passages: &'a [(usize, Passage<'a>)],
    published: Option<(Date, Date)>,
    pub(super) entities: Vec<Entity<'a>>,
    pub(super) mentions: Vec<Mention>,
    pub(super) titles: Vec<Title<'a>>,
    pub(super) by_entry: BTreeMap<usize, usize>,
    /// Names, and words of them.
    pub(super) words: Table<Meant, Cow<'a, str>>,
    /// As [`phrase::key`] takes it.
    pub(super) room: String,
}

impl<'a> Chain<'a> {
    pub(super) fn new(
        text: &'a str,
        known: &'a Known<'a>,
        passages: &'a [(usize, Passage<'a>)],
        published: Option<Date>,
        events: usize,
    ) -> Self {
        Self {
            text,
            known,
            passages,
            published: published.map(|it| (it, it)),
            entities: Vec::with_capacity(events),
            mentions: Vec::with_capacity(events),
            titles: Vec::new(),
            by_entry: BTreeMap::new(),
            words: Table::with_room(events),
            room: String::new(),
        }
    }

    /// Links all events, full names before all else.
    pub(super) fn link(&mut self, events: &[Event]) {
        let mut full = vec![None; events.len()];
        for (at, event) in events.iter().enumerate() {
            if event.what == What::Name && 2 <= event.items.len() {
                full[at] = Some(self.full_name(event));
            }
        }
        for (at, event) in events.iter().enumerate() {
            let entity = match (event.what, full[at]) {
                (_, Some(entity)) => Some(entity),
                (What::Name, None) => Some(self.short_name(event)),
                (What::Pronoun, None) => self.pronoun(event),
                (What::Noun, None) => Some(self.noun(event)),
            };
            let Some(entity) = entity else { continue };
            if event.what == What::Name {
                self.learn(event, entity);
            }
            self.mention(event, entity);
            self.join();
        }
    }

    pub(super) fn passage(&self, event: &Event) -> &'a Passage<'a> {
        &self.passages[event.passage].1
    }

    fn mention(&mut self, event: &Event, entity: usize) {
        self.mentions.push(Mention {
            span: self.passage(event).bytes(event.items.clone()),
            entity,
            sentence: event.sentence,
            role: event.role,
            what: event.what,
            speaks: event.speaks,
            class: event.class,
            passage: event.passage,
            items: event.items.clone(),
        });
    }

    /// The entity of a roster entry.
    pub(super) fn on_roster(&mut self, entry: usize) -> usize {
        if let Some(&entity) = self.by_entry.get(&entry) {
            return entity;
        }
        let it = &self.known.roster.entries[entry];
        let name = Cow::Borrowed(it.name.as_str());
        let sort = if it.kind == EntryKind::Person { Sort::Person } else { Sort::Body };
        let first = phrase::normal(it.name.split(' ').next().unwrap_or(""));
        let pronoun = match it.pronoun.as_deref() {
            Some("he") => Some("he"),
            Some("she") => Some("she"),
            Some("they") => Some("they"),
            _ if sort == Sort::Person => first::pronoun(hash(&first), &first),
            _ => None,
        };
        let entity = Entity { name, entry: Some(entry), body: None, sort, pronoun };
        self.by_entry.insert(entry, self.entities.len());
        self.add(entity)
    }

    pub(super) fn add(&mut self, entity: Entity<'a>) -> usize {
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// Learns the post of somebody from the title before and the apposition after the name.
    fn learn(&mut self, event: &Event, entity: usize) {
        let passage = self.passage(event);
        let before = std::iter::once(event.title..event.items.start);
        for items in before.chain(post::apposition(passage, event)) {
            if items.is_empty() || Title::MOST <= self.titles.len() {
                continue;
            }
            let words = post::content_words(self.known, passage, items.clone());
            let told = items.clone().find_map(|it| naming::told(passage.bare(it)));
            let body = post::body_in(self.known, passage, items.clone());
            let speaks = items.clone().any(|it| {
                let class = passage.bare(it);
                class.has(Facts::TITLE.or(Facts::PERSON))
            });
            let it = &mut self.entities[entity];
            it.pronoun = it.pronoun.or(told);
            if speaks && it.sort == Sort::Unknown {
                it.sort = Sort::Person;
            }
            if speaks && it.entry.is_none() && it.body.is_none() && it.sort != Sort::Body {
                it.body = body;
            }
            if !words.is_empty() {
                let at = passage.bytes(event.items.clone()).start;
                self.titles.push(Title { words, entity, at });
            }
        }
    }

    fn noun(&mut self, event: &Event) -> usize {
        let passage = self.passage(event);
        let phrase = event.items.clone();
        if let Some(entry) = self.known.named(&mut self.room, passage, phrase.clone()) {
            return self.on_roster(entry);
        }
        // "Rui Costa, the minister": the same again. "The minister, Rui Costa": as well.
        let last = self.mentions.iter().rev().take(4).find(|it| {
            it.passage == event.passage
                && it.what == What::Name
                && it.items.end + 1 == phrase.start
                && passage.kind(it.items.end) == Some(Kind::Comma)
                && self.entities[it.entity].sort == Sort::Person
                && event.class.has(Facts::TITLE.or(Facts::PERSON))
        });
        if let Some(last) = last {
            return last.entity;
        }
        let is_person = event.class.has(Facts::TITLE.or(Facts::PERSON));
        let name_after = phrase.end;
        if is_person
            && let Some(entity) = self.holder_of_post(passage, phrase.clone(), self.published)
        {
            return entity;
        }
        let indefinite = matches!(passage.lower(phrase.start), "a" | "an");
        if event.class.has(Facts::DOCUMENT.or(Facts::BODY).or(Facts::GROUP)) && !indefinite {
            // "The draft" again.
            let noun = passage.stem(event.noun);
            let recent = self.mentions.iter().rev().take(40).find(|it| {
                it.what == What::Noun && self.passages[it.passage].1.stem(it.items.end - 1) == noun
            });
            if let Some(it) = recent {
                return it.entity;
            }
        }
        let sort = if is_person {
            Sort::Person
        } else if event.class.has(Facts::GROUP) {
            Sort::Group
        } else if event.class.has(Facts::DOCUMENT) {
            Sort::Document
        } else {
            Sort::Body
        };
        let body = post::body_of(self.known, passage, phrase.clone()).or_else(|| {
            // "Her spokesman" speaks for whom she speaks.
            let owner = self.mentions.last().filter(|it| {
                it.what == What::Pronoun
                    && it.passage == event.passage
                    && it.items.start == phrase.start
            })?;
            let owner = &self.entities[owner.entity];
            owner.entry.or(owner.body)
        });
        let name = text::on_one_line(&self.text[passage.bytes(phrase.start..name_after)]);
        let pronoun = naming::told(passage.bare(event.noun));
        self.add(Entity { name, entry: None, body, sort, pronoun })
    }

    pub(super) fn holder_of_post(
        &mut self,
        passage: &Passage,
        phrase: Range<usize>,
        time: Option<(Date, Date)>,
    ) -> Option<usize> {
        let seen = post::Seen {
            known: self.known,
            entities: &self.entities,
            mentions: &self.mentions,
            titles: &self.titles,
        };
        match seen.holder(passage, phrase, time)? {
            post::Holds::Entity(entity) => Some(entity),
            post::Holds::Entry(entry) => Some(self.on_roster(entry)),
        }
    }

    /// Makes one of two people just named with "and" between, whom "they" can mean.
    fn join(&mut self) {
        let [.., one, two] = &self.mentions[..] else { return };
        let passage = &self.passages[two.passage].1;
        let joins = one.passage == two.passage
            && one.what == What::Name
            && two.what == What::Name
            && one.items.end + 1 == two.items.start
            && passage.lower(one.items.end) == "and"
            && one.entity != two.entity;
        if !joins {
            return;
        }
        let (first, second) = (&self.entities[one.entity], &self.entities[two.entity]);
        if [first, second].iter().any(|it| matches!(it.sort, Sort::Document | Sort::Unknown)) {
            return;
        }
        let entity = Entity {
            name: Cow::Owned(format!("{} and {}", first.name, second.name)),
            entry: None,
            body: shared(self.known, &[first, second]),
            sort: Sort::Group,
            pronoun: None,
        };
        let mut mention = two.clone();
        mention.what = What::Noun;
        mention.items = one.items.start..two.items.end;
        mention.span = one.span.start..two.span.end;
        mention.entity = self.entities.len();
        let second = self.mentions.len() - 1;
        self.entities.push(entity);
        // In the order of their first bytes, the joined ones first.
        self.mentions.insert(second - 1, mention);
    }
}

/// The entry of one of several who speak for the same holder.
pub(super) fn shared(known: &Known<'_>, entities: &[&Entity]) -> Option<usize> {
    let entries: Option<Vec<usize>> = entities.iter().map(|it| it.entry.or(it.body)).collect();
    let entries = entries?;
    let holder = |it: usize| &known.roster.entries[it].holder;
    let first = *entries.first()?;
    entries.iter().all(|&it| holder(it) == holder(first)).then_some(first)
}
