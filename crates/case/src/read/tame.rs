//! Keeps text away from the Djot parser that would cost it its stack or minutes.
//!
//! The parser descends into nested blocks by recursion and looks through a paragraph again for each
//! mark left open in it. No text that people write comes near the limits below.

use std::ops::Range;

/// How deep blocks may be nested on one line.
const DEEPEST: usize = 32;

/// How far a line may be indented.
const WIDEST: usize = 128;

/// How many marks one paragraph may have.
const MOST_MARKS: usize = 2_000;

/// The text with what goes beyond the limits turned to spaces, every other byte in its place, and
/// what was turned, with the reason.
pub(crate) fn tame(text: &str) -> (String, Vec<(Range<usize>, &'static str)>) {
    let mut kept = String::with_capacity(text.len());
    let mut dropped = Vec::new();
    let mut marks = 0;
    for line in text.split_inclusive('\n') {
        let is_mark = |it: &char| {
            matches!(
                it,
                '[' | ']'
                    | '{'
                    | '}'
                    | '*'
                    | '_'
                    | '^'
                    | '~'
                    | '`'
                    | '"'
                    | '\''
                    | '<'
                    | '!'
                    | '$'
                    | ':'
                    | '|'
            )
        };
        marks =
            if line.trim().is_empty() { 0 } else { marks + line.chars().filter(is_mark).count() };
        let reason = if MOST_MARKS < marks {
            "this paragraph has more than 2000 marks"
        } else if WIDEST < line.len() - line.trim_start().len() {
            "this line is indented by more than 128 spaces"
        } else if DEEPEST < depth(line) {
            "this line is nested more than 32 levels deep"
        } else {
            kept.push_str(line);
            continue;
        };
        let start = kept.len();
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        kept.extend(std::iter::repeat_n(' ', end - start));
        kept.push_str(&line[end - start..]);
        dropped.push((start..end, reason));
    }
    (kept, dropped)
}

/// How many quotes and list items begin on a line.
fn depth(line: &str) -> usize {
    let mut rest = line.trim_start();
    let mut depth = 0;
    while depth <= DEEPEST {
        let marker = if rest.starts_with(['>', '-', '*', '+', ':']) {
            1
        } else {
            let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '(').unwrap_or(0);
            if rest[end..].starts_with(['.', ')']) { end + 1 } else { 0 }
        };
        if marker == 0 {
            break;
        }
        depth += 1;
        rest = rest[marker..].trim_start();
    }
    depth
}
