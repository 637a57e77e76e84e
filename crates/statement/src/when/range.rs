//! From one time to another.

use jiff::civil::Date;

use super::calendar::{self, Written};
use super::tense::{Tense, is_moved};
use super::time::{Time, days, plus};
use super::words::{Words, day_number, year_number};
use super::{Basis, Found, Sight};
use crate::passage::Kind;

/// The same time, or the whole of "March 3 to 5", "between Monday and Wednesday".
pub(super) fn extend(sight: &Sight<'_>, first: Found) -> Found {
    let joined = join(sight, &first);
    joined.unwrap_or(first)
}

fn join(sight: &Sight<'_>, first: &Found) -> Option<Found> {
    let words = sight.words;
    let at = first.items.end;
    let before = words.before(first.items.start, 1);
    let is_joined = match words.lower(at) {
        "to" => !is_moved(words, at + 1),
        "through" | "thru" => true,
        "until" | "till" => before == "from",
        "and" => before == "between",
        _ => words.kind(at) == Some(Kind::Dash) && words.touches(at - 1) && words.touches(at),
    };
    if !is_joined || matches!(first.time, Some(Time::Interval(..) | Time::Week(_))) {
        return None;
    }
    if let Some(last) = day_number(words.lower(at + 1)) {
        return same_month(sight, first, at + 1, last);
    }
    let inner = Sight {
        floor: at + 1,
        follows_year: matches!(first.time, Some(Time::Year(_))),
        anchor: None,
        ..*sight
    };
    // A year after "to" stands just after the word, as one after a comma does.
    let inner = Sight { floor: if inner.follows_year { at } else { at + 1 }, ..inner };
    let start = (at + 1..at + 3).find(|&it| super::words::head(words.lower(it)).is_some())?;
    let read = |sight| super::read(&sight, start).filter(|it| it.items.start == at + 1);
    let seen = seen_from(inner, first).and_then(read);
    let last = seen.filter(|it| it.basis == Basis::Yearless).or_else(|| read(inner))?;
    let items = first.items.start..last.items.end;
    let found = |time| Some(Found { items: items.clone(), time, basis: last.basis });
    let (Some(one), Some(other)) = (first.time, last.time) else {
        let is_alike = first.basis == last.basis;
        return if is_alike { found(None) } else { None };
    };
    match (one, other) {
        (Time::Day(_), Time::Day(_))
        | (Time::Month(..), Time::Month(..))
        | (Time::Year(_), Time::Year(_)) => {}
        _ => return None,
    }
    let ((mut from, _), (mut begin, mut to)) = (one.days()?, other.days()?);
    match (first.basis, last.basis) {
        (Basis::Yearless, Basis::Written) => from = with_year(from, begin.year(), begin)?,
        (Basis::Written, Basis::Yearless) => (begin, to) = move_year(other, from)?,
        (Basis::Yearless, Basis::Yearless) if begin < from => {
            (begin, to) = move_year(other, from)?;
        }
        (Basis::Weekday, Basis::Weekday) => {
            let weeks = days(7);
            while to < from {
                to = plus(to, weeks)?;
            }
            let is_ahead = sight.published.is_some_and(|it| it < to);
            if is_ahead && sight.tense(first.items.start) != Tense::Forward {
                from = plus(from, -weeks)?;
                to = plus(to, -weeks)?;
            } else if plus(from, weeks)? <= to {
                to = plus(to, -weeks)?;
            }
            begin = from;
        }
        _ => {}
    }
    if begin < from { None } else { found(Some(Time::interval(from, to)?)) }
}

/// "March 3 to 5", "March 3–5, 2024".
fn same_month(sight: &Sight<'_>, first: &Found, at: usize, last: i8) -> Option<Found> {
    let words = sight.words;
    let day = match first.time {
        Some(Time::Day(day)) => Some(day),
        None if first.basis == Basis::Yearless => None,
        _ => return None,
    };
    // "21 November to 3 December" is read elsewhere.
    if super::words::month(words.lower(at + 1)).is_some() {
        let inner = Sight { floor: at, ..*sight };
        let inner = seen_from(inner, first).unwrap_or(inner);
        return pair(first, &calendar::from_day(&inner, at)?, sight);
    }
    let comma = usize::from(words.kind(at + 1) == Some(Kind::Comma));
    let year = year_number(words.lower(at + 1 + comma));
    let end = at + 1 + year.map_or(0, |_| comma + 1);
    let items = first.items.start..end;
    let Some(from) = day else {
        let year = year?;
        let (month, day) = month_and_day(words, first)?;
        let written = Written { year: Some(year), month, day: Some(day), last: Some(last) };
        return calendar::resolve(sight, items, written, None).filter(|_| day < last);
    };
    let year = year.unwrap_or(from.year());
    let (from, to) = (
        Date::new(year, from.month(), from.day()).ok()?,
        Date::new(year, from.month(), last).ok()?,
    );
    let basis = first.basis;
    (from < to).then_some(Found { items, time: Some(Time::interval(from, to)?), basis })
}

/// Month and day of a date such as "March 3", whose year is not known.
fn month_and_day(words: Words<'_>, first: &Found) -> Option<(i8, i8)> {
    let mut month = None;
    let mut day = None;
    for at in first.items.clone() {
        month = month.or_else(|| super::words::month(words.lower(at)));
        day = day.or_else(|| day_number(words.lower(at)));
    }
    month.zip(day)
}

/// As seen from a time whose year is written: the year of the one after it follows from it, whatever
/// the day of publication.
fn seen_from<'a>(sight: Sight<'a>, first: &Found) -> Option<Sight<'a>> {
    let (day, _) = first.time.filter(|_| first.basis == Basis::Written)?.days()?;
    Some(Sight { published: Some(day), ..sight })
}

/// From one day to another that is read by itself.
fn pair(first: &Found, last: &Found, sight: &Sight<'_>) -> Option<Found> {
    let items = first.items.start..last.items.end;
    let (Some(Time::Day(from)), Some(Time::Day(to))) = (first.time, last.time) else {
        let is_none = first.time.is_none() && sight.published.is_none();
        return is_none.then_some(Found { items, time: None, basis: last.basis });
    };
    let (from, to) = match (first.basis, last.basis) {
        (Basis::Yearless, Basis::Written) => (with_year(from, to.year(), to)?, to),
        (Basis::Written, Basis::Yearless) => (from, move_year(Time::Day(to), from)?.1),
        (Basis::Yearless, _) if to < from => (from, move_year(Time::Day(to), from)?.1),
        _ => (from, to),
    };
    Some(Found { items, time: Some(Time::interval(from, to)?), basis: last.basis })
}

/// The day in a year, or in the year before if it would be after the limit.
fn with_year(day: Date, year: i16, limit: Date) -> Option<Date> {
    let on = |year| Date::new(year, day.month(), day.day()).ok();
    on(year).filter(|it| *it <= limit).or_else(|| on(year.checked_sub(1)?))
}

/// The same days or months in the first year in which they do not begin before a day.
fn move_year(time: Time, from: Date) -> Option<(Date, Date)> {
    (from.year()..=from.year().checked_add(1)?).find_map(|year| {
        let moved = match time {
            Time::Day(day) => Time::Day(Date::new(year, day.month(), day.day()).ok()?),
            Time::Month(_, month) => Time::Month(year, month),
            Time::Week(_) | Time::Year(_) | Time::Interval(..) => return None,
        };
        moved.days().filter(|it| from <= it.0)
    })
}
