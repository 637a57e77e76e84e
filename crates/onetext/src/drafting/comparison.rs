//! Two texts as one marked-up text, with the names of the case.

use std::collections::BTreeSet;

pub use onetext_case::compare::{Change as PointChange, ChangeKind, Mark, MarkKind};
use onetext_case::compare::{Comparison, IssueChange, Wording, compare};
use onetext_case::{Case, Draft, DraftId, IssueId, Piece};
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::Named;
use crate::error::Error;
use crate::time::Day;

/// A text that is to be compared.
#[derive(Clone, Copy, Debug)]
pub enum TextSource<'a> {
    /// A draft of the case, by its id.
    Draft(&'a str),
    /// A text in Djot, and what to call it.
    Djot {
        /// What to call it: its path.
        name: &'a str,
        /// The text.
        text: &'a str,
    },
}

/// What changed from one text to another.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ComparisonView {
    /// The earlier text.
    pub from: TextSide,
    /// The later text.
    pub to: TextSide,
    /// Whether nothing changed.
    pub identical: bool,
    /// Number of points with the same words.
    pub same: usize,
    /// Number of points with other words.
    pub changed: usize,
    /// Number of points only in the later text.
    pub added: usize,
    /// Number of points only in the earlier text.
    pub removed: usize,
    /// Number of points that stand elsewhere, with the same words or with others.
    pub moved: usize,
    /// The issues on which the two say different things, in the order of the case.
    pub issues: Vec<IssueTurn>,
    /// Title, headings and points with their marks.
    #[serde(flatten)]
    pub marked: Comparison,
}

/// One of the two texts.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TextSide {
    /// Id of the draft, or path of the file; its title.
    #[serde(flatten)]
    pub text: Named,
    /// Its day, if it is a draft of the case.
    pub day: Option<Day>,
    /// Who put it forward, if it is a draft of the case that says so.
    pub by: Option<Named>,
    /// Its open brackets, in order, if it is a draft of the case.
    #[serde(skip)]
    pub open: Vec<OpenText>,
}

/// Words that stand in an open bracket.
#[derive(Clone, Debug)]
pub struct OpenText {
    /// Place of their point in the text, counted from zero.
    pub point: usize,
    /// The words, with one space between them.
    pub words: String,
    /// Who wants them, where the draft says so.
    pub by: Option<Named>,
}

/// An issue on which two texts say different things.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct IssueTurn {
    /// The issue; without a case, its id stands for its name.
    pub issue: Named,
    /// The options in the earlier text: none, one, or several in brackets.
    pub before: Vec<Named>,
    /// The options in the later text.
    pub after: Vec<Named>,
}

/// Compares two texts: drafts of a case, or texts in Djot with a case or without.
///
/// # Errors
///
/// [`Error::UnknownDraft`] for an id that the case does not have, and for any id without a case.
///
/// # Cost
///
/// That of [`onetext_case::compare::compare`].
pub fn comparison(
    case: Option<&Case>,
    from: TextSource<'_>,
    to: TextSource<'_>,
) -> Result<ComparisonView, Error> {
    Ok(view(case, &read(case, from)?, &read(case, to)?))
}

/// How many drafts at most are compared each with each.
pub(crate) const EACH_WITH_EACH: usize = 6;

/// The drafts of a case, each with later ones: of a few each with each, of more each with the one
/// that it revises or that comes before it, with the first, and with the one on the table.
pub(crate) fn comparisons(case: &Case, on_table: Option<&str>) -> Vec<ComparisonView> {
    let texts: Vec<(Wording, TextSide)> =
        (0..case.drafts.len()).map(|it| draft(case, DraftId(it))).collect();
    let table = case.drafts.iter().position(|it| Some(it.id.as_str()) == on_table);
    let mut pairs = BTreeSet::new();
    for (later, it) in case.drafts.iter().enumerate() {
        if case.drafts.len() <= EACH_WITH_EACH {
            pairs.extend((0..later).map(|it| (it, later)));
            continue;
        }
        let revised = it.revises.map(|it| it.0).or(later.checked_sub(1));
        for other in revised.into_iter().chain([0]).chain(table) {
            pairs.insert((other.min(later), other.max(later)));
        }
    }
    let pairs = pairs.into_iter().filter(|(earlier, later)| earlier != later);
    pairs.map(|(earlier, later)| view(Some(case), &texts[earlier], &texts[later])).collect()
}

