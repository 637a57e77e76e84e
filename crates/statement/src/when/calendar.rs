//! Months, days of a month and numbers in dates.

use std::ops::Range;

use jiff::civil::Date;

use super::tense::Tense;
use super::time::{Time, days, plus};
use super::words::{Words, day_number, is_shade, month, ordinal, year_number};
use super::{Basis, Found, Sight, year};
use crate::passage::Kind;
use crate::word;

/// A day or a month as it is written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: Option<i8>,
    /// The last day of "Nov. 21-23".
    pub(super) last: Option<i8>,
}

/// "Nov. 21", "November 21-23, 2025", "the first of October", "in May", "May 2020".
pub(super) fn from_month(sight: &Sight<'_>, at: usize, number: i8) -> Option<Found> {
    let words = sight.words;
    let (written, end) = after_month(words, at, number)?;
    let mut start = at;
    if written.day.is_none() {
        let day = ordinal(words.before(at, 2)).filter(|_| words.before(at, 1) == "of");
        if day.is_some() && matches!(words.before(at, 3), "the" | "on") {
            start -= if words.before(at, 3) == "the" { 3 } else { 2 };
            return resolve(sight, start..end, Written { day, ..written }, None);
        }
        if written.year.is_none() && !is_bare(sight, at) {
            return None;
        }
        start = sight.lead(at);
    } else if is_name_of_a_day(words, end, &written) {
        return None;
    }
    resolve(sight, start..end, written, None)
}

/// What a month and the words after it write, and the place after them.
pub(super) fn after_month(words: Words<'_>, at: usize, month: i8) -> Option<(Written, usize)> {
    if !words.is_capital(at) {
        return None;
    }
    let mut written = Written { year: None, month, day: None, last: None };
    let mut end = at + 1;
    let is_the = words.lower(end) == "the";
    let word = words.stem(end + usize::from(is_the));
    if let Some((first, last)) = word.split_once('-') {
        written.day = day_number(first);
        written.last = day_number(last).filter(|it| written.day < Some(*it));
        written.day = written.day.filter(|_| written.last.is_some());
    } else if !is_the || word.ends_with(|it: char| it.is_ascii_lowercase()) {
        written.day = day_number(word);
    }
    end += if written.day.is_some() { 1 + usize::from(is_the) } else { 0 };
    // "In May 12 villages burned."
    let is_plain = word.ends_with(|it: char| it.is_ascii_digit());
    let (year, after) = year_after(words, end, written.day.is_some());
    if written.day.is_some() && is_plain && year.is_none() && words.before(at, 1) == "in" {
        return Some((Written { day: None, last: None, ..written }, at + 1));
    }
    written.year = year;
    Some((written, after))
}

/// A year at a place, which a comma or "of" may precede.
fn year_after(words: Words<'_>, at: usize, may_have_comma: bool) -> (Option<i16>, usize) {
    let is_comma = may_have_comma && words.kind(at) == Some(Kind::Comma);
    let skipped = usize::from(is_comma || !may_have_comma && words.lower(at) == "of");
    match year_number(words.stem(at + skipped)) {
        Some(year) => (Some(year), at + skipped + 1),
        None => (None, at),
    }
}

/// "21 November 2025", "the 3rd of March", "21-23 November", "21 to 23 November".
pub(super) fn from_day(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let words = sight.words;
    let word = words.lower(at);
    let mut last = None;
    let mut end = at + 1;
    let first = match word.split_once('-') {
        Some((first, second)) => {
            last = Some(day_number(second)?);
            day_number(first)?
        }
        None => day_number(word)?,
    };
    let between = words.before(at, 1) == "between" && words.lower(end) == "and";
    let is_dash = words.kind(end) == Some(Kind::Dash) && words.touches(at) && words.touches(end);
    if last.is_none() && (between || is_dash || words.lower(end) == "to") {
        last = Some(day_number(words.lower(end + 1))?);
        end += 2;
    }
    let is_ordinal = word.ends_with(|it: char| it.is_ascii_lowercase());
    if is_ordinal && words.lower(end) == "of" {
        end += 1;
    }
    let number = month(words.lower(end)).filter(|_| words.is_capital(end))?;
    let (year, end) = year_after(words, end + 1, false);
    if last.is_some_and(|it| it <= first) {
        return None;
    }
    let start = at - usize::from(is_ordinal && words.before(at, 1) == "the" && sight.floor < at);
    let written = Written { year, month: number, day: Some(first), last };
    resolve(sight, start..end, written, None)
}

