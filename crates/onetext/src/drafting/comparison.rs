//! Two texts as one marked-up text, with the names of the case.

use onetext_case::compare::{ChangeKind, Comparison, Wording, compare};
use onetext_case::{Case, DraftId};
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
#[derive(Clone, Debug, Serialize)]
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
    /// The issues on which the two say different things.
    pub issues: Vec<IssueTurn>,
    /// Title, headings and points with their marks.
    #[serde(flatten)]
    pub marked: Comparison,
}

/// One of the two texts.
#[derive(Clone, Debug, Serialize)]
pub struct TextSide {
    /// Id of the draft, or path of the file; its title.
    #[serde(flatten)]
    pub text: Named,
    /// Its day, if it is a draft of the case.
    pub day: Option<Day>,
    /// Who put it forward, if it is a draft of the case that says so.
    pub by: Option<Named>,
}

/// An issue on which two texts say different things.
#[derive(Clone, Debug, Serialize)]
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
    let (before, from) = read(case, from)?;
    let (after, to) = read(case, to)?;
    let marked = compare(&before, &after);
    let issues = marked.issues.iter().map(|it| IssueTurn {
        issue: issue(case, &it.issue),
        before: options(case, &it.issue, &it.before),
        after: options(case, &it.issue, &it.after),
    });
    Ok(ComparisonView {
        from,
        to,
        identical: marked.is_nothing(),
        same: marked.count(ChangeKind::Same),
        changed: marked.count(ChangeKind::Changed),
        added: marked.count(ChangeKind::Added),
        removed: marked.count(ChangeKind::Removed),
        moved: marked.moved(),
        issues: issues.collect(),
        marked,
    })
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
            let draft = &drafts[place];
            let side = TextSide {
                text: Named::draft(case, DraftId(place)),
                day: Some(Day(draft.day)),
                by: draft.by.map(|it| Named::holder(case, it)),
            };
            Ok((Wording::of(case, draft), side))
        }
        TextSource::Djot { name, text } => {
            let wording = Wording::parse(text);
            let title = if wording.title.is_empty() { name } else { &wording.title };
            let text = Named { id: name.to_owned(), name: title.to_owned() };
            Ok((wording, TextSide { text, day: None, by: None }))
        }
    }
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
