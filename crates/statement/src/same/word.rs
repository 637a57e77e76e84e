//! The words of a statement as they are compared.

use std::collections::BTreeMap;

use crate::word::is_function_word;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The same for all spellings that are taken as one.
    pub(super) number: u32,
    /// Whether a sentence, or a clause joined to another, begins with it.
    pub(super) is_first: bool,
    /// What it adds to the sense that no other word may add instead.
    pub(super) sense: Option<Sense>,
    /// Whether it tells what is spoken of, as "dam" does and "the" does not.
    pub(super) is_content: bool,
    /// The word without its ending.
    pub(super) stem: u32,
    /// The stem of the word that it turns around: "able" of "unable".
    pub(super) turns: Option<u32>,
}

/// What a word adds to the sense of a statement, so that a statement without it says another thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    /// It denies, by the number of its first form in [`DENYING`]: "not", "refused".
    Denies(usize),
    /// It counts, dates or divides, by the number of the word.
    Counts(u32),
    /// It is a name, or tells places apart as "upper" does, by the number of the word.
    Names(u32),
}

/// The words of a text, without capitals, punctuation and editorial brackets, contracted ones in
/// full and numbers in digits. Each different word gets a number.
pub(super) fn words(text: &str, numbers: &mut BTreeMap<String, u32>) -> Vec<Word> {
    let mut number = |word: &str| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(word.to_owned()).or_insert(next)
    };
    let mut found: Vec<Word> = Vec::new();
    // The words begin, or a stop has ended a sentence; a comma may have ended a clause.
    let (mut is_first, mut is_after_comma) = (true, false);
    for piece in pieces(text) {
        let Piece::Word(printed) = piece else {
            is_first |= piece == Piece::Stop;
            is_after_comma |= piece == Piece::Comma;
            continue;
        };
        let lower = printed.to_lowercase();
        let is_capital = printed.starts_with(char::is_uppercase) && printed != "I";
        for (place, word) in in_full(&lower).into_iter().enumerate() {
            let is_joining = is_after_comma && JOINING.contains(&word.as_str());
            let number_of = number(&word);
            let is_name = is_capital && !is_first && place == 0 || PLACING.contains(&word.as_str());
            let sense = if is_number(&word) {
                Some(Sense::Counts(number_of))
            } else if let Some(denying) = denying(&word) {
                Some(Sense::Denies(denying))
            } else {
                is_name.then_some(Sense::Names(number_of))
            };
            found.push(Word {
                number: number_of,
                is_first: is_first || is_joining,
                sense,
                is_content: !is_function_word(&word),
                stem: number(stem(&word)),
                turns: turned(&word).map(|it| number(stem(it))),
            });
            (is_first, is_after_comma) = (false, false);
        }
    }
    found
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    /// What ends a sentence.
    Stop,
    Comma,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut word = String::new();
    let mut rest = text.chars().filter(|it| !matches!(it, '[' | ']')).peekable();
    let end = |word: &mut String, found: &mut Vec<Piece>| {
        let bare = word.trim_matches('\'');
        if !bare.is_empty() {
            found.push(Piece::Word(bare.to_owned()));
        }
        word.clear();
    };
    while let Some(it) = rest.next() {
        let is_in_number = matches!(it, '.' | ',')
            && word.ends_with(|it: char| it.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        match it {
            '\'' | '’' => word.push('\''),
            '.' if is_in_number => word.push('.'),
            ',' if is_in_number => {}
            it if it.is_alphanumeric() => word.push(it),
            _ => {
                end(&mut word, &mut found);
                match it {
                    '.' | '!' | '?' | ';' | ':' | '…' | '—' => found.push(Piece::Stop),
                    ',' => found.push(Piece::Comma),
                    _ => {}
                }
            }
        }
    }
    end(&mut word, &mut found);
    found
}

/// What joins a clause to the one before, after a comma.
const JOINING: &[&str] =
    &["and", "because", "but", "or", "since", "so", "still", "then", "while", "yet"];