/// "2025-11-21", "21.11.2025", "21-Nov-2025", "2025-W48", and "21/11/2025", of which day and month
/// must be clear.
pub(super) fn from_digits(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let words = sight.words;
    let word = words.lower(at);
    let fixed = |items, time| Some(Found { items, time: Some(time), basis: Basis::Written });
    let slash =
        |at| words.kind(at) == Some(Kind::Other) && words.touches(at) && words.touches(at - 1);
    if slash(at + 1) && slash(at + 3) {
        let day = numeric(word, words.lower(at + 2), words.lower(at + 4))?;
        return fixed(at..at + 5, Time::Day(day));
    }
    let part = |mark| {
        let mut parts = word.splitn(4, mark);
        let three = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().is_none().then_some(three)
    };
    if let Some((year, week)) = word.split_once("-w") {
        let year = year_number(year)?;
        let week = week.parse().ok().filter(|_| week.len() == 2)?;
        let day = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?;
        return fixed(at..at + 1, Time::week(day.date())?);
    }
    let (first, second, third) = part('-').or_else(|| part('.'))?;
    let day = match year_number(first) {
        Some(year) => {
            let day = third.split('t').next().filter(|it| it.len() == 2)?;
            Date::new(year, second.parse().ok()?, day.parse().ok()?).ok()?
        }
        None => match month(second) {
            Some(month) => Date::new(year_number(third)?, month, day_number(first)?).ok()?,
            None => numeric(first, second, third)?,
        },
    };
    fixed(at..at + 1, Time::Day(day))
}

/// A date in three numbers, the year last; none where day and month might be exchanged.
fn numeric(first: &str, second: &str, year: &str) -> Option<Date> {
    let is_short = |it: &str| it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit());
    let (first, second): (i8, i8) = (is_short(first) && is_short(second))
        .then(|| Some((first.parse().ok()?, second.parse().ok()?)))
        .flatten()?;
    let year = year_number(year)?;
    let (british, american) = (Date::new(year, second, first), Date::new(year, first, second));
    match (british, american) {
        (Ok(one), Ok(other)) => (one == other).then_some(one),
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => Some(one),
        (Err(_), Err(_)) => None,
    }
}

/// The time that is written, with the year that the words or the publication tell; `weekday` is the
/// one that stands before it.
pub(super) fn resolve(
    sight: &Sight<'_>,
    items: Range<usize>,
    written: Written,
    weekday: Option<i8>,
) -> Option<Found> {
    let Written { year, month, day, last } = written;
    let basis = if year.is_some() { Basis::Written } else { Basis::Yearless };
    let found = |time| Some(Found { items: items.clone(), time, basis });
    let year = match (year, sight.published, day) {
        (Some(year), _, _) => year,
        (None, None, Some(day)) => {
            // No year has a February 31; 2024 has all days that any year has.
            Date::new(2024, month, last.unwrap_or(day)).ok()?;
            return found(None);
        }
        (None, None, None) => return found(None),
        (None, Some(today), Some(day)) => {
            year_of(sight, items.start, today, (month, day), weekday)?
        }
        (None, Some(today), None) => {
            let before = sight.words.before(sight.words_start(items.start), 1);
            let first = sight.words.lower(items.start);
            let (ahead, behind) = (month < today.month(), today.month() < month);
            let is_same = today.month() == month;
            let years = match if is_modifier(first) { first } else { before } {
                "last" => -i16::from(is_same || behind),
                "next" => i16::from(is_same || ahead),
                "this" => 0,
                _ if sight.tense(items.start) == Tense::Forward => i16::from(ahead),
                _ => -i16::from(behind),
            };
            today.year().checked_add(years)?
        }
    };
    let Some(day) = day else {
        return Date::new(year, month, 1).ok().and_then(|_| found(Some(Time::Month(year, month))));
    };
    let first = Date::new(year, month, day).ok()?;
    match last {
        Some(last) => found(Some(Time::interval(first, Date::new(year, month, last).ok()?)?)),
        None => found(Some(Time::Day(first))),
    }
}

fn is_modifier(word: &str) -> bool {
    matches!(word, "last" | "next" | "this")
}

