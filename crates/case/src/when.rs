//! Times as people write them: a day, an ISO week, a month, an interval.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A time that something was said or held: from a first to a last day, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// As written: `2025-12-01`, `2025-W48`, `2025-11` or `2025-11-29/2025-11-30`.
    pub text: String,
}

impl When {
    /// The time that is one day.
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day, text: day.to_string() }
    }

    /// Reads a time; `None` if it is not one, names no real day, or ends before it begins.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = match text.split_once('/') {
            Some((from, to)) => (parse_day(from)?, parse_day(to)?),
            None => match parse_day(text) {
                Some(day) => (day, day),
                None => parse_week(text).or_else(|| parse_month(text))?,
            },
        };
        (from <= to).then(|| Self { from, to, text: text.to_owned() })
    }
}

/// Reads `2025-12-01`; `None` for anything else.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    let [year, month, day] = split(text)?;
    Date::new(
        number(year, 4)?,
        i8::try_from(number(month, 2)?).ok()?,
        i8::try_from(number(day, 2)?).ok()?,
    )
    .ok()
}

fn parse_week(text: &str) -> Option<(Date, Date)> {
    let (year, week) = text.split_once("-W")?;
    let week = i8::try_from(number(week, 2)?).ok()?;
    let monday = ISOWeekDate::new(number(year, 4)?, week, Weekday::Monday).ok()?.date();
    Some((monday, monday.checked_add(jiff::Span::new().days(6)).ok()?))
}

fn parse_month(text: &str) -> Option<(Date, Date)> {
    let (year, month) = text.split_once('-')?;
    let first = Date::new(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn split(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split('-');
    let found = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(found)
}

fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|it| it.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(text: &str) -> String {
        When::parse(text).map_or("no time".to_owned(), |it| format!("{} to {}", it.from, it.to))
    }

    #[test]
    fn a_day_a_week_a_month_and_an_interval_are_times() {
        assert_snapshot!(check("2025-12-01"), @"2025-12-01 to 2025-12-01");
        assert_snapshot!(check("2025-W48"), @"2025-11-24 to 2025-11-30");
        assert_snapshot!(check("2024-02"), @"2024-02-01 to 2024-02-29");
        assert_snapshot!(check("2025-11-29/2025-11-30"), @"2025-11-29 to 2025-11-30");
    }

    #[test]
    fn what_names_no_real_day_is_refused() {
        for text in [
            "2025-02-30",
            "2025-W54",
            "2025-13",
            "2025",
            "2025-11-30/2025-11-29",
            "",
            "a/b",
            "-1-01-01",
        ] {
            assert_eq!(check(text), "no time", "{text}");
        }
    }
}
