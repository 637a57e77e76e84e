//! What a roster tells before any article is read.

use std::ops::Range;

use jiff::civil::Date;

use super::land;
use super::phrase::{self, is_empty_word, normal, without_article};
use crate::passage::Passage;
use crate::roster::{EntryKind, Roster, RosterEntry};
use crate::table::Table;

/// A roster in tables to look things up in, made once for many articles.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    pub(super) roster: &'a Roster,
    /// Names and aliases without accents, in order, to places on the roster; one for each name.
    names: Vec<(String, usize)>,
    /// First words of the names of bodies.
    bodies: Table<()>,
    /// Words of the longest name.
    pub(super) longest: usize,
    /// Last words of people's names, in order.
    lasts: Vec<(String, usize)>,
    pub(super) posts: Vec<KnownPost>,
    /// Names that several entries have, in order, with all of these.
    twins: Vec<(String, usize)>,
}

/// A post on the roster.
#[derive(Debug)]
pub(super) struct KnownPost {
    /// Its words, in order; those for the body of its holder left out.
    pub(super) words: Vec<String>,
    pub(super) entry: usize,
    pub(super) post: usize,
}

impl<'a> Known<'a> {
    pub(crate) fn new(roster: &'a Roster) -> Self {
        let mut names = Vec::new();
        let mut lasts = Vec::new();
        for (index, entry) in roster.entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                names.push((without_article(&normal(name)).to_owned(), index));
            }
            if entry.kind == EntryKind::Person
                && let Some(last) = normal(&entry.name).split(' ').next_back()
            {
                lasts.push((last.to_owned(), index));
            }
        }
        // What every reader of news knows comes after what the roster says.
        for (index, entry) in roster.entries.iter().enumerate() {
            if entry.kind == EntryKind::Body {
                for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                    let name = normal(name);
                    for word in land::words_for(&name) {
                        names.push((normal(word), index));
                    }
                    if name.ends_with("ia") && !name.contains(' ') {
                        names.push((format!("{name}n"), index));
                    }
                }
            }
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        names.dedup_by(|later, first| later.0 == first.0);
        lasts.sort_by(|a, b| a.0.cmp(&b.0));
        let bodies = names.iter().filter(|it| roster.entries[it.1].kind == EntryKind::Body);
        let bodies = Table::of(bodies.filter_map(|it| it.0.split(' ').next()));
        let longest = names.iter().map(|it| it.0.split(' ').count()).max().unwrap_or(0);
        let mut known =
            Self { roster, names, bodies, longest, lasts, posts: Vec::new(), twins: Vec::new() };
        known.posts = known.read_posts();
        known.twins = known.read_twins();
        known
    }

    fn read_posts(&self) -> Vec<KnownPost> {
        let mut posts = Vec::new();
        for (index, entry) in self.roster.entries.iter().enumerate() {
            if entry.kind != EntryKind::Person {
                continue;
            }
            for (post, it) in entry.posts.iter().enumerate() {
                let title = normal(&it.title);
                let mut words: Vec<String> = title
                    .split(|it: char| it.is_whitespace() || it == ',')
                    .filter(|it| !it.is_empty() && !is_empty_word(it))
                    .filter(|it| !self.is_word_for(it, entry))
                    .map(str::to_owned)
                    .collect();
                words.sort();
                words.dedup();
                if !words.is_empty() {
                    posts.push(KnownPost { words, entry: index, post });
                }
            }
        }
        posts
    }

    /// Whether a word is a name for a body with the holder of an entry.
    pub(super) fn is_word_for(&self, word: &str, entry: &RosterEntry) -> bool {
        self.find(word).is_some_and(|it| {
            let body = &self.roster.entries[it];
            body.kind == EntryKind::Body && body.holder.is_some() && body.holder == entry.holder
        })
    }

    fn read_twins(&self) -> Vec<(String, usize)> {
        let mut named: Vec<(String, usize)> =
            self.roster.entries.iter().enumerate().map(|(at, it)| (normal(&it.name), at)).collect();
        named.sort();
        let is_twin = |at: usize| {
            let same = |other: Option<usize>| {
                other.and_then(|it| named.get(it)).is_some_and(|it| it.0 == named[at].0)
            };
            same(at.checked_sub(1)) || same(Some(at + 1))
        };
        let found: Vec<bool> = (0..named.len()).map(is_twin).collect();
        named.into_iter().zip(found).filter(|it| it.1).map(|it| it.0).collect()
    }

    /// The entry with a name or alias, given without accents, article and capitals.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let at = self.names.binary_search_by(|it| it.0.as_str().cmp(key)).ok()?;
        Some(self.names[at].1)
    }

    /// The entry that some items name, with or without an article; `room` as in [`phrase::key`].
    pub(super) fn named(
        &self,
        room: &mut String,
        passage: &Passage,
        items: Range<usize>,
    ) -> Option<usize> {
        // No longer than an article and the longest name.
        let may_be = items.len() <= self.longest + 1 && !self.names.is_empty();
        may_be.then(|| self.find(without_article(&phrase::key(room, passage, items))))?
    }

    /// Whether the name of a body may begin at a place, with or without an article.
    pub(super) fn may_name_body(&self, passage: &Passage, at: usize) -> bool {
        let at = at + usize::from(passage.lower(at) == "the");
        let it = passage.items.get(at).filter(|_| 0 < self.longest);
        it.is_some_and(|it| {
            // One that ends with "'s" or has accents may be another word without them.
            self.bodies.get(it.hash, &it.lower).is_some()
                || it.lower.bytes().any(|it| it == b'\'' || !it.is_ascii())
        })
    }

    /// The people with a last name, in the order of the roster.
    pub(super) fn with_last(&self, last: &str) -> impl Iterator<Item = usize> {
        let start = self.lasts.partition_point(|it| &*it.0 < last);
        self.lasts[start..].iter().take_while(move |it| it.0 == last).map(|it| it.1)
    }

    /// The entry that stands for the same name at a time: somebody who changed sides has one for
    /// each.
    pub(crate) fn entry_at(&self, entry: usize, time: Option<(Date, Date)>) -> usize {
        if self.twins.is_empty() {
            return entry;
        }
        let entries = &self.roster.entries;
        let name = normal(&entries[entry].name);
        let start = self.twins.partition_point(|it| it.0 < name);
        let mut same = self.twins[start..].iter().take_while(|it| it.0 == name).map(|it| it.1);
        same.find(|&it| entries[it].holder_at(time).is_some()).unwrap_or(entry)
    }

    /// The party spoken for at a time, by whichever entry of that name holds a post then.
    pub(crate) fn party_at(&self, entry: usize, time: Option<(Date, Date)>) -> Option<&'a str> {
        self.roster.entries[self.entry_at(entry, time)].holder_at(time)
    }
}
