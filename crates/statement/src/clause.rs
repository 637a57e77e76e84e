//! Noun phrases and the subjects of verbs, without a parser.

use std::ops::Range;

use crate::cue::{self, cue};
use crate::facts::{Any, Facts};
use crate::passage::{Kind, Passage};

/// The subject of the verb at `verb`, as items, looking no further back than `from`.
pub(crate) fn subject(passage: &Passage, from: usize, verb: usize) -> Option<Range<usize>> {
    let mut at = verb;
    while from < at && is_before_verb(passage, at - 1) {
        at -= 1;
    }
    let last = at.checked_sub(1).filter(|&last| from <= last)?;
    let word = passage.lower(last);
    if word == "to" || word == "by" || passage.has(last, Facts::CONJUNCTION) {
        return earlier_subject(passage, from, last);
    }
    let is_participle = cue(passage, verb).is_some_and(|it| it.is_participle);
    if is_participle && (passage.has(last, Facts::NOUN) || passage.has(last, Facts::TIME)) {
        // "Belo issued a statement saying".
        return earlier_subject(passage, from, last);
    }
    match passage.kind(last)? {
        Kind::Comma | Kind::Dash | Kind::Close if is_participle => {
            earlier_subject(passage, from, last)
        }
        Kind::Close => {
            // "Belo (Freedonia) said".
            let open =
                (from..last).rev().take(8).find(|&it| passage.kind(it) == Some(Kind::Open))?;
            subject(passage, from, open)
        }
        Kind::Comma | Kind::Dash => after_apposition(passage, from, last),
        Kind::Word if matches!(word, "who" | "which" | "that") => {
            // The relative pronoun itself; it hangs on the phrase before it.
            hangs_on(passage, from, last).map(|_| last..last + 1)
        }
        Kind::Word | Kind::Quote(_) => phrase_ending(passage, from, at),
        _ => None,
    }
}

/// The subject of the first full clause in a range, past openings such as "On Monday,".
pub(crate) fn main_subject(passage: &Passage, range: Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    while start < range.end {
        let end = (start..range.end).find(|&it| is_break(passage, it)).unwrap_or(range.end);
        let mut first = start;
        while first < end {
            let word = passage.lower(first);
            let skips = passage.has(first, Facts::CONJUNCTION)
                || passage.has(first, Facts::ADVERB)
                || matches!(word, "meanwhile" | "however" | "indeed" | "today" | "yesterday");
            if !skips {
                break;
            }
            first += 1;
        }
        let word = passage.lower(first);
        let is_opening = passage.has(first, Facts::PREPOSITION)
            || passage.has(first, Facts::SUBORDINATOR)
            || cue::is_verb_form(word) && !passage.lower(first + 1).is_empty()
            || word == "to"
            // "Two days later,".
            || end < range.end && matches!(passage.lower(end.max(1) - 1), "later" | "ago" | "earlier");
        if first < end && !is_opening && starts_phrase(passage, first) {
            return phrase_starting(passage, first, range.end);
        }
        start = end + 1;
    }
    None
}

/// The noun phrase that starts at a place, or `None` if none does.
pub(crate) fn phrase_starting(
    passage: &Passage,
    start: usize,
    limit: usize,
) -> Option<Range<usize>> {
    const WORDS: usize = 14;
    const STOPS: Any = Facts::AUXILIARY
        .or(Facts::ADVERB)
        .or(Facts::PREPOSITION)
        .or(Facts::SUBORDINATOR)
        .or(Facts::CONJUNCTION)
        .or(Facts::PRONOUN)
        .or(Facts::TIME);
    if limit <= start || !starts_phrase(passage, start) {
        return None;
    }
    if passage.has(start, Facts::PRONOUN) {
        return Some(start..start + 1);
    }
    let mut end = start + 1;
    let mut has_noun = passage.is_name(start);
    while end < limit && end < start + WORDS && passage.is_word(end) {
        let word = passage.lower(end);
        if cue::is_label(passage, end) && end + 1 < limit && is_quote(passage, end + 1) {
            // "A section labelled Q".
            return Some(start..end + 2);
        }
        let joins = match word {
            "of" | "for" => has_noun,
            "and" => passage.is_name(end + 1) && cue(passage, end + 2).is_none(),
            _ => false,
        };
        let stops = passage.has(end, STOPS)
            || matches!(word, "yesterday" | "today" | "last" | "this" | "earlier" | "later")
            || has_noun && cue(passage, end).is_some()
            || has_noun && word.ends_with("ed") && passage.is_word(end - 1);
        if stops && !joins {
            break;
        }
        // A lower-case word after a name is the start of a title, or of what comes next.
        let is_plain = !passage.items[end].is_capital && !joins;
        if is_plain && passage.is_name(end - 1) && !passage.lower(end - 1).ends_with("'s") {
            let name = (end..end + 4).find(|&it| passage.is_name(it));
            let is_title = name.is_some_and(|name| {
                (end..name)
                    .all(|it| passage.has(it, Facts::TITLE) || passage.has(it, Facts::WITH_TITLE))
            });
            let is_office = passage.has(end, Facts::TITLE)
                || passage.has(end, Facts::WITH_TITLE)
                || word.ends_with('s');
            if !is_title && !is_office {
                break;
            }
        }
        has_noun |= !passage.has(end, Facts::DETERMINER) && !joins;
        end += 1;
    }
    Some(start..end)
}

