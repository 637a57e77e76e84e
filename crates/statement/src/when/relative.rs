//! Times told from the day of publication, or from another time in the text.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar;
use super::tense::Tense;
use super::time::{Time, Unit, days, plus, span};
use super::words::{Head, Words, count, head, is_part, is_shade, weekday};
use super::year::is_long;
use super::{Basis, Found, Sight};
use crate::passage::Kind;
use crate::word;

/// Words before or after a weekday that make a name of it: "Black Friday", "Sunday Times".
const BEFORE_NAMES: &[&str] = &[
    "ash", "black", "bloody", "cyber", "easter", "fat", "good", "holy", "maundy", "palm", "shrove",
    "spy", "super",
];
const AFTER_NAMES: &[&str] = &[
    "club",
    "express",
    "group",
    "herald",
    "league",
    "mail",
    "mirror",
    "movement",
    "post",
    "review",
    "star",
    "telegraph",
    "times",
    "tribune",
];

#[expect(clippy::unnecessary_wraps, reason = "stands at the end of rules that may find nothing")]
fn found(items: Range<usize>, time: Option<Time>) -> Option<Found> {
    Some(Found { items, time, basis: Basis::Other })
}

/// "today", "tomorrow morning", "yesterday".
pub(super) fn from_near(sight: &Sight<'_>, at: usize, shift: i8) -> Option<Found> {
    // "The Today programme."
    let names = matches!(sight.words.lower(at + 1), "program" | "programme" | "show");
    if names && sight.words.is_capital(at) {
        return None;
    }
    let end = at + 1 + usize::from(is_part(sight.words.lower(at + 1)));
    found(at..end, sight.since_today(|it| plus(it, days(shift)).map(Time::Day))?)
}

/// "this morning", "last night".
pub(super) fn from_part(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let shift = match (sight.words.before(at, 1), sight.words.stem(at)) {
        ("last", "night") => -1,
        ("this", "morning" | "afternoon" | "evening") => 0,
        _ => return None,
    };
    let start = sight.lead(at);
    found(start..at + 1, sight.since_today(|it| plus(it, days(shift)).map(Time::Day))?)
}

/// "Monday", "last Monday", "early Monday", "Monday night", "Monday, Dec. 1", "Monday of last week".
pub(super) fn from_weekday(sight: &Sight<'_>, at: usize, number: i8) -> Option<Found> {
    let words = sight.words;
    let mut end = at + 1;
    let is_short = weekday(words.stem(at)).is_some() && !words.stem(at).ends_with("day");
    let is_dotted = is_short && words.kind(end) == Some(Kind::Stop) && words.touches(at);
    end += usize::from(is_dotted);
    let comma = usize::from(words.kind(end) == Some(Kind::Comma));
    let dated = match head(words.lower(end + comma)) {
        Some(Head::Month(month)) => calendar::after_month(words, end + comma, month)
            .filter(|it| it.0.day.is_some())
            .and_then(|it| calendar::resolve(sight, at..it.1, it.0, Some(number))),
        Some(Head::Number) => calendar::from_day(sight, end + comma),
        _ => None,
    };
    if let Some(it) = dated {
        return Some(Found { items: at..it.items.end, ..it });
    }
    let before = words.before(at, 1);
    let is_led = is_modifier(before)
        || is_shade(before)
        || matches!(before, "on" | "by" | "until" | "since" | "from" | "said" | "began");
    let is_named = words.is_capital(at.wrapping_sub(1)) && BEFORE_NAMES.contains(&before)
        || words.is_capital(end) && AFTER_NAMES.contains(&words.lower(end));
    let is_habit = matches!(before, "every" | "each" | "any" | "most" | "some" | "a" | "one")
        && matches!(before, "every" | "each" | "any" | "most" | "some");
    if is_named || is_habit || is_short && !(words.is_capital(at) && (is_led || is_dotted)) {
        return None;
    }
    if is_short && !is_led && matches!(words.stem(at), "sat" | "sun" | "wed" | "fri" | "mon") {
        return None;
    }
    let mut start = at;
    while sight.floor < start
        && (is_shade(words.before(start, 1)) || is_modifier(words.before(start, 1)))
    {
        start -= 1;
    }
    end += usize::from(is_part(words.lower(end)));
    let week = end + usize::from(words.lower(end) == "of");
    if let Some(weeks) = modifier(words.lower(week)).filter(|_| words.stem(week + 1) == "week") {
        let on = |it| on_weekday(plus(it, days(weeks * 7))?, number);
        return found(start..week + 2, sight.since_today(on)?);
    }
    let time = sight.since_today(|today| {
        let back = (today.weekday().to_monday_zero_offset() - number).rem_euclid(7);
        let ahead = (number - today.weekday().to_monday_zero_offset()).rem_euclid(7);
        let forward = || Some(Time::Day(plus(today, days(ahead))?));
        let past = |it: i8| Some(Time::Day(plus(today, days(-it))?));
        let looks_ahead = || sight.tense(start) == Tense::Forward;
        match before {
            "last" | "past" => past(if back == 0 { 7 } else { back }),
            "coming" => forward(),
            "next" => on_weekday(plus(today, days(7))?, number),
            "this" if !looks_ahead() => on_weekday(today, number),
            _ if looks_ahead() => forward(),
            _ => past(back),
        }
    })?;
    Some(Found { items: start..end, time, basis: Basis::Weekday })
}

