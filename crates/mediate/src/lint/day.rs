//! Whether words name a day.

use super::sentence::{Token, begins};
use super::words::{MOMENTS, MONTHS, SEASONS, TIMES, UNITS, VAGUE};

/// Whether the words name a day, a period, a rhythm or an event to which something is tied; words
/// such as "in due course" do not.
pub(super) fn is_dated(tokens: &[Token]) -> bool {
    let mut covered = vec![false; tokens.len()];
    for phrase in VAGUE {
        for index in 0..tokens.len() {
            if begins(&tokens[index..], phrase) {
                covered[index..index + phrase.len()].fill(true);
            }
        }
    }
    let is_number = |it: &Token| {
        it.word.starts_with(|it: char| it.is_ascii_digit())
            || it.is(&[
                "one", "two", "three", "four", "five", "six", "seven", "ten", "twelve", "a", "an",
                "twenty", "thirty", "fifteen", "forty", "sixty", "ninety",
            ])
    };
    (0..tokens.len()).filter(|&it| !covered[it]).any(|index| {
        let token = &tokens[index];
        let back = |by: usize| index.checked_sub(by).map(|it| &tokens[it]);
        let compared = (1..=3)
            .any(|by| back(by).is_some_and(|it| it.is(&["than", "of", "taken", "captured"])))
            && !back(2).is_some_and(|it| it.is(&["end", "winter", "spring", "summer", "autumn"]));
        if token.is(MONTHS) && token.is_capital {
            return !compared
                || back(1).is_some_and(|it| it.word.starts_with(|it: char| it.is_ascii_digit()));
        }
        if token.is(TIMES) {
            return true;
        }
        let is_year = token.word.len() == 4
            && (token.word.starts_with("19") || token.word.starts_with("20"))
            && token.word.bytes().all(|it| it.is_ascii_digit());
        if is_year {
            return !compared
                && back(1).is_some_and(|it| {
                    it.is(&["by", "in", "before", "until", "of", "from", "since", "during"])
                });
        }
        if token.is(&["each", "every", "per"]) {
            return tokens[index + 1..].iter().take(3).any(|it| {
                it.is(UNITS)
                    || it.is(SEASONS)
                    || it.is(MONTHS)
                    || it.is(&["morning", "night", "time", "other", "monday"])
            });
        }
        if token.is(&["within", "after", "for", "in", "under"])
            && tokens.get(index + 1).is_some_and(&is_number)
        {
            return tokens[index + 1..].iter().take(4).any(|it| it.is(UNITS));
        }
        if token.is(&["before", "after", "during", "in", "from", "until"]) {
            let near = &tokens[index + 1..];
            return near.iter().take(3).any(|it| it.is(SEASONS))
                || token.is(&["before", "after", "until"]);
        }
        // An ISO day.
        token.word.len() == 10
            && token.word.matches('-').count() == 2
            && token.word.starts_with("20")
            || MOMENTS.iter().any(|it| begins(&tokens[index..], it))
    })
}
