//! The words that times are made of, and the check that dismisses all others.

use crate::passage::{Item, Kind, strip_possessive};
use crate::word;

use super::time::Unit;

/// Words and points in order.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) items: &'a [Item<'a>],
}

impl<'a> Words<'a> {
    /// A word in lower case; empty for a point and outside.
    pub(super) fn lower(self, at: usize) -> &'a str {
        self.items.get(at).map_or("", |it| &*it.lower)
    }

    /// The same without a possessive ending.
    pub(super) fn stem(self, at: usize) -> &'a str {
        strip_possessive(self.lower(at))
    }

    /// The word some places before another.
    pub(super) fn before(self, at: usize, count: usize) -> &'a str {
        at.checked_sub(count).map_or("", |it| self.lower(it))
    }

    pub(super) fn kind(self, at: usize) -> Option<Kind> {
        self.items.get(at).map(|it| it.kind)
    }

    pub(super) fn is_word(self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Word)
    }

    pub(super) fn is_capital(self, at: usize) -> bool {
        self.items.get(at).is_some_and(|it| it.is_capital)
    }

    /// Whether nothing stands between an item and the next.
    pub(super) fn touches(self, at: usize) -> bool {
        let next = self.items.get(at + 1).map(|it| it.span.start);
        next.is_some() && self.items.get(at).map(|it| it.span.end) == next
    }

    /// Whether a capitalized word stands here that is neither a time nor one of the small words.
    pub(super) fn is_name(self, at: usize) -> bool {
        self.is_capital(at) && !word::is_function_word(self.stem(at))
    }
}

/// A word around which a time may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Days from the publication: today, tomorrow.
    Near(i8),
    /// Days from Monday.
    Weekday(i8),
    /// From 1 to 12.
    Month(i8),
    /// "mid-June", "mid-2024".
    Mid,
    /// Digits come first.
    Number,
    /// A unit, and how many of them.
    Unit(Unit, i32),
    Weekend,
    /// The first month.
    Season(i8),
    Quarter,
    /// "Q3", with its number.
    Numbered(i8),
    Half,
    /// "night", "morning".
    Part,
}

/// Third letters that a head with these first two has: one bit each.
const THIRD: [[u32; 26]; 26] = {
    let mut table = [[0; 26]; 26];
    let heads = b"aftapraugautdaydecevefalfebforfrihaljanjuljunmarmaymidmonmornignovoctquasatsepsprsumsunthutodtomtontuewedweewinyeayes";
    let mut at = 0;
    while at + 2 < heads.len() {
        let [first, second] = [heads[at] - b'a', heads[at + 1] - b'a'];
        table[first as usize][second as usize] |= 1 << (heads[at + 2] - b'a');
        at += 3;
    }
    table
};

/// The head that a word in lower case is, if it is one.
///
/// # Cost
///
/// Nearly all words are dismissed by their first three letters.
pub(super) fn head(lower: &str) -> Option<Head> {
    let letter = |it: u8| usize::from(it.wrapping_sub(b'a'));
    match *lower.as_bytes() {
        [b'0'..=b'9', ..] => return Some(Head::Number),
        [b'q', number @ b'1'..=b'4'] => {
            return i8::try_from(number - b'0').ok().map(Head::Numbered);
        }
        [first, second, third @ b'a'..=b'z', ..] => {
            let thirds = THIRD.get(letter(first))?.get(letter(second))?;
            if thirds >> letter(third) & 1 == 0 {
                return None;
            }
        }
        _ => return None,
    }
    Some(match strip_possessive(lower) {
        "today" | "tonight" => Head::Near(0),
        "yesterday" => Head::Near(-1),
        "tomorrow" => Head::Near(1),
        "day" => Head::Unit(Unit::Day, 1),
        "days" => Head::Unit(Unit::Day, 2),
        "week" => Head::Unit(Unit::Week, 1),
        "weeks" => Head::Unit(Unit::Week, 2),
        "month" => Head::Unit(Unit::Month, 1),
        "months" => Head::Unit(Unit::Month, 2),
        "year" => Head::Unit(Unit::Year, 1),
        "years" => Head::Unit(Unit::Year, 2),
        "fortnight" => Head::Unit(Unit::Week, 0),
        "weekend" => Head::Weekend,
        "spring" => Head::Season(3),
        "summer" => Head::Season(6),
        "autumn" | "fall" => Head::Season(9),
        "winter" => Head::Season(12),
        "quarter" => Head::Quarter,
        "half" => Head::Half,
        "morning" | "afternoon" | "evening" | "night" => Head::Part,
        stem if stem.starts_with("mid-") => Head::Mid,
        stem => match weekday(stem) {
            Some(days) => Head::Weekday(days),
            None => Head::Month(month(stem)?),
        },
    })
}

/// Days from Monday to the weekday that a word names, in full or abbreviated.
pub(super) fn weekday(word: &str) -> Option<i8> {
    Some(match word {
        "monday" | "mon" => 0,
        "tuesday" | "tues" | "tue" => 1,
        "wednesday" | "wed" => 2,
        "thursday" | "thurs" | "thur" | "thu" => 3,
        "friday" | "fri" => 4,
        "saturday" | "sat" => 5,
        "sunday" | "sun" => 6,
        _ => return None,
    })
}

/// The month that a word names, in full or abbreviated, from 1.
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word.strip_suffix('.').unwrap_or(word) {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// Whether a word says when in the day: "night".
pub(super) fn is_part(word: &str) -> bool {
    matches!(
        strip_possessive(word),
        "morning" | "afternoon" | "evening" | "night" | "noon" | "midnight"
    )
}

/// Whether a word says where in a time, and belongs to it: "early", "late".
pub(super) fn is_shade(word: &str) -> bool {
    matches!(word, "early" | "earlier" | "late" | "later" | "mid")
}

/// A whole number in digits or in words; "a" and "an" are one.
pub(super) fn count(word: &str) -> Option<i32> {
    if word.starts_with(|it: char| it.is_ascii_digit()) {
        return word.parse().ok().filter(|it| 0 < *it && word.len() <= 4);
    }
    match word {
        "a" | "an" => Some(1),
        _ => word::number(word).map(i32::from).or_else(|| {
            let (ten, one) = word.split_once('-')?;
            let (ten, one) = (word::number(ten)?, word::number(one)?);
            (20 <= ten && one < 10).then(|| i32::from(ten + one))
        }),
    }
}

/// The number that an ordinal in words stands for, up to 31.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    const ORDINALS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let small = |word: &str| (1..).zip(ORDINALS).find(|(_, it)| *it == word).map(|it| it.0);
    match word {
        "thirtieth" => Some(30),
        "thirty-first" => Some(31),
        _ => small(word).or_else(|| small(word.strip_prefix("twenty-")?).map(|it: i8| it + 20)),
    }
    .filter(|it| *it <= 31)
}

/// The day of a month that digits stand for, with or without an ending: "3", "3rd".
pub(super) fn day_number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|it| word.strip_suffix(it));
    let digits = digits.unwrap_or(word);
    let is_short = digits.len() <= 2 && digits.bytes().all(|it| it.is_ascii_digit());
    digits.parse().ok().filter(|it| is_short && (1..=31).contains(it))
}

/// A year in four digits.
pub(super) fn year_number(word: &str) -> Option<i16> {
    let is_four = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    word.parse().ok().filter(|it| is_four && (1800..=2200).contains(it))
}
