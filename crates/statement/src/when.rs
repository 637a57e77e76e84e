//! When something was said, from words in the text, looking back from publication.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::passage::{Kind, Passage};
use crate::word;

/// A time of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// As in [`Statement::said`](crate::Statement::said).
    pub(crate) said: String,
    /// The first and the last day.
    pub(crate) days: (Date, Date),
    /// The items it was read from.
    pub(crate) items: Range<usize>,
}

/// The first time in a range of items that can be resolved.
pub(crate) fn find(
    passage: &Passage,
    range: Range<usize>,
    published: Option<Date>,
) -> Option<When> {
    let mut at = range.start;
    while at < range.end {
        if let Some((said, days, end)) = read_at(passage, at, published)
            && end <= range.end
        {
            let mut start = at;
            while range.start < start && leads(passage.lower(start - 1)) {
                start -= 1;
            }
            return Some(When { said, days, items: start..end });
        }
        at += 1;
    }
    None
}

/// Whether a word belongs to the time after it, as in "earlier on Monday".
fn leads(word: &str) -> bool {
    matches!(word, "on" | "in" | "over" | "during" | "the" | "earlier" | "late" | "early")
}

/// Name, first and last day, and the place after the last item.
type Found = (String, (Date, Date), usize);

fn read_at(passage: &Passage, at: usize, published: Option<Date>) -> Option<Found> {
    let word = passage.lower(at);
    let next = passage.lower(at + 1);
    let before = at.checked_sub(1).map_or("", |it| passage.lower(it));
    if let Some(found) = calendar(passage, at, published) {
        return Some(found);
    }
    let today = published?;
    match word {
        "today" | "tonight" => day(today, at + 1),
        "yesterday" => day(today.checked_sub(1.day()).ok()?, at + 1),
        "this" | "last" => match next {
            "week" => {
                let back = if word == "this" { 0 } else { 7 };
                week(today.checked_sub(back.days()).ok()?, at + 2)
            }
            "weekend" => {
                // This weekend may be yet to come; the last one is over.
                let is_weekend = back_to(today, 5) <= 1;
                let back = if is_weekend && word == "last" { 7 } else { 0 };
                let is_past = word == "last" || is_weekend;
                weekend(today.checked_sub(back.days()).ok()?, at + 2).filter(|_| is_past)
            }
            "month" => {
                let back = i32::from(word == "last");
                let day = today.checked_sub(back.months()).ok()?;
                month(day.year(), day.month(), at + 2)
            }
            "year" if word == "last" => year(today.year().checked_sub(1)?, at + 2),
            "morning" | "afternoon" | "evening" if word == "this" => day(today, at + 2),
            "night" if word == "last" => day(today.checked_sub(1.day()).ok()?, at + 2),
            _ => {
                let days = back_to(today, word::weekday(next)?);
                let is_today = days == 0 && word == "last";
                day(today.checked_sub((days + if is_today { 7 } else { 0 }).days()).ok()?, at + 2)
            }
        },
        "weekend" if before == "the" => weekend(today, at + 1),
        _ => {
            if let Some(weekday) = word::weekday(word) {
                return day(today.checked_sub(back_to(today, weekday).days()).ok()?, at + 1);
            }
            if matches!(before, "in" | "last" | "late" | "early")
                && passage.items.get(at)?.is_capital
            {
                let number = word::month(word)?;
                let back = i16::from(today.month() < number);
                return month(today.year().checked_sub(back)?, number, at + 1);
            }
            ago(passage, at, today)
        }
    }
}

/// "Nov. 21", "November 21, 2025", "21 November 2025", "in September 2025", "in 2014".
fn calendar(passage: &Passage, at: usize, published: Option<Date>) -> Option<Found> {
    let word = passage.lower(at);
    let before = at.checked_sub(1).map_or("", |it| passage.lower(it));
    let (number, digits, mut end) = if let Some(number) = word::month(word) {
        if !passage.items.get(at)?.is_capital {
            return None;
        }
        match day_number(passage.lower(at + 1)) {
            Some(digits) => (number, Some(digits), at + 2),
            None => (number, None, at + 1),
        }
    } else if let Some(digits) = day_number(word)
        && let Some(number) = word::month(passage.lower(at + 1))
    {
        (number, Some(digits), at + 2)
    } else {
        let years = year_number(word).filter(|_| before == "in")?;
        return year(years, at + 1);
    };
    let comma = usize::from(passage.kind(end) == Some(Kind::Comma));
    let written =
        year_number(passage.lower(end + comma)).filter(|_| digits.is_some() || comma == 0);
    if written.is_some() {
        end += comma + 1;
    }
    let Some(digits) = digits else {
        return month(written?, number, end);
    };
    let years = match (written, published) {
        (Some(years), _) => years,
        (None, Some(today)) => {
            let is_ahead = (today.month(), today.day()) < (number, digits);
            today.year().checked_sub(i16::from(is_ahead))?
        }
        (None, None) => return None,
    };
    day(Date::new(years, number, digits).ok()?, end)
}

