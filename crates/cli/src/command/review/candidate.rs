//! A statement that may go into the ledger.

use std::ops::Range;

use onetext_case::{Case, When, stance_needs, stance_takes_options};
use onetext_statement::Statement;

/// A statement as it was read, with what its reviewer made of it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) statement: Statement,
    /// The same statement in other places, the earliest printed first.
    pub(super) others: Vec<Statement>,
    /// The statement of the ledger that it is, printed once more.
    pub(super) known: Option<String>,
    /// The place of its article.
    pub(super) text: usize,
    pub(super) speaker: Option<String>,
    /// `None`: the day of the article.
    pub(super) said: Option<String>,
    /// Issues, each with the options that it speaks of, if that is known.
    pub(super) issues: Vec<(String, Vec<String>)>,
    pub(super) stance: Option<String>,
    pub(super) gist: Option<String>,
    /// Whether it is left for another time.
    pub(super) is_put_off: bool,
}

impl Candidate {
    pub(super) fn new(
        statement: Statement,
        others: Vec<Statement>,
        known: Option<String>,
        text: usize,
    ) -> Self {
        // What one article does not tell, another may.
        let all = || std::iter::once(&statement).chain(&others);
        let about = all().find(|it| !it.about.is_empty()).unwrap_or(&statement);
        Self {
            speaker: all().find_map(|it| it.speaker.clone()),
            said: all().find_map(|it| it.said.clone()),
            stance: all().find_map(|it| it.stance.clone()),
            issues: issues(about),
            gist: None,
            is_put_off: false,
            statement,
            others,
            known,
            text,
        }
    }

    /// The places where it is printed, the one whose words are shown first.
    pub(super) fn places(&self) -> impl Iterator<Item = &Statement> {
        std::iter::once(&self.statement).chain(&self.others)
    }

    /// Whether it is still to be decided.
    pub(super) fn is_open(&self, case: &Case) -> bool {
        !is_in_ledger(case, &self.statement)
            && !onetext::heed(&case.reading, vec![self.statement.clone()]).is_empty()
    }

    /// The stance that can be entered: "position" where what the stance needs is not known.
    pub(super) fn stance_to_enter(&self) -> &str {
        let Some(stance) = self.stance.as_deref() else { return "position" };
        let has_options = self.issues.iter().any(|it| !it.1.is_empty());
        let is_met = |key: &&str| *key == "options" && has_options;
        match stance_needs(stance) {
            Some(needs) if needs.iter().all(is_met) && self.takes_issues(stance) => stance,
            _ => "position",
        }
    }

    /// A stance that takes no options does not go with options that are known.
    fn takes_issues(&self, stance: &str) -> bool {
        stance_takes_options(stance) || self.issues.iter().all(|it| it.1.is_empty())
    }

    /// How sure the reading is of what it is least sure of; in the middle where it says nothing.
    pub(super) fn sureness(&self) -> f64 {
        let sure = &self.statement.confidence;
        let words = (0.0 < sure.words).then_some(sure.words);
        let unnamed = self.statement.speaker.is_none().then_some(0.0);
        [words, sure.speaker, sure.party, sure.said, sure.stance, unnamed]
            .into_iter()
            .flatten()
            .reduce(f64::min)
            .unwrap_or(0.5)
    }

    /// When it was said, or when the article was printed.
    pub(super) fn when(&self, published: Option<jiff::civil::Date>) -> Option<When> {
        match &self.said {
            Some(said) => When::parse(said),
            None => published.map(When::day),
        }
    }
}

/// The issues that a statement speaks of, each with the options that it names.
pub(super) fn issues(statement: &Statement) -> Vec<(String, Vec<String>)> {
    let mut issues: Vec<(String, Vec<String>)> = Vec::new();
    for about in &statement.about {
        let at = issues.iter().position(|it| it.0 == about.issue).unwrap_or(issues.len());
        if at == issues.len() {
            issues.push((about.issue.clone(), Vec::new()));
        }
        if let Some(option) = &about.option
            && !issues[at].1.contains(option)
        {
            issues[at].1.push(option.clone());
        }
    }
    issues
}

/// Whether a statement of the ledger has words of this place.
pub(super) fn is_in_ledger(case: &Case, statement: &Statement) -> bool {
    entry_at(case, statement).is_some()
}

/// The statement of the ledger that has words of this place.
pub(super) fn entry_at<'a>(
    case: &'a Case,
    statement: &Statement,
) -> Option<&'a onetext_case::Statement> {
    let source = case.sources.iter().position(|it| it.id == statement.source)?;
    let (start, end) = statement.span();
    let overlaps = |at: &Range<usize>| at.start < end && start < at.end;
    case.statements.iter().find(|it| {
        let first = it.source.map(|it| it.0) == Some(source);
        first && it.span.as_ref().is_some_and(overlaps)
            || it.also.iter().any(|(also, at)| also.0 == source && overlaps(at))
    })
}
