//! Which text is asked about: a draft, one that is not public, a package, or a draft with changes.

use std::collections::BTreeMap;

use onetext_case::{Case, DraftId, IssueId, OptionId, PartyId, Provenance, StatementId};
use onetext_elicit::{Level, Text};
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::{Named, PointOf, point_of};
use crate::error::Error;

/// An issue and an option by their ids, as a reader names them.
pub type Setting = (String, String);

/// Which text is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The draft on the table: the newest that was put forward by the day of the case; a private
    /// one counts only where there is no other.
    OnTable,
    /// The draft with this id, public or not.
    Draft(String),
    /// A text that settles these issues and leaves the others as they are.
    Package(Vec<Setting>),
}

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A draft of the case.
    Draft,
    /// A draft that is not public: any text between two drafts.
    Undisclosed,
    /// Some issues settled, silence on the others.
    Package,
}

/// A text of the case that was found.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) text: Text,
    pub(crate) name: Named,
    pub(crate) kind: Kind,
    pub(crate) draft: Option<DraftId>,
}

impl Chosen {
    pub(crate) fn draft(case: &Case, draft: DraftId) -> Self {
        Self {
            text: Text::draft(case, draft),
            name: Named::draft(case, draft),
            kind: Kind::Draft,
            draft: Some(draft),
        }
    }

    /// # Errors
    ///
    /// [`Error::NoDraft`], [`Error::UnknownDraft`], [`Error::UnknownIssue`],
    /// [`Error::UnknownOption`], [`Error::Twice`].
    pub(crate) fn new(case: &Case, wanted: &Wanted) -> Result<Self, Error> {
        match wanted {
            Wanted::OnTable => on_table(case).map(|it| Self::draft(case, it)).ok_or(Error::NoDraft),
            Wanted::Draft(id) => {
                let mut all = Self::all(case);
                match all.iter().position(|it| it.name.id == *id) {
                    Some(place) => Ok(all.swap_remove(place)),
                    None if all.is_empty() => Err(Error::NoDraft),
                    None => Err(Error::UnknownDraft {
                        draft: id.clone(),
                        known: all.into_iter().map(|it| it.name.id).collect(),
                    }),
                }
            }
            Wanted::Package(settings) => {
                let settled = settled(case, settings)?;
                let ids: Vec<String> =
                    settings.iter().map(|(issue, option)| format!("{issue}={option}")).collect();
                let words: Vec<String> = settled
                    .iter()
                    .map(|(&issue, &option)| {
                        format!("“{}”", Named::option(case, issue, option).name)
                    })
                    .collect();
                let mut text = Text::default();
                for (issue, option) in settled {
                    text = text.with(issue, vec![Level::Option(option)]);
                }
                let name = if words.is_empty() {
                    "a text that settles nothing".to_owned()
                } else {
                    format!("a text with {} and nothing else", words.join(", "))
                };
                let name = Named { id: ids.join(","), name };
                Ok(Self { text, name, kind: Kind::Package, draft: None })
            }
        }
    }

    /// The text that is wanted, or every draft of the case where none is named.
    ///
    /// # Errors
    ///
    /// Those of [`Chosen::new`].
    pub(crate) fn several(case: &Case, wanted: Option<&Wanted>) -> Result<Vec<Self>, Error> {
        let chosen = match wanted {
            Some(wanted) => vec![Self::new(case, wanted)?],
            None => Self::all(case),
        };
        if chosen.is_empty() { Err(Error::NoDraft) } else { Ok(chosen) }
    }

    /// Every draft of the case, then every one that is not public.
    pub(crate) fn all(case: &Case) -> Vec<Self> {
        let drafts = (0..case.drafts.len()).map(|it| Self::draft(case, DraftId(it)));
        let undisclosed = case.undisclosed.iter().map(|it| Self {
            text: Text::undisclosed(case, it),
            name: Named { id: it.id.clone(), name: it.title.clone() },
            kind: Kind::Undisclosed,
            draft: None,
        });
        drafts.chain(undisclosed).collect()
    }

    /// Calls `use_it` with what tells the point of the draft that settles an issue so.
    pub(crate) fn numbered<T>(&self, case: &Case, use_it: impl FnOnce(PointOf<'_>) -> T) -> T {
        let draft = self.draft;
        use_it(&|issue, level| draft.and_then(|it| point_of(case, it, issue, level)))
    }
}

/// The draft on the table, as [`Wanted::OnTable`] says.
pub(crate) fn on_table(case: &Case) -> Option<DraftId> {
    let known = || {
        (0..case.drafts.len()).filter(|&it| case.as_of.is_none_or(|day| case.drafts[it].day <= day))
    };
    let is_open = |&it: &usize| case.drafts[it].provenance != Provenance::Private;
    known().rfind(is_open).or(known().next_back()).map(DraftId)
}

/// Settings by their ids.
///
/// # Errors
///
/// [`Error::UnknownIssue`], [`Error::UnknownOption`], [`Error::Twice`].
pub(crate) fn settled(
    case: &Case,
    settings: &[Setting],
) -> Result<BTreeMap<IssueId, OptionId>, Error> {
    let mut settled = BTreeMap::new();
    for (issue, option) in settings {
        let place = self::issue(case, issue)?;
        let options = &case.issues[place.0].options;
        let found = options.iter().position(|it| it.id == *option).map(OptionId);
        let found = found.ok_or_else(|| Error::UnknownOption {
            issue: issue.clone(),
            option: option.clone(),
            known: options.iter().map(|it| it.id.clone()).collect(),
        })?;
        if settled.insert(place, found).is_some() {
            return Err(Error::Twice { name: issue.clone() });
        }
    }
    Ok(settled)
}

/// The issue with this id.
///
/// # Errors
///
/// [`Error::UnknownIssue`].
pub(crate) fn issue(case: &Case, id: &str) -> Result<IssueId, Error> {
    let found = case.issues.iter().position(|it| it.id == id).map(IssueId);
    found.ok_or_else(|| Error::UnknownIssue {
        issue: id.to_owned(),
        known: case.issues.iter().map(|it| it.id.clone()).collect(),
    })
}

/// The party with this id.
///
/// # Errors
///
/// [`Error::NotAParty`].
pub(crate) fn party(case: &Case, id: &str) -> Result<PartyId, Error> {
    let found = case.parties.iter().position(|it| it.body.id == id).map(PartyId);
    found.ok_or_else(|| Error::NotAParty {
        party: id.to_owned(),
        known: case.parties.iter().map(|it| it.body.id.clone()).collect(),
    })
}

/// The statement with this id.
///
/// # Errors
///
/// [`Error::UnknownStatement`].
pub(crate) fn statement(case: &Case, id: &str) -> Result<StatementId, Error> {
    let found = case.statements.iter().position(|it| it.id == id).map(StatementId);
    found.ok_or_else(|| Error::UnknownStatement {
        statement: id.to_owned(),
        known: case.statements.iter().map(|it| it.id.clone()).collect(),
    })
}