/// A word in full: "won't" is "will not", "three" is "3".
fn in_full(word: &str) -> Vec<String> {
    let two = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
    if word == "cannot" {
        return two("can", "not");
    }
    if let Some(bare) = word.strip_suffix("n't") {
        return two(
            match bare {
                "wo" => "will",
                "ca" => "can",
                "sha" => "shall",
                _ => bare,
            },
            "not",
        );
    }
    if let Some((bare, ending)) = word.rsplit_once('\'') {
        let full = match ending {
            "ll" => Some("will"),
            "re" => Some("are"),
            "ve" => Some("have"),
            "m" => Some("am"),
            "s" if TAKES_IS.contains(&bare) => Some("is"),
            _ => None,
        };
        if let Some(full) = full {
            return two(bare, full);
        }
    }
    let bare = word.replace('\'', "");
    match COUNTED.iter().find(|it| it.0 == bare) {
        Some(it) => vec![it.1.to_owned()],
        None => vec![bare],
    }
}

/// After these, "'s" is "is" and no genitive.
const TAKES_IS: &[&str] = &["he", "here", "it", "she", "that", "there", "what", "where", "who"];

const COUNTED: &[(&str, &str)] = &[
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

/// Words that count, divide or date, besides digits. "May" and "March" are more often other words;
/// "one" is as often a pronoun, and what is set against it counts.
const COUNTING: &[&str] = &[
    "april",
    "august",
    "billion",
    "billions",
    "both",
    "daily",
    "december",
    "double",
    "dozen",
    "dozens",
    "february",
    "fifth",
    "first",
    "fourth",
    "friday",
    "half",
    "hundred",
    "hundreds",
    "january",
    "july",
    "june",
    "last",
    "million",
    "millions",
    "monday",
    "monthly",
    "next",
    "november",
    "october",
    "once",
    "quarter",
    "quarters",
    "saturday",
    "second",
    "september",
    "sixth",
    "some",
    "sunday",
    "tenth",
    "third",
    "thirds",
    "thousand",
    "thousands",
    "thursday",
    "today",
    "tomorrow",
    "triple",
    "tuesday",
    "twice",
    "wednesday",
    "weekly",
    "yearly",
    "yesterday",
];

fn is_number(word: &str) -> bool {
    word != "1" && word.starts_with(|it: char| it.is_numeric()) || COUNTING.contains(&word)
}

/// Words that tell places apart, as names do.
const PLACING: &[&str] = &["east", "left", "lower", "north", "right", "south", "upper", "west"];

/// Words that deny, and of two words of opposite sense the one that is said less often: what has
/// the other in its place is without it.
const DENYING: &[&str] = &[
    "against", "ban", "barely", "before", "below", "block", "close", "condemn", "decrease", "deny",
    "down", "enemy", "exclude", "fail", "fall", "false", "few", "fewer", "forbid", "halt",
    "hardly", "less", "lose", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing",
    "nowhere", "off", "oppose", "out", "prevent", "reduce", "refuse", "reject", "rule", "scarcely",
    "shut", "stop", "under", "unless", "war", "weak", "withdraw", "without", "worse", "wrong",
];

/// Which of [`DENYING`] a word is a form of.
fn denying(word: &str) -> Option<usize> {
    let at = |it: &str| DENYING.binary_search(&it).ok();
    at(word).or_else(|| {
        ["s", "es", "d", "ed", "ing", "n"].iter().find_map(|ending| {
            let bare = word.strip_suffix(ending)?;
            at(bare).or_else(|| at(&format!("{bare}e")))
        })
    })
}

/// A word without its ending.
fn stem(word: &str) -> &str {
    const LEAST: usize = 3;
    let bare = ["ing", "ed", "es", "d", "s", "e"].iter().find_map(|it| word.strip_suffix(it));
    bare.filter(|it| LEAST <= it.chars().count()).unwrap_or(word)
}

/// What a word turns around: "able" of "unable".
fn turned(word: &str) -> Option<&str> {
    const TURNING: &[&str] = &["anti", "dis", "il", "im", "in", "ir", "mis", "non", "un"];
    const LEAST: usize = 4;
    let bare = TURNING.iter().find_map(|it| word.strip_prefix(it))?;
    (LEAST <= bare.chars().count()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_deny_are_in_order() {
        assert!(DENYING.is_sorted());
    }
}
