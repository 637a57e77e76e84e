//! Finds what reports a quotation, by rules in order of trust.

use std::ops::Range;

use crate::clause;
use crate::cue::{self, Class, cue};
use crate::facts::Facts;
use crate::passage::{Kind, Passage};
use crate::word;

/// What reports some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Items of the words for the speaker.
    pub(crate) mention: Range<usize>,
    /// Items of the word that reports; empty where there is none, as after "Belo:".
    pub(crate) cue: Range<usize>,
}

/// What reports the quotation at item `quote` of a sentence.
///
/// In this order: words right after it; the nearest words before it; a clause at the end of the
/// sentence.
pub(crate) fn source(
    passage: &Passage,
    text: &str,
    sentence: Range<usize>,
    quote: usize,
) -> Option<Source> {
    right_after(passage, text, sentence.clone(), quote)
        .or_else(|| before(passage, sentence.clone(), quote))
        .or_else(|| at_the_end(passage, sentence, quote))
}

/// "Q, said Belo", "Q, Belo said", "Q, according to Belo", "Q — Ana Belo".
fn right_after(
    passage: &Passage,
    text: &str,
    sentence: Range<usize>,
    quote: usize,
) -> Option<Source> {
    const WORDS: usize = 40;
    let Some(Kind::Quote(index)) = passage.kind(quote) else { return None };
    let closing = |it: char| it.is_whitespace() || "’'\"".contains(it);
    let inner = text[passage.quotes[index].inner.clone()].trim_end_matches(closing);
    let mut start = quote + 1;
    while start < sentence.end && matches!(passage.kind(start), Some(Kind::Comma | Kind::Dash)) {
        start += 1;
    }
    if sentence.end <= start {
        return None;
    }
    let is_apart = quote + 1 < start || inner.ends_with([',', '?', '!', '—', '–', '.', '…']);
    if passage.lower(start) == "according" && passage.lower(start + 1) == "to" {
        let mention = clause::phrase_starting(passage, start + 2, sentence.end)?;
        return Some(Source { mention, cue: start..start + 2 });
    }
    if passage.kind(start - 1) == Some(Kind::Dash)
        && (start..sentence.end)
            .all(|it| passage.is_name(it) || passage.kind(it) == Some(Kind::Stop))
    {
        // "Q — Ana Belo".
        let end = (start..sentence.end).find(|&it| !passage.is_name(it)).unwrap_or(sentence.end);
        return (start < end).then_some(Source { mention: start..end, cue: start..start });
    }
    // "Q, also said Belo" and "Q, said Belo".
    let mut verb = start;
    while passage.has(verb, Facts::ADVERB) && verb < start + 2 {
        verb += 1;
    }
    if let Some(found) = cue(passage, verb).filter(|it| !it.is_participle)
        && (is_apart || 70 <= found.weight)
        && let Some(mention) = clause::phrase_starting(passage, found.end, sentence.end)
        && (is_apart || passage.is_name(mention.start))
    {
        return Some(Source { mention, cue: verb..found.end });
    }
    if !is_apart || !clause::starts_phrase(passage, start) {
        return None;
    }
    // "Q, Belo said" and "Q, Belo, the envoy for the coast, told them".
    let limit = (start..sentence.end.min(start + WORDS))
        .find(|&it| clause::is_quote(passage, it) || passage.kind(it) == Some(Kind::Semicolon))
        .unwrap_or(sentence.end.min(start + WORDS));
    for (verb, found) in passage.cues(start + 1..limit).filter(|it| !it.1.is_participle) {
        if let Some(mention) = clause::subject(passage, start, verb)
            && mention.start == start
        {
            return Some(Source { mention, cue: verb..found.end });
        }
    }
    // "Q, Belo thundered": after a quotation that ends with a comma any verb reports.
    let mention = clause::phrase_starting(passage, start, limit)?;
    let mut verb = mention.end;
    while passage.has(verb, Facts::ADVERB) && verb < limit {
        verb += 1;
    }
    let is_verb = verb < limit && cue::is_verb_form(passage.lower(verb));
    (is_verb && !inner.ends_with('.')).then(|| Source { mention, cue: verb..verb + 1 })
}

