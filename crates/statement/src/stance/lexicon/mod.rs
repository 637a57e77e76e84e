//! Phrases that tell a stance. Own, weights included.
//!
//! Notation: words with spaces between; `a|b` is either; `reject*` is any form of the verb; `~3` is
//! up to three words more; `<draft>` is one of a class. `^` before a phrase: it begins a clause.
//! `@`: it begins with the cue. `!`: what it speaks of must stay, so that of an option it `requires`
//! it. Then what it says, how heavy it weighs from 41 to 99, and what it
//! says after "not": `""` nothing, `"="` the same, as phrases with a "not" of their own do.

mod deed;
mod wish;

/// A phrase: notation, stance, weight, stance after "not".
pub(super) type Entry = (&'static str, &'static str, u8, &'static str);

/// All phrases, those of wishes before those of deeds.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    wish::PHRASES.iter().chain(deed::PHRASES)
}

/// Classes of words.
pub(super) const CLASSES: &[(&str, &str)] = &[
    ("<accept>", "accept|agree|tolerate|allow|permit|consent|countenance|approve"),
    ("<be>", "is|are|was|were|be|been|being|remain|remains|remained"),
    ("<can>", "can|could"),
    ("<deal>", "deal|agreement|treaty|text|accord|settlement|peace|signature|pact|compromise"),
    (
        "<draft>",
        "draft|text|plan|proposal|agreement|deal|treaty|package|accord|offer|pact|document|compromise|drafts|proposals|paper|version|terms|blueprint",
    ),
    ("<first>", "we|i"),
    (
        "<harm>",
        "attack|strike|bomb|invade|retaliate|quit|boycott|sanction|seize|sink|destroy|sue|fight|expel|punish|annex|shell|shoot|respond|hit|escalate|arm|mobilize|occupy",
    ),
    ("<have>", "has|have|had"),
    ("<must>", "must|shall"),
    ("<no>", "no|not|never|nothing|nobody|none|neither|nor"),
    ("<ready>", "ready|willing|prepared|able"),
    (
        "<talks>",
        "talks|negotiations|talk|negotiate|negotiating|discussion|discussions|meeting|round",
    ),
    ("<will>", "will|would|shall"),
    (
        "<yield>",
        "accept|agree|allow|recognize|recognise|hand|give|cede|surrender|tolerate|permit|concede|consent|yield|relinquish|abandon|leave|let|put|sign|withdraw|bow|submit|part|renounce|forgive|negotiate|discuss|become",
    ),
];
