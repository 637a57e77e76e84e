//! What each paragraph of an article is there for.

use std::ops::Range;

use crate::text;

/// What a paragraph is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// It tells something: the only zone that is read for statements.
    Body,
    /// The title of the article: the first heading, if nothing is told before it.
    Headline,
    /// A heading within the article, or a line that is no sentence.
    Heading,
    /// Who wrote it.
    Byline,
    /// Where and when it was written, in a line of its own.
    Dateline,
    /// What a picture shows.
    Caption,
    /// Who made a picture.
    Credit,
    /// "Read more", with the title of another article.
    Pointer,
    /// A code in the place of something that cannot be printed, or an address.
    Embed,
    /// A request to share, follow, subscribe or pay.
    Share,
    /// Who owns the rights.
    Copyright,
    /// When it was published or changed, or the time of an entry in a running report.
    Timestamp,
}

/// The [`paragraphs`](crate::paragraphs) of an article, each with what it is there for.
///
/// # Source
///
/// Own rules on the form of a paragraph alone, in English. A heading is what does not end like a
/// sentence and has no more than 30 words, or what has all its words but the smallest capitalized,
/// four or more of them;
/// a person's words in quotation marks are none.
///
/// # Examples
///
/// ```
/// use onetext_statement::{Zone, zones};
///
/// let text = b"River Talks Fail in Porto.\n\nBy Rui Costa\n\nAna Belo said no.\n\nRead more: The River\n";
/// let found: Vec<Zone> = zones(text).into_iter().map(|(_, zone)| zone).collect();
/// assert_eq!(found, [Zone::Headline, Zone::Byline, Zone::Body, Zone::Pointer]);
/// ```
pub fn zones(bytes: &[u8]) -> Vec<(Range<usize>, Zone)> {
    let text = text::clean(bytes);
    let mut is_told = false;
    let paragraphs = text::split(&text).into_iter().map(|range| {
        let zone = match of(&text[range.clone()]) {
            Zone::Heading if !is_told => Zone::Headline,
            zone => zone,
        };
        is_told |= matches!(zone, Zone::Body | Zone::Headline);
        (range, zone)
    });
    paragraphs.collect()
}

/// What a paragraph is there for, by itself: a headline is a heading.
pub(crate) fn of(paragraph: &str) -> Zone {
    /// Longer than any paragraph that is there for something else.
    const LONGEST: usize = 400;
    const HEADING_WORDS: usize = 30;
    if is_embed(paragraph) {
        return Zone::Embed;
    }
    if is_pointer(paragraph) {
        return Zone::Pointer;
    }
    if paragraph.len() <= LONGEST
        && let Some(zone) = short(paragraph)
    {
        return zone;
    }
    if ends_sentence(paragraph) || paragraph.split_whitespace().nth(HEADING_WORDS).is_some() {
        return Zone::Body;
    }
    Zone::Heading
}

/// What a paragraph is that is short enough not to be told.
fn short(paragraph: &str) -> Option<Zone> {
    /// Characters that tell by themselves.
    const LOOKED_AT: usize = 40;
    let bare =
        paragraph.trim_start_matches(|it: char| it.is_whitespace() || "([*_|•·–—-".contains(it));
    let lower: String = bare.chars().take(LOOKED_AT).flat_map(char::to_lowercase).collect();
    // Whatever holds the words of somebody is told.
    let is_quoting = paragraph.contains(['“', '”', '"', '«', '»', '„']) || paragraph.contains("''");
    let begins = |heads: &[&str]| heads.iter().any(|it| lower.starts_with(it));
    if lower.starts_with('©')
        || begins(&["copyright ©", "copyright (c)", "(c) 20", "copyright 19", "copyright 20"])
        || ["ll rights reserved", "LL RIGHTS RESERVED"].iter().any(|it| bare.contains(it))
    {
        return Some(Zone::Copyright);
    }
    if is_quoting {
        return None;
    }
    if begins(&[
        "reporting by ",
        "additional reporting ",
        "writing by ",
        "editing by ",
        "compiled by ",
        "edited by ",
        "with reporting by ",
    ]) || bare.trim_end_matches(ENDS).ends_with("contributed to this report")
    {
        return Some(Zone::Byline);
    }
    if lower.starts_with("by ") && is_list_of_names(&bare[3..]) {
        return Some(Zone::Byline);
    }
    if begins(&[
        "share this",
        "share on ",
        "subscribe to",
        "subscribe now",
        "sign up for",
        "sign up to",
        "sign up now",
        "follow us",
        "like us on",
        "join us on",
        "click here",
        "tap here",
        "download our",
        "download the app",
        "get our newsletter",
        "get the latest",
        "support our",
        "donate to",
        "advertisement",
        "sponsored",
        "this story is part of",
        "listen to this article",
        "this article was amended",
        "skip to ",
    ]) || lower.starts_with("follow ") && bare.contains(" on ") && bare.contains('@')
    {
        return Some(Zone::Share);
    }
    if begins(&[
        "photo:",
        "photo by",
        "photos by",
        "photo credit",
        "photograph:",
        "photograph by",
        "photography by",
        "image:",
        "image credit",
        "picture:",
        "picture by",
        "credit:",
        "credits:",
        "illustration:",
        "illustration by",
        "courtesy of",
        "getty",
        "screengrab",
        "screenshot:",
    ]) || is_agency(bare)
    {
        return Some(Zone::Credit);
    }
    if begins(&[
        "pictured:",
        "caption:",
        "file photo",
        "file -",
        "file –",
        "file —",
        "in this photo",
        "in this file photo",
        "in this image",
    ]) || has_credit(paragraph)
    {
        return Some(Zone::Caption);
    }
    if is_timestamp(bare) {
        return Some(Zone::Timestamp);
    }
    if is_dateline(paragraph) {
        return Some(Zone::Dateline);
    }
    is_title_case(paragraph).then_some(Zone::Heading)
}

