//! An outcome to begin with: a draft of the case, single settings, or both.

use onetext_bargain as bargain;
use onetext_case::Case;

use super::NamedProblem;
use crate::analysis::Named;
use crate::error::Error;

/// An outcome that a question begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The draft it is taken from; `None` if it has no part in it.
    pub draft: Option<Named>,
    /// One option for every issue.
    pub outcome: bargain::Outcome,
}

impl NamedProblem {
    /// The outcome that settings, a draft and the status quo lead to, in this order of precedence.
    ///
    /// `settings` names issues and options by their ids or by their names. The draft is the one with
    /// the id, or the latest of the case where none is named. An issue that the draft is silent on
    /// stays at its status quo. Without a case there are settings alone.
    ///
    /// # Errors
    ///
    /// - [`Error::UnknownDraft`], [`Error::UnknownIssue`], [`Error::UnknownOption`].
    /// - [`Error::Unsettled`] when some issue is left open.
    pub fn start(
        &self,
        case: Option<&Case>,
        draft: Option<&str>,
        settings: &[(String, String)],
    ) -> Result<Start, Error> {
        let drafts = case.map_or(&[][..], |it| &it.drafts);
        let draft = match draft {
            None => drafts.last(),
            Some(id) => {
                let unknown = || Error::UnknownDraft {
                    draft: id.to_owned(),
                    known: drafts.iter().map(|it| it.id.clone()).collect(),
                };
                Some(drafts.iter().find(|it| it.id == id).ok_or_else(unknown)?)
            }
        };
        let mut settled: Vec<Option<bargain::OptionId>> = vec![None; self.issues().len()];
        let (mut bracketed, mut silent) = (Vec::new(), Vec::new());
        for (issue, option) in settings {
            let (issue, option) = self.setting(issue, option)?;
            settled[issue] = Some(option);
        }
        let texts = draft.map(|it| it.options(settled.len())).unwrap_or_default();
        let mut is_of_draft = false;
        for (index, settled) in settled.iter_mut().enumerate().filter(|it| it.1.is_none()) {
            let id = || self.issues()[index].0.id.clone();
            let status_quo = case.and_then(|it| it.issues[index].status_quo);
            *settled = match (texts.get(index).map_or(&[][..], Vec::as_slice), status_quo.as_ref())
            {
                ([option], _) | ([], Some(option)) => {
                    is_of_draft = true;
                    let option = u8::try_from(option.0);
                    Some(bargain::OptionId(
                        option.map_err(|_| Error::TooLarge { what: "options" })?,
                    ))
                }
                ([], None) => {
                    silent.push(id());
                    None
                }
                _ => {
                    bracketed.push(id());
                    None
                }
            };
        }
        let outcome: Option<Vec<_>> = settled.into_iter().collect();
        let Some(outcome) = outcome else {
            let draft = draft.map(|it| it.id.clone());
            return Err(Error::Unsettled { draft, bracketed, silent });
        };
        let named = |it: &onetext_case::Draft| Named { id: it.id.clone(), name: it.title.clone() };
        Ok(Start {
            draft: draft.filter(|_| is_of_draft).map(named),
            outcome: bargain::Outcome(outcome),
        })
    }

    /// The place of the issue with this id or name.
    pub(super) fn issue(&self, wanted: &str) -> Result<usize, Error> {
        let names = self.issues().iter().map(|it| &it.0);
        place(names, wanted).ok_or_else(|| Error::UnknownIssue {
            issue: wanted.to_owned(),
            known: self.issues().iter().map(|it| it.0.id.clone()).collect(),
        })
    }

    fn setting(&self, issue: &str, option: &str) -> Result<(usize, bargain::OptionId), Error> {
        let index = self.issue(issue)?;
        let (name, options) = &self.issues()[index];
        let place = place(options.iter(), option).and_then(|it| u8::try_from(it).ok());
        let unknown = || Error::UnknownOption {
            issue: name.id.clone(),
            option: option.to_owned(),
            known: options.iter().map(|it| it.id.clone()).collect(),
        };
        Ok((index, bargain::OptionId(place.ok_or_else(unknown)?)))
    }
}

/// The place of what has this id, or else this name.
pub(super) fn place<'a>(
    names: impl Iterator<Item = &'a Named> + Clone,
    wanted: &str,
) -> Option<usize> {
    let mut ids = names.clone();
    ids.position(|it| it.id == wanted).or_else(|| {
        let mut names = names;
        names.position(|it| it.name == wanted)
    })
}
