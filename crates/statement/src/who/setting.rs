//! To whom something was said, where, and how openly.

use std::ops::Range;

use super::Names;
use crate::clause;
use crate::facts::{Any, Facts};
use crate::passage::{Kind, Passage};
use crate::text;

/// To whom something was said, where, and how openly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) addressee: Option<Slot>,
    pub(crate) venue: Option<Slot>,
    /// Whether it was said in private, or by somebody who would not be named.
    pub(crate) is_private: bool,
}

/// Words of the article that fill a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Bytes of the article.
    pub(crate) span: Range<usize>,
    /// The words on one line.
    pub(crate) words: String,
}

impl Names<'_> {
    /// The setting of what the word at `cue` reports, by the words around it and around `mention`,
    /// not those of what is said.
    pub(crate) fn setting(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        mention: &Range<usize>,
        cue: &Range<usize>,
    ) -> Setting {
        if mention.is_empty() && cue.is_empty() {
            return Setting::default();
        }
        let mut scan = Scan { passage, addressee: None, venue: None, is_private: false };
        scan.is_private = scan.is_anonymous(sentence.clone())
            || scan.is_insider(mention)
            || scan.is_anonymous_later(sentence.end);
        scan.told(mention, cue, sentence.end);
        // "Said the ambassador to Freedonia": no addressee.
        let hangs = cue.end <= mention.start
            && passage.lower(mention.end) == "to"
            && scan.class(mention.end.saturating_sub(1)).has(Facts::TITLE.or(Facts::PERSON));
        if !hangs {
            scan.after(mention.end.max(cue.end), sentence.end);
        }
        let first = if mention.is_empty() { cue.start } else { mention.start.min(cue.start) };
        scan.before(sentence.start, first);
        let slot = |items: Range<usize>| {
            let last = items.end - 1;
            let mut bytes = passage.bytes(items);
            // The full stop after "X" ends the sentence.
            if passage.lower(last).len() == 2 && passage.lower(last).ends_with('.') {
                bytes.end -= 1;
            }
            Slot { words: text::on_one_line(&self.text[bytes.clone()]).into_owned(), span: bytes }
        };
        Setting {
            addressee: scan.addressee.map(slot),
            venue: scan.venue.map(slot),
            is_private: scan.is_private,
        }
    }
}

struct Scan<'a> {
    passage: &'a Passage<'a>,
    addressee: Option<Range<usize>>,
    venue: Option<Range<usize>>,
    is_private: bool,
}

/// Words that a passage can be at.
const PLACING: &[&str] = &["in", "at", "on", "during", "via", "through", "over", "after", "from"];

