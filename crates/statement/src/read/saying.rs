//! Who says something, and when.

use std::ops::Range;

use jiff::civil::Date;

use super::Pass;
use crate::attribution::Source;
use crate::clause;
use crate::cue;
use crate::draft::Saying;
use crate::facts::Facts;
use crate::passage::{Kind, Passage};
use crate::sure::Route;
use crate::when::{self, When};
use crate::who::Speaker;

/// Words that lead to a time at which something else is over or begins, and how far before it they
/// may stand.
const LIMITS: [&str; 4] = ["ahead", "since", "till", "until"];
const LEADING: usize = 3;

impl Pass<'_> {
    /// Who says what stands at some bytes, and when; these are empty where it is not known.
    pub(super) fn saying(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        source: Source,
        told: Range<usize>,
    ) -> Saying {
        let Source { mention, cue } = source;
        let mention = with_name(passage, with_neither(passage, sentence.start, mention));
        let setting = self.names.setting(passage, sentence.clone(), &mention, &cue);
        let when = self.when(passage, sentence, &mention, &cue, &told);
        let time = self.time(when.as_ref().map(|it| it.days));
        // "Belo firmly rejected the dam."
        let is_telling = |at: &usize| !passage.has(*at, Facts::ADVERB) || passage.is_name(*at);
        let end = mention.clone().rfind(is_telling).map_or(mention.end, |it| it + 1);
        // "An aide, who spoke on condition that he not be named,".
        let hangs = |&it: &usize| {
            passage.kind(it) == Some(Kind::Comma)
                && matches!(passage.lower(it + 1), "who" | "which")
        };
        let end = mention.clone().skip(1).find(hangs).unwrap_or(end);
        let speaker = self.speaker(passage, &(mention.start..end), time);
        let named = passage.bytes(mention.clone());
        Saying { speaker, route: Route::Reported, mention, named, cue, when, setting }
    }

    /// Who is meant by a mention; in "its chairman, Rui Costa," by the name, where the post alone
    /// means nobody with one.
    pub(super) fn speaker(
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
    pub(super) fn time(&self, days: Option<(Date, Date)>) -> Option<(Date, Date)> {
        days.or(self.article.published.map(|it| (it, it)))
    }

    /// The time in the clause that reports, not in what is reported.
    pub(super) fn when(
        &self,
        passage: &Passage,
        sentence: Range<usize>,
        mention: &Range<usize>,
        cue: &Range<usize>,
        told: &Range<usize>,
    ) -> Option<When> {
        const NEAR: usize = 4;
        let start = mention.end.max(cue.end);
        // "Told the “Courier” on Monday."
        let is_named = |it: usize| {
            clause::is_quote(passage, it) && passage.has(it.wrapping_sub(1), Facts::DETERMINER)
        };
        // "On 28 May."
        let is_may = |it: usize| passage.lower(it) == "may" && passage.items[it].is_capital;
        let stop = (start..sentence.end).find(|&it| {
            !passage.is_word(it)
                && passage.kind(it) != Some(Kind::Dash)
                && !when::is_stroke(passage, it)
                && !is_named(it)
                || passage.has(it, Facts::SUBORDINATOR.or(Facts::AUXILIARY)) && !is_may(it)
                || cue::cue(passage, it).is_some()
        });
        let end = match stop {
            Some(it) if passage.is_word(it) && passage.lower(it) != "that" => it.min(start + NEAR),
            Some(it) if passage.lower(it + 1).parse::<u16>().is_ok() => it + 2,
            Some(it) => it,
            None => sentence.end,
        };
        // "Until midnight on Friday."
        let is_led = |it: &When| {
            let first = it.items.start;
            (first.saturating_sub(LEADING)..=first)
                .any(|at| sentence.start <= at && LIMITS.contains(&passage.lower(at)))
        };
        let find =
            |range| when::find(passage, range, self.article.published).filter(|it| !is_led(it));
        // "Threatened to strike in August", "called for elections in September".
        let last = passage.lower(cue.end.saturating_sub(1));
        let is_ahead = passage.lower(cue.end) == "to"
            && passage.facts(cue.start).verb.is_some()
            && !passage.has(cue.end + 1, Facts::DETERMINER)
            && !passage.is_name(cue.end + 1)
            && !["decline", "fail", "refus"].iter().any(|it| last.starts_with(it));
        let is_wanted = |it: &When| last == "for" && it.days.0 != it.days.1;
        if !is_ahead && let Some(found) = find(start..end).filter(|it| !is_wanted(it)) {
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
                || matches!(word, "after" | "ahead" | "before" | "following" | "since" | "until");
            // "The rebels left on Sunday, Belo said."
            let is_told = |it: &When| told.contains(&passage.items[it.items.start].span.start);
            if !is_other && let Some(found) = find(from..to).filter(|it| !is_told(it)) {
                return Some(found);
            }
            from = to + 1;
        }
        None
    }
}

/// A mention with "neither" and whoever stands between: "neither Belo nor Costa".
fn with_neither(passage: &Passage, first: usize, mention: Range<usize>) -> Range<usize> {
    const NEAR: usize = 8;
    if mention.start == 0 || passage.lower(mention.start - 1) != "nor" {
        return mention;
    }
    let start = (first.max(mention.start.saturating_sub(NEAR))..mention.start)
        .rfind(|&it| passage.lower(it) == "neither");
    start.unwrap_or(mention.start)..mention.end
}

/// A mention with the name that follows it between commas: "the environment secretary, Tom Reed,".
fn with_name(passage: &Passage, mention: Range<usize>) -> Range<usize> {
    const LONGEST: usize = 5;
    let is_comma = |at: usize| passage.kind(at) == Some(Kind::Comma);
    let is_post = passage.has(mention.start, Facts::DETERMINER)
        && mention.clone().all(|it| passage.is_word(it))
        && !passage.is_name(mention.end - 1);
    if !is_post || !is_comma(mention.end) {
        return mention;
    }
    let start = mention.end + 1;
    let end = (start..start + LONGEST).find(|&it| !passage.is_name(it)).unwrap_or(start);
    let ends = is_comma(end) || matches!(passage.kind(end), None | Some(Kind::Stop));
    if start + 2 <= end && ends { mention.start..end } else { mention }
}
