//! The names, pronouns and nouns of an article that may stand for somebody, in order.

use std::ops::Range;

use super::phrase;
use crate::clause;
use crate::cue::{self, cue};
use crate::facts::{Any, Facts};
use crate::passage::{Item, Kind, Passage};
use crate::word;

/// Words that may stand for somebody.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// Place of the passage.
    pub(super) passage: usize,
    /// Sentence, counted through the article.
    pub(super) sentence: usize,
    /// Items of the sentence.
    pub(super) within: Range<usize>,
    /// Items of the words: a name without its title, a pronoun, a phrase up to its noun.
    pub(super) items: Range<usize>,
    /// The item with the noun of a phrase; the first of a name.
    pub(super) noun: usize,
    /// The item where the title before a name starts, and the name where there is none.
    pub(super) title: usize,
    pub(super) class: Any,
    pub(super) what: What,
    pub(super) role: Role,
    /// Whether a verb that reports stands right after it, or right before it after a quotation.
    pub(super) speaks: bool,
}

/// What the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Name,
    Pronoun,
    /// "The minister", "Freedonian officials", "the proposal".
    Noun,
}

/// How the words stand in their sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Subject,
    Object,
    /// "Belo's".
    Owner,
    /// Before a noun: "Portoan" in "Portoan officials".
    Modifier,
}

/// What may stand for somebody in the passages, in order.
pub(super) fn events(passages: &[(usize, Passage)]) -> Vec<Event> {
    let mut events = Vec::with_capacity(passages.len() * 8);
    let mut sentences = 0;
    for (index, (_, passage)) in passages.iter().enumerate() {
        for sentence in &passage.sentences {
            let mut gather =
                Gather { passage, index, number: sentences, sentence: sentence.clone() };
            gather.read(&mut events);
            sentences += 1;
        }
    }
    events
}

struct Gather<'a> {
    passage: &'a Passage<'a>,
    index: usize,
    number: usize,
    sentence: Range<usize>,
}