/// A weekday in the ISO week of a day.
fn on_weekday(day: Date, number: i8) -> Option<Time> {
    plus(day, days(number - day.weekday().to_monday_zero_offset())).map(Time::Day)
}

fn is_modifier(word: &str) -> bool {
    matches!(word, "last" | "next" | "this" | "past" | "coming")
}

/// How many units away from this one.
fn modifier(word: &str) -> Option<i8> {
    match word {
        "last" => Some(-1),
        "this" => Some(0),
        "next" => Some(1),
        _ => None,
    }
}

/// "the weekend", "last weekend", "the weekend of Nov. 22".
pub(super) fn from_weekend(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let words = sight.words;
    let before = words.before(at, 1);
    // "Over the weekend", as against "the weekend rosters".
    let is_led = word::is_preposition(words.before(at, 2)) || words.lower(at + 1) == "of";
    let is_known = is_modifier(before) || before == "the" && is_led;
    if !is_known || at <= sight.floor {
        return None;
    }
    if words.lower(at + 1) == "of" {
        return holding(sight, at, Time::weekend);
    }
    let mut start = at - 1;
    if sight.floor < start && matches!(words.before(start, 1), "this" | "the") {
        start -= 1;
    }
    let time = sight.since_today(|today| {
        const SATURDAY: i8 = 5;
        let is_weekend = SATURDAY <= today.weekday().to_monday_zero_offset();
        let tense = sight.tense(start);
        let weeks = match before {
            "last" => -1,
            "next" => 1,
            "coming" => 0,
            "this" if tense != Tense::Past => 0,
            _ if tense == Tense::Forward || is_weekend => 0,
            _ => -1,
        };
        Time::weekend(plus(today, days(weeks * 7))?)
    })?;
    found(sight.lead(start)..at + 1, time)
}

/// What holds the day named after "the week of".
fn holding(sight: &Sight<'_>, at: usize, of: fn(Date) -> Option<Time>) -> Option<Found> {
    let inner = match head(sight.words.lower(at + 2))? {
        Head::Month(month) => calendar::from_month(sight, at + 2, month),
        Head::Number => calendar::from_day(sight, at + 2),
        Head::Weekday(number) => from_weekday(sight, at + 2, number),
        _ => None,
    }?;
    let time = match inner.time {
        Some(Time::Day(day)) => Some(of(day)?),
        Some(_) => return None,
        None => None,
    };
    Some(Found { items: at - 1..inner.items.end, time, basis: inner.basis })
}

