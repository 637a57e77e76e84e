//! What holds for the times in whatever text is read.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use onetext_statement::expressions;
use proptest::prelude::*;

/// Pieces that make text look as if it told times.
const PIECES: &[&str] = &[
    "Monday ",
    "on ",
    "Friday’s ",
    "last ",
    "next ",
    "this ",
    "the ",
    "of ",
    "week ",
    "weekend ",
    "month ",
    "year ",
    "years ",
    "days ",
    "day ",
    "ago ",
    "later ",
    "before ",
    "yesterday ",
    "two ",
    "9999 ",
    "31 ",
    "Nov. ",
    "March ",
    "May ",
    "February ",
    "2024 ",
    "1990s ",
    "21-23 ",
    "3–5 ",
    "to ",
    "and ",
    "between ",
    "from ",
    "mid-June ",
    "mid-",
    "-w",
    "21/11/2025 ",
    "Q3 ",
    "third ",
    "quarter ",
    "half ",
    "winter ",
    "following ",
    "same ",
    "will meet ",
    "was ",
    "by ",
    "until ",
    "2025-11-21 ",
    "2025-W48 ",
    "2200",
    "1800",
    "0",
    ". ",
    ", ",
    "; ",
    "’s ",
    "é",
    "\u{301}",
    "İ",
    "ß",
    "\n\n",
    "Sun. ",
    "Sat ",
    "q",
    "m",
    "‑",
    "fortnight ",
    "night ",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

/// Any day of the calendar, its ends among them.
fn day() -> impl Strategy<Value = Date> {
    prop_oneof![
        (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d)),
        Just(Date::MAX),
        Just(Date::MIN),
        Just(date(2024, 2, 29)),
    ]
}

/// The first and the last day of a value, read back from its words.
fn days_of(value: &str) -> (Date, Date) {
    if let Some((first, last)) = value.split_once('/') {
        return (
            first.parse().expect("values are written as they are read"),
            last.parse().expect("values are written as they are read"),
        );
    }
    if let Some((year, week)) = value.split_once("-W") {
        let (year, week) = (
            year.parse().expect("values are written as they are read"),
            week.parse().expect("values are written as they are read"),
        );
        let monday = jiff::civil::Weekday::Monday;
        let first = jiff::civil::ISOWeekDate::new(year, week, monday)
            .expect("values are written as they are read")
            .date();
        return (first, first.checked_add(6.days()).expect("values are written as they are read"));
    }
    if value.len() == 7 {
        let first: Date =
            format!("{value}-01").parse().expect("values are written as they are read");
        return (first, first.last_of_month());
    }
    (
        value.parse().expect("values are written as they are read"),
        value.parse().expect("values are written as they are read"),
    )
}

/// Times lie in the text, in order, and their values are their days.
fn hold(text: &str, published: Option<Date>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for it in expressions(text, published) {
        prop_assert!(end <= it.span.0 && it.span.0 < it.span.1);
        prop_assert!(text.get(it.span.0..it.span.1).is_some());
        end = it.span.1;
        prop_assert_eq!(it.value.is_some(), it.days.is_some());
        if let (Some(value), Some(days)) = (it.value, it.days) {
            prop_assert!(days.0 <= days.1);
            prop_assert_eq!(days_of(&value), days);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn times_lie_in_the_text_in_order_and_hold_their_days(
        text in text(), published in prop::option::of(day()),
    ) {
        hold(&text, published)?;
    }

    #[test]
    fn without_a_day_of_publication_values_are_the_same_as_with_any(
        text in text(), published in day(),
    ) {
        // What is dated without the day is dated so with it, unless counted from what is not.
        let without = expressions(&text, None);
        let with = expressions(&text, Some(published));
        if without.iter().all(|it| it.value.is_some()) && without.len() == with.len() {
            prop_assert_eq!(without, with);
        }
    }

    #[test]
    fn weekdays_move_with_the_week(
        shift in 0_i32..3000,
        before in prop::sample::select(&[
            "She said on ", "They will meet on ", "They met last ", "It must end by ", "Next ",
        ][..]),
        weekday in prop::sample::select(&[
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        ][..]),
    ) {
        let text = format!("{before}{weekday}.");
        let first = date(2001, 1, 1).checked_add(shift.days()).expect("values are written as they are read");
        let second = first.checked_add(7.days()).expect("values are written as they are read");
        let days = |it| expressions(&text, Some(it))[0].days.expect("values are written as they are read").0;
        prop_assert_eq!(days(first).checked_add(7.days()).expect("values are written as they are read"), days(second));
        prop_assert_eq!(
            i64::from(days(first).weekday().to_monday_zero_offset()),
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
                .iter().zip(0..).find(|it| weekday.starts_with(it.0)).expect("values are written as they are read").1
        );
    }
}

#[test]
fn a_time_to_one_without_a_year_ends_in_the_first_that_follows() {
    for (text, value) in [
        ("Nov. 2024 to March to ", "2024-11-01/2025-03-31"),
        ("from Nov. 21, 2024 to March 3", "2024-11-21/2025-03-03"),
        ("from 21 November 2024 to 3 December", "2024-11-21/2024-12-03"),
        ("21 November 2024 to 3 March", "2024-11-21/2025-03-03"),
    ] {
        for published in [None, Some(Date::MAX), Some(date(2025, 12, 2))] {
            let found = expressions(text, published);
            assert_eq!(found[0].value.as_deref(), Some(value), "{text}, {published:?}");
        }
    }
}

#[test]
fn a_long_text_of_times_alone_is_read() {
    let text = "on Monday to Friday the following day, from March 3 to ".repeat(20_000);
    assert!(!expressions(&text, Some(date(2025, 12, 2))).is_empty());
}

#[test]
fn the_first_and_the_last_day_of_the_calendar_are_days_like_others() {
    for text in ["will meet Nov. Monday ", "last week", "next Friday", "two years ago", "by May 3"]
    {
        for published in [Date::MIN, Date::MAX] {
            hold(text, Some(published)).expect("times hold their days");
        }
    }
}
