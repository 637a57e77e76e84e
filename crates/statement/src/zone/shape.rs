//! What short paragraphs look like that are not told.

pub(super) const ENDS: [char; 7] = ['.', ',', ';', ')', ']', '*', ' '];

/// Words that a title leaves small.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "be", "but", "by", "de", "for", "from", "if", "in", "into", "is",
    "it", "its", "nor", "not", "of", "off", "on", "onto", "or", "out", "over", "per", "so", "than",
    "that", "the", "to", "up", "via", "vs", "with",
];

/// "Ana Belo and Rui Costa in Porto": names, and small words between them.
pub(super) fn is_list_of_names(words: &str) -> bool {
    const MOST: usize = 14;
    const BETWEEN: [&str; 8] = ["and", "for", "in", "of", "the", "at", "&", "|"];
    let mut all = words.split_whitespace();
    let is_name = |it: &str| {
        it.starts_with(char::is_uppercase) || BETWEEN.contains(&it) || it.starts_with('@')
    };
    let named = all.clone().filter(|it| it.starts_with(char::is_uppercase)).count();
    all.clone().nth(MOST).is_none()
        && 1 < named
        && all.all(is_name)
        // "By Monday, Rui Costa." tells when.
        && !["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].iter().any(|it| words.starts_with(it))
}

/// "Ana Lima / Courier": names with a slash or "via" between them, and nothing else.
pub(super) fn is_agency(words: &str) -> bool {
    const MOST: usize = 9;
    let mut all = words.split_whitespace();
    all.clone().nth(1).is_some()
        && all.clone().all(|it| {
            it.starts_with(char::is_uppercase)
                || ["/", "via", "for", "of", "and", "the"].contains(&it)
        })
        && all.nth(MOST).is_none()
        && (words.contains('/') || words.contains(" via "))
        && !words.contains("://")
}

/// Whether words end with who made the picture, in brackets.
pub(super) fn has_credit(paragraph: &str) -> bool {
    let bare = paragraph.trim_end().trim_end_matches('.');
    let Some(inner) = bare.strip_suffix([')', ']']) else { return false };
    let Some(start) = inner.rfind(['(', '[']) else { return false };
    let inner = inner[start + 1..].trim_start();
    let lower = inner.to_lowercase();
    let heads = ["photo", "image", "picture", "credit", "courtesy", "file photo", "illustration"];
    heads.iter().any(|it| lower.starts_with(it)) || is_agency(inner)
}

/// Whether words give a time, or a day, and nothing else.
pub(super) fn is_timestamp(words: &str) -> bool {
    const MOST: usize = 16;
    const WORDS: &[&str] = &[
        "published",
        "updated",
        "update",
        "posted",
        "modified",
        "first",
        "last",
        "on",
        "at",
        "by",
        "date",
        "time",
        "a.m",
        "p.m",
        "am",
        "pm",
        "ago",
        "hour",
        "hours",
        "minute",
        "minutes",
        "min",
        "mins",
        "day",
        "days",
        "h",
        "et",
        "est",
        "edt",
        "pt",
        "pst",
        "gmt",
        "utc",
        "bst",
        "cet",
        "cest",
        "eet",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "noon",
        "midnight",
        "local",
        "and",
        "of",
        "read",
    ];
    const LONG: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    // All at once, as most paragraphs have none.
    if !words.bytes().fold(false, |any, it| any | it.is_ascii_digit()) {
        return false;
    }
    let ends = |it: char| !it.is_alphanumeric();
    let is_number = |it: &str| {
        let digits = it.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let suffix = &it[digits.len()..];
        digits.starts_with(|it: char| it.is_ascii_digit())
            && digits.chars().all(|it| it.is_ascii_digit() || ":./-–t".contains(it))
            && ["", "am", "pm", "h", "m", "z", "st", "nd", "rd", "th"].contains(&suffix)
    };
    let mut has_number = false;
    let mut count = 0;
    for word in words.split_whitespace() {
        let word = word.trim_matches(ends).to_lowercase();
        let word = word.as_str();
        count += usize::from(!word.is_empty());
        if is_number(word) {
            has_number = true;
        } else if !word.is_empty() && !WORDS.contains(&word) && !LONG.contains(&word) {
            return false;
        }
    }
    has_number && 1 < count && count <= MOST
}

/// "PORTO, Dec. 2 —" and nothing else.
pub(super) fn is_dateline(paragraph: &str) -> bool {
    const MOST: usize = 8;
    let Some(bare) = paragraph.trim_end().strip_suffix(['—', '–', '-']) else { return false };
    let first = bare.split([',', '(']).next().unwrap_or_default();
    let is_loud = |it: char| !it.is_alphabetic() || it.is_uppercase();
    bare.split_whitespace().nth(MOST).is_none()
        && first.chars().filter(|it| it.is_alphabetic()).nth(2).is_some()
        && first.chars().all(is_loud)
}

/// Whether all words but the smallest are capitalized, as those of a title, and there are enough of
/// them to tell.
pub(super) fn is_title_case(paragraph: &str) -> bool {
    const FEWEST: usize = 4;
    const MOST: usize = 25;
    /// Bytes of the longest small word.
    const LONGEST: usize = 4;
    let mut capitals = 0;
    let mut count = 0;
    for word in paragraph.split_whitespace() {
        let word = word.trim_start_matches(|it: char| !it.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        count += 1;
        if first.is_uppercase() {
            capitals += 1;
        } else if first.is_alphabetic() {
            let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric());
            if LONGEST < bare.len() || !SMALL.contains(&bare) {
                return false;
            }
        }
    }
    FEWEST <= capitals && count <= MOST && count <= 2 * capitals
}
