//! Two texts word by word.

use schemars::JsonSchema;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::align::is_anew;

/// A run of words that both texts have, or one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// Who has the words.
    pub kind: MarkKind,
    /// The words.
    pub text: String,
}

/// Who has a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Both texts.
    Same,
    /// The later text.
    Added,
    /// The earlier text.
    Removed,
}

/// Common words of fewer letters than this, between changed ones, are part of the change.
const ISLAND: usize = 4;
/// Texts of which one length times the other, in bytes, is more than this are compared sentence by
/// sentence, and sentences of which that is so not at all.
const LARGEST: usize = 1 << 28;

/// Two texts word by word. Where little is common, the old text stands whole before the new one; a
/// common word or two between changed ones is part of the change.
pub(super) fn marks(old: &str, new: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    if old == new {
        push(&mut marks, MarkKind::Same, old);
        return marks;
    }
    if is_anew(old, new) {
        settle(&mut marks, &mut old.to_owned(), &mut new.to_owned());
        return marks;
    }
    let runs = runs(old, new);
    let last = runs.len().saturating_sub(1);
    let (mut removed, mut added) = (String::new(), String::new());
    for (index, run) in runs.iter().enumerate() {
        let inside = 0 < index && index < last;
        match run.kind {
            MarkKind::Removed => removed.push_str(&run.text),
            MarkKind::Added => added.push_str(&run.text),
            MarkKind::Same if inside && run.text.trim().chars().count() < ISLAND => {
                removed.push_str(&run.text);
                added.push_str(&run.text);
            }
            MarkKind::Same => {
                settle(&mut marks, &mut removed, &mut added);
                push(&mut marks, MarkKind::Same, &run.text);
            }
        }
    }
    settle(&mut marks, &mut removed, &mut added);
    marks
}

/// What both have and what one has, in order.
fn runs(old: &str, new: &str) -> Vec<Mark> {
    let mut runs = Vec::new();
    if old.len().saturating_mul(new.len()) <= LARGEST {
        let comparison = TextDiff::from_unicode_words(old, new);
        for change in comparison.iter_all_changes() {
            push(&mut runs, kind(change.tag()), change.value());
        }
        return runs;
    }
    // The ends that both have are common; between them, sentences that one has stand whole.
    let sentences = |text| str::split_inclusive(text, ['.', ';', ':']).collect::<Vec<&str>>();
    let (old, new) = (sentences(old), sentences(new));
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = old.iter().zip(&new).take_while(same).count();
    let (old, new, common) = (&old[head..], &new[head..], &old[..head]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, end) = old.split_at(old.len() - tail);
    let new = &new[..new.len() - tail];
    for it in common {
        push(&mut runs, MarkKind::Same, it);
    }
    if old.len().saturating_mul(new.len()) <= LARGEST {
        for change in TextDiff::from_slices(old, new).iter_all_changes() {
            push(&mut runs, kind(change.tag()), change.value());
        }
    } else {
        for it in old {
            push(&mut runs, MarkKind::Removed, it);
        }
        for it in new {
            push(&mut runs, MarkKind::Added, it);
        }
    }
    for it in end {
        push(&mut runs, MarkKind::Same, it);
    }
    runs
}

fn kind(tag: ChangeTag) -> MarkKind {
    match tag {
        ChangeTag::Equal => MarkKind::Same,
        ChangeTag::Insert => MarkKind::Added,
        ChangeTag::Delete => MarkKind::Removed,
    }
}

/// Writes down what was removed and added since the last common run.
fn settle(marks: &mut Vec<Mark>, removed: &mut String, added: &mut String) {
    if removed == added {
        push(marks, MarkKind::Same, removed);
    } else {
        // White space that both end in stays outside the marks.
        let common = if removed.ends_with(' ') && added.ends_with(' ') { " " } else { "" };
        let body = |text: &str| text.strip_suffix(common).unwrap_or(text).to_owned();
        push(marks, MarkKind::Removed, &body(removed));
        push(marks, MarkKind::Added, &body(added));
        push(marks, MarkKind::Same, common);
    }
    removed.clear();
    added.clear();
}

fn push(marks: &mut Vec<Mark>, kind: MarkKind, text: &str) {
    match marks.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => marks.push(Mark { kind, text: text.to_owned() }),
    }
}
