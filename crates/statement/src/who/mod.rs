//! From the words for a speaker to the speaker, and what else tells who says what to whom.
//!
//! [`Known`] is made once from a roster. [`Names`] is made for each article: it goes through its
//! names, pronouns and nouns once and says which mean the same one. [`holder`](Names::holder)
//! tells whose position is reported, [`setting`](Names::setting) to whom, where and how openly.

mod chain;
mod first;
mod gather;
#[cfg(test)]
mod gum;
mod holder;
mod known;
mod land;
pub(crate) mod list;
mod naming;
mod phrase;
mod post;
mod pronoun;
mod setting;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use self::chain::{Chain, Entity, Meant, Mention, Sort};
use self::gather::{Role, What};
use self::post::{Holds, Title};
use crate::clause;
use crate::facts::Facts;
use crate::passage::{Kind, Passage};
use crate::roster::EntryKind;
use crate::table::Table;
use crate::text;

pub(crate) use self::holder::words as wanting_words;
pub(crate) use self::known::Known;
pub(crate) use self::setting::{Setting, Slot};

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// The name on the roster, else the fullest in the article, else the words.
    pub(crate) name: String,
    /// Place on the roster.
    pub(crate) entry: Option<usize>,
    /// Place on the roster of somebody else whose party the speaker speaks for.
    pub(crate) body: Option<usize>,
    /// Whether it is, as far as known, one person with a name, whom "she" can mean later.
    pub(crate) is_person: bool,
}

impl Speaker {
    /// Whether all that is known of the speaker is a pronoun that names nothing, such as "it".
    pub(crate) fn is_unnamed(&self) -> bool {
        let word = self.name.split(['\'', '’']).next().unwrap_or_default();
        self.entry.is_none() && ["it", "its"].iter().any(|it| word.eq_ignore_ascii_case(it))
    }
}

