//! Bytes to text, and text to paragraphs and their zones.

use std::ops::Range;

/// The paragraphs of an article, in order, as byte ranges without surrounding white space.
///
/// A paragraph is a line that is not blank. Bytes that are not UTF-8 end one, so each range is
/// valid UTF-8.
///
/// # Examples
///
/// ```
/// assert_eq!(onetext_statement::paragraphs(b"One.\n\n  Two.\n"), [0..4, 8..12]);
/// ```
pub fn paragraphs(bytes: &[u8]) -> Vec<Range<usize>> {
    lines(&clean(bytes))
}

/// The same text at the same places, with a line break for each byte that is not UTF-8.
pub(crate) fn clean(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '\n'));
    }
    text
}

/// As [`paragraphs`], for text that is clean already.
pub(crate) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let trimmed = line.trim_start();
        let first = start + line.len() - trimmed.len();
        let length = trimmed.trim_end().len();
        if 0 < length {
            found.push(first..first + length);
        }
        // The next line starts after a separator of one to three bytes.
        let end = start + line.len();
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// Whether a paragraph is told by the article, rather than a heading, an embed code or a pointer
/// to another article.
pub(crate) fn is_body(paragraph: &str) -> bool {
    const POINTERS: [&str; 8] =
        ["read more", "more:", "related:", "related ", "see also", "read also", "read:", "watch:"];
    const HEADING_WORDS: usize = 30;
    if paragraph.starts_with('[') && paragraph.ends_with(']') {
        return false;
    }
    let head: String = paragraph.chars().take(10).flat_map(char::to_lowercase).collect();
    if POINTERS.iter().any(|pointer| head.starts_with(pointer)) {
        return false;
    }
    let bare = paragraph.trim_end_matches(['”', '"', '’', '\'', '»', '“', ')', ']', ' ']);
    let ends = bare.ends_with(['.', '?', '!', ':', '…', ';', ',', '—', '–']);
    // "“We wait.” — Ana Belo".
    let is_signed = paragraph.starts_with(['“', '"', '«', '„'])
        && paragraph
            .rsplit(['—', '–', '―'])
            .nth(1)
            .is_some_and(|it| it.trim_end().ends_with(['”', '"', '»', '“']));
    ends || is_signed || paragraph.split_whitespace().nth(HEADING_WORDS).is_some()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{is_body, paragraphs};

    fn check(bytes: &[u8]) -> String {
        let shown = paragraphs(bytes).into_iter().map(|range| {
            let text = std::str::from_utf8(&bytes[range.clone()]).unwrap();
            let zone = if is_body(text) { "body" } else { "other" };
            format!("{range:?} {zone} {text}")
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn headings_embeds_and_pointers_are_not_told() {
        let text =
            "A river runs dry\n\nThe river is dry.\r\n[video id=”7”]\nRead More: The River\n";
        assert_snapshot!(check(text.as_bytes()), @r"
        0..16 other A river runs dry
        18..35 body The river is dry.
        37..55 other [video id=”7”]
        56..76 other Read More: The River
        ");
    }

    #[test]
    fn bytes_that_are_no_text_end_a_paragraph() {
        assert_snapshot!(check(b"Caf\xe9 closed. \xff\xfeOpen again."), @r"
        0..3 other Caf
        5..12 body closed.
        15..26 body Open again.
        ");
    }
}
