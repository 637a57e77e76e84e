//! What a file holds, by its bytes.

/// Text in units of two or four bytes, and how long the mark before it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wide {
    Utf16 { is_big: bool, mark: usize },
    Utf32 { is_big: bool, mark: usize },
}

/// A byte order mark of wide text, or letters with a NUL byte beside nearly each.
pub(crate) fn wide(bytes: &[u8]) -> Option<Wide> {
    const MARKS: [(&[u8], Wide); 4] = [
        (b"\0\0\xfe\xff", Wide::Utf32 { is_big: true, mark: 4 }),
        (b"\xff\xfe\0\0", Wide::Utf32 { is_big: false, mark: 4 }),
        (b"\xfe\xff", Wide::Utf16 { is_big: true, mark: 2 }),
        (b"\xff\xfe", Wide::Utf16 { is_big: false, mark: 2 }),
    ];
    if let Some((_, marked)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(*marked);
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    let big = pairs.iter().filter(|pair| pair[0] == 0 && is_letter(pair[1])).count();
    let little = pairs.iter().filter(|pair| pair[1] == 0 && is_letter(pair[0])).count();
    let is_wide = !pairs.is_empty() && pairs.len() < 2 * big.max(little);
    is_wide.then_some(Wide::Utf16 { is_big: little < big, mark: 0 })
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}

/// What a file is that holds no text: by its signature, a NUL byte, or many control characters.
pub(crate) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF"),
        (b"{\\rtf", "a file of a word processor (RTF)"),
        (b"PK\x03\x04", "an archive, or a file of a word processor (ZIP)"),
        (b"\xd0\xcf\x11\xe0", "a file of an older word processor"),
        (b"\x1f\x8b", "compressed (gzip)"),
        (b"\x28\xb5\x2f\xfd", "compressed (zstd)"),
        (b"BZh", "compressed (bzip2)"),
        (b"\xfd7zXZ\0", "compressed (xz)"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"PAR1", "a table (Parquet)"),
    ];
    const CONTROLS_IN: usize = 10;
    if let Some((_, name)) = SIGNATURES.iter().find(|(it, _)| bytes.starts_with(it)) {
        return Some(name);
    }
    let is_control = |it: &&u8| it.is_ascii_control() && !matches!(**it, b'\t'..=b'\r' | 0x1b);
    let is_odd =
        bytes.contains(&0) || bytes.len() < CONTROLS_IN * bytes.iter().filter(is_control).count();
    is_odd.then_some("not text")
}

/// A tag at the start, or several anywhere.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
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
    use super::{Wide, binary, is_html, wide};

    #[test]
    fn plain_text_is_no_page_and_not_binary() {
        let plain = [
            "",
            "\n",
            "\u{feff}“We wait,” Ana Belo said.\r\n\r\nRain fell.\t\u{c}",
            "At 2 < 3 and 3 > 2, <Ana Belo> wrote to <ana@valley.example>.",
            "A page begins with <html> and a paragraph with <p>, Ana Belo said.",
            "Ріка належить усім.",
        ];
        for text in plain {
            let bytes = text.as_bytes();
            assert!(wide(bytes).is_none() && binary(bytes).is_none() && !is_html(bytes), "{text}");
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
            assert!(is_html(page) && binary(page).is_none(), "{}", page.escape_ascii());
        }
    }

    #[test]
    fn wide_text_is_known_with_and_without_a_mark() {
        let text = "“We wait,” Ana Belo said.\r\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
        let marked = [b"\xff\xfe".as_slice(), &little].concat();
        let utf16 = |is_big, mark| Some(Wide::Utf16 { is_big, mark });
        assert_eq!(wide(&little), utf16(false, 0));
        assert_eq!(wide(&big), utf16(true, 0));
        assert_eq!(wide(&marked), utf16(false, 2));
        assert_eq!(wide(&little[..little.len() - 1]), utf16(false, 0));
        assert_eq!(wide(b"\xff\xfe\0\0a\0\0\0"), Some(Wide::Utf32 { is_big: false, mark: 4 }));
    }

    #[test]
    fn files_of_programs_are_binary() {
        let files: [&[u8]; 7] = [
            b"%PDF-1.7\n<html>",
            b"{\\rtf1 Rain fell.}",
            b"PK\x03\x04word/document.xml",
            b"\x1f\x8b\x08rain",
            b"\x7fELF\x02\x01\x01\0\0",
            b"Rain\0fell",
            b"\x01\x02\x03 rain",
        ];
        for file in files {
            assert!(binary(file).is_some(), "{}", file.escape_ascii());
        }
    }
}
