//! Whether the words before a time look back or ahead.

use super::words::Words;
use crate::word;

/// Where the words before a time look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Forward,
    Unknown,
}

/// How many words before a time are looked at.
const REACH: usize = 14;

/// Words before "to" that leave the deed to the future, as in "agreed to meet".
const BEFORE_TO: &[&str] = &[
    "about",
    "agree",
    "agreed",
    "agrees",
    "are",
    "be",
    "bound",
    "due",
    "expected",
    "going",
    "has",
    "have",
    "hope",
    "hoped",
    "hopes",
    "hoping",
    "intend",
    "intended",
    "intends",
    "invited",
    "is",
    "likely",
    "need",
    "needs",
    "plan",
    "planned",
    "planning",
    "plans",
    "pledged",
    "poised",
    "prepared",
    "preparing",
    "promise",
    "promised",
    "promises",
    "ready",
    "scheduled",
    "set",
    "slated",
    "supposed",
    "vow",
    "vowed",
    "vows",
    "want",
    "wanted",
    "wants",
    "was",
    "were",
    "willing",
];

/// Words that look ahead by themselves.
const AHEAD: &[&str] = &[
    "begin",
    "begins",
    "convenes",
    "deadline",
    "due",
    "effective",
    "ends",
    "expected",
    "expires",
    "opens",
    "planned",
    "resume",
    "resumes",
    "scheduled",
    "slated",
    "starts",
    "upcoming",
];

/// Verbs that look back and do not end in "ed".
const BACK: &[&str] = &[
    "began", "broke", "brought", "built", "came", "did", "didn't", "fell", "felt", "flew", "found",
    "fought", "gave", "got", "grew", "had", "hadn't", "heard", "held", "kept", "knew", "led",
    "left", "lost", "made", "met", "put", "ran", "rose", "said", "sang", "sat", "saw", "sent",
    "shot", "slept", "sold", "spent", "spoke", "stood", "swore", "took", "thought", "told", "was",
    "wasn't", "went", "were", "weren't", "won", "wrote",
];

/// Verbs that move a meeting, so that "to Thursday" is its new day.
const MOVING: &[&str] =
    &["brought", "delayed", "moved", "postponed", "pushed", "rescheduled", "shifted"];

/// Whether something is moved from one time to the time at `start`.
pub(super) fn is_moved(words: Words<'_>, start: usize) -> bool {
    const NEAR: usize = 8;
    words.before(start, 1) == "to"
        && (2..=NEAR).any(|back| MOVING.contains(&words.before(start, back)))
}

/// Where the words before the time at `start` look, within their clause.
pub(super) fn tense(words: Words<'_>, start: usize) -> Tense {
    let mut start = start;
    while 0 < start && matches!(words.before(start, 1), "on" | "the" | "in" | "a" | "of") {
        start -= 1;
    }
    let near = words.before(start, 1);
    match near {
        // "By Monday, the water had risen."
        "by" => {
            let is_over = (start..start + REACH / 2).any(|at| words.lower(at) == "had");
            return if is_over { Tense::Past } else { Tense::Forward };
        }
        // "Did not answer until Monday."
        "until" | "till" => {
            let is_over = (2..REACH / 2).any(|back| {
                let word = words.before(start, back);
                word == "not" || matches!(word, "didn't" | "wasn't" | "weren't")
            });
            return if is_over { Tense::Past } else { Tense::Forward };
        }
        "starting" | "beginning" | "ahead" | "coming" => return Tense::Forward,
        "since" | "after" => return Tense::Past,
        _ if is_moved(words, start) => return Tense::Forward,
        _ => {}
    }
    let found = clause(words, start);
    let is_before = near == "before" && found == Tense::Unknown;
    if is_before { Tense::Forward } else { found }
}

/// What the nearest word before a place tells that tells anything.
fn clause(words: Words<'_>, start: usize) -> Tense {
    let first = start.saturating_sub(REACH);
    for at in (first..start).rev() {
        if !words.is_word(at) {
            break;
        }
        let word = words.lower(at);
        let next = words.lower(at + 1);
        match word {
            "may" if words.is_capital(at) => {}
            "will" | "won't" | "shall" | "would" | "must" | "should" | "may" | "might" | "can"
            | "cannot" | "could" => {
                let is_over = next == "have"
                    || next == "not" && (word == "could" || words.lower(at + 2) == "have");
                return if is_over { Tense::Past } else { Tense::Forward };
            }
            "to" => {
                let before = words.before(at, 1);
                if BEFORE_TO.contains(&before) && !words.is_capital(at + 1) {
                    return Tense::Forward;
                }
            }
            "set" if next == "for" => return Tense::Forward,
            "is" | "are" | "am" => {
                const NEAR: usize = 2;
                if next.ends_with("ing") && next != "being" || start <= at + NEAR {
                    return Tense::Forward;
                }
            }
            _ if word.ends_with("'ll") || AHEAD.contains(&word) => return Tense::Forward,
            _ if BACK.contains(&word) => return Tense::Past,
            // "Will be held", "is closed" and "to be signed" are told by what stands before.
            _ if word.ends_with("ed") && 3 < word.len() => {
                let before = words.before(at, 1);
                let before = if word::is_adverb(before) { words.before(at, 2) } else { before };
                if !matches!(before, "be" | "is" | "are") {
                    return Tense::Past;
                }
            }
            _ => {}
        }
    }
    Tense::Unknown
}
