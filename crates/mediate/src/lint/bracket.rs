//! Open brackets of which nobody knows who wants them.

use onetext_case::Piece;

use super::reading::Ground;
use super::{Finding, Rule};

/// Words that stand for one that is still to be written.
const BLANKS: &[&str] =
    &["tbd", "tbc", "date", "place", "city", "name", "sum", "number", "amount", "day", "country"];

pub(super) fn find(ground: &Ground<'_>) -> Vec<Finding> {
    let case = ground.case;
    let options = ground.draft.options(case.issues.len());
    let mut found: Vec<Finding> = Vec::new();
    for (index, point) in ground.draft.points.iter().enumerate() {
        let is_read = ground.points.iter().any(|it| it.0 == index);
        let mut at = 0;
        for piece in &point.text {
            let mut add =
                |start: usize, words: &str, reason: String, better: String, issues: Vec<_>| {
                    found.push(Finding {
                        rule: Rule::UnownedBracket,
                        point: Some(index),
                        at: start,
                        line: point.line(start),
                        words: words.trim().to_owned(),
                        lacks: vec!["owner"],
                        reason,
                        better,
                        issues,
                        statements: Vec::new(),
                    });
                };
            match piece {
                Piece::Bracket { text, issue, option, by: None } if 1 < options[issue.0].len() => {
                    let known = &case.issues[issue.0];
                    let reason = format!(
                        "The words are one of {} in brackets on {}, and nobody stands behind them: there is no \
                         one to ask what would make them fall.",
                        options[issue.0].len(),
                        known.id
                    );
                    let id = &known.options[option.0].id;
                    let better = format!(
                        "[{}]{{{}=\"{id}\" by=\"…\"}}, or without them.",
                        text.trim(),
                        known.id
                    );
                    add(at, text, reason, better, vec![*issue]);
                    at += text.len();
                }
                Piece::Bracket { text, .. } => at += text.len(),
                Piece::Plain(text) => {
                    for (start, end) in open(text).into_iter().filter(|_| is_read) {
                        let words = &text[start..end];
                        let reason = "These brackets are open, and the draft says neither which issue they are \
                             about nor who wants what; no answer can be read off them."
                            .to_owned();
                        let better = "[30]{deadline=\"30\" by=\"…\"} [60]{deadline=\"60\" by=\"…\"}, with an issue of the \
                             case for what is open."
                            .to_owned();
                        add(at + start, words, reason, better, Vec::new());
                    }
                    at += text.len();
                }
            }
        }
    }
    found
}

/// Brackets in plain text that leave something open: choices side by side, and blanks.
fn open(text: &str) -> Vec<(usize, usize)> {
    let mut brackets: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('[').map(|it| from + it) {
        let Some(end) = text[start..].find(']').map(|it| start + it + 1) else { break };
        brackets.push((start, end));
        from = end;
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut index = 0;
    while index < brackets.len() {
        let mut last = index;
        while last + 1 < brackets.len()
            && text[brackets[last].1..brackets[last + 1].0].trim().is_empty()
        {
            last += 1;
        }
        let (start, end) = (brackets[index].0, brackets[last].1);
        if index < last || is_blank(&text[start + 1..end - 1]) {
            found.push((start, end));
        }
        index = last + 1;
    }
    found
}

/// Whether the words between brackets stand for others.
fn is_blank(inner: &str) -> bool {
    let lower = inner.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_slash = |it: &&str| {
        it.split_once('/').is_some_and(|(one, other)| {
            !one.is_empty()
                && !other.is_empty()
                && it.chars().all(|it| it.is_alphabetic() || it == '/')
        })
    };
    lower.chars().all(|it| !it.is_alphanumeric() || it == 'x')
        || lower.contains('…')
        || lower.contains("...")
        || lower.contains("__")
        || lower.contains("to be ")
        || words.iter().any(is_slash)
        || matches!(words.as_slice(), [only] if BLANKS.contains(only))
}
