//! Statements in the reporter's words alone, where the sentence leaves no doubt.

use std::ops::Range;

use crate::attribution::{self, Source};
use crate::clause;
use crate::cue::{Class, cue};
use crate::facts::{Any, Facts};
use crate::passage::{Kind, Passage};
use crate::when;

/// What is reported, as items, and what reports it; for a sentence without quotations.
pub(crate) fn find(passage: &Passage, sentence: Range<usize>) -> Option<(Range<usize>, Source)> {
    const WORDS: usize = 3;
    let first = sentence.start + usize::from(passage.kind(sentence.start) == Some(Kind::Open));
    let mut last = sentence.end;
    while first < last && matches!(passage.kind(last - 1), Some(Kind::Stop | Kind::Close)) {
        last -= 1;
    }
    let found = opening(passage, first, last)
        .or_else(|| at_the_end(passage, first, last))
        .or_else(|| clause(passage, first, last))?;
    let words = found.0.clone().filter(|&it| passage.is_word(it)).count();
    let has_marks = found.0.clone().any(|it| clause::is_quote(passage, it));
    (WORDS <= words && !has_marks).then_some(found)
}

/// What the nouns of a sentence report: "the plan holds a pledge that the dam will stay", "her refusal
/// to close it", "Belo's rejection of the dam", as far as the clause goes. Nobody is named by "the
/// worst of it was the pledge that the dam will stay".
pub(crate) fn after_nouns(
    passage: &Passage,
    sentence: Range<usize>,
) -> Vec<(Range<usize>, Option<Source>)> {
    const WORDS: usize = 3;
    let mut found: Vec<(Range<usize>, Option<Source>)> = Vec::new();
    for noun in sentence.clone() {
        let next = noun + 1;
        let is_taken = found.last().is_some_and(|it| noun < it.0.end);
        let source = || {
            let owner = attribution::owner(passage, sentence.start, noun)?;
            Some(Source { mention: owner, cue: noun..next })
        };
        let told = match passage.lower(next) {
            _ if is_taken => None,
            "that" => {
                let is_noun =
                    passage.has(noun, Facts::NOUN) || WISHES.contains(&passage.lower(noun));
                let named = source().filter(|_| is_noun);
                let named =
                    named.or_else(|| attribution::owned_noun(passage, sentence.start, noun, next));
                named.map(|source| {
                    let is_equated = (source.mention.end..noun)
                        .any(|it| matches!(passage.lower(it), "are" | "is" | "was" | "were"));
                    (next, (!is_equated).then_some(source))
                })
            }
            "to" if WISHES.contains(&passage.lower(noun)) => source().map(|it| (next, Some(it))),
            "against" | "for" | "of" | "to" if STANDS.contains(&passage.lower(noun)) => {
                source().map(|it| (next + 1, Some(it)))
            }
            _ => None,
        };
        let Some((start, source)) = told else { continue };
        let end =
            (start..sentence.end).find(|&it| ends_clause(passage, it)).unwrap_or(sentence.end);
        if WORDS <= end - start {
            found.push((start..end, source));
        }
    }
    found
}

/// What the verbs of a sentence report that say what is refused, repeated, denied or signed:
/// "declined to say who pays", "rejected the dam", "would sign this draft", as far as the clause goes.
pub(crate) fn after_verbs(
    passage: &Passage,
    sentence: Range<usize>,
) -> Vec<(Range<usize>, Source)> {
    let mut found: Vec<(Range<usize>, Source)> = Vec::new();
    for verb in sentence.clone() {
        let word = passage.lower(verb);
        // "Turned down the offer."
        let turns = word == "turned" && passage.lower(verb + 1) == "down";
        let start = verb + 1 + usize::from(turns);
        let next = passage.lower(start);
        let is_object = passage.has(start, Facts::DETERMINER) && next != "that"
            || next.starts_with(|it: char| it.is_ascii_digit());
        let is_joint = matches!(next, "if" | "once" | "only" | "provided" | "unless");
        // "Committed to sending troops"; "committed to the plan" says nothing of its own.
        let commits = COMMITS.contains(&word) && passage.lower(start + 1).ends_with("ing");
        let takes = next == "to" && (RESOLVES.contains(&word) || commits)
            || is_object && (turns || ANSWERS.contains(&word));
        let signs = (word == "sign" && (is_object || is_joint))
            .then(|| modal(passage, sentence.start, verb));
        let signs = signs.flatten();
        let is_verb = match passage.facts(verb).verb {
            Some(_) => cue(passage, verb).is_some(),
            None => !is_passive(passage, sentence.start, verb),
        };
        let reports = takes && is_verb && is_finite(passage, sentence.start, verb);
        if !(reports || signs.is_some()) || found.last().is_some_and(|it| verb < it.0.end) {
            continue;
        }
        let verb = signs.unwrap_or(verb);
        let end = (start..sentence.end).find(|&it| ends_clause(passage, it));
        let end = end.unwrap_or(sentence.end);
        if start + 1 < end
            && let Some(mention) = clause::subject(passage, sentence.start, verb)
        {
            found.push((start..end, Source { mention, cue: verb..start }));
        }
    }
    found
}

