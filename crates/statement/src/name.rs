//! From the words for a speaker to the speaker.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::clause;
use crate::passage::{self, Passage};
use crate::roster::{EntryKind, Roster};
use crate::text;
use crate::word;

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) name: String,
    /// Place on the roster.
    pub(crate) entry: Option<usize>,
    /// Whether it is, as far as known, one person with a name, whom "she" can mean later.
    pub(crate) is_person: bool,
}

/// The names on the roster and in the article.
pub(crate) struct Names<'a> {
    text: &'a str,
    roster: &'a Roster,
    /// Names and aliases in lower case, to places on the roster.
    known: BTreeMap<String, usize>,
    /// Last words of people's names on the roster.
    known_last: BTreeMap<String, Vec<usize>>,
    /// Last words of full names in the article, with where each full name stands, in order.
    full: BTreeMap<String, Vec<(usize, String)>>,
    /// Full names in the article with the words of the titles before them.
    titles: Vec<(BTreeSet<String>, String)>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(text: &'a str, passages: &[(usize, Passage)], roster: &'a Roster) -> Self {
        let mut known = BTreeMap::new();
        let mut known_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, entry) in roster.entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                known.entry(normal(name)).or_insert(index);
            }
            if entry.kind == EntryKind::Person
                && let Some(last) = normal(&entry.name).split(' ').next_back()
            {
                known_last.entry(last.to_owned()).or_default().push(index);
            }
        }
        let (full, titles) = (BTreeMap::new(), Vec::new());
        let mut names = Self { text, roster, known, known_last, full, titles };
        for (_, passage) in passages {
            names.collect(passage);
        }
        names
    }

    /// Notes the full names in a passage, outside its quotations.
    fn collect(&mut self, passage: &Passage) {
        const TITLES: usize = 64;
        let mut at = 0;
        while at < passage.items.len() {
            let run = run(passage, at, passage.items.len());
            let name = bare_name(passage, run.clone());
            if 2 <= name.len() {
                let words = self.joined(passage, name.clone());
                let last = passage.stem(name.end - 1).to_owned();
                let start = passage.items[name.start].span.start;
                let title = content_words(passage, title_start(passage, run.start)..name.start);
                if !title.is_empty() && self.titles.len() < TITLES {
                    self.titles.push((title, words.clone()));
                }
                self.full.entry(last).or_default().push((start, words));
            }
            at = run.end.max(at + 1);
        }
    }

    /// The words of a name as printed, without a possessive ending.
    fn joined(&self, passage: &Passage, items: Range<usize>) -> String {
        let words = items.map(|it| {
            let printed = text::on_one_line(&self.text[passage.items[it].span.clone()]);
            let cut = passage.lower(it).len() - passage.stem(it).len();
            // The apostrophe may have been a curly one, of three bytes.
            let kept = printed.chars().count().saturating_sub(cut);
            printed.chars().take(kept).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Who is meant by a noun phrase that is not a pronoun.
    pub(crate) fn resolve(&self, passage: &Passage, phrase: Range<usize>) -> Speaker {
        let (head, name) = head(passage, phrase.clone());
        if !name.is_empty() {
            return self.named(passage, name);
        }
        let whole = self.joined(passage, head.clone());
        if let Some(&entry) = self.known.get(without_article(&normal(&whole))) {
            return self.on_roster(entry);
        }
        if let Some(speaker) = self.holder_of_post(passage, &phrase) {
            return speaker;
        }
        let name = text::on_one_line(&self.text[passage.bytes(phrase)]);
        Speaker { name, entry: None, is_person: false }
    }

    fn named(&self, passage: &Passage, name: Range<usize>) -> Speaker {
        let printed = self.joined(passage, name.clone());
        let key = normal(&printed);
        if let Some(&entry) = self.known.get(&key) {
            return self.on_roster(entry);
        }
        let last = passage.stem(name.end - 1);
        let full = if name.len() == 1 {
            let place = passage.items[name.start].span.start;
            self.full.get(last).and_then(|found| {
                let before = found.partition_point(|&(start, _)| start <= place);
                found.get(before.saturating_sub(1)).map(|(_, full)| full.as_str())
            })
        } else {
            Some(printed.as_str())
        };
        let first = full.and_then(|it| it.split(' ').next()).map(normal);
        let same = self.known_last.get(last).and_then(|entries| {
            entries.iter().copied().find(|&entry| {
                let name = normal(&self.roster.entries[entry].name);
                first.is_none() || name.split(' ').next().map(str::to_owned) == first
            })
        });
        if let Some(entry) = same {
            return self.on_roster(entry);
        }
        if let Some(full) = full {
            if let Some(&entry) = self.known.get(&normal(full)) {
                return self.on_roster(entry);
            }
            return Speaker { name: full.to_owned(), entry: None, is_person: true };
        }
        let is_person = name.start.checked_sub(1).is_none_or(|it| passage.lower(it) != "the");
        Speaker { name: printed, entry: None, is_person }
    }

    /// The person meant by "the foreign minister of Freedonia", by posts and titles.
    fn holder_of_post(&self, passage: &Passage, phrase: &Range<usize>) -> Option<Speaker> {
        let words = content_words(passage, phrase.clone());
        if !words.iter().any(|it| word::is_title(it)) {
            return None;
        }
        let whole = normal(&self.joined(passage, phrase.clone()));
        let entry = self.roster.entries.iter().position(|entry| {
            entry.kind == EntryKind::Person
                && entry.posts.iter().any(|post| {
                    let title: BTreeSet<String> = normal(&post.title)
                        .split(' ')
                        .filter(|it| !is_empty_word(it))
                        .map(str::to_owned)
                        .collect();
                    !title.is_empty()
                        && title.iter().all(|it| words.contains(it))
                        && words.difference(&title).all(|word| {
                            self.known.iter().any(|(alias, &body)| {
                                self.roster.entries[body].holder == entry.holder
                                    && alias.split(' ').any(|it| it == word)
                                    && whole.contains(alias.as_str())
                            })
                        })
                        && (title.len() < words.len() || 2 <= title.len())
                })
        });
        if let Some(entry) = entry {
            return Some(self.on_roster(entry));
        }
        let mut found: Vec<&str> = self
            .titles
            .iter()
            .filter(|(title, _)| 2 <= words.len() && words.is_subset(title))
            .map(|(_, name)| name.as_str())
            .collect();
        found.dedup();
        match found[..] {
            [name] => Some(self.known.get(&normal(name)).map_or_else(
                || Speaker { name: name.to_owned(), entry: None, is_person: true },
                |&entry| self.on_roster(entry),
            )),
            _ => None,
        }
    }

    /// The holder for whom officials speak: "Freedonian officials", "a spokesman for the palace".
    pub(crate) fn body_of(&self, passage: &Passage, phrase: Range<usize>) -> Option<usize> {
        const OFFICES: &[&str] = &[
            "administration",
            "authorities",
            "cabinet",
            "delegation",
            "diplomat",
            "diplomats",
            "government",
            "ministry",
            "negotiator",
            "negotiators",
            "official",
            "officials",
            "spokesman",
            "spokesperson",
            "spokeswoman",
            "side",
            "team",
        ];
        const NAME_WORDS: usize = 4;
        if !phrase.clone().any(|it| OFFICES.contains(&passage.lower(it))) {
            return None;
        }
        let mut bodies = phrase.clone().flat_map(|start| {
            (start + 1..=phrase.end.min(start + NAME_WORDS)).filter_map(move |end| {
                let &entry = self.known.get(&normal(&self.joined(passage, start..end)))?;
                (self.roster.entries[entry].kind == EntryKind::Body).then_some(entry)
            })
        });
        let first = bodies.next()?;
        let holder = &self.roster.entries[first].holder;
        bodies.all(|it| self.roster.entries[it].holder == *holder).then_some(first)
    }

    fn on_roster(&self, entry: usize) -> Speaker {
        let it = &self.roster.entries[entry];
        let is_person = it.kind == EntryKind::Person;
        Speaker { name: it.name.clone(), entry: Some(entry), is_person }
    }

    /// Whether "he" or "she" can mean the speaker, as far as known.
    pub(crate) fn fits(&self, speaker: &Speaker, pronoun: &str) -> bool {
        let own = speaker.entry.and_then(|it| self.roster.entries[it].pronoun.as_deref());
        speaker.is_person && own.is_none_or(|own| own == pronoun)
    }

    /// The people named in some items, each with whether the name stands as a subject may.
    pub(crate) fn people(&self, passage: &Passage, items: Range<usize>) -> Vec<(Speaker, bool)> {
        let mut found = Vec::new();
        let mut at = items.start;
        while at < items.end {
            let run = run(passage, at, items.end);
            if !run.is_empty() {
                let before = at.checked_sub(1).filter(|&it| items.start <= it);
                let word = before.map_or("", |it| passage.lower(it));
                let is_object = word::is_preposition(word)
                    && !matches!(word, "after" | "as" | "before")
                    || before.is_some_and(|it| clause::is_quote(passage, it));
                let is_owner = passage.lower(run.end - 1) != passage.stem(run.end - 1);
                let name = bare_name(passage, run.clone());
                let speaker = (!name.is_empty()).then(|| self.named(passage, name));
                found.extend(
                    speaker
                        .filter(|it| it.is_person)
                        .filter(|it| it.entry.is_some() || it.name.contains(' '))
                        .map(|it| (it, !is_object && !is_owner)),
                );
            }
            at = run.end.max(at + 1);
        }
        found
    }
}

/// The phrase up to what hangs on it, and the name it ends with.
fn head(passage: &Passage, phrase: Range<usize>) -> (Range<usize>, Range<usize>) {
    let mut end = phrase.end;
    for at in phrase.clone().skip(1) {
        let word = passage.lower(at);
        let stops = !passage.is_word(at)
            || word::is_preposition(word)
            || word::is_subordinator(word)
            || word == "and";
        // "Secretary of State Ana Belo", "the Bank of Freedonia".
        let is_title_of = matches!(word, "of" | "for")
            && word::is_title(passage.lower(at - 1))
            && word::is_with_title(passage.lower(at + 1));
        if stops && !is_title_of {
            end = at;
            break;
        }
    }
    let head = phrase.start..end;
    let mut at = head.start;
    while at < end {
        let run = run(passage, at, end);
        if !run.is_empty() && run.end == end {
            return (head, bare_name(passage, run));
        }
        at = run.end.max(at + 1);
    }
    (head, end..end)
}

/// The capitalized words from a place on, with the small words of names between them.
fn run(passage: &Passage, start: usize, limit: usize) -> Range<usize> {
    const PARTICLES: [&str; 12] =
        ["al", "bin", "da", "de", "del", "della", "den", "der", "di", "la", "van", "von"];
    let mut end = start;
    while end < limit && passage.is_name(end) {
        end += 1;
        if passage.lower(end - 1).ends_with("'s") || passage.lower(end - 1).ends_with("s'") {
            break;
        }
        let mut next = end;
        while PARTICLES.contains(&passage.lower(next)) && next < end + 3 {
            next += 1;
        }
        if passage.is_name(next) && next < limit {
            end = next;
        }
    }
    start..end
}

/// A run without the titles at its start.
fn bare_name(passage: &Passage, run: Range<usize>) -> Range<usize> {
    let title = run.clone().rev().find(|&it| word::is_title(passage.stem(it)));
    let mut start = title.map_or(run.start, |it| it + 1);
    // "Secretary of State Ana Belo": the run starts at "State".
    let hangs =
        run.start.checked_sub(1).is_some_and(|it| matches!(passage.lower(it), "of" | "for"));
    while start < run.end
        && (word::is_with_title(passage.stem(start))
            && (hangs || title.is_some() || start == run.start)
            || passage.stem(start) == "and")
    {
        start += 1;
    }
    start.min(run.end)..run.end
}

/// Where the title before a run starts: "press secretary" before "Ana Belo".
fn title_start(passage: &Passage, run: usize) -> usize {
    let mut start = run;
    while 0 < start && run < start + 6 {
        let word = passage.stem(start - 1);
        let is_part = word::is_title(word) || word::is_with_title(word);
        let is_office = start < run && passage.is_name(start - 1);
        if !is_part && !is_office {
            break;
        }
        start -= 1;
    }
    start
}

fn normal(name: &str) -> String {
    name.to_lowercase().replace('’', "'").replace('‑', "-")
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

fn is_empty_word(word: &str) -> bool {
    matches!(word, "the" | "of" | "a" | "an" | "for" | "and")
}

fn content_words(passage: &Passage, items: Range<usize>) -> BTreeSet<String> {
    items
        .filter(|&it| passage.is_word(it) && !is_empty_word(passage.lower(it)))
        .map(|it| passage::strip_possessive(passage.lower(it)).to_owned())
        .collect()
}
