//! Text for a terminal: lines no wider than asked, in which proofs have an ink of their own.

use std::fmt;

/// The narrowest sheet.
const NARROWEST: usize = 40;

/// In what a run of text is set, where colors can be shown. The words say the same without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Words and estimates.
    Plain,
    /// What is proved.
    Proved,
    /// Words that only the later text has.
    Added,
    /// Words that only the earlier text has.
    Removed,
}

/// At which side the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Text for a terminal. It shows itself without colors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    width: usize,
    runs: Vec<(Ink, String)>,
}

impl Sheet {
    /// An empty sheet of `width` columns; below 40 it is taken as 40.
    pub(crate) fn new(width: usize) -> Self {
        Self { width: width.max(NARROWEST), runs: Vec::new() }
    }

    /// The text in order, in runs of one ink.
    pub fn runs(&self) -> &[(Ink, String)] {
        &self.runs
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Adds a line, broken between words where it is too wide; later lines are indented by two
    /// more than the first.
    pub(crate) fn line(&mut self, line: &str) {
        self.inked(Ink::Plain, line);
    }

    /// [`Sheet::line`] in an ink.
    pub(crate) fn inked(&mut self, ink: Ink, line: &str) {
        let indent = line.chars().take_while(|it| *it == ' ').count();
        self.hung(ink, indent + 2, line);
    }

    /// Adds a line, broken between words where it is too wide; later lines are indented by `hang`.
    pub(crate) fn hung(&mut self, ink: Ink, hang: usize, line: &str) {
        let indent = line.chars().take_while(|it| *it == ' ').count();
        let mut text = " ".repeat(indent);
        let mut column = indent;
        let mut is_first = true;
        for word in words(line.trim_start()) {
            let length = word.chars().count();
            if is_first {
                column += length;
            } else if self.width < column + 1 + length {
                text.truncate(text.trim_end().len());
                text.push('\n');
                text.push_str(&" ".repeat(hang));
                column = hang + length;
            } else {
                text.push(' ');
                column += 1 + length;
            }
            is_first = false;
            text.push_str(word);
        }
        self.push(ink, &text);
        self.push(Ink::Plain, "\n");
    }

    /// Adds a line in runs of several inks, broken between words where it is too wide; later lines
    /// are indented by `hang`.
    pub(crate) fn mixed(&mut self, hang: usize, runs: &[(Ink, String)]) {
        let mut column = 0;
        let mut words: Vec<Vec<(Ink, &str)>> = vec![Vec::new()];
        for (ink, text) in runs {
            for (index, part) in text.split(' ').enumerate() {
                if index != 0 {
                    words.push(Vec::new());
                }
                if let Some(word) = words.last_mut().filter(|_| !part.is_empty()) {
                    word.push((*ink, part));
                }
            }
        }
        // Spaces at the beginning are the indent; later ones stand between words, one at a time.
        let indent = words.iter().take_while(|it| it.is_empty()).count();
        self.push(Ink::Plain, &" ".repeat(indent));
        column += indent;
        for (index, word) in words.iter().filter(|it| !it.is_empty()).enumerate() {
            let length: usize = word.iter().map(|(_, part)| part.chars().count()).sum();
            if 0 < index && self.width < column + 1 + length {
                self.push(Ink::Plain, &format!("\n{}", " ".repeat(hang)));
                column = hang;
            } else if 0 < index {
                self.push(Ink::Plain, " ");
                column += 1;
            }
            for (ink, part) in word {
                self.push(*ink, part);
            }
            column += length;
        }
        self.push(Ink::Plain, "\n");
    }

    /// Adds a line, cut with an ellipsis where it is too wide.
    pub(crate) fn cut(&mut self, line: &str) {
        self.push(Ink::Plain, &shortened(line.trim_end(), self.width));
        self.push(Ink::Plain, "\n");
    }

    /// Adds an empty line.
    pub(crate) fn gap(&mut self) {
        self.push(Ink::Plain, "\n");
    }

    /// Adds rows of cells in columns as wide as their widest cell, two spaces apart and indented by
    /// two; numbers stand at the right. A first column that leaves no room for the others is cut.
    pub(crate) fn table(&mut self, columns: &[Align], rows: &[Vec<String>]) {
        let length = |it: &String| it.chars().count();
        let widest = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(length).max().unwrap_or_default()
        };
        let mut widths: Vec<usize> = (0..columns.len()).map(widest).collect();
        let rest: usize = widths.iter().skip(1).map(|it| it + 2).sum();
        if let Some(first) = widths.first_mut() {
            *first = (*first).min(self.width.saturating_sub(rest + 2)).max(8);
        }
        for row in rows {
            let mut line = String::new();
            for ((cell, &width), align) in row.iter().zip(&widths).zip(columns) {
                let cell = shortened(cell, width);
                let cell = match align {
                    Align::Left => format!("  {cell:<width$}"),
                    Align::Right => format!("  {cell:>width$}"),
                };
                line.push_str(&cell);
            }
            self.cut(&line);
        }
    }

    fn push(&mut self, ink: Ink, text: &str) {
        match self.runs.last_mut() {
            Some((last, run)) if *last == ink => run.push_str(text),
            _ => self.runs.push((ink, text.to_owned())),
        }
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.runs.iter().try_for_each(|(_, text)| f.write_str(text))
    }
}

/// The words of a line; a unit stays with its number.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (place, _) in line.match_indices(' ') {
        let next = &line[place + 1..];
        if !next.starts_with('%') && !next.starts_with("pt") {
            words.push(&line[start..place]);
            start = place + 1;
        }
    }
    words.push(&line[start..]);
    words
}

/// A text of at most `width` characters, with an ellipsis where it was cut.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(width.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn a_line_is_broken_between_words_and_what_is_proved_keeps_its_ink() {
        let mut sheet = Sheet::new(1);
        sheet.line("  words that are more than forty columns wide, by far");
        sheet.line("words that are more than for 40 % too wide");
        sheet.inked(Ink::Proved, "a proof");
        sheet.cut("words that are more than forty columns wide, by far");
        assert_snapshot!(sheet, @r"
          words that are more than forty columns
            wide, by far
        words that are more than for 40 % too
          wide
        a proof
        words that are more than forty columns…
        ");
        let proved: Vec<_> = sheet.runs().iter().filter(|it| it.0 == Ink::Proved).collect();
        assert_eq!(proved, [&(Ink::Proved, "a proof".to_owned())]);
    }
}
