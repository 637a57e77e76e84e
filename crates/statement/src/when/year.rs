//! Years, decades, seasons, quarters and halves.

use super::time::{Time, Unit};
use super::words::{Words, is_shade, ordinal, year_number};
use super::{Basis, Found, Sight};
use crate::passage::Kind;
use crate::word;

/// Words for what may be counted in thousands, so that "by 2000 workers" is no year.
const COUNTED: &[&str] = &[
    "acres",
    "children",
    "dollars",
    "euros",
    "families",
    "feet",
    "gmt",
    "hectares",
    "homes",
    "hours",
    "houses",
    "jobs",
    "kilometers",
    "kilometres",
    "km",
    "men",
    "meters",
    "metres",
    "miles",
    "pages",
    "people",
    "percent",
    "residents",
    "soldiers",
    "tonnes",
    "tons",
    "troops",
    "utc",
    "villages",
    "voters",
    "votes",
    "women",
    "words",
    "workers",
];

/// A year or a decade: "2024", "1990s".
pub(super) fn name(word: &str) -> Option<Time> {
    match word.strip_suffix('s') {
        Some(decade) => {
            let year = year_number(decade).filter(|it| it % 10 == 0)?;
            Time::months(year, 1, 120)
        }
        None => Time::year(year_number(word)?),
    }
}

/// "in 2014", "the 2015 accord", "the 1990s", "from 2014-2019".
pub(super) fn from_number(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let words = sight.words;
    let word = words.stem(at);
    let found =
        |start, time| Some(Found { items: start..at + 1, time: Some(time), basis: Basis::Written });
    let before = words.before(at, 1);
    if word.ends_with('s') {
        let time = name(word)?;
        let is_led = sight.floor < at && (before == "the" || is_shade(before));
        let start = at - usize::from(is_led);
        let is_the = is_led && is_shade(before) && words.before(start, 1) == "the";
        return found(start - usize::from(is_the && sight.floor < start), time);
    }
    if let Some((first, last)) = word.split_once('-') {
        let (first, last) = (year_number(first)?, year_number(last)?);
        let (from, to) = (Time::year(first)?.days()?.0, Time::year(last)?.days()?.1);
        return found(at, Time::interval(from, to)?);
    }
    let time = Time::year(year_number(word)?)?;
    let next = words.lower(at + 1);
    if COUNTED.contains(&next) {
        return None;
    }
    let is_apart = !words.is_word(at + 1) || word::is_function_word(next) || words.is_name(at + 1);
    let is_year = match before {
        "in" | "since" | "until" | "till" | "during" | "early" | "late" | "mid" | "year"
        | "circa" | "throughout" => true,
        "by" | "before" | "after" | "from" | "through" | "between" | "of" => is_apart,
        "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" => {
            words.is_word(at + 1) && !word::is_function_word(next) && next != "agenda"
        }
        // "2014, 2015 and 2016", "from 2014 to 2019".
        "and" | "or" | "to" | "" => sight.follows_year && sight.floor + 1 == at && is_apart,
        _ => before.ends_with("'s") && words.is_word(at + 1),
    };
    let is_fiscal = before == "year" && words.before(at, 2) == "fiscal";
    let start = at - usize::from(is_shade(before) && sight.floor < at);
    if is_year && !is_fiscal && words.kind(at) == Some(Kind::Word) {
        return found(start, time);
    }
    None
}