/// The nearest reporting words to the left in the sentence.
fn before(passage: &Passage, sentence: Range<usize>, quote: usize) -> Option<Source> {
    const LONG: usize = 14;
    let first = sentence.start;
    let is_after_colon = first < quote && passage.kind(quote - 1) == Some(Kind::Colon);
    // "accused them of Q", "praised it as Q".
    let is_named = first < quote && matches!(passage.lower(quote - 1), "as" | "of" | "being");
    for at in (first..quote).rev() {
        if passage.lower(at) == "according" && passage.lower(at + 1) == "to" {
            let mention = clause::phrase_starting(passage, at + 2, quote)?;
            return Some(Source { mention, cue: at..at + 2 });
        }
        if !is_after_colon && let Some(source) = owned_noun(passage, first, at, quote) {
            return Some(source);
        }
        let Some(found) = cue(passage, at) else { continue };
        let gap = quote.saturating_sub(found.end);
        let takes_clause = passage.lower(found.end) == "that";
        let governs = match found.class {
            Class::Say => true,
            Class::Weak => takes_clause || is_after_colon || gap <= 3,
            Class::Describe => gap <= LONG,
            Class::Stance => takes_clause || is_after_colon || gap <= 4 || is_named && gap <= LONG,
        };
        if !governs {
            continue;
        }
        if let Some(mention) = quoted(passage, first, at) {
            return Some(Source { mention, cue: at..found.end });
        }
        if let Some(mention) = clause::reporter(passage, first, at, quote) {
            let mention = matrix(passage, first, at, mention);
            return Some(Source { mention, cue: at..found.end });
        }
    }
    if is_after_colon {
        // "Belo: Q", "The dam is full - Rui Costa: Q", "Belo was blunt: Q".
        let names = (first..quote - 1).rev().take_while(|&it| passage.is_name(it)).count();
        let start = quote - 1 - names;
        if 0 < names && (start == first || passage.kind(start - 1) == Some(Kind::Dash)) {
            return Some(Source { mention: start..quote - 1, cue: quote - 1..quote - 1 });
        }
        let mention = clause::main_subject(passage, first..quote - 1)?;
        return Some(Source { mention, cue: quote - 1..quote - 1 });
    }
    None
}

/// Words between "quoted" and "saying", at most.
const LONGEST: usize = 12;

/// The "saying" of whoever is quoted right after some words: "quoted | Belo as saying".
pub(crate) fn saying(passage: &Passage, cue: Range<usize>, limit: usize) -> Option<usize> {
    (cue.end + 1..limit.min(cue.end + LONGEST))
        .find(|&it| quoted(passage, cue.start, it).is_some_and(|it| it.start == cue.end))
}

/// Who is quoted by somebody else: "the Courier quoted Belo as saying".
fn quoted(passage: &Passage, first: usize, saying: usize) -> Option<Range<usize>> {
    let end = saying.checked_sub(1).filter(|&it| {
        first < it && passage.lower(it) == "as" && passage.lower(saying) == "saying"
    })?;
    let verbs = ["quoted", "quotes", "quoting", "cited", "cites", "citing"];
    let verb = (first.max(end.saturating_sub(LONGEST))..end)
        .rfind(|&it| verbs.contains(&passage.lower(it)))?;
    (verb + 1 < end).then_some(verb + 1..end)
}

/// "Belo said he told them Q": it is Belo who speaks, whoever "he" may be.
pub(crate) fn matrix(
    passage: &Passage,
    first: usize,
    verb: usize,
    mention: Range<usize>,
) -> Range<usize> {
    let word = word::pronoun(passage.lower(mention.start));
    if mention.len() != 1 || !matches!(word, "he" | "it" | "she" | "they") {
        return mention;
    }
    let limit = mention.start.min(verb);
    if first < limit && passage.lower(limit - 1) == "what" {
        // "The council condemned what it called Q."
        return clause::main_subject(passage, first..limit - 1).unwrap_or(mention);
    }
    if passage.has(limit.max(1) - 1, Facts::CONJUNCTION) {
        return mention;
    }
    let says = passage.cues(first..limit).filter(|it| it.1.class == Class::Say);
    let earlier = says.rev().find_map(|(at, found)| {
        let is_open = (found.end..limit)
            .all(|it| passage.is_word(it) || passage.kind(it) == Some(Kind::Comma));
        is_open.then(|| clause::reporter(passage, first, at, limit)).flatten()
    });
    earlier.unwrap_or(mention)
}

