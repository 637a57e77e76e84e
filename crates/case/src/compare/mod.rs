//! Two drafts as one marked-up text, and the next draft from one of them.
//!
//! [`Wording`] is what a draft says, in words; [`compare`] aligns the points of two of them and marks
//! their words; [`to_djot`] writes the result down as a Djot text with `{+ +}` and `{- -}`;
//! [`settle()`] takes brackets out of a draft, and leaves every other byte as it is.

mod align;
mod djot;
mod marks;
mod settle;
mod wording;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::djot::to_djot;
pub use self::marks::{Mark, MarkKind};
pub use self::settle::{Head, Settled, Unsettled, settle};
pub use self::wording::{WordedPoint, Wording};

/// What changed from one text to another.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Comparison {
    /// The titles.
    pub title: Change,
    /// The headings of both, in the order of the later text.
    pub headings: Vec<Change>,
    /// The points of both, in the order of the later text; removed points stand where they were.
    pub points: Vec<Change>,
    /// The issues on which the two say different things, by id. Whoever serializes a comparison puts
    /// names to them.
    #[serde(skip)]
    pub issues: Vec<IssueChange>,
}

/// A point or heading that both texts have, or one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// What happened to its words.
    pub kind: ChangeKind,
    /// Whether it stands elsewhere among the points that both texts have. Of the points that
    /// changed their order, as few as possible count as moved.
    pub moved: bool,
    /// Its place in the earlier text, counted from zero.
    #[serde(skip)]
    pub old: Option<usize>,
    /// Its place in the later text, counted from zero.
    #[serde(skip)]
    pub new: Option<usize>,
    /// Its number in the earlier text.
    pub before: Option<u64>,
    /// Its number in the later text.
    pub after: Option<u64>,
    /// The heading under which it stands, in the later text if it is there; empty if none.
    pub section: String,
    /// The heading under which it stood, where that is another one and not the same with other words.
    pub section_before: Option<String>,
    /// Its words, with marks.
    pub marks: Vec<Mark>,
}

impl Change {
    /// Whether the words, the number, the order and the heading are as they were.
    pub fn is_nothing(&self) -> bool {
        self.kind == ChangeKind::Same
            && !self.moved
            && self.before == self.after
            && self.section_before.is_none()
    }

    /// The words of the earlier text.
    pub fn old_words(&self) -> String {
        self.words(MarkKind::Added)
    }

    /// The words of the later text.
    pub fn new_words(&self) -> String {
        self.words(MarkKind::Removed)
    }

    fn words(&self, without: MarkKind) -> String {
        self.marks.iter().filter(|it| it.kind != without).map(|it| it.text.as_str()).collect()
    }
}

/// What happened to the words of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Same words.
    Same,
    /// Other words.
    Changed,
    /// Only in the later text.
    Added,
    /// Only in the earlier text.
    Removed,
}

/// An issue on which two texts say different things.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct IssueChange {
    /// Id of the issue.
    pub issue: String,
    /// Ids of the options that the earlier text has for it: none, one, or several in brackets.
    pub before: Vec<String>,
    /// Ids of the options that the later text has for it.
    pub after: Vec<String>,
}

impl Comparison {
    /// Whether nothing changed.
    pub fn is_nothing(&self) -> bool {
        self.issues.is_empty()
            && self.title.is_nothing()
            && self.headings.iter().chain(&self.points).all(Change::is_nothing)
    }

    /// How many points have that kind of change.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.points.iter().filter(|it| it.kind == kind).count()
    }

    /// How many points have moved.
    pub fn moved(&self) -> usize {
        self.points.iter().filter(|it| it.moved).count()
    }
}