/// "two days ago", "a week ago".
fn ago(passage: &Passage, at: usize, today: Date) -> Option<Found> {
    const NUMBERS: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if passage.lower(at + 2) != "ago" {
        return None;
    }
    let word = passage.lower(at);
    let count = match word {
        "a" | "an" => 1,
        _ => (1..)
            .zip(NUMBERS)
            .find(|(_, it)| *it == word)
            .map(|(count, _)| count)
            .or_else(|| word.parse::<i16>().ok())?,
    };
    match passage.lower(at + 1) {
        "day" | "days" => day(today.checked_sub(count.days()).ok()?, at + 3),
        "week" | "weeks" => week(today.checked_sub(count.weeks()).ok()?, at + 3),
        "month" | "months" => {
            let day = today.checked_sub(count.months()).ok()?;
            month(day.year(), day.month(), at + 3)
        }
        _ => None,
    }
}

/// Days since the last such weekday, of which today may be one.
fn back_to(today: Date, weekday: i8) -> i8 {
    (today.weekday().to_monday_zero_offset() - weekday).rem_euclid(7)
}

fn day_number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|it| word.strip_suffix(it));
    digits.unwrap_or(word).parse().ok().filter(|it| (1..=31).contains(it))
}

fn year_number(word: &str) -> Option<i16> {
    word.parse().ok().filter(|it| word.len() == 4 && (1800..=2200).contains(it))
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside `week`, which may fail")]
fn day(day: Date, end: usize) -> Option<Found> {
    Some((day.to_string(), (day, day), end))
}

fn week(day: Date, end: usize) -> Option<Found> {
    let week = day.iso_week_date();
    let days = i16::from(day.weekday().to_monday_zero_offset());
    let monday = day.checked_sub(days.days()).ok()?;
    let name = format!("{:04}-W{:02}", week.year(), week.week());
    Some((name, (monday, monday.checked_add(6.days()).ok()?), end))
}

/// The last weekend that has begun.
fn weekend(today: Date, end: usize) -> Option<Found> {
    let saturday = today.checked_sub(back_to(today, 5).days()).ok()?;
    let sunday = saturday.checked_add(1.day()).ok()?;
    Some((format!("{saturday}/{sunday}"), (saturday, sunday), end))
}

fn month(years: i16, number: i8, end: usize) -> Option<Found> {
    let first = Date::new(years, number, 1).ok()?;
    Some((format!("{years:04}-{number:02}"), (first, first.last_of_month()), end))
}

fn year(years: i16, end: usize) -> Option<Found> {
    let (first, last) = (Date::new(years, 1, 1).ok()?, Date::new(years, 12, 31).ok()?);
    Some((format!("{first}/{last}"), (first, last), end))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::civil::date;

    use super::find;
    use crate::passage::Passage;

    /// Read as if published on Tuesday, 2 December 2025, and without a day.
    fn check(text: &str) -> String {
        let passage = Passage::new(text, 0..text.len(), false);
        let shown = [Some(date(2025, 12, 2)), None].map(|published| {
            let found = find(&passage, 0..passage.items.len(), published);
            found.map_or("-".to_owned(), |it| {
                format!("{} ({})", it.said, &text[passage.bytes(it.items)])
            })
        });
        shown.join("; ")
    }

    #[test]
    fn weekdays_are_the_last_at_or_before_publication() {
        assert_snapshot!(check("on Monday"), @"2025-12-01 (on Monday); -");
        assert_snapshot!(check("on Tuesday"), @"2025-12-02 (on Tuesday); -");
        assert_snapshot!(check("on Wednesday"), @"2025-11-26 (on Wednesday); -");
        assert_snapshot!(check("last Tuesday"), @"2025-11-25 (last Tuesday); -");
    }

    #[test]
    fn weeks_months_and_years_look_back() {
        assert_snapshot!(check("last week"), @"2025-W48 (last week); -");
        assert_snapshot!(check("earlier this week"), @"2025-W49 (earlier this week); -");
        assert_snapshot!(check("over the weekend"), @"2025-11-29/2025-11-30 (over the weekend); -");
        assert_snapshot!(check("last month"), @"2025-11 (last month); -");
        assert_snapshot!(check("in September"), @"2025-09 (in September); -");
        assert_snapshot!(check("in December"), @"2025-12 (in December); -");
        assert_snapshot!(check("last year"), @"2024-01-01/2024-12-31 (last year); -");
        assert_snapshot!(check("two weeks ago"), @"2025-W47 (two weeks ago); -");
    }

    #[test]
    fn a_full_date_needs_no_publication_day() {
        assert_snapshot!(check("on Nov. 21"), @"2025-11-21 (on Nov. 21); -");
        assert_snapshot!(check("on 21 December"), @"2024-12-21 (on 21 December); -");
        let found = check("on November 21, 2023,");
        assert_snapshot!(found, @"2023-11-21 (on November 21, 2023); 2023-11-21 (on November 21, 2023)");
        assert_snapshot!(check("in May 2020"), @"2020-05 (in May 2020); 2020-05 (in May 2020)");
    }

    #[test]
    fn other_words_date_nothing() {
        assert_snapshot!(check("they may march on the second floor of room 2014"), @"-; -");
        assert_snapshot!(check("on February 31"), @"-; -");
    }
}
