//! Bytes that are no plain text in UTF-8.

/// What bytes are that are no plain text in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A web page, a part of one, or other text between tags.
    Html,
    /// Text in UTF-16, or in UTF-32.
    Utf16,
    /// No text: a picture, an archive, a PDF, the file of a word processor.
    Binary,
    /// Text in some other encoding, such as Latin-1.
    NotUtf8 {
        /// The first byte that is not UTF-8.
        at: usize,
    },
}

/// What the bytes look like if not like plain text in UTF-8, so that a door can say what to do.
///
/// [`read`](crate::read) takes any bytes; it finds little in these, or finds what nobody said.
/// `None` for plain text, with or without a byte order mark, and for no bytes at all. What is
/// several kinds at once is the first of UTF-16, binary, HTML and not UTF-8.
///
/// # Cost
///
/// Linear in the number of bytes.
///
/// # Source
///
/// Own: signatures of common formats, NUL bytes, and tags.
///
/// # Examples
///
/// ```
/// use onetext_statement::{Foreign, look};
///
/// assert_eq!(look("“We wait,” Ana Belo said.".as_bytes()), None);
/// assert_eq!(look(b"<!DOCTYPE html><p>Ana Belo said no."), Some(Foreign::Html));
/// assert_eq!(look(b"Caf\xe9 closed."), Some(Foreign::NotUtf8 { at: 3 }));
/// ```
pub fn look(bytes: &[u8]) -> Option<Foreign> {
    if is_utf16(bytes) {
        return Some(Foreign::Utf16);
    }
    if is_binary(bytes) {
        return Some(Foreign::Binary);
    }
    if is_html(bytes) {
        return Some(Foreign::Html);
    }
    std::str::from_utf8(bytes).err().map(|error| Foreign::NotUtf8 { at: error.valid_up_to() })
}

/// A byte order mark, or letters with a NUL byte beside nearly each.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    if bytes.starts_with(b"\0\0\xfe\xff") {
        return true;
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0 && is_letter(pair[1])).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0 && is_letter(pair[0])).count();
    !pairs.is_empty() && pairs.len() < 2 * first.max(second)
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}

/// A signature, a NUL byte, or many control characters.
fn is_binary(bytes: &[u8]) -> bool {
    /// PDF, RTF, ZIP as of word processors, their older files, gzip, and pictures.
    const SIGNATURES: [&[u8]; 8] = [
        b"%PDF-",
        b"{\\rtf",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"\x1f\x8b",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
    ];
    const CONTROLS_IN: usize = 10;
    let is_control = |it: &&u8| it.is_ascii_control() && !matches!(**it, b'\t'..=b'\r' | 0x1b);
    SIGNATURES.iter().any(|it| bytes.starts_with(it))
        || bytes.contains(&0)
        || bytes.len() < CONTROLS_IN * bytes.iter().filter(is_control).count()
}

/// A tag at the start, or several anywhere.
fn is_html(bytes: &[u8]) -> bool {
    const SEVERAL: usize = 3;
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let tags = (0..bytes.len()).filter(|&at| is_tag(&bytes[at..]));
    is_tag(bare) || bare.starts_with(b"<!--") || tags.take(SEVERAL).count() == SEVERAL
}

/// Whether bytes begin with a tag common on web pages.
fn is_tag(bytes: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "!doctype",
        "?xml",
        "a",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "div",
        "em",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "p",
        "rss",
        "script",
        "section",
        "span",
        "strong",
        "style",
        "svg",
        "table",
        "td",
        "title",
        "tr",
        "ul",
    ];
    const LONGEST: usize = 10;
    let Some(inner) = bytes.strip_prefix(b"<") else { return false };
    let inner = inner.strip_prefix(b"/").unwrap_or(inner);
    let head = &inner[..inner.len().min(LONGEST + 1)];
    let ends = |it: &u8| it.is_ascii_whitespace() || matches!(it, b'>' | b'/');
    let Some(length) = head.iter().position(ends) else { return false };
    NAMES.iter().any(|name| head[..length].eq_ignore_ascii_case(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{Foreign, look};

    #[test]
    fn plain_text_is_not_foreign() {
        let plain = [
            "",
            "\n",
            "\u{feff}“We wait,” Ana Belo said.\r\n\r\nRain fell.\t\u{c}",
            "At 2 < 3 and 3 > 2, <Ana Belo> wrote to <ana@valley.example>.",
            "A page begins with <html> and a paragraph with <p>, Ana Belo said.",
            "Ріка належить усім.",
        ];
        for text in plain {
            assert_eq!(look(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn web_pages_are_html() {
        let pages: [&[u8]; 7] = [
            b"<!DOCTYPE html>\n<html><head>",
            b"\xef\xbb\xbf\r\n <HTML lang=\"en\">",
            b"<?xml version=\"1.0\"?><rss>",
            b"<!-- saved --><body>",
            b"<p>Rain fell.",
            b"River deal\n<p>Rain fell.</p>\n<p class=\"a\">Ana Belo said no.</p>",
            b"<p>Caf\xe9</p>",
        ];
        for page in pages {
            assert_eq!(look(page), Some(Foreign::Html), "{}", page.escape_ascii());
        }
    }

    #[test]
    fn wide_text_is_utf16_with_and_without_a_mark() {
        let text = "“We wait,” Ana Belo said.\r\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
        let marked = [b"\xff\xfe".as_slice(), &little].concat();
        for bytes in [&little, &big, &marked, &little[..little.len() - 1].to_vec()] {
            assert_eq!(look(bytes), Some(Foreign::Utf16), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn files_of_programs_are_binary() {
        let files: [&[u8]; 6] = [
            b"%PDF-1.7\n<html>",
            b"{\\rtf1 Rain fell.}",
            b"PK\x03\x04word/document.xml",
            b"\x7fELF\x02\x01\x01\0\0",
            b"Rain\0fell",
            b"\x01\x02\x03 rain",
        ];
        for file in files {
            assert_eq!(look(file), Some(Foreign::Binary), "{}", file.escape_ascii());
        }
    }

    #[test]
    fn other_text_is_not_utf8_from_its_first_odd_byte() {
        assert_eq!(look(b"Caf\xe9 closed. Caf\xe9s."), Some(Foreign::NotUtf8 { at: 3 }));
        assert_eq!(
            look("Caf\u{e9}".as_bytes().split_last().unwrap().1),
            Some(Foreign::NotUtf8 { at: 3 })
        );
    }
}
