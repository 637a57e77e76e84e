//! Posts: who "the foreign minister" is, and for which body "a spokesman for the palace" speaks.

use std::ops::Range;

use jiff::civil::Date;

use super::chain::{Entity, Mention, Sort};
use super::gather::Event;
use super::known::{Known, KnownPost};
use super::phrase;
use crate::cue::cue;
use crate::facts::Facts;
use crate::passage::{Kind, Passage};
use crate::roster::EntryKind;

/// A post as the article tells it.
#[derive(Clone, Debug)]
pub(super) struct Title<'a> {
    /// As [`content_words`] has them.
    pub(super) words: Vec<Word<'a>>,
    pub(super) entity: usize,
    /// The byte where the name stands.
    pub(super) at: usize,
}

impl Title<'_> {
    /// Titles noted in one article; more are no help to a reader either.
    pub(super) const MOST: usize = 96;
}

/// A word that tells of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word<'a> {
    /// A body on the roster, whatever it is called, by its holder.
    Body(&'a str),
    /// Another one, in lower case without a possessive ending.
    Plain(&'a str),
}

/// What is known of an article at some place in it.
pub(super) struct Seen<'a> {
    pub(super) known: &'a Known<'a>,
    pub(super) entities: &'a [Entity<'a>],
    pub(super) mentions: &'a [Mention],
    pub(super) titles: &'a [Title<'a>],
}

/// Who holds a post.
pub(super) enum Holds {
    /// Somebody in the article.
    Entity(usize),
    /// Somebody on the roster.
    Entry(usize),
}

impl Seen<'_> {
    /// Who holds the post that a phrase speaks of, at a time.
    pub(super) fn holder(
        &self,
        passage: &Passage,
        phrase: Range<usize>,
        time: Option<(Date, Date)>,
    ) -> Option<Holds> {
        let opening = passage.lower(phrase.start);
        if matches!(opening, "a" | "an" | "another" | "one" | "some" | "his" | "her") {
            return None;
        }
        let words = content_words(self.known, passage, phrase.clone());
        if words.is_empty() {
            return None;
        }
        let is_post = phrase.clone().any(|it| {
            let class = passage.bare(it);
            class.has(Facts::TITLE.or(Facts::PERSON))
        });
        let place = passage.bytes(phrase).start;
        let holder_of = |post: &KnownPost| self.known.roster.entries[post.entry].holder.as_deref();
        let fits = |post: &KnownPost| {
            let it = &self.known.roster.entries[post.entry].posts[post.post];
            time.is_none_or(|(first, last)| it.is_held(first, last))
                && post.words.iter().all(|it| words.contains(&Word::Plain(it)))
                && words.iter().all(|word| match *word {
                    Word::Body(it) => Some(it) == holder_of(post),
                    Word::Plain(it) => post.words.iter().any(|own| own == it),
                })
        };
        let body = words.iter().find_map(|it| match *it {
            Word::Body(it) => Some(it),
            Word::Plain(_) => None,
        });
        if is_post
            && body.is_some()
            && let Some(post) = self.known.posts.iter().find(|it| fits(it))
        {
            return Some(Holds::Entry(post.entry));
        }
        // By the titles in the article: the one named last before, else the first after.
        let in_article = |words: &[Word], holder: Option<&str>| {
            let fits = |title: &&Title| {
                let it = &self.entities[title.entity];
                let own = it.entry.or(it.body);
                let own = own.and_then(|it| self.known.roster.entries[it].holder.as_deref());
                words.len() <= title.words.len()
                    && words.iter().all(|it| title.words.contains(it))
                    && MODIFIERS.iter().all(|it| words.contains(it) == title.words.contains(it))
                    && holder.is_none_or(|it| own == Some(it))
            };
            let mut found = self.titles.iter().filter(fits);
            let first = found.next()?;
            let latest = found.filter(|it| it.at < place).map(|it| it.entity);
            let mut people: Vec<usize> = latest.chain([first.entity]).collect();
            people.sort_unstable();
            people.dedup();
            let last = self
                .mentions
                .iter()
                .rev()
                .take(1024)
                .map(|it| it.entity)
                .find(|it| people.contains(it));
            Some(last.unwrap_or(first.entity))
        };
        if let Some(entity) = in_article(&words, None) {
            return Some(Holds::Entity(entity));
        }
        if let Some(holder) = body {
            let is_plain = |it: &Word| matches!(it, Word::Plain(_));
            let rest: Vec<Word> = words.iter().copied().filter(is_plain).collect();
            if !rest.is_empty()
                && let Some(entity) = in_article(&rest, Some(holder))
            {
                return Some(Holds::Entity(entity));
            }
        }
        if !is_post || body.is_some() {
            return None;
        }
        // "The president": on the roster, and named in the article; "the foreign minister": on it.
        let named = |it: &&KnownPost| {
            fits(it)
                && self
                    .mentions
                    .iter()
                    .rev()
                    .take(64)
                    .any(|mention| self.entities[mention.entity].entry == Some(it.entry))
        };
        let post = self.known.posts.iter().find(named);
        post.or_else(|| self.known.posts.iter().find(|it| 2 <= words.len() && fits(it)))
            .map(|it| Holds::Entry(it.entry))
    }
}

