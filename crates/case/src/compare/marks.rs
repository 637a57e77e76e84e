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
/// What a bracket begins and ends with.
const BRACKETS: [char; 2] = ['[', ']'];
/// Brackets inside brackets are kept whole to this depth.
const DEEPEST: usize = 8;

/// Two texts word by word. Where little is common, the old text stands whole before the new one; a
/// common word or two between changed ones is part of the change, and so are the words inside of
/// square brackets that only one text has.
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
    let runs = whole_brackets(runs(old, new));
    let last = runs.len().saturating_sub(1);
    let (mut removed, mut added) = (String::new(), String::new());
    for (index, run) in runs.iter().enumerate() {
        let inside = 0 < index && index < last;
        match run.kind {
            MarkKind::Removed => removed.push_str(&run.text),
            MarkKind::Added => added.push_str(&run.text),
            MarkKind::Same if inside && is_island(&run.text) => {
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

fn is_island(text: &str) -> bool {
    text.trim().chars().count() < ISLAND && !text.contains(BRACKETS)
}

/// Runs in which a bracket that comes or goes does so with all that it holds: no mark begins outside
/// of a bracket and ends inside.
fn whole_brackets(mut runs: Vec<Mark>) -> Vec<Mark> {
    at_their_beginning(&mut runs);
    let has_bracket = |it: &Mark| it.kind != MarkKind::Same && it.text.contains(BRACKETS);
    // What becomes part of a change may hold a bracket in its turn.
    for _ in 0..DEEPEST {
        if !runs.iter().any(has_bracket) {
            break;
        }
        let pieces: Vec<Mark> = runs.iter().flat_map(pieces).collect();
        let in_change = in_broken(&pieces);
        runs = Vec::new();
        let mut is_settled = true;
        for (piece, in_change) in pieces.into_iter().zip(in_change) {
            if in_change && piece.kind == MarkKind::Same {
                is_settled = false;
                push(&mut runs, MarkKind::Removed, &piece.text);
                push(&mut runs, MarkKind::Added, &piece.text);
            } else {
                push(&mut runs, piece.kind, &piece.text);
            }
        }
        if is_settled {
            break;
        }
    }
    runs
}

/// Where one of several brackets comes or goes, its mark begins with it: of `[90] [120]` goes `[90] `,
/// and not `90] [`.
fn at_their_beginning(runs: &mut [Mark]) {
    for at in 1..runs.len().saturating_sub(1) {
        let [before, run, after] = &mut runs[at - 1..=at + 1] else { continue };
        let is_between = before.kind == MarkKind::Same && after.kind == MarkKind::Same;
        if is_between
            && run.kind != MarkKind::Same
            && before.text.ends_with('[')
            && run.text.ends_with('[')
        {
            before.text.pop();
            run.text.pop();
            run.text.insert(0, '[');
            after.text.insert(0, '[');
        }
    }
}

/// A run in pieces, each square bracket by itself.
fn pieces(run: &Mark) -> impl Iterator<Item = Mark> {
    let piece = |text: &str| Mark { kind: run.kind, text: text.to_owned() };
    run.text.split_inclusive(BRACKETS).flat_map(move |it| match it.strip_suffix(BRACKETS) {
        Some(words) => vec![piece(words), piece(&it[words.len()..])],
        None => vec![piece(it)],
    })
}

/// Which pieces stand in a bracket of which not both ends are common to both texts.
fn in_broken(pieces: &[Mark]) -> Vec<bool> {
    let mut edges = vec![0_i32; pieces.len() + 1];
    for without in [MarkKind::Added, MarkKind::Removed] {
        let mut open = Vec::new();
        for (at, piece) in pieces.iter().enumerate().filter(|(_, it)| it.kind != without) {
            match piece.text.as_str() {
                "[" => open.push(at),
                "]" => {
                    let Some(start) = open.pop() else { continue };
                    if [start, at].iter().any(|&it| pieces[it].kind != MarkKind::Same) {
                        edges[start] += 1;
                        edges[at + 1] -= 1;
                    }
                }
                _ => {}
            }
        }
    }
    let mut depth = 0;
    let inside = edges.iter().take(pieces.len()).map(|it| {
        depth += it;
        0 < depth
    });
    inside.collect()
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