fn view(
    case: Option<&Case>,
    (before, from): &(Wording, TextSide),
    (after, to): &(Wording, TextSide),
) -> ComparisonView {
    let marked = compare(before, after);
    let place = |it: &IssueChange| case?.issues.iter().position(|known| known.id == it.issue);
    let mut turns: Vec<&IssueChange> = marked.issues.iter().collect();
    turns.sort_by_key(|it| place(it).unwrap_or(usize::MAX));
    let issues = turns.into_iter().map(|it| IssueTurn {
        issue: issue(case, &it.issue),
        before: options(case, &it.issue, &it.before),
        after: options(case, &it.issue, &it.after),
    });
    ComparisonView {
        from: from.clone(),
        to: to.clone(),
        identical: marked.is_nothing(),
        same: marked.count(ChangeKind::Same),
        changed: marked.count(ChangeKind::Changed),
        added: marked.count(ChangeKind::Added),
        removed: marked.count(ChangeKind::Removed),
        moved: marked.moved(),
        issues: issues.collect(),
        marked,
    }
}

fn read(case: Option<&Case>, source: TextSource<'_>) -> Result<(Wording, TextSide), Error> {
    match source {
        TextSource::Draft(id) => {
            let drafts = case.map_or(&[][..], |it| &it.drafts);
            let found = drafts.iter().position(|it| it.id == id);
            let (Some(case), Some(place)) = (case, found) else {
                let known = drafts.iter().map(|it| it.id.clone()).collect();
                return Err(Error::UnknownDraft { draft: id.to_owned(), known });
            };
            Ok(draft(case, DraftId(place)))
        }
        TextSource::Djot { name, text } => {
            let wording = Wording::parse(text);
            let title = if wording.title.is_empty() { name } else { &wording.title };
            let text = Named { id: name.to_owned(), name: title.to_owned() };
            Ok((wording, TextSide { text, day: None, by: None, open: Vec::new() }))
        }
    }
}

fn draft(case: &Case, id: DraftId) -> (Wording, TextSide) {
    let draft = &case.drafts[id.0];
    let side = TextSide {
        text: Named::draft(case, id),
        day: Some(Day(draft.day)),
        by: draft.by.map(|it| Named::holder(case, it)),
        open: open(case, draft),
    };
    (Wording::of(case, draft), side)
}

fn open(case: &Case, draft: &Draft) -> Vec<OpenText> {
    let options = draft.options(case.issues.len());
    let is_open = |it: IssueId| 1 < options[it.0].len();
    let points = draft.points.iter().enumerate();
    let pieces = points.flat_map(|(place, it)| it.text.iter().map(move |it| (place, it)));
    let found = pieces.filter_map(|(point, piece)| match piece {
        Piece::Bracket { text, issue, by, .. } if is_open(*issue) => Some(OpenText {
            point,
            words: text.split_whitespace().collect::<Vec<_>>().join(" "),
            by: by.map(|it| Named::holder(case, it)),
        }),
        _ => None,
    });
    found.collect()
}

fn issue(case: Option<&Case>, id: &str) -> Named {
    let found = case.and_then(|it| it.issues.iter().find(|it| it.id == id));
    Named { id: id.to_owned(), name: found.map_or(id, |it| &it.question).to_owned() }
}

fn options(case: Option<&Case>, issue: &str, ids: &[String]) -> Vec<Named> {
    let found = case.and_then(|it| it.issues.iter().find(|it| it.id == issue));
    let name = |id: &String| {
        let option = found.and_then(|it| it.options.iter().find(|it| it.id == *id));
        Named { id: id.clone(), name: option.map_or(id, |it| &it.text).clone() }
    };
    ids.iter().map(name).collect()
}
