//! Bytes to text, and text to paragraphs and their zones.

use std::borrow::Cow;
use std::ops::Range;

use crate::zone::{is_embed, is_pointer};

/// The paragraphs of an article, in order, as byte ranges without surrounding white space.
///
/// A paragraph is a line that is not blank, unless the lines of the article look wrapped, as those
/// of a mail do: then it is what stands between blank lines, and holds line breaks. Headings,
/// embed codes and pointers to other articles stay apart. Bytes that are not UTF-8 end a
/// paragraph, so each range is valid UTF-8.
///
/// # Source
///
/// Own. Lines look wrapped if, of those with another right below them, as many or more end within a
/// sentence that goes on there with a small letter as end with their sentence or have more than 120
/// characters. Short lines do not count.
///
/// # Examples
///
/// ```
/// use onetext_statement::paragraphs;
///
/// assert_eq!(paragraphs(b"One.\n\n  Two.\n"), [0..4, 8..12]);
/// assert_eq!(paragraphs(b"The envoy of the upper valley\nsaid no.\n\nRain fell."), [0..38, 40..50]);
/// ```
pub fn paragraphs(bytes: &[u8]) -> Vec<Range<usize>> {
    split(&clean(bytes))
}

/// The same text at the same places, with a form feed for each byte that is not UTF-8.
pub(crate) fn clean(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '\u{c}'));
    }
    Cow::Owned(text)
}

/// As [`paragraphs`], for text that is clean already.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let wrap = Wrap::of(&lines);
    let mut found: Vec<Range<usize>> = Vec::with_capacity(lines.len());
    let mut above: Option<&Line> = None;
    for line in &lines {
        let joins = wrap
            .as_ref()
            .zip(above)
            .is_some_and(|(wrap, above)| !line.is_apart && wrap.joins(above, line));
        match found.last_mut() {
            Some(last) if joins => last.end = line.span.end,
            _ => found.push(line.span.clone()),
        }
        above = Some(line);
    }
    found
}

/// Words on one line, as they would be printed there.
pub(crate) fn on_one_line(words: &str) -> Cow<'_, str> {
    if !words.bytes().any(|it| matches!(it, b'\n' | b'\r')) {
        return Cow::Borrowed(words.trim());
    }
    let mut line = String::new();
    for part in words.split(['\n', '\r']).map(str::trim).filter(|it| !it.is_empty()) {
        // A word with a hyphen may stand on two lines.
        let is_word = |it: &str| it.ends_with(|it: char| it.is_alphanumeric() || it == '.');
        if !line.is_empty() && !line.strip_suffix('-').is_some_and(is_word) {
            line.push(' ');
        }
        line.push_str(part);
    }
    Cow::Owned(line)
}

/// A line that is not blank.
struct Line<'a> {
    words: &'a str,
    /// Bytes of the article, without surrounding white space.
    span: Range<usize>,
    /// Bytes of white space before it.
    indent: usize,
    /// Whether a blank line, or a break that no wrapping makes, stands before it.
    is_apart: bool,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    /// A line takes some two hundred bytes.
    const BYTES: usize = 100;
    let mut found = Vec::with_capacity(text.len() / BYTES + 1);
    let mut is_apart = true;
    let mut start = 0;
    while start < text.len() {
        let end = line_end(text, start);
        let indented = text[start..end].trim_end();
        let words = indented.trim_start();
        let indent = indented.len() - words.len();
        if !words.is_empty() {
            let first = start + indent;
            found.push(Line { words, span: first..first + words.len(), indent, is_apart });
        }
        let separator = text[end..].chars().next();
        is_apart = words.is_empty() || !matches!(separator, Some('\n' | '\r'));
        let is_pair = text[end..].starts_with("\r\n");
        start = end + separator.map_or(0, char::len_utf8) + usize::from(is_pair);
    }
    found
}