/// Words without which a post is another one.
const MODIFIERS: &[Word] = &[
    Word::Plain("assistant"),
    Word::Plain("deputy"),
    Word::Plain("ex"),
    Word::Plain("former"),
    Word::Plain("vice"),
];

/// The words of some items that tell of a post, in order and each once.
pub(super) fn content_words<'a>(
    known: &'a Known<'_>,
    passage: &'a Passage,
    items: Range<usize>,
) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(items.len());
    let mut at = items.start;
    while at < items.end {
        let word = passage.stem(at);
        if !passage.is_word(at) || phrase::is_empty_word(word) {
            at += 1;
            continue;
        }
        if let Some((entry, end)) = body_at(known, passage, at, items.end)
            && let Some(holder) = &known.roster.entries[entry].holder
        {
            words.push(Word::Body(holder));
            at = end;
            continue;
        }
        words.push(Word::Plain(word.trim_end_matches('.')));
        at += 1;
    }
    words.sort();
    words.dedup();
    words
}

/// The roster body named from a place on, and where its name ends; the longest one.
fn body_at(
    known: &Known<'_>,
    passage: &Passage,
    start: usize,
    limit: usize,
) -> Option<(usize, usize)> {
    const WORDS: usize = 4;
    if !known.may_name_body(passage, start) {
        return None;
    }
    let most = limit.min(start + known.longest.min(WORDS));
    let mut room = String::new();
    (start + 1..=most).rev().find_map(|end| {
        if !passage.items[start].is_capital && end == start + 1 {
            // Names in small letters have an article: "the rebels".
            let before = start.checked_sub(1).map_or("", |it| passage.lower(it));
            if before != "the" {
                return None;
            }
        }
        let entry = known.named(&mut room, passage, start..end)?;
        (known.roster.entries[entry].kind == EntryKind::Body).then_some((entry, end))
    })
}

/// The roster body named in some items, if all named there have one holder; not the one to which,
/// or with which, somebody speaks.
pub(super) fn body_in(known: &Known<'_>, passage: &Passage, items: Range<usize>) -> Option<usize> {
    let stops = |at: usize| {
        matches!(
            passage.lower(at),
            "to" | "with" | "on" | "about" | "against" | "who" | "familiar" | "than" | "toward"
        )
    };
    let body = |at| body_at(known, passage, at, items.end).map(|(entry, end)| (at, entry, end));
    let mut found: Option<usize> = None;
    let mut start = items.start;
    while let Some((at, entry, end)) = (start..items.end).find_map(body)
        && !(start..=at).any(stops)
    {
        let holder = |it: usize| &known.roster.entries[it].holder;
        if found.is_some_and(|it| holder(it) != holder(entry)) {
            return None;
        }
        found = found.or(Some(entry));
        start = end;
    }
    found
}

/// The roster body for which officials speak: "Freedonian officials", "a spokesman for the palace".
pub(super) fn body_of(known: &Known<'_>, passage: &Passage, phrase: Range<usize>) -> Option<usize> {
    const OUTSIDERS: &[&str] =
        &["analyst", "analysts", "critic", "critics", "expert", "experts", "opponents", "rival"];
    let offices = Facts::TITLE.or(Facts::PERSON).or(Facts::GROUP).or(Facts::BODY);
    let has_office = || phrase.clone().any(|it| passage.bare_stem(it).has(offices));
    let is_outside = || phrase.clone().any(|it| OUTSIDERS.contains(&passage.stem(it)));
    body_in(known, passage, phrase.clone()).filter(|_| has_office() && !is_outside())
}

/// What stands between commas after a name and tells of a post: "the union's president".
pub(super) fn apposition(passage: &Passage, event: &Event) -> Option<Range<usize>> {
    const WORDS: usize = 14;
    let limit = event.within.end;
    let is_comma = |it: usize| passage.kind(it) == Some(Kind::Comma);
    let mut start = event.items.end;
    if limit <= start || !is_comma(start) {
        return None;
    }
    start += 1;
    // "Rui Costa, 54, a farmer".
    if passage.lower(start).bytes().all(|it| it.is_ascii_digit()) && is_comma(start + 1) {
        start += 2;
    }
    let class = passage.bare(start);
    let owns = passage.is_name(start) && passage.stem(start).len() < passage.lower(start).len();
    let mut end = start;
    let mut has_title = false;
    while end < limit && end < start + WORDS && passage.is_word(end) {
        let class = passage.bare(end);
        has_title |= class.has(Facts::TITLE.or(Facts::PERSON));
        if passage.has(end, Facts::SUBORDINATOR.or(Facts::AUXILIARY)) {
            break;
        }
        // A post ends where something else hangs on it: "a farmer from the coast".
        if matches!(passage.lower(end), "from" | "in" | "at" | "with" | "on" | "to" | "since") {
            break;
        }
        if start < end && cue(passage, end).is_some_and(|it| !it.is_participle) {
            return None;
        }
        end += 1;
    }
    let opens = class.has(Facts::DETERMINER) || owns || has_title;
    (opens && start < end && cue(passage, start).is_none()).then_some(start..end)
}

/// Whether a sort of entity can hold a post.
pub(super) fn can_hold(sort: Sort) -> bool {
    matches!(sort, Sort::Person | Sort::Unknown)
}