/// Who is named in an article.
///
/// # Cost
///
/// Grows with the length of the article, times the number of posts on the roster for phrases such
/// as "the minister".
pub(crate) struct Names<'a> {
    text: &'a str,
    known: &'a Known<'a>,
    published: Option<(Date, Date)>,
    entities: Vec<Entity<'a>>,
    /// In the order of their first bytes.
    mentions: Vec<Mention>,
    titles: Vec<Title<'a>>,
    /// Names, and words of them.
    words: Table<Meant, Cow<'a, str>>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(
        text: &'a str,
        passages: &'a [(usize, Passage<'a>)],
        known: &'a Known<'a>,
        published: Option<Date>,
    ) -> Self {
        let events = gather::events(passages);
        let mut chain = Chain::new(text, known, passages, published, events.len());
        chain.link(&events);
        let Chain { entities, mut mentions, titles, words, .. } = chain;
        // A phrase comes to be known at its noun, after the names in it: few are out of order.
        for at in 1..mentions.len() {
            let start = mentions[at].span.start;
            if start < mentions[at - 1].span.start {
                let place = mentions[..at].iter().rposition(|it| it.span.start <= start);
                mentions[place.map_or(0, |it| it + 1)..=at].rotate_right(1);
            }
        }
        let published = published.map(|it| (it, it));
        Self { text, known, published, entities, mentions, titles, words }
    }

    /// Who is meant by a noun phrase or a pronoun, said on the day of publication.
    pub(crate) fn resolve(&self, passage: &Passage, phrase: Range<usize>) -> Speaker {
        self.resolve_at(passage, phrase, self.published)
    }

    /// Who is meant by a noun phrase or a pronoun, said at a time: a post means who held it then.
    pub(crate) fn resolve_at(
        &self,
        passage: &Passage,
        phrase: Range<usize>,
        time: Option<(Date, Date)>,
    ) -> Speaker {
        let named = |name| Speaker { name, entry: None, body: None, is_person: false };
        let words = || {
            let bytes = passage.bytes(familiar(passage, phrase.clone()));
            named(text::on_one_line(&self.text[bytes]).into_owned())
        };
        let is_nobody = passage.lower(phrase.start) == "neither";
        if phrase.is_empty() || passage.items.len() < phrase.end || is_nobody {
            return words();
        }
        if phrase.len() == 1 {
            let word = passage.lower(phrase.start);
            let class = passage.bare(phrase.start);
            if class.has(Facts::HE.or(Facts::SHE).or(Facts::IT).or(Facts::THEY)) {
                let start = passage.bytes(phrase.clone()).start;
                let meant = self.meant(start, What::Pronoun);
                return meant.map_or_else(words, |it| self.speaker(it));
            }
            if matches!(word, "who" | "which" | "that") {
                let on = || {
                    let phrase = clause::hangs_on(passage, 0, phrase.start)?;
                    Some(self.resolve_at(passage, phrase, time))
                };
                return self.antecedent(passage, phrase.start).or_else(on).unwrap_or_else(words);
            }
        }
        if let Some(speaker) = self.joint(passage, phrase.clone()) {
            return speaker;
        }
        let (head, name) = phrase::head(passage, phrase.clone());
        if !name.is_empty() {
            let start = passage.bytes(name.clone()).start;
            if let Some(entity) = self.meant(start, What::Name) {
                return self.speaker(entity);
            }
        }
        if let Some(entry) = self.known.named(&mut String::new(), passage, head.clone()) {
            return self.on_roster(entry);
        }
        if !name.is_empty() {
            let name = phrase::printed(self.text, passage, name).into_owned();
            return Speaker { is_person: true, ..named(name) };
        }
        let seen = post::Seen {
            known: self.known,
            entities: &self.entities,
            mentions: self.before(passage.bytes(phrase.clone()).start),
            titles: &self.titles,
        };
        match seen.holder(passage, phrase.clone(), time) {
            Some(Holds::Entity(it)) if post::can_hold(self.entities[it].sort) => self.speaker(it),
            Some(Holds::Entry(it)) => self.on_roster(it),
            _ => Speaker { body: self.body_of(passage, phrase.clone()), ..words() },
        }
    }

    /// "Belo and Costa".
    fn joint(&self, passage: &Passage, phrase: Range<usize>) -> Option<Speaker> {
        let and = phrase.clone().find(|&it| passage.lower(it) == "and")?;
        if and == phrase.start || phrase.end <= and + 1 {
            return None;
        }
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = phrase.start;
        for at in phrase.start..=and {
            if at == and || passage.kind(at) == Some(Kind::Comma) {
                if start < at {
                    parts.push(start..at);
                }
                start = at + 1;
            }
        }
        parts.push(and + 1..phrase.end);
        let mut entities = Vec::new();
        for part in parts {
            let (_, name) = phrase::head(passage, part);
            if name.is_empty() {
                return None;
            }
            entities.push(self.meant(passage.bytes(name).start, What::Name)?);
        }
        let entities: Vec<&Entity> = entities.iter().map(|&it| &self.entities[it]).collect();
        let names: Vec<&str> = entities.iter().map(|it| &*it.name).collect();
        let (last, first) = names.split_last()?;
        let name = format!("{} and {last}", first.join(", "));
        let body = chain::shared(self.known, &entities);
        Some(Speaker { name, entry: None, body, is_person: false })
    }

    /// What "who" or "which" at a place hangs on.
    fn antecedent(&self, passage: &Passage, at: usize) -> Option<Speaker> {
        let mut end = at;
        if 0 < end && passage.kind(end - 1) == Some(Kind::Comma) {
            end -= 1;
        }
        let last = passage.items.get(end.checked_sub(1)?)?.span.end;
        let found = self.before(last).iter().rev().take(4).find(|it| it.span.end == last)?;
        Some(self.speaker(found.entity))
    }

    /// The mentions that start before a byte.
    fn before(&self, byte: usize) -> &[Mention] {
        &self.mentions[..self.mentions.partition_point(|it| it.span.start < byte)]
    }

    /// The entity meant by the words that start at a byte.
    fn meant(&self, start: usize, what: What) -> Option<usize> {
        let first = self.mentions.partition_point(|it| it.span.start < start);
        let same = self.mentions[first..].iter().take_while(|it| it.span.start == start);
        same.filter(|it| it.what == what).map(|it| it.entity).next()
    }

    fn speaker(&self, entity: usize) -> Speaker {
        let it = &self.entities[entity];
        let is_named = it.entry.is_some()
            || it.name.starts_with(char::is_uppercase) && !it.name.starts_with("The ");
        let is_person = matches!(it.sort, Sort::Person | Sort::Unknown) && is_named;
        Speaker { name: it.name.to_string(), entry: it.entry, body: it.body, is_person }
    }

    fn on_roster(&self, entry: usize) -> Speaker {
        let it = &self.known.roster.entries[entry];
        let is_person = it.kind == EntryKind::Person;
        Speaker { name: it.name.clone(), entry: Some(entry), body: None, is_person }
    }

    /// The roster body for which officials speak: "Freedonian officials", "her spokesman".
    pub(crate) fn body_of(&self, passage: &Passage, phrase: Range<usize>) -> Option<usize> {
        if phrase.is_empty() {
            return None;
        }
        let owner = || {
            let first = passage.bare(phrase.start);
            let start = passage.bytes(phrase.clone()).start;
            let owner = self.meant(start, What::Pronoun).filter(|_| first.has(Facts::OWNING))?;
            let offices = Facts::TITLE.or(Facts::PERSON).or(Facts::GROUP).or(Facts::BODY);
            let has_office = phrase.clone().any(|it| passage.bare_stem(it).has(offices));
            let owner = &self.entities[owner];
            owner.entry.or(owner.body).filter(|_| has_office)
        };
        post::body_of(self.known, passage, phrase.clone()).or_else(owner)
    }

    /// The first of the people named in some items whose name stands as a subject may, and its
    /// bytes.
    pub(crate) fn first_subject(
        &self,
        passage: &Passage,
        items: Range<usize>,
    ) -> Option<(Speaker, Range<usize>)> {
        if items.is_empty() {
            return None;
        }
        let bytes = passage.bytes(items);
        let first = self.mentions.partition_point(|it| it.span.start < bytes.start);
        let here = self.mentions[first..].iter().take_while(|it| it.span.start < bytes.end);
        here.filter(|it| it.what == What::Name && it.role == Role::Subject)
            .map(|it| (self.speaker(it.entity), it.span.clone()))
            .find(|(it, _)| it.is_person && (it.entry.is_some() || it.name.contains(' ')))
    }

    /// The person with a full name, or on the roster, who is meant most often before a byte, and the
    /// bytes where the name stands first; `None` if there are two such.
    pub(crate) fn most_spoken_of(&self, byte: usize) -> Option<(Speaker, Range<usize>)> {
        // How often each is meant, and the first name of it.
        let mut meant: BTreeMap<usize, (usize, Option<&Mention>)> = BTreeMap::new();
        for it in self.before(byte) {
            let (times, name) = meant.entry(it.entity).or_default();
            *times += 1;
            *name = name.or(Some(it).filter(|it| it.what == What::Name));
        }
        let people = meant.into_iter().filter_map(|(entity, (times, name))| {
            let (speaker, name) = (self.speaker(entity), name?);
            let is_known = speaker.entry.is_some() || speaker.name.contains(' ');
            (speaker.is_person && is_known).then(|| (times, speaker, name.span.clone()))
        });
        let people: Vec<_> = people.collect();
        let most = people.iter().map(|it| it.0).max()?;
        let mut best = people.into_iter().filter(|it| it.0 == most);
        let (_, speaker, name) = best.next()?;
        best.next().is_none().then_some((speaker, name))
    }

    /// The party spoken for by an entry at a time; see [`Known::party_at`].
    pub(crate) fn party_at(&self, entry: usize, time: Option<(Date, Date)>) -> Option<&'a str> {
        self.known.party_at(entry, time)
    }
}

/// "A person familiar with the talks", where a phrase stops at "familiar".
fn familiar(passage: &Passage, phrase: Range<usize>) -> Range<usize> {
    let pair = |at: usize| (passage.lower(at), passage.lower(at + 1));
    let is_open = |at: usize| {
        matches!(pair(at), ("familiar", "with") | ("close", "to") | ("briefed", "on" | "about"))
    };
    let Some(at) = phrase.end.checked_sub(1).filter(|_| !phrase.is_empty()) else { return phrase };
    let known = if is_open(at) { at } else { phrase.end };
    if !is_open(known) {
        return phrase;
    }
    let limit = passage.items.len();
    clause::phrase_starting(passage, known + 2, limit)
        .map_or(phrase.clone(), |it| phrase.start..it.end)
}