/// Where the line that begins at a place ends, before what ends it.
fn line_end(text: &str, start: usize) -> usize {
    /// Last bytes of what ends a line, which are rarer than the first.
    const ENDS: [u8; 7] = [b'\n', 0xb, 0xc, b'\r', 0x85, 0xa8, 0xa9];
    const LONGEST: usize = 3;
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(length) = position(&bytes[at..], ENDS) {
        at += length + 1;
        let first = at.saturating_sub(LONGEST).max(start);
        if let Some(end) = (first..at).find(|&it| is_separator(&bytes[it..])) {
            return end;
        }
    }
    bytes.len()
}

/// The place of the first byte that is one of some, looked for by blocks, of which most hold none.
pub(crate) fn position<const N: usize>(bytes: &[u8], wanted: [u8; N]) -> Option<usize> {
    let start = without::<32, N>(bytes, wanted);
    let start = start + without::<8, N>(&bytes[start..], wanted);
    let found = bytes[start..].iter().position(|it| wanted.contains(it))?;
    Some(start + found)
}

/// The bytes of all blocks before the first that holds one of some bytes.
fn without<const BLOCK: usize, const N: usize>(bytes: &[u8], wanted: [u8; N]) -> usize {
    // Without branches, so that a block is compared at once.
    let is_one = |byte: u8| wanted.iter().fold(0, |any, &it| any | u8::from(byte == it));
    let holds = |block: &[u8; BLOCK]| block.iter().fold(0, |any, &it| any | is_one(it)) != 0;
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    BLOCK * blocks.iter().position(holds).unwrap_or(blocks.len())
}

/// Whether bytes begin with what ends a line: a break of lines or pages of any kind.
fn is_separator(bytes: &[u8]) -> bool {
    matches!(bytes, [b'\n'..=b'\r', ..] | [0xc2, 0x85, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..])
}

impl Line<'_> {
    /// Characters, without surrounding white space.
    fn width(&self) -> usize {
        self.words.chars().count()
    }

    /// Whether a sentence may end with it.
    fn ends_sentence(&self) -> bool {
        let closing = |it: char| it.is_whitespace() || "”\"’'«»“)]".contains(it);
        self.words.trim_end_matches(closing).ends_with(['.', '?', '!', ':', '…'])
    }

    /// Whether it begins within a sentence.
    fn goes_on(&self) -> bool {
        let opening = ['“', '"', '‘', '\'', '«', '„', '('];
        self.words.trim_start_matches(opening).starts_with(char::is_lowercase)
    }

    /// Its width with the first word of the line below, which wrapping did not let stand on it.
    fn fill(&self, below: &Self) -> usize {
        let first = below.words.split_whitespace().next().unwrap_or("");
        self.width() + 1 + first.chars().count()
    }
}

/// How the lines of an article are wrapped.
struct Wrap {
    /// The least [`Line::fill`] of lines within whose last sentence the next one begins.
    fill: usize,
    /// Whether blank lines stand between paragraphs.
    is_spaced: bool,
}

impl Wrap {
    const LONGEST: usize = 120;

    /// `None` if a line is a paragraph.
    fn of(lines: &[Line]) -> Option<Self> {
        const SHORTEST: usize = 25;
        let pairs = || lines.windows(2).filter(|pair| !pair[1].is_apart);
        let width = pairs()
            .map(|pair| pair[0].width())
            .filter(|&it| it <= Self::LONGEST)
            .max()
            .unwrap_or(0);
        let (mut wrapped, mut others, mut fill) = (0, 0, usize::MAX);
        let (mut blocks, mut is_counted) = (0, false);
        for pair in lines.windows(2) {
            let [above, below] = pair else { continue };
            if below.is_apart {
                is_counted = false;
                continue;
            }
            if above.width() < SHORTEST.max(width.div_ceil(2)) {
                continue;
            }
            if Self::LONGEST < above.width() || above.ends_sentence() {
                others += 1;
            } else if below.goes_on() {
                wrapped += 1;
                fill = fill.min(above.fill(below));
                blocks += usize::from(!is_counted);
                is_counted = true;
            }
        }
        let is_wrapped = 0 < wrapped && others <= wrapped;
        is_wrapped.then_some(Self { fill, is_spaced: 1 < blocks })
    }