/// "three days ago", "two weeks later", "the day before", "the following week", "last year".
pub(super) fn from_unit(sight: &Sight<'_>, at: usize, unit: Unit, number: i32) -> Option<Found> {
    let words = sight.words;
    let before = words.before(at, 1);
    let next = words.lower(at + 1);
    if at <= sight.floor {
        return None;
    }
    // A fortnight is two weeks.
    let factor = if number == 0 { 2 } else { 1 };
    if matches!(next, "ago" | "later" | "earlier" | "before" | "after") {
        if let Some(number) = count(before) {
            return counted(sight, at, unit, number.checked_mul(factor)?);
        }
        if number == 1 && before == "the" && matches!(next, "before" | "after") {
            return neighbour(sight, at, unit);
        }
    }
    if number != 1 {
        return None;
    }
    let is_the = words.before(at, 2) == "the" && sight.floor + 1 < at;
    let start = at - 1 - usize::from(is_the);
    let from_anchor = |shift| {
        let time = sight.anchor.and_then(|it| it.shift(shift, unit));
        // Without a time before it, "over the next year" is a length of time.
        (time.is_some() || unit == Unit::Day || before == "following")
            .then(|| found(start..at + 1, time))
            .flatten()
    };
    match before {
        "following" | "preceding" if is_the => {
            from_anchor(if before == "following" { 1 } else { -1 })
        }
        "next" if is_the => from_anchor(1),
        "previous" if is_the => from_anchor(-1),
        "same" if is_the => from_anchor(0),
        "that" => from_anchor(0).filter(|it| it.time.is_some()),
        "last" | "this" | "next" if unit != Unit::Day => {
            if is_long(words, at) || next == "of" {
                return None;
            }
            let shift = i32::from(modifier(before)?);
            let time = sight.since_today(|it| Time::around(plus(it, span(shift, unit)?)?, unit));
            found(sight.lead(at - 1)..at + 1, time?)
        }
        "the" if unit == Unit::Week && matches!(next, "of" | "beginning" | "starting") => {
            holding(sight, at, Time::week)
        }
        // "By the end of the year."
        "the" if unit != Unit::Day && words.before(at, 2) == "of" && next != "of" => {
            let is_within = matches!(
                words.before(at, 3),
                "end" | "start" | "beginning" | "middle" | "close" | "rest" | "course"
            );
            let time = sight.since_today(|it| Time::around(it, unit))?;
            if is_within { found(at - 1..at + 1, time) } else { None }
        }
        _ => None,
    }
}

/// "three days ago", from publication; "three days later", from the time before it.
fn counted(sight: &Sight<'_>, at: usize, unit: Unit, number: i32) -> Option<Found> {
    let words = sight.words;
    let next = words.lower(at + 1);
    let mut start = at - 1;
    let near = words.before(start, 1);
    if matches!(near, "than" | "least" | "over" | "of" | "every" | "half") {
        return None;
    }
    if sight.floor < start
        && matches!(near, "about" | "almost" | "nearly" | "around" | "some" | "exactly" | "just")
    {
        start -= 1;
    }
    if next == "ago" {
        let back = |it| Time::around(plus(it, span(-number, unit)?)?, unit);
        return found(start..at + 2, sight.since_today(back)?);
    }
    let is_after = matches!(next, "later" | "after");
    let is_counted_elsewhere =
        matches!(next, "before" | "after") && !ends(words, at + 2) || words.lower(at + 2) == "than";
    if is_counted_elsewhere {
        return None;
    }
    let shift = if is_after { number } else { -number };
    found(start..at + 2, sight.anchor.and_then(|it| it.shift(shift, unit)))
}

/// "the day before", and "the day before yesterday".
fn neighbour(sight: &Sight<'_>, at: usize, unit: Unit) -> Option<Found> {
    let words = sight.words;
    let shift = if words.lower(at + 1) == "after" { 1 } else { -1 };
    let near = match words.stem(at + 2) {
        "yesterday" => Some(-1),
        "tomorrow" => Some(1),
        _ => None,
    };
    if let Some(near) = near.filter(|_| unit == Unit::Day) {
        let time = sight.since_today(|it| plus(it, days(near + shift)).map(Time::Day))?;
        return found(at - 1..at + 3, time);
    }
    if !ends(words, at + 2) {
        return None;
    }
    found(at - 1..at + 2, sight.anchor.and_then(|it| it.shift(shift, unit)))
}

/// Whether nothing stands here that "before" might belong to.
fn ends(words: Words<'_>, at: usize) -> bool {
    let word = words.lower(at);
    !words.is_word(at)
        || word::is_conjunction(word)
        || matches!(word, "in" | "at" | "when" | "that")
}
