//! Words that report.

mod verb;

pub(crate) use self::verb::{VERBS, forms, verb};
use crate::facts::Facts;
use crate::passage::Passage;
use crate::word::{is_function_word, pronoun};

/// How a verb reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// It takes what was said: say, argue, warn.
    Say,
    /// It takes what was said, but is often used otherwise: continue, offer, believe.
    Weak,
    /// It takes a term for something: call, describe.
    Describe,
    /// It takes what is wanted or refused: reject, demand.
    Stance,
}

/// A reporting verb at a place in a passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    pub(crate) class: Class,
    /// From 0 to 100: how surely the verb reports when nothing else is known. Own estimates.
    pub(crate) weight: u8,
    /// "saying", rather than "said" or "says".
    pub(crate) is_participle: bool,
    /// One place after its last word: "put forth" has two.
    pub(crate) end: usize,
}

/// Verbs of two words: the forms of the first, and what must follow.
pub(crate) const PHRASAL: &[(&[&str], &[&str], Class)] = &[
    (&["put", "puts", "putting"], &["forth", "forward", "it"], Class::Say),
    (&["point", "pointed", "points", "pointing"], &["out"], Class::Say),
    (&["shot", "fired", "hit", "shoots", "fires"], &["back"], Class::Say),
    (&["chimed", "chimes", "chiming"], &["in"], Class::Say),
    (&["rule", "ruled", "rules", "ruling"], &["out"], Class::Stance),
    (&["call", "called", "calls", "calling"], &["for", "on", "upon"], Class::Stance),
];

/// Nouns that take what was said, as in "a pledge that".
pub(crate) const NOUNS: &[&str] = &[
    "accusation",
    "admission",
    "allegation",
    "announcement",
    "argument",
    "assertion",
    "assessment",
    "assurance",
    "claim",
    "clause",
    "comment",
    "complaint",
    "concern",
    "conclusion",
    "declaration",
    "demand",
    "guarantee",
    "idea",
    "insistence",
    "line",
    "message",
    "notion",
    "pledge",
    "point",
    "post",
    "prediction",
    "promise",
    "provision",
    "remark",
    "reminder",
    "report",
    "request",
    "statement",
    "stipulation",
    "suggestion",
    "threat",
    "tweet",
    "view",
    "vow",
    "warning",
    "words",
];

/// Words that say that what follows is a label, a title or a term.
pub(crate) const LABELS: &[&str] = &[
    "book",
    "dubbed",
    "entitled",
    "film",
    "hashtag",
    "headlined",
    "labeled",
    "labelled",
    "movie",
    "named",
    "nicknamed",
    "phrase",
    "series",
    "show",
    "slogan",
    "so-called",
    "song",
    "term",
    "termed",
    "titled",
    "word",
    "words",
];

/// The reporting verb at a place, unless it is passive or used as a noun.
pub(crate) fn cue(passage: &Passage, index: usize) -> Option<Cue> {
    if !passage.facts(index).reports() {
        return None;
    }
    passage.cues(index..index + 1).next().map(|it| it.1)
}

/// Looks for what [`cue`] tells.
pub(crate) fn find(passage: &Passage, index: usize) -> Option<Cue> {
    let facts = passage.facts(index);
    let phrasal = || {
        let word = passage.lower(index);
        PHRASAL.iter().find(|(forms, after, _)| {
            forms.contains(&word) && after.contains(&passage.lower(index + 1))
        })
    };
    let phrasal = if facts.has(Facts::PHRASAL) { phrasal() } else { None };
    let (class, weight, end) = if let Some(&(_, _, class)) = phrasal {
        (class, 80, index + 2)
    } else {
        let (class, weight) = facts.verb?;
        (class, weight, index + 1)
    };
    let word = passage.lower(index);
    let before = index.checked_sub(1).map_or("", |it| passage.lower(it));
    let is_participle = word.ends_with("ing");
    let is_noun = index.checked_sub(1).is_some_and(|it| passage.has(it, Facts::DETERMINER))
        || before.ends_with("'s")
        || before.ends_with("s'")
        || ["of", "in", "on", "with", "from", "under", "by", "no"].contains(&before)
            && !is_participle
        || before.contains('-') && word.ends_with('s')
        || is_bare_noun(passage, index);
    let past = word.ends_with('d') && word != "said" || word == "written" || word == "thought";
    let mut back = index;
    while 0 < back && passage.has(back - 1, Facts::ADVERB) {
        back -= 1;
    }
    let be = back.checked_sub(1).map_or("", |it| passage.lower(it));
    let is_passive = past
        && ["am", "are", "be", "been", "being", "is", "was", "were", "wasn't", "isn't"]
            .contains(&be);
    // A name such as "Post" is no verb, nor is a word of a name.
    let is_name = passage.items[index].is_capital && !before.is_empty();
    (!is_noun && !is_passive && !is_name).then_some(Cue { class, weight, is_participle, end })
}

/// Whether a form such as "state" or "comment" follows what no plural verb does: "a strong state".
fn is_bare_noun(passage: &Passage, index: usize) -> bool {
    let is_lemma = passage.has(index, Facts::LEMMA);
    let Some(before) = index.checked_sub(1).filter(|_| is_lemma) else { return false };
    let word = passage.lower(before);
    let is_plural = word.ends_with('s') || matches!(word, "people" | "many" | "some" | "few");
    passage.is_word(before)
        && !is_plural
        && !passage.is_name(before)
        && !is_function_word(pronoun(word))
        && !passage.has(before, Facts::ADVERB)
        && word != "to"
}

/// Whether a verb is commonly printed after a quotation, though not known to report.
pub(crate) fn is_verb_form(word: &str) -> bool {
    4 < word.len() && (word.ends_with("ed") || word.ends_with("ing"))
}

/// Whether a word before a quotation says that it is a label, a title or a term.
pub(crate) fn is_label(passage: &Passage, index: usize) -> bool {
    let word = passage.lower(index);
    let before = index.checked_sub(1).map_or("", |it| passage.lower(it));
    passage.has(index, Facts::LABEL)
        || word == "as" && before == "known"
        || word == "called" && cue(passage, index).is_none()
}