/// Who does the reporting of the verb at `verb`, which may stand before its subject after a
/// quotation: "said Belo".
pub(crate) fn reporter(
    passage: &Passage,
    from: usize,
    verb: usize,
    limit: usize,
) -> Option<Range<usize>> {
    let end = cue(passage, verb).map_or(verb + 1, |it| it.end);
    if follows_quote(passage, from, verb)
        && let Some(found) = phrase_starting(passage, end, limit)
    {
        return Some(found);
    }
    subject(passage, from, verb)
}

/// Whether a verb opens its clause, as in "Q, said Belo"; a label is no such quotation.
fn follows_quote(passage: &Passage, from: usize, verb: usize) -> bool {
    let mut at = verb;
    if from < at && passage.kind(at - 1) == Some(Kind::Comma) {
        at -= 1;
    }
    let is_label = from + 1 < at && cue::is_label(passage, at - 2);
    at <= from || is_quote(passage, at - 1) && !is_label
}

pub(crate) fn is_quote(passage: &Passage, index: usize) -> bool {
    matches!(passage.kind(index), Some(Kind::Quote(_)))
}

/// The noun phrase that ends before a place.
fn phrase_ending(passage: &Passage, from: usize, end: usize) -> Option<Range<usize>> {
    const WORDS: usize = 24;
    let mut start = end;
    while from < start && end < start + WORDS {
        let at = start - 1;
        let word = passage.lower(at);
        let takes = match passage.kind(at) {
            Some(Kind::Quote(_)) => from < at && cue::is_label(passage, at - 1),
            Some(Kind::Word) => {
                let is_bridge =
                    matches!(word, "of" | "for" | "from" | "in" | "at" | "on" | "with" | "and")
                        && start < end;
                let is_label = cue::is_label(passage, at);
                let is_verb = !is_label
                    && (passage.has(at, Facts::AUXILIARY)
                        || cue(passage, at).is_some()
                        || word.ends_with("ed")
                            && passage.is_name(at.saturating_sub(1))
                            && from < at);
                let stops = is_verb
                    || passage.has(at, Facts::SUBORDINATOR)
                    || passage.has(at, Facts::PREPOSITION)
                    || passage.has(at, Facts::CONJUNCTION)
                    || passage.has(at, Facts::TIME) && start < end
                    || word == "to";
                is_bridge || !stops
            }
            _ => false,
        };
        if !takes {
            break;
        }
        start = at;
        if passage.has(at, Facts::PRONOUN) {
            break;
        }
        // A determiner begins a phrase, unless the phrase hangs on an earlier word.
        let before = start.checked_sub(1).map_or("", |it| passage.lower(it));
        if passage.has(at, Facts::DETERMINER)
            && !matches!(before, "of" | "for" | "from" | "in" | "at" | "all" | "with")
        {
            break;
        }
    }
    trim_opening(passage, start..end)
}

/// Drops "On Monday", "In a statement" and the like from the start of a phrase.
fn trim_opening(passage: &Passage, phrase: Range<usize>) -> Option<Range<usize>> {
    let mut start = phrase.start;
    while start < phrase.end && !starts_phrase(passage, start) {
        start += 1;
        if passage.has(start - 1, Facts::PREPOSITION) {
            // What the preposition takes: a time, or a phrase up to the next name or determiner.
            let next = (start + 1..phrase.end).find(|&it| {
                let begins = passage.has(it, Facts::DETERMINER)
                    || passage.has(it, Facts::PRONOUN)
                    || passage.is_name(it) && !passage.is_name(it - 1);
                begins && !passage.has(it - 1, Facts::PREPOSITION)
            });
            start = next.unwrap_or(start);
        }
    }
    (start < phrase.end).then_some(start..phrase.end)
}

