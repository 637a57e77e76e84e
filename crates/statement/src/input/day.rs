//! Days of publication as pages and records write them.

use jiff::civil::Date;

/// The day that words give in a form that machines write: "2025-12-02", with or without a time
/// behind it, "20251202", "Tue, 02 Dec 2025 10:00:00 GMT", "December 2, 2025". The day as it is
/// written, whatever the time zone. `None` for anything else, and for days that do not exist.
pub(crate) fn day(words: &str) -> Option<Date> {
    let words = words.trim();
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = words.get(range)?;
        part.bytes().all(|it| it.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let date =
        |year, month, day| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let is_cut = |at: usize| !words[at..].starts_with(|it: char| it.is_ascii_digit());
    if let Some(year) = digits(0..4) {
        let separator = words.as_bytes().get(4).copied();
        if matches!(separator, Some(b'-' | b'/' | b'.'))
            && words.as_bytes().get(7).copied() == separator
        {
            let found = date(year, digits(5..7)?, digits(8..10)?);
            return found.filter(|_| is_cut(10));
        }
        if let (Some(month), Some(day)) = (digits(4..6), digits(6..8)) {
            return date(year, month, day).filter(|_| is_cut(8));
        }
    }
    spelled(words)
}

/// A day with its month in letters.
fn spelled(words: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const LOOKED_AT: usize = 5;
    let (mut month, mut day, mut year) = (None, None, None);
    let is_edge = |it: char| !it.is_alphanumeric();
    for word in words
        .split(|it: char| it.is_whitespace() || it == ',' || it == '-')
        .filter(|it| !it.is_empty())
        .take(LOOKED_AT)
    {
        let word = word.trim_matches(is_edge);
        let head: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
        if let Ok(number) = word.parse::<i16>() {
            match word.len() {
                4 if year.is_none() => year = Some(number),
                1 | 2 if day.is_none() => day = i8::try_from(number).ok(),
                _ => {}
            }
        } else if month.is_none() && word.chars().all(char::is_alphabetic) {
            month =
                MONTHS.iter().position(|it| *it == head).and_then(|it| i8::try_from(it + 1).ok());
        }
    }
    Date::new(year?, month?, day?).ok()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_read_as_they_are_written() {
        let second = Some(jiff::civil::date(2025, 12, 2));
        for words in [
            "2025-12-02",
            " 2025-12-02T23:59:00-11:00",
            "2025-12-02 10:00:00",
            "2025/12/02",
            "20251202",
            "20251202T1000Z",
            "Tue, 02 Dec 2025 10:00:00 GMT",
            "December 2, 2025",
            "2 December 2025",
            "Tuesday, December 2, 2025 10:00",
            "02-Dec-2025",
        ] {
            assert_eq!(day(words), second, "{words}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for words in [
            "",
            "2025",
            "2025-13-02",
            "2025-02-30",
            "2025-12",
            "12/02/2025",
            "soon",
            "December 2025",
            "2025-12-021",
            "１２３４-12-02",
            "99999999",
            "é025-12-02",
            "Tue",
        ] {
            assert_eq!(day(words), None, "{words}");
        }
    }
}