/// A year at a place: "2023", "last year"; and the place after it.
pub(super) fn at(sight: &Sight<'_>, at: usize) -> Option<(Option<i16>, usize)> {
    let words = sight.words;
    if let Some(year) = year_number(words.stem(at)) {
        return Some((Some(year), at + 1));
    }
    if words.stem(at + 1) != "year" {
        return None;
    }
    let years = match words.lower(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let year = sight.published.map(|it| it.year() + years);
    Some((year, at + 2))
}

/// A year at a place that "of" may precede.
fn of(sight: &Sight<'_>, place: usize) -> Option<(Option<i16>, usize)> {
    at(sight, place + usize::from(sight.words.lower(place) == "of"))
}

/// "the summer of 2023", "spring 2024", "last winter".
pub(super) fn from_season(sight: &Sight<'_>, at: usize, first: i8) -> Option<Found> {
    let words = sight.words;
    let season = |year| Time::months(year, first, 3);
    if let Some((year, end)) = of(sight, at + 1) {
        let time = match year {
            Some(year) => Some(season(year)?),
            None => None,
        };
        return Some(Found { items: led(sight, at)..end, time, basis: Basis::Written });
    }
    let before = words.before(at, 1);
    if at <= sight.floor || !matches!(before, "last" | "this" | "next") || is_long(words, at) {
        return None;
    }
    let time = match sight.published {
        None => None,
        Some(today) => {
            let years = (today.year() - 2..=today.year() + 2).filter_map(season);
            let years: Vec<Time> = years.collect();
            let is_over = |it: &&Time| it.days().is_some_and(|days| days.1 < today);
            let is_ahead = |it: &&Time| it.days().is_some_and(|days| today < days.0);
            let found = match before {
                "last" => years.iter().rev().find(is_over),
                "next" => years.iter().find(is_ahead),
                // The winter that has begun, else the season of the year.
                _ => years
                    .iter()
                    .find(|it| !is_over(it) && !is_ahead(it))
                    .or_else(|| years.iter().find(|it| is_in(**it, today.year()))),
            };
            Some(*found?)
        }
    };
    Some(Found { items: sight.lead(at)..at + 1, time, basis: Basis::Other })
}

fn is_in(time: Time, year: i16) -> bool {
    time.days().is_some_and(|it| it.0.year() == year)
}

/// "the third quarter of 2024", "last quarter".
pub(super) fn from_quarter(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let words = sight.words;
    let before = words.before(at, 1);
    if let Some(number) = ordinal(before).filter(|it| *it <= 4 && sight.floor < at) {
        return part(sight, at, number, 3, led(sight, at - 1));
    }
    let count = match before {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    if at <= sight.floor || is_long(words, at) {
        return None;
    }
    let time = match sight.published {
        None => None,
        Some(today) => {
            let first = jiff::civil::Date::new(today.year(), (today.month() - 1) / 3 * 3 + 1, 1);
            let day = super::time::plus(first.ok()?, super::time::span(count * 3, Unit::Month)?)?;
            Some(Time::months(day.year(), day.month(), 3)?)
        }
    };
    Some(Found { items: sight.lead(at)..at + 1, time, basis: Basis::Other })
}

/// "Q3 2024".
pub(super) fn from_numbered(sight: &Sight<'_>, at: usize, number: i8) -> Option<Found> {
    part(sight, at, number, 3, at)
}

/// "the first half of 2024".
pub(super) fn from_half(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let number = ordinal(sight.words.before(at, 1)).filter(|it| *it <= 2 && sight.floor < at)?;
    part(sight, at, number, 6, led(sight, at - 1))
}

/// One of the parts, each of so many months, of the year after the word at a place.
fn part(sight: &Sight<'_>, at: usize, number: i8, months: i8, start: usize) -> Option<Found> {
    let (year, end) = of(sight, at + 1)?;
    let time = match year {
        Some(year) => Some(Time::months(year, (number - 1) * months + 1, months)?),
        None => None,
    };
    Some(Found { items: start..end, time, basis: Basis::Other })
}

/// The place of "the" or "early" before a place, if it is there.
fn led(sight: &Sight<'_>, at: usize) -> usize {
    let start = sight.lead(at);
    let is_the = sight.floor < start && sight.words.before(start, 1) == "the";
    start - usize::from(is_the)
}

/// Whether "the last year" stands here, which is a length of time.
pub(super) fn is_long(words: Words<'_>, at: usize) -> bool {
    words.before(at, 2) == "the"
}
