//! A comparison as a text in Djot.

use super::marks::{Mark, MarkKind};
use super::{Change, Comparison};

/// The marked-up text in Djot: `{+ +}` around what was added, `{- -}` around what was removed.
///
/// Each point is a paragraph that begins with its number in bold, since a list could not hold the
/// numbers of both texts; a point that moved has the class `moved`, and says where from. Read back,
/// what is not removed are the words of the later text, and what is not added those of the earlier
/// one.
///
/// # Cost
///
/// Linear in the length of the comparison.
pub fn to_djot(comparison: &Comparison) -> String {
    let mut text = format!("# {}\n", inline(&comparison.title.marks));
    let mut section = String::new();
    let mut headings = comparison.headings.iter();
    for point in &comparison.points {
        if point.new.is_some() && point.section != section {
            section.clone_from(&point.section);
            // Headings come in the order of the later text; removed ones stand where they were.
            for heading in headings.by_ref() {
                text.extend(["\n## ", &inline(&heading.marks), "\n"]);
                if heading.new.is_some() && heading.new_words() == section {
                    break;
                }
            }
        }
        text.push_str(&paragraph(point));
    }
    for heading in headings {
        text.extend(["\n## ", &inline(&heading.marks), "\n"]);
    }
    text
}

fn paragraph(point: &Change) -> String {
    let number = match (point.before, point.after) {
        (Some(before), Some(after)) if before == after => format!("*{after}.* "),
        (None, None) => String::new(),
        (before, after) => {
            let before = before.map_or_else(String::new, |it| format!("{{-{it}.-}}"));
            let after = after.map_or_else(String::new, |it| format!("{{+{it}.+}}"));
            format!("*{before}{after}* ")
        }
    };
    let class = if point.moved { "{.moved}\n" } else { "" };
    format!("\n{class}{number}{}\n", inline(&point.marks))
}

fn inline(marks: &[Mark]) -> String {
    let mut text = String::new();
    for mark in marks {
        let (before, after) = match mark.kind {
            MarkKind::Same => ("", ""),
            MarkKind::Added => ("{+", "+}"),
            MarkKind::Removed => ("{-", "-}"),
        };
        text.push_str(before);
        escape(&mark.text, &mut text);
        text.push_str(after);
    }
    text
}

/// Writes words so that Djot takes them for words.
pub(super) fn escape(words: &str, text: &mut String) {
    // At the beginning of a paragraph a number or a letter with a point begins a list.
    let word = || words.find(char::is_whitespace).unwrap_or(words.len());
    let first = if text.is_empty() { word() } else { 0 };
    let bytes = words.as_bytes();
    for (at, letter) in words.char_indices() {
        let beside = |it: u8| (0 < at && bytes[at - 1] == it) || bytes.get(at + 1) == Some(&it);
        let plain = match letter {
            ',' | ';' | '?' | '/' | '&' | '%' | '@' => true,
            '.' => first <= at && !beside(b'.'),
            '(' | ')' | '!' => first <= at,
            ':' => first <= at && bytes.get(at + 1).is_none_or(|it| *it == b' '),
            '-' => {
                let inside = |it: Option<&u8>| it.is_some_and(u8::is_ascii_alphanumeric);
                0 < at && inside(bytes.get(at - 1)) && inside(bytes.get(at + 1))
            }
            other => !other.is_ascii_punctuation(),
        };
        if !plain {
            text.push('\\');
        }
        text.push(letter);
    }
}
