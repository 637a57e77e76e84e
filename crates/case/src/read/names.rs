//! Which ids a case has, and what to say of one it has not.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Decimal, Holder, IssueId, ObserverId, OptionId, PartyId};
use crate::shape::Space;

/// Diagnostics as they are found.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub(crate) fn error(
        &mut self,
        file: &str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Severity::Error, file, Some(span.clone()), message.into(), help.into());
    }

    pub(crate) fn warning(
        &mut self,
        file: &str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Severity::Warning, file, Some(span.clone()), message.into(), help.into());
    }

    /// An error that concerns the whole file.
    pub(crate) fn whole_file(&mut self, file: &str, message: &str, help: &str) {
        self.push(Severity::Error, file, None, message.to_owned(), help.to_owned());
    }

    /// A warning that concerns the whole file.
    pub(crate) fn whole_file_warning(&mut self, file: &str, message: &str, help: &str) {
        self.push(Severity::Warning, file, None, message.to_owned(), help.to_owned());
    }

    fn push(
        &mut self,
        severity: Severity,
        file: &str,
        span: Option<Range<usize>>,
        message: String,
        help: String,
    ) {
        let file = file.to_owned();
        self.diagnostics.push(Diagnostic { severity, file, span, message, help });
    }
}

/// The ids of a case, by space.
#[derive(Debug, Default)]
pub(crate) struct Names {
    ids: BTreeMap<Space, Vec<String>>,
    places: BTreeMap<(Space, String), usize>,
    /// The options of each issue, in the order of the issues.
    pub(crate) options: Vec<Vec<String>>,
    /// The values of the options, where they have some.
    pub(crate) values: Vec<Vec<Option<Decimal>>>,
    /// What each id of [`Space::Holder`] stands for.
    pub(crate) holders: Vec<Holder>,
    /// How many of the ids of [`Space::Draft`] have a text; those after them have none.
    pub(crate) drafts_with_text: usize,
    /// Whether every file could be read to its end: if not, an unknown id may well exist.
    pub(crate) whole: bool,
}

impl Names {
    /// Adds an id to a space; says whether it is new. Places count every call, new or not.
    pub(crate) fn add(&mut self, space: Space, id: &str) -> bool {
        let ids = self.ids.entry(space).or_default();
        ids.push(id.to_owned());
        let place = ids.len() - 1;
        let key = (space, id.to_owned());
        let new = !self.places.contains_key(&key);
        self.places.entry(key).or_insert(place);
        new
    }

    /// The place of an id in its space.
    pub(crate) fn place(&self, space: Space, id: &str) -> Option<usize> {
        self.places.get(&(space, id.to_owned())).copied()
    }

    pub(crate) fn holder(&self, id: &str) -> Option<Holder> {
        self.holders.get(self.place(Space::Holder, id)?).copied()
    }

    pub(crate) fn issue(&self, id: &str) -> Option<IssueId> {
        self.place(Space::Issue, id).map(IssueId)
    }

    pub(crate) fn option(&self, issue: IssueId, id: &str) -> Option<OptionId> {
        self.options.get(issue.0)?.iter().position(|it| it == id).map(OptionId)
    }

    /// The issues that have an option of this id.
    pub(crate) fn issues_with_option(&self, id: &str) -> Vec<&str> {
        let issues = self.ids.get(&Space::Issue).map_or(&[][..], Vec::as_slice);
        let has = self.options.iter().map(|options| options.iter().any(|it| it == id));
        issues.iter().zip(has).filter(|(_, has)| *has).map(|(issue, _)| issue.as_str()).collect()
    }

    pub(crate) fn all(&self, space: Space) -> &[String] {
        self.ids.get(&space).map_or(&[], Vec::as_slice)
    }

    /// Reports an id that its space does not have.
    pub(crate) fn report_unknown(
        &self,
        report: &mut Report,
        file: &str,
        span: &Range<usize>,
        space: Space,
        id: &str,
    ) {
        if self.whole {
            let name = space.name();
            let known = self.all(space).iter().map(String::as_str);
            report.error(file, span, format!("there is no {name} `{id}`"), nearest(id, known));
        }
    }
}

/// Holders in the order of [`Names::holders`]: parties, the mediator, observers.
pub(crate) fn holders(parties: usize, mediator: bool, observers: usize) -> Vec<Holder> {
    (0..parties)
        .map(|it| Holder::Party(PartyId(it)))
        .chain(mediator.then_some(Holder::Mediator))
        .chain((0..observers).map(|it| Holder::Observer(ObserverId(it))))
        .collect()
}

/// "did you mean …", or what there is to choose from.
pub(crate) fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    const LONGEST: usize = 64;
    let mut known: Vec<&str> = known.filter(|it| !it.is_empty()).collect();
    known.sort_unstable();
    known.dedup();
    if known.is_empty() {
        return "none is defined yet".to_owned();
    }
    let lower = wrong.to_lowercase();
    let near = known
        .iter()
        .copied()
        .filter(|it| it.len() <= LONGEST && wrong.len() <= LONGEST)
        .map(|it| (strsim::damerau_levenshtein(&lower, &it.to_lowercase()), it))
        .filter(|(distance, it)| *distance <= 1 + it.chars().count() / 4)
        .min()
        .map(|(_, it)| it);
    // A word that begins the same way is meant more often than one that is as long.
    let begins = |it: &&str| 0.9 < strsim::jaro_winkler(&lower, &it.to_lowercase());
    let near =
        near.or_else(|| known.iter().copied().find(|it| wrong.len() <= LONGEST && begins(it)));
    match near {
        Some(it) => format!("did you mean `{it}`?"),
        None if known.len() <= 12 => format!("known: {}", known.join(", ")),
        None => format!("known: {}, … ({} in all)", known[..8].join(", "), known.len()),
    }
}
