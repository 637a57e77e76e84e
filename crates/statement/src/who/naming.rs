//! Names, in full and in part, and whom they mean.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use super::chain::{Chain, Entity, Meant, Sort};
use super::first;
use super::gather::Event;
use super::land;
use super::phrase;
use super::post;
use crate::facts::{self, Any, Facts};
use crate::passage::Passage;
use crate::roster::EntryKind;
use crate::table::{self, Table, hash};

/// People of one last name that are looked at.
const MOST: usize = 64;

impl<'a> Chain<'a> {
    /// The words of the title before a name, and what they tell of a man or a woman.
    pub(super) fn titled(&self, event: &Event) -> (Range<usize>, Option<&'static str>) {
        let passage = self.passage(event);
        let items = event.title..event.items.start;
        let told = items.clone().find_map(|it| told(passage.bare(it)));
        (items, told)
    }

    pub(super) fn full_name(&mut self, event: &Event) -> usize {
        let passage = self.passage(event);
        let mut room = std::mem::take(&mut self.room);
        let key = phrase::key(&mut room, passage, event.items.clone());
        let entity = self.full_key(event, passage, &key);
        self.room = room;
        let (_, told) = self.titled(event);
        let it = &mut self.entities[entity];
        it.pronoun = told.or(it.pronoun);
        entity
    }

    fn full_key(&mut self, event: &Event, passage: &'a Passage, key: &str) -> usize {
        let start = passage.items[event.items.start].span.start;
        let last = phrase::plain(passage.stem(event.items.end - 1));
        let first = phrase::plain(passage.lower(event.items.start));
        let found = self.known.find(key).or_else(|| {
            let mut same = self.known.with_last(&last);
            same.find(|&it| is_same_first(&first, &self.known.roster.entries[it].name))
        });
        let key_hash = hash(key);
        if let Some(entry) = found {
            let entity = self.on_roster(entry);
            if self.entities[entity].sort == Sort::Person {
                self.note_full(last, first, start, entity);
            }
            return entity;
        }
        if let Some(entity) = self.words.get(key_hash, key).and_then(|it| it.entity) {
            if self.entities[entity].sort == Sort::Person {
                self.note_full(last, first, start, entity);
            }
            return entity;
        }
        let name = phrase::printed(self.text, passage, event.items.clone());
        // "Nils Berg" and "Nils Erik Berg" are one, and so are "N. Berg" and "Nils Berg".
        let same = self.words.get(hash(&last), &last).and_then(|found| {
            let mut same = found.lasts.iter().take(MOST).map(|it| it.1);
            same.find(|&it| is_same_first(&first, &self.entities[it].name))
        });
        if let Some(entity) = same {
            let it = &mut self.entities[entity];
            if it.entry.is_none() && it.name.chars().count() < name.chars().count() {
                it.name = name;
                it.pronoun = it.pronoun.or_else(|| first::pronoun(hash(&first), &first));
            }
            self.words.entry(key_hash, Cow::Owned(key.to_owned())).entity = Some(entity);
            self.note_full(last, first, start, entity);
            return entity;
        }
        let title = event.title < event.items.start;
        let body = self.body_named(passage, event.items.clone());
        let has_article = event.title.checked_sub(1).is_some_and(|it| passage.lower(it) == "the");
        let is_body = !title
            && (has_article
                || land::is_land(key_hash, key)
                || passage.items[event.items.clone()]
                    .iter()
                    .any(|it| it.facts.bare.has(Facts::BODY) || is_body_word(it.hash, &it.lower)));
        let sort = if is_body { Sort::Body } else { Sort::Person };
        let pronoun = first::pronoun(hash(&first), &first).filter(|_| !is_body);
        let entity = self.add(Entity { name, entry: None, body, sort, pronoun });
        self.words.entry(key_hash, Cow::Owned(key.to_owned())).entity = Some(entity);
        if !is_body {
            self.note_full(last, first, start, entity);
        }
        entity
    }

    fn note_full(&mut self, last: Cow<'a, str>, first: Cow<'a, str>, start: usize, entity: usize) {
        self.words.entry(hash(&last), last).lasts.push((start, entity));
        let it = self.words.entry(hash(&first), first);
        it.is_shared |= it.first.is_some_and(|it| it != entity);
        it.first = it.first.or(Some(entity));
    }

    /// The roster body that a name of several words begins with: "Portoan Finance Ministry".
    fn body_named(&self, passage: &Passage, items: Range<usize>) -> Option<usize> {
        post::body_in(self.known, passage, items)
    }

    pub(super) fn short_name(&mut self, event: &Event) -> usize {
        let passage = self.passage(event);
        let entity = self.short_key(event, passage);
        let (_, told) = self.titled(event);
        let it = &mut self.entities[entity];
        it.pronoun = it.pronoun.or(told);
        if it.sort == Sort::Unknown && event.title < event.items.start {
            it.sort = Sort::Person;
        }
        entity
    }