/// Whose a noun is: "Belo's claim", "her firm refusal".
pub(crate) fn owner(passage: &Passage, first: usize, noun: usize) -> Option<Range<usize>> {
    const WORDS: usize = 4;
    for at in (first..noun).rev().take(WORDS) {
        if let Some(found) = possessor(passage, first, at) {
            return Some(found);
        }
        if !passage.is_word(at) || passage.has(at, Facts::DETERMINER.or(Facts::PREPOSITION)) {
            return None;
        }
    }
    None
}

/// The words that own what follows, if they end at `at`: "Ana Belo's", "her".
fn possessor(passage: &Passage, first: usize, at: usize) -> Option<Range<usize>> {
    let word = passage.lower(at);
    if word.ends_with("'s") || word.ends_with("s'") {
        let names = (first..at).rev().take_while(|&it| passage.is_name(it)).count();
        return Some(at - names..at + 1);
    }
    matches!(word, "his" | "her" | "their" | "its").then_some(at..at + 1)
}

/// "Belo's claim that Q", "the plan contains a pledge that Q".
pub(crate) fn owned_noun(
    passage: &Passage,
    first: usize,
    noun: usize,
    quote: usize,
) -> Option<Source> {
    if !passage.has(noun, Facts::NOUN)
        || !(passage.lower(noun + 1) == "that" || noun + 1 == quote || noun + 2 == quote)
        || cue(passage, noun).is_some()
    {
        return None;
    }
    let cue = noun..noun + 1;
    for at in (first..noun).rev().take(6) {
        if let Some(mention) = possessor(passage, first, at) {
            return Some(Source { mention, cue });
        }
        if matches!(passage.lower(at), "a" | "an" | "the") {
            let mention = clause::subject(passage, first, at.checked_sub(1)?)?;
            return Some(Source { mention, cue });
        }
    }
    None
}

/// "They found it Q, Belo said."
fn at_the_end(passage: &Passage, sentence: Range<usize>, quote: usize) -> Option<Source> {
    for comma in quote + 1..sentence.end {
        if passage.kind(comma) != Some(Kind::Comma) {
            continue;
        }
        if let Some(source) = closing(passage, comma + 1, sentence.end) {
            return Some(source);
        }
    }
    None
}

/// A reporting clause that ends its sentence: "Belo said on Monday", "according to Belo".
pub(crate) fn closing(passage: &Passage, start: usize, end: usize) -> Option<Source> {
    if passage.lower(start) == "according" && passage.lower(start + 1) == "to" {
        let mention = clause::phrase_starting(passage, start + 2, end)?;
        return Some(Source { mention, cue: start..start + 2 });
    }
    if let Some(found) = cue(passage, start)
        && !found.is_participle
        && found.class == Class::Say
    {
        let mention = clause::phrase_starting(passage, found.end, end)?;
        let is_closed = is_closing(passage, mention.end, end);
        return is_closed.then_some(Source { mention, cue: start..found.end });
    }
    let mention = clause::phrase_starting(passage, start, end)?;
    let mut verb = mention.end;
    while passage.has(verb, Facts::ADVERB) || passage.has(verb, Facts::AUXILIARY) {
        verb += 1;
    }
    let found = cue(passage, verb).filter(|it| verb < end && it.class == Class::Say)?;
    is_closing(passage, found.end, end).then_some(Source { mention, cue: verb..found.end })
}

/// Whether nothing but a time, a place or an addressee follows in the sentence.
fn is_closing(passage: &Passage, from: usize, end: usize) -> bool {
    let next = passage.lower(from);
    end <= from
        || !passage.is_word(from)
        || passage.has(from, Facts::PREPOSITION)
        || passage.has(from, Facts::TIME)
        || matches!(next, "last" | "this" | "earlier" | "reporters" | "yesterday")
}