/// Compares two texts.
///
/// Points with the same words are the same point, whatever their number. Of the others, those are
/// joined first that are most alike: likeness is the share of letters in words that both have, and
/// an equal number counts as a fifth more. What is left is joined where it settles the same issue, as
/// a point written anew. Words are then marked within each pair, so that a text is never compared
/// with another as a whole.
///
/// The words of the earlier text are those of the marks that are not added, and the words of the
/// later text those that are not removed, for any two texts.
///
/// # Cost
///
/// Linear in the length of the texts, but for two things: likeness is counted for pairs of points
/// that share a word which not all points share, and words are compared within a pair in time that
/// grows with the number of differences, up to a bound past which the old words stand whole before
/// the new ones.
///
/// # Source
///
/// Own. The words of a pair: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations",
/// Algorithmica 1 (1986), 251–266, as in the crate `similar`.
pub fn compare(before: &Wording, after: &Wording) -> Comparison {
    let [old_headings, new_headings] = [before, after].map(Wording::headings);
    let headings = changes(&old_headings, &new_headings);
    let same_heading: BTreeSet<(String, String)> =
        headings.iter().map(|it| (it.old_words(), it.new_words())).collect();
    let mut points = changes(&before.points, &after.points);
    for point in &mut points {
        if let (Some(old), Some(_)) = (point.old, point.new) {
            let section = &before.points[old].section;
            let pair = (section.clone(), point.section.clone());
            if pair.0 != pair.1 && !same_heading.contains(&pair) {
                point.section_before = Some(section.clone());
            }
        }
    }
    let mut issues: Vec<&String> = before.issues.keys().chain(after.issues.keys()).collect();
    issues.sort_unstable();
    issues.dedup();
    let options = |it: &Wording, issue: &String| it.issues.get(issue).cloned().unwrap_or_default();
    let issues = issues.into_iter().filter_map(|issue| {
        let [mut one, mut other] = [before, after].map(|it| options(it, issue));
        let change =
            IssueChange { issue: issue.clone(), before: one.clone(), after: other.clone() };
        one.sort_unstable();
        other.sort_unstable();
        (one != other).then_some(change)
    });
    let title = |it: &Wording| WordedPoint { words: it.title.clone(), ..WordedPoint::default() };
    let (old_title, new_title) = (title(before), title(after));
    Comparison {
        title: change(Some((0, &old_title)), Some((0, &new_title)), false),
        headings,
        points,
        issues: issues.collect(),
    }
}

/// Points of two texts in the order of the later one.
fn changes(old: &[WordedPoint], new: &[WordedPoint]) -> Vec<Change> {
    let twins = align::twins(old, new);
    let moved = align::moved(&twins);
    let mut stays = vec![true; old.len()];
    for twin in twins.iter().flatten() {
        stays[*twin] = false;
    }
    let mut points = Vec::new();
    let mut next_old = 0;
    let mut removed = |upto: usize, points: &mut Vec<Change>| {
        while next_old < upto {
            if stays[next_old] {
                points.push(change(Some((next_old, &old[next_old])), None, false));
            }
            next_old += 1;
        }
    };
    for (index, point) in new.iter().enumerate() {
        let twin = twins[index];
        if let Some(twin) = twin.filter(|_| !moved[index]) {
            removed(twin, &mut points);
        }
        let before = twin.map(|it| (it, &old[it]));
        points.push(change(before, Some((index, point)), moved[index]));
    }
    removed(old.len(), &mut points);
    points
}

/// What happened to one point, of which at least one side is there.
fn change(
    old: Option<(usize, &WordedPoint)>,
    new: Option<(usize, &WordedPoint)>,
    moved: bool,
) -> Change {
    let words = |it: Option<(usize, &WordedPoint)>| it.map_or("", |(_, it)| &*it.words).to_owned();
    let (before, after) = (words(old), words(new));
    let kind = match (old, new) {
        (Some(_), Some(_)) if before == after => ChangeKind::Same,
        (Some(_), Some(_)) => ChangeKind::Changed,
        (None, _) => ChangeKind::Added,
        (Some(_), None) => ChangeKind::Removed,
    };
    Change {
        kind,
        moved,
        old: old.map(|(index, _)| index),
        new: new.map(|(index, _)| index),
        before: old.and_then(|(_, it)| it.number),
        after: new.and_then(|(_, it)| it.number),
        section: new.or(old).map(|(_, it)| it.section.clone()).unwrap_or_default(),
        section_before: None,
        marks: marks::marks(&before, &after),
    }
}

#[cfg(test)]
mod tests;
