//! The small words of English, titles and abbreviations.

use crate::facts::{Facts, listed};

pub(crate) const PRONOUNS: &[&str] = &["he", "i", "it", "she", "they", "we", "you"];

pub(crate) const AUXILIARIES: &[&str] = &[
    "am", "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have",
    "is", "may", "might", "must", "shall", "should", "was", "were", "will", "would", "ain't",
    "aren't", "couldn't", "didn't", "doesn't", "don't", "hadn't", "hasn't", "haven't", "isn't",
    "wasn't", "weren't", "won't", "wouldn't",
];

pub(crate) const ADVERBS: &[&str] = &[
    "again",
    "earlier",
    "also",
    "always",
    "even",
    "ever",
    "first",
    "further",
    "himself",
    "herself",
    "instead",
    "just",
    "later",
    "long",
    "never",
    "not",
    "now",
    "often",
    "once",
    "only",
    "since",
    "still",
    "then",
    "themselves",
    "thus",
    "too",
    "twice",
    "yet",
];

pub(crate) const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "ahead",
    "alongside",
    "amid",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "beside",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "following",
    "for",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "outside",
    "over",
    "per",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "upon",
    "via",
    "with",
    "within",
    "without",
];

pub(crate) const SUBORDINATORS: &[&str] = &[
    "although", "because", "even", "if", "once", "since", "so", "than", "that", "though", "unless",
    "what", "whatever", "when", "whenever", "where", "whereas", "whether", "which", "while", "who",
    "whom", "whose", "why", "how",
];

pub(crate) const CONJUNCTIONS: &[&str] = &["and", "but", "nor", "or", "yet"];

pub(crate) const DETERMINERS: &[&str] = &[
    "a", "all", "an", "another", "any", "both", "each", "every", "few", "her", "his", "its",
    "many", "most", "my", "no", "one", "other", "our", "several", "some", "such", "that", "the",
    "their", "these", "this", "those", "two", "three", "your",
];

/// Other words that begin sentences but no name.
pub(crate) const OTHERS: &[&str] = &[
    "asked",
    "here",
    "however",
    "indeed",
    "meanwhile",
    "nevertheless",
    "nobody",
    "now",
    "perhaps",
    "read",
    "there",
    "today",
    "tomorrow",
    "yes",
    "yesterday",
    "well",
    "more",
    "less",
    "let",
];

pub(crate) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words before a name that are not part of it.
pub(crate) const TITLES: &[&str] = &[
    "adm",
    "admiral",
    "adviser",
    "advisor",
    "aide",
    "ambassador",
    "analyst",
    "archbishop",
    "attorney",
    "baroness",
    "bishop",
    "brig",
    "candidate",
    "capt",
    "captain",
    "chair",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "co-chair",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "coordinator",
    "correspondent",
    "count",
    "dame",
    "delegate",
    "deputy",
    "director",
    "dr",
    "editor",
    "envoy",
    "executive",
    "founder",
    "gen",
    "general",
    "gov",
    "governor",
    "head",
    "hon",
    "host",
    "judge",
    "justice",
    "king",
    "lady",
    "lawyer",
    "leader",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "manager",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "negotiator",
    "nominee",
    "officer",
    "official",
    "ombudsman",
    "pastor",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rabbi",
    "rep",
    "representative",
    "reporter",
    "researcher",
    "rev",
    "reverend",
    "rival",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheik",
    "sheikh",
    "sir",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "strategist",
    "sultan",
    "superintendent",
    "treasurer",
    "undersecretary",
    "vice-president",
];

/// Words that may stand with a title.
pub(crate) const WITH_TITLES: &[&str] = &[
    "acting",
    "affairs",
    "army",
    "campaign",
    "communications",
    "defence",
    "defense",
    "democratic",
    "energy",
    "finance",
    "first",
    "foreign",
    "former",
    "health",
    "high",
    "homeland",
    "interior",
    "labor",
    "labour",
    "national",
    "navy",
    "of",
    "policy",
    "presidential",
    "press",
    "prime",
    "republican",
    "security",
    "senior",
    "special",
    "state",
    "then",
    "top",
    "trade",
    "treasury",
    "vice",
    "war",
];

/// Abbreviations that stand before something, so that no sentence ends with them.
const LEADING: &[&str] = &[
    "adm.", "apr.", "aug.", "brig.", "capt.", "col.", "dec.", "dr.", "e.g.", "feb.", "fr.", "gen.",
    "gov.", "hon.", "i.e.", "jan.", "lt.", "maj.", "messrs.", "mr.", "mrs.", "ms.", "mt.", "no.",
    "nov.", "oct.", "prof.", "rep.", "reps.", "rev.", "sen.", "sens.", "sept.", "sgt.", "st.",
    "vs.",
];

/// Other abbreviations with a full stop.
const TRAILING: &[&str] = &["co.", "corp.", "etc.", "inc.", "jr.", "ltd.", "sr."];

/// Whether a word is a pronoun that speaks, such as "she" or "she's".
pub(crate) fn is_pronoun(word: &str) -> bool {
    listed(pronoun(word)).has(Facts::PRONOUN)
}

/// A pronoun without a verb drawn to it: "she" for "she's".
pub(crate) fn pronoun(word: &str) -> &str {
    word.split('\'').next().unwrap_or(word)
}

pub(crate) fn is_auxiliary(word: &str) -> bool {
    listed(word).has(Facts::AUXILIARY)
}

pub(crate) fn is_adverb(word: &str) -> bool {
    is_adverb_by_form(word) || listed(word).has(Facts::ADVERB)
}

/// Whether a word ends as most adverbs do.
pub(crate) fn is_adverb_by_form(word: &str) -> bool {
    4 < word.len() && word.ends_with("ly") && !word.contains('-')
}

pub(crate) fn is_preposition(word: &str) -> bool {
    listed(word).has(Facts::PREPOSITION)
}

pub(crate) fn is_subordinator(word: &str) -> bool {
    listed(word).has(Facts::SUBORDINATOR)
}

pub(crate) fn is_conjunction(word: &str) -> bool {
    listed(word).has(Facts::CONJUNCTION)
}

pub(crate) fn is_determiner(word: &str) -> bool {
    listed(word).has(Facts::DETERMINER)
}

/// Whether a capital at the start of this word makes no name.
pub(crate) fn is_function_word(word: &str) -> bool {
    listed(word).has(Facts::FUNCTION)
}

/// Whether a full stop after a word belongs to it.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    const LONGEST: usize = 6;
    let is_one = || {
        let mut all = LEADING.iter().chain(TRAILING).filter_map(|it| it.strip_suffix('.'));
        all.any(|it| it.eq_ignore_ascii_case(word))
    };
    word.len() <= LONGEST && word.starts_with(char::is_uppercase) && word != "No" && is_one()
}

/// Whether an abbreviation is one that something follows, as a name follows "Mr.".
pub(crate) fn is_leading_abbreviation(word: &str) -> bool {
    LEADING.contains(&word) || word.len() == 2
}
/// The number that a word stands for: those up to twenty, and the tens up to ninety.
pub(crate) fn number(word: &str) -> Option<u8> {
    const NUMBERS: [&str; 27] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ];
    let place = (1_u8..).zip(NUMBERS).find(|it| it.1 == word)?.0;
    Some(if place <= 20 { place } else { (place - 18) * 10 })
}