/// The place among words that report from which on they belong to what is told: "declined | to say who
/// pays", "would sign | provided that the dam went", "rejected | the offer at a news conference".
pub(crate) fn told_from(passage: &Passage, cue: Range<usize>) -> Option<usize> {
    let joins = |it: &usize| matches!(passage.lower(*it), "if" | "provided" | "unless");
    let joint = || cue.clone().skip(1).find(joins);
    let object = || {
        let is_stance = self::cue(passage, cue.start).is_some_and(|it| it.class == Class::Stance);
        let takes = |it: &usize| passage.has(*it, Facts::DETERMINER.or(Facts::OWNING));
        cue.clone().nth(1).filter(|it| is_stance && takes(it))
    };
    resolved(passage, cue.clone()).or_else(joint).or_else(object)
}

/// The "to" among words that report after which it is told what somebody means to do: "declined |
/// to say who pays", rather than "declined to say | who pays".
fn resolved(passage: &Passage, cue: Range<usize>) -> Option<usize> {
    let to = cue.clone().skip(1).find(|&it| passage.lower(it) == "to")?;
    // "Agreed to the dam".
    let is_object = passage.has(to + 1, Facts::DETERMINER) || passage.is_name(to + 1);
    let is_verb = RESOLVES.contains(&passage.lower(to - 1));
    (is_verb && passage.is_word(to + 1) && !is_object).then_some(to)
}

/// Verbs that take "to" and what somebody is going to do, in "-ing".
const COMMITS: &[&str] = &["commit", "commits", "committed", "committing"];

/// Verbs that take "to" and what is refused, promised or sought.
const RESOLVES: &[&str] = &[
    "agreed",
    "declined",
    "declines",
    "declining",
    "expected",
    "hoped",
    "hopes",
    "hoping",
    "pledged",
    "pledges",
    "pledging",
    "promised",
    "promises",
    "promising",
    "refused",
    "refuses",
    "refusing",
    "seeking",
    "seeks",
    "sought",
    "threatened",
    "threatens",
    "vowed",
    "vowing",
    "vows",
];

/// Verbs that take what is answered, or said again.
const ANSWERS: &[&str] = &[
    "acknowledged",
    "announced",
    "blamed",
    "blasted",
    "cited",
    "condemned",
    "criticized",
    "decried",
    "defended",
    "defends",
    "denied",
    "denies",
    "denounced",
    "described",
    "discussed",
    "dismissed",
    "dismisses",
    "echoed",
    "endorsed",
    "mentioned",
    "mocked",
    "noted",
    "offered",
    "opposed",
    "pledged",
    "praised",
    "proposed",
    "questioned",
    "reiterated",
    "rejected",
    "repeated",
    "touted",
];

/// Nouns of somebody's that take "to" and a verb.
const WISHES: &[&str] = &[
    "aim",
    "ambition",
    "bid",
    "commitment",
    "decision",
    "demand",
    "desire",
    "determination",
    "eagerness",
    "goal",
    "hope",
    "intent",
    "intention",
    "offer",
    "plan",
    "pledge",
    "promise",
    "proposal",
    "readiness",
    "refusal",
    "reluctance",
    "request",
    "resolve",
    "threat",
    "unwillingness",
    "vow",
    "warning",
    "willingness",
    "wish",
];

