//! Names, in full and in part, and whom they mean.

use std::ops::Range;

use super::chain::{Chain, Entity, Sort};
use super::first;
use super::gather::Event;
use super::land;
use super::phrase;
use super::post;
use crate::facts::{self, Any, Facts};
use crate::passage::Passage;
use crate::roster::EntryKind;

/// People of one last name that are looked at.
const MOST: usize = 64;

impl Chain<'_> {
    /// The words of the title before a name, and what they tell of a man or a woman.
    pub(super) fn titled(&self, event: &Event) -> (Range<usize>, Option<&'static str>) {
        let passage = self.passage(event);
        let items = event.title..event.items.start;
        let told = items.clone().find_map(|it| told(passage.bare(it)));
        (items, told)
    }

    pub(super) fn full_name(&mut self, event: &Event) -> usize {
        let passage = self.passage(event);
        let mut key = std::mem::take(&mut self.key);
        phrase::write_key(&mut key, passage, event.items.clone());
        let entity = self.full_key(event, passage, &key);
        self.key = key;
        let (_, told) = self.titled(event);
        let it = &mut self.entities[entity];
        it.pronoun = told.or(it.pronoun);
        entity
    }

    fn full_key(&mut self, event: &Event, passage: &Passage, key: &str) -> usize {
        let start = passage.items[event.items.start].span.start;
        let last = key.rsplit(' ').next().unwrap_or(key);
        let first = key.split(' ').next().unwrap_or(key);
        let found = self.known.find(key).or_else(|| {
            let mut same = self.known.with_last(last);
            same.find(|&it| is_same_first(first, &self.known.roster.entries[it].name))
        });
        if let Some(entry) = found {
            let entity = self.on_roster(entry);
            if self.entities[entity].sort == Sort::Person {
                self.note_full(last, first, start, entity);
            }
            return entity;
        }
        if let Some(&entity) = self.forms.get(key) {
            if self.entities[entity].sort == Sort::Person {
                self.note_full(last, first, start, entity);
            }
            return entity;
        }
        let name = phrase::printed(self.text, passage, event.items.clone());
        // "Nils Berg" and "Nils Erik Berg" are one, and so are "N. Berg" and "Nils Berg".
        let same = self.lasts.get(last).and_then(|found| {
            found
                .iter()
                .take(MOST)
                .map(|it| it.1)
                .find(|&it| is_same_first(first, &self.entities[it].name))
        });
        if let Some(entity) = same {
            let it = &mut self.entities[entity];
            if it.entry.is_none() && it.name.chars().count() < name.chars().count() {
                it.name = name;
                it.pronoun = it.pronoun.or_else(|| first::pronoun(first));
            }
            self.forms.insert(key.to_owned(), entity);
            self.note_full(last, first, start, entity);
            return entity;
        }
        let title = event.title < event.items.start;
        let body = self.body_named(passage, event.items.clone());
        let has_article = event.title.checked_sub(1).is_some_and(|it| passage.lower(it) == "the");
        let is_body = !title
            && (has_article
                || land::is_land(key)
                || event.items.clone().any(|it| {
                    let class = passage.bare(it);
                    class.has(Facts::BODY) || is_body_word(passage.lower(it))
                }));
        let sort = if is_body { Sort::Body } else { Sort::Person };
        let pronoun = first::pronoun(first).filter(|_| !is_body);
        let entity = self.add(Entity { name, entry: None, body, sort, pronoun });
        self.forms.insert(key.to_owned(), entity);
        if !is_body {
            self.note_full(last, first, start, entity);
        }
        entity
    }

    fn note_full(&mut self, last: &str, first: &str, start: usize, entity: usize) {
        match self.lasts.get_mut(last) {
            Some(found) => found.push((start, entity)),
            None => {
                self.lasts.insert(last.to_owned(), vec![(start, entity)]);
            }
        }
        match self.firsts.get_mut(first) {
            Some(known) => *known = known.filter(|&it| it == entity),
            None => {
                self.firsts.insert(first.to_owned(), Some(entity));
            }
        }
    }

    /// The roster body that a name of several words begins with: "Portoan Finance Ministry".
    fn body_named(&self, passage: &Passage, items: Range<usize>) -> Option<usize> {
        post::body_in(self.known, passage, items)
    }

    pub(super) fn short_name(&mut self, event: &Event) -> usize {
        let passage = self.passage(event);
        let mut key = std::mem::take(&mut self.key);
        phrase::write_key(&mut key, passage, event.items.clone());
        let entity = self.short_key(event, passage, &key);
        self.key = key;
        let (_, told) = self.titled(event);
        let it = &mut self.entities[entity];
        it.pronoun = it.pronoun.or(told);
        if it.sort == Sort::Unknown && event.title < event.items.start {
            it.sort = Sort::Person;
        }
        entity
    }

    fn short_key(&mut self, event: &Event, passage: &Passage, key: &str) -> usize {
        let start = passage.items[event.items.start].span.start;
        let (title, told) = self.titled(event);
        let known = self.known.find(key);
        let full = self.lasts.get(key).and_then(|found| {
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
        let mut same: Vec<usize> = self.known.with_last(key).take(64).collect();
        if let Some(told) = told {
            same.retain(|&it| entries[it].pronoun.as_deref().is_none_or(|own| own == told));
        }
        if 1 < same.len() && !title.is_empty() {
            let words = post::content_words(self.known, passage, title.clone());
            let held = same.iter().find(|&&it| {
                let mut posts = self.known.posts.iter().filter(|post| post.entry == it);
                posts.any(|post| post.words.iter().any(|word| words.contains(word)))
            });
            same = held.map_or(same.clone(), |&it| vec![it]);
        }
        if let Some(&entry) = same.first() {
            return self.on_roster(entry);
        }
        if let Some(&entity) = self.forms.get(key) {
            return entity;
        }
        if let Some(&Some(entity)) = self.firsts.get(key)
            && title.is_empty()
        {
            return entity;
        }
        let name = phrase::printed(self.text, passage, event.items.clone());
        let pronoun = first::pronoun(key);
        let is_body = is_body_word(key)
            || facts::bare(key).has(Facts::BODY)
            || land::is_land(key)
            || 1 < name.len() && name.chars().all(|it| it.is_uppercase() || it == '.');
        let sort = if is_body { Sort::Body } else { Sort::Unknown };
        let body = post::body_in(self.known, passage, title);
        let entity = self.add(Entity { name, entry: None, body, sort, pronoun });
        self.forms.insert(key.to_owned(), entity);
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
fn is_body_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
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
    WORDS.binary_search(&word.trim_end_matches('.')).is_ok()
}
