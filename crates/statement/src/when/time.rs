//! A time that is known: a day, a week, a month, a year, or from one day to another.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A time that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    Day(Date),
    /// An ISO week, by its Monday.
    Week(Date),
    /// A year, and a month from 1 to 12.
    Month(i16, i8),
    Year(i16),
    /// Both days included, the first not after the last.
    Interval(Date, Date),
}

/// What is counted in "two weeks later".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Time {
    /// The ISO week of a day.
    pub(super) fn week(day: Date) -> Option<Self> {
        let monday = plus(day, -days(day.weekday().to_monday_zero_offset()))?;
        plus(monday, days(6)).map(|_| Self::Week(monday))
    }

    /// Saturday and Sunday of the ISO week of a day.
    pub(super) fn weekend(day: Date) -> Option<Self> {
        let saturday = plus(day, days(5 - day.weekday().to_monday_zero_offset()))?;
        Self::interval(saturday, plus(saturday, days(1))?)
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        Date::new(year, 12, 31).ok().map(|_| Self::Year(year)).filter(|_| 0 < year)
    }

    pub(super) fn interval(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self::Interval(first, last))
    }

    /// Whole months of a year, the last of which may lie in the next year.
    pub(super) fn months(year: i16, first: i8, count: i8) -> Option<Self> {
        let first = Date::new(year, first, 1).ok()?;
        let last = first.checked_add(i64::from(count - 1).months()).ok()?.last_of_month();
        Self::interval(first, last)
    }

    /// The day, week, month or year that holds a day.
    pub(super) fn around(day: Date, unit: Unit) -> Option<Self> {
        match unit {
            Unit::Day => Some(Self::Day(day)),
            Unit::Week => Self::week(day),
            Unit::Month => Some(Self::Month(day.year(), day.month())),
            Unit::Year => Self::year(day.year()),
        }
    }

    /// The time some units after this one, or before it, if this one is exact enough to tell.
    pub(super) fn shift(self, count: i32, unit: Unit) -> Option<Self> {
        let is_exact = match unit {
            Unit::Day => matches!(self, Self::Day(_)),
            Unit::Week => matches!(self, Self::Day(_) | Self::Week(_)),
            Unit::Month => matches!(self, Self::Day(_) | Self::Month(..)),
            Unit::Year => !matches!(self, Self::Interval(..)),
        };
        let (first, _) = self.days().filter(|_| is_exact)?;
        Self::around(plus(first, span(count, unit)?)?, unit)
    }

    /// The first and the last day.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        let days = match self {
            Self::Day(day) => (day, day),
            Self::Week(monday) => (monday, plus(monday, days(6))?),
            Self::Month(year, month) => {
                let first = Date::new(year, month, 1).ok()?;
                (first, first.last_of_month())
            }
            Self::Year(year) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            Self::Interval(first, last) => (first, last),
        };
        // Years before the first have no name that case files know.
        Some(days).filter(|it| 0 < it.0.year())
    }

    /// As case files write it.
    pub(super) fn name(self) -> Option<String> {
        let (first, last) = self.days()?;
        Some(match self {
            Self::Day(day) => day.to_string(),
            Self::Week(monday) => {
                let week = monday.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Year(_) | Self::Interval(..) => format!("{first}/{last}"),
        })
    }
}

/// A day some days, weeks, months or years away, if there is one.
pub(super) fn plus(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok().filter(|it| 0 < it.year())
}

pub(super) fn days(count: impl Into<i64>) -> Span {
    count.into().days()
}

pub(super) fn span(count: i32, unit: Unit) -> Option<Span> {
    let span = Span::new();
    match unit {
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Year => span.try_years(count),
    }
    .ok()
}
