//! Bytes in any encoding to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::kind;
use super::origin::Origin;
use crate::text;

/// A text, where its bytes come from, and the name of its encoding.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) origin: Origin,
    pub(crate) encoding: &'static str,
}

/// What bytes say, by the first of: a byte order mark; zero bytes beside letters; UTF-8 if that is
/// what they are; what a page says about itself; UTF-8 if they are that but for a few bytes; a
/// guess by the frequency of letters.
///
/// Bytes that mean nothing in UTF-8 become form feeds, in other encodings U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    match kind::wide(bytes) {
        Some(kind::Wide::Utf32 { is_big, mark }) => return decode_utf32(bytes, is_big, mark),
        Some(kind::Wide::Utf16 { is_big, mark }) => return decode_utf16(bytes, is_big, mark),
        None => {}
    }
    let skipped = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let rest = &bytes[skipped..];
    let encoding = match std::str::from_utf8(rest) {
        Ok(_) => UTF_8,
        Err(_) if 0 < skipped => UTF_8,
        Err(_) => labelled(bytes).unwrap_or_else(|| guess(bytes)),
    };
    if encoding == UTF_8 {
        let text = text::clean(rest).into_owned();
        let origin = Origin::same(skipped, text.len());
        return Decoded { text, origin, encoding: "UTF-8" };
    }
    decode_legacy(bytes, encoding)
}

/// The encoding that a page names near its beginning. One whose letters change their meaning on the
/// way is not taken, nor one of wide letters, which this cannot be.
fn labelled(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 4096;
    const NAME: &[u8] = b"charset";
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_xml = head.trim_ascii_start().starts_with(b"<?xml");
    let name: &[u8] = if is_xml { b"encoding" } else { NAME };
    if !is_xml && !kind::is_html(bytes) {
        return None;
    }
    let at = head.windows(name.len()).position(|it| it.eq_ignore_ascii_case(name))?;
    let rest = head[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let ends = |it: &u8| it.is_ascii_whitespace() || b"\"'>;/?".contains(it);
    let label = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
    let taken = |it: &&'static Encoding| {
        ![UTF_8, UTF_16LE, UTF_16BE, ISO_2022_JP, REPLACEMENT].contains(it)
    };
    Encoding::for_label(label).filter(taken)
}

/// UTF-8 where most of what is not ASCII is that, else what the letters look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    if invalid < valid {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn decode_utf16(bytes: &[u8], is_big: bool, mark: usize) -> Decoded {
    let (units, rest) = bytes[mark..].as_chunks::<2>();
    let wide = units
        .iter()
        .map(|&it| if is_big { u16::from_be_bytes(it) } else { u16::from_le_bytes(it) });
    let (mut text, mut origin, mut at) = (String::new(), Origin::same(mark, 0), mark);
    for letter in char::decode_utf16(wide) {
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        let end = at + 2 * letter.len_utf16();
        text.push(letter);
        origin.push(letter.len_utf8(), (at, end));
        at = end;
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
        origin.push(char::REPLACEMENT_CHARACTER.len_utf8(), (at, at + rest.len()));
    }
    Decoded { text, origin, encoding: if is_big { "UTF-16BE" } else { "UTF-16LE" } }
}

fn decode_utf32(bytes: &[u8], is_big: bool, mark: usize) -> Decoded {
    let (mut text, mut origin, mut at) = (String::new(), Origin::same(mark, 0), mark);
    for unit in bytes[mark..].chunks(4) {
        let number = unit
            .try_into()
            .ok()
            .map(|it| if is_big { u32::from_be_bytes(it) } else { u32::from_le_bytes(it) });
        let letter = number.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(letter);
        origin.push(letter.len_utf8(), (at, at + unit.len()));
        at += unit.len();
    }
    Decoded { text, origin, encoding: if is_big { "UTF-32BE" } else { "UTF-32LE" } }
}

/// Byte by byte, to see which of them make a letter.
fn decode_legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    /// The decoder writes a few letters at once where it gives up on the bytes before one.
    const ROOM: usize = 32;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut origin, mut start) =
        (String::with_capacity(bytes.len()), Origin::default(), 0);
    let mut room = [0; ROOM];
    for at in 0..=bytes.len() {
        let (byte, is_last) =
            (&bytes[at.min(bytes.len())..(at + 1).min(bytes.len())], at == bytes.len());
        let (_, _, written, _) = decoder.decode_to_utf8(byte, &mut room, is_last);
        let Ok(letters) = std::str::from_utf8(&room[..written]) else { continue };
        let Some(last) = letters.chars().next_back() else { continue };
        // After a letter that is cut short, the byte at hand is a letter of its own.
        let own = byte.first().is_some_and(|it| char::from(*it) == last && it.is_ascii());
        let before = if own { letters.len() - 1 } else { letters.len() };
        let middle = if own { at } else { (at + 1).min(bytes.len()) };
        text.push_str(letters);
        origin.push(before, (start, middle.max(start)));
        origin.push(letters.len() - before, (middle, (at + 1).min(bytes.len())));
        start = (at + 1).min(bytes.len());
    }
    Decoded { text, origin, encoding: encoding.name() }
}