const ENDS: [char; 7] = ['.', ',', ';', ')', ']', '*', ' '];

/// Words that a title leaves small.
const SMALL: &str = "\
a an and as at be but by de for from if in into is it its nor not of off on onto or \
out over per so than that the to up via vs with";

/// Whether a word is in a list of words.
fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|it| it == word)
}

/// Whether a sentence may end with the paragraph, or a signature with a quotation before it.
fn ends_sentence(paragraph: &str) -> bool {
    let closing = |it: char| it.is_whitespace() || "”\"’'»“)]".contains(it);
    let bare = paragraph.trim_end_matches(closing);
    // "“We wait.” — Ana Belo".
    let is_signed = text::opens_quotation(paragraph)
        && paragraph
            .rsplit(['—', '–', '―'])
            .nth(1)
            .is_some_and(|it| it.trim_end().ends_with(['”', '"', '»', '“']));
    bare.ends_with(['.', '?', '!', ':', '…', ';', ',', '—', '–']) || is_signed
}

/// A code in square brackets or braces, or nothing but an address on the web.
pub(crate) fn is_embed(line: &str) -> bool {
    let is_within = |first, last| line.starts_with(first) && line.ends_with(last);
    let is_address = ["http://", "https://", "www.", "pic.twitter.com/"];
    is_within('[', ']')
        || is_within('{', '}')
        || !line.contains(char::is_whitespace) && is_address.iter().any(|it| line.starts_with(it))
}

/// Whether words point to another article.
pub(crate) fn is_pointer(line: &str) -> bool {
    const POINTERS: [&str; 15] = [
        "read more",
        "more:",
        "related:",
        "related ",
        "see also",
        "read also",
        "read:",
        "watch:",
        "also read",
        "read next",
        "listen:",
        "don't miss",
        "don’t miss",
        "recommended:",
        "more from:",
    ];
    const LONGEST: usize = 12;
    let head: String = line.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
    POINTERS.iter().any(|pointer| head.starts_with(pointer))
}

/// "Ana Belo and Rui Costa in Porto": names, and small words between them.
fn is_list_of_names(words: &str) -> bool {
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
fn is_agency(words: &str) -> bool {
    const MOST: usize = 9;
    let mut all = words.split_whitespace();
    let is_parted = words.contains('/') || words.contains(" via ");
    is_parted
        && all.clone().nth(MOST).is_none()
        && all.clone().nth(1).is_some()
        && !words.contains("://")
        && all.all(|it| {
            it.starts_with(char::is_uppercase)
                || ["/", "via", "for", "of", "and", "the"].contains(&it)
        })
}

/// Whether words end with who made the picture, in brackets.
fn has_credit(paragraph: &str) -> bool {
    let bare = paragraph.trim_end().trim_end_matches('.');
    let Some(inner) = bare.strip_suffix([')', ']']) else { return false };
    let Some(start) = inner.rfind(['(', '[']) else { return false };
    let inner = inner[start + 1..].trim_start();
    let lower = inner.to_lowercase();
    let heads = ["photo", "image", "picture", "credit", "courtesy", "file photo", "illustration"];
    heads.iter().any(|it| lower.starts_with(it)) || is_agency(inner)
}

/// Whether words give a time, or a day, and nothing else.
fn is_timestamp(words: &str) -> bool {
    const MOST: usize = 16;
    const WORDS: &str = "\
published updated update posted modified first last on at by date time a.m p.m am pm \
ago hour hours minute minutes min mins day days h et est edt pt pst gmt utc bst cet \
cest eet jan feb mar apr may jun jul aug sep sept oct nov dec noon midnight local and \
of read";
    const LONG: &str = "\
january february march april june july august september october november december \
monday tuesday wednesday thursday friday saturday sunday";
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
        } else if !word.is_empty() && !is_one_of(WORDS, word) && !is_one_of(LONG, word) {
            return false;
        }
    }
    has_number && 1 < count && count <= MOST
}

