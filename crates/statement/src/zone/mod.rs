//! What each paragraph of an article is there for.

mod lead;
mod shape;

use std::ops::Range;

pub(crate) use self::lead::{dateline, is_clock, stamp};
use self::shape::{
    ENDS, has_credit, is_agency, is_dateline, is_list_of_names, is_timestamp, is_title_case,
};
use crate::text::{self, position};

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

/// Whether a paragraph of a zone is a time: "18:40", "Monday, December 1".
pub(crate) fn is_time(zone: Zone, words: &str) -> bool {
    zone == Zone::Timestamp || is_clock(words)
}

/// What a paragraph is that is short enough not to be told.
fn short(paragraph: &str) -> Option<Zone> {
    let bare =
        paragraph.trim_start_matches(|it: char| it.is_whitespace() || "([*_|•·–—-".contains(it));
    let begins = |heads: &[&str]| begins_with_one(bare, heads);
    if bare.starts_with('©')
        || begins(&["copyright ©", "copyright (c)", "(c) 20", "copyright 19", "copyright 20"])
        || reserves_rights(bare)
    {
        return Some(Zone::Copyright);
    }
    if holds_marks(paragraph) {
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
    if begins(&["by "]) && is_list_of_names(&bare[3..]) {
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
    ]) || begins(&["follow "]) && bare.contains(" on ") && bare.contains('@')
    {
        return Some(Zone::Share);
    }
    let is_loud = !has_small_word(paragraph);
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
    ]) || is_loud && is_agency(bare)
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
    (is_loud && is_title_case(paragraph)).then_some(Zone::Heading)
}

/// Whether a word begins small that is too long to do so in a title or among names.
fn has_small_word(paragraph: &str) -> bool {
    const LETTERS: usize = 5;
    let is_small = |it: &[u8]| it[0] == b' ' && it[1..].iter().all(u8::is_ascii_lowercase);
    paragraph.as_bytes().windows(1 + LETTERS).any(is_small)
}

/// Whether all rights are reserved, which is looked for by its rarest letter.
fn reserves_rights(words: &str) -> bool {
    let bytes = words.as_bytes();
    let mut from = 0;
    while let Some(length) = position(&bytes[from..], [b'v', b'V']) {
        let (before, after) = bytes.split_at(from + length);
        if before.ends_with(b"ll rights reser") && after.starts_with(b"ved")
            || before.ends_with(b"LL RIGHTS RESER") && after.starts_with(b"VED")
        {
            return true;
        }
        from += length + 1;
    }
    false
}

/// Whether a paragraph holds marks such as those around the words of somebody, which are told.
fn holds_marks(paragraph: &str) -> bool {
    /// First bytes of these marks.
    const FIRST: [u8; 4] = [b'"', b'\'', 0xe2, 0xc2];
    let mut rest = paragraph;
    while let Some(at) = position(rest.as_bytes(), FIRST) {
        let mut signs = rest[at..].chars();
        let sign = signs.next();
        rest = signs.as_str();
        if sign.is_some_and(|it| "“”\"«»„".contains(it))
            || sign == Some('\'') && rest.starts_with('\'')
        {
            return true;
        }
    }
    false
}

/// Whether words begin with one of some heads in lower case, whatever their own case.
fn begins_with_one(words: &str, heads: &[&str]) -> bool {
    let words = words.as_bytes();
    let Some(first) = words.first().map(u8::to_ascii_lowercase) else { return false };
    let begins = |head: &[u8]| {
        let start = words.get(..head.len());
        head[0] == first && start.is_some_and(|it| it.eq_ignore_ascii_case(head))
    };
    heads.iter().any(|it| begins(it.as_bytes()))
}

/// Whether a sentence may end with the paragraph, or a signature with a quotation before it.
fn ends_sentence(paragraph: &str) -> bool {
    let closing = |it: char| it.is_whitespace() || "”\"’'«»“)]".contains(it);
    let bare = paragraph.trim_end_matches(closing);
    // "“We wait.” — Ana Belo".
    let is_signed = || {
        let before = paragraph.rsplit(['—', '–', '―']).nth(1);
        before.is_some_and(|it| it.trim_end().ends_with(['”', '"', '«', '»', '“']))
    };
    bare.ends_with(['.', '?', '!', ':', '…', ';', ',', '—', '–'])
        || text::opens_quotation(paragraph) && is_signed()
}

/// A code in square brackets or braces, or nothing but an address on the web.
pub(crate) fn is_embed(line: &str) -> bool {
    let is_within = |first, last| line.starts_with(first) && line.ends_with(last);
    let is_address = ["http://", "https://", "www.", "pic.twitter.com/"];
    is_within('[', ']')
        || is_within('{', '}')
        || is_address.iter().any(|it| line.starts_with(it)) && !line.contains(char::is_whitespace)
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
    begins_with_one(line, &POINTERS)
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
