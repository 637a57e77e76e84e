//! What stands before the first sentence of a paragraph, and is no part of it.

/// The time of day at the start of some words, if a sentence begins after it: "9:05", "18.40 GMT",
/// "10:15am".
pub(crate) fn stamp(words: &str) -> Option<&str> {
    const AFTER: [&str; 12] =
        ["a.m.", "p.m.", "am", "pm", "h", "GMT", "UTC", "BST", "CET", "CEST", "ET", "EST"];
    let (clock, mut rest) = words.split_once(char::is_whitespace)?;
    let bare = clock.trim_end_matches(':');
    // "1305 GMT".
    let zone = rest.split([' ', ':']).next().unwrap_or_default();
    let is_zoned = ["GMT", "UTC"].contains(&zone)
        && bare.len() == 4
        && bare.parse::<u16>().is_ok_and(|it| it < 2400 && it % 100 < 60);
    if !is_clock(bare) && !is_zoned {
        return None;
    }
    let mut stamp = clock;
    while let Some((word, others)) = rest.split_once(char::is_whitespace)
        && AFTER.contains(&word.trim_end_matches(':'))
    {
        stamp = &words[..words.len() - others.len()];
        rest = others;
    }
    rest.trim_start().starts_with(|it: char| !it.is_lowercase()).then_some(stamp.trim_end())
}

/// Whether a word is a time of day: "9:05", "18.40", "10:15am".
pub(crate) fn is_clock(word: &str) -> bool {
    let bare = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let is_number = |it: &str, most: u8| it.parse::<u8>().is_ok_and(|it| it <= most);
    bare.split_once([':', '.']).is_some_and(|(hour, minute)| {
        is_number(hour, 24) && minute.len() == 2 && is_number(minute, 59)
    }) && ["", "am", "pm", "h"].contains(&&word[bare.len()..])
}

/// The place, day and agency before the first sentence of a report, with the dash after them:
/// "GENEVA, May 3 (Reuters) - ", "PORTO – ".
pub(crate) fn dateline(words: &str) -> Option<&str> {
    const LONGEST: usize = 70;
    let head = &words[..words.floor_char_boundary(LONGEST)];
    let is_loud = |it: &str| 2 < it.len() && !it.contains(char::is_lowercase);
    // As most paragraphs begin with neither.
    if !head.split([' ', ',']).next().is_some_and(is_loud) && !head.contains(')') {
        return None;
    }
    let dashes = [" - ", " – ", " — "];
    let (at, dash) = dashes.iter().filter_map(|it| Some((head.find(it)?, it.len()))).min()?;
    let (place, rest) = (&head[..at], words[at + dash..].trim_start());
    let is_small = |it: &str| it.starts_with(char::is_lowercase);
    let tells = place.ends_with(')') || place.split([' ', ',']).next().is_some_and(is_loud);
    let begins = rest.starts_with(|it: char| !it.is_lowercase() && !it.is_whitespace());
    (tells && begins && place.starts_with(char::is_uppercase) && !place.split(' ').any(is_small))
        .then(|| &words[..at + dash])
}

#[cfg(test)]
mod tests {
    use super::{dateline, stamp};

    fn check(lead: fn(&str) -> Option<&str>, found: &[(&str, &str)], none: &[&str]) {
        for (words, found) in found {
            assert_eq!(lead(words), Some(*found), "{words}");
        }
        for words in none {
            assert_eq!(lead(words), None, "{words}");
        }
    }

    #[test]
    fn a_place_before_a_report_is_a_dateline() {
        check(
            dateline,
            &[
                ("GENEVA, May 3 (Reuters) - Ana Belo spoke.", "GENEVA, May 3 (Reuters) - "),
                ("PORTO – “We stay,” she said.", "PORTO – "),
                ("Geneva, 3 May (AFP) — The minister spoke.", "Geneva, 3 May (AFP) — "),
                // Taken for one.
                ("The GATE (old) - It fell.", "The GATE (old) - "),
            ],
            &["", "NATO – the alliance – said no.", "Belo - Costa said no.", "GENEVA - ", "é – É"],
        );
    }

    #[test]
    fn a_time_of_day_before_a_sentence_is_a_stamp() {
        check(
            stamp,
            &[
                ("18:40 Belo speaks.", "18:40"),
                ("7.05 “We stay,” says Belo.", "7.05"),
                ("1305 GMT Ana Belo says no.", "1305 GMT"),
                ("1:05 p.m.: Ana Belo says no.", "1:05 p.m.:"),
                ("18:40: Ana Belo says no.", "18:40:"),
                ("10:45 a.m. ET The talks begin.", "10:45 a.m. ET"),
                ("9:30pm – Rain.", "9:30pm"),
                // Taken for one.
                ("3.14 Belo x", "3.14"),
            ],
            &[
                "",
                "18:40",
                "25:10 Belo",
                "12:75 Belo",
                "18:4 Belo",
                "12:30 is when talks begin.",
                "1.25m People",
                "é:10 Belo",
                "10:00 ",
                "10:15xx Belo",
            ],
        );
    }
}