/// "PORTO, Dec. 2 —" and nothing else.
fn is_dateline(paragraph: &str) -> bool {
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
fn is_title_case(paragraph: &str) -> bool {
    const FEWEST: usize = 4;
    const MOST: usize = 25;
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
            if !is_one_of(SMALL, bare) {
                return false;
            }
        }
    }
    FEWEST <= capitals && count <= MOST && count <= 2 * capitals
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Zone, of, zones};

    /// Invented lines of the kinds that pages have.
    const LINES: &[(Zone, &str)] = &[
        (Zone::Body, "Ana Belo said the dam stays."),
        (Zone::Body, "By Monday, Rui Costa had left Porto."),
        (Zone::Body, "By Friday Rui Costa and Ana Belo had met."),
        (Zone::Body, "The envoy, Ana Belo, met Rui Costa in Porto."),
        (Zone::Body, "President Lima met Prime Minister Rui Costa."),
        (Zone::Body, "Ana Belo met Rui Costa of the Upper Valley Council in Porto on Monday."),
        (Zone::Body, "“Nobody Owns The River,” Ana Belo Said."),
        (Zone::Body, "PORTO, Dec. 2 — The envoys met again."),
        (Zone::Body, "At 10:45 a.m. the gates opened."),
        (Zone::Body, "Follow the river to the dam and you will see."),
        (Zone::Body, "Share of the water: a third."),
        (Zone::Body, "The ministry / council dispute goes on."),
        (Zone::Body, "In 2024 the river ran dry."),
        (Zone::Body, "“We wait.” — Ana Belo"),
        (Zone::Body, "He said:"),
        (Zone::Heading, "Envoys of both banks meet again"),
        (Zone::Heading, "Envoys Of Both Banks Meet Again In Porto."),
        (Zone::Heading, "5. BOTH BANKS CLAIM THE DAM."),
        (Zone::Heading, "Why the River Runs Dry, and Who Will Pay for It!"),
        (Zone::Byline, "By Rui Costa"),
        (Zone::Byline, "By Rui Costa and Ana Lima in Porto."),
        (Zone::Byline, "(Reporting by Rui Costa; editing by Ana Lima)"),
        (Zone::Byline, "Ana Lima contributed to this report."),
        (Zone::Dateline, "PORTO, Dec. 2 —"),
        (Zone::Dateline, "PORTO (Courier) –"),
        (Zone::Caption, "The dam at dusk. (Photo by Ana Lima)"),
        (Zone::Caption, "The dam at dusk. [Ana Lima/Courier]"),
        (Zone::Caption, "FILE – The dam at dusk in 2019."),
        (Zone::Credit, "Photo: Ana Lima"),
        (Zone::Credit, "Ana Lima / Courier."),
        (Zone::Credit, "Ana Lima via Valley Pictures."),
        (Zone::Pointer, "Read more: How the river ran dry."),
        (Zone::Pointer, "See also: the treaty of 1974."),
        (Zone::Embed, "[video id=7]"),
        (Zone::Embed, "https://valley.example/dam"),
        (Zone::Share, "Share this article."),
        (Zone::Share, "(Subscribe to the Valley podcast with Ana Lima.)"),
        (Zone::Share, "Follow Rui Costa on the web @rui."),
        (Zone::Share, "Sign up for our newsletter."),
        (Zone::Copyright, "© 2025 The Courier."),
        (Zone::Copyright, "Copyright 2025 The Courier. All rights reserved."),
        (Zone::Timestamp, "10:45 a.m. ET"),
        (Zone::Timestamp, "Updated: Dec. 2, 2025, 3:15pm GMT."),
        (Zone::Timestamp, "Published on Tuesday, 2 December 2025"),
        (Zone::Timestamp, "3 hours ago."),
    ];

    #[test]
    fn each_line_is_in_its_zone() {
        for (zone, line) in LINES {
            assert_eq!(of(line), *zone, "{line}");
        }
    }

    #[test]
    fn the_first_heading_is_the_headline_if_nothing_is_told_before() {
        let found =
            |text: &str| zones(text.as_bytes()).into_iter().map(|it| it.1).collect::<Vec<_>>();
        assert_eq!(
            found("By Rui Costa\n\nRiver talks\n\nMore talks\n\nRain fell."),
            [Zone::Byline, Zone::Headline, Zone::Heading, Zone::Body]
        );
        assert_eq!(found("Rain fell.\n\nRiver talks"), [Zone::Body, Zone::Heading]);
    }

    proptest! {
        #[test]
        fn what_is_told_is_the_body(lines in prop::collection::vec((0..LINES.len(), "[a-zA-Z“”.:/() ]{0,20}"), 0..8)) {
            let text: String = lines.iter().flat_map(|(line, more)| [LINES[*line].1, more, "\n\n"]).collect();
            let paragraphs = crate::paragraphs(text.as_bytes());
            let zones = zones(text.as_bytes());
            prop_assert_eq!(zones.len(), paragraphs.len());
            for ((range, zone), paragraph) in zones.into_iter().zip(paragraphs) {
                prop_assert_eq!(&range, &paragraph);
                prop_assert_eq!(zone == Zone::Body, of(&text[range]) == Zone::Body);
            }
        }
    }
}
