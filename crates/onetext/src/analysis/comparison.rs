//! Two drafts as one marked-up text.

use std::collections::BTreeSet;

use onetext_case::{Draft, IssueId, Piece, Point};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::name::Named;

/// What changed from one draft to another.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The earlier draft.
    pub from: Named,
    /// Whether the later draft says that it revises the earlier one; if not, it is merely newer.
    pub revises: bool,
    /// The points of both, in the order of the later draft; removed points stand where they were.
    pub points: Vec<PointChange>,
    /// Number of points with the same words.
    pub same: usize,
    /// Number of points with other words.
    pub changed: usize,
    /// Number of points only in the later draft.
    pub added: usize,
    /// Number of points only in the earlier draft.
    pub removed: usize,
}

/// One point of the marked-up text.
#[derive(Clone, Debug, Serialize)]
pub struct PointChange {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Its number in the earlier draft.
    pub before: Option<u64>,
    /// Its number in the later draft.
    pub after: Option<u64>,
    /// Its words, with marks.
    pub marks: Vec<Mark>,
}

/// What happened to a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Same words.
    Same,
    /// Other words.
    Changed,
    /// Only in the later draft.
    Added,
    /// Only in the earlier draft.
    Removed,
}

/// A run of words that both drafts have, or one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Who has the words.
    pub kind: MarkKind,
    /// The words.
    pub text: String,
}

/// Who has a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Both drafts.
    Same,
    /// The later draft.
    Added,
    /// The earlier draft.
    Removed,
}

/// Points with less than this share of common words are not the same point under another number.
const MOVED: f32 = 0.5;
/// Points of the same number with less than this share of common words are looked for elsewhere.
const KEPT: f32 = 0.3;

/// Compares two drafts: points are aligned by their number where the words are akin, then by the
/// likeness of their words, then by the issue that they settle.
///
/// # Cost
///
/// One word comparison for each pair of points that no number aligns.
///
/// # Source
///
/// Own, on the longest-common-subsequence comparison of the `similar` crate.
pub fn compare(before: &Draft, after: &Draft, revises: bool) -> Comparison {
    let old: Vec<String> = before.points.iter().map(words).collect();
    let new: Vec<String> = after.points.iter().map(words).collect();
    let partner = align(before, after, &old, &new);
    let mut points = Vec::new();
    let mut next_old = 0;
    for (index, point) in after.points.iter().enumerate() {
        if let Some(twin) = partner[index] {
            removed_before(before, &old, &partner, next_old..twin, &mut points);
            next_old = next_old.max(twin + 1);
            let marks = marks(&old[twin], &new[index]);
            let same = marks.iter().all(|it| it.kind == MarkKind::Same);
            points.push(PointChange {
                kind: if same { ChangeKind::Same } else { ChangeKind::Changed },
                before: before.points[twin].number,
                after: point.number,
                marks,
            });
        } else {
            let marks = vec![Mark { kind: MarkKind::Added, text: new[index].clone() }];
            let kind = ChangeKind::Added;
            points.push(PointChange { kind, before: None, after: point.number, marks });
        }
    }
    removed_before(before, &old, &partner, next_old..old.len(), &mut points);
    let count = |kind| points.iter().filter(|it| it.kind == kind).count();
    Comparison {
        from: Named { id: before.id.clone(), name: before.title.clone() },
        revises,
        same: count(ChangeKind::Same),
        changed: count(ChangeKind::Changed),
        added: count(ChangeKind::Added),
        removed: count(ChangeKind::Removed),
        points,
    }
}

/// For each point of the later draft, its twin in the earlier one: the same number if the words
/// are akin; else the likest words; else one that settles the same issue, as a point written anew.
fn align(before: &Draft, after: &Draft, old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { partner: vec![None; new.len()], taken: vec![false; old.len()] };
    let ratio = |old: &String, new: &String| TextDiff::from_words(old.as_str(), new).ratio();
    let likeness: Vec<Vec<f32>> =
        new.iter().map(|new| old.iter().map(|old| ratio(old, new)).collect()).collect();
    for (index, point) in after.points.iter().enumerate().filter(|(_, it)| it.number.is_some()) {
        let twin = before.points.iter().position(|it| it.number == point.number);
        if let Some(twin) = twin.filter(|&it| KEPT <= likeness[index][it]) {
            pairs.join(index, twin);
        }
    }
    let mut alike: Vec<(f32, usize, usize)> = likeness
        .iter()
        .enumerate()
        .flat_map(|(index, row)| row.iter().enumerate().map(move |(twin, &it)| (it, index, twin)))
        .filter(|(ratio, ..)| MOVED <= *ratio)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, index, twin) in alike {
        pairs.join(index, twin);
    }
    let issues = |point: &Point| -> BTreeSet<IssueId> {
        let settled = point.text.iter().filter_map(|it| match it {
            Piece::Plain(_) => None,
            Piece::Bracket { issue, .. } => Some(*issue),
        });
        settled.collect()
    };
    for (index, point) in after.points.iter().enumerate() {
        let wanted = issues(point);
        for (twin, other) in before.points.iter().enumerate() {
            if !wanted.is_disjoint(&issues(other)) {
                pairs.join(index, twin);
            }
        }
    }
    pairs.partner
}

struct Pairs {
    partner: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    /// Joins two points unless one of them has a twin.
    fn join(&mut self, index: usize, twin: usize) {
        if self.partner[index].is_none() && !self.taken[twin] {
            self.partner[index] = Some(twin);
            self.taken[twin] = true;
        }
    }
}

fn removed_before(
    before: &Draft,
    old: &[String],
    partner: &[Option<usize>],
    range: std::ops::Range<usize>,
    points: &mut Vec<PointChange>,
) {
    for index in range.filter(|it| !partner.contains(&Some(*it))) {
        let marks = vec![Mark { kind: MarkKind::Removed, text: old[index].clone() }];
        let kind = ChangeKind::Removed;
        points.push(PointChange { kind, before: before.points[index].number, after: None, marks });
    }
}

/// The words of a point on one line.
pub(crate) fn words(point: &Point) -> String {
    let mut text = String::new();
    for piece in &point.text {
        match piece {
            Piece::Plain(it) => text.push_str(it),
            Piece::Bracket { text: it, .. } => text.push_str(it),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two texts word by word. Where little but small words is common, the old text stands whole before
/// the new one; a common word or two between changed ones is part of the change.
fn marks(old: &str, new: &str) -> Vec<Mark> {
    const ISLAND: usize = 4;
    let comparison = TextDiff::from_unicode_words(old, new);
    let mut runs: Vec<Mark> = Vec::new();
    for change in comparison.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => MarkKind::Same,
            ChangeTag::Insert => MarkKind::Added,
            ChangeTag::Delete => MarkKind::Removed,
        };
        push(&mut runs, kind, change.value());
    }
    let anew = comparison.ratio() < KEPT;
    let last = runs.len().saturating_sub(1);
    let (mut removed, mut added) = (String::new(), String::new());
    let mut marks = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let inside = 0 < index && index < last;
        match run.kind {
            MarkKind::Removed => removed.push_str(&run.text),
            MarkKind::Added => added.push_str(&run.text),
            MarkKind::Same if anew || (inside && run.text.trim().chars().count() < ISLAND) => {
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