    fn short_key(&mut self, event: &Event, passage: &'a Passage) -> usize {
        let start = passage.items[event.items.start].span.start;
        let key = phrase::plain(passage.stem(event.items.start));
        let key_hash = hash(&key);
        let (title, told) = self.titled(event);
        let known = self.known.find(&key);
        let meant = self.words.get(key_hash, &key);
        let full = meant.and_then(|meant| {
            let found = &meant.lasts;
            let fits = |it: &&(usize, usize)| {
                let own = self.entities[it.1].pronoun;
                told.is_none() || own.is_none() || own == told
            };
            let before = found.partition_point(|it| it.0 <= start);
            let latest = found[..before].iter().rev().take(MOST).find(fits);
            latest.or_else(|| found[before..].iter().take(MOST).find(fits)).map(|it| it.1)
        });
        let is_body = known.is_some_and(|it| {
            self.known.roster.entries[it].kind == EntryKind::Body && title.is_empty()
        });
        if let Some(entity) = full.filter(|_| !is_body) {
            return entity;
        }
        if let Some(entry) = known {
            return self.on_roster(entry);
        }
        let entries = &self.known.roster.entries;
        let mut same: Vec<usize> = self.known.with_last(&key).take(64).collect();
        if let Some(told) = told {
            same.retain(|&it| entries[it].pronoun.as_deref().is_none_or(|own| own == told));
        }
        if 1 < same.len() && !title.is_empty() {
            let words = post::content_words(self.known, passage, title.clone());
            let held = same.iter().find(|&&it| {
                let mut posts = self.known.posts.iter().filter(|post| post.entry == it);
                posts.any(|post| {
                    post.words.iter().any(|word| words.contains(&post::Word::Plain(word)))
                })
            });
            same = held.map_or(same.clone(), |&it| vec![it]);
        }
        if let Some(&entry) = same.first() {
            return self.on_roster(entry);
        }
        let first = |it: &Meant| it.first.filter(|_| title.is_empty() && !it.is_shared);
        if let Some(entity) = meant.and_then(|it| it.entity.or_else(|| first(it))) {
            return entity;
        }
        let name = phrase::printed(self.text, passage, event.items.clone());
        let pronoun = first::pronoun(key_hash, &key);
        let class = match &key {
            Cow::Borrowed(_) => passage.bare_stem(event.items.start),
            Cow::Owned(it) => facts::bare(it),
        };
        let is_body = is_body_word(key_hash, &key)
            || class.has(Facts::BODY)
            || land::is_land(key_hash, &key)
            || 1 < name.len() && name.chars().all(|it| it.is_uppercase() || it == '.');
        let sort = if is_body { Sort::Body } else { Sort::Unknown };
        let body = post::body_in(self.known, passage, title);
        let entity = self.add(Entity { name, entry: None, body, sort, pronoun });
        self.words.entry(key_hash, key).entity = Some(entity);
        entity
    }
}

/// "he" or "she" for a word of a class that tells a man or a woman.
pub(super) fn told(class: Any) -> Option<&'static str> {
    if class.has(Facts::MALE) { Some("he") } else { class.has(Facts::FEMALE).then_some("she") }
}

/// Whether a first name in lower case may be that of a full name: the same, or an initial.
fn is_same_first(first: &str, name: &str) -> bool {
    let other = phrase::normal(name.split(' ').next().unwrap_or(""));
    let initial = |it: &str| {
        let letter = it.strip_suffix('.')?.chars().next()?;
        (it.chars().count() == 2).then_some(letter)
    };
    other == first
        || initial(first).is_some_and(|it| other.starts_with(it))
        || initial(&other).is_some_and(|it| first.starts_with(it))
}

/// Words of the names of bodies that mean no body alone.
const BODY_WORDS: &[&str] = &[
    "association",
    "bank",
    "center",
    "centre",
    "college",
    "corp",
    "fund",
    "herald",
    "hospital",
    "inc",
    "international",
    "journal",
    "ltd",
    "magazine",
    "nations",
    "news",
    "post",
    "press",
    "radio",
    "review",
    "river",
    "school",
    "street",
    "times",
    "treaty",
    "tribune",
    "tv",
    "valley",
    "war",
    "watch",
];

/// Whether a word, of which the hash is known, stands among [`BODY_WORDS`], with or without a full
/// stop.
fn is_body_word(hash: u32, word: &str) -> bool {
    static TABLE: LazyLock<Table<()>> = LazyLock::new(|| Table::of(BODY_WORDS.iter().copied()));
    let bare = word.trim_end_matches('.');
    let hash = if bare.len() < word.len() { table::hash(bare) } else { hash };
    TABLE.get(hash, bare).is_some()
}