/// The year of a day without one: the last such day, or the next where the words look ahead or the
/// day is near.
fn year_of(
    sight: &Sight<'_>,
    start: usize,
    today: Date,
    (month, day): (i8, i8),
    weekday: Option<i8>,
) -> Option<i16> {
    const LEAP: i16 = 8;
    const NEAR_DAYS: i16 = 60;
    let on = |year| Date::new(year, month, day).ok();
    let past = (0..=LEAP).filter_map(|it| on(today.year() - it)).find(|it| *it <= today);
    let ahead = (0..=LEAP).filter_map(|it| on(today.year() + it)).find(|it| today <= *it);
    let is_right = |it: &Date| weekday == Some(it.weekday().to_monday_zero_offset());
    let is_near = ahead.is_some_and(|it| plus(today, days(NEAR_DAYS)).is_some_and(|to| it <= to));
    let is_ahead = match sight.tense(start) {
        Tense::Past => false,
        Tense::Forward => true,
        Tense::Unknown => is_near && !sight.is_saying,
    };
    let (likely, other) = if is_ahead { (ahead, past) } else { (past, ahead) };
    let fitting = likely.filter(is_right).or_else(|| other.filter(is_right));
    fitting.or(likely).map(Date::year)
}

/// Whether a month that stands alone is one, not a person, a verb or a festival.
fn is_bare(sight: &Sight<'_>, at: usize) -> bool {
    let words = sight.words;
    let word = words.stem(at);
    let before = words.before(at, 1);
    let next = words.lower(at + 1);
    let is_short = word.len() <= 3 && word != "may";
    if is_short || matches!(before, "every" | "each" | "any") {
        return false;
    }
    let is_clear = !matches!(word, "march" | "april" | "may" | "june" | "august");
    let is_strong = matches!(before, "in" | "since" | "until" | "till" | "during")
        || matches!(before, "last" | "next" | "this" | "mid" | "early" | "late");
    if is_strong {
        return next != "day";
    }
    if is_clear {
        let is_name = at.checked_sub(1).is_some_and(|it| words.is_name(it))
            || words.is_name(at + 1) && !words.lower(at).ends_with("'s");
        return !is_name;
    }
    let is_weak =
        matches!(before, "by" | "before" | "after" | "of" | "from" | "between" | "through")
            || sight.floor == at && matches!(before, "and" | "to");
    if is_weak {
        let agent = before == "by" && words.before(at, 2).ends_with("ed");
        let is_apart = !words.is_word(at + 1)
            || word::is_preposition(next)
            || word::is_conjunction(next)
            || word::is_determiner(next);
        return is_apart && !agent && !words.lower(at).ends_with("'s");
    }
    let is_noun = words.is_word(at + 1)
        && !words.is_capital(at + 1)
        && !word::is_function_word(next)
        && !next.ends_with("ed");
    matches!(before, "the" | "a" | "an" | "its" | "their") && is_noun
}

/// Whether a day is the name of what happened on it: "the Sept. 11 attacks".
fn is_name_of_a_day(words: Words<'_>, end: usize, written: &Written) -> bool {
    let next = words.stem(end);
    written.year.is_none()
        && matches!(
            next,
            "attack"
                | "attacks"
                | "hijackers"
                | "riot"
                | "riots"
                | "committee"
                | "commission"
                | "rioters"
                | "movement"
                | "massacre"
        )
}

/// "mid-June", "mid-2024", "mid-1990s", "mid-November 2023".
pub(super) fn from_mid(sight: &Sight<'_>, at: usize) -> Option<Found> {
    let words = sight.words;
    let word = words.stem(at).strip_prefix("mid-")?;
    let Some(month) = month(word) else {
        let time = year::name(word)?;
        return Some(Found { items: at..at + 1, time: Some(time), basis: Basis::Written });
    };
    let (year, end) = year_after(words, at + 1, false);
    resolve(sight, at..end, Written { year, month, day: None, last: None }, None)
}

impl Sight<'_> {
    /// The place of the first word of a time that "early", "last" or the like lead.
    pub(super) fn lead(&self, at: usize) -> usize {
        let mut start = at;
        while self.floor < start {
            let before = self.words.before(start, 1);
            if !is_shade(before) && !is_modifier(before) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The place of the first word that is not "early" or the like.
    fn words_start(&self, start: usize) -> usize {
        let mut at = start;
        while is_shade(self.words.lower(at)) {
            at += 1;
        }
        at
    }
}