impl Gather<'_> {
    fn read(&mut self, events: &mut Vec<Event>) {
        const NOUNS: Any =
            Facts::TITLE.or(Facts::PERSON).or(Facts::GROUP).or(Facts::BODY).or(Facts::DOCUMENT);
        const PRONOUNS: Any = Facts::HE.or(Facts::SHE).or(Facts::IT).or(Facts::THEY);
        let passage = self.passage;
        let first = events.len();
        let mut at = self.sentence.start;
        // Most words stand for nobody.
        let may_stand = |it: &Item| it.facts.bare.has(NOUNS.or(PRONOUNS)) || it.is_name();
        while let Some(skipped) = passage.items[at..self.sentence.end].iter().position(may_stand) {
            at += skipped;
            let class = passage.bare(at);
            if class.has(PRONOUNS) {
                events.push(self.pronoun(at, class));
                at += 1;
                continue;
            }
            if passage.is_name(at) {
                let run = phrase::run(passage, at, self.sentence.end);
                at = run.end.max(at + 1);
                let name = phrase::bare_name(passage, run.clone());
                let last = run.end - 1;
                let class = passage.bare(last);
                // "Speaking in Porto, she said": no name. "Fleming said" is one.
                let is_opening = run.start == self.sentence.start
                    && run.len() == 1
                    && cue::is_verb_form(passage.lower(last))
                    && !self.is_verb(run.end);
                if is_opening {
                    continue;
                }
                let is_noun = name.is_empty() || run.len() == 1 && class.has(NOUNS);
                if is_noun && let Some(event) = self.noun(last, class) {
                    events.push(event);
                } else if !name.is_empty() {
                    events.push(self.name(first, events, run, name, class));
                }
                continue;
            }
            events.extend(self.noun(at, class));
            at += 1;
        }
    }

    fn event(&self, items: Range<usize>, noun: usize, class: Any, what: What) -> Event {
        Event {
            passage: self.index,
            sentence: self.number,
            within: self.sentence.clone(),
            title: items.start,
            speaks: self.speaks(&items),
            items,
            noun,
            class,
            what,
            role: Role::Subject,
        }
    }

    fn pronoun(&self, at: usize, class: Any) -> Event {
        let mut event = self.event(at..at + 1, at, class, What::Pronoun);
        let passage = self.passage;
        let word = word::pronoun(passage.lower(at));
        let next = passage.bare(at + 1);
        let closes = !passage.is_word(at + 1)
            || next.has(Facts::PREPOSITION.or(Facts::DETERMINER).or(Facts::JOINER))
            || passage.has(at + 1, Facts::ADVERB)
            || passage.lower(at + 1) == "to";
        event.role = match word {
            "he" | "she" | "they" => Role::Subject,
            "it" => self.role(at, at),
            "her" if closes => Role::Object,
            "his" | "her" | "its" | "their" => Role::Owner,
            _ => Role::Object,
        };
        event
    }

    fn name(
        &self,
        first: usize,
        events: &[Event],
        run: Range<usize>,
        name: Range<usize>,
        class: Any,
    ) -> Event {
        let passage = self.passage;
        let title = phrase::title_start(passage, self.sentence.start, run.start, name.start);
        let mut event = self.event(name.clone(), name.start, class, What::Name);
        event.title = title;
        let next = name.end;
        let last = passage.lower(name.end - 1);
        let hangs = self.sentence.start < name.start && passage.lower(name.start - 1) == "of";
        event.role = if passage.stem(name.end - 1).len() < last.len() {
            Role::Owner
        } else if hangs {
            Role::Object
        } else if passage.is_word(next)
            && next < self.sentence.end
            && !passage.is_name(next)
            && self.is_content(next)
            && cue(passage, next).is_none()
            && passage.bare(next) != Any::default()
            && !passage.bare(next).has(Facts::PREPOSITION)
        {
            Role::Modifier
        } else {
            // "Belo and Costa": both as the first.
            let before = events[first..].last().filter(|it| {
                passage.lower(title.saturating_sub(1)) == "and"
                    && it.items.end + 1 == title
                    && it.what == What::Name
            });
            before.map_or_else(|| self.role(title, name.end), |it| it.role)
        };
        event
    }

    /// The phrase with its noun at a place, if it stands for somebody.
    fn noun(&self, at: usize, class: Any) -> Option<Event> {
        const WORDS: usize = 6;
        let passage = self.passage;
        let next = passage.bare(at + 1);
        let owns = passage.stem(at).len() < passage.lower(at).len();
        let goes_on = at + 1 < self.sentence.end
            && passage.is_word(at + 1)
            && !owns
            && (passage.is_name(at + 1)
                || next.has(Facts::TITLE.or(Facts::PERSON).or(Facts::GROUP).or(Facts::BODY))
                    && cue(passage, at + 1).is_none());
        if goes_on {
            return None;
        }
        let mut start = at;
        let mut has_name = false;
        let mut is_closed = false;
        while self.sentence.start < start && at < start + WORDS {
            let before = passage.bare(start - 1);
            if before.has(Facts::DETERMINER) || before.has(Facts::OWNING) {
                start -= 1;
                is_closed = passage.lower(start) != "that";
                break;
            }
            let is_verb = cue(passage, start - 1).is_some_and(|it| !it.is_participle);
            if !passage.is_word(start - 1)
                || before.has(Facts::PREPOSITION.or(Facts::JOINER))
                || is_verb
                || !passage.is_name(start - 1) && !self.is_content(start - 1)
            {
                break;
            }
            start -= 1;
            has_name |= passage.is_name(start);
        }
        let is_capital = passage.is_name(at);
        if !is_closed && !has_name && !class.has(Facts::GROUP) && !is_capital {
            return None;
        }
        if !is_closed && class.has(Facts::GROUP) && !has_name && start < at {
            // "Critics said", but not a verb before "critics".
            start = at;
        }
        let mut event = self.event(start..self.hanging(at + 1), at, class, What::Noun);
        event.role = if owns { Role::Owner } else { self.role(start, event.items.end) };
        Some(event)
    }

    /// Past "of the upper valley" after a noun.
    fn hanging(&self, end: usize) -> usize {
        const WORDS: usize = 6;
        let passage = self.passage;
        if !matches!(passage.lower(end), "of" | "for" | "from") || self.sentence.end <= end + 1 {
            return end;
        }
        let mut at = end + 1;
        while at < self.sentence.end && at < end + WORDS && passage.is_word(at) {
            let class = passage.bare(at);
            let is_first = at == end + 1;
            let takes = is_first && class.has(Facts::DETERMINER)
                || passage.is_name(at)
                || self.is_content(at) && cue(passage, at).is_none();
            if !takes {
                break;
            }
            at += 1;
        }
        at
    }

    fn is_content(&self, at: usize) -> bool {
        self.passage.is_word(at) && !self.passage.has(at, Facts::STEM_FUNCTION)
    }

    /// How words between two places stand in the sentence.
    fn role(&self, start: usize, end: usize) -> Role {
        let passage = self.passage;
        let within = |it: &usize| self.sentence.start <= *it;
        // "His brother Peter Brevik": as it stands with "his".
        let owner = start.checked_sub(2).filter(within).filter(|&it| {
            passage.has(it, Facts::DETERMINER.or(Facts::OWNING)) && self.is_content(start - 1)
        });
        let start = owner.unwrap_or(start);
        let Some(before) = start.checked_sub(1).filter(within) else {
            return Role::Subject;
        };
        if !passage.is_word(before) {
            return Role::Subject;
        }
        let word = passage.lower(before);
        if passage.has(before, Facts::PREPOSITION) {
            // "After Belo left": a subject after all.
            let is_clause =
                matches!(word, "after" | "before" | "as" | "until" | "since") && self.is_verb(end);
            return if is_clause { Role::Subject } else { Role::Object };
        }
        let is_plain = passage.has(before, Facts::JOINER.or(Facts::TIME).or(Facts::ADVERB))
            || self.inverts(before);
        if is_plain || self.is_verb(end) { Role::Subject } else { Role::Object }
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.passage.lower(at);
        at < self.sentence.end
            && (self.passage.has(at, Facts::AUXILIARY)
                || cue(self.passage, at).is_some_and(|it| !it.is_participle)
                || word.ends_with("ed") && cue::is_verb_form(word))
    }

    /// Whether a verb before its subject reports a quotation: "Q, said Belo".
    fn inverts(&self, verb: usize) -> bool {
        let passage = self.passage;
        let mut at = verb;
        if self.sentence.start < at && passage.kind(at - 1) == Some(Kind::Comma) {
            at -= 1;
        }
        cue(passage, verb).is_some()
            && (at == self.sentence.start
                || at < verb
                || self.sentence.start < at && clause::is_quote(passage, at - 1))
    }

    fn speaks(&self, items: &Range<usize>) -> bool {
        let passage = self.passage;
        let mut verb = items.end;
        while verb < self.sentence.end
            && verb < items.end + 3
            && passage.has(verb, Facts::ADVERB.or(Facts::AUXILIARY))
        {
            verb += 1;
        }
        verb < self.sentence.end && cue(passage, verb).is_some_and(|it| 60 <= it.weight)
            || self.sentence.start < items.start && self.inverts(items.start - 1)
    }
}
