//! Runs of a page to text.

use std::ops::Range;

use super::markup::reference;
use super::origin::Origin;

/// Letters that have no width and only say where a word may be parted.
pub(crate) const WIDTHLESS: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// Writes text run by run.
pub(crate) struct Writer<'a> {
    page: &'a str,
    source: &'a Origin,
    pub(crate) text: String,
    pub(crate) origin: Origin,
    /// Line breaks to be written before the next letter, up to two.
    pub(crate) breaks: usize,
    /// The white space to be written before it, if no line break is.
    space: Option<(usize, usize)>,
    pub(crate) is_spaced: bool,
    /// Whether the page says something else before it.
    pub(crate) is_gap: bool,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(page: &'a str, source: &'a Origin) -> Self {
        let (text, origin) = (String::new(), Origin::default());
        Self { page, source, text, origin, breaks: 0, space: None, is_spaced: false, is_gap: false }
    }

    /// Writes the text in a range of the page; where it is laid out, its line breaks are meant.
    pub(crate) fn write(&mut self, run: Range<usize>, is_laid_out: bool) {
        let mut at = run.start;
        while at < run.end {
            let rest = &self.page[at..run.end];
            let Some(first) = rest.chars().next() else { break };
            let (letter, second, length) = match reference(rest, false) {
                Some(it) => (it.letter, it.second, it.length),
                None => (first, None, first.len_utf8()),
            };
            self.push(letter, second, (at, at + length), is_laid_out);
            at += length;
        }
    }

    fn push(
        &mut self,
        letter: char,
        second: Option<char>,
        bytes: (usize, usize),
        is_laid_out: bool,
    ) {
        if WIDTHLESS.contains(&letter) {
            return;
        }
        if letter.is_whitespace() {
            if is_laid_out && letter == '\n' {
                self.breaks = (self.breaks + 1).min(2);
            }
            self.space = self.space.or(Some(bytes));
            return;
        }
        if !self.text.is_empty() {
            let end = self.origin.span((self.origin.end(), self.origin.end())).0;
            if 0 < self.breaks {
                self.text.push_str(&"\n\n"[..self.breaks]);
                self.origin.push(self.breaks, (end, end));
            } else if let Some(space) = self.space {
                self.text.push(' ');
                self.origin.push(1, self.source.span(space));
            } else if self.is_spaced {
                self.text.push(' ');
                self.origin.push(1, (end, end));
            }
            if self.is_gap {
                self.origin.push_gap();
            }
        }
        (self.breaks, self.space, self.is_spaced, self.is_gap) = (0, None, false, false);
        let before = self.text.len();
        self.text.push(letter);
        self.text.extend(second);
        self.origin.push(self.text.len() - before, self.source.span(bytes));
    }
}