/// The subject shared with what came before in the sentence.
fn earlier_subject(passage: &Passage, from: usize, before: usize) -> Option<Range<usize>> {
    let verb = (from..before).rev().take(60).find(|&it| {
        cue(passage, it).is_some_and(|it| !it.is_participle) || passage.has(it, Facts::AUXILIARY)
    });
    let inverted = verb
        .filter(|&verb| follows_quote(passage, from, verb))
        .and_then(|verb| phrase_starting(passage, verb + 1, before));
    // "They will meet, Belo said, adding".
    let own = || subject(passage, from, verb?).filter(|it| it.start < before && from < it.start);
    let inserted = verb
        .filter(|&it| cue(passage, it).is_some_and(|it| it.class == cue::Class::Say))
        .and_then(|_| own())
        .filter(|it| passage.kind(it.start - 1) == Some(Kind::Comma));
    inverted
        .or(inserted)
        .or_else(|| main_subject(passage, from..before))
        .or_else(|| subject(passage, from, verb?))
}

/// The subject before "…, the minister of finance," or "…, who leads the party," where `comma` is the
/// closing comma.
fn after_apposition(passage: &Passage, from: usize, comma: usize) -> Option<Range<usize>> {
    const WORDS: usize = 20;
    let opening = (from + 1..comma).rev().take(WORDS).find(|&it| is_break(passage, it));
    let hangs = |it: &usize| matches!(passage.lower(it + 1), "who" | "whose");
    let near = opening.filter(hangs).and_then(|it| phrase_ending(passage, from, it));
    near.or_else(|| main_subject(passage, from..comma))
}

/// Whether a noun phrase can start at a place.
pub(crate) fn starts_phrase(passage: &Passage, index: usize) -> bool {
    let word = passage.lower(index);
    let is_plain = passage.is_word(index)
        && !passage.has(index, Facts::STEM_FUNCTION)
        && !cue::is_verb_form(word);
    passage.is_name(index)
        || passage.has(index, Facts::DETERMINER) && word != "that"
        || passage.has(index, Facts::PRONOUN)
        || is_plain
}

/// The noun phrase that "who" or "which" at a place hangs on.
pub(crate) fn hangs_on(passage: &Passage, from: usize, at: usize) -> Option<Range<usize>> {
    let is_apart = from < at && passage.kind(at - 1) == Some(Kind::Comma);
    phrase_ending(passage, from, at - usize::from(is_apart))
}

fn is_before_verb(passage: &Passage, index: usize) -> bool {
    passage.has(index, Facts::AUXILIARY.or(Facts::ADVERB)) && !passage.is_name(index)
}

fn is_break(passage: &Passage, index: usize) -> bool {
    !matches!(passage.kind(index), Some(Kind::Word | Kind::Other))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::subject;
    use crate::cue::cue;
    use crate::passage::Passage;

    /// The subject of each reporting verb.
    fn check(text: &str) -> String {
        let lower = text.to_ascii_lowercase();
        let passage = Passage::new(text, &lower, 0..text.len(), false);
        let shown = (0..passage.items.len()).filter_map(|verb| {
            cue(&passage, verb)?;
            let found = subject(&passage, 0, verb).map(|it| &text[passage.bytes(it)]);
            Some(format!("{}: {}", passage.lower(verb), found.unwrap_or("-")))
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn openings_and_appositions_are_stepped_over() {
        let found =
            check("On Monday, Ana Belo, the envoy for the coast, also said that rain fell.");
        assert_snapshot!(found, @"said: Ana Belo");
        assert_snapshot!(check("In a letter Ana Belo wrote that rain fell."), @"wrote: Ana Belo");
    }

    #[test]
    fn a_participle_takes_the_subject_of_the_sentence() {
        let found = check("Ana Belo rejected this firmly, adding that the dam would stay.");
        assert_snapshot!(found, @r"
        rejected: Ana Belo
        adding: Ana Belo
        ");
        assert_snapshot!(check("They met, with Belo urging calm."), @"urging: Belo");
    }

    #[test]
    fn who_hangs_on_the_nearest_name() {
        let found = check("It cut the share, and Ana Belo, who leads the council, said no.");
        assert_snapshot!(found, @"said: Ana Belo");
    }

    #[test]
    fn a_noun_phrase_is_taken_whole() {
        let found = check("The president of the upper valley warned of floods.");
        assert_snapshot!(found, @"warned: The president of the upper valley");
        let found = check("Belo, who chairs the council, said no, but admitted doubts.");
        assert_snapshot!(found, @r"
        said: Belo
        admitted: Belo
        ");
    }
}
