//! Words without their endings.

use crate::about::number;
use crate::passage::{Item, Kind, split_words};
use crate::word;

/// A word without its ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem {
    /// In lower case; hyphens and commas within numbers are gone.
    pub(super) stem: String,
    /// Whether it tells what is spoken of, as "dam" does and "the" does not.
    pub(super) is_content: bool,
}

/// The words of a text, without their endings.
pub(super) fn stems(text: &str) -> Vec<Stem> {
    let lower = text.to_ascii_lowercase();
    let mut items = Vec::new();
    split_words(text, &lower, 0, &mut items);
    let is_percent = |it: &&Item| it.kind == Kind::Other && &text[it.span.clone()] == "%";
    let words = items.iter().filter(|it| it.kind == Kind::Word || is_percent(it)).flat_map(|it| {
        if it.kind != Kind::Word {
            return vec!["percent".to_owned()];
        }
        // A compound is told by its parts, but "ceasefire" by the whole.
        let bare = it.lower.strip_suffix("'s").unwrap_or(&it.lower).trim_end_matches('\'');
        let is_number = bare.starts_with(|it: char| it.is_ascii_digit());
        let is_joined = bare.starts_with("cease-");
        let whole = bare.replace([',', '‑'], if is_number { "" } else { "-" });
        let parts: Vec<String> = if is_joined || is_number {
            vec![whole.replace('-', "")]
        } else {
            whole.split('-').filter(|it| !it.is_empty()).map(str::to_owned).collect()
        };
        parts
    });
    number::in_digits(words.collect(), |it| is_unit(&stem(it)))
        .into_iter()
        .map(|word| {
            let is_content = !word::is_function_word(&word) && !PLAIN.contains(&word.as_str());
            Stem { stem: stem(&word), is_content }
        })
        .collect()
}

/// Whether a stem is a unit that a number has of its own.
pub(super) fn is_unit(stem: &str) -> bool {
    const MONEY_AND_TIME: &[&str] = &[
        "billion",
        "cent",
        "day",
        "dollar",
        "euro",
        "hour",
        "kilomet",
        "kilometer",
        "mile",
        "million",
        "month",
        "percent",
        "week",
        "year",
    ];
    MONEY_AND_TIME.contains(&stem)
}

/// Words that say little of what is spoken of.
const PLAIN: &[&str] = &[
    "allowed", "become", "becomes", "call", "called", "case", "come", "comes", "day", "does",
    "don", "end", "ends", "first", "get", "gets", "give", "given", "gives", "go", "goes", "join",
    "keep", "keeps", "keeping", "know", "long", "made", "make", "makes", "mean", "much", "new",
    "none", "nothing", "part", "pass", "people", "place", "question", "say", "says", "said",
    "size", "stand", "stay", "stays", "take", "takes", "taken", "text", "thing", "things", "time",
    "use", "used", "want", "wants", "way", "will", "year", "years",
];

/// Endings, longest first.
const ENDINGS: &[&str] = &[
    "izations", "isations", "ization", "isation", "itions", "ations", "ition", "ation", "izing",
    "ising", "ments", "ized", "ised", "izes", "ises", "ings", "ions", "ment", "ies", "ing", "ize",
    "ise", "ion", "als", "ed", "es", "al", "ly", "s", "e", "y",
];

fn stem(word: &str) -> String {
    const LEAST: usize = 4;
    let is_number = word.starts_with(|it: char| it.is_ascii_digit());
    let left = ENDINGS
        .iter()
        .filter(|_| !is_number)
        .find_map(|ending| {
            let left = word.strip_suffix(ending)?;
            let least = if *ending == "s" { LEAST - 1 } else { LEAST };
            (least <= left.chars().count() && !(*ending == "s" && left.ends_with('s')))
                .then_some(left)
        })
        .unwrap_or(word);
    // "Stopped" and "stop".
    let mut chars = left.chars().rev();
    let is_double = chars.next() == chars.next() && left.len() < word.len();
    let doubles = left.ends_with(['p', 't', 'n', 'g', 'm', 'd', 'b', 'r']);
    if is_double && doubles { left[..left.len() - 1].to_owned() } else { left.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_share_a_stem() {
        for family in [
            ["withdrawal", "withdrawing", "withdrawals"],
            ["recognition", "recognized", "recognise"],
            ["gauge", "gauges", "gauge's"],
            ["stopped", "stopping", "stopped"],
            ["dam", "dams", "dam’s"],
            ["territory", "territories", "territories'"],
        ] {
            let found: Vec<String> = family.iter().map(|it| stems(it)[0].stem.clone()).collect();
            assert!(found.iter().all(|it| *it == found[0]), "{found:?}");
        }
        assert_ne!(stem("court"), stem("courtesy"));
        assert_eq!(stems("600,000 cease-fires and low-lying")[0].stem, "600000");
    }
}