/// Nouns of somebody's that take what it is about.
const STANDS: &[&str] = &[
    "acceptance",
    "approval",
    "backing",
    "call",
    "calls",
    "commitment",
    "condemnation",
    "criticism",
    "defense",
    "demand",
    "demands",
    "denial",
    "embrace",
    "endorsement",
    "objection",
    "objections",
    "opposition",
    "praise",
    "rejection",
    "request",
    "requests",
    "resistance",
    "support",
];

/// Whether what a word reports goes no further than to a place.
fn ends_clause(passage: &Passage, index: usize) -> bool {
    !matches!(passage.kind(index), Some(Kind::Word | Kind::Other)) && !passage.is_name(index)
}

/// "According to Belo, rain fell."
fn opening(passage: &Passage, first: usize, last: usize) -> Option<(Range<usize>, Source)> {
    if passage.lower(first) != "according" || passage.lower(first + 1) != "to" {
        return None;
    }
    let mention = clause::phrase_starting(passage, first + 2, last)?;
    let comma = (mention.end..last).find(|&it| passage.kind(it) == Some(Kind::Comma))?;
    Some((comma + 1..last, Source { mention, cue: first..first + 2 }))
}

/// "Rain fell, Belo said."
fn at_the_end(passage: &Passage, first: usize, last: usize) -> Option<(Range<usize>, Source)> {
    let comma = (first..last).rev().find(|&it| passage.kind(it) == Some(Kind::Comma))?;
    Some((first..comma, attribution::closing(passage, comma + 1, last)?))
}

/// "Belo said that rain fell", "Belo said rain fell", "Belo rejected the dam".
fn clause(passage: &Passage, first: usize, last: usize) -> Option<(Range<usize>, Source)> {
    for (verb, found) in passage.cues(first..last) {
        if !is_finite(passage, first, verb) {
            continue;
        }
        let stops = |it: usize| !passage.is_word(it) && !when::is_stroke(passage, it);
        let takes_clause = (found.end..last.min(found.end + 7))
            .find(|&it| stops(it) || passage.lower(it) == "that")
            .filter(|&it| passage.lower(it) == "that");
        let is_plain = matches!(passage.lower(verb), "said" | "says" | "urged" | "urges")
            && clause::starts_phrase(passage, found.end);
        let start = match found.class {
            Class::Say => takes_clause.map(|it| it + 1).or(is_plain.then_some(found.end)),
            Class::Stance if 80 <= found.weight => {
                clause::starts_phrase(passage, found.end).then_some(found.end)
            }
            Class::Stance | Class::Weak | Class::Describe => None,
        };
        if let Some(start) = start
            && let Some(mention) = clause::subject(passage, first, verb)
        {
            return Some((start..last, Source { mention, cue: verb..found.end }));
        }
    }
    None
}

/// Whether a form in "ed" follows "was" or the like.
fn is_passive(passage: &Passage, first: usize, verb: usize) -> bool {
    let before = (first..verb).rev().find(|&it| !passage.has(it, Facts::ADVERB));
    before.is_some_and(|it| {
        let word = passage.lower(it);
        matches!(word, "are" | "be" | "been" | "being" | "is" | "was" | "were")
    })
}

/// The "would" or "will" of a verb.
fn modal(passage: &Passage, first: usize, verb: usize) -> Option<usize> {
    const MODALS: [&str; 6] = ["would", "will", "won’t", "won't", "wouldn’t", "wouldn't"];
    let at =
        (first..verb).rev().find(|&it| !matches!(passage.lower(it), "not" | "never" | "only"))?;
    MODALS.contains(&passage.lower(at)).then_some(at)
}

/// Whether a verb is one like "said" or "says" in a clause of its own.
fn is_finite(passage: &Passage, first: usize, verb: usize) -> bool {
    const SKIPPED: Any = Facts::ADVERB.or(Facts::AUXILIARY);
    let word = passage.lower(verb);
    let before = (first..verb).rev().find(|&it| !passage.has(it, SKIPPED));
    let is_form = word.ends_with(['d', 's']) || matches!(word, "say" | "wrote" | "swore" | "put");
    let bars = |it| passage.lower(it) == "to" || passage.has(it, Facts::SUBORDINATOR);
    is_form && !before.is_some_and(bars)
}