    /// Whether a line belongs to the paragraph of the line right above it.
    fn joins(&self, above: &Line, line: &Line) -> bool {
        if is_embed(above.words) || is_embed(line.words) || Self::LONGEST < above.width() {
            return false;
        }
        if line.goes_on() {
            return true;
        }
        if is_pointer(above.words) || is_pointer(line.words) {
            return false;
        }
        // Wrapping by hand is not even, so a line somewhat shorter than the shortest is full, too.
        let is_full = self.fill * 4 <= above.fill(line) * 5;
        let ends = above.ends_sentence();
        let is_item = ["* ", "• ", "- "].iter().any(|it| line.words.starts_with(it));
        if ends && above.indent < line.indent || is_item && (ends || !is_full) {
            return false;
        }
        // What is left is a heading, or the end of a paragraph without a blank line below.
        is_full || ends && self.is_spaced || above.words.ends_with([',', ';', '-', '–', '—'])
    }
}

/// Paragraphs, each with whether the next one begins with a quotation mark, so that a quotation may
/// go on there.
pub(crate) fn continued(text: &str) -> Vec<(Range<usize>, bool)> {
    let spans = split(text);
    let next =
        |index: usize| spans.get(index + 1).is_some_and(|it| opens_quotation(&text[it.clone()]));
    spans.iter().enumerate().map(|(index, span)| (span.clone(), next(index))).collect()
}

/// Whether a paragraph begins with a quotation mark.
pub(crate) fn opens_quotation(paragraph: &str) -> bool {
    let inward = paragraph.strip_prefix('»');
    paragraph.starts_with(['“', '"', '«', '„'])
        || inward.is_some_and(|it| it.starts_with(char::is_alphanumeric))
        || ["''", "``"].iter().any(|it| paragraph.starts_with(it))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::paragraphs;
    use crate::zone::{self, Zone};

    fn check(bytes: &[u8]) -> String {
        let shown = paragraphs(bytes).into_iter().map(|range| {
            let text = std::str::from_utf8(&bytes[range.clone()]).unwrap();
            let zone = if zone::of(text) == Zone::Body { "body" } else { "other" };
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
    fn wrapped_lines_are_paragraphs_between_blank_lines() {
        let text = "Envoys of both banks meet again\nBy Rui Costa\n\n\
                    The river is dry, and the envoys of both\r\nbanks say so. They met in Porto with\r\n\
                    Ana Belo.\r\n\r\nRain fell on the upper valley that night.\nNobody saw it, they \
                    said at the gate of\nthe dam.\n[video id=7]\nRead more: The River\nIt went on.\n";
        assert_snapshot!(check(text.as_bytes()), @"
        0..31 other Envoys of both banks meet again
        32..44 other By Rui Costa
        46..135 body The river is dry, and the envoys of both
        banks say so. They met in Porto with
        Ana Belo.
        139..229 body Rain fell on the upper valley that night.
        Nobody saw it, they said at the gate of
        the dam.
        230..242 other [video id=7]
        243..263 other Read more: The River
        264..275 body It went on.
        ");
    }

    #[test]
    fn lines_that_end_their_sentences_are_paragraphs() {
        let text = "Envoys of both banks\nThe river is dry, and the envoys say so.\nRain fell on the \
                    upper valley that night.\nbanks were low.\n";
        assert_snapshot!(check(text.as_bytes()), @"
        0..20 other Envoys of both banks
        21..61 body The river is dry, and the envoys say so.
        62..103 body Rain fell on the upper valley that night.
        104..119 body banks were low.
        ");
    }

    #[test]
    fn a_short_line_ends_a_paragraph_where_no_blank_line_does() {
        let text = "River deal\nThe river is dry, and the envoys of both\nbanks say so.\n\
                    Rain fell on the upper valley that night,\nbut nobody saw it.\n";
        assert_snapshot!(check(text.as_bytes()), @"
        0..10 other River deal
        11..65 body The river is dry, and the envoys of both
        banks say so.
        66..126 body Rain fell on the upper valley that night,
        but nobody saw it.
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