impl Scan<'_> {
    fn class(&self, at: usize) -> Any {
        self.passage.bare(at)
    }

    /// "Told reporters", "urged Porto to".
    fn told(&mut self, mention: &Range<usize>, cue: &Range<usize>, limit: usize) {
        const TELLING: &[&str] = &["tell", "tells", "telling", "told"];
        const URGING: &[&str] = &[
            "advised",
            "asked",
            "assured",
            "cautioned",
            "informed",
            "reminded",
            "urged",
            "warned",
            "advises",
            "asks",
            "assures",
            "informs",
            "reminds",
            "urges",
            "warns",
            "urging",
            "warning",
            "telling",
            "reminding",
            "assuring",
            "begged",
            "implored",
            "instructed",
        ];
        let Some(verb) = cue.end.checked_sub(1).filter(|_| mention.end <= cue.start) else {
            return;
        };
        let word = self.passage.lower(verb);
        let is_telling = TELLING.contains(&word);
        let calls = matches!(word, "on" | "upon") && cue.len() == 2;
        if !is_telling && !URGING.contains(&word) && !calls || mention.end > cue.start {
            return;
        }
        let Some(end) = self.listener(cue.end, limit) else { return };
        let next = self.passage.lower(end);
        let is_closed = !self.passage.is_word(end)
            || end >= limit
            || matches!(next, "that" | "to" | "not" | "about" | "of" | "against")
            || self.passage.has(end, Facts::PREPOSITION.or(Facts::TIME));
        if is_telling || is_closed {
            self.addressee = Some(cue.end..end);
        }
    }

    /// Where the words for somebody that start at a place end.
    fn listener(&self, start: usize, limit: usize) -> Option<usize> {
        let passage = self.passage;
        let class = self.class(start);
        let person = Facts::HE.or(Facts::SHE).or(Facts::THEY).or(Facts::IT);
        if matches!(passage.lower(start), "me" | "us" | "him" | "them" | "her" | "it")
            && !(class.has(Facts::OWNING) && self.class(start + 1).has(NOUNS))
        {
            return Some(start + 1);
        }
        if class.has(person) && !class.has(Facts::OWNING) {
            return None;
        }
        let phrase = clause::phrase_starting(passage, start, limit)?;
        let is_times = passage.has(start, Facts::TIME);
        (passage.lower(start) != "that" && !is_times).then_some(phrase.end)
    }

    /// The phrases right after the words that report.
    fn after(&mut self, start: usize, limit: usize) {
        const ITEMS: usize = 40;
        let passage = self.passage;
        let limit = limit.min(start + ITEMS);
        let mut at = match &self.addressee {
            Some(it) if it.start <= start => it.end,
            _ => start,
        };
        let mut has_stepped = false;
        while at < limit {
            if passage.kind(at) == Some(Kind::Comma) {
                if self.places(at + 1) {
                    at += 1;
                    continue;
                }
                // ", the envoy for the coast," stands between.
                let close = (at + 1..limit.min(at + 14))
                    .find(|&it| !passage.is_word(it))
                    .filter(|&it| passage.kind(it) == Some(Kind::Comma) && !has_stepped);
                has_stepped = true;
                match close {
                    Some(close) if self.places(close + 1) => at = close + 1,
                    _ => return,
                }
                continue;
            }
            match self.step(at, limit) {
                Some(next) if at < next => at = next,
                _ => return,
            }
        }
    }

    fn places(&self, at: usize) -> bool {
        PLACING.contains(&self.passage.lower(at)) || self.passage.lower(at) == "behind"
    }

    /// "In a television interview on Monday, Belo said"; "Speaking to reporters, Belo said".
    fn before(&mut self, from: usize, first: usize) {
        const PARTICIPLES: &[&str] = &[
            "speaking",
            "writing",
            "appearing",
            "testifying",
            "talking",
            "addressing",
            "briefing",
            "interviewed",
            "posting",
        ];
        let passage = self.passage;
        let from =
            (from..first).rev().find(|&it| clause::is_quote(passage, it)).map_or(from, |it| it + 1);
        let mut start = from;
        while start < first {
            let end = (start..first).find(|&it| !passage.is_word(it)).unwrap_or(first);
            let mut at = start;
            while at < end && matches!(passage.lower(at), "and" | "but" | "later" | "earlier") {
                at += 1;
            }
            let word = passage.lower(at);
            let is_participle = PARTICIPLES.contains(&word);
            if is_participle {
                at += 1;
                if matches!(word, "addressing" | "briefing")
                    && let Some(next) = self.listener(at, end)
                {
                    self.addressee.get_or_insert(at..next);
                    at = next;
                }
            }
            if is_participle || PLACING.contains(&word) {
                while at < end {
                    match self.step(at, end) {
                        Some(next) if at < next => at = next,
                        _ => break,
                    }
                }
            }
            start = end + 1;
        }
    }

    /// Reads one phrase; where the next one starts.
    fn step(&mut self, at: usize, limit: usize) -> Option<usize> {
        let passage = self.passage;
        let word = passage.lower(at);
        if !passage.is_word(at) {
            return None;
        }
        if word == "behind" && passage.lower(at + 1) == "closed" {
            self.is_private = true;
            return Some(at + 3);
        }
        if matches!(word, "privately" | "anonymously" | "confidentially") {
            self.is_private = true;
        }
        let is_time = passage.has(at, Facts::TIME.or(Facts::ADVERB))
            || matches!(word, "yesterday" | "today" | "last" | "this" | "week" | "month" | "year")
            || matches!(word, "morning" | "afternoon" | "evening" | "night" | "earlier" | "next")
            || word.starts_with(|it: char| it.is_ascii_digit());
        if is_time {
            return Some(at + 1);
        }
        if word == "to" || word == "with" && self.venue.is_some() {
            let is_free = self.addressee.is_none();
            let next = self.class(at + 1);
            let is_named = passage.is_name(at + 1)
                || next.has(Facts::DETERMINER.or(Facts::OWNING).or(Facts::GROUP))
                || LISTENERS.contains(&passage.lower(at + 1));
            let end = self.listener(at + 1, limit).filter(|_| is_free && is_named)?;
            self.addressee = Some(at + 1..end);
            return Some(end);
        }
        if !PLACING.contains(&word) || limit <= at + 1 {
            return None;
        }
        if word == "in" && passage.lower(at + 1) == "private" && !passage.is_word(at + 2) {
            self.is_private = true;
            return Some(at + 2);
        }
        let phrase = clause::phrase_starting(passage, at + 1, limit);
        let Some(phrase) = phrase else {
            return passage.has(at + 1, Facts::TIME).then_some(at + 2);
        };
        let place = phrase.clone().rev().find(|&it| self.class(it).has(Facts::VENUE));
        let Some(place) = place.filter(|_| self.venue.is_none()) else { return Some(phrase.end) };
        // "At the summit of the valley" is whole; "in a letter Belo" is not.
        let hangs = matches!(passage.lower(place + 1), "of" | "for") && place + 1 < phrase.end;
        let mut end = if hangs { phrase.end } else { place + 1 };
        if matches!(passage.lower(end), "in" | "at")
            && end + 1 < limit
            && passage.is_name(end + 1)
            && let Some(more) = clause::phrase_starting(passage, end + 1, limit)
        {
            end = more.end;
        }
        self.is_private |= phrase
            .clone()
            .any(|it| matches!(passage.lower(it), "private" | "confidential" | "closed-door"));
        self.venue = Some(at..end);
        Some(end)
    }

    /// "On condition of anonymity", "who asked not to be named", outside quotations.
    fn is_anonymous(&self, items: Range<usize>) -> bool {
        const NEAR: usize = 8;
        let passage = self.passage;
        let near = |at: usize, words: &[&str]| {
            (items.start.max(at.saturating_sub(NEAR))..at)
                .any(|it| words.contains(&passage.lower(it)))
        };
        items.clone().any(|at| match passage.lower(at) {
            "anonymity" => near(at, &["condition", "requested", "asked", "granted", "on"]),
            "authorized" | "authorised" | "permitted" | "allowed" => {
                near(at, &["not", "wasn't", "weren't", "isn't"])
                    && matches!(passage.lower(at + 2), "speak" | "discuss" | "talk" | "comment")
            }
            "named" | "identified" | "quoted" => {
                passage.lower(at.saturating_sub(1)) == "be"
                    && near(at, &["asked", "declined", "refused", "wanted", "requested", "not"])
                    && near(at, &["to", "condition"])
            }
            _ => false,
        })
    }

    /// The same in the next sentence: "She spoke on condition of anonymity."
    fn is_anonymous_later(&self, end: usize) -> bool {
        let next = self.passage.sentence(end).filter(|it| it.start == end);
        next.is_some_and(|it| {
            let speaks = it.clone().take(6).any(|at| {
                matches!(self.passage.lower(at), "spoke" | "asked" | "requested" | "declined")
            });
            speaks && self.is_anonymous(it.clone())
        })
    }

    /// "A person familiar with the talks", "officials briefed on the plan".
    fn is_insider(&self, mention: &Range<usize>) -> bool {
        const NEAR: usize = 3;
        let passage = self.passage;
        let is_named = mention.clone().any(|it| passage.is_name(it) && it != mention.start);
        (mention.start..mention.end + NEAR).any(|at| {
            let pair = (passage.lower(at), passage.lower(at + 1));
            matches!(pair, ("familiar", "with") | ("briefed", "on" | "about"))
        }) && !is_named
            || mention.clone().any(|at| matches!(passage.lower(at), "unnamed" | "anonymous"))
    }
}

/// What can be told or asked.
const NOUNS: Any = Facts::TITLE
    .or(Facts::PERSON)
    .or(Facts::GROUP)
    .or(Facts::BODY)
    .or(Facts::DOCUMENT)
    .or(Facts::VENUE);

/// Groups that are told something without an article.
const LISTENERS: &[&str] =
    &["reporters", "journalists", "lawmakers", "viewers", "supporters", "parliament", "congress"];
